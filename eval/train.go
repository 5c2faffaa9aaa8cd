package eval

import (
	"math"

	"kiku/internal/story"
)

const (
	folds = 5
	ridge = 1.0
)

// Trained is what was learned from labelled sets, with the cross-validated
// figures of the sets it was learned from.
type Trained struct {
	Model   story.Model
	Figures []Figure
}

// Train learns the weights of events and stories from labelled sets, and
// measures them by cross-validation: every story's documents are scored with a
// model that has seen no pair of that story. Of the articles in apart only
// their matters are known; see latePairs.
func Train(sets []Described, apart ...Described) Trained {
	fold := func(label string) int { return foldOf(label, folds) }
	var events, stories []pair
	for _, d := range apart {
		events = append(events, latePairs(d, fold)...)
	}
	for _, d := range sets {
		e, s := comparisons(d, fold)
		events = append(append(append(events, e...), headlinePairs(d, fold)...), wholePairs(d, fold)...)
		if len(d.Story) > 0 {
			stories = append(stories, s...)
		}
	}
	return trained(sets, events, stories, func(k story.Kind) bool { return true })
}

// TrainHeadlines learns in the same way from sets of headlines. Only the
// thresholds of Japanese headlines are chosen by it; the others stay, and those
// between languages were chosen by reading a stream (decision 21).
func TrainHeadlines(sets []Described) Trained {
	fold := func(label string) int { return foldOf(label, folds) }
	var events, stories []pair
	for _, d := range sets {
		e, s := comparisons(d, fold)
		events = append(append(append(events, e...), headlinePairs(d, fold)...), wholePairs(d, fold)...)
		stories = append(stories, s...)
	}
	return trained(sets, events, stories, func(k story.Kind) bool { return k == story.JaHeadline })
}

// trained learns from pairs and chooses the thresholds of the kinds that are
// asked for.
func trained(sets []Described, events, stories []pair, asked func(story.Kind) bool) Trained {
	t := Trained{Model: learn(events, stories, -1)}
	chooseThresholds(&t.Model, sets, -1, asked)
	models := make([]story.Model, folds)
	for k := range models {
		models[k] = learn(events, stories, k)
		chooseThresholds(&models[k], sets, k, asked)
	}
	for _, d := range sets {
		t.Figures = append(t.Figures, crossValidated(d, models)...)
	}
	return t
}

// learn fits all weights to the pairs outside one fold (-1 for none).
func learn(events, stories []pair, without int) story.Model {
	m := story.DefaultModel()
	for k := range m.Event {
		if p := only(events, story.Kind(k), without); len(p) > 0 {
			m.Event[k] = fit(p, ridge)
		}
		if p := only(stories, story.Kind(k), without); len(p) > 0 {
			// With its size a large story would draw everything to it.
			m.Story[k] = fit(p, ridge, "size", "late")
		}
	}
	return m
}

func only(ps []pair, k story.Kind, without int) []pair {
	var out []pair
	positive := 0
	for _, p := range ps {
		if p.kind == k && p.fold != without && p.other != without {
			out = append(out, p)
			if p.same {
				positive++
			}
		}
	}
	if positive < 20 {
		return nil // too few to learn from: the committed weights stay
	}
	return out
}

// steps are the thresholds that are tried.
var steps = []float64{0.3, 0.4, 0.5, 0.6}

// stepsOf returns the thresholds that are tried for a kind. That of Japanese
// headlines is a mean over pairs of which many are not alike; it decides in the
// repairing pass as well, so it is chosen on what stands after it.
func stepsOf(k story.Kind) []float64 {
	if k == story.JaHeadline {
		return []float64{0.2, 0.25, 0.3, 0.35}
	}
	return steps
}

// chooseThresholds picks, kind by kind, the thresholds with the best B-cubed
// F.5 (a false merge is worse than a miss) on the documents outside one fold.
// Japanese headlines are put together by means over all pairs, which one false
// pair does not carry far; theirs are chosen by F1.
func chooseThresholds(m *story.Model, sets []Described, without int, asked func(story.Kind) bool) {
	for k := range m.JoinAt {
		on := concerned(sets, story.Kind(k))
		if len(on) == 0 || !asked(story.Kind(k)) {
			continue // nothing to choose by: the committed threshold stays
		}
		m.JoinAt[k] = bestStep(on, without, func(x float64) story.Model { n := *m; n.JoinAt[k] = x; return n }, story.Kind(k), false)
	}
	for k := range m.LinkAt {
		on := concerned(sets, story.Kind(k))
		if len(on) == 0 || !asked(story.Kind(k)) {
			continue
		}
		m.LinkAt[k] = bestStep(on, without, func(x float64) story.Model { n := *m; n.LinkAt[k] = x; return n }, story.Kind(k), true)
	}
}

