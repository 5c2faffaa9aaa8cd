package theme

import (
	"strconv"
	"strings"
	"time"

	"kiku/internal/digest"
)

// The strip's measures, in units of its drawing: it is stripWide on a phone.
const (
	stripWide  = 360.0
	stripEdge  = 16.0
	stripHigh  = 52.0 // of the fullest day
	stripFine  = 4.0  // a step lower than this has no edge of its own
	axisLow    = 20.0 // room below the axis, for the months
	monthApart = 46.0 // nearest that two months may stand
)

// stripScale puts days on the strip: in scale, but a silence longer than an eighth of
// the whole takes an eighth.
type stripScale struct {
	days   []int     // with something on them, ascending
	x      []float64 // of each
	breaks []float64 // where the axis is broken
}

func newScale(on []int) stripScale {
	sc := stripScale{days: on}
	span := on[len(on)-1] - on[0]
	longest := max(longSilence, span/8)
	total := 0
	for i := 1; i < len(on); i++ {
		total += min(on[i]-on[i-1], longest)
	}
	unit := (stripWide - 2*stripEdge) / float64(max(total, 1))
	x := stripEdge
	for i := range on {
		if i > 0 {
			gap := min(on[i]-on[i-1], longest)
			if gap < on[i]-on[i-1] {
				sc.breaks = append(sc.breaks, x+unit*float64(gap)/2)
			}
			x += unit * float64(gap)
		}
		sc.x = append(sc.x, x)
	}
	return sc
}

// at is where a day lies.
func (sc stripScale) at(day int) float64 {
	for i := len(sc.days) - 1; i > 0; i-- {
		if day >= sc.days[i] {
			return sc.x[i]
		}
		if day > sc.days[i-1] {
			share := float64(day-sc.days[i-1]) / float64(sc.days[i]-sc.days[i-1])
			return sc.x[i-1] + share*(sc.x[i]-sc.x[i-1])
		}
	}
	return sc.x[0]
}

