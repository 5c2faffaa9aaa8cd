package digest

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// Where a phrase may end. Bound is the end of all that hangs together from a word
// on: a mark, a conjunction, a day; 0 where that is not sure. Within it a phrase
// may be cut before some prepositions.

// phraseMode says what kind of phrase is read.
type phraseMode int

const (
	nounPhraseEn phraseMode = iota // an object: no verb of its own
	verbPhraseEn                   // what somebody does, from its verb
	clausePhrase                   // a clause of its own
)

// bound is the end of the phrase that begins at i; 0 where it is not sure.
func (c *clauseEnglish) bound(i int, mode phraseMode) int {
	for k := i; k < len(c.words); k++ {
		w, low := c.words[k], c.low(k)
		if to := c.bracket(k); to > 0 && k > i {
			k = to
			continue
		}
		switch {
		case opensQuote(w.Surface) || w.Surface == `"` || w.Surface == "'" || w.Surface == "‘":
			to := c.quoteEnd(k)
			if to == 0 {
				return 0
			}
			k = to
		case c.stray(k):
			return c.markBound(i, k)
		case k > i && endsPhrase[low] && (low != "due" || c.low(k+1) == "to") && !(low == "as" && (mode != nounPhraseEn || samePattern[c.low(k-1)])):
			return c.whole(i, k)
		case k > i && c.purpose(k):
			return c.whole(i, k)
		case k > i && mode != clausePhrase && !c.overDays && c.dated(k):
			return c.whole(i, k)
		case low == "as" && mode == clausePhrase && k > i && c.opensNoun(k+1) && c.clauseBehind(k+1, mode):
			return c.whole(i, k)
		case low == "and" || low == "or":
			if c.clauseBehind(k+1, mode) {
				return c.whole(i, k)
			}
		case mode == nounPhraseEn && k > i && (nominative[low] || finiteEn[low]):
			return 0
		case (low == "said" || low == "says") && k > i+1:
			return 0
		}
	}
	return c.whole(i, len(c.words))
}

// purpose reports whether "in a bid to" or the like begins at k.
func (c *clauseEnglish) purpose(k int) bool {
	if c.low(k) != "in" || c.low(k+1) != "a" && c.low(k+1) != "an" || c.low(k+3) != "to" {
		return false
	}
	switch c.low(k + 2) {
	case "bid", "effort", "attempt", "move":
		return true
	}
	return false
}

var samePattern = wordsOf("same such far well much soon known described regarded seen named appointed designated labelled labeled served act acting serve work working")

// whole is k, or 0 where words before it cannot end a phrase.
func (c *clauseEnglish) whole(i, k int) int {
	if k <= i || c.dangles(k) {
		return 0
	}
	return k
}

// dangles reports whether a phrase that ends before k ends on a word that wants more.
func (c *clauseEnglish) dangles(k int) bool {
	last := c.low(k - 1)
	if c.words[k-1].Class == text.Number && (c.low(k-2) == "at" || c.low(k-2) == "around") {
		return true // a time of day that is cut
	}
	return prepositionsEn[last] && last != "up" && last != "down" && last != "out" && last != "off" || detsEn[last] && c.words[k-1].Class != text.Number || badLast[last] || finiteEn[last]
}

// markBound is k where a mark at k ends the phrase from i on.
func (c *clauseEnglish) markBound(i, k int) int {
	switch c.words[k].Surface {
	case ".", "?", "!":
		if k == len(c.words)-1 || k == len(c.words)-2 && c.words[k+1].Class == text.Mark {
			return c.whole(i, k)
		}
	case ";", "—", "–":
		return c.whole(i, k)
	case ":":
		if k+1 < len(c.words) && c.words[k+1].Span.Start > c.words[k].Span.End {
			return c.whole(i, k)
		}
	case "-":
		if k+1 < len(c.words) && k > 0 && c.words[k].Span.Start > c.words[k-1].Span.End && c.words[k+1].Span.Start > c.words[k].Span.End {
			return c.whole(i, k)
		}
	case ",":
		if c.closesComma(k) {
			return c.whole(i, k)
		}
	}
	return 0
}

