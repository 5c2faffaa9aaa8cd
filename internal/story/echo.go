package story

import (
	"time"

	"kiku/internal/article"
)

// echoWindow is how long after a wire text its copies are still echoes.
const echoWindow = 3 * 24 * time.Hour

// ownEcho is how alike the titles of one publisher's copies must be: its pages
// share furniture that a sketch takes for text.
const ownEcho = 0.5

// echo looks for the same text among the candidates. The article that came
// first counts as the original, so that a placement never changes afterwards.
func (g *Grouper) echo(d *document, found []*event) (Placement, bool) {
	for _, e := range found {
		if e.clashes(d) != "" {
			continue
		}
		for _, o := range e.docs {
			like, ok := sameText(d, o)
			if !ok || d.publisher == o.publisher && g.terms.cosine(d.title, o.title) < ownEcho {
				continue
			}
			return Placement{
				Event: e.id, Story: e.story.id, EchoOf: o.id, Score: round(like),
				Reasons: []Reason{{Feature: "echo", Value: round(like), Note: o.publisher}},
			}, true
		}
	}
	return Placement{}, false
}

// sameText reports whether two articles print one text, and how alike they are.
// Where there is no text, a headline of some length that two publishers print
// word for word is one.
func sameText(a, b *document) (float64, bool) {
	gap := a.at.Sub(b.at)
	if gap > echoWindow || gap < -echoWindow || a.lang != b.lang {
		return 0, false
	}
	if !a.body && !b.body {
		return 1, a.headline != 0 && a.headline == b.headline
	}
	e, ok := article.EchoOf(
		article.Article{ID: a.id, Published: a.at}, article.Article{ID: b.id, Published: b.at}, a.sketch, b.sketch)
	return e.Share, ok
}
