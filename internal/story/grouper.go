package story

import (
	"container/list"
	"sort"
	"time"

	"kiku/internal/article"
)

// Placement is where the Grouper put an article, and why.
type Placement struct {
	Event   EventID    `json:"event"`
	Story   StoryID    `json:"story"`
	EchoOf  article.ID `json:"echo_of,omitempty"`
	Score   float64    `json:"score"` // 0..1; 1 for the founding article
	Reasons []Reason   `json:"reasons,omitempty"`
	// Why says why the event stands in its story; only with a founding article
	// whose story is older.
	Why   []Reason `json:"why,omitempty"`
	Apart []Apart  `json:"apart,omitempty"`
	Fault Fault    `json:"fault,omitempty"`
}

// Apart is an event that was near an article and is not its event, with what
// kept the two apart.
type Apart struct {
	Event   EventID  `json:"event"`
	Story   StoryID  `json:"story"`
	Score   float64  `json:"score"`
	Reasons []Reason `json:"reasons,omitempty"`
}

// Grouper puts articles into events and events into stories, one article at a
// time, from what came before alone. The same articles in the same order give
// the same groups. It is not safe for concurrent use.
//
// Its working set is bounded: events that nothing was added to for long leave
// it; their articles keep their placements wherever those are stored. Gone says
// which of them a new article may belong to, and Return brings them back.
type Grouper struct {
	model   Model
	terms   *frequencies
	habits  *habits
	events  map[int32]*event
	matters map[int32]*matter
	byEvent map[EventID]*event
	byStory map[StoryID]*matter
	placed  map[article.ID]*event
	near    *index // events by term
	far     *index // stories by term
	recent  *list.List
	at      map[int32]*list.Element
	serial  int32
	gone    *gone // events that left
	ready   ready
	learned uint64 // reports whose words were counted
	keep    int    // events in the working set
	hold    int    // and reports, which is what takes memory
	reports int
	count   uint64         // of reports that entered events
	changed map[int32]bool // events that Repair has not looked at since they changed
}

// Bounds of the working set.
const (
	keptEvents  = 20000
	keptReports = 12000
	window      = 14 * 24 * time.Hour  // an event takes no report later than this after its last
	backlog     = 730 * 24 * time.Hour // but a text may: archives have wrong dates, and what it says can tell
	horizon     = 120 * 24 * time.Hour // nor a story an event
)

// NewGrouper returns an empty Grouper that judges by the committed model.
func NewGrouper() *Grouper { return NewGrouperWith(DefaultModel()) }

// NewGrouperWith returns an empty Grouper that judges by m.
func NewGrouperWith(m Model) *Grouper {
	return &Grouper{
		model: m, keep: keptEvents, hold: keptReports, gone: newGone(),
		terms: newFrequencies(), habits: newHabits(), events: map[int32]*event{}, matters: map[int32]*matter{},
		byEvent: map[EventID]*event{}, byStory: map[StoryID]*matter{}, placed: map[article.ID]*event{},
		near: newIndex(), far: newIndex(), recent: list.New(), at: map[int32]*list.Element{},
		changed: map[int32]bool{},
	}
}

// Sort puts features in the order in which they are added: by time of
// publication, then ID.
func Sort(fs []Features) {
	sort.SliceStable(fs, func(i, j int) bool {
		if !fs[i].Published.Equal(fs[j].Published) {
			return fs[i].Published.Before(fs[j].Published)
		}
		return fs[i].Article < fs[j].Article
	})
}

// Add places an article. An article that was added or restored before keeps its
// place and changes nothing; the same holds for its later versions.
func (g *Grouper) Add(f Features) Placement {
	if e := g.placed[f.Article]; e != nil {
		return e.placement(f.Article)
	}
	d := g.documentOf(f)
	p := g.decide(d, f)
	g.settle(d, p, true)
	if e := g.placed[f.Article]; e.id == EventID(f.Article) {
		e.judged = g.count
	}
	return p
}

// Restore puts an article where an earlier Add or Repair put it, without
// judging again. Articles are restored in the order in which they were added,
// each after what Gone says of it was returned; then the state is the same as
// after adding them.
func (g *Grouper) Restore(f Features, p Placement) {
	if g.placed[f.Article] != nil {
		return
	}
	g.gone.back(p.Event)
	g.settle(g.documentOf(f), p, true)
}

// document makes ready an article for comparing: what its publisher prints in
// every article weighs little.
func (g *Grouper) document(f Features) *document {
	d := newDocument(f, g.terms.ear)
	if d.lang == "ja" {
		d.meaning = g.terms.meaningOf(d.title)
	}
	for _, ts := range [][]term{d.words, d.names, d.lead} {
		g.habits.discount(d.publisher, ts, d.title)
	}
	d.long = g.terms.measure(d)
	return d
}

// decide judges without changing anything.
func (g *Grouper) decide(d *document, f Features) Placement {
	alone := Placement{Event: EventID(d.id), Story: StoryID(d.id), Score: 1, Fault: d.fault}
	if d.fault != "" {
		alone.Reasons = []Reason{{Feature: string(d.fault), Value: 1}}
		return alone
	}
	found := g.candidates(d)
	if p, ok := g.echo(d, found); ok {
		return p
	}
	judged := g.judge(d, f, found)
	if len(judged) > 0 && judged[0].joins() {
		best := judged[0]
		return Placement{
			Event: best.event.id, Story: best.event.story.id, Score: round(best.score),
			Reasons: best.reasons(f, g.terms), Apart: apart(judged[1:], f, g.terms),
		}
	}
	alone.Apart = apart(judged, f, g.terms)
	if m, score, why := g.findStory(d, f); m != nil {
		alone.Story = m.id
		alone.Why = append([]Reason{{Feature: "story", Value: round(score)}}, why...)
	}
	return alone
}

