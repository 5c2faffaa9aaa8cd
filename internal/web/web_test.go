package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/site"
	"kiku/internal/story"
)

var built = time.Date(2026, 7, 14, 18, 20, 0, 0, time.FixedZone("JST", 9*3600))

// made is one digest on an invented matter.
func made(id story.StoryID, headline string) digest.Digest {
	line := func(n int, s string) digest.Line {
		return digest.Line{ID: fmt.Sprintf("l%08d", n), Kind: digest.Extract, Text: s, Cites: []digest.Citation{{
			Ref:       claim.Ref{Article: article.IDOf("https://example.com/" + s), Span: text.Span{End: len([]rune(s))}},
			Publisher: "湾岸新報", Published: built, URL: "https://example.com/1", Sentence: s,
		}}}
	}
	d := digest.Digest{
		Story: id, Lang: "ja", Edition: 1, AsOf: built, Since: built, Category: digest.Society,
		Headline: line(1, headline), Stand: []digest.Line{line(2, "町は十四日、橋の点検を終えた。")},
		Flower:  digest.Flower{Days: 1, Petals: []digest.Petal{{}}},
		Sources: digest.Sources{Publishers: []digest.PublisherShare{{Name: "湾岸新報", Articles: 1}}, Articles: 1, Independent: 1},
	}
	d.Pages = []digest.Page{{Sections: []digest.Section{{Event: "e1", Date: built, Heading: line(3, "点検の結果"), Narrative: []digest.Line{line(4, "傷は三か所で見つかった。")}}}}}
	return d
}

// folder is a site.Dir on disk.
type folder string

