package digest

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// ending is the conclusion, for who reads nothing else: what has happened, what stands
// against it, what comes next, and where there is room what else the reports tell most
// of. It may tell again what the front told, in another report's words where one is as
// good; of a side matter it tells nothing, and has rather two lines than a poor third.
func (c *composer) ending(chapters []chapter, d *Digest) []Line {
	w := &conclusion{composer: c, title: c.headTitle(chapters[0], d)}
	w.happened(chapters[0], w.title)
	w.against(chapters)
	w.next(chapters)
	for _, ch := range w.besides(chapters) {
		w.happened(ch, c.titleOf(ch))
	}
	w.choose(c.turned(d), w.sure)
	w.goesOn()
	w.choose(w.details(chapters[0]), w.known)
	w.choose(w.details(chapters[0]), w.known)
	if len(w.lines) < 2 { // better told again than left out of a small story
		w.choose(w.details(chapters[0]), w.plain)
	}
	if len(w.lines) == 0 {
		return c.retell(chapters[0], nil, 2)
	}
	return w.lines
}

// headTitle is the title that the headline prints.
func (c *composer) headTitle(lead chapter, d *Digest) text.Sentence {
	if len(d.Headline.Cites) > 0 {
		if _, s, ok := c.sentenceAt(d.Headline.Cites[0].Ref); ok {
			return s
		}
	}
	return c.titleOf(lead)
}

// titleOf is the title that names a chapter's matter.
func (c *composer) titleOf(ch chapter) text.Sentence {
	return c.bestTitle(ch.index, ch.reports[:min(maxCards, len(ch.reports))]).text.Title
}

// besides are the chapters of which a summary tells after the first: other sides of
// the same event and late ones of its matter, those that most publishers report first.
func (w *conclusion) besides(chapters []chapter) []chapter {
	var out []chapter
	for _, ch := range chapters[1:] {
		if w.oneMatter(w.titleOf(ch)) && (ch.index == chapters[0].index || ch.kind != Beginning && w.recency(ch.event) >= lateEnough) {
			out = append(out, ch)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].event.Independent() > out[j].event.Independent() })
	return out
}

// oneMatter reports whether a title is of the headline's matter: it shares more with
// it than who or where.
func (w *conclusion) oneMatter(title text.Sentence) bool {
	n, others := inCommon(w.title, title)
	return n >= 2 && others > 0
}

// inCommon is how many words two sentences have in common, and how many of these belong
// to no name.
func inCommon(a, b text.Sentence) (n, others int) {
	names := map[string]bool{}
	for _, s := range []text.Sentence{a, b} {
		for _, name := range s.Names {
			for _, word := range s.Words {
				if holds(name.Surface, word.Surface) {
					names[stemmed(word.Base)] = true
				}
			}
		}
	}
	words := tellingWords(a)
	for word := range tellingWords(b) {
		if words[word] {
			n++
			if !names[word] {
				others++
			}
		}
	}
	return n, others
}

// lateEnough is the part of the story's time that a conclusion leaves out.
const lateEnough = 0.6

// conclusion is three lines in the making.
type conclusion struct {
	*composer
	title text.Sentence // what the headline tells
	lines []Line
	told  []candidate
}

// concluded is how many lines a conclusion has at most.
const concluded = 3

// choose takes the best sentence of a pool that may stand in a conclusion; it takes
// nothing rather than something else.
func (w *conclusion) choose(pool []candidate, may func(candidate) bool) {
	if len(w.lines) >= concluded {
		return
	}
	var fit []candidate
	for _, cand := range pool {
		if !may(cand) || !w.another(cand) {
			continue
		}
		if w.summed[cand.ref()] {
			cand.score -= wordForWord
		}
		fit = append(fit, cand)
	}
	figures := w.figures
	w.figures = nil // the main figure is named again
	most := w.comfort()
	if len(w.lines) == 0 {
		most = most * 5 / 4 // the main fact, whole
	}
	for _, ch := range w.chooseBy(fit, 1, most, func(candidate) bool { return true }) {
		w.lines, w.told = append(w.lines, ch.line), append(w.told, ch.candidate)
	}
	w.figures = figures
}

