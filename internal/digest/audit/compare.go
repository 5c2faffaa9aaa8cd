package audit

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// How much of a sentence its best source must hold for the two to be compared:
// words that exclude each other, days and tense need less than what is turned by a
// single particle or negation.
const (
	sameMatter  = 0.6
	sameWords   = 0.8
	fewestItems = 3
)

// nearest is the source sentence that holds most of a sentence, with its point, and
// how much; of several the one that itself holds most, and of which the sentence
// holds most.
func (r *reading) nearest(s *sentence) (*sentence, float64) {
	var best *sentence
	var most, alone, back float64
	own := r.newStock([]*sentence{s})
	for _, o := range r.sources {
		if o.line == s.line && o.line >= 0 {
			continue
		}
		share, _ := r.support(s, r.stockOfPoint(o))
		if share == 0 || share < most {
			continue
		}
		self, _ := r.support(s, r.stockOfOne(o))
		reverse, _ := r.support(o, own)
		if share > most || self > alone || self == alone && reverse > back {
			most, alone, back, best = share, self, reverse, o
		}
	}
	return best, most
}

// stockOfOne is the stock of one sentence, made once.
func (r *reading) stockOfOne(o *sentence) *stock {
	if r.ones == nil {
		r.ones = map[*sentence]*stock{}
	}
	k := r.ones[o]
	if k == nil {
		k = r.newStock([]*sentence{o})
		r.ones[o] = k
	}
	return k
}

// stockOfPoint is the stock of the point or paragraph that a source sentence stands
// in: a point of two sentences tells of one matter.
func (r *reading) stockOfPoint(o *sentence) *stock {
	if o.line < 0 {
		return r.stockOfOne(o)
	}
	if r.points == nil {
		r.points = map[int]*stock{}
	}
	k := r.points[o.line]
	if k == nil {
		k = r.newStock(r.byLine[o.line])
		r.points[o.line] = k
	}
	return k
}

// compare holds each told sentence against the source sentence nearest to it: the
// same matter must have the same outcome (C6), day and tense (C3) and the same
// sides in the same roles (C7).
func (r *reading) compare() {
	for _, s := range r.all {
		p := r.part(s)
		if s.copied || r.Lines[s.line].Fixed || !told[p] && p != Answer && p != Heading || asks(s.Text) {
			continue
		}
		r.otherDay(s)
		r.otherEventDay(s)
		r.notYet(s)
		r.stillLatest(s)
		r.elsewhere(s)
		o, share := r.nearest(s)
		if o == nil || share < sameMatter || len(r.items(s)) < fewestItems && !anchored(s, o) {
			continue
		}
		r.contraries(s, o)
		r.otherTimeWord(s, o)
		r.realised(s, o)
		r.substituted(s, o)
		if share >= sameWords {
			r.otherTense(s, o)
			r.polarity(s, o)
		}
		r.roles(s, o)
	}
}

// anchored reports whether two short sentences print one date or figure.
func anchored(s, o *sentence) bool {
	for _, d := range s.Dates {
		for _, e := range o.Dates {
			if folded(d.Surface) == folded(e.Surface) {
				return true
			}
		}
	}
	for _, f := range s.Figures {
		for _, g := range o.Figures {
			if f.Value == g.Value && f.Unit == g.Unit {
				return true
			}
		}
	}
	return false
}

// verdict is the last content word of a sentence: in Japanese what is done.
func verdict(s *sentence) string {
	for i := len(s.Words) - 1; i >= 0; i-- {
		if w := s.Words[i]; (w.Class == text.Verb || w.Class == text.Noun) && !w.Stop {
			return w.Base
		}
	}
	return ""
}

// where names a source in a reason.
func (r *reading) where(o *sentence) (ja, en string) {
	if o.line < 0 {
		return "出典の文", "the source"
	}
	n := strconv.Itoa(r.Lines[o.line].Number)
	return n + "行目のカード", "the card on line " + n
}

// contraries reports a word whose place in the source is held by one that excludes
// it: postponed for cancelled, arrested for charged.
func (r *reading) contraries(s, o *sentence) {
	for _, group := range contraryWords(s.Text) {
		a, b := only(group, s.Text), only(group, r.pointText(o))
		if a == "" || b == "" || a == b || strings.Contains(strings.ToLower(r.stock.text), a) && r.sourceHas(s, a) {
			continue
		}
		ja, en := r.where(o)
		r.report(Happening, s.line, s.Text, say{"「%s」とありますが、%sでは「%s」です%.0s", "%[1]q, but %[4]s has %[3]q"}, a, ja, b, en)
	}
}

