package digest

import (
	"fmt"
	"slices"

	"kiku/internal/language/text"
)

// Questions that are built from a sentence: its own words, the one that is asked
// for put away, the verb in the form of a question. The answer is that word. The
// check knows nothing of how they were built: it puts the answer back where the
// question asks for it and asks whether that is what the sentence says.
const (
	askForm    = "q.ask" // the question; cites one sentence
	answerForm = "a.ask" // its answer; cites the same sentence, About is the question
)

// checkAsk holds a question against its sentence, leaving open what answers it.
func checkAsk(p Printed, sentences []cited) error {
	return asks(p.Lang, p.Text, "", sentences)
}

// checkAnswer holds an answer and its question together against the sentence.
func checkAnswer(p Printed, sentences []cited, about []Printed) error {
	if len(sentences) == 0 || len(about) != 1 || about[0].Form != askForm || !slices.Equal(about[0].Cites, p.Cites) {
		return fmt.Errorf("%w: an answer stands with its question", ErrSlot)
	}
	stands := false
	for _, s := range sentences {
		stands = stands || holds(s.sentence.Text, p.Text) || p.Lang == "ja" && holds(bracketless(s.sentence.Text), p.Text)
	}
	if !stands {
		return fmt.Errorf("%w: %q", ErrNotThere, p.Text)
	}
	return asks(p.Lang, about[0].Text, p.Text, sentences)
}

var errNoClause = fmt.Errorf("%w: no clause says so", ErrNotThere)

// asks reports whether the sentence says what question and answer say together,
// by itself or with the title of its report behind it; an empty answer leaves open
// which of its phrases it is.
func asks(lang, question, answer string, sentences []cited) error {
	if len(sentences) == 0 {
		return ErrNoCitation
	}
	s := sentences[0]
	switch {
	case len(sentences) == 2 && lang == "ja":
		title := sentences[1]
		if title.sentence.Paragraph >= 0 || s.sentence.Paragraph < 0 || title.article.ID != s.article.ID {
			return fmt.Errorf("%w: a sentence with the title of its report", ErrSlot)
		}
		if asksKindJa(question, answer, s, title.sentence) == nil {
			return nil
		}
		return asksTitleJa(question, answer, s, title)
	case len(sentences) != 1:
		return fmt.Errorf("%w: a question stands on one sentence", ErrSlot)
	case lang == "ja":
		if asksKindJa(question, answer, s, text.Sentence{}) == nil {
			return nil
		}
		return asksJa(question, answer, s)
	case lang == "en":
		return asksEn(question, answer, s)
	}
	return fmt.Errorf("%w: no questions in %q", ErrForm, lang)
}
