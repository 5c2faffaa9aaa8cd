package digest

import (
	"strings"
	"time"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// movedFigure is a value of a measure in one event.
type movedFigure struct {
	event   int
	measure string
	value   float64
}

// supersede notes the figures that later reports of the same event moved, and
// until when each of them stood.
func (c *composer) supersede(disputes []claim.Dispute) {
	c.until = map[movedFigure]time.Time{}
	for _, d := range disputes {
		if d = settle(d); d.Kind != claim.Update || c.fallen(d) {
			continue
		}
		r := c.byID[d.A.Ref.Article]
		if r == nil {
			continue
		}
		for _, qs := range r.quantities {
			for _, q := range qs {
				if q.Ref == d.A.Ref && (holds(d.A.Value, q.Figure.Surface) || holds(q.Figure.Surface, d.A.Value)) {
					c.until[movedFigure{r.event, baseMeasure(q.Measure), q.Figure.Value}] = d.B.Published
				}
			}
		}
	}
}

// stale reports whether a sentence of a report (its title for -1) is no longer
// how things stand: it prints a figure that moved since, or expects what a later
// report tells.
func (c *composer) stale(r *report, index int) bool {
	key := staleKey{r, index}
	if known, ok := c.stales[key]; ok {
		return known
	}
	v := c.outOfDate(r, index) || c.overtaken(r, index)
	c.stales[key] = v
	return v
}

type staleKey struct {
	report *report
	index  int
}

// outOfDate reports whether a sentence prints a figure that a later report of its
// event has moved.
func (c *composer) outOfDate(r *report, index int) bool {
	for _, q := range r.quantities[index] {
		until, ok := c.until[movedFigure{r.event, baseMeasure(q.Measure), q.Figure.Value}]
		if ok && r.article.Published.Before(until) {
			return true
		}
	}
	return false
}

// expects matches a sentence on what is to come, in Japanese by its end.
var expects = pattern.MustCompile(`\b(will|would|is due to|are due to|is to|are to|is expected to|are expected to|is likely to|are likely to|is set to|are set to|plans? to|scheduled|planned|poised to|about to)\b|(予定|見通し|見込み|方針|構え|方向|考え)(だ|である|だという|としている|という|を示した|を固めた)?。$|(目指す|調整している|検討している|急ぐ)。$|(へ|する見通し)$`)

// Bounds of what a later report tells of what an earlier one expected, set by
// reading the sample newsroom and a day of reports.
const (
	cameTrue      = 0.6 // share of the expectation's words in one later sentence
	wordsExpected = 4
	afterwards    = 3 * time.Hour
	openings      = 4 // sentences of the later report that may tell it
)

// overtaken reports whether a sentence expects, or has from hearsay, what is over:
// the day it names lies before the newest report, or a later report tells the same
// as a fact.
func (c *composer) overtaken(r *report, index int) bool {
	s := sentenceOf(r, index)
	ahead := expects.MatchString(outsideQuotes(s.Text))
	hearsay := false
	for _, st := range r.statements[index] {
		hearsay = hearsay || st.Hearsay
	}
	if !ahead && !hearsay {
		return false
	}
	if ahead && c.dayIsOver(s, r) {
		return true
	}
	words := contentWords(s)
	if len(words) < wordsExpected {
		return false
	}
	for _, o := range c.reports {
		if o.article.Published.Sub(r.article.Published) < afterwards {
			continue
		}
		for i := -1; i < min(openings, len(o.text.Sentences)); i++ {
			t := sentenceOf(o, i)
			if expects.MatchString(outsideQuotes(t.Text)) || claim.Hedged(t) || i == -1 && c.lang == "en" && strings.Contains(t.Text, " to ") {
				continue
			}
			told := contentWords(t)
			if n := overlapCount(words, told); n >= wordsExpected && float64(n) >= cameTrue*float64(min(len(words), len(told))) {
				return true
			}
		}
	}
	return false
}

// dayIsOver reports whether every day that a sentence on what is to come names
// lies after its report and before the day of the newest one.
func (c *composer) dayIsOver(s text.Sentence, r *report) bool {
	over := false
	for _, d := range s.Dates {
		if d.Precision != text.Day || d.Time.IsZero() {
			continue
		}
		at := d.Time
		if at.Before(dayStart(r.article.Published)) && !strings.ContainsAny(d.Surface, "月/") && c.lang == "ja" {
			at = at.AddDate(0, 1, 0) // 「27日に開かれる」 is read as a day that was
		}
		if !at.Before(dayStart(c.newest())) {
			return false
		}
		over = over || !at.Before(dayStart(r.article.Published).Add(day))
	}
	return over
}

// dayStart is the beginning of a time's day, in its own zone.
func dayStart(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// sentenceOf is a report's sentence, its title for -1.
func sentenceOf(r *report, index int) text.Sentence {
	if index < 0 {
		return r.text.Title
	}
	return r.text.Sentences[index]
}

// current are the candidates that still tell how things stand; all of them where
// fewer than two would be left.
func (c *composer) current(cands []candidate) []candidate {
	var out []candidate
	for _, cand := range cands {
		if !c.stale(cand.report, cand.index) {
			out = append(out, cand)
		}
	}
	if len(out) < 2 {
		return cands
	}
	return out
}
