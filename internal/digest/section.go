package digest

import (
	"slices"
	"sort"

	"kiku/internal/article"
	"kiku/internal/claim"
)

// Sizes of the parts of a section.
const (
	cardPoints   = 3
	maxNarrative = 8
)

// draft is a section in the making.
type draft struct {
	chapter
	turn    turn
	section Section
	// furnished says that it has cards and an answer.
	furnished bool
}

// drafts finds what each chapter turns on.
func (c *composer) drafts(chapters []chapter) []*draft {
	var out []*draft
	for i, ch := range chapters {
		out = append(out, &draft{chapter: ch, turn: c.turn(ch, i == 0)})
	}
	return out
}

// furnish gives each draft its cards, question and heading; a draft without
// cards stays empty.
func (c *composer) furnish(drafts []*draft) {
	for _, d := range drafts {
		d.section = Section{Kind: d.kind, Event: d.event.ID, Date: d.event.Last, Question: d.turn.question, Answer: d.turn.answer}
		d.section.Cards = c.cards(d.reports, d.turn.stands())
		cards := d.section.Cards
		d.furnished = len(cards) > 0 && (!d.section.Answer.IsZero() || formText(c.lang, "q.what.1") == "")
	}
}

// cards are those of a section's first reports, oldest first. They are made in the
// order in which they are read, so that it is the first of several that tells what
// all of them tell; a report without a card gives its place to the next.
func (c *composer) cards(reports []*report, answer claim.Ref) []Card {
	reports = answering(reports, answer.Article)
	n := min(maxCards, len(reports))
	first := append([]*report(nil), reports[:n]...)
	sort.SliceStable(first, func(i, j int) bool { return before(first[i], first[j]) })
	var out []Card
	for _, r := range append(first, reports[n:]...) {
		if len(out) == maxCards {
			break
		}
		if card, ok := c.card(r, answer); ok {
			out = append(out, card)
		}
	}
	if len(out) == 0 && n > 0 { // better told again than a section lost
		c.lenient = true
		if card, ok := c.card(reports[0], answer); ok {
			out = append(out, card)
		}
		c.lenient = false
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Published.Before(out[j].Published) })
	return out
}

// stands is the sentence that a turn's answer stands on; none for no answer.
func (t turn) stands() claim.Ref {
	if len(t.answer.Cites) == 0 {
		return claim.Ref{}
	}
	return t.answer.Cites[0].Ref
}

// answering are reports in the order in which they get cards: the one that answers
// the section's question among the first.
func answering(reports []*report, answer article.ID) []*report {
	at := slices.IndexFunc(reports, func(r *report) bool { return r.article.ID == answer })
	if at < maxCards {
		return reports
	}
	out := append([]*report{reports[at]}, reports[:at]...)
	return append(out, reports[at+1:]...)
}

// firstFurnished is the first draft that has become a section; nil for none.
func firstFurnished(drafts []*draft) *draft {
	for _, d := range drafts {
		if d.furnished {
			return d
		}
	}
	return nil
}

// printedChapters are those that have become sections.
func printedChapters(drafts []*draft) []chapter {
	var out []chapter
	for _, d := range drafts {
		if !d.section.Heading.IsZero() {
			out = append(out, d.chapter)
		}
	}
	return out
}

// pages tells the narratives and divides the sections into pages of two or three.
func (c *composer) pages(drafts []*draft, differences []Difference) []Page {
	var sections []Section
	shown := map[string]bool{}
	for _, d := range drafts {
		if d.section.Heading.IsZero() {
			continue
		}
		d.section.Narrative, d.section.Paragraphs = c.narrative(d)
		c.placeDisputes(&d.section, differences, shown)
		sections = append(sections, d.section)
	}
	var pages []Page
	for _, n := range pageSizes(len(sections)) {
		pages = append(pages, Page{Sections: sections[:n]})
		sections = sections[n:]
	}
	for i := 0; i+1 < len(pages); i++ {
		pages[i].Next = c.teaser(pages[i+1].Sections[0])
	}
	return pages
}

// pageSizes divides n sections into pages of two or three; four make two and
// two, never three and one.
func pageSizes(n int) []int {
	var out []int
	for n > 0 {
		take := min(n, sectionsPerPage)
		if n == 4 {
			take = 2
		}
		out = append(out, take)
		n -= take
	}
	return out
}

// card prints an article's title and its points, among them the sentence that
// answers the section's question where it is of this report. A report with fewer
// than two printable sentences gets no card.
func (c *composer) card(r *report, answer claim.Ref) (Card, bool) {
	card := Card{Article: r.article.ID, Publisher: r.article.Publisher, URL: r.article.URL,
		Published: r.article.Published, Picture: r.article.Picture, Echoes: r.echoes}
	card.Title = c.titleLine(r.reading, r.text.Title.Text)
	if card.Title.IsZero() {
		return Card{}, false
	}
	for _, ch := range c.cardPoints(r, card.Title, answer) {
		c.take(ch.candidate)
		card.Points = append(card.Points, ch.line)
	}
	least := 2
	if r.article.Terms.MaxSnippet > 0 {
		least = 1 // its publisher allows no more
	}
	return card, len(card.Points) >= least
}

// comfort is how long a card's point may be.
func (c *composer) comfort() int {
	if c.lang == "ja" {
		return 100
	}
	return 36
}

// choice is a candidate with the line made from it.
type choice struct {
	candidate
	line Line
}

// chooseBy takes up to n sentences, best first by score and by how little they
// repeat what is chosen already (maximal marginal relevance, Carbonell and
// Goldstein 1998), by a rule for what may be printed, and returns them in their
// reports' order.
func (c *composer) chooseBy(cands []candidate, n, most int, may func(candidate) bool) []choice {
	left := append([]candidate(nil), cands...)
	var out []choice
	for len(out) < n && len(left) > 0 {
		best, bestScore := -1, 0.0
		for i, cand := range left {
			if !may(cand) || cand.relevant == 0 {
				continue
			}
			score := cand.score - c.worn(cand)
			for _, have := range out {
				score -= 0.8 * overlap(have.words, cand.words)
			}
			if best < 0 || score > bestScore {
				best, bestScore = i, score
			}
		}
		if best < 0 {
			break
		}
		cand := left[best]
		left = append(left[:best], left[best+1:]...)
		if repeats(out, cand) {
			continue
		}
		if l := c.candidateLine(cand, most); !l.IsZero() {
			out = append(out, choice{cand, l})
		}
	}
	inReport(out)
	return out
}

// inReport puts choices in the order of their reports.
func inReport(out []choice) {
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].report != out[j].report {
			return before(out[i].report, out[j].report)
		}
		return out[i].index < out[j].index
	})
}

func repeats(out []choice, cand candidate) bool {
	for _, have := range out {
		if overlap(have.words, cand.words) > repetition {
			return true
		}
	}
	return false
}

// placeDisputes shows a dispute in the first section whose event it belongs to.
func (c *composer) placeDisputes(s *Section, differences []Difference, shown map[string]bool) {
	for _, d := range differences {
		if shown[d.ID] || len(d.Sides) == 0 {
			continue
		}
		r := c.byID[d.Sides[0].Cites[0].Ref.Article]
		if r != nil && c.in.Story.Events[r.event].ID == s.Event {
			shown[d.ID] = true
			s.Disputes = append(s.Disputes, d.ID)
		}
	}
}
