package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// maxGaps bounds how often a reduction may skip: with more holes than this the
// words are picked, not reduced.
const maxGaps = 5

// checkReduction asks that what is left stands in one cited sentence in the
// same order, that only whole words were left out, and that nothing left out
// turns the meaning. A speaker printed beside the line stands for a dropped
// attribution.
func checkReduction(printed, speaker string, sentences []cited) error {
	worst := fmt.Errorf("%w: %q", ErrNotThere, printed)
	for _, s := range sentences {
		kept, ok := align(printed, s.sentence.Text)
		if !ok {
			continue
		}
		err := reductionHolds(printed, speaker, s, kept)
		if err == nil {
			return nil
		}
		worst = err
	}
	return worst
}

func reductionHolds(printed, speaker string, s cited, kept []text.Span) error {
	if len(kept) > maxGaps+1 {
		return fmt.Errorf("%w: %d holes", ErrNotThere, len(kept)-1)
	}
	source := []rune(s.sentence.Text)
	dropped := complement(kept, len(source))
	for _, d := range dropped {
		if freely(s, d) {
			continue
		}
		if cutsWord(s.sentence, d) || leavesEnding(s.sentence, d) {
			return fmt.Errorf("%w: %q", ErrCut, string(source[d.Start:d.End]))
		}
	}
	for _, f := range s.sentence.Figures {
		if cutsSpan(dropped, f.Span) {
			return fmt.Errorf("%w: figure %q", ErrCut, f.Surface)
		}
	}
	for _, n := range s.sentence.Names {
		if cutsSpan(dropped, n.Span) && !holds(printed, n.Surface) && !slices.ContainsFunc(dropped, func(d text.Span) bool { return d.Overlaps(n.Span) && freely(s, d) }) {
			return fmt.Errorf("%w: name %q", ErrCut, n.Surface)
		}
	}
	if err := daysKept(s, dropped); err != nil {
		return err
	}
	if err := attributionHolds(printed, speaker, s, kept, dropped); err != nil {
		return err
	}
	region := text.Span{End: len(source)}
	if speaker != "" {
		said, ok := spokenRegion(s, kept, speaker)
		if !ok {
			return fmt.Errorf("%w: not all of it is what %s says", ErrSpeaker, speaker)
		}
		region = said
	}
	if err := nothingTurned(s, dropped, region); err != nil {
		return err
	}
	if err := cleanCuts(s, kept, dropped, region, speaker); err != nil {
		return err
	}
	return wholePhrases(s, kept, dropped, region, speaker)
}

// nothingTurned refuses a dropped negation, hedge or condition in the region that
// a line is a part of: what stands outside of what a speaker says belongs to the
// cue and may go when the speaker is printed beside.
func nothingTurned(s cited, dropped []text.Span, region text.Span) error {
	rs := []rune(s.sentence.Text)
	for _, d := range dropped {
		if d.Start, d.End = max(d.Start, region.Start), min(d.End, region.End); d.Start >= d.End {
			continue
		}
		if cut := string(rs[d.Start:d.End]); exclusion.MatchString(cut) {
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		}
	}
	turning := append(claim.Negations(s.sentence), claim.Hedges(s.sentence)...)
	for _, t := range turning {
		if inDate(s.sentence, t) {
			continue
		}
		for _, d := range dropped {
			if !d.Overlaps(t) {
				continue
			}
			if !region.Overlaps(t) {
				continue
			}
			return fmt.Errorf("%w: %q", ErrTurned, string(rs[t.Start:t.End]))
		}
	}
	return nil
}

// exclusion matches words that narrow what is said.
var exclusion = regexp.MustCompile(`(?i)exclud|\bexcept|apart from|other than|を除|以外`)

// inDate reports whether a span is part of a date: the May of "May 21" is no
// hedge.
func inDate(s text.Sentence, t text.Span) bool {
	for _, d := range s.Dates {
		if d.Span.Contains(t) {
			return true
		}
	}
	return false
}

