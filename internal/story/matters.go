package story

import "slices"

// weighedEvents is of how many of a story's events is asked whether they belong
// to another.
const weighedEvents = 10

// standing is how near in words a story is to a report.
type standing struct {
	matter *matter
	near   float64
}

// standings holds for reports the stories near them, while no story changes.
type standings map[*document][]standing

// rival returns how near in words the nearest story is that is none of the given;
// it is asked of reports with a text only.
func (ss standings) rival(g *Grouper, d *document, not ...*matter) float64 {
	if !d.body {
		return 0
	}
	all, ok := ss[d]
	if !ok {
		for _, m := range g.nearStories(d) {
			all = append(all, standing{m, g.terms.cosine(d.words, m.words(d.lang))})
		}
		ss[d] = all
	}
	top := 0.0
	for _, s := range all {
		if !slices.Contains(not, s.matter) {
			top = max(top, s.near)
		}
	}
	return top
}

// comparing holds what was found while no story changes: every event of a story
// that changed asks the same of it.
type comparing struct {
	near standings
	fits map[[2]int32]float64 // of two stories, by their serials
}

func newComparing() *comparing { return &comparing{standings{}, map[[2]int32]float64{}} }

// leastAlike is how near in words two stories must be to be compared event by
// event, which costs much: the higher of .15 and .2 at which no story of
// the English and of the Japanese labelled set changes. It halves what a report
// costs.
const leastAlike = 0.15

// alike is how near in words two stories are, in the language that suits best.
func (t *frequencies) alike(a, b *matter) float64 {
	top := 0.0
	for _, s := range a.speech {
		top = max(top, t.cosine(s.words, b.words(s.lang)))
	}
	return top
}

// oneMatter is how well the story of e fits another, 0 when it does not.
func (g *Grouper) oneMatter(e *event, old, m *matter, c *comparing) float64 {
	if len(old.events) == 1 {
		return g.linked(e, m, c.near)
	}
	k := [2]int32{old.serial, m.serial}
	fits, ok := c.fits[k]
	if !ok {
		if g.terms.alike(old, m) >= leastAlike {
			fits = g.matched(old, m, c.near)
		}
		c.fits[k] = fits
	}
	return fits
}

// matched is how well the events of the smaller of two stories fit the larger
// one, on average; 0 when they do not, or when not all are told of in Japanese
// headlines: a text says enough for its founding report to find its story.
func (g *Grouper) matched(a, b *matter, near standings) float64 {
	if len(a.events) > len(b.events) {
		a, b = b, a
	}
	sum, n, kind := 0.0, 0.0, JaHeadline
	for _, e := range a.events[max(0, len(a.events)-weighedEvents):] {
		fits, m := 0.0, 0.0
		for _, d := range e.docs[:min(weighedDocs, len(e.docs))] {
			if !pairable(d) && !d.body {
				return 0
			}
			kind = own(d)
			o := strongest(g.linkOpinions(d, b, near.rival(g, d, a, b)))
			if o.bar == "" {
				fits += o.score
			}
			m++
		}
		if m > 0 {
			sum, n = sum+fits/m, n+1
		}
	}
	if n == 0 || sum/n < g.model.LinkAt[kind] {
		return 0
	}
	return sum / n
}
