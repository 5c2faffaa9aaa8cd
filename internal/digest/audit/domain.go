package audit

import "strings"

// domains are fields of news with words that seldom stand in any other: kinds of
// words, no names. A page on a bank that suddenly tells of football has lost its
// matter.
const domainsJa = `プロ野球 野球 サッカー ゴルフ テニス 相撲 大リーグ アイスホッケー 選手権 五輪 マラソン 監督 試合 優勝 連勝 連敗 首位打者 得点王
映画 俳優 歌手 アニメ 興行収入 コンサート ドラマ 美術館 展覧会 オペラ アイドル 楽曲 音楽祭 小説 漫画
台風 大雨 豪雨 少雨 地震 津波 噴火 猛暑 気象庁 土砂崩れ 生育 農作物 収穫 降雪
円相場 給付金 金利 増益 減益 配当 賃上げ 決算 為替 日経平均 備蓄米
ミサイル 停戦 空爆 演習 侵攻 戦闘 人質 部隊 軍事
選挙 投票 首相 大統領 議会 与党 野党 内閣 外相 政権 総統
逮捕 判決 起訴 裁判 容疑 被告 検察 有罪
患者 治験 新薬 医師 感染 ワクチン 手術 副作用 食事療法
人工衛星 ロケット 探査機 宇宙
国王 王室 皇室 王妃 結婚式
原発 原子炉 発電 送電 石油 天然ガス 電力
動物園 水族館 パンダ 観光客 寺院 温泉`

const domainsEn = `football soccer hockey tennis golf marathon olympic league championship striker goalkeeper runners
film movie actor singer concert opera gala album museum exhibition festival
storm hurricane typhoon flood earthquake heatwave drought harvest snow wildfire
inflation interest dividend earnings wages currency
missile ceasefire airstrike invasion troops hostages shelling
election vote parliament premier president coalition opposition
arrested verdict trial court prosecutor convicted sentenced judge
patients vaccine surgery drug clinical virus
satellite rocket spacecraft
king queen royal wedding
reactor nuclear grid electricity oil gas
zoo tourists temple`

var fields = map[bool][][]string{true: split(domainsJa), false: split(domainsEn)}

// fieldsOf are the fields of which a text has a word, by their number.
func fieldsOf(s string) map[int]bool {
	ja := isJapanese(s)
	s = strings.ToLower(folded(s))
	out := map[int]bool{}
	for i, words := range fields[ja] {
		for _, w := range words {
			if holdsWord(s, w) {
				out[i] = true
				break
			}
		}
	}
	return out
}

// besideAll are the fields, by number, that news of any field touches: war,
// politics, the courts, energy. They do not make a sentence a stray one.
var besideAll = map[int]bool{4: true, 5: true, 6: true, 10: true}

// strayShare is the most that the cards may hold of a sentence that is taken for
// one on another field.
const strayShare = 0.4

// otherField reports whether a sentence has words of fields of which the cards have
// none, and little else that they hold.
func (r *reading) otherField(s *sentence) bool {
	own := fieldsOf(s.Text)
	for f := range besideAll {
		delete(own, f)
	}
	if len(own) == 0 {
		return false
	}
	if r.fields == nil {
		r.fields = fieldsOf(r.stock.text)
		for _, o := range r.aboutPage(-1) {
			if p := r.part(o); p == Headline || p == Heading || p == Standfirst {
				for f := range fieldsOf(o.Text) {
					r.fields[f] = true
				}
			}
		}
	}
	for f := range own {
		if r.fields[f] {
			return false
		}
	}
	share, _ := r.support(s, r.stock)
	return share < strayShare
}
