package claim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Quantities returns the figures of an article with what they measure, title
// first (Index -1). Ordinals, and figures that measure nothing recognisable,
// are left out. It is deterministic.
func Quantities(a article.Article, t text.Text) []Quantity {
	var out []Quantity
	out = append(out, sentenceQuantities(a, t.Title)...)
	for _, s := range t.Sentences {
		out = append(out, sentenceQuantities(a, s)...)
	}
	return out
}

func sentenceQuantities(a article.Article, s text.Sentence) []Quantity {
	var out []Quantity
	if s.Figures = withDozens(s); len(s.Figures) == 0 {
		return nil
	}
	s.Figures = withCoins(s)
	hedged := hedgedFigure(s.Text)
	for i, f := range s.Figures {
		if f.Ordinal || notQuantity[f.Unit] || ageOf(s.Text, f.Span) {
			continue
		}
		m := roleMeasure(s, f)
		if m.name == "" {
			m = measureOf(s, i)
		}
		if m.name == "" || m.name != "fund" && !unitFits(m.name, f.Unit) {
			continue
		}
		name := m.name
		if sc := scopeOf(s, f.Span, a.Published); sc != "" {
			name += "@" + sc
		}
		out = append(out, Quantity{
			Ref: refOf(a, s), Index: s.Index, Publisher: a.Publisher, Published: a.Published, Figure: f,
			Measure: name, Who: whoOf(s, f), Hedged: hedged, Words: m.words, Sentence: s.Text,
		})
	}
	return out
}

