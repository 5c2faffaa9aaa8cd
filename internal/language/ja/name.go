package ja

import (
	"strings"

	"kiku/internal/language/text"
)

// reader puts the names of one sentence together from morphemes.
type reader struct {
	l    layout
	toks []tok
	out  []text.Name
}

// names finds people, places and bodies. A country inside another name is
// listed too, after it.
func names(l layout, toks []tok) []text.Name {
	r := &reader{l: l, toks: toks}
	last := r.lastFacility()
	for i := 0; i < len(toks); {
		n := 0
		if i < last {
			n = r.facility(i)
		}
		for _, read := range []func(int) int{r.lettered, r.cited, r.college, r.body} {
			if n == 0 {
				n = read(i)
			}
		}
		if n == 0 {
			n = r.person(i)
		}
		if n == 0 {
			n = r.countries(i)
		}
		if n == 0 {
			n = r.place(i)
		}
		if n == 0 {
			n = r.other(i)
		}
		i += max(n, 1)
	}
	return r.out
}

func (r *reader) str(i, j int) string {
	if i >= j {
		return ""
	}
	return r.l.cut(r.toks[i].start, r.toks[j-1].end)
}

// flat is str in plain width.
func (r *reader) flat(i, j int) string {
	if i >= j {
		return ""
	}
	return r.l.flat(r.toks[i].start, r.toks[j-1].end)
}

func (r *reader) add(i, j, spanEnd int, t text.NameType, title string) {
	surface := r.str(i, j)
	r.out = append(r.out, text.Name{Surface: surface, Normal: normalOf(r.flat(i, j), t), Type: t, Title: title,
		Span: text.Span{Start: r.toks[i].start, End: r.toks[spanEnd-1].end}})
}

// at returns the token at i, an empty one outside.
func (r *reader) at(i int) tok {
	if i < 0 || i >= len(r.toks) {
		return tok{tag: unknownTag, id: -1}
	}
	return r.toks[i]
}

func (r *reader) adjacent(i int) bool {
	return i > 0 && i < len(r.toks) && r.toks[i].start == r.toks[i-1].end
}

// nameNoun reports a morpheme that can stand inside a body's name.
func nameNoun(t tok) bool {
	p := t.tag.pos
	if t.odd() || strings.HasPrefix(t.s, "ー") {
		return t.s == "・"
	}
	switch p[0] {
	case "名詞":
		return p[1] != "数" && p[1] != "代名詞" && p[1] != "非自立" && p[2] != "助数詞" && !honorifics[t.s] &&
			(p[1] != "副詞可能" || len(t.s) <= 3 || placeNouns[t.s])
	case "接頭詞":
		return p[1] == "名詞接続" && t.s != "同" && t.s != "各" && t.s != "両"
	case "記号":
		return p[1] == "アルファベット"
	}
	return t.s == "・"
}

var placeNouns = set("日中 地域 世界")

// run returns the end of the run of nouns that begins at i.
func (r *reader) run(i int) int {
	j := i
	for j < len(r.toks) && j-i < 12 && (j == i || r.adjacent(j)) && nameNoun(r.toks[j]) {
		if roleWords[r.toks[j].s] && j > i {
			break
		}
		j++
	}
	return j
}

// body reads an organisation at i: a run of nouns that ends in 省, 党, 銀行 …,
// or a known name.
func (r *reader) body(i int) int {
	if n := r.listed(i); n > 0 {
		return n
	}
	if !nameNoun(r.toks[i]) || r.toks[i].s == "・" || r.toks[i].s == "元" || r.toks[i].s == "前" || r.toks[i].s == "速報" || r.toks[i].tag.pos[1] == "接尾" && shorts[firstRune(r.toks[i].s)] == "" {
		return 0
	}
	if commonLatin[r.toks[i].s] {
		return 0 // AI電力, TV討論会
	}
	if parties[r.toks[i].s] && r.adjacent(i+1) && r.titledPerson(i+1) {
		return r.addBody(i, i+1)
	}
	end := r.run(i)
	for j := end; j > i; j-- {
		s := r.flat(i, j)
		if r.roleCut(j) || r.adjacent(j) && (r.at(j).s == "選" || r.at(j).s == "選挙") {
			continue
		}
		if organisationCode(s) != "" && !(j < end && placeSuffix[r.at(j).s]) && !isCommonWord(s) {
			return r.addBody(i, j)
		}
		if suffix := bodySuffix(s); suffix != "" && r.bodyFits(i, j, s, suffix) {
			if j > i+1 && partsOfBodies[r.at(j-1).s] && bodySuffix(r.flat(i, j-1)) != "" && r.bodyFits(i, j-1, r.flat(i, j-1), bodySuffix(r.flat(i, j-1))) {
				j--
			}
			return r.addBody(i, j)
		}
	}
	return 0
}

