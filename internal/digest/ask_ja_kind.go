package digest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// What one wants to know depends on what happened: of a death its cause, of an
// arrest the charge, of a trial the sentence, of an earthquake its strength. A
// sentence that tells it in the words of such news is asked for that.

// wanted is a question of this kind and the words that answer it; titled says
// that it names its matter as the report's title does.
type wanted struct {
	question, answer string
	titled           bool
	how              way
}

// way is how a question is read from its sentence.
type way int

const (
	kindRead    way = iota // by the kind of its news
	clauseRead             // of one clause
	contentTold            // what somebody told
	reasonGiven            // why
	wholeAsked             // the whole sentence answers it
)

// wantedJa are the questions that a sentence answers by the kind of its news.
func wantedJa(from cited, title text.Sentence) []wanted {
	s := from.sentence
	ps := phrasesJa(s)
	if len(ps) < 2 || len(ps) > mostPhrases {
		return nil
	}
	k := kindReader{s: s, title: title, ps: ps, statements: from.statements[s.Index]}
	for _, read := range []func(*kindReader){(*kindReader).cause, (*kindReader).charge, (*kindReader).sentence, (*kindReader).ruling,
		(*kindReader).penalty, (*kindReader).quake, (*kindReader).price, (*kindReader).found, (*kindReader).kinds, (*kindReader).content, (*kindReader).reasons, (*kindReader).clauses, (*kindReader).wholes} {
		read(&k)
	}
	for _, w := range whyTitle(s, title) {
		k.add(w.question, w.answer, true)
	}
	return k.out
}

type kindReader struct {
	s, title   text.Sentence
	statements []claim.Statement
	ps         []phrase
	out        []wanted
}

// add keeps a question whose answer stands in the sentence, brackets apart, and
// is short.
func (k *kindReader) add(question, answer string, titled bool) {
	answer = strings.TrimSuffix(answer, "の")
	n := utf8.RuneCountInString(answer)
	if n == 0 || n > longestAnswerJa && !(strings.Contains(question, "なぜ") && n <= longestReasonJa) || utf8.RuneCountInString(question) > longestQuestionJa || !balanced(answer) || !holds(bracketless(k.s.Text), answer) {
		return
	}
	k.out = append(k.out, wanted{question: question, answer: answer, titled: titled})
}

// verbs are the phrases that tell one of these doings as done.
func (k *kindReader) verbs(doings map[string]bool) []int {
	var out []int
	for i, p := range k.ps {
		if !p.predicate() {
			continue
		}
		at := -1
		for j, w := range p.words {
			if doings[w.Base] || doings[w.Surface] {
				at = j
			}
		}
		if at >= 0 && toldDone(p, at) && !k.open(i) {
			out = append(out, i)
		}
	}
	return out
}

// toldDone reports whether a predicate says that its doing was done: in the past,
// or in a form that goes on to another such; never denied.
func toldDone(p phrase, at int) bool {
	past := false
	for _, w := range p.words[at:] {
		switch {
		case w.Base == "ない" || w.Base == "ぬ" || w.Base == "ず" || w.Base == "たい" || w.Base == "う":
			return false
		case isAuxiliary(w, "た", "だ"), strings.HasPrefix(w.Detail, "助動詞") && w.Surface == "でし":
			past = true
		}
	}
	return past || p.comma && (strings.HasSuffix(p.text, "し") || strings.HasSuffix(p.text, "れ"))
}

// open reports whether what follows a predicate makes it a doubt, a wish or part
// of a noun.
func (k *kindReader) open(i int) bool {
	p := k.ps[i]
	if i+1 == len(k.ps) || p.comma {
		return openEnd.MatchString(p.text)
	}
	rest := p.text + k.ps[i+1].text
	return openEnd.MatchString(p.text) || openForm.MatchString(strings.TrimPrefix(rest, p.body())) || !strings.HasSuffix(p.text, "と") && !k.ps[i+1].predicate() && !strings.Contains("ことを事を", k.ps[i+1].text)
}

var openEnd = regexp.MustCompile(`(疑い|可能性|とみられ|とされ|恐れ|場合|ら|よう|か|はず)(が|を|で|も)?$`)

// who finds the person, by the particle behind, of whom the predicate at i tells.
func (k *kindReader) who(i int, tails ...string) (string, bool) {
	for j := i - 1; j >= 0; j-- {
		p := k.ps[j]
		if slices.Contains(tails, p.tail) && !p.predicate() {
			if kindOf(k.s, p) == text.Person {
				return k.personAt(j)
			}
			if p.tail == "を" && !k.ps[i-1].predicate() && k.verbBetween(j, i) {
				continue // another verb's
			}
			return "", false
		}
		if p.tail == "が" || strings.HasSuffix(p.tail, "は") || p.predicate() && !p.comma && !k.ps[j+1].predicate() && !namedBehind(k.s, k.ps, j) {
			return "", false
		}
	}
	return "", false
}