func (f folder) Put(path string, data []byte) error {
	name := filepath.Join(string(f), filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func build(t testing.TB, dir string, digests ...digest.Digest) {
	t.Helper()
	in := site.Input{Config: site.Config{Built: built, Fiction: true}, Digests: digests, Redirects: map[story.StoryID]story.StoryID{"oldbridge": "bridge01"}}
	if err := site.Render(in, folder(dir)); err != nil {
		t.Fatal(err)
	}
}

func serve(t testing.TB, c Config) *Server {
	t.Helper()
	if c.Dir == "" {
		c.Dir = t.TempDir()
		build(t, c.Dir, made("bridge01", "高瀬橋はいつ直るのか？"), made("wheat01", "小麦の値上げは続くのか？"))
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request; headers come as name, value pairs.
func ask(s *Server, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.RemoteAddr = "127.0.0.1:5000"
	r.Host = "localhost:8080"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestPageComesInTheEncodingAskedFor(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	plain := ask(s, "GET", "/ja/s/bridge01/")
	if plain.Code != 200 || !strings.Contains(plain.Body.String(), "高瀬橋はいつ直るのか") {
		t.Fatalf("%d %s", plain.Code, plain.Body)
	}
	tags := map[string]bool{plain.Header().Get("ETag"): true}
	for accept, want := range map[string]string{"gzip": "gzip", "gzip, deflate, br": "br", "br;q=0, gzip;q=0.5": "gzip", "*": "br", "identity": "", "gzip;q=0": ""} {
		w := ask(s, "GET", "/ja/s/bridge01/", "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", accept, got, want)
		}
		var r io.Reader = w.Body
		switch want {
		case "gzip":
			z, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			r = z
		case "br":
			r = brotli.NewReader(w.Body)
		}
		body, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(body, plain.Body.Bytes()) {
			t.Errorf("%q: another page comes out (%v)", accept, err)
		}
		if w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: no Vary", accept)
		}
		tags[w.Header().Get("ETag")] = true
	}
	if len(tags) != 3 {
		t.Errorf("strong validators must differ for each encoding: %v", tags)
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	tag := ask(s, "GET", "/ja/", "Accept-Encoding", "br").Header().Get("ETag")
	for _, header := range []string{tag, `"x", ` + tag, "W/" + tag, "*"} {
		w := ask(s, "GET", "/ja/", "If-None-Match", header, "Accept-Encoding", "br")
		if w.Code != 304 || w.Body.Len() != 0 {
			t.Errorf("%s: %d with %d bytes", header, w.Code, w.Body.Len())
		}
	}
	if w := ask(s, "GET", "/ja/", "If-None-Match", `"other"`); w.Code != 200 {
		t.Errorf("changed page: %d", w.Code)
	}
	w := ask(s, "HEAD", "/ja/")
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "0" {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestFilesWithHashAreKeptForEver(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	page := ask(s, "GET", "/").Body.String()
	_, rest, _ := strings.Cut(page, `rel="stylesheet" href="`)
	style, _, _ := strings.Cut(rest, `"`)
	w := ask(s, "GET", style)
	if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: %d %v", style, w.Code, w.Header())
	}
	if got := ask(s, "GET", "/").Header().Get("Cache-Control"); got != "public, no-cache" {
		t.Errorf("front page: %q", got)
	}
}

func TestAnswersCarrySecurityHeaders(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	for _, target := range []string{"/", "/nowhere", "/healthz", "/ja/search/?q=x", "/desk/"} {
		h := ask(s, "GET", target).Header()
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'self'") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", target, h)
		}
		if h.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", target)
		}
	}
}

func TestWrongAddresses(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	for _, c := range []struct {
		method, target string
		code           int
		location       string
	}{
		{"GET", "/ja/nowhere/", 404, ""},
		{"GET", "/ja/../../etc/passwd", 404, ""},
		{"GET", "/ja//", 404, ""},
		{"GET", "/.kiku-site", 404, ""},
		{"GET", "/redirects.json", 404, ""},
		{"GET", "/ja/s/bridge01", 301, "/ja/s/bridge01/"},
		{"GET", "/ja/s/oldbridge/", 301, "/ja/s/bridge01/"},
		{"GET", "/en/s/oldbridge/timeline/", 301, "/en/s/bridge01/"},
		{"POST", "/ja/", 405, ""},
		{"DELETE", "/ja/s/bridge01/", 405, ""},
	} {
		w := ask(s, c.method, c.target)
		if w.Code != c.code || w.Header().Get("Location") != c.location {
			t.Errorf("%s %s: %d %q, want %d %q", c.method, c.target, w.Code, w.Header().Get("Location"), c.code, c.location)
		}
	}
	if w := ask(s, "GET", "/en/nowhere/"); !strings.Contains(w.Body.String(), "There is no such page") || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("English 404: %v", w.Header())
	}
	if w := ask(s, "GET", "/nowhere/"); !strings.Contains(w.Body.String(), "そのページは見あたりません") {
		t.Error("404 outside the trees is not in the default language")
	}
}

func TestSiteUnderAPrefix(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Prefix: "/daily/"})
	if w := ask(s, "GET", "/daily/ja/s/bridge01/"); w.Code != 200 {
		t.Errorf("with prefix: %d", w.Code)
	}
	if w := ask(s, "GET", "/ja/s/bridge01/"); w.Code != 404 {
		t.Errorf("without prefix: %d", w.Code)
	}
	if w := ask(s, "GET", "/daily/ja/s/bridge01"); w.Header().Get("Location") != "/daily/ja/s/bridge01/" {
		t.Errorf("redirect to %q", w.Header().Get("Location"))
	}
}

