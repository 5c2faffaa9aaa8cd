package fetch_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// bubble runs a test with an internet, an audit of it and a fetcher with the
// usual rests, in simulated time.
func bubble(t *testing.T, test func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		a := fetchtest.NewAudit(n, fetchtest.Rules{Again: time.Nanosecond})
		f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Roots: n.Roots()})
		defer f.Close()
		test(t, n, f)
		for _, b := range a.Breaches() {
			t.Error(b)
		}
	})
}

func get(t *testing.T, f *fetch.Fetcher, address string) error {
	t.Helper()
	_, err := f.Get(t.Context(), address, fetch.Validators{})
	return err
}

func TestManyFeedsOfOneHostAreAskedOneAfterTheOther(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		h := n.Host("blogs.example").Answers("/*", fetchtest.Text("application/rss+xml", "<rss/>"))
		begin := time.Now()
		var all sync.WaitGroup
		for i := range 500 {
			all.Go(func() {
				if err := get(t, f, h.URL(fmt.Sprintf("/feed%d", i))); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if took := time.Since(begin); took < 499*2*time.Second || took > 510*2*time.Second {
			t.Errorf("500 feeds took %v", took)
		}
		if n.Host("blogs.example").Asked("/robots.txt") != 1 {
			t.Errorf("robots.txt was asked for %d times", h.Asked("/robots.txt"))
		}
	})
}

func TestASlowHostHoldsNoOtherUp(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		slow := n.Host("slow.example").Answers("/*", fetchtest.After(9*time.Second, fetchtest.Text("", "late")))
		begin := time.Now()
		var all sync.WaitGroup
		for i := range 3 {
			all.Go(func() { _ = get(t, f, slow.URL(fmt.Sprint("/", i))) })
		}
		for i := range 50 {
			all.Go(func() {
				if err := get(t, f, n.Host(fmt.Sprintf("quick%d.example", i)).Answers("/", fetchtest.Text("", "at once")).URL("/")); err != nil {
					t.Error(err)
				}
				if took := time.Since(begin); took > time.Second {
					t.Errorf("a quick host took %v", took)
				}
			})
		}
		all.Wait()
		// robots.txt and the first: 18 s; then twice a rest of 30 s (five times 9 s is
		// more than that) and 9 s.
		if took := time.Since(begin); took != 96*time.Second {
			t.Errorf("the slow host took %v", took)
		}
	})
}

func TestAFewRequestsAtOnceToOneAddress(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		at := n.Host("first.example").Addrs()
		audit := fetchtest.NewAudit(n, fetchtest.Rules{})
		var all sync.WaitGroup
		for i := range 40 {
			h := n.Host(fmt.Sprintf("blog%d.example", i)).At(at...).Answers("/", fetchtest.After(time.Second, fetchtest.Text("", "a")))
			all.Go(func() {
				if err := get(t, f, h.URL("/")); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := audit.AtOnce(); n != 4 {
			t.Errorf("%d requests at once to one address, want 4", n)
		}
	})
}

func TestRetryAfterIsForTheWholeHost(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		h := n.Host("busy.example").Answers("/*", fetchtest.Text("", "fine")).Answers("/a", fetchtest.Status(503, "Retry-After", "600"), fetchtest.Text("", "again"))
		if err := get(t, f, h.URL("/b")); err != nil {
			t.Fatal(err)
		}
		var refused *fetch.StatusError
		if err := get(t, f, h.URL("/a")); !errors.As(err, &refused) || refused.RetryAfter != 10*time.Minute {
			t.Fatalf("503: %v", err)
		}
		var wait *fetch.WaitError
		if err := get(t, f, h.SecureURL("/b")); !errors.As(err, &wait) || wait.Host != "busy.example" || time.Until(wait.Until) != 10*time.Minute {
			t.Fatalf("another address of the host: %v", err)
		}
		paused := f.Paused()
		if len(paused) != 1 || !paused["busy.example"].Equal(wait.Until) {
			t.Errorf("paused: %v", paused)
		}

		// A program that starts anew is told what the one before knew.
		next := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect})
		defer next.Close()
		next.Pause("busy.example", paused["busy.example"])
		next.Pause("far.example", time.Now().AddDate(1, 0, 0))
		if err := get(t, next, h.URL("/b")); !errors.As(err, &wait) {
			t.Errorf("after a restart: %v", err)
		}
		if got := time.Until(next.Paused()["far.example"]); got != 24*time.Hour {
			t.Errorf("the longest pause is %v", got)
		}
		time.Sleep(10 * time.Minute)
		if err := get(t, f, h.URL("/a")); err != nil || len(f.Paused()) != 0 {
			t.Errorf("afterwards: %v, paused %v", err, f.Paused())
		}
	})
}

