package digest

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// oneDay is the time of a question read by itself; it prints no date.
var oneDay = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// questionWord is how a question asks for a phrase, and what answers it.
type questionWord struct{ text, answer string }

// questionWords are the ways to ask for a run of phrases [from,to) by its kind:
// who, where, when, how many, why, of what kind or what. None where it has none
// that surely fits the verb it belongs to.
func questionWords(s text.Sentence, all []phrase, from, to int) []questionWord {
	ps := all[from:to]
	last := ps[len(ps)-1]
	printed, ok := printedRun(s, ps)
	if !ok {
		return nil
	}
	tail := last.tail
	if tail == "は" {
		tail = "が"
	}
	body := strings.TrimSuffix(printed, last.tail)
	var out []questionWord
	add := func(word, answer string) { out = append(out, questionWord{same(word), answer}) }
	if reason(last) {
		if reasonAlone.MatchString(printed) || len(ps) < 2 && last.predicate() {
			return nil
		}
		add("なぜ", printed)
		return out
	}
	for k := from; k < to-1; k++ {
		if all[k].predicate() && !all[k].comma && !attributive(all[k]) {
			return nil
		}
	}
	if body == "" || strings.HasPrefix(body, "・") || emptyNoun.MatchString(body) || last.predicate() || last.source() || adverbial(last) || quoteOnly(ps) {
		return nil
	}
	if wholeDate(s, ps[len(ps)-1:]) {
		if wholeDate(s, ps) {
			switch tail {
			case "", "に":
				add("いつ", body)
			case "から", "まで":
				add("いつ"+tail, body)
			}
		}
		return out
	}
	if unit := counted(s, ps); unit != "" && tail == "の" && to < len(all) && (all[to].tail == "と" || all[to].tail == "や") {
		return out
	} else if unit != "" {
		add(unit+tail, body)
		if tail == "" {
			add("どれだけ", body)
		}
		return out
	}
	if len(ps) > 1 {
		if head := last.body(); kinds[head] && clauseBefore(ps) && (tail == "を" || tail == "で" || tail == "に" || tail == "が") {
			add("どんな"+head+tail, body)
		}
	}
	verb := verbAfter(all, to)
	if from > 0 && !all[from-1].comma && toNoun.MatchString(all[from-1].text) {
		return out // a question word takes nothing before it that qualifies a noun
	}
	if from > 0 && all[from-1].predicate() && !all[from-1].comma && generic[ps[0].body()] {
		return out
	}
	if from > 0 && !all[from-1].comma && (all[from-1].predicate() || strings.HasSuffix(all[from-1].tail, "の")) && utf8.RuneCountInString(body) < 4 {
		return out // a bare noun of which the sentence says more
	}
	switch kindOf(s, last) {
	case text.Person:
		if tail == "に" && becomes(verb) {
			add("何に", body)
			break
		}
		if strings.Contains("が を に と から", tail) && tail != "" && apart(tail, all, to) && called(s, last) {
			add("だれ"+tail, body)
		}
	case text.Place, text.Organization:
		if strings.Contains("が を に と で へ から まで", tail) && tail != "" && !(tail == "に" && doneBy(verb)) && apart(tail, all, to) {
			add("どこ"+tail, body)
		}
	default:
		if tail == "と" && ofFirms(verb) && apart(tail, all, to) && !last.said {
			add("どこと", body)
		}
		if !vague[last.body()] && !numeral.MatchString(same(body)) && asksWhat(tail, verb) && !(tail == "を" && ofPeople(verb)) {
			add("何"+tail, body)
		}
	}
	return out
}

// apart reports that a phrase with と is told of the verb behind it and not named
// together with a noun.
func apart(tail string, all []phrase, to int) bool {
	return tail != "と" || to < len(all) && all[to].predicate()
}

// called reports whether a phrase calls somebody by name and title, or is a noun
// for people: a name alone may be that of a firm.
func called(s text.Sentence, p phrase) bool {
	if people.MatchString(p.body()) {
		return true
	}
	for _, n := range s.Names {
		if n.Type == text.Person && n.Title != "" && p.span.Overlaps(n.Span) {
			return true
		}
	}
	return false
}

