package timeline

import (
	"math"
	"time"
)

// DayFeatures are the names of what is known about a day, in the order of
// [Chronicle.DayValues].
func DayFeatures() []string {
	return []string{"constant", "reports that mention", "reports on topic that mention", "reports that mention after 2 days"}
}

const dayFeatures = 4

// DayValues says of each day how many reports mention it, all relative to the mean of the given days, so that a matter of
// twenty reports and one of a thousand are judged alike.
func (c *Chronicle) DayValues(days []time.Time) [][]float64 {
	raw := make([][]float64, len(days))
	for i, d := range days {
		raw[i] = c.dayCounts(d)
	}
	mean := make([]float64, dayFeatures)
	for _, v := range raw {
		for k := range v {
			mean[k] += v[k] / float64(len(raw))
		}
	}
	for _, v := range raw {
		v[0] = 1
		for k := 1; k < dayFeatures; k++ {
			v[k] = math.Log((v[k] + 0.1*mean[k] + 1e-9) / (1.1*mean[k] + 1e-9))
		}
	}
	return raw
}

func (c *Chronicle) dayCounts(d time.Time) []float64 {
	v := make([]float64, dayFeatures)
	rec := c.byDay[d]
	if rec == nil {
		return v
	}
	before := -1
	for _, i := range rec.mentions {
		r := c.lines[i].Report
		if r == before {
			continue
		}
		before = r
		v[1]++
		v[2] += c.topical[r]
		v[3] += truth(c.reports[r].Day.Sub(d) > 2*day)
	}
	return v
}

// onTopic is the share of a report's first ten sentences that have a word of the
// query.
func (c *Chronicle) onTopic(first, last int) float64 {
	n, with := 0, 0
	for _, l := range c.lines[first:min(last, first+10)] {
		n++
		if l.asked > 0 {
			with++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(with) / float64(n)
}
