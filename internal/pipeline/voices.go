package pipeline

import (
	"context"
	"sync"

	"kiku/internal/digest"
	"kiku/internal/story"
)

// mostHeard is how many editions a starting process reads for their remarks:
// several front pages of each language.
const mostHeard = 240

// chorus is what a process knows of the remarks that the site's digests make, so
// that a front page does not say one twice. It is read from the store once and
// then kept up; what another process tells meanwhile it does not hear, and may
// repeat.
type chorus struct {
	mu     sync.Mutex
	loaded bool
	spoken digest.Spoken
}

// hearSite reads what the site says, the first time it is called.
func (p *Pipeline) hearSite(ctx context.Context) error {
	p.said.mu.Lock()
	defer p.said.mu.Unlock()
	if p.said.loaded {
		return nil
	}
	list, err := p.Store.LatestEditions(ctx, mostHeard)
	if err != nil {
		return err
	}
	for i := range list {
		p.said.spoken.Hear(&list[i])
	}
	p.said.loaded = true
	return nil
}

// elsewhere is what other digests say, for digest.Input.
func (c *chorus) elsewhere(id story.StoryID, lang string) map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.spoken.Elsewhere(id, lang)
}

// knows reports whether a story was heard of.
func (c *chorus) knows(id story.StoryID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.spoken.Knows(id)
}

// hear takes up a story's new digests in place of its old ones.
func (c *chorus) hear(id story.StoryID, list []*digest.Digest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.spoken.Silence(id)
	for _, d := range list {
		c.spoken.Hear(d)
	}
	c.spoken.Forget()
}

// turn lets stories that are told at once speak one after the other, in order:
// which remarks are left depends on who spoke before, and the same store must
// give the same digests whatever the number of cores. The zero turn waits for
// nobody.
type turn struct {
	before, after chan struct{}
	once          *sync.Once
}

// turns makes n turns, each after the one before it.
func turns(n int) []turn {
	out := make([]turn, n)
	var last chan struct{}
	for i := range out {
		out[i] = turn{before: last, after: make(chan struct{}), once: &sync.Once{}}
		last = out[i].after
	}
	return out
}

// wait returns when all turns before have passed.
func (t turn) wait() {
	if t.before != nil {
		<-t.before
	}
}

// pass ends the turn; it comes after all turns before it, without waiting here.
func (t turn) pass() {
	if t.after == nil {
		return
	}
	t.once.Do(func() {
		if t.before == nil {
			close(t.after)
			return
		}
		go func() {
			<-t.before
			close(t.after)
		}()
	})
}
