package pipeline

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"kiku/internal/archive"
	"kiku/internal/article"
	"kiku/internal/store"
)

// errNoAddress says that a saved page does not say where it is from.
var errNoAddress = errors.New("the page names no address")

// undated is why an article without a time goes no further: it could be put in
// no order with others.
const undated = "no publication time"

// facts is what was known of a page beside its bytes; kept with it, so that the
// article can be made again.
type facts struct {
	ContentType string `json:"content_type,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	Feed        string `json:"feed,omitempty"`
	Lang        string `json:"lang,omitempty"`
	Published   string `json:"published,omitempty"`
	Fiction     bool   `json:"fiction,omitempty"`
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
			Published: rec.Published, Fiction: rec.Fiction,
		})
	}
	return p.fromFields(article.Fields{
		URL: rec.URL, Title: rec.Title, Text: rec.Text, Published: rec.Published, Updated: rec.Updated,
		Publisher: name, Feed: rec.FeedKey, Lang: rec.Lang, Summary: rec.Summary, Author: rec.Author,
		Picture: article.Picture{URL: rec.Picture, Credit: rec.Credit}, Tags: rec.Tags, Fiction: rec.Fiction,
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
	body, err := json.Marshal(f)
	if err != nil {
		return store.Incoming{}, fmt.Errorf("record %s: %w", a.URL, err)
	}
	in := store.Incoming{Article: a, Page: &store.Page{URL: f.URL, Kind: store.RecordPage, Fetched: p.Now(), Body: body}}
	return refuseUndated(in), nil
}

// fromPage makes an article of a page as it was served.
func (p *Pipeline) fromPage(data []byte, url string, known facts) (store.Incoming, error) {
	made, err := article.FromPage(data, url, article.Told{ContentType: known.ContentType})
	if err != nil {
		return store.Incoming{}, err
	}
	a := made.Article
	if known.Publisher != "" {
		a.Publisher = known.Publisher
	}
	a.Feed, a.Fiction = known.Feed, known.Fiction
	a.Lang = cmp.Or(a.Lang, known.Lang)
	if a.Published.IsZero() {
		a.Published, _ = article.ParseTime(known.Published) // zero where it is no time either
	}
	body, err := json.Marshal(known)
	if err != nil {
		return store.Incoming{}, fmt.Errorf("page %s: %w", url, err)
	}
	in := store.Incoming{Article: a, Page: &store.Page{URL: url, Kind: store.HTMLPage, Fetched: p.Now(), Facts: body, Body: data}}
	return refuseUndated(in), nil
}

func refuseUndated(in store.Incoming) store.Incoming {
	if in.Article.Published.IsZero() {
		in.Refuse = undated
	}
	return in
}

// again makes an article of a kept page with today's code.
func (p *Pipeline) again(pg store.Page) (store.Incoming, error) {
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
	return p.fromPage(pg.Body, pg.URL, known)
}
