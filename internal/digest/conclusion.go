package digest

import (
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// ending is the conclusion: what happened last, what several publishers tell of
// the whole story, and what changed or follows. What the
// first lines and the points tell it tells again only where nothing else fits, and in
// another report's words where there are any.
func (c *composer) ending(chapters []chapter, d *Digest) []Line {
	lead, all := c.tellable(chapters[:1]), c.tellable(chapters)
	w := conclusion{composer: c}
	for _, w.again = range []bool{false, true} {
		w.add(decisive(lead), w.known)
		w.add(c.severally(c.lately(all)), w.known)
		w.add(c.turned(d), w.sure)
		w.add(consequences(lead), w.known)
		w.add(c.tellable(sides(chapters)), w.known)
		w.add(c.turned(d), w.sure)
	}
	ending := w.lines
	if len(ending) < 3 {
		for _, l := range c.retell(chapters[0], ending, 3-len(ending)) {
			if !slices.ContainsFunc(ending, func(have Line) bool { return have.Text == l.Text }) {
				ending = append(ending, l)
			}
		}
	}
	return ending
}

// lately are the sentences of the newest event and of those not long before it:
// where things stand.
func (c *composer) lately(pool []candidate) []candidate {
	var out []candidate
	for _, cand := range pool {
		if c.recency(c.in.Story.Events[cand.report.event]) >= lateEnough {
			out = append(out, cand)
		}
	}
	return out
}

// lateEnough is the part of the story's time that a conclusion leaves out.
const lateEnough = 0.6

// sides are the chapters that belong to the newest event.
func sides(chapters []chapter) []chapter {
	var out []chapter
	for _, ch := range chapters {
		if ch.index == chapters[0].index {
			out = append(out, ch)
		}
	}
	return out
}

// conclusion is three lines in the making.
type conclusion struct {
	*composer
	lines []Line
	words []map[string]bool
	again bool // what the first lines and points tell may be told, in another report's words
}

// add takes the best sentence of a pool that may stand in a conclusion; it takes
// nothing rather than something else.
func (w *conclusion) add(pool []candidate, may func(candidate) bool) {
	if len(w.lines) >= 3 {
		return
	}
	var fit []candidate
	for _, cand := range pool {
		if !may(cand) || !w.another(cand) {
			continue
		}
		if !w.again && !w.unsummed(cand) || w.summed[cand.ref()] {
			continue
		}
		cand.score += tellingly * w.chance(cand)
		fit = append(fit, cand)
	}
	for _, ch := range w.chooseBy(fit, 1, w.comfort(), func(candidate) bool { return true }) {
		w.lines, w.words = append(w.lines, ch.line), append(w.words, ch.words)
		w.sum(ch.candidate)
	}
}

// another reports whether a sentence tells another fact than the conclusion has.
func (w *conclusion) another(cand candidate) bool {
	same := oneFact
	for _, st := range cand.statements() {
		if st.Stance == claim.Accept || st.Stance == claim.Condition || st.Stance == claim.Reject {
			same = repetition // what somebody accepts is named again with it
		}
	}
	for _, words := range w.words {
		if n := overlapCount(words, cand.words); n >= 3 && float64(n) > same*float64(min(len(words), len(cand.words))) {
			return false
		}
	}
	return true
}

// oneFact is the share of common words from which two reports tell one fact; set by
// reading conclusions. Lower than repetition: each report words it in its own way.
const oneFact = 0.35

// sure is the rule for what must be known: nothing expected, nothing from hearsay,
// nothing that looks far back.
func (w *conclusion) sure(cand candidate) bool {
	return cand.central >= atHeart && w.chance(cand) >= likely && !w.leans(cand) && !w.linked(cand) && !uncertain(cand) && !w.looksBack(cand)
}

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

// known is sure without what people say of it.
func (w *conclusion) known(cand candidate) bool {
	return w.sure(cand) && !mostlyQuoted(cand.sentence()) && !comments(cand)
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
var background = regexp.MustCompile(`(?i)\b(in (19\d\d|20[01]\d)|since (19|20)\d\d|last year|years? ago|decades?|months ago|for years|had (been|long|previously)|previously|earlier this (month|year))\b|昨年|一昨年|[0-9０-９]+年前|[0-9０-９]+年以来|これまで|かねて|従来`)

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
