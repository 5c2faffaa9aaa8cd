package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// TestBombsAreCut: 1 GiB in six forms, each cut in under 100 ms with less than
// 32 MiB of heap. It is not parallel, so that the heap is its own.
func TestBombsAreCut(t *testing.T) {
	n, f := small(t, fetch.Options{})
	for _, coding := range []string{"gzip", "br", "deflate", "raw-deflate", "gzip, gzip", "gzip members", "under the ratio"} {
		h := n.Host(strings.NewReplacer(" ", "", ",", "").Replace(coding) + ".example").Robots("")
		switch coding {
		case "gzip members":
			h.Answers("/feed.xml", members)
		case "under the ratio":
			h.Answers("/feed.xml", patient(t))
		default:
			h.Answers("/feed.xml", fetchtest.Bomb(coding, 1<<30))
			warm := n.Host("warm.example").Answers("/"+coding[:2], fetchtest.Bomb(coding, 1<<10)) // the bomb is made when first asked for
			_, _ = f.Get(t.Context(), warm.URL("/"+coding[:2]), fetch.Validators{})
		}
		if _, err := f.Get(t.Context(), h.URL("/robots.txt"), fetch.Validators{}); err != nil {
			t.Fatal(err)
		}
		var best, least = time.Hour, uint64(1 << 62)
		for range 5 { // the machine may be busy with other things: what counts is what it can do
			took, most, err := cut(t, f, h.URL("/feed.xml"))
			if !errors.Is(err, fetch.ErrTooBig) && !errors.Is(err, fetch.ErrCoding) {
				t.Errorf("%s: %v", coding, err)
			}
			best, least = min(best, took), min(least, most)
		}
		if best > 100*time.Millisecond || least > 32<<20 {
			t.Errorf("%s: %s, %d KiB of heap", coding, best, least>>10)
		}
		t.Logf("%s: %s, %d KiB of heap", coding, best, least>>10)
	}
}

// cut fetches once and measures the time and how far the heap grew.
func cut(t *testing.T, f *fetch.Fetcher, address string) (took time.Duration, most uint64, err error) {
	t.Helper()
	runtime.GC()
	before := heap()
	stop, peak := make(chan struct{}), make(chan uint64)
	go watchHeap(stop, peak)
	start := time.Now()
	_, err = f.Get(t.Context(), address, fetch.Validators{})
	took = time.Since(start)
	close(stop)
	most = max(<-peak, heap(), before)
	return took, most - before, err
}

// patient is a bomb that stays under the ratio: it costs the whole bound.
func patient(t *testing.T) fetchtest.Answer {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	block := make([]byte, 64<<10)
	for i := range 400 {
		block[i] = byte(random.Uint32())
	}
	one := pack(t, "gzip", block)
	if ratio := len(block) / len(one); ratio < 100 || ratio > 190 {
		t.Fatalf("ratio %d", ratio)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		for range 1 << 30 / len(block) {
			if _, err := w.Write(one); err != nil {
				return
			}
		}
	}
}

