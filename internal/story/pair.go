package story

import "math"

// Japanese headlines are compared one with one. A headline is too short for the
// sum of an event's words to say much: what counts is how many of its headlines
// are like it, in characters, in meaning and in what is rare. An event is as
// near as its headlines are on average (average link: Sokal and Michener 1958),
// so that one headline that tells of two happenings does not draw them together.

// pairOf returns the evidence that two Japanese headlines tell of one event.
func (t *frequencies) pairOf(a, b *document) evidence {
	var x evidence
	x[byBias] = 1
	x[byChars] = t.like(a.chars, b.chars, a.long.chars, b.long.chars)
	x[byKin] = a.meaning.near(&b.meaning)
	sum := 0.0
	both(a.title, b.title, func(h uint32, _, _ float64) { sum += t.rarity(h) })
	both(a.names, b.names, func(h uint32, _, _ float64) { sum += t.rarity(h) })
	x[byWeight] = math.Log1p(sum) / 4
	figures := 0.0
	both(a.figures, b.figures, func(h uint32, _, _ float64) { figures += t.rarity(h) })
	x[byFigures] = math.Tanh(figures / 10)
	x[byBrief] = math.Log1p(float64(min(len(a.title), len(b.title)))) / 3
	gap := days(a.at, b.at)
	x[byCloser] = math.Exp(-gap / 1.5)
	x[byAge] = min(gap/3, 1)
	if a.publisher == b.publisher {
		x[byOwn] = 1
	}
	return x
}

// paired returns the opinion of a headline's likeness to the Japanese headlines
// of an event: the mean over them, and the mean evidence. ok is false where
// there are none.
func (g *Grouper) paired(d *document, e *event) (o opinion, ok bool) {
	n := 0.0
	w := &g.model.Event[JaHeadline]
	for _, b := range e.docs {
		if b.lang != d.lang || b == d {
			continue
		}
		x := g.terms.pairOf(d, b)
		o.score += w.score(&x)
		for i, v := range x {
			o.evidence[i] += v
		}
		n++
	}
	if n == 0 {
		return o, false
	}
	o.kind, o.score, o.need = JaHeadline, o.score/n, g.model.JoinAt[JaHeadline]
	for i := range o.evidence {
		o.evidence[i] /= n
	}
	return o, true
}

// Pair is the evidence for two Japanese headlines by their IDs; for learning.
type Pair struct {
	A, B   int       // places in the given features, A after B
	Values []float64 // in the order of FeatureNames
	Shared bool      // they share a character
}

// Pairs returns the evidence for every two Japanese headlines within span of
// each other, as it stands when the later one comes; for learning. The features
// are in the order in which they are added, the placements say where.
func Pairs(fs []Features, ps []Placement) []Pair {
	g := NewGrouper()
	var docs []*document
	var out []Pair
	for i, f := range fs {
		d := g.document(f)
		docs = append(docs, d)
		for j, o := range docs[:i] {
			if !pairable(d) || !pairable(o) || d.at.Sub(o.at) > window {
				continue
			}
			x := g.terms.pairOf(d, o)
			out = append(out, Pair{i, j, append([]float64(nil), x[:]...), x[byChars] > 0.02})
		}
		g.Restore(f, ps[i])
	}
	return out
}

func pairable(d *document) bool { return d.lang == "ja" && !d.body && d.fault == "" }
