package audit

import (
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
			if f.Ordinal || f.Unit == "" && f.Counts == "" || f.Span.InDate(s.Dates) || r.counted(f) || inName(s, f.Span) || r.Lines[s.line].Marked && r.countable(f.Value) {
				continue
			}
			r.report(Number, s.line, s.Text, say{"「%s」という数字はどのカードにもありません", "no card prints the figure %q"}, f.Surface)
		}
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
		if !digitAt(s, i-1) && !digitAt(s, i+len(f)) {
			return false
		}
		from = i + len(f)
	}
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

func inName(s *sentence, span text.Span) bool {
	for _, n := range s.Names {
		if n.Span.Contains(span) {
			return true
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
