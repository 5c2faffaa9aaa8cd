package digest

import (
	"strings"

	"kiku/internal/language/text"
)

// Support is how far a source bears out a line, from 0 to 1, where [Checker.Check]
// says only yes or no. Its parts are what the check of written lines asks, as
// shares: content words that stand in the source, and names and figures, which
// weigh twice; the small words between, as runs of three words that stand
// there. It knows no meaning: another word for the same counts as a word that is
// not there. Runs weigh three times as much as words: of even weights and these,
// tried on the given part of QAGS, these ranked better.
func Support(line text.Sentence, source []text.Sentence) float64 {
	p := partsOf(line, source)
	return (p.words + 3*p.runs) / 4
}

// supportParts are the shares that [Support] is made of.
type supportParts struct{ words, runs float64 }

func partsOf(line text.Sentence, source []text.Sentence) supportParts {
	known, runs := map[string]bool{}, map[string]bool{}
	for _, s := range source {
		for _, w := range s.Words {
			known[strings.ToLower(w.Base)] = true
		}
		for _, r := range runsOf(s) {
			runs[r] = true
		}
	}
	weight, held := 0.0, 0.0
	for _, w := range line.Words {
		if !content(w) {
			continue
		}
		one := 1.0
		if w.Class == text.Number || inName(line, w.Span) {
			one = 2
		}
		weight += one
		if known[strings.ToLower(w.Base)] {
			held += one
		}
	}
	mine, there := runsOf(line), 0.0
	for _, r := range mine {
		if runs[r] {
			there++
		}
	}
	return supportParts{ratioOf(held, weight), ratioOf(there, float64(len(mine)))}
}

// runsOf are the runs of three words of a sentence, marks left out.
func runsOf(s text.Sentence) []string {
	var words, out []string
	for _, w := range s.Words {
		if w.Class == text.Mark {
			continue
		}
		words = append(words, strings.ToLower(w.Surface))
		if n := len(words); n >= 3 {
			out = append(out, strings.Join(words[n-3:], " "))
		}
	}
	return out
}

func inName(s text.Sentence, span text.Span) bool {
	for _, n := range s.Names {
		if n.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

func ratioOf(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
