package pipeline

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// page goes on from a page that is no feed: to the feed that it names, or else
// to the report that it may be.
func (t *trying) page(ctx context.Context, resp fetch.Response) error {
	t.Candidates = feed.Discover(resp.Body, resp.Links, resp.URL)
	named := 0
	for _, c := range t.Candidates {
		if c.How != "guess" {
			named++
		}
	}
	if named > 0 {
		t.ok("discover", "discover", "n", strconv.Itoa(named))
	} else if a, err := t.read(resp, facts{}); err == nil || len(t.Candidates) == 0 {
		t.note("discover", "discover.none", "")
		return t.report(ctx, resp.URL, a, err)
	} else {
		t.note("discover", "discover.guess", "", "n", strconv.Itoa(len(t.Candidates)))
	}
	var last error
	for _, c := range t.Candidates {
		answer, err := t.ask(fetch.LinkedFrom(ctx, resp.URL), c.URL)
		if err != nil {
			if last = err; errors.Is(err, errTrialEnded) {
				continue
			}
			return err
		}
		f, err := feed.Parse(answer.Body, answer.ContentType, answer.URL)
		if err == nil {
			t.Fault = FaultNone
			return t.feed(ctx, f, answer)
		}
		last = t.failed(ctx, "parse", err)
	}
	return last
}

// report notes what was made of the address as of a report.
func (t *trying) report(ctx context.Context, address string, a article.Article, err error) error {
	if err != nil {
		return t.failed(ctx, "page", err)
	}
	page := trialPage(address, a)
	t.Pages, t.OK = append(t.Pages, page), true
	t.ok("page", "page", "title", page.Title, "n", strconv.Itoa(page.Length))
	return nil
}

// read makes an article of a page as a fetch would, without what was learned of
// its site.
func (t *trying) read(resp fetch.Response, known facts) (article.Article, error) {
	known.said(resp, t.p.Now())
	page, err := article.FromPage(resp.Body, resp.URL, known.told(nil))
	return page.Article, err
}

// feed notes what the feed holds, and reads the first pages it announces.
func (t *trying) feed(ctx context.Context, f feed.Feed, resp fetch.Response) error {
	t.Feed, t.Title, t.Lang, t.Home = resp.URL, f.Title, f.Lang, f.Home
	t.ok("parse", "parse", "title", orDash(f.Title), "n", strconv.Itoa(len(f.Items)))
	if len(f.Repaired) > 0 {
		t.note("repairs", "repairs", strings.Join(f.Repaired, "; "))
	}
	items := canonicalItems(f.Items)
	if lost := len(f.Items) - len(items); lost > 0 {
		t.note("items", "items.nolink", "", "n", strconv.Itoa(lost))
	}
	if len(items) == 0 {
		t.note("items", "items.none", "")
		t.OK = true
		return nil
	}
	if err := t.items(ctx, items); err != nil {
		return err
	}
	return t.pages(ctx, items)
}

// items gives each item its identity and looks which of them are here already.
func (t *trying) items(ctx context.Context, items []feed.Item) error {
	matches := feed.Memory{}.Match(nil, items)
	for _, m := range matches {
		known, err := t.p.Store.Announced(ctx, m.Item.URL)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err != nil {
			t.New++
		}
		if len(t.Items) < trialItems {
			t.Items = append(t.Items, TrialItem{
				URL: m.Item.URL, Title: m.Item.Title, Published: m.Item.Published, Key: m.Key,
				Here: known.State, Reason: known.Reason,
			})
		}
	}
	t.OK, t.Total = true, len(matches)
	t.ok("items", "items", "n", strconv.Itoa(len(items)), "new", strconv.Itoa(t.New))
	return nil
}

// pages reads the first pages as a fetch would, newest announcement first.
func (t *trying) pages(ctx context.Context, items []feed.Item) error {
	good := 0
	for _, it := range items[:min(len(items), trialPages)] {
		began := time.Now()
		page, err := t.readPage(ctx, it)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			page = TrialPage{URL: it.URL, Title: it.Title, Fault: FaultOf(err), Detail: err.Error()}
			t.done(TrialStep{Name: "page", State: TrialNote, Say: "page.failed", Fault: page.Fault, Detail: err.Error(),
				With: with([]string{"title", orDash(it.Title)}), Took: time.Since(began)})
		} else {
			good++
			t.done(TrialStep{Name: "page", State: TrialOK, Say: "page", With: with([]string{"title", page.Title, "n", strconv.Itoa(page.Length)}), Took: time.Since(began)})
		}
		t.Pages = append(t.Pages, page)
	}
	return nil
}

func (t *trying) readPage(ctx context.Context, it feed.Item) (TrialPage, error) {
	resp, err := t.p.Network.Page(fetch.LinkedFrom(ctx, t.Feed), it.URL, fetch.Validators{})
	if err != nil {
		return TrialPage{}, err
	}
	var known facts
	known.of(it, feed.Source{})
	a, err := t.read(resp, known)
	if err != nil {
		return TrialPage{}, err
	}
	if a.Published.IsZero() {
		a.Published = it.Published
	}
	return trialPage(resp.URL, a), nil
}

// trialPage is what the owner wants to know of an article.
func trialPage(address string, a article.Article) TrialPage {
	p := TrialPage{
		URL: address, Title: a.Title, Published: a.Published, Author: a.Author, Lang: a.Lang,
		Parts: len(a.Paragraphs), Terms: termsOf(a.Terms), Partial: a.Partial,
	}
	for _, s := range a.Paragraphs {
		p.Length += utf8.RuneCountInString(s)
	}
	if len(a.Paragraphs) > 0 {
		p.Begins = begins(a.Paragraphs[0])
	}
	return p
}

// begins is the first hundred characters of a paragraph.
func begins(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}

// termsOf names what a publisher asks for.
func termsOf(t article.Terms) []string {
	var out []string
	for _, x := range []struct {
		set  bool
		name string
	}{{t.NoIndex, "noindex"}, {t.NoSnippet, "nosnippet"}, {t.NoArchive, "noarchive"}, {t.Reserved, "reserved"}, {t.MaxSnippet > 0, "maxsnippet"}} {
		if x.set {
			out = append(out, x.name)
		}
	}
	return out
}
