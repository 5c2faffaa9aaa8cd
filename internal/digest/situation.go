package digest

import (
	"regexp"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// occasion is what is special about a section, most telling first, with values
// for the slots of remarks.
type occasion struct {
	situations []string
	values     map[string]string
}

func (o *occasion) add(situation string, when bool) {
	if when {
		o.situations = append(o.situations, situation)
	}
}

// set fills a slot that is still empty.
func (o *occasion) set(slot, value string) {
	if o.values[slot] == "" {
		o.values[slot] = value
	}
}

// occasion finds the situations of a section from what its lines are: a
// dispute, a correction, a position that changed, one source only, a large
// figure, strong words, silence of a party, hearsay, a day ahead.
func (c *composer) occasion(d *Digest, s *Section, n int) occasion {
	o := occasion{values: map[string]string{}}
	if f, ok := compiled(formText(c.lang, s.Question.Form)); ok {
		if values, ok := f.values(s.Question.Text); ok {
			o.set("actor", values["actor"]) // the one the section turns on
		}
	}
	c.disputed(&o, d, s)
	o.add("correction", c.wasCorrected(d, s))
	o.add("change", c.changed(&o, d, s))
	e := c.in.Story.Events[c.eventOf(s)]
	echoes := 0
	publishers := map[string]bool{}
	for _, card := range s.Cards {
		publishers[card.Publisher] = true
		echoes += len(card.Echoes)
		o.set("publisher", card.Publisher)
	}
	lines := c.linesOf(&o, s)
	// With echoes other papers have it too: then "echo" is the thing to say.
	o.add("single", echoes == 0 && e.Independent() == 1)
	o.add("figure", lines.figure && o.values["figure"] != "")
	o.add("quote", lines.quoted)
	o.add("silence", lines.silent)
	o.add("hearsay", lines.hearsay)
	o.add("deadline", lines.ahead)
	o.add("echo", echoes > 0)
	o.add("many", len(publishers) >= 3 && e.Independent() >= 4)
	o.add("background", n > 0 && s.Date.Before(c.in.Story.Last.Add(-3*day)))
	return o
}

// disputed adds what the section's disputes are.
func (c *composer) disputed(o *occasion, d *Digest, s *Section) {
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID != id {
				continue
			}
			if diff.About.Kind == Frame { // a title is no phrase to speak of
				o.set("issue", diff.About.Text)
			}
			if diff.Kind == claim.Update {
				o.set("figure", diff.Value[len(diff.Value)-1])
			}
			o.add("dispute", diff.Kind == claim.Conflict)
			o.add("update", diff.Kind == claim.Update)
		}
	}
}

func (c *composer) wasCorrected(d *Digest, s *Section) bool {
	for _, fix := range d.Corrected {
		for _, card := range s.Cards {
			if card.Article == fix.Article {
				return true
			}
		}
	}
	return false
}

// changed reports whether a position changed in a sentence that the section
// prints.
func (c *composer) changed(o *occasion, d *Digest, s *Section) bool {
	printed := map[claim.Ref]bool{}
	for _, l := range c.bodyLines(d, s) {
		for _, cite := range l.Cites {
			printed[cite.Ref] = true
		}
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if p.Changed && printed[p.Line.Cites[0].Ref] {
				o.values["actor"], o.values["issue"] = h.Actor, h.Issue
				return true
			}
		}
	}
	return false
}

// bodyLines are the lines that the remark after the cards speaks to.
func (c *composer) bodyLines(d *Digest, s *Section) []Line {
	var out []Line
	for _, card := range s.Cards {
		out = append(out, card.Points...)
	}
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID == id {
				out = append(append(out, diff.Sides...), diff.About)
			}
		}
	}
	return out
}

// heard is what the sentences of a section's cards hold.
type heard struct {
	hearsay, quoted, figure, silent, ahead bool
}

// rumour matches what a publisher does not know first hand.
var rumour = regexp.MustCompile(`(?i)reportedly|allegedly|rumou?r|unnamed|anonym|という。|とみられ|関係者|もよう|明らかにした。$`)

var noComment = regexp.MustCompile(`(?i)\b(did not (immediately )?(respond|comment|reply)|declined to comment|has not (commented|responded)|have not (commented|responded)|no comment|would not comment|refused to comment)\b|コメントしていない|コメントを控え|回答していない|応じていない|答えられない|明らかにしていない`)

func (c *composer) linesOf(o *occasion, s *Section) heard {
	var h heard
	for _, card := range s.Cards {
		for _, p := range card.Points {
			for _, cite := range p.Cites {
				if r, sent, ok := c.sentenceAt(cite.Ref); ok {
					c.hear(&h, o, r, sent, p)
				}
			}
		}
	}
	return h
}

// hear takes up one printed sentence.
func (c *composer) hear(h *heard, o *occasion, r *report, sent text.Sentence, p Line) {
	for _, st := range r.statements[sent.Index] {
		h.hearsay = h.hearsay || st.Hearsay && rumour.MatchString(sent.Text)
		h.quoted = h.quoted || st.Direct && strongQuote(st, c.lang)
		if namedSpeaker(st.Speaker, sent, c.lang) && holds(p.Text, st.Speaker) {
			o.set("actor", actorWords(sent, st.Speaker, c.lang))
		}
	}
	if f := largeFigure(sent); f != "" && holds(p.Text, f) && holds(r.article.Title, f) && !h.figure {
		h.figure = true
		o.set("figure", f)
	}
	h.silent = h.silent || noComment.MatchString(p.Text)
	for _, date := range sent.Dates {
		if date.Precision == text.Day && date.Time.After(c.in.Story.Last) && holds(p.Text, date.Surface) {
			h.ahead = true
			o.set("date", dayText(date.Time, c.lang))
		}
	}
}

func (c *composer) eventOf(s *Section) int {
	for i, e := range c.in.Story.Events {
		if e.ID == s.Event {
			return i
		}
	}
	return 0
}

// strongQuote reports whether a quotation is short and whole enough to be
// remembered.
func strongQuote(st claim.Statement, lang string) bool {
	n := weight(st.Content, lang)
	return lang == "ja" && n >= 6 && n <= 40 || lang != "ja" && n >= 3 && n <= 14
}

// largeFigure is a figure of ten thousand or more with a unit, as printed.
func largeFigure(s text.Sentence) string {
	for _, f := range s.Figures {
		if !f.Ordinal && f.Unit != "" && f.Value >= 10_000 {
			return f.Surface
		}
	}
	return ""
}
