package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// An English question is held against its sentence word by word: who it is about
// opens a clause of the sentence, its verb follows there in the form that did, was
// or will stand for, and what is asked for follows the verb.

// questionEn matches a question: its question word, a helping verb where it has
// one, the rest, and whom the sentence is heard from.
var questionEn = regexp.MustCompile(`^(Who|What|Where|Why|How much|How many(?: [a-z]+)+?)(?: (did|does|was|were|has|have|will|is|are))? (.+?)(?:, according to (.+))?\?$`)

// asksEn is asksJa for English.
func asksEn(question, answer string, s cited) error {
	m := questionEn.FindStringSubmatch(question)
	if m == nil {
		return fmt.Errorf("%w: %q is no question", ErrForm, question)
	}
	wh, aux, rest, source := m[1], m[2], m[3], m[4]
	err := fmt.Errorf("%w: %q", ErrNotThere, question)
	for _, cl := range clausesEn(s.sentence) {
		for _, r := range cl.readings() {
			if !r.asks(wh, aux, rest) || answer != "" && r.answer != answer && upperFirst(r.answer) != answer {
				continue
			}
			if err = r.told(s, source); err == nil {
				return nil
			}
		}
	}
	return err
}

// clauseEnglish is the first clause of an English sentence: who, the helping verb, the
// verb and what follows it, as spans of the sentence.
type clauseEnglish struct {
	s             text.Sentence
	words         []text.Word
	subject       [2]int // words
	aux           int    // index of was, has, will; -1 for none
	verb          int
	base          string // of the verb
	passive, perf bool
	present       bool
}

// readingEn is one question that a clause answers.
type readingEn struct {
	clauseEnglish
	wh, aux, rest string
	answer        string
	span          text.Span // all that question and answer print
}

func (r readingEn) asks(wh, aux, rest string) bool {
	return r.wh == wh && r.aux == aux && r.rest == rest
}

// told asks of a question what it may leave out.
func (r readingEn) told(s cited, source string) error {
	rs := []rune(s.sentence.Text)
	if m := conditionEn.FindString(s.sentence.Text); m != "" {
		return fmt.Errorf("%w: %q", ErrTurned, m)
	}
	for _, t := range append(claim.Negations(s.sentence), claim.Hedges(s.sentence)...) {
		if t.Start >= r.regionEnd() || inDate(s.sentence, t) || inFigure(s.sentence, t) || r.span.Contains(t) && t.Start >= r.words[r.verb].Span.Start {
			continue
		}
		return fmt.Errorf("%w: %q", ErrTurned, string(rs[t.Start:t.End]))
	}
	for _, cut := range trailingSource.FindAllString(outsideQuotes(string(rs[r.span.End:])), -1) {
		if source == "" && !joinedSource.MatchString(cut) {
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		}
	}
	named := source == ""
	for _, st := range s.statements[s.sentence.Index] {
		if !st.ContentSpan.Overlaps(r.span) {
			continue
		}
		if st.Speaker != "" && !st.Resolved && !st.Hearsay && source == "" && (holds(r.subjectWords(), st.Speaker) || sameName(st.Speaker, st.SpeakerNormal, r.subjectWords())) {
			continue // who does it says it; the verb is kept
		}
		if st.Speaker == "" || st.Resolved || st.Hearsay || source == "" || turningCue.MatchString(st.Cue) || !sameName(st.Speaker, st.SpeakerNormal, source) || !holds(s.sentence.Text, withoutArticle(source)) {
			return fmt.Errorf("%w: who says it (%s)", ErrTurned, st.Speaker)
		}
		named = true
	}
	if !named {
		return fmt.Errorf("%w: %s", ErrSpeaker, source)
	}
	return nil
}

var (
	conditionEn = regexp.MustCompile(`(?i)\b(if|unless|provided|reportedly|allegedly|apparently)\b`)
)

