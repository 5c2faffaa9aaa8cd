package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

type fileKind int

const (
	unknownFile fileKind = iota
	linesFile
	pageFile
	feedFile
	listFile
	warcFile
)

// kindByName guesses by the name's ending, ".gz" aside. Names that say nothing
// are looked into when the file is opened.
func kindByName(path string) fileKind {
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	switch filepath.Ext(name) {
	case ".jsonl", ".ndjson", ".jl":
		return linesFile
	case ".html", ".htm", ".xhtml":
		return pageFile
	case ".rss", ".atom", ".rdf", ".xml", ".json":
		return feedFile
	case ".opml":
		return listFile
	case ".warc":
		return warcFile
	}
	return unknownFile
}

// openFile opens a file for reading records; here counts the bytes taken from
// the disk.
func openFile(f file, opts Options, here *atomic.Int64) (source, error) {
	disk, err := os.Open(f.path)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(&counter{disk, here}, 1<<16)
	head, _ := in.Peek(2)
	packed := bytes.Equal(head, []byte{0x1f, 0x8b})
	if f.kind == warcFile {
		return newWARC(in, disk, opts), nil
	}
	if packed {
		z, err := gzip.NewReader(in)
		if err != nil {
			disk.Close()
			return nil, fmt.Errorf("%w: %w", ErrBadGzip, err)
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	head, err = in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		disk.Close()
		return nil, gzipError(err)
	}
	kind := f.kind
	if kind == unknownFile || kind == feedFile {
		kind = kindByContent(head, kind)
	}
	switch kind {
	case linesFile:
		return &lines{in: in, disk: disk, opts: opts}, nil
	case pageFile:
		return &whole{in: in, disk: disk, kind: Page, opts: opts, path: f.path}, nil
	case feedFile:
		return &whole{in: in, disk: disk, kind: Feed, opts: opts, path: f.path}, nil
	case listFile:
		return &whole{in: in, disk: disk, kind: List, opts: opts, path: f.path}, nil
	case warcFile:
		return newWARC(in, disk, opts), nil
	}
	disk.Close()
	return nil, ErrUnknown
}

// kindByContent looks at a file's first bytes. A ".json" file may be a JSON feed
// or JSON Lines, an ".xml" file a feed or a list.
func kindByContent(head []byte, guess fileKind) fileKind {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	low := bytes.ToLower(head)
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return warcFile
	case bytes.HasPrefix(head, []byte("{")):
		if bytes.Contains(low, []byte("jsonfeed.org/version")) {
			return feedFile
		}
		return linesFile
	case bytes.Contains(low, []byte("<opml")):
		return listFile
	case bytes.Contains(low, []byte("<html")) || bytes.Contains(low, []byte("<!doctype html")):
		return pageFile
	case bytes.Contains(low, []byte("<rss")), bytes.Contains(low, []byte("<feed")), bytes.Contains(low, []byte("<rdf:rdf")),
		bytes.Contains(low, []byte("<urlset")), bytes.HasPrefix(head, []byte("<?xml")):
		return feedFile
	}
	return guess
}

type counter struct {
	in   io.Reader
	read *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.read.Add(int64(n))
	return n, err
}

// gzipError names errors of packed data.
func gzipError(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "flate:") {
		return fmt.Errorf("%w: %w", ErrBadGzip, err)
	}
	return err
}
