package digest

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Lengths of a Japanese question and of its answer, in characters.
const (
	longestQuestionJa = 46
	longestAnswerJa   = 26
	longestReasonJa   = 34
	longestTopicJa    = 18
)

// clause is what the last verb of a Japanese sentence is told of.
type clause struct {
	sentence text.Sentence
	phrases  []phrase
	hearsay  bool     // it is only heard or thought so
	ending   string   // the last phrase as a question
	verb     int      // where the verb and what it is joined to begins
	topic    [2]int   // who or what it is about; empty where the sentence does not say
	before   [2]int   // a reason told before what it is about
	parts    [][2]int // the nouns and times that belong to the verb, in their order
}

// clauseOf finds the last clause of a sentence; false where its verb cannot be
// asked for.
func clauseOf(s text.Sentence) (clause, bool) {
	ps := phrasesJa(s)
	last := len(ps) - 1
	if last < 1 || last >= mostPhrases {
		return clause{}, false
	}
	c := clause{sentence: s, phrases: ps, verb: last, ending: politeQuestion(ps[last])}
	if c.ending == "" || doubtful(ps[last], ps[last-1]) {
		return clause{}, false
	}
	for c.verb > 0 && joined(ps, c.verb) {
		c.verb--
	}
	c.findParts()
	return c, true
}

// joined reports whether the phrase before i and what follows it are told
// together: 直すと発表した, 直すことを決めた, 直す方針を示した.
func joined(ps []phrase, i int) bool {
	before := ps[i-1]
	if before.comma && !(before.predicate() && strings.HasSuffix(before.text, "と") && i > len(ps)-3) {
		return false
	}
	if i == len(ps)-1 && i > 1 && dateAlone(before) && ps[i-2].predicate() && joined(append(append([]phrase(nil), ps[:i-1]...), ps[i]), i-1) {
		return true // 休止すると10日に発表した
	}
	if i == len(ps)-2 && dateAlone(ps[i]) && before.predicate() && strings.HasSuffix(before.text, "と") {
		return true
	}
	if i == len(ps)-1 && lightVerb(ps[i]) && (before.tail == "に" || before.tail == "と") && !before.predicate() {
		return true
	}
	if before.predicate() {
		if i < len(ps)-1 || before.tail != "" || strings.HasSuffix(before.text, "こと") {
			return strings.HasSuffix(before.text, "と") || strings.HasSuffix(before.text, "ことを") || strings.HasSuffix(before.text, "事を") || strings.HasSuffix(before.text, "ことが") ||
				strings.HasSuffix(before.text, "よう") || strings.HasSuffix(before.text, "ように") || planNoun[ps[i].body()]
		}
		return planNoun[ps[i].body()] || isPlan(ps[i])
	}
	return planNoun[before.body()] && (before.tail == "を" || before.tail == "で") && i > 1 && ps[i-2].predicate() && !ps[i-2].comma
}

// dateAlone reports whether a phrase is but a date, with に or without.
func dateAlone(p phrase) bool {
	return (p.tail == "" || p.tail == "に") && dateWords.MatchString(p.body())
}

// lightVerb reports whether a phrase is a verb that says nothing by itself.
func lightVerb(p phrase) bool {
	if !p.predicate() || len(p.words) == 0 {
		return false
	}
	switch p.words[0].Base {
	case "する", "なる", "ある", "いる":
		return true
	}
	return false
}

// planNoun are nouns by which somebody's plan is told: it is the plan that one
// wants to know of.
var planNoun = map[string]bool{"方針": true, "意向": true, "考え": true, "計画": true, "見通し": true, "予定": true, "見込み": true, "構え": true}

func isPlan(p phrase) bool {
	noun, _, ok := copula(p)
	return ok && planNoun[noun]
}

