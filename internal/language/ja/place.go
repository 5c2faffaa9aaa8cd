package ja

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// countries reads one-letter countries at i: alone before an office or a body
// (米大統領), or in a row (日米韓, 米ロ).
func (r *reader) countries(i int) int {
	t := r.toks[i]
	if armed[t.s] {
		r.short(t.start, firstRune(t.s))
		return 1
	}
	if rs := []rune(t.s); len(rs) >= 2 && len(rs) <= 4 && allShort(rs) && (pairs[t.s] || len(rs) > 2) {
		if (t.s == "日中" || t.s == "中日") && !diplomacy(r.at(i+1).s) {
			return 0
		}
		for k := range rs {
			r.short(t.start+k, rs[k])
		}
		return 1
	}
	if len([]rune(t.s)) != 1 || shorts[firstRune(t.s)] == "" {
		return 0
	}
	j := i + 1
	for j < len(r.toks) && j-i < 5 && r.adjacent(j) && len([]rune(r.toks[j].s)) == 1 && shorts[firstRune(r.toks[j].s)] != "" {
		j++
	}
	// 日・米 and the like are left: each letter must be fit by itself.
	if j-i > 1 && r.rowFits(i, j) {
		for k := i; k < j; k++ {
			r.short(r.toks[k].start, firstRune(r.toks[k].s))
		}
		return j - i
	}
	if r.shortFits(i) {
		r.short(t.start, firstRune(t.s))
		return 1
	}
	return 0
}

// armed are words of the dictionary that begin with a country.
var armed = set("米兵 米紙 米誌 米側 米機 米艦 英紙 英誌 英軍 仏紙 独紙 韓紙")

func allShort(rs []rune) bool {
	for _, c := range rs {
		if shorts[c] == "" {
			return false
		}
	}
	return true
}

var pairs = set("日米 日中 日韓 日朝 日英 日独 日仏 日露 日ロ 日印 日豪 日欧 米中 米韓 米朝 米英 米露 米ロ 米欧 米印 中韓 中朝 中露 中ロ 中印 中台 英仏 英米 独仏 欧米 露朝 ロ朝 露宇 ロ宇 印中 韓米 韓日 中日 米日 豪米 米豪 加米 米加 仏独 英独")

func (r *reader) short(at int, c rune) {
	r.out = append(r.out, text.Name{Surface: r.l.cut(at, at+1), Normal: shorts[c], Type: text.Place, Span: text.Span{Start: at, End: at + 1}})
}

// sure are letters that name a country nearly wherever they stand alone.
var sure = map[rune]bool{'米': true, '英': true, '露': true, '韓': true, '仏': true, '独': true, '豪': true}

func (r *reader) rowFits(i, j int) bool {
	if r.adjacent(i) && isKanji(r.at(i-1).s) && r.at(i-1).noun() {
		return false
	}
	for k := i; k < j; k++ {
		if sure[firstRune(r.toks[k].s)] || r.toks[k].s == "ロ" || r.toks[k].s == "中" && j-i > 2 {
			return true
		}
	}
	return diplomacy(r.at(j).s)
}

// shortFits decides a single letter by what follows.
func (r *reader) shortFits(i int) bool {
	t, next := r.toks[i], r.at(i+1)
	c := firstRune(t.s)
	joined := r.adjacent(i + 1)
	if i > 0 && r.adjacent(i) && r.at(i - 1).tag.pos[1] == "数" {
		return false // 3日, 10中
	}
	if prev := r.at(i - 1).s; r.adjacent(i) {
		switch prev {
		case "対":
			return sure[c] || strings.ContainsRune("日中ロ朝", c) // 対日姿勢
		case "駐", "在":
			return false
		}
	}
	office := joined && (roleWords[next.s] || offices[next.s])
	if office {
		return c != '中' && c != '日' && c != '台' && c != '加' && c != '西' && c != '土' && c != '馬' && c != '比' || t.proper()
	}
	if !sure[c] {
		return c == '中' && t.proper() && (next.s == "、" || next.s == "，") && i == 0
	}
	before := r.at(i - 1)
	if i > 0 && r.adjacent(i) && (before.tag.pos[0] == "名詞" && isKanji(before.s) || before.tag.pos[0] == "接頭詞") && !t.proper() {
		return false
	}
	if joined && (isKatakana(next.s) || isLatin(next.s)) {
		return true // 米ニューヨーク, 英BBC
	}
	if c == '米' && (riceWords[next.s] || next.s == "の" && riceWords[r.at(i+2).s]) {
		return false
	}
	return t.proper() || c == '米' && (next.s == "、" || next.s == "が" || next.s == "は" || next.s == "と" || next.s == "に") || joined && next.noun() && next.tag.pos[1] != "接尾"
}

// riceWords follow 米 where it is rice.
var riceWords = set("価格 価 値段 収穫 生産 生産者 消費 品種 流通 備蓄 販売 味 需要 在庫 不足 農家 作 作り 飯 袋 粒 粉 田 卸 店 屋 増産 減反 高騰 相場 どころ")

