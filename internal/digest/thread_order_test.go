package digest

import (
	"testing"
	"time"
)

func TestSentencesOfAReportKeepTheirOrder(t *testing.T) {
	t.Parallel()
	a, b := &report{}, &report{}
	at := func(r *report, index int, th thread, days int) passage {
		return passage{choices: []choice{{candidate: candidate{report: r, index: index}}}, thread: th, day: time.Date(2031, 5, 20+days, 0, 0, 0, 0, time.UTC)}
	}
	ps := []passage{at(a, 7, happens, 0), at(b, 2, came, -3), at(a, 3, reacts, 1), at(a, 5, came, -9), at(b, 1, comes, 2)}
	threaded(ps)
	last := map[*report]int{}
	for i, p := range ps {
		c := p.choices[0].candidate
		if c.index < last[c.report] {
			t.Errorf("place %d: sentence %d after %d of one report", i, c.index, last[c.report])
		}
		last[c.report] = c.index
	}
	if ps[0].thread != happens || ps[len(ps)-1].thread != comes {
		t.Errorf("the threads have moved: %v first, %v last", ps[0].thread, ps[len(ps)-1].thread)
	}
}
