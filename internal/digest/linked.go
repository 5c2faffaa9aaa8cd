package digest

import (
	"time"

	"kiku/internal/language/pattern"
)

// freshFor is how long "plans to" of a report tells where things stand.
const freshFor = 6 * 24 * time.Hour

var (
	linkedEn = pattern.MustCompile(`(?i)\b(?:also|however|all those|similarly|likewise|the former|the latter|for (?:his|her|its|their) part|as (?:he|she|[A-Z]\w+) spoke)\b`)
	linkedJa = pattern.MustCompile(`^(?:そんな|こうした|あとは|そして|なお|ほかに|そのほか|でも)|もその一つ|(?:伺|うかが)った。$|よね。$`)
)

// linked reports whether a sentence of the first lines or of the end would lean on
// what is not told there: it adds to something, or it tells what was to come weeks ago.
func (c *composer) linked(cand candidate) bool {
	s := cand.sentence()
	outside := outsideQuotes(s.Text)
	if c.lang == "ja" && linkedJa.MatchString(outside) || c.lang == "en" && linkedEn.MatchString(outside) {
		return true
	}
	old := c.newest().Sub(cand.report.article.Published) >= freshFor
	return old && yetToCome.MatchString(outside) && !pastFact.MatchString(outside)
}
