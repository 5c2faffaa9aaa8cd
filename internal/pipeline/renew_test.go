package pipeline_test

import (
	"sync"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// A host that is given back while leases are being renewed stays given back: its
// pages are fetched in the same round.
func TestRenewingLeavesHostsThatWereGivenBack(t *testing.T) {
	t.Parallel()
	net := newPress(t)
	net.set("slow.example/feed", pressFeed("slow.example", "", "a", "b"))
	for _, n := range []string{"a", "b"} {
		net.set("slow.example/articles/"+n, pressArticle(n, ""))
	}
	net.linger("slow.example/feed", 250*time.Millisecond)

	released := make(chan struct{})
	var once sync.Once
	fault := func(point string) {
		switch point {
		case "host after release":
			once.Do(func() { close(released) })
		case "renew before": // the database is busy until then
			select {
			case <-released:
			case <-time.After(time.Second):
			}
		}
	}
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir()})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	way := pressFetcher(net.Listener.Addr().String())
	t.Cleanup(way.Close)
	p, err := pipeline.New(pipeline.Config{Store: s, Network: way, Fault: fault, Lease: 800 * time.Millisecond, Rest: time.Millisecond})
	must(t, err)
	_, err = p.AddSources(t.Context(), []feed.Source{{ID: "slow", Name: "Slow Post", Feeds: []string{"http://slow.example/feed"}}})
	must(t, err)
	rep, err := p.Fetch(t.Context())
	must(t, err)
	if want := (pipeline.FetchReport{Feeds: 1, Announced: 2, Articles: 2}); rep != want {
		t.Errorf("%+v, want %+v", rep, want)
	}
}
