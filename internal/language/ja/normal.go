package ja

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/language/text"
)

// Normal returns the form by which a Japanese name is compared: countries as
// ISO codes, known bodies by their code, people without title or honorific and
// by their last katakana name, everything else in NFKC and lower case without
// middle dots.
func Normal(name string) string {
	s := strings.TrimSpace(norm.NFKC.String(name))
	if c := CountryCode(s); c != "" {
		return c
	}
	if c := organisationCode(s); c != "" {
		return c
	}
	if knownBodies[s] || fullNames[s] != "" {
		return normalOf(s, text.Organization)
	}
	if bare := withoutTitle(s); bare != s {
		return normalOf(bare, text.Person)
	}
	if strings.Contains(s, "・") && isKatakana(s) && bodySuffix(s) == "" {
		return normalOf(s, text.Person)
	}
	return normalOf(s, text.UnknownName)
}

// withoutTitle takes the title or honorific off the end of a name.
func withoutTitle(s string) string {
	l := lay(s)
	if len(l.r) > 60 {
		return s
	}
	r := &reader{l: l, toks: tokenize(l)}
	if len(r.toks) == 0 {
		return s
	}
	if n := r.person(0); n == len(r.toks) && r.out[0].Title != "" {
		return r.out[0].Surface
	}
	for i := len(r.toks) - 1; i > 0; i-- {
		if end, title := r.title(i); title != "" && end == len(r.toks) {
			return r.str(0, i)
		}
	}
	return s
}

// normalOf is the normal form of a name without title whose type is known.
func normalOf(s string, t text.NameType) string {
	s = norm.NFKC.String(s)
	if t != text.Person {
		if c := CountryCode(s); c != "" {
			return c
		}
		if c := organisationCode(s); c != "" {
			return c
		}
		if suffix := strings.TrimSuffix(s, "社"); suffix != s && isKatakana(suffix) {
			s = suffix
		}
		if t == text.Organization {
			s = fullName(s)
		}
		return strings.ToLower(strings.ReplaceAll(s, "・", ""))
	}
	if parts := strings.FieldsFunc(s, func(c rune) bool { return c == '・' || c == '＝' || c == '=' || c == ' ' }); len(parts) > 1 && isKatakana(parts[len(parts)-1]) {
		return parts[len(parts)-1]
	}
	return strings.ToLower(s)
}

// fullName returns the full name of a body that news prints short: 厚労省,
// 東京地裁, 米軍.
func fullName(s string) string {
	if full := fullNames[s]; full != "" {
		return full
	}
	for _, x := range [][2]string{{"地裁", "地方裁判所"}, {"高裁", "高等裁判所"}, {"地検", "地方検察庁"}, {"高検", "高等検察庁"}, {"教委", "教育委員会"}, {"中銀", "中央銀行"}} {
		if head, ok := strings.CutSuffix(s, x[0]); ok && head != "" {
			return head + x[1]
		}
	}
	if officialBody(s) {
		for _, x := range [][2]string{{"米国", "アメリカ"}, {"米", "アメリカ"}, {"英国", "イギリス"}, {"英", "イギリス"}, {"露", "ロシア"}, {"仏", "フランス"}, {"独", "ドイツ"}, {"豪", "オーストラリア"}} {
			if rest, ok := strings.CutPrefix(s, x[0]); ok && len([]rune(rest)) > 0 {
				return x[1] + rest
			}
		}
	}
	return s
}

// fullNames are the bodies whose short name does not begin or end like the full
// one. Newspapers and parties are so called only where the text makes them
// bodies.
var fullNames = func() map[string]string {
	out := map[string]string{}
	for pair := range strings.FieldsSeq(`朝日=朝日新聞 読売=読売新聞 毎日=毎日新聞 産経=産経新聞 日経=日本経済新聞 日経新聞=日本経済新聞 共同=共同通信 共同通信社=共同通信 時事=時事通信 時事通信社=時事通信 西日本=西日本新聞 河北=河北新報 スポニチ=スポーツニッポン サンスポ=サンケイスポーツ 日テレ=日本テレビ テレ朝=テレビ朝日 テレ東=テレビ東京
		国民=国民民主党 立民=立憲民主党 立憲=立憲民主党 維新=日本維新の会 公明=公明党 共産=共産党 日本共産党=共産党 社民=社民党 参政=参政党 れいわ=れいわ新選組 巨人=読売ジャイアンツ 巨人軍=読売ジャイアンツ 読売巨人軍=読売ジャイアンツ 阪神=阪神タイガース 広島カープ=広島東洋カープ ヤクルト=東京ヤクルトスワローズ
		経産省=経済産業省 厚労省=厚生労働省 国交省=国土交通省 文科省=文部科学省 農水省=農林水産省 公取委=公正取引委員会 参院=参議院 衆院=衆議院 最高裁=最高裁判所 東証=東京証券取引所 日弁連=日本弁護士連合会 経団連=日本経済団体連合会 日商=日本商工会議所 入管庁=出入国在留管理庁 海保=海上保安庁 海自=海上自衛隊 陸自=陸上自衛隊 空自=航空自衛隊 規制委=原子力規制委員会
		東電=東京電力 関電=関西電力 九電=九州電力 東北電=東北電力 中部電=中部電力 北陸電=北陸電力 北海道電=北海道電力 四国電=四国電力 沖縄電=沖縄電力 全日空=全日本空輸 日航=日本航空 三菱ufj銀行=三菱UFJ銀行`) {
		short, full, _ := strings.Cut(pair, "=")
		out[short] = full
	}
	return out
}()
