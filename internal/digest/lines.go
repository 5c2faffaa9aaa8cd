package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// composer builds one digest. Every line it prints has passed the check: a
// builder returns the zero Line when it has not.
type composer struct {
	in       Input
	lang     string
	check    *Checker
	byID     map[article.ID]*report
	profiles []profile // by index of event
	names    []string  // of the story's publishers, those with most reports first
	reports  []*report // in the digest's language, echoes left out, by time
	used     map[claim.Ref]bool
	said     []map[string]bool // words of the body's sentences, against repetition
	facts    map[string]bool   // what the body has told; see factsOf
	figures  map[string]int    // how often the room being filled has printed a figure
	// body and front are the facts that the cards and narratives, and the first
	// lines, points and conclusion have told; see retold.
	body, front account
	rarity      *Facts
	asFacts     map[claim.Ref]*Fact
	summed      map[claim.Ref]bool // sentences of the front
	// answered are the sentences that answer a section's question.
	answered map[claim.Ref]bool
	opened   []candidate // what the lines on what is open tell
	// summaries are the words of the summaries' sentences.
	summaries []map[string]bool
	spoken    map[string]bool // remarks already made
	tone      tone            // of what is being spoken about
	spot      spot            // where it is being spoken
	gist      gist            // weights of what makes a sentence a point
	asking    *Asker          // how Japanese questions are chosen
	lenient   bool            // points may tell again what the body has told
	taken     map[string]int  // how often remarks have spoken to a situation
	elsewhere map[string]int  // remarks that other digests of the site make, by form
	// before are the remarks of the edition before, by host, form and lines, and
	// the lines on which a guest closed a section alone.
	before map[string]bool
	ids    map[string]bool
	traits traits
	firm   *[]claim.Position         // see firmPositions; nil until asked
	headed map[string]bool           // titles shown as headings
	asked  map[string]bool           // questions put
	until  map[movedFigure]time.Time // figures that a later report moved, and when
	stales map[staleKey]bool         // sentences known to be superseded or not
	matter map[string]bool           // words of the title that names the matter
	counts map[string]float64        // what the front counts, by measure
	// inTitles are, by event and word, the publishers with it in a title or an opening.
	inTitles map[int]map[string]map[string]bool
	// shown is how much of articles that set a limit has been shown, in runes.
	shown map[article.ID]int
}

// line finishes a line: gives it an ID and holds it against the check.
func (c *composer) line(l Line, about ...Line) Line {
	lang := c.lang
	if l.Lang != "" {
		lang = l.Lang
	}
	var printed []Printed
	for _, a := range about {
		if a.IsZero() {
			continue
		}
		printed = append(printed, a.Printed("", lang))
		l.About = append(l.About, a.ID)
	}
	if l.Text == "" || c.check.Check(l.Printed("", lang), printed) != nil {
		return Line{}
	}
	if !c.afford(l) {
		return Line{}
	}
	l.ID = c.newID(l)
	return l
}

// newID derives an ID from what the line says and stands on; a line printed
// again gets a further number.
func (c *composer) newID(l Line) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00", l.Kind, l.Text, l.Form)
	for _, cite := range l.Cites {
		fmt.Fprintf(h, "%s %d %d\x00", cite.Ref.Article, cite.Ref.Paragraph, cite.Ref.Span.Start)
	}
	sum := h.Sum(nil)
	id := "l" + hex.EncodeToString(sum[:4])
	for n := 2; c.ids[id]; n++ {
		id = fmt.Sprintf("l%s-%d", hex.EncodeToString(sum[:4]), n)
	}
	c.ids[id] = true
	return id
}

// cite builds a citation with the neighbouring sentences of its paragraph.
func (c *composer) cite(r *reading, s text.Sentence, kept []text.Span) Citation {
	out := Citation{Ref: refOf(r.article.ID, s), Publisher: r.article.Publisher, Published: r.article.Published,
		URL: r.article.URL, Sentence: s.Text, Kept: kept}
	if r.article.Terms.MaxSnippet > 0 {
		return out // the sentences around it would count
	}
	if s.Index > 0 && r.text.Sentences[s.Index-1].Paragraph == s.Paragraph {
		out.Before = r.text.Sentences[s.Index-1].Text
	}
	if s.Index >= 0 && s.Index+1 < len(r.text.Sentences) && r.text.Sentences[s.Index+1].Paragraph == s.Paragraph {
		out.After = r.text.Sentences[s.Index+1].Text
	}
	return out
}

