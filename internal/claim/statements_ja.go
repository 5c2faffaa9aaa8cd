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
	a      article.Article
	out    []Statement
	last   *speaker // last speaker, for omitted subjects
	lastAt int
	source *speaker // last source of the form 〜によると
	srcAt  int
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
		if last := j.after(sc, h); last != nil && (last.named || sp == nil) {
			sp, end = last, from
		}
		switch {
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
			if passiveJa(sc.rs, h.end) && !c.vague && !c.source || notParticle(sc.rs, h.start) {
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

// passiveJa reports whether a verb goes on as a passive or a noun: 求められ,
// 批判され, 述べる.
func passiveJa(rs []rune, end int) bool {
	rest := string(rs[end:min(end+3, len(rs))])
	return strings.HasPrefix(rest, "られ") || strings.HasPrefix(rest, "れ") || strings.HasPrefix(rest, "された") || strings.HasPrefix(rest, "なかっ") || strings.HasPrefix(rest, "ない")
}

var (
	nounEndJa   = regexp.MustCompile(`[\p{Han}\p{Katakana}A-Za-zＡ-Ｚａ-ｚ0-9０-９ー・々ヶの＝=.．＊（）()&＆-]+(?:さん|ら|たち|など|さま|ちゃん|くん)?$`)
	leadJa      = regexp.MustCompile(`^(?:一方|同日|現在|今回|当初|翌日|昨年|今年|今月|先月|前日|当日|その後|会見後|会談後|会合後|のち|の|＊|・)+`)
	dateJa      = regexp.MustCompile(`^(?:[0-9０-９一二三四五六七八九十]+(?:年|月|日|時|分|日午前|日午後|日夜|日夕|日昼|日未明)(?:ごろ|頃)?の?)+`)
	speakJa     = regexp.MustCompile(`(?:氏|さん|ら|首相|大統領|大臣|相|長官|議員|会長|社長|知事|市長|町長|村長|区長|監督|選手|投手|容疑者|被告|報道官|代表|委員長|幹事長|議長|部長|局長|署長|所長|院長|団長|学長|校長|理事長|総裁|総長|教授|弁護士|軍|省|庁|政府|当局|警察|側|社|党|会|局|機関|団体|連合|連盟|連邦|委員会|裁判所|地裁|高裁|最高裁|検察|検察官|紙|通信|新聞|テレビ|放送|大使館|大使|国王|王|総書記|主席|書記長|関係者|関係筋|筋|消息筋|幹部|専門家|アナリスト|医師|住民|男性|女性|遺族|家族|声明|報告書|白書|グループ|チーム|研究者|研究所|銀行|企業|学会|組合|協会|財団|球団|クラブ|国連|議会|国会|与党|野党|勢力|組織|指導者|特使|事務局|事務総長|次官|副大臣|政務官|補佐官|官|官房|監督|コーチ|アナ|アナウンサー|俳優|女優|歌手|作家|記者|編集部|編集長|店長|店員|職員|社員|従業員|消防|都|道|府|県|市|町|村|区|国|人|者|士|師|員|長|派|院|部|大|氏ら|夫妻|両氏|同氏)$`)
	noSpeakerJa = regexp.MustCompile(`(?:ブログ|会見|番組|掲示板|サイト|取材|インタビュー|動画|場合|問題|件|中|日|年|月|時|以上|結果|理由|原因|ため|こと|発言|今回|一部|場|点|内容|国際社会)$`)
	selfJa      = regexp.MustCompile(`^(?:彼|彼女|同氏|同相|同社長|同大臣|同長官|同監督|同知事|同議員|同首相|同大統領|本人)$`)
)

// subject returns the speaker printed between rune from and a cue, and the
// rune after its particle; nil when none is printed.
func (j *japaneseReader) subject(sc sceneJa, from int, h hit) (*speaker, int) {
	end := h.start
	quoted := -1
	for _, q := range sc.quotes { // the subject stands before a quotation that is said
		if q.End == h.start && q.Start >= from {
			quoted = q.Start
		}
	}
	if quoted >= 0 {
		end = quoted
	}
	body := []rune(sc.masked(from, end))
	type option struct {
		sp    *speaker
		end   int
		topic bool
	}
	var found []option
	for i, r := range body {
		if r != 'は' && r != 'が' && r != 'も' || i == 0 {
			continue
		}
		left := string(body[:i])
		stop := i
		if strings.HasSuffix(left, "で") || strings.HasSuffix(left, "に") {
			if r != 'は' || !strings.HasSuffix(left, "で") {
				continue
			}
			left = strings.TrimSuffix(left, "で") // 政府では
			stop--
		}
		np := nounEndJa.FindString(left)
		np = strings.TrimSuffix(np, "自身")
		if np == "" {
			continue
		}
		start := from + stop - utf8.RuneCountInString(np)
		if sp := j.nounSpeaker(sc, start, from+stop); sp != nil {
			found = append(found, option{sp, from + i + 1, r == 'は'})
		}
	}
	if len(found) == 0 {
		return nil, 0
	}
	pick := found[0]
	for _, o := range found { // a topic (は) speaks before a mere subject (が)
		if o.topic {
			pick = o
			break
		}
	}
	if quoted >= 0 { // right before a quotation the nearest one speaks
		for _, o := range found {
			if o.topic || !pick.topic {
				pick = o
			}
		}
	}
	return pick.sp, pick.end
}

// nounSpeaker returns the speaker that a noun phrase names, nil when it names
// no person or body.
func (j *japaneseReader) nounSpeaker(sc sceneJa, start, end int) *speaker {
	for {
		np := sc.masked(start, end)
		cut := leadJa.FindString(np)
		if cut == "" {
			cut = dateJa.FindString(np)
		}
		if cut == "" {
			break
		}
		start += utf8.RuneCountInString(cut)
	}
	if start >= end {
		return nil
	}
	surface := cutRunes(sc.rs, text.Span{Start: start, End: end})
	masked := strings.TrimRight(sc.masked(start, end), "＊")
	if noSpeakerJa.MatchString(masked) {
		return nil
	}
	if selfJa.MatchString(masked) {
		if j.last != nil {
			sp := *j.last
			sp.resolved, sp.role = true, ""
			return &sp
		}
		return nil
	}
	if sp := namedJa(sc.s, text.Span{Start: start, End: end}); sp != nil {
		return sp
	}
	if !speakJa.MatchString(masked) || utf8.RuneCountInString(masked) < 2 {
		return nil
	}
	surface = plainNameJa(surface)
	return &speaker{surface: surface, normal: surface, person: strings.HasSuffix(masked, "氏") || strings.HasSuffix(masked, "さん")}
}

// namedJa returns the speaker by the names the language package found.
func namedJa(s text.Sentence, sp text.Span) *speaker {
	var org *text.Name
	for i := range s.Names {
		n := &s.Names[i]
		if !sp.Overlaps(n.Span) {
			continue
		}
		if n.Type == text.Person && n.Span.End >= sp.End-3 {
			if n.Surface == "" {
				continue
			}
			return &speaker{surface: n.Surface, normal: n.Normal, role: n.Title, named: true, person: true}
		}
		if n.Span.End >= sp.End && n.Span.Start >= sp.Start && n.Type != text.Thing {
			if org == nil || n.Span.Len() > org.Span.Len() {
				org = n
			}
		}
	}
	if org == nil {
		return nil
	}
	return &speaker{surface: org.Surface, normal: org.Normal, role: org.Title, named: true, person: org.Type == text.Person}
}

var honorificJa = regexp.MustCompile(`(?:氏ら|氏|さんら|さん)$`)

// plainNameJa drops honorifics and a bracket after a name.
func plainNameJa(s string) string {
	if i := strings.IndexAny(s, "（("); i > 0 {
		s = s[:i]
	}
	return honorificJa.ReplaceAllString(s, "")
}

var afterJa = regexp.MustCompile(`^[\p{Hiragana}]{0,6}?(?:た|る|く|う)(?:のは、?)?((?:[\p{Han}\p{Katakana}A-Za-zー・の＊（）()]+)(?:さん|氏)?)(?:だ|である|だった|です)?。?$`)

// after finds a speaker behind the cue: 「…」と語った山田。
func (j *japaneseReader) after(sc sceneJa, h hit) *speaker {
	rest := sc.masked(h.end, len(sc.rs))
	m := afterJa.FindStringSubmatchIndex(rest)
	if m == nil {
		return nil
	}
	start := h.end + utf8.RuneCountInString(rest[:m[2]])
	end := h.end + utf8.RuneCountInString(rest[:m[3]])
	if sp := j.nounSpeaker(sc, start, end); sp != nil {
		return sp
	}
	surface := cutRunes(sc.rs, text.Span{Start: start, End: end})
	if n := utf8.RuneCountInString(surface); n < 2 || n > 8 || strings.Contains(surface, "の") {
		return nil
	}
	return &speaker{surface: surface, normal: surface, person: true}
}

// omitted returns the speaker of the sentence before when a subject is left
// out, nil when that was too long ago.
func (j *japaneseReader) omitted(sc sceneJa) *speaker {
	if j.last == nil || sc.s.Index-j.lastAt > 3 {
		return nil
	}
	sp := *j.last
	sp.resolved, sp.role = true, ""
	return &sp
}

// emit adds the statements of a cue; it reports whether there was content.
func (j *japaneseReader) emit(sc sceneJa, h hit, sp *speaker, begin int) bool {
	spans, direct := j.content(sc, h, begin)
	if len(spans) == 0 {
		return false
	}
	if sp == nil {
		if !direct {
			return false
		}
		sp = &speaker{anonymous: true}
	}
	cueText := cutRunes(sc.rs, text.Span{Start: h.start, End: verbEndJa(sc.rs, h.end)})
	for _, span := range spans {
		content := cutRunes(sc.rs, span)
		j.out = append(j.out, Statement{
			Ref: refOf(j.a, sc.s), Index: sc.s.Index, Speaker: sp.surface, SpeakerNormal: sp.normal, Role: sp.role,
			Resolved: sp.resolved, Named: sp.named, Cue: cueText, Content: content, ContentSpan: span, Direct: direct,
			Hearsay: sp.surface == "", Stance: stanceJapanese(h.cue, cueText, content),
		})
	}
	return true
}

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

// sourceSpeaker returns the speaker of 〜によると.
func (j *japaneseReader) sourceSpeaker(sc sceneJa, start, end int) *speaker {
	runes := []rune(sc.masked(start, end))
	for i := len(runes) - 1; i >= 0; i-- { // "また、" and dates before the source
		if runes[i] == '、' && (i == 0 || !unicode.Is(unicode.Han, runes[min(i+1, len(runes)-1)])) || runes[i] == '。' {
			start += i + 1
			break
		}
	}
	for _, lead := range []string{"また、", "一方、", "同日、", "その後、", "更に、"} {
		if strings.HasPrefix(sc.masked(start, end), lead) {
			start += utf8.RuneCountInString(lead)
		}
	}
	for {
		np := sc.masked(start, end)
		m := leadJa.FindString(np)
		if m == "" {
			m = dateJa.FindString(np)
		}
		if m == "" || m == np {
			break
		}
		start += utf8.RuneCountInString(m)
	}
	if sp := j.nounSpeaker(sc, start, end); sp != nil {
		return sp
	}
	surface := strings.Trim(cutRunes(sc.rs, text.Span{Start: start, End: end}), "、 「」")
	if n := utf8.RuneCountInString(surface); n < 2 || n > 30 || strings.HasSuffix(surface, "これ") || strings.HasSuffix(surface, "それ") || strings.HasSuffix(surface, "場合") {
		return nil
	}
	surface = plainNameJa(surface)
	return &speaker{surface: surface, normal: surface}
}

// hearsay handles 〜という。 and the like: the source named just before, else
// nobody.
func (j *japaneseReader) hearsay(sc sceneJa, h hit, from int) {
	for _, st := range j.out {
		if st.Index == sc.s.Index && strings.Contains(st.Cue, "よ") {
			return // 〜によると…という is one statement
		}
	}
	start := from
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