func TestRefusalsThatDoNotSayHowLongGetLonger(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		n.Host("busy.example").Answers("/robots.txt", fetchtest.Text("", "")).Answers("/", fetchtest.Status(429))
		for _, want := range []time.Duration{5, 10, 20, 40} {
			var refused *fetch.StatusError
			if err := get(t, f, "http://busy.example/"); !errors.As(err, &refused) || refused.RetryAfter != want*time.Minute {
				t.Errorf("%v, want a wait of %v", err, want*time.Minute)
			}
			time.Sleep(want * time.Minute)
		}
	})
}

func TestARedirectThatAsksToWaitIsFollowedLater(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		h := n.Host("old.example").Answers("/", fetchtest.Status(302, "Location", "/new", "Retry-After", "300")).Answers("/new", fetchtest.Text("", "here"))
		var refused *fetch.StatusError
		if err := get(t, f, h.URL("/")); !errors.As(err, &refused) || refused.Status != 302 || refused.RetryAfter != 5*time.Minute {
			t.Fatalf("at first: %v", err)
		}
		time.Sleep(5 * time.Minute)
		r, err := f.Get(t.Context(), h.URL("/"), fetch.Validators{})
		if err != nil || string(r.Body) != "here" || r.URL != h.URL("/new") || len(r.Hops) != 1 {
			t.Errorf("after the wait: %+v, %v", r, err)
		}
		if h.Asked("/") != 1 {
			t.Errorf("the first address was asked %d times", h.Asked("/"))
		}
	})
}

// What a robots.txt elsewhere forbids holds, too, when its host asks to wait before
// it is read.
func TestRobotsThatAreRedirectedLater(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		h := n.Host("post.example").Answers("/robots.txt", fetchtest.Status(302, "Location", "/rules", "Retry-After", "900")).
			Answers("/rules", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /\n")).Answers("/a", fetchtest.Text("text/html", "<p>"))
		for range 2 {
			if _, err := f.Page(t.Context(), h.URL("/a"), fetch.Validators{}); err == nil {
				t.Error("a page was fetched that is forbidden")
			}
			time.Sleep(16 * time.Minute)
		}
		if h.Asked("/a") != 0 || h.Asked("/rules") != 1 {
			t.Errorf("the page was asked for %d times, the rules %d times", h.Asked("/a"), h.Asked("/rules"))
		}
	})
}

func TestCrawlDelayCountsBetweenPages(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		h := n.Host("post.example").Robots("User-agent: *\nCrawl-delay: 40\n").Answers("/*", fetchtest.Text("text/html", "<p>"))
		begin := time.Now()
		for i := range 4 {
			if _, err := f.Page(t.Context(), h.URL(fmt.Sprint("/", i)), fetch.Validators{}); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begin); took != 2*time.Minute {
			t.Errorf("four pages took %v", took)
		}
	})
}

// TestRobotsOverTheNetwork: what each answer to the question for robots.txt
// means, for pages and for feeds.
func TestRobotsOverTheNetwork(t *testing.T) {
	t.Parallel()
	const none, all, me = "User-agent: *\nDisallow:\n", "User-agent: *\nDisallow: /\n", "User-agent: kiku\nDisallow: /\n"
	for _, c := range []struct {
		name       string
		answer     fetchtest.Answer
		page, feed bool
	}{
		{"nothing forbidden", fetchtest.Text("text/plain", none), true, true},
		{"all forbidden to all", fetchtest.Text("text/plain", all), false, true},
		{"all forbidden to us", fetchtest.Text("text/plain", me), false, false},
		{"404", fetchtest.Status(404), true, true},
		{"401", fetchtest.Status(401), true, true},
		{"403", fetchtest.Status(403), true, true},
		{"500", fetchtest.Status(500), false, true},
		{"503", fetchtest.Status(503), false, true},
		{"web page", fetchtest.Text("text/html", "<!doctype html><title>User-agent: *</title>"), true, true},
		{"redirect to one that forbids", fetchtest.Redirect(301, "/five"), false, true},
		{"too many redirects", fetchtest.Redirect(302, "/six"), true, true},
		{"10 MiB, forbidden at the top", fetchtest.Text("text/plain", all+strings.Repeat("# filler\n", 10<<20/9)), false, true},
		{"10 MiB, forbidden at the end", fetchtest.Text("text/plain", strings.Repeat("# filler\n", 10<<20/9)+all), true, true},
		{"a bomb", fetchtest.Bomb("gzip", 1<<30), true, true},
		{"unreadable", fetchtest.Headers(fetchtest.Text("text/plain", all), "Content-Encoding", "rot13"), true, true},
		{"empty", fetchtest.Text("text/plain", ""), true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
				h := n.Host("post.example").Answers("/robots.txt", c.answer).Answers("/a", fetchtest.Text("text/html", "<p>"))
				h.Chain("five", 4, 302, "/forbids")
				h.Answers("/five", fetchtest.Redirect(302, "/five1")).Answers("/forbids", fetchtest.Text("text/plain", all))
				h.Chain("six", 7, 302, "/forbids")
				h.Answers("/six", fetchtest.Redirect(302, "/six0"))
				_, pageErr := f.Page(t.Context(), h.URL("/a"), fetch.Validators{})
				if feedErr := get(t, f, h.URL("/a")); (pageErr == nil) != c.page || (feedErr == nil) != c.feed {
					t.Errorf("page: %v, want allowed %v; feed: %v, want allowed %v", pageErr, c.page, feedErr, c.feed)
				}
				if down := c.name == "500" || c.name == "503"; pageErr != nil && errors.Is(pageErr, fetch.ErrRobots) == down {
					t.Errorf("page: %v; what may pass is not forbidden", pageErr)
				}
			})
		})
	}
}

