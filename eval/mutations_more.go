package eval

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// Faults that were planted after the check had been mended by reading what passed
// of the others: two figures exchanged, directions, comparisons, how many of all,
// who does it to whom, causes, parts of a sum.
func init() {
	changersOf["en"] = append(changersOf["en"],
		changer{"swap", swappedFigures},
		exchanged("direction", `(?i)\b(before|after|increase[sd]?|decrease[sd]?|buy|sell|bought|sold|buying|selling|import(?:s|ed)?|export(?:s|ed)?|higher|lower|above|below|raise[sd]?|cut|cuts|gain(?:s|ed)?|lose|loses|north|south|east|west|northern|southern|eastern|western|northeast|northwest|southeast|southwest|opened|closed|arrived|left|joined|won|lost|up|down|beat|older|younger|earlier|later|inside|outside|hired|fired|appointed|dismissed|winner|loser|more|fewer|less|strong|weak|stronger|weaker|best|worst|enter(?:ed)?|leave|accept|reject|victory|defeat|growth|decline|surplus|deficit|profit|loss)\b`, map[string]string{
			"before": "after", "after": "before", "increase": "decrease", "increases": "decreases", "increased": "decreased", "decrease": "increase", "decreases": "increases", "decreased": "increased", "buy": "sell", "sell": "buy",
			"bought": "sold", "sold": "bought", "buying": "selling", "selling": "buying", "import": "export", "imports": "exports", "imported": "exported", "export": "import", "exports": "imports", "exported": "imported", "higher": "lower",
			"lower": "higher", "above": "below", "below": "above", "raise": "cut", "raises": "cuts", "raised": "cut", "cut": "raised", "cuts": "raises", "gain": "lose", "gains": "loses", "gained": "lost", "lose": "gain", "loses": "gains",
			"north": "south", "south": "north", "east": "west", "west": "east", "northern": "southern", "southern": "northern", "eastern": "western", "western": "eastern", "northeast": "southwest", "northwest": "southeast", "southeast": "northwest",
			"southwest": "northeast", "opened": "closed", "closed": "opened", "arrived": "left", "left": "joined", "joined": "left", "won": "lost", "lost": "won", "up": "down", "down": "up", "beat": "lost to", "older": "younger", "younger": "older",
			"earlier": "later", "later": "earlier", "inside": "outside", "outside": "inside", "hired": "fired", "fired": "hired", "appointed": "dismissed", "dismissed": "appointed", "winner": "loser", "loser": "winner", "more": "fewer", "fewer": "more",
			"less": "more", "strong": "weak", "weak": "strong", "stronger": "weaker", "weaker": "stronger", "best": "worst", "worst": "best", "enter": "leave", "entered": "left", "leave": "enter", "accept": "reject", "reject": "accept",
			"victory": "defeat", "defeat": "victory", "growth": "decline", "decline": "growth", "surplus": "deficit", "deficit": "surplus", "profit": "loss", "loss": "profit"}),
		exchanged("comparison", `(?i)\b(year-on-year|month-on-month|a year (?:earlier|ago)|a month (?:earlier|ago)|last year|last month|the previous (?:year|month|week|day)|same period)\b`, map[string]string{
			"year-on-year": "month-on-month", "month-on-month": "year-on-year", "a year earlier": "a month earlier", "a year ago": "a month ago", "a month earlier": "a year earlier", "a month ago": "a year ago", "last year": "last month",
			"last month": "last year", "the previous year": "the previous month", "the previous month": "the previous year", "the previous week": "the previous month", "the previous day": "the previous week", "same period": "previous period"}),
		exchanged("scope", `(?i)\b(some|most|many|several|all|every|each|only|always|often|sometimes|both|few|mostly|partly|mainly|any)\b`, map[string]string{
			"some": "all", "most": "all", "many": "all", "several": "all", "all": "some", "every": "some", "each": "every other", "only": "even", "always": "sometimes", "often": "always", "sometimes": "always", "both": "neither", "few": "many",
			"mostly": "only", "partly": "wholly", "mainly": "only", "any": "all"}),
		cut("scope", `(?i)\b(?:only|some of|most of|many of|one of|part of|half of|nearly all|almost all|parts of) `),
		rewritten("voice", `\b(?:was|were|been|being|is|are) ([a-z]{3,}ed) by `, "$1 "), rewritten("voice", `\b([a-z]{3,}ed) by `, "$1 to "),
		exchanged("cause", `(?i)\b(because|despite|due to|thanks to|in response to|so that|although|since|as a result of|regardless of)\b`, map[string]string{
			"because": "although", "despite": "because of", "due to": "despite", "thanks to": "despite", "in response to": "regardless of", "so that": "unless", "although": "because", "since": "although", "as a result of": "regardless of", "regardless of": "because of"}),
		rewritten("sum", `(?i)(`+countedEn+`[\d,.]* )[a-z]+,? (?:including|among them) (?:`+countedEn+`[\d,.]* )?([a-z]+)`, "$1$4"),
		rewritten("sum", `(?i)`+countedEn+`[\d,.]* (?:out )?of (?:the |its |their )?(`+countedEn+`)`, "$2"),
		rewritten("place", `\bin ([A-Z][a-z]+)`, "outside $1"), rewritten("place", `\bnear ([A-Z][a-z]+)`, "in $1"), rewritten("place", `\bfrom ([A-Z][a-z]+)`, "to $1"), rewritten("place", `\bto ([A-Z][a-z]+)`, "from $1"),
	)
	changersOf["ja"] = append(changersOf["ja"],
		changer{"swap", swappedFigures},
		exchanged("direction", `以前|以降|以後|増え|減っ|増や|減ら|上回|下回|購入|売却|輸入|輸出|加盟|脱退|就任|退任|開始|終了|到着|出発|値上げ|値下げ|引き上げ|引き下げ|上昇|低下|北部|南部|東部|西部|北東|南西|北西|南東|買収|拡大|縮小|黒字|赤字|高い|低い|多い|少ない|強い|弱い|入国|出国|採用|解雇|最大|最小|最高|最低|前半|後半|最初|最後|直前|直後|成功|失敗|勝っ|負け|受け入れ|断っ|開い|閉じ|始ま|終わ|強化|緩和|右|左|上旬|下旬|父|母|兄|弟|夫|妻|男性|女性`, map[string]string{
			"以前": "以後", "以降": "以前", "以後": "以前", "増え": "減っ", "減っ": "増え", "増や": "減ら", "減ら": "増や", "上回": "下回", "下回": "上回", "購入": "売却", "売却": "購入", "輸入": "輸出", "輸出": "輸入", "加盟": "脱退", "脱退": "加盟",
			"就任": "退任", "退任": "就任", "開始": "終了", "終了": "開始", "到着": "出発", "出発": "到着", "値上げ": "値下げ", "値下げ": "値上げ", "引き上げ": "引き下げ", "引き下げ": "引き上げ", "上昇": "低下", "低下": "上昇", "北部": "南部", "南部": "北部",
			"東部": "西部", "西部": "東部", "北東": "南西", "南西": "北東", "北西": "南東", "南東": "北西", "買収": "売却", "拡大": "縮小", "縮小": "拡大", "黒字": "赤字", "赤字": "黒字", "高い": "低い", "低い": "高い", "多い": "少ない", "少ない": "多い",
			"強い": "弱い", "弱い": "強い", "入国": "出国", "出国": "入国", "採用": "解雇", "解雇": "採用", "最大": "最小", "最小": "最大", "最高": "最低", "最低": "最高", "前半": "後半", "後半": "前半", "最初": "最後", "最後": "最初", "直前": "直後", "直後": "直前",
			"成功": "失敗", "失敗": "成功", "勝っ": "負け", "負け": "勝っ", "受け入れ": "断っ", "断っ": "受け入れ", "開い": "閉じ", "閉じ": "開い", "始ま": "終わ", "終わ": "始ま", "強化": "緩和", "緩和": "強化", "右": "左", "左": "右", "上旬": "下旬", "下旬": "上旬",
			"父": "母", "母": "父", "兄": "弟", "弟": "兄", "夫": "妻", "妻": "夫", "男性": "女性", "女性": "男性"}),
		rewritten("direction", `の前に`, "の後に"), rewritten("direction", `(した|った)後`, "する前"), rewritten("direction", `から([^、。「」]{1,12})まで`, "まで${1}から"), rewritten("direction", `へ([^の])`, "から${1}"),
		exchanged("comparison", `前年同期比|前年同月比|前年比|前月比|前期比|前週比|前日比|前年同期|前回|昨季|今季|前年|同期|同月`, map[string]string{
			"前年同期比": "前期比", "前年同月比": "前月比", "前年比": "前月比", "前月比": "前年比", "前期比": "前年同期比", "前週比": "前月比", "前日比": "前週比", "前年同期": "前期", "前回": "初回", "昨季": "今季", "今季": "昨季", "前年": "前月", "同期": "前期", "同月": "前月"}),
		exchanged("scope", `一部|多く|ほとんど|すべて|全て|全員|全国|半数|大半|複数|各|両|主に|さらに|初めて|再び|毎年|時々|いつも|必ず|ほか`, map[string]string{
			"一部": "全部", "多く": "すべて", "ほとんど": "すべて", "すべて": "一部", "全て": "一部", "全員": "一部", "全国": "一部", "半数": "全員", "大半": "全部", "複数": "すべて", "各": "一部の", "両": "一", "主に": "もっぱら", "再び": "初めて", "毎年": "時々", "時々": "いつも", "いつも": "時々", "必ず": "時々"}),
		cut("scope", `だけ|のみ|ばかり|まで(?:。|、)|一部の|ほとんどの|多くの`), rewritten("scope", `しか([^、。「」]{1,12})ない`, "も${1}る"), rewritten("scope", `([^とにでが、。「」のも])は、`, "${1}だけは、"),
		rewritten("voice", `された(。|、|と|が)`, "した$1"), rewritten("voice", `([一-龠])した(。|、|と|が)`, "${1}された$2"), rewritten("voice", `されて`, "して"), rewritten("voice", `に([^、。「」に]{0,6}[一-龠])された`, "を${1}した"), rewritten("voice", `([一-龠])している`, "${1}させている"),
		exchanged("cause", `ため|を受けて|によって|により|ことから|に対して|にもかかわらず|に備え|ので|のに|ものの|ながら`, map[string]string{
			"ため": "のに", "を受けて": "に先立って", "によって": "にもかかわらず", "により": "に反し", "ことから": "のに", "に対して": "とともに", "にもかかわらず": "ために", "に備え": "に反し", "ので": "のに", "のに": "ので", "ものの": "ので", "ながら": "てから"}),
		rewritten("sum", `[0-9０-９]+[人隻台件社校棟]のうち、?([0-9０-９]+)([人隻台件社校棟])`, "$1$2"), rewritten("sum", `([0-9０-９]+)([人隻台件社校棟])のうち、?[0-9０-９]+[人隻台件社校棟]`, "$1$2"),
		rewritten("sum", `計([0-9０-９]+)`, "各$1"), rewritten("sum", `合わせて([0-9０-９]+)`, "それぞれ$1"), rewritten("sum", `それぞれ([0-9０-９]+)`, "合わせて$1"),
		rewritten("place", `で(開|行|起|死|見つ|発|拘|逮|会)`, "の外で$1"), rewritten("place", `(市|県|国|村|町|島|港)の`, "${1}の隣の"), rewritten("place", `([市県国村町島港])へ`, "${1}から"), rewritten("place", `([市県国村町島港])から`, "${1}へ"),
	)
}