// closesComma reports whether a comma at k ends a phrase and parts no list: behind it
// stands a word that opens another clause, an explanation or who says it.
func (c *clauseEnglish) closesComma(k int) bool {
	low := c.low(k + 1)
	if low == "" || opensQuote(c.words[k+1].Surface) && k+2 >= len(c.words) {
		return true
	}
	if afterComma[low] || strings.HasSuffix(low, "ing") && c.words[k+1].Class == text.Verb {
		return true
	}
	if verbsEn().participle[low] != "" && verbsEn().base[low] == "" && prepositionsEn[c.low(k+2)] {
		return true // found in a shed, wrapped in paper
	}
	if low == "and" && c.clauseBehind(k+2, clausePhrase) {
		return true
	}
	and := false
	for j := k + 1; j < len(c.words) && j < k+14; j++ {
		l := c.low(j)
		switch {
		case reportsEn[l] && (!finiteEn[c.low(j-1)] || c.words[j].Class == text.Verb) || finiteEn[l] && reportsEn[c.low(j+1)]:
			return !and || l != "told" && l != "according"
		case l == "and" || l == "or":
			and = true
		case c.words[j].Surface == ",", c.words[j].Surface == ".":
			if and {
				return false
			}
			return low == "a" || low == "an" || low == "the" || prepositionsEn[low] && low != "of" && low != "to"
		case finiteEn[l] && !and && j > k+1:
			return nominative[low]
		}
	}
	return false
}

// reportsEn are the words with which a sentence names who it is heard from.
var reportsEn = wordsOf("said says say claim claims suggests told added according warned announced confirmed reported")

var afterComma = wordsOf("but which who whose where when while after before because since as although though despite amid following with including whereas until if unless so yet")

// quoteEnd is the word that closes a quotation opened at k; 0 for none.
func (c *clauseEnglish) quoteEnd(k int) int {
	closing := map[string]string{"“": "”", "‘": "’", `"`: `"`, "'": "'"}[c.words[k].Surface]
	for j := k + 1; j < len(c.words) && j < k+20; j++ {
		if c.words[j].Surface == closing {
			return j
		}
	}
	return 0
}

func opensQuote(s string) bool { return s == "“" || s == "‘" }

// dated reports whether a day begins at k.
func (c *clauseEnglish) dated(k int) bool {
	if (c.low(k) == "on" || c.low(k) == "since" || c.low(k) == "late" || c.low(k) == "early" || c.low(k) == "earlier" || c.low(k) == "from" || c.low(k) == "by" || c.low(k) == "in" || c.low(k) == "until" || c.low(k) == "at") && c.inDate(k+1) {
		return true
	}
	if c.low(k) == "at" && hours[c.low(k+1)] {
		return true
	}
	return c.inDate(k) && !prepositionsEn[c.low(k-1)] && !detsEn[c.low(k-1)]
}

// clauseBehind reports whether "and" joins another verb or clause that begins at k,
// and no noun.
func (c *clauseEnglish) clauseBehind(k int, mode phraseMode) bool {
	v := verbsEn()
	k = c.skipAdverbs(k)
	low := c.low(k)
	if nominative[low] || finiteEn[low] || notEn.MatchString(low) || low == "that" || low == "to" && mode == nounPhraseEn {
		return true
	}
	if v.past[low] != "" && !(v.participle[low] != "" && c.words[k].Class == text.Verb && k+1 < len(c.words) && c.words[k+1].Class == text.Noun) || v.third[low] != "" && c.opensNoun(k+1) {
		return true
	}
	if strings.HasSuffix(low, "ly") {
		return true
	}
	for j := k + 1; j < len(c.words) && j < k+9; j++ {
		l := c.low(j)
		switch {
		case c.words[j].Class == text.Mark && !withinFigure[l], l == "that", l == "who", l == "which", l == "and", endsPhrase[l]:
			return false
		case l == "said" || l == "says" || l == "told" || finiteEn[l], v.past[l] != "" && (v.participle[l] == "" || j < k+5 && !strings.HasSuffix(l, "ed") && !v.nounToo(l)), v.past[l] != "" && mode != clausePhrase && (c.opensNoun(j+1) || j > k && c.namedAt(c.words[j-1])):
			return true
		}
	}
	return false
}

// notEn matches a helping verb that is denied: isn't, or its part before the mark.
var notEn = regexp.MustCompile(`^(is|are|was|were|do|does|did|has|have|had|could|would|should|wo|ca)n(['’]t)?$`)

var (
	endsPhrase = wordsOf("due but after before because when while amid since until although though unless despite whereas following as if earlier later yesterday today tomorrow today's")
	nominative = wordsOf("he she they we i it")
	// softCut are prepositions before which a phrase may be cut: what follows says
	// mostly where, when or how.
	softCut = wordsOf("during with for against within in at on over under near across within through from during alongside")
)

