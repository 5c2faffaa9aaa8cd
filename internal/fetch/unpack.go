package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

var (
	gzipReaders   = sync.Pool{New: func() any { return new(gzip.Reader) }}
	brotliReaders = sync.Pool{New: func() any { return brotli.NewReader(nil) }}
)

// unpack undoes a content encoding (RFC 9110, section 8.4). Only one is
// accepted: packing twice is what bombs do. A body that says nothing but is a
// gzip file, as sitemaps often are, is unpacked too. The caller calls done when
// it has read what it wants.
func unpack(in io.Reader, coding string) (out io.Reader, done func(), err error) {
	done = func() {}
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "", "identity":
		head, in, err := peek(in, 3)
		if err == nil && bytes.Equal(head, []byte{0x1f, 0x8b, 0x08}) {
			return ungzip(in)
		}
		return in, done, nil // a read error comes again from in
	case "gzip", "x-gzip":
		return ungzip(in)
	case "br":
		z := brotliReaders.Get().(*brotli.Reader)
		if err := z.Reset(in); err != nil {
			return nil, done, fmt.Errorf("%w: br: %w", ErrCoding, err)
		}
		return coded{z, "br"}, func() { brotliReaders.Put(z) }, nil
	case "deflate":
		// RFC 9110 means zlib; some servers send the bare stream.
		head, in, _ := peek(in, 2)
		if len(head) == 2 && head[0]&15 == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
			z, err := zlib.NewReader(in)
			if err != nil {
				return nil, done, fmt.Errorf("%w: deflate: %w", ErrCoding, err)
			}
			return coded{z, "deflate"}, done, nil
		}
		return coded{flate.NewReader(in), "deflate"}, done, nil
	}
	return nil, done, fmt.Errorf("%w: %q", ErrTwice, clip(coding))
}

func ungzip(in io.Reader) (io.Reader, func(), error) {
	z := gzipReaders.Get().(*gzip.Reader)
	done := func() { gzipReaders.Put(z) }
	if err := z.Reset(in); err != nil {
		return nil, done, fmt.Errorf("%w: gzip: %w", ErrCoding, err)
	}
	return coded{z, "gzip"}, done, nil
}

// peek returns the first n bytes, fewer when there are no more, and a reader of
// all of them.
func peek(in io.Reader, n int) ([]byte, io.Reader, error) {
	head := make([]byte, n)
	got, err := io.ReadFull(in, head)
	head = head[:got]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	again := io.Reader(bytes.NewReader(head))
	if err != nil {
		return head, io.MultiReader(again, failed{err}), err
	}
	return head, io.MultiReader(again, in), nil
}

type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// coded names the errors of a decoder; a decoder that panics has met bytes that
// it cannot read.
type coded struct {
	in   io.Reader
	name string
}

func (c coded) Read(p []byte) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = 0, fmt.Errorf("%w: %s: %v", ErrCoding, c.name, r)
		}
	}()
	n, err = c.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && !isNamed(err) {
		err = fmt.Errorf("%w: %s: %w", ErrCoding, c.name, err)
	}
	return n, err
}
