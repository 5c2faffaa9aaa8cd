package en

import (
	"strconv"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// dater resolves the dates of one sentence against the publication time.
type dater struct {
	l    layout
	toks []tok
	now  time.Time // zero when unknown
	out  []text.Date
}

// dates finds the dates of a sentence. Weekdays in news mean the nearest such
// day not after the publication, unless "next", "coming" or "this coming"
// stands before; decades and centuries are no dates.
func dates(l layout, toks []tok, published time.Time) []text.Date {
	d := dater{l: l, toks: toks, now: published}
	for i := 0; i < len(toks); {
		if t := &toks[i]; !t.lex.dates && !isDigit(firstRune(t.s)) {
			i++
			continue
		}
		n := d.at(i)
		if n == 0 {
			n = 1
		}
		i += n
	}
	return d.out
}

// at reads a date that starts at token i and returns how many tokens it takes.
func (d *dater) at(i int) int {
	for _, read := range []func(int) int{d.monthFirst, d.dayFirst, d.isoDate, d.weekday, d.relative, d.year} {
		if n := read(i); n > 0 {
			return n
		}
	}
	return 0
}

func (d *dater) low(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].low
}

func (d *dater) add(i, n int, t time.Time, p text.Precision) int {
	if t.IsZero() {
		return 0
	}
	span := text.Span{Start: d.toks[i].start, End: d.toks[i+n-1].end}
	d.out = append(d.out, text.Date{Surface: d.l.cut(span), Time: t, Precision: p, Span: span})
	return n
}

func (d *dater) zone() *time.Location {
	if d.now.IsZero() {
		return time.UTC
	}
	return d.now.Location()
}

func (d *dater) day(y, m, day int) time.Time {
	t := time.Date(y, time.Month(m), day, 0, 0, 0, 0, d.zone())
	if t.Day() != day {
		return time.Time{}
	}
	return t
}

// today is midnight of the publication day; zero when that is unknown.
func (d *dater) today() time.Time {
	if d.now.IsZero() {
		return time.Time{}
	}
	y, m, day := d.now.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, d.zone())
}

// monthOf reads a month name; "May" and "March" only with a capital.
func (d *dater) monthOf(i int) int {
	if i < 0 || i >= len(d.toks) || !d.toks[i].upper() {
		return 0
	}
	return months[d.toks[i].low]
}

