package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// mostParts is how many pages of one report are put together.
const mostParts = 8

// page fetches what was announced and stores the article. Where the page cannot
// be had, what the feed itself carried serves, when it is a page of the feed's
// own site. The error is the store's, the context's or a *fetch.WaitError.
func (h *hostWork) page(ctx context.Context, an store.Announcement, last bool) error {
	h.p.Fault("page taken")
	an, src, own, err := h.speaker(ctx, an)
	if err != nil {
		return err
	}
	h.p.Fault("page before request")
	in, err := h.get(ctx, an, src)
	h.p.Fault("page after request")
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if wait := (*fetch.WaitError)(nil); errors.As(err, &wait) && wait.Host == h.Host {
		return wait
	}
	if err != nil && own && !(an.Article != "" && isGone(err)) && (an.Item.Content != "" || an.Item.Summary != "") && mayStandIn(err) {
		known := facts{Feed: an.Feed, Seen: stamp(an.First)}
		known.of(an.Item, src)
		if whole, werr := h.p.fromItem(an.Item, known); werr == nil {
			terms := article.TermsOf(err)
			in, err = whole, nil
			in.Standin, in.Article = true, in.Article.Under(terms)
			if terms.HeadlineOnly() {
				in.Page = nil
			}
		}
	}
	return h.finishPage(ctx, an, in, err, last)
}

// finishPage stores what became of a page.
func (h *hostWork) finishPage(ctx context.Context, an store.Announcement, in store.Incoming, err error, last bool) error {
	class := "ok"
	done := store.PageOutcome{URL: an.URL, Host: h.Host}
	if err != nil {
		done.Reason, done.Again, done.Final = err.Error(), h.p.Now().Add(pageAgain), final(err)
		done.Withdraw = errors.Is(err, article.ErrNoIndex)
		if an.Article != "" && isGone(err) {
			// The page of a report that was printed: a publisher's mistake is mended
			// within hours, a withdrawal is not.
			done.Again, done.Withdraw = h.p.Now().Add(goneAgain), an.Attempts > 0
			done.Final = done.Withdraw
		}
		if wait := (*fetch.WaitError)(nil); errors.As(err, &wait) { // a host that the page redirects to
			done.Unasked = true
			if wait.Until.After(done.Again) {
				done.Again = wait.Until
			}
		}
		class = "refused"
		h.p.Log.Warn("fetch", "page", an.URL, "source", an.Source, "err", err)
	} else {
		done.In = &in
	}
	if last {
		if done.Site, err = h.site.changed(); err != nil {
			return err
		}
	}
	h.p.Fault("page understood")
	if _, err := h.commit.do(store.Finish{Pages: []store.PageOutcome{done}, Paused: h.paused(class)}); err != nil {
		return err
	}
	h.count(func(rep *FetchReport) {
		if done.In != nil {
			rep.Articles++
		} else {
			rep.Refused++
		}
	})
	return nil
}

// goneAgain is how long after a report's page was not there it is asked for once
// more, before the report is taken for withdrawn.
const goneAgain = 6 * time.Hour

// isGone reports whether a site says that it has no such page.
func isGone(err error) bool {
	var refused *fetch.StatusError
	return errors.As(err, &refused) && (refused.Status == 404 || refused.Status == 410) || errors.Is(err, article.ErrMissing)
}

// speaker chooses, of the feeds that announced a page, the one whose words count:
// the first that is on the page's own site, else simply the first. own reports
// which of the two it is.
func (h *hostWork) speaker(ctx context.Context, an store.Announcement) (store.Announcement, feed.Source, bool, error) {
	first, err := h.source(ctx, an.Source)
	if err != nil {
		return an, first, false, err
	}
	if ownSite(an.URL, an.Feed, first) {
		return an, first, true, nil
	}
	for _, other := range an.Also {
		src, err := h.source(ctx, other.Source)
		if err != nil {
			return an, first, false, err
		}
		if ownSite(an.URL, other.Feed, src) {
			return other, src, true, nil
		}
	}
	return an, first, false, nil
}

