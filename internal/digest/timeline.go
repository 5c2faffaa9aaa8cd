package digest

import (
	"regexp"
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// maxBackground bounds the earlier days that are told from what reports
// mention of them.
const maxBackground = 6

// timeline is the story's events, each with the title that says most of it,
// and before them the earlier days that reports look back to.
func (c *composer) timeline() []Moment {
	var out []Moment
	for i, e := range c.in.Story.Events {
		if m, ok := c.moment(i); ok {
			m.Event, m.Reports = e.ID, e.Independent()
			out = append(out, m)
		}
	}
	out = append(c.background(), out...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Date.Before(out[j].Date) })
	return out
}

// moment tells an event by the title of its most central report; in another
// language when the digest's own has none.
func (c *composer) moment(event int) (Moment, bool) {
	var best *report
	score := -100.0
	for _, r := range c.eventReports(event) {
		v := c.profiles[event].relevance(contentWords(r.text.Title))
		if r.opinion {
			v -= 0.5
		}
		if !r.article.Terms.Quotable() {
			v -= 10 // only where no other report has told the event
		}
		if v > score {
			best, score = r, v
		}
	}
	if best == nil {
		for _, m := range c.in.Story.Events[event].Articles {
			if best = c.byID[m.Article]; best != nil {
				break
			}
		}
	}
	if best == nil {
		return Moment{}, false
	}
	return Moment{Date: c.in.Story.Events[event].First, Line: c.foreignTitle(best)}, true
}

func (c *composer) foreignTitle(r *report) Line {
	if r.article.Lang == c.lang && r.article.Terms.Quotable() {
		return c.titleLine(r.reading, labelJa.ReplaceAllString(labelEn.ReplaceAllString(r.text.Title.Text, ""), ""))
	}
	l := Line{Kind: Extract, Text: r.text.Title.Text, Cites: []Citation{c.cite(r.reading, r.text.Title, nil)}}
	if r.article.Lang != c.lang {
		l.Lang = r.article.Lang
	}
	return c.line(l)
}

// background finds sentences that tell what happened on an exact earlier day,
// the day best reported first.
func (c *composer) background() []Moment {
	type past struct {
		cands      []candidate
		publishers map[string]bool
		date       time.Time
	}
	days := map[string]*past{}
	for _, r := range c.reports {
		for _, cand := range r.candidates {
			d, ok := onlyPastDay(cand.sentence(), r.article)
			if !ok || notThatDay.MatchString(cand.sentence().Text) || !d.Before(c.in.Story.First.Add(-day)) {
				continue
			}
			key := d.Format(time.DateOnly)
			if days[key] == nil {
				days[key] = &past{publishers: map[string]bool{}, date: d}
			}
			days[key].cands = append(days[key].cands, cand)
			days[key].publishers[r.article.Publisher] = true
		}
	}
	var order []*past
	for _, p := range days {
		order = append(order, p)
	}
	sort.Slice(order, func(i, j int) bool {
		if a, b := len(order[i].publishers), len(order[j].publishers); a != b {
			return a > b
		}
		return order[i].date.After(order[j].date)
	})
	var out []Moment
	for _, p := range order {
		if len(out) == maxBackground {
			break
		}
		sort.SliceStable(p.cands, func(i, j int) bool { return p.cands[i].score > p.cands[j].score })
		for _, cand := range p.cands {
			l := c.sentenceLine(cand.report.reading, cand.sentence(), c.comfort())
			if !l.IsZero() && cand.relevant > 0.15 && holds(l.Text, cand.sentence().Dates[0].Surface) {
				out = append(out, Moment{Date: p.date, Reports: len(p.publishers), Line: l})
				break
			}
		}
	}
	return out
}

// notThatDay matches sentences whose day is a limit or a plan, not the day of
// what they tell.
var notThatDay = regexp.MustCompile(`(?i)\b(since|as of|prior to|until|by|week ending|will|to hold|scheduled|due|propos\w*|expected)\b|以来|まで|予定`)

// onlyPastDay is the one exact day a sentence names, when it lies before the
// report's own day.
func onlyPastDay(s text.Sentence, a article.Article) (time.Time, bool) {
	if len(s.Dates) != 1 || s.Dates[0].Precision != text.Day || s.Dates[0].Time.IsZero() {
		return time.Time{}, false
	}
	d := s.Dates[0].Time
	return d, d.Before(a.Published.Add(-2 * day))
}