func isCommonWord(s string) bool {
	return s == "メタ" || s == "アップル" || s == "アマゾン" || s == "フーシ"
}

// titledPerson reports a person with title or honorific at i: 玉木氏 in 国民玉木氏.
func (r *reader) titledPerson(i int) bool {
	end, _ := r.personCore(i)
	if end == i {
		return false
	}
	_, title := r.title(end)
	return title != ""
}

// roleCut reports that a role goes over the end of the tokens before j: 特派|員.
func (r *reader) roleCut(j int) bool {
	return r.adjacent(j) && (roleWords[r.flat(j-1, j+1)] || j > 1 && roleWords[r.flat(j-2, j+1)] && !roleWords[r.at(j).s])
}

// bodyFits asks for something proper inside the name, unless the suffix alone
// is enough ("財務省").
func (r *reader) bodyFits(i, j int, s, suffix string) bool {
	n := len([]rune(s)) - len([]rune(suffix))
	if n < 1 || r.at(j-1).s == "・" {
		return false
	}
	if suffix == "政権" || suffix == "陣営" || suffix == "内閣" {
		return r.proper(i) || isKatakana(r.at(i).s) && n >= 3 || r.at(i).tag.pos[2] == "人名"
	}
	if prefix := s[:len(s)-len(suffix)]; anyPrefix[prefix] {
		return false
	}
	if bodySuffixes[suffix] {
		return n >= 2 || countries()[s] == "" && n >= 1 && (suffix == "新聞" || suffix == "軍") && r.proper(i)
	}
	for k := i; k < j; k++ {
		if r.proper(k) {
			if suffix == "社" || suffix == "会" || suffix == "団" || suffix == "局" || suffix == "部" {
				return k == j-2 || k == j-1 || n >= 3 && k == i
			}
			return true
		}
	}
	return false
}

// proper reports a morpheme that names something: proper nouns, katakana and
// Latin words that no dictionary has, country letters.
func (r *reader) proper(k int) bool {
	t := r.at(k)
	return t.proper() && t.tag.pos[2] != "一般" || t.proper() && len(t.s) > 3 || t.id < 0 && (isKatakana(t.s) || isLatin(t.s)) || CountryCode(t.s) != "" && t.s != "中" && t.s != "日" && t.s != "土" && t.s != "西" && t.s != "台" && t.s != "加" && t.s != "比"
}

func (r *reader) addBody(i, j int) int {
	r.add(i, j, j, text.Organization, "")
	for k := i; k < j && officialBody(r.flat(i, j)); k++ {
		if c := CountryCode(r.toks[k].s); c != "" && (len(r.toks[k].s) > 3 || r.toks[k].s == "米" || r.toks[k].s == "英" || r.toks[k].s == "露" || r.toks[k].s == "韓" || r.toks[k].s == "仏" || r.toks[k].s == "独" || r.toks[k].s == "豪") && !(k == i && j == i+1) {
			r.add(k, k+1, k+1, text.Place, "")
			break
		}
	}
	if strings.HasSuffix(r.flat(i, j), "議会") {
		r.prefecture(i, j)
	}
	if last := r.at(j - 1).s; (last == "政権" || last == "陣営") && j-1 > i && CountryCode(r.flat(i, j-1)) == "" {
		r.add(i, j-1, j-1, text.Person, "")
	}
	return j - i
}

