package audit

import (
	"regexp"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// numbers asks that every figure with a unit stands in a card (C4).
func (r *reading) numbers() {
	if len(r.sources) == 0 {
		return
	}
	for _, s := range r.all {
		if p := r.part(s); !told[p] && p != Answer && p != Heading && p != Headline && p != Remark && p != Teaser || s.copied || p == Teaser && r.Lines[s.line].Fixed {
			continue
		}
		for _, f := range s.Figures {
			if f.Ordinal || f.Unit == "" && f.Counts == "" || r.part(s) == Heading && f.Value <= 3 || f.Span.InDate(s.Dates) || r.counted(f) || inName(s, f.Span) || (r.Lines[s.line].Marked || r.Lines[s.line].Fixed) && r.countable(f.Value) {
				continue
			}
			if r.betweenCards(f) {
				continue
			}
			r.report(Number, s.line, s.Text, say{"「%s」という数字はどのカードにもありません", "no card prints the figure %q"}, f.Surface)
		}
		r.bareNumbers(s)
	}
}

// counted reports whether a source has a figure of this value and unit.
func (r *reading) counted(f text.Figure) bool {
	for _, s := range r.sources {
		for _, o := range s.Figures {
			if (o.Value == f.Value || o.High != 0 && o.High == f.Value) && (o.Unit == f.Unit || f.Unit == "" || o.Unit == "") {
				return true
			}
		}
		if holdsWord(folded(s.Text), folded(f.Surface)) && !digitBeside(folded(s.Text), folded(f.Surface)) {
			return true
		}
	}
	return false
}

// digitBeside reports whether every place of a figure's characters is inside a
// longer number.
func digitBeside(s, f string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], f)
		if i < 0 {
			return true
		}
		i += from
		if !digitAt(s, i-1) && !fractionBefore(s, i) && !digitAt(s, i+len(f)) {
			return false
		}
		from = i + len(f)
	}
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// fractionBefore reports whether a figure's first digit is what follows a point or
// a thousands' comma: 1 in 4.1.
func fractionBefore(s string, i int) bool {
	return i > 0 && (s[i-1] == '.' || s[i-1] == ',') && digitAt(s, i-2)
}

// counter matches a number that the reader of figures passes over: a score, a
// number before a counter of its own.
var counter = regexp.MustCompile(`\d+-\d+|(?:震度|マグニチュード|レベル)\d+(?:\.\d+)?[弱強]?|(\d[\d,.]*)(都市|公演|会場|種類|項目|部門|チーム|作品|曲|話|巻|店舗|拠点|路線|区間|カ国|か国|ヵ国|校|棟|床|名|票|議席|点|位|勝|敗|機|隻|両|台|便|杯|本|冊|人目|例|施設|自治体|市町村|町村|地区|団体|社)`)

// bareNumbers asks the same of what the reader of figures passes over.
func (r *reading) bareNumbers(s *sentence) {
	if r.part(s) == Headline || r.Lines[s.line].Fixed || r.Lines[s.line].Marked {
		return
	}
	f := folded(s.Text)
	for _, m := range counter.FindAllStringIndex(f, -1) {
		if f[m[0]] < 0x80 && digitAt(f, m[0]-1) || fractionBefore(f, m[0]) || m[0] > 1 && f[m[0]-1] == '-' || dated(s, runeOf(f, m[0])) {
			continue
		}
		found := false
		for _, o := range r.sources {
			found = found || !digitBeside(folded(o.Text), f[m[0]:m[1]])
		}
		if !found {
			r.report(Number, s.line, s.Text, say{"「%s」という数字はどのカードにもありません", "no card prints the figure %q"}, f[m[0]:m[1]])
			return
		}
	}
}

// dated reports whether a place of a sentence stands in a date or in a figure that
// is read as one.
func dated(s *sentence, at int) bool {
	for _, d := range s.Dates {
		if d.Span.Start <= at && at < d.Span.End {
			return true
		}
	}
	for _, f := range s.Figures {
		if f.Span.Start <= at && at < f.Span.End {
			return true
		}
	}
	return false
}

func inName(s *sentence, span text.Span) bool {
	for _, n := range s.Names {
		if n.Span.Contains(span) {
			return true
		}
	}
	return false
}

// lengths are the days of a unit of time.
var lengths = map[string]float64{"day": 1, "days": 1, "日": 1, "日間": 1, "week": 7, "週間": 7, "month": 30.4, "か月": 30.4, "カ月": 30.4, "ヶ月": 30.4, "月": 30.4, "year": 365, "年": 365, "年間": 365}

// betweenCards reports whether a figure is the time between two cards, which the
// page may count itself.
func (r *reading) betweenCards(f text.Figure) bool {
	days := lengths[f.Unit] * f.Value
	if days == 0 {
		return false
	}
	for _, a := range r.Cards {
		for _, b := range r.Cards {
			if d := a.Date.Sub(b.Date).Hours() / 24; !a.Date.IsZero() && !b.Date.IsZero() && d > 0 && d > days*0.85-1 && d < days*1.15+1 {
				return true
			}
		}
	}
	return false
}

// countable reports whether a marked remark may have counted a number on the page
// itself: publishers, reports, cards, or the days between two of them.
func (r *reading) countable(v float64) bool {
	publishers, addresses := map[string]bool{}, map[string]bool{}
	var days []time.Time
	for _, c := range r.Cards {
		publishers[c.Publisher], addresses[c.URL] = true, true
		days = append(days, c.Date)
	}
	for _, p := range r.Passages {
		publishers[p.Publisher], addresses[p.URL] = true, true
		days = append(days, p.Date)
	}
	if v <= float64(max(len(publishers), len(addresses), len(r.Cards))) {
		return true
	}
	for _, a := range days {
		for _, b := range days {
			if n := a.Sub(b).Abs().Hours() / 24; !a.IsZero() && !b.IsZero() && v >= n-1 && v <= n+1 {
				return true
			}
		}
	}
	return false
}
