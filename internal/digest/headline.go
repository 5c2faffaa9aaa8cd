package digest

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Headline lengths (DESIGN section 2): 60 Japanese characters, 110 Latin ones,
// less what the question adds.
func matterLength(lang string) int {
	if lang == "ja" {
		return 38
	}
	return 78
}

func headlineLength(lang string) int {
	if lang == "ja" {
		return 60
	}
	return 110
}

// leadReport is the report whose title names the matter: of an event's reports that
// can be told, the one whose title says most of what they have in common, in few
// words. A report that takes a claim back leads.
func (c *composer) leadReport(event int) *report {
	var reports []*report
	for _, r := range c.eventReports(event) {
		if len(r.candidates) > 0 && !roundupTitle.MatchString(r.article.Title) && r.article.Terms.Quotable() {
			reports = append(reports, r)
		}
	}
	if len(reports) == 0 {
		reports = c.eventReports(event)
	}
	return c.bestTitle(event, reports)
}

func (c *composer) bestTitle(event int, reports []*report) *report {
	var best *report
	bestScore := -1.0
	for _, r := range reports {
		if words := r.matter(matterLength(c.lang)); words != "" {
			score := c.titleScore(event, r, words)
			if overtakenTitle(r, reports) {
				score--
			}
			age := ageAmong(r, reports)
			score -= older * age
			if age > 0 && previewTitle.MatchString(r.text.Title.Text) {
				score -= 0.5
			}
			if score > bestScore {
				best, bestScore = r, score
			}
		}
	}
	if best == nil {
		best = reports[0]
	}
	return best
}

// older is what the oldest title of an event loses beside the newest; set by reading.
const older = 0.3

// previewTitle matches titles of what was to come.
var previewTitle = regexp.MustCompile(`(?i)\b(to (meet|visit|host|face|hold|attend|begin|start|discuss|address|vote|announce|unveil|take place|sign)|will|expected to|set to|ahead of|prepares?)\b|(?:へ|見通し|予定)$`)

// ageAmong is how much older a report is than the newest of reports: 0, or 1 for the
// oldest of reports that lie a day or more apart.
func ageAmong(r *report, reports []*report) float64 {
	first, last := r.article.Published, r.article.Published
	for _, other := range reports {
		if other.article.Published.Before(first) {
			first = other.article.Published
		}
		if other.article.Published.After(last) {
			last = other.article.Published
		}
	}
	return ratioOf(float64(last.Sub(r.article.Published)), float64(max(day, last.Sub(first))))
}

// overtakenTitle reports whether a later report's title has another number of the
// same: seven dead after three, a third arrest after a second.
func overtakenTitle(r *report, reports []*report) bool {
	for _, other := range reports {
		if !before(r, other) {
			continue
		}
		for _, was := range r.text.Title.Figures {
			for _, now := range other.text.Title.Figures {
				if was.Ordinal == now.Ordinal && was.Unit == now.Unit && was.Value < now.Value && overlapCount(contentWords(r.text.Title), contentWords(other.text.Title)) >= 1 {
					return true
				}
			}
		}
	}
	return false
}

// titleScore is how well words of a report's title name what an event is about.
func (c *composer) titleScore(event int, r *report, words string) float64 {
	title := r.text.Title
	score := c.profiles[event].relevance(contentWords(title)) + sharedTitle*c.sharedByTitles(event, r)
	if leansAsTitle.MatchString(title.Text) {
		score -= 0.6
	}
	score -= 0.15 * float64(utf8.RuneCountInString(words)) / float64(matterLength(c.lang))
	if !strings.EqualFold(words, title.Text) {
		score -= 0.2 // a whole title reads better than a cut one
	}
	if c.lang == "en" {
		if labelled(title.Text) {
			score -= 0.2 // what it leaves out says where
		}
		if titleCased(title) && words == title.Text {
			score -= 0.05
		}
		if strings.ContainsAny(words, ":—–") {
			score -= 0.2
		}
		if strings.IndexAny(words, "'\"‘“") == 0 {
			score -= 0.3 // somebody's words, not what happened
		}
		if fullStop.MatchString(title.Text) {
			score -= 0.2 // what it leaves out is half of it
		}
	}
	if r.opinion {
		score -= 0.5
	}
	if c.stale(r, -1) {
		score--
	}
	if takesBack.MatchString(title.Text) {
		score++
	}
	return score
}

