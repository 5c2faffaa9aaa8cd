package main

import (
	"context"

	"kiku/internal/feed"
	"kiku/internal/site"
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

// desk is what the owner can do in the browser.
type desk struct{ h *hand }

// Sources lists the sources with how they answered last.
func (d desk) Sources(ctx context.Context) ([]site.DeskSource, error) {
	sources, err := d.h.store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	var rows []site.DeskSource
	for _, s := range sources {
		row := site.DeskSource{Name: s.Name, Address: s.Home, State: stateOf(s), Good: stateOf(s) == "ok"}
		for _, f := range s.States {
			if row.Address == "" {
				row.Address = f.URL
			}
			if f.Good.After(row.Last) {
				row.Last = f.Good
			}
			if f.Reason != "" {
				row.State = f.Reason
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// AddFeed follows what is at an address.
func (d desk) AddFeed(ctx context.Context, address string) error {
	s, err := d.h.discover(ctx, address)
	if err != nil {
		return err
	}
	_, err = d.h.AddSources(ctx, []feed.Source{s})
	return err
}

// AddStarter follows the starter sources.
func (d desk) AddStarter(ctx context.Context) error {
	_, err := d.h.AddSources(ctx, feed.Starter())
	return err
}

// gauges are the numbers of /metrics.
func (h *hand) gauges(ctx context.Context) ([]web.Gauge, error) {
	c, err := h.store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	return []web.Gauge{
		{Name: "kiku_sources", Help: "Sources that are followed.", Value: float64(c.Sources)},
		{Name: "kiku_articles", Help: "Articles stored, in any state.", Value: float64(c.All())},
		{Name: "kiku_stories", Help: "Stories known.", Value: float64(c.Stories)},
		{Name: "kiku_stories_untold", Help: "Stories that wait to be told anew.", Value: float64(c.Untold)},
		{Name: "kiku_editions", Help: "Editions published.", Value: float64(c.Editions)},
		{Name: "kiku_database_bytes", Help: "Size of the database.", Value: float64(c.Bytes)},
	}, nil
}
