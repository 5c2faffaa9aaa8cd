package timeline

import (
	"slices"
	"sort"
	"time"
)

// Model holds the learned weights.
type Model struct {
	Days  []float64 // in the order of [DayFeatures]
	Words []float64 // of [WordFeatures]
	Pairs []float64 // of [PairFeatures]
	Lines []float64 // of [LineFeatures]
	// Enough is the score from which on a day is named where no number is asked for.
	Enough float64
	// Again is how much of its worth a word keeps when a sentence before it in the
	// day has said it.
	Again float64
	// Alike is the cosine from which a sentence repeats another one of the timeline.
	Alike float64
}

// Choice are chosen sentences of one day, best first.
type Choice struct {
	Day   time.Time
	Score float64 // of the day
	Lines []Candidate
}

// Rank scores the days by the model; best first, the earlier of equals.
func (c *Chronicle) Rank(m *Model, days []time.Time) []Choice {
	values := c.DayValues(days)
	out := make([]Choice, len(days))
	for i, d := range days {
		out[i] = Choice{Day: d, Score: dot(m.Days, values[i])}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Score > out[j].Score })
	return out
}

// mostLines is how many sentences a day gets at most where no number is asked for.
const mostLines = 5

// Tell chooses up to n sentences for a day, best first; with n 0 those that are
// worth their length, at least one and at most five. said are lines already in the
// timeline, which are not repeated; Tell adds what it takes.
func (s *Scene) Tell(m *Model, n int, said *[]int) []Candidate {
	s.Judge(m)
	covered := map[int]bool{}
	taken := map[int]bool{}
	var out []Candidate
	free := n == 0
	if free {
		n = mostLines
	}
	for len(out) < n {
		best, most := -1, 0.0
		for i := range s.Candidates {
			if taken[i] {
				continue
			}
			if v := s.worth(m, &s.Candidates[i], covered); best < 0 || v > most {
				best, most = i, v
			}
		}
		if best < 0 {
			break
		}
		if free && len(out) > 0 && most <= 0 {
			break
		}
		taken[best] = true
		cand := s.Candidates[best]
		if s.repeats(m, cand.line, *said) {
			continue
		}
		for _, w := range s.c.lines[cand.line].words {
			covered[w] = true
		}
		*said = append(*said, cand.line)
		out = append(out, cand)
	}
	return out
}

func (s *Scene) repeats(m *Model, l int, said []int) bool {
	for _, o := range said {
		if l == o || s.c.cosine(l, o) >= m.Alike { // a sentence without topic words is like none
			return true
		}
	}
	return false
}

// worth is the learned score of a candidate, in which words that are already
// said count less.
func (s *Scene) worth(m *Model, cand *Candidate, covered map[int]bool) float64 {
	v := dot(m.Lines, cand.Values)
	words := s.c.lines[cand.line].words
	if len(words) == 0 || len(covered) == 0 {
		return v
	}
	lost := 0.0
	for k, w := range words {
		if covered[w] {
			lost += (1 - m.Again) * cand.told[k]
		}
	}
	return v - m.Lines[1]*lost/float64(len(words)+1) - m.Lines[2]*lost
}

// Best judges the candidates of a scene one by one; best first, the earlier of
// equals. Words that two of them share count for both.
func (s *Scene) Best(m *Model) []Candidate {
	s.Judge(m)
	out := slices.Clone(s.Candidates)
	for i := range out {
		out[i].Worth = dot(m.Lines, out[i].Values)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Worth > out[j].Worth })
	return out
}
