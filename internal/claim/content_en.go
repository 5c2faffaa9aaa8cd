package claim

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// rightContent sets the content that follows the cue.
func (e *english) rightContent(sc scene, f *found) bool {
	toks := sc.toks
	if runs := sc.runsFrom(toks[f.cueEnd-1].end); len(runs) > 0 {
		if e.directRight(sc, f, runs) {
			return true
		}
	}
	if f.cueEnd < len(toks) && toks[f.cueEnd].low == "to" && strings.HasPrefix(toks[f.cueAt].low, "claim") {
		return e.objectContent(sc, f)
	}
	at := thatAfter(toks, f.cueEnd)
	if at == 0 && f.subLo > 0 && toks[f.subLo-1].low == "as" { // "As X said on Monday, ..."
		for k := f.cueEnd; k < len(toks); k++ {
			if toks[k].low == "," && !toks[k].quoted {
				at = k + 1
				break
			}
		}
	}
	if at == 0 {
		at = skipAdjunct(toks, skipHearer(toks, f.cueEnd, f.cue))
		if at >= len(toks) || !toks[at].word && !strings.Contains(`"“`, toks[at].low) || endsClause(toks[at].low) && toks[at].low != "after" && toks[at].low != "in" {
			return false
		}
	}
	if at >= len(toks) {
		return false
	}
	span := text.Span{Start: toks[at].start, End: clauseEnd(sc, at)}
	if in, ok := sc.wholeQuote(span); ok {
		f.spans, f.direct = []text.Span{in}, true
		return true
	}
	f.spans = []text.Span{span}
	return countWords(toks, span) >= 2
}

func countWords(toks []token, sp text.Span) int {
	n := 0
	for _, t := range toks {
		if t.word && t.start >= sp.Start && t.end <= sp.End {
			n++
		}
	}
	return n
}

// wholeQuote returns the inside of a quotation that fills a span.
func (sc scene) wholeQuote(span text.Span) (text.Span, bool) {
	for _, r := range sc.runs {
		if r.span.Start < span.Start || r.span.Start > span.Start+2 || r.span.Len() < 3 {
			continue
		}
		rest := strings.Trim(string(sc.rs[min(r.span.End, span.End):span.End]), ` ."”,!?`)
		if rest == "" {
			return text.Span{Start: r.span.Start, End: trimSpan(sc.rs, r.span, ".,").End}, true
		}
	}
	return text.Span{}, false
}

// runsFrom returns the quotations that begin at or after a rune.
func (sc scene) runsFrom(at int) []quoteRun {
	var out []quoteRun
	for _, r := range sc.runs {
		if r.span.Start >= at {
			out = append(out, r)
		}
	}
	return out
}

// directRight handles `said: "..."` and `told reporters in Rome, "..."`.
func (e *english) directRight(sc scene, f *found, runs []quoteRun) bool {
	gap := string(sc.rs[sc.toks[f.cueEnd-1].end:runs[0].span.Start])
	gap = strings.TrimRight(gap, ` "“`)
	colon := strings.HasSuffix(gap, ":") || strings.HasSuffix(gap, ",")
	if !colon && strings.TrimSpace(gap) != "" || strings.Contains(gap, " that") {
		return false
	}
	if !colon && !sentenceLike(sc, runs[0]) {
		return false
	}
	for _, r := range runs {
		if r.span.Len() > 2 {
			f.spans = append(f.spans, e.stopInside(sc, r))
		}
	}
	f.direct = true
	return len(f.spans) > 0
}

// sentenceLike reports whether a quotation reaches the end of its sentence.
func sentenceLike(sc scene, r quoteRun) bool {
	return strings.Trim(string(sc.rs[r.span.End:]), ` ."”'’`) == ""
}

// stopInside leaves out the comma or full stop before the closing mark.
func (e *english) stopInside(sc scene, r quoteRun) text.Span {
	if !r.closed {
		return r.span
	}
	return trimSpan(sc.rs, r.span, ",. ")
}

