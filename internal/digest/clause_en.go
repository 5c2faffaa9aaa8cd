package digest

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// clauseEnglish is a clause of an English sentence: who, the helping verbs, the
// verb and what follows it, as words of the sentence.
type clauseEnglish struct {
	s        cited
	words    []text.Word
	start    int    // where the clause begins
	subject  [2]int // words
	group    int    // where the verb begins, with its helping verbs
	verb     int
	base     string // of the verb
	aux      string // the helping verb that a question begins with
	printed  string // what a question prints behind the subject: "sign", "been signed"
	passive  bool
	overDays bool // days do not end a phrase
	wide     bool // an answer may be as long as its phrase
}

// mostSubject is of how many words a subject may be.
const mostSubject = 18

// clausesEn finds the clause with which a sentence begins, after a dateline or a
// phrase of time or place, and those that it reports of somebody; none where a verb
// is not surely one.
func clausesEn(s cited) []clauseEnglish {
	starts := []int{openingEn(s.sentence)}
	for _, st := range s.statements[s.sentence.Index] {
		if st.Direct || st.Resolved {
			continue
		}
		for i, w := range s.sentence.Words {
			if w.Span.Start >= st.ContentSpan.Start {
				if strings.EqualFold(w.Surface, "that") {
					i++
				}
				if i > starts[0] && i < len(s.sentence.Words) && s.sentence.Words[i].Span.Start < st.ContentSpan.End {
					starts = append(starts, i)
				}
				break
			}
		}
	}
	var out []clauseEnglish
	seen := map[int]bool{}
	for _, i := range starts {
		if seen[i] {
			continue
		}
		seen[i] = true
		if c, ok := clauseFrom(s, i); ok {
			out = append(out, c)
		}
	}
	return out
}

// clauseFrom reads the clause whose subject begins at a word.
func clauseFrom(s cited, start int) (clauseEnglish, bool) {
	c := clauseEnglish{s: s, words: s.sentence.Words, start: start}
	for i := start + 1; i < len(c.words) && i <= start+mostSubject; i++ {
		c.subject = [2]int{start, i}
		low := c.low(i)
		if to := c.bracket(i); to > 0 {
			i = to
			continue
		}
		if c.words[i].Surface == "," {
			for k := c.aside(i); k > 0; k = c.aside(k - 1) {
				if c.readVerb(k) {
					c.named(i+1, k-1)
					return c, c.sure()
				}
			}
			if c.listed(i) {
				continue
			}
			return c, false
		}
		if c.readVerb(i) {
			if c.participle(i) {
				continue
			}
			return c, c.sure()
		}
		if stopsSubject[low] && !(low == "and" && c.joins(i)) || c.stray(i) {
			return c, false
		}
	}
	return c, false
}

// bracket is the word that closes short brackets opened at i, as behind a name; 0 for none.
func (c *clauseEnglish) bracket(i int) int {
	if c.words[i].Surface != "(" {
		return 0
	}
	for k := i + 1; k < len(c.words) && k <= i+3; k++ {
		if c.words[k].Surface == ")" {
			return k
		}
	}
	return 0
}

// stray reports whether word i is a mark that belongs to no figure and no short form
// (Gen., U.S.).
func (c *clauseEnglish) stray(i int) bool {
	w := c.words[i]
	if w.Class != text.Mark || withinFigure[w.Surface] {
		return false
	}
	if (w.Surface == "'" || w.Surface == "’") && i > 0 && c.low(i+1) == "s" && w.Span.Start == c.words[i-1].Span.End && c.words[i+1].Span.Start == w.Span.End {
		return false // the U.K.'s
	}
	return !(w.Surface == "." && i > 0 && i+1 < len(c.words) && shortForms[c.words[i-1].Surface])
}

