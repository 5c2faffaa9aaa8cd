package audit

import (
	"regexp"
	"strings"
)

// builder turns rows into a page.
type builder struct {
	page    Page
	rows    []row
	starts  map[int]bool // rows that begin a section
	card    int          // open card, -1
	section int          // open section, -1
	sourced bool         // the open card has its source line
	box     int          // element of the open card
	state   Part         // where plain rows belong
}

func (b *builder) build(rows []row) {
	b.rows, b.card, b.section, b.state = rows, -1, -1, Headline
	b.starts = sectionStarts(rows)
	for i := range rows {
		b.place(i)
	}
	b.closing()
}

// sectionStarts finds the rows that open a section: a marked heading, or a short
// row without end mark before a question and its answer.
func sectionStarts(rows []row) map[int]bool {
	out := map[int]bool{}
	first := -1
	for i, r := range rows {
		if r.mark == plain && !menu(r.text) && first < 0 {
			first = i // the headline
			continue
		}
		if r.mark == headingMark {
			out[i] = true
			continue
		}
		if r.mark != plain || ends(r.text) || !short(r.text) || i+2 >= len(rows) || out[i-2] || furniture(r.text) {
			continue
		}
		q, a := rows[i+1], rows[i+2]
		if (q.mark == plain || q.mark == questionMark) && asks(q.text) && short(q.text) && chatty(q.text) == "" && (a.mark == plain || a.mark == answerMark) && leadsToCard(rows[i+2:]) {
			out[i] = true
		}
	}
	if len(out) == 0 {
		for i := first + 2; i >= 0 && i < len(rows); i++ {
			if r := rows[i]; r.mark == plain && !ends(r.text) && short(r.text) && leadsToCard(rows[i+1:]) {
				out[i] = true
			}
		}
	}
	return out
}

// furniture reports whether a line belongs to the site around the page.
func furniture(s string) bool {
	return menu(s) || rankingJa.MatchString(s) || rankingEn.MatchString(s)
}

// sharing matches what a site sets under an article for passing it on.
var sharing = regexp.MustCompile(`(?i)^(シェア|ツイート|共有|share|tweet|follow|フォロー)`)

// leadsToCard reports whether a card comes before too much else.
func leadsToCard(rows []row) bool {
	for i, r := range rows {
		switch r.mark {
		case pointMark, dateMark, titleMark, sourceMark:
			return true
		case plain, remarkMark, answerMark, questionMark:
		default:
			return false
		}
		if i > 9 {
			return false
		}
	}
	return false
}

func (b *builder) add(r row, part Part) int {
	b.page.Lines = append(b.page.Lines, Line{
		Number: r.number, ID: r.id, Part: part, Text: r.text, Section: b.section, Card: -1, Marked: r.marked, Fixed: r.fixed, Elsewhere: r.elsewhere,
	})
	return len(b.page.Lines) - 1
}

// place gives row i its part.
func (b *builder) place(i int) {
	r := b.rows[i]
	if b.starts[i] {
		b.open(r)
		return
	}
	if part, ok := explicit[r.mark]; ok {
		n := b.add(r, part)
		b.note(part, n)
		return
	}
	switch r.mark {
	case bulletMark:
		b.bullet(i)
	case pointMark, dateMark, titleMark, sourceMark:
		b.inCard(r)
	case nextMark:
		b.add(r, Label)
		b.leave()
		b.state = Teaser
	case endingMark:
		b.add(r, Label)
		b.leave()
		b.state = Conclusion
	case labelMark:
		b.add(r, Label)
	default:
		b.plain(i)
	}
}

// explicit are the rows whose markup says what they are.
var explicit = map[mark]Part{
	headlineMark: Headline, questionMark: Question, answerMark: Answer, remarkMark: Remark, standMark: Standfirst,
	leadMark: Lead, proseMark: Prose, teaserMark: Teaser, conclusionMark: Conclusion, otherMark: Other,
}

// note remembers a section's question and answer.
func (b *builder) note(part Part, n int) {
	if part == Headline {
		b.state = Standfirst
	}
	if b.section < 0 {
		return
	}
	s := &b.page.Sections[b.section]
	switch {
	case part == Question && s.Question < 0:
		s.Question = n
	case part == Answer && s.Answer < 0:
		s.Answer = n
	case part == Teaser || part == Conclusion:
		b.leave()
	}
}

func (b *builder) open(r row) {
	b.leave()
	b.page.Sections = append(b.page.Sections, Section{Heading: -1, Question: -1, Answer: -1, Dated: r.dated})
	b.section = len(b.page.Sections) - 1
	b.page.Sections[b.section].Heading = b.add(r, Heading)
	b.state = Question
}

// leave closes the open section.
func (b *builder) leave() { b.section, b.card, b.sourced = -1, -1, false }

