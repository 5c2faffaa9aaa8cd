package fetchtest

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"sync"
)

// loopback carries connections over TCP on 127.0.0.1.
type loopback struct {
	net      *Internet
	listener net.Listener
	mu       sync.Mutex
	open     map[net.Conn]struct{}
	done     sync.WaitGroup
}

// Listen carries all further connections over TCP on 127.0.0.1 instead of in
// memory, and returns that address. Connect goes there by itself. Other
// programs, such as a browser or another reader, may use the address as well:
// hosts are told apart by the Host header, and TLS by its first byte. A second
// call returns the same address.
//
// Loopback connections do not work inside bubbles of testing/synctest.
func (n *Internet) Listen() (netip.AddrPort, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.tcp == nil {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return netip.AddrPort{}, fmt.Errorf("fetchtest: %w", err)
		}
		n.tcp = &loopback{net: n, listener: l, open: make(map[net.Conn]struct{})}
		n.tcp.done.Go(n.tcp.run)
	}
	return n.tcp.listener.Addr().(*net.TCPAddr).AddrPort(), nil
}

// A connection of ours begins with a zero byte and the claimed address: nothing
// else that speaks HTTP or TLS begins so.
const preface = 1 + 16 + 2

func (l *loopback) dial(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", l.listener.Addr().String())
	if err != nil {
		return nil, err
	}
	head := make([]byte, 0, preface)
	addr := to.Addr().As16()
	head = append(append(head, 0), addr[:]...)
	head = append(head, byte(to.Port()>>8), byte(to.Port()))
	if _, err := c.Write(head); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

func (l *loopback) run() {
	for {
		c, err := l.listener.Accept()
		if err != nil {
			return
		}
		l.done.Go(func() { l.welcome(c) })
	}
}

// welcome reads whom a connection is for and hands it on.
func (l *loopback) welcome(c net.Conn) {
	l.mu.Lock()
	l.open[c] = struct{}{}
	l.mu.Unlock()
	e := &tcpEnd{Conn: c, forget: func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.open, c)
	}}
	first := make([]byte, preface)
	if _, err := c.Read(first[:1]); err != nil {
		_ = e.Close()
		return
	}
	port, d := uint16(80), Open
	switch first[0] {
	case 0:
		for have := 1; have < preface; {
			k, err := c.Read(first[have:])
			if err != nil {
				_ = e.Close()
				return
			}
			have += k
		}
		port = uint16(first[17])<<8 | uint16(first[18])
		l.net.mu.Lock()
		e.host = l.net.at[netip.AddrFrom16([16]byte(first[1:17])).Unmap()]
		l.net.mu.Unlock()
		if e.host != nil {
			d = e.host.doorOf(port)
		}
	case 0x16:
		e.peeked, port = first[:1], 443
	default:
		e.peeked = first[:1]
	}
	l.net.mu.Lock()
	defer l.net.mu.Unlock()
	l.net.deliver(e, d, port)
}

func (l *loopback) close() {
	_ = l.listener.Close()
	l.mu.Lock()
	for c := range l.open {
		_ = c.Close()
	}
	l.mu.Unlock()
	l.done.Wait()
}

// tcpEnd is the server's end of a loopback connection.
type tcpEnd struct {
	net.Conn
	host   *Host
	peeked []byte
	forget func()
}

func (e *tcpEnd) Read(p []byte) (int, error) {
	if len(e.peeked) > 0 {
		n := copy(p, e.peeked)
		e.peeked = e.peeked[n:]
		return n, nil
	}
	return e.Conn.Read(p)
}

func (e *tcpEnd) Close() error {
	e.forget()
	return e.Conn.Close()
}