// clausesEn finds the clause with which a sentence begins, after a dateline or a
// phrase of time or place; none where its verb is not surely one.
func clausesEn(s text.Sentence) []clauseEnglish {
	start := 0
	if loc := datelineEn.FindStringIndex(s.Text); loc != nil {
		start = utf8.RuneCountInString(s.Text[:loc[1]])
	}
	var ws []text.Word
	for _, w := range s.Words {
		if w.Span.Start >= start {
			ws = append(ws, w)
		}
	}
	if n := openingEn(ws); n > 0 {
		ws = ws[n:]
	}
	for i := 1; i < len(ws) && i <= mostSubject; i++ {
		c := clauseEnglish{s: s, words: ws, subject: [2]int{0, i}, aux: -1, verb: i}
		if skippable[ws[i].Surface] {
			c.verb++
		}
		if ws[i].Surface == "," {
			if c.apposition(i) {
				break
			}
			if c.listed(i) {
				continue
			}
			return nil
		}
		if c.verb < len(ws) && c.readVerb() {
			return c.sure()
		}
		if low := strings.ToLower(ws[i].Surface); stopsSubject[low] && !(low == "and" && c.listed(i)) || ws[i].Class == text.Mark {
			return nil
		}
	}
	for i := 1; i < len(ws) && i <= mostSubject; i++ {
		if c := (clauseEnglish{s: s, words: ws, subject: [2]int{0, i}, aux: -1}); ws[i].Surface == "," && c.apposition(i) {
			return c.sure()
		}
	}
	return nil
}

// sure is the clause when its subject and verb surely are what they seem.
func (c clauseEnglish) sure() []clauseEnglish {
	if !c.subjectHolds() || c.ambiguous() {
		return nil
	}
	return []clauseEnglish{c}
}

// apposition reads a name between commas after the words before i (the minister,
// Lena Harg, rejected): where it names a person, the name is the subject.
func (c *clauseEnglish) apposition(i int) bool {
	for k := i + 1; k < len(c.words) && k <= i+7; k++ {
		if c.words[k].Surface != "," {
			continue
		}
		c.verb = k + 1
		if c.verb < len(c.words) && skippable[c.words[c.verb].Surface] {
			c.verb++
		}
		if c.verb >= len(c.words) || k == i+1 || !c.readVerb() {
			return false
		}
		for _, n := range c.s.Names {
			if n.Type == text.Person && n.Span.Start == c.words[i+1].Span.Start && n.Span.End == c.words[k-1].Span.End {
				c.subject = [2]int{i + 1, k}
			}
		}
		return true
	}
	return false
}

// listed reports whether a subject up to its comma or "and" at i is a list of names.
func (c *clauseEnglish) listed(i int) bool {
	if i+1 >= len(c.words) || !c.namedAt(c.words[i+1]) {
		return false
	}
	for _, w := range c.words[:i] {
		if w.Surface != "," && w.Surface != "and" && !c.namedAt(w) {
			return false
		}
	}
	return true
}

// skippable are adverbs between subject and verb that a question can do without.
var skippable = wordsOf("also then later formally officially finally")

// trailingSource matches who says it, behind a comma.
var trailingSource = regexp.MustCompile(`,["”]? (according to|(?:[^,"“” ]+ ){1,8}(?:said|says|announced|reported|told|confirmed|added))\b|\b(said|says|announced|reported|told|confirmed) (?:[^,"“” ]+ ?){1,5}\.`)

// joinedSource matches a further clause: who says that says not the first.
var joinedSource = regexp.MustCompile(`^, (and|but|which|who|where|while|after|as|when) `)

func (r readingEn) subjectWords() string { return r.print(r.subject[0], r.subject[1]) }

