package audit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// How many lines after a card's source may be a host's, and how long they are:
// in the seed pages and in those of other such sites a host says a sentence or two
// before the telling goes on.
const (
	hostLines   = 2
	hostLongJa  = 36 // characters
	hostWordsEn = 10
)

// hosts takes for a host's remark what stands where hosts speak and states no fact:
// before a section's first card, and just after a card.
func (r *reading) hosts() {
	for i := range r.Lines {
		l := &r.Lines[i]
		if l.Part == Remark && !l.Marked && l.Section >= 0 && guess.MatchString(l.Text) && chatty(l.Text) == "" && r.afterCard(i) && r.amidProse(i) {
			l.Part = Prose
		}
		if l.Part != Prose || l.Section < 0 || len(r.Sections[l.Section].Cards) == 0 {
			continue
		}
		switch {
		case !r.afterCard(i):
			if (r.Lang == "ja" && r.polite(i) || r.Lang != "ja" && r.short(i) && !r.figured(i)) && !r.named(i, r.Lang != "ja") {
				l.Part = Remark
			}
		case r.justAfterCard(i) && r.short(i) && (r.Lang != "ja" || r.polite(i)) && !r.named(i, true) && !r.figured(i):
			l.Part = Remark
		}
	}
}

// guess matches a sentence that a host may say and a teller too.
var guess = regexp.MustCompile(`(そうです|ようです|でしょう)[。]?$`)

// amidProse reports whether a line stands between two of the telling.
func (r *reading) amidProse(line int) bool {
	return line > 0 && line+1 < len(r.Lines) && r.Lines[line-1].Part == Prose && (r.Lines[line+1].Part == Prose || r.Lines[line+1].Part == Remark)
}

// polite reports whether every sentence of a line ends as one who speaks to the
// reader.
func (r *reading) polite(line int) bool {
	for _, s := range r.byLine[line] {
		if !politeEnd.MatchString(s.Text) {
			return false
		}
	}
	return true
}

// named reports whether a line names a person or an organization; speaking of
// somebody's words or manner ("X氏の言葉に") does not count when loose.
func (r *reading) named(line int, loose bool) bool {
	for _, s := range r.byLine[line] {
		for _, n := range s.Names {
			if n.Type != text.Person && n.Type != text.Organization && (!loose || n.Type != text.Place && r.Lang == "ja") {
				continue
			}
			if loose && hasSuffixAfter(s, n, "の") || loose && n.Type == text.Person && r.Lang != "ja" && strings.HasPrefix(restOf(s, n), "'s") {
				continue
			}
			return true
		}
	}
	return false
}

// restOf is what follows a name in its sentence.
func restOf(s *sentence, n text.Name) string {
	rs := []rune(s.Text)
	return string(rs[min(n.Span.End, len(rs)):])
}

func hasSuffixAfter(s *sentence, n text.Name, particle string) bool {
	return strings.HasPrefix(restOf(s, n), particle)
}

// figured reports whether a line states something that can be counted or looked
// up: a figure that no card prints, a day, a quotation, a statement.
func (r *reading) figured(line int) bool {
	for _, s := range r.byLine[line] {
		if len(s.Quotations) > 0 || len(s.said) > 0 {
			return true
		}
		counted := 0
		for _, f := range s.Figures {
			if !r.counted(f) {
				return true
			}
			counted++
		}
		if counted == 0 && strings.ContainsAny(folded(s.Text), "0123456789") {
			return true
		}
		for _, d := range s.Dates {
			if d.Precision == text.Day {
				return true
			}
		}
	}
	return false
}

// short reports whether a line is as short as what hosts say between cards.
func (r *reading) short(line int) bool {
	t := r.Lines[line].Text
	if isJapanese(t) {
		return utf8.RuneCountInString(t) <= hostLongJa
	}
	return len(strings.Fields(t)) <= hostWordsEn && !tells.MatchString(t) && !pastEn.MatchString(t)
}

// tells matches an English sentence that tells what goes on.
var tells = regexp.MustCompile(`(?i)\b(is|are|was|were|has|have|had) \w+(ing|ed|en)\b|\b(seems?|appears?|will) `)

// justAfterCard reports whether only remarks stand between a line and the source
// of the card before it.
func (r *reading) justAfterCard(line int) bool {
	for i := line - 1; i >= 0 && i >= line-hostLines; i-- {
		switch r.Lines[i].Part {
		case Source:
			return true
		case Remark:
		default:
			return false
		}
	}
	return false
}
