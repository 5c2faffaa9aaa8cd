package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"kiku/internal/host"
)

// asking is what is wanted of an address.
type asking struct {
	method     string
	kind       kind
	validators Validators
	form       url.Values // of a POST
}

// chain is one answer's way through redirects.
type chain struct {
	asking
	start   *url.URL
	hops    []Hop
	moved   string // where the permanent redirects from the start lead
	passing bool   // a redirect was not permanent
	abroad  bool   // a redirect has led to another origin: no credentials from here on
	wait    time.Duration
	http2   atomic.Bool // the last request went over HTTP/2
	// wantsCertificate: a server on the way asked for one, which it may do
	// without insisting.
	wantsCertificate atomic.Bool
	atHome           atomic.Bool // it began at an address that only the allow-list lets through
	visitor          atomic.Bool // it did not, and has been redirected
}

// chainKey is where a request's context has its *chain, for the dialer.
type chainKey struct{}

// follow asks an address and follows its redirects. Each hop is checked like the
// first address, and waits for its host.
func (f *Fetcher) follow(ctx context.Context, address string, a asking) (Response, error) {
	begun := time.Now()
	u, err := f.guard.parse(address)
	if err != nil {
		return Response{}, err
	}
	c := &chain{asking: a, start: u}
	c.visitor.Store(f.fromOutside(ctx, u))
	ctx = context.WithValue(ctx, chainKey{}, c)
	for {
		// Before anything is sent, robots.txt too.
		if _, err := f.resolve(ctx, u); err != nil {
			return Response{}, err
		}
		if r, ok := f.hosts.waited(u.String()); ok && c.method == http.MethodGet {
			if u, err = f.hop(c, u, r.status, r.to); err != nil {
				return Response{}, err
			}
			continue
		}
		if c.method == http.MethodGet && c.kind != robotsKind {
			if err := f.obeys(ctx, u, c.kind); err != nil {
				return Response{}, err
			}
		}
		answer, next, err := f.once(ctx, u, c)
		if err != nil {
			return Response{}, err
		}
		if next == "" {
			answer.Moved, answer.Hops, answer.RetryAfter, answer.Took = c.moved, c.hops, c.wait, time.Since(begun)
			return answer, nil
		}
		if u, err = f.hop(c, u, answer.Status, next); err != nil {
			return Response{}, err
		}
	}
}

func (f *Fetcher) obeys(ctx context.Context, u *url.URL, k kind) error {
	start := time.Now()
	err := f.allowed(withSteps(ctx, nil), u, k)
	detail := "allowed"
	if err != nil {
		detail = err.Error()
	}
	stepsOf(ctx).add("robots", detail, start)
	return err
}

// hop checks a redirect and notes it. It returns where it leads.
func (f *Fetcher) hop(c *chain, from *url.URL, status int, location string) (*url.URL, error) {
	c.hops = append(c.hops, Hop{URL: from.String(), Status: status})
	c.visitor.Store(!c.atHome.Load())
	if len(c.hops) > f.opts.Limits.Redirects {
		return nil, fmt.Errorf("%w: over %d", ErrTooMany, f.opts.Limits.Redirects)
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: redirect to %q", ErrBadURL, clip(withoutUser(location)))
	}
	if to, err = f.guard.parse(to.String()); err != nil {
		return nil, fmt.Errorf("redirect to %q: %w", clip(withoutUser(location)), err)
	}
	for _, h := range c.hops {
		if h.URL == to.String() {
			return nil, fmt.Errorf("%w: back to %s", ErrLoop, clip(h.URL))
		}
	}
	if origin(to) != origin(c.start) {
		if from.Scheme == "https" && to.Scheme == "http" && !c.abroad && f.credentials[origin(from)] != "" {
			return nil, ErrDowngrade
		}
		c.abroad = true
	}
	if status != http.StatusMovedPermanently && status != http.StatusPermanentRedirect {
		c.passing = true
	}
	if !c.passing {
		c.moved = to.String()
	}
	return to, nil
}

