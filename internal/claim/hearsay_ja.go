package claim

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// fromSource handles 〜によると: all that follows is the source's.
func (j *japaneseReader) fromSource(sc sceneJa, h hit, all []hit) {
	left := sc.masked(0, h.start)
	np := sourceNounJa.FindString(left)
	if np == "" {
		return
	}
	start := h.start - utf8.RuneCountInString(np)
	sp := j.sourceSpeaker(sc, start, h.start)
	if sp == nil {
		return
	}
	begin, end := h.end, len(sc.rs)
	for begin < end && (sc.rs[begin] == '、' || sc.rs[begin] == ' ') {
		begin++
	}
	for end > begin && strings.ContainsRune("。．. 　", sc.rs[end-1]) {
		end--
	}
	cueText := cutRunes(sc.rs, text.Span{Start: h.start, End: h.end})
	if m := closingJa.FindString(sc.masked(begin, end)); m != "" {
		end -= utf8.RuneCountInString(m)
	}
	span := text.Span{Start: begin, End: end}
	if in, ok := sc.isQuote(span); ok {
		span = in
	}
	if span.Len() < 2 {
		return
	}
	j.out = append(j.out, Statement{
		Ref: refOf(j.a, sc.s), Index: sc.s.Index, Speaker: sp.surface, SpeakerNormal: sp.normal, Role: sp.role,
		Resolved: sp.resolved, Named: sp.named, Cue: cueText, Content: cutRunes(sc.rs, span), ContentSpan: span, Stance: OtherSay,
	})
	j.source, j.srcAt = sp, sc.s.Index
}

var (
	sourceNounJa = regexp.MustCompile(`[\p{Han}\p{Katakana}A-Za-z0-9０-９ー・々の＝=.．＊「」『』（）()、＆&-]+(?:さん|など|ら)?$`)
	closingJa    = regexp.MustCompile(`(?:のではないか)?(?:という|といいます|とのこと(?:だ|です)?|とした|としている|と(?:報じ|伝え|話し|述べ|説明し)(?:た|ている|ていた)?|と(?:み|見)られ(?:る|ている)|模様(?:である|だ)?)$`)
)

// hearsay handles 〜という。 and the like: the source named just before, else
// nobody.
func (j *japaneseReader) hearsay(sc sceneJa, h hit, from int) {
	for _, st := range j.out {
		if st.Index == sc.s.Index && strings.Contains(st.Cue, "よ") {
			return // 〜によると…という is one statement
		}
	}
	start := from
	if j.srcAt != sc.s.Index && strings.Contains(sc.masked(h.start, h.end), "いう") {
		start = 0 // という at the end covers the whole sentence
	}
	for start < h.start && (sc.rs[start] == '、' || sc.rs[start] == ' ') {
		start++
	}
	for _, lead := range []string{"また、", "なお、", "一方、", "しかし、", "さらに、", "ただ、", "ただし、", "そして、"} {
		if strings.HasPrefix(sc.masked(start, h.start), lead) {
			start += utf8.RuneCountInString(lead)
		}
	}
	span := trimSpan(sc.rs, text.Span{Start: start, End: h.start}, "、 　。")
	if span.Len() < 4 {
		return
	}
	st := Statement{
		Ref: refOf(j.a, sc.s), Index: sc.s.Index, Cue: strings.Trim(cutRunes(sc.rs, text.Span{Start: h.start, End: h.end}), "。、"),
		Content: cutRunes(sc.rs, span), ContentSpan: span, Hearsay: true, Stance: OtherSay,
	}
	if j.source != nil && sc.s.Index-j.srcAt <= 2 {
		st.Speaker, st.SpeakerNormal, st.Resolved = j.source.surface, j.source.normal, true
	}
	j.out = append(j.out, st)
}

// closesSource reports whether a cue is only the end of 〜によると…としている。
func closesSource(sc sceneJa, h hit) bool {
	return strings.HasPrefix(sc.masked(h.start, h.end), "とし") && strings.Trim(sc.masked(h.end, len(sc.rs)), "。いたるおりてま、") == ""
}

// crowd handles 「…」といった批判の声が相次いだ: voices without a name.
func (j *japaneseReader) crowd(sc sceneJa, h hit, from int) {
	for _, span := range sc.quotedBefore(h, from) {
		content := cutRunes(sc.rs, span)
		cueText := cutRunes(sc.rs, text.Span{Start: h.start, End: h.end})
		j.out = append(j.out, Statement{
			Ref: refOf(j.a, sc.s), Index: sc.s.Index, Cue: cueText, Content: content, ContentSpan: span, Direct: true, Hearsay: true,
			Stance: stanceJapanese(h.cue, cueText, content),
		})
	}
}

// bareQuote handles a sentence that is one quotation: it goes on from the
// speaker of the sentence before.
func (j *japaneseReader) bareQuote(sc sceneJa) {
	if len(sc.quotes) != 1 || j.last == nil || sc.s.Index-j.lastAt != 1 {
		return
	}
	q := sc.quotes[0]
	if q.Start != 0 || strings.Trim(string(sc.rs[q.End:]), "。 　") != "" || q.Len() < 6 {
		return
	}
	span := text.Span{Start: 1, End: q.End - 1}
	content := cutRunes(sc.rs, span)
	j.out = append(j.out, Statement{
		Ref: refOf(j.a, sc.s), Index: sc.s.Index, Speaker: j.last.surface, SpeakerNormal: j.last.normal, Resolved: true, Named: j.last.named,
		Content: content, ContentSpan: span, Direct: true, Stance: stanceJapanese(cueJa{}, "", content),
	})
	j.lastAt = sc.s.Index
}
