package digest

import (
	"fmt"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// sameCompany asks that each name has on one side the content word that it has
// there in a source: a name that stands twice in the source could else be put
// where another belongs. Speakers may move; sameSpeakers looks at them.
func sameCompany(r *reading, sentences []cited) error {
	line := r.text.Sentences[0]
	before, after := map[string]bool{}, map[string]bool{}
	for _, s := range sentences {
		last := ""
		for _, w := range s.sentence.Words {
			if content(w) {
				before[last+"\x00"+w.Base], after[last+"\x00"+w.Base] = true, true
				last = w.Base
			}
		}
		after[last+"\x00"] = true
	}
	for _, n := range line.Names {
		if !isSpeaker(n, r.statements[0]) && !inCompany(line, n, before, after) {
			return fmt.Errorf("%w: %s stands elsewhere there", ErrTurned, n.Surface)
		}
	}
	return nil
}

// inCompany reports whether the word before the name's first, or after its last,
// is next to it in a source too. A name without content words has no company.
func inCompany(line text.Sentence, n text.Name, before, after map[string]bool) bool {
	prev, first, last, next := "", "", "", ""
	for _, w := range line.Words {
		switch {
		case !content(w):
		case w.Span.End <= n.Span.Start:
			prev = w.Base
		case w.Span.Start >= n.Span.End:
			if next == "" {
				next = w.Base
			}
		default:
			if first == "" {
				first = w.Base
			}
			last = w.Base
		}
	}
	return first == "" || before[prev+"\x00"+first] || after[last+"\x00"+next]
}

func isSpeaker(n text.Name, said []claim.Statement) bool {
	for _, st := range said {
		if sameName(st.Speaker, st.SpeakerNormal, n.Surface) || strings.Contains(st.Speaker, n.Surface) {
			return true
		}
	}
	return false
}

// sameCapitals asks that words which a Latin script marks as names stand in a
// source with the same letters: US is no pronoun. The first word may be any that
// only begins with a capital.
func sameCapitals(line text.Sentence, sentences []cited) error {
	for i, w := range line.Words {
		capitals := 0
		for _, r := range w.Surface {
			if unicode.IsUpper(r) {
				capitals++
			}
		}
		if capitals == 0 || i == 0 && capitals == 1 {
			continue
		}
		if !inAny(sentences, w.Surface) {
			return fmt.Errorf("%w: %q", ErrNotThere, w.Surface)
		}
	}
	return nil
}
