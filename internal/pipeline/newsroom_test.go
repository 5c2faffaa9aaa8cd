package pipeline_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// readingRoom is a pipeline that follows newspapers of a press, by a clock that the
// test turns.
type readingRoom struct {
	*press
	*pipeline.Pipeline
	t   *testing.T
	now time.Time
}

func newReadingRoom(t *testing.T) *readingRoom {
	t.Parallel()
	d := &readingRoom{press: newPress(t), t: t, now: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir(), Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	net := pressFetcher(d.Listener.Addr().String())
	t.Cleanup(net.Close)
	d.Pipeline, err = pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock, Rest: time.Millisecond})
	must(t, err)
	return d
}

// follow follows a source with one feed.
func (d *readingRoom) follow(name, home, feedURL string) {
	d.t.Helper()
	_, err := d.AddSources(d.t.Context(), []feed.Source{{ID: strings.ToLower(name), Name: name, Home: home, Feeds: []string{feedURL}}})
	must(d.t, err)
}

// later turns the clock and fetches.
func (d *readingRoom) later(by time.Duration) pipeline.FetchReport {
	d.t.Helper()
	d.now = d.now.Add(by)
	rep, err := d.Fetch(d.t.Context())
	must(d.t, err)
	return rep
}

// article returns the article of an address.
func (d *readingRoom) article(url string) (article.Article, error) {
	d.t.Helper()
	canonical, err := article.Canonical(url)
	must(d.t, err)
	return d.Store.Article(d.t.Context(), article.IDOf(canonical))
}

// rss is a feed with one item.
func rss(link, guid, title, extra string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">` +
		`<channel><title>A feed</title><link>http://x.example/</link><item><title>` + title + `</title><link>` + link + `</link><guid>` + guid + `</guid>` + extra + `</item></channel></rss>`
}

const story = `<p>The ferry between Ostvik and Lund runs again after three weeks, the harbour master Ada Holm said on Thursday.</p>` +
	`<p>Some 400 passengers boarded the first crossing, and the owners expect the usual timetable from Monday on.</p>` +
	`<p>“We have waited long enough for this day,” Holm told reporters at the quay in the early morning.</p>`

func TestAFeedSpeaksForItsOwnSiteOnly(t *testing.T) {
	d := newReadingRoom(t)
	said := `<pubDate>Thu, 30 Apr 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[` + story + `]]></content:encoded>`
	d.set("evil.example/feed", rss("http://good.example/articles/lost", "1", "Made up", said))
	d.set("talk.example/feed", rss("http://good.example/articles/ferry", "1", "Made up", said))
	d.set("good.example/articles/ferry", pressArticle("one", ""))
	d.set("own.example/feed", rss("http://www.own.example/articles/lost", "1", "Ferry from the feed", said))
	d.follow("Evil", "", "http://evil.example/feed")
	d.follow("Talk", "", "http://talk.example/feed")
	d.follow("Own", "", "http://own.example/feed")
	d.later(0)
	if _, err := d.article("http://good.example/articles/lost"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a feed's words stand in for a page of another site: %v", err)
	}
	a, err := d.article("http://good.example/articles/ferry")
	if err != nil || a.Title != "Ferry one runs again" || a.Publisher == "Talk" {
		t.Errorf("another site's page: title %q, publisher %q, %v", a.Title, a.Publisher, err)
	}
	a, err = d.article("http://www.own.example/articles/lost")
	if err != nil || a.Title != "Ferry from the feed" || a.Publisher != "Own" || len(a.Paragraphs) != 3 {
		t.Errorf("a feed's own page: %+v, %v", a, err)
	}
}

func TestAPageSpeaksForItsOwnSiteOnly(t *testing.T) {
	d := newReadingRoom(t)
	d.set("good.example/feed", rss("http://good.example/articles/ferry", "1", "Ferry", ""))
	d.set("good.example/articles/ferry", pressArticle("one", ""))
	lie := strings.Replace(pressArticle("two", ""), "</head>", `<link rel="canonical" href="http://good.example/articles/ferry"></head>`, 1)
	d.set("evil.example/feed", rss("http://evil.example/articles/x", "1", "Ferry", ""))
	d.set("evil.example/articles/x", strings.ReplaceAll(lie, "2026-04-30T08:00:00Z", "2026-05-01T08:00:00Z"))
	d.follow("Good", "", "http://good.example/feed")
	d.later(0)
	d.follow("Evil", "", "http://evil.example/feed")
	d.later(time.Hour)
	if a, err := d.article("http://good.example/articles/ferry"); err != nil || a.Title != "Ferry one runs again" {
		t.Errorf("title %q, %v", a.Title, err)
	}
	if a, err := d.article("http://evil.example/articles/x"); err != nil || a.URL != "http://evil.example/articles/x" {
		t.Errorf("the other page is at %q, %v", a.URL, err)
	}
}