// ends are the ends that a phrase from i on may have, best first: all of it, else cut
// before a preposition, none longer than most words.
func (c *clauseEnglish) ends(i int, mode phraseMode, most int) []int {
	b := c.bound(i, mode)
	if b == 0 {
		return nil
	}
	if c.wide {
		most = longestPhraseEn
		c.overDays = true
		over := c.bound(i, mode)
		c.overDays = false
		if over > b && !c.inDate(over-1) && c.dated(b) {
			b = over
		}
	}
	if c.length(i, b) <= most {
		if mode == nounPhraseEn && c.dated(b) { // what a day parts from its noun may belong to it
			c.overDays = true
			over := c.bound(i, mode)
			c.overDays = false
			if over > b && c.length(i, over) <= most && !c.object(i, b) {
				return []int{b, over}
			}
		}
		return []int{b}
	}
	for k := b - 1; k > i+2; k-- {
		low := c.low(k)
		if c.words[k-1].Class == text.Verb || verbsEn().participle[c.low(k-1)] != "" && verbsEn().base[c.low(k-1)] == "" {
			continue // a participle wants what follows
		}
		cut := softCut[low] || mode == verbPhraseEn && nounClass(c.words[k-1]) && (low == "who" || low == "which" || low == "that" && finiteEn[c.low(k+1)]) || (low == "who" || low == "which" || low == "that") && mode == nounPhraseEn || low == "to" && mode == nounPhraseEn && c.length(i, k) >= 4 && nounClass(c.words[k-1]) && verbsEn().base[c.low(k+1)] != "" ||
			low == "and" && mode != clausePhrase && c.opensNoun(k+1) && nounClass(c.words[k-1]) && !joinsPair.MatchString(c.print(i, k)) ||
			mode == clausePhrase && !subordinateIn.MatchString(c.print(i, k)) && (clauseCut[low] || c.dated(k)) && nounClass(c.words[k-1]) && c.length(i, k) >= 6
		if cut && c.length(i, k) <= most && c.length(i, k) >= 3 && !c.dangles(k) && !c.inQuote(i, k) {
			return []int{k}
		}
	}
	return nil
}

// clauseCut are prepositions before which a clause may be cut that is long.
var clauseCut = wordsOf("in at during about")

// nounClass reports whether a word is a noun and no form of a verb that wants more.
func nounClass(w text.Word) bool {
	v := verbsEn()
	return w.Class == text.ProperNoun || w.Class == text.Noun && v.base[w.Surface] == "" && v.participle[w.Surface] == "" && v.past[w.Surface] == ""
}

// subordinateIn matches a clause within a clause: cut there, it may miss its end.
var subordinateIn = regexp.MustCompile(`(?i)\b(as|because|when|while|since|if|that|which|who)\b`)

// joinsPair matches what "and" must not be cut from.
var joinsPair = regexp.MustCompile(`(?i)\b(between|both|either)\b`)

// length is how many words stand in [i,k), marks apart.
func (c *clauseEnglish) length(i, k int) int { return len(strings.Fields(c.print(i, k))) }

// inQuote reports whether a cut at k leaves a quotation open.
func (c *clauseEnglish) inQuote(i, k int) bool {
	return !balanced(c.print(i, k)) || strings.Count(c.print(i, k), `"`)%2 == 1
}

// print is words as the sentence prints them.
func (c *clauseEnglish) print(from, to int) string {
	if from >= to || from < 0 || to > len(c.words) {
		return ""
	}
	rs := []rune(c.s.sentence.Text)
	return string(rs[c.words[from].Span.Start:c.words[to-1].Span.End])
}

// withinFigure are marks that belong to a figure.
var withinFigure = map[string]bool{"%": true, "$": true, "£": true, "€": true}

// object reports whether words are a noun that stands by itself.
func (c *clauseEnglish) object(from, to int) bool {
	if from >= to {
		return false
	}
	w, low := c.words[from], c.low(from)
	if pronounsEn[low] && !possessiveEn[low] || prepositionsEn[low] && !boundsEn[low] || w.Class == text.Adverb || low == "not" || low == "no" || low == "to" || low == "how" || low == "too" || low == "so" || verbsEn().past[low] != "" && !c.qualifies(from, to) {
		return false
	}
	if c.dangles(to) || c.words[to-1].Class == text.Adverb {
		return false
	}
	words := strings.Fields(c.print(from, to))
	switch {
	case len(words) == 1:
		return c.namedAt(w) || w.Class == text.ProperNoun
	case len(words) == 2 && (low == "a" || low == "an" || low == "the" || possessiveEn[low] || detsEn[low]):
		return c.namedAt(c.words[to-1]) || low == "its" || low == "his" || low == "her" || w.Class == text.Number || withinFigure[low]
	}
	return !pointsOnly.MatchString(c.print(from, to)) && (!strings.Contains(c.print(from, to), " than ") || w.Class == text.Number || low == "more")
}