// pointText is the text of the point that a source sentence stands in.
func (r *reading) pointText(o *sentence) string {
	if o.line < 0 {
		return o.Text
	}
	return r.Lines[o.line].Text
}

// sourceHas reports whether a source sentence about the same matter has a word.
func (r *reading) sourceHas(s *sentence, word string) bool {
	for _, o := range r.sources {
		if share, _ := r.support(s, r.stockOfOne(o)); share >= sameMatter-0.1 && strings.Contains(strings.ToLower(o.Text), word) {
			return true
		}
	}
	return false
}

// only is the one word of a group that stands in a text; "" for none or several.
func only(group []string, s string) string {
	s = strings.ToLower(s)
	out := ""
	for _, w := range group {
		if !holdsWord(s, w) {
			continue
		}
		if out != "" && !strings.Contains(out, w) {
			return ""
		}
		if out == "" {
			out = w
		}
	}
	return out
}

// otherDay reports a day where every source of the same matter that prints one has
// another.
func (r *reading) otherDay(s *sentence) {
	if len(r.items(s)) < 2 {
		return
	}
	for _, d := range s.Dates {
		if d.Precision != text.Day || !dayPattern.MatchString(folded(d.Surface)) {
			continue
		}
		var from *sentence
		other, same := "", false
		for _, o := range r.sources {
			share, _ := r.support(s, r.stockOfOne(o))
			if share < sameWords {
				continue
			}
			for _, e := range o.Dates {
				if e.Precision == text.Day && strings.ContainsAny(folded(e.Surface), "0123456789") {
					other, from, same = e.Surface, o, same || onDay(e, d)
				}
			}
		}
		if other != "" && !same {
			ja, en := r.where(from)
			r.report(Window, s.line, s.Text, say{"「%s」とありますが、%sでは「%s」です%.0s", "%[1]q, but %[4]s has %[3]q"}, d.Surface, ja, other, en)
			return
		}
	}
}

// onDay reports whether two printed days may be one: a bare day fits any month.
func onDay(a, b text.Date) bool {
	if m := bareDayPattern.FindStringSubmatch(folded(a.Surface)); m != nil {
		return b.Time.Day() == day("2000", "1", m[1]).Day()
	}
	return a.Time.Truncate(24 * time.Hour).Equal(b.Time.Truncate(24 * time.Hour))
}

var (
	endPlannedJa = regexp.MustCompile(`(予定|見通し|見込み|方針|計画|構え|考え|する意向)(だ|です|である|を示した|を示しました)?[。]?$`)
	endPastJa    = regexp.MustCompile(`(した|しました|された|されました|った|いた|えた|行いました)[。]?$`)
	anyAheadJa   = regexp.MustCompile(`予定|見通し|見込み|方針|計画|構え|考え|意向|目指|検討|提案|用意|可能性|求め|よう`)
	plannedVerb  = regexp.MustCompile(`(?i)\b(will|would|plans? to|planned to|is to|are to|is expected to|are expected to|is set to|are set to|is due to|are due to|intends? to)\b`)
)

// otherTense reports as over what the source tells as planned, and the other way
// round.
func (r *reading) otherTense(s, o *sentence) {
	var sp, op, sd, od bool // planned and done, here and there
	if isJapanese(s.Text) {
		sp, op = endPlannedJa.MatchString(s.Text), endPlannedJa.MatchString(o.Text)
		sd = endPastJa.MatchString(s.Text) && !anyAheadJa.MatchString(s.Text)
		od = endPastJa.MatchString(o.Text) && !anyAheadJa.MatchString(o.Text)
	} else {
		sp, op = plannedVerb.MatchString(s.Text), plannedVerb.MatchString(o.Text)
		sd, od = !sp && pastEn.MatchString(s.Text), !op && pastEn.MatchString(o.Text)
		if len(s.said) > 0 || len(o.said) > 0 {
			return // "said it will" is past and to come
		}
	}
	ja, en := r.where(o)
	switch {
	case sd && op:
		r.report(Window, s.line, s.Text, say{"%sでは予定ですが、済んだこととして書かれています%.0s", "%[2]s tells it as planned, this line as done"}, ja, en)
	case sp && od:
		r.report(Window, s.line, s.Text, say{"%sでは済んだことですが、予定として書かれています%.0s", "%[2]s tells it as done, this line as planned"}, ja, en)
	}
}

