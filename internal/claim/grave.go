package claim

import (
	"regexp"

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
		return graveJa.MatchString(s)
	}
	return graveEn.MatchString(s)
}

var graveEn = regexp.MustCompile(`(?i)\b(killed|killing|killings|kills|dead|deaths?|death toll|died|dies|dying|fatal(?:ly|ities|ity)?|wounded|injured|injur(?:y|ies)|casualties|massacre\w*|murder(?:s|ed)?|slain|stabb(?:ed|ing)|shot (?:dead|by|in)|gunmen|victims?|bodies|corpses?|funerals?|mourn\w*|famine|starv\w+|malnutrition|malnourished|hostages?|abduct\w+|kidnapp\w+|rap(?:e|ed|ist)|sexual(?:ly)? (?:abuse|assault)\w*|abused|tortur\w+|genocide|airstrikes?|air strikes?|bomb(?:ing|ings|ed)|refugees|displaced|missing people|suicide|drown\w*|earthquake|tsunami|cancer|outbreak)\b`)

var graveJa = regexp.MustCompile(`死亡|死者|死去|亡くな|犠牲|遺体|遺族|殺害|殺人|殺され|死傷|負傷|けが人|重傷|軽傷|重体|意識不明|心肺停止|行方不明|安否不明|溺れ|自殺|虐待|暴行|性的|被災|避難|空爆|爆撃|砲撃|銃撃|テロ|人質|拉致|飢餓|飢え|栄養失調|虐殺|震災|大地震|震度[67]|追悼|葬儀|難民|がんで|感染拡大`)
