package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/nlnwa/gowarc"
)

// maxUnpacked bounds what one gzip member may unpack to before the file is given
// up, in bytes. Members over Options.MaxRecord are passed over, and to pass one
// over it must be unpacked.
const maxUnpacked = 1 << 30

// warc reads a WARC file (ISO 28500), plain or with one gzip member a record as
// web crawls write them. Only answers of a web server with an HTML page are
// records; requests, metadata, pictures and failures are passed over silently.
type warc struct {
	in     *bufio.Reader // over file
	file   *calm
	disk   *os.File
	opts   Options
	parser gowarc.Unmarshaler

	z       *gzip.Reader
	member  *bufio.Reader // the open gzip member, unpacked, over inside; nil between members
	inside  *calm
	bound   *io.LimitedReader
	current gowarc.WarcRecord
	seen    bool // a record or member was found
}

func newWARC(in *bufio.Reader, disk *os.File, opts Options) *warc {
	file := &calm{in: in}
	return &warc{in: bufio.NewReader(file), file: file, disk: disk, opts: opts, parser: gowarc.NewUnmarshaler(gowarc.WithNoValidation(), gowarc.WithSkipParseBlock())}
}

// calm hides every error but the end of the data from its reader, and keeps it:
// the library asks again and again for a line where reading fails.
type calm struct {
	in  io.Reader
	err error
}

func (c *calm) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, io.EOF
	}
	n, err := c.in.Read(p)
	if err != nil && err != io.EOF {
		c.err, err = err, io.EOF
	}
	return n, err
}

// end returns why there is no more: io.EOF, or what went wrong.
func (c *calm) end() error {
	if c.err != nil {
		return gzipError(c.err)
	}
	return io.EOF
}

func (w *warc) next() (Record, error) {
	for {
		header, err := w.advance()
		if err != nil {
			return Record{}, err
		}
		if !isPage(header) {
			continue
		}
		r, err := w.page(header)
		if errors.Is(err, errNoPage) {
			continue
		}
		return r, err
	}
}

func (w *warc) skip() error {
	// A record's number counts pages, so passing one over must find out what
	// each WARC record is, as next does; the page is read but not kept.
	_, err := w.next()
	var p *Problem
	if errors.As(err, &p) {
		return nil
	}
	return err
}

// Close closes the file.
func (w *warc) Close() error {
	if w.current != nil {
		w.current.Close()
	}
	return w.disk.Close()
}

// isPage reports whether a WARC record is an answer to a request for a web page.
func isPage(r gowarc.WarcRecord) bool {
	if r.Type() != gowarc.Response && r.Type() != gowarc.Resource {
		return false
	}
	target := strings.Trim(r.WarcHeader().Get(gowarc.WarcTargetURI), "<>")
	return strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://")
}

// advance goes to the next WARC record of the file.
func (w *warc) advance() (gowarc.WarcRecord, error) {
	if w.current != nil {
		w.current.Close()
		w.current = nil
	}
	for {
		if w.member != nil {
			err := toRecord(w.member, false)
			if err == nil {
				var record gowarc.WarcRecord
				if record, err = w.parse(w.member); err == nil {
					return record, nil
				}
			}
			if err := w.endMember(err); err != nil {
				return nil, err
			}
			continue
		}
		if toRecord(w.in, true) != nil {
			return nil, w.end()
		}
		w.seen = true
		if head, _ := w.in.Peek(1); head[0] == 'W' {
			record, err := w.parse(w.in)
			if err != nil && !errors.Is(err, io.EOF) {
				err = &Problem{Err: err}
			}
			return record, err
		}
		if err := w.startMember(); err != nil {
			return nil, err
		}
	}
}

// end returns why the file has no more records; a file without any is no WARC
// file, which is said once.
func (w *warc) end() error {
	if err := w.file.end(); w.seen || !errors.Is(err, io.EOF) {
		return err
	}
	w.seen = true
	return &Problem{Err: fmt.Errorf("%w: no record in the file", ErrBadWARC)}
}

