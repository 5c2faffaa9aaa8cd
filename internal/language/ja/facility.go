package ja

import (
	"strings"

	"kiku/internal/language/text"
)

// facilities end the names of buildings and grounds, which have the names of
// places, people and companies in front.
var facilities = set(`球場 競技場 スタジアム ドーム アリーナ 体育館 動物園 水族館 美術館 博物館 資料館 記念館 空港 国際空港 神社 大社 神宮 劇場 会館 ホール 原発 原子力発電所 発電所 変電所 ダム 遊園地 植物園 競馬場 競輪場 サーキット コロシアム
	駐屯地 飛行場 刑務所 拘置所 温泉 海水浴場 スキー場 ゴルフ場 迎賓館 国立公園 記念公園 陸上競技場 総合運動公園 運動公園 メッセ`)

// lastFacility is where the last token stands that may end a building's name, -1
// when there is none.
func (r *reader) lastFacility() int {
	for k := len(r.toks) - 1; k > 0; k-- {
		if s := r.toks[k].s; facilities[s] || facilityEnds[s] {
			return k
		}
	}
	return -1
}

// facilityEnds end facilities of two tokens.
var facilityEnds = set("公園 発電所 場 館 園 所")

// facility reads a building or ground at i: a run of nouns with something proper
// in it that ends so, as one place (港北スタジアム, 東山陸上競技場).
func (r *reader) facility(i int) int {
	if !r.toks[i].noun() || !nameNoun(r.toks[i]) || r.toks[i].s == "・" || r.toks[i].tag.pos[1] == "接尾" || knownPeople[r.toks[i].s] {
		return 0
	}
	end := r.run(i)
	for j := end; j > i+1; j-- {
		n := 0
		switch {
		case facilities[r.toks[j-1].s]:
			n = 1
		case j-2 > i && facilities[r.flat(j-2, j)]:
			n = 2
		default:
			continue
		}
		if j < end && bodySuffix(r.flat(i, end)) != "" {
			return 0 // 長岡空港管理会社
		}
		if !r.properRun(i, j-n) {
			return 0
		}
		r.add(i, j, j, text.Place, "")
		return j - i
	}
	return 0
}

// properRun asks for a name among the tokens: a proper noun, or katakana or
// Latin letters that no dictionary has.
func (r *reader) properRun(i, j int) bool {
	for k := i; k < j; k++ {
		if t := r.toks[k]; t.proper() || t.id < 0 && len([]rune(t.s)) > 2 && (isKatakana(t.s) || isLatin(t.s)) {
			return true
		}
	}
	return false
}

// grounds are companies and clubs that are named by Latin letters and a place.
var grounds = set("JR NTT JA FC SC AC SV KDDI NHK JFE JX TBS")

// lettered reads JR東海, FC岐阜, JA全農: an organisation.
func (r *reader) lettered(i int) int {
	t := r.toks[i]
	if !grounds[t.s] || !r.adjacent(i+1) {
		return 0
	}
	end := i + 1
	for end < len(r.toks) && end-i < 4 && r.adjacent(end) && r.toks[end].noun() && (r.toks[end].proper() || isKatakana(r.toks[end].s) && r.toks[end].id < 0 || strings.Contains("東日本 西日本 全農 グループ", r.toks[end].s)) {
		end++
	}
	if end == i+1 {
		return 0
	}
	r.add(i, end, end, text.Organization, "")
	return end - i
}

// papers are newspapers and agencies by the short names that other places,
// people and words have too; "…によると" behind makes them one.
var papers = set("朝日 読売 毎日 産経 日経 共同 時事 東京 中日 西日本 北海道 河北 神戸 京都 信濃毎日 中国 山陽 琉球 沖縄 報知 スポニチ 日刊スポーツ サンスポ デイリー 夕刊フジ 聯合 新華 両紙 CNN BBC AP AFP")

// cited reads a paper by its short name before によると.
func (r *reader) cited(i int) int {
	if !papers[r.toks[i].s] || !r.adjacent(i+1) || r.adjacent(i) && r.at(i-1).noun() {
		return 0
	}
	rest := r.l.flat(r.toks[i].end, min(len(r.l.f), r.toks[i].end+4))
	if !strings.HasPrefix(rest, "によると") && !strings.HasPrefix(rest, "によれば") && !strings.HasPrefix(rest, "の報道") && !strings.HasPrefix(rest, "新聞") {
		return 0
	}
	if strings.HasPrefix(rest, "新聞") {
		return 0 // the whole name has a suffix of its own
	}
	r.add(i, i+1, i+1, text.Organization, "")
	return 1
}

// college reads the short name of a university, 愛媛大 and 東北大: a place or a
// name with 大 behind and no noun after it but a role.
func (r *reader) college(i int) int {
	t, next := r.toks[i], r.at(i+1)
	if !t.proper() || t.tag.pos[2] != "地域" && t.tag.pos[2] != "人名" || next.s != "大" || !r.adjacent(i+1) {
		return 0
	}
	if after := r.at(i + 2); r.adjacent(i+2) && after.noun() && !roleWords[after.s] && !colleges[after.s] {
		return 0 // 熊本大地震
	}
	r.add(i, i+2, i+2, text.Organization, "")
	return 2
}

var colleges = set("病院 大学院 医学部 工学部 理学部 農学部 法学部 研究室 研究 チーム 名誉 准教授 など ら")
