package digest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/pattern"
)

// leaveOpen ends the first paragraph with what the pages below tell and the lines
// above it do not. Where nothing is worth asking, the paragraph ends with its news.
func (c *composer) leaveOpen(d *Digest, halves []half, chapters []chapter) {
	var told []Citation
	words := d.Headline.Text
	for _, l := range d.Stand {
		told = append(told, l.Cites...)
		words += " " + l.Text
	}
	points := ""
	for _, p := range d.Points {
		told = append(told, p.Cites...)
		points += " " + p.Text
	}
	l := c.openQuestion(d, told, words, points)
	if l.IsZero() {
		l = c.openLine(d.Headline, halves, told)
	}
	if l.IsZero() && len(d.Stand) < 2 {
		l = c.furtherLine(d, chapters)
	}
	if !l.IsZero() {
		d.Stand = append(d.Stand, l)
	}
}

// furtherLine is one more fact for a first paragraph of one sentence: of how the story
// began, or of another section of which the points tell nothing.
func (c *composer) furtherLine(d *Digest, chapters []chapter) Line {
	told := map[int]bool{}
	for _, p := range d.Points {
		for _, cite := range p.Cites {
			if r := c.byID[cite.Ref.Article]; r != nil {
				told[r.event] = true
			}
		}
	}
	for _, fits := range []func(chapter) bool{
		func(ch chapter) bool { return ch.kind == Beginning && !told[ch.index] },
		func(ch chapter) bool { return ch.index == chapters[0].index || !told[ch.index] },
		func(chapter) bool { return true },
	} {
		for _, ch := range c.byWeight(chapters) {
			if !fits(ch) {
				continue
			}
			if l := c.chapterPoint(ch, chapters[0].index, false, c.fitsFront); !l.IsZero() {
				return l
			}
		}
	}
	return Line{}
}

// openQuestion asks what a section asks, the first below the newest that asks for
// something in particular, of something that the words above name, and that they do
// not answer.
func (c *composer) openQuestion(d *Digest, told []Citation, above, points string) Line {
	var sections []*Section
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			sections = append(sections, &d.Pages[p].Sections[i])
		}
	}
	if len(sections) > 1 {
		sections = append(sections[1:], sections[0])
	}
	for _, s := range sections {
		if !c.worthAsking(s) || sameBody(s.Question.Cites, told) || sameBody(s.Answer.Cites, told) || c.answeredAbove(s, above+points) || !c.knownAbove(d, s, above) {
			continue
		}
		if asked, _ := wantOf(d.Headline.Form); asked == "ask" && holds(strings.ToLower(d.Headline.Text), strings.ToLower(s.Question.Text)) || strings.HasPrefix(asked, "toll") && questionMeasure[s.Question.Form] != "" {
			continue
		}
		if l := c.rarestFrame("stand.ask", map[string]string{"ask": s.Question.Text}, s.Question.Cites...); !l.IsZero() {
			return l
		}
	}
	return Line{}
}

// worthAsking reports whether a section's question makes a reader want its answer: it
// is no stock question, and asks for more than what somebody said, did or announced.
func (c *composer) worthAsking(s *Section) bool {
	q := s.Question
	if len(q.Cites) == 0 || s.Answer.IsZero() {
		return false
	}
	if questionMeasure[q.Form] != "" {
		return true
	}
	switch {
	case strings.HasPrefix(q.Form, "q.what"), strings.HasPrefix(q.Form, "q.known"), strings.HasPrefix(q.Form, "q.about"), strings.HasPrefix(q.Form, "q.say"), q.Form == "q.place", q.Form == "q.view":
		return false
	}
	if c.lang == "ja" {
		return q.Form != askForm || askedWell.MatchString(q.Text)
	}
	if strings.HasPrefix(q.Text, "Who ") && !properName.MatchString(s.Answer.Text) {
		return false // "five suspects" is no answer
	}
	return (!emptyAsk.MatchString(q.Text) || fullAsk.MatchString(q.Text)) && (q.Form != askForm || s.Answer.Form == answerForm)
}

