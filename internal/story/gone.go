package story

// An event that nothing was added to for long leaves the working set. What
// stays is its name and a dozen of its weightiest terms, in tables of fixed
// size: enough to see that a new report may be of it, so that its reports can
// be fetched from where they are stored and the event comes back.

const (
	goneEvents = 1 << 17 // events that can come back, the latest ones to leave
	goneTerms  = 12      // terms by which one is found again
	goneSlots  = 1 << 19 // places for terms
	goneDepth  = 4       // events that one place holds, the latest ones
	goneShared = 5       // terms that a report must share with an event to ask for it
	goneAsked  = 2       // events that one report may ask for
)

// gone holds the events that left.
type gone struct {
	ids   []EventID
	at    map[EventID]int32 // where in ids
	count int32             // events that ever left
	slots [][goneDepth]int32
	share map[int32]int // of one call of find: terms shared
}

func newGone() *gone { return &gone{at: map[EventID]int32{}, share: map[int32]int{}} }

// leave notes an event by its weightiest terms.
func (x *gone) leave(id EventID, ts []term) {
	if x.slots == nil {
		x.slots, x.ids = make([][goneDepth]int32, goneSlots), make([]EventID, goneEvents)
	}
	x.count++
	i := x.count % goneEvents
	if old := x.ids[i]; old != "" {
		delete(x.at, old)
	}
	x.ids[i], x.at[id] = id, i
	for _, t := range ts {
		slot := &x.slots[t.hash%goneSlots]
		copy(slot[1:], slot[:goneDepth-1])
		slot[0] = x.count
	}
}

// back forgets that an event left.
func (x *gone) back(id EventID) {
	if i, ok := x.at[id]; ok {
		x.ids[i] = ""
		delete(x.at, id)
	}
}

// find returns the events that share most of the asked terms, at most
// goneAsked; of equally near ones the latest.
func (x *gone) find(asked []term) []EventID {
	if x.slots == nil {
		return nil
	}
	clear(x.share)
	for _, t := range asked {
		for _, n := range x.slots[t.hash%goneSlots] {
			if n > 0 && n > x.count-goneEvents {
				x.share[n]++
			}
		}
	}
	var out []EventID
	for len(out) < goneAsked {
		best, most := int32(0), goneShared-1
		for n, k := range x.share { // the greatest of all: the order does not matter
			if (k > most || k == most && n > best && best > 0) && x.ids[n%goneEvents] != "" {
				best, most = n, k
			}
		}
		if best == 0 {
			break
		}
		out = append(out, x.ids[best%goneEvents])
		delete(x.share, best)
	}
	return out
}

// Bound sets how many reports the working set may hold; at least one event stays.
func (g *Grouper) Bound(reports int) { g.hold = reports }

// Gone returns the events that left the working set and that an article may
// belong to, nearest first. Whoever wants it judged against them fetches their
// articles and calls Return before Add.
func (g *Grouper) Gone(f Features) []EventID {
	if g.placed[f.Article] != nil || f.Fault != "" || g.gone.slots == nil {
		return nil
	}
	g.ready.Features, g.ready.document, g.ready.learned = f, g.document(f), g.learned
	return g.gone.find(weightiest(g.ready.document.asked(), askedTerms, g.terms))
}

// ready is the report that Gone was asked about last, made ready for comparing:
// Add is asked about the same one next.
type ready struct {
	Features
	document *document
	learned  uint64 // the Grouper's count then: words weigh as they did
}

// documentOf returns the report made ready, which Gone may have done before.
func (g *Grouper) documentOf(f Features) *document {
	r := g.ready
	g.ready = ready{}
	if r.document != nil && r.learned == g.learned && r.Article == f.Article && sameList(r.Words, f.Words) && sameList(r.Names, f.Names) &&
		sameList(r.Title, f.Title) && sameList(r.Lead, f.Lead) && r.Published.Equal(f.Published) {
		return r.document
	}
	return g.document(f)
}

// sameList reports that two lists are one piece of memory.
func sameList[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Left reports an event that left the working set and can come back.
func (g *Grouper) Left(id EventID) bool {
	_, ok := g.gone.at[id]
	return ok
}

// Return puts articles of events that left back where they were. Their words
// were counted when they came first and are not counted again.
func (g *Grouper) Return(f Features, p Placement) {
	if g.placed[f.Article] != nil {
		return
	}
	g.gone.back(p.Event)
	g.settle(g.document(f), p, false)
}