func TestNewSiteIsTakenUpWhenTheFolderIsReplaced(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir := filepath.Join(root, "site")
	build(t, dir, made("bridge01", "高瀬橋はいつ直るのか？"))
	var mu sync.Mutex
	clock := built
	s := serve(t, Config{Dir: dir, Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return clock }})
	before := ask(s, "GET", "/ja/s/bridge01/")
	old := ask(s, "GET", "/a/gone.css")
	if old.Code != 404 {
		t.Fatal(old.Code)
	}
	// An asset of the old site that was served before stays available.
	if err := os.WriteFile(filepath.Join(dir, "a", "old.0123.css"), []byte("p{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	ask(s, "GET", "/a/old.0123.css")

	next := filepath.Join(root, "next")
	build(t, next, made("bridge01", "高瀬橋は八月に直るのか？"))
	if err := os.Rename(dir, filepath.Join(root, "gone")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, dir); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	clock = clock.Add(2 * time.Second)
	mu.Unlock()
	after := ask(s, "GET", "/ja/s/bridge01/", "If-None-Match", before.Header().Get("ETag"))
	if after.Code != 200 || !strings.Contains(after.Body.String(), "高瀬橋は八月に直るのか") {
		t.Errorf("%d: the old page is still served", after.Code)
	}
	if w := ask(s, "GET", "/a/old.0123.css"); w.Code != 200 {
		t.Errorf("a file that open pages still name: %d", w.Code)
	}
}

func TestReadersWaitForTheFirstSite(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "site")
	s := serve(t, Config{Dir: dir})
	if w := ask(s, "GET", "/ja/"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("before the first build: %d", w.Code)
	}
	if w := ask(s, "GET", "/healthz"); w.Code != 503 {
		t.Errorf("health before the first build: %d", w.Code)
	}
	build(t, dir, made("bridge01", "高瀬橋はいつ直るのか？"))
	s.Reload()
	if w := ask(s, "GET", "/ja/"); w.Code != 200 {
		t.Errorf("after it: %d", w.Code)
	}
	if _, err := New(Config{}); !errors.Is(err, ErrNoSite) {
		t.Errorf("without a folder: %v", err)
	}
}

// finds answers every search with the same stories.
type finds []story.StoryID

func (f finds) Find(_ context.Context, _, words string, _ int) ([]story.StoryID, error) {
	if words == "broken" {
		return nil, errors.New("store is gone")
	}
	return f, nil
}