// sharedTitle is what a title gains that has all its words in the titles and first
// sentences of every other publisher of its event: it names what the reports have in
// common, not one country's or one court's side of it. Set by reading.
const sharedTitle = 0.9

// sharedByTitles is the share of an event's other publishers that have a title's word
// in a title or a first sentence, on average over its words; 0 where there is no other.
func (c *composer) sharedByTitles(event int, r *report) float64 {
	having, publishers := c.wordsOfTitles(event)
	words := contentWords(r.text.Title)
	sum := 0
	for w := range words {
		sum += len(having[w])
		if having[w][r.article.Publisher] {
			sum--
		}
	}
	return ratioOf(float64(sum), float64(len(words)*(publishers-1)))
}

// wordsOfTitles are the publishers that have each word in a title or a first sentence of
// an event's reports, and how many publishers these are.
func (c *composer) wordsOfTitles(event int) (having map[string]map[string]bool, publishers int) {
	if c.inTitles == nil {
		c.inTitles = map[int]map[string]map[string]bool{}
	}
	if having = c.inTitles[event]; having == nil {
		having = map[string]map[string]bool{"": {}}
		for _, r := range c.eventReports(event) {
			having[""][r.article.Publisher] = true
			for w := range frontWords(r) {
				if having[w] == nil {
					having[w] = map[string]bool{}
				}
				having[w][r.article.Publisher] = true
			}
		}
		c.inTitles[event] = having
	}
	return having, len(having[""])
}

// frontWords are the words of a report's title and first sentence.
func frontWords(r *report) map[string]bool {
	out := contentWords(r.text.Title)
	if len(r.text.Sentences) > 0 {
		for w := range contentWords(r.text.Sentences[0]) {
			out[w] = true
		}
	}
	return out
}

// leansAsTitle matches a sentence in a title's place that says "he" or "this" of what
// nobody has named.
var leansAsTitle = regexp.MustCompile(`^(?:[“"‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|And|But|As|Also|So|Watch|Follow|All you)\b|(?:この|これ|その|それ|彼)|.*\b(?:he|she|they) (?:said|says|told|claimed)$)`)

// takesBack matches titles of reports that withdraw what others still tell.
var takesBack = regexp.MustCompile(`(?i)\b(retracts?|walks? back|withdraws? claim|debunks?|disproved)\b|撤回|取り消`)

// lastWord is the last word of a name: a headline may ask after somebody whom
// its matter names.
func lastWord(name string) string {
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return ""
	}
	return fields[len(fields)-1]
}

// headline is the matter, then what the reader wants to know of it: the half that
// fits best among those that the first lines answer, or that a point can answer. The
// point comes with it. Where there is none, the matter stands alone: a question that
// any story could have says nothing.
func (c *composer) headline(d *Digest, lead *report, halves []half) (headline, answer Line) {
	for _, most := range []int{matterLength(c.lang), longMatter(c.lang)} {
		matter := lead.matter(most)
		if matter == "" {
			continue
		}
		for _, h := range halves {
			if h.score < askedInFront || !c.fitsMatter(h, matter) {
				continue
			}
			told, ok := c.answeredInFront(h, d.Stand)
			if !ok {
				continue
			}
			if l := c.halfFrame("headline", h, matter); !l.IsZero() {
				if !told.line.IsZero() {
					c.sumFront(told.candidate)
				}
				return l, told.line
			}
		}
		if l := c.matterLine(lead.reading, matter); !l.IsZero() {
			return l, Line{}
		}
	}
	return c.plainTitle(lead.reading), Line{}
}

// askedInFront is the score from which a half is worth a place in a headline; set by
// reading.
const askedInFront = 1.5

// fitsMatter reports whether the printed matter leaves open what a half asks.
func (c *composer) fitsMatter(h half, matter string) bool {
	return (h.not == nil || !h.not.MatchString(matter)) && (h.must == nil || h.must.MatchString(matter))
}

