package pipeline

import (
	"context"
	"sync"
	"time"
)

// How many hosts are asked at once. A host that takes long gives its place to
// the next one and is asked on beside them, so that a thousand slow hosts do not
// hold up a hundred quick ones; that, too, is bounded.
const (
	crewPlaces = 256
	crewSlow   = 2048
	patience   = 2 * time.Second
)

// crew lets a bounded number of things be done at once.
type crew struct {
	places     int
	mu         sync.Mutex
	quick      int // in their places
	slow       int // that gave their place back
	changed    chan struct{}
	finished   int // counts what is done
	everything sync.WaitGroup
}

func newCrew(places int) *crew { return &crew{places: places, changed: make(chan struct{})} }

// signal wakes who waits for a change; c.mu is held.
func (c *crew) signal() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// start does f beside the others. It takes a place even when none is free: see
// room.
func (c *crew) start(f func()) {
	c.mu.Lock()
	c.quick++
	c.mu.Unlock()
	c.everything.Add(1)
	yielded := false // under c.mu
	timer := time.AfterFunc(patience, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if !yielded && c.slow < crewSlow {
			yielded = true
			c.quick--
			c.slow++
			c.signal()
		}
	})
	go func() {
		defer c.everything.Done()
		f()
		timer.Stop()
		c.mu.Lock()
		defer c.mu.Unlock()
		if yielded {
			c.slow--
		} else {
			yielded = true
			c.quick--
		}
		c.finished++
		c.signal()
	}()
}

// room waits until there are free places and returns how many; 0 when ctx ended.
func (c *crew) room(ctx context.Context) int {
	for {
		c.mu.Lock()
		free, changed := c.places-c.quick, c.changed
		c.mu.Unlock()
		if free > 0 {
			return free
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return 0
		}
	}
}

// busy returns how many things are being done.
func (c *crew) busy() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.quick + c.slow
}

// done waits until something is done, at most d, and reports whether it is.
func (c *crew) done(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	c.mu.Lock()
	was := c.finished
	c.mu.Unlock()
	for {
		c.mu.Lock()
		now, changed, left := c.finished, c.changed, c.quick+c.slow
		c.mu.Unlock()
		if now != was || left == 0 {
			return true
		}
		select {
		case <-changed:
		case <-timer.C:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

// wait waits until everything is done.
func (c *crew) wait() { c.everything.Wait() }
