package story

import "math"

// An article is weighed against an event, and an event against a story, in two
// ways: by what was said in the article's own language, and by what was said in
// others. The way that speaks for it more decides.

// opinion is one way of weighing.
type opinion struct {
	kind     Kind
	evidence evidence
	score    float64
	need     float64 // score from which it joins
	bar      string  // what keeps the two apart whatever the score; "" when nothing does
	note     string
}

func (o *opinion) joins() bool { return o.bar == "" && o.score >= o.need }

// beats prefers what joins, then what is not barred, then the score.
func (o *opinion) beats(p *opinion) bool {
	if o.joins() != p.joins() {
		return o.joins()
	}
	if (o.bar == "") != (p.bar == "") {
		return o.bar == ""
	}
	return o.score > p.score
}

// Reports of one happening come within days. What comes later tells of a next
// step more often than not, and must be far more alike to be of the same event.
const (
	soonDays   = 2.5 // days from the nearest report without effect
	lateBy     = 0.6 // what a later day takes from the score, in its logarithm of chances
	lateAtMost = 4
)

// late returns what the time between an article and the nearest report of an
// event takes from their score.
func late(d *document, e *event) float64 {
	gap := days(d.at, e.last)
	for _, o := range e.docs {
		gap = min(gap, days(d.at, o.at))
	}
	return min(max(0, gap-soonDays)*lateBy, lateAtMost)
}

// opinions weighs an article against an event; at least one.
func (g *Grouper) opinions(d *document, e *event) []opinion {
	var out []opinion
	later := late(d, e)
	add := func(k Kind, x evidence) {
		o := opinion{kind: k, evidence: x, score: lower(g.model.Event[k].score(&x), later), need: g.model.JoinAt[k]}
		o.bar, o.note = e.bars(d, &x, k)
		out = append(out, o)
	}
	switch {
	case e.words(d.lang) == nil:
	case own(d) == JaHeadline:
		o, _ := g.paired(d, e)
		o.score = lower(o.score, later)
		o.bar, o.note = e.bars(d, &o.evidence, JaHeadline)
		out = append(out, o)
	default:
		add(own(d), g.terms.compare(d, e))
	}
	if x, ok := g.terms.compareAcross(d, e); ok || len(out) == 0 {
		add(other(d), x)
	}
	return out
}

// lower takes by from a probability in its logarithm of chances.
func lower(p, by float64) float64 { return p / (p + (1-p)*math.Exp(by)) }

// linkOpinions weighs an event founded by d against a story; at least one.
func (g *Grouper) linkOpinions(d *document, m *matter) []opinion {
	var out []opinion
	add := func(k Kind, x evidence) {
		out = append(out, opinion{kind: k, evidence: x, score: g.model.Story[k].score(&x), need: g.model.LinkAt[k], bar: m.bars(d, &x, k)})
	}
	if m.words(d.lang) != nil {
		add(own(d), g.terms.link(d, m))
	}
	if x, ok := g.terms.linkAcross(d, m); ok || len(out) == 0 {
		add(other(d), x)
	}
	return out
}

// strongest returns the opinion that decides.
func strongest(os []opinion) opinion {
	best := 0
	for i := range os {
		if os[i].beats(&os[best]) {
			best = i
		}
	}
	return os[best]
}