// qualifies reports whether a participle at the beginning belongs to a noun behind it.
func (c *clauseEnglish) qualifies(from, to int) bool {
	return from+1 < to && c.words[from+1].Class == text.Noun
}

var (
	possessiveEn = wordsOf("its their his her")
	boundsEn     = wordsOf("about around over under up")
	// pointsOnly matches nouns that only point back.
	pointsOnly = regexp.MustCompile(`(?i)^(the (move|idea|plan|decision|issue|matter|same|latter|former|incident|two|latest)( \w+)?|that|this( \w+)?|such .*|another|one|more|it .*)$`)
	badLast    = wordsOf("first second third fourth just more also only even still his its their her a an the to not very that who which and or than so")
	moneyEn    = regexp.MustCompile(`(?i)[$£€]|\b(dollars?|euros?|pounds?|yen|crowns?|rupees?|yuan|pesos?)\b`)
	peopleEn   = regexp.MustCompile(`(?i)^((a|an|the|his|her|its|their|two|three|four|five|six|seven|eight|nine|ten|several|dozens of|[0-9]+) )?([a-z-]+ ){0,4}(minors|adolescents|man|woman|boy|girl|men|women|people|suspects?|mayor|minister|ministers|president|leaders?|officials?|drivers?|teachers?|students?|officers?|soldiers?|child|children|guards?|captain|director|candidate|judge|activists?|protesters?|teenagers?|migrants?|diplomats?|ambassador|hostages?|militants?|gunm[ae]n)$`)
)

// nameKind is the type of the name that ends a run of words.
func (c *clauseEnglish) nameKind(from, to int) text.NameType {
	for _, n := range c.s.sentence.Names {
		if n.Span.End == c.words[to-1].Span.End && n.Span.Start >= c.words[from].Span.Start {
			return n.Type
		}
	}
	return text.UnknownName
}

// who reports whether words name people.
func (c *clauseEnglish) who(from, to int) bool {
	if c.nameKind(from, to) == text.Person && !c.prepositional(from, to) {
		return true
	}
	for _, n := range c.s.sentence.Names {
		if n.Type == text.Person && n.Span.Start == c.words[from].Span.Start {
			for k := from; k < to; k++ {
				if c.words[k].Span.Start >= n.Span.End {
					return prepositionsEn[c.low(k)] || c.words[k].Surface == ","
				}
			}
		}
	}
	for k := from; k < to; k++ {
		stop := prepositionsEn[c.low(k)] || c.low(k) == "who" || c.low(k) == "that"
		if k > from && (stop || verbsEn().participle[c.low(k)] != "") && peopleEn.MatchString(c.print(from, k)) {
			return true
		}
		if stop {
			return false
		}
	}
	return peopleEn.MatchString(c.print(from, to))
}

// prepositional reports whether a preposition stands among words: the name at their
// end is not what they name.
func (c *clauseEnglish) prepositional(from, to int) bool {
	for i := from; i < to; i++ {
		if prepositionsEn[c.low(i)] || c.words[i].Surface == "," || c.low(i) == "'s" || c.low(i) == "’s" {
			return true
		}
	}
	return false
}

// lowerStart is a phrase from the beginning of a sentence in the middle of one.
func (c *clauseEnglish) lowerStart(from, to int) string {
	printed := c.print(from, to)
	first := c.words[from]
	name := c.namedAt(first) && c.low(from) != "the" && c.low(from) != "a"
	next := from+1 < to && (unicode.IsUpper(firstRune(c.words[from+1].Surface)) || c.low(from+1) == "'s" || c.low(from+1) == "’s") && !subjectOpens[first.Surface]
	if c.low(from+1) == "," && c.capitalName(first) {
		return printed // the first of a list
	}
	if from == c.start && (first.Surface == "Former" || first.Surface == "New" || !next && from+1 < to && c.s.smallWords()[c.low(from)] && c.nameKind(from, from+1) == text.UnknownName) {
		return lowerArticle(printed)
	}
	if from == c.start && unicode.IsUpper(firstRune(printed)) && !name && !next && (subjectOpens[first.Surface] || first.Class == text.Noun || first.Class == text.Verb || first.Class == text.Number || first.Class == text.Adjective || first.Class == text.Other) &&
		strings.ToUpper(first.Surface) != first.Surface || first.Surface == "A" {
		return lowerArticle(printed)
	}
	return printed
}