// once makes one request when it is its host's turn. next is where a redirect
// leads, "" without one.
func (f *Fetcher) once(ctx context.Context, u *url.URL, c *chain) (answer Response, next string, err error) {
	start := time.Now()
	k := c.kind
	if k == robotsKind && len(c.hops) > 0 {
		k = feedKind // only the file itself and what follows it are one visit
	}
	done, err := f.hosts.turn(ctx, host.Of(u), k)
	if err != nil {
		return Response{}, "", err
	}
	defer done()
	back, err := f.mayAsk(ctx, host.Of(u))
	if err != nil {
		return Response{}, "", err
	}
	defer back()
	if waited := time.Since(start); waited > time.Millisecond {
		stepsOf(ctx).add("turn", "waited for the host's turn", start)
	}
	leave, err := f.lane(ctx, u)
	if err != nil {
		return Response{}, "", err
	}
	defer leave()
	f.hosts.begin(host.Of(u))
	ctx, stop := context.WithTimeoutCause(ctx, f.opts.Limits.Exchange, ErrExchangeTime)
	defer stop()
	answer, next, err = f.exchange(ctx, f.transport(u.Host), u, c)
	if f.withoutHTTP2(ctx, u, c, err) {
		stepsOf(ctx).add("again", "by HTTP/1.1", time.Now())
		answer, next, err = f.exchange(ctx, f.http1, u, c)
	}
	return answer, next, err
}

// resolve returns where the host of an address may be connected to. Behind a
// proxy addresses are the proxy's business: there are none, and only the name is
// looked at.
func (f *Fetcher) resolve(ctx context.Context, u *url.URL) ([]netip.AddrPort, error) {
	if f.proxy != "" {
		return nil, f.byName(ctx, u)
	}
	port, err := portOf(u)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	to, err := f.addresses(ctx, u.Hostname(), port)
	if err != nil {
		stepsOf(ctx).add("resolve", err.Error(), start)
	}
	return to, err
}

// lane waits until the address that the host resolves to is free.
func (f *Fetcher) lane(ctx context.Context, u *url.URL) (leave func(), err error) {
	to, err := f.resolve(ctx, u)
	if err != nil {
		return nil, err
	}
	if len(to) == 0 {
		return func() {}, nil
	}
	return f.hosts.lane(ctx, to[0].Addr())
}

// exchange is one request and its answer.
func (f *Fetcher) exchange(ctx context.Context, t http.RoundTripper, u *url.URL, c *chain) (answer Response, next string, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	start := time.Now()
	req, err := f.request(ctx, u, c)
	if err != nil {
		return Response{}, "", err
	}
	f.stats.request()
	res, err := t.RoundTrip(req)
	if err != nil {
		if err = name(ctx, err); c.wantsCertificate.Load() && (errors.Is(err, ErrConnect) || errors.Is(err, ErrTLS)) {
			err = fmt.Errorf("%w: %w", ErrClientCert, err)
		}
		stepsOf(ctx).add("answer", err.Error(), start)
		return Response{}, "", err
	}
	defer res.Body.Close()
	stepsOf(ctx).add("answer", strings.TrimSpace(res.Proto+" "+res.Status+" "+res.Header.Get("Content-Type")), start)
	if wait := f.hosts.heed(host.Of(u), u.String(), res); wait > 0 {
		return Response{}, "", &StatusError{Status: res.StatusCode, RetryAfter: wait}
	}
	if next, err = f.redirect(res, c); next != "" || err != nil {
		drain(res)
		return Response{Status: res.StatusCode}, next, err
	}
	if err := c.accepts(res); err != nil {
		drain(res)
		return Response{}, "", err
	}
	answer = f.heard(res, u, c)
	if answer.NotModified {
		return answer, "", nil
	}
	start = time.Now()
	if answer.Body, err = f.body(ctx, res, c.kind, cancel); err != nil {
		err = name(ctx, err)
		stepsOf(ctx).add("body", err.Error(), start)
		return Response{}, "", err
	}
	stepsOf(ctx).add("body", fmt.Sprintf("%d bytes %s", len(answer.Body), res.Header.Get("Content-Encoding")), start)
	return answer, "", nil
}

// heard reads what the headers of a good answer say.
func (f *Fetcher) heard(res *http.Response, u *url.URL, c *chain) Response {
	r := Response{
		Status: res.StatusCode, URL: u.String(), NotModified: res.StatusCode == http.StatusNotModified,
		ContentType: res.Header.Get("Content-Type"), Validators: validators(res.Header), Robots: robotsTags(res.Header),
		Links: res.Header.Values("Link"),
	}
	r.MaxAge, _ = maxAge(res.Header, time.Now())
	r.TDM, r.TDMPolicy = reservation(res.Header, u)
	r.Hub, r.Self = links(res.Header, u)
	if r.NotModified && r.Validators == (Validators{}) {
		r.Validators = c.validators
	}
	return r
}

