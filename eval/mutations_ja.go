package eval

import (
	"regexp"
	"strings"
)

var changersJa = []changer{
	{"figure", digitsJa},
	rewritten("figure", `一(人|つ|件|回|位|社|校|台)`, "三$1"), rewritten("figure", `二(人|つ|件|回|位|社|校|台)`, "五$1"), rewritten("figure", `三(人|つ|件|回|位|社|校|台)`, "四$1"),
	rewritten("figure.unit", `([0-9０-９])万`, "${1}億"), rewritten("figure.unit", `([0-9０-９])億`, "${1}兆"), rewritten("figure.unit", `([0-9０-９])兆`, "${1}億"), rewritten("figure.unit", `([0-9０-９])千`, "${1}万"),
	rewritten("figure.unit", `([0-9０-９万億])円`, "${1}ドル"), rewritten("figure.unit", `([0-9０-９万億])ドル`, "${1}ユーロ"), rewritten("figure.unit", `([0-9０-９])人`, "${1}件"), rewritten("figure.unit", `([0-9０-９])(?:パーセント|％|%)`, "${1}ポイント"),
	rewritten("figure.unit", `([0-9０-９])キロ`, "${1}メートル"), rewritten("figure.unit", `([0-9０-９])メートル`, "${1}センチ"), rewritten("figure.unit", `([0-9０-９])時間`, "${1}日間"), rewritten("figure.unit", `([0-9０-９])日間`, "${1}年間"),
	rewritten("figure.unit", `([0-9０-９])歳`, "${1}か月"), rewritten("figure.unit", `([0-9０-９])件`, "${1}人"), rewritten("figure.unit", `([0-9０-９])点`, "${1}回"), rewritten("figure.unit", `([0-9０-９])台`, "${1}隻"),
	rewritten("figure.unit", `([0-9０-９])(?:万|億|兆)([人円台件])`, "$1$2"),
	cut("figure.bound", `約|およそ|少なくとも|最大で?|ほぼ`), rewritten("figure.bound", `([0-9０-９][人円台件％%歳万億回年]?)(?:以上|以下|超|未満|あまり|余り|程度|近く)`, "$1"),
	exchanged("figure.bound", `以上|以下|未満|約`, map[string]string{"以上": "以下", "以下": "以上", "未満": "以上", "約": "最大"}),
	rewritten("figure.bound", `(^|[^0-9０-９.,．第約ｖＶa-zA-Z])([0-9０-９]+(?:人|円|件|台|万|億|キロ|メートル|％|%))`, "${1}少なくとも$2"),
	rewritten("figure.ordinal", `第([0-9０-９]*)[1-8１-８]`, "第${1}9"), rewritten("figure.ordinal", `[1-7１-７](位|番目|回目|度目|代目)`, "8$1"), rewritten("figure.ordinal", `(?:初めて|初の)`, "2度目の"),
	{"name", swappedNames}, {"name.mixed", mixedNamesJa}, {"order", turnedNames}, {"order", turnedParticles},
	exchanged("role", `副大統領|大統領|首相|外相|防衛相|財務相|大臣|官房長官|知事|市長|社長|会長|報道官|国務長官|教授|容疑者|被告|議員|監督|選手|代表|委員長|総裁|町長|村長|幹事長|書記長|部長|校長|弁護士|裁判長`, map[string]string{
		"副大統領": "大統領", "大統領": "首相", "首相": "外相", "外相": "首相", "防衛相": "財務相", "財務相": "防衛相", "大臣": "副大臣", "官房長官": "首相", "知事": "市長", "市長": "知事", "社長": "会長", "会長": "社長", "報道官": "大統領",
		"国務長官": "国防長官", "教授": "学長", "容疑者": "被告", "被告": "容疑者", "議員": "知事", "監督": "選手", "選手": "監督", "代表": "会長", "委員長": "議長", "総裁": "大臣", "町長": "村長", "村長": "町長", "幹事長": "総裁", "書記長": "議長",
		"部長": "社長", "校長": "教頭", "弁護士": "検事", "裁判長": "検事"}),
	{"date", daysJa},
	exchanged("date", `一昨日|昨日|明日|今日|昨年|今年|来年|先月|今月|来月|先週|今週|来週|午前|午後|月曜|火曜|水曜|木曜|金曜|土曜|日曜|前日|翌日`, map[string]string{
		"一昨日": "昨日", "昨日": "明日", "明日": "昨日", "今日": "昨日", "昨年": "今年", "今年": "昨年", "来年": "今年", "先月": "来月", "今月": "先月", "来月": "先月", "先週": "来週", "今週": "先週", "来週": "先週", "午前": "午後", "午後": "午前",
		"月曜": "火曜", "火曜": "木曜", "水曜": "月曜", "木曜": "金曜", "金曜": "土曜", "土曜": "日曜", "日曜": "水曜", "前日": "翌日", "翌日": "前日"}),
	rewritten("polarity", `(し|され|でき|い|れ|え|け|せ|め|べ|て|り|わ|か|が|さ|た|な|ば|ま|ら)なかった`, "${1}た"), rewritten("polarity", `てい?ない`, "ている"), rewritten("polarity", `できない`, "できる"), rewritten("polarity", `しない`, "する"),
	rewritten("polarity", `では?ない`, "である"), rewritten("polarity", `(い|し|れ|き)ません`, "${1}ます"), rewritten("polarity", `せず(に)?`, "して"), rewritten("polarity", `([かがさたなばまらわ])ない`, "${1}る"), rewritten("polarity", `なく、`, "あり、"),
	cut("polarity", `なかった|ない(?:。|$)?|ず(?:、|に)`),
	exchanged("polarity", `否定|拒否|反対|中止|非公開|不可能|無罪|断念|撤回|失敗|禁止|増加|減少|上昇|下落|賛成|勝利|敗れ|合格|解除|延期|再開`, map[string]string{
		"否定": "肯定", "拒否": "受諾", "反対": "賛成", "中止": "開始", "非公開": "公開", "不可能": "可能", "無罪": "有罪", "断念": "決定", "撤回": "表明", "失敗": "成功", "禁止": "許可", "増加": "減少", "減少": "増加", "上昇": "下落", "下落": "上昇",
		"賛成": "反対", "勝利": "敗北", "敗れ": "勝っ", "合格": "不合格", "解除": "発令", "延期": "実施", "再開": "中止"}),
	rewritten("polarity", `した(。|$)`, "しなかった$1"), rewritten("polarity", `している(。|$)`, "していない$1"), rewritten("polarity", `である(。|$)`, "ではない$1"), rewritten("polarity", `できる(。|$)`, "できない$1"),
	rewritten("polarity", `された(。|$)`, "されなかった$1"), rewritten("polarity", `する(。|$)`, "しない$1"), rewritten("polarity", `した、`, "しなかった、"), rewritten("polarity", `ある(。|$)`, "ない$1"),
	rewritten("hedge", `(?:見通し|予定|方針|見込み|計画|意向|模様|よう)(?:だ|である|です|だった)?(。|$)`, "$1"), rewritten("hedge", `(?:可能性|恐れ|おそれ)がある`, ""), rewritten("hedge", `(?:もの)?とみられ(?:る|ている|ていた)(。|、|$)`, "$1"),
	rewritten("hedge", `(?:もの)?と(?:見られ|され|思われ|考えられ|推定され|伝えられ)(?:る|ている|ていた)?(。|、|$)`, "$1"), rewritten("hedge", `(?:のだ|だ)?(?:という|とのこと(?:だ|です)?)(。|$)`, "$1"), rewritten("hedge", `(?:ようだ|らしい|かもしれない|だろう|でしょう|そうだ)(。|$)`, "$1"),
	cut("hedge", `の疑いで|の容疑で|事実上の?|一部の?|可能性のある|とみられる|とされる|暫定的?に?|原則として`), rewritten("hedge", `予定(の|で)`, "$1"), rewritten("hedge", `たい(。|と|$)`, "た$1"), rewritten("hedge", `べき(?:だ|である)(。|と|$)`, "る$1"),
	rewritten("hedge", `た。`, "たとみられる。"), rewritten("hedge", `た。`, "たという。"), rewritten("hedge", `する。`, "する見通しだ。"), rewritten("hedge", `る。`, "る可能性がある。"), rewritten("hedge", `た。`, "たもようだ。"), rewritten("hedge", `る。`, "るらしい。"),
	cut("condition", `(?:^|、)[^、。「」]{3,30}(?:れば|ならば|なら|たら|場合は|場合、|場合には|条件に|ない限り|限り)、?`),
	rewritten("tense", `した。`, "する。"), rewritten("tense", `する。`, "した。"), rewritten("tense", `ている。`, "ていた。"), rewritten("tense", `ていた。`, "ている。"), rewritten("tense", `だった。`, "だ。"), rewritten("tense", `れる。`, "れた。"), rewritten("tense", `れた。`, "れる。"),
	cut("attribution", `^[^、。「」]{2,30}によ(?:ると|れば)、`), rewritten("attribution", `(る|た|い|だ)と(?:発表|説明|指摘|報道|主張)し(?:た|ている)。`, "$1。"), rewritten("attribution", `(る|た|い|だ)と(?:述べ|話し|語っ|明かし|伝え|報じ)(?:た|ている|ていた)。`, "$1。"),
	{"quote", brokenQuotes},
}

