package digest

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// datedForm marks a line in which a day that only the report's own date makes clear
// ("Tuesday", 20日, 昨日) is printed as a date.
const datedForm = "dated"

var (
	weekdayDate = regexp.MustCompile(`^(?:[Oo]n )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^[Yy]esterday$`)
	dayDateJa   = regexp.MustCompile(`^(?:[0-9０-９]{1,2}日|昨日|きのう|一昨日|おととい|今日|きょう|本日)$`)
	dayLinkEn   = regexp.MustCompile(`\b(?:[Oo]n|by|until|since|from|before|after|through|of) $`)
	dayEndEn    = regexp.MustCompile(`^(?:[,.;]|$| (?:that|and|to|in|at|after|by|for|with|as|when|said|[a-z]{3,}ed)\b)`)
	dayGoesOn   = regexp.MustCompile(`^(?:'s|’s|[-–]| (?:night|morning|afternoon|evening)\b|間|目|後|前|以|付|未明|早朝|朝|夜|昼|深夜|午|か|から|まで|にも?か)`)
)

// sureDays is how far back a day may lie: "Thursday" in a report filed on a Wednesday
// is mostly the day of a text written a day later, and not six days ago.
const sureDays = 5

// dated returns words of a sentence with its one day, if that is no full date, as a
// date; ok is false where it has none or another reading of it is possible.
func dated(words string, s text.Sentence, published time.Time, lang string) (string, bool) {
	at, ok := onlyDay(s)
	if !ok || published.Sub(at) > sureDays*24*time.Hour || len(s.Dates) != 1 || quoted(s, s.Dates[0].Span) {
		return "", false
	}
	rs, span := []rune(s.Text), s.Dates[0].Span
	if span.Start < 0 || span.End > len(rs) {
		return "", false
	}
	surface, after := string(rs[span.Start:span.End]), string(rs[span.End:])
	if strings.Count(words, surface) != 1 || dayGoesOn.MatchString(after) {
		return "", false
	}
	before, rest, _ := strings.Cut(words, surface)
	day := dayText(at, lang)
	if lang == "ja" {
		return before + day + rest, dayDateJa.MatchString(surface) && !strings.HasSuffix(before, "月")
	}
	if lang != "en" || !weekdayDate.MatchString(surface) {
		return "", false
	}
	if bare := strings.TrimPrefix(strings.TrimPrefix(surface, "on "), "On "); bare != surface {
		return before + surface[:3] + day + rest, true
	}
	switch {
	case dayLinkEn.MatchString(before):
		return before + day + rest, true
	case before == "":
		return "On " + day + rest, strings.HasPrefix(rest, ",")
	}
	return before + "on " + day + rest, dayEndEn.MatchString(rest) && (tellEn.MatchString(strings.TrimSpace(before)) || didEn.MatchString(strings.TrimSpace(before)) || strings.EqualFold(surface, "yesterday"))
}

// datedLine is a plain line of a report of another day than its section's with its
// day as a date; the line itself where that cannot be.
func (c *composer) datedLine(l Line, ch choice) Line {
	s := ch.sentence()
	words, ok := dated(l.Text, s, ch.report.article.Published, c.lang)
	if !ok {
		return l
	}
	out := c.line(Line{Kind: Reduction, Form: datedForm, Text: words, Cites: []Citation{c.cite(ch.report.reading, s, nil)}})
	if out.IsZero() {
		return l
	}
	return out
}

// checkDated asks that a line with a date is its sentence, or a reduction of it, with
// the day printed there.
func checkDated(p Printed, sentences []cited) error {
	if len(sentences) != 1 {
		return fmt.Errorf("%w: a dated line and its sentence", ErrNoCitation)
	}
	s := sentences[0]
	at, ok := onlyDay(s.sentence)
	if !ok || len(s.sentence.Dates) != 1 {
		return fmt.Errorf("%w: which day in %q", ErrSlot, s.sentence.Text)
	}
	rs, span := []rune(s.sentence.Text), s.sentence.Dates[0].Span
	if span.Start < 0 || span.End > len(rs) {
		return ErrSlot
	}
	surface, day := string(rs[span.Start:span.End]), dayText(at, p.Lang)
	for _, printed := range []string{"on " + day, "On " + day, day} {
		if strings.Count(p.Text, printed) != 1 {
			continue
		}
		back := strings.Replace(p.Text, printed, surface, 1)
		if again, ok := dated(back, s.sentence, s.article.Published, p.Lang); ok && again == p.Text && wholeOrPart(back, s) {
			return nil
		}
	}
	return fmt.Errorf("%w: %q is not the day of %q", ErrSlot, day, s.sentence.Text)
}
