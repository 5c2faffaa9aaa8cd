package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/site"
	"kiku/internal/store"
)

// office is a desk that notes what it was told.
type office struct {
	followed []string
	did      []string
	starter  int
	fail     error
	slow     time.Duration // of a trial
}

func (o *office) Owned(context.Context) ([]site.DeskSource, error) {
	bad := one("tolvik", "Tolvik Today", "failing")
	bad.Problem, bad.Fault, bad.Detail, bad.Errors = true, "host", "fetch https://tolvik.example/rss: unknown host", 12
	return []site.DeskSource{bad, one("wangan", "湾岸新報", "active")}, nil
}

func one(id, name, state string) site.DeskSource {
	days := make([]site.DeskDay, 30)
	for i := range days {
		days[i] = site.DeskDay{Day: built.AddDate(0, 0, i-29), Items: i % 5, Errors: i % 7 / 6}
	}
	return site.DeskSource{
		ID: id, Name: name, State: state, Last: built, Rhythm: 3 * time.Hour, Announced: 40, Stored: 12, Used: 3, Days: days,
		Feeds: []site.DeskFeed{{
			URL: "https://" + id + ".example/feed.xml", State: state, Next: built.Add(time.Hour),
			Answers: []site.DeskAnswer{{At: built, Class: "unreachable", N: 4, Fault: "host"}},
		}},
	}
}

func (o *office) OwnedOne(_ context.Context, id string) (site.DeskSource, error) {
	switch id {
	case "tolvik":
		all, err := o.Owned(context.Background())
		return all[0], err
	case "held":
		s := one("held", "<b>Loud</b> Gazette", "quarantined")
		s.Held, s.Problem = 2, true
		s.Feeds[0].Held = []site.DeskItem{{URL: "https://held.example/1", Title: "A <script> title"}, {URL: "https://held.example/2"}}
		return s, nil
	}
	return site.DeskSource{}, fmt.Errorf("source %s: %w", id, store.ErrNotFound)
}

func (o *office) Offline() bool { return false }

func (o *office) Find(_ context.Context, address string) (pipeline.Found, error) {
	found := pipeline.Found{Source: feed.Source{ID: "new", Name: "New", Feeds: []string{address}}}
	switch {
	case o.fail != nil:
		return pipeline.Found{}, o.fail
	case strings.Contains(address, "known"):
		return pipeline.Found{Known: feed.Source{ID: "wangan", Name: "湾岸新報"}}, nil
	case strings.Contains(address, "many"):
		found.Others = []feed.Candidate{{URL: "https://many.example/sport.xml", Title: "Sport", How: "link"}}
	}
	return found, nil
}

func (o *office) Follow(_ context.Context, f pipeline.Found) (int, error) {
	o.followed = append(o.followed, f.Source.Feeds...)
	return 7, nil
}

func (o *office) AddSources(_ context.Context, s []feed.Source) (int, error) {
	o.starter += len(s)
	return len(s), nil
}

func (o *office) Followed(context.Context) ([]feed.Source, error) {
	return []feed.Source{{ID: "wangan", Name: "湾岸新報", Feeds: []string{"https://wangan.example/feed.xml"}}}, nil
}

func (o *office) SetPaused(_ context.Context, id string, paused bool) error {
	return o.do(fmt.Sprintf("paused=%v %s", paused, id), id)
}
func (o *office) Remove(_ context.Context, id string) error { return o.do("remove "+id, id) }
func (o *office) Release(_ context.Context, id string) (int, error) {
	return 2, o.do("release "+id, id)
}

func (o *office) do(what, id string) error {
	if id == "never" {
		return store.ErrNotFound
	}
	o.did = append(o.did, what)
	return nil
}

func (o *office) Try(ctx context.Context, address string, tell func(pipeline.TrialStep)) (pipeline.Trial, error) {
	if o.fail != nil {
		return pipeline.Trial{}, o.fail
	}
	tell(pipeline.TrialStep{Name: "address", State: "ok", Say: "address", With: map[string]string{"address": address}})
	select {
	case <-time.After(o.slow):
	case <-ctx.Done():
		return pipeline.Trial{}, ctx.Err()
	}
	tell(pipeline.TrialStep{Name: "answer", State: "failed", Fault: "certificate", Detail: "x509: <expired>"})
	return pipeline.Trial{Address: address, Fault: "certificate"}, ctx.Err()
}

