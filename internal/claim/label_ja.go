package claim

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// longestLabel is how many letters a Japanese label may have: what fits the
// head of a column.
const longestLabel = 16

// nounRun is nouns in a row of a Japanese sentence, "の" between them left in.
type nounRun struct {
	surface string
	after   string // the word behind it: a particle, or the verb する
	acts    bool   // ends in a noun of action (撤廃, 加盟)
	done    bool   // with する behind it
}

// labelJa names what a stretch of a Japanese sentence is about in its own
// words: the act with what it is done to (規制の撤廃 for 規制を撤廃した), else what
// stands as object, subject or topic. "" when there is no noun.
func labelJa(s text.Sentence, within text.Span) string {
	runs := nounRuns(s, within)
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].acts && runs[i].done {
			return actLabel(runs, i)
		}
	}
	for _, particles := range [][]string{{"を"}, {"が"}, {"は", "も"}, {"に", "で", "と", ""}} {
		for i := len(runs) - 1; i >= 0; i-- {
			if set1(runs[i].after, particles...) {
				return runs[i].surface
			}
		}
	}
	if len(runs) > 0 {
		return runs[len(runs)-1].surface
	}
	return ""
}

// actLabel joins an act with the noun that it is done to, or that does it.
func actLabel(runs []nounRun, at int) string {
	act := runs[at].surface
	for _, particles := range [][]string{{"を"}, {"に", "への", "へ", "について"}, {"が", "は", "も"}} {
		for i := at - 1; i >= 0 && i >= at-3; i-- {
			joined := runs[i].surface + "の" + act
			if set1(runs[i].after, particles...) && utf8.RuneCountInString(joined) <= longestLabel {
				return joined
			}
		}
	}
	return act
}

// nounRuns returns the nouns of a stretch that can name a matter.
func nounRuns(s text.Sentence, within text.Span) []nounRun {
	var out []nounRun
	for i := 0; i < len(s.Words); {
		j, run := i, nounRun{}
		for j < len(s.Words) && labelWordJa(s.Words[j], within) {
			run.surface += s.Words[j].Surface
			run.acts = strings.Contains(s.Words[j].Detail, "サ変接続")
			j++
			if j+1 < len(s.Words) && s.Words[j].Surface == "の" && labelWordJa(s.Words[j+1], within) {
				run.surface += "の"
				j++
			}
		}
		if j == i {
			i++
			continue
		}
		if j < len(s.Words) && s.Words[j].Span.Start < within.End {
			run.after = s.Words[j].Surface
			run.done = s.Words[j].Base == "する" || s.Words[j].Base == "できる"
		}
		run.surface = lastOf(run.surface)
		if utf8.RuneCountInString(run.surface) > 1 && !vagueJa[run.surface] {
			out = append(out, run)
		}
		i = j
	}
	return out
}

// lastOf keeps the end of a chain of nouns that is too long for a label.
func lastOf(chain string) string {
	for utf8.RuneCountInString(chain) > longestLabel-4 {
		_, rest, ok := strings.Cut(chain, "の")
		if !ok {
			return chain
		}
		chain = rest
	}
	return chain
}

// labelWordJa reports whether a word may stand in a label.
func labelWordJa(w text.Word, within text.Span) bool {
	if w.Class != text.Noun && w.Class != text.ProperNoun || w.Span.Start < within.Start || w.Span.End > within.End {
		return false
	}
	for _, d := range []string{"非自立", "代名詞", "名詞,数", "副詞可能", "接尾,助数詞", "接尾,人名"} {
		if strings.Contains(w.Detail, d) {
			return false
		}
	}
	return true
}
