package ja

import (
	"math"
	"strconv"
	"strings"

	"kiku/internal/language/text"
)

// figures finds numbers with their unit, bound and what they count. Dates,
// names with digits in them (G7, F16) and ordinals as quantities are left out;
// ordinals (第12弾, 3回目) are marked.
func figures(l layout, toks []tok, found []text.Date) []text.Figure {
	var out []text.Figure
	for i := 0; i < len(l.f); {
		f, end := figure(l, i)
		if a, n := age(l, toks, i); n > 0 {
			f, end = a, i+n
		}
		if end == i {
			i++
			continue
		}
		if f.Span.End > 0 && !f.Span.InDate(found) {
			f.Counts = counted(toks, f)
			out = append(out, f)
		}
		i = end
	}
	return out
}

// age reads the age in brackets behind a person: 高木花子さん(34). Only the
// digits are the figure.
func age(l layout, toks []tok, i int) (text.Figure, int) {
	if open := l.at(i - 1); i < 2 || open != '(' && open != '（' || !isDigitAt(l, i) {
		return text.Figure{}, 0
	}
	v, end := decimal(l, i)
	if shut := l.at(end); v < 1 || v > 115 || end-i > 3 || shut != ')' && shut != '）' && shut != '=' && shut != '＝' {
		return text.Figure{}, 0
	}
	for k := range toks {
		if toks[k].end == i-1 {
			if t := toks[k]; t.tag.pos[2] == "人名" || honorifics[t.s] || roleWords[t.s] {
				return text.Figure{Surface: l.cut(i, end), Value: v, Unit: "歳", Span: text.Span{Start: i, End: end}}, end - i
			}
			break
		}
	}
	return text.Figure{}, 0
}

const kanjiDigits = "〇一二三四五六七八九"

// value reads a number at i: Arabic digits with 万, 億, 兆 between ("1万2千",
// "3億5000万"), or kanji numerals. end is i if there is none.
func value(l layout, i int) (v float64, end int) {
	var total, part float64
	j, seen := i, false
	for j < len(l.f) {
		c := l.f[j]
		switch {
		case c >= '0' && c <= '9':
			if seen && part != 0 && j > i && isDigitAt(l, j-1) {
				return total + part, j
			}
			x, k := decimal(l, j)
			part += x
			j, seen = k, true
			continue
		case c == '千' && (seen || followsNumber(l, j)):
			part = orOne(part) * 1e3
		case c == '百' && (seen || followsNumber(l, j)):
			part = orOne(part) * 1e2
		case c == '十' && (seen && part < 10 || followsNumber(l, j)):
			part = float64(int(part/10)*10) + orOne(part-float64(int(part/10)*10))*10
		case c == '万' && seen:
			total, part = total+orOne(part)*1e4, 0
		case c == '億' && seen:
			total, part = total+orOne(part)*1e8, 0
		case c == '兆' && seen:
			total, part = total+orOne(part)*1e12, 0
		default:
			k := strings.IndexRune(kanjiDigits, c)
			if k < 0 || !seen && !followsNumber(l, j) || seen && part > 0 && int(part)%10 != 0 {
				if !seen {
					return 0, i
				}
				return total + part, j
			}
			part += float64(k / 3)
		}
		seen = true
		j++
	}
	if !seen {
		return 0, i
	}
	return total + part, j
}

func isDigitAt(l layout, i int) bool { c := l.at(i); return c >= '0' && c <= '9' }

func orOne(v float64) float64 {
	if v == 0 {
		return 1
	}
	return v
}

// followsNumber reports that a kanji numeral at j is one: a unit or another
// numeral follows.
func followsNumber(l layout, j int) bool {
	k := j
	for k < len(l.f) && strings.ContainsRune("〇一二三四五六七八九十百千万億兆", l.f[k]) {
		k++
	}
	if k-j > 1 && strings.ContainsRune("万億兆", l.f[k-1]) {
		return true
	}
	if l.at(k) == '数' && l.f[k-1] == '十' {
		k++
	}
	u, _ := unit(l, k)
	return u != "" && u != "分" && u != "世" && u != "本" && !(k-j == 1 && (u == "部" || u == "度" || u == "回" || u == "時" || u == "番" || u == "個" || u == "目" || u == "足" || u == "点" || u == "台" || u == "件" || u == "方" || u == "日" || u == "年"))
}

