package digest

import (
	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// Printable returns the lines that the composer's own builders make of one
// report, whatever a digest would choose: its title and a headline of it, each
// sentence whole and in its shorter forms, what named speakers say with the
// speaker beside it, and the questions that it answers. All have passed the
// check. The same report gives the same lines, in the report's order.
func Printable(a article.Article, t text.Text) []Line {
	alone := story.Story{ID: story.StoryID(a.ID), Events: []story.Event{{Articles: []story.Member{{Article: a.ID, Publisher: a.Publisher, Lang: a.Lang, Published: a.Published}}}}}
	c := newComposer(Input{Story: alone, Lang: t.Lang, Articles: map[article.ID]article.Article{a.ID: a},
		Texts: map[article.ID]text.Text{a.ID: t}})
	if len(c.reports) == 0 {
		return nil
	}
	r := c.reports[0]
	var out []Line
	put := func(l Line) {
		if !l.IsZero() {
			out = append(out, l)
		}
	}
	put(c.titleLine(r.reading, t.Title.Text))
	if matter := r.matter(matterLength(c.lang)); matter != "" {
		put(c.firstFrame("headline.plain", map[string]string{"matter": matter}, c.cite(r.reading, t.Title, nil)))
	}
	for _, s := range t.Sentences {
		for _, words := range reductions(s, c.lang) {
			if words == s.Text || readable(words, c.lang) {
				put(c.partLine(r.reading, s, words, ""))
			}
		}
		for _, st := range r.statements[s.Index] {
			c.saidLines(candidate{report: r, index: s.Index}, st, put)
		}
	}
	return out
}

// saidLines builds the lines that print what somebody says.
func (c *composer) saidLines(cand candidate, st claim.Statement, put func(Line)) {
	words, ok := c.answerWords(cand.sentence(), st)
	if !ok {
		return
	}
	t, ok := c.ask(cand, st, words)
	if !ok {
		return
	}
	put(t.question)
	put(t.answer)
	put(t.heading)
}
