package story

import "math"

// A headline in one language says little about a headline in another: half of
// its words have no counterpart that is known. All headlines of an event say
// more, so where the repairing pass looks at two events that no language tells
// both of, it compares everything that the one's headlines said with everything
// that the other's did.

// acrossWholes returns the evidence that two events in different languages are
// one.
func (t *frequencies) acrossWholes(a, b *event) evidence {
	var x evidence
	x[byBias] = 1
	x[byWords] = t.cosine(a.concepts, b.concepts)
	x[byNames] = t.cosine(a.names, b.names)
	one, other := a.said(), b.said()
	x[byGist] = t.cosine(one.gist, other.gist)
	mean := a.cloud.mean()
	x[byVector] = t.meant(&mean, &b.cloud)
	strength, count := t.soundAlike(one.sounds, t.ear.kinOf(one.sounds), other.sounds)
	x[bySounds], x[byHeard] = math.Tanh(strength/20), min(count/heardFull, 1)
	sum := 0.0
	share := func(h uint32, _, _ float64) { sum += t.rarity(h) }
	both(a.concepts, b.concepts, share)
	both(a.names, b.names, share)
	x[byWeight] = math.Log1p(sum) / 5
	sum = 0
	both(a.values(), b.values(), func(h uint32, v, w float64) { sum += min(v, w) * t.rarity(h) })
	x[byFigures] = math.Tanh(sum / 10)
	gap := math.Inf(1)
	for _, d := range a.docs {
		for _, o := range b.docs {
			gap = min(gap, days(d.at, o.at))
			x[byNearest] = max(x[byNearest], t.like(d.gist, o.gist, d.long.gist, o.long.gist))
		}
	}
	x[byCloser] = math.Exp(-gap / 1.5)
	x[byAge] = min(days(a.first, b.first)/3, 1)
	return x
}

// said returns what was said of an event in all languages.
func (e *event) said() tongue {
	var out tongue
	for _, t := range e.speech {
		out.sounds, out.gist = grown(out.sounds, t.sounds), grown(out.gist, t.gist)
	}
	return out
}

// values returns the figures and days of an event's reports, each as heavy as
// in one of them.
func (e *event) values() []term {
	var out []term
	for _, d := range e.docs {
		out = union(out, d.values)
	}
	return out
}

// foreign reports that two events have headlines only and no language in common.
func foreign(a, b *event) bool {
	for _, t := range a.speech {
		if b.words(t.lang) != nil {
			return false
		}
	}
	for _, e := range []*event{a, b} {
		for _, d := range e.docs {
			if d.body {
				return false
			}
		}
	}
	return true
}

// whole weighs two events in different languages against each other.
func (g *Grouper) whole(a, b *event) opinion {
	x := g.terms.acrossWholes(a, b)
	o := opinion{kind: AcrossWhole, evidence: x, score: g.model.Event[AcrossWhole].score(&x), need: g.model.JoinAt[AcrossWhole]}
	for _, d := range a.docs {
		if c := b.clashes(d); c != "" {
			o.bar, o.note = barOrdinal, c
		}
	}
	if o.bar == "" && x[byVector] < vouched {
		one, other := a.said(), b.said()
		o.bar = tooLittle(max(sharedNames(a.names, b.names), alikeNames(one.sounds, g.terms.ear.kinOf(one.sounds), other.sounds)), sharedNames(one.gist, other.gist))
	}
	return o
}

// tooLittle returns what keeps two sides in different languages apart whatever
// the score: that they share too few different things, which are names, however
// they are recognised, and lines of bridge.txt.
func tooLittle(names, lines int) string {
	if names == 0 && lines < linesAlone || names > 0 && names+lines < 3 {
		return barLittle
	}
	return ""
}

// linesAlone is how many lines of bridge.txt two sides share that share no name.
const linesAlone = 4

// alikeNames counts what sounds alike in a and b; kin is what sounds like a in
// the other script.
func alikeNames(a, kin, b []term) int { return sharedNames(a, b) + sharedNames(kin, b) }

// Wholes returns the evidence for every two events in different languages near
// each other in time; for learning. The placements say which articles are of one
// event; an event's articles in one language are taken as an event of their
// own, once all of them and once the first alone.
func Wholes(fs []Features, ps []Placement) []Pair {
	g := NewGrouper()
	var parts []*event
	var founder []int
	open := map[string]*event{}
	for i, f := range fs {
		d := g.document(f)
		g.Restore(f, ps[i])
		if d.body || d.fault != "" {
			continue
		}
		e := open[f.Lang+string(ps[i].Event)]
		if e == nil {
			e = &event{id: ps[i].Event}
			first := &event{id: ps[i].Event}
			first.with(d)
			open[f.Lang+string(ps[i].Event)] = e
			parts, founder = append(parts, e, first), append(founder, i, i)
		}
		e.with(d)
	}
	var out []Pair
	for i, a := range parts {
		for j, b := range parts[:i] {
			if foreign(a, b) && days(a.first, b.first) < window.Hours()/24 {
				x := g.terms.acrossWholes(a, b)
				out = append(out, Pair{founder[i], founder[j], append([]float64(nil), x[:]...), x[byWeight] > 0})
			}
		}
	}
	return out
}

// with adds a report to an event that no Grouper holds.
func (e *event) with(d *document) {
	e.enter(Member{Article: d.id, Published: d.at, Lang: d.lang})
	e.take(d)
}
