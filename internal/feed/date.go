package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// when reads a date as feeds print them, in the zone that is printed with it
// (UTC when there is none; see whenIn): RFC 822 and 2822, RFC 3339 and the rest of ISO 8601,
// asctime, Unix seconds, the forms of other languages. It is zero for what is no
// date, for 1971 and before (a broken clock or an empty field) and for days that
// no calendar has. Numbers such as 5/6/2024 mean two days and are not believed.
func when(s string) time.Time { return whenIn(s, "") }

// whenIn is when for a feed in a language: a Japanese or Korean one that prints
// no zone means that of its country, which has no summer time.
func whenIn(s, lang string) time.Time {
	t := readDate(s)
	if t.Location() != unstated {
		return t
	}
	home := time.UTC
	if l := primary(strings.ReplaceAll(lang, "_", "-")); l == "ja" || l == "ko" {
		home = time.FixedZone("", 9*3600)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), home)
}

// unstated is the zone of a date that prints none.
var unstated = time.FixedZone("unstated", 0)

// Beside a date Japanese papers print the weekday in brackets, and the year of
// the other calendar: "2025年(令和7年)", "令和7年(2025年)".
var (
	cjkWeekday  = regexp.MustCompile(` ?\( ?[月火水木金土日](?:曜日?)?(?:[・/]祝日?)? ?\) ?`)
	westThenEra = regexp.MustCompile(`(\d{4}) ?年 ?\( ?(?:令和|平成|昭和) ?(?:\d{1,2}|元)年? ?\)`)
	eraThenWest = regexp.MustCompile(`(?:令和|平成|昭和) ?(?:\d{1,2}|元) ?年 ?\( ?(\d{4})年? ?\)`)
)

func readDate(s string) time.Time {
	if len(s) > 200 {
		return time.Time{}
	}
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "(（") && strings.ContainsAny(s, "月火水木金土日年") {
		s = cjkWeekday.ReplaceAllString(norm.NFKC.String(s), " ")
		s = westThenEra.ReplaceAllString(s, "${1}年")
		s = strings.TrimSpace(eraThenWest.ReplaceAllString(s, "${1}年"))
	}
	t, ok := isoDate(s)
	if !ok {
		t, ok = cjkDate(s)
	}
	if !ok {
		t, ok = wordDate(s)
	}
	if !ok || t.UTC().Year() <= 1971 || t.UTC().Year() > latestYear {
		return time.Time{}
	}
	return t
}

// latestYear is past any date that a feed can mean; later ones are clocks that
// ran over (2064, 2097, 9999).
const latestYear = 2060

// digits reads n decimal digits.
func digits(s string, n int) (v int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], true
}

// isoDate reads ISO 8601 with its usual liberties, and Unix seconds or
// milliseconds.
func isoDate(s string) (time.Time, bool) {
	if len(s) == 10 || len(s) == 13 {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && n > 1e8 {
			if len(s) == 13 {
				return time.UnixMilli(n).UTC(), true
			}
			return time.Unix(n, 0).UTC(), true
		}
	}
	y, rest, ok := digits(s, 4)
	if !ok {
		return time.Time{}, false
	}
	mo, d := 1, 1
	rest = skipSep(rest)
	if m, r, ok := digits(rest, 3); ok && (r == "" || r[0] == 'T') {
		return clock(y, 1, m, r, true) // a day of the year
	}
	if m, r, ok := digits(rest, 2); ok {
		mo, rest = m, skipSep(r)
		if m, r, ok := digits(rest, 2); ok {
			d, rest = m, r
		}
	} else if m, r, ok := digits(rest, 1); ok {
		// 2024/5/6: the year stands first, so the order is plain.
		mo, rest = m, skipSep(r)
		if m, r, ok := digits(rest, 2); ok {
			d, rest = m, r
		} else if m, r, ok := digits(rest, 1); ok {
			d, rest = m, r
		}
	}
	return clock(y, mo, d, rest, false)
}

func skipSep(s string) string {
	if s != "" && (s[0] == '-' || s[0] == '/' || s[0] == '.') {
		return s[1:]
	}
	return s
}