// dayOf reads "21" or "21st".
func (d *dater) dayOf(i int) int {
	w := d.low(i)
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	if len(w) > 2 {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// yearOf reads a year of four digits.
func (d *dater) yearOf(i int) int {
	if i < 0 || i >= len(d.toks) || d.toks[i].kind != numberTok || len(d.toks[i].s) != 4 {
		return 0
	}
	n, err := strconv.Atoi(d.toks[i].s)
	if err != nil || n < 1500 || n > 2150 {
		return 0
	}
	return n
}

// monthFirst reads "May 21", "May 21, 2024", "May 2024", "last May", "in May".
func (d *dater) monthFirst(i int) int {
	m := d.monthOf(i)
	if m == 0 {
		return 0
	}
	k := i + 1
	if d.low(k) == "." {
		k++
	}
	if day := d.dayOf(k); day > 0 {
		k++
		j := k
		if d.low(j) == "," {
			j++
		}
		if y := d.yearOf(j); y > 0 {
			return d.add(i, j+1-i, d.day(y, m, day), text.Day)
		}
		return d.add(i, k-i, d.nearest(m, day, d.low(i-1)), text.Day)
	}
	if y := d.yearOf(k); y > 0 {
		return d.add(i, k+1-i, d.day(y, m, 1), text.Month)
	}
	if j := k; d.low(j) == "of" && d.yearOf(j+1) > 0 {
		return d.add(i, j+2-i, d.day(d.yearOf(j+1), m, 1), text.Month)
	}
	before := d.low(i - 1)
	if !monthLead[before] {
		if (m == 5 || m == 3) && len(d.toks[i].low) > 3 || m == 5 || d.now.IsZero() || len(d.toks[i].low) == 3 {
			return 0
		}
	}
	return d.add(i, 1, d.nearest(m, 1, before), text.Month)
}

var monthLead = set("in since until by last this next early late mid from during of till through before after between")

// nearest returns the day of that month nearest to the publication: up to
// half a year ahead, else in the past. "last" and "next" decide by themselves.
func (d *dater) nearest(m, day int, lead string) time.Time {
	now := d.today()
	if now.IsZero() {
		return time.Time{}
	}
	t := d.day(now.Year(), m, day)
	if t.IsZero() {
		return t
	}
	switch {
	case lead == "last" && !t.Before(now):
		return d.day(now.Year()-1, m, day)
	case lead == "next" && !t.After(now):
		return d.day(now.Year()+1, m, day)
	case lead == "since" && t.After(now):
		return d.day(now.Year()-1, m, day)
	case t.Sub(now) > 185*24*time.Hour:
		return d.day(now.Year()-1, m, day)
	case now.Sub(t) > 240*24*time.Hour:
		return d.day(now.Year()+1, m, day)
	}
	return t
}

// dayFirst reads "21 May", "21 May 2024", "the 21st of May".
func (d *dater) dayFirst(i int) int {
	day := d.dayOf(i)
	if day == 0 {
		return 0
	}
	k := i + 1
	if d.low(k) == "of" {
		k++
	}
	m := d.monthOf(k)
	if m == 0 {
		return 0
	}
	k++
	if y := d.yearOf(k); y > 0 {
		return d.add(i, k+1-i, d.day(y, m, day), text.Day)
	}
	return d.add(i, k-i, d.nearest(m, day, ""), text.Day)
}

// isoDate reads "2024-05-21" and "2024/05/21".
func (d *dater) isoDate(i int) int {
	y := d.yearOf(i)
	if y == 0 || i+4 >= len(d.toks) || d.low(i+1) != d.low(i+3) || d.low(i+1) != "-" && d.low(i+1) != "/" {
		return 0
	}
	m, day := d.dayOf(i+2), d.dayOf(i+4)
	if m == 0 || m > 12 || day == 0 {
		return 0
	}
	return d.add(i, 5, d.day(y, m, day), text.Day)
}

var parts = set("morning afternoon evening night noon midday midnight")

var habits = set("mornings afternoons evenings nights")

// weekday reads "Wednesday", "last Monday", "next Friday evening".
func (d *dater) weekday(i int) int {
	wd, ok := weekdays[d.low(i)]
	if !ok || !d.toks[i].upper() || d.now.IsZero() {
		return 0
	}
	if i+1 < len(d.toks) && d.toks[i+1].upper() && !parts[d.low(i+1)] && d.monthOf(i+1) == 0 && i > 0 && d.toks[i-1].upper() && d.toks[i-1].low != "on" {
		return 0 // part of a name ("Black Friday Sale")
	}
	if habits[d.low(i+1)] {
		return 0 // no day, but many ("on Sunday mornings")
	}
	if d.low(i-1) == "black" || d.low(i-1) == "bloody" || d.low(i-1) == "good" {
		return 0
	}
	now := d.today()
	back := (int(now.Weekday()) - wd + 7) % 7
	t := now.AddDate(0, 0, -back)
	switch lead := d.low(i - 1); {
	case lead == "next" || lead == "coming" || d.low(i+1) == "next" || d.ahead(i):
		if back != 0 || lead == "next" {
			t = now.AddDate(0, 0, 7-back)
		}
	case lead == "last" && back == 0:
		t = now.AddDate(0, 0, -7)
	}
	n := 1
	if parts[d.low(i+1)] {
		n = 2
	}
	// "Wednesday, May 21": the dated form decides.
	if d.low(i+1) == "," && (d.monthOf(i+2) > 0 || d.dayOf(i+2) > 0 && d.monthOf(i+3) > 0) {
		return 0
	}
	return d.add(i, n, t, text.Day)
}

var futures = set("will would expected due scheduled set plans planned planning upcoming forthcoming 'll shall")

// ahead reports a sign of the future in the clause of token i with no sign of
// the past: "will meet on Friday", "is due on Friday", "are to meet on Friday".
func (d *dater) ahead(i int) bool {
	for k := i - 1; k >= 0 && i-k < 9; k-- {
		w := d.low(k)
		if reporting[w] || w == "," || w == "that" {
			return false
		}
		if futures[w] && w != "would" {
			return w != "set" || d.low(k+1) == "to" || d.low(k+1) == "for"
		}
		if (w == "is" || w == "are") && d.low(k+1) == "to" {
			return true // "ministers are to meet on Friday"
		}
	}
	for k := i + 1; k < len(d.toks) && k-i < 5; k++ {
		w := d.low(k)
		if w == "will" {
			return d.low(i-1) != "on" || k > i+1
		}
		if reporting[w] || w == "," || w == "and" {
			return false
		}
	}
	return false
}

var relativeDays = map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}

var steps = map[string]int{"last": -1, "this": 0, "next": 1}

// relative reads "yesterday", "last week", "next month", "three days ago",
// "this year", "recently".
func (d *dater) relative(i int) int {
	if d.now.IsZero() {
		return 0
	}
	now := d.today()
	w := d.low(i)
	if n, ok := relativeDays[w]; ok {
		return d.add(i, 1, now.AddDate(0, 0, n), text.Day)
	}
	if w == "recently" || w == "lately" {
		return d.add(i, 1, now, text.Approximate)
	}
	if step, ok := steps[w]; ok {
		return d.period(i, step)
	}
	n, k := d.smallNumber(i)
	if k == 0 {
		return 0
	}
	unit := strings.TrimSuffix(d.low(i+k), "s")
	if d.low(i+k+1) != "ago" {
		return 0
	}
	return d.ago(i, k+2, n, unit)
}

func (d *dater) ago(i, n, count int, unit string) int {
	now := d.today()
	switch unit {
	case "minute", "hour":
		return d.add(i, n, now, text.Day)
	case "day":
		return d.add(i, n, now.AddDate(0, 0, -count), text.Day)
	case "week":
		return d.add(i, n, now.AddDate(0, 0, -7*count), text.Approximate)
	case "month":
		return d.add(i, n, d.day(now.Year(), int(now.Month()), 1).AddDate(0, -count, 0), text.Month)
	case "year":
		return d.add(i, n, d.day(now.Year()-count, 1, 1), text.Year)
	case "decade":
		return d.add(i, n, d.day(now.Year()-10*count, 1, 1), text.Approximate)
	}
	return 0
}

// period reads what follows "last", "this" or "next".
func (d *dater) period(i, step int) int {
	now := d.today()
	switch d.low(i + 1) {
	case "night":
		return d.add(i, 2, now.AddDate(0, 0, step), text.Day)
	case "morning", "afternoon", "evening":
		if step == 0 {
			return d.add(i, 2, now, text.Day)
		}
	case "week":
		return d.add(i, 2, now.AddDate(0, 0, 7*step), text.Approximate)
	case "weekend":
		sat := now.AddDate(0, 0, (6-int(now.Weekday()))%7)
		if step < 0 || now.Weekday() == 0 {
			sat = now.AddDate(0, 0, -(int(now.Weekday())+1)%7)
		}
		return d.add(i, 2, sat, text.Approximate)
	case "month":
		return d.add(i, 2, d.day(now.Year(), int(now.Month()), 1).AddDate(0, step, 0), text.Month)
	case "year":
		return d.add(i, 2, d.day(now.Year()+step, 1, 1), text.Year)
	}
	return 0
}

// smallNumber reads "three", "10", "a", "two" and says how many tokens.
func (d *dater) smallNumber(i int) (n, k int) {
	w := d.low(i)
	if w == "a" || w == "an" {
		return 1, 1
	}
	if v, ok := numberWords[w]; ok {
		return int(v), 1
	}
	if i < len(d.toks) && d.toks[i].kind == numberTok {
		if v, err := strconv.Atoi(w); err == nil && v < 1000 {
			return v, 1
		}
	}
	return 0, 0
}

var yearLead = set("in since by until of from before after late early mid during through and to for year fiscal between till around winter summer spring autumn fall")

// year reads a bare year after a word that announces one.
func (d *dater) year(i int) int {
	y := d.yearOf(i)
	if y == 0 {
		return 0
	}
	next := d.low(i + 1)
	if i+1 < len(d.toks) && d.toks[i+1].kind == wordTok && !function[next] && !conjunctions[next] && !auxiliaries[next] && !yearAfter[next] && !yearLead[d.low(i-1)] {
		return 0
	}
	before := d.low(i - 1)
	if before == "$" || before == "€" || before == "£" || before == "¥" || next == "%" {
		return 0
	}
	if y < 1900 && !yearLead[before] {
		return 0
	}
	if unit := d.low(i + 1); countable[unit] && !yearStrong[before] {
		return 0
	}
	return d.add(i, 1, d.day(y, 1, 1), text.Year)
}

var (
	yearAfter  = set("election elections world olympics cup season budget summit campaign")
	yearStrong = set("in since by until")
	countable  = set("people men women children soldiers troops homes houses dollars euros pounds yen miles kilometres kilometers metres meters feet acres hectares tons tonnes workers jobs cases deaths members votes")
)
