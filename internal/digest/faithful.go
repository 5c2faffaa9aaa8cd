package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// A model may leave out, move one part before another and choose the small words
// between. It may bring no word of its own: a looser rule, seven words of ten,
// lets one wrong verb pass.

// mostRuns is in how many pieces of the source's order a written line may stand:
// two allow "Quill said the ferry stops" for "The ferry stops, Quill said".
// Three would allow "B sued A" for "A sued B".
const mostRuns = 2

// faithful holds a model's sentence against the cited ones beyond its names and
// numbers: it is one sentence; every content word is theirs, in their order;
// figures keep unit and bound; what turns a meaning is kept and not gained; who
// says it is kept.
func faithful(p Printed, line text.Sentence, sentences []cited) error {
	if m := paired.FindString(p.Text); m != "" && !strings.Contains(m, " and ") {
		return fmt.Errorf("%w: half of a pair", ErrCut)
	}
	for _, rule := range []func(text.Sentence, []cited) error{ownWords, sameJoints, sameCapitals, sameFigures, sameTurns, sameShares, sameSource} {
		if err := rule(line, sentences); err != nil {
			return err
		}
	}
	if p.Lang == "ja" {
		if !sameTense(p.Text, sentences) {
			return fmt.Errorf("%w: the time of its verb", ErrTurned)
		}
		if err := sameCases(line, sentences); err != nil {
			return err
		}
	}
	r := statedIn(p, line, sentences)
	if err := sameSpeakers(r, sentences); err != nil {
		return err
	}
	if err := sameCompany(r, sentences); err != nil {
		return err
	}
	return sameOrder(r, sentences)
}

// paired matches what follows "between" and "both": without an "and", as in
// "between March 2015", one half of the pair is gone.
var paired = regexp.MustCompile(`(?i)\b(between|both)\b.*`)

func content(w text.Word) bool {
	return !w.Stop && w.Class != text.Mark && w.Class != text.Particle && w.Class != text.Conjunction
}

// ownWords asks that every content word stands in a cited sentence, verbs with
// the same ending (closed is not closes), no more often than there, in at most
// mostRuns pieces of its order.
func ownWords(line text.Sentence, sentences []cited) error {
	_, err := placed(line, sentences)
	return err
}

// contentOf are the places of the content words among a sentence's words.
func contentOf(s text.Sentence) []int {
	var out []int
	for i, w := range s.Words {
		if content(w) {
			out = append(out, i)
		}
	}
	return out
}

// toldBy are the content words of a source without its dateline: a place or an
// agency before the sentence does nothing in it.
func toldBy(s text.Sentence) []int {
	end := len([]rune(datelineEn.FindString(s.Text)))
	if s.Paragraph < 0 {
		end = 0
	}
	end = max(end, len([]rune(creditFirst.FindString(s.Text))))
	var out []int
	for _, i := range contentOf(s) {
		if s.Words[i].Span.Start >= end {
			out = append(out, i)
		}
	}
	return out
}

// creditFirst matches what stands before an English sentence: the credit of a
// picture, a place with its date and agency.
var creditFirst = regexp.MustCompile(`^(\([^()]*\)|[A-Z][A-Z .'-]{2,30},? [A-Z][a-z]+\.? \d{1,2} \([^()]*\) ?[-–—]*)\s*`)

// placed finds for each content word of a line the one of the sources that it
// repeats, counted over all content words of the sentences.
func placed(line text.Sentence, sentences []cited) ([]int, error) {
	at := map[string][]int{}
	n := 0
	for _, s := range sentences {
		for _, i := range toldBy(s.sentence) {
			w := s.sentence.Words[i]
			at[wordKey(w)] = append(at[wordKey(w)], n)
			n++
		}
		n++ // words of two sentences do not stand side by side
	}
	var out []int
	runs, last, seam := 1, -1, 0
	taken := map[int]bool{}
	mine := contentOf(line)
	for _, i := range mine {
		w := line.Words[i]
		next := -1
		for _, place := range at[wordKey(w)] {
			if taken[place] {
				continue
			}
			if next < 0 || next < last && place > last {
				next = place
			}
		}
		if next < 0 {
			return nil, fmt.Errorf("%w: the word %q", ErrNotThere, w.Surface)
		}
		if next < last {
			runs++
			seam = len(out)
		}
		taken[next] = true
		out = append(out, next)
		last = next
	}
	if len(out) < 2 {
		return nil, fmt.Errorf("%w: too little is left", ErrCut)
	}
	if runs > mostRuns || runs > 1 && !moves(line, mine[seam], out, seam) {
		return nil, fmt.Errorf("%w: its words stand there in another order", ErrTurned)
	}
	return out, nil
}