// ageOf reports whether a bare number is an age behind a name in a list: "Ena Marn,
// 69 - rescued".
func ageOf(s string, at text.Span) bool {
	rs := []rune(s)
	if at.Start < 3 || at.Len() > 3 || at.End+2 > len(rs) || string(rs[at.Start-2:at.Start]) != ", " || !unicode.IsLetter(rs[at.Start-3]) {
		return false
	}
	word := string(rs[:at.Start-2])
	word = word[strings.LastIndexByte(word, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && (rs[at.End] == ',' || strings.ContainsRune("-–—", rs[at.End+1]))
}

// unitFits reports whether a measure can have a unit: the dead are people, a
// cost is money, "in 48 hours" counts nobody.
func unitFits(name, unit string) bool {
	class, _, _ := strings.Cut(name, "/")
	money := len(unit) == 3 && strings.ToUpper(unit) == unit || unit == "円" || unit == "ドル" || unit == "ユーロ" || unit == "元" || unit == "ウォン"
	switch class {
	case "death", "injury", "missing", "cardiac arrest", "arrest", "hostage", "evacuation", "rescue", "trapped":
		return unit == "" || unit == "person" || unit == "人" || unit == "名" || unit == "頭" || unit == "匹"
	case "cost", "compensation", "raised", "fine":
		return money
	case "wind speed":
		return unit == "m" || unit == "m/s" || unit == "km"
	case "temperature":
		return unit == "℃" || unit == "度" || unit == "°F"
	case "rise", "fall":
		return money || unit == "%" || unit == "pp" || unit == "point" || unit == "ポイント" || unit == "円" || unit == "bp"
	}
	return !timeUnits[unit]
}

var timeUnits = set("hour day week month year minute second decade 時間 日 週間 か月 カ月 ヶ月 年 分 秒 日間 年間 century")

// notQuantity are units of which two values never dispute one fact: ranks,
// runs of years, ages.
var notQuantity = set("位 番 番目 連続 ぶり 歳 才 目 age th 期 代 周年 年ぶり times 度目")

// hedgedFigure reports whether the sentence marks its figures as preliminary
// or hearsay.
func hedgedFigure(s string) bool {
	if japanese(s) {
		return prelimJa.MatchString(s)
	}
	return prelimEn.MatchString(strings.ToLower(s))
}

var (
	prelimEn = regexp.MustCompile(`\b(preliminary|initial(ly)?|reportedly|unconfirmed|believed|feared|may have|could|estimate[sd]?|so far|early reports?|as of)\b`)
	prelimJa = regexp.MustCompile(`速報|暫定|か$|か[　 。、]|可能性|みられ|見られ|という|推計|見込み|恐れ|おそれ|一時|時点|程度`)
)

// measure is what a figure measures: a class shared by both languages, or the
// verb and noun as printed.
type measure struct {
	name  string
	words string
}

// measureClass ties printed words of both languages to one measure. grows
// says that the value of one happening rises as reports come in.
type measureClass struct {
	name  string
	en    *regexp.Regexp
	ja    *regexp.Regexp
	grows bool
}

var measureClasses = []measureClass{
	{"death", regexp.MustCompile(`^(kill(s|ed|ing)?|dead|died?|dies|dying|deaths?|fatalit(y|ies)|toll|lives|murdered|slain|perished|carcasses)$`),
		regexp.MustCompile(`死亡|死者|死去|犠牲|亡くな|遺体|殺害`), true},
	{"injury", regexp.MustCompile(`^(injur(e|ed|es|ing|ies|y)|wound(s|ed|ing)?|hurt)$`), regexp.MustCompile(`負傷|けが|ケガ|怪我|重傷|軽傷|重軽傷`), true},
	{"missing", regexp.MustCompile(`^(missing|unaccounted)$`), regexp.MustCompile(`行方|安否不明`), false},
	{"cardiac arrest", regexp.MustCompile(`^\x00$`), regexp.MustCompile(`心肺停止`), false},
	{"arrest", regexp.MustCompile(`^(arrest(s|ed|ing)?|detain(s|ed|ing)?|detentions?|jailed)$`), regexp.MustCompile(`逮捕|拘束|検挙`), true},
	{"hostage", regexp.MustCompile(`^(hostages?|captives?)$`), regexp.MustCompile(`人質`), false},
	{"evacuation", regexp.MustCompile(`^(evacuat(e|ed|es|ing|ions?)|displac(e|ed|es|ing)|fled|flee(ing)?|homeless)$`), regexp.MustCompile(`避難`), false},
	{"power cut", regexp.MustCompile(`^(outages?|blackouts?)$`), regexp.MustCompile(`停電`), false},
	{"water cut", regexp.MustCompile(`^\x00$`), regexp.MustCompile(`断水`), false},
	{"shot down", regexp.MustCompile(`^(downed|shot-down|intercept(s|ed)|destroyed|neutrali[sz]ed)$`), regexp.MustCompile(`撃墜|迎撃`), false},
	{"launched", regexp.MustCompile(`^(launched|fired)$`), regexp.MustCompile(`発射`), false},
	{"trapped", regexp.MustCompile(`^(trapped|stranded)$`), regexp.MustCompile(`閉じ込め|取り残|要救助`), false},
	{"wind speed", regexp.MustCompile(`^\x00$`), regexp.MustCompile(`風速`), false},
	{"temperature", regexp.MustCompile(`^(temperatures?)$`), regexp.MustCompile(`気温|酷暑日|猛暑日`), false},
	{"rescue", regexp.MustCompile(`^(rescued?|rescues|rescuing)$`), regexp.MustCompile(`救助`), false},
	{"cost", regexp.MustCompile(`^(costs?|costing|pricetag|price-tag|price)$`), regexp.MustCompile(`総事業費|費用|事業費|総工費|価格|値段`), false},
	{"compensation", regexp.MustCompile(`^(compensation|damages)$`), regexp.MustCompile(`賠償`), false},
	{"loss", regexp.MustCompile(`^(loss(es)?|swindled|defrauded)$`), regexp.MustCompile(`被害|損失|赤字`), false},
	{"raised", regexp.MustCompile(`^(raised|raises|raising)$`), regexp.MustCompile(`調達`), false},
	{"fine", regexp.MustCompile(`^(fined?|fines|penalty)$`), regexp.MustCompile(`罰金|課徴金`), false},
	{"rise", regexp.MustCompile(`^(rose|rises?|rising|risen|increas(e|ed|es|ing)|jump(ed|s)?|climbed|grew|grown|growth|gained|surged)$`), regexp.MustCompile(`上昇|増加|値上がり|引き上げ|高$|増$|増の`), false},
	{"fall", regexp.MustCompile(`^(fell|falls?|falling|fallen|drop(s|ped)?|declin(e|ed|es)|decreas(e|ed|es)|slipped|slid|plunged|shrank)$`), regexp.MustCompile(`低下|減少|値下がり|下落|引き下げ|安$|安の|減$|減の`), false},
	{"inflation", regexp.MustCompile(`^inflation$`), regexp.MustCompile(`物価`), false},
	{"vote", regexp.MustCompile(`^(votes?|voted)$`), regexp.MustCompile(`得票|賛成|反対|票`), false},
	{"search", regexp.MustCompile(`^(raid(s|ed)?)$`), regexp.MustCompile(`立ち入り|家宅捜索`), false},
	{"magnitude", regexp.MustCompile(`^(magnitude|quake)$`), regexp.MustCompile(`マグニチュード|Ｍ`), false},
	{"tremor", regexp.MustCompile(`^(aftershocks?|tremors?)$`), regexp.MustCompile(`地震.*回|余震|震度１以上|震度1以上`), false},
	{"deployment", regexp.MustCompile(`^(deploy(ed|s|ing)?|deployment)$`), regexp.MustCompile(`派遣|体制|増員|増強`), false},
	{"population", regexp.MustCompile(`^population$`), regexp.MustCompile(`人口`), false},
}

// monotone are measures whose later, larger value replaces the earlier one.
var monotone = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range measureClasses {
		m[c.name] = c.grows
	}
	return m
}()

// moving are measures that change from day to day either way.
var moving = map[string]bool{"missing": true, "evacuation": true, "power cut": true, "water cut": true, "cardiac arrest": true,
	"rescue": true, "hostage": true, "deployment": true, "tremor": true, "trapped": true, "wind speed": true}

func measureOf(s text.Sentence, i int) measure {
	if japanese(s.Text) {
		return measureJa(s, i)
	}
	return measureEn(s, i)
}

// group names a part of the people counted: children are not all the dead.
func group(counts string) string {
	for _, p := range []string{"wound", "injur", "dead", "kill", "fatal", "casualt", "death", "arrest", "hostag", "miss"} {
		if strings.HasPrefix(strings.ToLower(counts), p) {
			return ""
		}
	}
	switch strings.ToLower(counts) {
	case "carcass", "", "person", "peopl", "people", "dead", "other", "victim", "individu", "individual", "palestinian", "resid", "resident", "bodi", "life", "live",
		"人", "死者", "遺体", "負傷者", "けが人", "避難者", "行方不明者", "安否不明者":
		return ""
	case "children", "child", "kid", "schoolchildren", "pupil", "子供", "子ども", "児童":
		return "child"
	case "woman", "women", "女性":
		return "woman"
	case "man", "men", "男性":
		return "man"
	}
	return strings.ToLower(counts)
}

// measureEn looks for the words that say what an English figure measures:
// right before it ("killed 12"), then after it ("12 were killed"), then
// earlier in the clause.
func measureEn(s text.Sentence, i int) measure {
	f := s.Figures[i]
	toks := tokens(s.Text)
	at := len(toks)
	for k, t := range toks {
		if t.start >= f.Span.Start {
			at = k
			break
		}
	}
	end := at
	for end < len(toks) && toks[end].start < f.Span.End {
		end++
	}
	if at > 0 && set1(toks[at-1].low, "another", "further", "additional", "new") {
		return measure{} // what was added is not the sum
	}
	sub := group(f.Counts)
	suffix := ""
	if sub != "" {
		suffix = "/" + sub
	}
	moves := unitFits("rise", f.Unit)
	partOf := at > 0 && set1(toks[at-1].low, "including", "among")
	if partOf && i > 0 {
		if m := measureEn(s, i-1); m.name != "" && suffix != "" {
			base, _, _ := strings.Cut(m.name, "/")
			return measure{base + suffix, m.words}
		}
		return measure{}
	}
	if next := end; next < len(toks) && at > 0 && set1(toks[at-1].low, "and", "about", "approximately", "some", "nearly", "around", "roughly", "almost") {
		if set1(toks[next].low, "people", "persons", "others", "workers") {
			next++
		}
		if c, w := classNear(toks, next, min(next+1, len(toks)), 1, moves); c != "" {
			return measure{c + suffix, w} // "eleven are missing and 17 injured": not what stands before "and"
		}
	}
	if c, w := classNear(toks, at-1, max(at-4, -1), -1, moves); c != "" {
		return measure{c + suffix, w}
	}
	if c, w := classNear(toks, end, rightLimit(s, i, toks, end), 1, moves); c != "" {
		return measure{c + suffix, w}
	}
	from := -1
	if i > 0 {
		for k := at - 1; k >= 0; k-- {
			if toks[k].start < s.Figures[i-1].Span.End {
				from = k
				break
			}
		}
	}
	governedBy := at > 0 && toks[at-1].low == "of" // "a delegation of 25" is not what was fired at
	far := at - 10
	if at > 1 && toks[at-1].low == "to" && set1(toks[at-2].low, "rose", "rises", "climbed", "increased", "jumped", "risen", "fell", "dropped") {
		far = -1 // "the number of people killed by ... rose to seven": the subject is counted
	}
	if c, w := classNear(toks, at-1, max(far, from), -1, moves); c != "" && !governedBy && (monotone[c] || c == "cost") {
		return measure{c + suffix, w}
	}
	if i > 0 && rangeOf(s, s.Figures[i-1], f) {
		return measureEn(s, i-1)
	}
	if i > 0 && inBrackets(s, s.Figures[i-1], f) && moneyUnit(f.Unit) && moneyUnit(s.Figures[i-1].Unit) {
		return measureEn(s, i-1) // the same amount in another currency
	}
	if moneyUnit(f.Unit) {
		if w := pricedNoun(toks, end); w != "" {
			return measure{"cost", w}
		}
	}
	if f.Unit == "" && f.Counts == "" || f.Counts == "" && f.Unit != "person" {
		return measure{}
	}
	return measure{"count/" + strings.ToLower(f.Counts), countedWords(toks, end)}
}

// inBrackets reports whether a figure stands in brackets right behind another:
// "35 crowns (7 dollars)".
func inBrackets(s text.Sentence, before, f text.Figure) bool {
	rs := []rune(s.Text)
	return before.Span.End <= f.Span.Start && strings.TrimSpace(string(rs[before.Span.End:f.Span.Start])) == "("
}

func moneyUnit(unit string) bool { return len(unit) == 3 && strings.ToUpper(unit) == unit }

// pricedNoun returns the undertaking that an amount right before it is the price
// of: "a 175 billion dollar system", "a $3 million estimate".
func pricedNoun(toks []token, end int) string {
	for k := end; k < len(toks) && k < end+3; k++ {
		if set1(strings.TrimSuffix(toks[k].low, "s"), "system", "program", "programme", "project", "plan", "scheme", "estimate", "price", "pricetag") {
			return toks[k].low
		}
		if !toks[k].word || prepositions[toks[k].low] {
			return ""
		}
	}
	return ""
}

// rangeOf reports whether two figures are the ends of one range: "at least 3
// but up to 5", "from 2 to 4", "five or six".
func rangeOf(s text.Sentence, a, b text.Figure) bool {
	rs := []rune(s.Text)
	if a.Unit != b.Unit && a.Unit != "" || a.Span.End > b.Span.Start {
		return false
	}
	switch strings.ToLower(strings.Trim(string(rs[a.Span.End:b.Span.Start]), " ,")) {
	case "but", "to", "or", "and", "-", "–", "but up to", "and up to":
		return true
	}
	return false
}

// rightLimit returns the token before which the verb of figure i must stand:
// the next figure, unless that is only a part of this one ("six people,
// including four children, were killed").
func rightLimit(s text.Sentence, i int, toks []token, end int) int {
	stop := min(end+9, len(toks))
	for _, g := range s.Figures[i+1:] {
		for k := end; k < len(toks); k++ {
			if toks[k].start < g.Span.Start {
				continue
			}
			if k > 0 && k <= stop && set1(toks[k-1].low, "including", "among", "–", "—", "-") {
				stop = min(k+9, len(toks))
			} else if k < stop {
				return k
			}
			break
		}
	}
	return stop
}

// classNear returns the first class word on the way from a to b (exclusive),
// stopping at the end of the clause.
func classNear(toks []token, a, b, step int, percentNear bool) (name, word string) {
	for k := a; k != b && k >= 0 && k < len(toks); k += step {
		t := toks[k]
		if step > 0 && set1(t.low, "as", "while", "when", "amid", "despite", "but", "although") {
			return "", ""
		}
		if t.low == ";" || t.low == ":" || t.low == "(" || t.low == ")" || step < 0 && set1(t.low, "while", "but") {
			return "", ""
		}
		if step < 0 && set1(t.low, "and", ",") && a-k < 1 {
			continue
		}
		low := t.low
		if low == "down" && k > 0 && toks[k-1].low == "shot" || low == "shot" && k+1 < len(toks) && toks[k+1].low == "down" {
			low = "shot-down"
		}
		for _, c := range measureClasses {
			if len(low) < 2 {
				break
			}
			if c.name == "rise" || c.name == "fall" {
				if !percentNear {
					continue // "the toll rises to 13" counts the dead
				}
			}
			if c.en.MatchString(low) {
				return c.name, t.low
			}
		}
	}
	return "", ""
}

func countedWords(toks []token, end int) string {
	for k := end; k < len(toks) && k < end+4; k++ {
		if toks[k].word && !toks[k].upper {
			return toks[k].low
		}
	}
	return ""
}

// partsJa are people counted apart from the rest.
var partsJa = map[string]string{"子供": "child", "子ども": "child", "児童": "child", "生徒": "child", "女性": "woman", "男性": "man", "消防士": "firefight",
	"警察官": "police", "兵士": "soldier", "民間人": "civilian", "乗客": "passenger", "従業員": "employee", "作業員": "worker"}

var (
	leftJa    = regexp.MustCompile(`(?:死者数|死者|死亡者|犠牲者|負傷者|けが人|行方不明者?|安否不明者?|心肺停止|避難者|停電|断水|逮捕者?|拘束|遺体)(?:の数)?(?:は|が|も|を|計|約|「|、|少なくとも|合わせて|合計|調査中含め|関連調査中含め)*$`)
	quakeJa   = regexp.MustCompile(`地震[はがも、]?$`)
	addedJa   = regexp.MustCompile(`新たに[^。]{0,12}$`)
	placeUnit = set("州 国 か国 カ国 ヶ国")
)

// measureJa looks for the measure of a Japanese figure: right before it
// (死者13人), after it (13人死亡), then before it, up to the next and last
// figure.
func measureJa(s text.Sentence, i int) measure {
	f := s.Figures[i]
	rs := []rune(s.Text)
	if placeUnit[f.Unit] {
		return measure{}
	}
	right, left := len(rs), 0
	if i+1 < len(s.Figures) {
		right = s.Figures[i+1].Span.Start
	}
	if i > 0 {
		left = s.Figures[i-1].Span.End
	}
	right = min(right, f.Span.End+14)
	left = max(left, f.Span.Start-16)
	suffix := ""
	if part := partsJa[f.Counts]; part != "" {
		suffix = "/" + part
	}
	before := string(rs[min(left, f.Span.Start):f.Span.Start])
	if addedJa.MatchString(string(rs[max(0, f.Span.Start-14):f.Span.Start])) {
		return measure{} // what was added is not the sum
	}
	if m := leftJa.FindString(before); m != "" {
		c, w := classWordJa(m)
		return measure{c + suffix, w}
	}
	if f.Unit == "回" && quakeJa.MatchString(before) {
		return measure{"tremor", "地震"}
	}
	near := string(rs[f.Span.Start:min(f.Span.End+5, right)])
	if c, w := classWordJa(near); c != "" {
		return measure{c + suffix, w}
	}
	if j := strings.LastIndexAny(before, "、。 　"); j >= 0 {
		_, n := utf8.DecodeRuneInString(before[j:])
		before = before[j+n:]
	}
	if c, w := lastClassJa(before); c != "" {
		return measure{c + suffix, w}
	}
	if right > f.Span.End {
		after := string(rs[f.Span.End:right])
		if j := strings.IndexAny(after, "、。"); j >= 0 {
			after = after[:j]
		}
		if c, w := classWordJa(after); c != "" {
			return measure{c + suffix, w}
		}
	}
	return countJa(f)
}

// countJa falls back to the noun counted.
func countJa(f text.Figure) measure {
	if f.Counts == "" || f.Unit == "" {
		return measure{}
	}
	if c, ok := classJa(f.Counts); ok {
		return measure{c, f.Counts}
	}
	return measure{"count/" + f.Counts, f.Counts}
}

func classJa(w string) (string, bool) {
	c, _ := classWordJa(w)
	return c, c != ""
}

// classWordJa returns the class of the first class word of a stretch.
func classWordJa(part string) (name, word string) {
	first := len(part) + 1
	for _, c := range measureClasses {
		if m := c.ja.FindStringIndex(part); m != nil && m[0] < first {
			first, name, word = m[0], c.name, part[m[0]:m[1]]
		}
	}
	return name, word
}

// lastClassJa returns the class of the last class word of a stretch.
func lastClassJa(part string) (name, word string) {
	last := -1
	for _, c := range measureClasses {
		for _, m := range c.ja.FindAllStringIndex(part, -1) {
			if m[0] > last {
				last, name, word = m[0], c.name, part[m[0]:m[1]]
			}
		}
	}
	return name, word
}
