package pipeline_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
	"kiku/internal/web"
)

const callback = "https://kiku.example/websub/"

// hubbed is a newspaper whose feed names a hub, and a pipeline that follows it.
type hubbed struct {
	*pipeline.Pipeline
	net   *fetchtest.Internet
	store *store.Store
	now   time.Time
	asked []url.Values // what the hub was asked
	// during is what the hub does while it is asked, as hubs that verify at once do.
	during func(form url.Values)
}

func newHubbed(t *testing.T) *hubbed {
	t.Helper()
	h := &hubbed{net: fetchtest.New(), now: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}
	t.Cleanup(h.net.Close)
	clock := func() time.Time { return h.now }
	var err error
	h.store, err = store.Open(t.Context(), store.Options{DataDir: t.TempDir(), Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, h.store.Close()) })
	post := h.net.Host("post.example")
	feedText := `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title>
		<atom:link rel="hub" href="http://hub.example/"/><atom:link rel="self" href="http://post.example/feed"/>
		<item><title>Ferry runs again</title><link>http://post.example/ferry</link><guid>1</guid></item></channel></rss>`
	post.Answers("/feed", fetchtest.Text("application/rss+xml", feedText))
	post.Answers("/ferry", fetchtest.Text("text/html", fmt.Sprintf(page, "Ferry runs again")))
	h.net.Host("hub.example").Answers("/", func(w http.ResponseWriter, r *http.Request) {
		must(t, r.ParseForm())
		h.asked = append(h.asked, r.PostForm)
		if h.during != nil {
			h.during(r.PostForm)
		}
		w.WriteHeader(http.StatusAccepted)
	})
	f := fetch.New(fetch.Options{Resolve: h.net.Resolve, Connect: h.net.Connect, Delay: time.Millisecond})
	t.Cleanup(f.Close)
	h.Pipeline, err = pipeline.New(pipeline.Config{Store: h.store, Network: f, Now: clock, Callback: callback})
	must(t, err)
	_, err = h.AddSources(t.Context(), []feed.Source{{ID: "post", Name: "Harbour Post", Feeds: []string{"http://post.example/feed"}}})
	must(t, err)
	_, err = h.Fetch(t.Context())
	must(t, err)
	return h
}

// subscribe makes the subscription and returns its secret path.
func (h *hubbed) subscribe(t *testing.T) (path, secret string) {
	t.Helper()
	h.during = func(form url.Values) {
		path, secret = strings.TrimPrefix(form.Get("hub.callback"), callback), form.Get("hub.secret")
		got, err := h.VerifyHub(t.Context(), path, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {form.Get("hub.topic")}, "hub.challenge": {"c-1"}, "hub.lease_seconds": {"864000"}})
		if err != nil || got != "c-1" {
			t.Errorf("verified: %q, %v", got, err)
		}
	}
	n, err := h.Subscribe(t.Context())
	if err != nil || n != 1 {
		t.Fatalf("%d hubs asked, %v", n, err)
	}
	h.during = nil
	return path, secret
}

func sign(made func() hash.Hash, secret, body string) string {
	mac := hmac.New(made, []byte(secret))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}

// asks counts what the newspaper's feed was asked.
func (h *hubbed) asks() int { return h.net.Host("post.example").Asked("/feed") }

func TestHubIsAskedOnceAndAgainBeforeTheLeaseEnds(t *testing.T) {
	t.Parallel()
	h := newHubbed(t)
	path, secret := h.subscribe(t)
	form := h.asked[0]
	if form.Get("hub.mode") != "subscribe" || form.Get("hub.topic") != "http://post.example/feed" || form.Get("hub.lease_seconds") != "864000" || len(path) != 43 || len(secret) != 43 {
		t.Errorf("asked %v", form)
	}
	for range 3 {
		if n, err := h.Subscribe(t.Context()); err != nil || n != 0 {
			t.Errorf("asked again at once: %d, %v", n, err)
		}
	}
	h.now = h.now.Add(8*24*time.Hour + time.Hour) // four fifths of ten days
	if again, _ := h.subscribe(t); again != path {
		t.Errorf("renewed with another path")
	}
}