// moves reports whether a line may stand in two pieces, which meet at a word (the
// seam-th of those placed): one of them says who says it, or when, or is what
// somebody says, and stands in the source in one stretch, so that nothing else was
// moved.
func moves(line text.Sentence, word int, places []int, seam int) bool {
	rs := []rune(line.Text)
	at := line.Words[word].Span.Start
	for i, piece := range []string{string(rs[:at]), string(rs[at:])} {
		block, rest := places[:seam], places[seam:]
		if i == 1 {
			block, rest = rest, block
		}
		lo, hi := slices.Min(block), slices.Max(block)
		quoted := i == 0 && strings.HasPrefix(piece, "「") && toldJa.MatchString(string(rs[at:]))
		if (quoted || saysSo.MatchString(piece) || toldJa.MatchString(piece) || weekday.MatchString(piece)) &&
			!slices.ContainsFunc(rest, func(p int) bool { return p > lo && p < hi }) {
			return true
		}
	}
	return false
}

// toldJa matches Japanese verbs of saying wherever the speaker stands.
var toldJa = regexp.MustCompile(`発表し|述べ|話し|語[らりるっ]|明らかにし|報じ|伝え|説明し|主張し|指摘し|表明し|評価し|コメントし|批判し|強調し`)

// sameJoints asks that between two words that stand side by side in the line as
// in the source stands what stands there: the small words say who does it to
// whom, when, and whether. So does what follows the last word.
func sameJoints(line text.Sentence, sentences []cited) error {
	if len(sentences) != 1 {
		return nil
	}
	source := sentences[0].sentence
	places, err := placed(line, sentences)
	if err != nil {
		return err
	}
	if len(places) == 0 {
		return nil
	}
	mine, theirs := contentOf(line), toldBy(source)
	start := 0
	if places[0] > 0 {
		start = theirs[places[0]-1] + 1
	}
	if head, before := joint(line.Words[:mine[0]]), joint(source.Words[start:theirs[places[0]]]); head != "" && !strings.HasSuffix(" "+before, " "+head) {
		return fmt.Errorf("%w: %q at the beginning, not %q", ErrTurned, head, before)
	}
	for k, place := range places {
		from, to := mine[k], len(line.Words)
		if k+1 < len(places) {
			to = mine[k+1]
			if next := places[k+1]; next != place+1 {
				if next > place && !between(line.Words[from+1:to], source.Words[theirs[place]+1:theirs[next]], unspacedTitle([]rune(line.Text))) {
					return fmt.Errorf("%w: %q after %q", ErrTurned, joint(line.Words[from+1:to]), line.Words[from].Surface)
				}
				continue
			}
		} else if place != len(theirs)-1 {
			tail, after := joint(line.Words[from+1:]), source.Words[theirs[place]+1:theirs[place+1]]
			ends := strings.HasPrefix(joint(after), tail)
			if unspacedTitle([]rune(line.Text)) {
				ends = endsSo(tail, after, source.Words[theirs[len(theirs)-1]+1:])
			}
			if !ends {
				return fmt.Errorf("%w: %q at the end", ErrTurned, tail)
			}
			continue
		}
		end := len(source.Words)
		if place+1 < len(theirs) {
			end = theirs[place+1]
		}
		a, b := joint(line.Words[from+1:to]), joint(source.Words[theirs[place]+1:end])
		if a != b {
			return fmt.Errorf("%w: %q after %q, not %q", ErrTurned, a, line.Words[from].Surface, b)
		}
	}
	return nil
}