// emptyAsk matches English questions of which every story has one: they ask what
// somebody did and tell nothing of it. What asks for more ends in a preposition, in
// what somebody wants done, or in a verb that is news by itself; it has more words than
// who and did.
var (
	emptyAsk = pattern.MustCompile(`(?i)^What (did|do|does|has|have|had|is|are|was|were|will|would) [^?]*\b\w+(, according to [^?]+)?\?$`)
	fullAsk  = pattern.MustCompile(`(?i)\b(of|for|about|against|over|from|with|into|(threaten\w*|agreed?|vow\w*|plan\w*|order\w*|ask\w*|urg\w+|refuse\w*|promis\w+|decide\w*|forced?|call(ed|ing)? on)\b[^?]* do|reject(ed)?|refuse[d]?|ban(ned)?|propose[d]?|promise[d]?|demand(ed|ing)?|den(y|ied)|cut|raise[d]?|close[d]?|suspend(ed)?|halt(ed)?|review(ed)?|lose|lost|cause[d]?|change[d]?|find|found|cost|stolen|steal|destroyed|destroy)(, according to [^?]+)?\?$`)
)

// properName matches a name of two words.
var properName = regexp.MustCompile(`\p{Lu}[\p{L}.’'-]+ (\p{L}+ )?\p{Lu}`)

// askedWell matches Japanese questions that say enough by themselves.
var askedWell = regexp.MustCompile(`なぜ|どんな|いくら|何人|どう`)

// knownAbove reports whether what a question asks about is named above it.
func (c *composer) knownAbove(d *Digest, s *Section, above string) bool {
	if m := questionMeasure[s.Question.Form]; m != "" {
		for have := range c.counts {
			if baseMeasure(have) == m {
				return false
			}
		}
		return true
	}
	_, sentence, ok := c.sentenceAt(s.Question.Cites[0].Ref)
	if !ok {
		return false
	}
	n := 0
	for _, w := range sentence.Words {
		if carriesTopic(w) && holds(s.Question.Text, w.Surface) && holds(above, w.Surface) && utf8.RuneCountInString(w.Surface) > 1 {
			n++
		}
	}
	return n >= 2 || n > 0 && c.byID[s.Question.Cites[0].Ref.Article].event == c.byID[d.Headline.Cites[0].Ref.Article].event
}

// answeredAbove reports whether the words above a question hold most of its answer.
func (c *composer) answeredAbove(s *Section, above string) bool {
	if len(s.Answer.Cites) == 0 {
		return true
	}
	_, sentence, ok := c.sentenceAt(s.Answer.Cites[0].Ref)
	if !ok {
		return true
	}
	all, have := 0, 0
	who := strings.HasPrefix(s.Question.Text, "Who ")
	for _, w := range sentence.Words {
		if !carriesTopic(w) || !holds(s.Answer.Text, w.Surface) || holds(s.Question.Text, w.Surface) {
			continue
		}
		all++
		if holds(above, w.Surface) {
			have++
			if who && unicode.IsUpper([]rune(w.Surface)[0]) {
				return true // a part of the name is enough
			}
		}
	}
	return all == 0 || 3*have >= 2*all || have > 0 && strings.HasPrefix(s.Question.Text, "Why ")
}

// openLine asks what the pages tell besides what the headline asks and the sentences
// of told do not answer; the zero Line when nothing is left.
func (c *composer) openLine(headline Line, halves []half, told []Citation) Line {
	asked, _ := wantOf(headline.Form)
	for _, h := range halves {
		if h.score < askedInFront || h.name == asked || h.name == "since" || h.name == "differ" || sameBody(h.cites, headline.Cites) || sameBody(h.cites, told) {
			continue
		}
		if h.values["actor"] != "" || h.name == "ask" {
			continue // what somebody says or wants is asked where it is answered
		}
		if !c.fitsMatter(h, headline.Text) {
			continue
		}
		if l := c.halfFrame("stand", h, ""); !l.IsZero() {
			return l
		}
	}
	return Line{}
}
