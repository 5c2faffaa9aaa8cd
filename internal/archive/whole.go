package archive

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"regexp"
)

// whole is a file that is one record: a saved page, a feed, an OPML list.
type whole struct {
	in   *bufio.Reader
	disk *os.File
	kind Kind
	opts Options
	path string
	done bool
}

func (w *whole) next() (Record, error) {
	if w.done {
		return Record{}, io.EOF
	}
	w.done = true
	data, err := io.ReadAll(io.LimitReader(w.in, int64(w.opts.MaxRecord)+1))
	if err != nil && len(data) == 0 {
		return Record{}, &Problem{Err: gzipError(err)}
	}
	if len(data) > w.opts.MaxRecord {
		return Record{}, &Problem{Err: fmt.Errorf("%w: over %d bytes", ErrTooLong, w.opts.MaxRecord)}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Record{}, &Problem{Err: fmt.Errorf("%w: empty file", ErrUnknown)}
	}
	r := Record{Kind: w.kind, Data: data}
	if w.kind == Page {
		r.URL = savedFrom(data)
	}
	return r, nil
}

func (w *whole) skip() error {
	if w.done {
		return io.EOF
	}
	w.done = true
	return nil
}

// Close closes the file.
func (w *whole) Close() error { return w.disk.Close() }

// savedForms are the marks that browsers and saving tools leave of a page's
// address; then what the page itself says.
var savedForms = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<!--\s*saved from url=\(\d+\)(https?://[^\s>]+?)\s*-->`),
	regexp.MustCompile(`(?is)<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)`),
	regexp.MustCompile(`(?i)<link[^>]+rel=["']?canonical["']?[^>]+href=["']?(https?://[^"'\s>]+)`),
	regexp.MustCompile(`(?i)<link[^>]+href=["']?(https?://[^"'\s>]+)["']?[^>]+rel=["']?canonical`),
	regexp.MustCompile(`(?i)<meta[^>]+property=["']?og:url["']?[^>]+content=["']?(https?://[^"'\s>]+)`),
	regexp.MustCompile(`(?i)<meta[^>]+content=["']?(https?://[^"'\s>]+)["']?[^>]+property=["']?og:url`),
}

// savedFrom finds the address of a saved page in it, "" when it does not say.
func savedFrom(page []byte) string {
	head := page[:min(len(page), 512<<10)]
	for _, form := range savedForms {
		if m := form.FindSubmatch(head); m != nil {
			return html.UnescapeString(string(m[1]))
		}
	}
	return ""
}
