package pipeline

import (
	"time"

	"kiku/internal/feed"
)

// settlePublished is article.Settle until it lands.
func settlePublished(t, seen time.Time) time.Time {
	if t.Year() < 1972 || t.After(seen.Add(feed.Shortest)) {
		return seen
	}
	return t
}
