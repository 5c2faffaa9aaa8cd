package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// A Japanese title tells the news without its verb's ending: 市、運賃の値下げを
// 決定. A sentence of its report that has the same noun of doing says how it ends:
// 決定した. Title and sentence together then answer what the title's own clause can
// be asked for.

// toldTitle is a clause of a title as a sentence, and the noun of doing by which
// the report's sentence bears it out.
type toldTitle struct {
	words string
	doing string
}

// toldTitles are the clauses of a title that a sentence of its report bears out.
func toldTitles(title, body text.Sentence) []toldTitle {
	var out []toldTitle
	for _, part := range titleClauses(title) {
		if t, ok := tellTitle(part, body); ok {
			out = append(out, t)
		}
	}
	return out
}

// titleClauses are the words of a title between spaces and marks that part its
// clauses; what stands in quotation marks is never cut.
func titleClauses(title text.Sentence) [][]text.Word {
	var out [][]text.Word
	var open []text.Word
	quoted, end := 0, -1
	flush := func() {
		if len(open) > 2 {
			out = append(out, open)
		}
		open = nil
	}
	aside := asides(title.Text)
	for i, w := range title.Words {
		if aside[w.Span.Start] {
			flush()
			continue
		}
		switch w.Surface {
		case "「", "『", "“":
			quoted++
		case "」", "』", "”":
			quoted = max(0, quoted-1)
		}
		parts := partsTitle.MatchString(w.Surface) && !(i > 0 && i+1 < len(title.Words) && latinEnd.MatchString(title.Words[i-1].Surface) && latinEnd.MatchString(title.Words[i+1].Surface))
		if quoted == 0 && (end >= 0 && w.Span.Start > end || parts) {
			flush()
			end = w.Span.End
			if parts {
				continue
			}
		}
		open = append(open, w)
		end = w.Span.End
	}
	flush()
	return out
}

// latinEnd matches words between which a hyphen joins (B-CAS) and does not part.
var latinEnd = regexp.MustCompile(`^[A-Za-z0-9Ａ-Ｚａ-ｚ]+$`)

var partsTitle = regexp.MustCompile(`^[。．\s　…―─—–\-|｜/／:：！!]+$`)

// tellTitle puts one clause of a title into a sentence: its topic gets は, its
// noun of doing the ending that the body prints.
func tellTitle(ws []text.Word, body text.Sentence) (toldTitle, bool) {
	if ws[len(ws)-1].Surface == "へ" {
		ws = ws[:len(ws)-1]
	}
	if t, ok := tellChoice(ws, body); ok {
		return t, true
	}
	last := len(ws) - 1
	if last < 2 || !strings.Contains(ws[last].Detail, "サ変接続") || !nounLike(ws[last]) {
		return toldTitle{}, false
	}
	run := last
	for run > 0 && nounLike(ws[run-1]) {
		run--
	}
	doing, object := ws[last].Surface, ""
	if run == 0 || !joinsDoing[ws[run-1].Surface] {
		return splitDoing(ws, run, body)
	}
	manner := true
	for _, w := range ws[run:last] {
		object += w.Surface
		manner = manner && (strings.Contains(w.Detail, "形容動詞語幹") || strings.Contains(w.Detail, "副詞可能"))
	}
	whole := same(bracketless(body.Text))
	switch {
	case object == "":
	case strings.Contains(whole, same(object+"を"+doing)):
		return splitDoing(ws, run, body)
	case !manner && !strings.Contains(whole, same(object+doing+"し")) && !strings.Contains(whole, same(object+doing+"さ")) && !strings.Contains(whole, same(object+doing+"す")):
		return toldTitle{}, false
	}
	return endTitle(ws[:run], object, doing, body)
}

