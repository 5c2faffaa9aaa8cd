package audit

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// sourceDates asks that the printed date of a card is the one in its address, and
// that nothing later than the card is told as over (C2).
func (r *reading) sourceDates() {
	for i, c := range r.Cards {
		at := addressDate(c.URL)
		if !at.IsZero() && !c.Date.IsZero() && c.DateLine >= 0 && !sameDay(c, at) && !r.traced(c) {
			r.report(SourceDate, c.DateLine, r.Lines[c.DateLine].Text, say{"公開日は%s、アドレスの日付は%sです", "printed as %s, but the address has %s"},
				c.Date.Format(time.DateOnly), at.Format(time.DateOnly))
		}
		if !c.Shown.IsZero() && c.DateLine >= 0 {
			r.report(SourceDate, c.DateLine, r.Lines[c.DateLine].Text, say{"読者に見える日付は%s、時刻の値は%sです", "shown as %s, but the time element has %s"},
				c.Shown.Format(time.DateOnly), c.Date.Format(time.DateOnly))
		}
		base := at
		if base.IsZero() {
			base = c.Date
		}
		if !base.IsZero() {
			r.tooEarly(i, base)
		}
	}
}

// traced reports whether a passage of the same address prints the card's time:
// then the time is the publisher's own, who may have kept an older address.
func (r *reading) traced(c Card) bool {
	for _, p := range r.Passages {
		if p.URL == c.URL && p.Date.Equal(c.Date) {
			return true
		}
	}
	return false
}

var inAddress = regexp.MustCompile(`(?:^|[^0-9])(20\d\d)(?:([-/_])(\d{1,2})([-/_])(\d{1,2})(?:[^0-9]|$)|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[^0-9]|$|\d{4,}))`)

