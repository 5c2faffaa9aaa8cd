package timeline

import (
	"slices"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// Of reads a sentence from what its language found in it. Only exact days count
// as days.
func Of(s text.Sentence) Sentence {
	out := Sentence{Figures: len(s.Figures), Names: len(s.Names), Quoted: len(s.Quotations) > 0}
	for _, w := range s.Words {
		if w.Class == text.Mark {
			continue
		}
		out.Length++
		if w.Base == "i" || w.Base == "we" || w.Base == "you" {
			out.Asks = true
		}
		if !w.Stop && w.Base != "" {
			out.Words = append(out.Words, w.Base)
		}
	}
	if strings.HasSuffix(s.Text, "?") || strings.HasSuffix(s.Text, "？") {
		out.Asks = true
	}
	for _, d := range s.Dates {
		if d.Precision == text.Day && !d.Time.IsZero() && !slices.Contains(out.Days, Midnight(d.Time)) {
			out.Days = append(out.Days, Midnight(d.Time))
		}
	}
	return out
}

// Midnight is the day of t in t's own zone, as midnight UTC.
func Midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
