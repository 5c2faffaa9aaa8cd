package digest

import (
	"kiku/internal/article"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// OneReport is what a digest would ask of a report and tell of it on its card.
type OneReport struct {
	Question, Answer Line
	Points           []int // sentences of the report, in its order
}

// One chooses question, answer and points for a report by itself, as a section of
// a digest does; each is empty where there is none.
func One(a article.Article, t text.Text, hosts Hosts) OneReport {
	return OneBy(gistWeights[:], a, t, hosts)
}

// OneBy is [One] with other weights for what makes a sentence a point, in the order
// of [Gists]; for whoever learns them.
func OneBy(weights []float64, a article.Article, t text.Text, hosts Hosts) OneReport {
	return oneBy(weights, asksBest, a, t, hosts)
}

// OneAsking is [One] with other weights for what is worth asking; for whoever learns
// them.
func OneAsking(asker Asker, a article.Article, t text.Text, hosts Hosts) OneReport {
	return oneBy(gistWeights[:], &asker, a, t, hosts)
}

func oneBy(weights []float64, asker *Asker, a article.Article, t text.Text, hosts Hosts) OneReport {
	m := story.Member{Article: a.ID, Publisher: a.Publisher, Lang: t.Lang, Published: a.Published, Score: 1}
	event := story.Event{ID: "one", Story: "one", First: a.Published, Last: a.Published, Articles: []story.Member{m}}
	c := newComposerBy(gist(weights), Input{
		Story: story.Story{ID: "one", Events: []story.Event{event}, First: a.Published, Last: a.Published}, Lang: t.Lang, Hosts: hosts,
		Articles: map[article.ID]article.Article{a.ID: a}, Texts: map[article.ID]text.Text{a.ID: t},
	})
	c.asking = asker
	for _, r := range c.reports {
		r.asking = asker
	}
	var out OneReport
	for _, r := range c.reports {
		turn := c.turn(chapter{event: event, reports: []*report{r}}, true)
		out.Question, out.Answer = turn.question, turn.answer
		card, _ := c.card(r, turn.stands())
		for _, p := range card.Points {
			if _, s, ok := c.sentenceAt(p.Cites[0].Ref); ok {
				out.Points = append(out.Points, s.Index)
			}
		}
	}
	return out
}
