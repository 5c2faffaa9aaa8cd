package fetch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// unpacked reads a body as a Fetcher would.
func unpacked(data []byte, coding string) ([]byte, error) {
	f := New(Options{Limits: Limits{Feed: Size{Packed: 1 << 20, Unpacked: 2 << 20}}})
	res := &http.Response{Body: io.NopCloser(bytes.NewReader(data)), Header: http.Header{"Content-Encoding": {coding}}}
	return f.body(context.Background(), res, feedKind, func(error) {})
}

// TestDamagedArchivesAreNamed reads what fuzzing of Go's own decoders found.
func TestDamagedArchivesAreNamed(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]int{"gzip": 343, "flate": 222} {
		file, err := os.Open(shared(t, "data/hostile/go-fuzz-corpus/"+name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		n := 0
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var row struct {
				Name string
				B64  string
			}
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			data, err := base64.StdEncoding.DecodeString(row.B64)
			if err != nil {
				t.Fatal(err)
			}
			n++
			for _, coding := range []string{"gzip", "deflate", "br", ""} {
				start := time.Now()
				_, err := unpacked(data, coding)
				if took := time.Since(start); took > 2*time.Second || err != nil && !errors.Is(err, ErrCoding) && !errors.Is(err, ErrTooBig) {
					t.Errorf("%s as %q: %v after %s", row.Name, coding, err, took)
				}
			}
		}
		if err := lines.Err(); err != nil || n < least {
			t.Errorf("%s: %d files, want %d; %v", name, n, least, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for _, coding := range []string{"gzip", "br", "deflate", "", "gzip, br"} {
		f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c\x04\x00"), coding)
		f.Add([]byte("plain"), coding)
	}
	f.Fuzz(func(t *testing.T, data []byte, coding string) {
		out, err := unpacked(data, coding)
		if err != nil {
			if !errors.Is(err, ErrCoding) && !errors.Is(err, ErrTooBig) || out != nil {
				t.Errorf("%d bytes and %v", len(out), err)
			}
			return
		}
		if len(out) > 2<<20 || len(out) > ratioAfter && int64(len(out)) > 200*int64(len(data)) {
			t.Errorf("%d bytes from %d", len(out), len(data))
		}
		again, err := unpacked(data, coding)
		if err != nil || !bytes.Equal(out, again) {
			t.Errorf("unpacked twice differs: %v", err)
		}
		if known := strings.ToLower(strings.TrimSpace(coding)); known == "identity" && !bytes.HasPrefix(data, []byte{0x1f, 0x8b, 0x08}) && !bytes.Equal(out, data) {
			t.Error("a plain body was changed")
		}
	})
}
