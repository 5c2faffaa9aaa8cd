package story

import (
	"sort"

	"kiku/internal/article"
)

// Move is one change of Repair: articles that now stand in another event or
// story than before.
type Move struct {
	Articles []article.ID `json:"articles"`
	Event    EventID      `json:"event"` // where they stand now
	Story    StoryID      `json:"story"`
	WasEvent EventID      `json:"was_event"`
	WasStory StoryID      `json:"was_story"`
	Reasons  []Reason     `json:"reasons"`
}

// Thresholds of the repairing pass: further apart than those of Add, so that
// what the stream decided is changed only on clear evidence.
const (
	weighedDocs = 8    // of an event, when it is weighed as a whole
	mergeAt     = 0.55 // mean score from which two events are one
	splitShare  = 0.3  // of the joining score is what a report must keep to stay
)

// Repair looks again at the events that changed since the last Repair, with
// all their articles known: it takes out articles that no longer fit, groups
// Japanese headlines anew, joins events that tell of one happening, and joins stories. The older event or
// story keeps its ID; a story that ends in another is in its Was. Moves come
// in a fixed order; each names the new place of its articles, so that later
// ones build on earlier ones.
func (g *Grouper) Repair() []Move {
	serials := make([]int32, 0, len(g.changed))
	for s := range g.changed {
		serials = append(serials, s)
	}
	sort.Slice(serials, func(i, j int) bool { return serials[i] < serials[j] })
	var moves []Move
	done := map[int32]bool{}
	regroup := func(e *event) []Move { return g.regroup(e, done) }
	c := newComparing()
	relink := func(e *event) []Move {
		joined := g.relink(e, c)
		if len(joined) > 0 {
			c = newComparing()
		}
		return joined
	}
	for _, step := range []func(*event) []Move{g.split, regroup, g.merge, relink} {
		for _, s := range serials {
			if e := g.events[s]; e != nil && len(e.docs) > 0 {
				moves = append(moves, step(e)...)
			}
		}
	}
	clear(g.changed)
	return moves
}

// Settle says that all that was restored has been looked at by Repair before,
// so that the next one looks only at what changes from now on.
func (g *Grouper) Settle() { clear(g.changed) }

// split takes out of an event the reports that do not fit the rest. The
// founding report stays: the event is named after it.
func (g *Grouper) split(e *event) []Move {
	if len(e.docs) < 3 {
		return nil
	}
	var moves []Move
	for _, d := range append([]*document(nil), e.docs...) {
		if EventID(d.id) == e.id || len(e.docs) < 3 {
			continue
		}
		o := strongest(g.opinions(d, e.without(d.id), g.rival(d, e)))
		if o.score >= g.model.JoinAt[o.kind]*splitShare {
			continue
		}
		reason := Reason{Feature: "unlike the rest", Value: round(o.score)}
		moves = append(moves, g.moveOut(d, e, reason))
	}
	return moves
}

// moveOut gives a report, with its echoes, an event of its own, and a story of
// its own where it does not belong to the old one either.
func (g *Grouper) moveOut(d *document, e *event, why Reason) Move {
	m := Move{Event: EventID(d.id), Story: e.story.id, WasEvent: e.id, WasStory: e.story.id, Reasons: []Reason{why}}
	n := g.newEvent(m.Event, e.story)
	left := g.lift(d, e, n, &m, 1)
	g.rebuild(e, left)
	g.rebuild(n, []*document{d})
	g.touch(n)
	g.leaveStory(n)
	m.Story = n.story.id
	return m
}

// leaveStory gives an event that does not fit the rest of its story one of its
// own.
func (g *Grouper) leaveStory(n *event) {
	old, rest := n.story, &matter{}
	for _, e := range old.events {
		for i, d := range e.docs {
			if e != n {
				rest.take(d, i == 0)
				rest.stretch(d.at)
			}
		}
	}
	if g.byStory[StoryID(n.id)] != nil || g.linked(n, rest, standings{}) > 0 {
		return
	}
	old.drop(n)
	g.recount(old)
	n.story = g.newMatter(StoryID(n.id))
	n.story.events = []*event{n}
	for _, d := range n.docs {
		g.enterIndex(d, n)
	}
	g.recount(n.story)
}

