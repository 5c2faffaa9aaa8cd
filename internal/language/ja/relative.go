package ja

import (
	"fmt"
	"strings"

	"kiku/internal/language/text"
)

// fixed are days and stretches counted from the publication.
var fixed = []struct {
	word      string
	days      int
	months    int
	years     int
	precision text.Precision
}{
	{"一昨日", -2, 0, 0, text.Day}, {"おととい", -2, 0, 0, text.Day}, {"昨日", -1, 0, 0, text.Day}, {"きのう", -1, 0, 0, text.Day}, {"昨夜", -1, 0, 0, text.Day}, {"昨晩", -1, 0, 0, text.Day},
	{"今日", 0, 0, 0, text.Day}, {"きょう", 0, 0, 0, text.Day}, {"本日", 0, 0, 0, text.Day}, {"今朝", 0, 0, 0, text.Day}, {"けさ", 0, 0, 0, text.Day}, {"今夜", 0, 0, 0, text.Day}, {"今晩", 0, 0, 0, text.Day},
	{"明日", 1, 0, 0, text.Day}, {"あした", 1, 0, 0, text.Day}, {"あす", 1, 0, 0, text.Day}, {"明後日", 2, 0, 0, text.Day}, {"あさって", 2, 0, 0, text.Day},
	{"先々週", -14, 0, 0, text.Approximate}, {"先週", -7, 0, 0, text.Approximate}, {"今週", 0, 0, 0, text.Approximate}, {"来週", 7, 0, 0, text.Approximate}, {"再来週", 14, 0, 0, text.Approximate},
	{"先々月", 0, -2, 0, text.Month}, {"先月", 0, -1, 0, text.Month}, {"今月", 0, 0, 0, text.Month}, {"来月", 0, 1, 0, text.Month}, {"再来月", 0, 2, 0, text.Month},
	{"一昨年", 0, 0, -2, text.Year}, {"おととし", 0, 0, -2, text.Year}, {"昨年", 0, 0, -1, text.Year}, {"去年", 0, 0, -1, text.Year}, {"今年", 0, 0, 0, text.Year}, {"ことし", 0, 0, 0, text.Year}, {"本年", 0, 0, 0, text.Year}, {"来年", 0, 0, 1, text.Year}, {"再来年", 0, 0, 2, text.Year},
	{"先ごろ", 0, 0, 0, text.Approximate}, {"最近", 0, 0, 0, text.Approximate},
}

// relative reads a date that begins with a word.
func (d *dater) relative(i int) int {
	if d.now.IsZero() {
		return 0
	}
	if n := d.same(i); n > 0 {
		return n
	}
	for _, f := range fixed {
		if d.has(i, f.word) && !(f.word == "明日" && d.has(i, "明日香")) {
			return d.fixed(i, i+len([]rune(f.word)), f.days, f.months, f.years, f.precision)
		}
	}
	if d.has(i, "今") || d.has(i, "昨") || d.has(i, "来") {
		y := d.now.Year() + map[rune]int{'昨': -1, '来': 1}[d.l.at(i)]
		for _, s := range seasons {
			if d.has(i+1, s.word) {
				return d.addAs(i, i+2, d.day(y, s.month, 1), text.Approximate, fmt.Sprintf("%d-%d", y, s.code))
			}
		}
	}
	return d.weekday(i)
}

func (d *dater) fixed(i, j, days, months, years int, p text.Precision) int {
	now := d.today()
	switch p {
	case text.Year:
		if v, k := d.number(j); k-j == 4 && d.has(k, "年") {
			return d.afterYear(i, k+1, v) // 昨年2011年
		}
		return d.afterYear(i, j, now.Year()+years)
	case text.Month:
		first := d.day(now.Year(), int(now.Month()), 1).AddDate(0, months, 0)
		if d.has(j, "の") {
			if _, k := d.number(j + 1); k > j+1 && d.has(k, "日") {
				j++
			}
		}
		return d.afterMonth(i, j, first, int(first.Month()))
	case text.Approximate:
		if days != 0 || d.has(i, "今週") {
			if n := d.weekOf(i, j, days); n > 0 {
				return n
			}
		}
		t, iso := now.AddDate(0, 0, days), ""
		if d.has(i+1, "週") || d.has(i+2, "週") {
			y, w := t.ISOWeek()
			iso = fmt.Sprintf("%d-W%02d", y, w)
		}
		return d.addAs(i, j, t, p, iso)
	}
	return d.add(i, j, now.AddDate(0, 0, days), p)
}

// weekOf reads "先週の火曜日", "来週末".
func (d *dater) weekOf(i, j, days int) int {
	k := j
	if d.has(k, "の") {
		k++
	}
	wd := strings.IndexRune("日月火水木金土", d.l.at(k))
	if wd < 0 || !d.has(k+1, "曜") {
		return 0
	}
	wd /= 3 // bytes of one kanji
	now := d.today()
	monday := now.AddDate(0, 0, -(int(now.Weekday())+6)%7+days)
	end := k + 2
	if d.has(end, "日") {
		end++
	}
	return d.add(i, end, monday.AddDate(0, 0, (wd+6)%7), text.Day)
}

// same reads dates that lean on the one before: 同日, 同月3日, 同年6月, この日,
// 前日, 翌日. Without one before they lean on the publication.
func (d *dater) same(i int) int {
	base, day := d.last, d.lastDay
	if base.IsZero() {
		base = d.today()
	}
	if day.IsZero() {
		day = d.today()
	}
	beside := day // 前日 and 翌日 lean on a day in the same sentence only: 前日比
	if len(d.out) == 0 {
		beside = d.today()
	}
	switch {
	case d.has(i, "同日") && !d.has(i+2, "本"):
		return d.add(i, i+2, day, text.Day)
	case d.has(i, "同月"):
		return d.afterMonth(i, i+2, d.day(base.Year(), int(base.Month()), 1), int(base.Month()))
	case d.has(i, "同年"):
		return d.afterYear(i, i+2, base.Year())
	case d.has(i, "この日"):
		return d.add(i, i+3, day, text.Day)
	case d.has(i, "前日"):
		return d.add(i, i+2, beside.AddDate(0, 0, -1), text.Day)
	case d.has(i, "翌日"):
		return d.add(i, i+2, beside.AddDate(0, 0, 1), text.Day)
	case d.has(i, "翌") && monthAt(d, i+1) == 0 && d.has(i+1, "年"):
		return d.afterYear(i, i+2, base.Year()+1)
	case d.has(i, "前年") && monthAt(d, i+2) > 0:
		return d.afterYear(i, i+2, base.Year()-1)
	}
	return 0
}

// weekday reads 火曜日 and 火曜: the nearest such day not after the
// publication.
func (d *dater) weekday(i int) int {
	wd := strings.IndexRune("日月火水木金土", d.l.at(i))
	if wd < 0 || !d.has(i+1, "曜") || d.l.at(i-1) == '毎' || d.has(i-2, "毎週") || d.l.at(i-1) == '・' || d.l.at(i+2) == '・' {
		return 0
	}
	wd /= 3
	end := i + 2
	if d.has(end, "日") {
		end++
	}
	now := d.today()
	back := (int(now.Weekday()) - wd + 7) % 7
	return d.add(i, end, now.AddDate(0, 0, -back), text.Day)
}
