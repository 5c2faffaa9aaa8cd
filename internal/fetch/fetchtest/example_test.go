package fetchtest_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// A program under test is given Resolve and Connect, and meets the hosts that
// the test makes up.
func Example() {
	n := fetchtest.New()
	defer n.Close()
	n.Host("post.example").Answers("/feed",
		fetchtest.Status(http.StatusServiceUnavailable), // the first time
		fetchtest.Text("application/rss+xml", "<rss/>")) // and from then on

	f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Delay: time.Millisecond})
	defer f.Close()
	for range 2 {
		r, err := f.Get(context.Background(), "http://post.example/feed", fetch.Validators{})
		fmt.Println(r.Status, err)
	}
	// Output:
	// 0 fetch http://post.example/feed: status 503 Service Unavailable
	// 200 <nil>
}

// Addresses that no host has belong to the canary: a program that can be led
// there has a hole.
func ExampleInternet_Canary() {
	n := fetchtest.New()
	defer n.Close()
	n.Host("attack.example").Answers("/", fetchtest.Redirect(http.StatusFound, "http://169.254.169.254/latest/meta-data/"))

	f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Delay: time.Millisecond})
	defer f.Close()
	_, err := f.Get(context.Background(), "http://attack.example/", fetch.Validators{})
	fmt.Println(err != nil, n.Canary())
	// Output: true []
}

// Inside a bubble of testing/synctest the test turns the clock: a week of asking
// once an hour takes milliseconds, and the audit tells whether it was polite.
func ExampleAudit() {
	var t testing.T // a test has its own
	synctest.Test(&t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		paper := n.Host("post.example").Paper("/feed", fetchtest.PaperOptions{Every: 6 * time.Hour})
		audit := fetchtest.NewAudit(n, fetchtest.Rules{})

		f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect})
		defer f.Close()
		var v fetch.Validators
		fresh := 0
		for range 7 * 24 {
			r, err := f.Get(t.Context(), paper.URL(), v)
			if err != nil {
				fmt.Println(err)
				return
			}
			if !r.NotModified {
				fresh++
			}
			v = r.Validators
			time.Sleep(time.Hour)
		}
		fmt.Println(fresh, "changes,", len(audit.Breaches()), "breaches")
	})
	// Output: 28 changes, 0 breaches
}
