package digest

import (
	"sort"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// alike are issues that reports call one thing by turns.
var alike = [][]string{{"jet", "plane", "aircraft"}, {"ship", "vessel"}, {"attack", "airstrike"}, {"migrants", "refugees"}}

// joinIssues gives positions on one thing one issue: "humanitarian aid" where the
// story has "aid" as well and no other kind of it, "plane" and "jet". The positions
// come by actor, issue and date, as they do from a ledger.
func joinIssues(held []claim.Position) []claim.Position {
	count := map[string]int{}
	out := append([]claim.Position(nil), held...)
	for i, p := range out {
		if turnsRound(p.On) || (against[p.Stance] || p.Stance == claim.Criticise) && ofIssue(p.On, p.Issue) {
			out[i].Issue, out[i].On = p.On, ""
		}
		count[out[i].Issue]++
	}
	one := map[string]string{}
	for _, group := range alike {
		best := ""
		for _, issue := range group {
			if count[issue] > count[best] {
				best = issue
			}
		}
		for _, issue := range group {
			if count[issue] > 0 && best != issue {
				one[issue] = best
			}
		}
	}
	kinds := map[string][]string{}
	for issue := range count {
		if i := strings.LastIndex(issue, " "); i >= 0 && !turnsRound(issue) && count[issue[i+1:]] > 0 {
			kinds[issue[i+1:]] = append(kinds[issue[i+1:]], issue)
		}
	}
	for broad, narrow := range kinds {
		if len(narrow) == 1 {
			one[narrow[0]] = broad
		}
	}
	rank := map[string]int{}
	for i := range out {
		if to := one[out[i].Issue]; to != "" {
			out[i].Issue = to
		}
		if _, known := rank[out[i].Normal]; !known {
			rank[out[i].Normal] = len(rank)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Normal != b.Normal {
			return rank[a.Normal] < rank[b.Normal]
		}
		if a.Issue != b.Issue {
			return a.Issue < b.Issue
		}
		return a.Date.Before(b.Date)
	})
	return out
}

// ofIssue reports whether an object is a kind of thing named after an issue: who is
// against an "aid strategy" is not against aid.
func ofIssue(on, issue string) bool {
	const stem = 3
	return len(issue) >= stem && strings.Contains(on, " ") && strings.HasPrefix(on, issue[:stem])
}

// turnsRound reports whether an object turns its issue round, so that both cannot stand
// in one column: who is for the "lifting of sanctions" is not for sanctions.
func turnsRound(on string) bool {
	return strings.Contains(on, " of ") || strings.Contains(on, " to ") || strings.Contains(on, " for ")
}

// labels names the issues of positions as their sentences print them: with the noun
// before it or the one that it is on where two sentences and most of them share
// it, or a title has it ("herring quota", "observers on boats"), in the number printed most often.
func (c *composer) labels(held []claim.Position) map[string]string {
	printed := map[string][]printedIssue{}
	seen := map[claim.Ref]bool{}
	for _, p := range held {
		if _, s, ok := c.sentenceAt(p.Ref); ok && !seen[p.Ref] && len(s.Words) > 0 {
			seen[p.Ref] = true
			if as, ok := issueAsPrinted(s, p.Issue); ok {
				printed[p.Issue] = append(printed[p.Issue], as)
			}
		}
	}
	out := map[string]string{}
	for issue, as := range printed {
		out[issue] = labelOf(issue, as, c.titled)
	}
	return out
}

// printedIssue is an issue in one sentence: its last noun as printed, the noun
// before it and the preposition and noun behind it, "" for none.
type printedIssue struct{ before, noun, behind string }

// titled reports whether words stand in a title of the story.
func (c *composer) titled(words string) bool {
	for _, r := range c.reports {
		if strings.Contains(strings.ToLower(r.text.Title.Text), words) {
			return true
		}
	}
	return false
}

func labelOf(issue string, as []printedIssue, titled func(string) bool) string {
	tally := func(of func(printedIssue) string) string {
		n := map[string]int{}
		best := ""
		for _, a := range as {
			w := of(a)
			n[w]++
			if w != "" && (n[w] > n[best] || best == "" || n[w] == n[best] && w < best) {
				best = w
			}
		}
		if n[best] < 2 || 2*n[best] < len(as) {
			return ""
		}
		return best
	}
	before, behind := tally(func(a printedIssue) string { return a.before }), tally(func(a printedIssue) string { return a.behind })
	noun := tally(func(a printedIssue) string { return a.noun })
	if noun == "" {
		noun = as[0].noun
	}
	for _, a := range as {
		if before == "" && behind == "" && a.before != "" && titled(a.before+" "+a.noun) {
			before = a.before
		}
	}
	label := issue
	if !strings.Contains(issue, " ") {
		label = noun
		if before != "" {
			label = before + " " + noun
		}
	}
	if behind != "" && before == "" {
		label += " " + behind
	}
	return label
}

// issueAsPrinted finds an English issue in a sentence.
func issueAsPrinted(s text.Sentence, issue string) (printedIssue, bool) {
	word := strings.TrimSuffix(lastWord(issue), "s")
	rs := []rune(s.Text)
	for i, w := range s.Words {
		low := strings.ToLower(w.Surface)
		if w.Class != text.Noun || strings.TrimSuffix(low, "s") != word && strings.TrimSuffix(low, "es") != word {
			continue
		}
		out := printedIssue{noun: low}
		if i > 0 {
			if b := s.Words[i-1]; b.Class == text.Noun && !b.Stop && b.Span.End+1 == w.Span.Start && b.Surface == strings.ToLower(b.Surface) {
				out.before = b.Surface
			}
		}
		out.behind = behindIssue(s, rs, i)
		return out, true
	}
	return printedIssue{}, false
}

// behindIssue is what an issue is on: the preposition "on" and the last noun of the
// phrase behind it, where that is no name and the phrase is short.
func behindIssue(s text.Sentence, rs []rune, i int) string {
	const longest = 4
	if i+1 >= len(s.Words) || strings.ToLower(s.Words[i+1].Surface) != "on" || s.Words[i+1].Span.Start != s.Words[i].Span.End+1 {
		return ""
	}
	noun := ""
	for k := i + 2; k < len(s.Words) && k <= i+1+longest; k++ {
		w := s.Words[k]
		if w.Span.Start != s.Words[k-1].Span.End+1 || rs[w.Span.Start-1] != ' ' {
			break
		}
		if w.Class == text.Noun && w.Surface == strings.ToLower(w.Surface) {
			noun = w.Surface
		} else if noun != "" {
			break
		}
	}
	if noun == "" {
		return ""
	}
	return "on " + noun
}