func post(s *Server, target, form string, headers ...string) *httptest.ResponseRecorder {
	return sendForm(s, target, "application/x-www-form-urlencoded", strings.NewReader(form), headers...)
}

func sendForm(s *Server, target, kind string, body *strings.Reader, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", target, body)
	r.RemoteAddr, r.Host = "127.0.0.1:5000", "localhost:8080"
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestDeskShowsSourcesAndWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Desk: &office{}})
	for lang, want := range map[string][]string{
		"en": {"湾岸新報", "There is no server of that name.", "Check the spelling", "3 of 12 articles (25%)", "about 3 hours", "1 has a problem", `role="img" aria-label="last 30 days: 60 articles, 4 errors"`},
		"ja": {"湾岸新報", "その名前のサーバーが見つかりません。", "12 本中 3 本（25%）", "約 3 時間", "1 件に問題があります", `aria-label="30日間：記事 60 本、失敗 4 回"`},
	} {
		body := ask(s, "GET", "/desk/", "Accept-Language", lang).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q", lang, w)
			}
		}
		if strings.Index(body, "Tolvik Today") > strings.Index(body, "湾岸新報") {
			t.Errorf("%s: the source with a problem does not stand first", lang)
		}
		if i := strings.Index(body, "["); i >= 0 && strings.Contains(body[i:], "desk.") {
			t.Errorf("%s: a word is missing: %.80s", lang, body[i:])
		}
	}
}

