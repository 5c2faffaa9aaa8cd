package digest

import (
	"fmt"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// checkWritten holds a language model's sentence against its sources: every
// name, number and quotation stands in a cited sentence, no negation is lost
// or gained, and it is faithful: see [faithful].
func checkWritten(p Printed, sentences []cited) error {
	r := surface
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
	return faithful(p, sentences)
}

// surface reads texts that come from outside the input: a model's sentence, an
// older version of a report.
var surface = language.NewReader()

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
