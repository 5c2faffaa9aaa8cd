package eval

import (
	"math"
	"sort"
	"time"
	"unicode"

	"kiku/internal/article"
)

// tried are the thresholds of which each baseline gets the one that is best
// on the measured set itself: a choice in its favour that no stream could make.
var tried = []float64{0.5, 0.45, 0.4, 0.36, 0.33, 0.3, 0.27, 0.24, 0.21, 0.18, 0.16, 0.14, 0.12, 0.1, 0.08, 0.06, 0.045, 0.03}

// baselines measures two short programs on TF-IDF vectors of plain words, or
// pairs of characters where words are not spaced. "baseline" is one pass in
// order of publication: every document joins the group of the nearest earlier
// document within 14 days, or founds its own. "batch" is average-link
// clustering of all documents at once. Document frequencies are those of the
// whole set, which is generous too.
func baselines(d Described, gold map[string]string) (single, all Clustering) {
	articles := append([]article.Article(nil), d.Articles...)
	sort.Slice(articles, func(i, j int) bool {
		a, b := articles[i], articles[j]
		if !a.Published.Equal(b.Published) {
			return a.Published.Before(b.Published)
		}
		return a.ID < b.ID
	})
	like := likeness(tfidf(articles))
	for _, at := range tried {
		single = better(single, Cluster(gold, onePass(articles, like, at)))
	}
	for _, groups := range batch(like, tried) {
		named := map[string]string{}
		for k, g := range groups {
			named[string(articles[k].ID)] = string(articles[g].ID)
		}
		all = better(all, Cluster(gold, named))
	}
	return single, all
}

func better(a, b Clustering) Clustering {
	if b.B3F > a.B3F {
		return b
	}
	return a
}

// onePass joins every document to the group of the nearest earlier one that is
// at least so much like it.
func onePass(articles []article.Article, like [][]float32, at float64) map[string]string {
	out := map[string]string{}
	for i := range articles {
		best, top := -1, float32(at)
		for j := range i {
			if articles[i].Published.Sub(articles[j].Published) > 14*24*time.Hour {
				continue
			}
			if c := like[i][j]; c >= top {
				best, top = j, c
			}
		}
		id := string(articles[i].ID)
		out[id] = id
		if best >= 0 {
			out[id] = out[string(articles[best].ID)]
		}
	}
	return out
}

type entry struct {
	word  int
	value float64
}

func tfidf(articles []article.Article) [][]entry {
	index, df := map[string]int{}, []int{}
	counts := make([]map[int]int, len(articles))
	for i, a := range articles {
		counts[i] = map[int]int{}
		for _, w := range plainTokens(a.Title + "\n" + a.Text()) {
			k, ok := index[w]
			if !ok {
				k = len(df)
				index[w] = k
				df = append(df, 0)
			}
			if counts[i][k] == 0 {
				df[k]++
			}
			counts[i][k]++
		}
	}
	out := make([][]entry, len(articles))
	for i, c := range counts {
		var v []entry
		for k, n := range c {
			idf := math.Log(float64(1+len(articles))/float64(1+df[k])) + 1
			v = append(v, entry{k, (1 + math.Log(float64(n))) * idf})
		}
		sort.Slice(v, func(a, b int) bool { return v[a].word < v[b].word })
		norm := 0.0
		for _, e := range v {
			norm += e.value * e.value
		}
		for k := range v {
			v[k].value /= math.Sqrt(norm)
		}
		out[i] = v
	}
	return out
}

func dot(a, b []entry) float64 {
	s := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].word < b[j].word:
			i++
		case b[j].word < a[i].word:
			j++
		default:
			s += a[i].value * b[j].value
			i, j = i+1, j+1
		}
	}
	return s
}

// plainTokens cuts a text without any knowledge of its language: runs of
// letters and digits in lower case, and pairs of characters of Han and kana.
func plainTokens(s string) []string {
	var out []string
	var word, wide []rune
	flush := func() {
		if len(word) > 1 {
			out = append(out, string(word))
		}
		for i := 0; i+1 < len(wide); i++ {
			out = append(out, string(wide[i:i+2]))
		}
		word, wide = word[:0], wide[:0]
	}
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー':
			if len(word) > 0 {
				flush()
			}
			wide = append(wide, r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if len(wide) > 0 {
				flush()
			}
			word = append(word, unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
	return out
}
