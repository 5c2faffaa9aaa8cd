package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// readingEn is one question that a clause answers.
type readingEn struct {
	*clauseEnglish
	form     string // what is asked for, by the names below
	question string // without its question mark
	answer   string
	printed  []text.Span // what question and answer print
	asks     text.Span   // the answer
	whole    bool        // the sentence itself is its answer
	cut      bool        // its answer is a part of a phrase that could be printed whole
}

// What an English question asks for.
const (
	askWhy     = "why"
	askDo      = "do"       // what somebody agreed, plans, is set to do
	askDoOf    = "do of"    // what somebody urged another to do
	askAbout   = "about"    // what behind a preposition: called for, accused of
	askWhat    = "what"     // the object
	askCount   = "how many" // how many, how much
	askThat    = "that"     // what was announced, warned, ruled
	askHow     = "how"      // how somebody described something
	askActor   = "who"      // who did it
	askPlaceOf = "where"
	askWhenOf  = "when"
	askFate    = "fate" // what happened to somebody
	askDid     = "did"  // what somebody did, whatever it was
)

// readings are the questions that a clause answers, each with every way to name who
// it is about.
func (c *clauseEnglish) readings() []readingEn {
	var out []readingEn
	for _, subject := range c.subjectForms() {
		q := asker{c, subject, nil}
		q.all()
		q.measures()
		q.places()
		q.days()
		q.described()
		out = append(out, c.widen(subject, q.out)...)
	}
	q := asker{c, "", nil}
	q.actors()
	q.counted()
	return append(out, q.out...)
}

// all asks what somebody did, in every way that a clause's verb allows.
func (q *asker) all() {
	q.infinitives()
	q.objects()
	q.abouts()
	q.clauses()
	q.reasons()
}

// asker collects the questions of a clause.
type asker struct {
	*clauseEnglish
	by  string // the subject as the question prints it
	out []readingEn
}

// add keeps a question: its words with, behind the verb, the sentence's own words of
// the spans in kept, and its answer [from,to).
func (q *asker) add(form, wh, tail string, from, to int, kept ...[2]int) {
	if from >= to || to > len(q.words) {
		return
	}
	words := []string{wh, q.aux, q.by, q.clauseEnglish.printed}
	r := readingEn{clauseEnglish: q.clauseEnglish, form: form, answer: q.print(from, to)}
	spans := append([][2]int{q.subject, {q.group, q.verb + 1}, {from, to}}, kept...)
	for _, k := range kept {
		words = append(words, q.print(k[0], k[1]))
	}
	q.keep(r, append(words, tail), spans, [2]int{from, to})
}

func (q *asker) keep(r readingEn, words []string, spans [][2]int, answer [2]int) {
	for _, s := range spans {
		if s[0] < s[1] {
			r.printed = append(r.printed, text.Span{Start: q.words[s[0]].Span.Start, End: q.words[s[1]-1].Span.End})
		}
	}
	r.asks = text.Span{Start: q.words[answer[0]].Span.Start, End: q.words[answer[1]-1].Span.End}
	r.question = strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	q.out = append(q.out, r)
}

// subjectForms are the ways in which a question names who it is about: as the
// sentence does, and a bare surname by the full name that the report prints.
func (c *clauseEnglish) subjectForms() []string {
	printed := bracketsEn.ReplaceAllString(c.lowerStart(c.subject[0], c.subject[1]), "")
	out := []string{printed}
	if full := fullName(c.s, printed); full != "" {
		out = []string{full, printed}
	} else if c.wholeName() && (articled(printed) || withArticle[printed]) {
		out = append([]string{"the " + printed}, out...)
	}
	return out
}

// bracketsEn matches a short form in brackets behind a name.
var bracketsEn = regexp.MustCompile(` ?\([^)]*\)`)

// fullName is the name with which a report introduces a person whom a sentence
// names by the surname; "" for none.
func fullName(s cited, surname string) string {
	if strings.ContainsAny(surname, " ") {
		return ""
	}
	for _, n := range s.sentence.Names {
		if n.Surface != surname || n.Type != text.Person {
			continue
		}
		for _, other := range append([]text.Sentence{s.text.Title}, s.text.Sentences...) {
			if s.sentence.Paragraph >= 0 && other.Index > s.sentence.Index {
				break
			}
			for _, m := range other.Names {
				if m.Type == text.Person && m.Normal == n.Normal && strings.HasSuffix(m.Surface, " "+surname) && len(strings.Fields(m.Surface)) <= 4 {
					return m.Surface
				}
			}
		}
	}
	return ""
}