// regionEnd is where the clause ends: at the mark or conjunction after what is
// printed of it.
func (r readingEn) regionEnd() int {
	for _, w := range r.words {
		if w.Span.Start >= r.span.End && (w.Class == text.Mark || stopsSubject[strings.ToLower(w.Surface)]) {
			return w.Span.Start
		}
	}
	return utf8.RuneCountInString(r.s.Text)
}

// mostSubject is of how many words a subject may be.
const mostSubject = 9

// openingEn is how many words a sentence's opening phrase has, with its comma.
func openingEn(ws []text.Word) int {
	if len(ws) == 0 || !openers[ws[0].Surface] {
		return 0
	}
	for i := 1; i < len(ws) && i < 8; i++ {
		if low := strings.ToLower(ws[i].Surface); finiteEn[low] || low == "least" || verbsEn().past[low] != "" {
			return 0
		}
		if ws[i].Surface == "," {
			return i + 1
		}
	}
	return 0
}

var (
	openers      = wordsOf("On In At Late Early Last Earlier Meanwhile Also But And Separately")
	stopsSubject = wordsOf("earlier later still now already just recently that who which whose where when while because after before as if said says and but or to not")
	subjectOpens = wordsOf("The A An Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Some Several Many About Around More At Police Officials")
	pronounsEn   = wordsOf("whoever whatever he she it they we i you his her its their our this that these those there both one another each former latter all none what some others")
)

// readVerb reads the helping verb and the verb from c.verb on.
func (c *clauseEnglish) readVerb() bool {
	w := strings.ToLower(c.words[c.verb].Surface)
	next := ""
	if c.verb+1 < len(c.words) {
		next = strings.ToLower(c.words[c.verb+1].Surface)
	}
	switch w {
	case "was", "were", "is", "are":
		c.base, c.passive = verbsEn().participle[next], true
	case "has", "have":
		c.base, c.perf = verbsEn().participle[next], true
	case "will":
		c.base = ""
		for _, forms := range []map[string]string{verbsEn().past} {
			for _, base := range forms {
				if base == next {
					c.base = base
				}
			}
		}
	default:
		c.base = verbsEn().past[w]
		if c.base == "" && c.verb == c.subject[1] && c.wholeName() {
			c.base, c.present = presentEn()[w], true
		}
		return c.base != "" && c.words[c.verb].Surface == w
	}
	if c.base == "" {
		return false
	}
	c.aux = c.verb
	c.verb++
	return true
}

// wholeName reports whether the subject is one name and nothing else.
func (c *clauseEnglish) wholeName() bool {
	for _, n := range c.s.Names {
		if n.Span.Start == c.words[c.subject[0]].Span.Start && n.Span.End == c.words[c.subject[1]-1].Span.End {
			return true
		}
	}
	return false
}

// subjectHolds reports whether the words before the verb surely name somebody or
// something.
func (c *clauseEnglish) subjectHolds() bool {
	first := c.words[c.subject[0]]
	if !unicode.IsUpper(firstRune(first.Surface)) && first.Class != text.Number || pronounsEn[strings.ToLower(first.Surface)] {
		return false
	}
	second := c.subject[0] + 1
	if !subjectOpens[first.Surface] && first.Class != text.ProperNoun && first.Class != text.Number && !c.namedAt(first) &&
		!(second < c.subject[1] && c.words[second].Class == text.ProperNoun && !openers[first.Surface]) {
		return false
	}
	for i, w := range c.words[c.subject[0]:c.subject[1]] {
		low := strings.ToLower(w.Surface)
		switch {
		case w.Surface == "," || low == "and":
			if !c.namedAt(first) {
				return false
			}
		case stopsSubject[low], w.Class == text.Mark, i > 0 && pronounsEn[low], w.Class == text.Adverb,
			w.Class == text.Verb && unicode.IsLower(firstRune(w.Surface)), i > 0 && prepositionsEn[low] && !inSubject[low]:
			return false
		}
	}
	last := strings.ToLower(c.words[c.subject[1]-1].Surface)
	return !prepositionsEn[last] && last != "the" && last != "'s" && last != "’s"
}

