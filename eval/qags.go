package eval

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// judged is a sentence of a summary with what three people said of it.
type judged struct {
	right  bool
	part   int // of the set
	doc    int // within the part
	shares []float64
	scores map[string]float64 // by name of the measure
}

// supportFolds is into how many parts the documents of a part are cut to
// cross-validate, and evenly is the strength of the ridge that draws the weights of
// shares to each other. Strengths from 5 to 60 rank within .01 of each other.
const (
	supportFolds = 10
	evenly       = 30
)

// summaries measures [digest.Support] on summaries whose sentences people judged:
// AUC, the share of pairs of a right and a wrong sentence that it puts in order,
// with the weights learned on all parts, on other documents of the part (cv) and
// on the other parts only (across), beside the share of n-grams that stand in the
// report.
func summaries(dataDir string) ([]Figure, error) {
	names, all, err := readSummaries(dataDir)
	if err != nil {
		return nil, err
	}
	var out []Figure
	for part, name := range names {
		mine, others := ofPart(all, part, true), ofPart(all, part, false)
		for fold := range supportFolds {
			var rest []judged
			for _, j := range mine {
				if j.doc%supportFolds != fold {
					rest = append(rest, j)
				}
			}
			w := fitSupport(rest)
			for _, j := range mine {
				if j.doc%supportFolds == fold {
					j.scores["cv"] = ranked(w, j.shares)
				}
			}
		}
		figures := [][2]string{{"auc", "support"}, {"cv_auc", "cv"}}
		if len(others) > 0 {
			w := fitSupport(others)
			for _, j := range mine {
				j.scores["across"] = ranked(w, j.shares)
			}
			figures = append(figures, [2]string{"across_auc", "across"})
		}
		for _, m := range append(figures, [][2]string{{"baseline_even_auc", "even"}, {"baseline_gram1_auc", "gram1"}, {"baseline_gram2_auc", "gram2"}, {"baseline_gram3_auc", "gram3"}}...) {
			out = append(out, Figure{name + "." + m[0], auc(mine, m[1]), len(mine)})
		}
		for _, right := range []bool{true, false} {
			refused, n := 0, 0
			for _, j := range mine {
				if j.right == right {
					n++
					refused += count(j.scores["support"] < digest.LeastSupport)
				}
			}
			out = append(out, Figure{name + map[bool]string{true: ".right_below", false: ".wrong_below"}[right], share(refused, n), n})
		}
	}
	return out, nil
}

func readSummaries(dataDir string) (names []string, all []judged, err error) {
	p := locate(dataDir)
	files, _ := filepath.Glob(filepath.Join(p.data, "qags", "*.jsonl.gz"))
	if len(files) == 0 || p.only != "" && p.only != "qags" {
		return nil, nil, ErrNoSet
	}
	for part, f := range files {
		names = append(names, "qags/"+strings.TrimSuffix(filepath.Base(f), ".jsonl.gz"))
		some, err := readJudged(f, part)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", names[part], err)
		}
		all = append(all, some...)
	}
	return names, all, nil
}

func ofPart(all []judged, part int, in bool) []judged {
	var out []judged
	for _, j := range all {
		if (j.part == part) == in {
			out = append(out, j)
		}
	}
	return out
}

// fitSupport learns the weights of [digest.Support]: a logistic model in which each
// part of the set has a constant of its own (it says how many summaries of it are
// wrong, and nothing of a sentence), and the weights are drawn to each other, not
// to 0. The constant that it returns is the mean of the parts'.
func fitSupport(all []judged) []float64 {
	const freely = 100 // a value so large that the ridge does not hold its weight
	n := len(digest.SupportNames)
	place := map[int]int{}
	for _, j := range all {
		if _, ok := place[j.part]; !ok {
			place[j.part] = len(place)
		}
	}
	var rows []example
	for _, j := range all {
		x := make([]float64, 2+n+len(place)-1)
		x[0] = 1
		for i, v := range j.shares {
			x[1] += freely * v
			x[2+i] = v
		}
		if k := place[j.part]; k > 0 {
			x[1+n+k] = freely
		}
		rows = append(rows, example{x, float64(count(j.right)), 1})
	}
	if len(rows) == 0 {
		return make([]float64, 1+n)
	}
	w := make([]float64, len(rows[0].x))
	newton(w, rows, evenly, nil)
	out := make([]float64, 1+n)
	out[0] = w[0]
	for _, c := range w[2+n:] {
		out[0] += freely * c / float64(len(place))
	}
	for i := range n {
		out[1+i] = freely*w[1] + w[2+i]
	}
	return out
}