// after is the word behind the verb, and the small word that belongs to it (carry out).
func (q *asker) after() (at int, particle [2]int) {
	at = q.verb + 1
	if particlesEn[q.base][q.low(at)] {
		return at + 1, [2]int{at, at + 1}
	}
	return at, [2]int{}
}

// infinitives ask what somebody is to do.
func (q *asker) infinitives() {
	at := q.verb + 1
	if q.base == "be" || q.passive && toOfEn[q.base] || !q.passive && toEn[q.base] {
		if q.clauseEnglish.printed == "" { // is to do
			at = q.group + 1
		}
		at = q.skipAdverbs(at)
		if end := q.doing(at); end > 0 {
			q.add(askDo, "What", "to do", at+1, end, [2]int{})
		}
	}
	if q.passive || !toOfEn[q.base] && !(q.base == "call" && (q.low(at) == "on" || q.low(at) == "for")) {
		return
	}
	open := at
	if q.base == "call" {
		open++
	}
	for k := open + 1; k < len(q.words) && k <= open+9; k++ {
		if q.low(k) != "to" {
			if q.words[k].Class == text.Mark || endsPhrase[q.low(k)] || finiteEn[q.low(k)] {
				return
			}
			continue
		}
		kept := q.withoutDays(at, k)
		if end := q.doing(k); end > 0 && q.party(open, kept[1]) {
			q.add(askDoOf, "What", "to do", k+1, end, kept)
			return
		}
	}
}

// party reports whether words name whom somebody urges to do something.
func (q *asker) party(from, to int) bool {
	if from >= to {
		return false
	}
	if pronounsEn[q.low(from)] && !possessiveEn[q.low(from)] || prepositionsEn[q.low(from)] || q.words[from].Class == text.Adverb || q.dangles(to) {
		return false
	}
	for k := from; k < to; k++ {
		noun := strings.HasSuffix(q.low(k), "ing") && k+1 < to && q.words[k+1].Class == text.Noun // fishing crews
		if q.words[k].Class == text.Verb && !noun && k > from && q.words[k].Surface == q.low(k) || q.low(k) == "that" || q.low(k) == "not" || q.inDate(k) ||
			q.low(k) == "for" || q.low(k) == "by" || q.low(k) == "with" || q.words[k].Class == text.Mark {
			return false
		}
	}
	return true
}

// doing is the end of what stands behind "to" at i where that is something to do; 0
// for none.
func (q *asker) doing(i int) int {
	v := q.low(i + 1)
	known := verbsEn().base[v] != "" || q.base != "agree" && q.base != "be" && i+1 < len(q.words) && q.words[i+1].Surface == v && q.words[i+1].Class != text.Number && !strings.HasSuffix(v, "s") && !prepositionsEn[v]
	if q.low(i) != "to" || !known || v == "be" || q.opensNoun(i+1) || i+2 >= len(q.words) {
		return 0
	}
	if ends := q.ends(i+1, verbPhraseEn, longestAnswerEn); len(ends) > 0 && q.length(i+1, ends[0]) >= 2 {
		return ends[0]
	}
	return 0
}

// objects ask what or whom something was done to.
func (q *asker) objects() {
	at, particle := q.after()
	if !q.passive && q.objectAs(at) || q.passive || notObjectEn[q.base] && !paidEn[q.base] && particle[1] == 0 || q.words[q.subject[0]].Class == text.Number {
		return
	}
	if q.low(at) == "a" && q.low(at+1) == "lot" {
		return
	}
	for _, end := range q.ends(at, nounPhraseEn, longestAnswerEn) {
		if !q.object(at, end) || q.changesHands(at, end) || wantsClause[q.base] && !detsEn[q.low(at)] {
			continue
		}
		if figure, noun := q.figureAt(at, end); figure > 0 {
			switch {
			case q.moneyAt(at, end) > 0 && paidEn[q.base]:
				if m := q.moneyAt(at, end); q.low(m) == "on" && q.length(m, end) >= 3 {
					q.add(askCount, "How much", "", at, m, [2]int{m, end})
					continue
				}
				q.add(askCount, "How much", "", at, end, particle)
			case q.low(figure) == "of" || q.low(at+1) == "of":
				q.add(askWhat, "What", "", at, end, particle)
			case noun != "" && q.base != "win" && q.base != "score":
				q.add(askCount, "How many "+noun, "", at, figure+1, particle)
				if verbsEn().participle[q.low(figure+1)] != "" {
					q.add(askCount, "How many "+noun, "", at, end, particle)
				}
			}
			continue
		}
		wh := "What"
		if q.who(at, end) {
			wh = "Who"
		}
		if q.base == "pay" || q.base == "spend" || q.base == "cost" {
			continue // a visit, a day, a life
		}
		q.add(askWhat, wh, "", at, end, particle)
	}
}