// merge joins an event with the nearest other event that tells of the same
// happening, if there is one.
func (g *Grouper) merge(e *event) []Move {
	var best *event
	top := 0.0
	for _, o := range g.candidates(e.whole(g.terms.ear)) {
		if o == e || len(o.docs) == 0 || e.weighed(o) && !foreign(e, o) {
			continue
		}
		if s := g.mutual(e, o); s > top {
			best, top = o, s
		}
	}
	if best == nil {
		return nil
	}
	into, from := e, best
	if older(best, e) {
		into, from = best, e
	}
	return []Move{g.join(from, into, Reason{Feature: "same happening", Value: round(top)})}
}

// mutual is how well two events fit each other as wholes, 0 when they do not
// reach the score for joining. The smaller one's reports are weighed against
// the larger one.
func (g *Grouper) mutual(a, b *event) float64 {
	if len(a.docs) > len(b.docs) || len(a.docs) == len(b.docs) && older(a, b) {
		a, b = b, a
	}
	if foreign(a, b) {
		if o := g.whole(a, b); o.joins() {
			return o.score
		}
		return 0
	}
	sum, need, n := 0.0, 0.0, 0
	for _, d := range a.docs[:min(weighedDocs, len(a.docs))] {
		o := strongest(g.opinions(d, b, g.rival(d, a, b)))
		if o.bar != "" {
			return 0
		}
		sum, need, n = sum+o.score, need+mergeNeed(&o), n+1
	}
	if n == 0 || sum < need {
		return 0
	}
	return sum / float64(n)
}

// mergeNeed is the score that a report of one event must have with another for
// the two to be one. Headlines are counted one by one in both directions, so
// that many agree is clear enough.
func mergeNeed(o *opinion) float64 {
	if o.kind == JaHeadline {
		return o.need
	}
	return max(mergeAt, o.need)
}

// older orders events by their first report, then ID: the older keeps its ID.
func older(a, b *event) bool {
	if !a.first.Equal(b.first) {
		return a.first.Before(b.first)
	}
	return a.id < b.id
}

// whole returns an event as one document, to look up its neighbours.
func (e *event) whole(ear *ear) *document {
	d := &document{at: e.last, names: e.names, concepts: e.concepts, vector: e.cloud.mean()}
	for _, t := range e.speech {
		d.words, d.sounds = addTerms(d.words, t.words), addTerms(d.sounds, t.sounds)
	}
	d.kin = ear.kinOf(d.sounds)
	return d
}

// join moves all of one event into another.
func (g *Grouper) join(from, into *event, why Reason) Move {
	m := Move{Event: into.id, Story: into.story.id, WasEvent: from.id, WasStory: from.story.id, Reasons: []Reason{why}}
	for _, x := range from.members {
		m.Articles = append(m.Articles, x.Article)
		if x.EchoOf == "" {
			x.Score, x.Reasons = why.Value, m.Reasons
		}
		into.enter(x)
		g.placed[x.Article] = into
	}
	docs := inOrder(append(append([]*document(nil), into.docs...), from.docs...))
	old := from.story
	for _, x := range from.members {
		g.placed[x.Article] = into
	}
	g.forget(from)
	g.rebuild(into, docs)
	if old != into.story {
		g.retire(old, into.story)
	}
	return m
}

// inOrder sorts reports by time, then ID.
func inOrder(docs []*document) []*document {
	sort.Slice(docs, func(i, j int) bool {
		if !docs[i].at.Equal(docs[j].at) {
			return docs[i].at.Before(docs[j].at)
		}
		return docs[i].id < docs[j].id
	})
	return docs
}

// forget takes an event that was joined into another out of the working set;
// its articles stay.
func (g *Grouper) forget(e *event) {
	g.reports -= len(e.docs)
	g.recent.Remove(g.at[e.serial])
	delete(g.at, e.serial)
	delete(g.events, e.serial)
	delete(g.byEvent, e.id)
	g.near.remove(e.indexed, e.serial)
	e.story.drop(e)
}

