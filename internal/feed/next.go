package feed

import (
	"slices"
	"time"
)

// Bounds on how often a feed is asked, whatever it or its rhythm says.
const (
	Shortest = 15 * time.Minute
	Longest  = 24 * time.Hour
)

// Visit is what the last visit to a feed told of when to come again.
type Visit struct {
	At       time.Time     // when it was
	Failures int           // visits in a row that failed, this one counted
	Wait     time.Duration // the longest wait that the feed (ttl) or the server (max-age) asked for; 0 for none
	// RetryAfter is what a refusing server asked for; 0 for none. It counts only
	// when the visit failed.
	RetryAfter time.Duration
}

// Next returns when to ask a feed again, between Shortest and Longest after the
// visit. A feed is asked about twice as often as it announces something, by the
// times of its last items; a quiet one less and less often; one that fails after
// 5, 10, 20 minutes and so on. What feed or server ask for only makes the wait
// longer. It is deterministic: no random part.
func Next(v Visit, items []Item) time.Time {
	var wait time.Duration
	if v.Failures > 0 {
		wait = 5 * time.Minute << min(v.Failures-1, 9)
		wait = max(wait, v.RetryAfter)
	} else {
		wait = max(rhythm(v.At, items)/2, v.Wait)
	}
	return v.At.Add(min(max(wait, Shortest), Longest))
}

// rhythm returns the usual time between two items: the median gap of the last
// 20, and at least a third of the time that the feed has been silent.
func rhythm(now time.Time, items []Item) time.Duration {
	var times []time.Time
	for _, i := range items {
		if !i.Published.IsZero() && !i.Published.After(now.Add(time.Hour)) {
			times = append(times, i.Published)
		}
	}
	if len(times) < 2 {
		return 2 * time.Hour
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	times = times[:min(len(times), 20)]
	gaps := make([]time.Duration, 0, len(times))
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, times[i-1].Sub(times[i]))
	}
	slices.Sort(gaps)
	return max(gaps[len(gaps)/2], now.Sub(times[0])/3)
}
