package fetch_test

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

func paper(t *testing.T, opts fetch.Options) (*fetchtest.Newspaper, *fetch.Fetcher) {
	t.Helper()
	n := fetchtest.Start()
	t.Cleanup(n.Close)
	opts.Allow = append(opts.Allow, n.Network())
	if opts.Delay == 0 {
		opts.Delay = time.Microsecond
	}
	f := fetch.New(opts)
	t.Cleanup(f.Close)
	return n, f
}

func TestGetAsksForChangesOnly(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{UserAgent: "Kiku (+https://owner.example)"})
	first, err := f.Get(t.Context(), n.URL+"/feed.xml", fetch.Validators{})
	if err != nil {
		t.Fatal(err)
	}
	if first.Validators.ETag == "" || first.MaxAge != 30*time.Minute || !strings.Contains(string(first.Body), "Harbour Post") {
		t.Errorf("first answer: %+v", first)
	}
	second, err := f.Get(t.Context(), n.URL+"/feed.xml", first.Validators)
	if err != nil {
		t.Fatal(err)
	}
	if !second.NotModified || len(second.Body) != 0 || second.Validators != first.Validators {
		t.Errorf("second answer: %+v", second)
	}
	n.SetFeed("The Harbour Post", "tide")
	third, err := f.Get(t.Context(), n.URL+"/feed.xml", second.Validators)
	if err != nil || third.NotModified {
		t.Errorf("changed feed: %+v, %v", third, err)
	}
	for _, r := range n.Requests("") {
		if r.Header.Get("User-Agent") != "Kiku (+https://owner.example)" || r.Header.Get("Cookie") != "" {
			t.Errorf("headers sent: %v", r.Header)
		}
	}
}

func TestErrorsAreNamed(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{Limits: fetch.Limits{Feed: fetch.Size{Unpacked: 1 << 20}}})
	hasty := fetch.New(fetch.Options{Allow: []netip.Prefix{n.Network()}, Delay: time.Microsecond, Limits: fetch.Limits{Exchange: 300 * time.Millisecond}})
	defer hasty.Close()
	slow := fetchtest.Start()
	defer slow.Close()
	dead := fetchtest.Start()
	dead.Close()
	busy := fetchtest.Start() // a host of its own: it asks everybody to wait
	defer busy.Close()
	for path, want := range map[string]error{
		n.URL + "/loop": fetch.ErrRedirects, n.URL + "/private": fetch.ErrPrivate, n.URL + "/file": fetch.ErrBadURL, slow.URL + "/slow": fetch.ErrTimeout,
		slow.URL + "/trickle": fetch.ErrTimeout, n.URL + "/endless": fetch.ErrTooBig, n.URL + "/bomb": fetch.ErrTooBig, n.URL + "/twice": fetch.ErrCoding,
		n.URL + "/gone": fetch.ErrGone, busy.URL + "/busy": fetch.ErrStatus, n.URL + "/nothing": fetch.ErrStatus, n.URL + "/cut": fetch.ErrConnect,
		dead.URL + "/": fetch.ErrConnect, "ftp://example.org/": fetch.ErrBadURL, "http://": fetch.ErrBadURL, "https://a.example/\r\nX: y": fetch.ErrBadURL,
		"http://nowhere.invalid/": fetch.ErrNoHost,
	} {
		asks := f
		if strings.HasPrefix(path, slow.URL) {
			asks = hasty
		}
		_, err := asks.Get(t.Context(), path, fetch.Validators{})
		if !errors.Is(err, want) {
			t.Errorf("Get(%q) = %v, want %v", path, err, want)
		}
	}
}

func TestABusyHostIsLeftAlone(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{})
	_, err := f.Get(t.Context(), n.URL+"/busy", fetch.Validators{})
	var refused *fetch.StatusError
	if !errors.As(err, &refused) || refused.Status != http.StatusTooManyRequests || refused.RetryAfter != 2*time.Minute {
		t.Errorf("busy: %v", err)
	}
	var waits *fetch.WaitError
	if _, err = f.Get(t.Context(), n.URL+"/feed.xml", fetch.Validators{}); !errors.As(err, &waits) || time.Until(waits.Until) < time.Minute {
		t.Errorf("another feed of the busy host: %v", err)
	}
	if got := len(n.Requests("")) - len(n.Requests("/robots.txt")); got != 1 {
		t.Errorf("%d requests reached the busy host", got)
	}
}

