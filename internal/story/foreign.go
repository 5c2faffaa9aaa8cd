package story

import (
	"math"

	"kiku/internal/article"
)

// Foreign is how near two headlines in two languages are to telling of one
// event.
type Foreign struct {
	A, B  article.ID
	Score float64 // 0..1
}

// Foreigners groups headlines language by language, as m does, and returns the
// score of every two of them in different languages that are near in time. The
// score is the mean of how near the two are by themselves and how near the
// headlines of their events are on average, times how near these events come to
// being the nearest that either has: an event in one language is at most one in
// the other. For measuring.
func Foreigners(fs []Features, m Model) []Foreign {
	for _, k := range []Kind{Across, AcrossReport, AcrossWhole} {
		m.JoinAt[k] = 2 // no language joins another
	}
	g := NewGrouperWith(m)
	for _, f := range fs {
		g.Add(f)
	}
	g.Repair()
	var events []*event
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			events = append(events, g.byEvent[e.ID])
		}
	}
	var meetings []meeting
	best := map[*event]float64{}
	for i, a := range events {
		for _, b := range events[:i] {
			if foreign(a, b) && days(a.first, b.first) < window.Hours()/24 {
				t := g.meet(a, b)
				meetings = append(meetings, t)
				best[a], best[b] = max(best[a], t.mean), max(best[b], t.mean)
			}
		}
	}
	var out []Foreign
	for _, t := range meetings {
		first := t.mean / max(best[t.a], 1e-9) * t.mean / max(best[t.b], 1e-9)
		for i, x := range t.a.docs {
			for j, y := range t.b.docs {
				out = append(out, Foreign{x.id, y.id, math.Sqrt(t.mean*t.each[i][j]) * first})
			}
		}
	}
	return out
}

// meeting is two events in two languages with the scores of their headlines.
type meeting struct {
	a, b *event
	each [][]float64
	mean float64
}

// meet weighs every headline of one event against every one of another.
func (g *Grouper) meet(a, b *event) meeting {
	t := meeting{a: a, b: b}
	for _, x := range a.docs {
		one := &event{}
		one.with(x)
		row := make([]float64, len(b.docs))
		for j, y := range b.docs {
			other := &event{}
			other.with(y)
			row[j] = g.whole(one, other).score
			t.mean += row[j] / float64(len(a.docs)*len(b.docs))
		}
		t.each = append(t.each, row)
	}
	return t
}
