package digest

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// checkWritten holds a language model's sentence against its sources. What is
// left of a cited sentence by the rules of a reduction is borne out; other
// wording must be faithful to one of the cited sentences, or be joined of two
// parts that are: see [faithful].
func checkWritten(p Printed, sentences []cited) error {
	for _, s := range sentences {
		if same(trimEnd(p.Text)) == same(trimEnd(s.sentence.Text)) || checkReduction(p.Text, "", []cited{s}) == nil {
			return nil
		}
	}
	if !balanced(p.Text) {
		return fmt.Errorf("%w: half of a pair of marks", ErrCut)
	}
	var worst error
	for _, s := range sentences {
		err := writtenFrom(p, []cited{s})
		if err == nil {
			return supported(p, []cited{s})
		}
		worst = err
	}
	if len(sentences) == 2 && joinedOf(p, sentences) {
		return supported(p, sentences)
	}
	return worst
}

// supported asks that a line which breaks no rule is probably borne out: one that
// is put together from small pieces of its sentences is not, whatever the rules
// know.
func supported(p Printed, sentences []cited) error {
	line, err := readWritten(p, sentences)
	if err != nil {
		return err
	}
	source := make([]text.Sentence, len(sentences))
	for i, s := range sentences {
		source[i] = s.sentence
	}
	if v := Support(line, source); v < LeastSupport {
		return fmt.Errorf("%w: support %.2f", ErrNotThere, v)
	}
	return nil
}

// writtenFrom asks that every name, number and quotation of a line stands in the
// sentences, that no negation is lost or gained, and that it is faithful.
func writtenFrom(p Printed, sentences []cited) error {
	line, err := readWritten(p, sentences)
	if err != nil {
		return err
	}
	for _, q := range line.Quotations {
		if !quotedIn(sentences, q.Text) {
			return fmt.Errorf("%w: quotation %q", ErrNotThere, q.Text)
		}
	}
	for _, q := range straightQuote.FindAllString(p.Text, -1) {
		if !inAny(sentences, strings.Trim(q, `"`)) { // no quotation to a Japanese reader, and still somebody's words
			return fmt.Errorf("%w: quotation %q", ErrNotThere, q)
		}
	}
	for _, n := range line.Names {
		if !nameInAny(sentences, n) {
			return fmt.Errorf("%w: name %q", ErrNotThere, n.Surface)
		}
	}
	for _, w := range strings.FieldsFunc(same(p.Text), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' && r != ':' }) {
		w = strings.Trim(w, ".,:")
		if w != "" && !inAny(sentences, w) {
			return fmt.Errorf("%w: number %q", ErrNotThere, w)
		}
	}
	negated := 0
	for _, s := range sentences {
		negated += len(claim.Negations(s.sentence))
	}
	if (len(claim.Negations(line)) > 0) != (negated > 0) {
		return fmt.Errorf("%w: negation", ErrTurned)
	}
	return faithful(p, line, sentences)
}

// seams are where a line of two parts may be joined.
var seams = regexp.MustCompile(`, and |, while |, but |; | and | while |、一方|、また|。|、`)

// joinedOf reports whether a line is two parts, each faithful to one of the
// sentences in their order, with a conjunction between.
func joinedOf(p Printed, sentences []cited) bool {
	for _, at := range seams.FindAllStringIndex(p.Text, -1) {
		first, second := p, p
		first.Text, second.Text = ended(strings.TrimSpace(p.Text[:at[0]]), p.Lang), upperFirst(strings.TrimSpace(p.Text[at[1]:]))
		if !ownClause(p.Text[:at[0]], p.Lang) || weight(first.Text, p.Lang) < leastPart(p.Lang) || weight(second.Text, p.Lang) < leastPart(p.Lang) {
			continue
		}
		if partOf(first, sentences[0]) && partOf(second, sentences[1]) {
			return true
		}
	}
	return false
}

// partOf reports whether one part of a joined line is faithful to a sentence. It may
// lose phrases, but not what the sentence begins with: the end of a sentence does
// not tell of what another one does.
func partOf(p Printed, s cited) bool {
	if checkWritten(p, []cited{s}) != nil {
		return false
	}
	line, err := readWritten(p, []cited{s})
	if err != nil {
		return false
	}
	mine, theirs := contentOf(line), toldBy(s.sentence)
	return len(mine) > 0 && len(theirs) > 0 && wordKey(line.Words[mine[0]]) == wordKey(s.sentence.Words[theirs[0]])
}

// ownClause reports whether what stands before a Japanese seam can be a sentence:
// what ends in a condition, a cause, a contrast or a source only leads to what
// follows, and another sentence does not follow from it.
func ownClause(first, lang string) bool {
	if lang != "ja" {
		return true
	}
	t := surface.Read(lang, "", []string{first}, time.Time{})
	if len(t.Sentences) != 1 || len(t.Sentences[0].Words) == 0 {
		return false
	}
	words := t.Sentences[0].Words
	last := words[len(words)-1]
	for _, d := range []string{"助詞", "名詞", "副詞", "接続詞", "連体詞", "接頭詞", "記号"} {
		if strings.HasPrefix(last.Detail, d) {
			return false
		}
	}
	return last.Detail != "" && !strings.HasSuffix(last.Surface, "ら") && !strings.HasSuffix(last.Surface, "ば")
}

// leastPart is how long each part of a joined line is at least.
func leastPart(lang string) int {
	if lang == "ja" {
		return 8
	}
	return 4
}

// surface reads texts that come from outside the input: a model's sentence, an
// older version of a report.
var surface = language.NewReader()

// straightQuote matches words between straight quotation marks.
var straightQuote = regexp.MustCompile(`"[^"]+"`)

// quotedIn reports whether the sentences quote the words, or a part that begins
// and ends where a phrase does.
func quotedIn(sentences []cited, words string) bool {
	for _, s := range sentences {
		for _, q := range s.sentence.Quotations {
			if holds(q.Text, words) && wholeEnough(words, q.Text) == nil {
				return true
			}
		}
	}
	return false
}

func inAny(sentences []cited, v string) bool {
	for _, s := range sentences {
		if holds(s.sentence.Text, v) {
			return true
		}
	}
	return false
}

func nameInAny(sentences []cited, n text.Name) bool {
	for _, s := range sentences {
		if nameIn(s, n.Surface) {
			return true
		}
	}
	return false
}