// members is a bomb of many gzip members, each of them innocent.
func members(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(make([]byte, 512<<10))
	_ = z.Close()
	for range 2048 {
		if _, err := w.Write(b.Bytes()); err != nil {
			return
		}
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func watchHeap(stop <-chan struct{}, peak chan<- uint64) {
	var most uint64
	for {
		most = max(most, heap())
		select {
		case <-stop:
			peak <- most
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// pack packs text in a coding.
func pack(t testing.TB, coding string, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var z io.WriteCloser
	switch coding {
	case "gzip", "x-gzip":
		z = gzip.NewWriter(&b)
	case "br":
		z = brotli.NewWriter(&b)
	case "deflate":
		z = zlib.NewWriter(&b)
	case "raw":
		w, err := flate.NewWriter(&b, 6)
		if err != nil {
			t.Fatal(err)
		}
		z = w
	}
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodingsAreUndoneOrNamed(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Robots("")
	text := bytes.Repeat([]byte("The harbour of Port Amsel was closed on Tuesday. "), 400)
	for i, c := range []struct {
		header string
		body   []byte
		want   error
	}{
		{"", text, nil}, {"identity", text, nil}, {"gzip", pack(t, "gzip", text), nil}, {"X-GZIP", pack(t, "gzip", text), nil}, {"br", pack(t, "br", text), nil},
		{"deflate", pack(t, "deflate", text), nil}, {"deflate", pack(t, "raw", text), nil}, {"", pack(t, "gzip", text), nil}, // a sitemap.xml.gz
		{"gzip", text, fetch.ErrCoding}, {"br", text, fetch.ErrCoding}, {"deflate", text, fetch.ErrCoding}, {"gzip", nil, fetch.ErrCoding}, {"gzip", pack(t, "br", text), fetch.ErrCoding},
		{"gzip", pack(t, "gzip", text)[:60], fetch.ErrCoding}, {"br", pack(t, "br", text)[:20], fetch.ErrCoding}, {"deflate", pack(t, "deflate", text)[:40], fetch.ErrCoding},
		{"gzip, br", text, fetch.ErrTwice}, {"gzip,gzip", pack(t, "gzip", pack(t, "gzip", text)), fetch.ErrTwice}, {"zstd", text, fetch.ErrTwice}, {"aes128gcm", text, fetch.ErrTwice},
		{"gzip", append(pack(t, "gzip", text), "junk behind it"...), fetch.ErrCoding},
	} {
		path := fmt.Sprintf("/%d", i)
		h.Answers(path, fetchtest.Headers(fetchtest.Bytes("text/xml", c.body), "Content-Encoding", c.header))
		r, err := f.Get(t.Context(), h.URL(path), fetch.Validators{})
		if !errors.Is(err, c.want) {
			t.Errorf("%d %q: %v, want %v", i, c.header, err, c.want)
		} else if err == nil && !bytes.Equal(r.Body, text) {
			t.Errorf("%d %q: %d bytes, want %d", i, c.header, len(r.Body), len(text))
		}
	}
}

func TestTwoHeadersAreTwoCodings(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	body := pack(t, "gzip", pack(t, "gzip", []byte("text")))
	n.Host("paper.example").Answers("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Encoding"] = []string{"gzip", "gzip"}
		_, _ = w.Write(body)
	})
	if r, err := f.Get(t.Context(), "http://paper.example/", fetch.Validators{}); !errors.Is(err, fetch.ErrTwice) {
		t.Errorf("%q, %v, want ErrTwice", r.Body, err)
	}
}

func TestSizesAreByKind(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{Limits: fetch.Limits{
		Feed: fetch.Size{Packed: 40 << 10, Unpacked: 80 << 10}, Page: fetch.Size{Packed: 20 << 10, Unpacked: 30 << 10}, HeaderBytes: 8 << 10,
	}})
	noise := make([]byte, 200<<10) // does not pack
	for i := range noise {
		noise[i] = byte(i*i>>7 ^ i*2654435761>>13)
	}
	h := n.Host("paper.example").Robots("")
	h.Answers("/plain25", fetchtest.Bytes("text/xml", noise[:25<<10])).Answers("/plain50", fetchtest.Bytes("text/xml", noise[:50<<10]))
	h.Answers("/packed70", fetchtest.Headers(fetchtest.Bytes("text/xml", pack(t, "gzip", bytes.Repeat([]byte("a b c "), 70<<10/6))), "Content-Encoding", "gzip"))
	h.Answers("/packed90", fetchtest.Headers(fetchtest.Bytes("text/xml", pack(t, "gzip", bytes.Repeat([]byte("a b c "), 90<<10/6))), "Content-Encoding", "gzip"))
	h.Answers("/headers", fetchtest.BigHeader(20<<10))
	for path, want := range map[string][2]error{
		"/plain25": {nil, fetch.ErrTooBig}, "/plain50": {fetch.ErrTooBig, fetch.ErrTooBig}, "/packed70": {nil, fetch.ErrTooBig}, "/packed90": {fetch.ErrTooBig, fetch.ErrTooBig},
		"/headers": {fetch.ErrHeaders, fetch.ErrHeaders},
	} {
		if _, err := f.Get(t.Context(), h.URL(path), fetch.Validators{}); !errors.Is(err, want[0]) {
			t.Errorf("feed %s: %v, want %v", path, err, want[0])
		}
		if _, err := f.Get(t.Context(), h.SecureURL(path), fetch.Validators{}); !errors.Is(err, want[0]) { // HTTP/2
			t.Errorf("feed %s: %v, want %v", h.SecureURL(path), err, want[0])
		}
		if _, err := f.Page(t.Context(), h.URL(path), fetch.Validators{}); !errors.Is(err, want[1]) {
			t.Errorf("page %s: %v, want %v", path, err, want[1])
		}
	}
}

// TestBodiesWithoutTheEndTheyPromise: one that never ends is left at the bound,
// one that ends before the length it was given is not taken.
func TestBodiesWithoutTheEndTheyPromise(t *testing.T) {
	t.Parallel()
	const most = 1 << 20
	bound := fetch.Size{Packed: most, Unpacked: 2 * most}
	n, f := small(t, fetch.Options{Limits: fetch.Limits{Feed: bound, Page: bound}})
	h := n.Host("paper.example").Robots("").Answers("/endless", fetchtest.Endless("text/xml")).Answers("/short", fetchtest.Short("text/xml", []byte("<rss/>")))
	for path, want := range map[string]error{"/endless": fetch.ErrTooBig, "/short": fetch.ErrCut} {
		for _, address := range []string{h.URL(path), h.SecureURL(path)} { // HTTP/1.1 and HTTP/2
			before := f.Stats().Bytes
			for kind, ask := range map[string]func(context.Context, string, fetch.Validators) (fetch.Response, error){"feed": f.Get, "page": f.Page} {
				if r, err := ask(t.Context(), address, fetch.Validators{}); !errors.Is(err, want) || len(r.Body) > 0 {
					t.Errorf("%s %s: %d bytes, %v, want %v", kind, address, len(r.Body), err, want)
				}
			}
			if read := f.Stats().Bytes - before; read > 2*(most+1) {
				t.Errorf("%s: %d bytes were read in two visits, the bound is %d", address, read, most)
			}
		}
	}
}

// TestALongRobotsFileCountsUpToItsBound (RFC 9309, section 2.5).
func TestALongRobotsFileCountsUpToItsBound(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/*", fetchtest.Text("text/html", "<p>page</p>"))
	h.Robots("User-agent: *\nDisallow: /closed\n" + strings.Repeat("# nothing\n", 100<<10) + "Disallow: /\n")
	if _, err := f.Page(t.Context(), h.URL("/open"), fetch.Validators{}); err != nil {
		t.Error(err)
	}
	if _, err := f.Page(t.Context(), h.URL("/closed"), fetch.Validators{}); !errors.Is(err, fetch.ErrRobots) {
		t.Errorf("closed: %v", err)
	}
}

// TestSlowAnswersEnd turns the clock: each way to be slow has its own limit.
func TestSlowAnswersEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n, f := small(t, fetch.Options{})
		text := fetchtest.Text("text/xml", "x")
		for _, c := range []struct {
			name string
			set  func(h *fetchtest.Host)
			want error
			most time.Duration
		}{
			{"resolve", func(h *fetchtest.Host) { h.Resolves(fetchtest.Lookup{After: time.Hour}) }, fetch.ErrResolveTime, 5 * time.Second},
			{"connect", func(h *fetchtest.Host) { h.Door(80, fetchtest.Silent) }, fetch.ErrConnectTime, 5 * time.Second},
			{"first line", func(h *fetchtest.Host) { h.Door(80, fetchtest.Mute) }, fetch.ErrHeaderTime, 10 * time.Second},
			{"headers by the byte", func(h *fetchtest.Host) {
				h.Door(80, fetchtest.Dribble([]byte("HTTP/1.1 200 OK\r\n"+strings.Repeat("X-A: b\r\n", 100)), time.Second))
			}, fetch.ErrHeaderTime, 10 * time.Second},
			{"body by the byte", func(h *fetchtest.Host) { h.Answers("/", fetchtest.Trickle("text/xml", []byte("x"), time.Second)) }, fetch.ErrSlow, 11 * time.Second},
			{"500 bytes a second", func(h *fetchtest.Host) {
				h.Answers("/", fetchtest.Trickle("text/xml", make([]byte, 500), time.Second))
			}, fetch.ErrSlow, 11 * time.Second},
			{"2 KiB a second", func(h *fetchtest.Host) {
				h.Answers("/", fetchtest.Trickle("text/xml", make([]byte, 2048), time.Second))
			}, fetch.ErrExchangeTime, 30 * time.Second},
			{"early hints without end", func(h *fetchtest.Host) { h.Answers("/", fetchtest.EndlessEarly(time.Second)) }, fetch.ErrHeaderTime, 10 * time.Second},
			{"late but good", func(h *fetchtest.Host) { h.Answers("/", fetchtest.After(9*time.Second, text)) }, nil, 10 * time.Second},
		} {
			h := n.Host(strings.ReplaceAll(c.name, " ", "-")+".example").Answers("/", text)
			c.set(h)
			start := time.Now()
			_, err := f.Post(t.Context(), h.URL("/"), nil)
			if took := time.Since(start); !errors.Is(err, c.want) || took > c.most {
				t.Errorf("%s: %v after %s, want %v within %s", c.name, err, took, c.want, c.most)
			}
		}
	})
}

// TestFloodsEnd: bodies, chunks, trailers and headers without end.
func TestFloodsEnd(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{Limits: fetch.Limits{Exchange: 2 * time.Second}})
	for name, d := range map[string]fetchtest.Door{
		"chunks": fetchtest.EndlessChunks(), "trailers": fetchtest.EndlessTrailers(), "headers": fetchtest.EndlessHeaders(),
		"not http": fetchtest.Raw([]byte("220 mail.example ESMTP\r\n")), "half a line": fetchtest.Raw([]byte("HTTP/1.1 20")), "nothing": fetchtest.Raw(nil),
		"short body": fetchtest.Raw([]byte("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")), "two lengths": fetchtest.Raw([]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!")),
	} {
		h := n.Host(strings.ReplaceAll(name, " ", "-") + ".example")
		h.Door(80, d)
		start := time.Now()
		_, err := f.Post(t.Context(), h.URL("/"), nil)
		if took := time.Since(start); err == nil || took > 20*time.Second || fetch.Outcome(fetch.Response{}, err) == "other" {
			t.Errorf("%s: %v after %s", name, err, took)
		}
	}
}

// TestNameServiceFaults has ten ways in which DNS can fail.
func TestNameServiceFaults(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n, f := small(t, fetch.Options{})
		many := make([]netip.Addr, 5000)
		for i := range many {
			many[i] = netip.AddrFrom4([4]byte{25, 1, byte(i >> 8), byte(i)})
		}
		dns := func(e net.DNSError) error { return &e }
		for name, c := range map[string]struct {
			l    fetchtest.Lookup
			want error
		}{
			"nxdomain": {fetchtest.Lookup{Err: dns(net.DNSError{Err: "no such host", IsNotFound: true})}, fetch.ErrNoHost},
			"servfail": {fetchtest.Lookup{Err: dns(net.DNSError{Err: "server misbehaving", IsTemporary: true})}, fetch.ErrDNS},
			"refused":  {fetchtest.Lookup{Err: dns(net.DNSError{Err: "lame referral"})}, fetch.ErrDNS}, "timeout": {fetchtest.Lookup{Err: dns(net.DNSError{Err: "i/o timeout", IsTimeout: true})}, fetch.ErrResolveTime},
			"silent": {fetchtest.Lookup{After: 10 * time.Second}, fetch.ErrResolveTime}, "slow": {fetchtest.Lookup{After: 4 * time.Second, Addrs: []netip.Addr{netip.MustParseAddr("25.9.9.9")}}, nil},
			"empty": {fetchtest.Lookup{}, fetch.ErrNoHost}, "long chain": {fetchtest.Lookup{Err: errors.New("cannot unmarshal DNS message")}, fetch.ErrDNS},
			"many": {fetchtest.Lookup{Addrs: many}, fetch.ErrDNS}, "unreachable": {fetchtest.Lookup{Err: &net.OpError{Op: "dial", Err: errors.New("network is unreachable")}}, fetch.ErrDNS},
		} {
			h := n.Host(strings.ReplaceAll(name, " ", "-")+".example").Answers("/", fetchtest.Text("text/xml", "x"))
			if c.want == nil {
				h.At(c.l.Addrs...)
			}
			if name == "empty" {
				h.Resolves(fetchtest.Lookup{Addrs: []netip.Addr{}})
			} else {
				h.Resolves(c.l)
			}
			_, err := f.Post(t.Context(), h.URL("/"), nil)
			if !errors.Is(err, c.want) || errors.Is(err, fetch.ErrStatus) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
		}
	})
}

func TestAHostThatIsUnknownIsNotAskedForAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lookups := 0
		f := fetch.New(fetch.Options{Resolve: func(context.Context, string) ([]netip.Addr, error) {
			lookups++
			return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
		}})
		defer f.Close()
		for range 50 {
			if _, err := f.Get(t.Context(), "http://gone.example/", fetch.Validators{}); !errors.Is(err, fetch.ErrNoHost) {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Second)
		}
		if lookups != 2 { // 500 seconds
			t.Errorf("%d lookups, want 2", lookups)
		}
	})
}

func TestOutcomesAreCounted(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Robots("").Answers("/feed.xml", fetchtest.Conditional(`"1"`, "", fetchtest.Text("text/xml", "twelve bytes")))
	r, err := f.Get(t.Context(), h.URL("/feed.xml"), fetch.Validators{})
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range []struct {
		address string
		v       fetch.Validators
	}{{h.URL("/feed.xml"), r.Validators}, {h.URL("/none"), fetch.Validators{}}, {"http://10.0.0.1/", fetch.Validators{}}, {"http://nowhere.example/", fetch.Validators{}}, {"mailto:x", fetch.Validators{}}} {
		_, _ = f.Get(t.Context(), ask.address, ask.v)
	}
	s := f.Stats()
	want := map[string]int64{"ok": 1, "unchanged": 1, "status": 1, "private": 1, "no_host": 1, "bad_address": 1}
	if fmt.Sprint(s.Outcomes) != fmt.Sprint(want) || s.Requests != 4 || s.Bytes < 12 {
		t.Errorf("%+v, want %v", s, want)
	}
}

// TestA304NeedsAQuestion: without validators "not modified" says nothing.
func TestA304NeedsAQuestion(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/feed.xml", fetchtest.Status(304))
	var refused *fetch.StatusError
	if _, err := f.Get(t.Context(), h.URL("/feed.xml"), fetch.Validators{}); !errors.As(err, &refused) || refused.Status != 304 {
		t.Errorf("unasked: %v", err)
	}
	if r, err := f.Get(t.Context(), h.URL("/feed.xml"), fetch.Validators{ETag: `"1"`}); err != nil || !r.NotModified || r.Validators.ETag != `"1"` {
		t.Errorf("asked: %+v, %v", r, err)
	}
}
