package claim

import (
	"sort"
	"strings"

	"kiku/internal/language"
)

// shortestSound is how many sounds a whole name needs before its likeness to a
// name in the other script says anything; a last name alone needs three
// consonants.
const (
	shortestSound = 4
	shortestLast  = 3
)

// sounds is how an actor's printed names sound.
type sounds struct {
	full map[string]bool // of names of two words and more
	last string          // of the last word
	ja   bool
}

// joinScripts maps the actors of a story that katakana and Latin letters print
// to one: トマス・ベリン and Tomas Velin. Whole names must sound alike, or last
// names of three consonants and more where one script prints no whole name. A
// sound that fits two actors joins none.
func joinScripts(sts []Statement, alias map[string]string) {
	heard := map[string]*sounds{}
	for _, s := range sts {
		actor := alias[s.SpeakerNormal]
		key := language.SoundKey(s.Speaker)
		if key == "" {
			continue
		}
		h := heard[actor]
		if h == nil {
			h = &sounds{full: map[string]bool{}, ja: japanese(s.Speaker)}
			heard[actor] = h
		}
		words := strings.Fields(key)
		h.last = words[len(words)-1]
		if len(words) > 1 {
			h.full[key] = true
		}
	}
	actors := make([]string, 0, len(heard))
	for a := range heard {
		actors = append(actors, a)
	}
	sort.Strings(actors)
	for _, j := range actors {
		if !heard[j].ja {
			continue
		}
		var fits []string
		for _, l := range actors {
			if !heard[l].ja && soundAlike(heard[j], heard[l]) {
				fits = append(fits, l)
			}
		}
		if len(fits) != 1 {
			continue
		}
		for n, a := range alias {
			if a == j {
				alias[n] = fits[0]
			}
		}
	}
}

func soundAlike(a, b *sounds) bool {
	for k := range a.full {
		if b.full[k] && len(strings.ReplaceAll(k, " ", "")) >= shortestSound {
			return true
		}
	}
	return (len(a.full) == 0 || len(b.full) == 0) && a.last == b.last && len(a.last) >= shortestLast
}
