package claim

import "strings"

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
}

// soundAlike reports that two actors' names can be one person's in two scripts.
func soundAlike(a, b *sounds) bool {
	for k := range a.full {
		if b.full[k] && len(strings.ReplaceAll(k, " ", "")) >= shortestSound {
			return true
		}
	}
	return (len(a.full) == 0 || len(b.full) == 0) && a.last == b.last && len(a.last) >= shortestLast
}
