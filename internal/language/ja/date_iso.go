package ja

import (
	"fmt"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// plainISO writes a date by its precision; an approximate one is a stretch that
// the caller knows better.
func plainISO(t time.Time, p text.Precision) string {
	switch p {
	case text.Day:
		return t.Format(time.DateOnly)
	case text.Month:
		return t.Format("2006-01")
	case text.Year:
		return t.Format("2006")
	}
	return ""
}

// partsOfMonth are the ten days of 旬; to 0 is the month's end.
var partsOfMonth = []struct {
	word     string
	from, to int
}{{"上旬", 1, 10}, {"初め", 1, 10}, {"初旬", 1, 10}, {"前半", 1, 15}, {"中旬", 11, 20}, {"半ば", 11, 20}, {"後半", 16, 0}, {"下旬", 21, 0}}

// seasons by the codes of EDTF; the month is the first of the season.
var seasons = []struct {
	word  string
	month int
	code  int
}{{"春", 3, 21}, {"夏", 6, 22}, {"秋", 9, 23}, {"冬", 12, 24}}

// partOfYear reads what follows a year: 春, 末, 上半期, 前半.
func (d *dater) partOfYear(i, j, y int) int {
	for _, s := range seasons {
		if d.has(j, s.word) {
			return d.addAs(i, j+1, d.day(y, s.month, 1), text.Approximate, fmt.Sprintf("%d-%d", y, s.code))
		}
	}
	switch {
	case d.has(j, "末"):
		return d.add(i, j+1, d.day(y, 12, 1), text.Month)
	case d.has(j, "初め") || d.has(j, "初頭"):
		return d.add(i, j+2, d.day(y, 1, 1), text.Month)
	case d.has(j, "前半"):
		return d.addAs(i, j+2, d.day(y, 1, 1), text.Approximate, fmt.Sprintf("%d-01/%d-06", y, y))
	case d.has(j, "後半"):
		return d.addAs(i, j+2, d.day(y, 7, 1), text.Approximate, fmt.Sprintf("%d-07/%d-12", y, y))
	}
	return d.half(i, j, y, false)
}

// half reads 上半期, 下半期, 上期 at j for the year y: the calendar year's halves.
func (d *dater) half(i, j, y int, unknown bool) int {
	end := j + 1
	switch {
	case unknown:
		return 0
	case d.has(end, "半期"):
		end += 2
	case d.has(end, "期") && i < j:
		end++
	default:
		return 0
	}
	m := 1
	if d.has(j, "下") {
		m = 7
	}
	return d.addAs(i, end, d.day(y, m, 1), text.Approximate, fmt.Sprintf("%d-%02d/%d-%02d", y, m, y, m+5))
}

// hours are words for a part of the day, as the Meteorological Agency's terms
// for forecasts have them; longer ones first.
var hours = []struct{ word, from, to string }{
	{"昼過ぎ", "12:00", "15:00"}, {"明け方", "03:00", "06:00"}, {"昼前", "09:00", "12:00"}, {"午前", "00:00", "12:00"}, {"午後", "12:00", "23:59"}, {"正午", "12:00", ""},
	{"未明", "00:00", "03:00"}, {"早朝", "03:00", "06:00"}, {"夕方", "15:00", "18:00"}, {"夕刻", "15:00", "18:00"}, {"深夜", "21:00", "23:59"}, {"夜", "18:00", "23:59"}, {"朝", "06:00", "09:00"}, {"昼", "12:00", "15:00"}, {"夕", "15:00", "18:00"},
}

// clock reads the time of day at j, after a date: 午後5時30分, 夜, の未明. It
// returns where it ends and from when to when it is, "15:04"; from is "" when
// there is none, to is "" for a moment.
func (d *dater) clock(j int) (end int, from, to string) {
	k := j
	if d.has(k, "の") {
		k++
	}
	afternoon := false
	end = j
	for _, h := range hours {
		if d.has(k, h.word) && !(h.word == "夜" && d.has(k, "夜間")) && !(len(h.word) == 3 && d.has(k+1, "刊")) {
			k += len([]rune(h.word))
			end, from, to = k, h.from, h.to
			afternoon = h.word == "午後" || h.word == "夜" || h.word == "夕方"
			break
		}
	}
	if end == j && k > j {
		return j, "", ""
	}
	v, e := d.number(k)
	if e == k || v >= 30 || !d.has(e, "時") && !(d.l.at(e) == ':' && e-k <= 2) || d.has(e, "時間") {
		return end, from, to
	}
	minute := 0
	end = e + 1
	if m, e2 := d.number(end); e2 > end && (d.has(e2, "分") || d.l.at(e) == ':' && e2-end == 2) {
		minute = m
		if end = e2; d.has(e2, "分") {
			end++
		}
	} else if d.l.at(e) == ':' {
		return k, from, to
	} else if d.has(end, "半") {
		minute = 30
		end++
	}
	if afternoon && v < 12 {
		v += 12
	}
	return end, fmt.Sprintf("%02d:%02d", v, minute), ""
}

// after takes in what bounds a date: ごろ, 以降.
func (d *dater) after(end int, iso string) (int, string) {
	for _, w := range []string{"ごろ", "頃"} {
		if d.has(end, w) && iso != "" {
			end += len([]rune(w))
			iso = "~" + iso
		}
	}
	if d.has(end, "以降") && !strings.Contains(iso, "/") && iso != "" {
		return end + 2, iso + "/.."
	}
	return end, iso
}

// clockAlone reads a time of day without a date before it, 16時30分 or 午後3時:
// on the last day that was printed, else that of the publication.
func (d *dater) clockAlone(i int) int {
	end, from, to := d.clock(i)
	if from == "" || to != "" || end-i < 4 && d.l.at(i) != '正' {
		return 0 // 午後 alone, 3時
	}
	day := d.lastDay
	if day.IsZero() {
		day = d.today()
	}
	if n := len(d.out); n > 0 && d.out[n-1].Span.End == i {
		return 0
	}
	return d.add(i, i, day, text.Day)
}

func (d *dater) rangeMark(i int) bool {
	c := d.l.at(i)
	return c == '〜' || c == '～' || c == '~' || c == '-' || c == '−' || c == '―' || c == '—'
}

// rangeEnd reads the number before unit at i, 0 when there is none up to most.
func (d *dater) rangeEnd(i int, unit string, most int) int {
	v, j := d.number(i)
	if j == i || v < 1 || v > most || !d.has(j, unit) || d.dayCount(j+1) {
		return 0
	}
	return v
}

// months reads 4〜6月, 10〜12月期, of the year nearest to the publication.
func (d *dater) months(i, from, to int) int {
	first := d.yearFor(from)
	if first.IsZero() {
		return 0
	}
	end := i
	for !d.has(end, "月") {
		end++
	}
	end++
	if d.has(end, "期") {
		end++
	}
	last := first.AddDate(0, (to-from+12)%12, 0)
	return d.addAs(i, end, first, text.Month, first.Format("2006-01")+"/"+last.Format("2006-01"))
}

// days reads the end of a range of days, whose number stands at j: 3〜5日.
func (d *dater) days(i, j int, from time.Time) int {
	v, k := d.number(j)
	if from.IsZero() {
		return 0
	}
	to := d.day(from.Year(), int(from.Month()), v)
	if to.IsZero() {
		return 0
	}
	n := d.addAs(i, d.weekdayMark(k+1), from, text.Day, from.Format(time.DateOnly)+"/"+to.Format(time.DateOnly))
	d.last, d.lastDay = to, to
	return n
}
