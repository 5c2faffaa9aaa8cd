package digest

import (
	"regexp"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// countTurn asks for the newest toll that a report gives near its beginning.
func (c *composer) countTurn(ch chapter) (turn, bool) {
	if ch.phase > 0 || !c.deadly(ch) || c.lang == "en" && !headDeadly(c.headReport(ch)) {
		return turn{}, false
	}
	for _, measure := range []string{"death", "injury", "missing", "arrest"} {
		q, ok := largestQuantity(c.eventReports(ch.index), measure)
		name := "q." + measure
		if !ok || c.asked[name] {
			continue
		}
		r, s, found := c.sentenceAt(q.Ref)
		if !found {
			continue
		}
		cite := c.cite(r.reading, s, []text.Span{q.Figure.Span})
		var t turn
		t.question = c.frame(name, nil, cite)
		t.answer = c.frame("a.figure", map[string]string{"figure": figureWords(s, q.Figure, c.lang)}, cite)
		if !t.question.IsZero() && !t.answer.IsZero() {
			c.asked[name] = true
			return t, true
		}
	}
	return turn{}, false
}

// headDeadly reports whether the title that will head a section says that people came
// to harm.
func headDeadly(r *report) bool {
	return claim.Grave(text.Text{Lang: r.text.Lang, Title: r.text.Title}) || harmEn.MatchString(r.article.Title)
}

var harmEn = regexp.MustCompile(`(?i)\b(attacks?|strikes?|bomb\w*|blasts?|explosions?|crash\w*|quakes?|earthquakes?|floods?|mudslides?|storms?|shootings?|fires?|collapses?)\b`)

// deadly reports whether a title of the chapter says that people came to harm;
// a toll in a report's background is not what its section turns on.
func (c *composer) deadly(ch chapter) bool {
	for _, r := range ch.reports {
		if punished.MatchString(r.article.Title) {
			return false // the dead are those of another day
		}
	}
	for _, r := range ch.reports {
		if claim.Grave(text.Text{Lang: r.text.Lang, Title: r.text.Title}) {
			return true
		}
	}
	return false
}

var punished = regexp.MustCompile(`(?i)\b(execut\w+|convicted|sentenced|charged|jailed|hanged|trial|court)\b|死刑|判決|起訴|公判`)

// largestQuantity is the highest figure for a measure that a report gives near
// its beginning: a toll rises, and the bodies found today are part of it.
func largestQuantity(reports []*report, measure string) (claim.Quantity, bool) {
	var best claim.Quantity
	found := false
	for _, r := range reports {
		for n := range min(4, len(r.text.Sentences)) + 1 {
			i := n
			if n == min(4, len(r.text.Sentences)) {
				i = -1 // the title last: a sentence prints the same toll better
			}
			for _, q := range r.quantities[i] {
				if baseMeasure(q.Measure) != measure || oldToll.MatchString(r.sentenceText(i)) || q.Figure.Ordinal || !countsPeople(q.Figure) {
					continue
				}
				if !found || q.Figure.Value > best.Figure.Value {
					best, found = q, true
				}
				break // the first figure of a report is its toll
			}
		}
	}
	return best, found
}

// baseMeasure is a measure without its day; a measure of a part ("death/child")
// stays what it is.
func baseMeasure(measure string) string {
	base, _, _ := strings.Cut(measure, "@")
	return base
}

// oldToll matches sentences that count over years or a whole war.
var oldToll = regexp.MustCompile(`(?i)\bsince\b|in total|overall|\bwar’s|\bwar's|throughout the|\b(19\d\d|20[01]\d)\b|以来|累計`)

// sentenceText is a report's sentence, its title for -1.
func (r *report) sentenceText(i int) string {
	if i < 0 {
		return r.text.Title.Text
	}
	return r.text.Sentences[i].Text
}

// countsPeople reports whether a figure can be a number of people.
func countsPeople(f text.Figure) bool {
	switch f.Unit {
	case "", "人", "名", "people", "person":
		return f.Value >= 1 && f.Value == float64(int64(f.Value))
	}
	return false
}

// figureWords is a figure with its noun, as the sentence prints them together:
// "at least six people". In Japanese the unit is part of the figure.
func figureWords(s text.Sentence, f text.Figure, lang string) string {
	if lang == "ja" {
		return f.Surface
	}
	end := f.Span.End
	rs := []rune(s.Text)
	for _, w := range s.Words {
		if w.Span.Start < f.Span.End {
			continue
		}
		if w.Span.Start > end+1 || w.Class != text.Noun && w.Class != text.Adjective && w.Surface != "others" && w.Surface != "people" {
			break
		}
		end = w.Span.End
		if w.Class == text.Noun && strings.HasSuffix(w.Surface, "s") || w.Surface == "people" {
			break
		}
	}
	words := string(rs[f.Span.Start:min(end, len(rs))])
	if len(strings.Fields(words)) > 6 {
		return f.Surface
	}
	return words
}
