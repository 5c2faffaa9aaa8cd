package digest

import (
	"fmt"
	"time"

	"kiku/internal/claim"
)

const day = 24 * time.Hour

// dayText prints a day as the digest's language does, without the year.
func dayText(t time.Time, lang string) string {
	if t.IsZero() {
		return ""
	}
	if lang == "ja" {
		return fmt.Sprintf("%d月%d日", int(t.Month()), t.Day())
	}
	return fmt.Sprintf("%s %d", t.Month(), t.Day())
}

var stanceWords = map[string]map[claim.Stance]string{
	"ja": {claim.Announce: "表明", claim.Support: "支持", claim.Oppose: "反対", claim.Demand: "要求", claim.Propose: "提案",
		claim.Accept: "受け入れ", claim.Reject: "拒否", claim.Condition: "条件つき", claim.Warn: "警告", claim.Deny: "否定",
		claim.Criticise: "批判", claim.OtherSay: "発言"},
	"en": {claim.Announce: "announces", claim.Support: "supports", claim.Oppose: "opposes", claim.Demand: "demands", claim.Propose: "proposes",
		claim.Accept: "accepts", claim.Reject: "rejects", claim.Condition: "on terms", claim.Warn: "warns", claim.Deny: "denies",
		claim.Criticise: "criticises", claim.OtherSay: "comments"},
}

// StanceWord is a stance as the ledger prints it; "" in a language without words.
func StanceWord(lang string, s claim.Stance) string { return stanceWords[lang][s] }
