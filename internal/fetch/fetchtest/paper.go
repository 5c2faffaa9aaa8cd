package fetchtest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// PaperOptions say what a newspaper is like. The zero value is an RSS feed with
// both validators that grows by Publish alone.
type PaperOptions struct {
	Title  string // the host's name when empty
	Format string // "rss" (also when empty), "atom" or "json"
	Lang   string // "en" (also when empty) or "ja"
	// Every is how often an item appears by itself, counted from Start; 0 for
	// never. Items that appeared before the first request are there at once.
	Every time.Duration
	Start time.Time // when the first item appears; when the paper was made, if zero
	Items int       // how many items the feed holds, the newest; 30 when 0
	// Validators are "both" (also when empty), "etag", "date" or "none".
	Validators string
	MaxAge     time.Duration // sent as Cache-Control when not 0
	TTL        time.Duration // stated in an RSS feed when not 0
	Whole      bool          // items carry their whole text
	Robots     string        // robots.txt; 404 when empty
}

// Paper is a newspaper of a host: a feed, and a page for each of its items.
type Paper struct {
	host  *Host
	path  string
	opts  PaperOptions
	mu    sync.Mutex
	start time.Time
	extra []note // published by hand
	cache struct {
		items int
		body  []byte
	}
}

// note is an item published by hand.
type note struct {
	title string
	at    time.Time
}

// Paper puts a newspaper on a host, with its feed at a path. The text of its
// items is invented, different for each, and the same in each run.
func (h *Host) Paper(path string, o PaperOptions) *Paper {
	if o.Title == "" {
		o.Title = "The " + h.name + " Post"
	}
	if o.Items == 0 {
		o.Items = 30
	}
	p := &Paper{host: h, path: path, opts: o, start: o.Start}
	if p.start.IsZero() {
		p.start = time.Now()
	}
	h.Answers(path, p.feed)
	h.Answers(p.pages()+"*", p.page)
	if o.Robots != "" {
		h.Robots(o.Robots)
	}
	return p
}

// pages is the path under which the paper's articles stand.
func (p *Paper) pages() string { return p.path + ".articles/" }

// URL returns the feed's address.
func (p *Paper) URL() string { return p.host.URL(p.path) }

// PageURL returns the address of an item's page; the first item is 0.
func (p *Paper) PageURL(i int) string { return p.host.URL(p.pages() + strconv.Itoa(i)) }

// Publish adds items now.
func (p *Paper) Publish(titles ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range titles {
		p.extra = append(p.extra, note{t, time.Now()})
	}
}

// Len returns how many items there have been until now.
func (p *Paper) Len() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.grown() + len(p.extra)
}

// Item returns the i-th item, the first being 0. It panics when there is no such
// item yet.
func (p *Paper) Item(i int) Item {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.item(i, p.grown())
}

// grown is how many items appeared by themselves.
func (p *Paper) grown() int {
	age := time.Since(p.start)
	if p.opts.Every <= 0 || age < 0 {
		return 0
	}
	return int(age/p.opts.Every) + 1
}

// Item is one item of a newspaper.
type Item struct {
	Index     int
	Title     string
	URL       string
	GUID      string
	Published time.Time
	Text      []string // paragraphs
}

// item returns the i-th item: those that grew come first, then those published.
func (p *Paper) item(i, grown int) Item {
	it := Item{Index: i, URL: p.PageURL(i), GUID: p.host.name + p.path + "#" + strconv.Itoa(i)}
	if i < grown {
		it.Published = p.start.Add(time.Duration(i) * p.opts.Every)
	} else {
		it.Title, it.Published = p.extra[i-grown].title, p.extra[i-grown].at
	}
	title, text := story(p.opts.Lang, p.host.name+p.path, i)
	if it.Title == "" {
		it.Title = title
	}
	it.Text = text
	return it
}

// feed answers with the newest items, or 304.
func (p *Paper) feed(w http.ResponseWriter, r *http.Request) {
	body, n, changed := p.now()
	etag, date := fmt.Sprintf(`"%d"`, n), changed.UTC().Format(http.TimeFormat)
	switch p.opts.Validators {
	case "etag":
		date = ""
	case "date":
		etag = ""
	case "none":
		etag, date = "", ""
	}
	if p.opts.MaxAge > 0 {
		w.Header().Set("Cache-Control", fmt.Sprintf("max-age=%d", p.opts.MaxAge/time.Second))
	}
	kind := map[string]string{"atom": "application/atom+xml", "json": "application/feed+json"}[p.opts.Format]
	if kind == "" {
		kind = "application/rss+xml"
	}
	Conditional(etag, date, Bytes(kind, body))(w, r)
}

