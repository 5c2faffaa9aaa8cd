// Package fetch is the only code of Kiku that opens outgoing connections. It is
// polite: it says who it is, asks one host one thing at a time with pauses,
// heeds robots.txt for pages, and asks for nothing that it already has. And it
// is careful: no address of a private network can be reached through it by
// whatever name or redirect, unless the owner allows that network, and no answer
// can be larger or slower than the bounds.
//
// An address passes five gates: its text, its host's addresses
// before anything is connected, the same at the socket, each redirect anew, and
// the bounds of what comes back ([Limits]).
package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	h2 "golang.org/x/net/http2"
)

// Options says how to fetch. Zero values mean the defaults.
type Options struct {
	// UserAgent names the program and where its owner can be reached, as
	// "Kiku (+https://example.org/about)". Default "Kiku".
	UserAgent string
	// Limits bound the answers.
	Limits Limits
	// Delay is the least time between two requests to one host. Default 2 s.
	Delay time.Duration
	// Allow names networks that may be reached although they are private; ports
	// are not restricted there. On all others only 80, 443, 8080 and 8443 are. A
	// cloud's metadata address must be named itself, a network around it does not do.
	// A redirect from a public address never leads into what is allowed here.
	Allow []netip.Prefix
	// AllowHosts names hosts that may be reached at whatever address and port.
	AllowHosts []string
	// NAT64 lets addresses of 64:ff9b::/96 through whose embedded IPv4 address is
	// public: networks without IPv4 need it.
	NAT64 bool
	// Proxy, when set, carries all requests. Resolving and the check of resolved
	// addresses are then the proxy's; the environment's proxies are never used.
	Proxy *url.URL
	// Credentials are Authorization headers by exact origin, as
	// "https://example.org" or "https://example.org:8443". They are sent to that
	// origin only, and never once a redirect has led to another.
	Credentials map[string]string
	// Pins are SHA-256 fingerprints of certificates (see [Fingerprint]) by host.
	// Where a host has one, its certificate must be that very one, and nothing else
	// is asked of it. Behind a Proxy they do not count.
	Pins map[string]string
	// Roots are certificate authorities to trust instead of the system's.
	Roots *x509.CertPool
	// Resolve finds the addresses of a host; nil means DNS by Go's own resolver.
	// What it returns is checked before Connect is called.
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	// Connect opens a TCP connection to an address that was checked; nil means
	// the system's, which checks once more.
	Connect func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
}

// Fetcher fetches. It is safe for use by many goroutines, and one process needs
// only one: politeness to a host is kept by the Fetcher.
type Fetcher struct {
	opts        Options
	guard       *guard
	public      *guard // the same without an allow-list
	names       *names
	connect     func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
	proxy       string            // its host:port, "" without one
	credentials map[string]string // by origin, the port always there
	pins        map[string]string
	http2       *http.Transport // speaks both, chosen by the host
	http1       *http.Transport // for hosts whose HTTP/2 is broken
	hosts       hosts
	robots      robots
	stats       counters
	share       func(ctx context.Context, host string) (done func(), err error) // see Share

	mu       sync.Mutex
	oldHosts map[string]time.Time // asked by HTTP/1.1 until then
}

// New makes a Fetcher. Proxy settings of the environment are ignored on
// purpose: behind a proxy the addresses could not be checked. Entries of
// AllowHosts, Credentials and Pins that are not hosts or origins are left out:
// that refuses more, not less.
func New(opts Options) *Fetcher {
	if opts.UserAgent == "" {
		opts.UserAgent = "Kiku"
	}
	if opts.Delay <= 0 {
		opts.Delay = 2 * time.Second
	}
	opts.Limits = opts.Limits.orDefault()
	f := &Fetcher{
		opts: opts, guard: newGuard(opts), public: newGuard(Options{NAT64: opts.NAT64}), connect: opts.Connect, pins: pinsOf(opts), credentials: credentialsOf(opts),
		names: &names{resolve: opts.Resolve, limits: opts.Limits}, hosts: hosts{delay: opts.Delay},
	}
	if f.names.resolve == nil {
		f.names.resolve = system()
	}
	if f.connect == nil {
		f.connect = systemConnect(f.guard)
	}
	if opts.Proxy != nil {
		f.proxy = proxyAddress(opts.Proxy)
	}
	f.http2, f.http1 = f.newTransport("h2", "http/1.1"), f.newTransport("http/1.1")
	// The HTTP/2 of net/http in Go 1.26 blocks for ever when a server lets a
	// stream's window pass its end (fetchtest's "window past its end"): it takes a
	// lock that it holds. That of golang.org/x/net does not.
	if _, err := h2.ConfigureTransports(f.http2); err != nil { //nolint:staticcheck // deprecated for net/http's own, see above
		f.http2 = f.http1 // cannot happen: it fails only on a transport that has HTTP/2 already
	}
	return f
}

