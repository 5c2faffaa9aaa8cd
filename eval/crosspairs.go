package eval

import "kiku/internal/story"

// sure is the precision at which pairs across languages are counted.
const sure = 0.95

// crossSteps are the thresholds of the sweep, from easily joined to hardly.
var crossSteps = []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}

// crossFigures returns the greatest recall of pairs of one event in two
// languages that is reached with a precision of sure, sweeping the scores from
// which languages are joined, and the threshold at which it is: the models are
// one for each fold, or one for all. nil where a set has one language.
func crossFigures(d Described, name string, models []story.Model) []Figure {
	pairs := 0
	best, at := 0.0, 0.0
	for _, x := range crossSteps {
		right, found, all := 0, 0, 0
		for k, m := range models {
			m.JoinAt[story.Across] = max(m.JoinAt[story.Across], x)
			m.JoinAt[story.AcrossWhole] = x
			events, _ := group(d, m, true)
			r, f, a := crossPairs(d, events, func(label string) bool {
				return len(models) == 1 || foldOf(label, len(models)) == k
			})
			right, found, all = right+r, found+f, all+a
		}
		pairs = all
		if found > 0 && float64(right)/float64(found) >= sure && float64(right)/float64(max(all, 1)) > best {
			best, at = float64(right)/float64(all), x
		}
	}
	if pairs == 0 {
		return nil
	}
	return []Figure{{name + ".cross_r_at_p95", best, pairs}, {name + ".cross_r_at_p95_joined_from", at, pairs}}
}

// crossPairs counts the pairs of articles in two languages, one of them of a
// story that is asked for: those grouped rightly, those grouped, and those that
// the labels have.
func crossPairs(d Described, events map[string]string, asked func(story string) bool) (right, found, all int) {
	for i, a := range d.Articles {
		for _, b := range d.Articles[:i] {
			x, y := string(a.ID), string(b.ID)
			if a.Lang == b.Lang || d.Event[x] == "" || d.Event[y] == "" || !asked(matterOf(d, x)) {
				continue
			}
			same, together := d.Event[x] == d.Event[y], events[x] == events[y]
			if same {
				all++
			}
			if together {
				found++
			}
			if same && together {
				right++
			}
		}
	}
	return right, found, all
}
