package ja

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// dater resolves the dates of one sentence against the publication time.
type dater struct {
	l    layout
	now  time.Time
	last time.Time // the date before it in the sentence, or the one of the sentence before: 同月, 同年
	// lastDay is the last one that was a day: 同日, この日, 午後3時.
	lastDay time.Time
	out     []text.Date
}

// dates finds the dates of a sentence: 5月21日, 21日, 昨年8月, 3日前, 先週,
// 令和7年, 火曜日. A time of day stays with its day. before are those of the
// sentence before, which 同日 and 同月 lean on.
func dates(l layout, published time.Time, before []text.Date) []text.Date {
	d := dater{l: l, now: published}
	for _, b := range before {
		if d.last = b.Time; b.Precision == text.Day {
			d.lastDay = b.Time
		}
	}
	for i := 0; i < len(l.f); {
		n := d.at(i)
		i += max(n, 1)
	}
	return d.out
}

func (d *dater) at(i int) int {
	c := d.l.f[i]
	switch {
	case c >= '0' && c <= '9':
		if prev := d.l.at(i - 1); prev >= '0' && prev <= '9' || prev == '.' || prev == ',' || prev == '/' || prev == '-' || prev == '第' {
			return 0
		}
		return d.numeric(i)
	case strings.ContainsRune("令平昭大明", c):
		return d.era(i)
	case c == '午' || c == '正':
		return d.clockAlone(i)
	case c == '上' || c == '下':
		return d.half(i, i, d.now.Year(), d.now.IsZero())
	case strings.ContainsRune("今昨来去同翌前先再一明本当さこ日月火水木金土きあお最け", c):
		return d.relative(i)
	}
	return 0
}

// number reads digits at i: value, end; end is i if there are none.
func (d *dater) number(i int) (int, int) {
	v, j := 0, i
	for j < len(d.l.f) && d.l.f[j] >= '0' && d.l.f[j] <= '9' && j-i < 5 {
		v = v*10 + int(d.l.f[j]-'0')
		j++
	}
	return v, j
}

func (d *dater) has(i int, s string) bool {
	for _, c := range s {
		if d.l.at(i) != c {
			return false
		}
		i++
	}
	return true
}

func (d *dater) zone() *time.Location {
	if d.now.IsZero() {
		return time.UTC
	}
	return d.now.Location()
}

func (d *dater) day(y, m, day int) time.Time {
	t := time.Date(y, time.Month(m), day, 0, 0, 0, 0, d.zone())
	if t.Day() != day || m < 1 || m > 12 {
		return time.Time{}
	}
	return t
}

// today is midnight of the publication day, zero when that is unknown.
func (d *dater) today() time.Time {
	if d.now.IsZero() {
		return time.Time{}
	}
	y, m, day := d.now.Date()
	return d.day(y, int(m), day)
}

func (d *dater) add(i, end int, t time.Time, p text.Precision) int {
	return d.addAs(i, end, t, p, plainISO(t, p))
}

// addAs is add for what ISO 8601 does not write by precision alone. It takes in
// the time of day, 以降 and ごろ after the date.
func (d *dater) addAs(i, end int, t time.Time, p text.Precision, iso string) int {
	if t.IsZero() {
		return 0
	}
	if p == text.Day {
		var from, to string
		if end, from, to = d.clock(end); from != "" && !strings.Contains(iso, "/") {
			day := iso
			if iso = day + "T" + from; to != "" {
				iso += "/" + day + "T" + to
			}
		}
	}
	end, iso = d.after(end, iso)
	d.out = append(d.out, text.Date{Surface: d.l.cut(i, end), Time: t, Precision: p, ISO: iso, Span: text.Span{Start: i, End: end}})
	d.last = t
	if p == text.Day {
		d.lastDay = t
	}
	return end - i
}

