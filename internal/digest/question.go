package digest

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// turn is what a section turns on: its question, the answer that a cited
// sentence gives, and what the remarks may take up.
type turn struct {
	question, answer, heading Line
	statement                 *claim.Statement
	figure                    string
	actor                     string // who speaks, as the question prints it
}

// turn finds the question of a chapter: how many, where people came to harm;
// then what somebody said; then what happened and where. Nothing is asked in a
// language without forms.
func (c *composer) turn(ch chapter, lead bool) turn {
	if formText(c.lang, "q.what.1") == "" {
		return turn{}
	}
	if t, ok := c.countTurn(ch); ok {
		return t
	}
	if lead && done.MatchString(ch.reports[0].article.Title) {
		if t := c.happeningTurn(ch); !t.answer.IsZero() {
			return t
		}
	}
	if t, ok := c.statementTurn(ch); ok {
		return t
	}
	return c.happeningTurn(ch)
}

// done matches titles of something decided: the first section then asks what
// happened, not what somebody said of it.
var done = regexp.MustCompile(`(?i)\b(signs?|signed|agrees?|agreed|resigns?|steps down|bows out|elected|adopts?|adopted|approves?|approved|arrests?|arrested|reopens?|wins?|freed|shot dead|killed|pauses?|suspends?|freezes)\b|合意|署名|辞任|決定|再開|逮捕|可決|締結|成立`)

// countTurn asks for the newest toll that a report gives near its beginning.
func (c *composer) countTurn(ch chapter) (turn, bool) {
	if ch.phase > 0 || !c.deadly(ch) {
		return turn{}, false
	}
	for _, measure := range []string{"death", "injury", "missing", "arrest"} {
		q, ok := largestQuantity(c.eventReports(ch), measure)
		name := "q." + measure
		if !ok || c.asked[name] {
			continue
		}
		r, s, found := c.sentenceAt(q.Ref)
		if !found {
			continue
		}
		cite := c.cite(r.reading, s, []text.Span{q.Figure.Span})
		t := turn{figure: q.Figure.Surface}
		t.question = c.frame(name, nil, cite)
		t.answer = c.frame("a.figure", map[string]string{"figure": figureWords(s, q.Figure, c.lang)}, cite)
		if !t.question.IsZero() && !t.answer.IsZero() {
			c.asked[name] = true
			return t, true
		}
	}
	return turn{}, false
}

// deadly reports whether a title of the chapter says that people came to harm;
// a toll in a report's background is not what its section turns on.
func (c *composer) deadly(ch chapter) bool {
	for _, r := range ch.reports {
		if punished.MatchString(r.article.Title) {
			return false // the dead are those of another day
		}
	}
	for _, r := range ch.reports {
		if claim.Grave(text.Text{Lang: r.text.Lang, Title: r.text.Title}) {
			return true
		}
	}
	return false
}

var punished = regexp.MustCompile(`(?i)\b(execut\w+|convicted|sentenced|charged|jailed|hanged|trial|court)\b|死刑|判決|起訴|公判`)

// eventReports are all reports of the chapter's event in the digest's language.
func (c *composer) eventReports(ch chapter) []*report {
	var out []*report
	for _, r := range c.reports {
		if r.event == c.eventIndex(ch) {
			out = append(out, r)
		}
	}
	return out
}

// largestQuantity is the highest figure for a measure that a report gives near
// its beginning: a toll rises, and the bodies found today are part of it.
func largestQuantity(reports []*report, measure string) (claim.Quantity, bool) {
	var best claim.Quantity
	found := false
	for _, r := range reports {
		for n := range min(4, len(r.text.Sentences)) + 1 {
			i := n
			if n == min(4, len(r.text.Sentences)) {
				i = -1 // the title last: a sentence prints the same toll better
			}
			for _, q := range r.quantities[i] {
				if baseMeasure(q.Measure) != measure || oldToll.MatchString(r.sentenceText(i)) || q.Figure.Ordinal || !countsPeople(q.Figure) {
					continue
				}
				if !found || q.Figure.Value > best.Figure.Value {
					best, found = q, true
				}
				break // the first figure of a report is its toll
			}
		}
	}
	return best, found
}

