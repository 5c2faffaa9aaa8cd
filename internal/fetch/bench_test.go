package fetch_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// BenchmarkUnchanged asks 1,000 hosts over loopback for feeds that have not
// changed: what the fetcher and the server cost for one.
func BenchmarkUnchanged(b *testing.B) { benchmark(b, true) }

// BenchmarkFirst asks for feeds of 30 items, whole.
func BenchmarkFirst(b *testing.B) { benchmark(b, false) }

func benchmark(b *testing.B, conditional bool) {
	n := fetchtest.New()
	if _, err := n.Listen(); err != nil {
		b.Fatal(err)
	}
	f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Delay: time.Nanosecond})
	defer func() { f.Close(); n.Close() }()
	const hosts = 1000
	feed := "<rss><channel>" + strings.Repeat("<item><title>The harbour of Port Amsel is closed</title><link>https://paper.example/1</link></item>", 30) + "</channel></rss>"
	addresses := make([]string, hosts)
	for i := range addresses {
		h := n.Host(fmt.Sprintf("paper%d.example", i)).Robots("")
		h.Answers("/feed.xml", fetchtest.Conditional(`"1"`, "", fetchtest.Text("application/rss+xml", feed)))
		addresses[i] = h.URL("/feed.xml")
		if _, err := f.Get(b.Context(), addresses[i], fetch.Validators{}); err != nil { // robots.txt
			b.Fatal(err)
		}
	}
	var v fetch.Validators
	if conditional {
		v.ETag = `"1"`
	}
	var next atomic.Int64
	b.SetParallelism(8)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r, err := f.Get(b.Context(), addresses[int(next.Add(1))%hosts], v)
			if err != nil || r.NotModified != conditional {
				b.Errorf("%+v, %v", r, err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Minutes(), "feeds/min")
}
