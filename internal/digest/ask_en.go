package digest

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Lengths of an English question and of its answer, in words.
const (
	longestQuestionEn = 20
	longestAnswerEn   = 12
	widestAnswerEn    = 24 // where nothing shorter is whole
	longestPhraseEn   = 45 // beyond widestAnswerEn the sentence is the answer
)

// askEn builds the questions that an English sentence answers.
func askEn(s cited) []Inquiry {
	var out []Inquiry
	for _, c := range clausesEn(s) {
		seen := map[string]bool{} // one name of who it is about is enough
		for _, r := range c.readings() {
			key := r.form + "\x00" + r.answer
			if r.whole {
				key = r.form + "\x00" + r.print(r.verb, r.verb+2)
			}
			if seen[key] || emptyAnswer(r.answer) {
				continue
			}
			for _, source := range sourcesEn(s) {
				q := r.question + source + "?"
				if len(strings.Fields(q)) > longestQuestionEn || r.told(s, strings.TrimPrefix(source, ", according to ")) != nil {
					continue
				}
				seen[key] = true
				out = append(out, Inquiry{Question: q, Answer: r.answer, Sentence: s.sentence.Index, Score: r.worth(), Whole: r.whole, verb: r.words[r.verb].Base, about: r.print(r.verb, min(r.verb+3, len(r.words)))})
				break
			}
		}
	}
	return out
}

// emptyAnswer reports an answer that only points back: "the idea".
func emptyAnswer(answer string) bool {
	fields := strings.Fields(answer)
	return len(fields) == 2 && fields[0] == "the" && strings.ToLower(fields[1]) == fields[1]
}

// sourcesEn are the ways to end a question: plainly, or with whom the sentence is
// heard from, by the full name where the report has one.
func sourcesEn(s cited) []string {
	out := []string{""}
	for _, st := range s.statements[s.sentence.Index] {
		if st.Speaker == "" || st.Resolved || !namedOrOffice(strings.TrimPrefix(st.Speaker, "its ")) || owns(s.sentence, st.SpeakerSpan) {
			continue
		}
		out = append(out, ", according to "+sourceWords(s, st))
	}
	return out
}

// sourceWords are who says something as a question names it: by the full name where the
// report has one.
func sourceWords(s cited, st claim.Statement) string {
	bare := speakerDay.ReplaceAllString(st.Speaker, "")
	if first, _, _ := strings.Cut(bare, " "); first == "a" || first == "an" || first == "its" {
		return bare
	}
	actor := actorWords(s.sentence, bare, "en")
	if bareSource(s.sentence, bare) {
		actor = bare
		if first, _, _ := strings.Cut(bare, " "); s.smallWords()[strings.ToLower(first)] && !s.capitalWords()[first] || smallSources[first] {
			actor = lowerArticle(bare)
		}
	}
	if full := fullName(s, st.Speaker); full != "" {
		actor = full
	}
	if strings.HasPrefix(actor, "The ") || strings.HasPrefix(actor, "A ") {
		actor = lowerArticle(actor)
	}
	return actor
}

// bareSource reports whether a sentence names a speaker by a plural without an article:
// domestic media, two officials.
func bareSource(s text.Sentence, speaker string) bool {
	last := lastWord(speaker)
	return last != "" && unicode.IsLower(firstRune(last)) && (strings.HasSuffix(last, "s") || last == "police" || last == "media" || last == "people") &&
		!holds(s.Text, "the "+speaker) && !holds(s.Text, "The "+speaker)
}

// speakerDay matches the day of a statement that was read into its speaker.
var speakerDay = regexp.MustCompile(` (on|late|early|earlier) \S+day$`)

// smallSources are words before people without a name that are no names.
var smallSources = wordsOf("Local Domestic State Media Police Officials Experts Authorities Witnesses Prosecutors Senior Some Two Three Four Five Several")

