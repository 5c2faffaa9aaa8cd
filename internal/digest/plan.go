package digest

import (
	"math"
	"sort"
	"time"

	"kiku/internal/story"
)

// Bounds of a digest.
const (
	maxSections     = 9 // three pages of three
	sectionsPerPage = 3
	maxCards        = 3
)

// chapter is what a section will be made from: reports of one event.
type chapter struct {
	event   story.Event
	index   int       // of the event in the story
	reports []*report // at most maxCards lead; the rest feed the narrative
	phase   int       // 0 for the event itself, 1.. for its other sides
	kind    SectionKind
}

// candidates are those of all the chapter's reports.
func (ch chapter) candidates() []candidate {
	var out []candidate
	for _, r := range ch.reports {
		out = append(out, r.candidates...)
	}
	return out
}

// plan chooses the sections: the newest weighty event first and what it came
// from, so that the first page can be understood alone; its other sides; the
// earlier events in order of time; what others say of it.
func (c *composer) plan() []chapter {
	lead, ok := c.leadEvent()
	if !ok {
		return nil
	}
	for _, r := range c.eventReports(lead) {
		r.candidates = c.current(r.candidates)
	}
	var all []chapter
	for i, e := range c.in.Story.Events {
		for phase, side := range c.sides(i, i == lead) {
			all = append(all, chapter{event: e, index: i, reports: side.reports, phase: phase, kind: c.kindOf(i, lead, phase, side)})
		}
	}
	return arrange(begin(keepWeightiest(c.withoutRepeats(all), lead), lead), lead)
}

// leadHalf is how long it takes until an event must be reported twice as broadly
// to lead; read off a day of reports, in which the last of thirty events, told by
// one publisher in the evening, is not what the story has come to.
const leadHalf = 20 * time.Hour

// alone is taken from an event's publishers: what a single one tells in the evening
// does not lead before what several told the day before.
const alone = 0.3

// leadEvent is the newest weighty event that can be told.
func (c *composer) leadEvent() (int, bool) {
	best, bestWeight := -1, 0.0
	for i, e := range c.in.Story.Events {
		if len(c.central(i)) == 0 {
			continue
		}
		age := c.in.Story.Last.Sub(e.Last)
		weight := (float64(e.Independent()) - alone) * math.Exp2(-age.Hours()/leadHalf.Hours())
		if best < 0 || weight > bestWeight || weight == bestWeight && newer(e, c.in.Story.Events[best]) {
			best, bestWeight = i, weight
		}
	}
	return best, best >= 0
}

// kindOf says what a side of an event is for.
func (c *composer) kindOf(event, lead, phase int, s side) SectionKind {
	first := c.in.Story.Events[event].First
	switch {
	case event == lead && phase == 0:
		return Newest
	case event == lead && s.reacts:
		return Reaction
	case event == lead:
		return Aspect
	case s.reacts && first.After(c.in.Story.Events[lead].First):
		return Reaction
	}
	return Way
}

// central orders an event's reports with printable sentences by how much of
// the event they hold.
func (c *composer) central(event int) []*report {
	var out []*report
	worth := map[*report]float64{}
	for _, r := range c.reports {
		if r.event != event || len(r.candidates) < 2 {
			continue
		}
		best := topScores(r.candidates, 3)
		out = append(out, r)
		worth[r] = best
	}
	sort.SliceStable(out, func(i, j int) bool {
		if worth[out[i]] != worth[out[j]] {
			return worth[out[i]] > worth[out[j]]
		}
		return before(out[i], out[j])
	})
	return spread(out)
}

// spread puts reports of publishers not seen yet first, keeping order otherwise.
func spread(reports []*report) []*report {
	var first, rest []*report
	seen := map[string]bool{}
	for _, r := range reports {
		if seen[r.article.Publisher] {
			rest = append(rest, r)
			continue
		}
		seen[r.article.Publisher] = true
		first = append(first, r)
	}
	return append(first, rest...)
}

func topScores(cands []candidate, n int) float64 {
	scores := make([]float64, 0, len(cands))
	for _, c := range cands {
		scores = append(scores, c.score)
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(scores)))
	sum := 0.0
	for i := 0; i < n && i < len(scores); i++ {
		sum += scores[i]
	}
	return sum / float64(n)
}

// keepWeightiest keeps the chapters that matter most when there are too many:
// the lead first, first sections before further ones, broad events before narrow,
// new before old.
func keepWeightiest(all []chapter, lead int) []chapter {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if x, y := a.kind == Newest, b.kind == Newest; x != y {
			return x
		}
		if a.phase != b.phase {
			return a.phase < b.phase
		}
		if x, y := a.event.Independent(), b.event.Independent(); x != y {
			return x > y
		}
		if !a.event.Last.Equal(b.event.Last) {
			return a.event.Last.After(b.event.Last)
		}
		return a.event.ID < b.event.ID
	})
	if len(all) > maxSections {
		all = all[:maxSections]
	}
	return all
}

// begin marks the event that a newcomer needs first: the earliest that several
// publishers report, or the earliest of all, if it lies before the lead.
func begin(all []chapter, lead int) []chapter {
	best := -1
	for i, ch := range all {
		if ch.kind != Way || ch.phase > 0 || !ch.event.First.Before(all[0].event.First) {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		have := all[best].event
		broad, wide := min(2, ch.event.Independent()), min(2, have.Independent())
		if broad > wide || broad == wide && ch.event.First.Before(have.First) {
			best = i
		}
	}
	if best >= 0 {
		all[best].kind = Beginning
	}
	return all
}

// arrange puts the lead first, then the beginning, the lead's other sides, the
// way from the one to the other in order of time, and what others say last.
func arrange(all []chapter, lead int) []chapter {
	rank := map[SectionKind]int{Newest: 0, Beginning: 1, Aspect: 2, Way: 3, Reaction: 4}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if rank[a.kind] != rank[b.kind] {
			return rank[a.kind] < rank[b.kind]
		}
		if a.event.ID != b.event.ID {
			if !a.event.First.Equal(b.event.First) {
				return a.event.First.Before(b.event.First)
			}
			return a.event.ID < b.event.ID
		}
		return a.phase < b.phase
	})
	return all
}

// newer compares events by the day of their last report, then by breadth.
func newer(a, b story.Event) bool {
	da, db := a.Last.UTC().Truncate(day), b.Last.UTC().Truncate(day)
	if !da.Equal(db) {
		return da.After(db)
	}
	if x, y := a.Independent(), b.Independent(); x != y {
		return x > y
	}
	return a.Last.After(b.Last)
}
