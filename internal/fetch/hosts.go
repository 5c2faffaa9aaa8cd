package fetch

import (
	"context"
	"maps"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
)

// How a host is spared. A host that answers slowly is one that has enough to do:
// it gets a rest of latencyRests times its last answer (Heritrix does the same),
// within longestRest. What robots.txt asks for counts up to longestCrawlDelay,
// as with Common Crawl's news crawler.
const (
	latencyRests      = 5
	longestRest       = 30 * time.Second
	longestCrawlDelay = 120 * time.Second
	// perAddress is how many requests may be under way to one address. Hosts of
	// one content network share a few addresses, so it is not 1; a machine with
	// hundreds of blogs must not get hundreds of requests at once either.
	perAddress = 4
	// manyHosts is how many hosts are remembered before those at rest are
	// forgotten.
	manyHosts = 5000
)

// hosts lets one request at a time through to each host, with rests between
// two, and none while the host asked to wait.
type hosts struct {
	delay time.Duration // the least rest
	mu    sync.Mutex
	slots map[string]*slot
	lanes map[netip.Addr]*lane
	waits map[string]wait // host-wide pauses
	// later are the redirects that are to be followed after a wait, by the address
	// that redirects.
	later map[string]redirect
}

// slot is one host. ended, took, begun and robots belong to who holds
// busy.
type slot struct {
	busy    chan struct{} // holds one token while the host is asked
	ended   time.Time     // when the last exchange was over
	took    time.Duration // and how long it took
	begun   time.Time     // when the one under way began
	robots  bool          // the last exchange was about robots.txt
	crawl   time.Duration // what robots.txt asks for between pages; under hosts.mu
	waiting int           // under hosts.mu
}

// wait is a pause of a host.
type wait struct {
	until time.Time
	row   int // refusals in a row that did not say how long
}

// redirect is one that is followed once its wait is over.
type redirect struct {
	until  time.Time
	status int
	to     string // as received
}

// lane is one address.
type lane struct {
	busy    chan struct{}
	waiting int
}

// kind is what a request is for. Only pages wait for what robots.txt asks: the
// owner asked for feeds by name.
type kind int

const (
	feedKind kind = iota
	pageKind
	robotsKind
)

// turn waits until it is the caller's turn with a host, and returns what to call
// when the exchange is over. The error is the context's when that ends first, or
// a *WaitError at once when the host asked to wait.
func (h *hosts) turn(ctx context.Context, host string, k kind) (done func(), err error) {
	if err := h.paused(host); err != nil {
		return nil, err
	}
	s := h.enter(host)
	select {
	case s.busy <- struct{}{}:
	case <-ctx.Done():
		h.leave(s)
		return nil, ctx.Err()
	}
	if err = sleep(ctx, time.Until(s.ended.Add(h.rest(s, k)))); err == nil {
		err = h.paused(host) // who was asked before may have been told to wait
	}
	if err != nil {
		<-s.busy
		h.leave(s)
		return nil, err
	}
	s.begun = time.Now()
	return sync.OnceFunc(func() {
		s.ended, s.robots = time.Now(), k == robotsKind
		s.took = s.ended.Sub(s.begun)
		<-s.busy
		h.leave(s)
	}), nil
}

// begin says that the exchange of a host begins now: whoever has the host's turn
// may first have waited for its address, and that is not the host's slowness.
func (h *hosts) begin(host string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s := h.slots[host]; s != nil {
		s.begun = time.Now()
	}
}

// rest is how long a host rests before the next request of a kind.
func (h *hosts) rest(s *slot, k kind) time.Duration {
	if s.ended.IsZero() || s.robots && k != robotsKind {
		// robots.txt is asked for because of what comes right after it: the two are
		// one visit, and the rest is after both.
		return 0
	}
	rest := max(h.delay, min(latencyRests*s.took, longestRest))
	if k == pageKind {
		h.mu.Lock()
		rest = max(rest, s.crawl)
		h.mu.Unlock()
	}
	return rest
}

// sleep waits, or returns the context's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *hosts) enter(host string) *slot {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.slot(host)
	s.waiting++
	return s
}

// slot returns a host's slot; h.mu is held.
func (h *hosts) slot(host string) *slot {
	if h.slots == nil {
		h.slots = make(map[string]*slot)
	}
	if s := h.slots[host]; s != nil {
		return s
	}
	if len(h.slots) >= manyHosts {
		maps.DeleteFunc(h.slots, func(_ string, s *slot) bool {
			return s.waiting == 0 && time.Since(s.ended) > longestCrawlDelay
		})
	}
	s := &slot{busy: make(chan struct{}, 1)}
	h.slots[host] = s
	return s
}

func (h *hosts) leave(s *slot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.waiting--
}

// crawlDelay keeps what a host's robots.txt asks for.
func (h *hosts) crawlDelay(host string, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s := h.slots[host]; s != nil || d > 0 {
		h.slot(host).crawl = min(max(d, 0), longestCrawlDelay)
	}
}

