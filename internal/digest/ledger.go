package digest

import (
	"regexp"

	"kiku/internal/claim"
)

// Bounds of the ledger: what a reader can take in as a table on a phone.
const (
	maxActors    = 7
	maxIssues    = 5
	maxPositions = 4
)

// ledger prints the positions of the story's main actors on its main issues.
func (c *composer) ledger(held []claim.Position) []Holding {
	issues := topIssues(held)
	index := map[[2]string]int{}
	actors := map[string]bool{}
	var out []Holding
	for _, p := range held {
		if !issues[p.Issue] || !actors[p.Normal] && len(actors) == maxActors {
			continue
		}
		r, s, ok := c.sentenceAt(p.Ref)
		if !ok || doubled.MatchString(s.Text) || !standsAlone(r.reading, s, r.article.Lang) || !namedSpeaker(p.Actor, s, r.article.Lang) || outlet.MatchString(p.Actor) || p.Stance == claim.Announce && maybe.MatchString(s.Text) {
			continue
		}
		key := [2]string{p.Normal, p.Issue}
		at, known := index[key]
		if known && len(out[at].Positions) == maxPositions {
			continue
		}
		l := c.sentenceLine(r.reading, s, 0)
		if l.IsZero() {
			continue
		}
		if !known {
			at = len(out)
			index[key] = at
			actors[p.Normal] = true
			out = append(out, Holding{Actor: p.Actor, Issue: p.Issue})
		}
		changed := p.Changed && len(out[at].Positions) > 0
		out[at].Positions = append(out[at].Positions, HeldPosition{Stance: p.Stance, Date: p.Date, Changed: changed, Line: l})
	}
	return out
}

// doubled matches a refusal of a lack, which is a demand: "would not sign
// without observers". The stance is not told from the cue alone there.
var doubled = regexp.MustCompile(`(?i)\b(not|never|refus\w*|reject\w*)\b.{0,80}\bwithout\b|no longer|declined to (comment|offer|say)|なければ.{0,20}ない`)

// maybe matches what is only possible: an assessment, which announces nothing.
var maybe = regexp.MustCompile(`\b(?:could|might|may)(?: (?:also|even|well|yet|soon|still))? (?:be |have )?[a-z]+\b`)

// topIssues are the issues that most positions are on.
func topIssues(held []claim.Position) map[string]bool {
	count := map[string]int{}
	var order []string
	for _, p := range held {
		if count[p.Issue] == 0 {
			order = append(order, p.Issue)
		}
		count[p.Issue]++
	}
	out := map[string]bool{}
	for len(out) < maxIssues && len(out) < len(order) {
		best := ""
		for _, issue := range order {
			if !out[issue] && (best == "" || count[issue] > count[best]) {
				best = issue
			}
		}
		out[best] = true
	}
	return out
}
