package eval

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"kiku/internal/digest/timeline"
	"kiku/internal/language"
)

// trainTimelines learns the three judgements and the length from the tasks of
// all topics but one ("" leaves none out); nil when there is none.
func trainTimelines(r *rouge, tasks []task, without string) *timeline.Model {
	var part []task
	for _, t := range tasks {
		if t.topic != without {
			part = append(part, t)
		}
	}
	if len(part) == 0 {
		return nil
	}
	m := &timeline.Model{Again: 0, Alike: 0.5}
	m.Days = learnDays(part)
	m.Words = learnWords(part)
	m.Pairs = learnPairs(part, m)
	m.Lines = learnLines(r, part, m)
	m.Enough = learnEnough(m, part)
	return m
}

// learnEnough chooses from which score on a day is named, so that the F1 of the
// days is highest in the mean of the timelines.
func learnEnough(m *timeline.Model, tasks []task) float64 {
	best, most := 0.0, -1.0
	for at := -3.0; at <= 3; at += 0.1 {
		sum := 0.0
		for _, t := range tasks {
			named, hits := 0.0, 0.0
			for _, c := range t.c.Rank(m, t.days) {
				if c.Score >= at {
					named++
					if t.gold[c.Day] != nil {
						hits++
					}
				}
			}
			sum += 2 * hits / (named + float64(t.l))
		}
		if sum > most {
			best, most = at, sum
		}
	}
	return math.Round(best*10) / 10
}

// learnDays learns which days a person names. Every timeline weighs the same. A
// count that would speak against a day is left out.
func learnDays(tasks []task) []float64 {
	out := map[int]bool{}
	for {
		var rows []example
		for _, t := range tasks {
			for i, d := range t.days {
				y := 0.0
				if t.gold[d] != nil {
					y = 1
				}
				x := append([]float64(nil), t.values[i]...)
				for k := range out {
					x[k] = 0
				}
				rows = append(rows, example{x, y, 100 / float64(len(t.days))})
			}
		}
		w, again := timelineFit(rows, dayRidge), false
		for k := 1; k < len(w); k++ {
			if w[k] < 0 {
				w[k], out[k], again = 0, true, true
			}
		}
		if !again {
			return w
		}
	}
}

const dayRidge = 300

func timelineFit(rows []example, lambda float64) []float64 {
	w := make([]float64, len(rows[0].x))
	newton(w, rows, lambda, nil)
	return rounded(w, 10000)
}

// learnWords learns which words of a day's reports a person uses for that day.
func learnWords(tasks []task) []float64 {
	var rows []example
	for _, t := range tasks {
		var own []example
		for _, d := range t.gold.days() {
			s := t.scene(d)
			used := s.Spelling(wordsOf(t.gold[d]))
			for i, w := range s.Words {
				y := 0.0
				if used[w] {
					y = 1
				} else if i%4 != 0 {
					continue // a quarter of the many that are not used is enough
				}
				own = append(own, example{s.WordValues(w), y, 4 - 3*y})
			}
		}
		for i := range own {
			own[i].w *= 1000 / float64(len(own))
		}
		rows = append(rows, own...)
	}
	return timelineFit(rows, 1)
}

// learnPairs learns which pairs of neighbouring words a person uses.
func learnPairs(tasks []task, m *timeline.Model) []float64 {
	m.Pairs = make([]float64, len(timeline.PairFeatures()))
	var rows []example
	for _, t := range tasks {
		var own []example
		for _, d := range t.gold.days() {
			s := t.scene(d)
			s.Judge(m)
			used := map[int]bool{}
			for _, sentence := range t.gold[d] {
				for p := range s.SpelledPairs(language.NewReader().Words("en", untokenised.Replace(sentence))) {
					used[p] = true
				}
			}
			values := s.PairValues()
			for _, p := range slices.Sorted(maps.Keys(values)) {
				if used[p] {
					own = append(own, example{values[p], 1, 1})
				} else if p%16 == 0 {
					own = append(own, example{values[p], 0, 16})
				}
			}
		}
		for i := range own {
			own[i].w *= 2000 / float64(len(own))
		}
		rows = append(rows, own...)
	}
	return timelineFit(rows, 1)
}

// learnLines learns how many n-grams of a person's text a sentence hits, less a
// price for each of its own.
func learnLines(r *rouge, tasks []task, m *timeline.Model) []float64 {
	var rows []example
	for _, t := range tasks {
		var own []example
		for _, d := range t.gold.days() {
			s := t.scene(d)
			s.Judge(m)
			gold := r.grams(t.gold[d])
			for _, c := range s.Candidates {
				g := t.gramsOf(r, c.Ref)
				y := float64(g.hits(gold, 0)) + pairGain*float64(g.hits(gold, 1)) - linePrice*float64(g.total[0])
				own = append(own, example{c.Values, y, 1})
			}
		}
		for i := range own {
			own[i].w = 1000 / float64(len(own))
		}
		rows = append(rows, own...)
	}
	return rounded(leastSquares(rows, 1), 10000)
}

// What a person's word is worth to a sentence is 1, a person's pair of words
// pairGain, and each of its own words costs linePrice; what is paid for length is
// near half of the F1 that is reached, as it must be where hits are to be won at
// the least loss of precision. Among prices from .10 to .30 and gains from 0 to 3
// these were best in the mean of AR1 and AR2, topic by topic.
const linePrice, pairGain = 0.15, 1.5

func (t *task) scene(d time.Time) *timeline.Scene {
	if t.scenes[d] == nil {
		t.scenes[d] = t.c.Scene(d, nil)
	}
	return t.scenes[d]
}

func wordsOf(sentences []string) map[string]bool {
	out := map[string]bool{}
	reader := language.NewReader()
	for _, s := range sentences {
		for _, w := range reader.Words("en", untokenised.Replace(s)) {
			out[w] = true
		}
	}
	return out
}

// tell makes the timeline of a task: its l best days, k sentences each.
func (t *task) tell(m *timeline.Model) told {
	ranked := t.c.Rank(m, t.days)
	return t.tellDays(m, daysOf(ranked[:min(t.l, len(ranked))]), t.k)
}

// tellFreely makes a timeline as long as the model finds good: the days from a
// learned score on, and the sentences that are worth their length.
func (t *task) tellFreely(m *timeline.Model) told {
	ranked := t.c.Rank(m, t.days)
	n := 1
	for n < len(ranked) && ranked[n].Score >= m.Enough {
		n++
	}
	return t.tellDays(m, daysOf(ranked[:min(n, len(ranked))]), 0)
}

func daysOf(ranked []timeline.Choice) []time.Time {
	var out []time.Time
	for _, c := range ranked {
		out = append(out, c.Day)
	}
	return out
}

func (t *task) tellDays(m *timeline.Model, days []time.Time, k int) told {
	out := told{}
	var said []int
	for _, d := range days {
		for _, c := range t.scene(d).Tell(m, k, &said) {
			out[d] = append(out[d], strings.TrimSpace(t.reports[c.Report].lines[c.Sentence]))
		}
	}
	return out
}

// gramsOf counts the n-grams of a sentence, once.
func (t *task) gramsOf(r *rouge, ref timeline.Ref) grams {
	g, ok := t.counted[ref]
	if !ok {
		g = r.grams([]string{t.reports[ref.Report].lines[ref.Sentence]})
		t.counted[ref] = g
	}
	return g
}