// concerned returns the sets in which a kind of comparison occurs.
func concerned(sets []Described, k story.Kind) []Described {
	var out []Described
	for _, d := range sets {
		bodies, languages := false, map[string]bool{}
		for _, f := range d.Features {
			bodies = bodies || f.Body
			if d.Event[string(f.Article)] != "" {
				languages[f.Lang] = true
			}
		}
		if k == story.Report && bodies || k == story.Headline && languages["en"] && !bodies || k == story.JaHeadline && languages["ja"] && !bodies || (k == story.Across || k == story.AcrossWhole) && len(languages) > 1 && !bodies {
			out = append(out, d)
		}
	}
	return out
}

func bestStep(sets []Described, without int, with func(float64) story.Model, kind story.Kind, stories bool) float64 {
	best, top := 0.5, -1.0
	for _, x := range stepsOf(kind) {
		sum := 0.0
		for _, d := range sets {
			e, s := group(d, with(x), kind == story.JaHeadline || kind == story.AcrossWhole || kind == story.Report && stories)
			gold, pred := d.Event, e
			if stories {
				gold, pred = d.Story, s
			}
			if len(gold) == 0 {
				continue
			}
			c := Cluster(part(d, gold, func(f int) bool { return f != without }), pred)
			if kind == story.JaHeadline {
				sum += c.B3F
				continue
			}
			sum += weighted(c.B3P, c.B3R)
		}
		if sum > top+1e-9 {
			best, top = x, sum
		}
	}
	return best
}

// weighted is F with precision weighing more than recall (beta 0.7).
func weighted(p, r float64) float64 {
	const b = 0.7 * 0.7
	return ratio((1+b)*p*r, b*p+r)
}

// part keeps the labels of documents whose story is in the chosen folds.
func part(d Described, gold map[string]string, in func(int) bool) map[string]string {
	out := map[string]string{}
	for id, l := range gold {
		if in(foldOf(d.unit(id), folds)) {
			out[id] = l
		}
	}
	return out
}

func crossValidated(d Described, models []story.Model) []Figure {
	var out []Figure
	for _, repair := range []bool{false, true} {
		how := ".cv-online"
		if repair {
			how = ".cv-repaired"
		}
		var ev, st sums
		for k, m := range models {
			e, s := group(d, m, repair)
			in := func(f int) bool { return f == k }
			ev.add(d.Event, part(d, d.Event, in), e)
			if len(d.Story) > 0 {
				st.add(d.Story, part(d, d.Story, in), s)
			}
		}
		out = append(out, ev.figures(d.Name+".events"+how)...)
		if len(d.Story) > 0 {
			out = append(out, st.figures(d.Name+".stories"+how)...)
		}
	}
	return append(out, crossFigures(d, d.Name+".events.cv-repaired", models)...)
}

// sums averages B-cubed over folds, by documents.
type sums struct {
	p, r float64
	n    int
}

// add measures the documents of a fold among all others: one that stands with
// strangers of another fold is a false merge too.
func (s *sums) add(gold, fold, predicted map[string]string) {
	type both struct{ gold, predicted string }
	inGold, inPredicted, inBoth := map[string]float64{}, map[string]float64{}, map[both]float64{}
	for id, l := range gold {
		inGold[l]++
		inPredicted[predicted[id]]++
		inBoth[both{l, predicted[id]}]++
	}
	for id, l := range fold { // sums of shares: the order matters below the tenth digit only
		k := inBoth[both{l, predicted[id]}]
		s.p += k / inPredicted[predicted[id]]
		s.r += k / inGold[l]
		s.n++
	}
}

func (s *sums) figures(name string) []Figure {
	n := math.Max(1, float64(s.n))
	p, r := s.p/n, s.r/n
	return []Figure{{name + ".b3_p", p, s.n}, {name + ".b3_r", r, s.n}, {name + ".b3_f1", harmonic(p, r), s.n}}
}
