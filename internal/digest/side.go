package digest

import (
	"math"
	"sort"

	"kiku/internal/claim"
)

// side is one side of an event: reports that tell it, those with cards first.
type side struct {
	reports []*report
	reacts  bool // mostly what others say of it
}

// maxSides bounds the sections of one event.
const maxSides = 3

// sides divides the reports of an event by what they tell. The first side holds
// its most central reports. A report that adds little to them only feeds the
// narrative; of the others, those alike stand together, what people say apart from
// what happened.
func (c *composer) sides(event int, lead bool) []side {
	reports := c.onEvent(event, c.central(event))
	if len(reports) == 0 {
		return nil
	}
	first := side{reports: reports[:min(maxCards, len(reports))]}
	first.reacts = c.mostlySaid(first.reports)
	var plain, said, tail []*report
	for _, r := range reports[len(first.reports):] {
		switch {
		case c.news(r, first.reports) < enoughNews || c.headsAlike(r, first.reports):
			tail = append(tail, r)
		case c.saying(r):
			said = append(said, r)
		default:
			plain = append(plain, r)
		}
	}
	first.reports = append(append([]*report(nil), first.reports...), tail...)
	out := []side{first}
	like := c.likeness(reports)
	for _, group := range []side{{plain, false}, {said, true}} {
		left := group.reports
		for len(left) > 0 && len(out) < maxSides {
			if !group.reacts && len(said) > 0 && len(out) == maxSides-1 {
				break // one of the sections is for what people say
			}
			next := closest(left, like)
			out = append(out, side{next, group.reacts})
			left = butFor(left, next)
		}
	}
	return out
}

// Bounds of sides, set by reading the sample newsroom and a day of reports.
const (
	enoughAlike = 0.1  // of two reports in one section beside the first
	someNews    = 0.34 // the same of a whole chapter, beside all weightier ones
	enoughNews  = 0.4  // share of a report's best sentences that nobody has told
	alreadyTold = 0.45 // words in common with one earlier sentence: told
	bestOf      = 6    // sentences by which a report is judged
	onTitle     = 0.1  // share of an event's words in the title of one of its cards
	sameTitle   = 0.6  // telling words of the shorter of two titles that the other has: the same news
	saidShare   = 0.6  // sentences with a speaker, of a report of what people say
)