// objectAs asks who was appointed, named, elected as something.
func (q *asker) objectAs(at int) bool {
	if !ofEn[q.base]["as"] {
		return false
	}
	for k := at + 1; k < len(q.words) && k < at+10; k++ {
		if q.stray(k) || endsPhrase[q.low(k)] && q.low(k) != "as" || finiteEn[q.low(k)] {
			return false
		}
		if q.low(k) != "as" {
			continue
		}
		for _, end := range q.ends(k+1, nounPhraseEn, 7) {
			if q.length(at, k) >= 2 && q.object(at, k) && !q.dangles(end) {
				wh := "What"
				if q.who(at, k) || officeEn[q.base] {
					wh = "Who"
				}
				q.add(askWhat, wh, "", at, k, [2]int{k, end})
				return true
			}
		}
	}
	return false
}

// officeEn are verbs that give somebody an office.
var officeEn = wordsOf("appoint elect name nominate install")

// changesHands reports an object that is two: gave the town a bridge.
func (q *asker) changesHands(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if (q.low(k) == "the" || q.low(k) == "a" || q.low(k) == "an") && !prepositionsEn[q.low(k-1)] && q.low(k-1) != "and" && q.low(k-1) != "that" && q.words[k-1].Class != text.Verb && q.words[k-1].Class != text.Mark {
			return true
		}
	}
	return false
}

// wantsClause are verbs behind which a noun without an article may begin a clause.
var wantsClause = wordsOf("demand recommend propose suggest request insist")

// paidEn are verbs of which one asks how much.
var paidEn = wordsOf("cost pay spend raise earn lose offer donate")

// moneyAt is where a sum of money ends with which words begin; 0 for none.
func (q *asker) moneyAt(from, to int) int {
	for k := from + 1; k <= to; k++ {
		if moneyEn.MatchString(q.print(from, k)) && (k == to || prepositionsEn[q.low(k)]) {
			return k
		}
		if k < to && prepositionsEn[q.low(k)] {
			return 0
		}
	}
	return 0
}

// figureAt is where the figure ends with which words begin, and the plural noun right
// behind it; 0 where they begin with none.
func (q *asker) figureAt(from, to int) (int, string) {
	for _, f := range q.s.sentence.Figures {
		if f.Ordinal || f.Span.Start > q.words[from].Span.Start+1 || f.Span.End <= q.words[from].Span.Start {
			continue
		}
		for k := from; k < to; k++ {
			if q.words[k].Span.Start < f.Span.End && q.words[k].Class != text.Noun {
				continue
			}
			w := q.words[k].Surface
			if q.words[k].Class == text.Noun && w == q.low(k) && (strings.HasSuffix(w, "s") || w == "people" || w == "children") && (k+1 == len(q.words) || q.words[k+1].Class != text.Noun) {
				return k, w
			}
			return k, ""
		}
		return to, ""
	}
	return 0, ""
}

// abouts ask for what stands behind a preposition that belongs to the verb.
func (q *asker) abouts() {
	at, _ := q.after()
	at = q.skipAdverbs(at)
	if preps := prepsEn[q.base]; !q.passive && preps[q.low(at)] {
		q.about(at, [2]int{at, at + 1})
	}
	preps := ofEn[q.base]
	if len(preps) == 0 {
		return
	}
	if q.passive {
		if preps[q.low(at)] {
			q.about(at, [2]int{at, at + 1})
		}
		return
	}
	for k := at + 1; k < len(q.words) && k <= at+9; k++ {
		if kept := q.withoutDays(at, k); preps[q.low(k)] && q.party(at, kept[1]) && q.nounBefore(at, k) && q.low(k-2) != "in" && q.low(k-3) != "in" {
			q.about(k, kept, [2]int{k, k + 1})
			return
		}
		if q.words[k].Class == text.Mark || endsPhrase[q.low(k)] || finiteEn[q.low(k)] {
			return
		}
	}
}

