package story

import "sort"

// The stream decides about a headline when it comes, and what it decides
// depends on the order in which headlines come. Where several events of one
// matter stand beside each other, the repairing pass therefore takes their
// Japanese headlines apart and puts them together anew: the two groups that are
// nearest first, as long as their headlines are near on average (average link:
// Sokal and Michener 1958).

const (
	regrouped = 120 // headlines that are put together anew at once; their pairs are what it costs
	beside    = 0.5 // share of the joining score from which two events stand beside each other
)

// regroup puts the headlines of an event and of those beside it together anew.
// done are the events that were in such a neighbourhood before.
func (g *Grouper) regroup(e *event, done map[int32]bool) []Move {
	if done[e.serial] || !brief(e) {
		return nil
	}
	around := g.around(e, done)
	for _, o := range around {
		done[o.serial] = true
	}
	if len(around) == 1 && len(e.docs) < 3 {
		return nil
	}
	var docs []*document
	for _, o := range around {
		docs = append(docs, o.docs...)
	}
	return g.rearrange(g.averageLink(inOrder(docs)))
}

// brief reports an event that only Japanese headlines tell of, the founding one
// still among them.
func brief(e *event) bool {
	founded := false
	for _, d := range e.docs {
		if !pairable(d) {
			return false
		}
		founded = founded || EventID(d.id) == e.id
	}
	return founded
}

// around returns e and the events beside it, directly or with others between
// them.
func (g *Grouper) around(e *event, done map[int32]bool) []*event {
	out := []*event{e}
	in := map[int32]bool{e.serial: true}
	n := len(e.docs)
	for i := 0; i < len(out); i++ {
		for _, o := range g.candidates(out[i].whole(g.terms.ear)) {
			if in[o.serial] || done[o.serial] || !brief(o) || n+len(o.docs) > regrouped {
				continue
			}
			if g.alike(out[i], o) < beside*g.model.JoinAt[JaHeadline] {
				continue
			}
			in[o.serial] = true
			out = append(out, o)
			n += len(o.docs)
		}
	}
	return out
}

// alike is how near the headlines of two events are on average.
func (g *Grouper) alike(a, b *event) float64 {
	sum := 0.0
	docs := a.docs[:min(weighedDocs, len(a.docs))]
	for _, d := range docs {
		o, _ := g.paired(d, b)
		sum += o.score
	}
	return sum / float64(len(docs))
}

// rearrange moves headlines so that each group is one event: that of its oldest
// founding report, a new one where it has none.
func (g *Grouper) rearrange(groups [][]*document) []Move {
	var moves []Move
	why := Reason{Feature: "nearer", Value: round(g.model.JoinAt[JaHeadline])}
	var one [][]*event
	for _, c := range groups {
		var homes []*event
		for _, d := range c {
			if e := g.placed[d.id]; e.id == EventID(d.id) {
				homes = append(homes, e)
			}
		}
		if len(homes) == 0 {
			moves = append(moves, g.moveOut(c[0], g.placed[c[0].id], why))
			homes = append(homes, g.placed[c[0].id])
		}
		sort.SliceStable(homes, func(i, j int) bool { return older(homes[i], homes[j]) })
		for _, d := range c {
			if e := g.placed[d.id]; e.id != EventID(d.id) && e != homes[0] {
				moves = append(moves, g.carry(d, e, homes[0], why))
			}
		}
		one = append(one, homes)
	}
	for _, homes := range one {
		for _, e := range homes[1:] {
			moves = append(moves, g.join(e, homes[0], Reason{Feature: "same happening", Value: why.Value}))
		}
	}
	return moves
}
