package digest

import (
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// maxChanges bounds what is told as new.
const maxChanges = 6

// known is what a reader has been told already.
type known struct {
	events      map[story.EventID]bool
	disputes    map[string]bool
	positions   map[string]bool
	corrections map[string]bool
}

func heldKey(h Holding, p HeldPosition) string {
	return h.Actor + "\x00" + h.Issue + "\x00" + string(p.Stance)
}

func fixKey(fix Correction) string { return string(fix.Article) + "\x00" + fix.Was }

// toldBefore is what an earlier edition has told.
func toldBefore(d Digest) known {
	return toldBy(d, func(time.Time) bool { return true })
}

// toldBy is what of a digest was there at a time, by the times of its reports.
func toldBy(d Digest, was func(time.Time) bool) known {
	k := known{map[story.EventID]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, m := range d.Timeline {
		k.events[m.Event] = was(m.Date)
	}
	for _, diff := range d.Disputes {
		k.disputes[diff.ID] = was(diff.Sides[len(diff.Sides)-1].Cites[0].Published)
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			k.positions[heldKey(h, p)] = was(p.Date)
		}
	}
	for _, fix := range d.Corrected {
		k.corrections[fixKey(fix)] = was(fix.When)
	}
	return k
}

// changes tells what is new in a reader's terms: a new event, a figure that
// moved, a position that changed, a report that was corrected. It compares
// with the edition before; a first edition with what was known a day before
// its newest report. The time compared with is returned.
func (c *composer) changes(d Digest) ([]Change, time.Time) {
	since := d.AsOf.Add(-day)
	k := toldBy(d, func(t time.Time) bool { return !t.After(since) })
	if c.in.Previous != nil {
		since, k = c.in.Previous.AsOf, toldBefore(*c.in.Previous)
	} else if d.Since.After(since) {
		return nil, since // everything is new
	}
	var out []Change
	add := func(what string, l Line) {
		if !l.IsZero() && len(out) < maxChanges {
			out = append(out, Change{What: what, Line: l})
		}
	}
	for i := len(d.Timeline) - 1; i >= 0; i-- {
		if m := d.Timeline[i]; m.Event != "" && !k.events[m.Event] {
			add("event", c.again(m.Line))
		}
	}
	for _, diff := range d.Disputes {
		if !k.disputes[diff.ID] {
			add(differenceName(diff.Kind), c.moved(diff))
		}
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if p.Changed && !k.positions[heldKey(h, p)] {
				add("position", c.frame("new.position", map[string]string{"actor": h.Actor, "issue": h.Issue}, p.Line.Cites...))
			}
		}
	}
	for _, fix := range d.Corrected {
		if r := c.byID[fix.Article]; r != nil && !k.corrections[fixKey(fix)] {
			add("correction", c.frame("new.correction", map[string]string{"publisher": fix.Publisher}, c.cite(r.reading, r.text.Title, nil)))
		}
	}
	return out, since
}

func differenceName(k claim.Kind) string {
	if k == claim.Update {
		return "figure"
	}
	return "dispute"
}

// again prints a line a second time, with an ID of its own.
func (c *composer) again(l Line) Line {
	l.ID = ""
	return c.line(l)
}

func (c *composer) moved(diff Difference) Line {
	if len(diff.Sides) != 2 {
		return Line{}
	}
	values, cites := diff.slots()
	if diff.Kind == claim.Conflict {
		return c.frame("new.dispute", values, cites...)
	}
	return c.frame("new.figure", values, cites...)
}

// readRevision cuts an older text into sentences.
func readRevision(a article.Article, rev article.Revision) text.Text {
	return surface.Read(a.Lang, rev.Title, rev.Paragraphs, a.Published)
}