// clock reads the time of a day behind a date, and its zone.
func clock(y, mo, d int, rest string, ofYear bool) (time.Time, bool) {
	if !ofYear && !isDay(y, mo, d) || ofYear && (d < 1 || d > 366) {
		return time.Time{}, false
	}
	rest = strings.TrimLeft(rest, " \tT,t")
	if rest == "" {
		return time.Date(y, time.Month(mo), d, 0, 0, 0, 0, unstated), true
	}
	h, mi, sec, ns, zone, ok := timeOfDay(rest)
	if !ok {
		return time.Time{}, false
	}
	loc, ok := zoneOf(zone)
	if !ok {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(mo), d, h, mi, sec, ns, loc), true
}

// isDay reports whether a calendar has the day.
func isDay(y, mo, d int) bool {
	return mo >= 1 && mo <= 12 && d >= 1 && d <= time.Date(y, time.Month(mo)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// timeOfDay reads 15:04, 15:04:05.5, 150405, 3:04 pm; what follows is the zone.
func timeOfDay(s string) (h, mi, sec, ns int, zone string, ok bool) {
	n := 0
	for n < len(s) && n < 2 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 {
		return 0, 0, 0, 0, "", false
	}
	h, rest, _ := digits(s, n)
	rest = strings.TrimPrefix(rest, ":")
	m, r, found := digits(rest, 2)
	if !found {
		return 0, 0, 0, 0, "", false
	}
	mi, rest = m, r
	if m, r, ok := digits(strings.TrimPrefix(rest, ":"), 2); ok {
		sec, rest = m, r
	}
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && rest[1] >= '0' && rest[1] <= '9' {
		scale := int(time.Second) / 10
		for rest = rest[1:]; rest != "" && rest[0] >= '0' && rest[0] <= '9'; rest = rest[1:] {
			ns, scale = ns+int(rest[0]-'0')*scale, scale/10
		}
	}
	rest = strings.TrimSpace(rest)
	if len(rest) >= 4 && rest[1] == '.' && rest[2]|0x20 == 'm' { // a.m.
		rest = rest[:1] + "m" + strings.TrimPrefix(rest[3:], ".")
	}
	if len(rest) >= 2 && rest[1]|0x20 == 'm' && (rest[0]|0x20 == 'a' || rest[0]|0x20 == 'p') {
		if rest[0]|0x20 == 'p' && h < 12 {
			h += 12
		} else if rest[0]|0x20 == 'a' && h == 12 {
			h = 0
		}
		rest = strings.TrimSpace(rest[2:])
	}
	if h > 24 || h == 24 && (mi > 0 || sec > 0) || mi > 59 || sec > 60 {
		return 0, 0, 0, 0, "", false
	}
	return h, mi, sec, ns, rest, true
}

// zones are the names that feeds print, in seconds east of Greenwich. IST is
// read as India's, BST as Britain's, CST and EST as America's: most feeds that
// print them are from there.
var zones = map[string]int{
	"": 0, "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "uct": 0,
	"est": -5 * 3600, "edt": -4 * 3600, "et": -5 * 3600, "cst": -6 * 3600, "cdt": -5 * 3600, "ct": -6 * 3600,
	"mst": -7 * 3600, "mdt": -6 * 3600, "mt": -7 * 3600, "pst": -8 * 3600, "pdt": -7 * 3600, "pt": -8 * 3600,
	"akst": -9 * 3600, "akdt": -8 * 3600, "hst": -10 * 3600, "ast": -4 * 3600, "adt": -3 * 3600, "nst": -12600, "ndt": -9000, "brt": -3 * 3600, "art": -3 * 3600,
	"bst": 3600, "cet": 3600, "met": 3600, "mez": 3600, "west": 3600, "cest": 7200, "mest": 7200, "mesz": 7200, "eet": 7200, "eest": 10800, "sast": 7200,
	"msk": 10800, "msd": 14400, "trt": 10800, "gst": 14400, "pkt": 18000, "ist": 19800, "wib": 25200, "ict": 25200, "sgt": 28800, "hkt": 28800, "awst": 28800, "pht": 28800,
	"jst": 9 * 3600, "kst": 9 * 3600, "acst": 34200, "acdt": 37800, "aest": 36000, "aedt": 39600, "nzst": 43200, "nzdt": 46800,
}

// zoneOf reads a zone: +0900, +09:00, +9, GMT+9, a name, several of them with
// the last one in brackets. ok is false for an offset that no place has.
func zoneOf(s string) (*time.Location, bool) {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "(["); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	s = strings.Trim(s, "()[]., ")
	if s == "" {
		return unstated, true
	}
	name := strings.ToLower(s)
	if seconds, ok := zones[name]; ok {
		if seconds == 0 {
			return time.UTC, true
		}
		return time.FixedZone("", seconds), true
	}
	i := strings.IndexAny(s, "+-\u2212")
	if i < 0 || strings.Contains(s[:i], "/") { // "Region/Some-Town" is a name
		if s[0]|0x20 < 'a' || s[0]|0x20 > 'z' || len(s) > 40 {
			return nil, false
		}
		return time.UTC, true // a name nobody knows
	}
	base := zones[strings.TrimSpace(name[:i])]
	west := s[i] != '+'
	num := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.SplitN(s[i:], " ", 2)[0])
	if len(num) == 0 || len(num) > 6 {
		return nil, false
	}
	if len(num) < 3 {
		num += "00"
	}
	if len(num) == 3 || len(num) == 5 {
		num = "0" + num
	}
	h, r, _ := digits(num, 2)
	m, _, _ := digits(r, 2)
	off := h*3600 + m*60
	if h > 14 || m > 59 {
		return nil, false
	}
	if west {
		off = -off
	}
	if off += base; off == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", off), true
}