// nounBefore reports whether words are the object of a verb.
func (q *asker) nounBefore(from, to int) bool {
	return q.opensNoun(from) || possessiveEn[q.low(from)] || q.words[from].Class == text.Noun || q.words[from].Class == text.Adjective
}

// about asks for what stands behind the preposition at i.
func (q *asker) about(i int, kept ...[2]int) {
	if q.low(i) == "as" {
		return
	}
	mode := nounPhraseEn
	gerund := verbsEn().gerund[q.low(i+1)] != ""
	if gerund {
		mode = verbPhraseEn
	}
	for _, end := range q.ends(i+1, mode, longestAnswerEn) {
		if !gerund && !q.object(i+1, end) || gerund && q.length(i+1, end) < 2 || q.low(i+1) == "being" {
			continue
		}
		wh := "What"
		if !gerund && q.who(i+1, end) {
			wh = "Who"
		}
		if figure, _ := q.figureAt(i+1, end); figure > 0 && !q.who(i+1, end) && (q.low(i) == "to" || q.low(i) == "for") && !moneyEn.MatchString(q.answerOf(i+1, end)) && wh == "What" && q.base != "sentence" && q.base != "jail" {
			continue
		}
		q.add(askAbout, wh, "", i+1, end, kept...)
	}
}

func (q *asker) answerOf(from, to int) string { return q.print(from, to) }

// clauses ask what was announced, warned or ruled, and what somebody told another.
func (q *asker) clauses() {
	if !q.passive && (q.base == "tell" || q.base == "warn") {
		for k := q.verb + 2; k < len(q.words) && k <= q.verb+9; k++ {
			if q.low(k) == "that" && q.party(q.verb+1, k) && q.nounBefore(q.verb+1, k) {
				for _, end := range q.ends(k+1, clausePhrase, longestClauseEn) {
					q.add(askThat, "What", "", k+1, end, [2]int{q.verb + 1, k})
				}
				if q.wide && q.bound(k+1, clausePhrase) == 0 {
					q.sentenceOf(askThat, "What", q.clauseEnglish.printed, k+1, [2]int{q.verb + 1, k})
				}
				return
			}
			if q.words[k].Class == text.Mark || finiteEn[q.low(k)] {
				break
			}
		}
	}
	at := q.skipAdverbs(q.verb + 1)
	that := q.low(at) == "that"
	if q.passive || !clauseVerbEn[q.base] || q.aux != "did" && q.aux != "does" && q.aux != "has" && q.aux != "have" {
		return
	}
	if that {
		at++
	}
	if at >= len(q.words) || !that && !q.opensNoun(at) && !nominative[q.low(at)] {
		return
	}
	inner, ok := clauseFrom(q.s, at)
	if !ok && !that && !(nominative[q.low(at)] && finiteEn[q.low(at+1)]) {
		return
	}
	for _, end := range q.ends(at, clausePhrase, longestClauseEn) {
		if c := q.low(end - 1); verbsEn().base[c] != "" || verbsEn().third[c] != "" || endsPhrase[q.low(end)] && verbsEn().participle[c] != "" {
			continue // what follows says how far it holds, or what is done to whom
		}
		if ok && inner.verb >= end || !ok && !q.finiteIn(at, end) || q.length(at, end) < 4 || q.bound(at, clausePhrase) > end && (!ok || toOfEn[inner.base] || toEn[inner.base] || clauseVerbEn[inner.base]) {
			continue
		}
		q.add(askThat, "What", "", at, end, [2]int{})
	}
}

// finiteIn reports whether a finite verb stands among words.
func (q *asker) finiteIn(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if finiteEn[q.low(k)] || verbsEn().third[q.low(k)] != "" && q.opensNoun(k+1) {
			return true
		}
	}
	return false
}

// longestClauseEn is of how many words a clause may be that answers.
const longestClauseEn = 14