// retire ends a story without events in another, which then answers to its
// name; a story that has events left is only counted anew.
func (g *Grouper) retire(old, into *matter) {
	if len(old.events) > 0 {
		g.recount(old)
		return
	}
	into.was = append(append(into.was, old.id), old.was...)
	g.far.remove(old.indexed, old.serial)
	delete(g.matters, old.serial)
	delete(g.byStory, old.id)
}

// rebuild makes an event anew from its reports, and its story with it.
func (g *Grouper) rebuild(e *event, docs []*document) {
	g.near.remove(e.indexed, e.serial)
	g.reports -= len(e.docs)
	e.docs, e.speech, e.names, e.figures, e.concepts, e.indexed, e.meaning = nil, nil, nil, nil, nil, nil, meaning{}
	e.cloud = cloud{}
	if len(e.members) > 0 {
		e.first, e.last = e.members[0].Published, e.members[len(e.members)-1].Published
	}
	for _, d := range docs {
		e.take(d)
	}
	g.reports += len(e.docs)
	g.grow(e)
	for _, d := range docs {
		g.enterIndex(d, e)
	}
	g.recount(e.story)
}

// recount makes a story anew from its events.
func (g *Grouper) recount(m *matter) {
	sort.SliceStable(m.events, func(i, j int) bool { return older(m.events[i], m.events[j]) })
	m.speech, m.names, m.concepts, m.faces, m.meaning = nil, nil, nil, nil, meaning{}
	m.leads, m.cast, m.founders = nil, nil, 0
	for i, e := range m.events {
		if i == 0 || e.first.Before(m.first) {
			m.first = e.first
		}
		if i == 0 || e.last.After(m.last) {
			m.last = e.last
		}
		for n, d := range e.docs {
			m.take(d, n == 0)
		}
	}
}

// relink looks for another story for an event, now that all its reports are
// known: one that is alone in its story may join it, and two stories of Japanese
// headlines may turn out to be one.
func (g *Grouper) relink(e *event, c *comparing) []Move {
	old := e.story
	whole := e.whole(g.terms.ear)
	var best *matter
	top := 0.0
	for _, m := range g.nearStories(whole) {
		if m == old {
			continue
		}
		if s := g.oneMatter(e, old, m, c); s > top {
			best, top = m, s
		}
	}
	if best == nil {
		return nil
	}
	into, from := best, old
	if old.first.Before(best.first) || old.first.Equal(best.first) && old.id < best.id {
		into, from = old, best
	}
	return g.joinStories(from, into, Reason{Feature: "same matter", Value: round(top)})
}

// linked is how well an event as a whole fits a story, 0 when below the score
// for linking.
func (g *Grouper) linked(e *event, m *matter, near standings) float64 {
	sum, need, n := 0.0, 0.0, 0
	for _, d := range e.docs[:min(weighedDocs, len(e.docs))] {
		o := strongest(g.linkOpinions(d, m, near.rival(g, d, e.story, m)))
		need, n = need+o.need, n+1
		if o.bar == "" {
			sum += o.score
		}
	}
	if n == 0 || sum < need {
		return 0
	}
	return sum / float64(n)
}

// joinStories moves every event of one story into another.
func (g *Grouper) joinStories(from, into *matter, why Reason) []Move {
	var moves []Move
	for _, e := range append([]*event(nil), from.events...) {
		m := Move{Event: e.id, WasEvent: e.id, Story: into.id, WasStory: from.id, Reasons: []Reason{why}}
		for _, x := range e.members {
			m.Articles = append(m.Articles, x.Article)
		}
		moves = append(moves, m)
		e.story = into
		into.events = append(into.events, e)
		for _, h := range e.indexed {
			if len(into.indexed) < 4*indexedTerms && addHash(&into.indexed, h) {
				g.far.add(h, into.serial)
			}
		}
	}
	from.events = nil
	g.recount(into)
	g.retire(from, into)
	return moves
}
