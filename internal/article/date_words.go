package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoT       = regexp.MustCompile(`^(\d{4}-?\d{2}-?\d{2})[Tt](\d)`)
	clockForm  = regexp.MustCompile(`(?i)(?:^|[^\d:.])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|h(\d{2}))(?: ?([ap])\.?m\b\.?)?`)
	hourForm   = regexp.MustCompile(`(?i)(?:^|[^\d:.])(\d{1,2}) ?([ap])\.?m\b\.?`)
	dottedHour = regexp.MustCompile(`(?i)(?:^|[^\d:.])(\d{1,2})\.(\d{2}) (?:uhr|wib|wita|wit)\b`)
	calledHour = regexp.MustCompile(`(?i)\b(?:klo|kl\.?|um|ore|alle) (\d{1,2})\.(\d{2})\b`)
	zoneForm   = regexp.MustCompile(`^ ?\(?(?:(?:GMT|UTC)? ?([+-]\d{1,2}(?::?\d{2})?)|([A-Z]{1,5}))\b\)?(?: \([A-Za-z ]{1,40}\)| [A-Z]{2,5}\b)?`)

	yearFirst  = regexp.MustCompile(`(?:^|[^\d])(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})(?:[^\d]|$)`)
	compact    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$`)
	dayMonth   = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[ -](?:de |of |d')?(\p{L}{3,12})\.?,?[ -](?:de |del )?(\d{4}|\d{2})(?:[^\d:]|$)`)
	monthDay   = regexp.MustCompile(`(?:^|[^\p{L}])(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (?:de )?(\d{4})(?:[^\d]|$)`)
	yearMonth  = regexp.MustCompile(`(?:^|[^\d])(\d{4}),? (\p{L}{3,12})\.? (\d{1,2})(?:[^\d]|$)`)
	ansiForm   = regexp.MustCompile(`(?:^|[^\p{L}])(\p{L}{3,9}) (\d{1,2}) +(\d{4})(?:[^\d]|$)`)
	dotted     = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:[^\d]|$)`)
	slashed    = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[^\d/]|$)`)
	twoDigit   = regexp.MustCompile(`^\d{2}$`)
	onlyMarks  = regexp.MustCompile(`^[\s,.|·•()–—:;-]*$`)
	wordsAlone = regexp.MustCompile(`\p{L}[\p{L}'’]*\.?`)
)

// wordTime reads a time that is written in figures and words of an alphabet. All
// of s has to be part of it: what is left beside date, clock and zone may be the
// name of a weekday or a label.
func wordTime(s string, slashes order) (stated, bool) {
	if m := compact.FindStringSubmatch(s); m != nil {
		return compactTime(m, len(s))
	}
	rest := isoT.ReplaceAllString(s, "$1 $2")
	w := stated{past: len(s)}
	c, rest, ok := takeClock(rest)
	if !ok {
		return stated{}, false
	}
	year, month, day, rest, ok := takeDay(rest, slashes)
	if !ok || !harmless(rest) {
		return stated{}, false
	}
	w.clock, w.zoned = c.found, c.zone != nil
	zone := time.UTC
	if c.zone != nil {
		zone = c.zone
	}
	if c.hour > 24 || c.hour == 24 && c.minute+c.second > 0 {
		return stated{}, false
	}
	w.at, ok = makeTime(year, month, day, c.hour, c.minute, c.second, zone)
	w.at = w.at.Add(time.Duration(c.nano))
	return w, ok
}

// compactTime reads 20250521 and 20250521170500.
func compactTime(m []string, n int) (stated, bool) {
	var v [6]int
	for i := range v {
		v[i], _ = strconv.Atoi(m[i+1]) // digits, or "" for 0
	}
	at, ok := makeTime(v[0], v[1], v[2], v[3], v[4], v[5], time.UTC)
	return stated{at: at, clock: m[4] != "", past: n}, ok
}

// clock is a time of day with its zone, nil when none is printed.
type clock struct {
	found                      bool
	hour, minute, second, nano int
	zone                       *time.Location
}

