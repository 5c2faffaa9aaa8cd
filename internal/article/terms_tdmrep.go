package article

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// TDMRule is one entry of a site's /.well-known/tdmrep.json: whether rights to
// text and data mining are reserved for the paths that match.
type TDMRule struct {
	Location    string `json:"location"`
	Reservation int    `json:"tdm-reservation"`
	Policy      string `json:"tdm-policy"`
}

// maxTDMRules is how many rules of one site are read.
const maxTDMRules = 1000

// ParseTDMRep reads a tdmrep.json (W3C TDM Reservation Protocol, section 6.1):
// a list of rules, the first that matches a path counts.
func ParseTDMRep(data []byte) ([]TDMRule, error) {
	var rules []TDMRule
	if err := json.Unmarshal(data, &rules); err != nil {
		return nil, fmt.Errorf("tdmrep.json: %w", err)
	}
	return rules[:min(len(rules), maxTDMRules)], nil
}

// TDMTerms returns what the rules of a site say of a path with its query ("/a/b?c").
func TDMTerms(rules []TDMRule, path string) Terms {
	for _, r := range rules {
		if matchesTDM(r.Location, path) {
			if r.Reservation != 1 {
				return Terms{}
			}
			return Terms{Reserved: true, Policy: r.Policy}
		}
	}
	return Terms{}
}

// matchesTDM matches like robots.txt does: "*" is any run of characters, "$" at
// the end is the end, otherwise the pattern is a beginning.
func matchesTDM(pattern, path string) bool {
	if pattern == "" || len(pattern) > maxURL {
		return false
	}
	pattern, whole := strings.CutSuffix(pattern, "$")
	expression := "^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*")
	if whole {
		expression += "$"
	}
	re, err := regexp.Compile(expression)
	return err == nil && re.MatchString(path)
}