func (k *kindReader) verbBetween(j, i int) bool {
	for _, p := range k.ps[j+1 : i] {
		if p.predicate() {
			return true
		}
	}
	return false
}

// namedBehind reports whether the noun that a clause at j qualifies is a name.
func namedBehind(s text.Sentence, ps []phrase, j int) bool {
	for i := j + 1; i < len(ps) && i < j+3; i++ {
		if kindOf(s, ps[i]) != text.UnknownName {
			return true
		}
		if !qualifies(ps[i]) {
			return false
		}
	}
	return false
}

// personAt is how a question calls the person of a phrase: by the name, or by the
// noun with what qualifies it.
func (k *kindReader) personAt(j int) (string, bool) {
	p := k.ps[j]
	rs := []rune(p.body())
	if severalPeople.MatchString(same(p.body())) {
		return "", false
	}
	for _, n := range k.s.Names {
		if n.Type == text.Person && p.span.Contains(n.Span) {
			at := strings.Index(p.body(), n.Surface)
			if at >= 0 {
				return p.body()[at:], true
			}
		}
	}
	from := j
	for from > 0 && qualifies(k.ps[from-1]) {
		from--
	}
	if from == j && len(rs) < 3 {
		return "", false
	}
	return k.words(from, j) + p.body(), true
}

var severalPeople = regexp.MustCompile(`[0-9](人|容疑者|被告|名)?$|[0-9](容疑者|被告)`)

func (k *kindReader) words(from, to int) string {
	var b strings.Builder
	for _, p := range k.ps[from:to] {
		b.WriteString(p.text)
	}
	return b.String()
}

// noun is the body of a phrase with the nouns that qualify it, without a date
// before them.
func (k *kindReader) noun(j int) string {
	from := j
	for from > 0 && qualifies(k.ps[from-1]) {
		from--
	}
	return withoutDate(k.words(from, j) + k.ps[j].body())
}

// withoutDate is a noun without a date that runs into it; 1年間の停止 has none.
func withoutDate(noun string) string {
	rest := dateBefore.ReplaceAllString(noun, "")
	if lengthOfTime.MatchString(rest) {
		return noun
	}
	return rest
}

var lengthOfTime = regexp.MustCompile(`^(間|ぶり|目|連続|以上|以内|前|後|分|ごと|半)`)

// dateBefore matches a date that runs into the noun behind it.
var dateBefore = regexp.MustCompile(`^(同日|同年|翌日|([0-9０-９]+(年|月|日|時|分|頃|ごろ)|午前|午後)+)`)

var (
	dies     = wordsOf("死去 死亡 急死 病死 亡くなる 逝去")
	illness  = regexp.MustCompile(`(炎|癌|がん|ガン|不全|梗塞|出血|腫|病|症|塞栓|卒中|中毒|ショック|敗血症|老衰|衰弱|結核|溺死|窒息|窒息死|焼死|破裂|発作|事故死|失血死|感染|動脈瘤|合併症)$`)
	charged  = wordsOf("逮捕 再逮捕 書類送検 送検 起訴 追起訴 摘発")
	charge   = regexp.MustCompile(`(容疑|の?疑い|の?罪)$`)
	rules    = wordsOf("棄却 却下 命じる 認める 取り消す 差し止める 支持 認定 退ける")
	bench    = regexp.MustCompile(`(地裁|高裁|最高裁|裁判所|裁判長|裁判官|裁判部|法廷|小法廷|地方裁判所|高等裁判所|家裁)$`)
	imposes  = wordsOf("科す 課す 下す 受ける 言い渡す 決める 決定 処する")
	strength = regexp.MustCompile(`(マグニチュード|M)[0-9]+(\.[0-9]+)?`)
	priced   = regexp.MustCompile(`(?:価格|値段|料金|利用料|参加費|入場料)は、?(?:税込みで|税込で|税込み|税込)?([0-9,万億]+円)`)
	product  = regexp.MustCompile(`[「『]([^「」『』]{2,20})[」』]`)
)

