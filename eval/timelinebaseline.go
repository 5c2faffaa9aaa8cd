package eval

import (
	"sort"
	"time"

	"kiku/internal/digest/timeline"
)

// plainDays are the days of a task ranked by a plain count: how many reports are
// published on them, or how many sentences mention them.
func (t *task) plainDays(count func(published, mentions int) int) []time.Time {
	counts := map[time.Time]int{}
	for _, d := range t.days {
		counts[d] = count(t.c.Counts(d))
	}
	days := append([]time.Time(nil), t.days...)
	sort.SliceStable(days, func(i, j int) bool { return counts[days[i]] > counts[days[j]] })
	return days[:min(t.l, len(days))]
}

// centroidModel chooses sentences by their closeness to the middle of the day's
// sentences, and nothing else.
func centroidModel() *timeline.Model {
	m := &timeline.Model{Again: 1, Alike: 0.6}
	m.Days = make([]float64, len(timeline.DayFeatures()))
	m.Words = make([]float64, len(timeline.WordFeatures()))
	m.Lines = make([]float64, len(timeline.LineFeatures()))
	for i, name := range timeline.LineFeatures() {
		if name == "centroid" {
			m.Lines[i] = 1
		}
	}
	return m
}

func published(n, _ int) int { return n }
func mentioned(_, n int) int { return n }
