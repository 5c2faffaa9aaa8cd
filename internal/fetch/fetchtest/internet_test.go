package fetchtest_test

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"

	"kiku/internal/fetch/fetchtest"
)

// client is a plain client of an internet: it guards nothing.
func client(n *fetchtest.Internet) *http.Client {
	return &http.Client{Transport: &http.Transport{
		ForceAttemptHTTP2: true, DisableCompression: true, TLSClientConfig: &tls.Config{RootCAs: n.Roots()},
		DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
			host, port, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			addrs, err := n.Resolve(ctx, host)
			if err != nil {
				return nil, err
			}
			p, err := net.LookupPort("tcp", port)
			if err != nil {
				return nil, err
			}
			return n.Connect(ctx, netip.AddrPortFrom(addrs[0], uint16(p)))
		},
	}}
}

func get(t *testing.T, c *http.Client, url string, headers ...string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := c.Do(req)
	if err != nil {
		t.Fatalf("get %s: %v", url, err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("read %s: %v", url, err)
	}
	return res.StatusCode, string(data)
}

func TestAPaperGrowsAsTheClockIsTurned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		p := n.Host("post.example").Paper("/feed", fetchtest.PaperOptions{Every: time.Hour, Items: 5, Robots: "User-agent: *\nDisallow: /private\n"})
		c := client(n)
		defer c.CloseIdleConnections()
		if status, body := get(t, c, p.URL()); status != 200 || strings.Count(body, "<item>") != 1 {
			t.Errorf("at first: %d %s", status, body)
		}
		if status, body := get(t, c, p.URL(), "If-None-Match", `"1"`); status != 304 || body != "" {
			t.Errorf("again: %d %q", status, body)
		}
		begin := time.Now()
		time.Sleep(30 * 24 * time.Hour)
		if _, body := get(t, c, p.URL(), "If-None-Match", `"1"`); strings.Count(body, "<item>") != 5 || p.Len() != 721 {
			t.Errorf("a month later: %d items of %d", strings.Count(body, "<item>"), p.Len())
		}
		if status, body := get(t, c, p.PageURL(720)); status != 200 || !strings.Contains(body, "<article>") {
			t.Errorf("page: %d %s", status, body)
		}
		if status, _ := get(t, c, p.PageURL(721)); status != 404 {
			t.Errorf("page of tomorrow: %d", status)
		}
		if _, body := get(t, c, "http://post.example/robots.txt"); !strings.Contains(body, "/private") {
			t.Errorf("robots.txt: %q", body)
		}
		seen := n.Requests()
		if len(seen) != 6 || seen[2].At.Sub(begin) != 30*24*time.Hour || seen[1].Status != 304 {
			t.Errorf("log: %+v", seen)
		}
	})
}

func TestFormats(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	c := client(n)
	defer c.CloseIdleConnections()
	for format, want := range map[string]string{"rss": "<rss", "atom": "<feed", "json": `"version"`} {
		p := n.Host(format+".example").Paper("/f", fetchtest.PaperOptions{Format: format, Every: time.Minute, Start: time.Now().Add(-time.Hour), Whole: true, Lang: "ja"})
		if status, body := get(t, c, "https://"+format+".example/f"); status != 200 || !strings.Contains(body, want) || !strings.Contains(body, p.PageURL(60)) {
			t.Errorf("%s: %d %.200s", format, status, body)
		}
	}
}

func TestAnswersComeByNumber(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	c := client(n)
	defer c.CloseIdleConnections()
	n.Host("a.example").Answers("/x", fetchtest.Status(503), fetchtest.Text("text/plain", "now")).Answers("/y/*", fetchtest.Text("text/plain", "all of y"))
	for i, want := range []int{503, 200, 200} {
		if status, _ := get(t, c, "http://a.example/x"); status != want {
			t.Errorf("request %d: %d, want %d", i, status, want)
		}
	}
	if _, body := get(t, c, "http://a.example/y/z?q"); body != "all of y" {
		t.Errorf("wild path: %q", body)
	}
	if got := n.Host("a.example").Asked("/x"); got != 3 {
		t.Errorf("asked %d times", got)
	}
	if got := len(n.Host("a.example").Requests("/x")); got != 3 {
		t.Errorf("%d requests in the log", got)
	}
}

func TestNobodysAddressesAreTheCanarys(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	c := client(n)
	defer c.CloseIdleConnections()
	n.Host("twoface.example").Answers("/", fetchtest.Text("text/plain", "fine")).Resolves(
		fetchtest.Lookup{Addrs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}})
	if _, err := n.Resolve(t.Context(), "nobody.example"); err == nil {
		t.Error("a name without a host resolved")
	}
	if _, body := get(t, c, "http://10.1.2.3/"); !strings.Contains(body, "canary") {
		t.Errorf("canary: %q", body)
	}
	_, _ = get(t, c, "http://twoface.example/")
	if got := n.Canary(); len(got) != 2 || got[0].String() != "10.1.2.3:80" || got[1].String() != "127.0.0.1:80" {
		t.Errorf("canary heard %v", got)
	}
}

