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
	keptBody  = 16 << 20 // all of them together; the last one whatever it is
)

// looks keeps for feed.Shortest what addresses answered when their owner
// looked at them, so that adding a feed, or visiting it for the first time, asks
// nothing a second time.
type looks struct {
	mu   sync.Mutex
	kept map[string]lookedAt
	// count numbers the answers in the order in which they came.
	count int
}

type lookedAt struct {
	at   time.Time
	nth  int
	resp fetch.Response
}

// keep keeps a whole answer.
func (a *looks) keep(address string, resp fetch.Response, now time.Time) {
	if resp.NotModified {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clean(now)
	delete(a.kept, address)
	a.shrink(len(resp.Body))
	if a.kept == nil {
		a.kept = map[string]lookedAt{}
	}
	a.count++
	a.kept[address] = lookedAt{now, a.count, resp}
}

// shrink forgets the oldest answers until there is room for one of a size: what
// was looked at last is what is followed next.
func (a *looks) shrink(size int) {
	for len(a.kept) > 0 {
		total, oldest := size, ""
		for u, k := range a.kept {
			total += len(k.resp.Body)
			if oldest == "" || k.nth < a.kept[oldest].nth {
				oldest = u
			}
		}
		if len(a.kept) < keptLooks && total <= keptBody {
			return
		}
		delete(a.kept, oldest)
	}
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
