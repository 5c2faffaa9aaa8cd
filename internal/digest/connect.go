package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Connectives are frames around a line that say how it follows from the one
// before. What a connective claims is found in the two cited sentences: the
// line's own, then the one before it.
const (
	joinReply    = "join.reply"    // somebody's answer to what another did: これに対し
	joinContrast = "join.contrast" // another on the same matter at the same time: 一方
	joinNextDay  = "join.nextday"  // the day after: 翌日
	joinDays     = "join.days"     // some days after: 3日後
	joinSameDay  = "join.sameday"  // on the day of the sentence before: 同じ日
	joinEarlier  = "join.earlier"  // up to two weeks before: これに先立ち
	joinLater    = "join.later"    // a later day: その後
	joinAlso     = "join.also"     // the same speaker goes on: また
	joinDay      = "join.day"      // the day of what is told, first in its paragraph
)

// joins are tried in this order: what says most first. A paragraph may begin with
// those of leads.
var (
	joins = []string{joinReply, joinNextDay, joinDays, joinSameDay, joinEarlier, joinContrast, joinLater, joinAlso}
	leads = []string{joinNextDay, joinDays, joinEarlier, joinContrast, joinLater, joinDay}
)

// withoutDay are the connectives that stand for the day of their sentence.
var withoutDay = map[string]bool{joinNextDay: true, joinDays: true, joinSameDay: true, joinDay: true}

// sparing is how many lines without a connective stand between two.
const sparing = 2

// connected puts connectives before lines that follow from the one before, and
// sparingly. Reports often print one themselves; a line that begins so is left as
// it is.
func (c *composer) connected(lines []Line, picks []choice, starts map[int]bool, day time.Time) []Line {
	last := -sparing - 1
	out := slices.Clone(lines)
	for i, l := range lines {
		if linked.MatchString(l.Text) {
			last = i
		}
		if i == 0 || ownConnective.MatchString(l.Text) || i-last <= sparing || l.Kind != Extract && l.Kind != Reduction || l.Speaker != "" || l.Form != "" && l.Form != datedForm {
			continue
		}
		forms := joins
		if starts[i] {
			forms = leads
		}
		if joined := c.join(picks[i-1], picks[i], l, forms, day); !joined.IsZero() {
			out[i], last = joined, i
		}
	}
	return out
}

func (c *composer) join(a, b choice, l Line, forms []string, day time.Time) Line {
	if a.report.article.Terms.MaxSnippet > 0 || b.report.article.Terms.MaxSnippet > 0 {
		return Line{} // two sentences would count
	}
	first, second := cited{a.report.reading, a.sentence()}, cited{b.report.reading, b.sentence()}
	for _, form := range forms {
		if l.Form == datedForm && !withoutDay[form] {
			continue
		}
		values := map[string]string{"sentence": l.Text}
		if withoutDay[form] {
			phrase, rest, ok := ownDay(second.sentence, c.lang)
			if !ok || strings.Count(second.sentence.Text, phrase) != 1 {
				continue
			}
			values["sentence"] = strings.Replace(second.sentence.Text, phrase, rest, 1)
			at, _ := onlyDay(second.sentence)
			if form == joinDay && at.Equal(dayBegin(day)) {
				continue
			}
			values["date"] = dayText(at, c.lang)
			if days, ok := daysBetween(first, second); ok {
				values["n"] = strconv.Itoa(days)
			}
		}
		if form == joinDays && values["n"] == "" || joinHolds(form, c.lang, values, second, first) != nil {
			continue
		}
		words, ok := afterConnective(values["sentence"], second.sentence, c.lang)
		if !ok {
			continue
		}
		values["sentence"] = words
		if out := c.frame(form, values, c.cite(b.report.reading, b.sentence(), nil), c.cite(a.report.reading, a.sentence(), nil)); !out.IsZero() {
			return out
		}
	}
	return Line{}
}

