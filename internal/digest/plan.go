package digest

import (
	"sort"

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
	phase   int       // 0 for the event itself, 1.. for further reports on it
}

// candidates are those of all the chapter's reports.
func (ch chapter) candidates() []candidate {
	var out []candidate
	for _, r := range ch.reports {
		out = append(out, r.candidates...)
	}
	return out
}

// plan chooses the sections: the newest weighty event first, then how it came
// to this in order of time. An event that many report gets further sections
// for the reports that its first could not hold.
func (c *composer) plan() []chapter {
	var all []chapter
	for i, e := range c.in.Story.Events {
		reports := c.central(i)
		for phase := 0; len(reports) > 0 && phase < 3; phase++ {
			n := min(maxCards, len(reports))
			all = append(all, chapter{event: e, index: i, reports: reports[:n], phase: phase})
			reports = reports[n:]
		}
		if len(reports) > 0 && len(all) > 0 {
			last := &all[len(all)-1]
			last.reports = append(last.reports, reports...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return arrange(keepWeightiest(all))
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
// first sections before further ones, broad events before narrow, new before old.
func keepWeightiest(all []chapter) []chapter {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
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

// arrange puts the newest weighty event first and the others after it in order
// of time; the phases of one event stay together.
func arrange(all []chapter) []chapter {
	lead := all[0].event
	for _, ch := range all {
		if newer(ch.event, lead) {
			lead = ch.event
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if (a.event.ID == lead.ID) != (b.event.ID == lead.ID) {
			return a.event.ID == lead.ID
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
