package digest

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// turnEn finds the question of an English chapter: what its sentences answer in few
// words; what somebody said; then its main fact, with the most that can be asked for it.
func (c *composer) turnEn(ch chapter) turn {
	if t, ok := c.askTurn(ch, c.wellAsked()); ok {
		return t
	}
	facts := c.sectionFacts(ch)
	if t, ok := c.askOf(ch, facts, factAsker{c.askFact(knownWhole, factAskedWell), nearMain}); ok {
		return t
	}
	if t, ok := c.statementTurn(ch); ok {
		return t
	}
	return c.factTurn(ch, facts)
}

// factTurn asks for the main fact of a section. The question that names most is worth a
// fact of less weight, but not a side matter.
func (c *composer) factTurn(ch chapter, facts []mainFact) turn {
	for _, ask := range []factAsker{{c.askFact(knownWhole, factAsked), nearMain}, {c.sayFact, nearMain}, {c.placeFact, 1},
		{c.askFact(1, factAsked), nearMain}, {c.askFact(1, 0), 1}, {c.knownFact, 1}, {c.plainFact, 1}} {
		if t, ok := c.askOf(ch, facts, ask); ok {
			return t
		}
	}
	return c.happeningTurn(ch)
}

// factAsker is a way to ask for a main fact.
type factAsker struct {
	of    func(chapter, candidate) (turn, bool)
	among int // how many of a report's main facts it may stand on
}

// askOf asks in one way for the first of the facts that can be asked for so.
func (c *composer) askOf(ch chapter, facts []mainFact, ask factAsker) (turn, bool) {
	for _, f := range facts {
		if f.rank >= ask.among {
			continue
		}
		if t, ok := ask.of(ch, f.candidate); ok {
			c.asked[t.question.Text] = true
			c.answered[f.ref()] = true
			return t, true
		}
	}
	return turn{}, false
}

// sectionFacts are the main facts of a section's first reports, best first; those of the
// report whose title will head it before others.
func (c *composer) sectionFacts(ch chapter) []mainFact {
	reports := append([]*report(nil), ch.reports[:min(maxCards, len(ch.reports))]...)
	sort.SliceStable(reports, func(i, j int) bool { return c.headScore(ch, reports[i]) > c.headScore(ch, reports[j]) })
	var facts []mainFact
	for n, r := range reports {
		for i, f := range c.mainFacts(r) {
			if i == nearMain {
				break
			}
			f.score -= 0.35 * float64(n)
			f.rank = i
			facts = append(facts, f)
		}
	}
	sort.SliceStable(facts, func(i, j int) bool { return facts[i].score > facts[j].score })
	return facts
}

// mainFact is a sentence that tells what its report's title tells.
type mainFact struct {
	candidate
	score float64
	rank  int // among those of its report
}

// nearMain is how many of a report's main facts a question may stand on.
const nearMain = 2

// headScore is how well a report's title heads a section.
func (c *composer) headScore(ch chapter, r *report) float64 {
	return c.titleScore(ch.index, r, r.matter(headingLength(c.lang)))
}

