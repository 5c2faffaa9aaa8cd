package pipeline_test

import (
	"testing"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// TestAFeedNamedOnlyByAHeaderIsFound: some sites name their feed beside the
// page, not in it.
func TestAFeedNamedOnlyByAHeaderIsFound(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	h := n.Host("quiet.example")
	h.Answers("/", fetchtest.Headers(fetchtest.Text("text/html", "<title>Quiet</title><p>Welcome."), "Link", `</news.xml>; rel="alternate"; type="application/rss+xml"`))
	h.Answers("/news.xml", fetchtest.Text("application/rss+xml", `<rss version="2.0"><channel><title>The Quiet Post</title><item><title>A bridge opens</title><link>http://quiet.example/a</link></item></channel></rss>`))
	way := fetch.New(fetch.Options{UserAgent: "Kiku/test (+http://kiku.example/about)", Resolve: n.Resolve, Connect: n.Connect})
	t.Cleanup(way.Close)
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir()})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	p, err := pipeline.New(pipeline.Config{Store: s, Network: way})
	must(t, err)
	found, err := p.Find(t.Context(), h.URL("/"), func(string) {})
	must(t, err)
	if found.Source.Name != "The Quiet Post" || found.Source.Feeds[0] != h.URL("/news.xml") {
		t.Errorf("found %+v", found)
	}
}