// attributionHolds asks that who says it is kept: when what is left lies in
// the content of a statement, the speaker must be left too or be printed
// beside the line.
func attributionHolds(printed, speaker string, s cited, kept, dropped []text.Span) error {
	if len(kept) == 0 {
		return ErrNotThere
	}
	all := text.Span{Start: kept[0].Start, End: kept[len(kept)-1].End}
	for _, st := range s.statements[s.sentence.Index] {
		if !st.ContentSpan.Overlaps(all) {
			continue
		}
		if st.Resolved || st.Speaker == "" {
			// The sentence does not print who speaks; whole clauses may be
			// kept only if the speaker stands beside the line or the cue is left.
			if speaker != "" && !sameName(st.Speaker, st.SpeakerNormal, speaker) {
				return fmt.Errorf("%w: %s, not %s", ErrSpeaker, st.Speaker, speaker)
			}
			if speaker == "" && !holds(printed, st.Cue) {
				return fmt.Errorf("%w: who says it (%s)", ErrTurned, st.Cue)
			}
			continue
		}
		if speaker != "" {
			if !sameName(st.Speaker, st.SpeakerNormal, speaker) {
				return fmt.Errorf("%w: %s, not %s", ErrSpeaker, st.Speaker, speaker)
			}
			if (turningCue.MatchString(st.Cue) || cueTurned(s, st)) && !cueKept(st, s, dropped) {
				return fmt.Errorf("%w: %s", ErrTurned, st.Cue)
			}
			continue
		}
		if !holds(printed, st.Speaker) && !shortSpeaker(printed, st, s, dropped) || st.Cue != "" && !cueKept(st, s, dropped) {
			return fmt.Errorf("%w: who says it (%s)", ErrTurned, st.Speaker)
		}
	}
	if speaker != "" && !anySpeaker(s, speaker) {
		return fmt.Errorf("%w: %s", ErrSpeaker, speaker)
	}
	return nil
}

// shortSpeaker reports whether the speaker is left by the surname.
func shortSpeaker(printed string, st claim.Statement, s cited, dropped []text.Span) bool {
	for _, n := range s.sentence.Names {
		if onePerson(n.Surface, st.Speaker) && holds(printed, lastPart(n.Surface)) &&
			slices.ContainsFunc(dropped, func(d text.Span) bool { return d.Overlaps(n.Span) && freely(s, d) }) {
			return true
		}
	}
	return false
}

// turningCue matches cues after which the speaker does not hold what follows:
// dropped, they would turn a doubt into a claim.
var turningCue = regexp.MustCompile(`(?i)doubt|den(y|ie)|reject|refus|dismiss|question|rul(e|es|ed|ing) out|disput|refut|oppos|against|accus|condemn|criticis|criticiz|slam|blast|blam|否定|疑問|疑|拒|反対|批判|非難|退け|一蹴`)

func anySpeaker(s cited, speaker string) bool {
	for _, st := range s.statements[s.sentence.Index] {
		if sameName(st.Speaker, st.SpeakerNormal, speaker) {
			return true
		}
	}
	return false
}

// cueKept reports whether some occurrence of the cue outside the content is
// left in the line.
func cueKept(st claim.Statement, s cited, dropped []text.Span) bool {
	source := []rune(s.sentence.Text)
	cue := []rune(st.Cue)
	found := false
	for i := 0; i+len(cue) <= len(source); i++ {
		at := text.Span{Start: i, End: i + len(cue)}
		if string(source[at.Start:at.End]) != st.Cue {
			continue
		}
		found = true
		if !overlapsAny(dropped, at) {
			return true
		}
	}
	return !found // a cue in parts ("told … that") is judged by its speaker alone
}

func overlapsAny(spans []text.Span, s text.Span) bool {
	for _, o := range spans {
		if o.Overlaps(s) {
			return true
		}
	}
	return false
}

// complement returns what kept leaves out of n runes.
func complement(kept []text.Span, n int) []text.Span {
	var out []text.Span
	at := 0
	for _, k := range kept {
		if k.Start > at {
			out = append(out, text.Span{Start: at, End: k.Start})
		}
		at = k.End
	}
	if at < n {
		out = append(out, text.Span{Start: at, End: n})
	}
	return out
}

// cutsWord reports whether a dropped span begins or ends inside a word.
func cutsWord(s text.Sentence, d text.Span) bool {
	for _, w := range s.Words {
		if w.Span.Start < d.Start && d.Start < w.Span.End || w.Span.Start < d.End && d.End < w.Span.End {
			return true
		}
	}
	return false
}