// endTitle ends a clause with its noun of doing as the body does. Who is arrested
// does not arrest: without を it is told of what is done, where the body says so.
func endTitle(ws []text.Word, object, doing string, body text.Sentence) (toldTitle, bool) {
	head, topic := titleHead(ws, body)
	if head == "" {
		return toldTitle{}, false
	}
	acts := strings.Contains(head, "を")
	patient := !acts && ownObject(topic, doing, body)
	ending, ok := borne(body, doing, patient)
	if !ok || !acts && !patient && needsObject[doing] && strings.HasPrefix(ending, "し") {
		return toldTitle{}, false
	}
	if acts {
		ending = strings.NewReplacer("された", "した", "される", "する").Replace(ending)
	}
	return toldTitle{head + object + doing + ending, doing}, true
}

// tellChoice tells who or what was chosen: 次の会長は高井氏に is 次の会長は高井氏に
// 決まった, where the body says that he was.
func tellChoice(ws []text.Word, body text.Sentence) (toldTitle, bool) {
	last := len(ws) - 1
	if last < 3 || ws[last].Surface != "に" || !nounLike(ws[last-1]) {
		return toldTitle{}, false
	}
	head, _ := titleHead(ws[:last], body)
	topic, chosen, ok := strings.Cut(head, "は")
	if !ok || topic == "" || strings.ContainsAny(chosen, "がを、「") {
		return toldTitle{}, false
	}
	whole := same(bracketless(body.Text))
	i := strings.Index(whole, same(strings.TrimSuffix(chosen, "氏")))
	if i < 0 || !wasChosen.MatchString(whole[i:]) {
		return toldTitle{}, false
	}
	return toldTitle{head + "に決まった", "決まった"}, true
}

var wasChosen = regexp.MustCompile(`(選出|選任|指名|任命|決定)(し|され)た|選ばれた|選んだ|当選した|就任した|決まった`)

// whyTitle asks why a title's news happened, where the body gives a reason right
// before the same noun of doing.
func whyTitle(body, title text.Sentence) []wanted {
	var out []wanted
	ps := phrasesJa(body)
	for _, t := range toldTitles(title, body) {
		topic, rest, ok := strings.Cut(t.words, "は")
		if in, after, found := strings.Cut(t.words, "が"); found && (!ok || len(in) < len(topic)) {
			topic, rest, ok = in, after, true
		}
		if !ok || !balanced(topic) || !balanced(rest) || strings.Contains(rest, "ため") {
			continue
		}
		for i := len(ps) - 1; i > 0; i-- {
			if !strings.Contains(ps[i].text, t.doing) {
				continue
			}
			if answer := reasonBefore(body, ps, i); answer != "" {
				out = append(out, wanted{question: topic + "はなぜ" + rest + "のですか？", answer: answer, titled: true})
			}
			break
		}
	}
	return out
}

// reasonBefore is the reason that stands before phrase i with no other verb
// between, without its particle; "" for none.
func reasonBefore(s text.Sentence, ps []phrase, i int) string {
	for r := i - 1; r >= 0; r-- {
		if m := givesReason.FindString(ps[r].text); m != "" && ps[r].text != m || reason(ps[r]) {
			from := r
			for from > 0 && !ps[from-1].comma && !strings.HasSuffix(ps[from-1].tail, "は") && !(ps[from-1].tail == "が" && !ps[r].predicate()) && !dateAlone(ps[from-1]) {
				from--
			}
			printed, ok := printedRun(s, ps[from:r+1])
			answer := strings.TrimSuffix(printed, m)
			n := utf8.RuneCountInString(answer)
			if !ok || n < 2 || n > longestReasonJa || !balanced(answer) || reasonAlone.MatchString(answer) {
				return ""
			}
			return answer
		}
		if ps[r].predicate() && ps[r].comma {
			return ""
		}
	}
	return ""
}

var givesReason = regexp.MustCompile(`(のため|が原因で|を理由に|の影響で|を受けて)$`)

// joinsDoing are the particles that stand before a noun of doing.
var joinsDoing = wordsOf("を に が と で から は")

