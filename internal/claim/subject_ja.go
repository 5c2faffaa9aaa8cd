package claim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

var (
	nounEndJa   = regexp.MustCompile(`[\p{Han}\p{Katakana}A-Za-zＡ-Ｚａ-ｚ0-9０-９ー・々ヶの＝=.．＊（）()&＆-]+(?:さん|ら|たち|など|さま|ちゃん|くん)?$`)
	leadJa      = regexp.MustCompile(`^(?:一方|同日|現在|今回|当初|翌日|昨年|今年|今月|先月|前日|当日|その後|会見後|会談後|会合後|のち|の|＊|・)+`)
	dateJa      = regexp.MustCompile(`^(?:[0-9０-９一二三四五六七八九十]+(?:年|月|日|時|分|日午前|日午後|日夜|日夕|日昼|日未明)(?:ごろ|頃)?の?)+`)
	speakJa     = regexp.MustCompile(`(?:氏|さん|ら|首相|大統領|大臣|相|長官|議員|会長|社長|知事|市長|町長|村長|区長|監督|選手|投手|容疑者|被告|報道官|代表|委員長|幹事長|議長|部長|局長|署長|所長|院長|団長|学長|校長|理事長|総裁|総長|教授|弁護士|軍|省|庁|政府|当局|警察|側|社|党|会|局|機関|団体|連合|連盟|連邦|委員会|裁判所|地裁|高裁|最高裁|検察|検察官|紙|通信|新聞|テレビ|放送|大使館|大使|国王|王|総書記|主席|書記長|関係者|関係筋|筋|消息筋|幹部|専門家|アナリスト|医師|住民|男性|女性|遺族|家族|声明|報告書|白書|グループ|チーム|研究者|研究所|銀行|企業|学会|組合|協会|財団|球団|クラブ|国連|議会|国会|与党|野党|勢力|組織|指導者|特使|事務局|事務総長|次官|副大臣|政務官|補佐官|官|官房|監督|コーチ|アナ|アナウンサー|俳優|女優|歌手|作家|記者|編集部|編集長|店長|店員|職員|社員|従業員|消防|都|道|府|県|市|町|村|区|国|人|子|母|父|親|妻|夫|息子|娘|客|船主|店主|地主|農家|若者|者|士|師|員|長|派|院|部|大|氏ら|夫妻|両氏|同氏|首脳|側近|陣営|高官|指導部|人々|国民|市民|教皇|法王|ホワイトハウス|クレムリン|議長国)$`)
	bodyJa      = regexp.MustCompile(`(?:政府|党|省|庁|軍|連盟|委員会|協会|組合|漁協|連合|公社|公団)$`) // bodies that a name list may not know
	noSpeakerJa = regexp.MustCompile(`(?:ブログ|会見|番組|掲示板|サイト|取材|インタビュー|動画|場合|問題|件|中|日|年|月|時|以上|結果|理由|原因|ため|こと|発言|今回|一部|場|点|内容|国際社会)$`)
	childJa     = regexp.MustCompile(`(?:女|男|[0-9０-９]歳)の(?:子|人)$`)
	someoneJa   = regexp.MustCompile(`^[\p{Hiragana}]{0,3}((?:[\p{Han}・]+の)?(?:人|男性|女性|客|住民|市民|漁師|親|学生|若者|店主|業者))(?:も|が)(?:い|お|多|少な)`)
	selfJa      = regexp.MustCompile(`^(?:彼|彼女|同氏|同相|同社長|同大臣|同長官|同監督|同知事|同議員|同首相|同大統領|本人)$`)
)

// topicOf returns the person or body that a sentence without a statement tells
// of: its first topic (は). Sentences behind it that leave their subject out go
// on with it.
func (j *japaneseReader) topicOf(sc sceneJa) *speaker {
	body := []rune(sc.mask)
	for i, r := range body {
		if r != 'は' || i == 0 {
			continue
		}
		left := string(body[:i])
		if np := nounEndJa.FindString(left); np != "" {
			if sp := j.nounSpeaker(sc, i-utf8.RuneCountInString(np), i); sp != nil {
				return sp
			}
		}
	}
	return nil
}

// subject returns the speaker printed between rune from and a cue, and the
// rune after its particle; nil when none is printed.
func (j *japaneseReader) subject(sc sceneJa, from int, h hit) (*speaker, int) {
	if sp := j.insideCue(sc, h); sp != nil {
		return sp, from
	}
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
		if child := childJa.FindString(left); child != "" {
			np = child
		}
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
	if h.cue.object && !pick.topic {
		pick = found[len(found)-1] // "what A asks for, B refused"
	}
	if quoted >= 0 { // right before a quotation the nearest one speaks
		for _, o := range found {
			if o.topic || !pick.topic {
				pick = o
			}
		}
	}
	pick.sp.topic = pick.topic
	return pick.sp, pick.end
}

// insideCue finds a subject between the object and its verb: 査察を山田首相が
// 拒否した.
func (j *japaneseReader) insideCue(sc sceneJa, h hit) *speaker {
	if !h.cue.object {
		return nil
	}
	body := []rune(sc.masked(h.start+1, h.end))
	for i, r := range body {
		if r != 'が' {
			continue
		}
		np := nounEndJa.FindString(string(body[:i]))
		if n := utf8.RuneCountInString(np); n > 0 {
			return j.nounSpeaker(sc, h.start+1+i-n, h.start+1+i)
		}
	}
	return nil
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
	return &speaker{surface: surface, normal: surface, named: bodyJa.MatchString(masked) && !strings.ContainsAny(string([]rune(masked)[:1]), "同両各一"), person: strings.HasSuffix(masked, "氏") || strings.HasSuffix(masked, "さん")}
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
	said := j.last != nil && sc.s.Index-j.lastAt <= 3
	told := j.topic != nil && sc.s.Index-j.topicAt <= 3
	var sp speaker
	switch {
	case told && (!said || j.topicAt > j.lastAt):
		sp = *j.topic
	case said:
		sp = *j.last
	default:
		return nil
	}
	sp.resolved, sp.role = true, ""
	return &sp
}

// emptySourceJa name nobody.
var emptySourceJa = set("発表 情報 報道 調べ 話 説明 記録 一説 最新")

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
	if n := utf8.RuneCountInString(surface); n < 2 || n > 30 || strings.HasSuffix(surface, "これ") || strings.HasSuffix(surface, "それ") || strings.HasSuffix(surface, "場合") || emptySourceJa[surface] {
		return nil
	}
	surface = plainNameJa(surface)
	return &speaker{surface: surface, normal: surface}
}
