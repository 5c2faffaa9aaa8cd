package digest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// chooseTold chooses sentences that a reader who has read so far, at a place of a
// section, can follow in the given order: one that leans on what is not told
// gives its place to one that leans on nothing.
func (c *composer) chooseTold(cands []candidate, n, most int, at *setting, order func([]choice)) []choice {
	chosen := c.chooseBy(cands, n, most, c.fresh)
	order(chosen)
	kept := given(chosen, at)
	if len(kept) == len(chosen) {
		return kept
	}
	more := c.chooseBy(cands, len(chosen)-len(kept), most, func(cand candidate) bool {
		return len(cand.leans) == 0 && c.fresh(cand) && !picked(chosen, cand) && !repeats(kept, cand)
	})
	kept = append(kept, more...)
	order(kept)
	return given(kept, at)
}

func picked(chosen []choice, cand candidate) bool {
	for _, have := range chosen {
		if have.report == cand.report && have.index == cand.index {
			return true
		}
	}
	return false
}

// given are the choices that lean on nothing but what is told before them.
func given(chosen []choice, at *setting) []choice {
	now := setting{people: at.people, last: at.last}
	now.words.WriteString(at.words.String())
	var out []choice
	for _, ch := range chosen {
		if !now.gives(ch.candidate) {
			continue
		}
		now.told(ch.line.Text, ch.candidate)
		out = append(out, ch)
	}
	return out
}

// factsOf are what a sentence tells, comparable between sentences: its figures with
// what they measure, and the names with the verb where it has two or more.
func factsOf(cand candidate) []string {
	var out []string
	for _, q := range cand.report.quantities[cand.index] {
		if q.Measure != "" && !q.Figure.Ordinal {
			out = append(out, quantityFact(q))
		}
	}
	s := cand.sentence()
	var names []string
	for _, n := range s.Names {
		if !slices.Contains(names, n.Normal) {
			names = append(names, n.Normal)
		}
	}
	for i := len(s.Words) - 1; i >= 0 && len(names) > 1; i-- {
		if w := s.Words[i]; w.Class == text.Verb && !w.Stop {
			return append(out, strings.Join(names, "|")+" "+w.Base)
		}
	}
	return out
}

// quantityFact is a figure with what it measures.
func quantityFact(q claim.Quantity) string {
	return fmt.Sprintf("%s %g %s", baseMeasure(q.Measure), q.Figure.Value, q.Figure.Unit)
}

// toldBefore reports whether the body has told a fact of a sentence: in other
// words, or a figure or deed with a part of its words. A narrative does not say it
// again.
func (c *composer) toldBefore(cand candidate) bool {
	if c.retold(cand) > RetoldAt {
		return true
	}
	if !slices.ContainsFunc(factsOf(cand), func(f string) bool { return c.facts[f] }) {
		return false
	}
	return slices.ContainsFunc(c.said, func(words map[string]bool) bool { return overlap(words, cand.words) > sameDeed })
}

// sameDeed is the share of common words from which two sentences with one figure
// tell the same; below it the figure stands beside something new.
const sameDeed = 0.25

// settingOf is what a reader knows after the cards of a section.
func (c *composer) settingOf(s Section) *setting {
	at := &setting{}
	for _, l := range []Line{s.Heading, s.Answer} {
		at.told(l.Text, candidate{})
	}
	for _, card := range s.Cards {
		at.told(card.Title.Text, candidate{})
		for _, l := range card.Points {
			at.told(l.Text, candidate{})
		}
	}
	return at
}

// happened is the day of what a sentence tells: the one exact day that it prints
// outside of quotations, when that has come, else the day of its report.
func happened(cand candidate) time.Time {
	published := dayBegin(cand.report.article.Published)
	if day, ok := onlyDay(cand.sentence()); ok && day.Before(published) {
		return day
	}
	return published
}

// onlyDay is the one exact day that a sentence prints outside of quotations.
func onlyDay(s text.Sentence) (time.Time, bool) {
	var out time.Time
	for _, d := range s.Dates {
		if d.Time.IsZero() || quoted(s, d.Span) {
			continue
		}
		day := dayBegin(d.Time)
		if d.Precision != text.Day || !out.IsZero() && !out.Equal(day) {
			return time.Time{}, false
		}
		out = day
	}
	return out, !out.IsZero()
}

func quoted(s text.Sentence, span text.Span) bool {
	for _, q := range s.Quotations {
		if q.Span.Contains(span) {
			return true
		}
	}
	return false
}

// dayBegin is the day of a time in its own zone, comparable between zones.
func dayBegin(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