// another reports whether a sentence tells another fact than the conclusion has.
func (w *conclusion) another(cand candidate) bool {
	same := oneFact
	for _, st := range cand.statements() {
		if st.Stance == claim.Accept || st.Stance == claim.Condition || st.Stance == claim.Reject || st.Stance == claim.Deny {
			same = repetition // what somebody accepts or denies is named again with it
		}
	}
	told := w.told
	if len(told) > 0 {
		told = append(slices.Clip(told), w.opened...) // stands right below
	}
	for _, told := range told {
		if n := overlapCount(told.words, cand.words); n >= 3 && float64(n) > same*float64(min(len(told.words), len(cand.words))) {
			return false
		}
		if w.sameFact(told, cand, mayRetell) {
			return false
		}
	}
	return true
}

// Weights of what a conclusion tells, set by reading those of a day of reports.
const (
	// oneFact is the share of common words from which two reports tell one fact.
	// Lower than repetition: each report words it in its own way.
	oneFact = 0.35
	// wordForWord is how much better than another report's sentence one must be that
	// the front has printed.
	wordForWord = 0.4
	// ofMatter is how much of a title's words its main fact names at least, wholly
	// how much a sentence that somebody says or that is not sure.
	ofMatter = 0.25
	wholly   = 0.45
	// nearlyAll is how much of them a sentence names that tells what its title tells,
	// whoever says it.
	nearlyAll = 0.6
)

// happened adds a chapter's main fact: what its title tells, told whole, early in a
// report, by several.
func (w *conclusion) happened(ch chapter, title text.Sentence) {
	words := tellingWords(title)
	pool := w.tellable([]chapter{ch})
	support := supportOf(pool)
	var out []candidate
	for _, cand := range pool {
		n := overlapCount(words, tellingWords(cand.sentence()))
		share := ratioOf(float64(n), float64(len(words)))
		if n < 2 || share < ofMatter || share < wholly && cand.index > 0 && uncertain(cand) {
			continue
		}
		if (comments(cand) || mostlyQuoted(cand.sentence())) && share < nearlyAll && (share < wholly || !saysIt(cand, title)) {
			continue // somebody's view of the news, not the news
		}
		cand.score = share + w.chance(cand) + 0.1*float64(min(support[staleKey{cand.report, cand.index}], 4)) - 0.03*float64(min(cand.index, 10))
		if sharesVerb(title, cand.sentence()) {
			cand.score += 0.25
		}
		if decided.MatchString(outsideQuotes(cand.sentence().Text)) {
			cand.score += 0.15
		}
		cand.score += 0.25 * w.freshness(cand.report)
		if cand.index == 0 {
			cand.score += 0.3
		}
		out = append(out, cand)
	}
	w.choose(out, func(cand candidate) bool {
		if cand.index > 0 {
			return w.stands(cand)
		}
		// The opening tells the news, though it names an old year or "the results".
		if w.pointsInside(cand) {
			cand.leans = nil
		}
		return w.understood(cand)
	})
}

// sharesVerb reports whether a sentence has a verb of a title.
func sharesVerb(title, s text.Sentence) bool {
	words := tellingWords(s)
	return slices.ContainsFunc(title.Words, func(w text.Word) bool {
		return w.Class == text.Verb && content(w) && words[stemmed(w.Base)]
	})
}

// saysIt reports whether a title names who speaks in a sentence: then that it is said
// is the news.
func saysIt(cand candidate, title text.Sentence) bool {
	return slices.ContainsFunc(cand.statements(), func(st claim.Statement) bool {
		return st.Speaker != "" && holds(title.Text, lastWord(st.Speaker))
	})
}

// stands is the rule for every line of a conclusion: it is understood alone, and tells
// nothing that was so long before.
func (w *conclusion) stands(cand candidate) bool {
	return w.understood(cand) && !w.looksBack(cand)
}

// understood reports whether a sentence is understood alone.
func (w *conclusion) understood(cand candidate) bool {
	return !w.leans(cand) && !w.linked(cand) && !gluedTitle(cand.sentence().Text) && !reachedOut.MatchString(cand.sentence().Text)
}

// gluedTitle reports whether a page ran a heading into a sentence, or its first word
// answers the one before.
func gluedTitle(t string) bool { return runIn.MatchString(t) }

// reachedOut matches what a publisher did for its report.
var reachedOut = pattern.MustCompile(`(?i)\b(reached out|requests? for comment|received no (response|reply))\b`)

var runIn = regexp.MustCompile(`^(?:\p{Lu}\S*\s)*\p{Lu}\S*  \p{Lu}|^\(|^In this article\b|^(?:Not|Yes|No)\b`)