// mainFacts are the sentences of a report that tell what its title tells, best first: by
// the model of points and by the title's words.
func (c *composer) mainFacts(r *report) []mainFact {
	if r.opinion {
		return nil
	}
	title := contentWords(r.text.Title)
	tells := c.tellingOf(r)
	var out []mainFact
	for _, cand := range r.candidates {
		shared := overlapCount(title, cand.words)
		if len(cand.leans) > 0 || c.stale(r, cand.index) || caption(cand.sentence(), c.lang) || cand.index >= mostAsked || c.superseded(cand) || c.answered[cand.ref()] || shared < 2 && cand.index > 0 {
			continue
		}
		out = append(out, mainFact{candidate: cand, score: tells[cand.index] + 0.3*float64(min(5, shared))})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	return out
}

// factLine prints the main fact as an answer.
func (c *composer) factLine(cand candidate) Line {
	for _, most := range []int{shortFact, longestSentenceAnswer, longestFact} {
		if l := c.candidateLine(cand, most); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// A fact reads well as an answer up to shortFact words; none is longer than longestFact.
const (
	shortFact   = 28
	longestFact = 46
)

// askFact puts the best question that the fact's sentence answers with words of which the
// heading has no more than a share, where it is worth no less than least.
func (c *composer) askFact(most, least float64) func(chapter, candidate) (turn, bool) {
	return func(ch chapter, cand candidate) (turn, bool) {
		head := c.headReport(ch)
		qs := append([]Inquiry(nil), c.inquiries(cand.report, cand.sentence())...)
		for i, q := range qs {
			more, _ := c.addsTo(ch, cand.report, q, cand)
			qs[i].Score += more
		}
		sort.SliceStable(qs, func(i, j int) bool { return qs[i].Score > qs[j].Score })
		for _, q := range qs {
			if q.Score < least {
				break
			}
			if c.asked[q.Question] || !q.Whole && ch.knownAnswer(head, cand.sentence(), q.Answer) > most {
				continue
			}
			if t, ok := c.put(asking{cand.report, q, cand}); ok {
				return t, true
			}
		}
		return turn{}, false
	}
}

// Scores of a main fact's question: under factAsked it is rather asked for in plain words,
// under factAskedWell what somebody said of the matter is asked before it.
const (
	factAsked     = 0.5
	factAskedWell = 1.1
)

// sayFact asks what somebody said of the matter, and answers with the sentence.
func (c *composer) sayFact(ch chapter, cand candidate) (turn, bool) {
	s := cand.sentence()
	at := cited{cand.report.reading, s}
	for _, st := range cand.statements() {
		if st.Speaker == "" || st.Resolved || brokenSpeaker(st.Speaker) || !saysEn.MatchString(st.Cue) || turningCue.MatchString(st.Cue) || owns(s, st.SpeakerSpan) ||
			4*st.ContentSpan.Len() < len([]rune(s.Text)) || !namedOrOffice(st.Speaker) || outlet.MatchString(st.Speaker) && !bareSource(s, strings.Fields(st.Speaker)[0]) || !saidPlainly(s, st) {
			continue
		}
		values := map[string]string{"actor": sourceWords(at, st), "issue": c.topicEn(cand.report.text.Title, s, st)}
		if t, ok := c.sayTurn(cand, st, values); ok {
			return t, true
		}
	}
	return turn{}, false
}

// brokenSpeaker reports words before a cue that name nobody: more than a name or an office
// can have, or a verb at their beginning.
func brokenSpeaker(speaker string) bool {
	fields := strings.Fields(speaker)
	low := fields[0]
	return len(fields) > 9 || unicode.IsLower(firstRune(low)) && !detsEn[low] && len(fields) > 3 && !countedSources.MatchString(speaker) && !bareWith.MatchString(speaker)
}

// bareWith matches people without an article whom what follows tells apart: experts
// interviewed by the Ledger.
var bareWith = regexp.MustCompile(`^[a-z]+s (interviewed|who|from|in|at|with|familiar)\b`)

// saysEn matches cues of plain saying.
var saysEn = regexp.MustCompile(`(?i)^(has |have |had )?(said|says|say|told|tells|added|adds|warned|warns|announced|stressed|emphasi[sz]ed|vowed|concluded|explained|noted|argued|insisted|stated|confirmed|reiterated|declared|claimed|tweeted|wrote|suggested|testified)\b`)

// saidPlainly reports whether who speaks stands beside the cue and not far behind in a
// side clause: "..., the mayor said" or "The mayor said that ...".
func saidPlainly(s text.Sentence, st claim.Statement) bool {
	return st.SpeakerSpan.Len() > 0 && (st.SpeakerSpan.End <= st.ContentSpan.Start || st.SpeakerSpan.Start >= st.ContentSpan.End)
}

// topicEn is what a statement speaks of: a phrase of its own whose noun its report's title
// has, with what stands before it, the more of the title's words the better; "" for none.
func (c *composer) topicEn(title, s text.Sentence, st claim.Statement) string {
	if topic := sharedPhrase(title, s, st); len(strings.Fields(topic)) > 1 && !onlyNamed(s, topic) {
		return topic
	}
	in := contentWords(title)
	best, most := "", 0.0
	for i, w := range s.Words {
		phrase, from := topicAt(s, i)
		if phrase == "" || !in[w.Base] || !st.ContentSpan.Contains(w.Span) || !holds(s.Text, phrase) {
			continue
		}
		score := 0.0
		for k := from; k <= i; k++ {
			if in[s.Words[k].Base] {
				score++
			}
		}
		if strings.HasPrefix(phrase, "a ") || strings.HasPrefix(phrase, "an ") {
			score -= 1.2
		}
		if len(strings.Fields(phrase)) == 1 {
			score -= 0.5
		}
		if score > most {
			best, most = phrase, score
		}
	}
	if most >= 1 {
		return best
	}
	if issue := issueWords(s, st, c.lang); issue != "" && !pointsOnly.MatchString(issue) {
		return issue
	}
	if topic := sharedPhrase(title, s, st); topic != "" {
		return topic
	}
	return best
}

// topicAt is the noun phrase that ends with a word of a sentence, with its article, and
// where it begins; "" where it would not stand by itself.
func topicAt(s text.Sentence, i int) (string, int) {
	w := s.Words[i]
	if w.Class != text.Noun || !nounAt(s, i) || i+1 < len(s.Words) && (nounClass(s.Words[i+1]) || strings.ContainsAny(s.Words[i+1].Surface[:1], "'’-")) {
		return "", 0
	}
	from := i
	for from > 0 && (nounClass(s.Words[from-1]) || s.Words[from-1].Class == text.Adjective) && s.Words[from].Span.Start == s.Words[from-1].Span.End+1 && !detsEn[strings.ToLower(s.Words[from-1].Surface)] {
		from--
	}
	before := ""
	if from > 0 {
		before = strings.ToLower(s.Words[from-1].Surface)
	}
	phrase := string([]rune(s.Text)[s.Words[from].Span.Start:w.Span.End])
	switch {
	case i-from > 4 || before == "'s" || before == "’s" || before == "-" || s.Words[from].Class == text.Number:
		return "", 0
	case before == "the", before == "a", before == "an":
		return before + " " + phrase, from
	case !pluralEn(phrase) && !massNouns[phrase]:
		return "", 0
	case from == 0 && s.Words[0].Class != text.ProperNoun && !demonym.MatchString(s.Words[0].Surface):
		phrase = lowerArticle(phrase)
	}
	return phrase, from
}

func (c *composer) sayTurn(cand candidate, st claim.Statement, values map[string]string) (turn, bool) {
	r := cand.report
	cite := c.cite(r.reading, cand.sentence(), nil)
	for _, name := range []string{"q.say.issue", "q.say"} {
		if name == "q.say" && (!holds(r.text.Title.Text, lastWord(st.Speaker)) || c.asked[name+st.SpeakerNormal]) {
			continue
		}
		question := c.frame(name, values, cite)
		if question.IsZero() || c.asked[question.Text] {
			continue
		}
		answer := c.factLine(cand)
		if answer.IsZero() {
			return turn{}, false
		}
		c.asked[name+st.SpeakerNormal] = true
		return turn{question: question, answer: answer, statement: &st, actor: values["actor"]}, true
	}
	return turn{}, false
}

// placeFact asks what happened in the place that the fact names, where it tells of
// something that happened.
func (c *composer) placeFact(_ chapter, cand candidate) (turn, bool) {
	s := cand.sentence()
	if !pastEn.MatchString(outsideQuotes(s.Text)) || len(cand.statements()) > 0 || cand.index >= openingSentences {
		return turn{}, false
	}
	for _, n := range s.Names {
		if n.Type != text.Place || n.Title != "" || demonym.MatchString(n.Surface) || language.Country(n.Surface) != "" || regions[n.Surface] {
			continue
		}
		place := n.Surface
		if f := strings.Fields(place); len(f) > 1 && f[0] == f[1] || seasonEn.MatchString(place) {
			continue
		}
		if needsThe(n, cand.report.text) {
			place = "the " + place
		}
		if !regexp.MustCompile(`\b(in|near|at) (the )?` + regexp.QuoteMeta(n.Surface) + `\b`).MatchString(s.Text) {
			continue
		}
		question := c.frame("q.place", map[string]string{"place": place}, c.cite(cand.report.reading, s, nil))
		if answer := c.factLine(cand); !question.IsZero() && !c.asked[question.Text] && !answer.IsZero() {
			return turn{question: question, answer: answer}, true
		}
	}
	return turn{}, false
}

// seasonEn matches what is read as a place and is a time.
var seasonEn = regexp.MustCompile(`(?i)^(spring|summer|autumn|fall|winter)$|\b(An|The|A)$`)

// knownFact asks what is reported of the matter that title and fact name.
func (c *composer) knownFact(_ chapter, cand candidate) (turn, bool) {
	cite := c.cite(cand.report.reading, cand.sentence(), nil)
	question := c.knownTurn(cand.report, cite, cand.sentence())
	if question.IsZero() {
		return turn{}, false
	}
	answer := c.factLine(cand)
	return turn{question: question, answer: answer}, !answer.IsZero()
}

// plainFact asks what happened.
func (c *composer) plainFact(_ chapter, cand candidate) (turn, bool) {
	answer := c.factLine(cand)
	if answer.IsZero() {
		return turn{}, false
	}
	return turn{question: c.whatFrame(c.cite(cand.report.reading, cand.sentence(), nil)), answer: answer}, true
}
