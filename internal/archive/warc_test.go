package archive_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/archive"
)

// warcRecord writes one record as ISO 28500 has it.
func warcRecord(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2025-05-21T08:05:00Z\r\n"+
		"WARC-Record-ID: <urn:uuid:6e9c4f2a-0001-4000-8000-000000000000>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, contentType, len(block), block)
}

func answer(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body
}

const html = "Content-Type: text/html; charset=utf-8\r\n"

// warcFile is a crawl of five addresses, of which three are pages; in one gzip
// member for each record, or plain.
func warcFile(packed bool) string {
	records := []string{
		warcRecord("warcinfo", "", "application/warc-fields", "software: test\r\n"),
		warcRecord("request", "https://p.example/1", "application/http; msgtype=request", "GET /1 HTTP/1.1\r\nHost: p.example\r\n\r\n"),
		warcRecord("response", "https://p.example/1", "application/http; msgtype=response", answer("200 OK", html, "<html>one</html>")),
		warcRecord("response", "https://p.example/pic", "application/http; msgtype=response", answer("200 OK", "Content-Type: image/png\r\n", "PNG")),
		warcRecord("response", "https://p.example/gone", "application/http; msgtype=response", answer("404 Not Found", html, "<html>gone</html>")),
		warcRecord("response", "<https://p.example/2>", "application/http; msgtype=response", answer("200 OK", html+"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(pack("<html>two</html>")))),
		warcRecord("metadata", "https://p.example/2", "application/warc-fields", "fetchTimeMs: 12\r\n"),
	}
	var b bytes.Buffer
	for _, r := range records {
		if !packed {
			b.WriteString(r)
			continue
		}
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(r)); err != nil {
			panic(err)
		}
		if err := z.Close(); err != nil {
			panic(err)
		}
	}
	return b.String()
}

func chunked(body string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) }

func TestWARCHandsOutPagesOnly(t *testing.T) {
	t.Parallel()
	for _, packed := range []bool{false, true} {
		name := map[bool]string{false: "a.warc", true: "a.warc.gz"}[packed]
		records, problems := read(t, archive.Options{}, put(t, filepath.Join(t.TempDir(), name), warcFile(packed)))
		if len(problems) != 0 || len(records) != 2 {
			t.Errorf("%s: %d records, problems %v", name, len(records), problems)
			continue
		}
		for i, want := range []string{"one", "two"} {
			r := records[i]
			if r.Kind != archive.Page || r.URL != fmt.Sprintf("https://p.example/%d", i+1) || string(r.Data) != "<html>"+want+"</html>" || !strings.HasPrefix(r.ContentType, "text/html") {
				t.Errorf("%s: record %d: %+v %q", name, i, r, r.Data)
			}
		}
	}
}

func TestWARCBelievesHeadersOnlyWhereTheBodyAgrees(t *testing.T) {
	t.Parallel()
	for name, block := range map[string]string{
		"unpacked, says gzip":       answer("200 OK", html+"Content-Encoding: gzip\r\n", "<html>x</html>"),
		"unpacked, says br":         answer("200 OK", html+"Content-Encoding: br\r\n", "<html>x</html>"),
		"unchunked, says chunked":   answer("200 OK", html+"Transfer-Encoding: chunked\r\n", "<html>x</html>"),
		"packed, says nothing":      answer("200 OK", html, pack("<html>x</html>")),
		"bare line ends":            "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html>x</html>",
		"no content type at all":    "HTTP/1.0 200 OK\r\n\r\n<html>x</html>",
		"length of the wire's body": answer("200 OK", html+"Content-Length: 9999\r\n", "<html>x</html>"),
	} {
		file := put(t, filepath.Join(t.TempDir(), "a.warc"), warcRecord("response", "https://p.example/1", "application/http", block))
		records, problems := read(t, archive.Options{}, file)
		if len(records) != 1 || len(problems) != 0 || string(records[0].Data) != "<html>x</html>" {
			t.Errorf("%s: %+v, %v", name, records, problems)
		}
	}
}