func TestVerificationMustMatchWhatWeAsked(t *testing.T) {
	t.Parallel()
	h := newHubbed(t)
	if _, err := h.VerifyHub(t.Context(), strings.Repeat("A", 43), url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://post.example/feed"}, "hub.challenge": {"c"}}); !errors.Is(err, pipeline.ErrNoSubscription) {
		t.Errorf("before anything was asked: %v", err)
	}
	path, _ := h.subscribe(t)
	for name, c := range map[string]struct {
		path string
		q    url.Values
	}{
		"no longer waited for": {path, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://post.example/feed"}, "hub.challenge": {"c"}}},
		"another topic":        {path, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://evil.example/feed"}, "hub.challenge": {"c"}}},
		"unsubscribe":          {path, url.Values{"hub.mode": {"unsubscribe"}, "hub.topic": {"http://post.example/feed"}, "hub.challenge": {"c"}}},
		"no challenge":         {path, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://post.example/feed"}}},
		"no path":              {"", url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://post.example/feed"}, "hub.challenge": {"c"}}},
		"a strange path":       {"../../desk", url.Values{"hub.mode": {"subscribe"}, "hub.topic": {"http://post.example/feed"}, "hub.challenge": {"c"}}},
		"nothing":              {path, nil},
	} {
		if got, err := h.VerifyHub(t.Context(), c.path, c.q); !errors.Is(err, pipeline.ErrNoSubscription) || got != "" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := h.VerifyHub(t.Context(), path, url.Values{"hub.mode": {"denied"}, "hub.topic": {"http://post.example/feed"}, "hub.reason": {"full"}}); err != nil || got != "" {
		t.Errorf("denied: %q, %v", got, err)
	}
	if right, err := h.Pushed(t.Context(), path, "", strings.NewReader("x")); right || !errors.Is(err, pipeline.ErrNoSubscription) {
		t.Errorf("push after a denial: %v, %v", right, err)
	}
}

// TestThousandForgedPushesFetchNothing pushes through the web server, as an
// attacker would who even knows the address, then as the hub does.
func TestThousandForgedPushesFetchNothing(t *testing.T) {
	t.Parallel()
	h := newHubbed(t)
	path, secret := h.subscribe(t)
	server, err := web.New(web.Config{Dir: t.TempDir(), Hubs: h.Pipeline, Now: func() time.Time { return h.now }})
	must(t, err)
	push := func(to, signature, body string) int {
		r := httptest.NewRequest(http.MethodPost, web.HubPath+to, strings.NewReader(body))
		r.Header.Set("X-Hub-Signature", signature)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		return w.Code
	}
	const lie = `<rss version="2.0"><channel><item><title>The bank is closed</title><link>http://evil.example/a</link></item></channel></rss>`
	before, first := h.items(t), h.asks()
	for i := range 1000 {
		h.now = h.now.Add(time.Second)
		forged := []string{"", "sha256=", "sha256=zz", "sha256=" + sign(sha256.New, "guess", lie), "md5=" + strings.Repeat("0", 32), "sha256=" + sign(sha256.New, secret, lie)[:62]}[i%6]
		if code := push(path, forged, lie); code != http.StatusAccepted {
			t.Fatalf("push %d: status %d", i, code)
		}
	}
	h.now = h.now.Add(time.Minute)
	if _, err := h.Fetch(t.Context()); err != nil || h.asks() != first {
		t.Errorf("forged pushes: %d visits, %v", h.asks()-first, err)
	}
	// The true hub, a thousand times in an hour and a half: one visit each 15 minutes.
	for i := range 1000 {
		h.now = h.now.Add(5 * time.Second)
		made, method := sha256.New, "sha256="
		if i%2 == 1 {
			made, method = sha1.New, "sha1="
		}
		if code := push(path, method+sign(made, secret, lie), lie); code != http.StatusAccepted {
			t.Fatalf("push %d: status %d", i, code)
		}
		if i%10 == 9 {
			_, err := h.Fetch(t.Context())
			must(t, err)
		}
	}
	if n := h.asks() - first; n < 5 || n > 7 {
		t.Errorf("%d visits in 83 minutes of pushes", n)
	}
	if after := h.items(t); after != before {
		t.Errorf("%d items, %d before the pushes", after, before)
	}
	if code := push(strings.Repeat("B", 43), "sha256="+sign(sha256.New, secret, lie), lie); code != http.StatusGone {
		t.Errorf("to nobody: status %d", code)
	}
	if code := push(path, "sha256="+sign(sha256.New, secret, lie), strings.Repeat("x", 6<<20)); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a huge push: status %d", code)
	}
}

// items counts what feeds announced.
func (h *hubbed) items(t *testing.T) int {
	t.Helper()
	seen, err := h.store.SeenItems(t.Context(), "http://post.example/feed")
	must(t, err)
	return len(seen)
}

func TestHubAtAPrivateAddressIsNeverReached(t *testing.T) {
	t.Parallel()
	h := newHubbed(t)
	h.net.Host("post.example").Answers("/feed", fetchtest.Text("application/rss+xml", `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title>
		<atom:link rel="hub" href="http://169.254.169.254/latest/"/><item><title>Ferry runs again</title><link>http://post.example/ferry</link><guid>1</guid></item></channel></rss>`))
	h.now = h.now.Add(25 * time.Hour)
	_, err := h.Fetch(t.Context())
	must(t, err)
	if n, err := h.Subscribe(t.Context()); err != nil || n != 0 {
		t.Errorf("%d asked, %v", n, err)
	}
	subs, err := h.store.Subscriptions(t.Context())
	must(t, err)
	if len(subs) != 1 || subs[0].State != store.SubscriptionRefused || len(h.net.Canary()) != 0 || len(h.asked) != 0 {
		t.Errorf("%+v; canary %v", subs, h.net.Canary())
	}
}

func TestWithoutACallbackNoHubIsAsked(t *testing.T) {
	t.Parallel()
	h := newHubbed(t)
	h.Callback = ""
	if n, err := h.Subscribe(t.Context()); err != nil || n != 0 || len(h.asked) != 0 {
		t.Errorf("%d asked, %v", n, err)
	}
}