// between reports whether the small words between two words of a line belong to
// one of them in the source, which has more between them: those that follow the
// first there, then those that stand before the second. In Japanese all belong to
// the first: "from Monday until Friday" is no "until Monday".
func between(mine, theirs []text.Word, japanese bool) bool {
	small := smallWords(mine)
	after, before := theirs, theirs
	for i, w := range theirs {
		if content(w) {
			after = theirs[:i]
			break
		}
	}
	for i := len(theirs) - 1; i >= 0; i-- {
		if content(theirs[i]) {
			before = theirs[i+1:]
			break
		}
	}
	head, tail := smallWords(after), smallWords(before)
	k := 0
	for k < len(small) && k < len(head) && small[k] == head[k] {
		k++
	}
	if japanese {
		return k == len(small)
	}
	for ; k >= 0; k-- {
		if left := small[k:]; len(left) <= len(tail) && slices.Equal(left, tail[len(tail)-len(left):]) {
			return true
		}
	}
	return false
}

// smallWords are the words of a stretch that [joint] joins.
func smallWords(words []text.Word) []string { return strings.Fields(joint(words)) }

// endsSo reports whether the small words that end a line follow there in the
// source, up to a mark, or are those with which the source ends.
func endsSo(tail string, after, end []text.Word) bool {
	for i, w := range end {
		if w.Surface == "」" {
			end = end[i:] // of what is said, the verb of saying ends the sentence
			break
		}
	}
	for len(end) > 0 && (end[0].Class == text.Mark || strings.Contains("でにをがはとへもの", end[0].Surface)) {
		end = end[1:] // the particle of a word that is left out, or moved
	}
	ending := joint(end)
	for i, w := range after {
		if w.Class == text.Mark && (joint(after[:i]) == tail || joint(after[:i])+ending == tail) {
			return true
		}
	}
	return joint(after) == tail || joint(after)+ending == tail
}

// joint is the small words of a stretch, without marks and what any wording may
// add or leave out.
func joint(words []text.Word) string {
	var b strings.Builder
	for _, w := range words {
		if low := strings.ToLower(w.Surface); w.Class != text.Mark && !idle[low] {
			b.WriteString(low + " ")
		}
	}
	return b.String()
}

// idle words change nothing between two others.
var idle = map[string]bool{"the": true, "a": true, "an": true, "that": true, "also": true}

// wordKey is what a word is compared by. Japanese verbs are cut from their
// endings, which sameTense looks at.
func wordKey(w text.Word) string {
	if w.Class == text.Verb && w.Detail == "" {
		return "v " + strings.ToLower(w.Surface)
	}
	return w.Base
}

// sameFigures asks that each figure has a fellow in the sources with its value,
// unit, bound and what it counts; dates stand there as printed.
func sameFigures(line text.Sentence, sentences []cited) error {
	for _, f := range line.Figures {
		found := false
		for _, s := range sentences {
			for _, o := range s.sentence.Figures {
				found = found || o.Value == f.Value && o.High == f.High && o.Unit == f.Unit && o.Bound == f.Bound && o.Ordinal == f.Ordinal &&
					(o.Counts == f.Counts || f.Counts == "")
			}
		}
		if !found {
			return fmt.Errorf("%w: figure %q", ErrNotThere, f.Surface)
		}
	}
	for _, d := range line.Dates {
		if !inAny(sentences, d.Surface) {
			return fmt.Errorf("%w: date %q", ErrNotThere, d.Surface)
		}
	}
	return nil
}

// modals and "by" turn an English sentence as its negations and hedges do; 以外
// and the like are content words already.
var modals = regexp.MustCompile(`(?i)\b(will|would|could|should|must|can|shall|might|by|until|before|after|without|than)\b`)

