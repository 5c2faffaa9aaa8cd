package pipeline

import (
	"context"
	"sync"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/store"
)

// Several processes on one database ask each host one thing at a time: what is
// taken is leased with its host, and whatever else leads to a host (a redirect,
// a trial by hand, a hub) borrows it for the length of one exchange.
const (
	borrowed    = 35 * time.Second       // renewed while the exchange lasts
	borrowAgain = 250 * time.Millisecond // while another process has the host
	borrowTries = 20
)

// sharer is a Getter that asks whether this process may ask a host.
type sharer interface {
	Share(ask func(ctx context.Context, host string) (done func(), err error))
}

// holding counts, for each host that this process has, who in it needs it.
type holding struct {
	mu sync.Mutex
	n  map[string]int
}

// enter needs a host; only where the process has it already unless first is set.
func (h *holding) enter(host string, first bool) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.n[host] == 0 && !first {
		return false
	}
	if h.n == nil {
		h.n = map[string]int{}
	}
	h.n[host]++
	return true
}

// leave needs a host no more, and reports whether nobody else does.
func (h *holding) leave(host string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.n[host]--; h.n[host] > 0 {
		return false
	}
	delete(h.n, host)
	return true
}

// borrow lends a host for one exchange to who asks it, unless this process has
// it anyway. While another process has it, it waits a few seconds; the error is
// then a *fetch.WaitError. So it is at once where the host asked any process to
// wait.
func (p *Pipeline) borrow(ctx context.Context, host string) (done func(), err error) {
	for range borrowTries {
		has := p.holding.enter(host, false)
		if !has {
			if has, err = p.Store.LeaseHost(ctx, host, p.name, borrowed); err != nil {
				return nil, err
			}
			if has {
				p.holding.enter(host, true)
				if err := p.mayAskNow(ctx, host); err != nil {
					p.bringBack(host)
					return nil, err
				}
			}
		}
		if has {
			settle := p.keepBorrowed(host, borrowed)
			return func() { settle(); p.bringBack(host) }, nil
		}
		timer := time.NewTimer(borrowAgain)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		}
	}
	return nil, &fetch.WaitError{Host: host, Until: p.Now().Add(borrowed)}
}

// mayAskNow returns a *fetch.WaitError while a host is paused, by whatever process
// it told so.
func (p *Pipeline) mayAskNow(ctx context.Context, host string) error {
	until, err := p.Store.PausedUntil(ctx, host)
	if err != nil || until.IsZero() {
		return err
	}
	if net, ok := p.Network.(Pauser); ok {
		net.Pause(host, until)
	}
	return &fetch.WaitError{Host: host, Until: until}
}

// keepBorrowed renews the lease on a borrowed host until settle is called: the
// owner may allow an exchange minutes, and it may first wait for the host's
// address.
func (p *Pipeline) keepBorrowed(host string, lease time.Duration) (settle func()) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(lease / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if _, err := p.Store.LeaseHost(ctx, host, p.name, lease); err != nil && ctx.Err() == nil {
				p.Log.Warn("fetch: borrowed host not renewed", "host", host, "err", err)
			}
		}
	}()
	return func() { stop(); <-ended } // before the host is given back, or it would be leased anew
}

// bringBack ends the lease on a host that nobody in this process needs any more,
// and keeps for the others that it asked to be left alone.
func (p *Pipeline) bringBack(host string) {
	if !p.holding.leave(host) {
		return
	}
	back := store.Release{Host: host, Holder: p.name, Rest: p.Rest}
	f := store.Finish{Released: []store.Release{back}}
	if net, ok := p.Network.(Pauser); ok {
		if until, ok := net.Paused()[host]; ok {
			f.Paused = map[string]time.Time{host: until}
		}
	}
	if _, err := p.Store.Finish(context.Background(), f); err != nil {
		p.Log.Warn("fetch: host not given back", "host", host, "err", err) // its lease ends by itself
	}
}
