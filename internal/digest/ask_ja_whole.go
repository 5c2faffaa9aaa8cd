package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// A sentence that answers nothing in few words may itself answer what its own verb is
// asked with: 市は…と発表した is an answer to 市は何を発表しましたか. It is printed whole, so
// that nothing of it is left out.

// wholes are the questions that the sentence answers as it stands, best first.
func (k *kindReader) wholes() {
	n := len(k.ps)
	last := k.ps[n-1]
	ending := politeQuestion(last)
	if ending == "" || !last.predicate() || last.said || firstPersonJa.MatchString(bracketless(k.s.Text)) ||
		strings.HasSuffix(ending, "ませんか") || strings.HasSuffix(ending, "ませんでしたか") {
		return
	}
	topic, from := k.topicPhrase()
	if topic < 0 {
		k.wholePlace(ending)
		return
	}
	who := k.words(from, topic) + k.ps[topic].body()
	if !k.topicNamed(who, topic) || outletJa.MatchString(who) && !strings.HasSuffix(who, "局") {
		return
	}
	add := func(q string) {
		if utf8.RuneCountInString(q) <= longestQuestionJa && balanced(q) && !pointsInQuestion.MatchString(q) {
			k.out = append(k.out, wanted{question: q, how: wholeAsked})
		}
	}
	if noun, polite, ok := copula(last); ok {
		if m := sortNoun.FindString(noun); m != "" && polite == "ですか" {
			add(who + "はどんな" + m + "ですか？")
		}
		return
	}
	if doubtful(last, k.ps[n-2]) {
		return
	}
	acting := acts(k.s, k.ps[topic])
	manner := ""
	if k.beside(n - 2) {
		manner = k.ps[n-2].text
	}
	before := k.ps[n-2]
	switch {
	case acting && tellsWhole.MatchString(manner+ending) && (manner != "" || before.tail == "と" || before.tail == "を" || strings.HasSuffix(before.text, "と")):
		add(who + "は何を" + manner + ending + "？")
	case acting && sayingEnd.MatchString(ending) && (before.tail == "と" || strings.HasSuffix(before.text, "と")):
		add(who + "はどう" + ending + "？")
	case acting && writingEnd.MatchString(ending) && k.quotes(topic):
		add(who + "は何と" + ending + "？")
	case acting && before.tail == "を" && toldDone(last, last.verb) && !doneBy(last) && !emptyDoing(last) && kindOf(k.s, k.ps[topic]) != text.Place:
		add(who + "は何をしましたか？")
	case !acting && toldDone(last, last.verb) && (doneBy(last) || becameEnd.MatchString(ending)):
		add(who + "はどうなりましたか？")
	}
}

var (
	// sortNoun matches the sort of thing that a sentence says something is.
	sortNoun   = regexp.MustCompile(`(アプリ|サービス|ソフト|製品|機能|ツール|商品|モデル|端末|番組|作品|映画|ゲーム|サイト|企画|イベント|キャンペーン|スマートフォン|ノートパソコン|タブレット|カメラ|プレーヤー|ルーター|ケース|バッテリー|本|雑誌|制度|仕組み|計画|施設|大会|団体|会社|企業|病気|技術)$`)
	sayingEnd  = regexp.MustCompile(`^(述べ|語り|語っ|話し|答え|説明し|主張し|反論し|コメントし)`)
	writingEnd = regexp.MustCompile(`^(つぶやき|呟き|書き|記し|綴り|つづり)`)
	becameEnd  = regexp.MustCompile(`^(なり|決ま|始ま|終わ|開幕|閉幕|再開|終了|中止|完成|開業|開通)`)
)

// quotes reports whether somebody's words stand behind a phrase, with と.
func (k *kindReader) quotes(topic int) bool {
	for _, p := range k.ps[topic+1:] {
		if p.said && strings.HasSuffix(p.text, "と") {
			return true
		}
	}
	return false
}