// findParts goes back from the verb to the clause before and takes the nouns on
// its way, each with what qualifies it; then looks for what the sentence is about.
func (c *clause) findParts() {
	i := c.verb
	for i > 0 {
		end := i
		p := c.phrases[end-1]
		if p.predicate() && !reason(p) || strings.HasSuffix(p.tail, "は") || p.source() {
			break
		}
		begin := end - 1
		if reason(p) {
			for begin > 0 && !c.phrases[begin-1].comma && !strings.HasSuffix(c.phrases[begin-1].tail, "は") {
				begin--
			}
		} else {
			for begin > 0 && (qualifies(c.phrases[begin-1]) || together(c.phrases[begin-1], c.phrases[begin], c.sentence)) {
				begin--
			}
		}
		c.parts = append([][2]int{{begin, end}}, c.parts...)
		i = begin
		if begin > 0 && !reason(p) && c.phrases[begin-1].predicate() && !c.phrases[begin-1].comma {
			break // a clause qualifies it
		}
	}
	for k := i - 1; k >= 0; k-- {
		if c.phrases[k].predicate() && reason(c.phrases[k]) && c.before[1] == 0 {
			c.before = [2]int{k, k + 1}
			for c.before[0] > 0 && !c.phrases[c.before[0]-1].comma && !strings.HasSuffix(c.phrases[c.before[0]-1].tail, "は") {
				c.before[0]--
			}
		}
	}
	for k := i - 1; k >= 0; k-- {
		if strings.HasSuffix(c.phrases[k].tail, "は") && !c.phrases[k].predicate() {
			c.topic = [2]int{k, k + 1}
			return
		}
	}
	for k := i - 1; k >= 0; k-- {
		if sole(c.phrases, c.sentence, k) {
			c.topic = [2]int{k, k + 1}
			return
		}
	}
}

// qualifies reports whether a phrase belongs to the noun behind it.
func qualifies(p phrase) bool {
	return !p.comma && !p.predicate() && (p.tail == "の" || p.tail == "との" || p.tail == "への" || p.tail == "での" || p.tail == "からの")
}

// clausal widens a noun at [from,to) to the clause that qualifies it; false for
// none that is short.
func (c *clause) clausal(part [2]int) ([2]int, bool) {
	k := part[0] - 1
	if k < 0 || !c.phrases[k].predicate() || c.phrases[k].comma {
		return part, false
	}
	for k > 0 && !c.phrases[k-1].comma && !c.phrases[k-1].predicate() && !strings.HasSuffix(c.phrases[k-1].tail, "は") {
		k--
	}
	return [2]int{k, part[1]}, part[1]-k <= mostAnswerPhrases
}

// askJa builds the questions that a Japanese sentence answers.
func askJa(s cited) []Inquiry {
	c, ok := clauseOf(s.sentence)
	if !ok {
		return nil
	}
	var out []Inquiry
	seen := map[string]bool{}
	try := func(answer [2]int, whole bool) {
		for _, word := range questionWords(c.sentence, c.phrases, answer[0], answer[1]) {
			for _, q := range c.worded(answer, word.text, whole) {
				key := q + "\x00" + word.answer
				if seen[key] || tooLong(q, word) || !c.told(answer) || asksJa(q, word.answer, s) != nil {
					continue
				}
				seen[key] = true
				out = append(out, Inquiry{Question: q, Answer: word.answer, Sentence: s.sentence.Index})
			}
		}
	}
	for _, part := range c.parts {
		try(part, true)
		for from := part[0] + 1; from < part[1]; from++ {
			try([2]int{from - 1, from}, false) // how many, whose
		}
		if wide, ok := c.clausal(part); ok {
			try(wide, true)
		}
	}
	if c.before[1] > 0 && c.before[1] <= c.topic[0] {
		try(c.before, true)
	}
	if tail := c.phrases[c.topic[0]].tail; c.topic[1] > 0 && (tail == "は" || tail == "が") {
		try(c.topic, true)
	}
	return append(out, c.askNoun(s)...)
}

// told reports whether the sentence says who or what its verb is told of; a
// question without it asks of nobody.
func (c *clause) told(answer [2]int) bool {
	if c.topic[1] > 0 {
		p := c.phrases[c.topic[0]]
		if p.tail == "は" || p.tail == "が" || p.tail == "も" || acts(c.sentence, p) && p.tail != "には" || doneBy(verbAfter(c.phrases, c.verb)) && p.tail != "には" || c.phrases[answer[1]-1].tail == "が" && !doneBy(verbAfter(c.phrases, c.verb)) {
			return true
		}
	}
	for _, part := range c.parts {
		if tail := c.phrases[part[1]-1].tail; tail == "が" || tail == "も" {
			return true
		}
	}
	return false
}

// askNoun asks for the noun with which a sentence ends (死者は7人だった).
func (c *clause) askNoun(s cited) []Inquiry {
	last := c.phrases[len(c.phrases)-1]
	noun, ending, ok := copula(last)
	if !ok || c.verb != len(c.phrases)-1 {
		return nil
	}
	var out []Inquiry
	for _, word := range questionWords(c.sentence, []phrase{nounPhrase(last, noun)}, 0, 1) {
		for _, head := range c.heads([2]int{len(c.phrases) - 1, len(c.phrases)}) {
			q := head + word.text + ending + "？"
			if !tooLong(q, word) && head != "" && asksJa(q, word.answer, s) == nil {
				out = append(out, Inquiry{Question: q, Answer: word.answer, Sentence: s.sentence.Index})
			}
		}
	}
	return out
}