// numeric reads a date that begins with a number.
func (d *dater) numeric(i int) int {
	v, j := d.number(i)
	switch {
	case j-i == 4 && v > 1500 && v < 2200 && v%10 == 0 && d.has(j, "年代"):
		return d.addAs(i, j+2, d.day(v, 1, 1), text.Approximate, strconv.Itoa(v/10)+"X")
	case j-i == 4 && v > 1500 && v < 2200 && d.has(j, "年") && !d.span(j+1):
		return d.afterYear(i, j+1, v)
	case j-i == 2 && d.has(j, "年") && (d.has(j+1, "度") || monthAt(d, j+1) > 0 || d.has(j+1, "春") || d.has(j+1, "夏") || d.has(j+1, "秋") || d.has(j+1, "冬")) && !d.now.IsZero() && 2000+v-d.now.Year() < 40:
		return d.afterYear(i, j+1, 2000+v)
	case j-i == 4 && v > 1500 && v < 2200 && (d.l.at(j) == '/' || d.l.at(j) == '-' || d.l.at(j) == '.'):
		return d.slashed(i, j, v)
	case d.has(j, "時") && v <= 24 && !d.has(j+1, "間"):
		return d.clockAlone(i)
	case v >= 1 && v <= 12 && d.rangeMark(j) && d.rangeEnd(j+1, "月", 12) > 0:
		return d.months(i, v, d.rangeEnd(j+1, "月", 12))
	case v >= 1 && v <= 31 && d.rangeMark(j) && d.rangeEnd(j+1, "日", 31) > v:
		return d.days(i, j+1, d.besideDay(i, v))
	case d.has(j, "月") && v >= 1 && v <= 12 && !d.has(j+1, "号"):
		return d.afterMonth(i, j+1, d.yearFor(v), v)
	case d.has(j, "日") && v >= 1 && v <= 31 && !d.dayCount(j+1):
		if v == 1 && (d.l.at(j+1) >= '0' && d.l.at(j+1) <= '9' || d.has(j+1, "あたり") || d.has(j+1, "当たり") || d.has(j+1, "平均")) {
			return 0 // 1日12回
		}
		return d.add(i, d.weekdayMark(j+1), d.besideDay(i, v), text.Day)
	case j-i <= 2 && d.l.at(j) == '/' && v >= 1 && v <= 12:
		if day, k := d.number(j + 1); k > j+1 && k-j <= 3 && day >= 1 && day <= 31 && !d.has(k, "/") && !(d.l.at(k) >= '0' && d.l.at(k) <= '9') {
			return d.add(i, d.weekdayMark(k), d.day(d.yearFor(v).Year(), v, day), text.Day)
		}
	case (d.has(j, "日前") || d.has(j, "週間前") || d.has(j, "か月前") || d.has(j, "カ月前") || d.has(j, "ヶ月前") || d.has(j, "年前")) && !d.now.IsZero():
		return d.ago(i, j, v)
	}
	return 0
}

// span reports that what stands at i makes a stretch of time, not a date.
func (d *dater) span(i int) bool {
	return d.has(i, "間") || d.has(i, "連続") || d.has(i, "ぶり") || d.has(i, "後") || d.has(i, "前") || d.has(i, "目") || d.has(i, "以上") || d.has(i, "余")
}

// dayCount reports "3日間", "3日ぶり", "3日連続": days counted, not a day.
func (d *dater) dayCount(i int) bool {
	return d.has(i, "間") || d.has(i, "ぶり") || d.has(i, "連続") || d.has(i, "目") || d.has(i, "前") || d.has(i, "後") || d.has(i, "続") || d.has(i, "以内") || d.has(i, "分") || d.has(i, "程度") || d.has(i, "以上")
}

func monthAt(d *dater, i int) int {
	v, j := d.number(i)
	if j > i && v >= 1 && v <= 12 && d.has(j, "月") {
		return v
	}
	return 0
}

// afterYear goes on after "2024年" (or 令和7年, 昨年), whose text began at i.
func (d *dater) afterYear(i, j, y int) int {
	if d.has(j, "度") {
		return d.addAs(i, j+1, d.day(y, 4, 1), text.Year, fmt.Sprintf("FY%d", y))
	}
	if d.has(j, "の") && monthAt(d, j+1) > 0 {
		j++
	}
	if m := monthAt(d, j); m > 0 {
		_, k := d.number(j)
		return d.afterMonth(i, k+1, d.day(y, m, 1), m)
	}
	if n := d.partOfYear(i, j, y); n > 0 {
		return n
	}
	if d.has(j, "内") || d.has(j, "中") {
		j++
	}
	return d.add(i, j, d.day(y, 1, 1), text.Year)
}

// afterMonth goes on after "5月"; first is the month's first day.
func (d *dater) afterMonth(i, j int, first time.Time, m int) int {
	if first.IsZero() {
		return 0
	}
	if d.has(j, "期") {
		return d.addAs(i, j+1, first, text.Month, "FYE"+first.Format("2006-01"))
	}
	if v, k := d.number(j); k > j && v >= 1 && d.rangeMark(k) && d.rangeEnd(k+1, "日", 31) > v {
		return d.days(i, k+1, d.day(first.Year(), m, v))
	}
	if v, k := d.number(j); k > j && d.has(k, "日") && v >= 1 && v <= 31 {
		return d.add(i, d.weekdayMark(k+1), d.day(first.Year(), m, v), text.Day)
	}
	for _, part := range partsOfMonth {
		if d.has(j, part.word) {
			from, to := d.day(first.Year(), m, part.from), first.AddDate(0, 1, -1)
			if part.to > 0 {
				to = d.day(first.Year(), m, part.to)
			}
			return d.addAs(i, j+len([]rune(part.word)), from, text.Approximate, from.Format(time.DateOnly)+"/"+to.Format(time.DateOnly))
		}
	}
	if d.has(j, "末") {
		k := j + 1
		if d.has(k, "日") {
			k++
		}
		return d.add(i, k, first.AddDate(0, 1, -1), text.Day)
	}
	return d.add(i, j, first, text.Month)
}

