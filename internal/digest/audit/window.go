package audit

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// windows asks that explicit dates, "after X", "this" and tense agree with the
// dates of the section's cards and with the rest of the page (C3).
func (r *reading) windows() {
	for _, s := range r.all {
		if p := r.part(s); !s.copied && (told[p] || p == Heading || p == Headline || p == Lead) {
			r.strangeDates(s)
		}
	}
	r.afterEvents()
	r.thisEvent()
	r.plannedAndDone()
}

// slack is how far a printed day may lie from a card's date when the card itself
// does not print it: a report tells of the days just before it.
const slack = 3 * 24 * time.Hour

// strangeDates reports a date that no source prints and that is not about the
// time of the cards.
func (r *reading) strangeDates(s *sentence) {
	if len(r.sources) == 0 {
		return
	}
	for _, d := range s.Dates {
		if d.Precision == text.Approximate || !strings.ContainsAny(folded(d.Surface), "0123456789") || r.datePrinted(d) {
			continue
		}
		if r.newest.IsZero() || r.nearCards(s, d) || len(r.Passages) > 0 && r.Lines[s.line].Fixed || r.weekdayOf(s, d) {
			continue
		}
		r.report(Window, s.line, s.Text, say{"「%s」はカードになく、カードの日付とも合いません", "no card prints %q, and it does not fit the cards' dates"}, d.Surface)
		return
	}
}

// weekdayOf reports whether the page's own trace has the sentence with a weekday, or
// "yesterday", where the page prints the date of a day shortly before its report.
func (r *reading) weekdayOf(s *sentence, d text.Date) bool {
	before, after, ok := strings.Cut(s.Text, d.Surface)
	if !ok || d.Precision != text.Day || utf8.RuneCountInString(before+after) < leastWords {
		return false
	}
	plain := func(s string) string { return strings.ToLower(folded(s)) }
	before, after = plain(strings.TrimSuffix(strings.TrimSuffix(before, " "), " on")), plain(strings.TrimRight(after, ".。 "))
	for _, p := range r.Passages {
		day := time.Date(p.Date.Year(), p.Date.Month(), p.Date.Day(), 0, 0, 0, 0, time.UTC)
		at, ok := near(d.Surface, d.Time, day)
		if !ok {
			at = d.Time
		}
		if back := day.Sub(at); back >= 0 && back <= week && strings.Contains(plain(p.Text), before) && strings.Contains(plain(p.Text), after) {
			return true
		}
	}
	return false
}

// A trace's sentence is known by what it has beside the day, if that is long enough.
const (
	leastWords = 16
	week       = 7 * 24 * time.Hour
)

// datePrinted reports whether a source prints the date, in the same words or as
// the same day.
func (r *reading) datePrinted(d text.Date) bool {
	f := folded(d.Surface)
	for _, o := range r.sources {
		if !digitBeside(folded(o.Text), f) {
			return true
		}
		for _, e := range o.Dates {
			if d.ISO != "" && e.ISO != "" && (e.ISO == d.ISO || d.Precision != text.Day && strings.HasPrefix(e.ISO, d.ISO)) {
				return true
			}
		}
	}
	return false
}

// nearCards reports whether a date is about that of a card: a day within the
// slack, a month or year that a card of the section falls in.
func (r *reading) nearCards(s *sentence, d text.Date) bool {
	l := r.Lines[s.line]
	for _, c := range r.Cards {
		if c.Date.IsZero() {
			continue
		}
		card := time.Date(c.Date.Year(), c.Date.Month(), c.Date.Day(), 0, 0, 0, 0, time.UTC)
		switch {
		case d.Precision == text.Day:
			at, ok := near(d.Surface, d.Time, card)
			if !ok {
				at = d.Time
			}
			at = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
			if len(r.Passages) == 0 && card.Sub(at).Abs() <= slack || card.Equal(at) {
				return true
			}
		case l.Section >= 0 && c.Section != l.Section && len(r.Sections[l.Section].Cards) > 0 && r.sectionDated(l.Section):
			continue
		case d.Precision == text.Month && card.AddDate(0, 0, -3).Before(d.Time.AddDate(0, 1, 0)) && card.AddDate(0, 0, 3).After(d.Time):
			return true
		case d.Precision == text.Year && card.Year() == d.Time.Year():
			return true
		}
	}
	return false
}

func (r *reading) sectionDated(section int) bool {
	_, newest := r.sectionDates(section)
	return !newest.IsZero()
}

