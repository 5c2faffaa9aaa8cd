package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts lets one request at a time through to each host, with a pause between
// two. It counts by host and port.
type hosts struct {
	delay time.Duration
	mu    sync.Mutex
	slots map[string]*slot
}

type slot struct {
	busy    chan struct{} // holds one token while the host is asked
	ready   time.Time     // not before then
	waiting int
}

// turn waits until it is the caller's turn with a host, and returns what to call
// when the exchange is over. It returns the context's error when that ends first.
func (h *hosts) turn(ctx context.Context, host string) (done func(), err error) {
	s := h.enter(host)
	select {
	case s.busy <- struct{}{}:
	case <-ctx.Done():
		h.leave(host, s)
		return nil, ctx.Err()
	}
	if wait := time.Until(s.ready); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			<-s.busy
			h.leave(host, s)
			return nil, ctx.Err()
		}
	}
	return func() {
		s.ready = time.Now().Add(h.delay)
		<-s.busy
		h.leave(host, s)
	}, nil
}

func (h *hosts) enter(host string) *slot {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.slots == nil {
		h.slots = make(map[string]*slot)
	}
	if len(h.slots) > 5000 {
		for name, s := range h.slots {
			if s.waiting == 0 && time.Now().After(s.ready) {
				delete(h.slots, name)
			}
		}
	}
	s := h.slots[host]
	if s == nil {
		s = &slot{busy: make(chan struct{}, 1)}
		h.slots[host] = s
	}
	s.waiting++
	return s
}

func (h *hosts) leave(host string, s *slot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.waiting--
}