// cjkDate reads 2026年11月22日 10時05分, eras, and 2026년 11월 22일 오전 10:00. Such
// forms print no zone; that of Japan is meant.
func cjkDate(s string) (time.Time, bool) {
	if !strings.ContainsAny(s, "年년") {
		return time.Time{}, false
	}
	nums, half, zone := numbersIn(s)
	if len(nums) < 3 {
		return time.Time{}, false
	}
	for era, first := range map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925} {
		if strings.Contains(s, era) {
			nums[0] += first
		}
	}
	for len(nums) < 6 {
		nums = append(nums, 0)
	}
	switch {
	case half > 0 && nums[3] < 12:
		nums[3] += half
	case half < 0 && nums[3] == 12:
		nums[3] = 0
	}
	if !isDay(nums[0], nums[1], nums[2]) || nums[3] > 24 || nums[4] > 59 || nums[5] > 60 {
		return time.Time{}, false
	}
	loc := time.FixedZone("", 9*3600)
	if zone != "" {
		if l, ok := zoneOf(zone); ok {
			loc = l
		}
	}
	return time.Date(nums[0], time.Month(nums[1]), nums[2], nums[3], nums[4], nums[5], 0, loc), true
}

// numbersIn returns the numbers of a date in order, the hours that its half of
// the day adds (below zero for the first half), and what follows its time when that looks like a zone.
func numbersIn(s string) (nums []int, half int, zone string) {
	inside := false
	for i, r := range s {
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r >= '0' && r <= '9' {
			if !inside {
				nums = append(nums, 0)
			}
			nums[len(nums)-1] = min(nums[len(nums)-1]*10+int(r-'0'), 1e6)
			inside = true
			continue
		}
		inside = false
		switch r {
		case '後', '后', '후':
			half = 12
		case '前', '전':
			half = -12
		case '元':
			nums = append(nums, 1)
		case '+', 'J', 'U', 'G', 'Z', 'K':
			if len(nums) >= 5 {
				return nums, half, s[i:]
			}
		}
	}
	return nums, half, ""
}

// wordy gathers a date with a month's name from its words.
type wordy struct {
	year, month, day int
	h, mi, sec, ns   int
	zone             string
}

// wordDate reads dates with a month's name, and German ones with dots.
func wordDate(s string) (time.Time, bool) {
	var d wordy
	for rest := strings.ToLower(s); ; {
		rest = strings.TrimLeft(rest, " \t\n,.-/")
		if rest == "" {
			break
		}
		word := rest
		if i := strings.IndexAny(rest, " \t\n,-/"); i >= 0 {
			word = rest[:i]
		}
		var ok bool
		if rest, ok = d.take(word, rest); !ok {
			return time.Time{}, false
		}
	}
	if d.day == 0 || d.month == 0 || d.year == 0 || !isDay(d.year, d.month, d.day) {
		return time.Time{}, false
	}
	loc, ok := zoneOf(d.zone)
	if !ok {
		return time.Time{}, false
	}
	return time.Date(d.year, time.Month(d.month), d.day, d.h, d.mi, d.sec, d.ns, loc), true
}