var (
	// ownConnective matches lines that say already how they follow, or when.
	ownConnective = regexp.MustCompile(`^(?i:but|and|however|meanwhile|later|then|in response|by contrast|still|also|separately|earlier|the next day|the same day|after|before|following|when|while|as|during|since|last|this|these|he|she|they|it|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|^(?:一方|その後|これに対し|これに先立ち|これを受け|また|翌日|しかし|ただ|さらに|同日|このほか|なお|だが|そして|昨年|今年|その|この|[0-9０-９]{1,4}(?:年|月|日))`)
	// linked matches those that join a line to the one before.
	linked = regexp.MustCompile(`^(?i:but|and|however|meanwhile|later|then|in response|by contrast|still|also|separately|earlier)\b|^(?:一方|その後|これに対し|これを受け|また|翌日|しかし|ただ|さらに|だが|そして)`)
)

// afterConnective is a sentence as it stands after a connective: in English its
// first word in lower case, unless it is a name. A sentence that begins with a
// time or a place of its own takes no connective.
func afterConnective(words string, s text.Sentence, lang string) (string, bool) {
	if lang != "en" {
		return words, true
	}
	first, _, _ := strings.Cut(words, " ")
	switch first {
	case "The", "A", "An", "Its", "Some", "Officials", "Police", "Several", "Many", "Most", "Other", "Another", "Critics", "Experts", "Authorities",
		"Two", "Three", "Four", "Five", "Both", "Residents", "Supporters", "Opponents", "More", "In", "At", "No", "Nobody", "Thousands", "Hundreds", "Dozens", "Lawmakers",
		"Investigators", "Prosecutors", "Rescuers", "Protesters", "Voters", "Farmers", "Analysts", "Researchers", "Scientists", "Doctors", "People":
		return strings.ToLower(first[:1]) + words[1:], true
	}
	for _, n := range s.Names {
		if n.Type == text.Person && (strings.HasPrefix(words, n.Surface) || strings.HasPrefix(words, lastPart(n.Surface)) && lastPart(n.Surface) != "" || n.Title != "" && strings.HasPrefix(words, n.Title)) {
			return words, true
		}
		if n.Type != text.Person && strings.HasPrefix(words, n.Surface) && unicode.IsUpper(firstRune(n.Surface)) && n.Span.Start == 0 {
			return words, true
		}
	}
	return "", false
}

// joinHolds asks that a connective before a line is true of the sentence it
// stands on and the sentence before.
func joinHolds(form, lang string, values map[string]string, line, before cited) error {
	wrong := fmt.Errorf("%w: %q does not hold", ErrSlot, form)
	words := values["sentence"]
	if withoutDay[form] {
		if !dayless(words, line, lang) {
			return wrong
		}
	} else if !wholeOrPart(words, line) {
		return wrong
	}
	if form != joinEarlier && form != joinDay && line.reading == before.reading && line.sentence.Index <= before.sentence.Index {
		return wrong
	}
	if holdsOf(form, lang, values, line, before) {
		return nil
	}
	return wrong
}

// holdsOf decides what a connective claims beyond its line's words.
func holdsOf(form, lang string, values map[string]string, line, before cited) bool {
	switch form {
	case joinReply:
		return repliesTo(line, before)
	case joinContrast:
		return contrasts(line, before) || beside(line, before)
	case joinAlso:
		return goesOn(line, before)
	case joinDay:
		at, ok := pastDay(line)
		return ok && values["date"] == dayText(at, lang)
	case joinEarlier:
		return shortlyBefore(line, before)
	}
	days, ok := daysBetween(before, line)
	switch form {
	case joinNextDay:
		return ok && days == 1
	case joinSameDay:
		return ok && days == 0
	case joinDays:
		return ok && days > 1 && days <= farthest && values["n"] == strconv.Itoa(days)
	case joinLater:
		return ok && days > 1 || saidLater(line, before)
	}
	return false
}

// farthest is how many days apart two happenings are told as "days later" and
// "earlier".
const farthest = 14

// shortlyBefore reports whether what a line tells happened up to two weeks before
// what the sentence before it tells: that prints its day, or opens a report with
// what happened for it.
func shortlyBefore(line, before cited) bool {
	at, ok := pastDay(line)
	if !ok {
		return false
	}
	then, dated := pastDay(before)
	least := 1
	if !dated {
		if len(before.sentence.Dates) > 0 || before.sentence.Index > 1 || !pastTold(before.sentence.Text) || lookBack.MatchString(outsideQuotes(before.sentence.Text)) {
			return false
		}
		then, least = dayBegin(before.article.Published), 2
	}
	days := int(then.Sub(at) / day)
	return days >= least && days <= farthest
}

