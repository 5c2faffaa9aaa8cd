package digest

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"

	"kiku/internal/claim"
)

// Weights of the three points, set by reading the first screens of a day of reports.
const (
	frontPoints  = 3
	chapterWide  = 0.35 // each doubling of the publishers of a section's event
	chapterNew   = 0.6  // the story's newest event against its oldest
	chapterNear  = 0.8  // it shares all that the lead event is about
	chapterFar   = 0.06 // so little in common with the lead event is another matter
	chapterLater = 0.5  // another side of an event that a point has told
)

// points are the three things a reader will learn: what answers the headline, where
// the first lines have not told it, then the main facts of the weightiest sections,
// of each one fact before any has two.
func (c *composer) points(chapters []chapter, differences []Difference, stand []Line, answer Line) []Line {
	var out []Line
	if !answer.IsZero() {
		out = append(out, answer)
	}
	contest := c.contestedPoint(differences)
	want := frontPoints
	if !contest.IsZero() {
		want--
	}
	accused := c.unheard(append(append([]Line(nil), stand...), out...), chapters)
	gave := map[int]bool{}
	if !answer.IsZero() {
		gave[0] = true
	}
	// One fact of each section, a detail of those that have given none, then more of
	// the lead event's and of any.
	for _, turn := range []struct {
		again, details bool
	}{{false, false}, {false, true}, {true, false}, {true, true}} {
		for i, ch := range c.byWeight(chapters) {
			if len(out) >= want || gave[i] && !turn.again {
				continue
			}
			fits := c.fitsFront
			if turn.details {
				fits = c.fitsDetail
			}
			if l := c.chapterPoint(ch, chapters[0].index, accused, fits); !l.IsZero() {
				out = append(out, l)
				gave[i], accused = true, false
			}
		}
	}
	if !contest.IsZero() {
		out = append(out, contest)
	}
	if len(out) < frontPoints {
		told := append(append([]Line(nil), stand...), out...)
		for _, l := range c.retell(chapters[0], told, frontPoints-len(out)) {
			if !slices.ContainsFunc(out, func(o Line) bool { return o.Text == l.Text }) {
				out = append(out, l) // rather two points than one twice
			}
		}
	}
	return out
}

// byWeight are chapters in the order in which their facts are points: the lead, then
// by how broadly they are told, how new they are and how near to the lead event.
func (c *composer) byWeight(chapters []chapter) []chapter {
	out := append([]chapter(nil), chapters...)
	worth := func(ch chapter) float64 {
		near := c.nearLead(ch, chapters[0])
		w := chapterWide*math.Log2(1+float64(chapterPublishers(ch))) + chapterNew*c.recency(ch.event) + chapterNear*near
		if ch.phase > 0 {
			w -= chapterLater
		}
		if near < chapterFar && chapterPublishers(ch) < 2 {
			w -= 2
		}
		return w
	}
	rest := out[1:]
	sort.SliceStable(rest, func(i, j int) bool { return worth(rest[i]) > worth(rest[j]) })
	return out
}

// nearLead is how much of what a lead event is about the titles of a chapter name.
func (c *composer) nearLead(ch, lead chapter) float64 {
	near := 0.0
	for _, r := range ch.reports[:min(maxCards, len(ch.reports))] {
		near = math.Max(near, c.profiles[lead.index].relevance(contentWords(r.text.Title)))
	}
	return near
}

// chapterPublishers is how many publishers' reports a chapter has.
func chapterPublishers(ch chapter) int {
	seen := map[string]bool{}
	for _, r := range ch.reports {
		seen[r.article.Publisher] = true
	}
	return len(seen)
}

// chapterPoint is the sentence that tells best what a chapter is about and that the
// front has not told; where an accused side is still to be heard, what it says comes
// first.
func (c *composer) chapterPoint(ch chapter, lead int, accused bool, fits func(candidate) bool) Line {
	pool := c.current(ch.candidates())
	support := supportOf(pool)
	var scored []candidate
	for _, cand := range pool {
		title := contentWords(cand.report.text.Title)
		share := 0.9 * titleShare(title, cand)
		if ch.index == lead {
			share = -tellsAgain * titleShare(c.matter, cand)
		}
		cand.score = c.worthInFront(cand) + share + bySeveral*float64(min(4, support[staleKey{cand.report, cand.index}]))
		if accused && c.replies(cand) {
			cand.score += answersBack
		}
		cand.score -= farIn * float64(min(10, cand.index))
		scored = append(scored, cand)
	}
	return c.chooseFront(scored, shortLine[c.lang], func(cand candidate) bool {
		if ch.index == lead && titleShare(c.matter, cand) >= wholeMatter && !c.replies(cand) {
			return false // the first line has told it
		}
		return fits(cand) && c.isNews(cand) && mentionsTitle(contentWords(cand.report.text.Title), cand)
	}).line
}

// farIn is what each sentence before it takes from a point: details stand far down.
const farIn = 0.08

// unheard reports whether what the front tells holds something against somebody and
// no line of it is an answer.
func (c *composer) unheard(told []Line, chapters []chapter) bool {
	held := contested.MatchString(chapters[0].reports[0].text.Title.Text)
	for _, l := range told {
		held = held || contested.MatchString(l.Text)
		if len(l.Cites) == 0 {
			continue
		}
		if r, s, ok := c.sentenceAt(l.Cites[0].Ref); ok && s.Index >= 0 && c.replies(candidate{report: r, index: s.Index}) {
			return false
		}
	}
	return held
}

// contestedPoint says which figures differ, where a dispute about numbers is shown.
func (c *composer) contestedPoint(differences []Difference) Line {
	for _, d := range differences {
		if len(d.Sides) != 2 || d.Kind != claim.Conflict || !strings.ContainsFunc(d.Value[0], unicode.IsDigit) || !strings.ContainsFunc(d.Value[1], unicode.IsDigit) {
			continue
		}
		values, cites := d.slots()
		for _, form := range []string{"points.conflict", "points.differ"} {
			if form == "points.conflict" && d.About.Kind != Frame {
				continue
			}
			if l := c.frame(form, values, cites...); !l.IsZero() {
				return l
			}
		}
	}
	return Line{}
}
