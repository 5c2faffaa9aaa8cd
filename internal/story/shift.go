package story

// shift takes the headlines of an event that are nearer to another one there.
// The founding one stays: the event is named after it.
func (g *Grouper) shift(e *event) []Move {
	var moves []Move
	for _, d := range append([]*document(nil), e.docs...) {
		if EventID(d.id) == e.id || !pairable(d) || len(e.docs) < 2 {
			continue
		}
		own, _ := g.paired(d, e)
		into, top := g.nearest(d, e)
		if into == nil || top <= own.score+shiftBy {
			continue
		}
		moves = append(moves, g.carry(d, e, into, Reason{Feature: "nearer", Value: round(top)}))
	}
	return moves
}

// shiftBy is how much nearer another event must be for a headline to go there.
const shiftBy = 0.02

// nearest returns the event other than e that a headline is nearest to, of those
// it may join, and how near.
func (g *Grouper) nearest(d *document, e *event) (best *event, top float64) {
	for _, o := range g.candidates(d) {
		if o == e || len(o.docs) == 0 {
			continue
		}
		x, ok := g.paired(d, o)
		if ok && x.score >= x.need && x.score > top && o.clashes(d) == "" {
			best, top = o, x.score
		}
	}
	return best, top
}

// carry moves a report with its echoes from one event into another.
func (g *Grouper) carry(d *document, from, into *event, why Reason) Move {
	m := Move{Event: into.id, Story: into.story.id, WasEvent: from.id, WasStory: from.story.id, Reasons: []Reason{why}}
	kept := from.members[:0:0]
	for _, x := range from.members {
		if x.Article != d.id && x.EchoOf != d.id {
			kept = append(kept, x)
			continue
		}
		if x.Article == d.id {
			x.Score, x.Reasons = why.Value, m.Reasons
		}
		into.enter(x)
		g.placed[x.Article] = into
		m.Articles = append(m.Articles, x.Article)
	}
	from.members = kept
	left := from.docs[:0:0]
	for _, o := range from.docs {
		if o != d {
			left = append(left, o)
		}
	}
	g.rebuild(from, left)
	g.rebuild(into, inOrder(append(append([]*document(nil), into.docs...), d)))
	return m
}
