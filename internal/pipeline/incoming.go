package pipeline

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/archive"
	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// errNoAddress says that a saved page does not say where it is from.
var errNoAddress = errors.New("the page names no address")

// undated is why an article without a time goes no further: it could be put in
// no order with others.
const undated = "no publication time"

// facts is what was known of a page beside its bytes; kept with it, so that the
// article can be made again. Times are in RFC 3339.
type facts struct {
	ContentType string `json:"content_type,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	Feed        string `json:"feed,omitempty"`
	Lang        string `json:"lang,omitempty"`
	Published   string `json:"published,omitempty"`
	Fiction     bool   `json:"fiction,omitempty"`

	// What the server said with the page, and when it was asked.
	Robots    []string `json:"robots,omitempty"`
	TDM       string   `json:"tdm,omitempty"`
	TDMPolicy string   `json:"tdm_policy,omitempty"`
	Fetched   string   `json:"fetched,omitempty"`

	// What the feed of the page's own site said of it, and when it was first seen
	// in any feed.
	Title   string `json:"title,omitempty"`
	Summary string `json:"summary,omitempty"`
	Content string `json:"content,omitempty"`
	Author  string `json:"author,omitempty"`
	Picture string `json:"picture,omitempty"`
	Updated string `json:"updated,omitempty"`
	Seen    string `json:"seen,omitempty"`
}

// of adds what the item of a feed says of its own site's page.
func (k *facts) of(it feed.Item, src feed.Source) {
	k.Publisher, k.Lang = src.Name, src.Lang
	k.Title, k.Summary, k.Content, k.Author, k.Picture = it.Title, it.Summary, it.Content, it.Author, it.Picture
	k.Published, k.Updated = stamp(it.Published), stamp(it.Updated)
}

// said adds what a server said with a page.
func (k *facts) said(r fetch.Response, at time.Time) {
	k.ContentType, k.Robots, k.TDM, k.TDMPolicy, k.Fetched = r.ContentType, r.Robots, r.TDM, r.TDMPolicy, stamp(at)
}

// told is the same for the reader of pages.
func (k facts) told(site *article.Site) article.Told {
	t := article.Told{
		ContentType: k.ContentType, Robots: k.Robots, TDM: k.TDM, TDMPolicy: k.TDMPolicy,
		Title: k.Title, Summary: k.Summary, Content: k.Content, Author: k.Author, Picture: k.Picture, Site: site,
	}
	// Times that are none stay zero.
	t.Published, _ = article.ParseTime(k.Published)
	t.Updated, _ = article.ParseTime(k.Updated)
	t.Fetched, _ = article.ParseTime(k.Fetched)
	return t
}

// pagePart is one of the pages of a report that goes over several.
type pagePart struct {
	URL         string `json:"url"`
	Body        []byte `json:"body"`
	ContentType string `json:"content_type,omitempty"`
}

// incoming makes an article of a report or a page of an archive.
func (p *Pipeline) incoming(rec archive.Record, publishers map[string]string) (store.Incoming, error) {
	name := publisherOf(publishers, rec.Publisher, rec.FeedKey)
	if rec.Kind == archive.Page {
		if rec.URL == "" {
			return store.Incoming{}, errNoAddress
		}
		return p.fromPage(rec.Data, rec.URL, facts{
			ContentType: rec.ContentType, Publisher: name, Feed: rec.FeedKey, Lang: rec.Lang,
			Published: rec.Published, Fiction: rec.Fiction, Robots: rec.Robots, TDM: rec.TDM, TDMPolicy: rec.TDMPolicy,
		})
	}
	return p.fromFields(article.Fields{
		URL: rec.URL, Title: rec.Title, Text: rec.Text, Published: rec.Published, Updated: rec.Updated,
		Publisher: name, Feed: rec.FeedKey, Lang: rec.Lang, Summary: rec.Summary, Author: rec.Author,
		Picture: article.Picture{URL: rec.Picture, Credit: rec.Credit}, Tags: rec.Tags, Fiction: rec.Fiction,
		Robots: rec.Robots,
	})
}

// publisherOf returns the owner's name for a source or feed, else the source as
// it is named.
func publisherOf(publishers map[string]string, source, feedKey string) string {
	return cmp.Or(publishers[source], publishers[feedKey], source)
}

// fromFields makes an article of fields; the fields themselves are the bytes
// that are kept.
func (p *Pipeline) fromFields(f article.Fields) (store.Incoming, error) {
	a, err := article.FromFields(f)
	if err != nil {
		return store.Incoming{}, err
	}
	if a, err = a.Admit(); err != nil {
		return store.Incoming{}, err
	}
	body, err := json.Marshal(f)
	if err != nil {
		return store.Incoming{}, fmt.Errorf("record %s: %w", a.URL, err)
	}
	in := store.Incoming{Article: a, Page: &store.Page{URL: f.URL, Kind: store.RecordPage, Fetched: p.Now(), Body: body}}
	if a.Terms.HeadlineOnly() {
		in.Page = nil // its publisher wants no copy kept
	}
	return refuseUndated(in), nil
}

// fromPage makes an article of a page as it was served.
func (p *Pipeline) fromPage(data []byte, url string, known facts) (store.Incoming, error) {
	return p.fromParts([]pagePart{{URL: url, Body: data, ContentType: known.ContentType}}, known, nil)
}

// fromParts makes an article of the pages that it goes over, as they were
// served. site is what is remembered of other pages of the host, nil for nothing.
func (p *Pipeline) fromParts(parts []pagePart, known facts, site *article.Site) (store.Incoming, error) {
	var first article.Page
	var rest []article.Page
	for i, part := range parts {
		k := facts{}
		if i == 0 {
			k = known
		}
		k.ContentType = part.ContentType
		page, err := article.FromPage(part.Body, part.URL, k.told(site))
		switch {
		case err == nil && i == 0:
			first = page
		case err == nil:
			rest = append(rest, page)
		case i == 0:
			return store.Incoming{}, err
		}
	}
	return p.assemble(parts, article.Join(first, rest).Article, known)
}

// assemble adds what is known beside the pages to the article that was made of
// them. A fetched page speaks for an address of its own site only: one that calls
// itself another site's is known by where it was found.
func (p *Pipeline) assemble(parts []pagePart, a article.Article, known facts) (store.Incoming, error) {
	if known.Fetched != "" && !sameSite(a.URL, parts[0].URL) {
		own, err := article.Canonical(parts[0].URL)
		if err != nil {
			return store.Incoming{}, err
		}
		a.URL, a.ID = own, article.IDOf(own)
	}
	if known.Publisher != "" {
		a.Publisher = known.Publisher
	}
	a.Feed, a.Fiction = known.Feed, known.Fiction
	a.Lang = cmp.Or(a.Lang, known.Lang)
	settleTimes(&a, known)
	page, err := kept(parts, known, p.Now())
	if err != nil {
		return store.Incoming{}, fmt.Errorf("page %s: %w", parts[0].URL, err)
	}
	in := store.Incoming{Article: a, Page: page}
	if in.Article, err = a.Admit(); err != nil {
		return store.Incoming{}, err
	}
	if a.Terms.HeadlineOnly() {
		in.Page = nil // its publisher wants no copy kept
	}
	return refuseUndated(in), nil
}

// settleTimes gives an article that no time of its own can be found for the time
// of the feed, and settles times that cannot be.
func settleTimes(a *article.Article, known facts) {
	if a.Published.IsZero() {
		a.Published, _ = article.ParseTime(known.Published) // zero where it is no time either
	}
	if seen, err := article.ParseTime(known.Seen); err == nil {
		a.Published = article.Settle(a.Published, seen)
		if a.Updated.After(seen.AddDate(1, 0, 0)) {
			a.Updated = time.Time{}
		}
	}
}

// kept are the bytes that are kept of pages.
func kept(parts []pagePart, known facts, at time.Time) (*store.Page, error) {
	body, err := json.Marshal(known)
	if err != nil {
		return nil, err
	}
	pg := &store.Page{URL: parts[0].URL, Kind: store.HTMLPage, Fetched: at, Facts: body, Body: parts[0].Body}
	if len(parts) > 1 {
		pg.Kind = store.PartsPage
		pg.Body, err = json.Marshal(parts)
	}
	return pg, err
}

func refuseUndated(in store.Incoming) store.Incoming {
	if in.Article.Published.IsZero() {
		in.Refuse = undated
	}
	return in
}

// again makes an article of a kept page with today's code.
func (p *Pipeline) again(pg store.Page, site *article.Site) (store.Incoming, error) {
	if pg.Kind == store.RecordPage {
		var f article.Fields
		if err := json.Unmarshal(pg.Body, &f); err != nil {
			return store.Incoming{}, fmt.Errorf("kept record: %w", err)
		}
		return p.fromFields(f)
	}
	var known facts
	if err := json.Unmarshal(pg.Facts, &known); err != nil {
		return store.Incoming{}, fmt.Errorf("kept facts: %w", err)
	}
	parts := []pagePart{{URL: pg.URL, Body: pg.Body, ContentType: known.ContentType}}
	if pg.Kind == store.PartsPage {
		if err := json.Unmarshal(pg.Body, &parts); err != nil || len(parts) == 0 {
			return store.Incoming{}, fmt.Errorf("kept parts: %w", err)
		}
	}
	return p.fromParts(parts, known, site)
}
