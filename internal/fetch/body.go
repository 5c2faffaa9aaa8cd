package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// size is the bound on bodies of a kind.
func (l Limits) size(k kind) Size {
	switch k {
	case pageKind:
		return l.Page
	case robotsKind:
		return l.Robots
	}
	return l.Feed
}

// body reads and unpacks a body within the bounds, watched by a timer that ends
// the exchange by cancel when too little comes.
func (f *Fetcher) body(ctx context.Context, res *http.Response, k kind, cancel context.CancelCauseFunc) ([]byte, error) {
	p := &packed{ctx: ctx, in: res.Body, most: f.opts.Limits.size(k).Packed}
	stop := p.watch(f.opts.Limits, cancel)
	defer stop()
	defer func() { f.stats.bytes(p.read.Load()) }()
	size := f.opts.Limits.size(k)
	if k == robotsKind {
		// What is behind the bound does not count (RFC 9309, section 2.5), but what
		// is before it does.
		p.cut = true
	}
	plain, done, err := unpack(p, strings.Join(res.Header.Values("Content-Encoding"), ","))
	defer done()
	if err != nil {
		return nil, err
	}
	data, err := collect(plain, size.Unpacked, func(n int64) error { return f.tight(n, p) })
	if k == robotsKind && (errors.Is(err, errOver) || errors.Is(err, ErrCoding) && p.ended) {
		return data, nil
	}
	if errors.Is(err, errOver) {
		return nil, fmt.Errorf("%w: over %d bytes unpacked", ErrTooBig, size.Unpacked)
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// tight reports a body that unpacks to much more than any text does.
func (f *Fetcher) tight(unpacked int64, p *packed) error {
	if read := p.read.Load(); unpacked > ratioAfter && unpacked > f.opts.Limits.Ratio*read {
		return fmt.Errorf("%w: %d bytes from %d", ErrPacked, unpacked, read)
	}
	return nil
}

// packed is a body as it comes over the wire: counted, bounded, its errors named.
type packed struct {
	ctx   context.Context
	in    io.Reader
	read  atomic.Int64
	most  int64
	cut   bool // at the bound the body ends, instead of being refused
	ended bool // it was cut
}

func (p *packed) Read(b []byte) (int, error) {
	left := p.most - p.read.Load()
	if left <= 0 && p.cut {
		p.ended = true
		return 0, io.EOF
	}
	// One byte more than may come tells whether there is more.
	n, err := p.in.Read(b[:min(int64(len(b)), left+1)])
	if p.read.Add(int64(n)) > p.most && !p.cut {
		return n, fmt.Errorf("%w: over %d bytes", ErrTooBig, p.most)
	}
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = name(p.ctx, err)
	}
	return n, err
}

// watch ends the exchange when fewer bytes came in a window than the slowest
// body may have.
func (p *packed) watch(l Limits, cancel context.CancelCauseFunc) (stop func()) {
	var (
		mu   sync.Mutex
		done bool
		last int64
		t    *time.Timer
	)
	least := int64(float64(l.SlowRate) * l.SlowOver.Seconds())
	mu.Lock()
	defer mu.Unlock()
	t = time.AfterFunc(l.SlowOver, func() {
		mu.Lock()
		defer mu.Unlock()
		if done {
			return
		}
		now := p.read.Load()
		if now-last < least {
			cancel(fmt.Errorf("%w: %d bytes in %s", ErrSlow, now-last, l.SlowOver))
			return
		}
		last = now
		t.Reset(l.SlowOver)
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done = true
		t.Stop()
	}
}

// errOver says that there is more than the bound.
var errOver = errors.New("over the bound")

const chunk = 64 << 10

var chunks = sync.Pool{New: func() any { b := make([]byte, chunk); return &b }}

// collect reads to the end in chunks that are joined once: a body never costs
// more than twice its size. check is asked before each read how far it may go.
// With errOver it returns the first most bytes.
func collect(in io.Reader, most int64, check func(n int64) error) ([]byte, error) {
	first := chunks.Get().(*[]byte)
	defer chunks.Put(first)
	buf, total := *first, int64(0)
	n := 0
	var full [][]byte
	for {
		if n == len(buf) {
			full = append(full, buf)
			buf, n = make([]byte, 4*chunk), 0
		}
		if err := check(total); err != nil {
			return nil, err
		}
		got, err := in.Read(buf[n:])
		n += got
		total += int64(got)
		if total > most {
			n -= int(total - most)
			return join(full, buf, n), errOver
		}
		if err == io.EOF {
			return join(full, buf, n), nil
		}
		if err != nil {
			return join(full, buf, n), err
		}
	}
}

func join(full [][]byte, buf []byte, n int) []byte {
	if len(full) == 0 {
		return bytes.Clone(buf[:n])
	}
	size := n
	for _, b := range full {
		size += len(b)
	}
	out := make([]byte, 0, size)
	for _, b := range full {
		out = append(out, b...)
	}
	return append(out, buf[:n]...)
}
