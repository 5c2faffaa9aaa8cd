package digest

import (
	"fmt"
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
	if len(sentences) != 1 {
		return fmt.Errorf("%w: a question stands on one sentence", ErrSlot)
	}
	return asks(p.Lang, p.Text, "", sentences[0])
}

// checkAnswer holds an answer and its question together against the sentence.
func checkAnswer(p Printed, sentences []cited, about []Printed) error {
	if len(sentences) != 1 || len(about) != 1 || about[0].Form != askForm || len(about[0].Cites) != 1 || about[0].Cites[0] != p.Cites[0] {
		return fmt.Errorf("%w: an answer stands with its question", ErrSlot)
	}
	if !holds(sentences[0].sentence.Text, p.Text) {
		return fmt.Errorf("%w: %q", ErrNotThere, p.Text)
	}
	return asks(p.Lang, about[0].Text, p.Text, sentences[0])
}

// asks reports whether the sentence says what question and answer say together;
// an empty answer leaves open which of its phrases it is.
func asks(lang, question, answer string, s cited) error {
	switch lang {
	case "ja":
		return asksJa(question, answer, s)
	case "en":
		return asksEn(question, answer, s)
	}
	return fmt.Errorf("%w: no questions in %q", ErrForm, lang)
}