// pastTold reports whether a sentence tells something as past.
func pastTold(s string) bool {
	outside := outsideQuotes(s)
	if unspaced(firstRune(outside)) || strings.HasSuffix(outside, "。") {
		return past.MatchString(outside)
	}
	return pastEn.MatchString(outside) && !planned.MatchString(outside)
}

// beside reports whether another named speaker speaks in the line than in the
// sentence before, for reports of the same day, on a matter that both name.
func beside(line, before cited) bool {
	if !dayBegin(line.article.Published).Equal(dayBegin(before.article.Published)) || !sharesName(line.sentence, before.sentence) || goesOnWords.MatchString(line.sentence.Text) ||
		!ofItsDay(line) || !ofItsDay(before) {
		return false
	}
	return statementPairs(line, before, func(a, b claim.Statement) bool {
		return a.Named && b.Named && !a.Resolved && !b.Resolved && a.Said.Equal(b.Said) && !sameContent(a, b) && !(stands(a.Stance) && a.Stance == b.Stance)
	})
}

// ofItsDay reports whether a sentence prints no other day than its report's, and
// does not look back.
func ofItsDay(s cited) bool {
	for _, d := range s.sentence.Dates {
		if !dayBegin(d.Time).Equal(dayBegin(s.article.Published)) && !quoted(s.sentence, d.Span) {
			return false
		}
	}
	return !lookBack.MatchString(outsideQuotes(s.sentence.Text))
}

// goesOnWords are of one who has spoken before.
var goesOnWords = regexp.MustCompile(`\b(?:added|continued|went on|also|too)\b|付け加え|加えた|とも(?:述べ|話し|語)`)

// sharesName reports whether two sentences print one name.
func sharesName(a, b text.Sentence) bool {
	return slices.ContainsFunc(a.Names, func(n text.Name) bool {
		return n.Normal != "" && slices.ContainsFunc(b.Names, func(o text.Name) bool { return o.Normal == n.Normal })
	})
}

// sameContent reports whether two are said to say the same words: then the one
// stands for the other.
func sameContent(a, b claim.Statement) bool {
	return same(a.Content) == same(b.Content) || holds(a.Content, b.Content) || holds(b.Content, a.Content)
}

func wholeOrPart(words string, line cited) bool {
	return strings.EqualFold(same(trimEnd(words)), same(trimEnd(line.sentence.Text))) || checkReduction(words, "", []cited{line}) == nil
}

// Directions of stances.
var (
	forIt   = map[claim.Stance]bool{claim.Accept: true, claim.Support: true, claim.Propose: true}
	doing   = map[claim.Stance]bool{claim.Demand: true, claim.Propose: true, claim.Criticise: true, claim.Warn: true, claim.Oppose: true, claim.Reject: true, claim.Announce: true}
	answers = map[claim.Stance]bool{claim.Reject: true, claim.Oppose: true, claim.Accept: true, claim.Support: true, claim.Deny: true, claim.Criticise: true, claim.Condition: true}
)

// statementPairs calls f for statements of two speakers who are not one.
func statementPairs(line, before cited, f func(a, b claim.Statement) bool) bool {
	for _, a := range before.statements[before.sentence.Index] {
		for _, b := range line.statements[line.sentence.Index] {
			if a.Speaker == "" || b.Speaker == "" || a.Hearsay || b.Hearsay || a.Past || b.Past || onePerson(a.Speaker, b.Speaker) || a.SpeakerNormal == b.SpeakerNormal ||
				holds(a.Speaker, b.Speaker) || holds(b.Speaker, a.Speaker) {
				continue
			}
			if f(a, b) {
				return true
			}
		}
	}
	return false
}

// repliesTo reports whether the line's sentence prints another's answer to the
// act before: a stance that answers, on the same issue, in a sentence that names
// who did it, not printed before the act.
func repliesTo(line, before cited) bool {
	if line.article.Published.Before(before.article.Published) {
		return false
	}
	return statementPairs(line, before, func(a, b claim.Statement) bool {
		return doing[a.Stance] && answers[b.Stance] && sameIssue(line, before, a, b) && names(line.sentence, a)
	})
}

