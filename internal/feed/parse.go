package feed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"
)

var (
	// ErrNotFeed says that the data is none of the kinds of feed known here.
	ErrNotFeed = errors.New("not a feed")
	// ErrPage says that the data is a web page, perhaps one that names a feed:
	// see Links.
	ErrPage = errors.New("a web page, not a feed")
	// ErrTooBig says that the data is over MaxBytes.
	ErrTooBig = errors.New("feed too big")
)

// Bounds on one feed.
const (
	MaxBytes = 32 << 20 // bytes
	MaxItems = 500      // kept of one feed: the newest when its items are dated, else the first
)

// Feed is what a source announces at one time.
type Feed struct {
	Title   string
	Home    string // address of the source's front page
	Lang    string // as declared; "" when not
	Items   []Item // in the feed's order; newest first when Truncated
	Updated time.Time
	// Wait is how long the feed asks readers to wait between two visits; 0 when
	// it does not say.
	Wait time.Duration
	// Repaired says what had to be mended before the feed could be read; empty
	// for a sound feed.
	Repaired []string
	// Hub and Self are the WebSub hub that the feed names and the address that
	// it calls its own; "" when it does not.
	Hub, Self string
	// Next and PrevArchive are the addresses of older parts (RFC 5005).
	Next, PrevArchive string
	Complete          bool // the document holds all items of the feed (fh:complete)
	IsArchive         bool // the document is an archive that never changes (fh:archive)
	SkipHours         []int
	SkipDays          []time.Weekday
	Truncated         bool     // there were more than MaxItems items
	Index             []string // child sitemaps of a sitemap index
}

// Parse reads a feed: RSS, RDF, Atom, CDF, JSON Feed, or a sitemap. contentType
// is what the server said of it, feedURL where it was found; relative addresses
// in it are resolved against that. Broken feeds are read as far as they go: of a
// feed that was cut off, the whole items and the readable part of the last one
// are kept, and one bad item does not cost the others. Only http and https
// addresses come out. The error wraps ErrNotFeed, ErrPage or ErrTooBig. Parse
// never panics on any data.
func Parse(data []byte, contentType, feedURL string) (f Feed, err error) {
	if len(data) > MaxBytes {
		return Feed{}, fmt.Errorf("feed %s: %w: %d bytes", feedURL, ErrTooBig, len(data))
	}
	defer func() {
		// A mistake in reading foreign bytes must not end the process.
		if p := recover(); p != nil {
			f, err = Feed{}, fmt.Errorf("feed %s: %w: %v", feedURL, ErrNotFeed, p)
		}
	}()
	clean, repaired := mend(data, contentType)
	// Without a base, relative addresses are left out.
	base, _ := url.Parse(feedURL)
	f, err = parse(clean, base)
	if err != nil {
		return Feed{}, fmt.Errorf("feed %s: %w", feedURL, err)
	}
	f.Repaired = append(repaired, f.Repaired...)
	return f, nil
}

func parse(clean []byte, base *url.URL) (Feed, error) {
	if isJSON(clean) {
		if f, ok := parseJSON(clean, base); ok {
			return f, nil
		}
		return Feed{}, ErrNotFeed
	}
	if f, ok := parseList(clean); ok {
		return f, nil
	}
	if bytes.HasPrefix(clean, []byte("{")) || !bytes.Contains(clean, []byte("<")) {
		return Feed{}, ErrNotFeed
	}
	n := newNames()
	l := split(clean, n)
	switch {
	case l.root == "urlset" || l.root == "sitemapindex":
		return parseSitemap(clean, base, n, l), nil
	case isFeedRoot(l.root):
		return parseXML(clean, base, n, l), nil
	case isPage(l.root):
		return Feed{}, ErrPage
	case len(l.items) > 0 || l.outer != nil:
		l.root = "rss"
		f := parseXML(clean, base, n, l)
		f.Repaired = append(f.Repaired, "unknown root element")
		return f, nil
	}
	return Feed{}, ErrNotFeed
}

func isPage(root string) bool {
	switch strings.TrimPrefix(root, "xhtml:") {
	case "html", "head", "body", "script", "div", "p", "title", "meta":
		return true
	}
	return false
}

// textAsHTML makes paragraphs of plain text.
func textAsHTML(s string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}
