package timeline

import (
	"math"
	"sort"
	"time"
)

// after is how many days after a day reports still tell what happened on it, and
// leads how many of their first sentences do (Gholipour Ghalandari and Ifrim
// 2020, section 4.2, take the same).
const (
	after = 2
	leads = 5
)

// Candidate is a sentence that may tell of a day.
type Candidate struct {
	Ref
	line   int
	late   int       // days from the day to the report; negative: announced
	names  bool      // it names the day
	Worth  float64   // what it adds to a timeline; set by [Scene.Best]
	Values []float64 // in the order of [LineFeatures]
	told   []float64 // of each of its words, how likely a timeline says it
}

// Scene is one day with what may be said of it.
type Scene struct {
	Day        time.Time
	Candidates []Candidate
	Words      []int // of the candidates, once each, in order of first use
	c          *Chronicle
	values     map[int][]float64
	likely     map[int]float64   // of each word, after it was judged
	pairs      map[int][]float64 // features of pairs, once asked for
}

// Scene collects what may be said of a day: the first sentences of reports from
// that day to two days after it, and every sentence that names it. only limits
// the reports to those it accepts; nil accepts all.
func (c *Chronicle) Scene(d time.Time, only func(report int) bool) *Scene {
	s := &Scene{Day: d, c: c, values: map[int][]float64{}}
	names := map[int]bool{}
	if rec := c.byDay[d]; rec != nil {
		for _, i := range rec.mentions {
			names[i] = true
		}
	}
	var all []int
	for i := range names {
		all = append(all, i)
	}
	for late := 0; late <= after; late++ {
		rec := c.byDay[d.Add(time.Duration(late)*day)]
		if rec == nil {
			continue
		}
		for _, r := range rec.published {
			for i := c.first[r]; i < min(c.first[r+1], c.first[r]+leads); i++ {
				if !names[i] {
					all = append(all, i)
				}
			}
		}
	}
	sort.Ints(all)
	for _, i := range all {
		l := c.lines[i]
		if only == nil || only(l.Report) {
			s.Candidates = append(s.Candidates, Candidate{Ref: l.Ref, line: i, late: int(l.at.Sub(d) / day), names: names[i]})
		}
	}
	s.countWords()
	s.describe()
	return s
}

// WordFeatures are the names of what is known about a word on a day.
func WordFeatures() []string {
	return []string{
		"constant", "share of the day's reports", "more than elsewhere", "share of the naming reports", "share of sources",
		"rareness", "in leads", "in the query", "same day", "share of all reports", "number of reports",
	}
}

// countWords says of every word of the candidates how the day's reports use it.
func (s *Scene) countWords() {
	type use struct {
		reports, naming, leads, same map[int]bool
		sources                      map[string]bool
	}
	uses := map[int]*use{}
	all, naming, same := map[int]bool{}, map[int]bool{}, map[int]bool{}
	sources := map[string]bool{}
	for _, cand := range s.Candidates {
		l := s.c.lines[cand.line]
		all[l.Report] = true
		source := s.c.reports[l.Report].Source
		sources[source] = true
		if cand.names {
			naming[l.Report] = true
		}
		if cand.late == 0 {
			same[l.Report] = true
		}
		for _, w := range l.words {
			u := uses[w]
			if u == nil {
				u = &use{map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}, map[string]bool{}}
				uses[w] = u
				s.Words = append(s.Words, w)
			}
			u.reports[l.Report] = true
			u.sources[source] = true
			if cand.names {
				u.naming[l.Report] = true
			}
			if cand.late == 0 {
				u.same[l.Report] = true
			}
			if l.Ref.Sentence < 2 {
				u.leads[l.Report] = true
			}
		}
	}
	for _, w := range s.Words {
		u := uses[w]
		share := float64(len(u.reports)) / float64(len(all))
		v := []float64{
			1, math.Log(share), math.Log((share + 0.02) / (s.c.share[w] + 0.02)),
			smooth(len(u.naming), len(naming)), smooth(len(u.sources), len(sources)),
			s.c.weight[w], smooth(len(u.leads), len(all)), 0, smooth(len(u.same), len(same)),
			math.Log(s.c.share[w]), math.Log(float64(len(u.reports))),
		}
		if s.c.query[w] {
			v[7] = 1
		}
		s.values[w] = v
	}
}

// smooth is a share that stays moderate where there is little to count.
func smooth(n, of int) float64 { return math.Sqrt(float64(n) / (float64(of) + 1)) }

// WordValues are the features of a word of the scene, in the order of
// [WordFeatures].
func (s *Scene) WordValues(w int) []float64 { return s.values[w] }

// Spelling returns the words of the scene in the compared form.
func (s *Scene) Spelling(has map[string]bool) map[int]bool {
	out := map[int]bool{}
	for word := range has {
		if n, ok := s.c.words[word]; ok {
			out[n] = true
		}
	}
	return out
}

// SpelledPairs returns the pairs of neighbouring words of a text, as numbers.
func (s *Scene) SpelledPairs(words []string) map[int]bool {
	out := map[int]bool{}
	for i := 1; i < len(words); i++ {
		a, ok := s.c.words[words[i-1]]
		if b, too := s.c.words[words[i]]; ok && too {
			out[a<<32|b] = true
		}
	}
	return out
}