// officialBody reports a body that acts for the country in its name.
func officialBody(s string) bool {
	return hasAnySuffix(s, "政府", "軍", "省", "庁", "議会", "大使館", "当局", "院", "中銀", "政権", "警察", "評議会", "革命防衛隊", "軍隊", "中央銀行", "委員会", "研究所")
}

// listed reads a body that is known by name alone.
func (r *reader) listed(i int) int {
	if !bodyHeads[firstRune(r.toks[i].s)] {
		return 0
	}
	for n := min(5, len(r.toks)-i); n > 0; n-- {
		s := r.flat(i, i+n)
		if knownBodies[s] && !(r.adjacent(i+n) && (r.at(i+n).s == "語" || bodySuffix("丸"+r.at(i+n).s) != "" && n == 1)) {
			r.add(i, i+n, i+n, text.Organization, "")
			return n
		}
	}
	return 0
}

// person reads a name of a person at i, with the title or honorific after it.
func (r *reader) person(i int) int {
	if !r.toks[i].noun() && r.toks[i].tag.pos[0] != "接頭詞" && !isKatakana(r.toks[i].s) {
		return 0
	}
	end, certain := r.personCore(i)
	if end == i {
		return r.unknownPerson(i)
	}
	tEnd, title := r.title(end)
	if title == "" {
		tEnd, title = r.titleBehind(end)
	}
	switch {
	case title != "":
	case r.adjacent(end) && disasters[r.at(end).s]:
		r.add(i, end, end, text.Place, "") // 能登地震
		return end - i
	case !certain || r.adjacent(end) && (placeSuffix[r.at(end).s] || r.at(end).s == "・"):
		return 0
	}
	if t := r.toks[i]; end == i+1 && isKatakana(t.s) && t.id >= 0 && !t.proper() && !honorifics[title] && !knownPeople[t.s] {
		return 0 // サッカー選手, ガキ大将
	}
	r.add(i, end, max(end, tEnd), text.Person, title)
	r.titleCountry(end, tEnd)
	return max(end, tEnd) - i
}

// disasters follow places; 能登 and 熊本 are surnames too.
var disasters = set("地震 豪雨 水害 噴火 沖 地方")

// personCore returns the end of a person's name at i and whether it is one
// also without a title.
func (r *reader) personCore(i int) (end int, certain bool) {
	t := r.toks[i]
	for n := min(4, len(r.toks)-i); n > 0 && peopleHeads[firstRune(t.s)]; n-- {
		if knownPeople[r.flat(i, i+n)] && !(isKatakana(t.s) && r.adjacent(i+n) && (r.at(i+n).s == "・" || isKatakana(r.at(i+n).s))) {
			return i + n, true
		}
	}
	if isKatakana(t.s) {
		return r.katakanaName(i)
	}
	if r.placeSurname(i) {
		return i + 2, true
	}
	if !t.proper() || t.tag.pos[2] != "人名" {
		return i, false
	}
	end = i + 1
	for end < len(r.toks) && end-i < 3 && r.adjacent(end) && r.toks[end].proper() && r.toks[end].tag.pos[2] == "人名" && CountryCode(r.toks[end].s) == "" {
		end++
	}
	// Given names that the dictionary does not know come as katakana or single
	// characters before a title.
	for k := end; k < len(r.toks) && k-i < 4 && r.adjacent(k) && givenPiece(r.toks[k]); k++ {
		if _, title := r.title(k + 1); title != "" {
			end = k + 1
			break
		}
	}
	return end, end-i >= 2 || len([]rune(t.s)) >= 2
}

// placeSurname reports a surname that the dictionary knows as a place, right
// before a given name.
func (r *reader) placeSurname(i int) bool {
	t, given := r.toks[i], r.at(i+1)
	return t.proper() && t.tag.pos[2] == "地域" && len([]rune(t.s)) == 2 && isKanji(t.s) && CountryCode(t.s) == "" && r.adjacent(i+1) &&
		given.proper() && given.tag.pos[3] == "名" && isKanji(given.s)
}