// onEvent leaves out reports whose title shares next to nothing with the event,
// where others tell it.
func (c *composer) onEvent(event int, reports []*report) []*report {
	var out []*report
	for _, r := range reports {
		if len(reports) < 3 || c.profiles[event].relevance(contentWords(r.text.Title)) >= onTitle {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return reports
	}
	return out
}

// headsAlike reports whether a title says what one of the other reports' titles says,
// in nearly all of its telling words: a section under it would be the same news once
// more, whatever else the report holds.
func (c *composer) headsAlike(r *report, others []*report) bool {
	mine := tellingWords(r.text.Title)
	for _, o := range others {
		theirs := tellingWords(o.text.Title)
		if n := overlapCount(mine, theirs); n >= wordsExpected && float64(n) >= sameTitle*float64(min(len(mine), len(theirs))) {
			return true
		}
	}
	return false
}

// best are a report's most telling candidates.
func best(r *report) []candidate {
	out := append([]candidate(nil), r.candidates...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	return out[:min(bestOf, len(out))]
}

// news is the share of a report's best sentences that none of the others tell.
func (c *composer) news(r *report, others []*report) float64 {
	cands := best(r)
	fresh := 0
	for _, cand := range cands {
		if !toldIn(cand, others) {
			fresh++
		}
	}
	return float64(fresh) / float64(max(1, len(cands)))
}

func toldIn(cand candidate, others []*report) bool {
	for _, o := range others {
		if o == cand.report {
			continue
		}
		for _, have := range o.candidates {
			if n := overlapCount(have.words, cand.words); n >= wordsExpected && float64(n) > alreadyTold*float64(min(len(have.words), len(cand.words))) {
				return true
			}
		}
	}
	return false
}

// saying reports whether a report is mostly what people say.
func (c *composer) saying(r *report) bool {
	n, of := 0, 0
	for _, cand := range r.candidates {
		if of == 2*bestOf {
			break
		}
		of++
		for _, st := range cand.statements() {
			if !st.Hearsay && st.Stance != claim.Announce {
				n++
				break
			}
		}
	}
	return of > 0 && float64(n) >= saidShare*float64(of)
}

func (c *composer) mostlySaid(reports []*report) bool {
	n := 0
	for _, r := range reports {
		if c.saying(r) {
			n++
		}
	}
	return 2*n > len(reports)
}

// likeness compares reports by their words, weighed by how few of the reports
// have them (Spärck Jones 1972): 0..1.
func (c *composer) likeness(reports []*report) func(a, b *report) float64 {
	seen := map[string]int{}
	words := map[*report]map[string]bool{}
	for _, r := range reports {
		set := map[string]bool{}
		for _, cand := range r.candidates {
			for w := range cand.words {
				set[w] = true
			}
		}
		for w := range set {
			seen[w]++
		}
		words[r] = set
	}
	// Weights are rounded so that sums do not depend on their order.
	weight := func(w string) float64 {
		return math.Round(64 * math.Log2(float64(len(reports))/float64(seen[w])))
	}
	norm := map[*report]float64{}
	for _, r := range reports {
		for w := range words[r] {
			norm[r] += weight(w) * weight(w)
		}
	}
	return func(a, b *report) float64 {
		dot := 0.0
		for w := range words[a] {
			if words[b][w] {
				dot += weight(w) * weight(w)
			}
		}
		if dot == 0 {
			return 0
		}
		return dot / math.Sqrt(norm[a]*norm[b])
	}
}

// closest takes the first report and up to two that are like it.
func closest(reports []*report, like func(a, b *report) float64) []*report {
	rest := append([]*report(nil), reports[1:]...)
	sort.SliceStable(rest, func(i, j int) bool { return like(reports[0], rest[i]) > like(reports[0], rest[j]) })
	out := reports[:1:1]
	for _, r := range rest[:min(maxCards-1, len(rest))] {
		if like(reports[0], r) >= enoughAlike {
			out = append(out, r)
		}
	}
	return out
}

func butFor(reports, some []*report) []*report {
	gone := map[*report]bool{}
	for _, r := range some {
		gone[r] = true
	}
	var out []*report
	for _, r := range reports {
		if !gone[r] {
			out = append(out, r)
		}
	}
	return out
}

// withoutRepeats leaves out chapters of which the weightier ones have told the
// most, and joins two events whose reports open with the same happening: what two
// groups of reports tell is told once.
func (c *composer) withoutRepeats(all []chapter) []chapter {
	order := append([]chapter(nil), all...)
	sort.SliceStable(order, func(i, j int) bool {
		a, b := order[i], order[j]
		if x, y := a.kind == Newest, b.kind == Newest; x != y {
			return x
		}
		if a.phase != b.phase {
			return a.phase < b.phase
		}
		return a.event.Independent() > b.event.Independent()
	})
	var kept []chapter
	var told []*report
	for _, ch := range order {
		cards := ch.reports[:min(maxCards, len(ch.reports))]
		if twin := c.twin(ch, kept); twin >= 0 {
			kept[twin].reports = append(append([]*report(nil), kept[twin].reports...), ch.reports...)
			continue
		}
		sum := 0.0
		for _, r := range cards {
			sum += c.news(r, told)
		}
		if len(told) > 0 && sum < someNews*float64(len(cards)) {
			continue
		}
		kept = append(kept, ch)
		told = append(told, cards...)
	}
	return kept
}

// opens is how many sentences of a report may tell its happening.
const opens = 2

// twin is the chapter whose reports open with what most of a chapter's first
// reports open with; -1 for none. Sides of one event are not compared: they share
// their happening and differ in what else they tell.
func (c *composer) twin(ch chapter, kept []chapter) int {
	if ch.phase > 0 {
		return -1
	}
	cards := ch.reports[:min(maxCards, len(ch.reports))]
	for i, k := range kept {
		if k.phase > 0 || k.index == ch.index {
			continue
		}
		same := 0
		for _, r := range cards {
			if c.opensAlike(r, k.reports[:min(maxCards, len(k.reports))]) {
				same++
			}
		}
		if 2*same > len(cards) {
			return i
		}
	}
	return -1
}

// opensAlike reports whether one of the others begins with what a report begins
// with, on the same days. Two blows on one day have much in common: that they tell
// the same must be plain by their words as well.
func (c *composer) opensAlike(r *report, others []*report) bool {
	for _, cand := range r.candidates {
		if cand.index >= opens {
			break
		}
		for _, o := range others {
			if d := o.article.Published.Sub(r.article.Published); d > stillNew || d < -stillNew {
				continue
			}
			for _, have := range o.candidates {
				if have.index >= opens {
					break
				}
				if overlap(cand.words, have.words) > repetition && Retells(c.fact(cand).Compare(c.fact(have))) {
					return true
				}
			}
		}
	}
	return false
}
