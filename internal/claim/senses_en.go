package claim

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"kiku/internal/language/en"
)

//go:embed senses_en.gen.txt
var senseList string

// sense is what an English word is mostly used as, from WordNet: verbs of
// communication and nouns of feeling are far likelier cues than verbs of motion,
// also where no labelled text has them.
type sense struct {
	root      uint32 // its lemma, for nouns and adjectives the verb they come from
	verb      uint32 // file of meanings as a verb, as a noun; 0: none
	noun      uint32
	use       uint32 // 0 unknown, 1 noun, 2 verb, 3 adjective, 4 adverb; + 4 when often another
	inflexion uint32 // as a verb: 1 -s, 2 past, 3 -ing
}

func (s sense) all() uint32 { return s.verb | s.noun<<4 | s.use<<9 | s.inflexion<<13 }

// form is the part of speech and the inflexion, without the meaning.
func (s sense) form() uint32 { return s.use | s.inflexion<<4 }

var senses = sync.OnceValue(func() map[string]sense {
	out := map[string]sense{}
	for line := range strings.Lines(senseList) {
		key, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		var s sense
		if _, err := fmt.Sscanf(key, "%d %d %d %d", &s.verb, &s.noun, &s.use, &s.inflexion); err != nil {
			panic("claim: embedded senses: " + err.Error()) // a broken build
		}
		for w := range strings.FieldsSeq(words) {
			form, root, ok := strings.Cut(w, "=")
			if !ok {
				root = form
			}
			s.root = wordHash(root)
			out[form] = s
		}
	}
	return out
})

// senseOf returns what a lower-case word is used as; of an unknown one only the
// stem is known.
func senseOf(t token) sense {
	if s, ok := senses()[t.low]; ok {
		return s
	}
	if !t.word {
		return sense{root: wordHash(t.low)}
	}
	return sense{root: wordHash(en.Stem(t.low))}
}