// next adds what comes next: a day ahead, a decision to be taken.
func (w *conclusion) next(chapters []chapter) {
	days := w.ahead(chapters)
	w.choose(w.settled(days, days), func(cand candidate) bool { return w.stands(cand) && w.unsummed(cand) })
}

// sure is the rule for what must be known: nothing expected, nothing from hearsay,
// nothing that looks far back.
func (w *conclusion) sure(cand candidate) bool {
	return cand.central >= atHeart && w.chance(cand) >= likely && w.stands(cand) && !uncertain(cand)
}

// known is sure, without what people say of it and what the front tells.
func (w *conclusion) known(cand candidate) bool {
	return w.plain(cand) && !w.summed[cand.ref()]
}

// plain is sure without what people say of it.
func (w *conclusion) plain(cand candidate) bool {
	return w.sure(cand) && !mostlyQuoted(cand.sentence()) && !comments(cand)
}

// goesOn adds the sentence that follows the main fact in its report, where that is all
// that is told so far: it may point back to it.
func (w *conclusion) goesOn() {
	if len(w.told) != 1 {
		return
	}
	last := w.told[0]
	var out []candidate
	for _, cand := range last.report.candidates {
		if cand.index == last.index+1 && cand.sentence().Paragraph <= last.sentence().Paragraph+1 && w.chance(cand) >= likely && !w.stale(cand.report, cand.index) {
			out = append(out, cand)
		}
	}
	w.choose(out, func(cand candidate) bool {
		return !w.summed[cand.ref()] && cand.central >= atHeart && !w.linked(cand) && !w.looksBack(cand) && !remarked.MatchString(cand.sentence().Text) && !doubt.MatchString(outsideQuotes(cand.sentence().Text)) && !mostlyQuoted(cand.sentence()) && !comments(cand)
	})
}

// remarked matches what only says when or where the words before were said.
var remarked = regexp.MustCompile(`(?i)\b(these|the|this) (remarks?|comments?|statement|announcement)\b`)

// details are what the first report or two of the lead tell beside the main fact: of
// a long report what stands near its beginning and belongs to its title, a third line
// only where others tell it too.
func (w *conclusion) details(ch chapter) []candidate {
	pool := consequences(w.tellable([]chapter{ch}))
	support := supportOf(pool)
	var out []candidate
	for _, cand := range pool {
		short := len(cand.report.text.Sentences) <= shortReport
		_, n := inCommon(w.title, cand.sentence())
		others := support[staleKey{cand.report, cand.index}]
		if cand.index == 0 && len(w.told) > 0 { // the main fact again
			continue
		}
		if !short && (n == 0 || cand.index > nearBeginning || len(w.lines) >= 2 && others == 0) {
			continue
		}
		cand.score += tellingly*w.chance(cand) + 0.15*float64(min(others, 4))
		out = append(out, cand)
	}
	return out
}

// nearBeginning is how far down a long report still tells its news.
const nearBeginning = 6

// doubt matches what a report does not tell as a fact.
var doubt = pattern.MustCompile(`(?i)\b(may|might|could|possibly|perhaps|apparently|reportedly|allegedly|seem(s|ed)?|appear(s|ed)?|likely|unclear|fears?)\b|可能性|おそれ|恐れ|とみられ|もよう|模様だ|見方|かもしれ|だろう|のか。`)

// uncertain reports whether a sentence tells no fact: it expects, doubts or has it
// from hearsay.
func uncertain(cand candidate) bool {
	t := outsideQuotes(cand.sentence().Text)
	if doubt.MatchString(t) || expects.MatchString(t) {
		return true
	}
	for _, st := range cand.statements() {
		if st.Hearsay {
			return true
		}
	}
	return false
}

// tellable are the candidates of chapters for a summary: no opinions, nothing that is
// over, the newer events before the older ones.
func (c *composer) tellable(chapters []chapter) []candidate {
	var out []candidate
	for _, ch := range chapters {
		for _, cand := range ch.candidates() {
			if cand.report.opinion || c.stale(cand.report, cand.index) {
				continue
			}
			cand.score += 0.5 * c.recency(ch.event)
			out = append(out, cand)
		}
	}
	return out
}

// comments reports whether a sentence is what somebody thinks of the matter, who
// neither announces nor asks for anything.
func comments(cand candidate) bool {
	for _, st := range cand.statements() {
		switch st.Stance {
		case claim.Announce, claim.Accept, claim.Reject, claim.Demand, claim.Propose, claim.Condition, claim.Deny:
			return false
		case claim.Support, claim.Criticise, claim.Oppose, claim.Warn:
			return true
		}
		if st.Direct {
			return true
		}
	}
	return false
}