// answeredInFront reports whether the first lines tell what a half asks; where they do
// not, it makes the point that does. A half that stands on no sentence of a body is
// told by tables.
func (c *composer) answeredInFront(h half, stand []Line) (choice, bool) {
	var body []Citation
	for _, cite := range h.cites {
		if cite.Ref.Paragraph >= 0 {
			body = append(body, cite)
		}
	}
	if len(body) == 0 || h.name == "differ" {
		return choice{}, true
	}
	for _, l := range stand {
		if sameBody(l.Cites, body) && h.toldBy(l.Text) {
			return choice{}, true
		}
	}
	r := c.byID[body[0].Ref.Article]
	if r == nil || r.article.Lang != c.lang || r.opinion {
		return choice{}, false
	}
	for _, cand := range r.candidates {
		if cand.ref() != body[0].Ref || c.leans(cand) || c.linked(cand) {
			continue
		}
		if !c.unsummed(cand) {
			told := func(l Line) bool { return h.toldBy(l.Text) && h.told != nil && c.tellsSame(l, cand) }
			return choice{}, slices.ContainsFunc(stand, told)
		}
		if l := c.candidateLine(cand, longAnswer[c.lang]); !l.IsZero() && h.toldBy(l.Text) {
			return choice{cand, l}, true
		}
	}
	return choice{}, false
}

// longAnswer is how long the point that answers a headline may be: words, in Japanese
// runes.
var longAnswer = map[string]int{"ja": 100, "en": 40, "": 40}

// tellsSame reports whether a printed sentence has half of the words of another.
func (c *composer) tellsSame(l Line, cand candidate) bool {
	if len(l.Cites) == 0 {
		return false
	}
	_, s, ok := c.sentenceAt(l.Cites[0].Ref)
	return ok && overlap(contentWords(s), cand.words) > 0.5
}

// plainTitle prints a title that gives no matter: without the tags of columns where
// it can be, else as it is.
func (c *composer) plainTitle(r *reading) Line {
	if c.lang == "ja" {
		if l := c.titleLine(r, untaggedJa(r.text.Title.Text)); !l.IsZero() {
			return l
		}
	}
	return c.titleLine(r, r.text.Title.Text)
}

// longMatter is how long a matter may be where no shorter one is found.
func longMatter(lang string) int {
	if lang == "ja" {
		return 46
	}
	return 94
}

// sameBody reports whether two lines stand on one sentence of a body.
func sameBody(a, b []Citation) bool {
	return slices.ContainsFunc(a, func(x Citation) bool {
		return x.Ref.Paragraph >= 0 && slices.ContainsFunc(b, func(y Citation) bool { return x.Ref == y.Ref })
	})
}

// halfFrame prints a half behind a matter, or alone; the zero Line when it does
// not fit.
func (c *composer) halfFrame(group string, h half, matter string) Line {
	values := map[string]string{"matter": matter}
	for k, v := range h.values {
		values[k] = v
	}
	if matter == "" && values["ask"] != "" {
		values["ask"] = upperFirst(values["ask"])
	}
	l := c.rarestFrame(group+"."+h.name, values, h.cites...)
	if matter != "" && utf8.RuneCountInString(l.Text) > headlineLength(c.lang) {
		delete(c.ids, l.ID)
		return Line{}
	}
	return l
}

// rarestFrame prints the form of a group that the fewest digests of the site
// print, and of these one that varies with the story.
func (c *composer) rarestFrame(group string, values map[string]string, cites ...Citation) Line {
	var names []string
	for n := 1; formText(c.lang, fmt.Sprintf("%s.%d", group, n)) != ""; n++ {
		names = append(names, fmt.Sprintf("%s.%d", group, n))
	}
	if len(names) == 0 {
		return Line{}
	}
	start := int(c.vary(group) % uint64(len(names)))
	names = append(names[start:], names[:start]...)
	others := c.others()
	sort.SliceStable(names, func(i, j int) bool { return others[names[i]] < others[names[j]] })
	for _, name := range names {
		if l := c.frame(name, values, cites...); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// matterLine prints a matter alone: as a part of its title, or in sentence case.
func (c *composer) matterLine(r *reading, matter string) Line {
	if holds(r.text.Title.Text, matter) {
		return c.titleLine(r, matter)
	}
	return c.frame("heading.matter", map[string]string{"matter": matter}, c.cite(r, r.text.Title, nil))
}
