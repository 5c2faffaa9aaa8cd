package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What somebody announced, decided or found stands before the verb that says so:
// 市は運賃を下げると発表した. The question asks for it whole, and its own words answer.

const (
	longestContentJa  = 44
	shortestContentJa = 4
)

// content asks what was announced, decided, found or ordered.
func (k *kindReader) content() {
	n := len(k.ps)
	last := k.ps[n-1]
	ending := politeQuestion(last)
	if ending == "" || !last.predicate() || last.said {
		return
	}
	at := n - 1
	for at > 0 && k.beside(at-1) { // 明らかに|した, 正式に|決めた
		at--
	}
	for k.aside(at-1) || k.asideAll(at) {
		at--
	}
	if at < 2 {
		return
	}
	manner := ""
	for i := at; i < n-1; i++ {
		if k.beside(i) {
			manner += k.ps[i].text
		}
	}
	word, tail := k.contentWord(k.ps[at-1], manner, ending)
	if word == "" {
		return
	}
	who, from, ok := k.teller(at - 1)
	if !ok {
		return
	}
	answer := k.contentWords(from, at, tail)
	if m := utf8.RuneCountInString(answer); m < shortestContentJa || m > longestContentJa || !balanced(answer) || pointsInQuestion.MatchString(answer) {
		return
	}
	question := who + "は" + word + manner + ending + "？"
	if !pointsInQuestion.MatchString(question) && utf8.RuneCountInString(question) <= longestQuestionJa && holds(bracketless(k.s.Text), answer) {
		k.out = append(k.out, wanted{question: question, answer: answer, how: contentTold})
	}
}

// beside reports whether a phrase belongs to the last verb: 明らかに, 正式に.
func (k *kindReader) beside(i int) bool {
	if i < 0 || k.ps[i].comma {
		return false
	}
	return k.ps[i].text == "明らかに" || k.ps[i].text == "正式に" || k.ps[i].text == "新たに"
}

// aside reports whether a phrase between what is told and the verb says when or where
// it was.
func (k *kindReader) aside(i int) bool {
	return i > 0 && !k.ps[i].predicate() && (dateAlone(k.ps[i]) || meetingJa.MatchString(k.ps[i].body()) && (k.ps[i].tail == "で" || k.ps[i].tail == "にて"))
}

// asideAll reports whether what stands between a clause with と and a comma and the
// verb at at says but when, where and by whom it was told: 行ったと、通信を通じて発表した.
func (k *kindReader) asideAll(at int) bool {
	for i := at - 1; i > 0 && i > at-4; i-- {
		p := k.ps[i]
		if (p.predicate() || p.said) && strings.HasSuffix(p.text, "と") && p.comma {
			return i < at-1
		}
		if p.predicate() || p.tail == "を" || p.tail == "が" || strings.HasSuffix(p.tail, "は") || p.tail == "も" {
			return false
		}
	}
	return false
}

var meetingJa = regexp.MustCompile(`(会見|総会|会議|会合|協議|委員会|理事会|審議|国会|議会|ブログ|ツイッター|Twitter|番組|演説|声明|閣議|公判|裁判)$`)

// contentWord is how what is told is asked for before a verb, and what stands behind it.
func (k *kindReader) contentWord(p phrase, manner, ending string) (word, tail string) {
	if p.comma && !strings.HasSuffix(p.text, "と") {
		return "", ""
	}
	for _, t := range []struct{ tail, word string }{
		{"方針を", "どんな方針を"}, {"意向を", "どんな意向を"}, {"考えを", "どんな考えを"}, {"見解を", "どんな見解を"}, {"見通しを", "どんな見通しを"}, {"計画を", "どんな計画を"},
		{"処分を", "どんな処分を"}, {"ことを", "何を"}, {"事を", "何を"}, {"のを", "何を"}, {"と", "何を"},
	} {
		if !strings.HasSuffix(p.text, t.tail) || p.text == t.tail && !p.predicate() && t.tail == "と" {
			continue
		}
		if t.word == "何を" && !tellsWhole.MatchString(manner+ending) {
			return "", ""
		}
		if t.tail == "と" && !p.predicate() && !p.said {
			return "", ""
		}
		return t.word, t.tail
	}
	return "", ""
}

// tellsWhole matches verbs that tell, decide or find what stands before them.
var tellsWhole = regexp.MustCompile(`^(発表|公表|表明|決定|決議|報告|発見|提案|主張|説明|警告|宣言|約束|指摘|確認|要求|合意|報道|正式決定|閣議決定|明らかにし|決め|求め|認め|訴え|呼び(掛|か)け|突き止め|示し|見つけ|報じ)`)

// teller is who tells what ends at phrase i, and where it may begin.
func (k *kindReader) teller(i int) (who string, from int, ok bool) {
	topic := -1
	for j := 0; j < i; j++ {
		p := k.ps[j]
		if p.predicate() && p.comma && topic < 0 {
			// a clause before whom it is about: 求めに応じ、市は
			continue
		}
		if p.tail == "は" && !p.predicate() && !p.said {
			topic = j
			break
		}
	}
	if topic < 0 {
		for j := 0; j < i; j++ {
			if p := k.ps[j]; p.tail == "が" && !p.predicate() && !p.said && p.comma {
				topic = j
				break
			}
		}
	}
	if topic < 0 || !acts(k.s, k.ps[topic]) || outletJa.MatchString(k.ps[topic].body()) && !strings.HasSuffix(k.ps[topic].body(), "局") {
		return "", 0, false
	}
	begin := topic
	for begin > 0 && (qualifies(k.ps[begin-1]) && k.ps[begin-1].tail == "の") {
		begin--
	}
	who = k.words(begin, topic) + k.ps[topic].body()
	if utf8.RuneCountInString(who) > longestTopicJa {
		who = k.ps[topic].body()
	}
	from = topic + 1
	for from < i && (k.leads(from) || k.ps[from].comma && k.ps[from].source()) {
		from++
	}
	return who, from, utf8.RuneCountInString(who) >= 2
}

// leads reports whether a phrase says when or where somebody told it: 11日、 or 記者会見で.
func (k *kindReader) leads(i int) bool {
	p := k.ps[i]
	if wholeDate(k.s, []phrase{p}) && (p.comma || p.tail == "" || p.tail == "に" || p.tail == "までに") {
		return true
	}
	for j := i; j < min(len(k.ps), i+3); j++ { // 24日の総会で
		if meetingJa.MatchString(k.ps[j].body()) && (k.ps[j].tail == "で" || k.ps[j].tail == "にて") {
			return true
		}
		if !qualifies(k.ps[j]) {
			return false
		}
	}
	return false
}

// selfAgain matches who tells it, named again.
var selfAgain = regexp.MustCompile(`^(同(国|社|市|県|省|庁|局|氏|党|州|町|村)|自ら|自社|自身)(が|は)$`)

// contentWords are the words of what is told.
func (k *kindReader) contentWords(from, to int, tail string) string {
	if from >= to {
		return ""
	}
	if to-from == 1 && k.ps[from].said && strings.HasSuffix(k.ps[from].text, "」と") && strings.HasPrefix(k.ps[from].text, "「") {
		return strings.TrimSuffix(strings.TrimPrefix(k.ps[from].text, "「"), "」と")
	}
	if p := k.ps[from]; from+1 < to && selfAgain.MatchString(p.text) {
		from++ // 同国が核実験を行った: who it is has been asked of
	}
	printed, ok := printedRun(k.s, k.ps[from:to])
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSuffix(strings.TrimRight(printed, "、"), tail), "、")
}
