package fetchtest

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"
)

// Text answers 200 with a body.
func Text(contentType, body string) Answer { return Bytes(contentType, []byte(body)) }

// Bytes answers 200 with a body. An empty content type sends none.
func Bytes(contentType string, body []byte) Answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType == "" {
			w.Header()["Content-Type"] = nil
		} else {
			w.Header().Set("Content-Type", contentType)
		}
		_, _ = w.Write(body)
	}
}

// Status answers with a status and headers given in pairs of name and value.
func Status(status int, headers ...string) Answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Add(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
	}
}

// Headers adds headers, given in pairs, before another answer.
func Headers(then Answer, headers ...string) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Add(headers[i], headers[i+1])
		}
		then(w, r)
	}
}

// Redirect answers with a status of redirects and where to, as it is: relative,
// absolute or wrong.
func Redirect(status int, to string) Answer { return Status(status, "Location", to) }

// Chain scripts a chain of redirects on a host: /PREFIX0 to /PREFIX1 and so on,
// the last of n leads to an address. It returns the first address.
func (h *Host) Chain(prefix string, n, status int, to string) string {
	for i := range n {
		next := to
		if i < n-1 {
			next = fmt.Sprintf("/%s%d", prefix, i+1)
		}
		h.Answers(fmt.Sprintf("/%s%d", prefix, i), Redirect(status, next))
	}
	return h.URL("/" + prefix + "0")
}

// Maze redirects to itself with a new query each time: a loop that a set of
// addresses seen does not find.
func Maze(status int) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		Redirect(status, fmt.Sprintf("%s?step=%d", r.URL.Path, len(r.URL.RawQuery)+time.Now().Nanosecond()))(w, r)
	}
}

// Conditional answers 304 to who already has the body, else 200 with validators.
// Empty ones are not sent.
func Conditional(etag, lastModified string, then Answer) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		if etag != "" {
			w.Header()["Etag"] = []string{etag}
		}
		if lastModified != "" {
			w.Header().Set("Last-Modified", lastModified)
		}
		match, since := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
		if match != "" && match == etag || match == "" && since != "" && since == lastModified {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		then(w, r)
	}
}

// After waits before another answer; it gives up when the client does.
func After(d time.Duration, then Answer) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		if wait(r, d); r.Context().Err() == nil {
			then(w, r)
		}
	}
}

// Trickle sends a piece of a body now and then, for ever.
func Trickle(contentType string, piece []byte, pause time.Duration) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		pour(w, r, piece, pause)
	}
}

// Endless sends a body as fast as it is taken, for ever.
func Endless(contentType string) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		pour(w, r, bytes.Repeat([]byte("<item/>\n"), 8<<10), 0)
	}
}

// EndlessEarly sends interim answers (103) for ever and never a final one.
func EndlessEarly(pause time.Duration) Answer {
	return func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Header().Set("Link", "</style.css>; rel=preload")
			w.WriteHeader(http.StatusEarlyHints)
			if wait(r, pause); pause == 0 {
				time.Sleep(time.Millisecond)
			}
		}
	}
}

// BigHeader sends that many bytes of headers.
func BigHeader(size int) Answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := range size/1000 + 1 {
			w.Header().Set(fmt.Sprintf("X-Filler-%d", i), strings.Repeat("x", 1000))
		}
		w.WriteHeader(http.StatusOK)
	}
}

// Short sends less than it says it will.
func Short(contentType string, body []byte) Answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Length", fmt.Sprint(len(body)+1000))
		_, _ = w.Write(body)
	}
}

// Drop ends the connection without an answer.
func Drop(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// Lying answers with a text that is written in one charset and declared, in the
// header, as another; names are those of the WHATWG. An empty declaration sends
// none. It panics when the text cannot be written in that charset.
func Lying(mediaType, declared, written, text string) Answer {
	enc, err := htmlindex.Get(written)
	if err != nil {
		panic(fmt.Sprintf("fetchtest: charset %q: %v", written, err))
	}
	data, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(fmt.Sprintf("fetchtest: text in %s: %v", written, err))
	}
	if declared != "" {
		mediaType += "; charset=" + declared
	}
	return Bytes(mediaType, data)
}

// Raw is a script that reads a request and answers with these bytes, whatever
// they are; for Door.
func Raw(answer []byte) Door {
	return Script(func(c net.Conn) {
		buf := make([]byte, 16<<10)
		for read := 0; read < len(buf) && !bytes.Contains(buf[:read], []byte("\r\n\r\n")); {
			n, err := c.Read(buf[read:])
			if read += n; err != nil {
				return
			}
		}
		_, _ = c.Write(answer)
	})
}

// Dribble is a script that answers byte by byte, head and body, with a pause
// between two; for Door. It waits for the request first: a client may take
// what is said before its own request for an answer to nobody.
func Dribble(answer []byte, pause time.Duration) Door {
	return Script(func(c net.Conn) {
		if _, err := c.Read(make([]byte, 4096)); err != nil {
			return
		}
		go drain(c)
		for i := range answer {
			if _, err := c.Write(answer[i : i+1]); err != nil {
				return
			}
			time.Sleep(pause)
		}
	})
}

// EndlessChunks is a script whose chunked body has one chunk with an extension
// that never ends; for Door.
func EndlessChunks() Door {
	return flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", "a=b;")
}

// EndlessTrailers is a script whose chunked body is over and has trailers
// without end; for Door.
func EndlessTrailers() Door {
	return flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", "X-More: and more\r\n")
}

// EndlessHeaders is a script whose headers never end; for Door.
func EndlessHeaders() Door { return flood("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n") }

// flood sends a beginning, and then one piece again and again.
func flood(head, piece string) Door {
	return Script(func(c net.Conn) {
		if _, err := c.Read(make([]byte, 4096)); err != nil {
			return
		}
		if _, err := c.Write([]byte(head)); err != nil {
			return
		}
		more := []byte(strings.Repeat(piece, 256))
		for {
			if _, err := c.Write(more); err != nil {
				return
			}
		}
	})
}
