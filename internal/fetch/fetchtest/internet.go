package fetchtest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

var errReset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}

// Internet is a small internet: hosts with names, public addresses that are
// claimed and never used, and scripted behaviour. Its Resolve and Connect go
// where a program would ask DNS and open sockets; nothing leaves the process.
//
// It takes its time from package time alone. Inside a bubble of testing/synctest
// (make the Internet there, and close it before the bubble ends) waits cost
// nothing, and a test turns the clock by sleeping: thirty days of polling take
// as long as the requests themselves.
//
// All methods may be called at any time by many goroutines.
type Internet struct {
	// LogLimit is how many requests Requests remembers, the newest ones; 100,000
	// when 0. Set it before the first request.
	LogLimit int

	mu       sync.Mutex
	hosts    map[string]*Host
	at       map[netip.Addr]*Host // the first host of each address
	looked   map[string]int       // how often a name was looked up
	last     int                  // addresses given out
	log      []Request
	watchers []Watcher
	canary   []netip.AddrPort
	conns    map[*end]struct{}
	caOnce   sync.Once
	ca       *authority
	over     bool

	plain, secure *door
	servers       []*http.Server
	done          sync.WaitGroup
	tcp           *loopback
}

// New makes an internet without hosts, in memory. Close it after use.
func New() *Internet {
	n := &Internet{
		hosts: make(map[string]*Host), at: make(map[netip.Addr]*Host), looked: make(map[string]int), conns: make(map[*end]struct{}),
		plain: newDoor(), secure: newDoor(),
	}
	n.serve(n.plain, func(s *http.Server) error { return s.Serve(n.plain) })
	n.serve(n.secure, func(s *http.Server) error { return s.ServeTLS(n.secure, "", "") })
	return n
}

func (n *Internet) serve(d *door, run func(*http.Server) error) {
	s := &http.Server{
		Handler: http.HandlerFunc(n.handle), ErrorLog: log.New(io.Discard, "", 0), ConnContext: withEnd,
		TLSConfig: &tls.Config{GetConfigForClient: n.tlsFor, MinVersion: tls.VersionTLS12},
	}
	n.servers = append(n.servers, s)
	n.done.Go(func() {
		if err := run(s); err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			panic(fmt.Sprintf("fetchtest: serve: %v", err))
		}
	})
}

// Close ends all servers and connections, and waits for scripts to end.
func (n *Internet) Close() {
	n.mu.Lock()
	n.over = true
	open := make([]*end, 0, len(n.conns))
	for e := range n.conns {
		open = append(open, e)
	}
	tcp := n.tcp
	n.mu.Unlock()
	for _, s := range n.servers {
		_ = s.Close()
	}
	if tcp != nil {
		tcp.close()
	}
	for _, e := range open {
		e.reset()
	}
	n.done.Wait()
}