func TestRobotsAreKeptForADayAtMost(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
		rules := fetchtest.Conditional(`"1"`, "", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /closed\n"))
		h := n.Host("post.example").Answers("/*", fetchtest.Text("text/html", "<p>")).
			Answers("/robots.txt", fetchtest.Headers(rules, "Cache-Control", "max-age=864000"), rules, fetchtest.Status(500))
		page := func(path string) error {
			_, err := f.Page(t.Context(), h.URL(path), fetch.Validators{})
			return err
		}
		for range 23 {
			if err := page("/open"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
		}
		if got := h.Asked("/robots.txt"); got != 1 {
			t.Errorf("asked %d times in a day, want 1", got)
		}
		time.Sleep(2 * time.Hour)
		if err := page("/closed"); !errors.Is(err, fetch.ErrRobots) || h.Asked("/robots.txt") != 2 {
			t.Errorf("a day later: %v, asked %d times", err, h.Asked("/robots.txt"))
		}
		if last := h.Requests("/robots.txt"); last[1].Status != http.StatusNotModified {
			t.Errorf("asked again for all of it: %+v", last[1])
		}
		// The old copy serves while there is none to be had.
		time.Sleep(24 * time.Hour)
		if err := page("/closed"); !errors.Is(err, fetch.ErrRobots) {
			t.Errorf("while it is down: %v", err)
		}
		if err := page("/open"); err != nil {
			t.Errorf("while it is down: %v", err)
		}
		time.Sleep(31 * 24 * time.Hour)
		if err := page("/open"); err == nil || errors.Is(err, fetch.ErrRobots) {
			t.Errorf("down for a month: %v", err)
		}
	})
}

// TestBrokenHTTP2 ends in time, whatever the other side does.
func TestBrokenHTTP2(t *testing.T) {
	t.Parallel()
	for _, fault := range fetchtest.H2Faults() {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			n := fetchtest.New()
			defer n.Close()
			f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Roots: n.Roots(), Delay: time.Millisecond, Limits: fetch.Limits{
				Exchange: 2 * time.Second, Header: time.Second, SlowOver: time.Second, TLS: time.Second, Connect: time.Second,
			}})
			defer f.Close()
			h := n.Host("h2.example")
			fault.Set(h)
			begin := time.Now()
			if _, err := f.Get(t.Context(), h.SecureURL("/"), fetch.Validators{}); err == nil {
				t.Error("got an answer")
			}
			// robots.txt, the address, and both again by HTTP/1.1: ten times what one
			// exchange may take, as machines are busy.
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestABrokenRobotsCostsAFeedOneVisit: what hangs or breaks is asked for once,
// and the feed from then on.
func TestABrokenRobotsCostsAFeedOneVisit(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]fetchtest.Answer{
		"hangs": fetchtest.After(time.Hour, fetchtest.Status(200)), "breaks": fetchtest.Drop, "never ends": fetchtest.Trickle("text/plain", []byte("#"), time.Second),
		"busy": fetchtest.Status(429, "Retry-After", "60"),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, n *fetchtest.Internet, f *fetch.Fetcher) {
				h := n.Host("post.example").Answers("/feed", fetchtest.Text("application/rss+xml", "<rss/>")).Answers("/robots.txt", answer)
				if err := get(t, f, h.URL("/feed")); err == nil {
					t.Error("the first visit asked a host that does not answer twice")
				}
				for range 10 {
					time.Sleep(24 * time.Hour)
					if err := get(t, f, h.URL("/feed")); err != nil {
						t.Error(err)
					}
				}
				if asked := h.Asked("/robots.txt"); asked > 2 { // the connection that broke is tried again at once
					t.Errorf("robots.txt was asked for %d times", asked)
				}
			})
		})
	}
}
