package pipeline

import (
	"context"
	"slices"
	"time"

	"kiku/internal/store"
)

const (
	failedAfter = 3                  // answers in a row that were errors
	staleAfter  = 7 * 24 * time.Hour // without anything new
)

// silent returns the names of sources that were asked without answer, and of
// those that have announced nothing new for long.
func (p *Pipeline) silent(ctx context.Context) (failed, stale []string, err error) {
	sources, err := p.Store.Sources(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range sources {
		switch {
		case s.Paused || len(s.States) == 0:
		case !slices.ContainsFunc(s.States, func(f store.FeedState) bool { return f.Errors < failedAfter }):
			failed = append(failed, s.Name)
		case !slices.ContainsFunc(s.States, func(f store.FeedState) bool {
			return f.Fresh.IsZero() || p.Now().Sub(f.Fresh) < staleAfter
		}):
			stale = append(stale, s.Name)
		}
	}
	return failed, stale, nil
}
