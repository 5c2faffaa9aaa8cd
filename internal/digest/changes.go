package digest

import (
	"slices"
	"time"

	"kiku/internal/article"
)

const (
	// maxChanges bounds what is told as new, and maxPrintedFixes how many of it
	// are corrections.
	maxChanges      = 6
	maxPrintedFixes = 3
	// maxLog bounds the editions that a digest remembers: what a reader who
	// comes back after weeks is told of, and what a feed holds.
	maxLog = 40
)

// read are the texts that the digest knows, by article.
func (c *composer) read() map[article.ID]string {
	out := map[article.ID]string{}
	for _, e := range c.in.Story.Events {
		for _, m := range e.Articles {
			if a, ok := c.in.Articles[m.Article]; ok {
				out[m.Article] = a.Fingerprint()
			}
		}
	}
	return out
}

// whatIsNew compares a digest with the edition before; a first edition with what
// was known a day before its newest report. An edition that is only worded
// otherwise goes on telling what the one before it told as new.
func (c *composer) whatIsNew(d *Digest) {
	since := d.AsOf.Add(-day)
	prev := c.in.Previous
	if prev == nil {
		if !d.Since.After(since) {
			d.New, d.NewSince = c.printed(d, Compare(until(*d, since), *d)), since
		} else {
			d.NewSince = since // everything is new
		}
		d.Log = []Issue{{Edition: d.Edition, At: d.AsOf, Since: d.Since, Headline: d.Headline.Text}}
		return
	}
	d.Log = c.remembered(prev)
	found := c.printed(d, Compare(*prev, *d))
	if len(found) == 0 {
		d.New, d.NewSince = c.stillNew(prev.New), prev.NewSince
		return
	}
	d.New, d.NewSince = found, issuedAt(*prev)
	d.Log = append(d.Log, Issue{Edition: d.Edition, At: issuedAt(*d), Since: d.NewSince, Headline: d.Headline.Text, Changes: bareChanges(found)})
	d.Log = d.Log[max(0, len(d.Log)-maxLog):]
}

// issuedAt is the time of the newest report or correction of an edition.
func issuedAt(d Digest) time.Time {
	at := d.AsOf
	for _, fix := range d.Corrected {
		if fix.When.After(at) {
			at = fix.When
		}
	}
	return at
}

// remembered is the log of the edition before. What it told of a report that
// was withdrawn since loses its words.
func (c *composer) remembered(prev *Digest) []Issue {
	if len(prev.Log) == 0 { // an edition of an early version
		return []Issue{{Edition: prev.Edition, At: prev.AsOf, Since: prev.NewSince, Headline: prev.Headline.Text}}
	}
	gone := map[article.ID]bool{}
	for _, w := range c.in.Withdrawn {
		gone[w.Article.ID] = true
	}
	out := slices.Clone(prev.Log)
	for i := range out {
		out[i].Changes = slices.Clone(out[i].Changes)
		for j, ch := range out[i].Changes {
			if ch.What != NewWithdrawn && slices.ContainsFunc(ch.From, func(id article.ID) bool { return gone[id] }) {
				out[i].Changes[j] = Change{ID: ch.ID, What: ch.What, Event: ch.Event, Dispute: ch.Dispute, Page: ch.Page, From: ch.From}
			}
		}
	}
	return out
}

// bareChanges keeps the words of changes without their citations.
func bareChanges(changes []Change) []Change {
	out := slices.Clone(changes)
	for i, ch := range out {
		out[i].Line = Line{Kind: ch.Line.Kind, Text: ch.Line.Text, Lang: ch.Line.Lang}
	}
	return out
}

// printed makes the line of each change; those that cannot be said are left out.
func (c *composer) printed(d *Digest, changes []Change) []Change {
	var out []Change
	fixes := 0
	for _, ch := range changes {
		fixed := ch.What == NewCorrection || ch.What == NewWithdrawn
		if len(out) == maxChanges || fixed && fixes == maxPrintedFixes {
			continue
		}
		shown := ch.Line
		ch.Line = c.tells(d, ch)
		// A withdrawn report has no sentence left that a line could stand on: the
		// page says it in its own words.
		if ch.Line.IsZero() && ch.What != NewWithdrawn && !(ch.What == NewSettled && shown.IsZero()) {
			continue
		}
		if fixed {
			fixes++
		}
		out = append(out, ch)
	}
	return out
}

// tells is the line that tells a change.
func (c *composer) tells(d *Digest, ch Change) Line {
	shown := ch.Line
	if shown.IsZero() {
		if r := c.byID[first(ch.From)]; r != nil && ch.What == NewCorrection {
			return c.frame("new.correction", map[string]string{"publisher": ch.Who}, c.cite(r.reading, r.text.Title, nil))
		}
		return Line{}
	}
	switch ch.What {
	case NewFigure, NewDispute, NewSettled:
		for _, diff := range d.Disputes {
			if diff.ID == ch.Dispute {
				return c.moved(diff)
			}
		}
	case NewPosition:
		return c.frame("new.position", map[string]string{"actor": ch.Who, "issue": ch.About}, shown.Cites...)
	case NewCorrection:
		if r := c.byID[first(ch.From)]; r != nil {
			return c.frame("new.correction", map[string]string{"publisher": ch.Who}, c.cite(r.reading, r.text.Title, nil))
		}
		return Line{}
	}
	return c.again(shown)
}

func first(ids []article.ID) article.ID {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// stillNew are the changes told before whose lines can be printed still.
func (c *composer) stillNew(before []Change) []Change {
	var out []Change
	for _, ch := range before {
		if !ch.Line.IsZero() {
			if ch.Line = c.again(ch.Line); ch.Line.IsZero() {
				continue
			}
		}
		out = append(out, ch)
	}
	return out
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
	if differenceName(diff.Kind) == NewDispute {
		return c.frame("new.dispute", values, cites...)
	}
	return c.frame("new.figure", values, cites...)
}
