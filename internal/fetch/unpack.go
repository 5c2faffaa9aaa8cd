package fetch

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// unpack undoes a content encoding. Only one is accepted: packing twice is what
// bombs do.
func unpack(in io.Reader, coding string) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "", "identity":
		return in, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: gzip: %w", ErrCoding, err)
		}
		return codingErrors{z}, nil
	case "br":
		return codingErrors{brotli.NewReader(in)}, nil
	}
	return nil, fmt.Errorf("%w: %q", ErrCoding, clip(coding))
}

// codingErrors names the errors of a decoder.
type codingErrors struct{ in io.Reader }

func (c codingErrors) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", ErrCoding, err)
	}
	return n, err
}
