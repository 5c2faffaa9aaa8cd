package story

// weighedEvents is of how many of a story's events is asked whether they belong
// to another.
const weighedEvents = 10

// oneMatter is how well the story of e fits another, 0 when it does not.
func (g *Grouper) oneMatter(e *event, old, m *matter) float64 {
	if len(old.events) == 1 {
		return g.linked(e, m)
	}
	return g.matched(old, m)
}

// matched is how well the events of the smaller of two stories fit the larger
// one, on average; 0 when they do not, or when not all are told of in Japanese
// headlines: a text says enough for its founding report to find its story.
func (g *Grouper) matched(a, b *matter) float64 {
	if len(a.events) > len(b.events) {
		a, b = b, a
	}
	sum, n := 0.0, 0.0
	for _, e := range a.events[max(0, len(a.events)-weighedEvents):] {
		own, m := 0.0, 0.0
		for _, d := range e.docs[:min(weighedDocs, len(e.docs))] {
			if !pairable(d) {
				return 0
			}
			o := strongest(g.linkOpinions(d, b))
			if o.bar == "" {
				own += o.score
			}
			m++
		}
		if m > 0 {
			sum, n = sum+own/m, n+1
		}
	}
	if n == 0 || sum/n < g.model.LinkAt[JaHeadline] {
		return 0
	}
	return sum / n
}