func TestAnEditIsFetchedAgain(t *testing.T) {
	d := newReadingRoom(t)
	at := func(updated string) string {
		return strings.ReplaceAll(pressFeed("a.example", "", "ferry"), "<updated>2026-05-01T08:00:00Z</updated><summary>", "<published>2026-04-30T08:00:00Z</published><updated>"+updated+"</updated><summary>")
	}
	d.set("a.example/feed", at("2026-05-01T08:00:00Z"))
	d.set("a.example/articles/ferry", pressArticle("one", ""))
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	d.set("a.example/feed", at("2026-05-02T08:00:00Z"))
	d.set("a.example/articles/ferry", strings.Replace(pressArticle("one", ""), "Some 400 passengers", "Some 500 passengers", 1))
	if rep := d.later(25 * time.Hour); rep.Announced != 0 || rep.Articles != 1 {
		t.Errorf("report %+v", rep)
	}
	a, err := d.article("http://a.example/articles/ferry")
	must(t, err)
	rs, err := d.Store.Revisions(t.Context(), []article.ID{a.ID})
	must(t, err)
	if !strings.Contains(a.Text(), "500") || len(rs) != 1 || !strings.Contains(strings.Join(rs[0].Paragraphs, " "), "400") {
		t.Errorf("text %q, %d revisions", a.Text(), len(rs))
	}
	// A feed that calls everything new at every visit is heard a few times.
	for i := range 12 {
		d.set("a.example/feed", at(d.now.Add(24*time.Hour).Format(time.RFC3339)))
		d.later(25 * time.Hour)
		_ = i
	}
	asked := 0
	for _, q := range d.asks() {
		if q.address == "a.example/articles/ferry" {
			asked++
		}
	}
	if asked != 6 {
		t.Errorf("the page was asked for %d times, want 1 and 5 edits", asked)
	}
}

func TestTimesThatCannotBeAreSettled(t *testing.T) {
	d := newReadingRoom(t)
	for name, date := range map[string]string{"future": "2064-04-30T08:00:00Z", "zero": "1970-01-01T00:00:00Z", "good": "2026-04-30T08:00:00Z"} {
		host := name + ".example"
		d.set(host+"/feed", rss("http://"+host+"/articles/x", "1", "Ferry", ""))
		d.set(host+"/articles/x", strings.ReplaceAll(pressArticle(name, ""), "2026-04-30T08:00:00Z", date))
		d.follow(name, "", "http://"+host+"/feed")
	}
	d.later(0)
	for name, want := range map[string]time.Time{"future": d.now, "zero": d.now, "good": time.Date(2026, 4, 30, 8, 0, 0, 0, time.UTC)} {
		a, err := d.article("http://" + name + ".example/articles/x")
		if err != nil || !a.Published.Equal(want) {
			t.Errorf("%s: %v, want %v; %v", name, a.Published, want, err)
		}
	}
}

func TestTermsOfAPageAreKept(t *testing.T) {
	d := newReadingRoom(t)
	for _, tag := range []string{"noindex", "noarchive"} {
		d.set(tag+".example/feed", rss("http://"+tag+".example/articles/x", "1", "Ferry", `<description>The ferry runs again, she said.</description>`))
		d.set(tag+".example/articles/x", strings.Replace(pressArticle("x", ""), "</head>", `<meta name="robots" content="`+tag+`"></head>`, 1))
		d.follow(tag, "", "http://"+tag+".example/feed")
	}
	d.later(0)
	if _, err := d.article("http://noindex.example/articles/x"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("noindex: %v", err)
	}
	an, err := d.Store.Announced(t.Context(), "http://noindex.example/articles/x")
	if err != nil || an.State != store.AnnouncedRefused || !strings.Contains(an.Reason, article.ErrNoIndex.Error()) {
		t.Errorf("noindex: %+v, %v", an, err)
	}
	a, err := d.article("http://noarchive.example/articles/x")
	if err != nil || a.Title == "" || len(a.Paragraphs) != 0 || a.Summary != "" {
		t.Errorf("noarchive: %+v, %v", a, err)
	}
	if _, err := d.Store.Page(t.Context(), a.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("noarchive: bytes are kept: %v", err)
	}
}

