// Package fetch is the only code of Kiku that opens outgoing connections. It is
// polite: it says who it is, asks one host one thing at a time with pauses,
// heeds robots.txt for pages, and asks for nothing that it already has. And it
// is careful: no address of a private network can be reached through it by
// whatever name or redirect, unless the owner allows that network, and no answer
// can be larger or slower than the bounds.
package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
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
	// are not restricted there. On all others only 80, 443, 8080 and 8443 are.
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
	// Pins are SHA-256 fingerprints of certificates in hex, by host. Where a host
	// has one its certificate must be that very one, and is not asked for anything else.
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
	opts   Options
	client *http.Client
	hosts  hosts
	robots robots
	stats  counters
}

// New makes a Fetcher. Proxy settings of the environment are ignored on
// purpose: behind a proxy the addresses could not be checked.
func New(opts Options) *Fetcher {
	if opts.UserAgent == "" {
		opts.UserAgent = "Kiku"
	}
	opts.Limits = opts.Limits.orDefault()
	if opts.Delay <= 0 {
		opts.Delay = 2 * time.Second
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, Control: guard(opts.Allow)}
	transport := &http.Transport{
		Proxy: nil, DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true,
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 15 * time.Second, IdleConnTimeout: 60 * time.Second,
		MaxResponseHeaderBytes: opts.Limits.HeaderBytes, MaxIdleConns: 100, MaxIdleConnsPerHost: 1,
	}
	return &Fetcher{
		opts: opts,
		// No cookie jar, and redirects are followed by hand so that each hop is
		// checked and waits for its host.
		client: &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		hosts:  hosts{delay: opts.Delay},
	}
}

// guard checks the address that is about to be connected to, after names were
// resolved: a check of the name could be told another address later.
func guard(allow []netip.Prefix) func(network, address string, c syscall.RawConn) error {
	public := ssrf.New(ssrf.WithPorts(80, 443, 8080, 8443))
	return func(network, address string, c syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err == nil {
			for _, p := range allow {
				if p.Contains(at.Addr().Unmap()) {
					return nil
				}
			}
		}
		if err := public.Safe(network, address, c); err != nil {
			return fmt.Errorf("%w: %w", ErrPrivate, err)
		}
		return nil
	}
}

// Get fetches what the owner has asked for by address: feeds, robots.txt does
// not bind those. With validators it asks for changes only. The error wraps one
// of this package's errors and names the address.
func (f *Fetcher) Get(ctx context.Context, address string, v Validators) (Response, error) {
	r, err := f.get(ctx, address, v, feedKind)
	if err != nil {
		return Response{}, fmt.Errorf("fetch %s: %w", clip(address), err)
	}
	return r, nil
}

// Page fetches a page that was found by following a link; robots.txt of each
// host on the way is obeyed.
func (f *Fetcher) Page(ctx context.Context, address string, v Validators) (Response, error) {
	r, err := f.get(ctx, address, v, pageKind)
	if err != nil {
		return Response{}, fmt.Errorf("fetch %s: %w", clip(address), err)
	}
	return r, nil
}

// Close ends idle connections.
func (f *Fetcher) Close() { f.client.CloseIdleConnections() }

func (f *Fetcher) get(ctx context.Context, address string, v Validators, k kind) (Response, error) {
	start := time.Now()
	moved, permanent := "", true
	for hop := 0; ; hop++ {
		u, err := check(address)
		if err != nil {
			return Response{}, err
		}
		if k == pageKind {
			if err := f.allowed(ctx, u); err != nil {
				return Response{}, err
			}
		}
		answer, next, err := f.once(ctx, u, v, k)
		if err != nil {
			return Response{}, err
		}
		if next == "" {
			answer.Moved, answer.Took = moved, time.Since(start)
			return answer, nil
		}
		if hop == f.opts.Limits.Redirects {
			return Response{}, ErrRedirects
		}
		permanent = permanent && answer.Moved != ""
		to, err := u.Parse(next)
		if err != nil {
			return Response{}, fmt.Errorf("%w: redirect to %q", ErrBadURL, clip(next))
		}
		if address = to.String(); permanent {
			moved = address
		}
	}
}

// check parses an address and refuses what must never be asked for.
func check(address string) (*url.URL, error) {
	if len(address) > maxURL || strings.ContainsAny(address, "\x00\r\n\t ") {
		return nil, ErrBadURL
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.Opaque != "" {
		return nil, fmt.Errorf("%w: not an http or https address", ErrBadURL)
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u, nil
}

func clip(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// once makes one request when it is its host's turn. next is where a redirect
// leads, "" without one; then answer.Moved is set when it is a permanent one.
func (f *Fetcher) once(ctx context.Context, u *url.URL, v Validators, k kind) (answer Response, next string, err error) {
	done, err := f.hosts.turn(ctx, hostKey(u), k)
	if err != nil {
		return Response{}, "", err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, f.opts.Limits.Exchange)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Response{}, "", fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	f.headers(req, v)
	res, err := f.client.Do(req)
	if err != nil {
		return Response{}, "", named(err)
	}
	defer res.Body.Close()
	if wait := f.hosts.heed(hostKey(u), u.String(), res.StatusCode, res.Header.Get("Retry-After")); wait > 0 {
		return Response{}, "", &StatusError{Status: res.StatusCode, RetryAfter: wait}
	}
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		return Response{Moved: "yes"}, res.Header.Get("Location"), redirectError(res)
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		return Response{}, res.Header.Get("Location"), redirectError(res)
	case http.StatusOK, http.StatusNotModified:
	default:
		return Response{}, "", &StatusError{Status: res.StatusCode, RetryAfter: retryAfter(res.Header.Get("Retry-After"), time.Now())}
	}
	answer = Response{
		Status: res.StatusCode, URL: u.String(), NotModified: res.StatusCode == http.StatusNotModified,
		ContentType: res.Header.Get("Content-Type"), Validators: validators(res.Header), Robots: robotsTags(res.Header),
	}
	answer.MaxAge, _ = maxAge(res.Header, time.Now())
	answer.TDM, answer.TDMPolicy = reservation(res.Header, u)
	answer.Hub, answer.Self = links(res.Header, u)
	if answer.NotModified {
		if answer.Validators == (Validators{}) {
			answer.Validators = v
		}
		return answer, "", nil
	}
	answer.Body, err = f.body(res)
	return answer, "", err
}

func (f *Fetcher) headers(req *http.Request, v Validators) {
	req.Header.Set("User-Agent", f.opts.UserAgent)
	req.Header.Set("Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, br")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
}

func redirectError(res *http.Response) error {
	if res.Header.Get("Location") == "" {
		return fmt.Errorf("%w: status %d without an address", ErrBadURL, res.StatusCode)
	}
	return nil
}

// body reads and unpacks a body within the bounds.
func (f *Fetcher) body(res *http.Response) ([]byte, error) {
	packed := io.LimitReader(res.Body, f.opts.Limits.Feed.Unpacked+1)
	plain, err := unpack(packed, res.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(plain, f.opts.Limits.Feed.Unpacked+1))
	if int64(len(data)) > f.opts.Limits.Feed.Unpacked {
		return nil, fmt.Errorf("%w: over %d bytes", ErrTooBig, f.opts.Limits.Feed.Unpacked)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, named(err)
	}
	return data, nil
}