// polarity reports a negation that the source does not have, or a lost one: in
// Japanese of the same word, in English of the sentence.
func (r *reading) polarity(s, o *sentence) {
	ja, en := r.where(o)
	if isJapanese(s.Text) {
		if w := r.turned(s, o); w != "" {
			r.report(Happening, s.line, s.Text, say{"「%s」の肯定と否定が%sと逆です%.0s", "%[3]s has the opposite of %[1]q"}, w, ja, en)
		}
		return
	}
	a, b := claim.Negated(s.Sentence), claim.Negated(o.Sentence)
	if a == b || len(o.Words) > 2*len(s.Words) || len(s.Words) > 2*len(o.Words) {
		return
	}
	r.report(Happening, s.line, s.Text, say{"肯定と否定が%sと逆です%.0s", "%[2]s has the opposite: a negation is lost or gained"}, ja, en)
}

// notJa matches a negation right after a verb or a verbal noun.
var notJa = regexp.MustCompile(`^(は|も|が|を|に|し|して|さ|れ|られ|せ|て|で|い|き|ら|た|か|わ|ま|ば|り)*(ない|なかっ|ません|ず[、に。]|なく|なけれ|ぬ[。、])`)

// turned returns a word that both sentences have once, negated in one of them.
func (r *reading) turned(s, o *sentence) string {
	for _, w := range s.Words {
		if w.Stop || w.Class != text.Verb && w.Class != text.Noun || !meant(w) || r.inQuotation(s, w.Span) {
			continue
		}
		for _, x := range o.Words {
			if x.Base != w.Base || r.inQuotation(o, x.Span) {
				continue
			}
			a, b := notAfter(s, w.Span.End), notAfter(o, x.Span.End)
			if a != b && !r.sourceTurns(s, w, a) {
				return w.Surface
			}
		}
	}
	return ""
}

func (r *reading) inQuotation(s *sentence, span text.Span) bool {
	for _, q := range s.Quotations {
		if q.Span.Contains(span) {
			return true
		}
	}
	return false
}

func notAfter(s *sentence, at int) bool {
	rs := []rune(s.Text)
	if before := string(rs[:min(at, len(rs))]); strings.Contains(before, "しか") {
		return false // "only 22 work" denies nothing
	}
	return notJa.MatchString(string(rs[min(at, len(rs)):min(at+12, len(rs))]))
}

// sourceTurns reports whether some source has the word as the sentence has it.
func (r *reading) sourceTurns(s *sentence, w text.Word, negated bool) bool {
	for _, o := range r.sources {
		for _, x := range o.Words {
			if x.Base == w.Base && notAfter(o, x.Span.End) == negated {
				if share, _ := r.support(s, r.stockOfPoint(o)); share >= sameMatter {
					return true
				}
			}
		}
	}
	return false
}

// roles reports two sides that have changed places: the one who does it and the one
// it is done to.
func (r *reading) roles(s, o *sentence) {
	if !isJapanese(s.Text) {
		r.rolesEn(s, o)
		return
	}
	if passiveJa.MatchString(s.Text) != passiveJa.MatchString(o.Text) || !didSame(s, o) {
		return
	}
	ja, en := r.where(o)
	if owned(s, o) || r.traded(s, o) {
		r.report(Speaker, s.line, s.Text, say{"%sとは、する側と受ける側が逆です%.0s", "%[2]s has the two sides the other way round"}, ja, en)
		return
	}
	for _, a := range outerNames(s) {
		if acts(s, a) && !hasRole(o, a, acts) && hasRole(o, a, suffers) {
			r.report(Speaker, s.line, s.Text, say{"%sでは「%s」は受ける側です%.0s", "in %[3]s %[2]s is the one to whom it is done"}, ja, a.Surface, en)
			return
		}
		if suffers(s, a) && !hasRole(o, a, suffers) && hasRole(o, a, acts) {
			r.report(Speaker, s.line, s.Text, say{"%sでは「%s」がする側です%.0s", "in %[3]s %[2]s is the one who does it"}, ja, a.Surface, en)
			return
		}
	}
}

// passiveJa matches a passive at the end of a sentence.
var passiveJa = regexp.MustCompile(`(られ|され|われ|かれ)(た|ました|ている|ています|る|ます)[。]?$`)