// baseMeasure is a measure without its day; a measure of a part ("death/child")
// stays what it is.
func baseMeasure(measure string) string {
	base, _, _ := strings.Cut(measure, "@")
	return base
}

// oldToll matches sentences that count over years or a whole war.
var oldToll = regexp.MustCompile(`(?i)\bsince\b|in total|overall|\bwar’s|\bwar's|throughout the|\b(19\d\d|20[01]\d)\b|以来|累計`)

// sentenceText is a report's sentence, its title for -1.
func (r *report) sentenceText(i int) string {
	if i < 0 {
		return r.text.Title.Text
	}
	return r.text.Sentences[i].Text
}

// countsPeople reports whether a figure can be a number of people.
func countsPeople(f text.Figure) bool {
	switch f.Unit {
	case "", "人", "名", "people", "person":
		return f.Value >= 1 && f.Value == float64(int64(f.Value))
	}
	return false
}

// figureWords is a figure with its noun, as the sentence prints them together:
// "at least six people". In Japanese the unit is part of the figure.
func figureWords(s text.Sentence, f text.Figure, lang string) string {
	if lang == "ja" {
		return f.Surface
	}
	end := f.Span.End
	rs := []rune(s.Text)
	for _, w := range s.Words {
		if w.Span.Start < f.Span.End {
			continue
		}
		if w.Span.Start > end+1 || w.Class != text.Noun && w.Class != text.Adjective && w.Surface != "others" && w.Surface != "people" {
			break
		}
		end = w.Span.End
		if w.Class == text.Noun && strings.HasSuffix(w.Surface, "s") || w.Surface == "people" {
			break
		}
	}
	words := string(rs[f.Span.Start:min(end, len(rs))])
	if len(strings.Fields(words)) > 6 {
		return f.Surface
	}
	return words
}

// statementTurn asks what a named speaker said, choosing a statement that is
// short, near the beginning and takes a stance.
func (c *composer) statementTurn(ch chapter) (turn, bool) {
	type option struct {
		cand  candidate
		st    claim.Statement
		words string
		score float64
	}
	var options []option
	weights := c.eventWords(c.eventIndex(ch))
	for _, r := range ch.reports {
		for _, s := range r.text.Sentences {
			relevant := relevance(contentWords(s), weights)
			if len(r.statements[s.Index]) == 0 || relevant < askable {
				continue
			}
			for _, st := range r.statements[s.Index] {
				words, ok := c.answerWords(s, st)
				if !ok {
					continue
				}
				score := relevant + 1/(1+0.3*float64(s.Index))
				if st.Stance != claim.OtherSay && st.Stance != claim.Announce {
					score += 0.3
				}
				if st.Direct {
					score += 0.15
				}
				if st.Issue != "" && holds(s.Text, st.Issue) {
					score += 0.2
				}
				options = append(options, option{candidate{report: r, index: s.Index}, st, words, score})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].score > options[j].score })
	for _, o := range options {
		if t, ok := c.ask(o.cand, o.st, o.words); ok {
			return t, true
		}
	}
	return turn{}, false
}

// askable is the relevance under which a statement is not what a section turns on.
const askable = 0.2

// answerWords is what a statement says, short enough to be an answer.
func (c *composer) answerWords(s text.Sentence, st claim.Statement) (string, bool) {
	switch st.Stance {
	case claim.Criticise, claim.Oppose, claim.Reject, claim.Deny:
		// What follows such a cue is seldom a clause that answers a question.
		if !st.Direct {
			return "", false
		}
	}
	if st.Resolved || st.Hearsay || !namedSpeaker(st.Speaker, s, c.lang) {
		return "", false
	}
	words := strings.TrimSpace(st.Content)
	if c.lang == "en" {
		words = strings.TrimSpace(strings.TrimPrefix(words, "that "))
	}
	words = strings.Trim(words, " ,，、。.　")
	words = strings.TrimSpace(words)
	if inner := strings.Trim(words, `"“”「」`); inner != words && !strings.ContainsAny(inner, `"“”「」`) {
		words = strings.Trim(inner, " ,，、。.　")
	}
	n := weight(words, c.lang)
	low, high := 4, 22
	if c.lang == "ja" {
		low, high = 6, 48
	}
	if n < low || n > high || !balanced(words) || strings.ContainsAny(words, "…?？") {
		return "", false
	}
	if c.lang == "en" && brokenStart.MatchString(words) {
		return "", false
	}
	if c.lang == "en" && !clauseEn(words, st) {
		return "", false
	}
	if c.lang == "en" && (backPointing.MatchString(words) || thirdPerson.MatchString(words) || glued.MatchString(words)) {
		return "", false
	}
	if c.lang == "ja" && (pointingJa.MatchString(words) || strings.Contains(words, "よう、")) {
		return "", false
	}
	return words, true
}

