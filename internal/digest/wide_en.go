package digest

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// Questions whose answer is too long, or too little sure of its end, to stand by
// itself: the sentence answers them.

// widen adds to a clause's questions with short answers those with the whole phrase:
// up to widestAnswerEn words it is printed, beyond that the sentence answers.
func (c *clauseEnglish) widen(subject string, short []readingEn) []readingEn {
	at := map[string]int{}
	for i, r := range short {
		at[r.question] = i
	}
	c.wide = true
	q := asker{c, subject, nil}
	q.all()
	q.opened()
	q.fate()
	q.did()
	c.wide = false
	out := short
	for _, r := range q.out {
		i, asked := at[r.question]
		if !r.whole && len(strings.Fields(r.answer)) > widestAnswerEn {
			r.whole = true
		}
		if r.whole && modalEn[r.aux] {
			continue
		}
		if r.whole && backObject.MatchString(r.answer) {
			continue
		}
		if asked && (r.whole || out[i].answer == r.answer) {
			continue
		}
		if asked && i < len(short) {
			out[i].cut = true
		}
		if r.whole {
			r.answer = ""
		}
		at[r.question] = len(out)
		out = append(out, r)
	}
	return out
}

// backObject matches an object that only points to what is told before.
var backObject = regexp.MustCompile(`(?i)^(the (move|idea|plan|decision|issue|matter|incident)|this|that|these|those|such)( \w+ly| outright)?$|^the (move|idea|decision|matter|incident) (outright|and|as)\b`)

var modalEn = wordsOf("would could may might should can must")

// sentenceOf keeps a question that the sentence answers; what follows the verb from
// the given word on must not deny it.
func (q *asker) sentenceOf(form, wh, verb string, from int, kept ...[2]int) {
	to := min(from+3, len(q.words))
	if from >= to {
		return
	}
	words := []string{wh, q.aux, q.by, verb}
	if form == askFate {
		words = []string{wh, q.by}
	}
	for _, k := range kept {
		words = append(words, q.print(k[0], k[1]))
	}
	q.keep(readingEn{clauseEnglish: q.clauseEnglish, form: form, answer: q.print(from, to), whole: true}, words,
		append([][2]int{q.subject, {q.group, q.verb + 1}, {from, to}}, kept...), [2]int{from, to})
}

// opened asks for an object whose end is not sure.
func (q *asker) opened() {
	at, particle := q.after()
	if q.passive || notObjectEn[q.base] && particle[1] == 0 || at >= len(q.words) || q.words[q.subject[0]].Class == text.Number || ofEn[q.base]["as"] || wantsClause[q.base] {
		return
	}
	if q.words[at].Surface != q.low(at) && !q.namedAt(q.words[at]) && q.words[at].Class != text.ProperNoun || verbsEn().gerund[q.low(at)] != "" && q.words[at].Class == text.Verb {
		return
	}
	if (q.low(at) == "why" || q.low(at) == "how" || q.low(at) == "whether") && probesEn[q.base] {
		q.sentenceOf(askWhat, "What", q.printed, at, particle)
		return
	}
	end := at
	for end < len(q.words) && q.words[end].Class != text.Mark && !prepositionsEn[q.low(end)] && q.low(end) != "that" && q.low(end) != "designed" && q.low(end) != "aimed" && !endsPhrase[q.low(end)] && !finiteEn[q.low(end)] {
		end++
	}
	if figure, _ := q.figureAt(at, max(end, at)); figure > 0 || end == at || end-at > 9 || !q.nounBefore(at, end) || !q.object(at, end) && !q.goesOn(end) || q.changesHands(at, end) || q.who(at, end) {
		return
	}
	q.sentenceOf(askWhat, "What", q.printed, at, particle)
}

// goesOn reports a noun that what follows tells more of: a plan to, claims that.
func (q *asker) goesOn(end int) bool {
	return end < len(q.words) && q.words[end-1].Class == text.Noun && wordsWithMore[q.low(end)]
}

var wordsWithMore = wordsOf("to of that for about against over from by on between designed aimed")

// probesEn are verbs that take a question.
var probesEn = wordsOf("investigate examine explain decide consider discuss study reveal question")

// fate asks what happened to somebody.
func (q *asker) fate() {
	if !(q.passive && harmsEn[q.base] || !q.passive && fatesEn[q.base]) || q.aux == "could" || q.aux == "would" || q.aux == "may" || q.aux == "might" || q.aux == "will" || q.aux == "can" || q.aux == "should" {
		return
	}
	if n := len(strings.Fields(q.by)); q.passive && n > 14 || !q.passive && (n > 8 || q.verb+1 < len(q.words) && q.words[q.verb+1].Class != text.Number && (q.opensNoun(q.verb+1) || q.words[q.verb+1].Class == text.Noun)) {
		return
	}
	q.sentenceOf(askFate, "What happened to", "", q.verb)
}

// harmsEn are verbs of what is done to somebody by force or law.
var harmsEn = wordsOf("arrest kill shoot sentence convict rescue detain injure wound extradite jail indict suspend execute charge free release sack dismiss recall destroy damage seize return find steal close reopen ground evacuate")

// fatesEn are verbs without an object that tell what became of somebody.
var fatesEn = wordsOf("die collapse disappear vanish crash sink drown explode derail capsize open reopen close rise fall jump drop surge tumble slump plunge shrink grow soar")

// did asks what somebody did, where the verb tells of a deed and nothing else can be
// asked.
func (q *asker) did() {
	if q.passive || q.aux != "did" && q.aux != "has" && q.aux != "have" || !deedEn[q.base] || !q.agent() {
		return
	}
	verb := "do"
	if q.aux != "did" {
		verb = "done"
	}
	place := q.placeBehind()
	if place[1] == 0 && len(strings.Fields(q.by)) < 2 {
		return
	}
	q.sentenceOf(askDid, "What", verb, q.verb, place)
}

// placeBehind is the phrase of place behind the verb: in southern Norway.
func (q *asker) placeBehind() [2]int {
	for k := q.verb + 1; k+1 < len(q.words) && k < q.verb+12 && q.words[k].Class != text.Mark && !endsPhrase[q.low(k)]; k++ {
		if q.low(k) != "in" && q.low(k) != "at" && q.low(k) != "near" {
			continue
		}
		for to := k + 2; to <= min(k+4, len(q.words)); to++ {
			if q.nameKind(k+1, to) == text.Place && !q.inDate(k+1) {
				return [2]int{k, to}
			}
		}
	}
	return [2]int{}
}

// agent reports whether the subject is somebody who acts: people, a country, a body.
func (q *asker) agent() bool {
	from, to := q.subject[0], q.subject[1]
	if q.who(from, to) {
		return true
	}
	if actsEn[q.low(to-1)] || q.plural(from, to) && demonym.MatchString(q.print(from, to)) {
		return true
	}
	kind := q.nameKind(from, to)
	return q.wholeName() && (kind == text.Organization || kind == text.Place || kind == text.Person)
}

// actsEn are nouns of people and bodies that act together.
var actsEn = wordsOf("forces troops army police military government governments ministry company companies court council union unions rebels authorities lawmakers senators crews voters residents workers firefighters rescuers scientists researchers prosecutors fighters settlers rioters investigators countries nations states ministers negotiators thieves gunmen farmers servicemen navy militia farmers parliament regulators")

// deedEn are verbs of what is done on purpose.
var deedEn = wordsOf("take travel go march gather meet return leave fly visit head move fight clash rally protest storm walk flee raid attack strike launch hold join begin start open close set send step turn push put make use play win beat campaign vote hit fire")