// afterWords match "after X," at the head of a sentence.
var (
	afterJa = regexp.MustCompile(`^(?:また、|しかし、|一方、|その)?([\p{Han}\p{Katakana}ー・の]{2,16}?)(?:(?:の?後|を受けて|のあと|以降)(?:、|に)|を(?:終え|経)[たて])`)
	afterEn = regexp.MustCompile(`(?i)^(?:after|following|since) (?:the )?([a-z' -]{4,40}?),`)
)

// afterEvents reports sentences about what came after an event that stand only on
// cards older than the event.
func (r *reading) afterEvents() {
	if len(r.Passages) > 0 {
		return
	}
	open := time.Time{} // the event that the running sentences come after
	section, event := -1, ""
	for _, s := range r.all {
		l := r.Lines[s.line]
		if l.Section < 0 || l.Part != Prose && l.Part != Remark {
			continue
		}
		_, newest := r.sectionDates(l.Section)
		if l.Section != section {
			open, section = time.Time{}, l.Section
		}
		m := afterJa.FindStringSubmatch(s.Text)
		if m == nil {
			m = afterEn.FindStringSubmatch(s.Text)
		}
		if m != nil {
			at, ok := r.dayOf(m[1])
			open, event = time.Time{}, m[1]
			if ok && !newest.IsZero() && newest.Before(at) {
				open = at
				r.report(Window, s.line, s.Text, say{"「%s」(%s)の後のことですが、節のカードは%sで、それより前です", "told as after %q (%s), but the section's card is of %s, before it"}, event, at.Format(time.DateOnly), newest.Format(time.DateOnly))
			}
			continue
		}
		if open.IsZero() {
			continue
		}
		if _, has := topic(s, len([]rune(s.Text))); has || len(r.items(s)) == 0 {
			open = time.Time{}
			continue
		}
		if share, _ := r.support(s, r.sectionStock(l.Section)); share >= enoughHeld {
			r.report(Window, s.line, s.Text, say{"「%s」の後の続きですが、裏づけは%sのカードだけです", "goes on after %q, but only a card of %s backs it"}, event, newest.Format(time.DateOnly))
		}
	}
}

// dayOf is the day of an event named by its nouns, from a sentence of the page
// that prints the day with the event.
func (r *reading) dayOf(event string) (time.Time, bool) {
	heads := eventWord.FindAllString(event, -1)
	if len(heads) == 0 {
		return time.Time{}, false
	}
	for _, all := range []bool{true, false} {
		for _, s := range append(append([]*sentence(nil), r.all...), r.sources...) {
			n := 0
			for _, h := range heads {
				if strings.Contains(strings.ToLower(s.Text), strings.ToLower(h)) {
					n++
				}
			}
			if n == 0 || all && n < len(heads) {
				continue
			}
			if d, ok := dayBefore(s, heads[0]); ok && all && s.card >= 0 && !s.date.IsZero() {
				return r.resolved(s, d), true
			}
			for _, d := range s.Dates {
				if d.Precision == text.Day && dayPattern.MatchString(folded(d.Surface)) {
					return time.Date(d.Time.Year(), d.Time.Month(), d.Time.Day(), 0, 0, 0, 0, time.UTC), true
				}
			}
		}
	}
	return time.Time{}, false
}

var eventWord = regexp.MustCompile(`\p{Han}{2}|[\p{Katakana}ー]{3,}|[A-Za-z]{4,}`)

// longAgo is how much older a section's cards must be for "this meeting" in it to
// mean another meeting than theirs.
const longAgo = 30 * 24 * time.Hour

var thisWords = regexp.MustCompile(`今回の|このたびの|(?i)\bthis (week|time)'?s?\b|\bthe latest (talks|call|meeting|round)\b`)

// thisEvent reports "this meeting" in a section whose cards are of another time
// than the page.
func (r *reading) thisEvent() {
	if r.Ordered || r.newest.IsZero() {
		return
	}
	for _, s := range r.all {
		l := r.Lines[s.line]
		if l.Section < 0 || l.Part == Heading {
			continue
		}
		_, newest := r.sectionDates(l.Section)
		if m := thisWords.FindString(s.Text); m != "" && !newest.IsZero() && r.newest.Sub(newest) > longAgo {
			r.report(Window, s.line, s.Text, say{"「%s」が、%sのカードの節で別の時期の出来事を指しています", "%q in a section whose card is of %s means an event of another time"}, m, newest.Format(time.DateOnly))
		}
	}
}