// didSame reports whether two sentences share a verb, or the last content word of
// the first is one of the other.
func didSame(s, o *sentence) bool {
	last := verdict(s)
	for _, w := range o.Words {
		if w.Base == last && (w.Class == text.Verb || w.Class == text.Noun) {
			return true
		}
		for _, x := range s.Words {
			if x.Class == text.Verb && w.Class == text.Verb && x.Base == w.Base && !x.Stop && utf8.RuneCountInString(x.Base) > 2 {
				return true
			}
		}
	}
	return false
}

// hasRole reports whether a sentence has a name in a role.
func hasRole(s *sentence, n text.Name, role func(*sentence, text.Name) bool) bool {
	for _, o := range s.Names {
		if (nameKey(o) == nameKey(n) || o.Type == n.Type && shortOf(bareSurname(n), bareSurname(o)) || o.Type == n.Type && shortOf(bareSurname(o), bareSurname(n))) && role(s, o) {
			return true
		}
	}
	return false
}

// particle is what follows a name in Japanese, up to two characters.
func particle(s *sentence, n text.Name) string {
	rs := []rune(s.Text)
	return string(rs[min(n.Span.End, len(rs)):min(n.Span.End+2, len(rs))])
}

func acts(s *sentence, n text.Name) bool {
	p := particle(s, n)
	return strings.HasPrefix(p, "は") || strings.HasPrefix(p, "が") || strings.HasPrefix(p, "も")
}

func suffers(s *sentence, n text.Name) bool {
	rest := restOf(s, n)
	if cut, ok := strings.CutPrefix(rest, "側"); ok {
		rest = cut
	}
	p := string([]rune(rest + "  ")[:2])
	if strings.HasPrefix(rest, "に対し") || strings.HasPrefix(p, "へ") {
		return true
	}
	return strings.HasPrefix(p, "に") && p != "には" && !strings.HasPrefix(rest, "によ") && !strings.HasPrefix(rest, "につ") && !strings.HasPrefix(rest, "にお") ||
		strings.HasPrefix(p, "を") || strings.HasPrefix(p, "から")
}

// rolesEn reports two names around one verb that stand around it the other way
// round in the source, where neither is passive.
func (r *reading) rolesEn(s, o *sentence) {
	sn, on := outerNames(s), outerNames(o)
	if len(sn) < 2 || len(on) < 2 || len(s.Quotations)+len(o.Quotations) > 0 || byPassive.MatchString(s.Text) || byPassive.MatchString(o.Text) {
		return
	}
	a, b := sn[0], sn[1]
	if a.Span.Start > 12 || sameOne(a, b) || joined.MatchString(between([]rune(s.Text), a, b)) {
		return
	}
	for _, y := range on {
		for _, x := range on {
			if x.Span.Start <= y.Span.End || !sameOne(x, a) || !sameOne(y, b) || joined.MatchString(between([]rune(o.Text), y, x)) || !sameVerb(s, o, a.Span.End, b.Span.Start, y.Span.End, x.Span.Start) {
				continue
			}
			_, en := r.where(o)
			r.report(Speaker, s.line, s.Text, say{"%.0s出典とは%sと%sが入れ替わっています", "%s has %s and %s the other way round"}, en, a.Surface, b.Surface)
			return
		}
	}
}

// sameOne reports whether two names mean one: the same, or a last name of a full
// one.
func sameOne(a, b text.Name) bool {
	return nameKey(a) == nameKey(b) || a.Surface == b.Surface || shortOf(a.Surface, b.Surface) || shortOf(b.Surface, a.Surface)
}

// sameVerb reports whether one verb stands between two places of each sentence.
func sameVerb(s, o *sentence, from, to, ofrom, oto int) bool {
	for _, w := range s.Words {
		if w.Class != text.Verb || w.Span.Start < from || w.Span.End > to {
			continue
		}
		for _, x := range o.Words {
			if x.Class == text.Verb && x.Base == w.Base && x.Span.Start >= ofrom && x.Span.End <= oto {
				return true
			}
		}
	}
	return false
}

var (
	byPassive = regexp.MustCompile(`(?i)\b(was|were|been|being|is|are) \w+(ed|en|t) by\b`)
	joined    = regexp.MustCompile(`(?i)^\s*(,|and|of|'s|in|at)\b`)
)
