package article_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// TestBadDatesAreSettled runs the table of date strings and what must become of
// them: an instant, or the moment when the report was first seen.
func TestBadDatesAreSettled(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(shared(t, "data/hostile/dates-bad/cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		V    string
		Want *string
		Why  string
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 34 {
		t.Fatalf("%d cases", len(cases))
	}
	seen := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range cases {
		at, err := article.ParseTime(c.V)
		got := article.Settle(at, seen)
		switch {
		case c.Want == nil:
			if !got.Equal(seen) {
				t.Errorf("%q (%s): %v, want first seen", c.V, c.Why, got)
			}
		case strings.Contains(*c.Want, "Z"):
			want, bad := time.Parse(time.RFC3339Nano, *c.Want)
			if bad != nil || err != nil || !got.Equal(want) {
				t.Errorf("%q (%s): %v, %v, want %s", c.V, c.Why, got, err, *c.Want)
			}
		default: // the table leaves the zone open
			if !strings.HasPrefix(got.Format("2006-01-02T15:04"), *c.Want) {
				t.Errorf("%q (%s): %v, %v, want %s", c.V, c.Why, got, err, *c.Want)
			}
		}
	}
}
