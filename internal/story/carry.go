package story

// carry moves a report with its echoes from one event into another.
func (g *Grouper) carry(d *document, from, into *event, why Reason) Move {
	m := Move{Event: into.id, Story: into.story.id, WasEvent: from.id, WasStory: from.story.id, Reasons: []Reason{why}}
	left := g.lift(d, from, into, &m, why.Value)
	g.rebuild(from, left)
	g.rebuild(into, inOrder(append(append([]*document(nil), into.docs...), d)))
	return m
}

// lift gives one event's articles of a report, with its echoes, to another, and
// adds them to the move; the report stands there with that score. It returns the
// reports that stay; both events are still to be made anew.
func (g *Grouper) lift(d *document, from, into *event, m *Move, score float64) (left []*document) {
	kept := from.members[:0:0]
	for _, x := range from.members {
		if x.Article != d.id && x.EchoOf != d.id {
			kept = append(kept, x)
			continue
		}
		if x.Article == d.id {
			x.Score, x.Reasons = score, m.Reasons
		}
		into.enter(x)
		g.placed[x.Article] = into
		m.Articles = append(m.Articles, x.Article)
	}
	from.members = kept
	for _, o := range from.docs {
		if o != d {
			left = append(left, o)
		}
	}
	return left
}