// shortForms are titles that end with a full stop.
var shortForms = wordsOf("Gen Lt Col Maj Capt Sgt Mr Mrs Ms Dr Prof Sen Rep Gov Rev Sir St Jr Sr Adm Cmdr No Inc Corp Co Ltd Sec Amb Det Supt Hon")

// aside is the word after what stands between commas behind a subject; 0 for none.
func (c *clauseEnglish) aside(comma int) int {
	for k := comma + 2; k < len(c.words) && k <= comma+14; k++ {
		switch {
		case c.words[k].Surface == ",":
			if c.low(comma+1) == "and" || c.low(comma+1) == "but" {
				return 0
			}
			return k + 1
		case c.words[k].Class == text.Mark && c.words[k].Surface != "-" && !(c.words[k].Surface == "." && shortForms[c.words[k-1].Surface]):
			return 0
		}
	}
	return 0
}

// named takes a person's name between commas for the subject: the minister, Lena
// Harg, rejected.
func (c *clauseEnglish) named(from, to int) {
	for _, n := range c.s.sentence.Names {
		if n.Type == text.Person && from < to && n.Span.Start == c.words[from].Span.Start && n.Span.End == c.words[to-1].Span.End {
			c.subject = [2]int{from, to}
		}
	}
}

// sure reports whether subject and verb surely are what they seem.
func (c *clauseEnglish) sure() bool { return c.subjectHolds() }

// low is a word in small letters; "" outside the sentence.
func (c *clauseEnglish) low(i int) string {
	if i < 0 || i >= len(c.words) {
		return ""
	}
	return strings.ToLower(c.words[i].Surface)
}

// harmlessEn are adverbs beside a verb that a question can do without.
var harmlessEn = wordsOf("also already then later now formally officially finally recently currently subsequently previously again reportedly_")

// hours are times of a day without a figure.
var hours = wordsOf("noon midnight dawn dusk night")

// skipAdverbs passes harmless adverbs and days.
func (c *clauseEnglish) skipAdverbs(i int) int {
	for i < len(c.words) {
		switch {
		case harmlessEn[c.low(i)] || c.inDate(i):
			i++
		case c.low(i) == "at" && hours[c.low(i+1)]:
			i += 2
		case (c.low(i) == "on" || c.low(i) == "late" || c.low(i) == "early" || c.low(i) == "earlier") && (c.inDate(i + 1)):
			i++
		default:
			return i
		}
	}
	return i
}

// readVerb reads helping verbs and verb from a word on. Days and harmless adverbs
// may stand before and between them.
func (c *clauseEnglish) readVerb(i int) bool {
	v := verbsEn()
	i = c.skipAdverbs(i)
	if i >= len(c.words) || i == c.start {
		return false
	}
	w := c.low(i)
	if w != c.words[i].Surface {
		return false
	}
	next := c.skipAdverbs(i + 1)
	n, after := c.low(next), c.low(c.skipAdverbs(next+1))
	c.group, c.aux, c.passive = i, w, false
	take := func(at int, base string, passive bool, printed string) bool {
		c.verb, c.base, c.passive, c.printed = at, base, passive, printed
		return base != ""
	}
	at2 := c.skipAdverbs(next + 1)
	switch w {
	case "was", "were", "is", "are":
		switch {
		case n == "being":
			return take(at2, v.participle[after], true, "being "+after)
		case v.gerund[n] != "" && !(toBeEn[n] && after == "to"):
			return take(next, v.gerund[n], false, n)
		case toBeEn[n] && after == "to":
			return take(next, "be", true, n)
		case n == "to":
			return take(i, "be", true, "")
		}
		return take(next, v.participle[n], true, n)
	case "has", "have", "had":
		if n == "been" {
			if v.gerund[after] != "" {
				return take(at2, v.gerund[after], false, "been "+after)
			}
			return take(at2, v.participle[after], true, "been "+after)
		}
		return take(next, v.participle[n], false, n)
	case "will", "would", "could", "can", "may", "might", "must", "should":
		if n == "be" {
			if v.gerund[after] != "" {
				return take(at2, v.gerund[after], false, "be "+after)
			}
			return take(at2, v.participle[after], true, "be "+after)
		}
		return take(next, v.base[n], false, n)
	}
	if base := v.past[w]; base != "" {
		c.aux = "did"
		return take(i, base, false, base)
	}
	base := v.third[w]
	if base == "" || !c.thirdHolds(i) {
		return false
	}
	c.aux = "does"
	if c.s.sentence.Paragraph < 0 && !lastingEn[base] {
		c.aux = "did" // a title tells in the present what has been done
	}
	return take(i, base, false, base)
}