func TestPrivateNetworksAreOutOfReach(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	n := fetchtest.Start()
	defer n.Close()
	f := fetch.New(fetch.Options{Limits: fetch.Limits{Exchange: time.Second}, Delay: time.Microsecond})
	port := n.URL[strings.LastIndex(n.URL, ":"):]
	for _, address := range []string{
		n.URL + "/feed.xml", "http://localhost" + port + "/feed.xml", "http://[::1]" + port + "/", "http://[::ffff:127.0.0.1]" + port + "/",
		"http://169.254.169.254/latest/", "http://10.1.2.3/", "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://240.0.0.1/",
		"http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://198.18.0.1/", "http://192.0.0.192/",
	} {
		_, err := f.Get(t.Context(), address, fetch.Validators{})
		if !errors.Is(err, fetch.ErrPrivate) {
			t.Errorf("Get(%q) = %v, want ErrPrivate", address, err)
		}
	}
	if got := n.Requests(""); len(got) != 0 {
		t.Errorf("%d requests reached the private server", len(got))
	}
}

func TestRedirectsTellWhetherTheyArePermanent(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{})
	for path, moved := range map[string]string{"/moved": n.URL + "/feed.xml", "/found": ""} {
		r, err := f.Get(t.Context(), n.URL+path, fetch.Validators{})
		if err != nil || r.URL != n.URL+"/feed.xml" || r.Moved != moved {
			t.Errorf("%s: URL %q, Moved %q, %v", path, r.URL, r.Moved, err)
		}
	}
}

func TestPageObeysRobots(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{})
	n.SetRobots("User-agent: *\nDisallow: /articles/closed\n")
	n.AddPage("open", "<p>open</p>")
	n.AddPage("closed", "<p>closed</p>")
	if _, err := f.Page(t.Context(), n.URL+"/articles/open", fetch.Validators{}); err != nil {
		t.Error(err)
	}
	if _, err := f.Page(t.Context(), n.URL+"/articles/closed", fetch.Validators{}); !errors.Is(err, fetch.ErrRobots) {
		t.Errorf("closed page: %v, want ErrRobots", err)
	}
	if got := len(n.Requests("/articles/closed")); got != 0 {
		t.Errorf("the closed page was asked for %d times", got)
	}
	if got := len(n.Requests("/robots.txt")); got != 1 {
		t.Errorf("robots.txt was asked for %d times, want 1", got)
	}
}

func TestOneHostIsAskedOneThingAtATime(t *testing.T) {
	t.Parallel()
	const delay = 40 * time.Millisecond
	n, f := paper(t, fetch.Options{Delay: delay})
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if _, err := f.Get(t.Context(), n.URL+"/feed.xml", fetch.Validators{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	seen := n.Requests("/feed.xml")
	for i := 1; i < len(seen); i++ {
		if gap := seen[i].At.Sub(seen[i-1].At); gap < delay-5*time.Millisecond {
			t.Errorf("requests %d and %d are %v apart, want %v", i-1, i, gap, delay)
		}
	}
}

func TestCancelledWaitIsNotAFailureOfTheHost(t *testing.T) {
	t.Parallel()
	n, f := paper(t, fetch.Options{Delay: time.Hour})
	if _, err := f.Get(t.Context(), n.URL+"/feed.xml", fetch.Validators{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Get(ctx, n.URL+"/feed.xml", fetch.Validators{}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want context.Canceled", err)
	}
}

func TestAllowListOpensOneNetworkOnly(t *testing.T) {
	t.Parallel()
	f := fetch.New(fetch.Options{Limits: fetch.Limits{Exchange: time.Second}, Delay: time.Microsecond, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if _, err := f.Get(t.Context(), "http://10.0.0.1/", fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
		t.Errorf("err = %v, want ErrPrivate", err)
	}
}
