package eval

import (
	"kiku/internal/digest"
)

const (
	// askRidge is how strongly weights are drawn to zero; of 1, 3, 10 and 30.
	askRidge = 3
	// askScale puts the mean F1 that is learned on the scale of the scores that were set by
	// hand before.
	askScale = 4
	// askFolds divide the labelled reports.
	askFolds = 21
)

// LearnAsking learns which of the questions that Kiku can build of a Japanese report
// meets what a person asked, and from which score on one is asked at all, from the
// labelled reports of headlines-*.tsv; and how well that does on reports it has not
// seen: cv_question_f1 and cv_answer_f1. Files learn together; the folds are reports.
func LearnAsking(dataDir string) (digest.Asker, []Figure, error) {
	items, err := allAsked(dataDir)
	if err != nil {
		return digest.Asker{}, nil, err
	}
	asker, figures := learnAsking("ja-text/headlines-dev.", items)
	return asker, figures, nil
}

// learnAsking learns from reports and measures on those that a fold leaves out.
func learnAsking(prefix string, items []asked) (digest.Asker, []Figure) {
	rows := askRows(items)
	var cv agreement
	for fold := range askFolds {
		var learn []example
		for i := range items {
			if i%askFolds != fold {
				learn = append(learn, rows[i]...)
			}
		}
		asker := askerFrom(learn)
		for i, it := range items {
			if i%askFolds == fold {
				one := digest.OneAsking(asker, it.article, it.text, digest.Hosts{})
				cv.ask(it, one.Question.Text, one.Answer.Text)
			}
		}
	}
	var all []example
	for _, r := range rows {
		all = append(all, r...)
	}
	n := float64(max(1, cv.n))
	return askerFrom(all), []Figure{
		{prefix + "cv_question_f1", cv.question / n, cv.n},
		{prefix + "cv_answer_f1", cv.answer / n, cv.n},
	}
}

// askRows are, by report, the values of the questions that can be built of it with the
// mean F1 of question and answer; each report weighs the same.
func askRows(items []asked) [][]example {
	out := make([][]example, len(items))
	for i, it := range items {
		qs, values := digest.Asking(it.article, it.text)
		for k, q := range qs {
			f1 := (wordsF1(q.Question, it.question) + wordsF1(q.Answer, it.answer)) / 2
			out[i] = append(out[i], example{values[k], askScale * f1, 1 / float64(len(qs))})
		}
	}
	return out
}

// Scores from which on a question is asked; of 0.6, 0.8, 1.0 and 1.3 before what
// somebody said and 0.4, 0.6 and 0.8 behind it, on all reports at once.
const (
	askWell  = 1.4
	askLeast = 0.8
)

func askerFrom(rows []example) digest.Asker {
	return digest.Asker{Weights: rounded(leastSquares(rows, askRidge), 100), Well: askWell, Least: askLeast}
}
