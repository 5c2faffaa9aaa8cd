package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

var (
	// A weekday as Japanese papers print it behind the day: "(日)", "(月・祝)".
	cjkWeekday = regexp.MustCompile(` ?\( ?[月火水木金土日](?:曜日?)?(?:[・/]祝日?)? ?\) ?`)
	// Both calendars at once: "2025年(令和7年)", "令和7年(2025年)".
	westThenEra = regexp.MustCompile(`(\d{4}) ?年 ?\( ?(?:令和|平成|昭和|R|H) ?(?:\d{1,2}|元)年? ?\)`)
	eraThenWest = regexp.MustCompile(`(?:令和|平成|昭和|R|H) ?(?:\d{1,2}|元) ?年 ?\( ?(\d{4})年? ?\)`)
	hourMinute  = regexp.MustCompile(`(\d{1,2}) ?時 ?(\d{2}) ?分`)
)

// plainDate is a printed time in one width, with single spaces, without what
// Japanese papers print beside it: the weekday in brackets, the year of the other
// calendar, and hours and minutes in characters behind a day in figures. It
// reports whether one of those showed that it is Japanese.
func plainDate(raw string) (s string, japanese bool) {
	s = strings.Join(strings.Fields(norm.NFKC.String(raw)), " ")
	was := s
	if strings.Contains(s, "(") {
		s = cjkWeekday.ReplaceAllString(s, " ")
		if strings.Contains(s, "年") {
			s = westThenEra.ReplaceAllString(s, "${1}年")
			s = eraThenWest.ReplaceAllString(s, "${1}年")
		}
	}
	if strings.Contains(s, "時") && !strings.Contains(s, "年") {
		s = hourMinute.ReplaceAllString(s, "$1:$2")
	}
	return strings.TrimSpace(s), s != was
}

var digitsOnly = regexp.MustCompile(`^\d{10}(\d{3})?$`)

// unixTime reads seconds or milliseconds since 1970.
func unixTime(s string) (stated, bool) {
	if !digitsOnly.MatchString(s) {
		return stated{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return stated{}, false
	}
	at := time.Unix(n, 0).UTC()
	if len(s) == 13 {
		at = time.UnixMilli(n).UTC()
	}
	return stated{at: at, clock: true, zoned: true, past: len(s)}, true
}

var (
	cjkDay   = regexp.MustCompile(`(?:(令和|平成|昭和|R|H) ?\.?(\d{1,2}|元)|(\d{4})) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]`)
	cjkClock = regexp.MustCompile(`^[^0-9]{0,12}?(午前|午後|上午|下午|오전|오후|AM|PM)? ?(\d{1,2}) ?(?:[時时시点點] ?(?:(\d{1,2}) ?[分분])?(?: ?(\d{1,2}) ?[秒초])?|:(\d{2})(?::(\d{2}))?)`)
	cjkZone  = regexp.MustCompile(`^\s*\(?(JST|日本時間|KST|UTC|GMT|[+-]\d{2}:?\d{2})`)
)

var eras = map[string]int{"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925}

// cjkTime reads the first Japanese, Chinese or Korean date in s, in years of the
// western calendar or of a Japanese era, and the clock that follows it.
func cjkTime(s string) (stated, bool) {
	m := cjkDay.FindStringSubmatchIndex(s)
	if m == nil {
		return stated{}, false
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(part(i)) // digits, or "" for 0
		return n
	}
	year := number(3)
	if era := part(1); era != "" {
		year = eras[era] + number(2)
		if part(2) == "元" {
			year = eras[era] + 1
		}
	}
	w := stated{cjk: true, past: m[1]}
	hour, minute, second, n := cjkHour(s[m[1]:])
	zone := time.UTC
	if n > 0 {
		w.clock = true
		w.past += n
		if z := cjkZone.FindStringSubmatch(s[w.past:]); z != nil {
			if found, ok := zoneNamed(z[1]); ok {
				zone, w.zoned = found, true
				w.past += len(z[0])
			}
		}
	}
	var ok bool
	w.at, ok = makeTime(year, number(4), number(5), hour, minute, second, zone)
	return w, ok
}

// cjkHour reads the clock at the head of s, and says how many bytes it takes; 0
// when there is none.
func cjkHour(s string) (hour, minute, second, n int) {
	m := cjkClock.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, 0, 0
	}
	hour, _ = strconv.Atoi(m[2])
	minute, _ = strconv.Atoi(m[3] + m[5])
	second, _ = strconv.Atoi(m[4] + m[6])
	switch m[1] {
	case "午後", "下午", "오후", "PM":
		if hour < 12 {
			hour += 12
		}
	case "午前", "上午", "오전", "AM":
		if hour == 12 {
			hour = 0
		}
	}
	return hour, minute, second, len(m[0])
}
