package digest

import (
	"slices"

	"kiku/internal/article"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// publishers are the names of the sources box, in its order.
func (c *composer) publishers() []string {
	if c.names == nil {
		for _, p := range c.sources().Publishers {
			c.names = append(c.names, p.Name)
		}
	}
	return c.names
}

// indexes are the publishers of an event's independent reports, ascending, each
// once: as many as Event.Independent counts.
func (c *composer) indexes(members []story.Member) []int {
	own := map[string]bool{}
	for _, m := range members {
		if m.EchoOf == "" {
			own[m.Publisher] = true
		}
	}
	var out []int
	for i, name := range c.publishers() {
		if own[name] {
			out = append(out, i)
		}
	}
	return out
}

// markDisputed notes on each moment the printed disputes in which a report of
// its event stands.
func markDisputed(moments []Moment, events []story.Event, disputes []Difference) []Moment {
	of := map[article.ID]story.EventID{}
	for _, e := range events {
		for _, m := range e.Articles {
			of[m.Article] = e.ID
		}
	}
	for i := range moments {
		m := &moments[i]
		for _, d := range disputes {
			stands := func(side Line) bool { return len(side.Cites) > 0 && of[side.Cites[0].Ref.Article] == m.Event }
			if m.Event != "" && slices.ContainsFunc(d.Sides, stands) {
				m.Disputes = append(m.Disputes, d.ID)
			}
		}
	}
	return moments
}

// printing is how many publishers' independent reports of an event print the
// value of a side for the same thing; the side's own report is one of them. A
// side that is no figure has its own report only.
func (c *composer) printing(own *report, s text.Sentence, value string) int {
	at := slices.IndexFunc(s.Figures, func(f text.Figure) bool { return holds(value, f.Surface) || holds(f.Surface, value) })
	if at < 0 {
		return 1
	}
	names := map[string]bool{own.article.Publisher: true}
	for _, m := range c.in.Story.Events[own.event].Articles {
		if r := c.byID[m.Article]; r != nil && m.EchoOf == "" && prints(r.text, s.Figures[at]) {
			names[m.Publisher] = true
		}
	}
	return len(names)
}

// prints reports that a text has a figure of the same value, unit and thing
// counted.
func prints(t text.Text, want text.Figure) bool {
	return slices.ContainsFunc(t.Sentences, func(s text.Sentence) bool {
		return slices.ContainsFunc(s.Figures, func(f text.Figure) bool {
			return !f.Ordinal && f.Value == want.Value && f.High == want.High && f.Unit == want.Unit && f.Counts == want.Counts && f.Unit+f.Counts != ""
		})
	})
}
