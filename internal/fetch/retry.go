package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Bounds of what a server can ask to wait: less than a minute is no wait for a
// reader of news, more than a day would lose a feed to a slip of the keyboard.
const (
	shortestWait = time.Minute
	longestWait  = 24 * time.Hour
)

// WaitError says that a host is not asked now: it told everybody to wait, by
// Retry-After or by status 429. Nothing was sent.
type WaitError struct {
	Host  string
	Until time.Time
}

// Error says which host and until when, in UTC.
func (e *WaitError) Error() string {
	return fmt.Sprintf("%s asked to wait until %s", e.Host, e.Until.UTC().Format(time.RFC3339))
}

// Is reports ErrStatus: a wait is a refusal that was remembered.
func (e *WaitError) Is(target error) bool { return target == ErrStatus }

// retryAfter reads the header of that name: digits or a date (RFC 9110, section
// 10.2.3). It returns the wait between a minute and a day, and 0 when the
// header does not say.
func retryAfter(s string, now time.Time) time.Duration {
	wait, ok := parseRetryAfter(s, now)
	if !ok {
		return 0
	}
	return min(max(wait, shortestWait), longestWait)
}

// parseRetryAfter is retryAfter before the lower bound. Past dates mean at once.
func parseRetryAfter(s string, now time.Time) (wait time.Duration, ok bool) {
	s = strings.TrimSpace(s)
	if n, ok := digits(s); ok {
		return min(n, longestWait), true
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	// A date thousands of years ahead does not fit a Duration: Sub saturates.
	return min(max(at.Sub(now), 0), longestWait), true
}

// digits reads delta-seconds: ASCII digits only. More than fit are a year, which
// every caller bounds.
func digits(s string) (time.Duration, bool) {
	const year = 366 * 24 * time.Hour
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(year/time.Second) {
		return year, true
	}
	return time.Duration(n) * time.Second, true
}