func tooLong(q string, w questionWord) bool {
	most := longestAnswerJa
	if w.text == "なぜ" {
		most = longestReasonJa
	}
	return utf8.RuneCountInString(q) > longestQuestionJa || utf8.RuneCountInString(w.answer) > most
}

// worded puts a question word in the place of a part; with and without the parts
// that the question can do without.
func (c *clause) worded(answer [2]int, word string, whole bool) []string {
	var out []string
	for _, all := range []bool{true, false} {
		var b strings.Builder
		b.WriteString(c.source() + c.topicWords(answer))
		for _, part := range c.parts {
			switch {
			case part == answer, answer[0] <= part[0] && part[1] <= answer[1]:
				b.WriteString(word)
			case !whole && part[0] <= answer[0] && answer[1] <= part[1]:
				b.WriteString(word + c.words([2]int{answer[1], part[1]}))
			case all && !c.when(part) && !reason(c.phrases[part[1]-1]) || c.needed(part):
				words := c.words(part)
				if b.String() == c.source() && c.topic[1] == 0 && c.phrases[part[1]-1].tail == "が" {
					words = strings.TrimSuffix(words, "が") + "は"
				}
				b.WriteString(words)
			}
		}
		if c.topic[1] > 0 && answer == c.topic || c.before[1] > 0 && answer == c.before {
			q := b.String()
			b.Reset()
			if topic := c.source() + c.topicWords(answer); word == "なぜ" && topic != "" && strings.HasPrefix(q, topic) {
				word, q = topic+word, q[len(topic):]
			}
			b.WriteString(word + q)
		}
		ending := c.ending
		if strings.HasSuffix(word, "なぜ") {
			ending = plainQuestion(c.phrases[len(c.phrases)-1])
		}
		b.WriteString(c.words([2]int{c.verb, len(c.phrases) - 1}) + ending + "？")
		out = append(out, b.String())
	}
	return out
}

// source is whom the sentence is heard from, where that is no newspaper.
func (c *clause) source() string {
	for i, p := range c.phrases {
		if p.source() && !outletJa.MatchString(p.body()) {
			from := i
			for from > 0 && qualifies(c.phrases[from-1]) {
				from--
			}
			return c.words([2]int{from, i + 1}) + "、"
		}
	}
	return ""
}

// heads are what may stand before the noun with which a sentence ends.
func (c *clause) heads(answer [2]int) []string {
	var out []string
	for _, all := range []bool{true, false} {
		var b strings.Builder
		b.WriteString(c.source() + c.topicWords(answer))
		for _, part := range c.parts {
			if all && !c.when(part) || c.needed(part) {
				b.WriteString(c.words(part))
			}
		}
		out = append(out, b.String())
	}
	return out
}

// needed reports whether a question cannot do without a part: who does it, and
// what is done.
func (c *clause) needed(part [2]int) bool {
	tail := c.phrases[part[1]-1].tail
	return tail == "が" || tail == "を"
}

// when reports whether a part only says when.
func (c *clause) when(part [2]int) bool {
	return wholeDate(c.sentence, c.phrases[part[0]:part[1]])
}

// words are phrases as a question prints them: who does it becomes what it is
// about where nothing else is.
func (c *clause) words(part [2]int) string {
	var b strings.Builder
	for k := part[0]; k < part[1]; k++ {
		p := c.phrases[k]
		b.WriteString(p.text)
		if p.comma && together(p, phrase{verb: -1}, c.sentence) && k+1 < part[1] {
			b.WriteString("、")
		}
	}
	return b.String()
}

// topicWords is what the question is about, with what qualifies it where that is
// short or the noun is no name.
func (c *clause) topicWords(answer [2]int) string {
	if c.topic[1] == 0 || answer == c.topic {
		return ""
	}
	from := c.topic[0]
	for from > 0 && (qualifies(c.phrases[from-1]) || together(c.phrases[from-1], c.phrases[from], c.sentence)) {
		from--
	}
	full := c.words([2]int{from, c.topic[1]})
	if rest, ok := strings.CutSuffix(full, "が"); ok {
		full = rest + "は"
	}
	named := kindOf(c.sentence, c.phrases[c.topic[0]]) != text.UnknownName && !people.MatchString(c.phrases[c.topic[0]].body())
	if utf8.RuneCountInString(full) > longestTopicJa && named {
		full = c.words(c.topic)
		if rest, ok := strings.CutSuffix(full, "が"); ok {
			full = rest + "は"
		}
	}
	return full
}