var (
	numberJa = regexp.MustCompile(`[0-9０-９][0-9０-９,.，．]*`)
	dateJa   = regexp.MustCompile(`^(年|月|日(?:[^間本]|$)|時|分)`)
	dayJa    = regexp.MustCompile(`([0-9０-９]+)(年|月|日)`)
	actedJa  = regexp.MustCompile(`(は|が)([^。、「」はがをに]{2,20})(を|に)`)
)

// digitsJa changes a number that is no date.
func digitsJa(_ *mutating, s string) []string {
	return replaced(numberJa, s, func(m []string, _, after string) []string {
		if dateJa.MatchString(after) {
			return nil
		}
		return otherDigits(m[0])
	})
}

// daysJa changes a year, a month or a day.
func daysJa(_ *mutating, s string) []string {
	return replaced(dayJa, s, func(m []string, _, after string) []string {
		if strings.HasPrefix(after, "間") || strings.HasPrefix(after, "本") {
			return nil
		}
		return []string{otherDigits(m[1])[0] + m[2]}
	})
}

// mixedNamesJa gives a person the family name of one and the first name of
// another: the first two characters and what follows.
func mixedNamesJa(m *mutating, s string) []string {
	var out []string
	for _, n := range m.names() {
		i := strings.Index(s, n.Surface)
		rs := []rune(n.Surface)
		if i < 0 || len(rs) != 4 || n.Type != 1 {
			continue
		}
		for _, from := range [][]string{m.near, m.far} {
			for k := range from {
				other := []rune(from[(k+int(draw(s)%uint64(len(from))))%len(from)])
				if len(other) == 4 && string(other[:2]) != string(rs[:2]) && string(other[2:]) != string(rs[2:]) {
					out = append(out, s[:i]+string(rs[:2])+string(other[2:])+s[i+len(n.Surface):])
					break
				}
			}
		}
	}
	return out
}

// turnedParticles lets the one who acts and the one acted on change particles.
func turnedParticles(_ *mutating, s string) []string {
	return replaced(actedJa, s, func(m []string, _, _ string) []string {
		return []string{m[3] + m[2] + m[1]}
	})
}
