package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"strings"

	"github.com/andybalholm/brotli"
)

// openAnswer takes the HTTP answer in r.Data apart: r.Data becomes the page and
// r.ContentType what the server said of it. It returns errNoPage for answers
// other than 200.
//
// Crawlers differ in whether they store the body as it came over the wire or
// already unpacked, without changing the headers. So the headers are only
// believed when the body agrees.
func openAnswer(r *Record, limit int) error {
	head, body := splitAnswer(r.Data)
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(head)), nil)
	if err != nil {
		return &Problem{Err: fmt.Errorf("%w: %s: %w", ErrBadWARC, r.URL, err)}
	}
	r.ContentType = answer.Header.Get("Content-Type")
	r.Robots = answer.Header.Values("X-Robots-Tag")
	r.TDM, r.TDMPolicy = answer.Header.Get("Tdm-Reservation"), answer.Header.Get("Tdm-Policy")
	if answer.StatusCode != http.StatusOK || !isHTML(r.ContentType) {
		return errNoPage
	}
	if len(answer.TransferEncoding) > 0 {
		if plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body))); err == nil {
			body = plain
		}
	}
	body, err = unpack(body, answer.Header.Get("Content-Encoding"), limit)
	if err != nil {
		return &Problem{Err: fmt.Errorf("%s: %w", r.URL, err)}
	}
	r.Data = body
	return nil
}

func splitAnswer(data []byte) (head, body []byte) {
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(data, []byte(end)); i >= 0 {
			return data[:i+len(end)], data[i+len(end):]
		}
	}
	return append(bytes.TrimRight(data, "\r\n"), "\r\n\r\n"...), nil
}

func unpack(body []byte, coding string, limit int) ([]byte, error) {
	var in io.Reader
	switch {
	case bytes.HasPrefix(body, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBadGzip, err)
		}
		in = z
	case strings.EqualFold(coding, "br") && !bytes.Contains(body[:min(len(body), 512)], []byte("<")):
		in = brotli.NewReader(bytes.NewReader(body))
	default:
		return body, nil
	}
	plain, err := io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if len(plain) > limit {
		return nil, fmt.Errorf("%w: over %d bytes", ErrBomb, limit)
	}
	if err != nil && len(plain) == 0 {
		return nil, fmt.Errorf("%w: %w", ErrBadGzip, err)
	}
	return plain, nil
}

// isHTML reports whether a Content-Type names a web page. Servers that say
// nothing mostly mean one.
func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(contentType, ";")
	}
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "" || kind == "text/html" || kind == "application/xhtml+xml"
}
