package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// edited is a line as it reads after those before it in its section: a person
// whose full name they print is named by the surname and title, and the day of
// the report is left out where it is the section's; another day is printed as a date.
func (c *composer) edited(ch choice, at *setting, day time.Time) Line {
	l := ch.line
	if l.Kind != Extract && l.Kind != Reduction || l.Form != "" || l.Speaker != "" {
		return l
	}
	s := ch.sentence()
	if at.precedes(ch.candidate) && l.Text != s.Text && (ownConnective.MatchString(s.Text) || addsEn.MatchString(outsideQuotes(s.Text))) {
		// The report's own "but" is true here, since what it answers stands before.
		if whole := c.partLine(ch.report.reading, s, s.Text, ""); !whole.IsZero() {
			return whole
		}
	}
	words := l.Text
	for _, n := range s.Names {
		if long, short, ok := shortName(s, n); ok && strings.Contains(at.words.String(), strings.ToLower(n.Surface)) && strings.Count(words, long) == 1 {
			words = strings.Replace(words, long, short, 1)
		}
	}
	if dayBegin(ch.report.article.Published).Equal(dayBegin(day)) {
		if phrase, rest, ok := dayPhrase(s, ch.report.article.Published, c.lang); ok && strings.Count(words, phrase) == 1 && c.daysTold(at) {
			words = strings.Replace(words, phrase, rest, 1)
		}
	}
	if c.lang == "en" {
		words = upperFirst(words)
	}
	if words != l.Text && readable(words, c.lang) && weight(words, c.lang) >= leastEdited(c.lang) {
		if shorter := c.partLine(ch.report.reading, s, words, ""); !shorter.IsZero() {
			l = shorter
		}
	}
	if !dayBegin(ch.report.article.Published).Equal(dayBegin(day)) {
		return c.datedLine(l, ch)
	}
	return l
}

// daysTold reports whether the section has printed a sentence already: the first
// one keeps its day.
func (c *composer) daysTold(at *setting) bool { return at.last.report != nil }

func leastEdited(lang string) int {
	if lang == "ja" {
		return 14
	}
	return 6
}

// owner matches what a Japanese name belongs to, from a mark on: "連合の".
var owner = regexp.MustCompile(`(?:^|[、。])([\p{Han}\p{Katakana}ーA-Za-z0-9]{1,16}の)$`)

// shortName returns how a sentence prints a person with title and given name, and
// the surname with what follows it there. In Japanese the title follows and
// stays, and what the person belongs to goes where it begins a phrase.
func shortName(s text.Sentence, n text.Name) (long, short string, ok bool) {
	family := lastPart(n.Surface)
	if n.Type != text.Person || family == "" || n.Span.Start < 0 || n.Span.End > utf8.RuneCountInString(s.Text) || quoted(s, n.Span) {
		return "", "", false
	}
	rs := []rune(s.Text)
	full := string(rs[n.Span.Start:n.Span.End])
	i := strings.Index(full, n.Surface)
	lead, next := string(rs[:n.Span.Start]), string(rs[n.Span.End:])
	if i < 0 || strings.HasSuffix(lead, "・") || strings.HasSuffix(strings.ToLower(lead), "the ") || len(strings.Fields(full)) > 6 ||
		strings.HasPrefix(next, ",") || strings.HasPrefix(next, ".") && utf8.RuneCountInString(next) > 1 || strings.ToUpper(full) == full && !strings.Contains(full, "・") {
		return "", "", false
	}
	if heldBefore.MatchString(lead) {
		return "", "", false // "former Velin" is no office
	}
	for _, o := range s.Names {
		if o.Span != n.Span && o.Type == text.Person && lastPart(o.Surface) == family {
			return "", "", false // two of one surname
		}
	}
	short = family + full[i+len(n.Surface):]
	if strings.Contains(n.Surface, "・") {
		if utf8.RuneCountInString(short) == utf8.RuneCountInString(family) {
			return "", "", false // a foreign surname without title or honorific
		}
		if m := owner.FindStringSubmatch(string(rs[:n.Span.Start])); m != nil {
			full = m[1] + full
		}
	}
	return full, short, true
}

// heldBefore matches what belongs to the title that follows.
var heldBefore = regexp.MustCompile(`(?i)(\b(former|late|then|acting|ex|outgoing|incoming|deputy|vice|assistant|ousted|exiled|interim)[ -])$`)

// lastPart is the surname of a name in several parts, "" for another.
func lastPart(name string) string {
	for _, sep := range []string{"・", " "} {
		if i := strings.LastIndex(name, sep); i >= 0 {
			return name[i+len(sep):]
		}
	}
	return ""
}

