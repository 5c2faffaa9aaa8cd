package eval

import (
	"slices"

	"kiku/internal/digest"
)

// gistRidge is how strongly weights are drawn to zero; of 1, 3, 10 and 30, all
// within a point of F1.
const gistRidge = 10

// LearnGist learns what makes a sentence one of the three that tell a report from
// the labelled reports of headlines-*.tsv, and how well that does on reports it has
// not seen: cv_gist_f1 for the sentences themselves, cv_points_f1 for what a card
// prints of them. Files learn together; the folds are reports.
func LearnGist(dataDir string) ([]float64, []Figure, error) {
	items, err := allAsked(dataDir)
	if err != nil {
		return nil, nil, err
	}
	var chosen, printed agreement
	for fold := range gistFolds {
		var seen []asked
		for i, it := range items {
			if i%gistFolds != fold {
				seen = append(seen, it)
			}
		}
		w := gistFrom(seen)
		for i, it := range items {
			if i%gistFolds == fold {
				chosen.tell(it, paragraphsOf(it.text, bestThree(w, it)))
				printed.tell(it, paragraphsOf(it.text, digest.OneBy(w, it.article, it.text, digest.Hosts{}).Points))
			}
		}
	}
	return gistFrom(items), []Figure{
		{"ja-text/headlines-dev.cv_gist_f1", chosen.figures("cv_")[8].Value, chosen.wanted},
		{"ja-text/headlines-dev.cv_points_f1", printed.figures("cv_")[8].Value, printed.wanted},
	}, nil
}

// gistFolds divide the labelled reports.
const gistFolds = 21

func gistFrom(items []asked) []float64 {
	var rows []example
	for _, it := range items {
		for i, x := range digest.Gists(it.article, it.text) {
			rows = append(rows, example{x, float64(count(it.points[it.text.Sentences[i].Paragraph])), 1})
		}
	}
	w := make([]float64, len(rows[0].x))
	newton(w, rows, gistRidge, nil)
	return rounded(w, 100)
}

// bestThree are the three sentences that weigh most, in their report's order.
func bestThree(w []float64, it asked) []int {
	values := digest.Gists(it.article, it.text)
	var order []int
	for i := range values {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := logistic(w, values[a]), logistic(w, values[b])
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	order = order[:min(3, len(order))]
	slices.Sort(order)
	return order
}
