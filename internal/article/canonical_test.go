package article_test

import (
	"errors"
	"testing"

	"kiku/internal/article"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"HTTPS://News.Example.ORG:443/a/b#top":                               "https://news.example.org/a/b",
		"http://example.org:80":                                              "http://example.org/",
		"http://example.org:8080/a":                                          "http://example.org:8080/a",
		" https://user:secret@example.org./a ":                               "https://example.org/a",
		"https://example.org/a?utm_source=x&utm_medium=y":                    "https://example.org/a",
		"https://example.org/a?id=7&fbclid=abc&gclid=d&page=2":               "https://example.org/a?id=7&page=2",
		"https://example.org/a?maca=en-rss-en-all-1573-xml":                  "https://example.org/a",
		"https://example.org/a?at_medium=RSS&at_campaign=K":                  "https://example.org/a",
		"https://example.org/a?ref=rss":                                      "https://example.org/a",
		"https://example.org/a?ref=harbour":                                  "https://example.org/a?ref=harbour",
		"https://example.org/a?from=2025-05-21":                              "https://example.org/a?from=2025-05-21",
		"https://example.org/a?":                                             "https://example.org/a",
		"https://example.org/news/index.html":                                "https://example.org/news/",
		"https://example.org/news/index.php?id=3":                            "https://example.org/news/?id=3",
		"https://example.org/a/../b/./c":                                     "https://example.org/b/c",
		"https://example.org/%7euser/%e6%b8%af":                              "https://example.org/~user/%E6%B8%AF",
		"https://example.org/港":                                              "https://example.org/%E6%B8%AF",
		"https://みなと.example/a":                                              "https://xn--o9jd6d.example/a",
		"https://www.example.org/story-12/amp":                               "https://www.example.org/story-12",
		"https://www.example.org/story-12/amp/":                              "https://www.example.org/story-12/",
		"https://www.example.org/news/amp/world-123":                         "https://www.example.org/news/world-123",
		"https://www.example.org/topics/amp/":                                "https://www.example.org/topics/amp/",
		"https://amp.example.org/story-12":                                   "https://www.example.org/story-12",
		"https://www.example.org/story-12.amp.html":                          "https://www.example.org/story-12.html",
		"https://www.example.org/story-12?amp=1":                             "https://www.example.org/story-12",
		"https://www.example.org/story-12?outputType=amp":                    "https://www.example.org/story-12",
		"https://www.google.com/amp/s/www.example.org/story-12":              "https://www.example.org/story-12",
		"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/s-1": "https://www.example.org/s-1",
		"https://example.org/#!/story/12":                                    "https://example.org/#!/story/12",
		"https://[2001:DB8::1]:443/a":                                        "https://[2001:db8::1]/a",
	} {
		got, err := article.Canonical(in)
		if err != nil || got != want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", in, got, err, want)
			continue
		}
		if again, err := article.Canonical(got); err != nil || again != got {
			t.Errorf("Canonical(%q) = %q, %v: not stable", got, again, err)
		}
	}
}

func TestCanonicalKeepsReportsApart(t *testing.T) {
	t.Parallel()
	seen := make(map[string]string)
	for _, in := range []string{
		"https://example.org/a?id=1", "https://example.org/a?id=2", "https://example.org/a?type=line&id=1", "https://example.org/A", "https://example.org/a/",
		"https://example.org/a?type=x", "https://example.org/a?p=1&q=2", "https://example.org/a?p=2&q=1", "http://example.org/a", "https://www.example.org/a",
		"https://example.org/a%2Fb", "https://example.org/a/b", "https://example.org/a?source=12", "https://example.org/a;x=1", "https://example.org/#/12", "https://example.org/#/13",
	} {
		got, err := article.Canonical(in)
		if err != nil {
			t.Errorf("Canonical(%q): %v", in, err)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%q and %q both became %q", in, other, got)
		}
		seen[got] = in
	}
}

func TestCanonicalRefusesWhatIsNoWebAddress(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "  ", "story-12", "/a/b", "//example.org/a", "mailto:a@example.org", "javascript:alert(1)", "http://", "https:///a", "http:example.org", "https://exa mple.org/", "ftp://example.org/", "http://%zz/"} {
		if got, err := article.Canonical(in); !errors.Is(err, article.ErrNoLink) {
			t.Errorf("Canonical(%q) = %q, %v; want ErrNoLink", in, got, err)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://www.example.org/a/amp?utm_source=x#y")
	f.Add("http://[::1]:80/%7e/../index.html")
	f.Add("https://www.google.com/amp/s/x.example/1")
	f.Fuzz(func(t *testing.T, in string) {
		once, err := article.Canonical(in)
		if err != nil {
			if !errors.Is(err, article.ErrNoLink) {
				t.Errorf("unnamed error: %v", err)
			}
			return
		}
		// An AMP address may wrap another one, so it takes a few steps at most.
		for range 5 {
			next, err := article.Canonical(once)
			if err != nil {
				t.Fatalf("Canonical(%q), from %q: %v", once, in, err)
			}
			if next == once {
				return
			}
			once = next
		}
		t.Errorf("%q does not settle", in)
	})
}
