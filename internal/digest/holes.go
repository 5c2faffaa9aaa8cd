package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// wholePhrases asks that what a reduction leaves out is whole phrases: what
// stands between marks, a dateline or a conjunction at the front, what follows a
// mark at the end; that no quotation loses words from its inside; and that who
// says it does not go with them. kept and dropped are of the sentence; region is
// what the line is a part of: the sentence, or what the speaker beside it says.
func wholePhrases(s cited, kept, dropped []text.Span, region text.Span, speaker string) error {
	source := []rune(s.sentence.Text)
	for _, q := range s.sentence.Quotations {
		if hole, ok := holeInside(q.Span, kept, dropped); ok {
			return fmt.Errorf("%w: quotation without %q", ErrCut, string(source[hole.Start:hole.End]))
		}
	}
	for _, d := range dropped {
		d.Start, d.End = max(d.Start, region.Start), min(d.End, region.End)
		if d.End <= d.Start {
			continue
		}
		words := string(source[d.Start:d.End])
		if strings.IndexFunc(words, wordRuneOrHan) < 0 || freely(s, d) {
			continue
		}
		title := s.sentence.Paragraph < 0
		if !title && japaneseCut(s.sentence, source, d, region) || !balanced(words) || !bounded(source, d, region, title) {
			return fmt.Errorf("%w: %q is no phrase", ErrCut, words)
		}
		if speaker == "" && !title && (d.Start <= region.Start || d.End >= region.End) && saysSo.MatchString(words) {
			return fmt.Errorf("%w: who says it (%q)", ErrTurned, words)
		}
	}
	return nil
}

func wordRuneOrHan(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// holeInside returns a hole in the inside of a quotation of which something is
// left on both sides, its marks included.
func holeInside(q text.Span, kept, dropped []text.Span) (text.Span, bool) {
	for _, d := range dropped {
		if !q.Overlaps(d) || d.Contains(q) {
			continue
		}
		before, after := false, false
		for _, k := range kept {
			before = before || k.End <= d.Start && k.End > q.Start
			after = after || k.Start >= d.End && k.Start < q.End
		}
		if before && after {
			return d, true
		}
	}
	return text.Span{}, false
}

// saysSo matches the words of an attribution, which stands at either end.
var saysSo = regexp.MustCompile(`(?i)\b(said|says|told|according to|reported|reports|announced|claimed|claims|warned|stated|believes?|believed|alleged|suggested|suggests|estimates|estimated)\b|` +
	`(と|旨を|ことを)(発表|述べ|話し|語[らりるっ]|明らか|報じ|伝え|説明|主張|指摘|表明|コメント)|によると|によれば`)

// bounded reports whether a hole is bounded as a phrase is. Where the hole begins
// or ends the region, the mark on its other side is enough; a title may lose a
// clause that a conjunction begins.
func bounded(source []rune, d, region text.Span, title bool) bool {
	words := strings.TrimSpace(string(source[d.Start:d.End]))
	opens := marked(firstRune(words)) || d.Start > 0 && marked(source[d.Start-1])
	closes := marked(lastRune(words)) || d.End < len(source) && marked(source[d.End])
	if title {
		// A space in a Japanese title ends a clause, as a bar does.
		opens = opens || unspacedTitle(source) && unicode.IsSpace(source[d.Start])
		closes = closes || unspacedTitle(source) && unicode.IsSpace(source[d.End-1])
	}
	switch {
	case d.Start <= region.Start && d.End >= region.End:
		return false
	case d.Start <= region.Start:
		return closes || opening.MatchString(words+" ")
	case d.End >= region.End:
		return opens || title && subordinate.MatchString(words)
	}
	return opens && closes
}

// japaneseCut reports a hole that takes what a Japanese sentence turns on: its
// end, which is the predicate, or what it is about. Brackets may go anywhere.
func japaneseCut(s text.Sentence, source []rune, d, region text.Span) bool {
	if !unspacedTitle(source) {
		return false
	}
	words := strings.TrimSpace(string(source[d.Start:d.End]))
	if first := firstRune(words); strings.ContainsRune("(（【[［「『〔＝。", first) {
		// What follows a bracket belongs to what stands before it.
		return strings.ContainsRune("(（", first) && strings.HasPrefix(afterBracket(words), "から")
	}
	if d.End >= region.End {
		return region.End == len(source) // the end of what is said is cut from its cue
	}
	for _, w := range s.Words {
		if d.Contains(w.Span) && w.Class == text.Particle && (w.Surface == "は" || w.Surface == "が" && d.Start <= region.Start) {
			return true
		}
	}
	return false
}

// marked reports whether r parts phrases.
// afterBracket is what follows the bracket that a text begins with.
func afterBracket(s string) string {
	if i := strings.IndexAny(s, ")）"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return s[i+n:]
	}
	return ""
}

func marked(r rune) bool {
	return r != '\'' && r != '’' && (unicode.IsPunct(r) || r == '|' || r == '｜' || r == '＝' || r == '=' || r == '+' || r == '…' || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sm, r))
}