// Strip draws the whole timeline in one look, in scale of time: a bar for each
// day, with a step for each report, that leads to its row, changes of position and corrections on the axis,
// months below it, this edition at the end. It is hidden from screen readers and
// from the tab key: the rows that follow it are the same in words.
func Strip(s *Shell, d *digest.Digest) string {
	rows := beats(s, d, d.Timeline, false)
	if len(d.Timeline) < 3 {
		return ""
	}
	origin := dayAt(rows[0].at)
	var on []int
	for _, r := range rows {
		if day := days(origin, r.at); len(on) == 0 || day > on[len(on)-1] {
			on = append(on, day)
		}
	}
	if len(on) < 3 {
		return ""
	}
	sc := newScale(on)
	told, most := daysOf(d, origin)
	axis := stripHigh + 10
	var b strings.Builder
	fine := ""
	if stripHigh/float64(most) < stripFine {
		fine = " fine"
	}
	b.WriteString(`<svg class="strip` + fine + `" viewBox="0 0 ` + num(stripWide) + ` ` + num(axis+axisLow) + `" aria-hidden="true" focusable="false">`)
	b.WriteString(`<path class="axis" d="M` + num(stripEdge/2) + ` ` + num(axis) + `H` + num(stripWide-stripEdge) + `"/>`)
	for _, x := range sc.breaks {
		b.WriteString(`<path class="break" d="M` + num(x-4) + ` ` + num(axis) + `h8"/><path class="axis" d="M` + num(x-6) + ` ` + num(axis+4) + `l4 -8M` + num(x+2) + ` ` + num(axis+4) + `l4 -8"/>`)
	}
	monthsOn(&b, s, sc, rows, origin, axis)
	wide := barWide(sc, told)
	for _, day := range told {
		barOn(&b, s, day, sc.at(day.day), axis, wide, stripHigh/float64(most))
	}
	for _, r := range rows {
		x := sc.at(days(origin, r.at))
		switch r.kind {
		case "change":
			b.WriteString(`<path class="change" d="M` + num(x) + ` ` + num(axis-4.5) + `l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>`)
		case "fix":
			b.WriteString(`<rect class="fix" x="` + num(x-3.5) + `" y="` + num(axis-3.5) + `" width="7" height="7"/>`)
		case "now":
			b.WriteString(`<path class="now" d="M` + num(x) + ` ` + num(axis-9) + `V` + num(axis+6) + `"/>`)
		}
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// dayTold is a day with its moments.
type dayTold struct {
	day, reports int
	moments      []beat
}

// daysOf gathers the moments of each day, and how many reports the fullest has.
func daysOf(d *digest.Digest, origin time.Time) (out []dayTold, most int) {
	most = 4 // below this a full bar would shout
	for i := range d.Timeline {
		m := &d.Timeline[i]
		day := days(origin, m.Date)
		if n := len(out); n == 0 || out[n-1].day != day {
			out = append(out, dayTold{day: day})
		}
		t := &out[len(out)-1]
		t.moments = append(t.moments, beat{moment: m, at: m.Date, number: i + 1})
		t.reports += max(m.Reports, 1)
		most = max(most, t.reports)
	}
	return out, most
}

// barWide is how wide bars can be without touching, from 2 to 9.
func barWide(sc stripScale, all []dayTold) float64 {
	wide := 9.0
	for i := 1; i < len(all); i++ {
		wide = min(wide, sc.at(all[i].day)-sc.at(all[i-1].day)-0.4)
	}
	return max(wide, 2)
}

// barOn stacks the reports of a day in their publishers' colours, each moment in
// a link of its own. A disputed moment has a mark above the bar.
func barOn(b *strings.Builder, s *Shell, day dayTold, x, axis, wide, unit float64) {
	y, disputed := axis, false
	for _, m := range day.moments {
		b.WriteString(`<a href="#` + momentID(m.number) + `" tabindex="-1"><title>` + escape(Day(s.Lang, m.at, s.Built)+" "+s.T("timeline.reports", "n", m.moment.Reports)) + `</title>`)
		for _, run := range runsOf(m.moment) {
			high := unit * float64(run.reports)
			y -= high
			b.WriteString(`<rect class="slice c` + strconv.Itoa(run.publisher) + `" x="` + num(x-wide/2) + `" y="` + num(y) + `" width="` + num(wide) + `" height="` + num(high) + `"/>`)
		}
		b.WriteString(`</a>`)
		disputed = disputed || len(m.moment.Disputes) > 0
	}
	if disputed {
		b.WriteString(`<path class="odds" d="M` + num(x-3) + ` ` + num(y-8) + `l3 5l3 -5"/>`)
	}
}

// monthsOn writes the months below the axis where there is room; a story within
// one month has its first day and its last.
func monthsOn(b *strings.Builder, s *Shell, sc stripScale, rows []beat, origin time.Time, axis float64) {
	write := func(x float64, anchor, words string) {
		b.WriteString(`<text x="` + num(x) + `" y="` + num(axis+16) + `" text-anchor="` + anchor + `">` + escape(words) + `</text>`)
	}
	first, last := rows[0].at, rows[len(rows)-1].at
	if rows[0].kind == "month" {
		first = rows[1].at
	}
	if sameMonth(first, last) {
		write(stripEdge/2, "start", ShortDay(s.Lang, first))
		write(stripWide-stripEdge/2, "end", ShortDay(s.Lang, last))
		return
	}
	taken := -monthApart
	for _, r := range rows {
		if r.kind != "month" {
			continue
		}
		x := sc.at(days(origin, r.at))
		if x-taken >= monthApart && x < stripWide-monthApart {
			write(max(x, stripEdge/2), "start", shortMonth(s.Lang, r.at, taken < 0))
			taken = x
		}
	}
}

func shortMonth(lang string, t time.Time, year bool) string {
	switch {
	case lang == "ja" && (year || t.Month() == 1):
		return t.Format("2006年1月")
	case lang == "ja":
		return t.Format("1月")
	case year || t.Month() == 1:
		return t.Format("Jan 2006")
	}
	return t.Format("Jan")
}

// momentID names a moment's row on the timeline's page.
func momentID(n int) string { return "m-" + strconv.Itoa(n) }