// addressDate is the date in a card's address, zero if it has none.
func addressDate(url string) time.Time {
	for _, m := range inAddress.FindAllStringSubmatch(url, -1) {
		if m[3] != "" && m[2] == m[4] {
			if t := day(m[1], m[3], m[5]); !t.IsZero() {
				return t
			}
		}
		if m[6] != "" {
			if t := day(m[1], m[6], m[7]); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}

// sameDay allows a date with time and zone to be the address's anywhere on earth;
// a bare date must be the same, since a reader cannot know better.
func sameDay(c Card, at time.Time) bool {
	if c.Zoned {
		d := c.Date.Sub(at)
		return d > -15*time.Hour && d < 39*time.Hour
	}
	return c.Date.Format(time.DateOnly) == at.Format(time.DateOnly)
}

// pastJa and pastEn match the end of a clause about what is over.
var (
	pastJa  = regexp.MustCompile(`(しました|した|された|されました|行った|行いました|なった|なりました|開いた|開かれた|始まった|終わった)`)
	aheadJa = regexp.MustCompile(`予定|見込み|見通し|計画|方針|期限|まで|に向け|へ向け|目指|予想|控え|以降|迎える`)
	pastEn  = regexp.MustCompile(`(?i)\b(\w+ed|held|met|said|told|took|went|began|struck|won|lost|made|gave|was|were)\b`)
	aheadEn = regexp.MustCompile(`(?i)\b(will|would|planned|scheduled|expected|set to|due|until|by|before|ahead of|next|deadline|to be|from)\b`)
)

// tooEarly reports an event told as over on a day after the report.
func (r *reading) tooEarly(card int, base time.Time) {
	for _, s := range r.cardSentences(card) {
		if s.line < 0 {
			continue
		}
		rs := []rune(s.Text)
		for _, d := range s.Dates {
			at, ok := near(d.Surface, d.Time, base)
			if !ok || !at.After(base) || at.Sub(base) > 60*24*time.Hour {
				continue
			}
			clause := string(rs[d.Span.End:min(len(rs), clauseEnd(rs, d.Span.End))])
			past, ahead := pastEn, aheadEn
			if isJapanese(s.Text) {
				past, ahead = pastJa, aheadJa
			} else {
				clause = s.Text
			}
			if setFor(s, d) {
				continue
			}
			if r.Cards[card].Zoned && at.Sub(base) <= 24*time.Hour {
				continue
			}
			if past.MatchString(clause) && !ahead.MatchString(clause) {
				r.report(SourceDate, s.line, s.Text, say{"%sの記事が、後の「%s」の出来事を過去形で述べています", "a report of %s tells %q, which is later, as over"}, base.Format(time.DateOnly), d.Surface)
			}
		}
	}
}

// clauseEnd is where the clause at a place ends: at a full stop or a comma after
// at least a few characters.
func clauseEnd(rs []rune, from int) int {
	for i := from; i < len(rs); i++ {
		if rs[i] == '。' || rs[i] == '、' && i > from+3 {
			return i
		}
	}
	return len(rs)
}

var bareDayPattern = regexp.MustCompile(`^(\d{1,2})日`)

// near resolves a day against the day of its card: a bare day is the nearest one.
func near(surface string, resolved, base time.Time) (time.Time, bool) {
	if m := bareDayPattern.FindStringSubmatch(folded(surface)); m != nil {
		var best time.Time
		for _, month := range []int{-1, 0, 1} {
			first := time.Date(base.Year(), base.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, month, 0)
			t := day(first.Format("2006"), first.Format("01"), m[1])
			if t.IsZero() {
				continue
			}
			if best.IsZero() || t.Sub(base).Abs() < best.Sub(base).Abs() {
				best = t
			}
		}
		return best, !best.IsZero()
	}
	if dayPattern.MatchString(folded(surface)) && !resolved.IsZero() {
		return time.Date(resolved.Year(), resolved.Month(), resolved.Day(), 0, 0, 0, 0, time.UTC), true
	}
	return time.Time{}, false
}

var dayPattern = regexp.MustCompile(`(?i)\d{1,2}月\d{1,2}日|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]* \d{1,2}\b|\b\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`)

// bareDays asks that a day without a month has a date to stand on (C14).
func (r *reading) bareDays() {
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		if s.line < 0 {
			continue
		}
		l := r.Lines[s.line]
		anchored := false
		if l.Card >= 0 {
			anchored = !r.Cards[l.Card].Date.IsZero()
		} else if _, newest := r.sectionDates(l.Section); !newest.IsZero() || l.Section < 0 && !r.newest.IsZero() {
			anchored = true
		}
		if anchored || len(r.Passages) > 0 && l.Card < 0 {
			continue
		}
		for _, m := range lonelyDay.FindAllStringSubmatchIndex(folded(s.Text), -1) {
			f := folded(s.Text)
			before := f[:m[2]]
			if strings.HasSuffix(before, "月") || monthBefore.MatchString(before) {
				continue
			}
			r.report(BareDay, s.line, s.Text, say{"「%s」の月が、日付のないカードからは分かりません", "%q has no month, and its card has no date"}, f[m[2]:m[3]])
		}
	}
}

var (
	lonelyDay   = regexp.MustCompile(`(?:^|[^0-9月])((?:[12]?\d|3[01])日)(?:$|[^0-9間目ぶ分])|(?:^|\s)((?:on|by|until) the (?:\d{1,2})(?:st|nd|rd|th))\b`)
	monthBefore = regexp.MustCompile(`月\s*$`)
)

// form looks at the page as print: whole cards, no furniture, no doubles, marks in
// pairs (C10).
func (r *reading) form() {
	for i := range r.Cards {
		r.wholeCard(i)
	}
	seen := map[string]int{}
	for i, l := range r.Lines {
		if l.Part == Menu {
			r.report(Form, i, l.Text, say{"サイトのメニューの文字列が混ざっています", "words of the site's menu"})
			continue
		}
		if l.Part != Source && l.Part != CardDate && l.Part != Label && l.Part != Other && !l.Marked && !l.Fixed {
			r.double(i, seen)
		}
		r.marks(i)
	}
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		if s.line < 0 {
			continue
		}
		if m := r.tongue.ranking.FindString(s.Text); m != "" && len(r.Passages) == 0 {
			r.report(Form, s.line, s.Text, say{"「%s」はニュースサイトの部品で、記事の内容ではありません", "%q is furniture of a news site, no report"}, m)
		}
		if m := lostWith.FindStringSubmatch(s.Text); m != nil && startsWithName(s, m[1]) {
			r.report(Form, s.line, s.Text, say{"「%s」は「%sとの%s」の「と」が落ちています", "%q has lost the word for \"with\" (%sとの%s)"}, m[0], m[1], m[2])
		}
	}
}

// lostWith matches what two do together, said of one: 米国の協議が必要.
var lostWith = regexp.MustCompile(`([\p{Han}\p{Katakana}ー]{2,12})の(協議|会談|対話|話し合い|面会|交渉)が(?:必要|不可欠)`)

func startsWithName(s *sentence, words string) bool {
	for _, n := range s.Names {
		if n.Surface == words || strings.HasSuffix(words, n.Surface) {
			return true
		}
	}
	return false
}

