package pipeline

import (
	"context"
	"sync"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
)

// Bounds on the answers that are kept.
const (
	keptLooks = 8
	keptBody  = 2 << 20
)

// looks keeps for feed.Shortest what addresses answered when their owner
// looked at them, so that adding a feed, or visiting it for the first time, asks
// nothing a second time.
type looks struct {
	mu   sync.Mutex
	kept map[string]lookedAt
}

type lookedAt struct {
	at   time.Time
	resp fetch.Response
}

// keep keeps a whole answer.
func (a *looks) keep(address string, resp fetch.Response, now time.Time) {
	if resp.NotModified || len(resp.Body) > keptBody {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clean(now)
	if len(a.kept) >= keptLooks {
		return
	}
	if a.kept == nil {
		a.kept = map[string]lookedAt{}
	}
	a.kept[address] = lookedAt{now, resp}
}

// recall returns an answer that is not too old.
func (a *looks) recall(address string, now time.Time) (fetch.Response, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clean(now)
	k, ok := a.kept[address]
	return k.resp, ok
}

func (a *looks) clean(now time.Time) {
	for u, k := range a.kept {
		if now.Sub(k.at) >= feed.Shortest {
			delete(a.kept, u)
		}
	}
}

// look asks an address for its owner, unless the answer is kept already.
func (p *Pipeline) look(ctx context.Context, address string) (fetch.Response, error) {
	if resp, ok := p.tried.looked.recall(address, p.Now()); ok {
		return resp, nil
	}
	resp, err := p.Network.Get(ctx, address, fetch.Validators{})
	if err == nil {
		p.tried.looked.keep(address, resp, p.Now())
		if resp.URL != address {
			p.tried.looked.keep(resp.URL, resp, p.Now())
		}
	}
	return resp, err
}

// visit asks a feed, or takes what it answered when its owner looked at it.
func (p *Pipeline) visit(ctx context.Context, address string, v fetch.Validators) (fetch.Response, error) {
	if resp, ok := p.tried.looked.recall(address, p.Now()); ok {
		return resp, nil
	}
	return p.Network.Get(ctx, address, v)
}
