package digest

import (
	"math"
	"regexp"
	"strings"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// recency is where an event lies in the story's time, 0 for its beginning to 1
// for its newest day.
func (c *composer) recency(e story.Event) float64 {
	span := c.in.Story.Last.Sub(c.in.Story.First)
	if span <= 0 {
		return 1
	}
	return float64(e.Last.Sub(c.in.Story.First)) / float64(span)
}

// pick chooses short lines for a summary: what opens a report counts more, what
// a card has told already counts less.
func (c *composer) pick(pool []candidate, n int) []choice {
	strict := func(cand candidate) bool {
		return cand.central >= atHeart && c.chance(cand) >= likely && !c.leans(cand) && !c.linked(cand)
	}
	out := c.pickBy(pool, n, strict)
	if len(out) < n {
		out = append(out, c.pickBy(pool, n-len(out), func(cand candidate) bool { return !c.stale(cand.report, cand.index) })...)
	}
	return out
}

func (c *composer) pickBy(pool []candidate, n int, fits func(candidate) bool) []choice {
	return c.pickWithin(pool, n, shortLine[c.lang], fits)
}

// shortLine is how long a line of the front may be: words, in Japanese runes.
var shortLine = map[string]int{"ja": 80, "en": 34, "": 34}

// pickWithin is pickBy for lines of at most a length.
func (c *composer) pickWithin(pool []candidate, n, most int, fits func(candidate) bool) []choice {
	var leading []candidate
	for _, cand := range pool {
		if cand.report.opinion || !fits(cand) {
			continue
		}
		cand.score += tellingly * c.chance(cand)
		if c.used[cand.ref()] {
			cand.score -= told
		}
		if also.MatchString(cand.sentence().Text) {
			cand.score -= 0.4 // "also" leans on what a summary does not tell
		}
		leading = append(leading, cand)
	}
	var out []choice
	for range n { // one by one: what the first tells the next does not tell again
		for _, ch := range c.chooseBy(leading, 1, most, c.unsummed) {
			c.sum(ch.candidate)
			out = append(out, ch)
		}
	}
	return out
}

// startsWithThe matches a beginning that may lean on what was told before.
var startsWithThe = regexp.MustCompile(`^(?:The|This|That|These|Those) [a-z]`)

// leans reports whether a sentence, though it can stand in its report's card,
// needs that card to be understood: it begins with "The" and a thing that its
// title does not name.
func (c *composer) leans(cand candidate) bool {
	return c.leansInside(cand) || c.beginsWithThe(cand)
}

// leansInside is leans without how the sentence begins.
func (c *composer) leansInside(cand candidate) bool {
	s := cand.sentence()
	if len(cand.leans) > 0 || noComment.MatchString(s.Text) || unseen.MatchString(s.Text) {
		return true
	}
	if c.stale(cand.report, cand.index) || caption(s, c.lang) || cand.template() {
		return true
	}
	for _, st := range cand.statements() {
		if st.Hearsay && rumour.MatchString(s.Text) {
			return true // a rumour is told where it stands, not summed up
		}
	}
	if c.lang == "ja" {
		return leansJa(s.Text) || c.superseded(cand)
	}
	return c.superseded(cand)
}

// beginsWithThe reports whether an English sentence begins with "The" and a thing that
// its title does not name.
func (c *composer) beginsWithThe(cand candidate) bool {
	s := cand.sentence()
	if c.lang != "en" || cand.index == 0 || !startsWithThe.MatchString(s.Text) {
		return false
	}
	fields := strings.Fields(s.Text)
	head := strings.Join(fields[:min(7, len(fields))], " ")
	for _, n := range s.Names {
		if holds(head, n.Surface) {
			return false
		}
	}
	title := contentWords(cand.report.text.Title)
	for _, w := range s.Words {
		if w.Class == text.Noun && !w.Stop {
			return !title[w.Base]
		}
	}
	return true
}

var (
	bareSubjectJa = regexp.MustCompile(`^(費用|期間|通行|対象|総額|卸値|価格|人数|日程|詳細|[0-9１-９]+[^、。]{1,3}当たり[^、。]*)[はのを]`)
	bareQuoteJa   = regexp.MustCompile(`」と(評価|歓迎|批判|述べ|話し|語っ)`)
	quotedJa      = regexp.MustCompile(`「[^」]*」`)
)

// leansJa reports whether a Japanese sentence says something of a thing that
// only the sentence before it names.
func leansJa(t string) bool {
	if bareSubjectJa.MatchString(t) {
		return true
	}
	if bareQuoteJa.MatchString(t) {
		rest := quotedJa.ReplaceAllString(t, "")
		return !strings.Contains(rest, "を") && !strings.Contains(rest, "について") && !strings.Contains(rest, "に対し")
	}
	return false
}

// superseded reports whether a sentence of an older report prints another value
// for a unit that the newest titles print: the summary tells where things stand.
func (c *composer) superseded(cand candidate) bool {
	for _, r := range c.reports {
		if !r.article.Published.After(cand.report.article.Published.Add(day)) {
			continue
		}
		for _, now := range r.text.Title.Figures {
			for _, was := range cand.sentence().Figures {
				if !now.Ordinal && !was.Ordinal && now.Unit != "" && now.Unit == was.Unit && now.Value != was.Value {
					return true
				}
			}
		}
	}
	return false
}

// caption reports whether an English sentence has no verb but the participle it
// may begin with, or begins with a title: the words under a picture, a link.
func caption(s text.Sentence, lang string) bool {
	_, rest, ok := strings.Cut(s.Text, " ")
	return lang == "en" && ok && (!finiteVerbEn.MatchString(rest) || shouted.MatchString(s.Text) || onAir.MatchString(s.Text))
}

// onAir matches the words under a film.
var onAir = pattern.MustCompile(`\b(correspondent|anchor|host|contributor)\b[^.]*\b(reports on|reports from|joins|discusses|breaks down|weighs in)\b`)

// shouted matches a title in capitals that a page ran into the sentence after it.
var shouted = regexp.MustCompile(`^[^a-z]{24,}[A-Z][a-z]`)

// atHeart is how central a sentence of a summary must be.
const atHeart = 0.4

// told is how much better a sentence must be than one that the body does not print
// to stand in the front; set by reading.
const told = 0.25

// tellingly is what a sentence gains in the front for being one that surely tells
// what its report is about; set by reading.
const tellingly = 1.2

// likely is from which chance on a sentence may be a main fact of a story; a third
// of a report's sentences have it.
const likely = 0.2

// chance is how likely a sentence is one of the three that tell its report, 0..1.
func (c *composer) chance(cand candidate) float64 {
	return 1 / (1 + math.Exp(-c.tellingOf(cand.report)[cand.index]))
}

var also = pattern.MustCompile(`\b(also|too|another|again|other)\b|あわせて|同様に|改めて`)

// ahead matches sentences about what is not settled yet: in Japanese by how
// they end.
var ahead = pattern.MustCompile(`\b(unclear|not yet|yet to|remains? to be|no signs|awaits?|(is|are) (set|due|expected|scheduled) to|plans? to|will (meet|hold|vote|decide|begin|start|open|travel|return|resume|discuss|consider|continue|take place|review|investigate))\b|(予定|見通し|見込み|方針|構え)(だ|である|だという|としている|という)?。$|(決まっていない|定まっていない|分かっていない|始まる予定だ|目指す|決める|詰める|開かれる|検討する|検討している|急ぐ|続ける|待つ|焦点となる|迎える)。$`)

// retell finds up to n lines for points or a conclusion in what the digest has
// told already, where a small story has nothing else to say; what stands in have
// only where nothing else is left.
func (c *composer) retell(ch chapter, have []Line, n int) []Line {
	printed := map[string]bool{}
	for _, l := range have {
		printed[l.Text] = true
	}
	var pool []candidate
	for _, r := range ch.reports {
		for _, cand := range r.candidates {
			if !r.opinion && !c.stale(r, cand.index) && cand.central >= atHeart && c.isNews(cand) && !caption(cand.sentence(), c.lang) {
				pool = append(pool, cand)
			}
		}
	}
	var out, again []Line
	for _, pick := range c.chooseBy(plainly(pool), n+len(have), c.comfort()+10, func(candidate) bool { return true }) {
		if printed[pick.line.Text] {
			again = append(again, pick.line)
		} else if len(out) < n {
			out = append(out, pick.line)
		}
	}
	for i := 0; len(out) < n && i < len(again); i++ {
		out = append(out, again[i])
	}
	return out
}
