package feed

import (
	"fmt"
	"slices"
	"time"
)

// failed takes in an answer that could not be used. The wait doubles from 15
// minutes to a day; it is a day for two weeks, then three days, from a month on
// a week, from half a year on a month: 54 requests in a dead feed's first year.
func (m *Memory) failed(o Outcome) Plan {
	m.Gone = nil
	m.Failures++
	if m.Failing.IsZero() {
		m.Failing = o.At
	}
	p := Plan{State: "failing", Reason: m.trouble(o)}
	wait := Shortest << min(m.Failures-1, 10)
	wait = min(wait-wait/10+spread(o.Address, wait, 0.2), Longest)
	const day = 24 * time.Hour
	switch failing := o.At.Sub(m.Failing); {
	case failing >= 180*day:
		wait = 30 * day
	case failing >= 30*day:
		wait = 7 * day
	case failing >= 14*day:
		wait = 3 * day
	}
	asked := min(max(o.RetryAfter, 0), Longest)
	if asked > 0 {
		m.Until = o.At.Add(asked)
	}
	p.Next = o.At.Add(max(wait, asked))
	m.back(&p, o)
	return p
}

// trouble says in plain words what goes wrong and since when.
func (m *Memory) trouble(o Outcome) string {
	reason := o.Reason
	if reason == "" && o.Status > 0 {
		reason = fmt.Sprintf("the server answered %d", o.Status)
	}
	if reason == "" {
		reason = "no answer"
	}
	if m.Failures > 1 {
		reason += fmt.Sprintf(" (%d times since %s)", m.Failures, m.Failing.Format(time.DateOnly))
	}
	return reason
}

// back undoes a move when the new address has failed for three days and five
// times: a hijacked or forgotten redirect must not lose a feed.
func (m *Memory) back(p *Plan, o Outcome) {
	if len(m.Old) == 0 || m.Failures < 5 || o.At.Sub(m.Failing) < 3*24*time.Hour {
		return
	}
	p.Address, p.State = m.Old[len(m.Old)-1], "moved"
	p.Reason = "the new address fails: back to the old one"
	m.Old = m.Old[:len(m.Old)-1]
	m.Failures, m.Failing = 0, time.Time{}
}

// gone takes in a 410. Two answers, a day or more apart, make it sure; after
// that it is tried once in 30 days.
func (m *Memory) gone(o Outcome) Plan {
	m.Failures++
	if m.Failing.IsZero() {
		m.Failing = o.At
	}
	const sure, again = 24 * time.Hour, 30 * 24 * time.Hour
	switch at := o.At.Unix(); {
	case len(m.Gone) == 0:
		m.Gone = []int64{at}
	case len(m.Gone) == 1 && at-m.Gone[0] >= int64(sure.Seconds()):
		m.Gone = append(m.Gone, at)
	}
	if len(m.Gone) > 1 {
		return Plan{Next: o.At.Add(again), State: "gone", Reason: "the publisher has ended this feed (410) since " + time.Unix(m.Gone[0], 0).UTC().Format(time.DateOnly)}
	}
	next := later(time.Unix(m.Gone[0], 0).Add(sure), o.At.Add(time.Hour))
	p := Plan{Next: next, State: "failing", Reason: "the publisher says that this feed has ended (410); one more answer makes it sure"}
	m.back(&p, o)
	return p
}

// moves takes in a permanent redirect, or that there was none. A new address is
// believed after five identical answers over seven days, when a document from
// there has shared an item with the feed: a login page or another feed behind a
// redirect never becomes the address. It reports whether the answer came from a
// new address that is not yet believed.
func (m *Memory) moves(o Outcome, p *Plan) bool {
	if o.Moved == "" || o.Moved == o.Address {
		m.Move = nil
		return false
	}
	if m.Move == nil || m.Move.To != o.Moved {
		// What was read before the first redirect tells whether it is the same
		// feed; a feed that never was read elsewhere is the one over there.
		m.Move = &Move{To: o.Moved, First: o.At, Same: len(m.Recent) == 0}
	}
	m.Move.Count++
	if o.Feed != nil && !m.Move.Same {
		m.Move.Same = m.shares(o.Feed.Items)
	}
	if m.Move.Count >= 5 && o.At.Sub(m.Move.First) >= 7*24*time.Hour && m.Move.Same {
		p.Address, p.State, p.Reason = o.Moved, "moved", "moved for good to "+o.Moved
		if o.Address != "" && !slices.Contains(m.Old, o.Address) {
			m.Old = append(m.Old, o.Address)
			m.Old = m.Old[max(0, len(m.Old)-5):]
		}
		m.Move = nil
		return false
	}
	return true
}

// shares reports whether any item of a document is among those remembered.
func (m *Memory) shares(items []Item) bool {
	for _, i := range items {
		if i.GUID != "" && slices.Contains(m.Recent, fingerprint("g"+i.GUID)) || i.URL != "" && slices.Contains(m.Recent, fingerprint("u"+placeOf(i.URL))) {
			return true
		}
	}
	return false
}

// Asking without validators is rude, and the only way to find out that a server
// says 304 for ever (its validators never change, or a cache in front of it is
// stuck). So it is done only when the server has said nothing but 304 for a week
// and the feed is silent for far longer than is usual for it; when that brings
// the same again the server was honest and the next try waits twice as long.
const (
	doubtAfter = 7 * 24 * time.Hour
	doubtGaps  = 20 // usual gaps between two items
)

// doubtful reports whether to ask next time without validators.
func (m *Memory) doubtful(at time.Time) bool {
	if m.Full.IsZero() {
		return false
	}
	since := at.Sub(m.Full)
	if m.Lies {
		return since >= 24*time.Hour
	}
	if m.Rhythm.Gap == 0 || m.Rhythm.Newest.IsZero() || since < doubtAfter<<min(m.Honest, 6) {
		return false
	}
	return at.Sub(m.Rhythm.Newest) >= max(doubtAfter, doubtGaps*m.Rhythm.Gap)
}

// whole takes in whether a whole answer was one that had been asked for without
// validators, and what it said.
func (m *Memory) whole(o Outcome, fresh bool) {
	switch {
	case o.Feed == nil:
		return
	case m.Whole && fresh:
		m.Lies, m.Honest = true, 0
	case m.Whole:
		m.Honest++
	case fresh:
		m.Honest = 0
		if m.Lies && !m.Full.IsZero() && o.At.Sub(m.Full) < 24*time.Hour {
			m.Lies = false // the validators work after all
		}
	}
	m.Full = o.At
}