// redirect returns where an answer redirects to, "" when it does not. A POST
// follows only the redirects that keep the method (RFC 9110, section 15.4).
func (f *Fetcher) redirect(res *http.Response, c *chain) (next string, err error) {
	switch res.StatusCode {
	case http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther:
		if c.method == http.MethodPost {
			return "", &StatusError{Status: res.StatusCode}
		}
	default:
		return "", nil
	}
	next = res.Header.Get("Location")
	if next == "" {
		return "", fmt.Errorf("%w: status %d without an address", ErrBadURL, res.StatusCode)
	}
	c.wait = max(c.wait, retryAfter(res.Header.Get("Retry-After"), time.Now()))
	return next, nil
}

// accepts refuses answers that are not what was asked for.
func (c *chain) accepts(res *http.Response) error {
	asked := c.validators != (Validators{})
	switch {
	case c.method == http.MethodGet && (res.StatusCode == http.StatusOK || res.StatusCode == http.StatusNonAuthoritativeInfo):
		return nil
	case res.StatusCode == http.StatusNotModified && asked:
		return nil
	case res.StatusCode/100 == 2 && c.method == http.MethodPost:
		return nil
	}
	return &StatusError{Status: res.StatusCode, RetryAfter: retryAfter(res.Header.Get("Retry-After"), time.Now())}
}

// drain reads a short rest of a body, so that the connection can serve again.
func drain(res *http.Response) {
	const short = 4 << 10
	if res.ContentLength >= 0 && res.ContentLength <= short {
		_, _ = io.CopyN(io.Discard, res.Body, short) // what fails here is closed next
	}
}

// request builds a request for an address.
func (f *Fetcher) request(ctx context.Context, u *url.URL, c *chain) (*http.Request, error) {
	var body io.Reader
	if c.method == http.MethodPost {
		body = strings.NewReader(c.form.Encode())
	}
	c.http2.Store(false)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: c.noteHTTP2})
	req, err := http.NewRequestWithContext(ctx, c.method, u.String(), body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	f.headers(req, c)
	return req, nil
}

// accept is what each kind of request would like to get.
var accept = map[kind]string{
	feedKind:   "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
	pageKind:   "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
	robotsKind: "text/plain, */*;q=0.5",
}

func (f *Fetcher) headers(req *http.Request, c *chain) {
	req.Header.Set("User-Agent", f.opts.UserAgent)
	req.Header.Set("Accept", accept[c.kind])
	req.Header.Set("Accept-Encoding", "gzip, br")
	if c.method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if v := short(c.validators.ETag); v != "" {
		req.Header.Set("If-None-Match", v)
	}
	if v := short(c.validators.LastModified); v != "" {
		req.Header.Set("If-Modified-Since", v)
	}
	if secret := f.credentials[origin(req.URL)]; secret != "" && !c.abroad && c.kind != robotsKind {
		req.Header.Set("Authorization", secret)
	}
}

// transport is the one that a host can be spoken to with.
func (f *Fetcher) transport(host string) http.RoundTripper {
	f.mu.Lock()
	defer f.mu.Unlock()
	if until, ok := f.oldHosts[host]; ok && time.Now().Before(until) {
		return f.http1
	}
	return f.http2
}

// http1For is how long a host whose HTTP/2 is broken is asked by HTTP/1.1.
const http1For = 24 * time.Hour

// withoutHTTP2 reports whether an exchange failed because of the host's HTTP/2,
// so that HTTP/1.1 may do better, and remembers it of the host.
func (f *Fetcher) withoutHTTP2(ctx context.Context, u *url.URL, c *chain, err error) bool {
	if err == nil || ctx.Err() != nil || !c.http2.Load() || c.method != http.MethodGet || !errors.Is(err, ErrConnect) {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.oldHosts == nil || len(f.oldHosts) >= manyHosts {
		f.oldHosts = make(map[string]time.Time)
	}
	f.oldHosts[u.Host] = time.Now().Add(http1For)
	return true
}

// noteHTTP2 tells the chain whether its connection speaks HTTP/2.
func (c *chain) noteHTTP2(got httptrace.GotConnInfo) {
	conn, ok := got.Conn.(*tls.Conn)
	c.http2.Store(ok && conn.ConnectionState().NegotiatedProtocol == "h2")
}