// cause asks what somebody died of.
func (k *kindReader) cause() {
	for _, i := range k.verbs(dies) {
		for j := i - 1; j >= 0 && !k.ps[j].predicate(); j-- {
			p := k.ps[j]
			body := strings.TrimSuffix(p.body(), "のため")
			if (p.tail == "で" || p.tail == "により" || p.tail == "によって" || strings.HasSuffix(p.text, "のため")) && illness.MatchString(body) {
				if who, ok := k.who(i, "が", "は", "も"); ok {
					answer := strings.TrimSuffix(k.noun(j), "のため")
					k.add(who+"の死因は何ですか？", answer, false)
				}
				break
			}
		}
	}
}

// charge asks with what somebody is charged.
func (k *kindReader) charge() {
	for _, i := range k.verbs(charged) {
		at := -1
		for j := i - 1; j >= 0; j-- {
			if k.ps[j].tail == "で" && charge.MatchString(k.ps[j].body()) {
				at = j
				break
			}
		}
		if at < 0 {
			continue
		}
		tails := []string{"を", "らを"}
		if doneBy(k.ps[i]) {
			tails = []string{"が", "は", "も"}
		}
		who, ok := k.who(i, tails...)
		doing := chargeDoing.FindString(k.ps[i].text)
		if !ok || doing == "" {
			continue
		}
		body := k.ps[at].body()
		what := withoutDate(charge.ReplaceAllString(body, ""))
		switch {
		case at > 0 && k.ps[at-1].predicate() && !k.ps[at-1].comma && what == "" || k.ps[at].predicate():
			continue
		case what == "" && at > 0 && qualifies(k.ps[at-1]):
			what = k.noun(at - 1)
		case strings.HasPrefix(what, "同"):
			continue
		}
		k.add(who+"は何の容疑で"+doing+"されましたか？", what, false)
	}
}

var chargeDoing = regexp.MustCompile(`再逮捕|逮捕|書類送検|送検|追起訴|起訴|摘発`)

// sentence asks to what somebody was sentenced.
func (k *kindReader) sentence() {
	for _, i := range k.verbs(wordsOf("言い渡す 言渡す")) {
		for j := i - 1; j >= 0 && j > i-4; j-- {
			p := k.ps[j]
			if p.tail != "を" && p.tail != "が" || !strings.HasSuffix(p.body(), "判決") {
				continue
			}
			answer := strings.TrimSuffix(k.noun(j), "判決")
			if utf8.RuneCountInString(strings.Trim(answer, "の")) < 2 || strings.HasPrefix(answer, "同") {
				break
			}
			if who, ok := k.against(j); ok {
				k.add(who+"にはどんな判決が言い渡されましたか？", answer, false)
				break
			}
			if court, ok := k.bench(j); ok {
				k.add(court+"はどんな判決を言い渡しましたか？", answer, false)
			}
			break
		}
	}
}

// against is whom a judgement before phrase j is for.
func (k *kindReader) against(j int) (string, bool) {
	for i := j - 1; i >= 0; i-- {
		p := k.ps[i]
		if kindOf(k.s, p) != text.Person {
			continue
		}
		if p.tail == "に" || strings.HasPrefix(p.tail, "に対") || p.tail == "には" {
			return k.personAt(i)
		}
		return "", false
	}
	return "", false
}

// bench is the court that does what stands behind phrase j.
func (k *kindReader) bench(j int) (string, bool) {
	for i := j - 1; i >= 0; i-- {
		p := k.ps[i]
		if p.tail != "は" && p.tail != "が" {
			continue
		}
		if bench.MatchString(p.body()) || bench.MatchString(strings.TrimSuffix(p.body(), "は")) {
			return p.body(), true
		}
		return "", false
	}
	return "", false
}

// ruling asks how a court decided.
func (k *kindReader) ruling() {
	for _, i := range k.verbs(rules) {
		if i == 0 || k.ps[i-1].tail != "を" || k.ps[i-1].comma || doneBy(k.ps[i]) {
			continue
		}
		court, ok := k.bench(i - 1)
		if !ok {
			continue
		}
		stem := rulingStem.FindString(k.ps[i].text)
		k.add(court+"はどう判断しましたか？", k.noun(i-1)+"を"+stem, false)
	}
}

var rulingStem = regexp.MustCompile(`^(棄却|却下|命じた|認めた|取り消した|差し止めた|支持|認定|退けた)`)

// penalty asks what penalty somebody got.
func (k *kindReader) penalty() {
	for _, i := range k.verbs(imposes) {
		for j := i - 1; j >= 0 && j > i-5; j-- {
			p := k.ps[j]
			if p.tail != "を" || !strings.HasSuffix(p.body(), "処分") {
				continue
			}
			answer := strings.TrimSuffix(k.noun(j), "処分")
			who, ok := k.against(j)
			if !ok {
				who, ok = k.who(j, "は", "が")
				ok = ok && strings.Contains(k.ps[i].text, "受け")
			}
			if ok && utf8.RuneCountInString(strings.Trim(answer, "の")) > 1 && !strings.HasPrefix(answer, "同") {
				k.add(who+"への処分はどんな内容ですか？", answer, false)
			}
			break
		}
	}
}