// generic nouns name nothing without the clause before them.
var generic = wordsOf("人 者 男 女 男性 女性 もの 物 問題 事 事件 事故 点 部分 場所")

// attributive reports whether a predicate is in a form that qualifies a noun.
func attributive(p phrase) bool {
	if len(p.words) == 0 {
		return false
	}
	w := p.words[len(p.words)-1]
	switch w.Surface {
	case "た", "だ", "な", "ない", "の", "という":
		return true
	}
	return p.tail == "" && w.Surface == w.Base || p.tail != "" && strings.HasSuffix(p.tail, "の") || strings.HasSuffix(p.text, "する") || strings.HasSuffix(p.text, "とする")
}

// printedRun is a run of phrases as the sentence prints it, without what stands in
// brackets; false where a bracket is left open.
func printedRun(s text.Sentence, ps []phrase) (string, bool) {
	if len(ps) == 1 {
		return ps[0].text, true
	}
	rs := []rune(s.Text)
	printed := bracketless(string(rs[ps[0].span.Start:ps[len(ps)-1].span.End]))
	return printed, !strings.ContainsAny(printed, "（(）)")
}

// verbAfter is the first predicate from i on.
func verbAfter(all []phrase, i int) phrase {
	for ; i < len(all); i++ {
		if all[i].predicate() {
			return all[i]
		}
	}
	return phrase{}
}

// asksWhat reports whether 何 with a particle asks well for what a verb has with
// that particle.
func asksWhat(tail string, verb phrase) bool {
	switch tail {
	case "を":
		for _, w := range verb.words {
			if bleached[w.Base] {
				return false
			}
		}
		return true
	case "に":
		for _, w := range verb.words {
			if toWhat[w.Base] {
				return true
			}
		}
	case "が":
		if doneBy(verb) {
			return true
		}
		for _, w := range verb.words {
			if appears[w.Base] {
				return true
			}
		}
	}
	return false
}

// doneBy reports whether a predicate is in the passive.
func doneBy(verb phrase) bool {
	for _, w := range verb.words {
		if (w.Base == "れる" || w.Base == "られる") && strings.HasPrefix(w.Detail, "動詞,接尾") {
			return true
		}
	}
	return false
}

// bleached verbs make one word with their object (期限を迎える, 声を上げる): the
// object by itself answers nothing.
var bleached = wordsOf("開く 迎える 上げる あげる 帯びる 浴びる 及ぼす 図る 余儀なく 招く 呼ぶ 伴う 抱える 博す 収める 遂げる 果たす つける 付ける かける 掛ける")

// toWhat are verbs and nouns of doing that want to know of what they are told with に.
var toWhat = wordsOf("合意 署名 反対 賛成 参加 加盟 選ぶ 昇格 怒る 就任 応じる 踏み切る 同意 抗議 出席 加わる 着手 失敗 成功 選出 決まる 応募 挑む 挑戦 乗り出す 優勝 言及 移行 転じる 改名 変更 当選")

// appears are verbs of which one asks what did it, though nobody did.
var appears = wordsOf("見つかる 起きる 発生 混入 判明 欠航 落ちる 倒れる 流出 発売 登場")

// kinds are nouns of which one asks what kind they are.
var kinds = wordsOf("案 条件 方針 計画 意向 考え 判決 処分 契約 合意 協定 疑い 容疑 罪 対応 措置 見通し 制度 提案 要求 発言 判断 立場 決定 命令 法案 規則 仕組み 役割 記録 作品 商品 理由 見解 認識 主張 内容 研究 調査 結果 試算 報告書 声明 勧告 警報 対策")