func givenPiece(t tok) bool {
	return t.noun() && !roleWords[t.s] && !honorifics[t.s] && t.tag.pos[1] != "接尾" &&
		(isKatakana(t.s) || len([]rune(t.s)) == 1 && isKanji(t.s) && CountryCode(t.s) == "" || t.proper() && t.tag.pos[2] == "人名")
}

// katakanaName reads katakana words joined by ・; the join makes a full name.
func (r *reader) katakanaName(i int) (end int, certain bool) {
	if t := r.toks[i]; t.id >= 0 && t.proper() && t.tag.pos[2] == "組織" {
		return i, false
	}
	end = i + 1
	joined := strings.Contains(r.toks[i].s, "・")
	for end < len(r.toks) && r.adjacent(end) {
		t := r.toks[end]
		if isKatakana(t.s) && t.tag.pos[0] != "助詞" {
			if CountryCode(t.s) != "" && r.at(end-1).s == "・" {
				return end - 1, end-1-i >= 3
			}
			end++
			continue
		}
		if (t.s == "・" || t.s == "＝" || t.s == "=") && r.adjacent(end+1) && isKatakana(r.toks[end+1].s) {
			joined = true
			end++
			continue
		}
		if (joined || end == i+1 && r.toks[i].proper() && r.toks[i].tag.pos[2] == "人名") && t.proper() && t.tag.pos[2] == "人名" {
			end++ // アントニオ猪木
		}
		break
	}
	if countries()[r.flat(i, end)] != "" || countries()[r.flat(i, i+1)] != "" {
		return i, false
	}
	t := r.toks[i]
	person := t.proper() && t.tag.pos[2] == "人名"
	if joined {
		return end, r.allPersonLike(i, end)
	}
	return end, person && end == i+1 && len([]rune(t.s)) >= 3
}

// allPersonLike reports that no part of a joined katakana name is a common
// word of the dictionary ("インターネット・サービス").
func (r *reader) allPersonLike(i, end int) bool {
	common := 0
	for k := i; k < end; k++ {
		t := r.toks[k]
		if t.s == "・" || t.s == "＝" || t.s == "=" {
			continue
		}
		if t.id >= 0 && !t.proper() {
			common++
		}
	}
	return common == 0 || common == 1 && r.proper(i)
}

// unknownPerson reads a name that the dictionary has in pieces, before a title
// that only people carry: 石破首相, 蓮池薫さん.
func (r *reader) unknownPerson(i int) int {
	if i > 0 && r.adjacent(i) && nameNoun(r.toks[i-1]) && r.toks[i-1].tag.pos[1] != "副詞可能" && r.toks[i-1].tag.class != text.ProperNoun {
		return 0
	}
	runes, common := 0, false
	if parties[r.toks[i].s] || r.toks[i].tag.pos[1] == "接尾" && r.adjacent(i) && !r.toks[i-1].odd() {
		return 0
	}
	for j := i; j < len(r.toks) && j-i < 5 && (j == i || r.adjacent(j)); j++ {
		t := r.toks[j]
		if t.tag.pos[0] == "助詞" && j > i || roleWords[t.s] || t.tag.class == text.Mark || t.tag.pos[1] == "数" || t.tag.pos[1] == "代名詞" || notInNames[t.s] {
			return 0
		}
		n := len([]rune(t.s))
		runes += n
		if runes > 6 || !isKanji(t.s) && !isKatakana(t.s) || n >= 2 && t.id >= 0 && !t.proper() && j-i > 0 {
			return 0
		}
		common = common || n >= 2 && t.id >= 0 && !t.proper() && isKanji(t.s)
		if runes < 2 && j == i && t.tag.pos[0] == "接頭詞" {
			continue
		}
		tEnd, title := r.title(j + 1)
		if title == "" {
			tEnd, title = r.titleBehind(j + 1)
		}
		if title == "" {
			continue
		}
		if common && !honorifics[title] {
			return 0
		}
		if CountryCode(r.flat(i, j+1)) != "" || countries()[r.flat(i, j+1)] != "" || t.proper() && t.tag.pos[2] == "地域" && !honorifics[title] && (j > i || !personalRole(title)) {
			return 0
		}
		r.add(i, j+1, tEnd, text.Person, title)
		r.titleCountry(j+1, tEnd)
		return tEnd - i
	}
	return 0
}

