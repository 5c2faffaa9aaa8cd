package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// names finds the addresses of hosts and remembers them for a short time: also
// that a host does not exist, so that a thousand dead feeds do not become a
// thousand questions a minute.
type names struct {
	resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	limits  Limits

	mu    sync.Mutex
	known map[string]answer
}

type answer struct {
	addrs []netip.Addr
	err   error
	until time.Time
}

const (
	manyNames    = 10000
	manyAddrs    = 64               // of one host; more is no newspaper
	brokenForMax = 30 * time.Second // a name server that fails may be well again
)

// find returns the addresses of a host, unchecked. The error wraps ErrNoHost
// when the host does not exist, ErrDNS when nobody knows, ErrResolveTime when it
// took too long.
func (n *names) find(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if a, ok := n.remembered(host); ok {
		return a.addrs, a.err
	}
	start := time.Now()
	within, cancel := context.WithTimeoutCause(ctx, n.limits.Resolve, ErrResolveTime)
	defer cancel()
	addrs, err := n.resolve(within, host)
	if err == nil && len(addrs) == 0 {
		err = fmt.Errorf("%w: %s has no address", ErrNoHost, host)
	}
	if err == nil && len(addrs) > manyAddrs {
		addrs, err = nil, fmt.Errorf("%w: %s has %d addresses", ErrDNS, host, len(addrs))
	}
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err() // the caller's end says nothing of the host
		}
		addrs, err = nil, nameDNS(within, err)
	} else {
		stepsOf(ctx).add("resolve", printed(addrs), start)
	}
	n.remember(host, addrs, err)
	return addrs, err
}

// nameDNS tells apart a host that does not exist and a name service that does
// not work.
func nameDNS(within context.Context, err error) error {
	var dns *net.DNSError
	switch {
	case isNamed(err):
		return err
	case within.Err() != nil:
		return context.Cause(within)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("%w: %w", ErrNoHost, err)
	case errors.As(err, &dns) && dns.IsTimeout:
		return fmt.Errorf("%w: %w", ErrResolveTime, err)
	}
	return fmt.Errorf("%w: %w", ErrDNS, err)
}

func (n *names) remembered(host string) (answer, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	a, ok := n.known[host]
	return a, ok && time.Now().Before(a.until)
}

func (n *names) remember(host string, addrs []netip.Addr, err error) {
	keep := n.limits.KnownFor
	switch {
	case errors.Is(err, ErrNoHost):
		keep = n.limits.UnknownFor
	case err != nil:
		keep = min(n.limits.UnknownFor, brokenForMax)
	}
	now := time.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.known == nil {
		n.known = make(map[string]answer)
	}
	if len(n.known) >= manyNames {
		maps.DeleteFunc(n.known, func(_ string, a answer) bool { return now.After(a.until) })
		if len(n.known) >= manyNames {
			clear(n.known)
		}
	}
	n.known[host] = answer{addrs, err, now.Add(keep)}
}

// system resolves by Go's own resolver, never libc's: that one takes 0x7f.1 and
// 2130706433 for addresses. The name is asked for as it stands, without the
// search domains of the machine.
func system() func(ctx context.Context, host string) ([]netip.Addr, error) {
	r := &net.Resolver{PreferGo: true}
	return func(ctx context.Context, host string) ([]netip.Addr, error) {
		if host == "invalid" || strings.HasSuffix(host, ".invalid") {
			return nil, fmt.Errorf("%w: %s", ErrNoHost, host) // RFC 6761, section 6.4
		}
		return r.LookupNetIP(ctx, "ip", host+".")
	}
}

func printed(addrs []netip.Addr) string {
	parts := make([]string, 0, len(addrs))
	for i, a := range addrs {
		if i == 4 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, a.String())
	}
	return strings.Join(parts, " ")
}
