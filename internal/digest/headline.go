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

// leadReport is the report whose title names the matter: of the first section's
// cards, the one whose title says most of the event in few words. A report that
// takes a claim back leads.
func (c *composer) leadReport(first *draft) *report {
	var reports []*report
	for _, card := range first.section.Cards {
		reports = append(reports, c.byID[card.Article])
	}
	return c.bestTitle(first.index, reports)
}

// leadTitle is the report that will name the matter, as far as is known before
// the cards are made.
func (c *composer) leadTitle(ch chapter) *report {
	return c.bestTitle(ch.index, ch.reports[:min(maxCards, len(ch.reports))])
}

func (c *composer) bestTitle(event int, reports []*report) *report {
	var best *report
	bestScore := -1.0
	for _, r := range reports {
		if words := r.matter(matterLength(c.lang)); words != "" {
			score := c.titleScore(event, r, words)
			if overtakenTitle(r, reports) {
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
	score := c.profiles[event].relevance(contentWords(title))
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
// fits best among what the digest tells, a stock question only where none does.
func (c *composer) headline(d *Digest, lead *report, halves []half) Line {
	for _, most := range []int{matterLength(c.lang), longMatter(c.lang)} {
		matter := lead.matter(most)
		if matter == "" {
			continue
		}
		for _, h := range halves {
			if l := c.halfFrame("headline", h, matter); !l.IsZero() {
				return l
			}
		}
		for _, group := range c.headlineGroups() {
			l := c.rarestFrame("headline."+group, map[string]string{"matter": matter}, c.cite(lead.reading, lead.text.Title, nil))
			if !l.IsZero() && utf8.RuneCountInString(l.Text) <= headlineLength(c.lang) {
				return l
			}
		}
		if l := c.matterLine(lead.reading, matter); !l.IsZero() {
			return l
		}
	}
	return c.plainTitle(lead.reading)
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

// openLine ends the first paragraph with what the pages tell besides what the
// headline asks and the sentences of told do not answer; the zero Line when nothing
// is left.
func (c *composer) openLine(headline Line, halves []half, told []Citation) Line {
	asked, _ := wantOf(headline.Form)
	for _, h := range halves {
		if h.name == asked || asked == "expect" && h.name == "date" || asked == "date" && h.name == "expect" || h.name == "since" || h.name == "differ" || sameBody(h.cites, headline.Cites) || sameBody(h.cites, told) {
			continue
		}
		if h.name == "say" && !holds(headline.Text, lastWord(h.values["actor"])) {
			continue // a name that nobody has told yet
		}
		if actor := lastWord(h.values["actor"]); actor != "" && h.values["actor"] != "" && askedOf(headline, actor) {
			continue
		}
		if l := c.halfFrame("stand", h, ""); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// askedOf reports whether a headline's question is about an actor.
func askedOf(headline Line, name string) bool {
	at := max(strings.LastIndex(headline.Text, ": "), strings.LastIndex(headline.Text, "　"))
	return at >= 0 && holds(headline.Text[at:], name)
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
	if matter != "" && (h.not != nil && h.not.MatchString(matter) || h.must != nil && !h.must.MatchString(matter)) {
		return Line{}
	}
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

// headlineGroups orders the stock questions by what is special about the story. A
// story that has nothing of it gets none: a matter alone is better than a question
// that any story could have.
func (c *composer) headlineGroups() []string {
	var out []string
	for _, g := range []struct {
		on   bool
		name string
	}{
		{c.traits.grave, "grave"}, {c.traits.conflict, "dispute"}, {c.traits.change, "change"}, {c.traits.sides, "sides"},
	} {
		if g.on {
			out = append(out, g.name)
		}
	}
	return out
}

// matterLine prints a matter alone: as a part of its title, or in sentence case.
func (c *composer) matterLine(r *reading, matter string) Line {
	if holds(r.text.Title.Text, matter) {
		return c.titleLine(r, matter)
	}
	return c.frame("heading.matter", map[string]string{"matter": matter}, c.cite(r, r.text.Title, nil))
}