// needsObject are nouns of doing that say nothing without what is done.
var needsObject = wordsOf("発表 表明 決定 公表 検討 開始 要求 提案 指摘 主張 批判 報告 提出 公開 逮捕 再逮捕 書類送検 起訴 解雇 処分 送検 摘発 新設 設置 廃止 導入 販売 発令 承認 採択 可決 認定 指名 選出 任命 提訴 告訴 告発 買収 売却 回収 禁止 許可 殺害 射殺 保護 救助 救出 支援 確認 制裁 投入 申請 受賞 獲得 記録 更新 達成 使用 所持 栽培 押収")

// splitDoing tells a noun of doing that is joined to what is done: 学生募集停止 is
// 学生募集を停止 where the body says so.
func splitDoing(ws []text.Word, run int, body text.Sentence) (toldTitle, bool) {
	last := len(ws) - 1
	if run == last {
		return toldTitle{}, false
	}
	doing := ws[last].Surface
	for k := run; k < last; k++ {
		object := ""
		for _, w := range ws[k:last] {
			object += w.Surface
		}
		if !strings.Contains(same(body.Text), same(object+"を"+doing)) {
			continue
		}
		head, _ := titleHead(ws[:k], body)
		if head == "" {
			continue
		}
		if ending, ok := borne(body, doing, false); ok && (ending == "した" || ending == "する") {
			return toldTitle{head + object + "を" + doing + ending, doing}, true
		}
	}
	return toldTitle{}, false
}

// titleHead is the clause before its noun of doing, with は for the comma behind
// whom it tells of, and the noun that it tells of; "" where another reading is as
// likely. A comma's noun must be of whom the body tells as well: 火災、男を逮捕 is
// no news of a fire that arrests.
func titleHead(ws []text.Word, body text.Sentence) (head, topic string) {
	var b strings.Builder
	found, quoted := false, 0
	for _, w := range ws {
		found = found || strings.HasPrefix(w.Detail, "助詞") && (w.Surface == "は" || w.Surface == "が")
	}
	for i, w := range ws {
		switch w.Surface {
		case "「", "『", "“":
			quoted++
		case "」", "』", "”":
			quoted--
		}
		comma := w.Surface == "、" || w.Surface == "，"
		if quoted == 0 && i > 0 && (comma || topic == "" && strings.HasPrefix(w.Detail, "助詞") && (w.Surface == "は" || w.Surface == "が")) {
			if comma && (found || !nounLike(ws[i-1])) {
				return "", ""
			}
			topic = ws[i-1].Surface
			if comma && !subjectOf(body, topic) {
				return "", ""
			}
			found = true
			if comma {
				b.WriteString("は")
				continue
			}
		}
		b.WriteString(w.Surface)
	}
	if !found || strings.ContainsAny(b.String(), "?？") {
		return "", ""
	}
	return b.String(), topic
}

// subjectOf reports whether a sentence tells of a noun with は or が.
func subjectOf(s text.Sentence, noun string) bool {
	ps := phrasesJa(s)
	for i, p := range ps {
		if p.tail != "が" && p.tail != "は" {
			continue
		}
		if strings.HasSuffix(same(p.body()), same(noun)) {
			return true
		}
		// 協会の理事会が is told of the 協会.
		if i > 0 && qualifies(ps[i-1]) && ps[i-1].tail == "の" && strings.HasSuffix(same(ps[i-1].body()), same(noun)) && acts(s, p) {
			return true
		}
	}
	return false
}

// ownObject reports whether the body has the subject of a title's clause as what
// is done: 男が逮捕 is told by 男を逮捕した, so that he is arrested.
func ownObject(topic, doing string, body text.Sentence) bool {
	name := same(topic)
	whole := same(bracketless(body.Text))
	i := strings.Index(whole, name+"を")
	if i < 0 {
		i = strings.Index(whole, name+"らを")
	}
	if i < 0 {
		return false
	}
	j := strings.Index(whole[i:], same(doing))
	return j >= 0 && j < 60
}

