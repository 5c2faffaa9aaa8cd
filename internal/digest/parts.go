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

// maxCorrections bounds how many changed sentences of one article are shown.
const maxCorrections = 3

// corrections compares the newest text of each changed article with the one
// before: sentences that are gone, with the one that stands in their place.
func (c *composer) corrections() []Correction {
	older := map[article.ID]article.Revision{}
	for _, rev := range c.in.Revisions {
		if have, ok := older[rev.Article]; !ok || rev.Number > have.Number {
			older[rev.Article] = rev
		}
	}
	var out []Correction
	for _, r := range c.reports {
		if rev, ok := older[r.article.ID]; ok {
			out = append(out, c.corrected(r, rev)...)
		}
	}
	return out
}

func (c *composer) corrected(r *report, rev article.Revision) []Correction {
	if t := r.article.Terms; !t.Quotable() || t.MaxSnippet > 0 {
		return nil // the older sentence is a quotation, too
	}
	was := readRevision(r.article, rev)
	now := map[string]bool{}
	for _, s := range r.text.Sentences {
		now[same(s.Text)] = true
	}
	had := map[string]bool{}
	for _, s := range was.Sentences {
		had[same(s.Text)] = true
	}
	when := r.article.Updated
	if when.IsZero() {
		when = r.article.Published
	}
	var out []Correction
	for _, s := range was.Sentences {
		if now[same(s.Text)] || len(out) == maxCorrections {
			continue
		}
		fix := Correction{Article: r.article.ID, Publisher: r.article.Publisher, URL: r.article.URL, When: when, Was: s.Text}
		words := contentWords(s)
		best := 0.34 // below a third of common words it is another sentence
		for _, n := range r.text.Sentences {
			if had[same(n.Text)] {
				continue
			}
			if v := overlap(words, contentWords(n)); v > best {
				if l := c.partLine(r.reading, n, n.Text, ""); !l.IsZero() {
					best, fix.Now = v, l
				}
			}
		}
		out = append(out, fix)
	}
	return out
}
