package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// Getter asks the network; *fetch.Fetcher does it politely.
type Getter interface {
	// Get fetches what the owner asked for by address: a feed.
	Get(ctx context.Context, address string, v fetch.Validators) (fetch.Response, error)
	// Page fetches what a link led to; robots.txt is obeyed.
	Page(ctx context.Context, address string, v fetch.Validators) (fetch.Response, error)
}

const (
	fetchDecider = "fetch " + Decider
	fetchAtOnce  = 16 // addresses; the fetcher keeps the pauses of each host
	claimed      = 10 * time.Minute
	pageAgain    = 30 * time.Minute // after a page could not be had
)

// Fetch asks every feed whose time has come, once, and fetches the pages of
// what is newly announced. A feed or page that cannot be had is counted and
// tried again later; the error is the context's or the store's, or
// ErrNoNetwork. Several processes may fetch at once: each feed and page is
// claimed by one of them.
func (p *Pipeline) Fetch(ctx context.Context) (FetchReport, error) {
	if p.Network == nil {
		return FetchReport{}, ErrNoNetwork
	}
	r := &round{p: p}
	if err := r.feeds(ctx); err != nil {
		return r.rep, fmt.Errorf("fetch: %w", err)
	}
	if err := r.pages(ctx); err != nil {
		return r.rep, fmt.Errorf("fetch: %w", err)
	}
	return r.rep, nil
}

// round is one round of polling.
type round struct {
	p   *Pipeline
	mu  sync.Mutex
	rep FetchReport
}

// count changes the report.
func (r *round) count(f func(*FetchReport)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.rep)
}

// sources are the followed sources by ID.
func (r *round) sources(ctx context.Context) (map[string]feed.Source, error) {
	sources, err := r.p.Store.Sources(ctx)
	byID := make(map[string]feed.Source, len(sources))
	for _, s := range sources {
		byID[s.ID] = s.Source
	}
	return byID, err
}

func (r *round) feeds(ctx context.Context) error {
	for {
		due, err := r.p.Store.DueFeeds(ctx, 4*fetchAtOnce, claimed)
		if err != nil || len(due) == 0 {
			return err
		}
		byID, err := r.sources(ctx)
		if err != nil {
			return err
		}
		g, gctx := errgroup.WithContext(ctx)
		g.SetLimit(fetchAtOnce)
		for _, f := range due {
			g.Go(func() error { return r.feed(gctx, f, byID[f.Source]) })
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
}

// feed asks one feed and stores how it answered.
func (r *round) feed(ctx context.Context, f store.FeedState, src feed.Source) error {
	rhythm := f.Next.Sub(f.Tried) // as it was before this visit
	resp, err := r.p.Network.Get(ctx, f.URL, fetch.Validators{ETag: f.ETag, LastModified: f.LastModified})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f.Tried = r.p.Now()
	visit := feed.Visit{At: f.Tried, Wait: resp.MaxAge}
	var items []feed.Item
	if err == nil && !resp.NotModified {
		var parsed feed.Feed
		parsed, err = feed.Parse(resp.Body, resp.ContentType, resp.URL)
		items, visit.Wait = canonicalItems(parsed.Items), max(visit.Wait, parsed.Wait)
	}
	switch {
	case err != nil:
		f.Errors++
		f.Reason, visit.Failures = err.Error(), f.Errors
		var refused *fetch.StatusError
		if errors.As(err, &refused) {
			visit.RetryAfter = refused.RetryAfter
		}
		f.Next = feed.Next(visit, nil)
		r.p.Log.Warn("fetch", "feed", f.URL, "source", src.ID, "err", err)
		r.count(func(rep *FetchReport) { rep.Failed++ })
	case resp.NotModified:
		f.Errors, f.Reason, f.Good = 0, "", f.Tried
		f.Next = f.Tried.Add(min(max(rhythm, feed.Shortest, visit.Wait), feed.Longest))
		r.count(func(rep *FetchReport) { rep.Unchanged++ })
	default:
		f.Errors, f.Reason, f.Good = 0, "", f.Tried
		f.ETag, f.LastModified = resp.Validators.ETag, resp.Validators.LastModified
		f.Next = feed.Next(visit, items)
	}
	fresh, err := r.p.Store.FinishFeed(ctx, f, items)
	r.count(func(rep *FetchReport) { rep.Feeds++; rep.Announced += fresh })
	return err
}

// canonicalItems gives items their canonical addresses and leaves out what has
// none: an item without a link cannot be cited.
func canonicalItems(items []feed.Item) []feed.Item {
	out := make([]feed.Item, 0, len(items))
	for _, it := range items {
		u, err := article.Canonical(it.URL)
		if err != nil {
			continue
		}
		it.URL = u
		out = append(out, it)
	}
	return out
}

func (r *round) pages(ctx context.Context) error {
	byID, err := r.sources(ctx)
	if err != nil {
		return err
	}
	for {
		waiting, err := r.p.Store.Waiting(ctx, 8*fetchAtOnce, claimed)
		if err != nil || len(waiting) == 0 {
			return err
		}
		g, gctx := errgroup.WithContext(ctx)
		g.SetLimit(fetchAtOnce)
		for _, an := range waiting {
			g.Go(func() error { return r.page(gctx, an, byID[an.Source]) })
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
}

// page fetches what was announced and stores the article. Where the page cannot
// be had, what the feed itself carried serves.
func (r *round) page(ctx context.Context, an store.Announcement, src feed.Source) error {
	known := facts{Publisher: src.Name, Feed: an.Feed, Lang: src.Lang, Published: stamp(an.Item.Published)}
	in, err := r.get(ctx, an, known)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && an.Item.Content != "" {
		if whole, werr := r.p.fromItem(an.Item, known); werr == nil {
			in, err = whole, nil
		}
	}
	if err != nil {
		r.count(func(rep *FetchReport) { rep.Refused++ })
		r.p.Log.Warn("fetch", "page", an.URL, "source", src.ID, "err", err)
		return r.p.Store.FailAnnounced(ctx, an.URL, err.Error(), r.p.Now().Add(pageAgain), final(err))
	}
	_, err = r.p.Store.AddArticles(ctx, store.Batch{Articles: []store.Incoming{in}, Announced: []string{an.URL}, Decider: fetchDecider})
	if err == nil {
		r.count(func(rep *FetchReport) { rep.Articles++ })
	}
	return err
}

func (r *round) get(ctx context.Context, an store.Announcement, known facts) (store.Incoming, error) {
	resp, err := r.p.Network.Page(ctx, an.URL, fetch.Validators{})
	if err != nil {
		return store.Incoming{}, err
	}
	known.ContentType = resp.ContentType
	return r.p.fromPage(resp.Body, resp.URL, known)
}

// final reports whether asking again cannot help.
func final(err error) bool {
	var refused *fetch.StatusError
	if errors.As(err, &refused) {
		return refused.Status/100 == 4 && refused.Status != 408 && refused.Status != 429
	}
	for _, e := range []error{fetch.ErrRobots, fetch.ErrPrivate, fetch.ErrBadURL, fetch.ErrTooBig, article.ErrNoText, article.ErrNoTitle} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// poll fetches every minute until ctx ends.
func (p *Pipeline) poll(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		rep, err := p.Fetch(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			p.Log.Error("fetch", "err", err)
		case rep.Feeds > 0:
			p.Log.Info("fetch", "feeds", rep.Feeds, "failed", rep.Failed, "announced", rep.Announced, "articles", rep.Articles)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
