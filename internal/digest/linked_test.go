package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

func TestWhatLeansOnAnotherWeekOrLineIsNotSummedUp(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		lang, sentence string
		later          int
		want           bool
	}{
		{"en", "The board of Port Ansel also warned the fishermen of Norrland about the cracks.", 0, true},
		{"en", "The board of Port Ansel warned the fishermen of Norrland about the cracks.", 0, false},
		{"en", "The board of Port Ansel plans to open the long bridge to all lorries.", 2, false},
		{"en", "The board of Port Ansel plans to open the long bridge to all lorries.", 20, true},
		{"en", "The board of Port Ansel closed the long bridge to all lorries.", 20, false},
		{"ja", "そんな中、浜野市は橋の修理を始めた。", 0, true},
		{"ja", "浜野市は橋の修理を始めた。", 0, false},
	} {
		a := article.Article{ID: "a", Title: "橋 bridge", Paragraphs: []string{x.sentence}, Published: at, Lang: x.lang}
		late := article.Article{ID: "b", Title: "橋 bridge", Published: at.AddDate(0, 0, x.later), Lang: x.lang}
		r := &report{reading: newReading(a, language.NewReader().Read(x.lang, a.Title, a.Paragraphs, a.Published))}
		c := &composer{lang: x.lang, byID: map[article.ID]*report{"a": r, "b": {reading: newReading(late, language.NewReader().Read(x.lang, late.Title, nil, late.Published))}}}
		if got := c.linked(candidate{report: r, index: 0}); got != x.want {
			t.Errorf("%q, %d days later: %v, want %v", x.sentence, x.later, got, x.want)
		}
	}
}