var digitsRun = regexp.MustCompile(`[0-9０-９][0-9０-９,.，．]*[0-9０-９]|[0-9０-９]`)

// swappedFigures lets two numbers of a line change places.
func swappedFigures(_ *mutating, s string) []string {
	at := digitsRun.FindAllStringIndex(s, -1)
	var out []string
	for i := range at {
		for _, b := range at[i+1:] {
			a := at[i]
			x, y := s[a[0]:a[1]], s[b[0]:b[1]]
			if x != y && !besides.MatchString(s[a[1]:b[0]]) && !strings.ContainsAny(s[a[1]:b[0]], ":：/") {
				out = append(out, s[:a[0]]+y+s[a[1]:b[0]]+x+s[b[1]:])
			}
		}
	}
	return out
}

// fellowSpeakers are the people and bodies that the cited article names, other than
// those of the cited sentence.
func (g ground) fellowSpeakers(l trueLine) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range l.cited {
		for _, n := range c.Names {
			seen[n.Surface] = true
		}
	}
	for _, s := range g.texts[l.Cites[0].Article].Sentences {
		for _, n := range s.Names {
			if (n.Type == text.Person || n.Type == text.Organization) && !seen[n.Surface] && !akin(n.Surface, l.Speaker) && len([]rune(n.Surface)) > 1 {
				seen[n.Surface] = true
				out = append(out, n.Surface)
			}
		}
	}
	return out
}