// titleBehind is title for one that stands behind a reading in brackets.
func (r *reader) titleBehind(i int) (int, string) {
	if k := r.reading(i); k > i {
		if end, title := r.title(k); title != "" {
			return end, title
		}
	}
	return i, ""
}

// reading returns where a name's reading in brackets ends, 牟田口(むたぐち)選手; i
// when there is none.
func (r *reader) reading(i int) int {
	if open := r.at(i).s; !r.adjacent(i) || open != "(" && open != "（" {
		return i
	}
	for k := i + 1; k < len(r.toks) && k-i < 12; k++ {
		switch s := r.toks[k].s; {
		case s == ")" || s == "）":
			if k == i+1 {
				return i
			}
			return k + 1
		case !isKana(s):
			return i
		}
	}
	return i
}

// personalRole reports a title that follows people rather than places: 所長,
// not 知事.
func personalRole(title string) bool {
	return hasAnySuffix(title, "所長", "社長", "会長", "監督", "選手", "投手", "教授", "コーチ", "親方", "碁聖", "名人", "竜王", "九段", "弁護士", "報道官", "長官") && !placeNames[title]
}

var placeNames = set("検察庁長官")

var parties = set("自民 国民 立民 維新 公明 共産 社民 立憲 参政 れいわ")

var notInNames = set("神様 侍 鬼 虎 鷹 プロ 外国人 甥 姪 孫 従兄弟 義父 義母 各国 米国 世界 地元 遺族 一般 関係 同 両 前 元 現 新 各 全 副 次期 故 某 当 本 第 旧 初 党 社 軍 国 県 市 町 村 区 州 都 府 道 奥 皆 客 神 王 親 母 父 兄 姉 妹 弟 婿 嫁 娘 息子 患者 読者 医者 記者")

// title reads the title or honorific that begins at i: 氏, 首相, 米大統領,
// 前チャド大統領, ・ロシア大統領. It returns its end and its text, "" if there
// is none.
func (r *reader) title(i int) (int, string) {
	if i >= len(r.toks) || i == 0 || !r.adjacent(i) {
		return i, ""
	}
	if honorifics[r.toks[i].s] {
		return i + 1, r.toks[i].printed
	}
	if r.adjacent(i+1) && honorifics[r.flat(i, i+2)] {
		return i + 2, r.str(i, i+2)
	}
	from := i
	if r.toks[i].s == "・" {
		i++
		if CountryCode(r.at(i).s) == "" {
			return from, ""
		}
	}
	best := -1
	for j := i; j < len(r.toks) && j-i < 7 && (j == i || r.adjacent(j)); j++ {
		t := r.toks[j]
		if !t.noun() && t.tag.pos[0] != "接頭詞" || t.tag.pos[1] == "数" || t.tag.pos[1] == "代名詞" || t.tag.pos[1] == "非自立" || best < 0 && t.proper() && t.tag.pos[2] == "人名" && CountryCode(t.s) == "" && len(t.s) > 3 || best < 0 && (t.s == "賞" || t.s == "杯") {
			break
		}
		if j == i && !r.opensTitle(t) {
			break
		}
		if r.roleEnds(i, j) && (best > 0 || !r.honorificBehind(i, j)) {
			best = j + 1
			if honorifics[t.s] {
				break
			}
		} else if best > 0 && !r.roleGoesOn(i, j) {
			if r.notTitle(t.s) {
				return from, ""
			}
			break
		}
	}
	if best < 0 {
		return from, ""
	}
	return best, r.str(i, best)
}

