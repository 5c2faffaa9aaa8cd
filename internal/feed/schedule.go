package feed

import (
	"fmt"
	"slices"
	"time"
)

// quiet is how long a feed may announce nothing before it counts as resting.
const quiet = 30 * 24 * time.Hour

// good takes in an answer that could be used.
func (m *Memory) good(o Outcome) Plan {
	m.Failures, m.Failing, m.Gone, m.Good = 0, time.Time{}, nil, o.At
	p := Plan{State: "active"}
	fresh := o.Feed != nil && (o.BodyHash == "" || o.BodyHash != m.Body)
	m.whole(o, fresh)
	moved := m.moves(o, &p)
	if o.Feed != nil {
		if !moved {
			p.Archives = m.gap(o.Feed)
		}
		m.learn(o, fresh, moved)
	}
	if o.BodyHash != "" {
		m.Body = o.BodyHash
	}
	wait := m.wait(o.At)
	wait = min(max(wait, o.MaxAge, Shortest), Longest)
	wait = min(wait+spread(o.Address, wait, 0.05), Longest)
	p.Next = m.open(o.At.Add(wait))
	p.Full = m.doubtful(o.At)
	if p.State == "active" && !m.Rhythm.Newest.IsZero() && o.At.Sub(m.Rhythm.Newest) > quiet {
		p.State, p.Reason = "resting", "nothing new since "+m.Rhythm.Newest.Format(time.DateOnly)
	}
	if o.Held > 0 {
		p.State, p.Reason = "quarantined", fmt.Sprintf("%d new items at once are held back to be looked at", o.Held)
	}
	return p
}

// wait returns how long to wait by the feed's rhythm and by what it asks for: a
// feed is asked about twice as often as it announces something, a silent one
// less and less often. It is the same after a 304, from what is remembered.
func (m *Memory) wait(at time.Time) time.Duration {
	gap := m.Rhythm.Gap
	if gap == 0 {
		gap = 2 * time.Hour
	}
	if !m.Rhythm.Newest.IsZero() {
		gap = max(gap, at.Sub(m.Rhythm.Newest)/3)
	}
	return max(gap/2, m.Rhythm.Wait)
}

// open moves a time out of the hours and days in which the feed asks not to be
// asked (UTC). A feed that skips all of them is not believed.
func (m *Memory) open(t time.Time) time.Time {
	if len(m.Rhythm.Hours) == 0 && len(m.Rhythm.Days) == 0 {
		return t
	}
	for u, n := t.UTC(), 0; n < 8*24; n++ {
		if !slices.Contains(m.Rhythm.Hours, u.Hour()) && !slices.Contains(m.Rhythm.Days, u.Weekday()) {
			return later(u, t)
		}
		u = u.Truncate(time.Hour).Add(time.Hour)
	}
	return t
}

// learn takes in a document: its rhythm, its items, what tells them apart.
func (m *Memory) learn(o Outcome, fresh, moved bool) {
	f := o.Feed
	m.Rhythm.Wait, m.Rhythm.Hours, m.Rhythm.Days = f.Wait, f.SkipHours, f.SkipDays
	if moved && !m.Move.Same {
		return // it may be another feed; what is known is not judged by it
	}
	marks := fingerprints(f.Items)
	if fresh && len(f.Items) > 0 {
		m.Policy = m.Policy.after(f.Items, m.Recent)
	}
	times := published(o.At, f.Items)
	switch {
	case len(times) >= 2:
		m.Rhythm.Gap, m.Rhythm.Newest = usualGap(times), times[0]
	case len(marks) > 0 && !slices.Contains(m.Recent, marks[0]) && fresh:
		// Without dates the rhythm is what the visits show.
		if !m.Rhythm.Newest.IsZero() {
			seen := max(o.At.Sub(m.Rhythm.Newest), time.Minute)
			if m.Rhythm.Gap == 0 {
				m.Rhythm.Gap = seen
			}
			m.Rhythm.Gap = (3*m.Rhythm.Gap + seen) / 4
		}
		m.Rhythm.Newest = o.At
		if len(times) == 1 {
			m.Rhythm.Newest = times[0]
		}
	}
	if len(marks) > 0 {
		m.Recent = marks
	}
}

// published returns the times of items that are past, newest first, at most 20.
func published(now time.Time, items []Item) []time.Time {
	var times []time.Time
	for _, i := range items {
		if !i.Published.IsZero() && !i.Published.After(now.Add(time.Hour)) {
			times = append(times, i.Published)
		}
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	return times[:min(len(times), 20)]
}

// usualGap is the median time between two of the items.
func usualGap(times []time.Time) time.Duration {
	gaps := make([]time.Duration, 0, len(times))
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, times[i-1].Sub(times[i]))
	}
	slices.Sort(gaps)
	return max(gaps[len(gaps)/2], time.Minute)
}

// maxRecent is how many items of a document are remembered, two marks each.
const maxRecent = 40

// fingerprints returns marks of the ids and addresses of the newest items,
// newest first; in the document's order when they are not dated.
func fingerprints(items []Item) []uint64 {
	order := make([]Item, len(items))
	copy(order, items)
	slices.SortStableFunc(order, func(a, b Item) int { return b.Published.Compare(a.Published) })
	var out []uint64
	for _, i := range order[:min(len(order), maxRecent)] {
		if i.GUID != "" {
			out = append(out, fingerprint("g"+i.GUID))
		}
		if i.URL != "" {
			out = append(out, fingerprint("u"+placeOf(i.URL)))
		}
	}
	return out
}

// gap reports whether something may have been announced between the last
// document and this one that neither holds: none of the items that were newest
// then is in it (RFC 5005, section 3). One that pins an old item does not hide
// that. A document that calls itself complete has no gap.
func (m *Memory) gap(f *Feed) bool {
	if len(m.Recent) == 0 || len(f.Items) == 0 || f.Complete {
		return false
	}
	newest := m.Recent[:min(len(m.Recent), 20)]
	for _, i := range f.Items {
		if slices.Contains(newest, fingerprint("g"+i.GUID)) || slices.Contains(newest, fingerprint("u"+placeOf(i.URL))) {
			return false
		}
	}
	return true
}

// after returns the policy after one more document. Ids are doubted in one in
// which different items share them, or in which most of the addresses are known
// and most of the ids of those are not.
func (p Policy) after(items []Item, recent []uint64) Policy {
	urls := make(map[string]string)
	shared, renewed, met := 0, 0, 0
	for _, i := range items {
		place := placeOf(i.URL)
		if at, ok := urls[i.GUID]; ok && at != place {
			shared++
		}
		urls[i.GUID] = place
		if i.URL != "" && slices.Contains(recent, fingerprint("u"+place)) {
			met++
			if !slices.Contains(recent, fingerprint("g"+i.GUID)) {
				renewed++
			}
		}
	}
	bad := shared*5 > len(items) || met >= 3 && renewed*2 > met
	if bad == (p.By == "url") {
		p.Doubt = 0
		return p
	}
	if p.Doubt++; bad && p.Doubt >= 3 {
		return Policy{By: "url"}
	} else if !bad && p.Doubt >= 20 {
		return Policy{}
	}
	return p
}
