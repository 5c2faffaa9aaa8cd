package theme

import (
	"sort"
	"strconv"
	"time"

	"kiku/internal/digest"
)

// beat is one row of the drawn timeline.
type beat struct {
	kind    string // "month", "event", "change", "fix", "gap" or "now"
	at      time.Time
	space   int // 0 to 3: how much the line goes on below the row, by the days to the next
	moment  *digest.Moment
	number  int // of the moment in Digest.Timeline, from 1
	holding *digest.Holding
	turn    int // of the holding's positions: the one that changed
	fix     *digest.Correction
	words   string
}

// beats is the timeline as it is drawn: the moments given, the changes of
// position and the corrections in order of time, with the months, the long
// silences, and this edition at the end. Where brief is set only the newest
// changes stand beside the moments.
func beats(s *Shell, d *digest.Digest, moments []digest.Moment, brief bool) []beat {
	if len(moments) == 0 {
		return nil
	}
	rows := append(turns(d, brief), mended(d, brief)...)
	for i := range moments {
		rows = append(rows, beat{kind: "event", at: moments[i].Date, moment: &moments[i], number: numberOf(d, &moments[i])})
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].before(rows[j]) })
	rows = append(rows, beat{kind: "now", at: d.AsOf, words: s.T("timeline.now", "n", d.Edition)})
	return spacedOut(s, d, rows)
}

// before orders rows by day; within a day, what happened comes before what it
// changed and what was corrected afterwards.
func (b beat) before(c beat) bool {
	if x, y := dayAt(b.at), dayAt(c.at); !x.Equal(y) {
		return x.Before(y)
	}
	if (b.kind == "event") != (c.kind == "event") {
		return b.kind == "event"
	}
	return b.at.Before(c.at)
}

// newestFlags is how many changes of position and corrections, of each, stand on
// a brief timeline.
const newestFlags = 2

func turns(d *digest.Digest, brief bool) []beat {
	var out []beat
	for i := range d.Ledger {
		h := &d.Ledger[i]
		for n, p := range h.Positions {
			if p.Changed && n > 0 {
				out = append(out, beat{kind: "change", at: p.Date, holding: h, turn: n})
			}
		}
	}
	return newest(out, brief)
}

func mended(d *digest.Digest, brief bool) []beat {
	var out []beat
	seen := map[string]bool{}
	for i := range d.Corrected {
		c := &d.Corrected[i]
		if key := string(c.Article); !seen[key] {
			seen[key] = true
			out = append(out, beat{kind: "fix", at: c.When, fix: c})
		}
	}
	return newest(out, brief)
}

func newest(rows []beat, brief bool) []beat {
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].at.Before(rows[j].at) })
	if brief && len(rows) > newestFlags {
		return rows[len(rows)-newestFlags:]
	}
	return rows
}

func numberOf(d *digest.Digest, m *digest.Moment) int {
	for i := range d.Timeline {
		if d.Timeline[i].Line.ID == m.Line.ID && d.Timeline[i].Event == m.Event {
			return i + 1
		}
	}
	return 0
}

// The line goes on in the scale of time up to longSilence; what is longer is
// broken, with its length in words. In a story of months a week is no silence.
const (
	longSilence = 7
	manyDays    = 90
)

func spacedOut(s *Shell, d *digest.Digest, rows []beat) []beat {
	long := longSilence
	if days(rows[0].at, rows[len(rows)-1].at) > manyDays {
		long = 2 * longSilence
	}
	months := !sameMonth(rows[0].at, rows[len(rows)-1].at)
	var out []beat
	for i, row := range rows {
		if months && (i == 0 || !sameMonth(rows[i-1].at, row.at)) && row.kind != "now" {
			out = append(out, beat{kind: "month", at: row.at, words: MonthName(s.Lang, row.at)})
		}
		if i+1 == len(rows) {
			return append(out, row)
		}
		n := days(row.at, rows[i+1].at)
		row.space = spaceOf(n)
		out = append(out, row)
		if n >= long {
			out = append(out, beat{kind: "gap", at: row.at, words: silence(s, d, row.at, rows[i+1].at, n)})
		}
	}
	return out
}

// silence says how long nothing stands on the line, and whether anybody reported
// in between.
func silence(s *Shell, d *digest.Digest, from, to time.Time, n int) string {
	start := dayAt(d.Since)
	a, b := days(start, from), days(start, to)
	quiet := a >= 0
	for _, p := range d.Flower.Petals {
		quiet = quiet && (p.Day <= a || p.Day >= b)
	}
	if quiet {
		return s.T("timeline.silent", "n", n-1)
	}
	return s.T("timeline.later", "n", n)
}

func spaceOf(days int) int {
	switch {
	case days >= 5:
		return 3
	case days >= 3:
		return 2
	case days >= 2:
		return 1
	}
	return 0
}

func dayAt(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// days is how many midnights lie between two times.
func days(a, b time.Time) int { return int(dayAt(b).Sub(dayAt(a)) / (24 * time.Hour)) }

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }

// place is where a moment is told: its section's address, else its row on the
// timeline's page; there, what its line stands on.
func place(s *Shell, v *StoryView, b beat) string {
	for i, p := range v.D.Pages {
		for _, sec := range p.Sections {
			if sec.Event == b.moment.Event && sec.Event != "" {
				path := s.Href(StoryPath(s.Lang, v.D.Story, i+1))
				if v.Tab == "story" && i+1 == v.Number {
					path = ""
				}
				return path + "#e-" + string(sec.Event)
			}
		}
	}
	if v.Tab == "timeline" {
		return "#t-" + b.moment.Line.ID
	}
	return s.Href(side(s, v, "timeline")) + "#" + momentID(b.number)
}

// placeWords says where place leads, for those who do not see the dot.
func placeWords(s *Shell, v *StoryView, b beat) string {
	date := Day(s.Lang, b.moment.Date, s.Built)
	switch {
	case hasSection(v.D, b.moment):
		return s.T("timeline.go.section", "date", date)
	case v.Tab == "timeline":
		return s.T("timeline.go.source", "date", date)
	}
	return s.T("timeline.go.row", "date", date)
}

func hasSection(d *digest.Digest, m *digest.Moment) bool {
	for _, p := range d.Pages {
		for _, sec := range p.Sections {
			if sec.Event == m.Event && m.Event != "" {
				return true
			}
		}
	}
	return false
}

// tellers names who reports a moment.
func tellers(d *digest.Digest, m *digest.Moment) []string {
	var out []string
	for _, i := range m.Publishers {
		if i >= 0 && i < len(d.Sources.Publishers) {
			out = append(out, d.Sources.Publishers[i].Name)
		}
	}
	return out
}

// turnWords is a change of position: "拒否 → 条件つき".
func turnWords(s *Shell, b beat) string {
	before, now := b.holding.Positions[b.turn-1], b.holding.Positions[b.turn]
	return s.T("stance."+string(before.Stance)) + " → " + s.T("stance."+string(now.Stance))
}

func space(b beat) string { return "s" + strconv.Itoa(b.space) }