// wholeCard asks for title, publisher, date and address.
func (r *reading) wholeCard(i int) {
	c := r.Cards[i]
	at := -1
	if len(c.Points) > 0 {
		at = c.Points[0]
	} else if len(c.Lines) > 0 {
		at = c.Lines[0]
	}
	if at < 0 {
		return
	}
	if c.Date.IsZero() {
		r.report(Form, at, r.Lines[at].Text, say{"カードに公開日がありません", "the card has no date"})
	}
	var ja, en []string
	if c.Title == "" {
		ja, en = append(ja, "記事の題がない"), append(en, "no title")
	}
	if !isPublisher(c.Publisher) {
		ja, en = append(ja, "媒体名がない"), append(en, "no publisher")
	}
	if c.URL == "" {
		ja, en = append(ja, "アドレスがない"), append(en, "no address")
	}
	if c.Glued != "" {
		ja, en = append(ja, "アドレスの直後に文が続いている"), append(en, "text runs on after the address")
	}
	if len(ja) == 0 {
		return
	}
	if c.Source >= 0 {
		at = c.Source
	}
	r.report(Form, at, r.Lines[at].Text, say{"カード: " + strings.Join(ja, "、"), "card: " + strings.Join(en, ", ")})
}

// isPublisher tells a publisher's name from fixed words ("news site").
func isPublisher(s string) bool {
	return s != "" && !regexp.MustCompile(`(?i)^(ニュースサイト|サイト|記事|website|news site|link|source|site|here)$`).MatchString(s)
}

// double reports a line that is printed twice.
func (r *reading) double(i int, seen map[string]int) {
	l := r.Lines[i]
	key := folded(l.Text)
	if utf8.RuneCountInString(key) < 12 {
		return
	}
	first, ok := seen[key]
	if !ok {
		seen[key] = i
		return
	}
	if r.Lines[first].Number == l.Number && r.Lines[first].ID == l.ID || !sameRoom(r.Lines[first], l) {
		return
	}
	r.report(Form, i, l.Text, say{"%d行目と同じ行です", "the same line as line %d"}, r.Lines[first].Number)
}

// sameRoom tells whether two lines may not say the same: a bullet may repeat a
// point of a card, and a heading its card's title, but prose may not repeat prose.
func sameRoom(a, b Line) bool {
	room := func(p Part) int {
		switch p {
		case Headline, Standfirst:
			return 1
		case Bullet, Conclusion:
			return 2
		case CardTitle, Point:
			return 3
		case Prose, Remark:
			return 4
		case Heading:
			return 5
		}
		return -1
	}
	if a.Part == Bullet && b.Part == Conclusion {
		return false
	}
	return room(a.Part) == room(b.Part) && room(a.Part) > 0
}

var (
	doubleMarks = regexp.MustCompile(`[?？!！]\s*[。．]|。。|、、|、。|\?\.|,\.|\.\.$|,,|\?\?|？？`)
	pairs       = [][2]string{{"「", "」"}, {"『", "』"}, {"（", "）"}, {"【", "】"}, {"“", "”"}}
)

// marks reports broken punctuation.
func (r *reading) marks(i int) {
	l := r.Lines[i]
	if l.Part == Source || l.Part == CardDate || l.Part == Menu || l.Part == Other {
		return
	}
	if m := doubleMarks.FindString(l.Text); m != "" && !strings.HasSuffix(l.Text, "...") {
		r.report(Form, i, l.Text, say{"句読点「%s」が重なっています", "doubled punctuation %q"}, m)
	}
	for _, p := range pairs {
		if strings.Count(l.Text, p[0]) != strings.Count(l.Text, p[1]) {
			r.report(Form, i, l.Text, say{"%sと%sの数が合いません", "%s and %s do not pair"}, p[0], p[1])
		}
	}
	if (l.Part == Prose || l.Part == Bullet || l.Part == Conclusion) && l.Text != "" && !ends(l.Text) && r.endMarks(l.Section, l.Part) {
		r.report(Form, i, l.Text, say{"文末に句点がありません", "no full stop at the end"})
	}
}

// endMarks reports whether the lines of a part of a section mostly end with a full
// stop, so that a line without one has lost it.
func (r *reading) endMarks(section int, part Part) bool {
	with, without := 0, 0
	for _, l := range r.Lines {
		if l.Section != section || l.Part != part {
			continue
		}
		if ends(l.Text) {
			with++
		} else {
			without++
		}
	}
	return with > 2*without || part != Prose && with > without
}
