package story

import (
	"math"
	"slices"
)

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
	return min(max(0, gapOf(d, e)-soonDays)*lateBy, lateAtMost)
}

// gapOf returns the days between an article and the nearest report of an event.
func gapOf(d *document, e *event) float64 {
	gap := days(d.at, e.last)
	for _, o := range e.docs {
		gap = min(gap, days(d.at, o.at))
	}
	return gap
}

// leastRival is how near another event is at least taken to be: in a stream of
// few matters nothing else is near, and that says nothing.
const leastRival = 0.2

// rivals returns for each candidate event how near in words the nearest of the
// others is.
func (g *Grouper) rivals(d *document, found []*event) []float64 {
	near := make([]float64, len(found))
	for i, e := range found {
		near[i] = g.terms.cosine(d.words, e.words(d.lang))
	}
	return othersBest(near)
}

// othersBest returns for each value the greatest of the others, 0 where there
// is none.
func othersBest(near []float64) []float64 {
	first, second, at := 0.0, 0.0, -1
	for i, c := range near {
		if c > first {
			first, second, at = c, first, i
		} else if c > second {
			second = c
		}
	}
	out := make([]float64, len(near))
	for i := range out {
		out[i] = first
		if i == at {
			out[i] = second
		}
	}
	return out
}

// rival returns how near in words the nearest event is that is none of the
// given.
func (g *Grouper) rival(d *document, not ...*event) float64 {
	top := 0.0
	for _, e := range g.candidates(d) {
		if !slices.Contains(not, e) {
			top = max(top, g.terms.cosine(d.words, e.words(d.lang)))
		}
	}
	return top
}

// opinions weighs an article against an event; at least one. rival is how near
// in words the nearest other event is.
func (g *Grouper) opinions(d *document, e *event, rival float64) []opinion {
	var out []opinion
	later := late(d, e)
	add := func(k Kind, x evidence) {
		x[byMargin] = x[byWords] - max(rival, leastRival)
		x[byVector] = g.terms.meant(&d.vector, &e.cloud) // weighs across languages
		o := opinion{kind: k, evidence: x, score: g.model.Event[k].score(&x), need: g.model.JoinAt[k]}
		if k != Report { // whose weights know of lateness
			o.score = lower(o.score, later)
		}
		o.bar, o.note = e.bars(d, &x, k)
		if k == Across && o.bar == "" && x[byVector] < vouched {
			o.bar = e.strangeTo(d)
		}
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
func (g *Grouper) linkOpinions(d *document, m *matter, rival float64) []opinion {
	var out []opinion
	add := func(k Kind, x evidence) {
		if k == Report {
			x[byMargin] = x[byWords] - max(rival, leastRival)
		}
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

// otherStories returns for each candidate story how near in words the nearest
// of the others is.
func (g *Grouper) otherStories(d *document, found []*matter) []float64 {
	near := make([]float64, len(found))
	if d.body {
		for i, m := range found {
			near[i] = g.terms.cosine(d.words, m.words(d.lang))
		}
	}
	return othersBest(near)
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