// topicPhrase is of whom or what the sentence is told with は, and where what qualifies
// it begins; -1 for none that is sure.
func (k *kindReader) topicPhrase() (topic, from int) {
	for i, p := range k.ps[:len(k.ps)-1] {
		if p.predicate() && !p.comma && !p.source() {
			continue
		}
		if p.tail == "は" && !p.said && !p.predicate() {
			from = i
			for from > 0 && qualifies(k.ps[from-1]) && k.ps[from-1].tail == "の" {
				from--
			}
			if utf8.RuneCountInString(k.words(from, i))+utf8.RuneCountInString(p.body()) > longestTopicJa {
				from = i
			}
			if from > 0 && k.ps[from-1].predicate() && !k.ps[from-1].comma && kindOf(k.s, p) == text.UnknownName {
				return -1, 0 // what it is stands before it
			}
			return i, from
		}
	}
	for i, p := range k.ps[:len(k.ps)-1] {
		if sole(k.ps, k.s, i) && utf8.RuneCountInString(p.body()) <= longestTopicJa {
			return i, i
		}
	}
	return -1, 0
}

// topicNamed reports whether a reader knows by a topic what is spoken of.
func (k *kindReader) topicNamed(who string, topic int) bool {
	n := utf8.RuneCountInString(who)
	if n < 2 || vague[k.ps[topic].body()] || generic[k.ps[topic].body()] || wholeDate(k.s, k.ps[topic:topic+1]) || emptyNoun.MatchString(who) || timeTopic.MatchString(who) {
		return false
	}
	for _, name := range k.s.Names {
		if k.ps[topic].span.Overlaps(name.Span) {
			return true
		}
	}
	if strings.ContainsAny(who, "「『") || latinName.MatchString(who) {
		return true
	}
	return n >= 4
}

var (
	timeTopic = regexp.MustCompile(`(当初|今回|今期|昨年|今年|現在|最近|当時|今日|昨日|ところ|場合|際|時|頃|ころ|中|日|月|年|たち|皆|みんな)$`)
	latinName = regexp.MustCompile(`[A-Za-zＡ-Ｚａ-ｚ]{3,}`)
)

// wholePlace asks what happened in a place of which a sentence without a topic tells.
func (k *kindReader) wholePlace(ending string) {
	if !occurs.MatchString(ending) || doubtful(k.ps[len(k.ps)-1], k.ps[len(k.ps)-2]) {
		return
	}
	for i, p := range k.ps[:len(k.ps)-1] {
		if p.tail != "で" || p.predicate() || kindOf(k.s, p) != text.Place || wholeCountry[p.body()] {
			continue
		}
		where := p.body()
		if from := i - 1; from >= 0 && qualifies(k.ps[from]) && k.ps[from].tail == "の" && kindOf(k.s, k.ps[from]) == text.Place {
			where = k.ps[from].text + where
		}
		q := where + "で何が起きましたか？"
		if utf8.RuneCountInString(where) > 1 && utf8.RuneCountInString(where) <= longestTopicJa && !pointsInQuestion.MatchString(q) {
			k.out = append(k.out, wanted{question: q, how: wholeAsked})
			return
		}
	}
}

var occurs = regexp.MustCompile(`^(起き|発生し|あり|起こり|見つか|噴火し|爆発し|墜落し|衝突し|脱線し|倒壊し|発見され|死亡し)`)

// askWhole is the question that a sentence answers as it stands; empty where there is
// none.
func (c *composer) askWhole(r *report, cite Citation) Line {
	_, s, ok := c.sentenceAt(cite.Ref)
	if !ok {
		return Line{}
	}
	for _, w := range wantedJa(cited{r.reading, s}, r.text.Title) {
		if w.how != wholeAsked || c.asked[w.question] {
			continue
		}
		if l := c.line(Line{Kind: Frame, Form: askForm, Text: w.question, Cites: []Citation{c.cite(r.reading, s, nil)}}); !l.IsZero() {
			return l
		}
	}
	return Line{}
}
