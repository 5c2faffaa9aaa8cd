package feed_test

import (
	"testing"

	"kiku/internal/feed"
)

// Two reports that differ in a number behind a tracker's name are two, even with
// titles that are nearly the same.
func TestMatchKeepsReportsApartThatAParameterNumbers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b string
		want int // different items
	}{
		"sid numbers":         {"https://shiomi.example/article.php?sid=101", "https://shiomi.example/article.php?sid=102", 2},
		"from a day":          {"https://shiomi.example/weather?from=20250521", "https://shiomi.example/weather?from=20250522", 2},
		"cid tells whence":    {"https://shiomi.example/news/20250521.html?cid=rss", "https://shiomi.example/news/20250521.html?cid=top", 1},
		"routes of a program": {"https://shiomi.example/#!/news/1", "https://shiomi.example/#!/news/2", 2},
		"parts of a page":     {"https://shiomi.example/live/20250521#1", "https://shiomi.example/live/20250521#2", 2},
		"the front page":      {"https://shiomi.example/", "https://shiomi.example/", 2},
		"one page":            {"https://shiomi.example/news/20250521.html", "https://shiomi.example/news/20250521.html", 1},
		"a session":           {"https://shiomi.example/news/20250521.html?sid=0123456789abcdef0123", "https://shiomi.example/news/20250521.html?sid=9f23456789abcdef0123", 1},
	} {
		items := []feed.Item{
			{GUID: c.a, URL: c.a, Title: "潮見町で高波、けが人3人", Published: noon},
			{GUID: c.b, URL: c.b, Title: "潮見町で高波、けが人5人", Published: noon},
		}
		fresh := 0
		for _, m := range (feed.Memory{}).Match(nil, items) {
			if m.New {
				fresh++
			}
		}
		if fresh != c.want {
			t.Errorf("%s: %d new items, want %d", name, fresh, c.want)
		}
	}
}
