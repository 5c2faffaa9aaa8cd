package claim

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// japaneseReader reads the statements of one Japanese article.
type japaneseReader struct {
	a       article.Article
	out     []Statement
	last    *speaker // last speaker, for omitted subjects
	lastAt  int
	topic   *speaker // last person or body that a sentence without a statement is about
	topicAt int
	source  *speaker // last source of the form 〜によると
	srcAt   int
}

// sceneJa is one sentence under work. mask has the runes inside quotations and
// brackets blanked, so that patterns see only the paper's own words.
type sceneJa struct {
	s      text.Sentence
	rs     []rune
	mask   string
	byRune []int // byte offset in mask -> rune
	quotes []text.Span
}

// hit is a cue found in a sentence, in runes.
type hit struct {
	cue        cueJa
	start, end int
}

func japaneseStatements(a article.Article, t text.Text) []Statement {
	j := &japaneseReader{a: a, lastAt: -9, srcAt: -9}
	for _, s := range t.Sentences {
		j.sentence(newSceneJa(s))
	}
	return j.out
}

func newSceneJa(s text.Sentence) sceneJa {
	sc := sceneJa{s: s, rs: []rune(s.Text)}
	masked := make([]rune, len(sc.rs))
	var stack []rune
	open, round := 0, 0
	for i, r := range sc.rs {
		masked[i] = r
		switch r {
		case '「', '『', '“':
			if len(stack) == 0 {
				open = i
			}
			stack = append(stack, r)
		case '」', '』', '”':
			if len(stack) == 1 {
				sc.quotes = append(sc.quotes, text.Span{Start: open, End: i + 1})
				stack = nil
				continue
			}
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			} else if i > 0 { // the opening mark is in the sentence before
				sc.quotes = append(sc.quotes[:0], text.Span{Start: 0, End: i + 1})
				for k := 0; k < i; k++ {
					masked[k] = '＊'
				}
			}
		case '（', '(':
			round++
		}
		if len(stack) > 0 && i > open || round > 0 {
			masked[i] = '＊'
		}
		if (r == '）' || r == ')') && round > 0 {
			round--
		}
	}
	sc.mask = string(masked)
	sc.byRune = make([]int, len(sc.mask)+1)
	n := 0
	for b := range sc.mask {
		sc.byRune[b] = n
		n++
	}
	sc.byRune[len(sc.mask)] = n
	return sc
}

// masked returns the masked runes [from, to).
func (sc sceneJa) masked(from, to int) string {
	if from >= to {
		return ""
	}
	return string([]rune(sc.mask)[from:to])
}

func (j *japaneseReader) sentence(sc sceneJa) {
	hits := sc.hits()
	if len(hits) == 0 {
		j.bareQuote(sc)
		if topic := j.topicOf(sc); topic != nil {
			j.topic, j.topicAt = topic, sc.s.Index
		}
		return
	}
	from := 0 // where the clause of the next cue begins
	var subject *speaker
	subjectEnd := -1
	for _, h := range hits {
		if h.cue.source {
			j.fromSource(sc, h, hits)
			from = h.end
			continue
		}
		if h.cue.vague {
			j.hearsay(sc, h, from)
			continue
		}
		if h.cue.crowd {
			j.crowd(sc, h, from)
			continue
		}
		if j.srcAt == sc.s.Index && closesSource(sc, h) {
			continue
		}
		sp, end := j.subject(sc, from, h)
		behind := false
		if one := someoneAfter(sc, h); one != nil {
			sp, end, behind = one, from, true
		}
		if last := j.after(sc, h); last != nil && (last.named || sp == nil) {
			sp, end, behind = last, from, true
		}
		switch {
		case sp != nil && subject != nil && subject.topic && !sp.topic && !h.cue.object && !behind:
			sp = subject // "A tells X and that B will do Y": B is told of
		case sp != nil:
			subject, subjectEnd = sp, end
		case subject == nil:
			if sp = j.after(sc, h); sp == nil {
				sp = j.omitted(sc)
			}
		default:
			sp = subject
		}
		begin := max(from, subjectEnd)
		if j.emit(sc, h, sp, begin) {
			from = h.end
			if sp != nil {
				j.last, j.lastAt = sp, sc.s.Index
			}
		}
	}
}

