package audit

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// happened is a day that a sentence prints with what happened on it.
type happened struct {
	date  text.Date
	event string // a compound: 討論会, 記者会見
}

var (
	compound   = regexp.MustCompile(`[\p{Han}\p{Katakana}ー]{2,}`)
	afterDay   = regexp.MustCompile(`^(夜|朝|午前|午後|夕方|未明)?(の|に)`)
	smallEvent = regexp.MustCompile(`^(会見|会合|投票|試合|演習|公演|選挙|会議|会談|判決|総会|協議|採決|公判|開票)$`)
)

// howFar is within how many characters after a day its event stands.
const howFar = 16

// eventsOf are the events that a Japanese sentence sets right after a day.
func eventsOf(s *sentence) []happened {
	rs := []rune(s.Text)
	var out []happened
	for _, d := range s.Dates {
		if d.Precision != text.Day || d.Span.End >= len(rs) || !strings.ContainsAny(folded(d.Surface), "0123456789") {
			continue
		}
		rest := string(rs[d.Span.End:min(len(rs), d.Span.End+howFar)])
		m := afterDay.FindString(rest)
		if m == "" {
			continue
		}
		if e := compound.FindString(rest[len(m):]); smallEvent.MatchString(e) || utf8.RuneCountInString(e) >= 3 {
			out = append(out, happened{d, e})
		}
	}
	return out
}

// otherEventDay reports an event on a day where every card that prints its day has
// another.
func (r *reading) otherEventDay(s *sentence) {
	for _, h := range eventsOf(s) {
		var other *sentence
		printed, same := "", false
		for _, o := range r.sources {
			e, ok := dayBefore(o, h.event)
			if !ok {
				continue
			}
			if r.oneDay(s, h.date, o, e) {
				same = true
			} else if other == nil {
				other, printed = o, e.Surface
			}
		}
		if other != nil && !same {
			ja, en := r.where(other)
			r.report(Window, s.line, s.Text, say{"「%s」の%sですが、%sでは「%s」です%.0s", "%[2]s on %[1]q, but %[5]s has %[4]q"}, h.date.Surface, h.event, ja, printed, en)
			return
		}
	}
}

// dayBefore is the day that a sentence prints last before an event.
func dayBefore(s *sentence, event string) (text.Date, bool) {
	i := strings.Index(s.Text, event)
	if i < 0 {
		return text.Date{}, false
	}
	at := runeOf(s.Text, i)
	var out text.Date
	found := false
	for _, d := range s.Dates {
		if d.Precision == text.Day && d.Span.End <= at && strings.ContainsAny(folded(d.Surface), "0123456789") {
			out, found = d, true
		}
	}
	return out, found
}

// oneDay reports whether two printed days may be one, each read against the cards
// of its sentence.
func (r *reading) oneDay(a *sentence, x text.Date, b *sentence, y text.Date) bool {
	m := bareDayPattern.FindStringSubmatch(folded(x.Surface))
	n := bareDayPattern.FindStringSubmatch(folded(y.Surface))
	if m != nil || n != nil {
		return r.resolved(a, x).Day() == r.resolved(b, y).Day() && (m != nil && n != nil || m == nil && r.sameMonth(a, x, b, y) || n == nil && r.sameMonth(a, x, b, y))
	}
	return r.resolved(a, x).Equal(r.resolved(b, y))
}

// sameMonth allows a bare day any month that its cards' dates allow.
func (r *reading) sameMonth(a *sentence, x text.Date, b *sentence, y text.Date) bool {
	p, q := r.resolved(a, x), r.resolved(b, y)
	return p.Sub(q).Abs() < 5*24*time.Hour
}