// borne finds how a body ends a noun of doing: した, された, する; false where the
// body denies, doubts or only expects it.
func borne(body text.Sentence, doing string, patient bool) (string, bool) {
	whole := same(bracketless(body.Text))
	at := strings.LastIndex(whole, same(doing))
	if at < 0 {
		return "", false
	}
	m := doneForm.FindStringSubmatch(whole[at+len(same(doing)):])
	if m == nil || openForm.MatchString(m[2]) {
		return "", false
	}
	switch {
	case strings.HasPrefix(m[1], "され"):
		if m[1] == "される" {
			return "される", plannedForm.MatchString(m[2])
		}
		return "された", true
	case strings.HasSuffix(m[1], "する"):
		if patient {
			return "される", plannedForm.MatchString(m[2])
		}
		return "する", plannedForm.MatchString(m[2])
	case patient:
		return "された", true
	}
	return "した", true
}

var (
	// doneForm matches how a noun of doing goes on.
	doneForm = regexp.MustCompile(`^を?(した|しました|行った|行なった|された|されました|していた|している|する|される)(.*)$`)
	// openForm matches what makes the doing before it a doubt, a wish or a part of
	// a noun.
	openForm = regexp.MustCompile(`^(疑い|可能性|とみ|と見|とされ|と主張|という|とい|恐れ|おそれ|場合|ら|とする|と報|のか|か|はず|ところ|もの|よう|と思|と伝|との|際|後|人|者|男|女)`)
	// plannedForm matches what makes the doing before it decided.
	plannedForm = regexp.MustCompile(`^(こと(を|が|に|で|と)?.{0,8}(決|発表|明らか|公表)|と.{0,8}(発表|決|明らか|公表)した|予定)`)
)

// bracketless is a text without what stands in round or black brackets.
func bracketless(s string) string {
	if !strings.ContainsAny(s, "（(【") {
		return s
	}
	aside := asides(s)
	var b strings.Builder
	i := 0
	for _, r := range s {
		if !aside[i] {
			b.WriteRune(r)
		}
		i++
	}
	return b.String()
}

// tell reads the clauses of a title as sentences of their own.
func (r *reading) tell(title, body text.Sentence) []cited {
	var out []cited
	for _, t := range toldTitles(title, body) {
		s := surface.Read("ja", t.words+"。", nil, r.article.Published).Title
		out = append(out, cited{&reading{article: r.article, text: r.text}, s})
	}
	return out
}

// askTitleJa builds the questions that a title answers together with a sentence
// that bears it out.
func askTitleJa(s cited) []Inquiry {
	if s.sentence.Index > lastBearing {
		return nil
	}
	var out []Inquiry
	for _, t := range s.tell(s.text.Title, s.sentence) {
		for _, q := range askJa(t) {
			if sharesWords(q.Answer, s.sentence) { // askJa has put the answer back
				out = append(out, Inquiry{Question: q.Question, Answer: q.Answer, Sentence: s.sentence.Index, Titled: true})
			}
		}
	}
	return out
}

// lastBearing is how far into a report its title is looked for.
const lastBearing = 5

// asksTitleJa asks whether a title says what question and answer say together,
// and the body's sentence bears it out.
func asksTitleJa(question, answer string, body, title cited) error {
	err := errNoClause
	for _, t := range body.tell(title.sentence, body.sentence) {
		if err = asksJa(question, answer, t); err == nil {
			break
		}
	}
	if err == nil && answer != "" && !sharesWords(answer, body.sentence) {
		return errNoClause
	}
	return err
}

// sharesWords reports whether a sentence has half of the content words of an answer.
func sharesWords(answer string, s text.Sentence) bool {
	all, hit := 0, 0
	whole := same(s.Text)
	for _, w := range surface.Read("ja", answer, nil, oneDay).Title.Words {
		if w.Stop || !nounLike(w) && w.Class != text.Verb {
			continue
		}
		all++
		if strings.Contains(whole, same(w.Surface)) {
			hit++
		}
	}
	return hit*2 >= all && hit > 0
}