// plainly leaves out what people think of the matter, where something is left.
func plainly(pool []candidate) []candidate {
	var out []candidate
	for _, cand := range pool {
		if !comments(cand) && !mostlyQuoted(cand.sentence()) {
			out = append(out, cand)
		}
	}
	if len(out) == 0 {
		return pool
	}
	return out
}

// mostlyQuoted reports whether a quarter of a sentence is direct speech.
func mostlyQuoted(s text.Sentence) bool {
	n := 0
	for _, q := range s.Quotations {
		if q.Outer {
			n += q.Span.End - q.Span.Start
		}
	}
	return 4*n > utf8.RuneCountInString(s.Text)
}

// background matches what was so before the news.
var background = regexp.MustCompile(`(?i)\b(in (19\d\d|20[01]\d)|since (19|20)\d\d|last year|years? ago|decades?|months ago|for years|had (been|long|once|previously)|previously|earlier this (month|year))\b|昨年|一昨年|[0-9０-９]+年前|[0-9０-９]+年以来|これまで|かねて|従来`)

// printedYear matches a year of our time.
var printedYear = regexp.MustCompile(`(?:^|[^0-9,.])((?:19|20)[0-9][0-9])(?:[^0-9,.]|[.,](?:[^0-9]|$)|$)`)

// looksBack reports whether a sentence tells what was so before its report: its
// words say so, or all its days lie days before.
func (c *composer) looksBack(cand candidate) bool {
	s := cand.sentence()
	if background.MatchString(outsideQuotes(s.Text)) {
		return true
	}
	for _, y := range printedYear.FindAllStringSubmatch(outsideQuotes(s.Text), -1) {
		if n, err := strconv.Atoi(y[1]); err == nil && n < cand.report.article.Published.Year() {
			return true
		}
	}
	old := 0
	for _, d := range s.Dates {
		if d.Time.IsZero() || d.Precision != text.Day || d.Time.After(cand.report.article.Published.Add(-4*day)) {
			return false
		}
		old++
	}
	return old > 0
}

// decided matches what has been settled by somebody.
var decided = pattern.MustCompile(`\b(signed|agreed|resigned|elected|adopted|approved|arrested|reopened|won|freed|released|suspended|froze|lifted|imposed|announced|decided|ordered|ruled|rejected|passed|appointed|charged|sentenced|confirmed|died|killed|returned)\b|(合意|署名|辞任|決定|再開|逮捕|可決|締結|成立|発効|就任|発表|判決|解除|終了|帰宅|優勝)`)

// decisive prefers what has been decided or done.
func decisive(pool []candidate) []candidate { return raised(pool, decided, 0.3) }

// consequence matches what comes of the news.
var consequence = pattern.MustCompile(`\b(as a result|because of|led to|leads to|leaves|means|forc(es|ed|ing)|follow(s|ed|ing)|in response|after the|takes? effect|comes? into force)\b|(を受け|により|によって|その結果|影響|発効|ことになる|こととなった)`)

// consequences prefers what comes of the news, and what happened to people.
func consequences(pool []candidate) []candidate { return raised(pool, consequence, 0.4) }

// raised is a copy of a pool in which the sentences that match outside of
// quotations score more.
func raised(pool []candidate, match *pattern.Pattern, by float64) []candidate {
	out := append([]candidate(nil), pool...)
	for i := range out {
		if match.MatchString(outsideQuotes(out[i].sentence().Text)) {
			out[i].score += by
		}
	}
	return out
}

// turned are the sentences in which a position changed or a figure reached its
// newest value.
func (c *composer) turned(d *Digest) []candidate {
	var out []candidate
	add := func(l Line) {
		if len(l.Cites) == 0 {
			return
		}
		r := c.byID[l.Cites[0].Ref.Article]
		if r == nil || r.opinion || c.in.Story.Last.Sub(r.article.Published) > 3*day {
			return
		}
		for _, cand := range r.candidates {
			if cand.ref() == l.Cites[0].Ref && !c.stale(r, cand.index) {
				cand.score += 0.5
				out = append(out, cand)
			}
		}
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if p.Changed {
				add(p.Line)
			}
		}
	}
	for _, diff := range d.Disputes {
		if diff.Kind == claim.Update && len(diff.Sides) == 2 {
			add(diff.Sides[1])
		}
	}
	return out
}