// decimal reads "1,200.5".
func decimal(l layout, i int) (float64, int) {
	j := i
	var b strings.Builder
	for j < len(l.f) {
		c := l.f[j]
		if c >= '0' && c <= '9' {
			b.WriteRune(c)
		} else if c == ',' && isDigitAt(l, j+1) && isDigitAt(l, j+2) && isDigitAt(l, j+3) && !isDigitAt(l, j+4) {
			// a thousands mark
		} else if c == '.' && !(l.r[j] == '．' && j <= 2) && isDigitAt(l, j+1) && !strings.Contains(b.String(), ".") {
			b.WriteByte('.')
		} else {
			break
		}
		j++
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if err != nil {
		return 0, j
	}
	return v, j
}

// figure reads one figure at i; end is i when there is none, and the figure's
// span is empty when the number is to be passed over.
func figure(l layout, i int) (text.Figure, int) {
	start := i
	f := text.Figure{}
	prefix := ""
	if b, n := boundBefore(l, i); n > 0 {
		f.Bound, start = b, i+n
	}
	if l.at(start) == '第' {
		prefix = "第"
		start++
	}
	money := ""
	if s := moneySign[l.at(start)]; s != "" {
		money = s
		start++
	}
	v, end := value(l, start)
	if end == start {
		return f, i
	}
	if partOfName(l, i, start, end) || l.at(start-1) == '数' {
		return text.Figure{}, end
	}
	digits := end
	if hi, e := rangeTo(l, end); e > end {
		v, f.High = lowEnd(v, hi, l.at(end) == '、'), hi
		end = e
	}
	if l.at(end) == '数' { // 十数発: from 11 to 19
		if u, _ := unit(l, end+1); u != "" {
			f.High, v = v+math.Pow10(wholeZeros(v))-1, v+1
			f.Bound, end = "min", end+1
		}
	}
	u, e := unit(l, end)
	f.Value, f.Unit = v, u
	if u == "℃" && !warm(l) {
		f.Unit = "回"
	}
	if u == "" && money != "" {
		f.Unit = money
	}
	end = e
	if u == "年" && l.at(end) == '半' || u == "時間" && l.at(end) == '半' || u == "か月" && l.at(end) == '半' {
		f.Value += 0.5
		end++
	}
	f.Ordinal, end = ordinalMark(l, end, prefix != "", u)
	if u == "" && money == "" && !f.Ordinal && !bareFits(l, i, start, end, v) {
		return text.Figure{}, end
	}
	if b, n := boundAfter(l, end); n > 0 {
		if f.Bound == "" {
			f.Bound = b
		}
		if l.at(end) == '台' {
			f.High = v + step(l, v, digits)
		}
		end += n
	}
	f.Span = text.Span{Start: i, End: end}
	f.Surface = l.cut(i, end)
	return f, end
}

// wholeZeros is how many zeros a whole number ends with.
func wholeZeros(v float64) int {
	n := 0
	for v >= 10 && math.Mod(v, 10) == 0 {
		v /= 10
		n++
	}
	return n
}

// step is how far 台 reaches: 36兆円台 up to 37兆, 75ドル台 up to 76, 6万8000円台
// up to 6万9000. digits is where the number ends.
func step(l layout, v float64, digits int) float64 {
	unit := map[rune]float64{'万': 1e4, '億': 1e8, '兆': 1e12, '千': 1e3, '百': 1e2}[l.at(digits-1)]
	if unit > 0 {
		return unit
	}
	if n := wholeZeros(v); v >= 1000 && n >= 2 {
		return math.Pow10(min(n, 3))
	}
	return 1
}

var moneySign = map[rune]string{'$': "ドル", '¥': "円", '€': "ユーロ", '£': "ポンド", '￥': "円"}

// bareFits reports that a number without unit is one all the same: large round
// ones in 万 and 億.
func bareFits(l layout, i, start, end int, v float64) bool {
	return strings.ContainsAny(l.cut(start, end), "万億兆")
}

// partOfName reports digits inside a Latin name or a code: F16, G7, COVID-19.
func partOfName(l layout, i, start, end int) bool {
	p := l.at(start - 1)
	if u, _ := unit(l, end); u != "" && p >= 'A' && p <= 'Z' && isUpperAt(l, start-2) && isUpperAt(l, start-3) {
		return false // TOPIX1カ月ぶり
	}
	if start == i && (p >= 'A' && p <= 'Z' || p >= 'a' && p <= 'z' || p == '-' || p == '#' || p == '.' || p == ':' || p == '：' && false) {
		return true
	}
	return false
}

func isUpperAt(l layout, i int) bool { c := l.at(i); return c >= 'A' && c <= 'Z' }

// warm reports a text on temperatures or angles: there 度 are degrees, else
// times.
func warm(l layout) bool {
	for _, w := range []string{"気温", "温度", "水温", "体温", "猛暑", "真夏日", "最高", "最低", "暑", "寒", "℃", "角度", "経", "緯", "熱", "予想", "平年"} {
		if strings.Contains(l.s, w) {
			return true
		}
	}
	return false
}

// lowEnd returns the lower end of a range in the scale of the upper one: 1〜5万
// is 10,000, 5、60万 is 500,000.
func lowEnd(lo, hi float64, comma bool) float64 {
	scale := 1.0
	for _, s := range []float64{1e12, 1e8, 1e4} {
		if hi >= s && lo < 1e4 {
			scale = s
			break
		}
	}
	if comma && lo < 10 && hi/scale >= 10 {
		scale *= 10
	}
	return lo * scale
}

func rangeTo(l layout, i int) (float64, int) {
	c := l.at(i)
	if c != '〜' && c != '~' && c != '～' && c != '-' && c != '―' && c != '、' || !isDigitAt(l, i+1) {
		return 0, i
	}
	if c == '、' && !(isDigitAt(l, i-1) && !isDigitAt(l, i-2) && isDigitAt(l, i+1)) {
		return 0, i
	}
	v, e := value(l, i+1)
	return v, e
}

// units by what is printed; longer ones first (longestUnit).
var units = map[string]string{
	"人": "人", "名": "人", "円": "円", "ドル": "ドル", "米ドル": "ドル", "ユーロ": "ユーロ", "ポンド": "ポンド", "元": "元", "人民元": "元", "ウォン": "ウォン", "ルーブル": "ルーブル", "フラン": "フラン", "スイスフラン": "スイスフラン", "クローナ": "クローナ", "スウェーデン・クローナ": "スウェーデン・クローナ", "ペソ": "ペソ", "ルピー": "ルピー", "豪ドル": "豪ドル", "香港ドル": "香港ドル", "銭": "銭",
	"%": "%", "％": "%", "パーセント": "%", "割": "割", "ポイント": "ポイント", "ベーシスポイント": "bp", "bp": "bp", "倍": "倍", "度": "℃", "℃": "℃",
	"件": "件", "個": "個", "つ": "個", "台": "台", "本": "本", "枚": "枚", "冊": "冊", "部": "部", "隻": "隻", "機": "機", "両": "両", "発": "発", "棟": "棟", "戸": "戸", "軒": "軒", "世帯": "世帯", "社": "社", "店": "店", "店舗": "店", "校": "校", "カ国": "か国", "か国": "か国", "ヶ国": "か国", "ヵ国": "か国", "カ所": "か所", "か所": "か所", "ヶ所": "か所", "箇所": "か所", "ヵ所": "か所", "国": "か国", "州": "州", "県": "県", "市": "市", "町": "町", "村": "村", "都道府県": "都道府県", "市町村": "市町村",
	"回": "回", "度目": "回目", "回目": "回目", "位": "位", "番": "番", "号": "号", "号機": "号機", "点": "点", "勝": "勝", "敗": "敗", "得点": "点", "ゴール": "点", "票": "票", "議席": "議席", "席": "席", "試合": "試合", "連勝": "連勝", "連敗": "連敗", "安打": "安打", "本塁打": "本塁打", "奪三振": "奪三振", "セット": "セット",
	"歳": "歳", "才": "歳", "代": "代", "期": "期", "期目": "期目", "年生": "年生", "世": "世",
	"年": "年", "年間": "年", "か月": "か月", "カ月": "か月", "ヶ月": "か月", "ヵ月": "か月", "箇月": "か月", "か月間": "か月", "カ月間": "か月", "ヶ月間": "か月", "週間": "週間", "日": "日", "日間": "日間", "時間": "時間", "分": "分", "分間": "分", "秒": "秒", "泊": "泊", "周年": "周年", "年ぶり": "年ぶり", "年連続": "年連続", "日連続": "日連続", "か月ぶり": "か月ぶり", "カ月ぶり": "か月ぶり", "ヶ月ぶり": "か月ぶり", "日ぶり": "日ぶり", "週ぶり": "週ぶり", "営業日ぶり": "営業日ぶり", "日続落": "日続落", "日続伸": "日続伸", "日目": "日目", "年目": "年目", "人目": "人目", "つ目": "個目", "大会連続": "大会連続", "試合連続": "試合連続", "回連続": "回連続", "カ月連続": "か月連続", "か月連続": "か月連続",
	"キロ": "km", "キロメートル": "km", "km": "km", "㎞": "km", "メートル": "m", "m": "m", "センチ": "cm", "センチメートル": "cm", "cm": "cm", "ミリ": "mm", "ミリメートル": "mm", "mm": "mm", "海里": "海里", "マイル": "マイル", "フィート": "フィート", "ヘクタール": "ha", "平方メートル": "m²", "平方キロ": "km²", "平方キロメートル": "km²", "立方メートル": "m³", "坪": "坪", "インチ": "インチ",
	"キログラム": "kg", "kg": "kg", "グラム": "g", "g": "g", "トン": "t", "t": "t", "リットル": "l", "バレル": "バレル", "キロ級": "kg級", "ワット": "W", "キロワット": "kW", "万キロワット": "kW", "メガワット": "MW", "ギガワット": "GW", "キロワット時": "kWh", "GB": "GB", "Gバイト": "GB", "MB": "MB", "TB": "TB", "Mbps": "Mbps", "Gbps": "Gbps", "GHz": "GHz", "MHz": "MHz", "画素": "画素", "万画素": "画素", "ヘルツ": "Hz", "マグニチュード": "M", "ノット": "ノット", "カロリー": "カロリー", "キロカロリー": "kcal",
	"頭": "頭", "匹": "匹", "羽": "羽", "着": "着", "足": "足", "杯": "杯", "袋": "袋", "箱": "箱", "ケース": "ケース", "丁": "丁", "基": "基", "門": "門", "丁目": "丁目", "階": "階", "車線": "車線", "室": "室", "便": "便", "曲": "曲", "作": "作", "作品": "作品", "話": "話", "項目": "項目", "種類": "種類", "種": "種類", "銘柄": "銘柄", "チーム": "チーム", "団体": "団体", "カ条": "条", "条": "条", "章": "章", "弾": "弾", "次": "次", "回転": "回転", "アウト": "アウト", "組": "組", "班": "班", "本目": "本目", "例": "例", "周": "周", "強": "", "桁": "桁", "文字": "文字", "語": "語", "ページ": "ページ", "人前": "人前", "人組": "人組", "世紀": "世紀", "ルート": "ルート", "カ月目": "か月目", "か月目": "か月目", "週": "週", "四半期": "四半期", "議案": "議案", "法案": "法案", "小節": "小節", "震度": "震度", "株": "株", "口": "口", "万部": "部", "箱分": "箱",
}

const longestUnit = 12

// unit reads the unit at i and returns its normal form and where it ends.
func unit(l layout, i int) (string, int) {
	for n := min(longestUnit, len(l.f)-i); n > 0; n-- {
		u, ok := units[l.flat(i, i+n)]
		if ok && u != "" && unitEnds(l, i, i+n) {
			return u, i + n
		}
	}
	return "", i
}

// unitEnds reports that the characters [i, j) are the unit and not the start
// of another word: "度" but not "度重なる", "m" but not "mm".
func unitEnds(l layout, i, j int) bool {
	next := l.at(j)
	if last := l.at(j - 1); last < 128 && last != '%' && (next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z') {
		return false
	}
	if l.at(j-1) >= 'ァ' && l.at(j-1) <= 'ヶ' && j-i > 1 && l.at(i) > 127 && (next >= 'ァ' && next <= 'ヶ' || next == 'ー') && next != 'ヵ' {
		return false
	}
	return true
}

// ordinalMark reports 第12弾, 3回目, 13番目, 2世: a place in a row.
func ordinalMark(l layout, end int, prefixed bool, u string) (bool, int) {
	if prefixed {
		return true, end
	}
	if l.at(end) == '目' {
		return true, end + 1
	}
	switch u {
	case "回目", "日目", "年目", "人目", "期目", "個目", "番", "号", "位", "世紀", "号機", "丁目", "年生", "本目", "か月目", "代", "弾", "次", "世", "条", "章":
		return true, end
	}
	return false, end
}

var bounds = []struct{ word, bound string }{
	{"少なくとも", "min"}, {"最低でも", "min"}, {"最低", "min"}, {"最大で", "max"}, {"最大", "max"}, {"最高", "max"}, {"多くとも", "max"}, {"最多で", "max"}, {"上限", "max"},
	{"およそ", "about"}, {"おおよそ", "about"}, {"約", "about"}, {"ほぼ", "about"}, {"推定", "about"}, {"概算", "about"}, {"累計", ""}, {"計", ""},
}

func boundBefore(l layout, i int) (string, int) {
	if !strings.ContainsRune("少最多上お約ほ推概累計", l.at(i)) {
		return "", 0 // most characters
	}
	for _, b := range bounds {
		n := 0
		for _, c := range b.word {
			if l.at(i+n) != c {
				n = -1
				break
			}
			n++
		}
		if n > 0 && b.bound != "" {
			if b2, n2 := boundBefore(l, i+n); n2 > 0 && b.bound == "min" && b2 == "about" {
				return b.bound, n + n2
			}
			if next := l.at(i + n); isDigitAt(l, i+n) || strings.ContainsRune("一二三四五六七八九十百千数第$¥", next) {
				return b.bound, n
			}
		}
	}
	return "", 0
}

var boundsAfter = []struct{ word, bound string }{
	{"以上", "min"}, {"超", "min"}, {"を超える", "min"}, {"を超えた", "min"}, {"を超え", "min"}, {"余り", "min"}, {"余", "min"}, {"以下", "max"}, {"以内", "max"}, {"未満", "max"}, {"弱", "about"}, {"強", "about"},
	{"前後", "about"}, {"程度", "about"}, {"近く", "about"}, {"近い", "about"}, {"ほど", "about"}, {"くらい", "about"}, {"ぐらい", "about"}, {"規模", ""}, {"台", "min"}, {"あまり", "min"},
}

func boundAfter(l layout, i int) (string, int) {
	for _, b := range boundsAfter {
		n := 0
		for _, c := range b.word {
			if l.at(i+n) != c {
				n = -1
				break
			}
			n++
		}
		if n > 0 {
			return b.bound, n
		}
	}
	return "", 0
}

// counted returns what a figure counts: for people the noun after "の" or the
// subject before it, for others the noun right before.
func counted(toks []tok, f text.Figure) string {
	at := -1
	for k, t := range toks {
		if t.start >= f.Span.End {
			at = k
			break
		}
	}
	if at >= 0 && toks[at].s == "の" && at+1 < len(toks) {
		if s := nounRun(toks, at+1, 1); s != "" && !notCounted[s] {
			return s
		}
	}
	for k := len(toks) - 1; k >= 0; k-- {
		if toks[k].end > f.Span.Start {
			continue
		}
		t := toks[k]
		if t.tag.pos[0] == "助詞" && (t.s == "が" || t.s == "は" || t.s == "を" || t.s == "も" || t.s == "の" || t.s == "で" || t.s == "に" || t.s == "と") || t.s == "、" || t.s == "計" {
			if f.Span.Start-t.end > 8 {
				return ""
			}
			continue
		}
		if t.noun() && f.Span.Start-t.end <= 3 {
			return nounRunBack(toks, k)
		}
		break
	}
	return ""
}

var notCounted = set("うち 中 内 よう 方 ため 間 他 ほか 前 後 予定 見込み 見通し 可能性 もの こと 増 減 増加 減少")

func nounRun(toks []tok, k, dir int) string {
	var b strings.Builder
	for ; k < len(toks) && toks[k].noun() && toks[k].tag.pos[1] != "数" && toks[k].tag.pos[1] != "非自立"; k++ {
		if b.Len() > 0 && toks[k].start != toks[k-1].end {
			break
		}
		b.WriteString(toks[k].s)
	}
	return b.String()
}

func nounRunBack(toks []tok, k int) string {
	out := ""
	for n := 0; k >= 0 && n < 3 && toks[k].noun() && toks[k].tag.pos[1] != "数" && toks[k].tag.pos[1] != "非自立" && toks[k].tag.pos[1] != "副詞可能" && toks[k].tag.pos[2] != "助数詞"; k-- {
		if out != "" && toks[k].end != toks[k+1].start {
			break
		}
		out = toks[k].s + out
		n++
	}
	return out
}