// inSubject are prepositions that may stand in a subject; "by" and "with" open
// clauses too often.
var inSubject = wordsOf("of from in for at to on between")

func (c *clauseEnglish) namedAt(w text.Word) bool {
	for _, n := range c.s.Names {
		if n.Span.Contains(w.Span) {
			return true
		}
	}
	return false
}

var prepositionsEn = wordsOf("of in on at by for with from to into over under near against between among during through across around behind beyond without within about towards toward upon onto off up down out amid after before since until as than via per despite like")

// ambiguous reports whether a past form may be a participle: another verb follows
// before the clause ends.
func (c *clauseEnglish) ambiguous() bool {
	if c.aux >= 0 {
		return false
	}
	for i := c.verb + 1; i < len(c.words); i++ {
		low := strings.ToLower(c.words[i].Surface)
		switch {
		case low == "," || stopsSubject[low] || c.words[i].Class == text.Mark:
			return false
		case finiteEn[low] || verbsEn().past[low] != "" && c.words[i].Class == text.Verb:
			return true
		}
	}
	return false
}

var finiteEn = wordsOf("was were is are has have had will would could can may might must did does do should")

// readings are the questions that a clause answers.
func (c clauseEnglish) readings() []readingEn {
	var out []readingEn
	subject := c.print(c.subject[0], c.subject[1])
	vp := c.phraseEnd()
	if !properStart(c, subject) {
		subject = lowerArticle(subject)
	}
	end := c.objectEnd(c.verb + 1)
	add := func(wh, aux, rest string, from, to, last int) {
		if from >= to || rest == "" {
			return
		}
		out = append(out, readingEn{clauseEnglish: c, wh: wh, aux: aux, rest: strings.TrimSpace(rest), answer: c.print(from, to),
			span: text.Span{Start: c.words[c.subject[0]].Span.Start, End: c.words[last-1].Span.End}})
	}
	verb, aux := c.base, "did"
	if c.present {
		aux = "does"
	}
	if c.aux >= 0 {
		aux = strings.ToLower(c.words[c.aux].Surface)
		verb = c.words[c.verb].Surface
	}
	if end > c.verb+1 && !c.passive && c.object(c.verb+1, end) && c.words[c.subject[0]].Class != text.Number && !weakObject[c.base] {
		if wh := c.askObject(c.verb+1, end); wh != "" {
			add(wh, aux, subject+" "+verb, c.verb+1, end, end)
		}
		if why := c.because(end); why > 0 {
			add("Why", aux, subject+" "+verb+" "+c.print(c.verb+1, end), why, c.clauseEnd(why), c.clauseEnd(why))
		}
	}
	out = append(out, c.passives(subject)...)
	if n := c.counted(); n > 0 && vp > c.verb {
		add("How many "+strings.ToLower(c.print(n, c.subject[1])), "", c.print(c.predicate(), vp), 0, n, vp)
		fixHelping(&out)
	}
	if kind := c.nameKind(c.subject[0], c.subject[1]); kind == text.Person && vp > c.verb && c.subject[1]-c.subject[0] <= 6 {
		if c.passive && toPeople[c.base] || !c.passive && vp-c.verb > 2 && c.object(c.verb+1, vp) || !c.passive && vp-c.verb > 2 && !c.perf && plainVerb[c.base] {
			add("Who", "", c.print(c.predicate(), vp), c.subject[0], c.subject[1], vp)
		}
		fixHelping(&out)
	}
	return out
}

// weakObject are verbs whose object by itself does not answer what they did.
var weakObject = wordsOf("order ask urge require expect authorise authorize request warn invite force put allow get keep take make set leave give cause help mark follow bring strike face reach enter prevent carry describe represent include want need")

// predicate is where the verb begins, with its helping verb.
func (c clauseEnglish) predicate() int {
	if c.aux >= 0 {
		return c.aux
	}
	return c.verb
}

