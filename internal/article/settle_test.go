package article_test

import (
	"testing"
	"time"

	"kiku/internal/article"
)

func TestSettleNeverLooksAhead(t *testing.T) {
	t.Parallel()
	seen := time.Date(2025, 5, 21, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct{ published, want time.Time }{
		"none":           {time.Time{}, seen},
		"before":         {seen.Add(-time.Hour), seen.Add(-time.Hour)},
		"a minute ahead": {seen.Add(time.Minute), seen},
		"a year ahead":   {seen.AddDate(1, 0, 0), seen},
		"epoch":          {time.Unix(0, 0), seen},
		"long ago":       {time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		if got := article.Settle(c.published, seen); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if again := article.Settle(article.Settle(c.published, seen), seen.Add(48*time.Hour)); !again.Equal(c.want) {
			t.Errorf("%s: a later visit moved it to %v", name, again)
		}
	}
}