// lastingEn are verbs of what is so and not of what was done.
var lastingEn = wordsOf("plan want hope intend aim seek need expect fear believe consider")

// thirdHolds reports whether a word in -s surely is a verb: behind a whole name, with
// an object or "to" behind it.
func (c *clauseEnglish) thirdHolds(i int) bool {
	if demonym.MatchString(c.print(c.start, i)) {
		return false // Danish forces
	}
	if !c.wholeName() && c.s.sentence.Paragraph >= 0 && !(c.opensNoun(i+1) || c.low(i+1) == "to" || c.low(i+1) == "that") {
		return false
	}
	for k := c.start; k < i && !c.wholeName(); k++ {
		if low := c.low(k); c.words[k].Surface == low && (verbsEn().base[low] != "" || c.words[k].Class == text.Noun && strings.HasSuffix(low, "s")) {
			return false
		}
	}
	last := c.low(i - 1)
	return !strings.HasSuffix(last, "s") || c.namedAt(c.words[i-1])
}

// participle reports whether a past form at i may be a participle that belongs to the
// subject: another verb follows before the clause ends, and no object of its own.
func (c *clauseEnglish) participle(i int) bool {
	v := verbsEn()
	if c.aux != "did" || v.participle[c.low(c.verb)] == "" {
		return false
	}
	if c.s.sentence.Paragraph < 0 {
		return c.low(c.verb+1) == "by" || !c.opensNoun(c.verb+1)
	}
	if c.group > c.subject[1] || c.words[min(c.verb+1, len(c.words)-1)].Class == text.Noun && c.low(c.verb+2) == "that" {
		return false // on Monday denied; denied claims that
	}
	if c.opensNoun(c.verb+1) || pronounsEn[c.low(c.verb+1)] || c.low(c.verb+1) == "that" || c.inDate(c.verb+1) && c.opensNoun(c.skipAdverbs(c.verb+1)) {
		return false
	}
	for k := c.verb + 1; k < len(c.words); k++ {
		low := c.low(k)
		switch {
		case c.words[k].Surface == "," && prepositionsEn[c.low(c.verb+1)] && (finiteEn[c.low(k+1)] || finiteEn[c.low(c.aside(k))]):
			return true // a man charged over a theft in the capital, Mirren, was freed
		case c.stray(k), stopsSubject[low]:
			return false
		case finiteEn[low], v.third[low] != "" && (c.low(k+1) == "that" || c.opensNoun(k+1) && !prepositionsEn[c.low(k-1)]):
			return true
		case v.past[low] != "" && c.words[k].Surface == low && c.low(k+1) != "by" && !detsEn[c.low(k-1)] && (v.participle[low] == "" || c.opensNoun(k+1)):
			return true
		}
	}
	return false
}

var (
	finiteEn = wordsOf("was were is are has have had will would could can may might must did does do should")
	detsEn   = wordsOf("the a an its their his her this these those some several many no more at about nearly almost around over two three four five six seven eight nine ten all both another any")
)

// opensNoun reports whether a word opens a noun phrase: an article, a figure, a name.
func (c *clauseEnglish) opensNoun(i int) bool {
	if i >= len(c.words) {
		return false
	}
	w := c.words[i]
	return detsEn[c.low(i)] && c.low(i) != "at" && c.low(i) != "over" && c.low(i) != "around" || w.Class == text.Number || w.Class == text.ProperNoun || c.namedAt(w) && unicode.IsUpper(firstRune(w.Surface))
}

