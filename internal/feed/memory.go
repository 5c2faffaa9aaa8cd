package feed

import "time"

// Memory is everything that is remembered of one feed between two visits. Its
// zero value is a feed that was never visited. It is small and kept as JSON
// beside the feed; After makes the next one.
type Memory struct {
	First    time.Time `json:"first,omitzero"`    // the first visit
	Last     time.Time `json:"last,omitzero"`     // the last visit that asked the server
	Good     time.Time `json:"good,omitzero"`     // the last answer that could be used: 200 or 304
	Failures int       `json:"failures,omitzero"` // visits in a row that failed
	Failing  time.Time `json:"failing,omitzero"`  // the first of them
	Gone     []int64   `json:"gone,omitempty"`    // unix seconds of the 410 answers in a row that count, at most 2
	Move     *Move     `json:"move,omitempty"`    // a permanent redirect that is not yet believed
	Old      []string  `json:"old,omitempty"`     // addresses the feed had before, oldest first, so that a move can be undone
	Full     time.Time `json:"full,omitzero"`     // the last whole answer (200) that was not asked for with validators, or the first one
	Body     string    `json:"body,omitempty"`    // hash of the last body
	Rhythm   Rhythm    `json:"rhythm,omitzero"`   // how often the feed announces something
	Policy   Policy    `json:"policy,omitzero"`   // what tells its items apart
	Recent   []uint64  `json:"recent,omitempty"`  // fingerprints of ids and links of the last document
}

// Move is a permanent redirect (301, 308) as it was seen so far.
type Move struct {
	To    string    `json:"to"`
	Count int       `json:"count"` // identical answers in a row
	First time.Time `json:"first"` // the first of them
	Same  bool      `json:"same"`  // a document from there shared an item with what is known
}

// Rhythm is how often a feed announces something.
type Rhythm struct {
	Gap    time.Duration  `json:"gap,omitzero"`    // usual time between two items
	Newest time.Time      `json:"newest,omitzero"` // when the newest item was published, or first seen when it has no date
	Wait   time.Duration  `json:"wait,omitzero"`   // what the feed itself asks for (ttl, sy:updatePeriod)
	Hours  []int          `json:"hours,omitempty"` // skipHours, in UTC
	Days   []time.Weekday `json:"days,omitempty"`  // skipDays, in UTC
}

// Policy says what tells the items of a feed apart.
type Policy struct {
	By string `json:"by,omitempty"` // "" or "guid", "url", "title"
	// Doubt counts documents in a row that spoke against By.
	Doubt int `json:"doubt,omitzero"`
}

// Outcome is what one visit to a feed brought.
type Outcome struct {
	At          time.Time
	Status      int  // of the last answer; 0 when there was none
	NotModified bool // 304
	Feed        *Feed
	Reason      string // in words, when something went wrong
	Class       string // ok, unchanged, refused, gone, unreachable, unreadable, waiting
	RetryAfter  time.Duration
	MaxAge      time.Duration
	Moved       string // the address of a permanent redirect, "" for none
	BodyHash    string
	Held        int    // new items put into quarantine at this visit
	Address     string // the feed's address as asked
}

// Plan is what to do next with a feed.
type Plan struct {
	Next     time.Time
	State    string // active, resting, failing, gone, moved, quarantined
	Reason   string // in plain words, for the owner
	Full     bool   // ask next time without validators
	Address  string // new address once a move is sure, else ""
	Archives bool   // there was a gap: follow Feed.PrevArchive and Feed.Next
}

// After takes in what a visit brought and says when to come again.
func (m Memory) After(o Outcome) (Memory, Plan) {
	m.Last = o.At
	if m.First.IsZero() {
		m.First = o.At
	}
	v := Visit{At: o.At, Wait: o.MaxAge, RetryAfter: o.RetryAfter}
	p := Plan{State: "active", Reason: o.Reason}
	var items []Item
	switch {
	case o.NotModified || o.Feed != nil:
		m.Failures, m.Failing, m.Good = 0, time.Time{}, o.At
		if o.Feed != nil {
			items = o.Feed.Items
			v.Wait = max(v.Wait, o.Feed.Wait)
		}
	case o.Class == "waiting":
		p.Next = o.At.Add(max(o.RetryAfter, Shortest))
		return m, p
	default:
		m.Failures++
		if m.Failing.IsZero() {
			m.Failing = o.At
		}
		v.Failures, p.State = m.Failures, "failing"
	}
	p.Next = Next(v, items)
	return m, p
}
