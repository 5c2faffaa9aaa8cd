package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// stagger is how long one address of a host may stay silent before the next is
// tried beside it (RFC 8305, section 5, has 250 ms).
const (
	stagger   = 250 * time.Millisecond
	mostTries = 4
)

// addresses returns where a host may be connected to. One address that may not
// be refuses the host as a whole: whoever answers for a name with a public and a
// private address wants one of them to be taken for the other.
func (f *Fetcher) addresses(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	found, err := f.names.find(ctx, host)
	if err != nil {
		return nil, err
	}
	c, _ := ctx.Value(chainKey{}).(*chain)
	to := make([]netip.AddrPort, len(found))
	for i, a := range found {
		to[i] = netip.AddrPortFrom(a.Unmap(), port)
		if err := f.guard.check(host, to[i]); err != nil {
			return nil, err
		}
		if c == nil || f.public.check(host, to[i]) == nil {
			continue
		}
		// Allowed, but not public. That is for what the owner named, not for a
		// redirect or a link from outside.
		if c.visitor.Load() {
			return nil, fmt.Errorf("%w: %s is allowed, but not from the public network", ErrPrivate, clip(host))
		}
		c.atHome.Store(true)
	}
	return to, nil
}

// dial connects to a host for the transport. The addresses that are checked are
// the addresses that are connected to; nothing is resolved between.
func (f *Fetcher) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, portText, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrPort, portText)
	}
	var to []netip.AddrPort
	viaProxy := address == f.proxy
	if viaProxy {
		to, err = f.proxyAddresses(ctx, host, uint16(port))
	} else if f.proxy != "" {
		err = fmt.Errorf("%w: %s past the proxy", ErrPrivate, clip(address))
	} else {
		to, err = f.addresses(ctx, host, uint16(port))
	}
	if err != nil {
		return nil, err
	}
	start := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, f.opts.Limits.Connect, ErrConnectTime)
	defer cancel()
	conn, err := f.race(context.WithValue(ctx, dialledKey{}, dialled{host, viaProxy}), to)
	if err != nil {
		err = name(ctx, err)
		stepsOf(ctx).add("connect", err.Error(), start)
		return nil, err
	}
	stepsOf(ctx).add("connect", conn.RemoteAddr().String(), start)
	return conn, nil
}

// proxyAddresses are not checked: the owner named the proxy.
func (f *Fetcher) proxyAddresses(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	found, err := f.names.find(ctx, host)
	to := make([]netip.AddrPort, len(found))
	for i, a := range found {
		to[i] = netip.AddrPortFrom(a.Unmap(), port)
	}
	return to, err
}

// race connects to the first address that answers, starting the next when one is
// silent or fails. All of to were checked.
func (f *Fetcher) race(ctx context.Context, to []netip.AddrPort) (net.Conn, error) {
	if len(to) == 1 {
		return f.connect(ctx, to[0])
	}
	to = to[:min(len(to), mostTries)]
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		conn net.Conn
		err  error
	}
	results := make(chan result, len(to))
	var errs []error
	next, running := 0, 0
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			if next == len(to) {
				continue
			}
			at := to[next]
			next++
			running++
			go func() {
				conn, err := f.connect(ctx, at)
				results <- result{conn, err}
			}()
			timer.Reset(stagger)
		case r := <-results:
			running--
			if r.err == nil {
				cancel()
				go func() { // whoever comes second is not needed
					for range running {
						if late := <-results; late.err == nil {
							late.conn.Close()
						}
					}
				}()
				return r.conn, nil
			}
			errs = append(errs, r.err)
			if running == 0 && next == len(to) {
				return nil, errors.Join(errs...)
			}
			timer.Reset(0)
		}
	}
}

type dialledKey struct{}

// dialled tells the last check, at the socket, for whom it is.
type dialled struct {
	host  string
	proxy bool
}

// systemConnect connects by the system and checks the address once more where
// nothing can come between: after the socket is made, before it connects.
func systemConnect(g *guard) func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	d := &net.Dialer{KeepAlive: 30 * time.Second, ControlContext: func(ctx context.Context, _, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBadURL, err)
		}
		whom, _ := ctx.Value(dialledKey{}).(dialled)
		if whom.proxy {
			return nil
		}
		return g.check(whom.host, to)
	}}
	return func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
		return d.DialContext(ctx, "tcp", to.String())
	}
}