func TestBombsUnpackToTheirSize(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	c := client(n)
	defer c.CloseIdleConnections()
	const size = 64 << 20
	for coding, unpack := range map[string]func(io.Reader) (io.Reader, error){
		"gzip":        func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"deflate":     func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) },
		"raw-deflate": func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil },
		"br":          func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip, gzip": func(r io.Reader) (io.Reader, error) {
			z, err := gzip.NewReader(r)
			if err != nil {
				return nil, err
			}
			return gzip.NewReader(z)
		},
	} {
		n.Host("bomb.example").Answers("/", fetchtest.Bomb(coding, size))
		_, body := get(t, c, "http://bomb.example/")
		r, err := unpack(strings.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", coding, err)
			continue
		}
		got, err := io.Copy(io.Discard, r)
		if got != size || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %d bytes unpack to %d, %v", coding, len(body), got, err)
		}
		if limit := size / 200; len(body) > limit {
			t.Errorf("%s: %d bytes, want at most %d", coding, len(body), limit)
		}
	}
}

// TestFaultsOfTLSStopACarefulClient: Go's client with its defaults.
func TestFaultsOfTLSStopACarefulClient(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	c := client(n)
	c.Timeout = time.Second
	for _, f := range fetchtest.TLSFaults() {
		name := strings.ReplaceAll(strings.ToLower(f.Name), " ", "-") + ".example"
		h := n.Host(name).Answers("/", fetchtest.Text("text/plain", "got through"))
		f.Set(h)
		if res, err := c.Get(h.SecureURL("/")); err == nil {
			res.Body.Close()
			t.Errorf("%s: status %d", f.Name, res.StatusCode)
		}
	}
	if len(fetchtest.TLSFaults()) != 14 {
		t.Errorf("%d faults", len(fetchtest.TLSFaults()))
	}
	c.CloseIdleConnections()
}

func TestDoors(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		to := func(h *fetchtest.Host) netip.AddrPort { return netip.AddrPortFrom(h.Addrs()[0], 80) }
		if _, err := n.Connect(ctx, to(n.Host("refused.example").Door(80, fetchtest.Refused))); err == nil {
			t.Error("a shut door opened")
		}
		begin := time.Now()
		if _, err := n.Connect(ctx, to(n.Host("silent.example").Door(80, fetchtest.Silent))); !errors.Is(err, context.DeadlineExceeded) || time.Since(begin) != 20*time.Second {
			t.Errorf("silent door: %v after %v", err, time.Since(begin))
		}
		for name, d := range map[string]fetchtest.Door{
			"raw.example": fetchtest.Raw([]byte("HTTP/1.1 200 OK\r\n\r\n")), "chunks.example": fetchtest.EndlessChunks(), "trailers.example": fetchtest.EndlessTrailers(),
			"headers.example": fetchtest.EndlessHeaders(), "dribble.example": fetchtest.Dribble([]byte("HTTP/1.1 200 OK\r\n\r\n"), time.Second),
		} {
			c, err := n.Connect(t.Context(), to(n.Host(name).Door(80, d)))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || line != "HTTP/1.1 200 OK\r\n" {
				t.Errorf("%s: %q, %v", name, line, err)
			}
			_ = c.Close()
		}
	})
}

func TestLoopbackServesTheSameHosts(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	at, err := n.Listen()
	if err != nil {
		t.Fatal(err)
	}
	p := n.Host("post.example").Paper("/feed", fetchtest.PaperOptions{Every: time.Hour})
	c := client(n)
	defer c.CloseIdleConnections()
	for _, url := range []string{p.URL(), "https://post.example/feed"} {
		if status, _ := get(t, c, url); status != 200 {
			t.Errorf("%s: %d", url, status)
		}
	}
	// Another program goes to the port itself and names the host.
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+at.String()+"/feed", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "post.example"
	other := &http.Client{Transport: &http.Transport{}}
	defer other.CloseIdleConnections()
	res, err := other.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 200 || n.Host("post.example").Asked("/feed") != 3 {
		t.Errorf("from outside: %d, asked %d times", res.StatusCode, n.Host("post.example").Asked("/feed"))
	}
	if _, err := n.Connect(t.Context(), netip.AddrPortFrom(n.Host("shut.example").Door(80, fetchtest.Refused).Addrs()[0], 80)); err == nil {
		t.Error("a shut door opened")
	}
}
