package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// Getter asks the network; *fetch.Fetcher does it politely.
type Getter interface {
	// Get fetches what the owner asked for by address: a feed.
	Get(ctx context.Context, address string, v fetch.Validators) (fetch.Response, error)
	// Page fetches what a link led to; robots.txt is obeyed.
	Page(ctx context.Context, address string, v fetch.Validators) (fetch.Response, error)
}

// Pauser is a Getter that knows which hosts asked to be left alone.
type Pauser interface {
	// Paused returns the hosts that asked to wait, and until when.
	Paused() map[string]time.Time
	// Pause keeps a host from being asked before a time.
	Pause(host string, until time.Time)
}

const fetchDecider = "fetch " + Decider

// Fetching is bounded by these. A host is one piece of work: its feeds and pages
// are asked one after the other, and meanwhile it is leased to this process.
const (
	hostFeeds = 8  // feeds of a host taken at once
	hostPages = 16 // and pages
	// leased is how long a host is this process's without being renewed. A process
	// that was killed holds its hosts back for that long.
	leased = 2 * time.Minute
	// begunWithin and claimed keep feeds from being asked twice within
	// feed.Shortest although a process was killed between asking and storing: what
	// is not begun soon after it was claimed is given back, and nobody else gets it
	// before the interval is over, counted from the latest beginning.
	begunWithin = 5 * time.Minute
	claimed     = begunWithin + feed.Shortest
	// handover is how long a host that this process asked is left alone by others.
	handover  = 2 * time.Second
	pageAgain = 30 * time.Minute      // after a page could not be had
	takeEvery = 20 * time.Millisecond // so that one look finds work for many places
	idle      = 5 * time.Second       // between two looks for work
)

// FetchRequest says what to fetch. The zero value fetches all that is due.
type FetchRequest struct {
	// Force asks feeds whose time has not come, too, but none that was asked less
	// than feed.Shortest ago: no hand is in such a hurry.
	Force bool
	// Feeds, when not empty, are the only feeds to ask, and whose pages to fetch.
	Feeds []string
	// NoPages leaves the pages of what is announced for later.
	NoPages bool
}

// Fetch asks every feed whose time has come, once, and fetches the pages of
// what is newly announced. A feed or page that cannot be had is counted and
// tried again later; the error is the context's or the store's, or
// ErrNoNetwork. Several processes may fetch at once: each host is leased by one
// of them at a time.
func (p *Pipeline) Fetch(ctx context.Context) (FetchReport, error) {
	return p.FetchSome(ctx, FetchRequest{})
}

// FetchSome is Fetch with a choice.
func (p *Pipeline) FetchSome(ctx context.Context, req FetchRequest) (FetchReport, error) {
	if p.Network == nil {
		return FetchReport{}, ErrNoNetwork
	}
	r := newRound(p, req)
	if err := r.run(ctx, true); err != nil {
		return r.report(), fmt.Errorf("fetch: %w", err)
	}
	return r.report(), nil
}

// round is one round of polling, or the polling of a process until it ends.
type round struct {
	p      *Pipeline
	req    FetchRequest
	crew   *crew
	commit *committer
	parse  chan struct{} // bounds what is parsed at once

	mu      sync.Mutex
	rep     FetchReport
	sources map[string]feed.Source
	at      time.Time // when the sources were loaded
	hosts   map[string]context.CancelCauseFunc
	err     error // of the store, which ends the round

	// renewing is held while leases are renewed: no host is given back meanwhile,
	// or it would be leased anew with nobody left to give it back.
	renewing sync.Mutex
}

func newRound(p *Pipeline, req FetchRequest) *round {
	return &round{
		p: p, req: req, crew: newCrew(p.Places), commit: newCommitter(p), parse: make(chan struct{}, 2*p.Procs),
		hosts: map[string]context.CancelCauseFunc{},
	}
}

// count changes the report.
func (r *round) count(f func(*FetchReport)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.rep)
}

func (r *round) report() FetchReport {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rep
}

// fail ends the round with an error of the store.
func (r *round) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

func (r *round) failed() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// source returns a followed source. They are loaded again now and then: the
// owner may change them meanwhile.
func (r *round) source(ctx context.Context, id string) (feed.Source, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.sources[id]; ok && time.Since(r.at) < 10*time.Second {
		return s, nil
	}
	sources, err := r.p.Store.Sources(ctx)
	if err != nil {
		return feed.Source{}, err
	}
	r.at, r.sources = time.Now(), make(map[string]feed.Source, len(sources))
	for _, s := range sources {
		r.sources[s.ID] = s.Source
	}
	return r.sources[id], nil
}