// brokenStart matches contents that were cut in the wrong place: an adverb
// before "that", a verb without its subject.
var brokenStart = regexp.MustCompile(`^(?i:\S+ that|(?:mon|tues|wednes|thurs|fri|satur|sun)day|to|as|of|in|on|at|for|from|with|and|or|but|which|who|when|where|while|because|\S+ing|\S+ed|is|are|was|were|has|have|had|will|would)\b`)

var (
	relativeWords = regexp.MustCompile(`\b(who|which|that|whose|where|designed|aimed|meant|intended)\b.*$`)
	brokenMiddle  = regexp.MustCompile(`\band (questioned|spoken|said|called|saying|told)\b|^[A-Z][a-z]+ (it|he|she|they) (was|is)\b|\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$`)
)

// clauseEn reports whether words make a clause of their own: a finite verb that
// does not stand in a relative clause. What somebody announces or proposes may
// be a phrase.
func clauseEn(words string, st claim.Statement) bool {
	if brokenMiddle.MatchString(words) {
		return false
	}
	if st.Stance == claim.Announce && !st.Direct && strings.HasPrefix(strings.ToLower(words), "a ") {
		return true
	}
	rest := outsideQuotes(strings.Join(strings.Fields(words)[1:], " "))
	if st.Direct {
		rest = strings.Join(strings.Fields(words)[1:], " ")
	}
	return finiteVerbEn.MatchString(relativeWords.ReplaceAllString(rest, ""))
}

// namedSpeaker reports whether a speaker is a name, not "officials" or "he".
func namedSpeaker(speaker string, s text.Sentence, lang string) bool {
	n := utf8.RuneCountInString(speaker)
	if n < 2 || n > 60 {
		return false
	}
	if lang == "en" && (!unicode.IsUpper(firstRune(speaker)) || len(strings.Fields(speaker)) > 6) {
		return false
	}
	if lang == "en" && strings.HasPrefix(s.Text, speaker) && datelineEn.MatchString(s.Text) {
		return false
	}
	if lang == "en" && (outlet.MatchString(speaker) || weekday.MatchString(speaker)) {
		return false
	}
	if lang == "en" && indefinite.MatchString(speaker) {
		return false
	}
	if lang == "en" && (holds(s.Text, "and "+speaker) || officeOf(s.Text, speaker)) {
		return false // one of several, or somebody's office
	}
	for _, name := range s.Names {
		if holds(speaker, name.Surface) {
			return true
		}
	}
	return false
}

// officeOf reports whether the sentence speaks of a person's office, aides or
// spokesperson and not of the person.
func officeOf(sentence, speaker string) bool {
	for _, mark := range []string{"'s ", "’s "} {
		for _, of := range []string{"office", "aide", "spokes", "team", "lawyer", "family"} {
			if strings.Contains(sentence, speaker+mark+of) {
				return true
			}
		}
	}
	return false
}

