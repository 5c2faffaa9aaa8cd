package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Candidate is an address where a source may have a feed.
type Candidate struct {
	URL   string // absolute, http or https
	Title string // as the page calls it, "" when it does not
	How   string // "link" (link element), "anchor" (a link in the page), "header" (Link header), "guess" (a common path)
}

// MaxCandidates is how many addresses discovery may ask.
const MaxCandidates = 4

// commonPaths are where sites have their feed when they do not say so.
var commonPaths = []string{"/feed", "/rss.xml", "/feed.xml", "/index.rdf", "/atom.xml", "/rss"}

// Discover returns the addresses where the feed of a web page is likely to be,
// best first, at most MaxCandidates: what the Link headers of its answer name
// (as received, may be none), what its head names, links in it that look like
// feeds, then common paths of its site. A page that names a feed is not guessed
// at. Feeds of comments come last.
func Discover(page []byte, headers []string, pageURL string) []Candidate {
	base, err := url.Parse(pageURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil
	}
	found := candidates(page, base)
	slices.SortStableFunc(found, func(a, b Candidate) int { return rank(a) - rank(b) })
	out := keep(linked(headers, base), found...)
	if len(out) > 0 {
		return out
	}
	for _, path := range commonPaths {
		out = keep(out, Candidate{URL: base.Scheme + "://" + base.Host + path, How: "guess"})
	}
	return out
}

// linked returns the feeds that Link headers name (RFC 8288), in their order.
func linked(values []string, base *url.URL) []Candidate {
	var out []Candidate
	for _, v := range values {
		for v != "" && len(out) < MaxCandidates {
			_, rest, ok := strings.Cut(v, "<")
			if !ok {
				break
			}
			address, rest, ok := strings.Cut(rest, ">")
			if !ok {
				break
			}
			params := rest
			if i := strings.Index(rest, ",<"); i >= 0 {
				params, rest = rest[:i], rest[i:]
			} else if i := strings.Index(rest, ", <"); i >= 0 {
				params, rest = rest[:i], rest[i:]
			} else {
				rest = ""
			}
			v = rest
			p := strings.NewReplacer(`"`, "", " ", "").Replace(strings.ToLower(params)) + ";"
			if strings.Contains(p, "rel=alternate;") && feedTypes[typeIn(p)] {
				out = keep(out, Candidate{URL: webAddress(base, address), How: "header"})
			}
		}
	}
	return out
}

func typeIn(params string) string {
	_, rest, _ := strings.Cut(params, "type=")
	t, _, _ := strings.Cut(rest, ";")
	return t
}

// keep adds candidates that are new, up to the bound.
func keep(out []Candidate, more ...Candidate) []Candidate {
	for _, c := range more {
		if c.URL != "" && len(out) < MaxCandidates && !slices.ContainsFunc(out, func(o Candidate) bool { return placeOf(o.URL) == placeOf(c.URL) }) {
			out = append(out, c)
		}
	}
	return out
}

// rank orders candidates: named ones, then links, then comments.
func rank(c Candidate) int {
	r := 0
	if c.How == "anchor" {
		r = 1
	}
	low := strings.ToLower(c.URL + " " + c.Title)
	for _, w := range []string{"comment", "コメント", "podcast", "/author/"} {
		if strings.Contains(low, w) {
			r += 10
		}
	}
	return r
}

var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
	"application/x-rss+xml": true, "application/xml+rss": true, "text/rss": true, "text/rss+xml": true, "text/atom+xml": true,
}

// candidates reads the feeds that a page names, in its order. It looks at the
// first megabyte.
func candidates(page []byte, base *url.URL) []Candidate {
	var out []Candidate
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), 1<<20)]))
	z.SetMaxBuf(1 << 20)
	anchor := -1 // the candidate whose words are being read
	for len(out) < 100 {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.TextToken:
			if anchor >= 0 && out[anchor].Title == "" {
				out[anchor].Title = clip(plain(string(z.Text())), maxTag)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				anchor = -1
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "base":
				if u, err := base.Parse(attr(t, "href")); err == nil && isWeb(u.String()) {
					base = u
				}
			case "link":
				if c := named(t, base); c.URL != "" {
					out = append(out, c)
				}
			case "a":
				if a := webAddress(base, attr(t, "href")); a != "" && looksLikeFeed(a) {
					out = append(out, Candidate{URL: a, Title: attr(t, "title"), How: "anchor"})
					anchor = len(out) - 1
				}
			}
		}
	}
	return out
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// named returns the feed that a link element names; zero when it is none.
func named(t html.Token, base *url.URL) Candidate {
	rel := strings.Fields(strings.ToLower(attr(t, "rel")))
	if !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") {
		return Candidate{}
	}
	kind, _, _ := strings.Cut(strings.ToLower(attr(t, "type")), ";")
	if !feedTypes[strings.TrimSpace(kind)] && !slices.Contains(rel, "feed") {
		return Candidate{}
	}
	return Candidate{URL: webAddress(base, strings.TrimPrefix(attr(t, "href"), "feed:")), Title: clip(plain(attr(t, "title")), maxTag), How: "link"}
}

// looksLikeFeed reports whether an address is that of a feed by its spelling.
func looksLikeFeed(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := strings.TrimSuffix(strings.ToLower(u.Path), "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch last {
	case "feed", "rss", "atom", "rss2", "feeds.json":
		return true
	}
	for _, end := range []string{".rss", ".rdf", ".atom"} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return (strings.HasSuffix(last, ".xml") || strings.HasSuffix(last, ".json")) &&
		(strings.Contains(last, "rss") || strings.Contains(last, "feed") || strings.Contains(last, "atom") || strings.Contains(path, "/rss/") || strings.Contains(path, "/feed/"))
}
