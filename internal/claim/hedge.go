package claim

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// Hedges returns the words that make a sentence less than a plain assertion:
// likelihood, hearsay, plans, conditions. Dropping one of them turns the
// meaning. Spans are runes of the sentence, in order, and do not overlap.
func Hedges(s text.Sentence) []text.Span {
	if japanese(s.Text) {
		return spansOf(hedgeJa, s.Text)
	}
	return withoutMay(s.Text, spansOf(hedgeEn, s.Text))
}

// withoutMay drops the month: "on May 21", "in May" and "May and June" hedge
// nothing.
func withoutMay(s string, spans []text.Span) []text.Span {
	rs := []rune(s)
	out := spans[:0]
	for _, sp := range spans {
		if string(rs[sp.Start:sp.End]) == "May" && monthMay.MatchString(string(rs[max(0, sp.Start-10):sp.Start])+"#"+string(rs[sp.End:min(sp.End+6, len(rs))])) {
			continue
		}
		out = append(out, sp)
	}
	return out
}

// monthMay reads what stands around the word, which is cut to #.
var monthMay = pattern.MustCompile(`(?i)#,? \d|\d(?:st|nd|rd|th)?(?: of)? #|\b(?:in|since|by|until|from|of|for|next|last|this|late|early|mid|and|to|before|after|through|during|to|on)[ -]#`)

// Negations returns the words that negate, as Hedges does.
func Negations(s text.Sentence) []text.Span {
	if japanese(s.Text) {
		return spansOf(negationJa, s.Text)
	}
	return spansOf(negationEn, s.Text)
}

// Hedged reports whether a sentence has a hedge.
func Hedged(s text.Sentence) bool { return len(Hedges(s)) > 0 }

// Negated reports whether a sentence has a negation.
func Negated(s text.Sentence) bool { return len(Negations(s)) > 0 }

// japanese reports whether a text has kana, or Han characters and no Latin
// letters: headlines may do without kana.
func japanese(s string) bool {
	han, latin := false, false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return true
		case unicode.Is(unicode.Han, r):
			han = true
		case unicode.Is(unicode.Latin, r):
			latin = true
		}
	}
	return han && !latin
}

// spansOf returns the rune spans of all matches of a pattern; a first group
// narrows the match.
func spansOf(re *pattern.Pattern, s string) []text.Span {
	var out []text.Span
	for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
		a, b := m[0], m[1]
		if len(m) > 2 && m[2] >= 0 {
			a, b = m[2], m[3]
		}
		start := utf8.RuneCountInString(s[:a])
		out = append(out, text.Span{Start: start, End: start + utf8.RuneCountInString(s[a:b])})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}
