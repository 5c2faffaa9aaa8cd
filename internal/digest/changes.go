package digest

import (
	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// maxChanges bounds what is told as new.
const maxChanges = 6

// changes tells what is new since the edition before, in a reader's terms: a
// new event, a figure that moved, a position that changed, a report that was
// corrected. Nothing for a first edition.
func (c *composer) changes(d Digest) []Change {
	prev := c.in.Previous
	if prev == nil {
		return nil
	}
	var out []Change
	add := func(what string, l Line) {
		if !l.IsZero() && len(out) < maxChanges {
			out = append(out, Change{What: what, Line: l})
		}
	}
	known := map[string]bool{}
	for _, m := range prev.Timeline {
		known["event "+string(m.Event)] = true
	}
	for _, diff := range prev.Disputes {
		known["dispute "+diff.ID] = true
	}
	for _, h := range prev.Ledger {
		for _, p := range h.Positions {
			known["position "+h.Actor+h.Issue+string(p.Stance)] = true
		}
	}
	for _, fix := range prev.Corrected {
		known["correction "+string(fix.Article)+fix.Was] = true
	}
	for i := len(d.Timeline) - 1; i >= 0; i-- {
		m := d.Timeline[i]
		if m.Event != "" && !known["event "+string(m.Event)] {
			add("event", c.again(m.Line))
		}
	}
	for _, diff := range d.Disputes {
		if !known["dispute "+diff.ID] {
			add(differenceName(diff.Kind), c.moved(diff))
		}
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if p.Changed && !known["position "+h.Actor+h.Issue+string(p.Stance)] {
				add("position", c.frame("new.position", map[string]string{"actor": h.Actor, "issue": h.Issue}, p.Line.Cites...))
			}
		}
	}
	for _, fix := range d.Corrected {
		if r := c.byID[fix.Article]; r != nil && !known["correction "+string(fix.Article)+fix.Was] {
			add("correction", c.frame("new.correction", map[string]string{"publisher": fix.Publisher}, c.cite(r.reading, r.text.Title, nil)))
		}
	}
	return out
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
	values := map[string]string{"about": diff.About.Text, "figure": diff.Value[0], "figure2": diff.Value[1]}
	cites := append([]Citation{diff.Sides[0].Cites[0], diff.Sides[1].Cites[0]}, diff.About.Cites...)
	return c.frame("new.figure", values, cites...)
}

// readRevision cuts an older text into sentences.
func readRevision(a article.Article, rev article.Revision) text.Text {
	return revisionReader.Read(a.Lang, rev.Title, rev.Paragraphs, a.Published)
}

var revisionReader = language.NewReader()