// TestDeskKeepsTheLanguageAskedFor: the link at the top leads to the same page in
// the other language, and what is done from there stays in it.
func TestDeskKeepsTheLanguageAskedFor(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Desk: &office{}})
	for path, other := range map[string]string{"/desk/": "/desk/?lang=ja", "/desk/source?id=tolvik": "/desk/source?id=tolvik&amp;lang=ja"} {
		if body := ask(s, "GET", path, "Accept-Language", "en").Body.String(); !strings.Contains(body, `href="`+other+`" hreflang="ja"`) {
			t.Errorf("%s does not lead to %s", path, other)
		}
	}
	body := ask(s, "GET", "/desk/source?id=tolvik&lang=ja", "Accept-Language", "en").Body.String()
	for _, want := range []string{"サーバーが見つかりません", `action="/desk/pause?lang=ja"`, `href="/desk/?lang=ja"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	if w := post(s, "/desk/pause?lang=ja", "id=tolvik", "Accept-Language", "en"); w.Header().Get("Location") != "/desk/source?id=tolvik&lang=ja&done=paused" {
		t.Errorf("goes to %s", w.Header().Get("Location"))
	}
	if w := post(s, "/desk/try?lang=ja", "address=x", "Accept-Language", "en"); !strings.Contains(w.Body.String(), "取得を試す") {
		t.Error("the trial changes the language")
	}
	if body := ask(s, "GET", "/desk/?lang=%22%3E%3Cb%3E", "Accept-Language", "en").Body.String(); strings.Contains(body, "<b>\"") || !strings.Contains(body, "The desk") {
		t.Error("a language that is none")
	}
}

func TestDeskShowsOneSource(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Desk: &office{}})
	body := ask(s, "GET", "/desk/source?id=tolvik", "Accept-Language", "en").Body.String()
	for _, want := range []string{"https://tolvik.example/feed.xml", "unknown host", "What you can do", `action="/desk/pause"`, `action="/desk/remove"`, `action="/desk/try"`, "not reached", "× 4"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	body = ask(s, "GET", "/desk/source?id=held", "Accept-Language", "en").Body.String()
	if !strings.Contains(body, "2 items held") || !strings.Contains(body, `action="/desk/release"`) {
		t.Error("what is held is not shown")
	}
	if strings.Contains(body, "<script> title") || strings.Contains(body, "<b>Loud") {
		t.Error("a publisher's words become elements of the page")
	}
	if w := ask(s, "GET", "/desk/source?id=never", "Accept-Language", "en"); !strings.Contains(w.Body.String(), "There is no such source.") {
		t.Error("an unknown source is not said so")
	}
}

func TestDeskAdds(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	same := []string{"Sec-Fetch-Site", "same-origin", "Accept-Language", "en"}
	if w := post(s, "/desk/add", "address=https%3A%2F%2Fexample.org%2Frss", same...); w.Code != 303 || len(o.followed) != 1 || o.followed[0] != "https://example.org/rss" {
		t.Errorf("%d %q", w.Code, o.followed)
	}
	if w := post(s, "/desk/add", "address=https%3A%2F%2Fmany.example%2F", same...); w.Code != 200 || len(o.followed) != 1 || !strings.Contains(w.Body.String(), "2 feeds were found") {
		t.Errorf("several feeds: %d, followed %q", w.Code, o.followed)
	}
	if w := post(s, "/desk/add", "exact=1&address=https%3A%2F%2Fmany.example%2F", same...); w.Code != 303 || len(o.followed) != 2 {
		t.Errorf("the chosen one: %d, followed %q", w.Code, o.followed)
	}
	if w := post(s, "/desk/add", "address=https%3A%2F%2Fknown.example%2F", same...); !strings.Contains(w.Body.String(), "You follow that already: 湾岸新報") || len(o.followed) != 2 {
		t.Error("what is followed already is not said")
	}
	if w := post(s, "/desk/starter", "", same...); w.Code != 303 || o.starter < 36 {
		t.Errorf("%d %d", w.Code, o.starter)
	}
	o.fail = fmt.Errorf("add: %w", fetch.ErrTLS)
	w := post(s, "/desk/add", "address=%3Cb%3E", same...)
	if body := w.Body.String(); w.Code != 200 || !strings.Contains(body, "certificate is not in order") || !strings.Contains(body, "Only the owner of the site") || strings.Contains(body, `value="<b>"`) {
		t.Errorf("%d: the fault is not told", w.Code)
	}
	o.fail = fmt.Errorf("add: %w", &fetch.StatusError{Status: 503})
	if body := post(s, "/desk/add", "address=x.example", same...).Body.String(); !strings.Contains(body, "Nothing was added. Try again in a while.") || strings.Contains(body, "tries again") {
		t.Error("what could not be added is said to be asked again")
	}
	if w := ask(s, "GET", "/desk/?done=added"); !strings.Contains(w.Body.String(), "加えました") {
		t.Error("success is not told")
	}
	if w := ask(s, "GET", "/desk/starter"); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("GET must change nothing: %d", w.Code)
	}
}

func TestDeskMovesListsInAndOut(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	out := ask(s, "GET", "/desk/sources.opml")
	if out.Code != 200 || !strings.Contains(out.Header().Get("Content-Disposition"), "kiku.opml") {
		t.Fatalf("%d %v", out.Code, out.Header())
	}
	upload := func(data string) *httptest.ResponseRecorder {
		var b bytes.Buffer
		form := multipart.NewWriter(&b)
		file, err := form.CreateFormFile("opml", "mine.opml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		return sendForm(s, "/desk/opml", form.FormDataContentType(), strings.NewReader(b.String()), "Accept-Language", "en")
	}
	if w := upload(out.Body.String()); w.Code != 303 || o.starter != 1 {
		t.Errorf("what was written is not read: %d, %d sources", w.Code, o.starter)
	}
	for _, bad := range []string{"", "Buy milk.", `<opml version="2.0"><body></body></opml>`} {
		if w := upload(bad); w.Code != 200 || !strings.Contains(w.Body.String(), "That did not work. It cannot be read as an OPML file.") {
			t.Errorf("%q: %d", bad, w.Code)
		}
	}
	if w := post(s, "/desk/opml", "opml=x", "Accept-Language", "en"); w.Code != 200 || o.starter != 1 {
		t.Errorf("no file: %d", w.Code)
	}
}

func TestDeskKeepsSources(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	for _, c := range []struct{ path, did, to string }{
		{"/desk/pause", "paused=true tolvik", "/desk/source?id=tolvik&done=paused"},
		{"/desk/resume", "paused=false tolvik", "/desk/source?id=tolvik&done=resumed"},
		{"/desk/release", "release tolvik", "/desk/source?id=tolvik&done=released&n=2"},
		{"/desk/remove", "remove tolvik", "/desk/?done=removed"},
	} {
		w := post(s, c.path, "id=tolvik", "Sec-Fetch-Site", "same-origin")
		if w.Code != 303 || o.did[len(o.did)-1] != c.did || w.Header().Get("Location") != c.to {
			t.Errorf("%s: %d, did %q, goes to %s", c.path, w.Code, o.did, w.Header().Get("Location"))
		}
		if w := ask(s, "GET", c.path+"?id=tolvik"); w.Code != 405 {
			t.Errorf("GET %s: %d", c.path, w.Code)
		}
		if w := post(s, c.path, "id=never", "Accept-Language", "en"); w.Code != 200 || !strings.Contains(w.Body.String(), "There is no such source.") {
			t.Errorf("%s of an unknown source: %d", c.path, w.Code)
		}
	}
	if len(o.did) != 4 {
		t.Errorf("did %q", o.did)
	}
}

func TestTrialIsSentStepByStep(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	w := post(s, "/desk/try", "address=https%3A%2F%2Ftolvik.example%2F", "Accept-Language", "ja")
	body := w.Body.String()
	for _, want := range []string{"<!doctype", "取得を試す", "https://tolvik.example/", "サイトの証明書に問題があり", "x509: &lt;expired&gt;", "このアドレスからは受け取れません。", "</html>"} {
		if !strings.Contains(strings.ToLower(body), strings.ToLower(want)) {
			t.Errorf("no %q", want)
		}
	}
	if !w.Flushed {
		t.Error("the steps are held back until the end")
	}
	if strings.Count(body, "<main") != 1 || strings.Count(body, "</ol>") < 1 {
		t.Error("the pieces make no page")
	}
	o.fail = &pipeline.TooSoonError{Address: "x", Until: built}
	if body := post(s, "/desk/try", "address=x", "Accept-Language", "en").Body.String(); !strings.Contains(body, "asked less than 15 minutes ago") || !strings.Contains(body, "</html>") {
		t.Error("it is not said that it is too soon")
	}
	if w := post(s, "/desk/try", "address=x", "Sec-Fetch-Site", "cross-site"); w.Code != 403 {
		t.Errorf("a form on another site: %d", w.Code)
	}
}

// TestTrialOutlivesTheServersTimeouts: asking politely takes longer than a form
// may take to be read or a page to be written.
func TestTrialOutlivesTheServersTimeouts(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(serve(t, Config{Desk: &office{slow: 700 * time.Millisecond}}))
	server.Config.ReadTimeout, server.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	server.Start()
	defer server.Close()
	resp, err := http.PostForm(server.URL+"/desk/try", url.Values{"address": {"https://tolvik.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.Contains(string(body), "x509: &lt;expired&gt;") || !strings.Contains(string(body), "</html>") {
		t.Errorf("the trial was cut off (%v) after\n%.300s", err, body[max(0, len(body)-300):])
	}
}

func TestDeskIsClosedToOthers(t *testing.T) {
	t.Parallel()
	o := &office{}
	s := serve(t, Config{Desk: o})
	for path := range counters {
		for _, method := range []string{"GET", "POST"} {
			for _, c := range []struct{ remote, host, proxy string }{{"192.0.2.7:5000", "localhost:8080", ""}, {"127.0.0.1:5000", "evil.example", ""}, {"127.0.0.1:5000", "localhost", "192.0.2.7"}} {
				r := httptest.NewRequest(method, path, nil)
				r.RemoteAddr, r.Host = c.remote, c.host
				if c.proxy != "" {
					r.Header.Set("X-Forwarded-For", c.proxy)
				}
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				if w.Code != 404 {
					t.Errorf("%s %s for %v: %d", method, path, c, w.Code)
				}
			}
		}
		for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
			if w := post(s, path, "id=tolvik", header[0], header[1]); w.Code != 403 {
				t.Errorf("POST %s from another site (%s): %d", path, header[0], w.Code)
			}
		}
	}
	if o.starter != 0 || len(o.did) != 0 || len(o.followed) != 0 {
		t.Errorf("something was done: %+v", o)
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

func TestMetricsWithLabels(t *testing.T) {
	t.Parallel()
	s := serve(t, Config{Gauges: func(context.Context) ([]Gauge, error) {
		return []Gauge{
			{Name: "kiku_source_states", Help: "Sources by state.", Label: "state", Of: "active", Value: 3},
			{Name: "kiku_source_states", Help: "Sources by state.", Label: "state", Of: "failing", Value: 1},
			{Name: "kiku_fetch_requests_total", Help: "Requests sent.", Counter: true, Value: 12},
		}, nil
	}})
	want := `# HELP kiku_source_states Sources by state.
# TYPE kiku_source_states gauge
kiku_source_states{state="active"} 3
kiku_source_states{state="failing"} 1
# HELP kiku_fetch_requests_total Requests sent.
# TYPE kiku_fetch_requests_total counter
kiku_fetch_requests_total 12
`
	if body := ask(s, "GET", "/metrics").Body.String(); !strings.HasSuffix(body, want) {
		t.Errorf("got\n%s", body)
	}
}