// hits returns the cues of a sentence in order, without overlaps.
func (sc sceneJa) hits() []hit {
	var out []hit
	for _, c := range cuesJa {
		for _, m := range c.re.FindAllStringIndex(sc.mask, -1) {
			h := hit{c, sc.byRune[m[0]], sc.byRune[m[1]]}
			if c.object && attributiveJa(sc.rs, h.end) || passiveJa(sc.rs, h.end) && !c.vague && !c.source || notParticle(sc.rs, h.start) || goesOnJa(sc.rs, h.end) || listsNames(sc, h.start) {
				continue
			}
			clash := false
			for _, o := range out {
				if h.start < o.end && o.start < h.end {
					clash = true
					break
				}
			}
			if !clash && h.start > 0 {
				out = append(out, h)
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].start < out[b].start })
	return out
}

// notParticle reports whether the と at a rune is part of こと or 少なくとも.
func notParticle(rs []rune, at int) bool {
	if at == 0 || rs[at] != 'と' {
		return false
	}
	return rs[at-1] == 'こ' || rs[at-1] == 'く' && at+1 < len(rs) && rs[at+1] == 'も'
}

// askedJa is what is asked and the first of those who are asked: 中止を県(と国に).
var askedJa = regexp.MustCompile(`を[\p{Han}\p{Katakana}ー]{1,6}$`)

var hearerJa = regexp.MustCompile(`^と[\p{Han}\p{Katakana}ー・]+(?:に|へ)`)

// listsNames reports whether the と at a rune joins two names: タルバとキセラに
// 求めた asks two, and quotes nothing.
func listsNames(sc sceneJa, at int) bool {
	if at == 0 || sc.rs[at] != 'と' || !topicRune(sc.rs[at-1]) || !hearerJa.MatchString(sc.masked(at, len(sc.rs))) {
		return false
	}
	left, right := false, false
	for _, n := range sc.s.Names {
		left = left || n.Span.End == at
		right = right || n.Span.Start <= at+1 && n.Span.End > at+1
	}
	two := unicode.In(sc.rs[at-1], unicode.Katakana) && unicode.In(sc.rs[at+1], unicode.Katakana)
	return left && right || two && (left || right) || askedJa.MatchString(sc.masked(0, at))
}

// passiveJa reports whether a verb goes on as a passive or a noun: 求められ,
// 批判され, 述べる.
func passiveJa(rs []rune, end int) bool {
	rest := string(rs[end:min(end+3, len(rs))])
	return strings.HasPrefix(rest, "られ") || strings.HasPrefix(rest, "れ") || strings.HasPrefix(rest, "された") || strings.HasPrefix(rest, "なかっ") || strings.HasPrefix(rest, "ない")
}

