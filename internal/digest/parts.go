package digest

import (
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
)

// sources counts what the digest was made from, in all languages.
func (c *composer) sources() Sources {
	out := Sources{Failed: c.in.Failed, Stale: c.in.Stale, Unquoted: c.unquoted()}
	count := map[string]int{}
	for _, e := range c.in.Story.Events {
		out.Independent += e.Independent()
		for _, m := range e.Articles {
			out.Articles++
			if m.EchoOf != "" {
				out.Echoes++
			}
			count[m.Publisher]++
		}
	}
	for name, n := range count {
		out.Publishers = append(out.Publishers, PublisherShare{Name: name, Articles: n})
	}
	sort.Slice(out.Publishers, func(i, j int) bool {
		a, b := out.Publishers[i], out.Publishers[j]
		if a.Articles != b.Articles {
			return a.Articles > b.Articles
		}
		return a.Name < b.Name
	})
	return out
}

// flower gives each independent report a petal, in order of time.
func (c *composer) flower(s Sources, disputes []claim.Dispute) Flower {
	index := map[string]int{}
	for i, p := range s.Publishers {
		index[p.Name] = i
	}
	split := map[article.ID]bool{}
	for _, d := range disputes {
		if d.Kind == claim.Conflict {
			split[d.A.Ref.Article], split[d.B.Ref.Article] = true, true
		}
	}
	start := dayOf(c.in.Story.First)
	out := Flower{Days: int(dayOf(c.in.Story.Last).Sub(start)/day) + 1}
	for _, e := range c.in.Story.Events {
		// As in Event.Independent, a publisher counts once for an event.
		seen := map[string]bool{}
		for _, m := range e.Articles {
			if m.EchoOf != "" || seen[m.Publisher] {
				continue
			}
			seen[m.Publisher] = true
			d := int(dayOf(m.Published).Sub(start) / day)
			out.Petals = append(out.Petals, Petal{Day: max(0, d), Publisher: index[m.Publisher], Split: split[m.Article]})
		}
	}
	sort.SliceStable(out.Petals, func(i, j int) bool { return out.Petals[i].Day < out.Petals[j].Day })
	return out
}

func dayOf(t time.Time) time.Time { return t.UTC().Truncate(day) }