// run takes work and has it done until there is no more of it (once), or until
// ctx ends. What is under way is finished or given back before it returns.
func (r *round) run(ctx context.Context, once bool) error {
	r.p.Fault("round begun")
	r.resumePauses(ctx)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var kept sync.WaitGroup
	kept.Go(func() { r.commit.run() })
	kept.Go(func() { r.renew(ctx) })
	err := r.loop(ctx, once)
	r.crew.wait()
	r.commit.close()
	stop()
	kept.Wait()
	return errors.Join(err, r.failed())
}

func (r *round) loop(ctx context.Context, once bool) error {
	for {
		if err := errors.Join(ctx.Err(), r.failed()); err != nil {
			return err
		}
		// A place is free before work is taken for it: what is leased and not asked
		// is kept from others.
		free, busy := r.crew.room(ctx), r.crew.busy()
		if free == 0 {
			continue // ctx ended
		}
		works, err := r.p.Store.TakeWork(ctx, r.take(free))
		if err != nil {
			return err
		}
		for _, w := range works {
			r.crew.start(func() { r.host(ctx, w) })
		}
		switch {
		case len(works) > 0:
			r.pause(ctx, takeEvery, false)
		case once && busy == 0:
			return nil
		case once:
			r.pause(ctx, idle, true)
		default:
			r.pause(ctx, idle, busy > 0)
		}
	}
}

func (r *round) take(n int) store.Take {
	t := store.Take{
		Holder: r.p.name, Hosts: n, Feeds: hostFeeds, Pages: hostPages, Lease: r.p.Lease, Claim: claimed,
		Force: r.req.Force, Only: r.req.Feeds,
	}
	if r.req.NoPages {
		t.Pages = 0
	}
	return t
}

// pause waits a while, or until a host is done when done is set; then a little
// longer, so that the next look finds more than one.
func (r *round) pause(ctx context.Context, d time.Duration, done bool) {
	if done && r.crew.done(ctx, d) {
		d = takeEvery
	} else if done {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// errLost ends the work on a host whose lease was lost.
var errLost = errors.New("another process has the host now")

// host asks what was taken of one host, one thing after the other, and gives the
// host back.
func (r *round) host(ctx context.Context, w store.Work) {
	taken := r.p.Now()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r.p.holding.enter(w.Host, true)
	r.mu.Lock()
	r.hosts[w.Host] = cancel
	r.mu.Unlock()
	h := &hostWork{round: r, Work: w, taken: taken}
	err := h.feeds(ctx)
	if err == nil {
		err = h.pages(ctx)
	}
	r.forget(w.Host)
	var wait *fetch.WaitError
	if err != nil && ctx.Err() == nil && !errors.As(err, &wait) {
		r.fail(err)
	}
	back := store.Release{Host: w.Host, Holder: r.p.name, Rest: restAfter(r.p.Rest, h.latency), Latency: h.latency, Feeds: h.unasked, Pages: h.unread, Claimed: w.Claimed}
	if !r.p.holding.leave(w.Host) {
		back.Host = "" // a redirect leads there just now; who follows it gives the host back
	}
	f := store.Finish{Released: []store.Release{back}}
	if wait != nil {
		f.Paused = map[string]time.Time{wait.Host: wait.Until}
	}
	r.p.Fault("host before release")
	// Not ctx: a process that is told to end gives its hosts back first.
	if _, err := r.commit.do(f); err != nil {
		r.fail(err)
	}
	r.p.Fault("host after release")
}

// forget keeps the lease on a host from being renewed any more.
func (r *round) forget(host string) {
	r.renewing.Lock()
	defer r.renewing.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.hosts, host)
}

// restAfter is how long other processes leave a host alone: as long as this one
// would, five times as long as its last answer took, up to half a minute.
func restAfter(least, took time.Duration) time.Duration {
	return max(least, min(5*took, 30*time.Second))
}

// hostWork is the work on one host under way.
type hostWork struct {
	*round
	store.Work
	taken   time.Time
	latency time.Duration
	unasked []string // feeds that were taken and not asked
	unread  []string // pages that were taken and not asked
	site    *siteMemory
}

// feeds visits the feeds. After an error the others are given back.
func (h *hostWork) feeds(ctx context.Context) error {
	var err error
	for i, f := range h.Feeds {
		if err == nil && h.p.Now().Sub(h.taken) >= begunWithin {
			err = context.DeadlineExceeded
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = h.feed(ctx, f)
			if asked := !isWait(err); asked {
				continue
			}
		}
		for _, rest := range h.Feeds[i:] {
			h.unasked = append(h.unasked, rest.URL)
		}
		break
	}
	if err != nil {
		for _, an := range h.Pages {
			h.unread = append(h.unread, an.URL)
		}
	}
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil // slow, not broken: the rest is taken again
	}
	return err
}