func TestAReportOnTwoPagesStaysWhole(t *testing.T) {
	d := newReadingRoom(t)
	d.set("a.example/feed", rss("http://a.example/articles/ferry", "1", "Ferry", ""))
	d.set("a.example/articles/ferry", pressArticle("one", "http://a.example/articles/ferry?page=2"))
	second := strings.NewReplacer("The ferry between", "A second ferry between", "Some 400", "Some 900", "We have waited", "They have waited").Replace(pressArticle("one", ""))
	d.set("a.example/articles/ferry?page=2", second)
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	before, err := d.article("http://a.example/articles/ferry")
	must(t, err)
	if len(before.Paragraphs) != 6 {
		t.Fatalf("%d paragraphs: %q", len(before.Paragraphs), before.Paragraphs)
	}
	must(t, d.Recompute(t.Context(), store.ExtractStage, nil))
	after, err := d.article("http://a.example/articles/ferry")
	must(t, err)
	if after.Fingerprint() != before.Fingerprint() || !after.Published.Equal(before.Published) {
		t.Errorf("computed again: %q", after.Paragraphs)
	}
}

func TestASitemapIndexLeadsToItsSitemaps(t *testing.T) {
	d := newReadingRoom(t)
	d.set("a.example/index.xml", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://a.example/news.xml</loc></sitemap>`+
		`<sitemap><loc>http://other.example/news.xml</loc></sitemap></sitemapindex>`)
	d.set("a.example/news.xml", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`+
		`<url><loc>http://a.example/articles/ferry</loc><news:news><news:title>Ferry</news:title><news:publication_date>2026-04-30T08:00:00Z</news:publication_date></news:news></url></urlset>`)
	d.set("a.example/articles/ferry", pressArticle("one", ""))
	d.follow("A", "", "http://a.example/index.xml")
	d.later(0)
	if a, err := d.article("http://a.example/articles/ferry"); err != nil || a.Publisher != "A" {
		t.Errorf("publisher %q, %v", a.Publisher, err)
	}
	d.later(25 * time.Hour)
	for _, q := range d.asks() {
		if strings.HasPrefix(q.address, "other.example") {
			t.Errorf("another site's sitemap was asked: %s", q.address)
		}
	}
	if last := d.asks()[len(d.asks())-1]; !last.conditional {
		t.Errorf("the sitemap was asked anew: %+v", last)
	}
}

func TestAnArchiveThatGoesInCirclesEnds(t *testing.T) {
	d := newReadingRoom(t)
	d.set("a.example/feed", pressFeed("a.example", "", "a1"))
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	d.set("a.example/feed", pressFeed("a.example", "http://a.example/old0", "a2", "a3"))
	for i := range 40 { // endless, each page with something new
		d.set(fmt.Sprintf("a.example/old%d", i), pressFeed("a.example", fmt.Sprintf("http://a.example/old%d", (i+1)%3), fmt.Sprintf("o%d", i)))
	}
	d.later(25 * time.Hour)
	asked := map[string]int{}
	for _, q := range d.asks() {
		asked[q.address]++
	}
	for i := range 3 {
		if n := asked[fmt.Sprintf("a.example/old%d", i)]; n != 1 {
			t.Errorf("page %d of the circle was asked %d times", i, n)
		}
	}
}

func TestAFloodIsHeldBack(t *testing.T) {
	d := newReadingRoom(t)
	d.set("a.example/feed", pressFeed("a.example", "", "a1"))
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	var names []string
	for i := range 300 {
		names = append(names, fmt.Sprint("x", i))
	}
	d.set("a.example/feed", pressFeed("a.example", "", names...))
	d.now = d.now.Add(25 * time.Hour)
	_, err := d.FetchSome(t.Context(), pipeline.FetchRequest{NoPages: true})
	must(t, err)
	held, err := d.Store.Held(t.Context(), "", 1000)
	must(t, err)
	sources, err := d.Store.Sources(t.Context())
	must(t, err)
	if len(held) != 300-feed.MaxFresh || sources[0].States[0].State != "quarantined" {
		t.Errorf("%d held back, state %s", len(held), sources[0].States[0].State)
	}
}

func TestAHandCannotAskTwiceInAQuarterOfAnHour(t *testing.T) {
	d := newReadingRoom(t)
	d.set("a.example/feed", pressFeed("a.example", ""))
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	for range 30 {
		d.now = d.now.Add(time.Minute)
		_, err := d.FetchSome(t.Context(), pipeline.FetchRequest{Force: true, Feeds: []string{"http://a.example/feed"}})
		must(t, err)
	}
	n := 0
	for _, q := range d.asks() {
		if q.address == "a.example/feed" {
			n++
		}
	}
	if n != 3 {
		t.Errorf("asked %d times within half an hour, want 3", n)
	}
}