var (
	outlet  = regexp.MustCompile(`(?i)\b(newspaper|news|agency|bloomberg|al-[a-z]+|\w*24|AP|AFP|Reuters|broadcaster|magazine|website|media|radio|tv|television|daily|times|post|journal|bbc|cnn|cnbc|dw|npr|tass|nhk)\b`)
	weekday = regexp.MustCompile(`\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
)

var indefinite = regexp.MustCompile(`^(A|An|One|Some|Several|Many|Two|Three|Both|Another|His|Her|Their|Its|This|That|These)\b`)

// actorWords is a speaker as a question prints it: in English with a small
// article where the sentence has one.
func actorWords(s text.Sentence, speaker, lang string) string {
	if lang == "ja" {
		return actorJa(s, speaker)
	}
	if lang != "en" {
		return speaker
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(speaker, "The "), "the ")
	if bare != speaker || holds(s.Text, "the "+bare) || holds(s.Text, "The "+bare) || articled(bare) {
		return "the " + bare
	}
	return speaker
}

// actorJa is a person with the title or honorific that the sentence prints, or
// with 氏; an institution stays bare.
func actorJa(s text.Sentence, speaker string) string {
	rs := []rune(s.Text)
	for _, n := range s.Names {
		if !sameName(n.Surface, n.Normal, speaker) {
			continue
		}
		if n.Span.Start >= 0 && n.Span.End <= len(rs) {
			if full := string(rs[n.Span.Start:n.Span.End]); full != n.Surface && utf8.RuneCountInString(full) <= 16 {
				return full
			}
		}
		if n.Type == text.Person && !strings.HasSuffix(speaker, "氏") {
			return speaker + "氏"
		}
	}
	return speaker
}

// institution matches names that English prints with an article.
var institution = regexp.MustCompile(`\b(Police|Department|Ministry|House|Office|Union|Nations|States|Organi[sz]ation|Commission|Court|Army|Council|Party|Bank|Agency|Pentagon|Kremlin|EU|UN|U\.N\.|US|U\.S\.|UK|IDF|WHO|IMF|EC)$`)

// articled reports whether a speaker needs an article: an institution, or a
// role whose last word is a common noun.
func articled(speaker string) bool {
	if strings.Contains(speaker, "'s ") || strings.Contains(speaker, "’s ") {
		return false
	}
	fields := strings.Fields(speaker)
	return institution.MatchString(speaker) || unicode.IsLower(firstRune(fields[len(fields)-1]))
}

// ask builds question, answer and a heading from a statement.
func (c *composer) ask(cand candidate, st claim.Statement, words string) (turn, bool) {
	s := cand.sentence()
	r := cand.report.reading
	cite := c.cite(r, s, nil)
	values := map[string]string{"actor": actorWords(s, st.Speaker, c.lang), "issue": issueWords(s, st, c.lang)}
	if bare := strings.TrimPrefix(values["issue"], "the "); bare != "" && holds(words, bare) {
		values["issue"] = "" // the question would give its answer away
	}
	for _, name := range c.questionNames(s, st, words, values["issue"] != "") {
		if c.asked[name+st.SpeakerNormal] {
			continue
		}
		question := c.frame(name, values, cite)
		if question.IsZero() || c.asked[question.Text] {
			continue
		}
		answer := Line{}
		if st.Direct {
			kept, _ := align(words, s.Text)
			answer = c.line(Line{Kind: Quote, Text: words, Speaker: st.Speaker, Cites: []Citation{c.cite(r, s, kept)}})
		}
		if answer.IsZero() {
			if c.lang == "en" {
				words = upperFirst(words)
			}
			answer = c.partLine(r, s, words, st.Speaker)
		}
		if answer.IsZero() {
			return turn{}, false
		}
		c.asked[question.Text], c.asked[name+st.SpeakerNormal] = true, true
		c.used[cand.ref()] = true
		actor := values["actor"]
		values["actor"] = upperFirst(actor)
		heading := c.frame("heading.say", values, cite)
		if heading.IsZero() {
			values["actor"] = actor
			heading = c.frame("heading.actor", values, cite)
		}
		return turn{question: question, answer: answer, heading: heading, statement: &st, actor: actor}, true
	}
	return turn{}, false
}

// issueWords is a statement's issue as the sentence prints it, in English with
// its article; "" where it would not read as a phrase.
func issueWords(s text.Sentence, st claim.Statement, lang string) string {
	issue := st.Issue
	if issue == "" || !holds(s.Text, issue) || adnominal[issue] || !headNoun(s, issue, lang) {
		return ""
	}
	if lang != "en" {
		return issue
	}
	for _, article := range []string{"the ", "a ", "an "} {
		if holds(s.Text, article+issue) {
			return article + issue
		}
	}
	if strings.HasSuffix(issue, "s") || unicode.IsUpper(firstRune(issue)) || massNouns[issue] {
		return issue
	}
	return ""
}

// adnominal are words that only qualify another.
var adnominal = map[string]bool{"共同": true, "全面": true, "早急": true, "最終": true, "新": true, "一部": true, "今後": true, "可能": true, "独自": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "difficult": true, "new": true, "price": true, "habeas": true, "offensive": true}

// headNoun reports whether an issue ends its noun phrase somewhere in the
// sentence: no noun follows it directly.
func headNoun(s text.Sentence, issue, lang string) bool {
	for i, w := range s.Words {
		if !strings.HasSuffix(issue, w.Surface) || w.Class != text.Noun && w.Class != text.ProperNoun {
			continue
		}
		if i+1 == len(s.Words) {
			return true
		}
		next := s.Words[i+1]
		gap := next.Span.Start - w.Span.End
		if lang == "ja" && gap > 0 || lang == "en" && gap > 1 || next.Class != text.Noun && next.Class != text.ProperNoun && next.Class != text.Number {
			return true
		}
	}
	return false
}

// massNouns stand without an article in English.
var massNouns = map[string]bool{"aid": true, "trade": true, "peace": true, "security": true, "inflation": true, "immigration": true,
	"humanitarian aid": true, "climate change": true, "terrorism": true, "corruption": true, "safety": true, "water": true, "fishing": true}

// objectQuestions are the forms that ask what somebody demands, accepts and so
// on: a phrase answers them. A clause answers what somebody said.
var objectQuestions = map[claim.Stance]bool{claim.Accept: true, claim.Reject: true, claim.Oppose: true, claim.Support: true,
	claim.Demand: true, claim.Propose: true, claim.Criticise: true, claim.Deny: true}

// questionNames orders the forms that fit a statement.
func (c *composer) questionNames(s text.Sentence, st claim.Statement, words string, issue bool) []string {
	var out []string
	phrase := c.lang == "ja" && nounLast(s, words)
	if c.lang == "ja" && st.Stance == claim.Condition && termsJa.MatchString(words) {
		return []string{"q.condition"}
	}
	if c.lang == "ja" && !st.Direct && !phrase && viewCue.MatchString(s.Text) {
		return []string{"q.view"}
	}
	if phrase && !st.Direct {
		if !objectQuestions[st.Stance] {
			return nil
		}
		return []string{"q." + string(st.Stance)}
	}
	switch st.Stance {
	case claim.Demand:
		if !demandCue.MatchString(st.Cue) {
			break
		}
		if st.Direct && c.lang == "ja" {
			return nil // a slogan does not say what is asked for
		}
		if issue {
			out = append(out, "q.demand.issue")
		}
		out = append(out, "q.demand")
	case claim.Propose, claim.Warn:
		if askCue[st.Stance].MatchString(st.Cue) {
			out = append(out, "q."+string(st.Stance))
		}
	case claim.Announce:
		if c.lang == "en" && !st.Direct {
			out = append(out, "q.announce") // a phrase answers it as well as a clause
		}
	}
	if issue {
		out = append(out, "q.say.issue")
	}
	return append(out, "q.say")
}

// A question may use a verb only where the report's own cue has it.
var (
	termsJa   = regexp.MustCompile(`(が|ことを|を)条件(だ|に|と)|なら`)
	viewCue   = regexp.MustCompile(`(考え|方針|姿勢|立場)を(示|表明)`)
	demandCue = regexp.MustCompile(`(?i)demand|urg|call|ask|insist|want|appeal|press|求|要求|訴|要請|迫`)
	askCue    = map[claim.Stance]*regexp.Regexp{
		claim.Warn:    regexp.MustCompile(`(?i)warn|caution|threat|警告|警鐘|懸念`),
		claim.Propose: regexp.MustCompile(`(?i)propos|offer|suggest|提案|提示|示し`),
	}
)

// nounLast reports whether words end with a noun: a phrase, not a clause.
func nounLast(s text.Sentence, words string) bool {
	at := strings.Index(s.Text, words)
	if at < 0 {
		return false
	}
	end := utf8.RuneCountInString(s.Text[:at]) + utf8.RuneCountInString(words)
	for _, w := range s.Words {
		if w.Span.End == end {
			return w.Class == text.Noun || w.Class == text.ProperNoun || w.Class == text.Number
		}
	}
	return false
}

// happeningTurn asks what happened, and where when the report says so, and
// answers with the report's most telling short sentence; with its title only
// where there is none.
func (c *composer) happeningTurn(ch chapter) turn {
	for _, r := range ch.reports {
		answer, cite := c.happening(r)
		if answer.IsZero() {
			continue
		}
		t := turn{answer: answer}
		if place, s, ok := placeOf(r, c.lang); ok {
			at := c.cite(r.reading, s, nil)
			t.question = c.frame("q.place", map[string]string{"place": place}, at)
		}
		if t.question.IsZero() || c.asked[t.question.Text] {
			t.question = c.firstFrame("q.what", nil, cite)
		}
		c.asked[t.question.Text] = true
		return t
	}
	return turn{}
}

// happening is what a report says happened, in one short sentence that tells
// what its title tells. Where a report has few sentences its card may tell it
// again.
func (c *composer) happening(r *report) (Line, Citation) {
	most := 26
	if c.lang == "ja" {
		most = 70
	}
	picks := c.chooseBy(c.tellings(r), 1, most, c.unsummedOrShort)
	if len(picks) == 0 { // better told twice than not answered
		picks = c.chooseBy(c.tellings(r), 1, most*3/2, func(cand candidate) bool { return !c.used[cand.ref()] })
	}
	if len(picks) == 0 {
		return Line{}, Citation{}
	}
	pick := picks[0]
	if len(r.candidates) > spare {
		c.reserved[pick.ref()] = true
		c.said = append(c.said, pick.words)
	}
	return pick.line, pick.line.Cites[0]
}

// unsummedOrShort is the rule for answers: what neither the first lines nor the
// body have printed; of a short report anything that the first lines have not.
func (c *composer) unsummedOrShort(cand candidate) bool {
	return !c.summed[cand.ref()] && (c.fresh(cand) || len(cand.report.candidates) <= spare && !c.used[cand.ref()])
}

// tellings are the sentences of a report that may tell what happened: those
// that share words with its title, tell it as past and lean on nothing; where
// there is none, all that lean on nothing.
func (c *composer) tellings(r *report) []candidate {
	title := contentWords(r.text.Title)
	var strict, loose []candidate
	for _, cand := range r.candidates {
		if r.opinion || c.leans(cand) || noComment.MatchString(cand.sentence().Text) || unseen.MatchString(cand.sentence().Text) {
			continue
		}
		shared := overlapCount(title, cand.words)
		cand.score += 0.2*float64(min(4, shared)) + 0.6/(1+float64(cand.index))
		loose = append(loose, cand)
		if shared >= 2 && (c.lang != "en" || pastEn.MatchString(outsideQuotes(cand.sentence().Text))) {
			strict = append(strict, cand)
		}
	}
	if len(strict) > 0 {
		return strict
	}
	return loose
}

// unseen matches what a publisher says of its own work.
var unseen = regexp.MustCompile(`(?i)\bhas not (seen|been able to (verify|confirm))\b|could not (independently )?(verify|be verified)|確認できていない`)

// pastEn matches a past or perfect verb.
var pastEn = regexp.MustCompile(`\b(was|were|had|has|have|said|[a-z]{3,}ed|took|made|gave|went|came|saw|held|led|met|won|lost|found|began|became|fell|rose|left|kept|sent|hit|shot|struck|spoke|wrote|broke|sold|cut|set|put)\b`)

func overlapCount(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// placeOf is the first place in which something happens by a report's title or
// first sentence, with its article where it has one.
func placeOf(r *report, lang string) (string, text.Sentence, bool) {
	for _, s := range append([]text.Sentence{r.text.Title}, firstSentences(r, 1)...) {
		for _, n := range s.Names {
			if n.Type != text.Place || n.Title != "" || utf8.RuneCountInString(n.Surface) < 2 {
				continue
			}
			if lang == "ja" {
				if holds(s.Text, n.Surface+"で") || holds(s.Text, n.Surface+"の") {
					return n.Surface, s, true
				}
				continue
			}
			for _, place := range []string{n.Surface, "the " + n.Surface} {
				for _, in := range []string{"in ", "near ", "at "} {
					if holds(s.Text, in+place) {
						return place, s, true
					}
				}
			}
		}
	}
	return "", text.Sentence{}, false
}

func firstSentences(r *report, n int) []text.Sentence {
	return r.text.Sentences[:min(n, len(r.text.Sentences))]
}