// names reports whether a sentence prints the speaker of a statement.
func names(s text.Sentence, st claim.Statement) bool {
	return slices.ContainsFunc(s.Names, func(n text.Name) bool {
		return onePerson(n.Surface, st.Speaker) || n.Normal != "" && n.Normal == st.SpeakerNormal
	})
}

// contrasts reports whether another takes another stance on the same issue, in
// reports of the same two days.
func contrasts(line, before cited) bool {
	if apart := line.article.Published.Sub(before.article.Published).Abs(); apart > 2*day {
		return false
	}
	return statementPairs(line, before, func(a, b claim.Statement) bool {
		return stands(a.Stance) && stands(b.Stance) && a.Stance != b.Stance && forIt[a.Stance] != forIt[b.Stance] && sameIssue(line, before, a, b)
	})
}

func stands(s claim.Stance) bool { return s != "" && s != claim.OtherSay && s != claim.Announce }

// sameIssue reports whether two statements are on one issue: they have the same,
// or the sentence of one prints the issue of the other.
func sameIssue(line, before cited, a, b claim.Statement) bool {
	return a.Issue != "" && (a.Issue == b.Issue || holds(line.sentence.Text, a.Issue)) || b.Issue != "" && holds(before.sentence.Text, b.Issue)
}

// goesOn reports whether a named speaker of the sentence before says something else
// in the line's, a little further down in the same report.
func goesOn(line, before cited) bool {
	if line.reading != before.reading || line.sentence.Index > before.sentence.Index+goingOn {
		return false
	}
	for _, a := range before.statements[before.sentence.Index] {
		for _, b := range line.statements[line.sentence.Index] {
			if a.Named && b.Named && !b.Resolved && !a.Hearsay && !b.Hearsay && onePerson(a.Speaker, b.Speaker) {
				return true
			}
		}
	}
	return false
}

// goingOn is how many sentences further down somebody still goes on.
const goingOn = 4

// saidLater reports whether what the line's sentence has somebody say was said on
// a later day than the words before: their reports are two days apart, and both
// were said for them.
func saidLater(line, before cited) bool {
	if dayBegin(line.article.Published).Sub(dayBegin(before.article.Published)) < 2*day {
		return false
	}
	fresh := func(s cited) bool {
		for _, st := range s.statements[s.sentence.Index] {
			if st.Past || st.Hearsay || !st.Said.IsZero() {
				return false
			}
		}
		_, dated := onlyDay(s.sentence)
		return len(s.statements[s.sentence.Index]) > 0 && !dated
	}
	return fresh(line) && fresh(before)
}

// daysBetween counts the days from what one sentence tells to what another does,
// where both print their day and tell it as past.
func daysBetween(before, line cited) (int, bool) {
	a, ok := pastDay(before)
	b, ok2 := pastDay(line)
	return int(b.Sub(a) / day), ok && ok2
}

func pastDay(s cited) (time.Time, bool) {
	at, ok := onlyDay(s.sentence)
	if !ok || at.After(dayBegin(s.article.Published)) {
		return time.Time{}, false
	}
	return at, pastTold(s.sentence.Text)
}

// planned matches what makes a day a plan or a limit.
var planned = regexp.MustCompile(`(?i)\b(will|would|since|until|by|before|after|due|scheduled|planned|expected|from)\b`)

// ownDay is how a sentence prints its one day, and what stays without it.
func ownDay(s text.Sentence, lang string) (phrase, rest string, ok bool) {
	day, found := onlyDay(s)
	if !found {
		return "", "", false
	}
	return dayPhrase(s, day, lang)
}

// dayless reports whether words are the sentence without its own day.
func dayless(words string, line cited, lang string) bool {
	phrase, rest, ok := ownDay(line.sentence, lang)
	if !ok || strings.Count(line.sentence.Text, phrase) != 1 {
		return false
	}
	whole := strings.Replace(line.sentence.Text, phrase, rest, 1)
	return strings.EqualFold(same(trimEnd(whole)), same(trimEnd(words)))
}

// beginnings are the places at which paragraphs begin.
func beginnings(sizes []int) map[int]bool {
	out, at := map[int]bool{}, 0
	for _, n := range sizes {
		out[at] = true
		at += n
	}
	return out
}
