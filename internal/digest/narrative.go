package digest

import (
	"regexp"
	"slices"
	"sort"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// narrative prints the section's further sentences thread by thread: what happened,
// how it came, who says what to it, what comes next. A sentence that leans on the
// one before it ("He added ...") may follow it here, and only here: the one it leans
// on is printed right before it. It returns the lines and the sizes of the
// paragraphs.
func (c *composer) narrative(d *draft) ([]Line, []int) {
	at := c.settingOf(d.section)
	from := dayBegin(d.event.First)
	ps := passagesOf(c.newFacts(c.narratable(d), at, from), from)
	room := maxNarrative - len(ps)
	for i := range ps {
		follow := min(room, maxFollowers)
		if len(ps) >= enoughNarrative {
			follow = 0
		}
		more := c.followers(ps[i].choices[0].candidate, follow)
		room -= len(more)
		ps[i].choices = append(ps[i].choices, more...)
	}
	firstTold(ps)
	return c.joined(ps, at, d.section.Date)
}

// narratable are the sentences of a draft that a narrative may tell: in the digest's
// own voice, not superseded, and nothing that was told before.
func (c *composer) narratable(d *draft) []candidate {
	var out []candidate
	for _, r := range d.reports {
		if r.opinion {
			continue // its card says whose words they are; the narrative could not
		}
		of := r.candidates
		if len(r.text.Sentences) <= shortReport {
			of = r.all
		}
		for _, cand := range of {
			if c.fresh(cand) && !c.stale(r, cand.index) && !c.toldBefore(cand) && !c.otherDay(cand, d.section.Date) {
				out = append(out, cand)
			}
		}
	}
	if sure := slices.DeleteFunc(slices.Clone(out), func(cand candidate) bool { return cand.template() || c.retold(cand) > mayRetell }); len(sure) > enoughToTell {
		return sure
	}
	return out
}

// nowJa matches words of a day that is counted from a report's own.
var nowJa = regexp.MustCompile(`今日|本日|きょう|昨日|きのう|明日|あす|あした|今朝|けさ|昨夜|ゆうべ|今夜|今晩|一昨日|おととい`)

// otherDay reports whether a sentence counts a day from its report's, in a section of
// another, and no date can stand for it: "yesterday" would be the section's.
func (c *composer) otherDay(cand candidate, day time.Time) bool {
	published := cand.report.article.Published
	if dayBegin(published).Equal(dayBegin(day)) {
		return false
	}
	s := cand.sentence()
	counted := relativeDay
	if c.lang == "ja" {
		counted = nowJa
	}
	if !counted.MatchString(outsideQuotes(s.Text)) {
		return false
	}
	_, ok := dated(s.Text, s, published, c.lang)
	return !ok
}

// enoughToTell is how many sentences a narrative can choose from without loss.
const enoughToTell = 2 * maxNarrative

// newFacts chooses what a narrative tells, in its order, no fact twice, and takes it.
func (c *composer) newFacts(cands []candidate, at *setting, from time.Time) []choice {
	order := inThreads(from)
	strict := RetoldAt
	if len(cands) > enoughToTell {
		strict = mayRetell
	}
	var kept []choice
	for range roundsOfFacts {
		more := c.chooseTold(cands, maxNarrative-len(kept), c.comfort()+12, at, order)
		kept = append(kept, more...)
		order(kept)
		kept = given(fewOfEach(c.distinctFacts(kept, strict)), at)
		cands = slices.DeleteFunc(cands, func(cand candidate) bool {
			return picked(more, cand) || slices.ContainsFunc(kept, func(k choice) bool { return c.sameFact(k.candidate, cand, strict) })
		})
		if len(kept) == maxNarrative || len(more) == 0 {
			break
		}
	}
	for _, k := range kept {
		c.take(k.candidate)
	}
	return kept
}

// mostOfReport is how many sentences of one report a narrative tells beside those of
// its card: a reader who wants all of it reads the report.
const mostOfReport = 5

// fewOfEach leaves out the sentences of a report that tell least where too many are
// of it.
func fewOfEach(chosen []choice) []choice {
	of := map[*report][]choice{}
	for _, ch := range chosen {
		of[ch.report] = append(of[ch.report], ch)
	}
	for r, all := range of {
		sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
		of[r] = all[:min(len(all), mostOfReport)]
	}
	return slices.DeleteFunc(chosen, func(ch choice) bool {
		return !slices.ContainsFunc(of[ch.report], func(o choice) bool { return o.index == ch.index })
	})
}

// roundsOfFacts is how often sentences are sought for the places of those that
// told a fact again.
const roundsOfFacts = 3

// distinctFacts leaves out what tells a fact of one before, as sure as strict.
func (c *composer) distinctFacts(chosen []choice, strict float64) []choice {
	var out []choice
	for _, ch := range chosen {
		if !slices.ContainsFunc(out, func(have choice) bool { return c.sameFact(have.candidate, ch.candidate, strict) }) {
			out = append(out, ch)
		}
	}
	return out
}

// joined are the lines of a narrative as they are printed one after the other, and
// the sizes of its paragraphs.
func (c *composer) joined(ps []passage, at *setting, day time.Time) ([]Line, []int) {
	picks := lines(ps)
	var out []Line
	for _, pick := range picks {
		l := c.edited(pick, at, day)
		at.told(l.Text, pick.candidate)
		out = append(out, l)
	}
	sizes := paragraphs(ps)
	return c.connected(out, picks, beginnings(sizes), day), sizes
}

const (
	shortReport     = 12 // sentences; a longer one may tell of several matters, and has links below
	maxFollowers    = 2  // after one sentence
	enoughNarrative = 5  // sentences that stand alone; then none need follow
)

// followers prints up to n sentences that come right after one in its report
// and have not been printed.
func (c *composer) followers(after candidate, n int) []choice {
	r := after.report
	var out []choice
	for i := after.index + 1; i < len(r.text.Sentences) && len(out) < n; i++ {
		s := r.text.Sentences[i]
		cand := candidate{report: r, index: i, words: contentWords(s)}
		if s.Paragraph > r.text.Sentences[i-1].Paragraph+1 || !follows(r.reading, s, c.lang) || !c.fresh(cand) || c.stale(r, i) || c.toldBefore(cand) {
			break
		}
		l := c.partLine(r.reading, s, s.Text, "")
		if l.IsZero() {
			break
		}
		c.take(cand)
		out = append(out, choice{cand, l})
	}
	return out
}

// follows reports whether a sentence may be printed after the one before it: it
// may lean on that one, and on nothing else.
func follows(r *reading, s text.Sentence, lang string) bool {
	if s.Lang != "" || !balanced(s.Text) || notice.MatchString(s.Text) || questionMark.MatchString(s.Text) || furniture(r, s, lang) {
		return false
	}
	switch lang {
	case "ja":
		n := utf8.RuneCountInString(s.Text)
		return n >= 10 && n <= 120 && endsJa(s.Text)
	case "en":
		n := weight(s.Text, lang)
		return n >= 5 && n <= 40 && endsEn(s.Text) && !glued.MatchString(s.Text) && !gluedCaps.MatchString(s.Text) &&
			!bracketed.MatchString(s.Text) && !byline.MatchString(s.Text) && !pureQuote.MatchString(s.Text) &&
			!firstPerson.MatchString(outsideQuotes(s.Text)) && hasVerb(s, s.Text)
	}
	return false
}