// slashed reads 2025/03/18 and 2025-03-18.
func (d *dater) slashed(i, j, y int) int {
	sep := d.l.at(j)
	m, k := d.number(j + 1)
	if k == j+1 || m < 1 || m > 12 || d.l.at(k) != sep {
		return 0
	}
	day, e := d.number(k + 1)
	if e == k+1 || day < 1 || day > 31 {
		return 0
	}
	return d.add(i, e, d.day(y, m, day), text.Day)
}

// yearFor returns the first day of the month m nearest to the publication,
// or of the year of a date before it in the sentence.
func (d *dater) yearFor(m int) time.Time {
	if len(d.out) > 0 && !d.last.IsZero() && d.last.Year() != d.now.Year() {
		return d.day(d.last.Year(), m, 1)
	}
	now := d.today()
	if now.IsZero() {
		return time.Time{}
	}
	t := d.day(now.Year(), m, 1)
	switch {
	case t.Sub(now) > 185*24*time.Hour:
		return d.day(now.Year()-1, m, 1)
	case now.Sub(t) > 270*24*time.Hour:
		return d.day(now.Year()+1, m, 1)
	}
	return t
}

// besideDay returns the day of a bare "26日" at i: in the month of a day printed
// right before it (9月25日と26日), else the nearest one.
func (d *dater) besideDay(i, day int) time.Time {
	if n := len(d.out); n > 0 && d.out[n-1].Precision == text.Day && i-d.out[n-1].Span.End <= 4 {
		if t := d.day(d.last.Year(), int(d.last.Month()), day); !t.IsZero() && !t.Before(d.last) {
			return t
		}
	}
	return d.nearDay(day)
}

// nearDay returns the day of the month nearest to the publication; in a tie of
// sense the past: newspapers print the bare day of what has just happened.
func (d *dater) nearDay(day int) time.Time {
	now := d.today()
	if now.IsZero() {
		return time.Time{}
	}
	if len(d.out) > 0 && d.out[len(d.out)-1].Precision != text.Year && d.last.Before(now.AddDate(0, 0, -20)) {
		if t := d.day(d.last.Year(), int(d.last.Month()), day); !t.IsZero() {
			return t
		}
	}
	best := time.Time{}
	for step := -1; step <= 1; step++ {
		m := time.Date(now.Year(), now.Month()+time.Month(step), 1, 0, 0, 0, 0, now.Location())
		t := d.day(m.Year(), int(m.Month()), day)
		if t.IsZero() {
			continue
		}
		if best.IsZero() || apart(t, now) < apart(best, now) {
			best = t
		}
	}
	return best
}

func apart(a, b time.Time) time.Duration {
	if a.After(b) {
		return 2 * a.Sub(b)
	}
	return b.Sub(a)
}

// weekdayMark takes in "(水)" and "（火曜日）" after a day.
func (d *dater) weekdayMark(j int) int {
	if c := d.l.at(j); c == '(' || c == '（' {
		for k := j + 1; k < j+6 && k < len(d.l.f); k++ {
			if d.l.f[k] == ')' || d.l.f[k] == '）' {
				if strings.ContainsRune("日月火水木金土", d.l.at(j+1)) {
					return k + 1
				}
				break
			}
		}
	}
	return j
}

// ago reads "3日前", "2週間前", "5年前".
func (d *dater) ago(i, j, v int) int {
	now := d.today()
	switch {
	case d.has(j, "日前"):
		return d.add(i, j+2, now.AddDate(0, 0, -v), text.Day)
	case d.has(j, "週間前"):
		return d.add(i, j+3, now.AddDate(0, 0, -7*v), text.Approximate)
	case d.has(j, "年前"):
		return d.add(i, j+2, d.day(now.Year()-v, 1, 1), text.Year)
	}
	return d.add(i, j+3, d.day(now.Year(), int(now.Month()), 1).AddDate(0, -v, 0), text.Month)
}

// era reads 令和7年, 平成元年.
func (d *dater) era(i int) int {
	for _, e := range []struct {
		name string
		from int
	}{{"令和", 2019}, {"平成", 1989}, {"昭和", 1926}, {"大正", 1912}, {"明治", 1868}} {
		if !d.has(i, e.name) {
			continue
		}
		v, j := d.number(i + 2)
		if d.has(i+2, "元") {
			v, j = 1, i+3
		}
		if j > i+2 && d.has(j, "年") && !d.span(j+1) {
			return d.afterYear(i, j+1, e.from+v-1)
		}
	}
	return 0
}
