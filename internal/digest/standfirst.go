package digest

import (
	"slices"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// Weights of what begins a digest, set by reading the first lines of a day of
// reports: which sentence tells the headline's matter, and which of the others tells
// what is behind it or what the other side answers.
const (
	sharesTitle = 1.6  // all of the title's words
	byLead      = 0.6  // it is of the report that names the matter
	bySeveral   = 0.12 // each other publisher that tells the same
	asNews      = 0.3  // it tells of something decided or done
	opensReport = 0.3
	answersBack = 1 // an accused side denies, explains or regrets
	tellsReason = 0.3
	ample       = 10  // sentences a story needs for a second line of the news
	tellsAgain  = 0.4 // all of the title's words, in a second line: it tells the matter again
	few         = 3   // the same where other sections give the points

	toldBefore  = 1.2 // all of its words are in one line of the front
	namesItsDay = 0.3 // it names the day on which it happened
	looksBack   = 0.7 // it tells what was so before, or always
	saysOnly    = 0.5 // it is direct speech, or what somebody thinks of the matter
)

// newsDay matches a day as reports of that week name it.
var newsDay = pattern.MustCompile(`\b(on )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|this week|this morning)\b|[0-9０-９]+日(午前|午後|夜|朝|に|、|の)`)

// general matches what is so always, or was so long before the news.
var general = pattern.MustCompile(`(?i)\b(usually|typically|generally|traditionally|has long|have long|had once|was once|was born|is an? (executive|former|leading|senior|popular|staple)|are graded|historically|(for|over) (the past|months|years)|began in|beginning in|established in|founded in|had (already|been|long|previously|once|never))\b|一般に|かつて|もともと|従来`)

// tellsBefore reports whether a sentence tells what was so before the news.
func (c *composer) tellsBefore(cand candidate) bool {
	t := outsideQuotes(cand.sentence().Text)
	return !newsDay.MatchString(t) && (background.MatchString(t) || general.MatchString(t) || c.looksBack(cand))
}

// situates matches sentences that only set the news beside other news.
var situates = pattern.MustCompile(`\b(comes?|came) (amid|as|after|days after|a day after|ahead of|on the heels)\b|\bit was (not immediately )?(un)?clear\b|\btensions\b|^Earlier\b`)

// speaksToReader matches how Japanese columns begin: with what readers may know or
// feel, or with a question to them.
var speaksToReader = pattern.MustCompile(`(だろうか?|でしょうか?|ではないか|かもしれない|人も多い|も少なくない|と思う|気になる|ご存じ|はずだ|ありがたい|感じることがある|のようだ|いいだろう|しよう|ください|みよう|なのだ)[。！？!?]?$|[？?]$`)

// worthInFront is how well a sentence tells news in the front, apart from what it is
// asked to tell there.
func (c *composer) worthInFront(cand candidate) float64 {
	t := outsideQuotes(cand.sentence().Text)
	score := tellingly*c.chance(cand) + 0.4*cand.central
	if decided.MatchString(t) {
		score += asNews
	}
	if newsDay.MatchString(t) {
		score += namesItsDay
	}
	if c.tellsBefore(cand) {
		score -= looksBack
	}
	if mostlyQuoted(cand.sentence()) {
		score -= saysOnly
	}
	if comments(cand) && !c.replies(cand) {
		score -= saysOnly
	}
	if also.MatchString(t) {
		score -= 0.4
	}
	if situates.MatchString(t) {
		score -= saysOnly
	}
	if speaksToReader.MatchString(t) {
		score -= looksBack
	}
	return score - toldBefore*max(c.nearest(cand), c.front.tells(cand.ref(), c.fact(cand)))
}

// nearest is the largest share of a sentence's words that one line of the front has.
func (c *composer) nearest(cand candidate) float64 {
	most := 0.0
	for _, words := range c.summaries {
		most = max(most, overlap(words, cand.words))
	}
	return most
}

// nearTold is the share of its words from which on a sentence says little new beside a
// line of the front.
const nearTold = 0.45

// isNews reports whether a sentence is more than what is so on any day.
func (c *composer) isNews(cand candidate) bool {
	return !trivia.MatchString(outsideQuotes(cand.sentence().Text))
}

// trivia matches what is no news on any day: what is usually so, who somebody is.
var trivia = pattern.MustCompile(`(?i)\b(usually|typically|generally|traditionally|was born|is an? (executive|staple)|are graded|(?:established|founded|created|launched) in (19|20)\d\d)\b|一般に|もともと`)

// standfirst is the newest main fact in a sentence that needs nothing before it, what
// is behind it or what the other side answers, and what was before. The open question
// below them is added when the pages are known.
func (c *composer) standfirst(chapters []chapter, lead *report) []Line {
	title := contentWords(lead.text.Title)
	pool := c.ofLead(chapters)
	c.count(lead, -1)
	var out []Line
	main := c.mainFact(pool, lead, title)
	if main.line.IsZero() {
		return nil
	}
	out = append(out, main.line)
	told := false // what was before
	if len(pool) >= ample || len(pool) >= few && len(chapters) >= frontPoints {
		if next := c.behindIt(pool, main.candidate, title); !next.line.IsZero() {
			out = append(out, next.line)
			told = c.tellsBefore(next.candidate)
		}
	}
	if l := c.beforehand(chapters); !l.IsZero() && !told {
		out = append(out, l)
	}
	return out
}

// ofLead are the sentences of the event that names the story, in all of its sections.
func (c *composer) ofLead(chapters []chapter) []candidate {
	var out []candidate
	for _, ch := range chapters {
		if ch.index == chapters[0].index {
			out = append(out, ch.candidates()...)
		}
	}
	return c.current(out)
}

// mainFact is the sentence that tells the headline's matter whole.
func (c *composer) mainFact(pool []candidate, lead *report, title map[string]bool) choice {
	support := supportOf(pool)
	var scored []candidate
	for _, cand := range pool {
		if cand.report.opinion {
			continue
		}
		cand.score = c.worthInFront(cand) + sharesTitle*titleShare(title, cand) +
			bySeveral*float64(min(4, support[staleKey{cand.report, cand.index}])) + 0.2*c.recency(c.in.Story.Events[cand.report.event])
		if cand.report == lead {
			cand.score += byLead
		}
		if cand.index == 0 {
			cand.score += opensReport
		}
		if !mentionsTitle(title, cand) {
			cand.score--
		}
		scored = append(scored, cand)
	}
	for _, fits := range []func(candidate) bool{
		c.fitsFront,
		func(cand candidate) bool { return !c.stale(cand.report, cand.index) },
	} {
		if got := c.chooseFront(scored, longMain[c.lang], fits); !got.line.IsZero() {
			return got
		}
	}
	return choice{}
}

// longMain is how long the first line may be, words or Japanese runes: what happened
// stands whole in a report's first sentence, which is often a long one.
var longMain = map[string]int{"ja": 150, "en": 48, "": 48}

// wholeMatter is the share of a title's words from which on a sentence tells what the
// title tells.
const wholeMatter = 0.55

// titleShare is the share of a title's words that a sentence has.
func titleShare(title map[string]bool, cand candidate) float64 {
	return ratioOf(float64(overlapCount(title, cand.words)), float64(len(title)))
}

// mentionsTitle reports whether a sentence is about what a title names: two of its
// words, or of a short title one.
func mentionsTitle(title map[string]bool, cand candidate) bool {
	return overlapCount(title, cand.words) >= min(2, (len(title)+1)/2)
}

// fitsFront reports whether a sentence can stand in the front: central to its event,
// a main fact of its report, and understood without anything before it.
func (c *composer) fitsFront(cand candidate) bool {
	return c.chance(cand) >= likely && c.fitsDetail(cand)
}

// fitsDetail reports whether a sentence that is no main fact of its report can stand
// in the front.
func (c *composer) fitsDetail(cand candidate) bool {
	return cand.central >= atHeart && !c.leans(cand) && !c.linked(cand) && !c.opensOnUnknown(cand)
}

// opensOnUnknown reports whether a report's first sentence begins with "The" and a
// thing, and has little of what its title tells: a scene, for who reads on.
func (c *composer) opensOnUnknown(cand candidate) bool {
	s := cand.sentence()
	if c.lang != "en" || cand.index > 0 || !startsWithThe.MatchString(s.Text) || titleShare(contentWords(cand.report.text.Title), cand) >= 0.4 {
		return false
	}
	fields := strings.Fields(s.Text)
	head := strings.Join(fields[:min(7, len(fields))], " ")
	return !slices.ContainsFunc(s.Names, func(n text.Name) bool { return holds(head, n.Surface) })
}

// chooseFront is the best of scored sentences that fits and that the front has not
// told, marked as told; the zero choice for none.
func (c *composer) chooseFront(scored []candidate, most int, fits func(candidate) bool) choice {
	may := func(cand candidate) bool {
		return !cand.report.opinion && fits(cand) && c.unsummed(cand) && !c.countsOtherwise(cand) && c.nearest(cand) <= nearTold
	}
	for _, ch := range c.chooseBy(scored, 1, most, may) {
		c.sumFront(ch.candidate)
		return ch
	}
	return choice{}
}

// sumFront marks a sentence as told in the front, with what it counts.
func (c *composer) sumFront(cand candidate) {
	c.sum(cand)
	c.count(cand.report, cand.index)
}

// count notes what a sentence of a report counts, of its title for -1.
func (c *composer) count(r *report, index int) {
	if c.counts == nil {
		c.counts = map[string]float64{}
	}
	for _, q := range r.quantities[index] {
		if _, ok := c.counts[baseMeasure(q.Measure)]; !ok && q.Measure != "" && !q.Figure.Ordinal {
			c.counts[baseMeasure(q.Measure)] = q.Figure.Value
		}
	}
}

// countsOtherwise reports whether a sentence has another number than the front for
// what that has counted: where reports differ, a dispute says so.
func (c *composer) countsOtherwise(cand candidate) bool {
	other, alike := false, false
	for _, q := range cand.report.quantities[cand.index] {
		if have, ok := c.counts[baseMeasure(q.Measure)]; ok && q.Measure != "" && !q.Figure.Ordinal {
			alike = alike || have == q.Figure.Value
			other = other || have != q.Figure.Value
		}
	}
	return other && !alike
}

// repliesEn and repliesJa match what an accused side says for itself.
var repliesEn = pattern.MustCompile(`\b(den(y|ies|ied|ying)|reject(s|ed|ing)|dismiss(es|ed|ing)|refut(es|ed|ing)|not guilty|baseless|unfounded|regret(s|ted)?|apologi[sz](es|ed)|insist(s|ed)|defend(s|ed)|in response|responded|replied|countered|hit back|justif(ies|ied))\b`)

var repliesJa = pattern.MustCompile(`否定|否認|反論|釈明|弁明|事実無根|反発|謝罪|陳謝|遺憾|説明した|応じ`)

// replies reports whether a sentence is somebody's answer to what is held against
// them, or against what is planned.
func (c *composer) replies(cand candidate) bool {
	for _, st := range cand.statements() {
		switch st.Stance {
		case claim.Deny, claim.Reject:
			return true
		}
	}
	t := outsideQuotes(cand.sentence().Text)
	if c.lang == "ja" {
		return repliesJa.MatchString(t)
	}
	return len(cand.statements()) > 0 && repliesEn.MatchString(t)
}

// contested matches a title in which somebody is accused, or hurt by somebody.
var contested = pattern.MustCompile(`(?i)\b(accus\w+|blam\w+|alleg\w+|claims?|condemn\w*|criti\w+|slams?|rips?|warns?|fires?|shoots?|shelled|shells?|strikes?|attacks?|genocide|charged|sues?|sued|bans?|cuts?|sanctions?|refuses?|rejects?|protest\w*|threat\w*|orders?|halts?|freezes?|demand\w*|urges?|confronts?|doubts?|misled|curbs|controls|deport\w*|oppos\w+|reject\w*)\b|批判|非難|疑惑|告発|訴え|提訴|抗議|反発|逮捕|反対|拒否|要求|値上げ|規制|処分`)

// reasons match what is behind the news.
var reasons = pattern.MustCompile(`(?i)\b(because|due to|owing to|amid|in response to|in protest|citing|after|following|over|to avoid|in a bid to|in order to|so that|driven by|as part of)\b|ため|理由|受けて|背景|原因|ことから|によると`)

// behindIt is what is behind the main fact or what the other side answers.
func (c *composer) behindIt(pool []candidate, main candidate, title map[string]bool) choice {
	dispute := contested.MatchString(main.sentence().Text) || contested.MatchString(main.report.text.Title.Text)
	var scored []candidate
	for _, cand := range pool {
		t := cand.sentence().Text
		cand.score = c.worthInFront(cand) - tellsAgain*titleShare(title, cand)
		if cand.report == main.report {
			cand.score += byLead / 2 // it is surely of the same matter
		}
		if dispute && c.replies(cand) && !sameSpeaker(cand, main) {
			cand.score += answersBack
		}
		if reasons.MatchString(outsideQuotes(t)) {
			cand.score += tellsReason
		}
		scored = append(scored, cand)
	}
	about := func(cand candidate) bool {
		if titleShare(title, cand) >= wholeMatter && titleShare(title, main) >= wholeMatter && !c.replies(cand) {
			return false
		}
		return c.isNews(cand) && mentionsTitle(title, cand) && !mostlyQuoted(cand.sentence()) && (dispute && c.replies(cand) || !comments(cand))
	}
	got := c.chooseFront(scored, shortLine[c.lang], func(cand candidate) bool { return c.fitsFront(cand) && about(cand) })
	if got.line.IsZero() { // a detail of the matter, then
		got = c.chooseFront(scored, shortLine[c.lang], func(cand candidate) bool { return c.fitsDetail(cand) && about(cand) })
	}
	return got
}

// sameSpeaker reports whether somebody speaks in both sentences.
func sameSpeaker(a, b candidate) bool {
	for _, x := range a.statements() {
		for _, y := range b.statements() {
			if x.Speaker != "" && lastWord(x.Speaker) == lastWord(y.Speaker) {
				return true
			}
		}
	}
	return false
}