// reasons ask why.
func (q *asker) reasons() {
	if q.passive && q.base == "be" {
		return
	}
	for k := q.verb + 1; k < len(q.words) && k < q.verb+14; k++ {
		w := q.words[k]
		if w.Class == text.Mark && !withinFigure[w.Surface] && w.Surface != "," {
			return
		}
		if !q.reason(k) {
			if to := q.saysAside(k); to > 0 && q.reason(to) {
				k = to - 1
				continue
			}
			if w.Surface == "," && !q.reason(k+1) || finiteEn[q.low(k)] || q.low(k) == "that" || q.low(k) == "who" || q.low(k) == "which" {
				return
			}
			continue
		}
		from := k
		for j := q.verb + 1; j < k; j++ {
			if q.saysAside(j) > 0 {
				k = j
				break
			}
		}
		kept := q.withoutDays(q.verb+1, k)
		if q.words[k-1].Surface == "," {
			kept = q.withoutDays(q.verb+1, k-1)
		}
		if kept[1] > kept[0] && (q.dangles(kept[1]) || q.length(kept[0], kept[1]) > 10) {
			return
		}
		if kept[0] == kept[1] && !q.passive && !plainVerb[q.base] {
			return
		}
		for _, end := range q.ends(from+q.reasonWords(from), clausePhrase, longestAnswerEn) {
			if q.length(from, end) > longestAnswerEn+1 || q.length(from, end) < 3 {
				continue
			}
			q.add(askWhy, "Why", "", from, end, kept)
		}
		return
	}
}

// saysAside is the word behind a remark between commas that names who says it; 0 where
// none begins at comma i.
func (q *asker) saysAside(i int) int {
	if q.words[i].Surface != "," {
		return 0
	}
	for k := i + 2; k < len(q.words) && k < i+8; k++ {
		if q.words[k].Surface == "," && reportsEn[q.low(k-1)] {
			return k + 1
		}
	}
	return 0
}

// withoutDays is a run of words up to the day that closes it.
func (q *asker) withoutDays(from, to int) [2]int {
	for k := from; k < to; k++ {
		if q.skipAdverbs(k) > k && q.skipAdverbs(k) >= to {
			return [2]int{from, k}
		}
	}
	return [2]int{from, to}
}

// reasonWords is how many words the words have that open a reason at k.
func (q *asker) reasonWords(k int) int {
	switch {
	case q.purpose(k):
		return 4
	case q.low(k) == "taking":
		return 3
	case q.low(k) == "due", q.low(k) == "because" && q.low(k+1) == "of":
		return 2
	case q.low(k) == "in" && q.low(k+2) == "to", q.low(k) == "in" && q.low(k+2) == "for", q.low(k) == "on":
		return 3
	}
	return 1
}

// reason reports whether a reason begins at k.
func (q *asker) reason(k int) bool {
	low, next := q.low(k), q.low(k+1)
	if q.purpose(k) {
		return true
	}
	switch low {
	case "because":
		return true
	case "taking":
		return next == "responsibility" && q.low(k+2) == "for" && plainVerb[q.base]
	case "to":
		return purposeEn[q.base] && verbsEn().base[next] != "" && nounClass(q.words[k-1]) && k > q.verb+2
	case "due":
		return next == "to" && q.low(k-1) != "was" && q.low(k-1) != "were" && q.low(k-1) != "is" && q.low(k-1) != "are"
	case "in":
		return (next == "response" || next == "protest" || next == "reaction") && q.low(k+2) == "to" || next == "retaliation" && q.low(k+2) == "for"
	case "on":
		return next == "suspicion" && q.low(k+2) == "of"
	case "for":
		return reasonEn[low][q.base] && (verbsEn().gerund[next] != "" || q.opensNoun(k+1)) && !q.measured(k+1)
	case "over", "after", "following":
		return (reasonEn[low][q.base] || (q.base == "announce" || q.base == "submit" || q.base == "tender") && q.announcesEnd(k)) && !q.measured(k+1)
	}
	return false
}

// purposeEn are verbs of going somewhere, after which "to" tells what for.
var purposeEn = wordsOf("take gather travel march fly visit meet rally flock")

// announcesEnd reports whether an end is what is announced before k.
func (q *asker) announcesEnd(k int) bool {
	for i := q.verb + 1; i < k; i++ {
		if endedEn[q.low(i)] {
			return true
		}
	}
	return false
}