// Host returns the host of that name, and adds it when there is none yet: it
// answers 404 to everything until told otherwise, at an address of its own.
func (n *Internet) Host(name string) *Host {
	name = strings.ToLower(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	if h := n.hosts[name]; h != nil {
		return h
	}
	// 25.0.0.0/8 is public and was never announced to the world: whatever goes
	// wrong, no stranger is asked.
	n.last++
	at := netip.AddrFrom4([4]byte{25, byte(n.last >> 16), byte(n.last >> 8), byte(n.last)})
	h := &Host{net: n, name: name, addrs: []netip.Addr{at}, paths: make(map[string][]Answer), asked: make(map[string]int)}
	n.hosts[name], n.at[at] = h, h
	return h
}

// Resolve finds the addresses of a host, as the host was told to with Resolves.
// Names without a host do not exist; addresses resolve to themselves.
func (n *Internet) Resolve(ctx context.Context, name string) ([]netip.Addr, error) {
	if at, err := netip.ParseAddr(name); err == nil {
		return []netip.Addr{at}, nil
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	n.mu.Lock()
	h := n.hosts[name]
	i := n.looked[name]
	n.looked[name]++
	n.mu.Unlock()
	if h == nil {
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	l := h.lookup(i)
	if err := sleep(ctx, l.After); err != nil {
		return nil, &net.DNSError{Err: err.Error(), Name: name, IsTimeout: true}
	}
	return slices.Clone(l.Addrs), l.Err
}

// Looked returns how often a name was looked up.
func (n *Internet) Looked(name string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.looked[strings.ToLower(name)]
}

// Connect opens a connection to an address. Addresses that no host has are the
// canary's: it notes the connection (see Canary) and answers every request with
// 200, as a service of a private network would.
func (n *Internet) Connect(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	to = netip.AddrPortFrom(to.Addr().Unmap(), to.Port())
	n.mu.Lock()
	h := n.at[to.Addr()]
	if h == nil {
		n.canary = append(n.canary, to)
	} else {
		h.knocks++
	}
	tcp := n.tcp
	n.mu.Unlock()
	d := Open
	if h != nil {
		d = h.doorOf(to.Port())
	}
	if err := sleep(ctx, d.after); err != nil {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: net.TCPAddrFromAddrPort(to), Err: err}
	}
	if d.refuse {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: net.TCPAddrFromAddrPort(to), Err: syscall.ECONNREFUSED}
	}
	if tcp != nil {
		return tcp.dial(ctx, to)
	}
	return n.connect(h, d, to)
}

// connect opens a connection in memory and gives its other end to the host.
func (n *Internet) connect(h *Host, d Door, to netip.AddrPort) (net.Conn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.over {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: net.TCPAddrFromAddrPort(to), Err: syscall.ENETDOWN}
	}
	from := &net.TCPAddr{IP: net.IPv4(25, 255, 255, 1), Port: 40000 + len(n.conns)%20000}
	client, server := wire(from, net.TCPAddrFromAddrPort(to))
	server.host = h
	n.conns[server] = struct{}{}
	server.closed = func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.conns, server)
	}
	n.deliver(server, d, to.Port())
	return client, nil
}

// deliver hands a connection to a script or to the web servers; n.mu is held.
func (n *Internet) deliver(conn net.Conn, d Door, port uint16) {
	switch {
	case d.script != nil:
		n.done.Go(func() {
			defer conn.Close()
			if d.alpn == "" {
				d.script(conn)
				return
			}
			secured := tls.Server(conn, n.authority().config(hostOf(conn), d.alpn))
			if secured.Handshake() == nil {
				d.script(secured)
			}
		})
	case port == 443 || port == 8443:
		n.secure.put(conn)
	default:
		n.plain.put(conn)
	}
}

// Canary returns the connections that went to addresses no host has: private
// networks, mostly. A careful program leaves it empty.
func (n *Internet) Canary() []netip.AddrPort {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.canary)
}

// Roots are the authorities that the hosts' certificates are signed by.
func (n *Internet) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(n.authority().cert)
	return pool
}

// sleep waits, or returns the context's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// door is a listener that is handed its connections.
type door struct {
	mu     sync.Mutex
	change sync.Cond
	queue  []net.Conn
	closed bool
}

func newDoor() *door {
	d := &door{}
	d.change.L = &d.mu
	return d
}

func (d *door) put(c net.Conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		_ = c.Close()
		return
	}
	d.queue = append(d.queue, c)
	d.change.Signal()
}

// Accept returns the next connection.
func (d *door) Accept() (net.Conn, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.queue) == 0 && !d.closed {
		d.change.Wait()
	}
	if d.closed {
		return nil, net.ErrClosed
	}
	c := d.queue[0]
	d.queue = d.queue[1:]
	return c, nil
}

// Close ends Accept.
func (d *door) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	d.change.Broadcast()
	return nil
}

// Addr is an address that says nothing.
func (d *door) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(25, 0, 0, 0), Port: 80} }