// mayStandIn reports whether a feed's own words may be used after the page
// could not be had for this reason.
func mayStandIn(err error) bool {
	var wait *fetch.WaitError
	return !errors.Is(err, article.ErrNoIndex) && !article.TermsOf(err).NoIndex && !errors.As(err, &wait) && !errors.Is(err, fetch.ErrGone)
}

// get fetches a page with its further parts and makes the article.
func (h *hostWork) get(ctx context.Context, an store.Announcement, src feed.Source) (in store.Incoming, err error) {
	defer guard("page "+an.URL, &err)
	ctx = fetch.LinkedFrom(ctx, an.Feed)
	resp, err := h.p.Network.Page(ctx, an.URL, fetch.Validators{})
	if err != nil {
		return store.Incoming{}, err
	}
	if h.site == nil {
		if h.site, err = h.p.siteMemory(ctx, h.Host); err != nil {
			return store.Incoming{}, err
		}
	}
	known := facts{Feed: an.Feed, Seen: stamp(an.First)}
	if ownSite(resp.URL, an.Feed, src) {
		known.of(an.Item, src)
	}
	known.said(resp, h.p.Now())
	parts := []pagePart{{URL: resp.URL, Body: resp.Body, ContentType: resp.ContentType}}
	first, err := h.read(ctx, parts[0], known)
	if err != nil {
		return store.Incoming{}, err
	}
	var rest []article.Page
	been := map[string]bool{an.URL: true, resp.URL: true}
	for next := first.Next; next != "" && len(parts) < mostParts && !been[next] && sameHost(next, resp.URL); {
		been[next] = true
		h.p.Fault("part before request")
		more, err := h.p.Network.Page(ctx, next, fetch.Validators{})
		if ctx.Err() != nil {
			return store.Incoming{}, ctx.Err()
		}
		if err != nil { // half a report is better than none
			h.p.Log.Warn("fetch", "part", next, "page", an.URL, "err", err)
			break
		}
		part := pagePart{URL: more.URL, Body: more.Body, ContentType: more.ContentType}
		page, err := h.read(ctx, part, facts{})
		if err != nil {
			h.p.Log.Warn("fetch", "part", next, "page", an.URL, "err", err)
			break
		}
		parts, rest, next = append(parts, part), append(rest, page), page.Next
	}
	return h.p.assemble(parts, article.Join(first, rest).Article, known)
}

// read makes an article of one page, with few others at once.
func (h *hostWork) read(ctx context.Context, part pagePart, known facts) (page article.Page, err error) {
	select {
	case h.parse <- struct{}{}:
	case <-ctx.Done():
		return page, ctx.Err()
	}
	defer func() { <-h.parse }()
	defer guard("read page "+part.URL, &err)
	known.ContentType = part.ContentType
	page, err = article.FromPage(part.Body, part.URL, known.told(h.site.Site))
	if err == nil {
		h.site.learn(page)
	}
	return page, err
}

// siteMemory is what is remembered of the pages of a host, while it is asked.
type siteMemory struct {
	*article.Site
	learned bool
}

func (p *Pipeline) siteMemory(ctx context.Context, host string) (*siteMemory, error) {
	m := &siteMemory{Site: &article.Site{}}
	data, err := p.Store.Site(ctx, host)
	if err != nil || len(data) == 0 {
		return m, err
	}
	if err := json.Unmarshal(data, m.Site); err != nil {
		return m, fmt.Errorf("memory of site %s: %w", host, err)
	}
	return m, nil
}

func (m *siteMemory) learn(p article.Page) {
	if len(p.Blocks) > 0 {
		m.Learn(p)
		m.learned = true
	}
}

// changed returns the memory to store, nil when nothing was learned.
func (m *siteMemory) changed() ([]byte, error) {
	if m == nil || !m.learned {
		return nil, nil
	}
	m.learned = false
	return json.Marshal(m.Site)
}