// opensTitle leaves out what is more likely the rest of a name: one kanji that
// is a plain word (高|市首相), or that no dictionary has (蓮|舫議員).
func (r *reader) opensTitle(t tok) bool {
	if !isKanji(t.s) {
		return true
	}
	if t.id < 0 {
		return shorts[firstRune(t.s)] != ""
	}
	return len([]rune(t.s)) > 1 || t.tag.pos[0] == "接頭詞" || t.proper() || roleWords[t.s] || shorts[firstRune(t.s)] != "" || firstOfTitles[t.s]
}

// firstOfTitles are single kanji that a title may begin with.
var firstOfTitles = set("前 元 現 新 副 次 旧 党 総 県 府 都 州 省 庁 局 部 課 社 容 被 死 受 参 衆 当 軍 陸 海 空 主 准 助 名 九 八 七 六 五 四 三 初 国 両 全 兼")

// honorificBehind reports an honorific at j that words which are no role stand
// before: 下|さん.
func (r *reader) honorificBehind(i, j int) bool {
	for k := i; k <= j; k++ {
		if roleWords[r.flat(k, j+1)] || k == i && honorifics[r.flat(k, j+1)] {
			return false
		}
	}
	return true
}

// notTitle reports a word that makes the role before it part of a thing:
// 大統領選, 首相官邸.
func (r *reader) notTitle(s string) bool {
	return s == "選" || s == "選挙" || s == "府" || s == "令" || s == "官邸" || s == "戦" || s == "制" || s == "杯" || s == "公邸" || s == "候補" || s == "会" || s == "室" || s == "職" || s == "権" || s == "賞"
}

// roleEnds reports that the tokens from i end with a role at j; the dictionary
// cuts some in pieces (容疑|者, 司令|官).
func (r *reader) roleEnds(i, j int) bool {
	for k := j; k >= i && j-k < 3; k-- {
		if s := r.flat(k, j+1); roleWords[s] || honorifics[s] {
			return true
		}
	}
	return false
}

// roleGoesOn reports that a longer role may end at the next token or the one
// after it (首相|補佐|官).
func (r *reader) roleGoesOn(i, j int) bool {
	return j+1 < len(r.toks) && r.adjacent(j+1) && r.roleEnds(i, j+1)
}

// titleCountry lists the country inside a title: トランプ米大統領.
func (r *reader) titleCountry(from, to int) {
	for k := from; k < to; k++ {
		if c := CountryCode(r.toks[k].s); c != "" && (len([]rune(r.toks[k].s)) > 1 || k+1 < to) && !notCountryInTitle[r.toks[k].s] {
			r.add(k, k+1, k+1, text.Place, "")
			continue
		}
		r.prefecture(k, to)
	}
	r.titleBody(from, to)
}

// prefecture lists the 福島県 of 福島県知事 and 福島県議会.
func (r *reader) prefecture(k, to int) {
	t := r.toks[k]
	if k+1 >= to || !t.proper() || t.tag.pos[2] != "地域" || !r.adjacent(k+1) {
		return
	}
	next := []rune(r.toks[k+1].s)
	if !prefectureSuffix[string(next[0])] || len(next) > 1 && !roleWords[string(next[1:])] && !roleWords[string(next)] && string(next[1:]) != "議会" {
		return
	}
	end := t.end + 1
	r.out = append(r.out, text.Name{Surface: r.l.cut(t.start, end), Normal: normalOf(r.l.flat(t.start, end), text.Place), Type: text.Place, Span: text.Span{Start: t.start, End: end}})
}

// titleBody lists the body in front of a role, 国民党 in 国民党党首.
func (r *reader) titleBody(from, to int) {
	for j := to - 1; j > from+1 || j == from+1 && bodySuffixes[bodySuffix(r.flat(from, j))]; j-- {
		s := r.flat(from, j)
		suffix := bodySuffix(s)
		if knownBodies[s] || bodySuffixes[suffix] && len([]rune(s))-len([]rune(suffix)) >= 2 && !anyPrefix[s[:len(s)-len(suffix)]] {
			r.add(from, j, j, text.Organization, "")
			return
		}
	}
}

var prefectureSuffix = set("県 府 都 道 州 市 区 町 村")

var notCountryInTitle = set("中 日 土 西 加 比 台 馬 波")
