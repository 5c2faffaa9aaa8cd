package main

import (
	"context"

	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/store"
	"kiku/internal/story"
	"kiku/internal/web"
)

// finder looks stories up for the web server.
type finder struct{ h *hand }

// Find returns the stories whose digests hold the words, best first.
func (f finder) Find(ctx context.Context, lang, words string, limit int) ([]story.StoryID, error) {
	cut := f.h.Reader.Words(lang, words)
	if len(cut) == 0 {
		return nil, nil
	}
	found, err := f.h.store.Search(ctx, store.Query{Words: cut, Kind: store.FoundDigest, Limit: limit})
	if err != nil {
		return nil, err
	}
	var ids []story.StoryID
	seen := map[string]bool{}
	for _, hit := range found {
		if !seen[hit.ID] {
			seen[hit.ID] = true
			ids = append(ids, story.StoryID(hit.ID))
		}
	}
	return ids, nil
}

// desk is what the owner can do in the browser: what the pipeline can do, in the
// shape in which the web server asks for it.
type desk struct{ *pipeline.Pipeline }

// Offline reports whether fetching is switched off.
func (d desk) Offline() bool { return d.Network == nil }

// Find looks for the feed at an address.
func (d desk) Find(ctx context.Context, address string) (pipeline.Found, error) {
	return d.Pipeline.Find(ctx, address, func(string) {})
}

// Remove stops following a source.
func (d desk) Remove(ctx context.Context, id string) error { return d.Store.RemoveSource(ctx, id) }

// Try shows what a fetch of an address would do.
func (d desk) Try(ctx context.Context, address string, tell func(pipeline.TrialStep)) (pipeline.Trial, error) {
	return d.TryTelling(ctx, address, tell)
}

// gauges are the numbers of /metrics.
func (h *hand) gauges(ctx context.Context) ([]web.Gauge, error) {
	c, err := h.store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	all := []web.Gauge{
		{Name: "kiku_sources", Help: "Sources that are followed.", Value: float64(c.Sources)},
		{Name: "kiku_articles", Help: "Articles stored, in any state.", Value: float64(c.All())},
		{Name: "kiku_stories", Help: "Stories known.", Value: float64(c.Stories)},
		{Name: "kiku_stories_untold", Help: "Stories that wait to be told anew.", Value: float64(c.Untold)},
		{Name: "kiku_editions", Help: "Editions published.", Value: float64(c.Editions)},
		{Name: "kiku_database_bytes", Help: "Size of the database.", Value: float64(c.Bytes)},
	}
	sources, err := h.Owned(ctx)
	if err != nil {
		return nil, err
	}
	all = append(all, sourceGauges(sources)...)
	if counting, ok := h.Network.(interface{ Stats() fetch.Stats }); ok {
		all = append(all, fetchCounters(counting.Stats())...)
	}
	return all, nil
}
