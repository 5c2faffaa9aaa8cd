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
	scores map[string]float64 // by name of the measure
}

// summaries measures [digest.Support] on summaries whose sentences people judged:
// AUC, the share of pairs of a right and a wrong sentence that it puts in order,
// beside the share of n-grams that stand in the report.
func summaries(dataDir string) ([]Figure, error) {
	p := locate(dataDir)
	dir := filepath.Join(p.data, "qags")
	files, _ := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if len(files) == 0 || p.only != "" && p.only != "qags" {
		return nil, ErrNoSet
	}
	var out []Figure
	for _, f := range files {
		name := "qags/" + strings.TrimSuffix(filepath.Base(f), ".jsonl.gz")
		all, err := readJudged(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, m := range []struct{ figure, score string }{{"auc", "support"}, {"baseline_gram1_auc", "gram1"}, {"baseline_gram2_auc", "gram2"}, {"baseline_gram3_auc", "gram3"}} {
			out = append(out, Figure{name + "." + m.figure, auc(all, m.score), len(all)})
		}
	}
	return out, nil
}

func readJudged(file string) ([]judged, error) {
	reader := language.NewReader()
	var out []judged
	err := eachLine([]string{file}, func(line []byte) error {
		var r struct {
			Article, Summary string
			Labels           []bool `json:"sentence_labels"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		source := reader.Read("en", "", []string{r.Article}, time.Time{})
		sentences := reader.Read("en", "", []string{r.Summary}, time.Time{}).Sentences
		for i, s := range paired(sentences, len(r.Labels)) {
			j := judged{right: r.Labels[i], scores: map[string]float64{"support": digest.Support(s, source.Sentences)}}
			for n := 1; n <= 3; n++ {
				j.scores[fmt.Sprintf("gram%d", n)] = gramShare(s.Text, r.Article, n)
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