// resolved is the day that a printed day means on its line.
func (r *reading) resolved(s *sentence, d text.Date) time.Time {
	base := s.date
	if base.IsZero() && s.line >= 0 {
		_, base = r.sectionDates(r.Lines[s.line].Section)
	}
	if base.IsZero() {
		base = r.newest
	}
	at, ok := near(d.Surface, d.Time, base)
	if !ok || base.IsZero() {
		at = d.Time
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// timeWords are words for a time of which one excludes the others.
var timeGroups = func() [][]*regexp.Regexp {
	var out [][]*regexp.Regexp
	for l := range strings.Lines(`今季 来季 昨季
今年[^度] 来年[^度] 昨年|去年 再来年
今年度 来年度 昨年度
今月 来月 先月
今週 来週 先週
[来今昨の年]春 [来今昨の年]夏 [来今昨の年]秋 [来今昨の年]冬
上旬 中旬 下旬
午前 午後
前日 翌日 当日
\bthis\s+year \bnext\s+year \blast\s+year
\bthis\s+month \bnext\s+month \blast\s+month
\bthis\s+week \bnext\s+week \blast\s+week
(in|this|next|last|the)\s+spring\b (in|this|next|last|the)\s+summer\b (in|this|next|last|the)\s+(autumn|fall)\b (in|this|next|last|the)\s+winter\b
\ba\s+day\b \ba\s+week\b \ba\s+month\b \ba\s+year\b
\bbefore\s+(the|a|it) \bafter\s+(the|a|it)`) {
		var g []*regexp.Regexp
		for _, w := range strings.Fields(l) {
			g = append(g, regexp.MustCompile(`(?i)`+w))
		}
		out = append(out, g)
	}
	return out
}()

// otherTimeWord reports "next season" where the source has "this season".
func (r *reading) otherTimeWord(s, o *sentence) {
	there := r.pointText(o)
	for _, g := range timeGroups {
		a, b := oneOf(g, s.Text), oneOf(g, there)
		if a < 0 || b < 0 || a == b || r.timed(s, g[a]) {
			continue
		}
		ja, en := r.where(o)
		r.report(Window, s.line, s.Text, say{"「%s」とありますが、%sでは「%s」です%.0s", "%[1]q, but %[4]s has %[3]q"}, g[a].FindString(s.Text), ja, g[b].FindString(there), en)
		return
	}
}

// oneOf is the only word of a group that a text has, -1 for none or several.
func oneOf(g []*regexp.Regexp, s string) int {
	out := -1
	for i, re := range g {
		if re.MatchString(s) {
			if out >= 0 {
				return -1
			}
			out = i
		}
	}
	return out
}

// timed reports whether a source about the same matter has a time word.
func (r *reading) timed(s *sentence, w *regexp.Regexp) bool {
	for _, o := range r.sources {
		if share, _ := r.support(s, r.stockOfPoint(o)); share >= sameMatter-0.1 && w.MatchString(o.Text) {
			return true
		}
	}
	return false
}

// endedJa and endedEn match a sentence about what is over or goes on.
var (
	endedJa = regexp.MustCompile(`(した|った|いた|れた|えた|ました|でした|ています|ている)[。]?$`)
	latest  = regexp.MustCompile(`(?i)最新の|最新情報|直近の|\b(the )?(latest|most recent)\b`)
)

// notYet reports what a line tells as over or going on though it lies after every
// card of the page (C2), and what it calls the latest though it is old (C9).
func (r *reading) notYet(s *sentence) {
	if r.newest.IsZero() || len(r.Passages) > 0 {
		return
	}
	words := s.Text
	for _, d := range s.Dates {
		var at time.Time
		switch {
		case d.Precision == text.Day && dayPattern.MatchString(folded(d.Surface)):
			at = r.resolved(s, d)
		case (d.Precision == text.Month || d.Precision == text.Year) && strings.ContainsAny(folded(d.Surface), "0123456789") && !d.Time.IsZero():
			at = d.Time
		default:
			continue
		}
		if !at.After(r.newest.AddDate(0, 0, 1)) || setFor(s, d) {
			continue
		}
		over := endedJa.MatchString(words) && !anyAheadJa.MatchString(words) && !aheadJa.MatchString(words)
		if !isJapanese(words) {
			over = pastEn.MatchString(words) && !aheadEn.MatchString(words) && len(s.said) == 0
		}
		if over {
			r.report(SourceDate, s.line, s.Text, say{"最も新しいカードは%sで、「%s」はまだ先です", "the newest card is of %s; %q is still to come"}, r.newest.Format(time.DateOnly), d.Surface)
			return
		}
	}
}

// setFor reports whether a day is one that something is put off to or said of: no
// day on which it was.
func setFor(s *sentence, d text.Date) bool {
	rs := []rune(s.Text)
	if isJapanese(s.Text) {
		return saidOf.MatchString(string(rs[min(d.Span.End, len(rs)):]))
	}
	return setTo.MatchString(string(rs[:min(d.Span.Start, len(rs))]))
}

var (
	saidOf = regexp.MustCompile(`[るうすくぐつぬぶむ](案|計画|方針|予定|見通し|考え|意向|構想|提案|よう|と|こと|か|の(は|が|を))|ないと|(から|まで|に)(延期|変更|先送り|前倒し|設定|決)`)
	setTo  = regexp.MustCompile(`(?i)\b(to|until|till|for|by|as of)\s+$`)
)

// stillLatest reports what a line calls the latest though only an old card has it.
func (r *reading) stillLatest(s *sentence) {
	m := latest.FindString(s.Text)
	if m == "" || r.newest.IsZero() || len(r.Passages) > 0 {
		return
	}
	best, at := 0.0, -1
	for i := range r.Cards {
		if share, _ := r.support(s, r.ofCard[i]); share > best {
			best, at = share, i
		}
	}
	if at < 0 || best < sameMatter || r.Cards[at].Date.IsZero() || r.newest.Sub(r.Cards[at].Date) <= stale {
		return
	}
	r.report(Order, s.line, s.Text, say{"「%s」とありますが、%sの記事の内容です", "%q, but it is told from a report of %s"}, m, r.Cards[at].Date.Format(time.DateOnly))
}
