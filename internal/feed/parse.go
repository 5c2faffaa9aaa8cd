package feed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
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
	MaxBytes = 10 << 20 // bytes
	MaxItems = 500      // kept of one feed, first ones first
)

// Feed is what a source announces at one time.
type Feed struct {
	Title   string
	Home    string // address of the source's front page
	Lang    string // as declared; "" when not
	Items   []Item // in the feed's order
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

// Parse reads a feed: RSS, RDF, Atom, JSON Feed, or a sitemap. contentType is
// what the server said of it, feedURL where it was found; relative addresses in
// it are resolved against that. Broken feeds are mended where that is possible:
// of a feed that was cut off, the whole items are kept. The error wraps
// ErrNotFeed, ErrPage or ErrTooBig. Parse never panics on any data.
func Parse(data []byte, contentType, feedURL string) (Feed, error) {
	if len(data) > MaxBytes {
		return Feed{}, fmt.Errorf("feed %s: %w: %d bytes", feedURL, ErrTooBig, len(data))
	}
	text, repaired := mend(data, contentType)
	f, err := parse(text, feedURL)
	if err != nil {
		if saved := salvage(text); saved != nil {
			if g, again := parse(saved, feedURL); again == nil && len(g.Items) > 0 {
				f, err = g, nil
				repaired = append(repaired, "cut off or broken: kept the whole items")
			}
		}
	}
	if err != nil {
		return Feed{}, fmt.Errorf("feed %s: %w", feedURL, err)
	}
	f.Repaired = repaired
	if len(f.Items) > MaxItems {
		f.Items = f.Items[:MaxItems]
	}
	return f, nil
}

func parse(text []byte, feedURL string) (f Feed, err error) {
	switch kind(text) {
	case "page":
		return Feed{}, ErrPage
	case "sitemap":
		return parseSitemap(text)
	case "":
		return Feed{}, ErrNotFeed
	}
	defer func() {
		// A panic in a parser of foreign bytes must not end the process.
		if p := recover(); p != nil {
			f, err = Feed{}, fmt.Errorf("%w: %v", ErrNotFeed, p)
		}
	}()
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(text))
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w", ErrNotFeed, err)
	}
	return convert(parsed, feedURL), nil
}

// kind looks at the root element: "feed", "sitemap", "page" or "".
func kind(text []byte) string {
	head := bytes.ToLower(text[:min(len(text), 64<<10)])
	if h := bytes.TrimSpace(head); bytes.HasPrefix(h, []byte("{")) {
		if bytes.Contains(h, []byte(`"items"`)) || bytes.Contains(h, []byte("jsonfeed.org")) {
			return "feed"
		}
		return ""
	}
	m := root.FindSubmatch(head)
	if m == nil {
		return ""
	}
	switch name := string(m[1]); {
	case strings.HasSuffix(name, "urlset") || strings.HasSuffix(name, "sitemapindex"):
		return "sitemap"
	case name == "html" || name == "head" || name == "body":
		return "page"
	case name == "rss" || name == "channel" || strings.HasSuffix(name, "rdf") || strings.HasSuffix(name, "feed"):
		return "feed"
	}
	return ""
}

// root matches the first element that is not a declaration.
var root = regexp.MustCompile(`<([a-z][a-z0-9:_-]*)[\s>/]`)

func convert(g *gofeed.Feed, feedURL string) Feed {
	base, _ := url.Parse(feedURL)
	f := Feed{Title: plain(g.Title), Home: absolute(base, g.Link), Lang: g.Language}
	if g.UpdatedParsed != nil {
		f.Updated = *g.UpdatedParsed
	}
	f.Wait = waitOf(g)
	for _, i := range g.Items[:min(len(g.Items), MaxItems)] {
		if i != nil {
			f.Items = append(f.Items, convertItem(i, base))
		}
	}
	return f
}

func convertItem(i *gofeed.Item, base *url.URL) Item {
	item := Item{
		GUID: i.GUID, URL: absolute(base, i.Link), Title: plain(i.Title), Content: i.Content, Tags: i.Categories,
		Summary: plain(i.Description),
	}
	if item.URL == "" && isWeb(i.GUID) {
		item.URL = i.GUID
	}
	if item.GUID == "" {
		item.GUID = item.URL
	}
	if i.PublishedParsed != nil {
		item.Published = zoned(*i.PublishedParsed, i.Published)
	}
	if i.UpdatedParsed != nil {
		item.Updated = zoned(*i.UpdatedParsed, i.Updated)
	}
	if item.Published.IsZero() {
		item.Published = item.Updated
	}
	var names []string
	for _, a := range i.Authors {
		if a != nil && a.Name != "" {
			names = append(names, plain(a.Name))
		}
	}
	item.Author = strings.Join(names, ", ")
	if i.Image != nil {
		item.Picture = absolute(base, i.Image.URL)
	}
	for _, e := range i.Enclosures {
		if item.Picture == "" && e != nil && strings.HasPrefix(e.Type, "image/") {
			item.Picture = absolute(base, e.URL)
		}
	}
	// Feeds that put the whole report in the description have no other text.
	if item.Content == "" && len(i.Description) > 1500 && strings.Contains(i.Description, "<") {
		item.Content = i.Description
	}
	return item
}

// zoneMark finds the numeric zone at the end of a printed time.
var zoneMark = regexp.MustCompile(`([+-])(\d{2}):?(\d{2})$`)

// zoned gives a time the zone that the feed printed: the parser turns all times
// into UTC, and the printed day is part of the news.
func zoned(t time.Time, printed string) time.Time {
	m := zoneMark.FindStringSubmatch(strings.TrimSpace(printed))
	if m == nil {
		return t
	}
	offset, err := time.Parse("-0700", m[1]+m[2]+m[3])
	if err != nil {
		return t
	}
	_, seconds := offset.Zone()
	if seconds == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", seconds))
}

func waitOf(g *gofeed.Feed) time.Duration {
	minutes := 0
	if v := g.Custom["ttl"]; v != "" {
		// A value that is no number leaves the default.
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil {
			minutes = n
		}
	}
	return min(max(0, time.Duration(minutes)*time.Minute), 24*time.Hour)
}

func isWeb(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }

func absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || base == nil {
		return ref
	}
	u, err := base.Parse(ref)
	if err != nil {
		return ""
	}
	return u.String()
}

var tag = regexp.MustCompile(`(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|</?[a-zA-Z!][^<>]*>`)

// plain turns a title or summary, which may hold markup and may have been
// escaped twice, into text on one line.
func plain(s string) string {
	for range 2 {
		s = tag.ReplaceAllString(s, " ")
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(s), " ")
}