// lane waits until fewer than perAddress requests are under way to an address,
// and returns what to call when this one is over. Addresses of private networks
// are the owner's own to burden.
func (h *hosts) lane(ctx context.Context, at netip.Addr) (leave func(), err error) {
	if at.IsPrivate() || at.IsLoopback() {
		return func() {}, nil
	}
	h.mu.Lock()
	if h.lanes == nil {
		h.lanes = make(map[netip.Addr]*lane)
	}
	l := h.lanes[at]
	if l == nil {
		l = &lane{busy: make(chan struct{}, perAddress)}
		h.lanes[at] = l
	}
	l.waiting++
	h.mu.Unlock()
	out := func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if l.waiting--; l.waiting == 0 {
			delete(h.lanes, at)
		}
	}
	select {
	case l.busy <- struct{}{}:
		return sync.OnceFunc(func() { <-l.busy; out() }), nil
	case <-ctx.Done():
		out()
		return nil, ctx.Err()
	}
}

// paused returns a *WaitError while a host is not to be asked.
func (h *hosts) paused(host string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if w, ok := h.waits[host]; ok && time.Now().Before(w.until) {
		return &WaitError{Host: host, Until: w.until}
	}
	return nil
}

// pause keeps a host from being asked. The later of two ends counts.
func (h *hosts) pause(host string, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waits == nil {
		h.waits = make(map[string]wait)
	}
	if len(h.waits) >= manyHosts {
		maps.DeleteFunc(h.waits, func(_ string, w wait) bool { return time.Since(w.until) > longestWait })
	}
	w := h.waits[host]
	if until.After(w.until) {
		w.until = until
	}
	h.waits[host] = w
}

// Pause keeps a host from being asked before a time: what a store remembers of
// Paused is brought back with it after a restart. An end more than a day ahead
// counts as a day; an earlier end than known changes nothing.
func (f *Fetcher) Pause(host string, until time.Time) {
	if most := time.Now().Add(longestWait); until.After(most) {
		until = most
	}
	f.hosts.pause(strings.ToLower(host), until)
}

// Paused returns the hosts that asked to wait, and until when. Hosts whose wait
// is over are not in it.
func (f *Fetcher) Paused() map[string]time.Time {
	f.hosts.mu.Lock()
	defer f.hosts.mu.Unlock()
	out := make(map[string]time.Time)
	for host, w := range f.hosts.waits {
		if time.Now().Before(w.until) {
			out[host] = w.until
		}
	}
	return out
}

// heed takes from an answer what its whole host asks for: Retry-After of 429,
// 503 and of redirects, and a pause of its own for 429 without one, 5 minutes at
// first and twice as long each time. It returns how long to wait, 0 when nothing
// keeps the caller from going on.
func (h *hosts) heed(host, address string, res *http.Response) time.Duration {
	now, status := time.Now(), res.StatusCode
	redirects := slices.Contains([]int{301, 302, 303, 307, 308}, status)
	if !redirects && status != 429 && status != 503 {
		if status < 400 {
			h.calm(host)
		}
		return 0
	}
	said, ok := parseRetryAfter(res.Header.Get("Retry-After"), now)
	switch {
	case redirects && (!ok || said == 0):
		return 0
	case ok:
		said = min(max(said, shortestWait), longestWait)
	case status == 429:
		said = h.refusal(host)
	default:
		return 0
	}
	h.pause(host, now.Add(said))
	if to := res.Header.Get("Location"); redirects && to != "" {
		h.followLater(address, redirect{until: now.Add(said), status: status, to: to})
	}
	return said
}

// followLater remembers a redirect that asked to wait. What the server wants is
// a wait before the redirected request (RFC 9110, section 10.2.3): to ask the
// first address again would only earn the next wait.
func (h *hosts) followLater(address string, r redirect) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.later == nil || len(h.later) >= manyHosts {
		h.later = make(map[string]redirect)
	}
	h.later[address] = r
}

// waited returns the redirect of an address whose wait is over, once, and within
// two days: what is older may have changed.
func (h *hosts) waited(address string) (r redirect, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok = h.later[address]
	over := time.Since(r.until)
	if !ok || over < 0 {
		return redirect{}, false
	}
	delete(h.later, address)
	return r, over < 2*longestWait
}

// refusal counts a refusal that does not say how long to wait.
func (h *hosts) refusal(host string) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waits == nil {
		h.waits = make(map[string]wait)
	}
	w := h.waits[host]
	w.row++
	h.waits[host] = w
	return min(5*time.Minute<<min(w.row-1, 10), longestWait)
}

// calm forgets refusals: the host answers again.
func (h *hosts) calm(host string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if w, ok := h.waits[host]; ok && time.Now().After(w.until) {
		delete(h.waits, host)
	}
}