// measured reports a length of time or a figure.
func (q *asker) measured(k int) bool {
	f, _ := (&asker{clauseEnglish: q.clauseEnglish}).figureAt(k, min(k+4, len(q.words)))
	return f > 0 || q.inDate(k) || q.low(k) == "the" && q.inDate(k+1)
}

// plainVerb are verbs without an object.
var plainVerb = wordsOf("end resign die arrive apologise apologize return retire escape step quit withdraw bow collapse")

// measures ask how far something moved.
func (q *asker) measures() {
	if q.passive || !measureEn[q.base] && !levelEn[q.base] {
		return
	}
	at := q.skipAdverbs(q.verb + 1)
	if levelEn[q.base] {
		for k := at; k <= at+3; k++ {
			if figure, _ := q.figureAt(at, min(k+1, len(q.words))); figure > 0 && (q.low(k) == "%" || q.low(k) == "percent") {
				q.add(askCount, "What level", "", at, k+1)
				return
			}
		}
		return
	}
	switch q.low(at) {
	case "to":
		end := 0
		for _, e := range q.ends(at+1, nounPhraseEn, longestAnswerEn) {
			end = e
		}
		if figure, _ := q.figureAt(at+1, max(end, at+1)); figure > 0 && q.length(at+1, end) < 9 && (strings.Contains(q.print(at+1, end), "%") || strings.Contains(q.print(at+1, end), " per") || moneyEn.MatchString(q.print(at+1, end))) {
			q.add(askCount, "What", "", at+1, end, [2]int{at, at + 1})
		}
	case "by":
		at++
		fallthrough
	default:
		for k := at; k < len(q.words) && k < at+6; k++ {
			if q.low(k) == "%" || q.low(k) == "percent" || q.low(k) == "percentage" {
				end := k + 1
				if q.low(k) == "percentage" {
					end++
				}
				if q.low(k+1) == "points" || q.low(k+1) == "point" {
					end = k + 2
				}
				if n, _ := q.figureAt(at, end); n > 0 {
					q.add(askCount, "By how much", "", at, end)
				}
				return
			}
		}
	}
}

// levelEn are verbs of which one asks what level something came to.
var levelEn = wordsOf("hit reach")

// places ask where somebody was found and when something will be.
func (q *asker) places() {
	at := q.skipAdverbs(q.verb + 1)
	if q.base == "take" && q.low(at) == "place" {
		at = q.skipAdverbs(at + 1)
	}
	if q.passive && (q.low(at) == "in" || q.low(at) == "near" || q.low(at) == "at" || q.low(at) == "outside" || q.low(at) == "inside") && locates[q.base] && !q.inDate(at+1) {
		for _, end := range q.ends(at+1, nounPhraseEn, longestAnswerEn) {
			if q.party(at+1, end) && q.nounBefore(at+1, end) && q.words[at+1].Class != text.Number && q.low(at+1) != "about" {
				q.add(askPlaceOf, "Where", "", at, end)
				return
			}
		}
	}
}

// days ask when something will be.
func (q *asker) days() {
	if q.aux != "will" && !(q.base == "be" && q.passive) {
		return
	}
	for k := q.verb + 1; k < len(q.words) && k < q.verb+14; k++ {
		if q.words[k].Class == text.Mark || endsPhrase[q.low(k)] || finiteEn[q.low(k)] || q.low(k) == "and" || q.low(k) == "that" {
			return
		}
		from := k
		if (q.low(k) == "on" || q.low(k) == "in" || q.low(k) == "from" || q.low(k) == "by" || q.low(k) == "until" || q.low(k) == "at" || q.low(k) == "for") && q.inDate(k+1) {
			k++
		}
		if !q.inDate(k) {
			k = from
			continue
		}
		to := k
		for q.inDate(to) {
			to++
		}
		if kept := [2]int{q.verb + 1, from}; !q.dangles(max(from, q.verb+1)) && (to >= len(q.words) || q.words[to].Class == text.Mark || prepositionsEn[q.low(to)]) {
			q.add(askWhenOf, "When", "", from, to, kept)
		}
		return
	}
}

var locates = wordsOf("find hold arrest kill shoot build discover store bury see rescue detain injure wound locate recover unearth intercept")