func (b *builder) bullet(i int) {
	r := b.rows[i]
	if b.section < 0 && b.state != Conclusion {
		b.add(r, Bullet)
		b.state = Lead
		return
	}
	// After the last card of the last section bullets conclude; inside an open
	// card they are its points.
	if b.section >= 0 && (b.card >= 0 && !b.sourced || b.state == Question || b.state == Answer) && r.listed {
		r.mark = pointMark
		b.inCard(r)
		return
	}
	b.leave()
	b.add(r, Conclusion)
	b.state = Conclusion
}

// inCard puts a row into the open card, or opens one.
func (b *builder) inCard(r row) {
	fresh := b.card < 0 || b.sourced || r.box != b.box
	if c := b.card; !fresh && r.mark == dateMark && (b.page.Cards[c].DateLine >= 0 || len(b.page.Cards[c].Points) > 0) && r.box == 0 {
		fresh = true
	}
	if fresh {
		b.openCard(r.box)
	}
	c := &b.page.Cards[b.card]
	var n int
	switch r.mark {
	case pointMark:
		n = b.add(r, Point)
		c.Points = append(c.Points, n)
	case dateMark:
		n = b.add(r, CardDate)
		c.DateLine, c.Date, c.Zoned, c.Shown = n, r.date, r.zoned, r.shown
		if r.publisher != "" {
			c.Publisher = r.publisher
		}
	case titleMark:
		n = b.add(r, CardTitle)
		c.Title = r.text
	case sourceMark:
		n = b.add(r, Source)
		c.Source, c.URL, c.Glued = n, r.url, r.glued
		if r.publisher != "" {
			c.Publisher = r.publisher
		}
		b.sourced, b.state = true, Prose
	}
	b.page.Lines[n].Card = b.card
	c.Lines = append(c.Lines, n)
	if r.mark == sourceMark && r.glued != "" {
		b.add(row{number: r.number, id: r.id, text: r.glued}, Remark)
	}
	if b.state != Prose {
		b.state = Point
	}
}

// openCard opens a card and takes in the titles that stand before it.
func (b *builder) openCard(box int) {
	b.page.Cards = append(b.page.Cards, Card{Section: b.section, DateLine: -1, Source: -1})
	b.card, b.sourced, b.box = len(b.page.Cards)-1, false, box
	b.state = Point
	if b.section >= 0 {
		s := &b.page.Sections[b.section]
		s.Cards = append(s.Cards, b.card)
	}
	c := &b.page.Cards[b.card]
	from := len(b.page.Lines)
	for from > 0 && b.isTitle(b.page.Lines[from-1]) {
		from--
	}
	for i := from; i < len(b.page.Lines); i++ {
		l := &b.page.Lines[i]
		l.Part, l.Card = CardTitle, b.card
		c.Title = l.Text
		c.Lines = append(c.Lines, i)
	}
}

// isTitle reports whether a line just before a card is its title: prose of the
// same section without end mark.
func (b *builder) isTitle(l Line) bool {
	return b.box == 0 && l.Section == b.section && (l.Part == Prose || l.Part == Remark && !remarkEnd(l.Text)) && !ends(l.Text) && l.Card < 0
}

func (b *builder) plain(i int) {
	r := b.rows[i]
	switch {
	case b.section >= 0 && b.sourced && sharing.MatchString(r.text) && menu(r.text):
		b.add(r, Menu)
	case b.section < 0 && menu(r.text) && (b.state == Headline || b.state == Teaser || b.state == Conclusion):
		b.add(r, Menu)
	case b.state == Headline:
		b.add(r, Headline)
		b.state = Standfirst
	case b.state == Standfirst:
		b.standfirst(r)
	case b.section < 0 && b.state == Lead:
		b.add(r, Lead)
	case b.section < 0 && (b.state == Teaser || b.state == Conclusion):
		b.add(r, b.state)
	case b.state == Question && asks(r.text):
		b.note(Question, b.add(r, Question))
		b.state = Answer
	case b.state == Answer && answerLong(r.text):
		b.note(Answer, b.add(r, Answer))
		b.state = Lead
	case b.state == Point && !b.sourced && !ends(r.text) && b.card >= 0 && len(b.page.Cards[b.card].Points) == 0:
		r.mark = titleMark
		b.inCard(r)
	default:
		b.prose(r)
	}
}

// standfirst takes what stands between the headline and the bullets or the first
// section: a line printed twice is a headline again.
func (b *builder) standfirst(r row) {
	for _, l := range b.page.Lines {
		if l.Part == Headline && l.Text == r.text {
			b.add(r, Headline)
			return
		}
	}
	b.add(r, Standfirst)
}

// prose decides between a host's remark and the telling by the last words.
func (b *builder) prose(r row) {
	if remarkEnd(r.text) {
		b.add(r, Remark)
		return
	}
	b.add(r, Prose)
}

// closing turns the remarks after the last section's prose, before a conclusion,
// into what they are; nothing else is left to do but the page's language.
func (b *builder) closing() {
	b.page.Ordered = len(b.page.Sections) > 0
	for _, s := range b.page.Sections {
		b.page.Ordered = b.page.Ordered && s.Dated
	}
	for i := range b.page.Lines {
		b.page.Lines[i].Text = strings.TrimSpace(b.page.Lines[i].Text)
	}
}