// wholeName reports whether the subject is one name and nothing else.
func (c *clauseEnglish) wholeName() bool {
	for _, n := range c.s.sentence.Names {
		if n.Span.Start == c.words[c.subject[0]].Span.Start && n.Span.End == c.words[c.subject[1]-1].Span.End {
			return true
		}
	}
	return false
}

// listed reports whether a subject up to its comma or "and" at i is a list of names.
func (c *clauseEnglish) listed(i int) bool {
	if i+1 >= len(c.words) || !c.namedAt(c.words[i+1]) {
		return false
	}
	for _, w := range c.words[c.start:i] {
		if w.Surface != "," && w.Surface != "and" && !c.capitalName(w) {
			return false
		}
	}
	return true
}

// capitalName reports a name: one that is known, or a word that the report prints with a
// capital wherever it stands.
func (c *clauseEnglish) capitalName(w text.Word) bool {
	if c.namedAt(w) {
		return true
	}
	return unicode.IsUpper(firstRune(w.Surface)) && !subjectOpens[w.Surface] && !detsEn[strings.ToLower(w.Surface)] && !c.s.smallWords()[strings.ToLower(w.Surface)]
}

// joins reports whether "and" at i joins two parts of a subject: what stands behind
// it is no verb.
func (c *clauseEnglish) joins(i int) bool {
	n := c.low(i + 1)
	v := verbsEn()
	return i+1 < len(c.words) && v.past[n] == "" && v.third[n] == "" && !finiteEn[n] && !pronounsEn[n] && c.words[i+1].Class != text.Adverb && c.words[i+1].Class != text.Mark
}

// subjectHolds reports whether the words before the verb surely name somebody or
// something.
func (c *clauseEnglish) subjectHolds() bool {
	from, to := c.subject[0], c.subject[1]
	first := c.words[from]
	if c.s.sentence.Paragraph < 0 && !c.titled(from, to) {
		return false
	}
	if c.start == 0 && !unicode.IsUpper(firstRune(first.Surface)) && first.Class != text.Number {
		return false
	}
	low := strings.ToLower(first.Surface)
	if pronounsEn[low] || low == "there" || low == "and" || low == "or" || first.Class == text.Mark || prepositionsEn[low] && !boundsEn[low] {
		return false
	}
	if !subjectOpens[upperFirst(low)] && !detsEn[low] && !c.opensNoun(from) && !(from+1 < to && (c.opensNoun(from+1) || c.low(from+1) == "'s" || c.low(from+1) == "’s") && !openersEn[first.Surface]) && !c.plural(from, to) && !(c.low(from+1) == "," && c.capitalName(first)) &&
		!((first.Class == text.Adjective || low == "new" || low == "other") && from+1 < to && nounClass(c.words[from+1])) {
		return false
	}
	for i := from; i < to; i++ {
		w, low := c.words[i], c.low(i)
		if k := c.bracket(i); k > 0 {
			i = k
			continue
		}
		switch {
		case w.Surface == ",":
			if !c.capitalName(first) {
				return false
			}
		case low == "and":
			if !c.joins(i) {
				return false
			}
		case stopsSubject[low], finiteEn[low] && w.Surface == low, c.stray(i), i > from && pronounsEn[low],
			i > from && w.Span.Start > c.words[i-1].Span.End+1, // a caption runs into the text
			w.Class == text.Adverb && (!strings.HasSuffix(low, "ly") || i == to-1), i > from && prepositionsEn[low] && !inSubject[low] && !(low == "by" && c.words[i-1].Class == text.Verb):
			return false
		}
	}
	last := c.low(to - 1)
	return !prepositionsEn[last] && last != "the" && last != "'s" && last != "’s" && !ageOnly.MatchString(c.print(from, to))
}

