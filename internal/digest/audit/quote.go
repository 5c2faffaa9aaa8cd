package audit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// quoted is one quotation on the page and who is said to say it.
type quoted struct {
	s       *sentence
	words   string
	speaker string // normal form, "" if unknown
	printed string
}

// quotations asks that every quotation stands in a card, and has one speaker on
// the page (C5).
func (r *reading) quotations() {
	var all []quoted
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		for _, q := range s.Quotations {
			if !q.Outer || bareName(s, q) || s.line >= 0 && r.Lines[s.line].Fixed && r.Lines[s.line].Part == Teaser {
				continue
			}
			one := quoted{s: s, words: plainQuote(q.Text)}
			one.speaker, one.printed = speakerOf(s, q)
			if s.line < 0 || !r.Lines[s.line].Fixed {
				all = append(all, one)
			}
			if p := r.part(s); s.line < 0 || s.copied || p == Point || p == CardTitle || len(r.sources) == 0 || !(told[p] || p == Remark || p == Answer || p == Teaser) {
				continue
			}
			if !r.printedSomewhere(q.Text) && !(r.Lines[s.line].Marked && fewWords(q.Text)) {
				r.report(Quotation, s.line, s.Text, say{"引用「%s」はどのカードにもありません", "the quotation %q stands in no card"}, q.Text)
			}
		}
	}
	r.twoSpeakers(all)
}

// bareName reports whether a quotation only names a thing: a title, a weapon, a
// slogan in one word.
func bareName(s *sentence, q text.Quotation) bool {
	if utf8.RuneCountInString(q.Text) <= 2 {
		return true
	}
	inner := text.Span{Start: q.Span.Start + 1, End: q.Span.End - 1}
	for _, n := range s.Names {
		if n.Span.Start <= inner.Start && n.Span.End >= inner.End {
			return true
		}
	}
	return coined.MatchString(q.Text)
}

// fewWords reports whether a host may be speaking of words ("will not") and not
// quoting anybody.
func fewWords(q string) bool {
	return len(strings.Fields(q)) <= 3 && (!isJapanese(q) || utf8.RuneCountInString(q) <= 8)
}

// coined matches names of things and slogans: katakana or capitals alone.
var coined = regexp.MustCompile(`^([ァ-ヶー・]+|[A-Z][A-Za-z0-9-]*( [A-Z][A-Za-z0-9-]*)*)$`)

// plainQuote is the form in which quotations meet: no marks at their ends.
func plainQuote(s string) string {
	return strings.ToLower(strings.Trim(folded(s), "。、.,!?！？…「」\"' "))
}

func (r *reading) printedSomewhere(q string) bool {
	q = plainQuote(q)
	if q == "" {
		return true
	}
	return strings.Contains(strings.ToLower(r.stock.text), q)
}

// speakerOf is who says a quotation, as its sentence tells.
func speakerOf(s *sentence, q text.Quotation) (normal, printed string) {
	for _, st := range s.said {
		if st.Speaker != "" && (st.ContentSpan.Overlaps(q.Span) || st.ContentSpan.Contains(q.Span)) {
			return st.SpeakerNormal, st.Speaker
		}
	}
	// "X praised it as 「…」" is no statement to the extractor: its topic speaks.
	if n, ok := topic(s, q.Span.Start); ok {
		return n.Normal, n.Surface
	}
	return "", ""
}

// topic is the name that a Japanese sentence is about before a place: the last
// one that は or が follows.
func topic(s *sentence, before int) (text.Name, bool) {
	rs := []rune(s.Text)
	var out text.Name
	found := false
	for _, n := range s.Names {
		if n.Span.End < before && n.Span.End < len(rs) && (rs[n.Span.End] == 'は' || rs[n.Span.End] == 'が' || rs[n.Span.End] == 'も') {
			out, found = n, true
		}
	}
	return out, found
}

// shortQuote is how many characters a quotation must have to be known again when
// another sentence prints more of it.
const shortQuote = 10

// twoSpeakers reports words put into the mouths of two: against a source it is the
// speaker that is wrong (C7), against another line one of both (C5).
func (r *reading) twoSpeakers(all []quoted) {
	for _, a := range all {
		if a.s.line < 0 || a.s.copied || a.speaker == "" || r.isSource(a.s) || oneWord(a.words) {
			continue
		}
		var other *quoted
		same := false
		for i, b := range all {
			if b.s == a.s || b.s.line == a.s.line && b.s.line >= 0 || b.speaker == "" || !sameQuote(a.words, b.words) {
				continue
			}
			if sameSpeaker(a, b) {
				same = same || r.isSource(b.s)
			} else if other == nil || r.isSource(b.s) && !r.isSource(other.s) {
				other = &all[i]
			}
		}
		switch {
		case other == nil || same:
		case r.isSource(other.s):
			r.report(Speaker, a.s.line, a.s.Text, say{"「%s」はカードでは%sの言葉ですが、ここでは%sの言葉です", "%q is said by %s in the source, here by %s"}, a.words, other.printed, a.printed)
		case other.s.line < a.s.line:
			r.report(Quotation, a.s.line, a.s.Text,
				say{"「%s」の話者が、%d行目では「%s」、ここでは「%s」です", "%q is said by another on line %d (%s), here by %s"}, a.words, r.Lines[other.s.line].Number, other.printed, a.printed)
		}
	}
}

// isSource reports whether a sentence is a card's or a passage's.
// oneWord reports whether a quotation is a single word in Latin letters: a term that
// both sides of a matter may use ("memorandum").
func oneWord(words string) bool {
	return words != "" && !strings.ContainsFunc(words, func(r rune) bool { return r == ' ' || r >= utf8.RuneSelf })
}

func (r *reading) isSource(s *sentence) bool { return s.line < 0 || r.Lines[s.line].Card >= 0 }

func sameQuote(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	return a == b || utf8.RuneCountInString(a) >= shortQuote && strings.Contains(b, a) || utf8.RuneCountInString(b) >= shortQuote && strings.Contains(a, b)
}

// sameSpeaker allows one to be printed with more words than the other.
func sameSpeaker(a, b quoted) bool {
	return a.speaker == b.speaker || strings.Contains(b.printed, a.printed) || strings.Contains(a.printed, b.printed) ||
		strings.Contains(b.s.Text, a.printed)
}
