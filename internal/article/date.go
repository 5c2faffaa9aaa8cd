package article

import (
	"errors"
	"fmt"
	"time"
)

var (
	// ErrNoDate says that a report carries no publication time. The report is
	// still an article; its time is zero.
	ErrNoDate = errors.New("no publication time")
	// ErrBadDate says that a report's publication time could not be read. The
	// report is still an article; its time is zero.
	ErrBadDate = errors.New("unreadable publication time")
)

// Japan is the zone of Japanese dates that name none.
var Japan = time.FixedZone("JST", 9*3600)

// ParseTime reads a publication time in the forms that feeds and pages use: RFC
// 822 and its many variants, ISO 8601, Unix seconds or milliseconds, dates in
// words of a dozen languages, and Japanese ones (2025年5月21日 17時05分,
// 令和7年5月21日). The zone is the printed one; a Japanese date without a zone is
// Japan's, any other one is UTC. Hour 24 and the leap second count as the moment
// that follows. Dates such as 4/5/2025, whose day and month cannot be told apart,
// and moments before 1972, which are the zero of some program, are not read. The
// error wraps ErrNoDate or ErrBadDate; the time is zero then.
func ParseTime(s string) (time.Time, error) {
	w, err := readStated(s, unclear)
	if err != nil {
		return time.Time{}, err
	}
	if !w.zoned && w.cjk {
		return w.in(Japan), nil
	}
	return w.at, nil
}

// stated is a printed time. Where no zone is printed, at has the printed clock
// in UTC.
type stated struct {
	at    time.Time
	clock bool // a time of day is printed
	zoned bool // a zone is printed
	cjk   bool // the form is the Japanese, Chinese or Korean one
	past  int  // bytes of the text that belong to it, for finding times in prose
}

// in is the moment when the zone is the given one, unless one is printed.
func (w stated) in(zone *time.Location) time.Time {
	if w.zoned {
		return w.at
	}
	t := w.at
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// order is how dates in figures with slashes are read.
type order int

const (
	unclear    order = iota // not at all
	dayFirst                // 4/5/2025 is in May
	monthFirst              // 4/5/2025 is in April
)

// readStated reads a string that is a time and nothing else.
func readStated(raw string, slashes order) (stated, error) {
	s, japanese := plainDate(raw)
	if s == "" {
		return stated{}, ErrNoDate
	}
	bad := fmt.Errorf("%w: %q", ErrBadDate, clip(raw))
	if len(s) > 100 {
		return stated{}, bad
	}
	for _, read := range []func(string) (stated, bool){unixTime, cjkTime, func(s string) (stated, bool) { return wordTime(s, slashes) }} {
		if w, ok := read(s); ok {
			if w.at.Year() < 1972 || w.at.Year() > 2200 {
				return stated{}, bad
			}
			w.cjk = w.cjk || japanese
			return w, nil
		}
	}
	return stated{}, bad
}

// makeTime refuses what time.Date would roll over. Japanese papers do print
// 24時 and later hours of the same night.
func makeTime(year, month, day, hour, minute, second int, zone *time.Location) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 29 || minute > 59 || second > 60 {
		return time.Time{}, false
	}
	if d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone); d.Day() != day {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, 0, zone), true
}