// described asks how somebody described something.
func (q *asker) described() {
	if q.passive || q.base != "describe" {
		return
	}
	for k := q.verb + 2; k < len(q.words) && k < q.verb+10; k++ {
		if q.low(k) == "as" && q.party(q.verb+1, k) {
			for _, end := range q.ends(k, verbPhraseEn, longestAnswerEn) {
				q.add(askHow, "How", "", k, end, [2]int{q.verb + 1, k})
			}
			return
		}
	}
}

// actors ask who did something, or what struck.
func (q *asker) actors() {
	from, to := q.subject[0], q.subject[1]
	if to-from > 12 || q.base == "be" || q.aux == "does" || q.base == "tell" || q.base == "ask" || !q.passive && clauseVerbEn[q.base] && !plainVerb[q.base] && q.base != "agree" && q.base != "decide" {
		return
	}
	wh := ""
	switch {
	case (q.who(from, to) || q.wholeName() && q.nameKind(from, to) == text.UnknownName) && q.passive && toPeople[q.base],
		q.who(from, to) && (q.passive && !prepsOnly[q.base] || !q.passive && (plainVerb[q.base] || q.opensNoun(q.verb+1))):
		wh = "Who"
	case !q.passive && strikesEn[q.base] && q.opensNoun(q.verb+1) && !(levelEn[q.base] && q.words[q.verb+1].Class == text.Number), q.passive && q.length(from, to) >= 3 && !prepsOnly[q.base] && !(q.wholeName() && q.nameKind(from, to) == text.UnknownName):
		wh = "What"
	default:
		return
	}
	vp := 0
	for _, end := range q.ends(q.verb, verbPhraseEn, longestAnswerEn) {
		vp = end
	}
	if vp <= q.verb+1 && !q.passive || vp == 0 {
		return
	}
	if q.passive && vp < q.verb+3 && (wh == "What" || q.length(from, to) < 4) || q.length(from, to) == 1 && !q.namedAt(q.words[from]) {
		return
	}
	for k := q.verb + 1; k < vp; k++ {
		if nominative[q.low(k)] || q.low(k) == "his" || q.low(k) == "her" || q.words[k].Surface == `"` || opensQuote(q.words[k].Surface) {
			return
		}
	}
	q.keep(readingEn{clauseEnglish: q.clauseEnglish, form: askActor, answer: q.print(from, to)},
		[]string{wh, singular(q.print(q.group, vp))}, [][2]int{{from, to}, {q.group, vp}}, [2]int{from, to})
}

// singular is a predicate as a question with "who" or "what" has it.
func singular(predicate string) string {
	first, rest, _ := strings.Cut(predicate, " ")
	if one := map[string]string{"were": "was", "are": "is", "have": "has"}[first]; one != "" {
		return one + " " + rest
	}
	return predicate
}

// prepsOnly are verbs of which one does not ask what they were done to.
var prepsOnly = wordsOf("define mark expect believe say report set base know see consider estimate follow involve accuse charge suspect concern bear call name describe")

var (
	// toPeople are verbs whose passive, told of somebody, is news by itself.
	toPeople = wordsOf("arrest kill shoot elect appoint sentence convict rescue detain dismiss sack injure wound extradite jail indict nominate name suspend execute charge free release")
	// strikesEn are verbs of which one asks what did it.
	strikesEn = wordsOf("kill hit strike destroy damage cause trigger prompt wreck derail sink flood")
)

// counted asks how many, where the figure is what a sentence begins with.
func (q *asker) counted() {
	from, to := q.subject[0], q.subject[1]
	figure, noun := q.figureAt(from, to)
	if figure == 0 || noun == "" || figure != to-1 {
		return
	}
	vp := 0
	for _, end := range q.ends(q.verb, verbPhraseEn, longestAnswerEn) {
		vp = end
	}
	if vp == 0 {
		return
	}
	q.keep(readingEn{clauseEnglish: q.clauseEnglish, form: askCount, answer: q.print(from, figure)},
		[]string{"How many", q.print(figure, to), q.print(q.group, vp)}, [][2]int{{from, to}, {q.group, vp}}, [2]int{from, figure})
}

func lowerArticle(subject string) string {
	_, size := utf8.DecodeRuneInString(subject)
	return strings.ToLower(subject[:size]) + subject[size:]
}