func TestWARCGoesOnBehindBadRecords(t *testing.T) {
	t.Parallel()
	good := warcRecord("response", "https://p.example/1", "application/http", answer("200 OK", html, "<html>one</html>"))
	bomb := warcRecord("response", "https://p.example/bomb", "application/http", answer("200 OK", html+"Content-Encoding: gzip\r\n", pack(strings.Repeat("x", 1<<20))))
	for name, c := range map[string]struct {
		bad  string
		want error
	}{
		"bomb":     {bomb, archive.ErrBomb},
		"too long": {warcRecord("response", "https://p.example/2", "application/http", answer("200 OK", html, strings.Repeat("x", 1<<18))), archive.ErrTooLong},
		"no HTTP":  {warcRecord("response", "https://p.example/2", "application/http", "nothing of the kind"), archive.ErrBadWARC},
		"empty":    {warcRecord("response", "https://p.example/2", "application/http", answer("200 OK", html, " ")), archive.ErrBadWARC},
	} {
		for _, packed := range []bool{false, true} {
			data := good + c.bad + good
			if packed {
				data = pack(good) + pack(c.bad) + pack(good)
			}
			records, problems := read(t, archive.Options{MaxRecord: 1 << 17}, put(t, filepath.Join(t.TempDir(), "a.warc"), data))
			if len(records) != 2 || len(problems) != 1 || !errors.Is(problems[0], c.want) || problems[0].Position.Record != 2 {
				t.Errorf("%s (packed %v): %d records, problems %v, want %v", name, packed, len(records), problems, c.want)
			}
		}
	}
}

func TestWARCEndsWhateverByteIsWrong(t *testing.T) {
	t.Parallel()
	for _, packed := range []bool{false, true} {
		good := warcFile(packed)
		for i := range good {
			bad := []byte(good)
			bad[i] ^= 0x55
			terminates(t, "a.warc", bad)
		}
	}
}

func TestWARCGoesOnBehindABrokenMember(t *testing.T) {
	t.Parallel()
	good := pack(warcRecord("response", "https://p.example/1", "application/http", answer("200 OK", html, "<html>one</html>")))
	broken := []byte(good)
	broken[len(broken)/2] ^= 0xff
	records, problems := read(t, archive.Options{}, put(t, filepath.Join(t.TempDir(), "a.warc.gz"), good+string(broken)+good))
	if len(records) < 2 || len(problems) == 0 {
		t.Errorf("%d records, problems %v", len(records), problems)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(warcFile(false)))
	f.Add([]byte(warcFile(true)))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9999999999999999999\r\n\r\n"))
	f.Add([]byte("WARC/\n"))
	f.Fuzz(func(t *testing.T, data []byte) { terminates(t, "a.warc", data) })
}

func FuzzLines(f *testing.F) {
	f.Add([]byte(twoLines))
	f.Add([]byte(pack(twoLines)))
	f.Add([]byte(`{"title":{"a":[[[]]]},"tags":{"url":{"url":1}}}`))
	f.Fuzz(func(t *testing.T, data []byte) { terminates(t, "a.jsonl", data) })
}

// terminates checks that reading any bytes ends, that each problem is placed,
// and that no record is larger than the bound.
func terminates(t *testing.T, name string, data []byte) {
	const bound = 1 << 16
	records, problems := read(t, archive.Options{MaxRecord: bound}, put(t, filepath.Join(t.TempDir(), name), string(data)))
	for _, r := range records {
		if len(r.Data) > bound {
			t.Errorf("record of %d bytes", len(r.Data))
		}
	}
	for _, p := range problems {
		if p.Position.File == "" || p.Err == nil {
			t.Errorf("problem without place or cause: %v", p)
		}
	}
	if len(records)+len(problems) > len(data)+2 {
		t.Errorf("%d records and problems of %d bytes", len(records)+len(problems), len(data))
	}
}
