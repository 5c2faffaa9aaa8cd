package pipeline_test

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

const page = `<!doctype html><html lang="en"><head><title>%[1]s</title>
<meta property="article:published_time" content="2026-04-30T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>%[1]s</h1>
<p>The ferry between Ostvik and Lund runs again after three weeks, the harbour master Ada Holm said on Thursday.</p>
<p>Some 400 passengers boarded the first crossing, and the owners expect the usual timetable from Monday on.</p>
<p>“We have waited long enough for this day,” Holm told reporters at the quay in the early morning.</p></article></body></html>`

func TestFetchPollsPolitelyAndStoresPages(t *testing.T) {
	t.Parallel()
	paper := fetchtest.Start()
	t.Cleanup(paper.Close)
	down := fetchtest.Start() // another host
	t.Cleanup(down.Close)
	paper.AddPage("ferry", fmt.Sprintf(page, "Ferry runs again"))
	paper.SetFeed("The Harbour Post", "ferry", "lost")

	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir(), Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	net := fetch.New(fetch.Options{Allow: []netip.Prefix{paper.Network()}, Delay: time.Millisecond})
	t.Cleanup(net.Close)
	p, err := pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock})
	must(t, err)
	n, err := p.AddSources(t.Context(), []feed.Source{{ID: "post", Name: "Harbour Post", Feeds: []string{paper.URL + "/feed.xml", down.URL + "/nothing"}}})
	must(t, err)
	if n != 1 {
		t.Errorf("%d sources added", n)
	}

	rep, err := p.Fetch(t.Context())
	must(t, err)
	if want := (pipeline.FetchReport{Feeds: 2, Failed: 1, Announced: 2, Articles: 1, Refused: 1}); rep != want {
		t.Errorf("first round %+v, want %+v", rep, want)
	}
	if rep, err = p.Fetch(t.Context()); err != nil || rep != (pipeline.FetchReport{}) {
		t.Errorf("at once again: %+v, %v", rep, err)
	}
	now = now.Add(25 * time.Hour)
	if rep, err = p.Fetch(t.Context()); err != nil || rep.Unchanged != 1 || rep.Announced != 0 {
		t.Errorf("a day later: %+v, %v", rep, err)
	}
	if got := len(paper.Requests("/articles/ferry")); got != 1 {
		t.Errorf("the page was asked for %d times", got)
	}
	must(t, p.CatchUp(t.Context(), nil))
	e, err := p.Why(t.Context(), paper.URL+"/articles/ferry")
	must(t, err)
	if e.Stage != "placed" || e.Title != "Ferry runs again" || e.Announced == nil || e.Announced.State != store.AnnouncedStored {
		t.Errorf("why %+v", e)
	}
	e, err = p.Why(t.Context(), paper.URL+"/articles/lost")
	must(t, err)
	if e.Stage != "refused" || !strings.Contains(e.Reason, "404") {
		t.Errorf("why %+v", e)
	}
	states, err := s.Sources(t.Context())
	must(t, err)
	if f := states[0].States[1]; f.Errors != 2 || f.State != "failing" || !strings.Contains(f.Reason, "404") {
		t.Errorf("the feed that is not there: %+v", f)
	}
}

func TestHostsThatAskToWaitAreLeftAloneAfterARestart(t *testing.T) {
	t.Parallel()
	paper := fetchtest.Start()
	t.Cleanup(paper.Close)
	dir := t.TempDir()
	for n, want := range []pipeline.FetchReport{{Feeds: 1, Failed: 1}, {}} {
		s, err := store.Open(t.Context(), store.Options{DataDir: dir})
		must(t, err)
		net := fetch.New(fetch.Options{Allow: []netip.Prefix{paper.Network()}, Delay: time.Millisecond})
		p, err := pipeline.New(pipeline.Config{Store: s, Network: net})
		must(t, err)
		_, err = p.AddSources(t.Context(), []feed.Source{{ID: "post", Name: "Harbour Post", Feeds: []string{paper.URL + "/down"}}})
		must(t, err)
		rep, err := p.Fetch(t.Context())
		must(t, err)
		paused, err := s.PausedHosts(t.Context())
		must(t, err)
		if rep != want || len(paused) != 1 || len(net.Paused()) != 1 {
			t.Errorf("process %d: %+v, want %+v; kept %v, in force %v", n, rep, want, paused, net.Paused())
		}
		net.Close()
		must(t, s.Close())
	}
}

// TestPagesOfServersThatLieAreRead: what a server says of a page's charset is
// weighed against the page, and all there is where the page says nothing.
func TestPagesOfServersThatLieAreRead(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	t.Cleanup(n.Close)
	h := n.Host("minato.example").Robots("")
	const title = "渡し船の運航再開"
	body := `<title>` + title + `</title><article><h1>` + title + `</h1><p>オストビクとルンドを結ぶ渡し船が三週間ぶりに運航を再開したと、ホルム港長が三十日に発表した。</p><p>初便にはおよそ四百人が乗り込み、月曜日からは通常の時刻表に戻る見通しだという。</p></article>`
	pages := map[string]fetchtest.Answer{
		"lie":    fetchtest.Lying("text/html", "utf-8", "shift_jis", `<meta charset="shift_jis">`+body),
		"truth":  fetchtest.Lying("text/html", "euc-jp", "euc-jp", body),
		"silent": fetchtest.Lying("text/html", "", "shift_jis", body),
	}
	items := `<rss version="2.0"><channel><title>みなと日報</title><language>ja</language>`
	for name, page := range pages {
		h.Answers("/"+name, page)
		items += "<item><title>" + title + "</title><link>" + h.URL("/"+name) + "</link><guid>" + name + "</guid><pubDate>Thu, 30 Apr 2026 08:00:00 GMT</pubDate></item>"
	}
	h.Answers("/feed.xml", fetchtest.Text("application/rss+xml", items+"</channel></rss>"))
	way := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Delay: time.Nanosecond})
	t.Cleanup(way.Close)
	clock := func() time.Time { return time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC) }
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir(), Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	p, err := pipeline.New(pipeline.Config{Store: s, Network: way, Now: clock})
	must(t, err)
	_, err = p.AddSources(t.Context(), []feed.Source{{ID: "minato", Name: "みなと日報", Lang: "ja", Feeds: []string{h.URL("/feed.xml")}}})
	must(t, err)
	rep, err := p.Fetch(t.Context())
	must(t, err)
	if rep.Articles != len(pages) {
		t.Errorf("%+v, want %d articles", rep, len(pages))
	}
	for name := range pages {
		as, err := s.Articles(t.Context(), []article.ID{article.IDOf(h.URL("/" + name))})
		must(t, err)
		a := as[article.IDOf(h.URL("/"+name))]
		if text := a.Title + strings.Join(a.Paragraphs, ""); !strings.Contains(text, title) || !strings.Contains(text, "およそ四百人") {
			t.Errorf("%s: %q", name, text)
		}
	}
}

func TestNoNetworkIsNamed(t *testing.T) {
	t.Parallel()
	if _, err := onSQLite(t).Fetch(t.Context()); !errors.Is(err, pipeline.ErrNoNetwork) {
		t.Errorf("fetch: %v", err)
	}
}
