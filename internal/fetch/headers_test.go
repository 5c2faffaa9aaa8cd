package fetch

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"
)

// when is a moment that is not special.
var when = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func TestRetryAfterForms(t *testing.T) {
	t.Parallel()
	var cases []struct {
		V string
		S any
	}
	readJSON(t, "data/hostile/http-headers/retry-after.json", &cases)
	if len(cases) != 18 {
		t.Errorf("%d cases, want 18", len(cases))
	}
	for _, c := range cases {
		got, ok := parseRetryAfter(c.V, when)
		clamped := retryAfter(c.V, when)
		switch want := c.S.(type) {
		case nil:
			if ok || clamped != 0 {
				t.Errorf("%q: %v, want nothing", c.V, got)
			}
		case string:
			if got != longestWait || clamped != longestWait {
				t.Errorf("%q: %v, want the longest", c.V, got)
			}
		case float64:
			if d := time.Duration(want) * time.Second; !ok || got != d || clamped != max(d, shortestWait) {
				t.Errorf("%q: %v (%v), want %v", c.V, got, clamped, d)
			}
		}
	}
}

func TestCacheControlForms(t *testing.T) {
	t.Parallel()
	var cases []struct {
		CC string
		S  any
	}
	readJSON(t, "data/hostile/http-headers/cache-control.json", &cases)
	for _, c := range cases {
		got, said := maxAge(http.Header{"Cache-Control": {c.CC}}, when)
		switch want := c.S.(type) {
		case nil:
			if said || got != 0 {
				t.Errorf("%q: %v, want nothing", c.CC, got)
			}
		case string:
			if got < 0 || got > longestWait || want == "cap" && got != longestWait {
				t.Errorf("%q: %v, want %s", c.CC, got, want)
			}
		case float64:
			if !said || got != time.Duration(want)*time.Second {
				t.Errorf("%q: %v, want %v s", c.CC, got, want)
			}
		}
	}
}

func TestExpiresAndAge(t *testing.T) {
	t.Parallel()
	date := func(d time.Duration) string { return when.Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		name string
		h    http.Header
		want time.Duration
		said bool
	}{
		{"nothing", http.Header{}, 0, false},
		{"expires", http.Header{"Expires": {date(time.Hour)}}, time.Hour, true},
		{"by the server's clock", http.Header{"Expires": {date(9 * time.Hour)}, "Date": {date(8 * time.Hour)}}, time.Hour, true},
		{"junk", http.Header{"Expires": {"0"}}, 0, true},
		{"past", http.Header{"Expires": {date(-time.Hour)}}, 0, true},
		{"far", http.Header{"Expires": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, longestWait, true},
		{"age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"200"}}, 400 * time.Second, true},
		{"older than that", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"99999999999999999999"}}, 0, true},
		{"max-age wins", http.Header{"Cache-Control": {"max-age=60"}, "Expires": {date(time.Hour)}}, time.Minute, true},
		{"two lines", http.Header{"Cache-Control": {"public", "max-age=60"}}, time.Minute, true},
		{"no-cache wins", http.Header{"Cache-Control": {"max-age=60, no-cache"}}, 0, true},
	} {
		if got, said := maxAge(c.h, when); got != c.want || said != c.said {
			t.Errorf("%s: %v, %v, want %v, %v", c.name, got, said, c.want, c.said)
		}
	}
}

func TestValidatorsAreKeptAsReceived(t *testing.T) {
	t.Parallel()
	var cases []struct {
		ETag string
		Send any
	}
	readJSON(t, "data/hostile/http-headers/etag.json", &cases)
	if len(cases) != 8 {
		t.Errorf("%d cases, want 8", len(cases))
	}
	for _, c := range cases {
		want, _ := c.Send.(string)
		if want == "same" {
			want = c.ETag
		}
		if got := validators(http.Header{"Etag": {c.ETag}}).ETag; got != want {
			t.Errorf("%.40q: %.40q, want %.40q", c.ETag, got, want)
		}
	}
}

func TestWhatServersSayOfReuse(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://post.example/a/feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	h := http.Header{}
	h.Add("X-Robots-Tag", " noindex, nosnippet ")
	h.Add("X-Robots-Tag", "kiku: max-snippet: 50")
	h.Add("X-Robots-Tag", "")
	h.Set("TDM-Reservation", "1")
	h.Set("TDM-Policy", "/policy.json")
	h.Add("Link", `<https://hub.example/>; rel=hub, </style.css>; rel="preload stylesheet"; title="a, b; rel=self"`)
	h.Add("Link", `<feed.xml>; REL="alternate Self"; rel=hub, <https://second.example/>; rel="hub"`)
	if got := robotsTags(h); !slices.Equal(got, []string{"noindex, nosnippet", "kiku: max-snippet: 50"}) {
		t.Errorf("robots: %q", got)
	}
	if tdm, policy := reservation(h, base); tdm != "1" || policy != "https://post.example/policy.json" {
		t.Errorf("reservation: %q, %q", tdm, policy)
	}
	if hub, self := links(h, base); hub != "https://hub.example/" || self != "https://post.example/a/feed.xml" {
		t.Errorf("links: %q, %q", hub, self)
	}
	for _, bad := range []string{"", "<", "<>", "<x", `<x>; rel="hub`, "javascript:alert(1)", "<javascript:alert(1)>; rel=hub", "<file:///etc>; rel=self", "<?\xe9>; rel=self"} {
		hub, self := links(http.Header{"Link": {bad}}, base)
		if self != "" || hub != "" && bad != `<x>; rel="hub` {
			t.Errorf("Link %q: hub %q, self %q", bad, hub, self)
		}
	}
}

func FuzzHeaders(f *testing.F) {
	f.Add("120", "max-age=60, no-cache", "<a>; rel=hub, <b>; rel=\"self\"", "\"abc\"")
	f.Add("Wed, 21 Oct 2015 07:28:00 GMT", "max-age=\"9", "<a,b>;;rel", "W/\"\x00\"")
	base := &url.URL{Scheme: "https", Host: "a.example", Path: "/"}
	f.Fuzz(func(t *testing.T, retry, cache, link, etag string) {
		if d := retryAfter(retry, when); d != 0 && (d < shortestWait || d > longestWait) {
			t.Errorf("retry after %v", d)
		}
		if d, said := maxAge(http.Header{"Cache-Control": {cache}}, when); d < 0 || d > longestWait || d > 0 && !said {
			t.Errorf("max-age %v, %v", d, said)
		}
		hub, self := links(http.Header{"Link": {link}}, base)
		for _, s := range []string{hub, self} {
			if u, err := url.Parse(s); err != nil || s != "" && u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("link %q", s)
			}
		}
		if v := validators(http.Header{"Etag": {etag}}).ETag; v != "" && v != etag {
			t.Errorf("validator %q became %q", etag, v)
		}
	})
}