var offices = set(`政府 軍 議会 国防 国務 財務 司法 商務 通商 外務 国家 連邦 上院 下院 大使館 大使 紙 誌 メディア 代表 当局 高官 国土 経済 企業 市場 国民 東部 西部 南部 北部 首脳 中央 海軍 空軍 陸軍 海兵 民主 共和 大手 国内 国債 利上げ 利下げ 株 原油 関税 大 側 戦争 景気 金利 中間 英語 有力 主要 労働 疾病 航空 特使 副`)

// diplomacy reports a word that stands after two countries in a row.
func diplomacy(s string) bool { return diplomatic[s] }

var diplomatic = set("首脳 会談 関係 両国 外相 国交 協議 交渉 貿易 共同 同盟 安保 安全 防衛 外交 戦争 摩擦 合意 間 両 友好 対話 条約 経済 国境 電話 通貨 海 紛争")

// place reads a place at i: a country, or a proper noun of a region with what
// belongs to it (熊本+県, クリミア+半島).
func (r *reader) place(i int) int {
	t := r.toks[i]
	if n := r.countryName(i); n > 0 {
		return n
	}
	if rs := []rune(t.s); len(rs) == 1 && shorts[rs[0]] != "" {
		return 0 // decided by countries
	}
	if t.s == "ユダヤ" {
		return 0 // a people
	}
	region := t.proper() && (t.tag.pos[2] == "地域" || len([]rune(t.s)) > 2 && hasAnySuffix(t.s, "島", "半島", "海峡", "湾", "諸島", "山脈", "砂漠", "山", "川", "湖", "岳", "峠"))
	katakana := isKatakana(t.s) && (t.id < 0 || t.proper())
	if n := r.unknownTown(i); n > 0 {
		return n
	}
	if !region && !katakana && !t.proper() {
		return 0
	}
	if region && r.adjacent(i+1) && r.prefectureRole(i+1) {
		r.prefecture(i, i+2)
		return 2
	}
	end := i + 1
	suffixed := false
	for end < len(r.toks) && end-i < 8 && r.adjacent(end) {
		n := r.toks[end]
		switch {
		case placeSuffix[n.s] && !(n.s == "国" && !katakana) && !(n.s == "区" && roleWords[r.at(end+1).s]):
			suffixed = true
			end++
			continue
		case r.adjacent(end+1) && placeSuffix[r.flat(end, end+2)] && !roleWords[r.at(end+2).s]:
			suffixed = true
			end += 2
			continue
		case suffixed && n.proper() && n.tag.pos[2] == "地域":
			end++
			continue
		case katakana && n.s == "・" && r.adjacent(end+1) && isKatakana(r.at(end+1).s) && placeSuffix[r.at(end+2).s]:
			end += 2
			continue
		}
		break
	}
	if !region && !suffixed || end == i+1 && r.adjacent(end) && notPlaceBefore[r.at(end).s] {
		return 0
	}
	r.add(i, end, end, text.Place, "")
	return end - i
}

// unknownTown reads a town with a kanji that the dictionary lacks: 諫|早|市.
func (r *reader) unknownTown(i int) int {
	if t := r.toks[i]; t.id >= 0 || !isKanji(t.s) || r.adjacent(i) && r.at(i-1).noun() && !r.at(i-1).proper() && r.at(i - 1).tag.pos[1] != "接尾" {
		return 0
	}
	for j := i + 1; j < len(r.toks) && j-i <= 2 && r.adjacent(j) && isKanji(r.toks[j].s); j++ {
		if s := r.toks[j].s; prefectureSuffix[s] {
			r.add(i, j+1, j+1, text.Place, "")
			return j + 1 - i
		}
	}
	return 0
}

// prefectureRole reports 県知事, 府知事選 or 市長 at i, behind the name of the place.
func (r *reader) prefectureRole(i int) bool {
	s := r.at(i).s
	return len([]rune(s)) > 1 && prefectureSuffix[string(firstRune(s))] && roleWords[s] && s != "道議"
}

// notPlaceBefore are words that make a language or a time of a place's name.
var notPlaceBefore = set("語 時間 シリーズ 風 製 料理 系")

// countryName reads the name of a country, the longest of up to six tokens.
func (r *reader) countryName(i int) int {
	if len([]rune(r.toks[i].s)) == 1 && !isKanji(r.toks[i].s) && !isKatakana(r.toks[i].s) {
		return 0
	}
	for n := min(6, len(r.toks)-i); n > 0; n-- {
		s := r.flat(i, i+n)
		code := countries()[s]
		if code == "" || len([]rune(s)) < 2 || s == "タイ" && !r.toks[i].proper() {
			continue
		}
		if r.adjacent(i) && isKatakana(s) && isKatakana(r.at(i-1).s) {
			continue
		}
		if r.adjacent(i+n) && notPlaceBefore[r.at(i+n).s] {
			return 0
		}
		t := text.Place
		if code == "EU" {
			t = text.Organization
		}
		for k := 3; k >= 1; k-- { // ドイツ|連邦|共和国
			if i+n+k <= len(r.toks) && r.adjacent(i+n) && r.adjacent(i+n+k-1) && stateForms[r.flat(i+n, i+n+k)] {
				n += k
				break
			}
		}
		r.add(i, i+n, i+n, t, "")
		if r.out[len(r.out)-1].Normal = code; t != text.Place {
			r.out[len(r.out)-1].Normal = normalOf(s, t)
		}
		return n
	}
	return 0
}

