package fetch

import (
	"context"
	"errors"
	"maps"
	"sync"
)

// Stats counts what a Fetcher did since it was made.
type Stats struct {
	Requests int64            // sent, each redirect and robots.txt on its own
	Bytes    int64            // of bodies, as they came over the wire
	Outcomes map[string]int64 // how each Get, Page and Post ended, by Outcome
}

// counters are the Stats of a running Fetcher.
type counters struct {
	mu sync.Mutex
	s  Stats
}

func (c *counters) request() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.s.Requests++
}

func (c *counters) bytes(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.s.Bytes += n
}

func (c *counters) outcome(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.s.Outcomes == nil {
		c.s.Outcomes = make(map[string]int64)
	}
	c.s.Outcomes[name]++
}

// Stats returns the counters of this moment.
func (f *Fetcher) Stats() Stats {
	f.stats.mu.Lock()
	defer f.stats.mu.Unlock()
	s := f.stats.s
	s.Outcomes = maps.Clone(s.Outcomes)
	return s
}

// Outcome names how a Get, Page or Post ended, as in Stats: "ok", "unchanged"
// or the name of what went wrong, one for each limit.
func Outcome(r Response, err error) string {
	if err == nil {
		if r.NotModified {
			return "unchanged"
		}
		return "ok"
	}
	var wait *WaitError
	if errors.As(err, &wait) {
		return "waiting"
	}
	for _, e := range outcomes {
		if errors.Is(err, e.is) {
			return e.name
		}
	}
	return "other"
}

// outcomes are the names of errors; the first that matches counts, closer
// reasons first.
var outcomes = []struct {
	is   error
	name string
}{
	{context.Canceled, "cancelled"},
	{ErrPort, "port"}, {ErrBadURL, "bad_address"},
	{ErrPrivate, "private"}, {ErrRobots, "robots"},
	{ErrLoop, "redirect_loop"}, {ErrDowngrade, "redirect_downgrade"}, {ErrRedirects, "redirects"},
	{ErrPacked, "ratio"}, {ErrHeaders, "header_bytes"}, {ErrTooBig, "too_big"},
	{ErrTwice, "coding_unknown"}, {ErrCoding, "coding"},
	{ErrExpired, "tls_expired"}, {ErrWrongHost, "tls_name"}, {ErrUntrusted, "tls_untrusted"}, {ErrPin, "tls_pin"}, {ErrOldTLS, "tls_old"},
	{ErrNotTLS, "tls_plain"}, {ErrClientCert, "tls_client_certificate"}, {ErrTLS, "tls"},
	{ErrNoHost, "no_host"}, {ErrDNS, "dns"},
	{ErrSlow, "slow"}, {ErrResolveTime, "timeout_resolve"}, {ErrConnectTime, "timeout_connect"}, {ErrTLSTime, "timeout_tls"},
	{ErrHeaderTime, "timeout_header"}, {ErrExchangeTime, "timeout_exchange"}, {ErrTimeout, "timeout"}, {context.DeadlineExceeded, "timeout"},
	{ErrGone, "gone"}, {ErrStatus, "status"},
	{ErrCut, "cut"}, {ErrProtocol, "protocol"}, {ErrConnect, "connect"},
}
