package fetchtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Rules are what an Audit checks. Zero values mean the defaults.
type Rules struct {
	Gap   time.Duration // between the end of a request to a host and the next; 2 s
	Again time.Duration // between two requests for one address; 15 min
	// Whole is how long after an unconditional request another one for the same
	// address is allowed, as a check on validators that do not work; 7 days.
	Whole time.Duration
	// Slack is how much less than Gap and Again is accepted, for clocks that are
	// not simulated; 0.
	Slack time.Duration
}

// Breaches of politeness, by kind.
const (
	Beside        = "two requests at once to a host"
	Gap           = "too little rest between two requests to a host"
	InsideWait    = "request although the host asked to wait"
	Unconditional = "unconditional request for what was had with validators"
	Soon          = "request for an address that was just asked for"
)

// Breach is one request that was not polite.
type Breach struct {
	Kind    string
	Request Request
	Detail  string
}

// String says it in one line.
func (b Breach) String() string {
	return fmt.Sprintf("%s: %s%s at %s: %s", b.Kind, b.Request.Host, b.Request.Path, b.Request.At.UTC().Format(time.DateTime), b.Detail)
}

// Audit watches an Internet and notes every request that is not polite, as the
// servers see it. robots.txt and the request it is asked for count as one visit:
// no rest is wanted between the two. A request whose connection the server drops
// without a word may be repeated at once (RFC 9110, section 9.2.2). Hosts are
// told apart by name.
type Audit struct {
	rules    Rules
	mu       sync.Mutex
	hosts    map[string]*auditHost
	counts   map[string]int
	breaches []Breach
	requests int
	wholes   int
	open     int
	most     int
}

type auditHost struct {
	open   int
	ended  time.Time
	robots bool      // the last request was for robots.txt
	beside time.Time // when one began beside robots.txt: see [Audit.End]
	wait   time.Time // no request before then
	paths  map[string]auditPath
}

type auditPath struct {
	at         time.Time
	whole      time.Time // the last unconditional request
	validators bool      // the last good answer had some
	count      int
}

// NewAudit makes an audit of an internet; it sees what is asked from now on.
func NewAudit(n *Internet, rules Rules) *Audit {
	for _, d := range []struct {
		at       *time.Duration
		standard time.Duration
	}{{&rules.Gap, 2 * time.Second}, {&rules.Again, 15 * time.Minute}, {&rules.Whole, 7 * 24 * time.Hour}} {
		if *d.at == 0 {
			*d.at = d.standard
		}
	}
	a := &Audit{rules: rules, hosts: make(map[string]*auditHost), counts: make(map[string]int)}
	n.Watch(a)
	return a
}

// Begin is for the Internet.
func (a *Audit) Begin(r Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.requests++
	a.open++
	a.most = max(a.most, a.open)
	h := a.hosts[r.Host]
	if h == nil {
		h = &auditHost{paths: make(map[string]auditPath)}
		a.hosts[r.Host] = h
	}
	if h.open > 0 {
		a.note(Beside, r, fmt.Sprintf("%d others", h.open))
		if h.robots && h.open == 1 {
			h.beside = r.At
		}
	}
	h.open++
	if rest := r.At.Sub(h.ended); !h.ended.IsZero() && !h.robots && rest < a.rules.Gap-a.rules.Slack {
		a.note(Gap, r, rest.String())
	}
	if r.At.Before(h.wait.Add(-a.rules.Slack)) {
		a.note(InsideWait, r, "until "+h.wait.UTC().Format(time.DateTime))
	}
	h.robots = r.Path == "/robots.txt"
	p := h.paths[r.Path]
	if since := r.At.Sub(p.at); p.count > 0 && !h.robots && since < a.rules.Again-a.rules.Slack {
		a.note(Soon, r, since.String())
	}
	if r.Header.Get("If-None-Match") == "" && r.Header.Get("If-Modified-Since") == "" && r.Method == http.MethodGet {
		switch since := r.At.Sub(p.whole); {
		case !p.validators:
		case since < a.rules.Whole:
			a.note(Unconditional, r, since.String()+" after the last")
		default:
			a.wholes++
		}
		p.whole = r.At
	}
	p.at, p.count = r.At, p.count+1
	h.paths[r.Path] = p
}

// End is for the Internet. Where a client has had enough of robots.txt and goes
// on at once, the server may learn of it after the next request: the two were
// not beside each other when the first ends no later than the second began.
func (a *Audit) End(r Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open--
	h := a.hosts[r.Host]
	h.open--
	if r.Path == "/robots.txt" && !h.beside.IsZero() {
		if !r.Done.After(h.beside.Add(a.rules.Slack)) {
			a.takeBack(Beside, r.Host, h.beside)
		}
		h.beside = time.Time{}
	}
	if r.Status == 0 {
		p := h.paths[r.Path]
		p.at = time.Time{}
		h.paths[r.Path] = p
		h.ended = time.Time{}
		return
	}
	h.ended = r.Done
	if r.Status == http.StatusOK {
		p := h.paths[r.Path]
		p.validators = r.Answer.Get("ETag") != "" || r.Answer.Get("Last-Modified") != ""
		h.paths[r.Path] = p
	}
	if until := waitOf(r); until.After(h.wait) {
		h.wait = until
	}
}

// waitOf returns until when an answer asks its host's visitors to wait.
func waitOf(r Request) time.Time {
	if !slices.Contains([]int{301, 302, 303, 307, 308, 429, 503}, r.Status) {
		return time.Time{}
	}
	said := r.Answer.Get("Retry-After")
	if s, err := strconv.Atoi(said); err == nil {
		return r.Done.Add(time.Duration(min(s, 24*3600)) * time.Second)
	}
	if at, err := http.ParseTime(said); err == nil {
		if most := r.Done.Add(24 * time.Hour); at.After(most) {
			return most
		}
		return at
	}
	return time.Time{}
}

// note counts a breach; a.mu is held.
func (a *Audit) note(kind string, r Request, detail string) {
	a.counts[kind]++
	if len(a.breaches) < 100 {
		a.breaches = append(a.breaches, Breach{kind, r, detail})
	}
}

// takeBack forgets a breach that was none; a.mu is held.
func (a *Audit) takeBack(kind, host string, at time.Time) {
	a.counts[kind]--
	i := slices.IndexFunc(a.breaches, func(b Breach) bool { return b.Kind == kind && b.Request.Host == host && b.Request.At.Equal(at) })
	if i >= 0 {
		a.breaches = slices.Delete(a.breaches, i, i+1)
	}
}

// Breaches returns the first hundred breaches.
func (a *Audit) Breaches() []Breach {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.breaches)
}

// Count returns how many breaches of a kind there were.
func (a *Audit) Count(kind string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.counts[kind]
}

// Asked returns how often an address was asked for.
func (a *Audit) Asked(host, path string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	if h := a.hosts[host]; h != nil {
		return h.paths[path].count
	}
	return 0
}

// Total returns how many requests there were, and how many of them were
// unconditional repeats after the time that Rules.Whole allows.
func (a *Audit) Total() (requests, wholes int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.requests, a.wholes
}

// AtOnce returns the most requests that were under way at one time.
func (a *Audit) AtOnce() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.most
}