// candidates returns the events near an article in words and time.
func (g *Grouper) candidates(d *document) []*event {
	hits := g.near.find(d.asked(), g.terms, func(s int32) bool {
		e := g.events[s]
		if e == nil {
			return false
		}
		within := window
		if d.body {
			within = backlog
		}
		return !d.at.After(e.last.Add(within)) && !d.at.Before(e.first.Add(-window))
	})
	out := make([]*event, len(hits))
	for i, h := range hits {
		out[i] = g.events[h.serial]
	}
	return g.nearInVectors(d, out)
}

// settle records a placement: the one place where the state grows. fresh says
// that the article's words were not counted before.
func (g *Grouper) settle(d *document, p Placement, fresh bool) {
	e := g.byEvent[p.Event]
	m := g.byStory[p.Story]
	if e != nil {
		m = e.story
	}
	if m == nil {
		m = g.newMatter(p.Story)
	}
	founding := e == nil
	if founding {
		e = g.newEvent(p.Event, m)
	}
	e.enter(Member{
		Article: d.id, Publisher: d.publisher, Lang: d.lang, Published: d.at,
		EchoOf: p.EchoOf, Score: p.Score, Reasons: p.Reasons,
	})
	g.placed[d.id] = e
	m.stretch(d.at)
	if d.fault == "" && p.EchoOf == "" {
		d.pack()
		if fresh {
			g.learn(d, e, founding)
			g.changed[e.serial] = true
		}
		g.enroll(d, e, founding)
	}
	g.touch(e)
}

// learn counts the words of an article that is not an echo.
func (g *Grouper) learn(d *document, e *event, founding bool) {
	all := d.all()
	g.learned++
	if founding {
		g.terms.more()
	}
	g.terms.count(all, e.counted())
	g.habits.count(d.publisher, all)
	g.terms.vectors.count(&d.vector)
}

// enroll lets an article that is not an echo weigh in its event, its story and
// the index.
func (g *Grouper) enroll(d *document, e *event, founding bool) {
	was := len(e.docs)
	e.take(d)
	g.reports += len(e.docs) - was
	g.grow(e)
	e.story.take(d, founding)
	g.enterIndex(d, e)
}

// grow notes that an event is not as it was judged before.
func (g *Grouper) grow(e *event) {
	for i := range e.speech {
		e.speech[i].long = g.terms.length(e.speech[i].words)
	}
	g.count++
	e.grew, e.judged = g.count, 0
}

func (g *Grouper) enterIndex(d *document, e *event) {
	for _, t := range weightiest(d.asked(), indexedTerms, g.terms) {
		if addHash(&e.indexed, t.hash) {
			g.near.add(t.hash, e.serial)
		}
		if len(e.story.indexed) < 4*indexedTerms && addHash(&e.story.indexed, t.hash) {
			g.far.add(t.hash, e.story.serial)
		}
	}
}

// addHash adds h to a sorted set and reports whether it was new.
func addHash(set *[]uint32, h uint32) bool {
	s := *set
	i := sort.Search(len(s), func(i int) bool { return s[i] >= h })
	if i < len(s) && s[i] == h {
		return false
	}
	s = append(s, 0)
	copy(s[i+1:], s[i:])
	s[i] = h
	*set = s
	return true
}

func (g *Grouper) newEvent(id EventID, m *matter) *event {
	g.serial++
	e := &event{id: id, serial: g.serial, story: m}
	g.events[e.serial] = e
	g.byEvent[id] = e
	m.events = append(m.events, e)
	return e
}

func (g *Grouper) newMatter(id StoryID) *matter {
	g.serial++
	m := &matter{id: id, serial: g.serial}
	g.matters[m.serial] = m
	g.byStory[id] = m
	return m
}

// touch marks an event as the latest used and lets the longest unused ones go.
func (g *Grouper) touch(e *event) {
	if el := g.at[e.serial]; el != nil {
		g.recent.MoveToBack(el)
	} else {
		g.at[e.serial] = g.recent.PushBack(e)
	}
	for g.recent.Len() > 1 && (g.recent.Len() > g.keep || g.reports > g.hold) {
		g.leave(g.recent.Front().Value.(*event))
	}
}

// leave takes an event out of the working set, and its story with its last
// event.
func (g *Grouper) leave(e *event) {
	if len(e.docs) > 0 {
		g.gone.leave(e.id, weightiest(e.whole(g.terms.ear).asked(), goneTerms, g.terms))
	}
	g.reports -= len(e.docs)
	g.recent.Remove(g.at[e.serial])
	delete(g.at, e.serial)
	delete(g.events, e.serial)
	delete(g.byEvent, e.id)
	delete(g.changed, e.serial)
	g.near.remove(e.indexed, e.serial)
	for _, m := range e.members {
		delete(g.placed, m.Article)
	}
	m := e.story
	m.drop(e)
	if len(m.events) == 0 {
		g.far.remove(m.indexed, m.serial)
		delete(g.matters, m.serial)
		delete(g.byStory, m.id)
	}
}

// Stories returns the stories of the working set with their events, oldest
// first, ties by ID.
func (g *Grouper) Stories() []Story {
	out := make([]Story, 0, len(g.matters))
	for _, m := range g.matters {
		out = append(out, m.value())
	}
	sort.Slice(out, func(i, j int) bool {
		if !out[i].First.Equal(out[j].First) {
			return out[i].First.Before(out[j].First)
		}
		return out[i].ID < out[j].ID
	})
	return out
}