// stateForms are what a country's full name adds.
var stateForms = set("共和国 連邦 連邦共和国 人民共和国 民主共和国 イスラム共和国 王国 公国 連合 合衆国")

// other reads what is proper but neither person, place nor body by form:
// Latin short names (NATO), katakana that no dictionary has, proper nouns.
func (r *reader) other(i int) int {
	t := r.toks[i]
	switch {
	case isLatin(t.s) && (t.noun() || t.id < 0):
		return r.latin(i)
	case t.proper() && t.tag.pos[2] == "組織" && !(r.adjacent(i) && isKatakana(t.s) && isKatakana(r.at(i-1).s)):
		if next := r.at(i + 1).s; r.adjacent(i+1) && (next == "選" || next == "選挙") {
			return 1 // 衆院選
		}
		typ := text.Organization
		if hasAnySuffix(t.s, "空港", "駅", "球場", "公園", "城", "神社") {
			typ = text.Place
		}
		end := i + 1
		for isKatakana(t.s) && r.at(end).s == "・" && r.adjacent(end) && r.adjacent(end+1) && isKatakana(r.at(end+1).s) {
			end += 2
		}
		r.add(i, end, end, typ, "")
		return end - i
	case t.id < 0 && isKatakana(t.s) && len([]rune(t.s)) >= 3:
		end, _ := r.katakanaName(i)
		if end > i {
			r.add(i, end, end, text.UnknownName, "")
			return end - i
		}
	case t.proper() && len([]rune(t.s)) >= 3 && !(r.adjacent(i+1) && notPlaceBefore[r.at(i+1).s]):
		r.add(i, i+1, i+1, text.UnknownName, "")
		return 1
	}
	return 0
}

// latin reads a Latin name: words with a capital, also with digits (G7).
func (r *reader) latin(i int) int {
	end := i + 1
	for end < len(r.toks) && r.adjacent(end) && (isLatin(r.toks[end].s) || isDigits(r.toks[end].s)) {
		end++
	}
	s := r.flat(i, end)
	if !strings.ContainsFunc(s, unicode.IsUpper) || len(s) < 2 || commonLatin[s] {
		return end - i
	}
	typ := text.UnknownName
	if s == "NY" || s == "LA" {
		typ = text.Place
	} else if r.saysNext(end) {
		typ = text.Organization
	} else if upper(s) && len(s) <= 8 && len(s) > 2 && !strings.ContainsAny(s, "0123456789-") || organisationCode(s) != "" {
		typ = text.Organization
	}
	r.add(i, end, end, typ, "")
	return end - i
}

// saysNext reports によると or the like at i: what stands before is a source.
func (r *reader) saysNext(i int) bool {
	if i >= len(r.toks) {
		return false
	}
	rest := r.l.flat(r.toks[i].start, min(len(r.l.f), r.toks[i].start+4))
	return strings.HasPrefix(rest, "によると") || strings.HasPrefix(rest, "によれば") || strings.HasPrefix(rest, "が報じ") || strings.HasPrefix(rest, "は報じ")
}

var commonLatin = set("AI TOB FW MF DF GK RS USD EUR JPY GBP BTC ETH RSS UTC GMT JST QA EC NEWS ZERO WEB Web IT TV PC SNS DVD CD OS GPS PDF URL USB LED EV HIV PCR DNA GDP CPI ETF NISA Q1 Q2 Q3 Q4 ID CEO CFO COO AM PM No VS OK NG HP QR GW CM PR PK MVP SF IR ICT DX IoT LGBT LGBTQ BGM VR AR MR CPU GPU SSD HDD LAN WiFi Wi Fi IP TPP FTA EPA M A B C D E S V X Y Z GB MB TB")

func upper(s string) bool {
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}

func isKatakana(s string) bool {
	n := 0
	for _, c := range s {
		if !(c >= 'ァ' && c <= 'ヺ' || c == 'ー' || c == '・') {
			return false
		}
		n++
	}
	return n > 0 && s != "・"
}

func isKana(s string) bool {
	for _, c := range s {
		if !(c >= 'ぁ' && c <= 'ヺ' || c == 'ー' || c == '・') {
			return false
		}
	}
	return s != ""
}

func isKanji(s string) bool {
	for _, c := range s {
		if !unicode.Is(unicode.Han, c) && c != '々' && c != 'ヶ' {
			return false
		}
	}
	return s != ""
}

func isLatin(s string) bool {
	for _, c := range s {
		if !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 'À' && c <= 'ɏ' || c == '&' || c == '.' || c == '-' || c == '\'') {
			return false
		}
	}
	return s != "" && unicode.IsLetter(firstRune(s))
}

func isDigits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
