package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// A feed is asked for with what its server gave the last time.
func ExampleFetcher_Get() {
	n := fetchtest.New()
	defer n.Close()
	paper := n.Host("harbour-post.example")
	paper.Answers("/feed.xml", fetchtest.Conditional(`"v1"`, "", fetchtest.Text("application/rss+xml", "<rss/>")))

	f := fetch.New(fetch.Options{UserAgent: "Kiku (+https://owner.example)", Resolve: n.Resolve, Connect: n.Connect, Delay: time.Millisecond})
	defer f.Close()
	first, err := f.Get(context.Background(), paper.URL("/feed.xml"), fetch.Validators{})
	fmt.Println(first.Status, string(first.Body), first.Validators.ETag, err)
	second, err := f.Get(context.Background(), paper.URL("/feed.xml"), first.Validators)
	fmt.Println(second.Status, second.NotModified, err)

	_, err = f.Get(context.Background(), "http://169.254.169.254/latest/meta-data/", fetch.Validators{})
	fmt.Println(err, errors.Is(err, fetch.ErrPrivate))
	// Output:
	// 200 <rss/> "v1" <nil>
	// 304 true <nil>
	// fetch http://169.254.169.254/latest/meta-data/: address of a private network: 169.254.169.254 (Link Local) true
}
