package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"strings"
	"time"

	"kiku/internal/archive"
	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/store"
)

// feed takes a saved feed: its items become articles with as much text as the
// feed carries.
func (im *importer) feed(rec archive.Record) {
	parsed, err := feed.Parse(rec.Data, rec.ContentType, rec.URL)
	if err != nil {
		im.bad(rec.Position, err)
		return
	}
	name := publisherOf(im.r.Publishers, cmp.Or(rec.Publisher, parsed.Title), rec.FeedKey)
	for _, it := range parsed.Items {
		in, err := im.p.fromItem(it, facts{Publisher: name, Feed: cmp.Or(rec.FeedKey, rec.URL), Lang: parsed.Lang})
		if err != nil {
			im.bad(rec.Position, fmt.Errorf("item %q: %w", it.URL, err))
			continue
		}
		im.batch = append(im.batch, in)
	}
}

// list takes an OPML list: its sources are followed from now on.
func (im *importer) list(ctx context.Context, rec archive.Record) error {
	sources, err := feed.ParseOPML(rec.Data)
	if err != nil {
		im.bad(rec.Position, err)
		return nil
	}
	n, err := im.p.AddSources(ctx, sources)
	im.rep.Sources += int64(n)
	return err
}

// fromItem makes an article of what a feed says of it: the whole report where
// the feed carries it, else its summary.
func (p *Pipeline) fromItem(it feed.Item, known facts) (store.Incoming, error) {
	if it.Content != "" {
		if !it.Published.IsZero() {
			known.Published = it.Published.Format(time.RFC3339)
		}
		if in, err := p.fromPage(itemPage(it, known.Lang), it.URL, known); err == nil {
			return in, nil
		}
		// Too little for a page; the summary may do.
	}
	return p.fromFields(article.Fields{
		URL: it.URL, Title: it.Title, Text: cmp.Or(it.Summary, plain(it.Content)), Published: stamp(it.Published), Updated: stamp(it.Updated),
		Publisher: known.Publisher, Feed: known.Feed, Lang: known.Lang, Author: it.Author,
		Picture: article.Picture{URL: it.Picture}, Tags: it.Tags,
	})
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// itemPage puts an item's markup into a page of its own, so that one reader of
// pages serves for both, and so that the bytes can be read again later.
func itemPage(it feed.Item, lang string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=%q><head><meta charset=utf-8><title>%s</title>", lang, html.EscapeString(it.Title))
	fmt.Fprintf(&b, "<meta property=\"og:title\" content=\"%s\">", html.EscapeString(it.Title))
	fmt.Fprintf(&b, "<link rel=canonical href=\"%s\">", html.EscapeString(it.URL))
	if !it.Published.IsZero() {
		fmt.Fprintf(&b, "<meta property=\"article:published_time\" content=%q>", stamp(it.Published))
	}
	if !it.Updated.IsZero() {
		fmt.Fprintf(&b, "<meta property=\"article:modified_time\" content=%q>", stamp(it.Updated))
	}
	fmt.Fprintf(&b, "</head><body><article><h1>%s</h1>%s</article></body></html>", html.EscapeString(it.Title), it.Content)
	return []byte(b.String())
}

// plain takes the markup out of a short piece of HTML.
func plain(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '<':
			depth++
		case r == '>' && depth > 0:
			depth--
			b.WriteByte(' ')
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}