// phraseEnd is where what is told of a subject ends: before a date, a comma or a
// further clause; the verb where its object is not sure to be whole.
func (c clauseEnglish) phraseEnd() int {
	for k := c.verb + 1; k < len(c.words); k++ {
		w := c.words[k]
		low := strings.ToLower(w.Surface)
		dated := c.inDate(w) || low == "on" && k+1 < len(c.words) && c.inDate(c.words[k+1])
		switch {
		case low == "and" || low == "or":
			if k+1 < len(c.words) && (verbsEn().past[strings.ToLower(c.words[k+1].Surface)] != "" || reports[c.words[k+1].Surface]) {
				return k
			}
			return c.verb
		case w.Class == text.Mark && !withinFigure[low] && !c.stops(k):
			return c.verb
		case dated, w.Class == text.Mark && !withinFigure[low], low == "after", low == "because", low == "when", low == "while", low == "before", low == "as" && c.passive:
			if prepositionsEn[strings.ToLower(c.words[k-1].Surface)] {
				return c.verb
			}
			return k
		case stopsSubject[low] && low != "as", pronounsEn[low] && low != "its" && low != "their" && low != "his" && low != "her", k-c.verb > 8:
			return c.verb
		}
	}
	return c.verb
}

var (
	// toPeople are verbs whose passive, told of somebody, is news by itself.
	toPeople = wordsOf("arrest kill shoot elect appoint sentence convict rescue detain dismiss sack injure wound extradite jail indict nominate name suspend")
	// plainVerb are verbs without an object.
	plainVerb = wordsOf("resign die arrive apologise apologize return retire escape step quit withdraw")
)

// fixHelping moves a helping verb at the beginning of the last reading's rest to
// where the question has it.
func fixHelping(out *[]readingEn) {
	if len(*out) == 0 {
		return
	}
	r := &(*out)[len(*out)-1]
	first, rest, _ := strings.Cut(r.rest, " ")
	switch first {
	case "was", "were", "has", "have", "will", "is", "are":
		if r.aux == "" {
			r.aux, r.rest = first, rest
		}
	}
}

// passives are the questions of a clause in the passive: where it was done, and why.
func (c clauseEnglish) passives(subject string) []readingEn {
	if !c.passive {
		return nil
	}
	var out []readingEn
	aux, verb := c.words[c.aux].Surface, c.words[c.verb].Surface
	at := c.verb + 1
	for at < len(c.words) && (c.inDate(c.words[at]) || c.words[at].Surface == "on" && at+1 < len(c.words) && c.inDate(c.words[at+1])) {
		at++
	}
	if to := c.placeEnd(at); to > at {
		out = append(out, readingEn{clauseEnglish: c, wh: "Where", aux: aux, rest: subject + " " + verb, answer: c.print(at, to),
			span: text.Span{Start: c.words[0].Span.Start, End: c.words[to-1].Span.End}})
	}
	if why := c.because(at); why > 0 {
		end := c.clauseEnd(why)
		out = append(out, readingEn{clauseEnglish: c, wh: "Why", aux: aux, rest: subject + " " + verb, answer: c.print(why, end),
			span: text.Span{Start: c.words[0].Span.Start, End: c.words[end-1].Span.End}})
	}
	return out
}

// placeEnd is where a phrase of place that begins at i ends; i for none.
func (c clauseEnglish) placeEnd(i int) int {
	if i+1 >= len(c.words) || !places[c.words[i].Surface] || c.inDate(c.words[i+1]) {
		return i
	}
	if !locates[c.base] {
		return i
	}
	end := c.objectEnd(i + 1)
	if end > i+1 && c.object(i+1, end) && c.words[i+1].Class != text.Number && strings.ToLower(c.words[i+1].Surface) != "about" {
		return end
	}
	return i
}

