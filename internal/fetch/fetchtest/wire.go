package fetchtest

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// room is how many bytes are under way in one direction before a writer waits:
// what a socket's buffers hold, so that endless bodies cost no memory.
const room = 64 << 10

// wire returns the two ends of a connection in memory. Unlike net.Pipe it has
// buffers, as TCP has: programs that write before they read do not lock up. All
// waiting is on conditions and timers, so that it works inside the bubbles of
// testing/synctest.
func wire(client, server net.Addr) (c, s *end) {
	up, down := newStream(), newStream()
	return &end{in: down, out: up, local: client, remote: server}, &end{in: up, out: down, local: server, remote: client}
}

// stream is one direction.
type stream struct {
	mu          sync.Mutex
	change      sync.Cond
	data        []byte
	writerGone  bool // nothing more comes
	readerGone  bool // nobody takes it
	cut         bool // as by a reset
	read, write deadline
}

func newStream() *stream {
	s := &stream{}
	s.change.L = &s.mu
	return s
}

// deadline is until when one side of a stream waits.
type deadline struct {
	at    time.Time
	timer *time.Timer
}

func (d *deadline) passed() bool { return !d.at.IsZero() && !time.Now().Before(d.at) }

// set changes a deadline of the stream.
func (s *stream) set(d *deadline, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	d.at = at
	if wait := time.Until(at); !at.IsZero() && wait > 0 {
		d.timer = time.AfterFunc(wait, func() {
			s.mu.Lock() // else it could ring between a check and its wait
			defer s.mu.Unlock()
			s.change.Broadcast()
		})
	}
	s.change.Broadcast()
}

func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.cut:
			return 0, errReset
		case s.readerGone:
			return 0, net.ErrClosed
		case s.read.passed():
			return 0, os.ErrDeadlineExceeded
		case len(s.data) > 0:
			n := copy(p, s.data)
			if s.data = s.data[n:]; len(s.data) == 0 {
				s.data = nil
			}
			s.change.Broadcast()
			return n, nil
		case s.writerGone:
			return 0, io.EOF
		case len(p) == 0:
			return 0, nil
		}
		s.change.Wait()
	}
}

func (s *stream) Write(p []byte) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.cut || s.readerGone:
			return n, errReset
		case s.writerGone:
			return n, net.ErrClosed
		case s.write.passed():
			return n, os.ErrDeadlineExceeded
		case len(p) == 0:
			return n, nil
		}
		if free := room - len(s.data); free > 0 {
			part := p[:min(free, len(p))]
			s.data = append(s.data, part...)
			n, p = n+len(part), p[len(part):]
			s.change.Broadcast()
			continue
		}
		s.change.Wait()
	}
}

// close marks what is over and stops the timers.
func (s *stream) close(mark func(*stream)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mark(s)
	for _, d := range []*deadline{&s.read, &s.write} {
		if d.timer != nil {
			d.timer.Stop()
		}
	}
	s.change.Broadcast()
}

// end is one end of a wire.
type end struct {
	in, out       *stream
	local, remote net.Addr
	host          *Host // whom the server's end stands for
	once          sync.Once
	closed        func() // told once
}

func (e *end) Read(p []byte) (int, error)  { return e.in.Read(p) }
func (e *end) Write(p []byte) (int, error) { return e.out.Write(p) }
func (e *end) LocalAddr() net.Addr         { return e.local }
func (e *end) RemoteAddr() net.Addr        { return e.remote }

func (e *end) Close() error {
	e.in.close(func(s *stream) { s.readerGone = true })
	e.out.close(func(s *stream) { s.writerGone = true })
	e.once.Do(func() {
		if e.closed != nil {
			e.closed()
		}
	})
	return nil
}

// reset ends the connection at once: what is under way is lost.
func (e *end) reset() {
	e.in.close(func(s *stream) { s.cut = true })
	e.out.close(func(s *stream) { s.cut = true })
	_ = e.Close()
}

func (e *end) SetDeadline(t time.Time) error {
	e.in.set(&e.in.read, t)
	e.out.set(&e.out.write, t)
	return nil
}

func (e *end) SetReadDeadline(t time.Time) error {
	e.in.set(&e.in.read, t)
	return nil
}

func (e *end) SetWriteDeadline(t time.Time) error {
	e.out.set(&e.out.write, t)
	return nil
}