// newTransport makes a transport of the given protocols over this Fetcher's
// connections. One connection is kept of a host: it is asked one thing at a time.
func (f *Fetcher) newTransport(protocols ...string) *http.Transport {
	config := tlsConfig(f.opts, protocols...)
	t := &http.Transport{
		DialContext: f.dial, DialTLSContext: f.dialTLS(config), TLSClientConfig: config, DisableCompression: true,
		TLSHandshakeTimeout: f.opts.Limits.TLS, ResponseHeaderTimeout: f.opts.Limits.Header, MaxResponseHeaderBytes: f.opts.Limits.HeaderBytes,
		IdleConnTimeout: idleFor, MaxIdleConns: idleConns, MaxIdleConnsPerHost: 1,
		TLSNextProto: make(map[string]func(string, *tls.Conn) http.RoundTripper), // none but what is put there
	}
	if f.opts.Proxy != nil {
		t.Proxy = http.ProxyURL(f.opts.Proxy)
	}
	return t
}

const (
	idleConns = 1024
	idleFor   = 60 * time.Second
)

// Get fetches what the owner has asked for by address: feeds. With validators it
// asks for changes only. The error wraps one of this package's errors, names the
// address and carries the steps up to it ([StepsOf]).
func (f *Fetcher) Get(ctx context.Context, address string, v Validators) (Response, error) {
	return f.ask(ctx, address, asking{method: http.MethodGet, kind: feedKind, validators: v})
}

// Page fetches a page that was found by following a link; robots.txt of each
// host on the way is obeyed. Errors are as with Get.
func (f *Fetcher) Page(ctx context.Context, address string, v Validators) (Response, error) {
	return f.ask(ctx, address, asking{method: http.MethodGet, kind: pageKind, validators: v})
}

// Post sends a form, as subscriptions to a WebSub hub are. Any status from 200
// to 299 is a good answer. Redirects 307 and 308 are followed. Errors are as
// with Get.
func (f *Fetcher) Post(ctx context.Context, address string, form url.Values) (Response, error) {
	return f.ask(ctx, address, asking{method: http.MethodPost, kind: feedKind, form: form})
}

// ask is follow with steps, counters and a named error.
func (f *Fetcher) ask(ctx context.Context, address string, a asking) (Response, error) {
	done := &steps{}
	r, err := f.follow(withSteps(ctx, done), address, a)
	if err != nil && errors.Is(err, context.Canceled) && ctx.Err() != nil {
		err = ctx.Err()
	}
	f.stats.outcome(Outcome(r, err))
	if err != nil {
		return Response{}, &StepError{Steps: done.all(), Err: fmt.Errorf("fetch %s: %w", clip(withoutUser(address)), err)}
	}
	r.Steps = done.all()
	return r, nil
}

// get fetches for this package itself: no steps, no counted outcome.
func (f *Fetcher) get(ctx context.Context, address string, v Validators, k kind) (Response, error) {
	return f.follow(ctx, address, asking{method: http.MethodGet, kind: k, validators: v})
}

// Close ends idle connections.
func (f *Fetcher) Close() {
	f.http2.CloseIdleConnections()
	f.http1.CloseIdleConnections()
}

// credentialsOf brings origins into the form of origin.
func credentialsOf(opts Options) map[string]string {
	out := make(map[string]string, len(opts.Credentials))
	for at, secret := range opts.Credentials {
		u, err := url.Parse(at)
		if err != nil || u.Host == "" {
			continue
		}
		name, err := hostName(u.Hostname())
		if err != nil {
			continue
		}
		if port, err := portOf(u); err == nil {
			out[origin(&url.URL{Scheme: u.Scheme, Host: joinHost(name, port, "")})] = secret
		}
	}
	return out
}

// proxyAddress is what the transport dials to reach a proxy.
func proxyAddress(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// withoutUser takes user and password out of an address that may not even be one,
// for messages.
func withoutUser(address string) string {
	scheme, rest, ok := strings.Cut(address, "//")
	if !ok {
		return address
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
		rest = rest[at+1:]
	}
	return scheme + "//" + rest
}

func clip(s string) string {
	if len(s) > 200 {
		return strings.ToValidUTF8(s[:200], "") + "…" // not within a letter
	}
	return s
}
