package claim

import (
	"regexp"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// Grave reports whether people died or suffer in what a text tells: where it
// is true a digest keeps its voices and leaves its jokes. The title alone is
// enough, else two sentences; a single figure of speech is not.
func Grave(t text.Text) bool {
	if grave(t.Title.Text) {
		return true
	}
	n := 0
	for _, s := range t.Sentences {
		if grave(s.Text) {
			n++
		}
	}
	return n >= 2 || n == 1 && len(t.Sentences) <= 4
}

func grave(s string) bool {
	if japanese(s) {
		return graveJa.MatchString(harmlessJa.ReplaceAllString(s, ""))
	}
	return graveEn.MatchString(harmlessEn.ReplaceAllString(s, ""))
}

// harmlessEn and harmlessJa are grave words in a harmless sense: injuries of
// sport, figures of speech, and what says that nobody was hurt.
var harmlessEn = regexp.MustCompile(`(?i)\b(?:(?:ankle|knee|hamstring|groin|calf|thigh|shoulder|wrist|elbow|foot|toe|muscle|back|hip|finger|hand|leg|sports?|long-term|season-ending) injur(?:y|ies)|injury (?:time|list|crisis|problems?|worries|concerns?|update|setback|break|lay-?off)|injured (?:list|reserve|player|players|striker|midfielder|defender|captain|forward|pitcher|quarterback)|(?:returns?|returned|back|recover\w*|comeback) from (?:an? |his |her |the )?(?:\w+ )?injury|dead (?:heat|end|line|lock|cert|ball)|deadlock\w*|to death of|(?:bored|scared|tickled|starved|love[ds]?|sick) to death|starved of|dying (?:to|for|art|breed|minutes|seconds)|sudden death|death (?:bowling|overs)|died down|die-hards?|dead on|killing (?:joke|time|spree of goals)|killer (?:app|pass|instinct|heels)|fashion victims?|victims? of (?:its|their|his|her) own success|bodies of water|(?:governing|regulatory|public|sporting|government|regional|international|professional|trade) bodies|a murder of crows|bomb(?:ed|s)? at the box office|(?:photo|sex|bath) bombs?|political suicide|career suicide|nobody (?:was|were) (?:hurt|injured|killed)|no (?:one|body) (?:was|were) (?:hurt|injured|killed)|no (?:injuries|casualties|deaths|fatalities))\b`)

var harmlessJa = regexp.MustCompile(`(?:足首|膝|ひざ|右足|左足|太もも|肩|ひじ|肘|手首|腰|靭帯|じん帯)[^。、]{0,6}(?:を|の)?(?:負傷|けが|怪我|重傷)|負傷(?:離脱|者リスト|交代|欠場|退場|明け)|けが人は(?:出て)?(?:い|お|な|出)?(?:なかっ|ない|らず|ず|ていない)[^。]{0,4}|けが人(?:は|も)?なし|(?:死者|犠牲者|負傷者)(?:は|も)(?:出て)?(?:いない|いなかった|なかった|なし)|犠牲フライ|犠打|犠牲バント|テロワール`)

var graveEn = pattern.MustCompile(`(?i)\b(killed|killing|killings|kills|dead|deaths?|death toll|died|dies|dying|fatal(?:ly|ities|ity)?|wounded|injured|injur(?:y|ies)|casualties|massacre\w*|murder(?:s|ed)?|slain|stabb(?:ed|ing)|shot (?:dead|by|in)|gunmen|victims?|bodies|corpses?|funerals?|mourn\w*|famine|starv\w+|malnutrition|malnourished|hostages?|abduct\w+|kidnapp\w+|rap(?:e|ed|ist)|sexual(?:ly)? (?:abuse|assault)\w*|abused|tortur\w+|genocide|airstrikes?|air strikes?|bomb(?:ing|ings|ed)|refugees|displaced|missing people|suicide|drown\w*|earthquake|tsunami|cancer|outbreak)\b`)

var graveJa = pattern.MustCompile(`死亡|死者|死去|亡くな|犠牲|遺体|遺族|殺害|殺人|殺され|死傷|負傷|けが人|重傷|軽傷|重体|意識不明|心肺停止|行方不明|安否不明|溺れ|自殺|虐待|暴行|性的|被災|避難|空爆|爆撃|砲撃|銃撃|テロ|人質|拉致|飢餓|飢え|栄養失調|虐殺|震災|大地震|震度[67]|追悼|葬儀|難民|がんで|感染拡大`)
