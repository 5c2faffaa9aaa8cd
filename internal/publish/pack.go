package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// leastPacked is the size from which a compressed copy is worth a file: below
// it the answer fits one network packet either way.
const leastPacked = 1024

func packable(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".webmanifest", ".rss", ".atom":
		return true
	}
	return false
}

// The writers are kept: making one costs more than compressing a page.
var (
	gzips   = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, 6); return w }}
	brotlis = sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, 5) }}
)

// ErrPacked says that a compressed copy holds something else than its file.
var ErrPacked = errors.New("the compressed copy is not that of its file")

// Packed reports whether a file is the compressed copy of another.
func Packed(name string) bool { return Unpacked(name) != name }

// Unpacked is the file that a compressed copy belongs to.
func Unpacked(name string) string {
	if ext := path.Ext(name); (ext == ".gz" || ext == ".br") && packable(name[:len(name)-len(ext)]) {
		return name[:len(name)-len(ext)]
	}
	return name
}

// SamePacked returns an error that wraps [ErrPacked] when a compressed copy does not
// hold the bytes of its file, and nothing behind them.
func SamePacked(name string, packed, data []byte) error {
	var r io.Reader = brotli.NewReader(bytes.NewReader(packed))
	if path.Ext(name) == ".gz" {
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrPacked, err)
		}
		r = z
	}
	got, err := io.ReadAll(io.LimitReader(r, int64(len(data))+1))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPacked, err)
	}
	if !bytes.Equal(got, data) {
		return ErrPacked
	}
	return nil
}

// pack returns data compressed by gzip and brotli. The same data gives the same
// bytes: no name and no time is written.
func pack(data []byte) (gz, br []byte, err error) {
	var g, b bytes.Buffer
	zw := gzips.Get().(*gzip.Writer)
	defer gzips.Put(zw)
	zw.Reset(&g)
	if _, err := zw.Write(data); err != nil {
		return nil, nil, err
	}
	if err := zw.Close(); err != nil {
		return nil, nil, err
	}
	bw := brotlis.Get().(*brotli.Writer)
	defer brotlis.Put(bw)
	bw.Reset(&b)
	if _, err := bw.Write(data); err != nil {
		return nil, nil, err
	}
	if err := bw.Close(); err != nil {
		return nil, nil, err
	}
	return g.Bytes(), b.Bytes(), nil
}
