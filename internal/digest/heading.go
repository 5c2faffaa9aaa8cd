package digest

import (
	"sort"
	"strings"
	"unicode/utf8"

	"kiku/internal/language"
)

func headingLength(lang string) int {
	if lang == "ja" {
		return 60
	}
	return 84
}

// head gives the sections their headings: what happened, in words of a title that
// neither the headline nor another heading has, where there is one.
func (c *composer) head(drafts []*draft, lead *report) {
	c.headed[same(lead.matter(matterLength(c.lang)))] = true
	for _, d := range drafts {
		if d.furnished {
			d.section.Heading = c.heading(d)
		}
	}
}

// heading names the section by the title of one of its cards that says most of its
// event; where all are printed already, by what the section turns on, or again by
// the best title.
func (c *composer) heading(d *draft) Line {
	reports := c.byTitle(d)
	for _, r := range reports {
		matter := r.matter(headingLength(c.lang))
		if matter == "" || c.headed[same(matter)] {
			continue
		}
		if l := c.matterLine(r.reading, matter); !l.IsZero() {
			c.headed[same(matter)] = true
			return l
		}
	}
	for _, r := range d.reports {
		matter := r.matter(headingLength(c.lang))
		if matter == "" || c.headed[same(matter)] || r.opinion || r.text.Lang != c.lang {
			continue
		}
		if l := c.matterLine(r.reading, matter); !l.IsZero() {
			c.headed[same(matter)] = true
			return l
		}
	}
	if l := c.sentenceHeading(d, reports); !l.IsZero() {
		return l
	}
	if t := d.turn; d.kind == Reaction && !t.heading.IsZero() && t.statement != nil && language.Country(t.statement.Speaker) == "" && !c.headed[same(t.heading.Text)] && c.mainActor(d, t.statement.Speaker) {
		c.headed[same(t.heading.Text)] = true
		return t.heading
	}
	for _, r := range reports {
		if matter := r.matter(headingLength(c.lang)); matter != "" {
			if l := c.matterLine(r.reading, matter); !l.IsZero() {
				return l
			}
		}
	}
	return c.plainTitle(reports[0].reading)
}

// sentenceHeading heads a section with the shortest form of a sentence that opens
// one of its reports, without its full stop.
func (c *composer) sentenceHeading(d *draft, reports []*report) Line {
	for _, r := range reports {
		for _, cand := range r.candidates {
			if cand.index > 0 || cand.central < atHeart || c.leans(cand) || c.lang == "ja" {
				continue
			}
			s := cand.sentence()
			for _, words := range reductions(s, c.lang) {
				words = strings.TrimRight(words, ".")
				if utf8.RuneCountInString(words) > headingLength(c.lang)+16 || strings.Contains(words, "  ") || !strings.HasPrefix(s.Text, words[:min(8, len(words))]) && datelineEn.FindString(s.Text) == "" || !readable(words, c.lang) || c.headed[same(words)] {
					continue
				}
				if l := c.partLine(r.reading, s, words, ""); !l.IsZero() {
					c.headed[same(words)] = true
					return l
				}
			}
		}
	}
	return Line{}
}

// byTitle are the reports of a section's cards, the best title first, of equals the
// newest.
func (c *composer) byTitle(d *draft) []*report {
	var out []*report
	score := map[*report]float64{}
	for i := range d.section.Cards {
		r := c.byID[d.section.Cards[len(d.section.Cards)-1-i].Article]
		out = append(out, r)
		score[r] = c.titleScore(d.index, r, r.matter(headingLength(c.lang)))
		if overtakenTitle(r, d.reports) {
			score[r] -= 0.5
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return score[out[i]] > score[out[j]] })
	return out
}

// mainActor reports whether a title of the section names a speaker, or several
// publishers do: the words of others head no section.
func (c *composer) mainActor(d *draft, speaker string) bool {
	for _, r := range d.reports {
		if holds(r.text.Title.Text, lastWord(speaker)) {
			return true
		}
	}
	return c.publishersNaming(d.index, speaker) >= 2
}

// teaser announces the next page by what its first section is about, and what it
// asks.
func (c *composer) teaser(next Section) Line {
	r := c.byID[next.Cards[0].Article]
	words := next.Heading.Text
	cite := c.cite(r.reading, r.text.Title, nil)
	if len(next.Heading.Cites) == 1 && next.Heading.Cites[0].Ref.Paragraph < 0 {
		r = c.byID[next.Heading.Cites[0].Ref.Article]
		cite = c.cite(r.reading, r.text.Title, nil)
	} else if words = r.matter(headingLength(c.lang)); words == "" {
		words = r.text.Title.Text
	}
	values := map[string]string{"matter": words, "ask": next.Question.Text}
	if c.worthAsking(&next) && !asksHeading(next.Question.Text, words) {
		if l := c.firstFrame("next.ask", values, append([]Citation{cite}, next.Question.Cites...)...); !l.IsZero() {
			return l
		}
	}
	if l := c.firstFrame("next", values, cite); !l.IsZero() {
		return l
	}
	return c.titleLine(r.reading, r.text.Title.Text)
}

// asksHeading reports whether a question only asks for what the heading before it
// says: most of its words are the heading's.
func asksHeading(question, heading string) bool {
	n, same := 0, 0
	for _, w := range strings.Fields(strings.ToLower(question)) {
		if w = strings.Trim(w, ".,?'’\"“”"); utf8.RuneCountInString(w) > 3 {
			n++
			if holds(strings.ToLower(heading), w) {
				same++
			}
		}
	}
	return n > 0 && 4*same >= 3*n
}
