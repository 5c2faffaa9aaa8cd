package feed

import (
	"slices"
	"time"
)

// Memory is everything that is remembered of one feed between two visits. Its
// zero value is a feed that was never visited. It is small and kept as JSON
// beside the feed; After makes the next one.
type Memory struct {
	First    time.Time `json:"first,omitzero"`    // the first visit
	Last     time.Time `json:"last,omitzero"`     // the last visit that asked the server
	Good     time.Time `json:"good,omitzero"`     // the last answer that could be used: 200 or 304
	Failures int       `json:"failures,omitzero"` // visits in a row that failed
	Failing  time.Time `json:"failing,omitzero"`  // the first of them
	Gone     []int64   `json:"gone,omitempty"`    // unix seconds of the first 410 in a row, and of the one that made it sure
	Move     *Move     `json:"move,omitempty"`    // a permanent redirect that is not yet believed
	Old      []string  `json:"old,omitempty"`     // addresses the feed had before, oldest first, so that a move can be undone
	Full     time.Time `json:"full,omitzero"`     // the last whole answer that was asked for without validators, or the first one
	Whole    bool      `json:"whole,omitzero"`    // the next visit asks without validators
	Honest   int       `json:"honest,omitzero"`   // whole answers in a row that only said what the 304 before had said
	Lies     bool      `json:"lies,omitzero"`     // a 304 was wrong: there was something new
	Body     string    `json:"body,omitempty"`    // hash of the last body
	Rhythm   Rhythm    `json:"rhythm,omitzero"`   // how often the feed announces something
	Policy   Policy    `json:"policy,omitzero"`   // what tells its items apart
	Recent   []uint64  `json:"recent,omitempty"`  // fingerprints of ids and links of the last document, newest first
	Until    time.Time `json:"until,omitzero"`    // the server asked not to come before
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

// Policy says what tells the items of a feed apart. It changes only after
// several documents in a row have spoken for it, so that one odd document does
// not make old items new.
type Policy struct {
	By string `json:"by,omitempty"` // "" for ids first, "url" when ids are shared or change
	// Doubt counts documents in a row that spoke against By.
	Doubt int `json:"doubt,omitzero"`
}

// Outcome is what one visit to a feed brought.
type Outcome struct {
	At          time.Time
	Status      int  // of the last answer; 0 when there was none
	NotModified bool // 304
	Feed        *Feed
	Reason      string        // in words, when something went wrong
	Class       string        // ok, unchanged, refused, gone, unreachable, unreadable, waiting
	RetryAfter  time.Duration // what a refusing server asked for; 0 for none
	MaxAge      time.Duration // Cache-Control: max-age; 0 for none
	Moved       string        // the address of a permanent redirect, "" for none
	BodyHash    string        // "" when not known
	Held        int           // new items put into quarantine at this visit
	Address     string        // the feed's address as asked
}

// Plan is what to do next with a feed.
type Plan struct {
	Next     time.Time
	State    string // active, resting, failing, gone, moved, quarantined
	Reason   string // in plain words, for the owner; "" when all is well
	Full     bool   // ask next time without validators
	Address  string // new address once a move is sure, else ""
	Archives bool   // there was a gap: follow Feed.PrevArchive and Feed.Next
}

// Bounds on how often a feed is asked, whatever it or its rhythm says.
const (
	Shortest = 15 * time.Minute
	Longest  = 24 * time.Hour
)

// Soonest returns when the feed may be asked again at the earliest, also by hand
// or after a restart.
func (m Memory) Soonest() time.Time {
	if m.Last.IsZero() {
		return m.Until
	}
	if t := m.Last.Add(Shortest); t.After(m.Until) {
		return t
	}
	return m.Until
}

// After takes in what a visit brought and says when to come again: between
// Shortest and Longest after a good answer, longer when the feed skips hours or
// days, and less and less often when it fails. It is deterministic. Feeds that
// were asked at one time are spread by their addresses.
func (m Memory) After(o Outcome) (Memory, Plan) {
	if o.Class == "waiting" { // nobody was asked
		p := Plan{State: m.state(), Reason: o.Reason, Full: m.Whole}
		p.Next = later(o.At.Add(max(o.RetryAfter, time.Minute)), m.Soonest())
		return m, p
	}
	m = m.clone()
	m.Last, m.Until = o.At, time.Time{}
	if m.First.IsZero() {
		m.First = o.At
	}
	var p Plan
	switch {
	case o.NotModified || o.Feed != nil:
		p = m.good(o)
	case o.Status == 410 || o.Class == "gone" && o.Status != 404:
		p = m.gone(o)
	default:
		p = m.failed(o)
	}
	m.Whole = p.Full
	p.Next = later(p.Next, o.At.Add(Shortest))
	return m, p
}

// clone makes the parts of a memory its own, so that the old one stays as it was.
func (m Memory) clone() Memory {
	m.Gone, m.Old, m.Recent = slices.Clone(m.Gone), slices.Clone(m.Old), slices.Clone(m.Recent)
	if m.Move != nil {
		move := *m.Move
		m.Move = &move
	}
	return m
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// state is how the feed stands without a new answer.
func (m Memory) state() string {
	switch {
	case len(m.Gone) > 1:
		return "gone"
	case m.Failures > 0:
		return "failing"
	}
	return "active"
}

// spread returns a share of a duration, from nothing up to part of it, that
// depends on the address alone.
func spread(address string, d time.Duration, part float64) time.Duration {
	h := fingerprint(address)
	h ^= h >> 32
	return time.Duration(float64(d) * part * float64(h%1024) / 1024)
}