// sameTurns asks for each negation, hedge and modal as often as a cited sentence
// has it.
func sameTurns(line text.Sentence, sentences []cited) error {
	most, least := map[string]int{}, map[string]int{}
	for _, s := range sentences {
		for k, n := range turns(s.sentence) {
			most[k] += n
			least[k] = max(least[k], n)
		}
	}
	got := turns(line)
	for _, m := range auxiliaries.FindAllString(line.Text, -1) {
		got[strings.ToLower(m)]++
	}
	for _, s := range sentences {
		for _, m := range auxiliaries.FindAllString(s.sentence.Text, -1) {
			most[strings.ToLower(m)]++
		}
	}
	for k, n := range got {
		if n > most[k] {
			return fmt.Errorf("%w: gained %q", ErrTurned, k)
		}
	}
	for k, n := range least {
		if got[k] < n && !optional[k] {
			return fmt.Errorf("%w: lost %q", ErrTurned, k)
		}
	}
	return nil
}

// conditions matches words on which the rest of a sentence hangs.
var conditions = regexp.MustCompile(`(?i)\b(if|unless|provided|except)\b|れば|なら([^なずびぶんっわ]|$)|たら|場合|限り`)

// auxiliaries say when; they may be left out with what they belong to.
var auxiliaries = regexp.MustCompile(`(?i)\b(is|are|was|were|has|have|had|do|does|did|against|for)\b`)

// optional may be left out, with what follows, but not gained.
var optional = map[string]bool{"by": true, "before": true, "after": true, "without": true, "than": true}

// sameSource asks that a line says that somebody says it when its sentence does.
func sameSource(line text.Sentence, sentences []cited) error {
	for _, s := range sentences {
		if m := saysSo.FindString(s.sentence.Text); m != "" && !saysSo.MatchString(line.Text) && !toldJa.MatchString(line.Text) {
			return fmt.Errorf("%w: who says it (%q)", ErrTurned, m)
		}
	}
	return nil
}