// takeClock takes the clock and the zone out of s. It is not ok when there is a
// zone that cannot be.
func takeClock(s string) (c clock, rest string, ok bool) {
	var half string
	m := clockForm.FindStringSubmatchIndex(s)
	switch {
	case m != nil:
		c.hour, c.minute, c.second = numberAt(s, m, 1), numberAt(s, m, 2)+numberAt(s, m, 5), numberAt(s, m, 3)
		if m[8] >= 0 {
			digits := (s[m[8]:m[9]] + "00000000")[:9]
			c.nano, _ = strconv.Atoi(digits) // nine digits
		}
		half = textAt(s, m, 6)
	default:
		if m = hourForm.FindStringSubmatchIndex(s); m != nil {
			c.hour, half = numberAt(s, m, 1), textAt(s, m, 2)
		} else if m = dottedHour.FindStringSubmatchIndex(s); m != nil {
			c.hour, c.minute = numberAt(s, m, 1), numberAt(s, m, 2)
		} else if m = calledHour.FindStringSubmatchIndex(s); m != nil {
			c.hour, c.minute = numberAt(s, m, 1), numberAt(s, m, 2)
		}
	}
	if m == nil {
		return c, strings.TrimSuffix(s, "Z"), true
	}
	c.found = true
	switch strings.ToLower(half) {
	case "p":
		if c.hour > 12 && c.hour < 24 {
			break // 17:05 PM is a slip
		}
		c.hour = c.hour%12 + 12
	case "a":
		c.hour %= 12
	}
	before, after := s[:m[2]], s[m[1]:]
	if z := zoneForm.FindStringSubmatch(after); z != nil {
		zone, known := zoneNamed(z[1] + z[2])
		switch {
		case known:
			c.zone = zone
			after = after[len(z[0]):]
		case z[1] != "" && strings.ContainsAny(z[1][:1], "+-"):
			return c, "", false
		}
	}
	return c, before + " " + after, true
}

func numberAt(s string, m []int, group int) int {
	n, _ := strconv.Atoi(textAt(s, m, group)) // digits, or "" for 0
	return n
}

func textAt(s string, m []int, group int) string {
	if m[2*group] < 0 {
		return ""
	}
	return s[m[2*group]:m[2*group+1]]
}

// takeDay takes the date out of s.
func takeDay(s string, slashes order) (year, month, day int, rest string, ok bool) {
	cut := func(m []int) string { return s[:m[2]] + " " + s[max(m[len(m)-1], m[1]-1):] }
	if m := yearFirst.FindStringSubmatchIndex(s); m != nil {
		return numberAt(s, m, 1), numberAt(s, m, 3), numberAt(s, m, 4), cut(m), true
	}
	for _, f := range []struct {
		form             *regexp.Regexp
		day, month, year int
	}{{dayMonth, 1, 2, 3}, {monthDay, 2, 1, 3}, {yearMonth, 3, 2, 1}, {ansiForm, 2, 1, 3}} {
		for _, m := range f.form.FindAllStringSubmatchIndex(s, 3) {
			month, known := monthNamed(textAt(s, m, f.month))
			if !known {
				continue
			}
			year := numberAt(s, m, f.year)
			if twoDigit.MatchString(textAt(s, m, f.year)) {
				year += 2000
				if year > 2068 {
					year -= 100 // as POSIX reads %y
				}
			}
			return year, month, numberAt(s, m, f.day), cut(m), true
		}
	}
	if m := dotted.FindStringSubmatchIndex(s); m != nil {
		return numberAt(s, m, 3), numberAt(s, m, 2), numberAt(s, m, 1), cut(m), true
	}
	if m := slashed.FindStringSubmatchIndex(s); m != nil && slashes != unclear {
		a, b := numberAt(s, m, 1), numberAt(s, m, 2)
		if b > 12 || a <= 12 && slashes == monthFirst {
			a, b = b, a
		}
		return numberAt(s, m, 3), b, a, cut(m), true
	}
	return 0, 0, 0, "", false
}

// harmless reports whether what stands around a date says nothing of its own.
func harmless(rest string) bool {
	words := wordsAlone.FindAllString(rest, -1)
	for i, w := range words {
		plain := strings.ToLower(strings.TrimSuffix(w, "."))
		if labels[plain] || isWeekday(plain) {
			continue
		}
		// A weekday of a language that we do not know stands first and has a comma.
		if i == 0 && strings.HasPrefix(strings.TrimLeft(rest, " "), w+",") && len([]rune(plain)) <= 12 {
			continue
		}
		return false
	}
	return onlyMarks.MatchString(wordsAlone.ReplaceAllString(rest, ""))
}