func unspacedTitle(source []rune) bool {
	for _, r := range source {
		if unspaced(r) {
			return true
		}
	}
	return false
}

// opening matches what may be missing in front although no mark follows: a
// conjunction, the "that" of what is said.
var opening = regexp.MustCompile(`^(?i:but|and|or|so|that|yet|still|the) $|^(また|さらに|しかし|だが|ただ|ただし|一方で|一方|なお|加えて|このほか|そのうえで|その上で|その後|これに対し|これに対して|これを受け|これを受けて|そして|さらには|もっとも|とはいえ|ところが) $`)

// subordinate matches the beginning of a clause that a title can do without.
var subordinate = regexp.MustCompile(`(?i)^(as|after|amid|while|following|before|despite|over|with|says|say)\b`)

// spokenRegion returns what the speaker says that holds all of the kept runes.
func spokenRegion(s cited, kept []text.Span, speaker string) (text.Span, bool) {
	all := text.Span{Start: kept[0].Start, End: kept[len(kept)-1].End}
	best, found := text.Span{}, false
	for _, st := range s.statements[s.sentence.Index] {
		if sameName(st.Speaker, st.SpeakerNormal, speaker) && st.ContentSpan.Contains(all) && (!found || st.ContentSpan.Len() < best.Len()) {
			best, found = st.ContentSpan, true
		}
	}
	return best, found
}

// wholeEnough asks that what a quote leaves out of the speaker's sentence does
// not turn it, and that it begins and ends where a phrase does.
func wholeEnough(words, quotation string) error {
	words, quotation = same(strings.TrimSpace(words)), same(quotation)
	i := strings.Index(quotation, words)
	if i < 0 {
		return ErrNotThere
	}
	before, after := strings.TrimRight(quotation[:i], " "), strings.TrimLeft(quotation[i+len(words):], " ")
	if before != "" && !marked(lastRune(before)) && !marked(firstRune(words)) || after != "" && !marked(firstRune(after)) && !marked(lastRune(words)) {
		return fmt.Errorf("%w: %q", ErrCut, words)
	}
	if at := strings.LastIndexAny(before, ".!?。！？"); at >= 0 {
		before = before[at:]
	}
	if at := strings.IndexAny(after, ".!?。！？"); at >= 0 {
		after = after[:at]
	}
	if marked(lastRune(words)) && strings.ContainsRune(".!?。！？", lastRune(words)) {
		after = ""
	}
	for _, left := range []string{before, after} {
		s := text.Sentence{Text: left}
		if claim.Negated(s) || claim.Hedged(s) {
			return fmt.Errorf("%w: %q", ErrTurned, left)
		}
	}
	return nil
}

// holdsPart asks that words stand in a sentence in one piece that begins and ends
// where a phrase does, and that what stands before them does not turn them.
func holdsPart(words string, s text.Sentence) bool {
	kept, ok := align(words, s.Text)
	if !ok || len(kept) != 1 || !holds(s.Text, words) {
		return false
	}
	source := []rune(s.Text)
	whole := text.Span{End: len(source)}
	for _, d := range complement(kept, len(source)) {
		part := string(source[d.Start:d.End])
		if strings.IndexFunc(part, wordRuneOrHan) < 0 {
			continue
		}
		if !bounded(source, d, whole, true) {
			return false
		}
		if dropsSource(s, part, d.Start == 0) {
			return false
		}
		left := text.Sentence{Text: part}
		if d.Start == 0 && (claim.Negated(left) || claim.Hedged(left)) || d.Start > 0 && conditional.MatchString(part) {
			return false
		}
	}
	return true
}

// conditional matches a clause behind that the one before depends on.
var conditional = regexp.MustCompile(`(?i)^\W*(if|unless|until|provided|only if|except)\b|^[、,]?(条件|場合)`)
