package theme

import (
	"fmt"
	"strings"
	"time"
)

var weekdaysJA = [...]string{"日", "月", "火", "水", "木", "金", "土"}

// Zone returns the short name of a time's zone: "JST", "UTC", "CEST", or
// "UTC-5" where the source gave only an offset. Nine hours ahead is JST.
func Zone(t time.Time) string {
	name, offset := t.Zone()
	if name != "" && !strings.ContainsAny(name, "+-0123456789") && name != "Local" {
		return name
	}
	switch {
	case offset == 0:
		return "UTC"
	case offset == 9*3600:
		return "JST"
	case offset%3600 == 0:
		return fmt.Sprintf("UTC%+d", offset/3600)
	}
	sign, abs := "+", offset
	if offset < 0 {
		sign, abs = "-", -offset
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, abs/3600, abs%3600/60)
}

// Moment returns date, time of day and zone, always with the year:
// "2026年7月14日 17:05 JST", "14 July 2026, 17:05 JST".
func Moment(lang string, t time.Time) string {
	if lang == "ja" {
		return t.Format("2006年1月2日 15:04 ") + Zone(t)
	}
	return t.Format("2 January 2006, 15:04 ") + Zone(t)
}

// Day returns a date without its time; the year is printed only where it is
// not the year of ref.
func Day(lang string, t, ref time.Time) string {
	switch {
	case lang == "ja" && t.Year() == ref.Year():
		return t.Format("1月2日")
	case lang == "ja":
		return t.Format("2006年1月2日")
	case t.Year() == ref.Year():
		return t.Format("2 January")
	}
	return t.Format("2 January 2006")
}

// ShortDay is a date for a narrow cell: "7/14", "14 Jul".
func ShortDay(lang string, t time.Time) string {
	if lang == "ja" {
		return t.Format("1/2")
	}
	return t.Format("2 Jan")
}

// Weekday is a date as a heading: "7月14日（火）", "Tuesday 14 July".
func Weekday(lang string, t, ref time.Time) string {
	if lang == "ja" {
		return Day(lang, t, ref) + "（" + weekdaysJA[t.Weekday()] + "）"
	}
	return t.Format("Monday ") + Day(lang, t, ref)
}

// Count prints a section's number: 一, 二, 三 in Japanese up to ten.
func Count(lang string, n int) string {
	kanji := [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	if lang == "ja" && n > 0 && n < len(kanji) {
		return kanji[n]
	}
	return fmt.Sprint(n)
}

// MonthName is a month as a link: "2026年7月", "July 2026".
func MonthName(lang string, t time.Time) string {
	if lang == "ja" {
		return t.Format("2006年1月")
	}
	return t.Format("January 2006")
}