// quake asks how strong an earthquake was.
func (k *kindReader) quake() {
	whole := same(bracketless(k.s.Text))
	m := strength.FindString(whole)
	if m == "" || !strings.Contains(whole, "地震") || strings.Count(whole, m[:1]) > 1 && len(strength.FindAllString(whole, -1)) > 1 || !strings.Contains(k.title.Text, "地震") {
		return
	}
	for _, n := range k.title.Names {
		if n.Type != text.Place || !strings.Contains(k.s.Text, n.Surface) && !strings.Contains(same(k.title.Text), strings.TrimLeft(m, "マグニチュードM")) {
			continue
		}
		at := strings.Index(k.title.Text, n.Surface) + len(n.Surface)
		if near := shaken.FindStringSubmatch(k.title.Text[at:]); near != nil {
			k.add(n.Surface+near[1]+"の地震の規模はどれくらいですか？", m, true)
			return
		}
	}
}

// shaken matches what stands between a place and its earthquake.
var shaken = regexp.MustCompile(`^(沖|近海|付近|地方|半島|北部|南部|東部|西部)?(で|の|に|を|大?地震)`)

// price asks what a thing costs that the title names.
func (k *kindReader) price() {
	m := priced.FindStringSubmatch(same(bracketless(k.s.Text)))
	t := product.FindAllStringSubmatch(k.title.Text, -1)
	if m == nil || len(t) != 1 {
		return
	}
	k.add("「"+t[0][1]+"」の価格はいくらですか？", m[1], true)
}

// found asks what somebody died of whom the title names, where the sentence says
// what the cause was.
func (k *kindReader) found() {
	m := causeOfDeath.FindStringSubmatch(same(bracketless(k.s.Text)))
	if m == nil || !died.MatchString(k.title.Text) {
		return
	}
	for _, ws := range titleClauses(k.title) {
		subject := firstNoun(ws, k.title)
		if subject == "" || !illness.MatchString(m[1]) {
			continue
		}
		question := subject + "の死因は何ですか？"
		if m[2] != "" {
			question = subject + "の死因は何とみられていますか？"
		}
		k.add(question, m[1], true)
		return
	}
}

var (
	causeOfDeath = regexp.MustCompile(`死因は、?([^、。]{2,20}?)(?:だった|であった|で、|と判明し|と分か|とわか|と発表し|(とみられ|と見られ))`)
	died         = regexp.MustCompile(`死亡|死去|焼死|急死|遺体|訃報|死す|急逝|逝去`)
)

// kinds asks how many kinds of a thing there are (カバー全37種類).
func (k *kindReader) kinds() {
	for j, p := range k.ps {
		m := ofAll.FindStringSubmatch(same(p.body()))
		if m == nil || p.predicate() {
			continue
		}
		noun := m[1]
		for from := j; from > 0 && qualifies(k.ps[from-1]) && k.ps[from-1].tail == "の"; from-- {
			noun = same(k.ps[from-1].text) + noun
		}
		if utf8.RuneCountInString(noun) > 2 && balanced(noun) {
			k.add(noun+"は全部で何"+m[3]+"ですか？", m[2]+m[3], false)
		}
		return
	}
}

var ofAll = regexp.MustCompile(`^(.+)全([0-9]+)(種類|色|曲|話|巻|店舗|機種|モデル|タイトル|作品|か所|カ所)$`)

// asksKindJa asks whether the sentence answers a question of its kind with these
// words; an empty answer leaves them open.
func asksKindJa(question, answer string, body cited, title text.Sentence) error {
	for _, w := range wantedJa(body, title) {
		if same(w.question) == same(question) && (answer == "" || same(w.answer) == same(answer)) && (!w.titled || title.Text != "") {
			return nil
		}
	}
	return errNoClause
}

// askKindJa builds the questions that a sentence answers by the kind of its news.
func askKindJa(s cited) []Inquiry {
	var out []Inquiry
	for _, w := range wantedJa(s, s.text.Title) {
		if w.how == wholeAsked {
			continue
		}
		out = append(out, Inquiry{Question: w.question, Answer: w.answer, Sentence: s.sentence.Index, Titled: w.titled, Typed: w.how == kindRead, how: w.how})
	}
	return out
}
