package pipeline_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// manyFeeds is a network of many hosts with a feed each, which changes never.
type manyFeeds struct {
	items int
	asked atomic.Int64
}

func (m *manyFeeds) Get(_ context.Context, address string, v fetch.Validators) (fetch.Response, error) {
	m.asked.Add(1)
	r := fetch.Response{Status: 200, URL: address, ContentType: "application/rss+xml", Validators: fetch.Validators{ETag: `"1"`}}
	if v.ETag != "" {
		r.Status, r.NotModified = 304, true
		return r, nil
	}
	host := strings.TrimSuffix(address, "/feed.xml")
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><link>` + host + `/</link>`)
	for i := range m.items {
		fmt.Fprintf(&b, "<item><title>Ferry number %d runs again</title><link>%s/articles/%d.html</link><guid>%s/articles/%d.html</guid>"+
			"<pubDate>Fri, 01 May 2026 %02d:%02d:00 +0000</pubDate><description>The ferry between Ostvik and Lund runs again after three weeks, "+
			"the harbour master Ada Holm said. Some 400 passengers boarded the first crossing.</description></item>", i, host, i, host, i, i/60, i%60)
	}
	b.WriteString("</channel></rss>")
	r.Body = []byte(b.String())
	return r, nil
}

func (m *manyFeeds) Page(context.Context, string, fetch.Validators) (fetch.Response, error) {
	return fetch.Response{}, &fetch.StatusError{Status: 404}
}

// BenchmarkFetch measures first fetches and refreshes of 1,000 feeds of 30 items
// without a network: what the pipeline and the store cost.
func BenchmarkFetch(b *testing.B) {
	for b.Loop() {
		now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
		clock := func() time.Time { return now }
		s, err := store.Open(b.Context(), store.Options{DataDir: b.TempDir(), Now: clock})
		if err != nil {
			b.Fatal(err)
		}
		net := &manyFeeds{items: 30}
		p, err := pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock})
		if err != nil {
			b.Fatal(err)
		}
		for i := range 10 {
			src := feed.Source{ID: fmt.Sprint("s", i), Name: fmt.Sprint("Source ", i)}
			for k := range 100 {
				src.Feeds = append(src.Feeds, fmt.Sprintf("https://h%d.s%d.example/feed.xml", k, i))
			}
			if err := s.PutSource(b.Context(), src); err != nil {
				b.Fatal(err)
			}
		}
		for _, what := range []string{"first", "refresh"} {
			began := time.Now()
			rep, err := p.FetchSome(b.Context(), pipeline.FetchRequest{NoPages: true})
			if err != nil || rep.Feeds != 1000 || rep.Failed != 0 {
				b.Fatalf("%s: %+v, %v", what, rep, err)
			}
			took := time.Since(began)
			b.ReportMetric(1000/took.Minutes(), what+"_feeds/min")
			b.ReportMetric(float64(rep.Announced)/took.Seconds(), what+"_items/s")
			now = now.Add(25 * time.Hour)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
