package eval

import (
	"cmp"
	"slices"

	"kiku/internal/story"
)

// scored is a pair of reports in two languages with its label.
type scored struct {
	name  string
	score float64
	same  bool
}

// crossFigures ranks all pairs of reports in two languages by their score and
// returns the recall that is reached with a precision of .95 and of .90, the
// score from which that is, and the average precision of the whole ranking. The
// models are one for each fold, or one for all. nil where a set has one language.
func crossFigures(d Described, name string, models []story.Model) []Figure {
	all := sameAcross(d)
	if all == 0 {
		return nil
	}
	var ranked []scored
	for k, m := range models {
		for _, p := range story.Foreigners(d.Features, m) {
			a, b := min(string(p.A), string(p.B)), max(string(p.A), string(p.B))
			if d.Event[a] == "" || d.Event[b] == "" || len(models) > 1 && foldOf(matterOf(d, a), len(models)) != k {
				continue
			}
			ranked = append(ranked, scored{a + b, p.Score, d.Event[a] == d.Event[b]})
		}
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name, b.name))
	})
	r95, from := recallAt(ranked, all, 0.95)
	r90, _ := recallAt(ranked, all, 0.9)
	return []Figure{
		{name + ".cross_r_at_p95", r95, all}, {name + ".cross_r_at_p95_from", from, all},
		{name + ".cross_r_at_p90", r90, all}, {name + ".cross_ap", averagePrecision(ranked, all), all},
	}
}

// sameAcross counts the pairs of reports of one event in two languages.
func sameAcross(d Described) int {
	n := 0
	for i, a := range d.Articles {
		for _, b := range d.Articles[:i] {
			x, y := d.Event[string(a.ID)], d.Event[string(b.ID)]
			if a.Lang != b.Lang && x != "" && x == y {
				n++
			}
		}
	}
	return n
}

// recallAt returns the greatest recall at which the pairs ranked so far have
// the precision, and the score of the last of them.
func recallAt(ranked []scored, all int, precision float64) (recall, from float64) {
	right := 0
	for i, p := range ranked {
		if p.same {
			right++
		}
		if float64(right) >= precision*float64(i+1) {
			recall, from = float64(right)/float64(all), p.score
		}
	}
	return recall, from
}

// averagePrecision is the mean, over the pairs to be found, of the precision at
// which each is; 0 for one that is not ranked.
func averagePrecision(ranked []scored, all int) float64 {
	right, sum := 0, 0.0
	for i, p := range ranked {
		if p.same {
			right++
			sum += float64(right) / float64(i+1)
		}
	}
	return sum / float64(all)
}
