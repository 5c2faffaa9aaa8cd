package theme

import (
	"strings"
	"time"

	"kiku/internal/digest"
)

// The track's measures, in units of its drawing.
const trackWide, trackEdge = 84.0, 5.0

// Track draws when an actor took positions on the matrix's issues, on the time
// axis that all its rows share: a round for a position, a diamond for one that
// changed. It is hidden from screen readers: the row's cells have the same days.
func Track(d *digest.Digest, actor string, issues []string) string {
	from, to := axisOf(d)
	var b strings.Builder
	b.WriteString(`<svg class="track" viewBox="0 0 ` + num(trackWide) + ` 12" aria-hidden="true" focusable="false"><path class="axis" d="M0 6H` + num(trackWide) + `"/>`)
	for _, issue := range issues {
		h := holding(d, actor, issue)
		if h == nil {
			continue
		}
		for _, p := range h.Positions {
			x := num(trackAt(p.Date, from, to))
			if p.Changed {
				b.WriteString(`<path class="change" d="M` + x + ` 1.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>`)
			} else {
				b.WriteString(`<circle class="held" cx="` + x + `" cy="6" r="3.2"/>`)
			}
		}
	}
	b.WriteString(`</svg>`)
	return b.String()
}

func trackAt(t, from, to time.Time) float64 {
	span := to.Sub(from)
	if span <= 0 {
		return trackWide / 2
	}
	return trackEdge + (trackWide-2*trackEdge)*float64(t.Sub(from))/float64(span)
}

// axisOf is the time from the ledger's first position to its last.
func axisOf(d *digest.Digest) (from, to time.Time) {
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if from.IsZero() || p.Date.Before(from) {
				from = p.Date
			}
			if p.Date.After(to) {
				to = p.Date
			}
		}
	}
	return from, to
}

// axisWords are the ends of the axis, for the head of its column: "4/20 – 5/30".
func axisWords(s *Shell, d *digest.Digest) string {
	from, to := axisOf(d)
	a, b := ShortDay(s.Lang, from), ShortDay(s.Lang, to)
	if a == b {
		return a
	}
	return a + " – " + b
}
