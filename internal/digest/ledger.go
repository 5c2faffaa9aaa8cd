package digest

import (
	"regexp"
	"strings"

	"kiku/internal/claim"
)

// Bounds of the ledger: what a reader can take in as a table on a phone.
const (
	maxActors    = 7
	maxIssues    = 5
	maxPositions = 4
)

// firmPositions are the positions of a story that a reader may lean on: the actor is
// the subject of the verb that carries the stance and the issue its object
// (claim.Position.Sure), the issue belongs to the story and the sentence to its
// event, and it can be printed alone. In the order of the ledger.
func (c *composer) firmPositions() []claim.Position {
	if c.firm != nil {
		return *c.firm
	}
	var out []claim.Position
	ofStory := map[string]bool{}
	for _, p := range c.positions() {
		r, s, ok := c.sentenceAt(p.Ref)
		if !ok || !p.Sure || doubled.MatchString(s.Text) || !standsAlone(r.reading, s, r.article.Lang) || !namedSpeaker(p.Actor, s, r.article.Lang) || outlet.MatchString(p.Actor) || p.Stance == claim.Announce && maybe.MatchString(s.Text) {
			continue
		}
		if _, known := ofStory[p.Issue]; !known {
			ofStory[p.Issue] = c.issueOfStory(p.Issue)
		}
		if ofStory[p.Issue] && (c.lang != "en" || r.article.Lang != "en" || c.profiles[r.event].relevance(contentWords(s)) >= onMatter) {
			out = append(out, p)
		}
	}
	out = joinIssues(out)
	c.firm = &out
	return out
}

// onMatter is the relevance under which an English position is an aside in its
// report. Japanese positions are too short for it: their topic is left out.
const onMatter = 0.05

// issueShare is the part of a story's reports that must open with an issue's word
// for it to be the story's.
const issueShare = 8

// issueOfStory reports whether an issue stands in a title of the story or in the
// opening of an eighth of its reports, and of two where there are more than three.
func (c *composer) issueOfStory(issue string) bool {
	word := lastWord(issue)
	if n := len([]rune(word)); n > 4 && !unspaced(firstRune(word)) {
		word = strings.TrimSuffix(strings.TrimSuffix(word, "s"), "ie") // one form for both numbers
	}
	opened := 0
	for _, r := range c.reports {
		if strings.Contains(strings.ToLower(r.text.Title.Text), word) {
			return true
		}
		for _, s := range firstSentences(r, 3) {
			if strings.Contains(strings.ToLower(s.Text), word) {
				opened++
				break
			}
		}
	}
	least := max(1, (len(c.reports)+issueShare-1)/issueShare)
	if len(c.reports) > 3 {
		least = max(2, least)
	}
	return opened >= least
}

// ledger prints the positions of the story's main actors on its main issues.
func (c *composer) ledger(held []claim.Position) []Holding {
	issues, labels := topIssues(held), map[string]string{}
	if c.lang == "en" {
		labels = c.labels(held)
	}
	index := map[[2]string]int{}
	actors := map[string]bool{}
	told := map[claim.Ref]bool{}
	var out []Holding
	for _, p := range held {
		if !issues[p.Issue] || told[p.Ref] || !actors[p.Normal] && len(actors) == maxActors {
			continue
		}
		r, s, ok := c.sentenceAt(p.Ref)
		if vagueIssue[p.Issue] && !strings.Contains(labels[p.Issue]+p.On, " ") && !heldByTwo(held, p.Issue) {
			continue
		}
		key := [2]string{p.Normal, p.Issue}
		at, known := index[key]
		if !ok || known && len(out[at].Positions) == maxPositions {
			continue
		}
		l := c.sentenceLine(r.reading, s, 0)
		if l.IsZero() {
			continue
		}
		told[p.Ref] = true
		if !known {
			at = len(out)
			index[key] = at
			actors[p.Normal] = true
			out = append(out, Holding{Actor: p.Actor, Issue: p.Issue, Label: labels[p.Issue]})
			if p.On != "" && !strings.Contains(labels[p.Issue], " ") {
				out[at].Label = p.On
			}
		} else if p.On == "" || out[at].Label != p.On {
			out[at].Label = labels[p.Issue]
		}
		changed := p.Changed && len(out[at].Positions) > 0
		out[at].Positions = append(out[at].Positions, HeldPosition{Stance: p.Stance, Date: p.Date, Changed: changed, Line: l})
	}
	return out
}

// vagueIssue are issues that name nothing where one actor alone holds them.
var vagueIssue = map[string]bool{"plan": true, "plans": true, "meeting": true, "visit": true, "call": true, "programme": true, "project": true, "package": true, "rule": true, "agreement": true, "virus": true, "workers": true, "worker": true, "support": true, "security": true}

// heldByTwo reports whether two actors hold positions on an issue.
func heldByTwo(held []claim.Position, issue string) bool {
	first := ""
	for _, p := range held {
		if p.Issue == issue && first != "" && p.Normal != first {
			return true
		}
		if p.Issue == issue {
			first = p.Normal
		}
	}
	return false
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
