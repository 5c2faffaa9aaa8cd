package timeline

import "math"

// LineFeatures are the names of what is known about a sentence on a day.
func LineFeatures() []string {
	return []string{
		"constant", "told", "told in all", "length", "length squared", "place", "first", "same day", "next day", "day after next", "names the day",
		"names it later", "names other days", "in the query", "quotation", "asks", "figures", "names", "centroid", "centroid of the matter", "announced", "pairs elsewhere", "pairs elsewhere in all", "pairs told", "pairs told in all",
	}
}

const lineFeatures = 25

// describe sets what is known about the candidates without any weights.
func (s *Scene) describe() {
	centroid, norm := s.centroid()
	pairs := s.pairReports()
	for i := range s.Candidates {
		cand := &s.Candidates[i]
		l := s.c.lines[cand.line]
		v := make([]float64, lineFeatures)
		cos, gcos := 0.0, 0.0
		for _, word := range l.words {
			cos += s.c.weight[word] * centroid[word]
			gcos += s.c.weight[word] * s.c.global[word]
		}
		if len(l.words) > 0 {
			v[18] = cos / (l.norm*norm + 1e-9)
			v[19] = gcos / (l.norm*s.c.gnorm + 1e-9)
		}
		long := math.Log(1 + float64(l.Length))
		v[0], v[3], v[4] = 1, long, long*long
		v[5] = math.Log(1 + float64(l.Ref.Sentence))
		v[6] = truth(l.Ref.Sentence == 0)
		v[7], v[8], v[9] = truth(cand.late == 0), truth(cand.late == 1), truth(cand.late == 2)
		v[10] = truth(cand.names)
		v[11] = truth(cand.names && cand.late > 2)
		others := 0
		for _, d := range l.Days {
			if !d.Equal(s.Day) {
				others++
			}
		}
		v[12] = truth(others > 0)
		v[13] = math.Min(3, float64(l.asked))
		v[14], v[15] = truth(l.Quoted), truth(l.Asks)
		v[16], v[17] = math.Log(1+float64(l.Figures)), math.Log(1+float64(l.Names))
		v[20] = truth(cand.late < 0)
		echoed := 0.0
		for _, p := range l.pairs {
			echoed += math.Log(math.Max(1, float64(pairs[p])))
		}
		v[21], v[22] = echoed/float64(len(l.pairs)+1), echoed
		cand.Values = v
	}
}

// Judge adds to what is known about the candidates how likely a timeline says
// their words and pairs of words, by the model.
func (s *Scene) Judge(m *Model) {
	s.judgeWords(m.Words)
	told := map[int]float64{}
	for pair := range s.PairValues() {
		told[pair] = logistic(dot(m.Pairs, s.pairs[pair]))
	}
	for i := range s.Candidates {
		cand := &s.Candidates[i]
		l := s.c.lines[cand.line]
		sum := 0.0
		cand.told = cand.told[:0]
		for _, word := range l.words {
			cand.told = append(cand.told, s.likely[word])
			sum += s.likely[word]
		}
		pairs := 0.0
		for _, p := range l.pairs {
			pairs += told[p]
		}
		cand.Values[1], cand.Values[2] = sum/float64(len(l.words)+1), sum
		cand.Values[23], cand.Values[24] = pairs/float64(len(l.pairs)+1), pairs
	}
}

func (s *Scene) judgeWords(w []float64) {
	s.likely, s.pairs = map[int]float64{}, nil
	for _, word := range s.Words {
		s.likely[word] = logistic(dot(w, s.values[word]))
	}
}

// PairFeatures are the names of what is known about two neighbouring words on a
// day.
func PairFeatures() []string {
	return []string{"constant", "share of the day's reports", "number of reports", "likelier word", "less likely word", "share of sources"}
}

// PairValues are the features of every pair of the scene, in the order of
// [PairFeatures]; the words must have been judged.
func (s *Scene) PairValues() map[int][]float64 {
	if s.pairs != nil {
		return s.pairs
	}
	s.pairs = map[int][]float64{}
	reports, sources := map[int]bool{}, map[string]bool{}
	type use struct {
		reports map[int]bool
		sources map[string]bool
	}
	uses := map[int]*use{}
	for _, cand := range s.Candidates {
		source := s.c.reports[cand.Report].Source
		reports[cand.Report], sources[source] = true, true
		for _, p := range s.c.lines[cand.line].pairs {
			u := uses[p]
			if u == nil {
				u = &use{map[int]bool{}, map[string]bool{}}
				uses[p] = u
			}
			u.reports[cand.Report], u.sources[source] = true, true
		}
	}
	for p, u := range uses {
		a, b := odds(s.likely[p>>32]), odds(s.likely[p&(1<<32-1)])
		s.pairs[p] = []float64{1, smooth(len(u.reports), len(reports)), math.Log(float64(len(u.reports))), max(a, b), min(a, b), smooth(len(u.sources), len(sources))}
	}
	return s.pairs
}

func odds(p float64) float64 { return math.Log((p + 1e-4) / (1 - p + 1e-4)) }

// centroid is the day's middle: the words of its candidates by how many reports
// have them and how rare they are.
func (s *Scene) centroid() (map[int]float64, float64) {
	out, sum := map[int]float64{}, 0.0
	for _, w := range s.Words {
		n := math.Exp(s.values[w][10]) // reports that have it
		out[w] = s.c.weight[w] * n
		sum += out[w] * out[w]
	}
	return out, math.Sqrt(sum)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// cosine compares the words of two lines.
func (c *Chronicle) cosine(a, b int) float64 {
	x, y := &c.lines[a], &c.lines[b]
	if x.norm == 0 || y.norm == 0 {
		return 0
	}
	sum := 0.0
	for i, j := 0, 0; i < len(x.words) && j < len(y.words); {
		switch v, w := x.words[i], y.words[j]; {
		case v < w:
			i++
		case v > w:
			j++
		default:
			sum += c.weight[v] * c.weight[v]
			i++
			j++
		}
	}
	return sum / (x.norm * y.norm)
}

// pairReports counts the reports of the scene that have each pair of words.
func (s *Scene) pairReports() map[int]int {
	out := map[int]int{}
	type use struct{ pair, report int }
	seen := map[use]bool{}
	for _, cand := range s.Candidates {
		for _, p := range s.c.lines[cand.line].pairs {
			if u := (use{p, cand.Report}); !seen[u] {
				seen[u] = true
				out[p]++
			}
		}
	}
	return out
}