// titled reports whether the subject of a title reads well in a question, though
// titles leave out articles: a name, somebody's office, a plural.
func (c *clauseEnglish) titled(from, to int) bool {
	if c.wholeName() || c.plural(from, to) && strings.HasSuffix(c.low(to-1), "s") {
		return true
	}
	for k := from; k < to; k++ {
		if c.low(k) == "'s" || c.low(k) == "’s" {
			return true
		}
	}
	return false
}

// ageOnly matches people whom only their age names.
var ageOnly = regexp.MustCompile(`(?i)^(the |a )?\d+-year-old$`)

// plural reports whether a subject without an article is a noun in the plural.
func (c *clauseEnglish) plural(from, to int) bool {
	for i := from; i < to; i++ {
		if c.words[i].Class == text.Noun && strings.HasSuffix(c.low(i), "s") {
			return true
		}
		if prepositionsEn[c.low(i)] || c.words[i].Class == text.Verb && i > from {
			return false
		}
	}
	return false
}

// inSubject are prepositions that may stand in a subject.
var inSubject = wordsOf("of from in for at to on between against over with near about")

func (c *clauseEnglish) namedAt(w text.Word) bool {
	for _, n := range c.s.sentence.Names {
		if n.Span.Contains(w.Span) {
			return true
		}
	}
	return false
}

func (c *clauseEnglish) inDate(i int) bool {
	if i >= len(c.words) {
		return false
	}
	for _, d := range c.s.sentence.Dates {
		if d.Span.Contains(c.words[i].Span) {
			return true
		}
	}
	return false
}

// datelineInside matches a dateline behind what a page prints over its reports.
var datelineInside = regexp.MustCompile(`\b[A-Z]{4,}(?: \([A-Za-z]+\))? (?:--|—) `)

// openingEn is the word at which a sentence begins behind a dateline and an opening
// phrase with its comma.
func openingEn(s text.Sentence) int {
	first := 0
	if loc := datelineEn.FindStringIndex(s.Text); loc != nil {
		start := len([]rune(s.Text[:loc[1]]))
		for first < len(s.Words) && s.Words[first].Span.Start < start {
			first++
		}
	}
	if loc := datelineInside.FindStringIndex(s.Text); loc != nil && loc[1] < 200 {
		start := len([]rune(s.Text[:loc[1]]))
		for first < len(s.Words) && s.Words[first].Span.Start < start {
			first++
		}
	}
	ws := s.Words[first:]
	if len(ws) == 0 || !openersEn[ws[0].Surface] && !subordinates[ws[0].Surface] {
		return first
	}
	for i := 1; i < len(ws) && i < 18; i++ {
		low := strings.ToLower(ws[i].Surface)
		if !subordinates[ws[0].Surface] && (finiteEn[ws[i].Surface] || low == "least" || verbsEn().past[low] != "" && ws[i].Class == text.Verb) {
			return first
		}
		if ws[i].Surface == "," {
			return first + i + 1
		}
	}
	return first
}

var (
	subordinates = wordsOf("While Though Although As After Since With Amid Despite Because Referring Speaking")
	openersEn    = wordsOf("On In At Late Early Last Earlier Meanwhile Also But And Separately Speaking Following After During For")
	stopsSubject = wordsOf("however say says think believe thinks believes likely earlier later still now already just recently who which whose where when while because after before as if said says but or not until since although though unless whether why how what")
	subjectOpens = wordsOf("Most The A An Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Some Several Many About Around More At Police Officials Nearly Almost Over")
	pronounsEn   = wordsOf("whoever whatever he she it they we i you his her its their our this that these those there both one another each all none what some others him them us me who which")
)

var prepositionsEn = wordsOf("of in on at by for with from to into over under near against between among during through across around behind beyond without within about towards toward upon onto off up down out amid after before since until as than via per despite like following including")
