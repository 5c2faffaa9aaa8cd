package pipeline_test

import (
	"context"
	"fmt"
	"hash/crc32"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"kiku/internal/fetch"
)

// press is a handful of newspapers on one listener, told apart by their host
// names, that several processes can ask.
type press struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // by host and path; a body that starts with a number is a status
	slow  map[string]time.Duration
	log   []pressAsk
	busy  map[string]int // requests in flight by host
	most  int            // the most at once to one host
}

// pressAsk is one request.
type pressAsk struct {
	at          time.Time
	address     string // host and path
	conditional bool
}

func newPress(t testing.TB) *press {
	p := &press{pages: map[string]string{}, slow: map[string]time.Duration{}, busy: map[string]int{}}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// set prints a page.
func (p *press) set(address, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[address] = body
}

// unset takes a page away.
func (p *press) unset(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.pages, address)
}

// linger makes a page take its time.
func (p *press) linger(address string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slow[address] = d
}

// asks returns the requests so far.
func (p *press) asks() []pressAsk {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]pressAsk(nil), p.log...)
}

// ServeHTTP answers with the page, or 304 to who has it.
func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	address := r.Host + r.URL.RequestURI()
	p.mu.Lock()
	p.log = append(p.log, pressAsk{time.Now(), address, r.Header.Get("If-None-Match") != ""})
	p.busy[r.Host]++
	p.most = max(p.most, p.busy[r.Host])
	body, wait := p.pages[address], p.slow[address]
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.busy[r.Host]--
	}()
	select {
	case <-time.After(wait):
	case <-r.Context().Done():
		return
	}
	tag := fmt.Sprintf("\"%x\"", crc32.ChecksumIEEE([]byte(body)))
	switch {
	case body == "":
		http.NotFound(w, r)
	case strings.HasPrefix(body, "302 "):
		http.Redirect(w, r, strings.TrimPrefix(body, "302 "), http.StatusFound)
	case strings.HasPrefix(body, "429"):
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", tag)
		if strings.HasPrefix(body, "<?xml") {
			w.Header().Set("Content-Type", "application/rss+xml")
		} else {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(w, body)
	}
}

// fetcher returns a way to a press: every host name leads to it.
func pressFetcher(address string) *fetch.Fetcher {
	return fetch.New(fetch.Options{
		Delay: time.Millisecond,
		Resolve: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("192.0.43.10")}, nil
		},
		Connect: func(ctx context.Context, _ netip.AddrPort) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "tcp", address)
		},
	})
}

// pressFeed prints a feed of articles on its host; older is the address of its
// older page, if any.
func pressFeed(host, older string, articles ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Post of ` + host + `</title><id>http://` + host + `/</id>` +
		`<updated>2026-05-01T09:00:00Z</updated><link href="http://` + host + `/"/>`)
	if older != "" {
		b.WriteString(`<link rel="prev-archive" href="` + older + `"/>`)
	}
	for _, a := range articles {
		fmt.Fprintf(&b, `<entry><id>tag:%[1]s,%[2]s</id><title>Ferry %[2]s runs again</title><link href="http://%[1]s/articles/%[2]s"/>`+
			`<updated>2026-05-01T08:00:00Z</updated><summary>The ferry runs.</summary></entry>`, host, a)
	}
	b.WriteString(`</feed>`)
	return b.String()
}

// pressArticle prints an article; next is the address of its second part, if any.
func pressArticle(name, next string) string {
	link := ""
	if next != "" {
		link = `<link rel="next" href="` + next + `">`
	}
	return strings.Replace(fmt.Sprintf(page, "Ferry "+name+" runs again"), "</head>", link+"</head>", 1)
}