// isWait reports whether a host was not asked because it wants to be left alone.
func isWait(err error) bool {
	var wait *fetch.WaitError
	return errors.As(err, &wait)
}

// pages fetches the pages. After an error the others are given back.
func (h *hostWork) pages(ctx context.Context) error {
	if len(h.unread) > 0 {
		return nil
	}
	for i, an := range h.Pages {
		err := ctx.Err()
		if err == nil && h.p.Now().Sub(h.taken) < begunWithin {
			if err = h.page(ctx, an, i == len(h.Pages)-1); err == nil {
				continue
			}
		}
		for _, rest := range h.Pages[i:] {
			h.unread = append(h.unread, rest.URL)
		}
		return err
	}
	return nil
}

// renew keeps the leases on hosts that are being asked. Work on a host that
// another process has meanwhile is ended.
func (r *round) renew(ctx context.Context) {
	tick := time.NewTicker(r.p.Lease / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		r.renewOnce(ctx)
	}
}

func (r *round) renewOnce(ctx context.Context) {
	r.renewing.Lock()
	defer r.renewing.Unlock()
	r.mu.Lock()
	hosts := make([]string, 0, len(r.hosts))
	for h := range r.hosts {
		hosts = append(hosts, h)
	}
	r.mu.Unlock()
	if len(hosts) == 0 {
		return
	}
	r.p.Fault("renew before")
	has, err := r.p.Store.RenewHosts(ctx, hosts, r.p.name, r.p.Lease)
	r.p.Fault("renew after")
	if err != nil {
		r.p.Log.Warn("fetch: leases not renewed", "hosts", len(hosts), "err", err)
		return // the next turn comes before they end
	}
	still := map[string]bool{}
	for _, h := range has {
		still[h] = true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, h := range hosts {
		if cancel := r.hosts[h]; cancel != nil && !still[h] {
			cancel(errLost)
		}
	}
}

// resumePauses tells the network which hosts asked to be left alone before this
// process began.
func (r *round) resumePauses(ctx context.Context) {
	net, ok := r.p.Network.(Pauser)
	if !ok {
		return
	}
	paused, err := r.p.Store.PausedHosts(ctx)
	if err != nil {
		r.p.Log.Warn("fetch", "err", err)
	}
	for host, until := range paused {
		net.Pause(host, until)
	}
}

// poll fetches until ctx ends, and says every minute what came.
func (p *Pipeline) poll(ctx context.Context) {
	for ctx.Err() == nil {
		r := newRound(p, FetchRequest{})
		ended := make(chan error, 1)
		go func() { ended <- r.run(ctx, false) }()
		if err := p.tellPolling(r, ended); err != nil && ctx.Err() == nil {
			p.Log.Error("fetch", "err", err)
			select { // the database may be back soon
			case <-time.After(idle):
			case <-ctx.Done():
			}
		}
	}
}

// tellPolling logs what a round brought, each minute that it brought something,
// until it ends.
func (p *Pipeline) tellPolling(r *round, ended chan error) error {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	var told FetchReport
	var pruned time.Time
	for {
		select {
		case err := <-ended:
			return err
		case <-tick.C:
		}
		if rep := r.report(); rep != told {
			p.Log.Info("fetch", "feeds", rep.Feeds-told.Feeds, "failed", rep.Failed-told.Failed,
				"announced", rep.Announced-told.Announced, "articles", rep.Articles-told.Articles)
			told = rep
		}
		if now := p.Now(); now.Sub(pruned) > 24*time.Hour {
			pruned = now
			if err := p.Store.Prune(context.Background()); err != nil {
				p.Log.Warn("fetch", "err", err)
			}
		}
	}
}

// final reports whether asking again cannot help.
func final(err error) bool {
	var refused *fetch.StatusError
	if errors.As(err, &refused) {
		return refused.Status/100 == 4 && refused.Status != 408 && refused.Status != 429
	}
	for _, e := range []error{
		fetch.ErrRobots, fetch.ErrPrivate, fetch.ErrBadURL, fetch.ErrTooBig, article.ErrNoText, article.ErrNoTitle, article.ErrNoIndex,
		article.ErrPaywall, article.ErrVideo, article.ErrGallery, article.ErrLogin, article.ErrMissing,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
