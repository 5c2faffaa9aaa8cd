package article

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

var (
	// ErrNoDate says that a report carries no publication time. The report is
	// still an article; its time is zero.
	ErrNoDate = errors.New("no publication time")
	// ErrBadDate says that a report's publication time could not be read. The
	// report is still an article; its time is zero.
	ErrBadDate = errors.New("unreadable publication time")
)

// ParseTime reads a publication time in the forms that feeds and pages use: RFC
// 822 and its many variants, ISO 8601, Unix seconds or milliseconds, English
// dates in words, and Japanese ones (2025年5月21日 17時05分, 令和7年5月21日). The
// zone is the printed one; a Japanese date without a zone is Japan's, any other
// one is UTC. The error wraps ErrNoDate or ErrBadDate.
func ParseTime(s string) (time.Time, error) {
	raw := s
	s = strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
	if s == "" {
		return time.Time{}, ErrNoDate
	}
	if len(s) > 100 {
		return time.Time{}, fmt.Errorf("%w: %q", ErrBadDate, clip(raw))
	}
	for _, read := range []func(string) (time.Time, bool){unixTime, japaneseTime, layoutTime} {
		if t, ok := read(s); ok && t.Year() >= 1900 && t.Year() <= 2200 {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: %q", ErrBadDate, clip(raw))
}

var digitsOnly = regexp.MustCompile(`^\d{10}(\d{3})?$`)

func unixTime(s string) (time.Time, bool) {
	if !digitsOnly.MatchString(s) {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	if len(s) == 13 {
		return time.UnixMilli(n).UTC(), true
	}
	return time.Unix(n, 0).UTC(), true
}

// Japan is the zone of Japanese dates that name none.
var Japan = time.FixedZone("JST", 9*3600)

var (
	japaneseDay = regexp.MustCompile(`(?:(令和|平成|昭和) ?(\d{1,2}|元)|(\d{4})) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日`)
	japaneseHMS = regexp.MustCompile(`(午前|午後|AM|PM)? ?(\d{1,2}) ?(?:時 ?(?:(\d{1,2}) ?分)?(?: ?(\d{1,2}) ?秒)?|:(\d{2})(?::(\d{2}))?)`)
)

var eras = map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925}

func japaneseTime(s string) (time.Time, bool) {
	m := japaneseDay.FindStringSubmatchIndex(s)
	if m == nil {
		return time.Time{}, false
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	year, _ := strconv.Atoi(part(3))
	if era := part(1); era != "" {
		n, _ := strconv.Atoi(part(2))
		if part(2) == "元" {
			n = 1
		}
		year = eras[era] + n
	}
	month, _ := strconv.Atoi(part(4))
	day, _ := strconv.Atoi(part(5))
	hour, minute, second := clock(s[m[1]:])
	return makeTime(year, month, day, hour, minute, second, Japan)
}

func clock(s string) (hour, minute, second int) {
	m := japaneseHMS.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, 0
	}
	hour, _ = strconv.Atoi(m[2])
	minute, _ = strconv.Atoi(m[3] + m[5])
	second, _ = strconv.Atoi(m[4] + m[6])
	switch {
	case (m[1] == "午後" || m[1] == "PM") && hour < 12:
		hour += 12
	case (m[1] == "午前" || m[1] == "AM") && hour == 12:
		hour = 0
	}
	return hour, minute, second
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

// zones are the names of zones that feeds print. Go knows only those of the
// machine it runs on, so each has its offset in minutes here. Names that mean
// several zones have the one that news sources mean.
var zones = map[string]int{
	"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "IST": 330, "CET": 60, "WEST": 60, "CEST": 120,
	"MET": 60, "MEZ": 60, "MESZ": 120, "EET": 120, "SAST": 120, "IDT": 180, "EEST": 180, "MSK": 180, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240,
	"ET": -300, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "PT": -480,
	"AKST": -540, "AKDT": -480, "HST": -600, "NST": -210, "NDT": -150, "GST": 240, "PKT": 300, "WIB": 420, "SGT": 480, "HKT": 480, "PHT": 480,
	"AWST": 480, "KST": 540, "JST": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}

var zoneTail = regexp.MustCompile(`^(.*\d(?: ?[AaPp]\.?[Mm]\.?)?)[ (]+\(?([A-Z]{1,4})\)?$`)

// layouts are tried in order on a date from which weekday and zone name were
// taken. Times of day follow the dates.
var (
	dayLayouts = []string{
		"2006-01-02", "2006/1/2", "2006.1.2", "20060102", "2006-1-2",
		"2 Jan 2006", "2 January 2006", "2 Jan 06", "02-Jan-2006", "2-Jan-06",
		"Jan 2 2006", "January 2 2006", "2006 Jan 2", "2006 January 2",
		"2.1.2006", "2/1/2006",
	}
	hourLayouts = []string{"", "15:04:05", "15:04", "15:04:05.999999999", "3:04:05 PM", "3:04 PM", "3:04PM", "3PM", "3 PM", "15.04", "150405"}
)

var (
	weekday   = regexp.MustCompile(`(?i)^(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?\.?,? `)
	offset    = regexp.MustCompile(`^(.*\d(?: ?[AP]M)?) ?(?:GMT|UTC)?([+-]\d{2}(?::?\d{2})?)$`)
	yearFirst = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})T`)
	ordinal   = regexp.MustCompile(`(\d)(st|nd|rd|th)\b`)
	labels    = regexp.MustCompile(`(?i)^(published|updated|posted|last updated|first published|on|at|date)( on| at)?:? `)
)

func layoutTime(s string) (time.Time, bool) {
	for labels.MatchString(s) {
		s = labels.ReplaceAllString(s, "")
	}
	s = weekday.ReplaceAllString(s, "")
	zone, day := time.UTC, s
	day = yearFirst.ReplaceAllString(day, "$1 ")
	day = strings.TrimSuffix(day, "Z")
	day = ordinal.ReplaceAllString(day, "$1")
	if m := zoneTail.FindStringSubmatch(day); m != nil {
		if minutes, ok := zones[m[2]]; ok {
			day, zone = m[1], time.FixedZone(m[2], minutes*60)
			if minutes == 0 {
				zone = time.UTC
			}
		}
	}
	if m := offset.FindStringSubmatch(day); m != nil && strings.ContainsAny(m[1], ": ") {
		if z, ok := readOffset(m[2]); ok {
			day, zone = m[1], z
		}
	}
	day = strings.NewReplacer(",", " ", " at ", " ", "a.m.", "AM", "p.m.", "PM", " am", " AM", " pm", " PM", "Sept ", "Sep ", "|", " ", "·", " ", ".000", "").Replace(day)
	day = strings.TrimSpace(strings.Join(strings.Fields(day), " "))
	for _, d := range dayLayouts {
		for _, h := range hourLayouts {
			if t, err := time.ParseInLocation(strings.TrimSpace(d+" "+h), day, zone); err == nil {
				return t, true
			}
		}
	}
	// RFC 850 and time before date are rare but seen.
	for _, l := range []string{"15:04:05 2006-01-02", "15:04 2 January 2006", "15:04 January 2 2006", "15:04 2 Jan 2006", time.ANSIC[4:]} {
		if t, err := time.ParseInLocation(l, day, zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func readOffset(s string) (*time.Location, bool) {
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) == 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 14 || n%100 > 59 {
		return nil, false
	}
	seconds := (n/100*60 + n%100) * 60
	if s[0] == '-' {
		seconds = -seconds
	}
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}
