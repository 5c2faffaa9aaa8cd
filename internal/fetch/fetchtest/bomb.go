package fetchtest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/andybalholm/brotli"
)

// Bomb answers with a small body that unpacks to size bytes of zeros. The coding
// is "gzip", "br" or "deflate"; "raw-deflate" is deflate without its wrapper, as
// some servers send it; "gzip, gzip" is a bomb in a bomb. Bombs are made as they
// are sent and never stored. It panics on another coding.
func Bomb(coding string, size int64) Answer {
	header := coding
	if coding == "raw-deflate" {
		header = "deflate"
	}
	fuse, ok := fuses[coding]
	if !ok {
		panic(fmt.Sprintf("fetchtest: no bomb in %q", coding))
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("Content-Encoding", header)
		charge := fuse()
		_, err := w.Write(charge.head)
		for left := size - charge.unpacked; left > 0 && err == nil; left -= step {
			_, err = w.Write(charge.more)
		}
		// The end is missing: whoever gets there has lost already.
	}
}

// step is how much one piece of a bomb unpacks to.
const step = 4 << 20

// charge is a bomb: its beginning, which unpacks to some zeros, and what adds
// another step each time it is repeated. That works because every piece ends on
// a whole byte (a flush) and copies only what the piece before it was as well.
type charge struct {
	head, more []byte
	unpacked   int64 // by the head
}

var gzipped = sync.OnceValue(func() charge { return load(func(w io.Writer) packer { return gzip.NewWriter(w) }) })

var fuses = map[string]func() charge{
	"gzip":        gzipped,
	"gzip, gzip":  sync.OnceValue(double),
	"deflate":     sync.OnceValue(func() charge { return load(func(w io.Writer) packer { return zlib.NewWriter(w) }) }),
	"raw-deflate": sync.OnceValue(func() charge { return load(rawDeflate) }),
	"br":          sync.OnceValue(func() charge { return load(func(w io.Writer) packer { return brotli.NewWriterLevel(w, 5) }) }),
}

type packer interface {
	io.Writer
	Flush() error
}

func rawDeflate(w io.Writer) packer {
	z, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		panic(err)
	}
	return z
}

func load(pack func(io.Writer) packer) charge {
	var b bytes.Buffer
	z := pack(&b)
	var c charge
	for i := range 3 { // the second piece still differs from the later ones
		begin := b.Len()
		if _, err := z.Write(make([]byte, step)); err != nil {
			panic(err)
		}
		if err := z.Flush(); err != nil {
			panic(err)
		}
		switch i {
		case 1:
			c.head, c.unpacked = bytes.Clone(b.Bytes()), 2*step
		case 2:
			c.more = bytes.Clone(b.Bytes()[begin:])
		}
	}
	return c
}

// double packs the pieces of a gzip bomb once more.
func double() charge {
	inner := gzipped()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write := func(p []byte) {
		if _, err := z.Write(p); err != nil {
			panic(err)
		}
		if err := z.Flush(); err != nil {
			panic(err)
		}
	}
	write(inner.head)
	for range 2 {
		write(inner.more)
	}
	c := charge{head: bytes.Clone(b.Bytes()), unpacked: inner.unpacked + 2*step}
	write(inner.more)
	c.more = bytes.Clone(b.Bytes()[len(c.head):])
	return c
}
