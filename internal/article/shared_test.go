package article_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/article"
)

// shared returns a file of the shared data. Where it is missing the test ends:
// as a failure in CI, which has it, and quietly elsewhere.
func shared(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("KIKU_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("shared data: %v", err)
		}
		t.Skipf("shared data: %v; set KIKU_SHARED to its folder", err)
	}
	return path
}

// TestFromFieldsTakesARealDay reads a day of reports as feeds and pages gave
// them. Each becomes an article or is refused for a named reason, and what sites
// print around reports is gone.
func TestFromFieldsTakesARealDay(t *testing.T) {
	t.Parallel()
	file, err := os.Open(shared(t, "data/dumpster/2025-05-21.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	taken, undated, refused, framed := 0, 0, make(map[error]int), 0
	for lines.Scan() {
		var r struct{ Title, Link, Text, Published, Source, Lang, Summary string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		a, err := article.FromFields(article.Fields{URL: r.Link, Title: r.Title, Text: r.Text, Published: r.Published, Publisher: r.Source, Feed: r.Source, Lang: r.Lang, Summary: r.Summary})
		switch {
		case errors.Is(err, article.ErrNoText):
			refused[article.ErrNoText]++
		case errors.Is(err, article.ErrNoTitle):
			refused[article.ErrNoTitle]++
		case errors.Is(err, article.ErrNoLink):
			refused[article.ErrNoLink]++
		case err != nil:
			t.Errorf("unnamed refusal: %v", err)
		default:
			taken++
			if a.Published.IsZero() {
				undated++
			}
			if low := strings.ToLower(a.Text()); strings.Contains(low, "all rights reserved") || strings.Contains(low, "enable javascript") || strings.Contains(low, "to your inbox") {
				framed++
				t.Logf("furniture left in %s", a.URL)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("articles %d, undated %d, refused %v, with furniture %d", taken, undated, refused, framed)
	if taken+refused[article.ErrNoText]+refused[article.ErrNoTitle]+refused[article.ErrNoLink] != 759 || taken < 750 || undated > 0 || framed > 8 {
		t.Errorf("want 759 records, at least 750 articles, none undated, at most 8 with furniture")
	}
}