// wordsOf is a set of words.
func wordsOf(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// adverbial reports whether a phrase says how: 新たに, 初めて.
func adverbial(p phrase) bool {
	w := p.last()
	return strings.Contains(w.Detail, "形容動詞語幹") && p.tail == "に" || strings.Contains(w.Detail, "副詞") && !strings.Contains(w.Detail, "副詞可能") || strings.HasPrefix(w.Detail, "助詞,副詞化")
}

// quoteOnly reports whether the run is what somebody said: a statement, not a thing.
func quoteOnly(ps []phrase) bool {
	last := ps[len(ps)-1]
	return last.said && last.tail == "と"
}

// vague nouns say nothing without what stands before them.
var vague = wordsOf("試合 方向 事 こと もの の ところ ため よう それ これ 姿勢 考え 方針 意向 見通し 可能性 見方 予定 計画 必要 影響 形 結果 うち 一方 前 後 中 上 際 時 同日 幕 胸 口 姿 目 手 耳 顔 息 足 力 心 頭 肩 首 身 気 注目 期待 話題 経緯 容疑 コメント 反応 会見 記者会見 不満 笑顔 様子 立場 職務 任務 業務 手続き 歴史 難色 理解 構え 動き 協力 努力 意見 声 案 内容")

// clauseBefore reports whether a verb or a noun with の qualifies the last phrase.
func clauseBefore(ps []phrase) bool {
	before := ps[len(ps)-2]
	if before.comma {
		return false
	}
	if before.predicate() {
		return before.tail == "" || strings.HasSuffix(before.tail, "との") || strings.HasSuffix(before.tail, "の")
	}
	return strings.HasSuffix(before.tail, "の")
}

// reason reports whether a phrase ends a reason.
func reason(p phrase) bool {
	if strings.HasPrefix(p.text, "この") || strings.HasPrefix(p.text, "その") || p.text == "ため" || p.text == "これにより" {
		return false
	}
	if p.comma && (p.text == "受け" || p.text == "受けて" || p.predicate() && strings.HasSuffix(p.text, "たとして")) {
		return true
	}
	return p.predicate() && !strings.HasSuffix(p.text, "もので") && (strings.HasSuffix(p.text, "たため") || strings.HasSuffix(p.text, "ため") && p.comma && pastOrState.MatchString(p.text) ||
		strings.HasSuffix(p.text, "ことから") || strings.HasSuffix(p.text, "ので"))
}

var pastOrState = regexp.MustCompile(`(た|だ|いる|ない|ある)ため$`)

// wholeDate reports whether the phrases are one date or time of day and nothing
// else.
func wholeDate(s text.Sentence, ps []phrase) bool {
	printed, ok := printedRun(s, ps)
	body := strings.TrimSuffix(printed, ps[len(ps)-1].tail)
	if !ok || !dateWords.MatchString(body) || perDay.MatchString(same(body)) {
		return false
	}
	for _, d := range s.Dates {
		if d.Span.Start < ps[len(ps)-1].span.End && ps[0].span.Start < d.Span.End {
			return true
		}
	}
	return false
}

// perDay matches what is a length of time as often as a date.
var perDay = regexp.MustCompile(`^1?[日年月]$|^[0-9]+(年|時|分)$`)

// dateWords matches what is a date or a time from its beginning to its end.
var dateWords = regexp.MustCompile(`^([0-9０-９一二三四五六七八九十]+(年度|年|月|日|時|分)|午前|午後|来年|今年|昨年|去年|来月|今月|先月|来週|今週|先週|上旬|中旬|下旬|末|夜|朝|昼|夕方|未明|早朝|深夜|正午|春|夏|秋|冬|の|ごろ|頃|半ば|前半|後半|[（(][月火水木金土日][）)])+$`)

// counted is the question word for a figure with its unit: 何人, 何件, いくら; ""
// where the phrases are none.
func counted(s text.Sentence, ps []phrase) string {
	printed, ok := printedRun(s, ps)
	if !ok {
		return ""
	}
	last := ps[len(ps)-1]
	body := same(strings.TrimSuffix(printed, last.tail))
	for _, f := range s.Figures {
		surface := same(f.Surface)
		if f.Ordinal || f.Span.Start < ps[0].span.Start || f.Span.Start >= last.span.End {
			continue
		}
		before, after, found := strings.Cut(body, surface)
		if !found || before != "" && len(ps) > 1 && !boundsFigure[before] {
			continue
		}
		if after != "" && !moneyJa[after] {
			continue
		}
		m := unitJa.FindStringSubmatch(surface + after)
		if m == nil || before != "" && m[1] != "人" && !boundsFigure[before] {
			continue
		}
		if moneyJa[m[1]] {
			return "いくら"
		}
		return "何" + m[1]
	}
	return ""
}

// boundsFigure are words that belong to a figure.
var boundsFigure = wordsOf("約 およそ 少なくとも 最大 延べ 計 合計 総額 全")

// unitJa matches the counter at the end of a figure.
var unitJa = regexp.MustCompile(`[0-9一二三四五六七八九十百千万億兆]([^\d一二三四五六七八九十百千万億兆.,%][^\d]{0,5})$`)

var moneyJa = map[string]bool{"円": true, "ドル": true, "ユーロ": true, "ポンド": true, "元": true, "ウォン": true, "クラウン": true, "ルピー": true, "ルーブル": true}

// kindOf is the type of the name that a phrase ends with; of a noun for people,
// Person.
func kindOf(s text.Sentence, p phrase) text.NameType {
	end := p.span.Start + utf8.RuneCountInString(p.text) - utf8.RuneCountInString(p.tail)
	for _, n := range s.Names {
		if n.Span.End == end || p.span.Contains(n.Span) && strings.HasSuffix(p.body(), n.Surface) {
			return n.Type
		}
	}
	if people.MatchString(p.body()) {
		return text.Person
	}
	if at, ok := strings.CutSuffix(p.body(), nearPlace.FindString(p.body())); ok {
		for _, n := range s.Names {
			if n.Type == text.Place && p.span.Contains(n.Span) && strings.HasSuffix(at, n.Surface) {
				return text.Place
			}
		}
	}
	return text.UnknownName
}

// nearPlace matches what is in or about a place.
var nearPlace = regexp.MustCompile(`(内|市内|県内|都内|付近|周辺|近く|沖)$`)

// people matches nouns for one who does something.
var people = regexp.MustCompile(`(氏|さん|容疑者|被告|選手|監督|首相|大統領|市長|町長|村長|知事|議員|大臣|長官|会長|社長|委員長|教授|男|女|男性|女性|少年|少女|夫妻|夫婦|親方|弁護士|記者|漁師|住民|作業員|乗客|学生|生徒)$`)

// toNoun matches phrases that qualify the noun behind them without a verb of their
// own, and words that join two nouns.
var toNoun = regexp.MustCompile(`(な|による|に関する|に対する|における|をめぐる|に伴う|としての|および|及び|ならびに|並びに)$`)

// reasonAlone matches a reason that only the sentence before tells.
var reasonAlone = regexp.MustCompile(`^(この|その|これ|それ|同|併せて|また|ただ|しかし)`)

// emptyNoun matches what ends with a noun that only makes a clause a noun.
var emptyNoun = regexp.MustCompile(`(事|こと|もの)$`)

// numeral matches what is but a figure with its unit.
var numeral = regexp.MustCompile(`^[0-9.,万億兆]+[^0-9]{0,3}$`)

// becomes reports whether a verb tells into what office one comes.
func becomes(verb phrase) bool {
	for _, w := range verb.words {
		if w.Base == "就任" || w.Base == "昇格" || w.Base == "なる" || w.Base == "当選" || w.Base == "選出" || w.Base == "指名" || w.Base == "任命" || w.Base == "選ぶ" {
			return true
		}
	}
	return false
}

// ofFirms reports whether a verb is done with a firm or a state.
func ofFirms(verb phrase) bool {
	for _, w := range verb.words {
		if doneWithFirms[w.Base] {
			return true
		}
	}
	return false
}

var doneWithFirms = wordsOf("統合 提携 合併 国交 断交 締結 対戦 再戦")

// ofPeople reports whether a verb is done to people, whom one does not ask for
// with 何.
func ofPeople(verb phrase) bool {
	for _, w := range verb.words {
		if doneToPeople[w.Base] {
			return true
		}
	}
	return false
}

var doneToPeople = wordsOf("逮捕 再逮捕 送検 起訴 解雇 指名 任命 射殺 殺害 釈放 拘束 救助 救出 保護 提訴 告訴 表彰")