// inFigure reports whether a span touches a figure: sameFigures looks at bounds.
func inFigure(s text.Sentence, span text.Span) bool {
	for _, f := range s.Figures {
		if f.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// turns counts the words of a sentence that turn its meaning.
func turns(s text.Sentence) map[string]int {
	out := map[string]int{}
	rs := []rune(s.Text)
	for _, span := range append(claim.Negations(s), claim.Hedges(s)...) {
		if !inDate(s, span) && !inFigure(s, span) {
			out[strings.ToLower(string(rs[span.Start:span.End]))]++
		}
	}
	for _, m := range conditions.FindAllString(s.Text, -1) {
		out["if "+strings.ToLower(m)]++
	}
	for _, m := range modals.FindAllString(s.Text, -1) {
		if k := strings.ToLower(m); out[k] == 0 || optional[k] {
			out[k]++
		}
	}
	return out
}

// past matches the end of a Japanese sentence about what is over.
var past = regexp.MustCompile(`(た|[んい]だ)[。」』）]*$`)

func sameTense(line string, sentences []cited) bool {
	for _, s := range sentences {
		if past.MatchString(line) == past.MatchString(strings.TrimSpace(s.sentence.Text)) {
			return true
		}
	}
	return false
}

// sameCases asks that a Japanese name is followed by a particle that follows it
// in the source: が and を say who did it to whom.
func sameCases(line text.Sentence, sentences []cited) error {
	for _, n := range line.Names {
		known, kept := false, false
		for _, s := range sentences {
			for _, o := range s.sentence.Names {
				if o.Normal == n.Normal {
					known = true
					kept = kept || caseOf(s.sentence, o) == caseOf(line, n)
				}
			}
		}
		if known && !kept {
			return fmt.Errorf("%w: %s%s", ErrTurned, n.Surface, caseOf(line, n))
		}
	}
	return nil
}

// caseOf is the particle after a name, "" when another word follows. What a
// sentence is about (は) is mostly who does it.
func caseOf(s text.Sentence, n text.Name) string {
	for _, w := range s.Words {
		if w.Span.Start != n.Span.End || w.Class != text.Particle {
			continue
		}
		if w.Surface == "は" || w.Surface == "も" {
			return "が"
		}
		return w.Surface
	}
	return ""
}

// sameSpeakers asks that what somebody says in the source is said by the same in
// the line, with the same stance, and that nobody else says anything.
func sameSpeakers(r *reading, sentences []cited) error {
	line := r.text.Sentences[0]
	said := r.statements[0]
	for _, s := range sentences {
		for _, st := range s.statements[s.sentence.Index] {
			if !tells(line, s.sentence, st) || keptBy(st, line, said) {
				continue
			}
			return fmt.Errorf("%w: who says it (%s, %s)", ErrTurned, st.Speaker, st.Cue)
		}
	}
	for _, w := range said {
		known := w.Speaker == "" || w.Resolved
		for _, s := range sentences {
			for _, st := range s.statements[s.sentence.Index] {
				known = known || sameName(st.Speaker, st.SpeakerNormal, w.Speaker)
			}
		}
		if !known {
			return fmt.Errorf("%w: %s", ErrSpeaker, w.Speaker)
		}
	}
	return nil
}

// tells reports whether a line prints something of what a statement says: a
// content word that stands nowhere else in the source.
func tells(line, source text.Sentence, st claim.Statement) bool {
	in, out := map[string]bool{}, map[string]bool{}
	for _, w := range source.Words {
		if !content(w) {
			continue
		}
		if st.ContentSpan.Contains(w.Span) {
			in[w.Base] = true
		} else {
			out[w.Base] = true
		}
	}
	for _, w := range line.Words {
		if content(w) && in[w.Base] && !out[w.Base] {
			return true
		}
	}
	return false
}

func keptBy(st claim.Statement, line text.Sentence, said []claim.Statement) bool {
	if st.Speaker == "" || st.Resolved {
		return st.Cue != "" && holds(line.Text, st.Cue)
	}
	// A Japanese speaker may stand between what is said and the verb.
	if verb := strings.TrimPrefix(st.Cue, "と"); verb != st.Cue && verb != "" && strings.HasSuffix(trimEnd(line.Text), verb) &&
		strings.Contains(line.Text, st.Speaker) && strings.Contains(line.Text, "」と") {
		return true
	}
	for _, w := range said {
		if w.Stance == st.Stance && w.Hearsay == st.Hearsay && sameName(st.Speaker, st.SpeakerNormal, w.Speaker) {
			return true
		}
	}
	return false
}

// sameOrder asks that names and figures stand in the line as they follow each
// other in the source, apart from speakers, who may stand at either end.
func sameOrder(r *reading, sentences []cited) error {
	line := r.text.Sentences[0]
	var all strings.Builder
	for _, s := range sentences {
		all.WriteString(same(s.sentence.Text) + " ")
	}
	source := all.String()
	at := 0
	for _, mark := range landmarks(line, r.statements[0]) {
		mark = same(mark)
		i := wholeIndex(source[at:], mark)
		if i < 0 {
			if holds(source, mark) {
				return fmt.Errorf("%w: %q stands elsewhere there", ErrTurned, mark)
			}
			continue // another form of the name; nameInAny has found it
		}
		at += i + len(mark)
	}
	return nil
}

// wholeIndex is where part stands in whole without cutting a word, or -1. Both
// are in the form of [same].
func wholeIndex(whole, part string) int {
	for from := 0; part != ""; {
		i := strings.Index(whole[from:], part)
		if i < 0 {
			return -1
		}
		i += from
		if boundary(whole, i) && boundary(whole, i+len(part)) {
			return i
		}
		from = i + len(part)
	}
	return -1
}

// landmarks are the names and figures of a sentence in order, without its
// speakers.
func landmarks(s text.Sentence, said []claim.Statement) []string {
	starts := map[int]string{}
	for _, n := range s.Names {
		if !isSpeaker(n, said) {
			starts[n.Span.Start] = n.Surface
		}
	}
	for _, f := range s.Figures {
		starts[f.Span.Start] = f.Surface
	}
	var out []string
	for i := range []rune(s.Text) {
		if v, ok := starts[i]; ok {
			out = append(out, v)
		}
	}
	return out
}
