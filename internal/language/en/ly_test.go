package en

import (
	"testing"
	"time"

	"kiku/internal/language/text"
)

func TestNotAllThatEndsInLyIsAnAdverb(t *testing.T) {
	got := map[string]text.Class{}
	x := Read("The assembly quickly approved a costly supply plan", []string{"The family will rely on it."}, time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC))
	for _, s := range append(x.Sentences, x.Title) {
		for _, w := range s.Words {
			got[w.Surface] = w.Class
		}
	}
	for w, want := range map[string]text.Class{"assembly": text.Noun, "quickly": text.Adverb, "costly": text.Adjective, "supply": text.Noun, "family": text.Noun, "rely": text.Verb} {
		if got[w] != want {
			t.Errorf("%s: %v, want %v", w, got[w], want)
		}
	}
}
