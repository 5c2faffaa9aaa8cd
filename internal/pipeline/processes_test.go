package pipeline_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"kiku/internal/store"
)

// Two processes follow the same feeds on one database. No host is asked by both
// at once, no feed twice within the interval, and every item is there once.
func TestTwoProcessesFetchEveryFeedOnce(t *testing.T) {
	const hosts, items = 60, 3
	databases(t, func(t *testing.T, o store.Options) {
		net := newPress(t)
		c := child{Dir: o.DataDir, URL: o.URL, Press: net.Listener.Addr().String()}
		want := map[string]string{}
		name := func(h, round, i int) string {
			return "x" + strconv.Itoa(h) + "-" + strconv.Itoa(round) + "-" + strconv.Itoa(i)
		}
		for h := range hosts {
			c.Feeds = append(c.Feeds, fmt.Sprintf("http://h%d.example/feed", h))
		}
		ended(t, child{Dir: o.DataDir, URL: o.URL, Press: c.Press}.start(t)) // makes the tables
		runs, shift := []int{len(net.asks())}, []time.Duration{0}
		for round := range 3 {
			for h := range hosts {
				host := fmt.Sprintf("h%d.example", h)
				var names []string
				for i := range items {
					n := name(h, round, i)
					names = append(names, n)
					net.set(host+"/articles/"+n, pressArticle(n, ""))
				}
				// Every second feed is served by one host for all.
				if h%2 == 0 {
					net.set(host+"/feed", "302 http://shared.example/"+host)
					net.set("shared.example/"+host, pressFeed(host, "", names...))
					net.linger("shared.example/"+host, 5*time.Millisecond)
				} else {
					net.set(host+"/feed", pressFeed(host, "", names...))
				}
				want["http://"+host+"/feed"] += " " + strings.Join(names, " ")
			}
			c.Shift = time.Duration(round+1) * 25 * time.Hour
			one, two := c.start(t), c.start(t)
			ended(t, one)
			ended(t, two)
			runs, shift = append(runs, len(net.asks())), append(shift, c.Shift)
		}
		politeAsks(t, net.asks(), runs, shift)
		asked := map[string]int{}
		for _, a := range net.asks() {
			asked[a.address]++
		}
		for a, n := range asked {
			if strings.Contains(a, "/articles/") && n != 1 || strings.HasSuffix(a, "/feed") && n != 3 {
				t.Errorf("%s was asked %d times", a, n)
			}
		}
		if net.most > 1 {
			t.Errorf("%d requests in flight to one host", net.most)
		}
		for u, names := range want {
			want[u] = strings.TrimSpace(names)
		}
		nothingLost(t, o, want)
	})
}
