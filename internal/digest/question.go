package digest

import (
	"regexp"

	"kiku/internal/claim"
)

// turn is what a section turns on: its question, the answer that a cited
// sentence gives, and what the remarks may take up.
type turn struct {
	question, answer, heading Line
	statement                 *claim.Statement
	actor                     string // who speaks, as the question prints it
}

// turn finds the question of a chapter: how many, where people came to harm;
// then what its sentences answer; then what somebody said; then what happened and
// where. Nothing is asked in a language without forms.
func (c *composer) turn(ch chapter, lead bool) turn {
	if formText(c.lang, "q.what.1") == "" {
		return turn{}
	}
	if t, ok := c.countTurn(ch); ok {
		return t
	}
	if c.lang == "en" {
		return c.turnEn(ch)
	}
	if t, ok := c.askTurn(ch, c.wellAsked()); ok {
		return t
	}
	if lead && done.MatchString(ch.reports[0].article.Title) {
		if t, ok := c.askTurn(ch, c.asking.Least); ok {
			return t
		}
		if t := c.happeningTurn(ch); !t.answer.IsZero() {
			return t
		}
	}
	if t, ok := c.statementTurn(ch); ok {
		return t
	}
	if t, ok := c.askTurn(ch, c.asking.Least); ok {
		return t
	}
	return c.happeningTurn(ch)
}

// done matches titles of something decided: the first section then asks what
// happened, not what somebody said of it.
var done = regexp.MustCompile(`(?i)\b(signs?|signed|agrees?|agreed|resigns?|steps down|bows out|elected|adopts?|adopted|approves?|approved|arrests?|arrested|reopens?|wins?|freed|shot dead|killed|pauses?|suspends?|freezes)\b|合意|署名|辞任|決定|再開|逮捕|可決|締結|成立`)