// toRecord passes over what is no record: up to the next record's first line or,
// in a file, the next gzip member. The library would look for both by itself,
// but open a member found inside another without any bound.
func toRecord(in *bufio.Reader, members bool) error {
	for {
		head, err := in.Peek(5)
		if bytes.Equal(head, []byte("WARC/")) || members && bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}) {
			return nil
		}
		if err != nil {
			return io.EOF
		}
		if _, err := in.Discard(1); err != nil {
			return io.EOF
		}
	}
}

func (w *warc) startMember() error {
	var err error
	if w.z == nil {
		w.z, err = gzip.NewReader(w.in)
	} else {
		err = w.z.Reset(w.in)
	}
	if err != nil {
		w.z = nil
		return &Problem{Err: fmt.Errorf("%w: %w", ErrBadGzip, err)}
	}
	w.z.Multistream(false)
	w.bound = &io.LimitedReader{R: w.z, N: maxUnpacked}
	w.inside = &calm{in: w.bound}
	w.member = bufio.NewReader(w.inside)
	return nil
}

// endMember closes a gzip member after the parser stopped in it with err.
// Whatever is left of the member is passed over, so that reading goes on with
// the next one; behind a broken member that is the next place that looks like one.
func (w *warc) endMember(stopped error) error {
	_, _ = io.Copy(io.Discard, w.member)
	w.member = nil
	if w.inside.err != nil {
		return &Problem{Err: gzipError(w.inside.err)}
	}
	if w.bound.N <= 0 {
		return fmt.Errorf("%w: a member of over %d bytes", ErrBomb, maxUnpacked)
	}
	if errors.Is(stopped, io.EOF) {
		return nil
	}
	return &Problem{Err: stopped}
}

// parse reads one record's header. The library is for well-formed files and
// panics on some others, so a panic is a broken record too.
func (w *warc) parse(in *bufio.Reader) (record gowarc.WarcRecord, err error) {
	defer func() {
		if p := recover(); p != nil {
			record, err = nil, fmt.Errorf("%w: %v", ErrBadWARC, p)
		}
	}()
	record, _, _, err = w.parser.Unmarshal(in)
	if err != nil {
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("%w: %w", ErrBadWARC, err)
	}
	w.current = record
	return record, nil
}

// errNoPage says that a record is an answer, but not one with a page.
var errNoPage = errors.New("no page")

// page reads the HTTP answer in a WARC record.
func (w *warc) page(record gowarc.WarcRecord) (Record, error) {
	header := record.WarcHeader()
	r := Record{
		Kind: Page, URL: strings.Trim(header.Get(gowarc.WarcTargetURI), "<>"),
		ContentType: header.Get(gowarc.ContentType),
	}
	raw, err := record.Block().RawBytes()
	if err != nil {
		return r, &Problem{Err: fmt.Errorf("%w: %s: %w", ErrBadWARC, r.URL, err)}
	}
	if r.Data, err = io.ReadAll(io.LimitReader(raw, int64(w.opts.MaxRecord)+1)); err != nil {
		return r, &Problem{Err: fmt.Errorf("%w: %s: %w", ErrBadWARC, r.URL, err)}
	}
	if len(r.Data) > w.opts.MaxRecord {
		return r, &Problem{Err: fmt.Errorf("%w: %s: over %d bytes", ErrTooLong, r.URL, w.opts.MaxRecord)}
	}
	if record.Type() == gowarc.Response {
		if err := openAnswer(&r, w.opts.MaxRecord); err != nil {
			return r, err
		}
	}
	if !isHTML(r.ContentType) {
		return r, errNoPage
	}
	if len(bytes.TrimSpace(r.Data)) == 0 {
		return r, &Problem{Err: fmt.Errorf("%w: %s: empty page", ErrBadWARC, r.URL)}
	}
	return r, nil
}