// ranked is what a sentence is ranked by: the mean of its shares by their weights,
// so that sentences can be ranked by weights learned on different documents.
func ranked(w, shares []float64) float64 {
	sum, all := 0.0, 0.0
	for i, v := range shares {
		sum, all = sum+w[1+i]*v, all+w[1+i]
	}
	return ratio(sum, all)
}

func readJudged(file string, part int) ([]judged, error) {
	reader := language.NewReader()
	var out []judged
	doc := 0
	err := eachLine([]string{file}, func(line []byte) error {
		var r struct {
			Article, Summary string
			Labels           []bool `json:"sentence_labels"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		doc++
		source := reader.Read("en", "", []string{r.Article}, time.Time{})
		sentences := reader.Read("en", "", []string{r.Summary}, time.Time{}).Sentences
		for i, s := range paired(sentences, len(r.Labels)) {
			j := judged{right: r.Labels[i], part: part, doc: doc, shares: digest.SupportShares(s, source.Sentences),
				scores: map[string]float64{"support": digest.Support(s, source.Sentences)}}
			for n := 1; n <= 3; n++ {
				j.scores[fmt.Sprintf("gram%d", n)] = gramShare(s.Text, r.Article, n)
			}
			for _, v := range j.shares {
				j.scores["even"] += v
			}
			out = append(out, j)
		}
		return nil
	})
	return out, err
}

// paired makes as many sentences as there are labels: the sets' own ends of
// sentences differ from ours in a few summaries, of which the last is joined.
func paired(sentences []text.Sentence, n int) []text.Sentence {
	if len(sentences) <= n {
		return sentences
	}
	last := sentences[n-1]
	for _, s := range sentences[n:] {
		last.Text += " " + s.Text
		last.Words, last.Names, last.Figures = append(last.Words, s.Words...), append(last.Names, s.Names...), append(last.Figures, s.Figures...)
	}
	return append(append([]text.Sentence(nil), sentences[:n-1]...), last)
}

// gramShare is the share of a text's n-grams of words that stand in another.
func gramShare(s, source string, n int) float64 {
	grams := func(t string) []string {
		words := strings.Fields(plain(t))
		var out []string
		for i := 0; i+n <= len(words); i++ {
			out = append(out, strings.Join(words[i:i+n], " "))
		}
		return out
	}
	known := map[string]bool{}
	for _, g := range grams(source) {
		known[g] = true
	}
	mine, held := grams(s), 0
	for _, g := range mine {
		held += count(known[g])
	}
	return share(held, len(mine))
}

// auc is the area under the curve of a score: of all pairs of a right and a wrong
// sentence, the share in which the right one has more; half for a tie.
func auc(all []judged, score string) float64 {
	sorted := append([]judged(nil), all...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].scores[score] < sorted[j].scores[score] })
	won, wrong, right := 0.0, 0.0, 0.0
	for i := 0; i < len(sorted); {
		k, w, r := i, 0.0, 0.0
		for ; k < len(sorted) && sorted[k].scores[score] == sorted[i].scores[score]; k++ {
			if sorted[k].right {
				r++
			} else {
				w++
			}
		}
		won += r * (wrong + w/2)
		wrong, right = wrong+w, right+r
		i = k
	}
	if wrong*right == 0 {
		return 0
	}
	return won / (wrong * right)
}
