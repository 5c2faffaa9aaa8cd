package browsertest

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// newsroom is a store and a pipeline whose clock the test turns.
type newsroom struct {
	*pipeline.Pipeline
	now time.Time
}

func openNewsroom(t *testing.T, dir string, began time.Time) *newsroom {
	t.Helper()
	n := &newsroom{now: began}
	clock := func() time.Time { return n.now }
	s, err := store.Open(t.Context(), store.Options{DataDir: dir, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	net := fetch.New(fetch.Options{Delay: time.Millisecond, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	if n.Pipeline, err = pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock}); err != nil {
		t.Fatal(err)
	}
	return n
}

// leave closes what the newsroom holds, so that kiku serve can have it.
func (n *newsroom) leave(t *testing.T) {
	t.Helper()
	n.Network.(*fetch.Fetcher).Close()
	if err := n.Store.Close(); err != nil {
		t.Fatal(err)
	}
}

func (n *newsroom) follow(t *testing.T, sources ...feed.Source) {
	t.Helper()
	if _, err := n.AddSources(t.Context(), sources); err != nil {
		t.Fatal(err)
	}
}

// justFollowed is a newsroom whose sources were never asked.
func justFollowed(t *testing.T, dir string) {
	t.Helper()
	n := openNewsroom(t, dir, time.Now())
	n.follow(t, feed.Source{ID: "wangan", Name: "湾岸新報", Feeds: []string{"https://wangan.example/rss"}},
		feed.Source{ID: "post", Name: "The Harbour Post", Feeds: []string{"https://harbour-post.example/rss"}})
	n.leave(t)
}

// aMonth fills a newsroom with thirty days of visits, and returns the address of
// a newspaper that is not followed.
func aMonth(t *testing.T, dir string) string {
	t.Helper()
	well, loud, silent, ended, other := paper(t), paper(t), paper(t), paper(t), paper(t)
	n := openNewsroom(t, dir, time.Now().AddDate(0, 0, -29))
	n.follow(t,
		feed.Source{ID: "wangan", Name: "湾岸新報", Lang: "ja", Home: "https://wangan.example/", Feeds: []string{well.URL + "/feed.xml"}},
		feed.Source{ID: "loud", Name: "The Loud Gazette", Lang: "en", Feeds: []string{loud.URL + "/feed.xml"}},
		feed.Source{ID: "silent", Name: "Tolvik Today", Lang: "en", Feeds: []string{silent.URL + "/feed.xml"}},
		feed.Source{ID: "ended", Name: "山あい週報", Lang: "ja", Feeds: []string{ended.URL + "/feed.xml"}})
	for day := range 29 {
		announce(well, "湾岸新報", day*2+day%3, n.now)
		announce(silent, "Tolvik Today", day, n.now)
		switch day {
		case 17:
			silent.Close() // nothing answers there any more
		case 20:
			ended.SetFeedBytes([]byte("<html><title>山あい週報</title><body>終わりました</body></html>"))
		case 26:
			announce(loud, "The Loud Gazette", 260, n.now)
		}
		if _, err := n.Fetch(t.Context()); err != nil {
			t.Fatal(err)
		}
		n.now = n.now.Add(24*time.Hour + time.Minute)
	}
	n.now = time.Now()
	n.follow(t, feed.Source{ID: "new", Name: "月の浜通信", Lang: "ja", Feeds: []string{"https://tsukinohama.example/rss"}})
	n.leave(t)
	announce(other, "The Harbour Post", 4, n.now)
	return other.URL + "/feed.xml"
}

func paper(t *testing.T) *fetchtest.Newspaper {
	t.Helper()
	p := fetchtest.Start()
	t.Cleanup(p.Close)
	return p
}

// announce makes a newspaper's feed one of n items, newest first, of which the
// newest three have a page.
func announce(p *fetchtest.Newspaper, title string, n int, at time.Time) {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title>`, title)
	for i := range n {
		k := n - i
		name := fmt.Sprintf("report-%d", k)
		if i < 3 {
			p.AddPage(name, reportPage(k))
		}
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s/articles/%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate></item>`,
			headline(k), p.URL, name, name, at.Add(-time.Duration(i)*7*time.Hour).Format(time.RFC1123Z))
	}
	b.WriteString(`</channel></rss>`)
	p.SetFeedBytes([]byte(b.String()))
}

func headline(k int) string { return fmt.Sprintf("The %d. crate of lamps reaches Tolvik", k) }

func reportPage(k int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s</title><meta name="author" content="Mara Venn"></head><body><article><h1>%s</h1>`, headline(k), headline(k))
	for i := range 5 {
		fmt.Fprintf(&b, "<p>Crate %d of the new harbour lamps reached Tolvik on a calm sea, the harbour master said, and %d more are expected before the winter.</p>", k, 40-i)
	}
	b.WriteString("</article></body></html>")
	return b.String()
}
