package digest

import (
	"regexp"
	"slices"
	"sort"

	"kiku/internal/claim"
)

// point is a sentence that may be a point of its report's card.
type point struct {
	candidate
	worth float64
	bound bool // it is understood only right after the sentence before it
	line  Line
	made  bool
}

// Bounds of the search for a card's points.
const (
	mostPoints  = 10   // sentences of a report that are compared
	unlikely    = -1.2 // from which logit on a sentence that cannot stand alone is looked at
	forAnswer   = 1.5  // what the sentence that answers the section's question gains
	forTemplate = 1.0  // what a sentence loses that its publisher prints in other reports too
	longPointJa = 150  // runes
	longPointEn = 44   // words
)

// cardPoints are the sentences that tell what a report is about, in its order: of
// all threes that a reader of the card's title can follow and that the body has not
// told, the one that tells most. A sentence that leans on the one before it is taken
// only with it.
func (c *composer) cardPoints(r *report, title Line, answer claim.Ref) []choice {
	pool := c.pointsOf(r, answer)
	for len(pool) > 0 {
		best := c.bestPoints(pool, title)
		if best == nil {
			return nil
		}
		var chosen []choice
		var bad *point
		for _, p := range best {
			if !p.made {
				p.line, p.made = c.pointLine(p), true
			}
			if p.line.IsZero() {
				bad = p
				break
			}
			chosen = append(chosen, choice{p.candidate, p.line})
		}
		if bad == nil {
			at := &setting{}
			at.told(title.Text, candidate{})
			for i, ch := range chosen {
				if !at.gives(ch.candidate) {
					bad = best[i] // its line leaves out what the next one needs
					break
				}
				at.told(ch.line.Text, ch.candidate)
			}
		}
		if bad == nil {
			return chosen
		}
		pool = slices.DeleteFunc(pool, func(p *point) bool { return p == bad })
	}
	return nil
}

// tellingOf is how well each sentence of a report tells what it is about; see gistOf.
func (c *composer) tellingOf(r *report) []float64 {
	if r.telling == nil {
		r.telling = gistOf(r.reading, c.gist)
	}
	return r.telling
}

// pointsOf are the sentences of a report that may be its points, the most telling
// first.
func (c *composer) pointsOf(r *report, answer claim.Ref) []*point {
	tells := c.tellingOf(r)
	alone := map[int]candidate{}
	for _, cand := range r.candidates {
		alone[cand.index] = cand
	}
	var out []*point
	for i, s := range r.text.Sentences {
		cand, ok := alone[i]
		bound := false
		if !ok {
			if tells[i] < unlikely {
				continue
			}
			cand = candidate{report: r, index: i, words: contentWords(s), leans: leansOf(s, c.lang)}
		}
		if bound = !ok || c.lang == "ja" && thisStart.MatchString(s.Text); bound && !c.continues(r, i) {
			continue
		}
		if c.used[cand.ref()] || !c.lenient && c.pointTold(cand) {
			continue
		}
		p := &point{candidate: cand, bound: bound && i > 0, worth: tells[i] - c.worn(cand)}
		if cand.ref() == answer {
			p.worth += forAnswer
		}
		if cand.template() {
			p.worth -= forTemplate
		}
		out = append(out, p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].worth > out[j].worth })
	return out[:min(mostPoints, len(out))]
}

// Of two points that may tell the same, those are one that surely do, and those that
// have half of their words in common besides: what follows from a happening names it
// again.
const (
	surelyTold = 0.6
	halfTold   = 0.5
)

// pointTold reports whether the body has told what a sentence tells.
func (c *composer) pointTold(cand candidate) bool {
	sure := c.retold(cand)
	if sure <= RetoldAt || c.newFigure(cand) {
		return false
	}
	return sure > surelyTold || slices.ContainsFunc(c.said, func(words map[string]bool) bool { return overlap(words, cand.words) > halfTold })
}

// newFigure reports whether a sentence prints a figure for something that the body
// has not printed: a toll that rose is no repetition.
func (c *composer) newFigure(cand candidate) bool {
	for _, q := range cand.report.quantities[cand.index] {
		if q.Measure != "" && !q.Figure.Ordinal && !c.facts[quantityFact(q)] {
			return true
		}
	}
	return false
}

// thisStart matches a Japanese sentence whose first word points to the one before.
var thisStart = regexp.MustCompile(`^(?:この|これ|こうした|そんな|同)`)

// continues reports whether a sentence may be printed right after the one before
// it, the first right after the title.
func (c *composer) continues(r *report, i int) bool {
	s := r.text.Sentences[i]
	if i == 0 && pointingJa.MatchString(conjunctionJa.ReplaceAllString(s.Text, "")) {
		return false
	}
	return (i == 0 || s.Paragraph <= r.text.Sentences[i-1].Paragraph+1) && follows(r.reading, s, c.lang)
}

// bestPoints are the three points, or as many as there are, that together tell
// most, in their report's order.
func (c *composer) bestPoints(pool []*point, title Line) []*point {
	pool = append([]*point(nil), pool...)
	sort.SliceStable(pool, func(i, j int) bool { return pool[i].index < pool[j].index })
	alike := c.alikeAmong(pool)
	for n := min(cardPoints, len(pool)); n > 0; n-- {
		var best []*point
		most := 0.0
		eachChoice(len(pool), n, func(at []int) {
			sum := 0.0
			for _, i := range at {
				sum += pool[i].worth
			}
			if best != nil && sum <= most {
				return
			}
			set := make([]*point, 0, n)
			for _, i := range at {
				set = append(set, pool[i])
			}
			if !anyTwo(at, alike) && canFollow(set, title) {
				best, most = set, sum
			}
		})
		if best != nil {
			return best
		}
	}
	return nil
}

// eachChoice calls f with every choice of k of the numbers 0..n-1, ascending.
func eachChoice(n, k int, f func([]int)) {
	at := make([]int, k)
	var next func(depth, from int)
	next = func(depth, from int) {
		if depth == k {
			f(at)
			return
		}
		for i := from; i < n; i++ {
			at[depth] = i
			next(depth+1, i+1)
		}
	}
	next(0, 0)
}

// alikeAmong tells of each two points whether they tell the same.
func (c *composer) alikeAmong(pool []*point) [][]bool {
	out := make([][]bool, len(pool))
	for i, p := range pool {
		out[i] = make([]bool, len(pool))
		for j, o := range pool[:i] {
			out[i][j] = Retells(c.fact(p.candidate).Compare(c.fact(o.candidate)))
		}
	}
	return out
}

// anyTwo reports whether two of the chosen are alike; they ascend.
func anyTwo(at []int, alike [][]bool) bool {
	for n, i := range at {
		for _, j := range at[:n] {
			if alike[i][j] {
				return true
			}
		}
	}
	return false
}

// canFollow reports whether a reader who knows a card's title can follow points in
// their order.
func canFollow(points []*point, title Line) bool {
	for i, p := range points {
		if p.bound && (i == 0 || points[i-1].index != p.index-1) {
			return false
		}
	}
	at := &setting{}
	at.told(title.Text, candidate{})
	for _, p := range points {
		if !at.gives(p.candidate) {
			return false
		}
		at.told(p.sentence().Text, p.candidate)
	}
	return true
}

// pointLine prints a point; a sentence that follows its predecessor stays whole.
func (c *composer) pointLine(p *point) Line {
	if p.bound {
		return c.partLine(p.report.reading, p.sentence(), p.sentence().Text, "")
	}
	most := longPointEn
	if c.lang == "ja" {
		most = longPointJa
	}
	return c.candidateLine(p.candidate, most)
}
