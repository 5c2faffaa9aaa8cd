// Package fetchtest is a small internet for tests of programs that read the web:
// feed readers, crawlers, anything with a guard on its way out. Only tests may
// use it; it needs nothing of Kiku.
//
// An [Internet] has hosts with names and claimed public addresses. A program
// under test is given two functions, [Internet.Resolve] for DNS and
// [Internet.Connect] for sockets, and meets there whatever the tests script:
//
//   - newspapers ([Host.Paper]) with feeds in RSS, Atom or JSON that grow as time
//     passes, with validators, 304, pages and robots.txt;
//   - answers by number ([Host.Answers]): first this, then that; redirects, chains
//     and mazes, refusals, slow, trickling, endless and short bodies, bombs that
//     are made as they are sent, texts whose charset is not the declared one;
//   - what is below HTTP: names that change their address between two lookups
//     ([Host.Resolves]), doors that are shut or say nothing ([Host.Door]), fourteen
//     faults of TLS ([TLSFaults]), peers that break the rules of HTTP/2 ([H2Faults]);
//   - a canary ([Internet.Canary]) at every address that no host has, for attacks
//     on private networks: it must stay silent;
//   - a log of all requests with their times ([Internet.Requests]), and an [Audit]
//     that checks politeness as the servers see it.
//
// All of it is in memory and takes its time from package time, so that it runs
// inside bubbles of testing/synctest, where a test turns the clock: a month of
// polling takes seconds. [Internet.Listen] carries the same over TCP on
// 127.0.0.1, for benchmarks and for other programs.
//
// [Start] is simpler: one newspaper on a free port of 127.0.0.1.
package fetchtest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Newspaper is a server on a free port of 127.0.0.1. Its paths:
//
//	/feed.xml          the feed, with an ETag; 304 for who has it
//	/articles/NAME     the pages that were added
//	/robots.txt        what SetRobots said; 404 without
//	/moved, /found     a permanent and a passing redirect to /feed.xml
//	/loop              a redirect to itself
//	/private           a redirect to an address of a private network
//	/file              a redirect to a file: address
//	/slow              an answer that does not come before Slow has passed
//	/trickle           a body that comes byte by byte and never ends
//	/endless           a body that never ends
//	/bomb              a small gzip body that unpacks to 16 MiB
//	/twice             a body that says it is packed twice
//	/gone /busy /down  status 410, 429 (Retry-After: 120), 503
//	/cut               a body shorter than its length
type Newspaper struct {
	*httptest.Server
	Slow time.Duration // how long /slow waits; 10 s at first

	mu     sync.Mutex
	feed   []byte
	tag    int
	pages  map[string][]byte
	robots string
	seen   []Request
}

// Start starts a newspaper with an empty feed. Close it after use.
func Start() *Newspaper {
	n := &Newspaper{Slow: 10 * time.Second, pages: make(map[string][]byte)}
	n.SetFeed("The Harbour Post")
	n.Server = httptest.NewServer(http.HandlerFunc(n.serve))
	return n
}

// Network is the network that the newspaper stands in, for a fetcher's allow list.
func (n *Newspaper) Network() netip.Prefix { return netip.MustParsePrefix("127.0.0.1/32") }

// AddPage adds an HTML page at /articles/NAME.
func (n *Newspaper) AddPage(name, page string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pages["/articles/"+name] = []byte(page)
}

// SetFeed makes an RSS feed of pages that were added, by name, newest first,
// and gives it a new ETag. Titles are the names.
func (n *Newspaper) SetFeed(title string, names ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>%s</title>`, title)
	for i, name := range names {
		at := time.Date(2025, 5, 21, 12, 0, 0, 0, time.UTC).Add(-time.Duration(i) * time.Hour)
		fmt.Fprintf(&b, `<item><title>%s</title><link>/articles/%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate></item>`, name, name, name, at.Format(time.RFC1123Z))
	}
	b.WriteString(`</channel></rss>`)
	n.feed, n.tag = []byte(b.String()), n.tag+1
}

// SetFeedBytes makes the feed these bytes.
func (n *Newspaper) SetFeedBytes(feed []byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.feed, n.tag = feed, n.tag+1
}

// SetRobots makes robots.txt this text.
func (n *Newspaper) SetRobots(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.robots = text
}

// Requests returns the requests for a path, in order; all of them for "".
func (n *Newspaper) Requests(path string) []Request {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []Request
	for _, r := range n.seen {
		if path == "" || r.Path == path {
			out = append(out, r)
		}
	}
	return out
}

func (n *Newspaper) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.seen = append(n.seen, Request{Host: r.Host, Path: r.URL.Path, Method: r.Method, Header: r.Header.Clone(), At: time.Now()})
	page, robots, feed, tag := n.pages[r.URL.Path], n.robots, n.feed, `"v`+strconv.Itoa(n.tag)+`"`
	n.mu.Unlock()
	switch {
	case page != nil:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(page)
	case r.URL.Path == "/feed.xml":
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "max-age=1800")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Write(feed)
	case r.URL.Path == "/robots.txt" && robots != "":
		w.Write([]byte(robots))
	default:
		n.trouble(w, r)
	}
}

func (n *Newspaper) trouble(w http.ResponseWriter, r *http.Request) {
	to := map[string]string{"/moved": "/feed.xml", "/found": "/feed.xml", "/loop": "/loop", "/private": "http://10.0.0.1/feed.xml", "/file": "file:///etc/hostname"}
	status := map[string]int{"/gone": http.StatusGone, "/busy": http.StatusTooManyRequests, "/down": http.StatusServiceUnavailable}
	switch path := r.URL.Path; {
	case path == "/moved":
		http.Redirect(w, r, to[path], http.StatusMovedPermanently)
	case to[path] != "":
		http.Redirect(w, r, to[path], http.StatusFound)
	case status[path] != 0:
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(status[path])
	case path == "/slow":
		wait(r, n.Slow)
	case path == "/trickle":
		pour(w, r, []byte("x"), 50*time.Millisecond)
	case path == "/endless":
		pour(w, r, bytes.Repeat([]byte("x"), 64<<10), 0)
	case path == "/bomb":
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb())
	case path == "/twice":
		w.Header().Set("Content-Encoding", "gzip, gzip")
		w.Write([]byte("x"))
	case path == "/cut":
		w.Header().Set("Content-Length", "1000")
		w.Write([]byte("short"))
	default:
		http.NotFound(w, r)
	}
}

func wait(r *http.Request, d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	}
}

func pour(w http.ResponseWriter, r *http.Request, chunk []byte, pause time.Duration) {
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return
		}
		if pause > 0 {
			w.(http.Flusher).Flush()
			wait(r, pause)
		}
	}
}

var bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 16 {
		if _, err := z.Write(zeros); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
})
