//go:build unix

package pipeline_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// What miniflux (106cdd09, PostgreSQL 15, 16 workers) needed for the same 1,000
// loopback feeds of 30 items on two busy cores, in feeds a minute, and how many
// times that is the goal.
const (
	peerFirst, goalFirst     = 1_580.0, 5.0
	peerRefresh, goalRefresh = 27_500.0, 2.0
	peerItems                = 788.0 // items stored a second
)

// BenchmarkThousandFeeds measures the whole way of 1,000 feeds of 30 items, each
// on a host name of its own: TCP on loopback, the fetcher with its usual rests,
// the pipeline and SQLite. The servers run in the same process and on the same
// cores. Pages are measured apart, on thirty hosts without rests: miniflux
// does not fetch them.
func BenchmarkThousandFeeds(b *testing.B) {
	for b.Loop() {
		bench := newFeedBench(b, 1000)
		first := bench.round(b, pipeline.FetchRequest{NoPages: true})
		if rep := first.rep; rep.Feeds != 1000 || rep.Failed != 0 || rep.Announced != 30_000 {
			b.Fatalf("first fetch: %+v", rep)
		}
		time.Sleep(2500 * time.Millisecond) // hosts rest; a program that runs all day does not wait for that
		bench.now = bench.now.Add(25 * time.Hour)
		again := bench.round(b, pipeline.FetchRequest{NoPages: true})
		if rep := again.rep; rep.Unchanged != 1000 {
			b.Fatalf("refresh: %+v", rep)
		}
		bench.now = bench.now.Add(time.Minute) // hosts that another process asked rest a little
		bench.hasty(b)
		pages := bench.round(b, pipeline.FetchRequest{Feeds: bench.feeds[:30]})
		if rep := pages.rep; rep.Articles < 870 {
			b.Fatalf("pages: %+v", rep)
		}
		bench.close(b)

		perMinute := 1000 / first.took.Minutes()
		refreshed := 1000 / again.took.Minutes()
		items := float64(first.rep.Announced) / first.took.Seconds()
		b.ReportMetric(perMinute, "first_feeds/min")
		b.ReportMetric(items, "items/s")
		b.ReportMetric(refreshed, "refresh_feeds/min")
		b.ReportMetric(float64(pages.rep.Articles)/pages.took.Seconds(), "articles/s")
		fmt.Printf("\n1,000 feeds of 30 items; client and servers in one process\n"+
			"first fetch   %8.0f feeds/min  %5.1f x miniflux (%.0f), goal %.0f x; %.0f items stored/s (miniflux %.0f); %v of CPU\n"+
			"refresh, 304  %8.0f feeds/min  %5.1f x miniflux (%.0f), goal %.0f x; %v of CPU\n"+
			"pages         %8.0f articles/s, fetched, extracted and stored; %v of CPU for %d\n",
			perMinute, perMinute/peerFirst, peerFirst, goalFirst, items, peerItems, first.cpu.Round(time.Millisecond),
			refreshed, refreshed/peerRefresh, peerRefresh, goalRefresh, again.cpu.Round(time.Millisecond),
			float64(pages.rep.Articles)/pages.took.Seconds(), pages.cpu.Round(time.Millisecond), pages.rep.Articles)
	}
}

// feedBench is 1,000 newspapers on loopback and a program that reads them.
type feedBench struct {
	net   *fetchtest.Internet
	store *store.Store
	http  *fetch.Fetcher
	pipe  *pipeline.Pipeline
	now   time.Time
	feeds []string
}

func newFeedBench(b *testing.B, n int) *feedBench {
	b.Helper()
	s := &feedBench{net: fetchtest.New(), now: time.Now()}
	s.net.LogLimit = 1000
	if _, err := s.net.Listen(); err != nil {
		b.Fatal(err)
	}
	formats := []string{"rss", "rss", "atom", "json"}
	for i := range n {
		p := s.net.Host(fmt.Sprintf("h%d.example", i)).Paper("/feed", fetchtest.PaperOptions{
			Format: formats[i%4], Every: time.Hour, Start: time.Now().Add(-29*time.Hour - 30*time.Minute), Whole: i%2 == 0,
		})
		p.Body() // made before the clock runs
		s.feeds = append(s.feeds, p.URL())
	}
	var err error
	if s.store, err = store.Open(b.Context(), store.Options{DataDir: b.TempDir(), Now: s.clock}); err != nil {
		b.Fatal(err)
	}
	s.start(b, fetch.Options{})
	for i := 0; i < n; i += 100 {
		src := feed.Source{ID: fmt.Sprint("s", i), Name: fmt.Sprint("Source ", i), Feeds: s.feeds[i:min(n, i+100)]}
		if err := s.store.PutSource(b.Context(), src); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

func (s *feedBench) clock() time.Time { return s.now }

func (s *feedBench) start(b *testing.B, o fetch.Options) {
	b.Helper()
	o.Resolve, o.Connect = s.net.Resolve, s.net.Connect
	s.http = fetch.New(o)
	var err error
	if s.pipe, err = pipeline.New(pipeline.Config{Store: s.store, Network: s.http, Now: s.clock}); err != nil {
		b.Fatal(err)
	}
}

// hasty goes on with a fetcher that lets hosts rest for a millisecond only: what
// is measured then is the work, not the manners.
func (s *feedBench) hasty(b *testing.B) {
	b.Helper()
	s.http.Close()
	s.start(b, fetch.Options{Delay: time.Millisecond})
}

func (s *feedBench) close(b *testing.B) {
	b.Helper()
	s.http.Close()
	if err := s.store.Close(); err != nil {
		b.Fatal(err)
	}
	s.net.Close()
}

// fetched is what a round did, how long it took, and how much of the processors'
// time: on a machine that does other things as well only the latter tells.
type fetched struct {
	rep       pipeline.FetchReport
	took, cpu time.Duration
}

// cpu is the processors' time that this process has used.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (s *feedBench) round(b *testing.B, req pipeline.FetchRequest) fetched {
	b.Helper()
	begun, used := time.Now(), cpu(b)
	rep, err := s.pipe.FetchSome(b.Context(), req)
	if err != nil {
		b.Fatal(err)
	}
	return fetched{rep, time.Since(begun), cpu(b) - used}
}
