package article

import (
	"strings"
	"time"

	"golang.org/x/net/html"
)

// head is what a page, its feed and its server say of the report.
type head struct {
	address, title, author, site, lang, summary, body string
	picture                                           Picture
	tags                                              []string
	meta                                              meta
	linked                                            linked
}

// readHead reads a page's own words about itself, best first: JSON-LD, then
// OpenGraph, meta elements and microdata, then the visible page; where it says
// nothing, what the feed said.
func readHead(doc *html.Node, pageURL string, told Told) head {
	m := readMeta(doc)
	ld := readLinked(doc, pageURL)
	sites := siteNames(m, ld, pageURL)
	h := head{
		author:  chooseAuthors(doc, m, ld, told.Author, sites),
		site:    first(m.get("og:site_name", "application-name"), ld.site),
		lang:    first(m.lang, m.get("og:locale", "content-language"), ld.lang),
		summary: first(m.get("og:description", "description", "twitter:description"), ld.summary, told.Summary),
		body:    ld.body,
		tags:    append(append(m.all["article:tag"], ld.tags...), wordsOf(m.get("news_keywords"))...),
		meta:    m, linked: ld,
	}
	h.title = chooseTitle(m, ld, told.Title, sites)
	h.address = chooseAddress([]string{m.canonical, m.get("og:url"), ld.address}, pageURL)
	h.picture = choosePicture(doc, append(append(m.all["og:image"], m.get("og:image:url"), m.get("twitter:image", "twitter:image:src")), ld.picture), ld.credit, told.Picture, pageURL)
	return h
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func first(list ...string) string {
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// chooseAddress takes the page's word for its address when it names a report on
// the same site; a canonical link to a front page or another site is an error
// of the page, and would give many reports one address.
func chooseAddress(said []string, found string) string {
	b, err := Canonical(found)
	if err != nil {
		return found
	}
	for _, s := range said {
		if s == "" {
			continue
		}
		abs, err := resolve(found, s)
		if err != nil {
			continue
		}
		if a, err := Canonical(abs); err == nil && SiteOf(a) == SiteOf(b) && !isFront(a, b) {
			return a
		}
	}
	return found
}

// isFront reports whether an address is a site's or a section's first page,
// seen from a report's address: it has no path, or its path is where the
// report's path begins.
func isFront(a, report string) bool {
	pathOf := func(s string) string {
		if parts := strings.SplitN(s, "/", 4); len(parts) == 4 {
			return strings.TrimSuffix(parts[3], "/")
		}
		return ""
	}
	pa, pr := pathOf(a), pathOf(report)
	if pa == "" {
		return true
	}
	return pa != pr && strings.HasPrefix(pr, pa+"/") && !likeReport(pa[strings.LastIndexByte(pa, '/')+1:])
}

// article makes the article of a page's fields. The error says why there is none:
// what the page is instead, or what it lacks.
func (h head) article(f Fields, s signs, t Terms, paragraphs []string) (Article, error) {
	a, err := FromFields(f)
	if err == nil {
		paragraphs = a.Paragraphs
	}
	partial, reason := s.judge(h, paragraphs)
	if reason != nil {
		return Article{}, reason
	}
	if err != nil {
		return Article{}, err
	}
	a.Partial, a.Terms = partial, t
	return a, nil
}