// kinds of meetings and votes, so that two sentences can be held to speak of one.
var happeningKinds = []struct {
	name string
	has  *regexp.Regexp
}{
	{"call", regexp.MustCompile(`(?i)電話(会談|協議)?|\bphone call|\bphoned|\btelephone`)},
	{"summit", regexp.MustCompile(`(?i)首脳会談|直接会談|対面|\bsummit|face.to.face`)},
	{"talks", regexp.MustCompile(`(?i)協議|交渉|会談|会合|対話|\btalks\b|\bnegotiations?\b|\bmeeting\b`)},
	{"vote", regexp.MustCompile(`(?i)投票|選挙|採決|\bvote\b|\belection\b|\bballot\b`)},
	{"signing", regexp.MustCompile(`(?i)署名|調印|\bsigning\b|\bsigned\b`)},
}

func kindOf(s string) string {
	for _, k := range happeningKinds {
		if k.has.MatchString(s) {
			return k.name
		}
	}
	return ""
}

var (
	plannedJa = regexp.MustCompile(`(電話会談|電話協議|首脳会談|直接会談|協議|交渉|会談|会合|対話|投票|選挙|署名|調印)(に前向き|への意欲|に意欲|が計画|を計画|が予定|を予定|の予定|する予定|する見通し|が開かれる見|の可能性|に臨む)`)
	doneJa    = regexp.MustCompile(`(電話会談|電話協議|首脳会談|直接会談|協議|交渉|会談|会合|対話|投票|選挙|署名|調印)(を行い|を行った|を行いました|を実施し|が行われ|が始まり|が始まった|を開始(?:。|し)|が[^、。]{0,8}開始され|し、|した。|しました)`)
	plannedEn = regexp.MustCompile(`(?i)\b(phone call|summit|talks|negotiations|meeting|vote|election|signing) (?:is|are) (?:planned|scheduled|expected|due|set)|\b(?:plans?|open|willing|ready) (?:to|for) (?:a |the )?(phone call|summit|talks|negotiations|meeting|vote)`)
	doneEn    = regexp.MustCompile(`(?i)\b(phone call|summit|talks|negotiations|meeting|vote|election|signing) (?:began|was held|were held|took place|started|ended)|\bheld (?:a |the )?(phone call|summit|talks|negotiations|meeting|vote)`)
	anotherOf = regexp.MustCompile(`(?i)次回|次の|再び|再度|第?\d+回|さらなる|追加の|\b(next|another|second|new round|again|further)\b`)
)

// plannedAndDone reports a sentence that tells as to come what the section's card
// or another line of the page tells as done.
func (r *reading) plannedAndDone() {
	if len(r.Passages) > 0 {
		return
	}
	planned, done := plannedEn, doneEn
	if r.Lang == "ja" {
		planned, done = plannedJa, doneJa
	}
	for _, s := range r.all {
		l := r.Lines[s.line]
		m := planned.FindString(s.Text)
		if m == "" || l.Section < 0 || l.Part != Prose || anotherOf.MatchString(s.Text) {
			continue
		}
		for _, o := range append(append([]*sentence(nil), r.sources...), r.all...) {
			if o.line < 0 || o == s || r.Lines[o.line].Section < 0 {
				continue
			}
			w := done.FindString(o.Text)
			if w == "" || kindOf(w) != kindOf(m) {
				continue
			}
			shared, place := sharedNames(s, o)
			card := o.card >= 0 && r.Lines[o.line].Section == l.Section
			if card && shared >= 2 && kindOf(m) == "call" || shared >= 3 && place {
				r.report(Window, s.line, s.Text, say{"これからのこととして書かれていますが、%d行目では済んだこと(%s)です", "told as to come; line %d tells it as done (%s)"}, r.Lines[o.line].Number, w)
				break
			}
		}
	}
}

// sharedNames counts the names two sentences have in common; place says that one
// is a place where something can happen, not a side.
func sharedNames(a, b *sentence) (n int, place bool) {
	seen := map[string]bool{}
	for _, x := range a.Names {
		seen[nameKey(x)] = true
	}
	counted := map[string]bool{}
	for i, y := range b.Names {
		k := nameKey(y)
		if !seen[k] || counted[k] {
			continue
		}
		counted[k] = true
		n++
		rs := []rune(b.Text)
		rest := string(rs[b.Names[i].Span.End:])
		if y.Type == text.Place && (strings.HasPrefix(rest, "で") || strings.HasPrefix(rest, "に")) || strings.HasSuffix(string(rs[:b.Names[i].Span.Start]), " in ") {
			place = true
		}
	}
	return n, place
}