// owns reports whether a speaker only owns who speaks: "the mayor" of "the mayor's office said".
func owns(s text.Sentence, speaker text.Span) bool {
	rest := string([]rune(s.Text)[min(speaker.End, len([]rune(s.Text))):])
	return speaker.Len() > 0 && (strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s "))
}

// namedOrOffice refuses speakers that name nobody (he, one of them).
func namedOrOffice(speaker string) bool {
	if someOfficial.MatchString(speaker) {
		return true
	}
	if namedAbove.MatchString(speaker) {
		return false
	}
	fields := strings.Fields(speaker)
	return !pronounsEn[strings.ToLower(fields[0])] && (!stopsSubject[fields[len(fields)-1]] && !indefinite.MatchString(upperFirst(speaker)) || countedSources.MatchString(speaker))
}

// someOfficial matches one whose office is told and not the name: a Danish official.
var someOfficial = regexp.MustCompile(`^an? ([\w'’-]+ ){1,4}(official|spokes\w+|diplomat|officer|prosecutor|judge|lawyer|lawmaker|minister|witness|statement)$`)

// namedAbove matches people whom only what stands above names.
var namedAbove = regexp.MustCompile(`(?i)^the (same )?(sources?|officials?|spokes\w+|people|reports?|statement|authors?|man|woman|two|group|person)$`)

// countedSources matches people who speak without a name, as a sentence counts them.
var countedSources = regexp.MustCompile(`(?i)^(two|three|four|five|several)( [A-Za-z-]+){0,2} (sources|officials|people|witnesses|experts|diplomats)( |$)`)

// worthEn is how much a reader wants to know what a question asks for. Set by reading
// the questions of a day of reports.
var worthEn = map[string]float64{askWhy: 0.55, askDoOf: 0.5, askDo: 0.45, askAbout: 0.4, askCount: 0.35, askWhat: 0.25, askHow: 0.2, askThat: 0.1, askActor: 0.05, askPlaceOf: -0.05, askWhenOf: 0.3,
	askFate: -0.1, askDid: -0.5}

// worth weighs a question by what it asks for and how its answer reads.
func (r readingEn) worth() float64 {
	v := worthEn[r.form]
	n := len(strings.Fields(r.answer))
	if r.whole {
		n = longestAnswerEn
	}
	if n < 3 && r.form != askCount && r.form != askActor && r.form != askWhenOf {
		v -= 0.2
	}
	if r.base == "say" {
		v -= 0.2
	}
	if n > 10 {
		v -= 0.1
	}
	if r.cut {
		v -= 0.2
	}
	if touchEn[r.base] {
		v -= 0.3
	}
	if r.form == askActor && !r.passive && !strikesEn[r.base] {
		v -= 0.2
	}
	subject := r.print(r.subject[0], r.subject[1])
	if r.form != askActor && !r.knows(subject) {
		v -= 0.6
	}
	if vagueSubject.MatchString(subject) {
		v -= 0.6
	}
	if len(strings.Fields(subject)) > 8 {
		v -= 0.2
	}
	if first := strings.ToLower(r.answer); thirdPerson.MatchString(first) && r.form != askWhy {
		v -= 0.2
	}
	if r.aux == "could" || r.aux == "would" || r.aux == "may" || r.aux == "might" || r.aux == "can" || r.aux == "should" {
		v -= 0.2
	}
	return v - 0.03*float64(max(0, len(strings.Fields(r.question))-11))
}

// touchEn are verbs that say little of what is done.
var touchEn = wordsOf("address discuss mention cite highlight visit organise organize repeat carry use celebrate describe reference unveil launch")

// vagueSubject matches who is too many or too little known to ask about.
var vagueSubject = regexp.MustCompile(`(?i)^(most|many|some|several|critics|experts|observers|officials|analysts|supporters|opponents)( |$)`)

// knows reports whether a reader who sees only the question knows who it is about: a
// name stands in it, or a noun with more than an article.
func (r readingEn) knows(subject string) bool {
	for _, n := range r.s.sentence.Names {
		if holds(r.question, n.Surface) && n.Type != text.UnknownName {
			return true
		}
	}
	return len(strings.Fields(subject)) >= 4
}
