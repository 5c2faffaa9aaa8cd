package fetchtest

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// Host is one host of an Internet.
type Host struct {
	net   *Internet
	name  string
	addrs []netip.Addr
	// The rest is under net.mu.
	lookups []Lookup
	doors   map[uint16]Door
	tls     func(*tls.Config)
	paths   map[string][]Answer
	asked   map[string]int
	wild    []string // the paths that end in *, longest first
	before  []func(http.ResponseWriter, *http.Request) bool
	knocks  int
}

// Lookup is one answer of DNS.
type Lookup struct {
	After time.Duration // how long it takes
	Addrs []netip.Addr
	Err   error
}

// Name returns the host's name.
func (h *Host) Name() string { return h.name }

// URL returns an http address of the host.
func (h *Host) URL(path string) string { return "http://" + h.name + path }

// SecureURL returns an https address of the host.
func (h *Host) SecureURL(path string) string { return "https://" + h.name + path }

// Addrs returns the addresses that the host claims.
func (h *Host) Addrs() []netip.Addr {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	return slices.Clone(h.addrs)
}

// At gives the host other addresses than its own one. Several hosts may share
// one; what happens on connecting (Door) is then the first one's.
func (h *Host) At(addrs ...netip.Addr) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	for _, a := range h.addrs {
		if h.net.at[a] == h {
			delete(h.net.at, a)
		}
	}
	h.addrs = addrs
	for _, a := range addrs {
		if h.net.at[a] == nil {
			h.net.at[a] = h
		}
	}
	return h
}

// Resolves scripts DNS: the first lookup gets the first answer and so on, the
// last one repeats. The addresses need not be the host's own: those of nobody
// are the canary's.
func (h *Host) Resolves(answers ...Lookup) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	h.lookups = answers
	return h
}

func (h *Host) lookup(i int) Lookup {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	if len(h.lookups) == 0 {
		return Lookup{Addrs: h.addrs}
	}
	return h.lookups[min(i, len(h.lookups)-1)]
}

// Door is what happens on connecting to a host.
type Door struct {
	refuse bool
	after  time.Duration
	alpn   string
	script func(net.Conn)
}

// Doors that are always the same.
var (
	// Open lets everybody in: the web servers answer.
	Open = Door{}
	// Refused has nobody listening.
	Refused = Door{refuse: true}
	// Silent never completes a connection, as a firewall that drops packets.
	Silent = Door{after: 1000 * time.Hour}
	// Mute accepts a connection and never says a word.
	Mute = Script(func(c net.Conn) { drain(c) })
)

// Late completes connections after a while.
func Late(after time.Duration) Door { return Door{after: after} }

// Script gives connections to a function instead of a web server. They are
// closed when it returns; it must return when reading fails.
func Script(f func(net.Conn)) Door { return Door{script: f} }

// SecureScript is Script after a TLS handshake that chose a protocol, such as
// "h2".
func SecureScript(protocol string, f func(net.Conn)) Door { return Door{script: f, alpn: protocol} }

// Door says what happens on connecting to a port of the host.
func (h *Host) Door(port uint16, d Door) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	if h.doors == nil {
		h.doors = make(map[uint16]Door)
	}
	h.doors[port] = d
	return h
}

func (h *Host) doorOf(port uint16) Door {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	return h.doors[port]
}

// Answer answers one request. Any http.HandlerFunc is one.
type Answer func(w http.ResponseWriter, r *http.Request)

// Answers scripts a path (with its query, if any): the first request gets the
// first answer and so on, the last one repeats. A path that ends in "*" stands
// for all that begin so and have no script of their own; the longest counts.
func (h *Host) Answers(path string, answers ...Answer) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	h.paths[path], h.asked[path] = answers, 0
	if strings.HasSuffix(path, "*") {
		h.wild = append(h.wild, path)
		slices.SortFunc(h.wild, func(a, b string) int { return len(b) - len(a) })
	}
	return h
}

// Before runs f before every answer of the host: a pause, a header, or an answer
// in the place of the scripted one, when it returns true.
func (h *Host) Before(f func(w http.ResponseWriter, r *http.Request) (answered bool)) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	h.before = append(h.before, f)
	return h
}

// Knocked returns how many connections to the host were tried.
func (h *Host) Knocked() int {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	return h.knocks
}

// Robots makes robots.txt this text.
func (h *Host) Robots(text string) *Host {
	return h.Answers("/robots.txt", Text("text/plain; charset=utf-8", text))
}

// Asked returns how often a path was asked for.
func (h *Host) Asked(path string) int {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	return h.asked[path]
}

// Requests returns the logged requests to the host, in order; those for one path
// unless it is "".
func (h *Host) Requests(path string) []Request {
	var out []Request
	for _, r := range h.net.Requests() {
		if r.Host == h.name && (path == "" || r.Path == path) {
			out = append(out, r)
		}
	}
	return out
}

// next returns what answers a request, and how many of its path there were.
func (h *Host) next(r *http.Request) (answer Answer, count int) {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	path := r.URL.RequestURI()
	h.asked[path]++
	count = h.asked[path]
	before := slices.Clone(h.before)
	key := h.script(path)
	scripted := Answer(http.NotFound)
	if key != "" {
		if key != path {
			h.asked[key]++
		}
		script := h.paths[key]
		scripted = script[min(h.asked[key], len(script))-1]
	}
	return func(w http.ResponseWriter, r *http.Request) {
		for _, f := range before {
			if f(w, r) {
				return
			}
		}
		scripted(w, r)
	}, count
}

// script returns the path whose answers a path gets, "" for none.
func (h *Host) script(path string) string {
	bare, _, _ := strings.Cut(path, "?")
	for _, p := range []string{path, bare} {
		if len(h.paths[p]) > 0 {
			return p
		}
	}
	for _, w := range h.wild {
		if strings.HasPrefix(path, w[:len(w)-1]) && len(h.paths[w]) > 0 {
			return w
		}
	}
	return ""
}

type endKey struct{}

// withEnd keeps whose connection a request came in by.
func withEnd(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, endKey{}, hostOf(c))
}

// hostOf returns the host that a connection was opened to, nil for the canary.
func hostOf(c net.Conn) *Host {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	switch e := c.(type) {
	case *end:
		return e.host
	case *tcpEnd:
		return e.host
	}
	return nil
}