// leftContent sets the content that stands before token hi. Direct speech
// that opens the sentence counts whole; with words of the paper around it, the
// clause is indirect.
func (e *english) leftContent(sc scene, f *found, hi int, before []found) bool {
	if hi == 0 {
		return false
	}
	from := leftStart(sc, before)
	end := sc.toks[hi-1].end
	if !sc.toks[hi-1].word {
		end = sc.toks[hi-1].start
	}
	outside := 0
	for _, t := range sc.toks[:hi] {
		if t.start >= from && t.word && !t.quoted {
			outside++
		}
	}
	var direct []quoteRun
	for _, r := range sc.runs {
		if r.span.Start >= from && r.span.End <= end {
			direct = append(direct, r)
		}
	}
	if len(direct) > 0 && outside == 0 {
		f.direct = true
		for _, r := range direct {
			f.spans = append(f.spans, e.stopInside(sc, r))
		}
		e.continuedRight(sc, f)
		return true
	}
	for from < len(sc.rs) && from > 0 && !letterOrDigit(sc.rs[from]) && sc.rs[from] != '"' && sc.rs[from] != '“' {
		from++
	}
	if n := len(direct); n > 0 {
		// `He nodded. "...," he said`: the quotation alone, when it is a sentence of its own
		last := direct[n-1]
		lead := strings.TrimRight(string(sc.rs[min(from, last.span.Start):last.span.Start]), ` "“`)
		if strings.HasSuffix(lead, ".") || strings.HasSuffix(lead, ":") || ownSentence(sc, last) {
			f.direct, f.spans = true, []text.Span{e.stopInside(sc, last)}
			return true
		}
	}
	span := text.Span{Start: from, End: end}
	if len(direct) == 0 && parenthesis(sc.toks, max(f.cueEnd, f.subHi)) {
		span.End = sentenceEnd(sc)
	}
	if span.End <= span.Start || countWords(sc.toks, span) < 3 {
		return false
	}
	f.spans = []text.Span{balance(sc.rs, trimSpan(sc.rs, span, ` ,"“”`), span)}
	return true
}

// parenthesis reports whether speaker and verb only interrupt what is said:
// "Her family, she said, had lost everything."
func parenthesis(toks []token, i int) bool {
	if i+1 >= len(toks) || toks[i].low != "," || !toks[i+1].word || toks[i+1].quoted {
		return false
	}
	w := toks[i+1].low
	return !endsClause(w) && !ownVoice(toks, i+1) && !strings.HasSuffix(w, "ing") && w != "a" && w != "an" && w != "as" && w != "while" && w != "when"
}

// leftStart returns the rune where a clause before the speaker may begin:
// behind the statements that stand before it.
func leftStart(sc scene, before []found) int {
	from := sc.opening()
	for _, b := range before {
		for _, sp := range b.spans {
			from = max(from, sp.End)
		}
		if b.inverted {
			from = max(from, sc.toks[max(b.cueEnd, b.subHi)-1].end)
		} else if len(b.spans) > 0 {
			from = sc.opening() // the earlier statement lies inside what is said
		}
	}
	return from
}

// opening returns the rune where the sentence itself begins, behind a dateline.
func (sc scene) opening() int {
	if len(sc.toks) == 0 {
		return 0
	}
	return sc.toks[0].start
}

// continuedRight adds direct speech that goes on after its speaker: "A," she
// said, "B."
func (e *english) continuedRight(sc scene, f *found) {
	at := sc.toks[max(f.cueEnd, f.subHi)-1].end
	runs := sc.runsFrom(at)
	if len(runs) == 0 {
		return
	}
	gap := strings.Trim(string(sc.rs[at:runs[0].span.Start]), ` ,"“:`)
	if gap == "" || len(strings.Fields(gap)) < 6 && !strings.Contains(gap, ".") {
		f.spans = append(f.spans, e.stopInside(sc, runs[0]))
	}
}

// ownSentence reports whether a quotation reads as a sentence of its own: it
// begins with a capital and is long.
func ownSentence(sc scene, r quoteRun) bool {
	return r.opened && unicode.IsUpper(sc.rs[r.span.Start]) && countWords(sc.toks, r.span) >= 6
}

// balance gives a trimmed span its outer quotation mark back when the other
// one is inside.
func balance(rs []rune, in, out text.Span) text.Span {
	s := cutRunes(rs, in)
	opens, closes := strings.Count(s, "“"), strings.Count(s, "”")
	if opens < closes && in.Start > out.Start {
		in.Start--
	}
	if closes < opens && in.End < out.End {
		for in.End < out.End && rs[in.End] != '”' {
			in.End++
		}
		in.End = min(in.End+1, out.End)
	}
	return in
}

// objectContent sets what is rejected, demanded, welcomed and so on.
func (e *english) objectContent(sc scene, f *found) bool {
	at := f.cueEnd
	if at >= len(sc.toks) || !sc.toks[at].word && !strings.Contains(`"“`, sc.toks[at].low) {
		return false
	}
	if sc.toks[at].low == "that" && finiteSoon(sc.toks, at) {
		at++
	}
	if at >= len(sc.toks) || set1(sc.toks[at].low, "and", "but", "or", "in", "at", "by", "when", "if", "as", "from", "than", "into") {
		return false
	}
	span := text.Span{Start: sc.toks[at].start, End: objectEnd(sc, at)}
	f.spans = []text.Span{span}
	return countWords(sc.toks, span) >= 1
}