var (
	weekdayEn = regexp.MustCompile(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$`)
	tellEn    = regexp.MustCompile(`\b(?:said|announced|told reporters|confirmed|reported)$`)
	didEn     = regexp.MustCompile(`\b(?:[a-z]{3,}ed|said|told [a-z]+|met|spoke|held|struck|began|won|lost|took place|fell|rose)$`)
	afterDay  = regexp.MustCompile(`^ (?:[a-z]{3,}ed|said|told|met|spoke|held|began|won|lost|took|gave|made) `)
	partOfDay = regexp.MustCompile(`^(?:'s|’s| (?:night|morning|afternoon|evening|and|or|to|at|until|that it|through)\b|[-–])`)
)

// dayPhrase is how a sentence prints the day of its own report, with what joins
// it to the rest, and what stays of it. A sentence of two days keeps both.
func dayPhrase(s text.Sentence, published time.Time, lang string) (phrase, rest string, ok bool) {
	day, ok := onlyDay(s)
	if !ok || !day.Equal(dayBegin(published)) || len(s.Dates) != 1 {
		return "", "", false
	}
	d, rs := s.Dates[0], []rune(s.Text)
	if d.Span.Start < 0 || d.Span.End > len(rs) || quoted(s, d.Span) {
		return "", "", false
	}
	before, after := string(rs[:d.Span.Start]), string(rs[d.Span.End:])
	words := string(rs[d.Span.Start:d.Span.End])
	if lang == "ja" {
		if !strings.HasPrefix(after, "、") || !strings.HasSuffix(words, "日") {
			return "", "", false
		}
		for _, join := range []string{"は", "が"} {
			if strings.HasSuffix(before, join) {
				return join + words + "、", join, true
			}
		}
		return "", "", false
	}
	day3 := strings.TrimPrefix(words, "on ")
	if lang != "en" || !weekdayEn.MatchString(day3) || partOfDay.MatchString(after) {
		return "", "", false
	}
	if day3 != words {
		before += "on "
	}
	switch bare := strings.TrimSuffix(before, " on "); {
	case bare != before && (didEn.MatchString(bare) || afterDay.MatchString(after)) && !strings.HasSuffix(bare, ","):
		return " on " + day3, "", true
	case tellEn.MatchString(strings.TrimSpace(before)):
		return " " + day3, "", true
	}
	return "", "", false
}

// freely reports whether a hole of a reduction is one of the phrases that a
// sentence can do without although no mark bounds it: the title and given name
// before a surname, the day of the report, "it was found that" behind what was
// found. All else needs marks.
func freely(s cited, hole text.Span) bool {
	rs := []rune(s.sentence.Text)
	cut := string(rs[hole.Start:hole.End])
	for _, n := range s.sentence.Names {
		if long, short, ok := shortName(s.sentence, n); ok && !namesake(s, n) && hole.End <= n.Span.End && hole.End > n.Span.Start &&
			strings.TrimSpace(cut) == strings.TrimSpace(strings.TrimSuffix(long, short)) {
			return true
		}
	}
	lang := "en"
	if slices.ContainsFunc(rs, unspaced) {
		lang = "ja"
	}
	if phrase, rest, ok := dayPhrase(s.sentence, s.article.Published, lang); ok && strings.TrimSpace(cut) == strings.TrimSpace(strings.TrimPrefix(phrase, rest)) {
		return true
	}
	if lang == "en" && strings.TrimSpace(cut) == "also" && !alsoKept.MatchString(s.sentence.Text) {
		return true
	}
	return foundOut.MatchString(cut) && hole.End >= len(rs)-1 && hole.Start > 0 && rs[hole.Start-1] == 'た'
}

// namesake reports whether the report names somebody else of the same surname: the
// surname alone may then be the other.
func namesake(s cited, n text.Name) bool {
	family := lastPart(n.Surface)
	given := strings.TrimSuffix(n.Surface, family)
	of := func(o text.Name) bool {
		return o.Type == text.Person && o.Surface != n.Surface && lastPart(o.Surface) == family && strings.TrimSuffix(o.Surface, family) != given &&
			!strings.Contains(o.Surface, n.Surface) && !strings.Contains(n.Surface, o.Surface)
	}
	if slices.ContainsFunc(s.text.Title.Names, of) {
		return true
	}
	return slices.ContainsFunc(s.text.Sentences, func(o text.Sentence) bool { return slices.ContainsFunc(o.Names, of) })
}

// foundOut matches what reporters put behind a fact of which they have no doubt.
var foundOut = regexp.MustCompile(`^ことが(?:分かった|わかった|明らかになった)。?$`)

// daysKept refuses a reduction that leaves a day out alone, unless it is the day
// of the report, which stands beside the line: another day would be taken for it.
func daysKept(s cited, dropped []text.Span) error {
	for _, d := range s.sentence.Dates {
		for _, hole := range dropped {
			if !hole.Contains(d.Span) || hole.Len() > d.Span.Len()+8 {
				continue
			}
			rs := []rune(s.sentence.Text)
			left := strings.Trim(string(rs[hole.Start:d.Span.Start])+string(rs[d.Span.End:hole.End]), " ,、")
			if left != "" && left != "on" && left != "On" {
				continue
			}
			if !freely(s, hole) {
				return fmt.Errorf("%w: the day %q", ErrTurned, string(rs[hole.Start:hole.End]))
			}
		}
	}
	return nil
}
