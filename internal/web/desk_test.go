package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"kiku/internal/site"
)

// office is a desk that notes what it was told.
type office struct {
	added   []string
	starter int
}

func (o *office) Sources(context.Context) ([]site.DeskSource, error) {
	return []site.DeskSource{{Name: "湾岸新報", Address: "https://example.com/feed.xml", State: "ok", Good: true, Articles: 12}}, nil
}

func (o *office) AddFeed(_ context.Context, address string) error {
	if !strings.HasPrefix(address, "https://") {
		return fmt.Errorf("%q is no address", address)
	}
	o.added = append(o.added, address)
	return nil
}

func (o *office) AddStarter(context.Context) error { o.starter++; return nil }

func post(s *Server, target, form string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", target, strings.NewReader(form))
	r.RemoteAddr, r.Host = "127.0.0.1:5000", "localhost:8080"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestDeskShowsAndAddsSources(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	w := ask(s, "GET", "/desk/", "Accept-Language", "en-GB,en;q=0.8")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "湾岸新報") || !strings.Contains(w.Body.String(), "Address of a feed") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := post(s, "/desk/feed", "address=+https%3A%2F%2Fexample.org%2Frss+", "Sec-Fetch-Site", "same-origin"); w.Code != 303 || len(o.added) != 1 || o.added[0] != "https://example.org/rss" {
		t.Errorf("%d %q", w.Code, o.added)
	}
	if w := post(s, "/desk/starter", "", "Sec-Fetch-Site", "same-origin"); w.Code != 303 || o.starter != 1 {
		t.Errorf("%d %d", w.Code, o.starter)
	}
	if w := post(s, "/desk/feed", "address=%3Cb%3E"); w.Code != 200 || !strings.Contains(w.Body.String(), "できませんでした") || strings.Contains(w.Body.String(), "<b>&#34;") {
		t.Errorf("%d: the fault is not told", w.Code)
	}
	if w := ask(s, "GET", "/desk/?done=1"); !strings.Contains(w.Body.String(), "加えました") {
		t.Error("success is not told")
	}
	if w := ask(s, "GET", "/desk/starter"); w.Code != 405 || o.starter != 1 {
		t.Errorf("GET must change nothing: %d", w.Code)
	}
}

func TestDeskIsClosedToOthers(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	r := httptest.NewRequest("GET", "/desk/", nil)
	r.RemoteAddr, r.Host = "192.0.2.7:5000", "localhost:8080"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != 404 {
		t.Errorf("another machine: %d", w.Code)
	}
	r = httptest.NewRequest("GET", "/desk/", nil)
	r.RemoteAddr, r.Host = "127.0.0.1:5000", "evil.example"
	w = httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != 404 {
		t.Errorf("a name that was made to point here: %d", w.Code)
	}
	if w := ask(s, "GET", "/desk/", "X-Forwarded-For", "192.0.2.7"); w.Code != 404 {
		t.Errorf("through a proxy: %d", w.Code)
	}
	if w := post(s, "/desk/starter", "", "Sec-Fetch-Site", "cross-site"); w.Code != 403 || o.starter != 0 {
		t.Errorf("a form on another site: %d", w.Code)
	}
	if w := post(s, "/desk/starter", "", "Origin", "https://evil.example"); w.Code != 403 || o.starter != 0 {
		t.Errorf("a form on another site, older browser: %d", w.Code)
	}
	if w := ask(serve(t, Config{}), "GET", "/desk/"); w.Code != 404 {
		t.Errorf("without a desk: %d", w.Code)
	}
	for host, want := range map[string]bool{"127.0.0.1": true, "[::1]:8080": true, "localhost": true, "127.0.0.1.evil.example": false} {
		r := httptest.NewRequest("GET", "/desk/", nil)
		r.RemoteAddr, r.Host = "[::1]:9", host
		if own(r) != want {
			t.Errorf("host %q", host)
		}
	}
}
