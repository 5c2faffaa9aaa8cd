package digest

import (
	"fmt"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// coverage is the share of a written line's content words that the cited
// sentences must hold.
const coverage = 0.7

// checkWritten holds a language model's sentence against its sources: every
// name, number and quotation stands in a cited sentence, no negation is lost
// or gained, content words are covered.
func checkWritten(p Printed, sentences []cited) error {
	r := writtenReader
	t := r.Read(p.Lang, p.Text, nil, sentences[0].article.Published)
	line := t.Title
	for _, q := range line.Quotations {
		if !inAny(sentences, q.Text) {
			return fmt.Errorf("%w: quotation %q", ErrNotThere, q.Text)
		}
	}
	for _, n := range line.Names {
		if !nameInAny(sentences, n) {
			return fmt.Errorf("%w: name %q", ErrNotThere, n.Surface)
		}
	}
	for _, w := range strings.FieldsFunc(same(p.Text), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		w = strings.Trim(w, ".,")
		if w != "" && !inAny(sentences, w) {
			return fmt.Errorf("%w: number %q", ErrNotThere, w)
		}
	}
	negated := 0
	for _, s := range sentences {
		negated += len(claim.Negations(s.sentence))
	}
	if (len(claim.Negations(line)) > 0) != (negated > 0) {
		return fmt.Errorf("%w: negation", ErrTurned)
	}
	return covered(line, sentences)
}

var writtenReader = language.NewReader()

func covered(line text.Sentence, sentences []cited) error {
	have := map[string]bool{}
	for _, s := range sentences {
		for _, w := range s.sentence.Words {
			have[w.Base] = true
		}
	}
	content, found := 0, 0
	for _, w := range line.Words {
		if w.Stop || w.Class == text.Mark || w.Class == text.Particle {
			continue
		}
		content++
		if have[w.Base] {
			found++
		}
	}
	if content > 0 && float64(found) < coverage*float64(content) {
		return fmt.Errorf("%w: %d of %d words", ErrNotThere, found, content)
	}
	return nil
}

func inAny(sentences []cited, v string) bool {
	for _, s := range sentences {
		if holds(s.sentence.Text, v) {
			return true
		}
	}
	return false
}

func nameInAny(sentences []cited, n text.Name) bool {
	for _, s := range sentences {
		if nameIn(s, n.Surface) {
			return true
		}
	}
	return false
}