// leavesEnding reports whether a dropped span begins with what inflects the
// word before it: a Japanese auxiliary (ない, た, れる) is part of its predicate.
func leavesEnding(s text.Sentence, d text.Span) bool {
	for _, w := range s.Words {
		if w.Span.Start == d.Start && d.Start > 0 {
			for _, ending := range inflections {
				if strings.HasPrefix(w.Detail, ending) {
					return true
				}
			}
		}
	}
	return false
}

// inflections are the IPA parts of speech that end a predicate.
var inflections = []string{"助動詞", "動詞,接尾", "動詞,非自立", "形容詞,非自立", "助詞,接続助詞"}

// cutsSpan reports whether part of s, but not all, is dropped.
func cutsSpan(dropped []text.Span, s text.Span) bool {
	gone := 0
	for _, d := range dropped {
		lo, hi := max(d.Start, s.Start), min(d.End, s.End)
		if hi > lo {
			gone += hi - lo
		}
	}
	return gone > 0 && gone < s.Len()
}

// token is a unit of alignment: a Latin word or number, or one character.
type token struct {
	text string
	span text.Span
}

// tokens cuts a text into units of alignment; white space is dropped, spans
// count runes of s.
func tokens(s string) []token {
	var out []token
	rs := []rune(s)
	for i := 0; i < len(rs); {
		if unicode.IsSpace(rs[i]) {
			i++
			continue
		}
		j := i + 1
		if wordRune(rs[i]) {
			for j < len(rs) && (wordRune(rs[j]) || numberMark(rs, j)) {
				j++
			}
		}
		out = append(out, token{strings.ToLower(same(norm.NFKC.String(string(rs[i:j])))), text.Span{Start: i, End: j}})
		i = j
	}
	return out
}

func wordRune(r rune) bool {
	return !unspaced(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

// numberMark reports whether rs[j] is a point or comma between digits.
func numberMark(rs []rune, j int) bool {
	return (rs[j] == ',' || rs[j] == '.') && j > 0 && j+1 < len(rs) && unicode.IsDigit(rs[j-1]) && unicode.IsDigit(rs[j+1])
}

// align finds printed as a subsequence of source with the fewest holes and
// returns the kept runes of source. A final sentence mark may be added.
// The capital of the first word may differ, as tokens are compared in lower case.
func align(printed, source string) ([]text.Span, bool) {
	p, s := tokens(trimEnd(printed)), tokens(source)
	if len(p) == 0 || len(p) > len(s) {
		return nil, false
	}
	if len(s) > 1000 { // no sentence a reader would see
		return nil, false
	}
	return fewestHoles(p, s)
}

// fewestHoles is dynamic programming over (printed token, source token):
// cost[i][j] is the least number of runs when printed[:i+1] ends at source[j].
func fewestHoles(p, s []token) ([]text.Span, bool) {
	const far = 1 << 20
	n, m := len(p), len(s)
	cost := make([]int, n*m)
	from := make([]int, n*m)
	for i := range n {
		best, bestAt := far, -1 // least cost[i-1][k] for k < j-1
		for j := range m {
			cost[i*m+j], from[i*m+j] = far, -1
			if j >= 2 && i > 0 && cost[(i-1)*m+j-2] < best {
				best, bestAt = cost[(i-1)*m+j-2], j-2
			}
			if p[i].text != s[j].text {
				continue
			}
			if i == 0 {
				cost[j] = 1
				continue
			}
			if j > 0 && cost[(i-1)*m+j-1] < far {
				cost[i*m+j], from[i*m+j] = cost[(i-1)*m+j-1], j-1
			}
			if best+1 < cost[i*m+j] {
				cost[i*m+j], from[i*m+j] = best+1, bestAt
			}
		}
	}
	end := -1
	for j := range m {
		if cost[(n-1)*m+j] < far && (end < 0 || cost[(n-1)*m+j] < cost[(n-1)*m+end]) {
			end = j
		}
	}
	if end < 0 {
		return nil, false
	}
	return runs(from, s, n, m, end), true
}

// runs walks the table back and joins neighbouring tokens.
func runs(from []int, s []token, n, m, end int) []text.Span {
	at := make([]int, n)
	for i, j := n-1, end; i >= 0; i-- {
		at[i] = j
		j = from[i*m+j]
	}
	var out []text.Span
	for i, j := range at {
		if i > 0 && at[i-1] == j-1 {
			out[len(out)-1].End = s[j].span.End
			continue
		}
		out = append(out, s[j].span)
	}
	return out
}