// Body returns the feed as it is now.
func (p *Paper) Body() []byte {
	body, _, _ := p.now()
	return body
}

// now returns the feed, how many items there have been, and when the last came.
func (p *Paper) now() (body []byte, n int, changed time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	grown := p.grown()
	n = grown + len(p.extra)
	if p.cache.body == nil || p.cache.items != n {
		p.cache.items, p.cache.body = n, p.render(grown, n)
	}
	changed = p.start
	if n > 0 {
		changed = p.item(n-1, grown).Published
	}
	return p.cache.body, n, changed
}

// render writes the feed.
func (p *Paper) render(grown, n int) []byte {
	items := make([]Item, 0, p.opts.Items)
	for i := n - 1; i >= max(0, n-p.opts.Items); i-- {
		items = append(items, p.item(i, grown))
	}
	switch p.opts.Format {
	case "atom":
		return p.atom(items)
	case "json":
		return p.json(items)
	}
	return p.rss(items)
}

func (p *Paper) rss(items []Item) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>%s</title><link>%s</link>`, esc(p.opts.Title), p.host.URL("/"))
	if p.opts.TTL > 0 {
		fmt.Fprintf(&b, `<ttl>%d</ttl>`, p.opts.TTL/time.Minute)
	}
	for _, it := range items {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate><description>%s</description>`,
			esc(it.Title), it.URL, it.GUID, it.Published.UTC().Format(time.RFC1123Z), esc(it.Text[0]))
		if p.opts.Whole {
			fmt.Fprintf(&b, `<content:encoded>%s</content:encoded>`, esc(paragraphs(it.Text)))
		}
		b.WriteString(`</item>`)
	}
	b.WriteString(`</channel></rss>`)
	return b.Bytes()
}

func (p *Paper) atom(items []Item) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>%s</id><link rel="self" href="%s"/>`, esc(p.opts.Title), p.URL(), p.URL())
	for _, it := range items {
		at := it.Published.UTC().Format(time.RFC3339)
		fmt.Fprintf(&b, `<entry><title>%s</title><id>tag:%s</id><link href="%s"/><published>%s</published><updated>%s</updated><summary>%s</summary>`,
			esc(it.Title), it.GUID, it.URL, at, at, esc(it.Text[0]))
		if p.opts.Whole {
			fmt.Fprintf(&b, `<content type="html">%s</content>`, esc(paragraphs(it.Text)))
		}
		b.WriteString(`</entry>`)
	}
	b.WriteString(`</feed>`)
	return b.Bytes()
}

func (p *Paper) json(items []Item) []byte {
	type entry struct {
		ID        string `json:"id"`
		URL       string `json:"url"`
		Title     string `json:"title"`
		Published string `json:"date_published"`
		Summary   string `json:"summary"`
		Content   string `json:"content_html,omitempty"`
	}
	feed := struct {
		Version string  `json:"version"`
		Title   string  `json:"title"`
		Items   []entry `json:"items"`
	}{"https://jsonfeed.org/version/1.1", p.opts.Title, make([]entry, 0, len(items))}
	for _, it := range items {
		e := entry{it.GUID, it.URL, it.Title, it.Published.UTC().Format(time.RFC3339), it.Text[0], ""}
		if p.opts.Whole {
			e.Content = paragraphs(it.Text)
		}
		feed.Items = append(feed.Items, e)
	}
	out, err := json.Marshal(feed)
	if err != nil {
		panic(err)
	}
	return out
}

// page answers with an item's page.
func (p *Paper) page(w http.ResponseWriter, r *http.Request) {
	i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, p.pages()))
	p.mu.Lock()
	grown := p.grown()
	if err != nil || i < 0 || i >= grown+len(p.extra) {
		p.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	it := p.item(i, grown)
	p.mu.Unlock()
	lang := p.opts.Lang
	if lang == "" {
		lang = "en"
	}
	Text("text/html; charset=utf-8", fmt.Sprintf(`<!doctype html><html lang="%s"><head><title>%s</title><link rel="canonical" href="%s">
<meta property="article:published_time" content="%s"></head><body><nav><a href="/">%s</a></nav><article><h1>%[2]s</h1>%[6]s</article></body></html>`,
		lang, html.EscapeString(it.Title), it.URL, it.Published.UTC().Format(time.RFC3339), html.EscapeString(p.opts.Title), paragraphs(it.Text)))(w, r)
}

func paragraphs(text []string) string {
	var b strings.Builder
	for _, t := range text {
		b.WriteString("<p>" + html.EscapeString(t) + "</p>\n")
	}
	return b.String()
}

func esc(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err)
	}
	return b.String()
}