var (
	places  = wordsOf("in near at outside inside")
	locates = wordsOf("find hold arrest kill shoot build discover store bury see rescue detain injure wound locate")
)

// because is the first word of a reason that begins within the phrase after i; 0
// for none.
func (c clauseEnglish) because(i int) int {
	for k := i; k < len(c.words) && k < i+5; k++ {
		if c.words[k].Surface == "because" {
			return k
		}
		if c.words[k].Class == text.Mark || stopsSubject[c.words[k].Surface] {
			return 0
		}
	}
	return 0
}

// clauseEnd is the next comma, dash or full stop from i on.
func (c clauseEnglish) clauseEnd(i int) int {
	for i < len(c.words) && c.words[i].Class != text.Mark {
		i++
	}
	return i
}

// print is words as the sentence prints them.
func (c clauseEnglish) print(from, to int) string {
	if from >= to || to > len(c.words) {
		return ""
	}
	rs := []rune(c.s.Text)
	return string(rs[c.words[from].Span.Start:c.words[to-1].Span.End])
}

// objectEnd is where the noun after a verb ends, with what belongs to it; i where
// that is not sure.
func (c clauseEnglish) objectEnd(i int) int {
	for k := i; k < len(c.words); k++ {
		w := c.words[k]
		low := strings.ToLower(w.Surface)
		if w.Class == text.Mark && !withinFigure[low] || endsObject[low] || (low == "on" || low == "in" || low == "at") || c.inDate(w) {
			switch {
			case low == "and" || low == "or":
				if k+1 < len(c.words) && (verbsEn().past[strings.ToLower(c.words[k+1].Surface)] != "" || reports[c.words[k+1].Surface]) {
					return k
				}
				return i
			case low == "," && !c.closesComma(k), w.Class == text.Mark && !c.stops(k) && low != ",":
				return i
			}
			return k
		}
		if k > i && (low == "the" || low == "a" || low == "an") && !prepositionsEn[strings.ToLower(c.words[k-1].Surface)] || low == "to" && k > i && c.namedAt(c.words[k-1]) {
			return i
		}
		if k-i >= mostObject || verbsEn().past[low] != "" && w.Class == text.Verb && k > i && !prepositionsEn[strings.ToLower(c.words[k-1].Surface)] && k > i+3 {
			return i
		}
	}
	return i
}

// withinFigure are marks that belong to a figure.
var withinFigure = map[string]bool{"%": true, "$": true, "£": true, "€": true}

// stops reports whether word k is a comma, or the sentence's last mark.
func (c clauseEnglish) stops(k int) bool {
	switch c.words[k].Surface {
	case ",", ";":
		return true
	case ".", "?", "!":
		return k == len(c.words)-1
	}
	return false
}

// closesComma reports whether a comma at k ends a clause and no list: what follows is
// a word that opens another.
func (c clauseEnglish) closesComma(k int) bool {
	if k+1 >= len(c.words) {
		return true
	}
	low := strings.ToLower(c.words[k+1].Surface)
	return endsObject[low] && low != "and" && low != "or" || strings.HasSuffix(low, "ing") || low == "in" || low == "with" || low == "two" || low == "three" || low == "a" || low == "the" && false
}

func (c clauseEnglish) inDate(w text.Word) bool {
	for _, d := range c.s.Dates {
		if d.Span.Contains(w.Span) {
			return true
		}
	}
	return false
}

var reports = wordsOf("said told asked added called")

const mostObject = 11

var endsObject = wordsOf("and or but after before because when while as over amid during since until that which who whose where by from into against despite following if unless though although so under near outright again altogether together today tomorrow yesterday earlier later last this next early late out up off down away back if only alongside ahead")

