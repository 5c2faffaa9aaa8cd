package pipeline

import (
	"context"
	"time"

	"kiku/internal/store"
)

// A step on a database costs a commit whatever it holds, so what many hosts
// brought at about the same time is stored in one step (group commit). Each
// host's part stays whole: it is stored altogether or not at all.
const (
	mostTogether = 64
	together     = 8 * time.Millisecond // how long a part waits for others
)

// committer stores what is finished.
type committer struct {
	p     *Pipeline
	parts chan *part
}

// part is what one host brought.
type part struct {
	finish store.Finish
	out    store.Finished
	err    error
	done   chan struct{}
}

func newCommitter(p *Pipeline) *committer {
	return &committer{p: p, parts: make(chan *part, 4*mostTogether)}
}

// do has a part stored and returns what became of it.
func (c *committer) do(f store.Finish) (store.Finished, error) {
	p := &part{finish: f, done: make(chan struct{})}
	c.parts <- p
	<-p.done
	return p.out, p.err
}

// close ends run once everything is stored. Nothing may call do afterwards.
func (c *committer) close() { close(c.parts) }

// run stores parts until close.
func (c *committer) run() {
	for first := range c.parts {
		batch := c.gather([]*part{first})
		// Not the round's context: what was asked for is not thrown away because
		// the process is to end.
		c.store(context.Background(), batch)
		for _, p := range batch {
			close(p.done)
		}
	}
}

// gather adds parts that come soon.
func (c *committer) gather(batch []*part) []*part {
	soon := time.NewTimer(together)
	defer soon.Stop()
	for len(batch) < mostTogether {
		select {
		case p, ok := <-c.parts:
			if !ok {
				return batch
			}
			batch = append(batch, p)
		case <-soon.C:
			return batch
		}
	}
	return batch
}

// store stores parts in one step; when that fails, each by itself, so that one
// part that cannot be stored does not cost the others.
func (c *committer) store(ctx context.Context, batch []*part) {
	whole := store.Finish{Decider: fetchDecider}
	for _, p := range batch {
		whole.Visits = append(whole.Visits, p.finish.Visits...)
		whole.Pages = append(whole.Pages, p.finish.Pages...)
		whole.Released = append(whole.Released, p.finish.Released...)
		for host, until := range p.finish.Paused {
			if whole.Paused == nil {
				whole.Paused = map[string]time.Time{}
			}
			if until.After(whole.Paused[host]) {
				whole.Paused[host] = until
			}
		}
	}
	out, err := c.p.Store.Finish(ctx, whole)
	if err != nil && len(batch) > 1 {
		c.p.Log.Warn("fetch: stored one by one", "err", err)
		for _, p := range batch {
			c.store(ctx, []*part{p})
		}
		return
	}
	for _, p := range batch {
		p.err = err
		if err == nil {
			p.out.Fresh, out.Fresh = out.Fresh[:len(p.finish.Visits)], out.Fresh[len(p.finish.Visits):]
			p.out.Pages, out.Pages = out.Pages[:len(p.finish.Pages)], out.Pages[len(p.finish.Pages):]
		}
	}
}