func TestSearchWithoutJavaScript(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{})
	q := "/ja/search?q=" + url.QueryEscape("高瀬橋")
	w := ask(s, "GET", q)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `href="/ja/s/bridge01/"`) || strings.Contains(w.Body.String(), `href="/ja/s/wheat01/"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/en/search/?q=zebra"); !strings.Contains(w.Body.String(), "No story matches") {
		t.Error("nothing found is not said")
	}
	if w := ask(s, "GET", "/ja/search/?q=%ff"); w.Code != 200 {
		t.Errorf("bytes that are no text: %d", w.Code)
	}
	if w := ask(s, "GET", "/ja/search/"); w.Code != 200 || w.Header().Get("ETag") == "" {
		t.Errorf("the empty form is a built page: %d", w.Code)
	}

	s = serve(t, Config{Finder: finds{"wheat01", "unknown", "bridge01"}})
	body := ask(s, "GET", q).Body.String()
	first, second := strings.Index(body, `href="/ja/s/bridge01/"`), strings.Index(body, `href="/ja/s/wheat01/"`)
	if first < 0 || second < first || strings.Count(body, `href="/ja/s/bridge01/"`) != 1 {
		t.Errorf("headline hits first, then the store's, each once: %d %d", first, second)
	}
	if w := ask(s, "GET", "/ja/search/?q=broken"); w.Code != 500 || !strings.Contains(w.Body.String(), "うまく開けませんでした") {
		t.Errorf("a search that fails: %d", w.Code)
	}
}

// ledger keeps counted readings.
type ledger struct {
	mu   sync.Mutex
	days map[string]map[story.StoryID]int
	fail bool
}

func (l *ledger) CountVisits(_ context.Context, day time.Time, n map[story.StoryID]int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail {
		return errors.New("locked")
	}
	if l.days == nil {
		l.days = map[string]map[story.StoryID]int{}
	}
	d := day.Format("2006-01-02")
	if l.days[d] == nil {
		l.days[d] = map[story.StoryID]int{}
	}
	for id, k := range n {
		l.days[d][id] += k
	}
	return nil
}

func TestReadingsAreCountedWithoutKnowingReaders(t *testing.T) {
	t.Parallel()
	l := &ledger{fail: true}
	s := serve(t, Config{Counter: l, Now: func() time.Time { return built }, Zone: built.Location()})
	tag := ask(s, "GET", "/ja/s/bridge01/").Header().Get("ETag")
	ask(s, "GET", "/en/s/bridge01/")
	ask(s, "GET", "/ja/s/bridge01/", "If-None-Match", tag) // read again from the browser's own copy
	ask(s, "GET", "/ja/s/wheat01/")
	for _, quiet := range [][]string{
		{"HEAD", "/ja/s/bridge01/"}, {"GET", "/ja/s/bridge01/timeline/"}, {"GET", "/ja/s/nowhere/"}, {"GET", "/ja/"},
		{"GET", "/ja/s/bridge01/", "User-Agent", "ExampleBot/1.0"}, {"GET", "/ja/s/bridge01/", "Sec-Purpose", "prefetch;prerender"},
	} {
		ask(s, quiet[0], quiet[1], quiet[2:]...)
	}
	if err := s.Close(t.Context()); err == nil {
		t.Fatal("a store that fails must be reported")
	}
	l.fail = false
	for range 2 { // the second time there is nothing left to store
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]map[story.StoryID]int{"2026-07-14": {"bridge01": 3, "wheat01": 1}}
	if diff := cmp.Diff(want, l.days); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// sick is a store that does not answer.
type sick struct{}

func (sick) Reachable(context.Context) error { return errors.New("no route") }

func TestHealthAndMetrics(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Gauges: func(context.Context) ([]Gauge, error) {
		return []Gauge{{Name: "kiku_articles", Help: "Articles stored.", Value: 759}}, nil
	}})
	if w := ask(s, "GET", "/healthz"); w.Code != 200 || w.Body.String() != "ok\n" {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	ask(s, "GET", "/nowhere")
	body := ask(s, "GET", "/metrics").Body.String()
	for _, want := range []string{`kiku_http_answers_total{class="2xx"} 1`, `kiku_http_answers_total{class="4xx"} 1`, "kiku_articles 759"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if w := ask(serve(t, Config{Health: sick{}}), "GET", "/healthz"); w.Code != 503 || strings.Contains(w.Body.String(), "no route") {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

func TestCacheStaysWithinItsBound(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{CacheBytes: 40 << 10})
	for range 3 {
		for _, target := range []string{"/", "/ja/", "/en/", "/ja/s/bridge01/", "/en/s/bridge01/", "/ja/about/", "/ja/all/", "/ja/s/wheat01/sources/"} {
			if w := ask(s, "GET", target); w.Code != 200 {
				t.Fatalf("%s: %d", target, w.Code)
			}
		}
	}
	p := s.pages.Load()
	var sum int64
	for _, f := range p.kept {
		sum += f.size()
	}
	if p.bytes != sum || sum > p.most {
		t.Errorf("kept %d bytes (counted %d) of at most %d", sum, p.bytes, p.most)
	}
}

// panics stands for a bug in a part that the server asks.
type panics struct{ office }

func (panics) Owned(context.Context) ([]site.DeskSource, error) { panic("bug") }

func TestPanicBecomesTheErrorPage(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Desk: &panics{}})
	if w := ask(s, "GET", "/desk/"); w.Code != 500 || !strings.Contains(w.Body.String(), "うまく開けませんでした") {
		t.Errorf("%d", w.Code)
	}
}

func TestServeStoresReadingsWhenItStops(t *testing.T) {
	t.Parallel()
	count := &ledger{}
	s := serve(t, Config{Counter: count})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/ja/s/wheat01/")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if len(count.days) != 1 {
		t.Errorf("counted %v", count.days)
	}
	if _, err := http.Get("http://" + l.Addr().String() + "/"); err == nil {
		t.Error("still answering")
	}
}

func BenchmarkStoryPage(b *testing.B) {
	s := serve(b, Config{})
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if w := ask(s, "GET", "/ja/s/bridge01/", "Accept-Encoding", "gzip, br"); w.Code != 200 {
				b.Error(w.Code)
			}
		}
	})
}
