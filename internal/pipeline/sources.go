package pipeline

import (
	"context"
	"fmt"

	"kiku/internal/feed"
)

// AddSources makes the owner follow sources and returns how many are new. A
// known source gets the feeds it did not have; nothing of it is lost.
func (p *Pipeline) AddSources(ctx context.Context, sources []feed.Source) (int, error) {
	have, err := p.Store.Sources(ctx)
	if err != nil {
		return 0, err
	}
	known, feeds := map[string]feed.Source{}, map[string]string{}
	for _, h := range have {
		known[h.ID] = h.Source
		for _, u := range h.Feeds {
			feeds[u] = h.ID
		}
	}
	n := 0
	for _, s := range sources {
		was, old := known[s.ID]
		if old {
			s.Feeds = union(was.Feeds, s.Feeds)
			s.Added, s.Paused = was.Added, was.Paused
		}
		s.Feeds = without(s.Feeds, s.ID, feeds)
		if len(s.Feeds) == 0 {
			continue // all its feeds are followed under another name
		}
		if s.Added.IsZero() {
			s.Added = p.Now()
		}
		if err := p.Store.PutSource(ctx, s); err != nil {
			return n, fmt.Errorf("add source %s: %w", s.ID, err)
		}
		known[s.ID] = s
		for _, u := range s.Feeds {
			feeds[u] = s.ID
		}
		if !old {
			n++
		}
	}
	return n, nil
}

// union returns a and what of b is not in it.
func union(a, b []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, l := range [][]string{a, b} {
		for _, u := range l {
			if !seen[u] {
				seen[u] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// without returns the feeds that no other source than id has.
func without(feeds []string, id string, owner map[string]string) []string {
	var out []string
	for _, u := range feeds {
		if o, ok := owner[u]; !ok || o == id {
			out = append(out, u)
		}
	}
	return out
}
