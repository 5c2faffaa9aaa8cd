package article

import "time"

// Settle returns the publication time that is kept for a report that was first
// seen at firstSeen: the printed one, or firstSeen when the report prints none,
// when the printed one is the zero of some program (1971 or before), or when it
// lies in the future of firstSeen. So no report is ever newer than the moment
// when it was first seen, and none pins itself to the top of a page. The result
// depends on nothing else; a later visit gives the same as long as the first one
// is remembered.
func Settle(published, firstSeen time.Time) time.Time {
	if published.IsZero() || published.Year() <= 1971 || published.After(firstSeen) {
		return firstSeen
	}
	return published
}
