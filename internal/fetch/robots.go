package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"sync"
	"time"

	"kiku/internal/host"
)

// How long a robots.txt counts. RFC 9309 (section 2.4) sets the day, and leaves
// open how long an old copy may serve while the file cannot be reached.
const (
	robotsKept    = 12 * time.Hour // when the server does not say
	robotsLeast   = time.Hour      // whatever it says
	robotsLongest = 24 * time.Hour
	robotsOld     = 30 * 24 * time.Hour
	robotsFailed  = 10 * time.Minute // before it is tried again
	// robotsForFeeds is how long it serves for a feed, which the standard does not
	// speak of. Where a feed has news, pages are fetched and it is read anew for
	// them; where it has none, to ask for it at each visit would double the visits.
	robotsForFeeds = 90 * 24 * time.Hour
	agentToken     = "kiku" // what robots.txt files call this program
)

// robots keeps what hosts' robots.txt said, by scheme and host.
type robots struct {
	mu     sync.Mutex
	known  map[string]robotsEntry
	asking map[string]chan struct{} // closed when the answer is known
}

// robotsEntry is what is known of one robots.txt.
type robotsEntry struct {
	rules      robotsRules
	validators Validators
	read       time.Time // when rules were had, zero for never
	tried      time.Time
	until      time.Time // serves for pages until then
	err        error     // why the last try had none
}

// allowed returns ErrRobots when a host does not want an address fetched. For a
// page that is what robots.txt says to this program or to all (RFC 9309): no
// file forbids nothing, and a file that cannot be reached forbids all, with an
// error that says so and may pass. A feed is something that the owner asked for
// by name: for it only rules count that name this program.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL, k kind) error {
	if u.Path == "/robots.txt" {
		return nil
	}
	e, asked, err := f.robotsOf(ctx, u, k)
	if err != nil {
		return err
	}
	if e.read.IsZero() && e.err != nil {
		if k == pageKind || asked && (unreachable(e.err) || toldToWait(e.err)) {
			return fmt.Errorf("robots.txt: %w", e.err)
		}
		return nil
	}
	f.hosts.crawlDelay(host.Of(u), e.rules.crawlDelay())
	path := u.EscapedPath()
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	path = escapePattern(path)
	if k == pageKind && !e.rules.allows(path) || !e.rules.allowsByName(path) {
		return ErrRobots
	}
	return nil
}

// unreachable reports whether a host could not be spoken to, or not in time: to
// ask it for a feed as well would only knock twice at the same shut door.
func unreachable(err error) bool {
	return shut(err) || errors.Is(err, ErrTimeout) || errors.Is(err, ErrConnect)
}

// shut reports whether not even a connection came about: then it does not matter
// for what.
func shut(err error) bool {
	for _, e := range []error{ErrNoHost, ErrDNS, ErrTLS, ErrPrivate, ErrResolveTime, ErrConnectTime, ErrTLSTime} {
		if errors.Is(err, e) {
			return true
		}
	}
	return errors.Is(err, ErrConnect) && !errors.Is(err, ErrCut) && !errors.Is(err, ErrProtocol)
}

// toldToWait reports whether an answer paused the whole host: the feed is told so
// by the answer, not by a wait that would look as if nobody had asked.
func toldToWait(err error) bool {
	var refused *StatusError
	return errors.As(err, &refused) && refused.RetryAfter > 0
}

// serves reports whether an entry is good enough for a kind of request. A
// robots.txt that only hangs or breaks must not cost a feed more than one visit;
// a host that is shut is tried by its robots.txt each time.
func (e robotsEntry) serves(k kind) bool {
	if time.Now().Before(e.until) {
		return true
	}
	return k == feedKind && !e.tried.IsZero() && time.Since(e.tried) < robotsForFeeds && (e.err == nil || !shut(e.err))
}

// robotsOf returns what is known of a host's robots.txt, and asks for it when
// that is nothing or old; asked reports that it just was. Of many callers at
// once one asks. The error is the context's, or a *WaitError.
func (f *Fetcher) robotsOf(ctx context.Context, u *url.URL, k kind) (e robotsEntry, asked bool, err error) {
	base := u.Scheme + "://" + u.Host
	r := &f.robots
	for {
		r.mu.Lock()
		old := r.known[base]
		if old.serves(k) {
			r.mu.Unlock()
			return old, asked, nil
		}
		other := r.asking[base]
		if other == nil {
			mine := make(chan struct{})
			r.begin(base, mine)
			r.mu.Unlock()
			e, err := f.askRobots(ctx, base, old)
			r.end(base, e, err)
			close(mine)
			return e, true, err
		}
		r.mu.Unlock()
		select {
		case <-other:
			asked = true
		case <-ctx.Done():
			return robotsEntry{}, false, ctx.Err()
		}
	}
}

// begin notes that somebody asks; r.mu is held.
func (r *robots) begin(base string, c chan struct{}) {
	if r.asking == nil {
		r.asking, r.known = make(map[string]chan struct{}), make(map[string]robotsEntry)
	}
	r.asking[base] = c
}

func (r *robots) end(base string, e robotsEntry, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.asking, base)
	if err != nil {
		return
	}
	if len(r.known) >= manyHosts {
		maps.DeleteFunc(r.known, func(_ string, e robotsEntry) bool { return time.Since(e.tried) > robotsLongest })
	}
	for base := range r.known { // any one goes when all are in use
		if len(r.known) < manyHosts {
			break
		}
		delete(r.known, base)
	}
	r.known[base] = e
}

// askRobots fetches a robots.txt. An old copy serves while there is none to be
// had.
func (f *Fetcher) askRobots(ctx context.Context, base string, old robotsEntry) (robotsEntry, error) {
	answer, err := f.get(ctx, base+"/robots.txt", old.validators, robotsKind)
	now := time.Now()
	var refused *StatusError
	var waits *WaitError
	switch {
	case err == nil:
		kept := robotsKept
		if answer.MaxAge > 0 {
			kept = min(max(answer.MaxAge, robotsLeast), robotsLongest)
		}
		e := robotsEntry{rules: old.rules, validators: answer.Validators, read: now, tried: now, until: now.Add(kept)}
		if !answer.NotModified {
			e.rules = readRobots(answer.Body, agentToken)
		}
		return e, nil
	case ctx.Err() != nil:
		return robotsEntry{}, ctx.Err()
	case errors.As(err, &waits):
		return robotsEntry{}, err
	case errors.As(err, &refused) && refused.Status < 500 && refused.Status != http.StatusTooManyRequests && !redirectsLater(refused),
		errors.Is(err, ErrRedirects), errors.Is(err, ErrCoding), errors.Is(err, ErrTooBig), errors.Is(err, ErrBadURL):
		// Not there (RFC 9309, section 2.3.1.3), or nothing that anybody can read.
		return robotsEntry{read: now, tried: now, until: now.Add(robotsKept)}, nil
	}
	failed := robotsEntry{tried: now, until: now.Add(robotsFailed), err: err}
	if now.Sub(old.read) <= robotsOld {
		failed.rules, failed.validators, failed.read = old.rules, old.validators, old.read
	}
	return failed, nil
}

// redirectsLater reports whether an answer was a redirect to be followed after a
// wait: what it leads to may forbid anything.
func redirectsLater(refused *StatusError) bool {
	return refused.Status/100 == 3 && refused.RetryAfter > 0
}