// sentenceLine prints a sentence in the shortest form that passes and is not
// longer than most (0 for any length); the zero Line when none does.
func (c *composer) sentenceLine(r *reading, s text.Sentence, most int) Line {
	for _, words := range reductions(s, c.lang) {
		if most > 0 && weight(words, c.lang) > most {
			return Line{}
		}
		if words != s.Text && !readable(words, c.lang) {
			continue
		}
		if l := c.partLine(r, s, words, ""); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// partLine prints words of a sentence as an extract or a reduction.
func (c *composer) partLine(r *reading, s text.Sentence, words, speaker string) Line {
	l := Line{Kind: Reduction, Text: words, Speaker: speaker}
	var kept []text.Span
	if same(trimEnd(words)) == same(trimEnd(s.Text)) {
		l.Kind, l.Speaker = Extract, ""
	} else {
		kept, _ = align(words, s.Text)
	}
	l.Cites = []Citation{c.cite(r, s, kept)}
	return c.line(l)
}

// titleLine prints an article's title, or a part of it that begins it.
func (c *composer) titleLine(r *reading, words string) Line {
	l := c.partLine(r, r.text.Title, words, "")
	if !l.IsZero() && r.article.Lang != c.lang {
		l.Lang = r.article.Lang
	}
	return l
}

// frame fills a form of the digest's language.
func (c *composer) frame(name string, values map[string]string, cites ...Citation) Line {
	f, ok := compiled(formText(c.lang, name))
	if !ok {
		return Line{}
	}
	words, ok := f.fill(values)
	if !ok {
		return Line{}
	}
	return c.line(Line{Kind: Frame, Form: name, Text: words, Cites: cites})
}

// firstFrame tries numbered forms of one group, beginning at a number that
// varies with the story, and returns the first that passes.
func (c *composer) firstFrame(group string, values map[string]string, cites ...Citation) Line {
	var names []string
	for n := 1; n < 10; n++ {
		name := fmt.Sprintf("%s.%d", group, n)
		if formText(c.lang, name) == "" {
			break
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return c.frame(group, values, cites...)
	}
	start := int(c.vary(group) % uint64(len(names)))
	for i := range names {
		if l := c.frame(names[(start+i)%len(names)], values, cites...); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// vary is a number that differs between stories and uses, and never between
// runs.
func (c *composer) vary(use string) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d", c.in.Story.ID, c.lang, use, c.in.Salt))
	var n uint64
	for _, b := range sum[:8] {
		n = n<<8 | uint64(b)
	}
	return n
}

// readable refuses reductions that a reader would stumble over.
func readable(s, lang string) bool {
	if !balanced(s) || strings.Contains(s, " ,") || strings.Contains(s, "、、") || strings.Contains(s, ",,") {
		return false
	}
	if lang == "en" {
		return len(strings.Fields(s)) >= 5 && !backPointing.MatchString(s) && !strings.HasSuffix(strings.TrimRight(s, "."), ",")
	}
	return !strandedJa.MatchString(s)
}

// strandedJa matches a line that begins with what belongs to a word before.
var strandedJa = regexp.MustCompile(`^(?:[のがはにへと][\p{Han}\p{Katakana}、]|[を、]|など[はがを])`)

// fresh reports whether neither the sentence nor one that says the same was
// printed before.
func (c *composer) fresh(cand candidate) bool {
	if c.used[cand.ref()] {
		return false
	}
	return c.freshWords(cand, c.said)
}

// unsummed is the rule for the front of a digest (first lines, what you will learn,
// conclusion): it says nothing twice. The body (cards and narratives) keeps its own
// account; see fresh. What the front says may stand in the body, once: a summary.
func (c *composer) unsummed(cand candidate) bool {
	return !c.summed[cand.ref()] && c.freshWords(cand, c.summaries) && !c.summedUp(cand)
}

// sum marks a sentence as told in the front.
func (c *composer) sum(cand candidate) {
	for _, f := range figureKeys(cand.sentence()) {
		c.figures[f]++
	}
	c.summed[cand.ref()] = true
	c.summaries = append(c.summaries, cand.words)
	c.front.add(c.fact(cand))
}

func (c *composer) freshWords(cand candidate, said []map[string]bool) bool {
	for _, words := range said {
		if overlap(words, cand.words) > repetition {
			return false
		}
	}
	return true
}

// repetition is the share of common words (of the shorter sentence) from which
// two sentences say the same to a reader; read off pairs of leads of one event.
const repetition = 0.55

// take marks a sentence as printed.
func (c *composer) take(cand candidate) {
	for _, f := range figureKeys(cand.sentence()) {
		c.figures[f]++
	}
	for _, f := range factsOf(cand) {
		c.facts[f] = true
	}
	c.used[cand.ref()] = true
	c.said = append(c.said, cand.words)
	c.body.add(c.fact(cand))
}

// worn is how much less a sentence is worth because its figures have been
// printed before: the price that every report names need not stand in every card.
func (c *composer) worn(cand candidate) float64 {
	out := 0.0
	for _, f := range figureKeys(cand.sentence()) {
		out += 0.3 * float64(min(3, c.figures[f]))
	}
	return min(out, 0.9)
}

// figureKeys are a sentence's quantities, comparable between sentences.
func figureKeys(s text.Sentence) []string {
	var out []string
	for _, f := range s.Figures {
		if !f.Ordinal {
			out = append(out, fmt.Sprintf("%g %s", f.Value, f.Unit))
		}
	}
	return out
}

// overlap is the share of the smaller set's words that the other has too.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	return float64(overlapCount(a, b)) / float64(len(a))
}

// overlapCount is how many words two sets share.
func overlapCount(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
