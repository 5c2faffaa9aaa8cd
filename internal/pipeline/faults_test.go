package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/store"
	"kiku/internal/store/storetest"
)

// faultPoints are the named points of a fetch. A process is killed at each of
// them, on both databases.
var faultPoints = []string{
	"round begun",
	"take leased", "take claimed", "take done",
	"feed before request", "feed after request", "feed parsed", "feed understood",
	"archive before request", "archive after request",
	"visit feed stored", "visit items stored", "visit before commit", "visit after commit",
	"page taken", "page before request", "page after request", "part before request", "page understood",
	"page article stored", "page before commit", "page after commit",
	"pause before commit", "pause after commit",
	"renew before", "renew after",
	"host before release", "release before commit", "release after commit", "host after release",
}

// A process is killed at every named point of a fetch, with everything that a
// fetch can meet: a feed with a gap to fill from its archive, a report on two
// pages, a host that asks to wait, a host so slow that leases are renewed.
// Nothing may be lost or doubled, and no feed asked twice within the interval.
func TestKilledAtEveryPointOfAFetch(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		for _, point := range faultPoints {
			t.Run(point, func(t *testing.T) {
				if o.URL == "" {
					killedAt(t, point, store.Options{DataDir: t.TempDir()})
				} else {
					killedAt(t, point, store.Options{URL: storetest.Postgres(t)})
				}
			})
		}
	})
}

func killedAt(t *testing.T, point string, o store.Options) {
	net := newPress(t)
	for _, n := range strings.Fields("a1 a2 a3 a4 a5 a6 a7 b1 b2") {
		host := map[byte]string{'a': "a.example", 'b': "b.example"}[n[0]]
		net.set(host+"/articles/"+n, pressArticle(n, ""))
	}
	net.set("a.example/articles/a7", pressArticle("a7", "http://a.example/articles/a7-2"))
	net.set("a.example/articles/a7-2", pressArticle("a7, continued,", ""))
	net.set("a.example/feed", pressFeed("a.example", "", "a1", "a2"))
	net.set("a.example/old", pressFeed("a.example", "http://a.example/older", "a4", "a5"))
	net.set("a.example/older", pressFeed("a.example", "", "a2", "a3"))
	net.set("b.example/feed", pressFeed("b.example", "", "b1"))
	net.set("c.example/feed", "429")
	c := child{
		Dir: o.DataDir, URL: o.URL, Press: net.Listener.Addr().String(),
		Feeds: []string{"http://a.example/feed", "http://b.example/feed", "http://c.example/feed"},
	}
	ended(t, c.start(t)) // what was before
	net.set("a.example/feed", pressFeed("a.example", "http://a.example/old", "a6", "a7"))
	net.set("b.example/feed", pressFeed("b.example", "", "b1", "b2"))
	net.linger("b.example/articles/b2", 600*time.Millisecond)

	shift, runs := []time.Duration{0}, []int{len(net.asks())}
	for i, at := range []time.Duration{25 * time.Hour, 25*time.Hour + 10*time.Minute, 26 * time.Hour} {
		c.Shift, c.Kill = at, ""
		if i == 0 {
			c.Kill, c.Nth = point, 1
		}
		if killed := ended(t, c.start(t)); killed != (i == 0) {
			t.Fatalf("run %d: killed %v; the point %q was not met", i, killed, point)
		}
		shift, runs = append(shift, at), append(runs, len(net.asks()))
	}
	politeAsks(t, net.asks(), runs, shift)
	nothingLost(t, o, map[string]string{"http://a.example/feed": "a1 a2 a3 a4 a5 a6 a7", "http://b.example/feed": "b1 b2"})
}
