package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"kiku/internal/claim"
)

// classing are the settings of word classes.
type classing struct {
	words    int // the most frequent words get a class
	contexts int // neighbours among the most frequent words count
	classes  int
	rounds   int
}

// classTexts are the English texts that word classes are learned from.
var classTexts = []string{"dumpster/*", "giveme5w1h/*", "polnear/train*", "timeline17/*/*", "ecbplus/*", "qags/*"}

// learnClasses puts frequent English words into classes by their neighbours in
// unlabelled texts: vectors of what stands directly left and right, weighted by
// positive pointwise mutual information, grouped by k-means on the sphere that
// begins with the most frequent words (as Clark 2003 does). sets are patterns of
// files under dataDir. It is deterministic.
func learnClasses(dataDir string, sets []string, c classing) (map[string]int, error) {
	n, pairs, err := countNeighbours(dataDir, sets)
	if err != nil {
		return nil, err
	}
	vocabulary := frequent(n, c.words)
	vectors := neighbourVectors(vocabulary, n, pairs, c.contexts)
	class := sphereMeans(vectors, c)
	out := map[string]int{}
	for i, w := range vocabulary {
		out[w] = class[i]
	}
	return out, nil
}

func frequent(n map[string]int, most int) []string {
	var out []string
	for w := range n {
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(n[b]-n[a], strings.Compare(a, b)) })
	return out[:min(most, len(out))]
}

// countNeighbours counts words and pairs of neighbours in the English texts.
func countNeighbours(dataDir string, sets []string) (map[string]int, map[[2]string]int, error) {
	n, pairs := map[string]int{}, map[[2]string]int{}
	var files []string
	for _, pattern := range sets {
		found, _ := filepath.Glob(filepath.Join(dataDir, pattern+".jsonl.gz")) // the pattern is well formed
		files = append(files, found...)
	}
	seen := map[string]bool{}
	err := eachLine(files, func(line []byte) error {
		var r struct{ Text, Document, Source string }
		if err := json.Unmarshal(line, &r); err != nil {
			return nil // other fields of other types: no text for us
		}
		body := cmp.Or(r.Text, r.Document)
		if strings.HasPrefix(r.Source, "zeit") || seen[shortHash(body)] {
			return nil
		}
		seen[shortHash(body)] = true
		for _, p := range paragraphs(body) {
			last := "|"
			for _, w := range claim.ClassWords(p) {
				n[w]++
				pairs[[2]string{last, w}]++
				last = w
			}
			pairs[[2]string{last, "|"}]++
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("count words: %w", err)
	}
	return n, pairs, nil
}

// neighbour is one number of a sparse vector.
type neighbour struct {
	at int
	v  float64
}

func neighbourVectors(vocabulary []string, n map[string]int, pairs map[[2]string]int, contexts int) [][]neighbour {
	id := map[string]int{}
	for i, w := range vocabulary {
		id[w] = i
	}
	context := map[string]int{"|": 0}
	for i, w := range vocabulary[:min(contexts, len(vocabulary))] {
		context[w] = i + 1
	}
	counts := make([]map[int]float64, len(vocabulary))
	for i := range counts {
		counts[i] = map[int]float64{}
	}
	side := contexts + 1
	for p, k := range pairs {
		if i, ok := id[p[1]]; ok {
			if c, ok := context[p[0]]; ok {
				counts[i][c] += float64(k)
			}
		}
		if i, ok := id[p[0]]; ok {
			if c, ok := context[p[1]]; ok {
				counts[i][side+c] += float64(k)
			}
		}
	}
	sums, all := make([]float64, 2*side), 0.0
	for _, m := range counts {
		for c, k := range m {
			sums[c] += k
			all += k
		}
	}
	out := make([][]neighbour, len(vocabulary))
	for i, m := range counts {
		row := 0.0
		for _, k := range m {
			row += k
		}
		for c, k := range m {
			if v := math.Log(k * all / (row * sums[c])); v > 0 {
				out[i] = append(out[i], neighbour{c, v * k / (k + 1)})
			}
		}
		slices.SortFunc(out[i], func(a, b neighbour) int { return a.at - b.at })
		length := 0.0
		for _, e := range out[i] {
			length += e.v * e.v
		}
		for k := range out[i] {
			out[i][k].v /= math.Sqrt(length)
		}
	}
	return out
}

func sphereMeans(vectors [][]neighbour, c classing) []int {
	dims := 2 * (c.contexts + 1)
	centre := make([][]float64, c.classes)
	for k := range centre {
		centre[k] = make([]float64, dims)
		if k < len(vectors) {
			for _, e := range vectors[k] {
				centre[k][e.at] = e.v
			}
		}
	}
	class := make([]int, len(vectors))
	for range c.rounds {
		each(len(vectors), func(i int) {
			best := -1.0
			for k := range centre {
				dot := 0.0
				for _, e := range vectors[i] {
					dot += e.v * centre[k][e.at]
				}
				if dot > best {
					best, class[i] = dot, k
				}
			}
		})
		for k := range centre {
			clear(centre[k])
		}
		for i, v := range vectors {
			for _, e := range v {
				centre[class[i]][e.at] += e.v
			}
		}
		for k := range centre {
			length := 0.0
			for _, v := range centre[k] {
				length += v * v
			}
			if length > 0 {
				for d := range centre[k] {
					centre[k][d] /= math.Sqrt(length)
				}
			}
		}
	}
	return class
}