// attributiveJa reports whether a verb that ends before a rune only describes
// the noun behind it: 増派を支持しているマケイン氏. Nouns that carry time or
// cause do not count.
func attributiveJa(rs []rune, end int) bool {
	at := verbEndJa(rs, end)
	if at == end || at >= len(rs) || !strings.ContainsRune("たるい", rs[at-1]) {
		return false
	}
	rest := string(rs[at:min(at+3, len(rs))])
	for _, w := range []string{"上", "後", "際", "時", "一方", "場合", "理由", "結果", "問題", "状況", "形", "模様", "方針", "考え", "意向", "経緯", "事実", "背景", "こと"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return unicode.In(rs[at], unicode.Han, unicode.Katakana)
}

// someoneAfter finds the unnamed people that a cue runs on to: 「…」と話す人も
// いた.
func someoneAfter(sc sceneJa, h hit) *speaker {
	rest := sc.masked(h.end, len(sc.rs))
	m := someoneJa.FindStringSubmatchIndex(rest)
	if m == nil {
		return nil
	}
	start := h.end + utf8.RuneCountInString(rest[:m[2]])
	surface := cutRunes(sc.rs, text.Span{Start: start, End: h.end + utf8.RuneCountInString(rest[:m[3]])})
	return &speaker{surface: surface, normal: surface, person: true}
}

// goesOnJa reports whether a verb only stands before the noun that a later cue
// tells of: 受け入れる用意がある, 受け入れる考えを示した.
func goesOnJa(rs []rune, end int) bool {
	rest := string(rs[end:min(end+4, len(rs))])
	for _, noun := range []string{"用意", "考え", "意向", "方針", "姿勢", "準備"} {
		if strings.HasPrefix(rest, "る"+noun) || strings.HasPrefix(rest, "する"+noun) {
			return true
		}
	}
	return false
}

// emit adds the statements of a cue; it reports whether there was content.
func (j *japaneseReader) emit(sc sceneJa, h hit, sp *speaker, begin int) bool {
	spans, direct := j.content(sc, h, begin)
	if len(spans) == 0 {
		return false
	}
	if sp == nil {
		if !direct && (h.cue.object || !saysJa.MatchString(cutRunes(sc.rs, text.Span{Start: h.start, End: h.end}))) {
			return false
		}
		sp = &speaker{anonymous: true}
	}
	cueText := strings.TrimRight(cutRunes(sc.rs, text.Span{Start: h.start, End: verbEndJa(sc.rs, h.end)}), "。、")
	conditional := h.cue.stance == Accept && conditionJa.MatchString(sc.masked(begin, h.end))
	for _, span := range spans {
		content := cutRunes(sc.rs, span)
		j.out = append(j.out, Statement{
			Ref: refOf(j.a, sc.s), Index: sc.s.Index, Speaker: sp.surface, SpeakerNormal: sp.normal, Role: sp.role,
			Resolved: sp.resolved, Named: sp.named, Cue: cueText, Content: content, ContentSpan: span, Direct: direct,
			Hearsay: sp.surface == "", Stance: stanceJapanese(h.cue, cueText, content), Past: pastJa.MatchString(cueText),
		})
		if conditional {
			j.out[len(j.out)-1].Stance = Condition
		}
	}
	return true
}

// saysJa is a verb of saying that needs a speaker, printed or not.
var saysJa = regexp.MustCompile(`述べ|語|話し|強調|指摘|説明し|主張し|明らかに|表明し|示し|訴え|呼びかけ|答え|提示し|とし、|した。`)

// pastJa is the end of a verb that tells what was held before.
var pastJa = regexp.MustCompile(`(?:ていた|ていました)$`)

// conditionJa turns an acceptance into a conditional one.
var conditionJa = regexp.MustCompile(`条件付き|条件つき|を条件に|すれば|なら、`)

// verbEndJa follows the endings of a verb: 述べ -> 述べた, 話し -> 話している.
func verbEndJa(rs []rune, end int) int {
	for _, e := range []string{"ています", "ていました", "ていた", "ている", "ました", "ており", "ます", "して", "した", "する", "た", "て", "る", "だ", "い"} {
		if strings.HasPrefix(string(rs[end:min(end+5, len(rs))]), e) {
			return end + utf8.RuneCountInString(e)
		}
	}
	return end
}

// content returns what is said at a cue: the quotations right before it, else
// the clause since begin, else the noun phrase.
func (j *japaneseReader) content(sc sceneJa, h hit, begin int) ([]text.Span, bool) {
	if spans := sc.quotedBefore(h, begin); len(spans) > 0 {
		return spans, true
	}
	end := h.start
	if strings.HasPrefix(sc.masked(end, min(end+1, len(sc.rs))), "、") {
		end--
	}
	if h.cue.object {
		start := sc.objectStart(begin, end)
		span := trimSpan(sc.rs, text.Span{Start: start, End: end}, "、 　")
		if in, ok := sc.isQuote(span); ok {
			return []text.Span{in}, true
		}
		if span.Len() < 2 {
			return nil, false
		}
		return []text.Span{span}, false
	}
	start := sc.skipAdjuncts(sc.lastTurn(begin, end), end)
	span := trimSpan(sc.rs, text.Span{Start: start, End: end}, "、 　。")
	if span.Len() < 3 {
		return nil, false
	}
	return []text.Span{span}, false
}

// quotedBefore returns the inside of the quotations that end at a cue.
func (sc sceneJa) quotedBefore(h hit, begin int) []text.Span {
	var out []text.Span
	at := h.start
	for i := len(sc.quotes) - 1; i >= 0; i-- {
		q := sc.quotes[i]
		if q.End > at || q.Start < begin && q.Start > 0 {
			continue
		}
		gap := cutRunes(sc.rs, text.Span{Start: q.End, End: at})
		if gap != "" && gap != "、" && gap != "など" {
			break
		}
		in := text.Span{Start: q.Start + 1, End: q.End - 1}
		if q.Start == 0 && sc.rs[0] != '「' && sc.rs[0] != '『' && sc.rs[0] != '“' {
			in.Start = 0
		}
		if in.Len() > 0 {
			out = append([]text.Span{in}, out...)
		}
		at = q.Start
	}
	return out
}

// isQuote returns the inside of a quotation that fills a span.
func (sc sceneJa) isQuote(span text.Span) (text.Span, bool) {
	for _, q := range sc.quotes {
		if q == span && q.Len() > 2 {
			return text.Span{Start: q.Start + 1, End: q.End - 1}, true
		}
	}
	return text.Span{}, false
}

var turnJa = regexp.MustCompile(`(?:ですが|ますが|たが|るが|一方で|ものの|ており|ましたが)、`)

// lastTurn returns where the last clause begins when the sentence turns to
// another matter before what is said.
func (sc sceneJa) lastTurn(begin, end int) int {
	part := sc.masked(begin, end)
	ms := turnJa.FindAllStringIndex(part, -1)
	if len(ms) == 0 {
		return begin
	}
	at := begin + utf8.RuneCountInString(part[:ms[len(ms)-1][1]])
	if end-at < 8 {
		return begin
	}
	return at
}

var objectJa = regexp.MustCompile(`(?:[\p{Han}\p{Katakana}A-Za-z0-9０-９ー・々ヶの＊「」『』（）()％%.~〜]|への|との|での|からの|をめぐる|に関する|に対する|など|する|した|しい|な)+$`)

// objectStart returns where the noun phrase that ends at end begins.
func (sc sceneJa) objectStart(begin, end int) int {
	body := sc.masked(begin, end)
	return end - utf8.RuneCountInString(objectJa.FindString(body))
}

var (
	adjunctJa = regexp.MustCompile(`(?:で|に|へ|後|前|日|は|ところ|うえ|上で|中で|際|にて|受け|受けて|前に|後に|対し|対して|夜|朝|午後|午前|また|とき|時|年|月|も|として|ついて|めぐり|巡り|から|関し|関して)$`)
	timeAtJa  = regexp.MustCompile(`^(?:[0-9０-９]+年)?(?:[0-9０-９]+月)?[0-9０-９]+日(?:午前|午後|夜|夕|朝|未明|昼)?(?:までに|に|の[^、「」。]{0,16}?(?:会見|会談|声明|演説|講演|委員会|国会|ブログ|取材|会合|集会|会議)で)?`)
	meetingJa = regexp.MustCompile(`^[^、「」。]{0,16}?(?:会見|会談|声明|演説|講演|委員会|ブログ|取材|会合|集会|会議|番組|談話|電話|投稿|の中|記者団)(?:で|に対し|に|にて)`)
)

// skipAdjuncts returns where what is said begins: times, places and meetings
// after the subject are the paper's words.
func (sc sceneJa) skipAdjuncts(begin, end int) int {
	for begin < end {
		rest := sc.masked(begin, end)
		if strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, "。") {
			begin++
			continue
		}
		if m := timeAtJa.FindString(rest); m != "" && m != rest {
			begin += utf8.RuneCountInString(m)
			continue
		}
		if m := meetingJa.FindString(rest); m != "" && m != rest {
			begin += utf8.RuneCountInString(m)
			continue
		}
		chunk, _, ok := strings.Cut(rest, "、")
		if !ok || !adjunctJa.MatchString(chunk) || utf8.RuneCountInString(chunk) > 24 {
			break
		}
		begin += utf8.RuneCountInString(chunk) + 1
	}
	return begin
}
