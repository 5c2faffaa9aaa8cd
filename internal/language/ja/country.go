package ja

import (
	"strings"
	"sync"

	"kiku/internal/language/cldr"
)

// shorts are the one-letter names of countries in headlines and compounds.
var shorts = map[rune]string{
	'米': "US", '英': "GB", '仏': "FR", '独': "DE", '露': "RU", 'ロ': "RU", '中': "CN", '韓': "KR", '日': "JP", '豪': "AU",
	'印': "IN", '伊': "IT", '加': "CA", '宇': "UA", 'ウ': "UA", '朝': "KP", '台': "TW", '欧': "EU", '越': "VN", '比': "PH",
	'蘭': "NL", '墺': "AT", '葡': "PT", '西': "ES", '土': "TR", '泰': "TH", '馬': "MY", '伯': "BR", '墨': "MX", '波': "PL",
}

// countries maps Japanese names of countries to ISO 3166 codes, from CLDR and
// from what newspapers print besides.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, n := range cldr.Names() {
		if n.Kind == cldr.Country {
			for _, name := range n.Japan {
				out[name] = n.Code
			}
		}
	}
	for line := range strings.SplitSeq(countryAliases, "\n") {
		code, names, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for n := range strings.SplitSeq(names, ",") {
			out[n] = code
		}
	}
	return out
})

// CountryCode returns the ISO 3166 code of a country's Japanese name, also of
// the one-letter forms, "" if it is none. The EU is "EU".
func CountryCode(name string) string {
	if c, ok := countries()[name]; ok {
		return c
	}
	if r := []rune(name); len(r) == 1 {
		return shorts[r[0]]
	}
	return ""
}

const countryAliases = `
US 米国,アメリカ,アメリカ合衆国,合衆国,全米
GB 英国,イギリス,連合王国,イングランド
RU ロシア,ロシア連邦,露国,旧ソ連,ソ連
UA ウクライナ
CN 中国,中華人民共和国
TW 台湾
HK 香港
MO マカオ
JP 日本,日本国,わが国,我が国
KR 韓国,大韓民国
KP 北朝鮮,朝鮮民主主義人民共和国
DE ドイツ,西独
FR フランス
IT イタリア
ES スペイン
PT ポルトガル
NL オランダ
BE ベルギー
AT オーストリア
CH スイス
SE スウェーデン
NO ノルウェー
DK デンマーク
FI フィンランド
PL ポーランド
CZ チェコ,チェコ共和国
TR トルコ,トルコ共和国
GE ジョージア,グルジア
BY ベラルーシ
MD モルドバ
IL イスラエル
PS パレスチナ
IR イラン
SA サウジアラビア,サウジ
AE アラブ首長国連邦,ＵＡＥ,UAE
IN インド
PK パキスタン
AF アフガニスタン,アフガン
MM ミャンマー,ビルマ
VN ベトナム,ヴェトナム
TH タイ
PH フィリピン
ID インドネシア
MY マレーシア
SG シンガポール
AU オーストラリア,豪州
NZ ニュージーランド
CA カナダ
MX メキシコ
BR ブラジル
AR アルゼンチン
ZA 南アフリカ,南ア
CD コンゴ民主共和国
CG コンゴ共和国
DO ドミニカ共和国
MK 北マケドニア,マケドニア
VA バチカン,ローマ教皇庁
EU EU,ＥＵ,欧州連合
`

// organisationCode returns the code of a body that news of every language
// knows, "" for others.
func organisationCode(name string) string { return organisations[strings.ToLower(name)] }

var organisations = func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(organisationNames, "\n") {
		code, list, ok := strings.Cut(strings.TrimSpace(line), "=")
		if !ok {
			continue
		}
		out[code] = code
		for n := range strings.SplitSeq(list, ",") {
			out[n] = code
		}
	}
	return out
}()

const organisationNames = `
un=国連,国際連合
unsc=国連安全保障理事会,国連安保理,安保理,安全保障理事会
nato=北大西洋条約機構
who=世界保健機関
imf=国際通貨基金
worldbank=世界銀行,世銀
wto=世界貿易機関
iaea=国際原子力機関
icc=国際刑事裁判所
icj=国際司法裁判所
oecd=経済協力開発機構
opec=石油輸出国機構
g7=先進7カ国,主要7カ国,主要7か国,先進7か国
g20=20カ国・地域
asean=東南アジア諸国連合
unicef=国連児童基金,ユニセフ
unesco=ユネスコ,国連教育科学文化機関
unhcr=国連難民高等弁務官事務所
unrwa=国連パレスチナ難民救済事業機関
wfp=国連世界食糧計画,世界食糧計画
eucommission=欧州委員会,欧州委
euparliament=欧州議会
ecb=欧州中央銀行,欧州中銀
fed=frb,米連邦準備理事会,米連邦準備制度理事会,連邦準備制度理事会,連邦準備理事会
boj=日銀,日本銀行
boe=イングランド銀行
whitehouse=ホワイトハウス,米ホワイトハウス
kremlin=クレムリン,ロシア大統領府
pentagon=国防総省,米国防総省,ペンタゴン
statedept=米国務省,国務省
congress=米議会,米連邦議会
senate=米上院,米議会上院
house=米下院,米議会下院
supremecourt=米連邦最高裁,米最高裁
fbi=連邦捜査局,米連邦捜査局
cia=米中央情報局,中央情報局
nasa=米航空宇宙局,航空宇宙局
hamas=ハマス
hezbollah=ヒズボラ
houthi=フーシ派,フーシ
idf=イスラエル軍
redcross=赤十字国際委員会,赤十字
ioc=国際オリンピック委員会
fifa=国際サッカー連盟
brics=brics
osce=欧州安全保障協力機構
ldp=自民党,自由民主党,自民
google=グーグル,google
mlb=メジャーリーグ,米大リーグ,大リーグ,メジャーリーグベースボール
youtube=ユーチューブ,youtube
twitter=ツイッター,twitter
facebook=フェイスブック,facebook
instagram=インスタグラム,instagram
yahoo=ヤフー,yahoo,yahoo!
netflix=ネットフリックス,netflix
apple=アップル
microsoft=マイクロソフト,マイクロソフト社
amazon=アマゾン,アマゾン・ドット・コム
meta=メタ
openai=オープンai
tesla=テスラ
spacex=スペースx
nvidia=エヌビディア
toyota=トヨタ,トヨタ自動車
honda=ホンダ,本田技研工業
nissan=日産,日産自動車
sony=ソニー
nintendo=任天堂
softbank=ソフトバンク
reuters=ロイター,ロイター通信
ap=ap通信
afp=afp通信,フランス通信
bbc=英bbc
cnn=米cnn
nyt=ニューヨーク・タイムズ
wsj=ウォール・ストリート・ジャーナル
`
