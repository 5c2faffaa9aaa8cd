package fetch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// steps collects what is done for one answer. Connections are opened by other
// goroutines, so it has a lock; a nil *steps collects nothing.
type steps struct {
	mu   sync.Mutex
	list []Step
}

func (s *steps) add(name, detail string, since time.Time) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, Step{Name: name, Detail: detail, Took: time.Since(since)})
}

// all returns the steps up to now.
func (s *steps) all() []Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

type stepsKey struct{}

func withSteps(ctx context.Context, s *steps) context.Context {
	return context.WithValue(ctx, stepsKey{}, s)
}

// stepsOf returns the collector of a context, nil when it has none.
func stepsOf(ctx context.Context) *steps {
	s, _ := ctx.Value(stepsKey{}).(*steps)
	return s
}