// take reads the first word of rest and returns what follows it; ok is false
// when no date can have that word.
func (d *wordy) take(word, rest string) (after string, ok bool) {
	after = rest[len(word):]
	if c := word[0]; c < '0' || c > '9' {
		// "mar. 24 nov." is a Tuesday: the later name is the month.
		if m := monthOf(strings.Trim(word, ".")); m > 0 {
			d.month = m
		}
		return after, true
	}
	switch {
	case strings.Count(word, ".") == 2 && d.day == 0:
		p := strings.Split(word, ".")
		d.day, _ = strconv.Atoi(p[0]) // zero is no day
		d.month, _ = strconv.Atoi(p[1])
		d.year = shortYear(p[2])
		return after, true
	case strings.IndexByte(word, ':') == 4 && d.month > 0: // 21/May/2024:10:05:00
		d.year = shortYear(word[:4])
		return rest[5:], true
	case strings.Contains(word, ":") && d.month > 0:
		return "", d.time(rest)
	}
	n := strings.TrimRight(word, ".abcdefghijklmnopqrstuvwxyzº")
	v, err := strconv.Atoi(n)
	switch {
	case err != nil:
		return "", false
	case len(n) <= 2 && d.day == 0 && v <= 31:
		d.day = v
	case d.year == 0:
		d.year = shortYear(n)
	}
	return after, true
}

// time reads the time of day and all that follows it: the zone and, as asctime
// prints it, the year.
func (d *wordy) time(rest string) bool {
	var zone string
	var ok bool
	if d.h, d.mi, d.sec, d.ns, zone, ok = timeOfDay(rest); !ok {
		return false
	}
	if f := strings.Fields(zone); len(f) > 0 && d.year == 0 && len(f[len(f)-1]) == 4 {
		if y := shortYear(f[len(f)-1]); y > 0 {
			d.year, zone = y, strings.Join(f[:len(f)-1], " ")
		}
	}
	d.zone = zone
	return true
}

// shortYear reads a year of four digits or of two; 0 for anything else.
func shortYear(s string) int {
	y, err := strconv.Atoi(s)
	switch {
	case err != nil || y < 0:
		return 0
	case len(s) == 2 && y < 70:
		return 2000 + y
	case len(s) == 2:
		return 1900 + y
	case len(s) == 4:
		return y
	}
	return 0
}

// months holds the beginnings of month names in the languages of news feeds, by
// month; longer ones first where one begins another.
var months = [12]string{
	"jan gen ene янв січ ιαν oca led tam sty jän jen янв 1월 يناير",
	"feb fév fev fe вер_ фев лют φεβ şub úno uno hel lut фев février",
	"mar mär mrz maa mrt мар бер μάρ μαρ bře bre már",
	"apr avr abr apr апр кві απρ nis dub huh kwi ápr",
	"may mai mag mayo mei май мая тра μάι μαι μαϊ maj kvě kve tou máj",
	"jun juin giu июн чер ιουν ιούν haz čvn kes cze jún",
	"jul juil lug июл лип ιουλ ιούλ tem čvc hei lip júl",
	"aug aoû aou ago авг сер αύγ αυγ ağu srp elo sie",
	"sep set сен вер σεπ eyl zář zar syy wrz sze",
	"oct okt ott out окт жов οκτ eki říj rij lok paź paz",
	"nov ноя лис νοέ νοε kas lis mar_ lok_",
	"dec dez dic déc дек гру δεκ ara pro jou gru",
}

var monthStarts = func() map[string]int {
	out := make(map[string]int)
	for m, list := range months {
		for n := range strings.FieldsSeq(list) {
			if n = strings.TrimSuffix(n, "_"); n != "" && out[n] == 0 {
				out[n] = m + 1
			}
		}
	}
	return out
}()

// monthOf returns the month that a lower-case word names, 0 for none. "marras"
// (Finnish November) and "maanantai" (Monday) are not March.
func monthOf(word string) int {
	switch {
	case strings.HasPrefix(word, "marras"):
		return 11
	case strings.HasPrefix(word, "mard"), strings.HasPrefix(word, "mart") && word != "mart", strings.HasPrefix(word, "maan"), word == "mar," || word == "marți":
		return 0
	case strings.HasPrefix(word, "août"):
		return 8
	}
	runes := []rune(word)
	if len(runes) < 3 || !unicode.IsLetter(runes[0]) {
		return 0
	}
	if len(runes) >= 4 {
		if m := monthStarts[string(runes[:4])]; m > 0 {
			return m
		}
	}
	return monthStarts[string(runes[:3])]
}
