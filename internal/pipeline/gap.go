package pipeline

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// mostArchives is how many older pages of a feed one visit follows; the next
// visit goes on where this one stopped.
const mostArchives = 10

// mostSitemaps is how many sitemaps of an index are followed.
const mostSitemaps = 10

// older adds to a visit what older pages of the feed announce (RFC 5005), when
// more was announced since the last visit than the first page holds. It goes
// from page to page on one host until a page announces nothing new, and never to
// one page twice.
func (h *hostWork) older(ctx context.Context, v *store.Visit, f feed.Feed, plan feed.Plan, seen *seenItems) error {
	next := v.Feed.Archive
	if plan.Archives {
		next = cmp.Or(f.PrevArchive, f.Next)
	}
	v.Feed.Archive = ""
	been := map[string]bool{v.Feed.Ask(): true, v.Feed.URL: true}
	for range mostArchives {
		if next == "" || been[next] || !sameHost(next, v.Feed.Ask()) {
			return nil
		}
		been[next] = true
		v.Feed.Archive = next // where the next visit goes on if this page cannot be had
		h.p.Fault("archive before request")
		resp, err := h.p.Network.Get(ctx, next, fetch.Validators{})
		h.p.Fault("archive after request")
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if final(err) {
				v.Feed.Archive = ""
			}
			h.p.Log.Warn("fetch", "archive", next, "feed", v.Feed.URL, "err", err)
			return nil
		}
		page, err := h.parsed(ctx, resp)
		if err != nil {
			v.Feed.Archive = ""
			h.p.Log.Warn("fetch", "archive", next, "feed", v.Feed.URL, "err", err)
			return nil
		}
		v.Feed.Archive = ""
		met := len(v.New)
		seen.announce(v, v.Feed.Memory, page.Items, v.Feed.Tried)
		if len(v.New) == met {
			return nil // the gap is closed
		}
		next = cmp.Or(page.PrevArchive, page.Next)
		v.Feed.Archive = next
	}
	return nil
}

// sameHost reports whether two addresses are on one host.
func sameHost(a, b string) bool {
	u, err1 := url.Parse(a)
	w, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && u.Host != "" && strings.EqualFold(u.Host, w.Host)
}

// childSitemaps are the sitemaps of an index that are followed, like feeds of
// their own: those on its own site.
func childSitemaps(index []string, address string) []string {
	var out []string
	for _, u := range index {
		if len(out) < mostSitemaps && u != address && sameSite(u, address) {
			out = append(out, u)
		}
	}
	return out
}