// object reports whether words are a noun with its article, number or name.
func (c clauseEnglish) object(from, to int) bool {
	w := c.words[from]
	low := strings.ToLower(w.Surface)
	if pronounsEn[low] && low != "its" && low != "their" && low != "his" && low != "her" {
		return false
	}
	opens := low == "a" || low == "an" || low == "the" || low == "its" || low == "their" || low == "his" || low == "her" || low == "about" || low == "at" || low == "more" || low == "nearly" ||
		w.Class == text.Number || w.Class == text.ProperNoun || c.namedAt(w)
	last := strings.ToLower(c.words[to-1].Surface)
	if badLast[last] {
		return false
	}
	if low == "its" || low == "their" || low == "his" || low == "her" {
		opens = opens && to-from > 1
	}
	return opens && !prepositionsEn[last] && !backPointing.MatchString(c.print(from, to)) && last != "the" && last != "a" && last != "to" && last != "not" && c.words[to-1].Class != text.Adverb && c.words[to-1].Class != text.Verb
}

// badLast are words with which no noun ends.
var badLast = wordsOf("just more also only even still his its their her a an the to not very")

// askObject is the question word for an object.
func (c clauseEnglish) askObject(from, to int) string {
	printed := c.print(from, to)
	for _, f := range c.s.Figures {
		if f.Span.Start == c.words[from].Span.Start && !f.Ordinal {
			noun := ""
			for k := from; k < to; k++ {
				if c.words[k].Span.Start >= f.Span.End {
					noun = c.words[k].Surface
					break
				}
			}
			if moneyEn.MatchString(printed) {
				switch c.base {
				case "cost", "pay", "spend", "raise", "earn", "lose", "offer", "donate":
					return "How much"
				}
			}
			_ = noun
			return ""
		}
	}
	switch c.nameKind(from, to) {
	case text.Person:
		return "Who"
	}
	if peopleEn.MatchString(printed) {
		return "Who"
	}
	return "What"
}

var (
	moneyEn  = regexp.MustCompile(`(?i)[$£€]|\b(dollars?|euros?|pounds?|yen|crowns?|rupees?|yuan|pesos?)\b`)
	peopleEn = regexp.MustCompile(`(?i)^(a|an|the|his|her|its|their) ([a-z-]+ ){0,3}(man|woman|boy|girl|men|women|people|suspect|suspects|mayor|minister|president|leader|official|officials|driver|teacher|student|students|officer|soldier|child|children|guard|captain|director|candidate|judge)( of .+)?$`)
)

// nameKind is the type of the name that ends a run of words.
func (c clauseEnglish) nameKind(from, to int) text.NameType {
	for _, n := range c.s.Names {
		if n.Span.End == c.words[to-1].Span.End && n.Span.Start >= c.words[from].Span.Start {
			return n.Type
		}
	}
	return text.UnknownName
}

// counted is where the noun of a subject begins that is a figure (Three people);
// 0 where it is none.
func (c clauseEnglish) counted() int {
	for _, f := range c.s.Figures {
		if f.Span.Start != c.words[0].Span.Start || f.Ordinal {
			continue
		}
		for k := 1; k < c.subject[1] && c.subject[0] == 0; k++ {
			if c.words[k].Class == text.Noun && strings.ToLower(c.words[k].Surface) == c.words[k].Surface && (strings.HasSuffix(c.words[k].Surface, "s") || c.words[k].Surface == "people") && k == c.subject[1]-1 {
				for j := 1; j <= k; j++ {
					if c.words[j-1].Class == text.Number && c.words[j].Class != text.Number {
						return j
					}
				}
			}
		}
	}
	return 0
}

// properStart reports whether a subject begins with a name, which keeps its capital.
func properStart(c clauseEnglish, subject string) bool {
	first, _, _ := strings.Cut(subject, " ")
	return !subjectOpens[first] || c.namedAt(c.words[c.subject[0]]) && first != "The" && first != "A"
}

func lowerArticle(subject string) string {
	r, size := utf8.DecodeRuneInString(subject)
	return string(unicode.ToLower(r)) + subject[size:]
}
