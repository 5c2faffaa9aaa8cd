package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/story"
)

// Compare tells how an edition differs from an earlier one of the same story in
// the same language, in a reader's terms: corrections first, then events (the
// newest first), later reports of known events, figures, disputes, positions,
// pages. Other words for the same
// matter, another order, a sentence chosen instead of another are no difference:
// what is told as new stands on a report, or on a text of a report, that the
// older edition did not know. Each Change points to the line of the newer
// edition that shows it, which is its Line too.
func Compare(older, newer Digest) []Change {
	c := comparison{older: &older, newer: &newer}
	c.corrections()
	c.events()
	c.reports()
	c.differences()
	c.positions()
	c.settled()
	c.pages()
	return c.out
}

// comparison is two editions side by side.
type comparison struct {
	older, newer *Digest
	out          []Change
}

// add takes a change in; key is what makes it the same change in every edition.
func (c *comparison) add(ch Change, l Line, key ...string) {
	sum := sha256.Sum256([]byte(ch.What + "\x00" + strings.Join(key, "\x00")))
	ch.ID, ch.Line, ch.On = "c"+hex.EncodeToString(sum[:4]), l, l.ID
	for _, cite := range l.Cites {
		ch.From = appendID(ch.From, cite.Ref.Article)
	}
	if !slices.ContainsFunc(c.out, func(o Change) bool { return o.ID == ch.ID }) {
		c.out = append(c.out, ch)
	}
}

func appendID(list []article.ID, id article.ID) []article.ID {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}

// fresh reports whether one of the lines stands on a text that the older edition
// did not know. Editions of an early version do not say what they knew: there
// everything may be new.
func (c *comparison) fresh(lines ...Line) bool {
	if c.older.Read == nil {
		return true
	}
	for _, l := range lines {
		for _, cite := range l.Cites {
			had, known := c.older.Read[cite.Ref.Article]
			if !known || had != c.newer.Read[cite.Ref.Article] {
				return true
			}
		}
	}
	return false
}

// unknown reports whether a line stands on reports that are all new.
func (c *comparison) unknown(l Line) bool {
	for _, cite := range l.Cites {
		if _, known := c.older.Read[cite.Ref.Article]; known {
			return false
		}
	}
	return true
}

func fixKey(fix Correction) string {
	return string(fix.Article) + "\x00" + fix.Reason + "\x00" + same(fix.Was)
}

// newFixes are the corrections that the older edition did not have.
func (c *comparison) newFixes() []Correction {
	had := map[string]bool{}
	for _, fix := range c.older.Corrected {
		had[fixKey(fix)] = true
		fix.Was = "" // as it is when its words may not be repeated any more
		had[fixKey(fix)+fix.When.UTC().String()] = true
	}
	var out []Correction
	for _, fix := range c.newer.Corrected {
		if !had[fixKey(fix)] && !(fix.Was == "" && had[fixKey(fix)+fix.When.UTC().String()]) {
			out = append(out, fix)
		}
	}
	return out
}

func (c *comparison) corrections() {
	for _, fix := range c.newFixes() {
		ch := Change{What: NewCorrection, Who: fix.Publisher, About: fix.Title, Was: fix.Was, Now: fix.Now.Text, From: []article.ID{fix.Article}}
		if fix.Reason == Withdrawn {
			ch.What = NewWithdrawn
		}
		c.add(ch, fix.Now, fixKey(fix))
	}
}

// toldEvents are the events that an edition tells of, on its pages or its timeline.
func toldEvents(d *Digest) map[story.EventID]bool {
	out := map[story.EventID]bool{}
	for _, m := range d.Timeline {
		out[m.Event] = true
	}
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			out[s.Event] = true
		}
	}
	return out
}

func (c *comparison) events() {
	told := toldEvents(c.older)
	for i := len(c.newer.Timeline) - 1; i >= 0; i-- {
		// Events get other names when groups of reports are mended: one whose
		// reports were known is not new.
		if m := c.newer.Timeline[i]; m.Event != "" && !told[m.Event] && c.unknown(m.Line) {
			c.add(Change{What: NewEvent, Event: m.Event}, m.Line, string(m.Event))
		}
	}
}

// later is how long after the older edition's newest report a report of a known
// event must come to be told as new: what comes sooner is mostly the same news in
// another paper.
const later = 6 * time.Hour

// reports tells of the newest report of each event that was told of already,
// where it came hours after all that was known.
func (c *comparison) reports() {
	if c.older.Read == nil {
		return
	}
	told := toldEvents(c.older)
	newest := map[story.EventID]Card{}
	var order []story.EventID
	for _, p := range c.newer.Pages {
		for _, s := range p.Sections {
			for _, card := range s.Cards {
				if _, known := c.older.Read[card.Article]; known || !told[s.Event] || card.Published.Before(c.older.AsOf.Add(later)) {
					continue
				}
				if _, seen := newest[s.Event]; !seen {
					order = append(order, s.Event)
				}
				if card.Published.After(newest[s.Event].Published) {
					newest[s.Event] = card
				}
			}
		}
	}
	for _, e := range order {
		card := newest[e]
		c.add(Change{What: NewReport, Who: card.Publisher}, card.Title, string(card.Article))
	}
}

// differenceKey is the same for the same values of the same measure, whichever
// reports give them.
func differenceKey(d Difference) string {
	key := []string{string(d.Kind)}
	for _, v := range d.Value {
		key = append(key, same(v))
	}
	if d.Kind == claim.Conflict {
		slices.Sort(key[1:])
	}
	return strings.Join(key, "\x00")
}

func (c *comparison) differences() {
	had, id := map[string]bool{}, map[string]bool{}
	for _, d := range c.older.Disputes {
		had[differenceKey(d)], id[d.ID+string(d.Kind)] = true, true
	}
	for _, what := range []string{NewFigure, NewDispute} {
		for _, d := range c.newer.Disputes {
			if differenceName(d.Kind) != what || had[differenceKey(d)] || id[d.ID+string(d.Kind)] && !c.edited(d) || !c.fresh(d.Sides...) {
				continue
			}
			ch := Change{What: what, Dispute: d.ID, About: d.About.Text, Who: strings.Join(publishersOf(d.Sides), ", ")}
			if len(d.Value) == 2 {
				ch.Was, ch.Now = d.Value[0], d.Value[1]
			}
			c.add(ch, d.Sides[len(d.Sides)-1], differenceKey(d), same(d.About.Text))
		}
	}
}

// edited reports whether a dispute that was there stands on a changed text now.
func (c *comparison) edited(d Difference) bool { return c.older.Read != nil && c.fresh(d.Sides...) }

func publishersOf(lines []Line) []string {
	var out []string
	for _, l := range lines {
		for _, cite := range l.Cites {
			out = appendOnce(out, cite.Publisher)
		}
	}
	return out
}

func differenceName(k claim.Kind) string {
	if k == claim.Update {
		return NewFigure
	}
	return NewDispute
}

// positions tells who says something else than before. Who speaks for the first
// time belongs to the event.
func (c *comparison) positions() {
	had := map[string]bool{}
	for _, h := range c.older.Ledger {
		for _, p := range h.Positions {
			had[heldKey(h, p)] = true
		}
	}
	for _, h := range c.newer.Ledger {
		for i, p := range h.Positions {
			if !p.Changed || i == 0 || had[heldKey(h, p)] || !c.fresh(p.Line) {
				continue
			}
			c.add(Change{What: NewPosition, Who: h.Actor, About: h.Issue, Was: string(h.Positions[i-1].Stance), Now: string(p.Stance)},
				p.Line, heldKey(h, p))
		}
	}
}

func heldKey(h Holding, p HeldPosition) string {
	return same(h.Actor) + "\x00" + same(h.Issue) + "\x00" + string(p.Stance)
}

// settled tells of contradictions that are none any more: a publisher of one
// side has come to the other side's value, or its sentence was corrected. One
// that is merely not printed any more is not settled.
func (c *comparison) settled() {
	open := map[string]bool{}
	for _, d := range c.newer.Disputes {
		if d.Kind == claim.Conflict {
			open[differenceKey(d)] = true
		}
	}
	for _, d := range c.older.Disputes {
		if d.Kind != claim.Conflict || len(d.Sides) != 2 || len(d.Value) != 2 || open[differenceKey(d)] {
			continue
		}
		for i := range d.Sides {
			if c.cameRound(d, i) || c.mended(d, i) {
				break
			}
		}
	}
}

// cameRound reports whether the publisher of side i gives the other value now.
func (c *comparison) cameRound(d Difference, i int) bool {
	for _, u := range c.newer.Disputes {
		if u.Kind != claim.Update || len(u.Value) != 2 || !c.fresh(u.Sides[1]) {
			continue
		}
		if same(u.Value[1]) == same(d.Value[1-i]) && same(u.Value[0]) == same(d.Value[i]) && slices.Contains(publishersOf(u.Sides[1:]), publishersOf(d.Sides)[0+min(i, len(publishersOf(d.Sides))-1)]) {
			c.out = slices.DeleteFunc(c.out, func(o Change) bool { return o.What == NewFigure && o.Dispute == u.ID })
			c.add(Change{What: NewSettled, Dispute: u.ID, About: d.About.Text, Was: d.Value[i], Now: d.Value[1-i],
				Who: strings.Join(publishersOf(u.Sides[1:]), ", ")}, u.Sides[1], d.ID, same(d.Value[1-i]))
			return true
		}
	}
	return false
}

// mended reports whether the sentence of side i was corrected or withdrawn.
func (c *comparison) mended(d Difference, i int) bool {
	for _, fix := range c.newFixes() {
		if fix.Article != d.Sides[i].Cites[0].Ref.Article {
			continue
		}
		agrees := !fix.Now.IsZero() && holds(fix.Now.Text, d.Value[1-i])
		lost := fix.Reason == Withdrawn || slices.ContainsFunc(append(fix.More, fix.Was), func(s string) bool { return holds(s, d.Value[i]) })
		if !lost || fix.Reason != Withdrawn && !agrees {
			continue
		}
		c.add(Change{What: NewSettled, Dispute: d.ID, About: d.About.Text, Was: d.Value[i], Now: d.Value[1-i], Who: fix.Publisher,
			From: []article.ID{fix.Article}}, fix.Now, d.ID, same(d.Value[1-i]))
		return true
	}
	return false
}

// pages tells of pages that an event not told of before has added.
func (c *comparison) pages() {
	told := toldEvents(c.older)
	for n := len(c.older.Pages); n > 0 && n < len(c.newer.Pages); n++ {
		if slices.ContainsFunc(c.newer.Pages[n:], func(p Page) bool {
			return slices.ContainsFunc(p.Sections, func(s Section) bool { return told[s.Event] })
		}) && !slices.ContainsFunc(c.out, func(o Change) bool { return o.What == NewEvent }) {
			continue // what was told already is only set otherwise
		}
		c.add(Change{What: NewPage, Page: n + 1}, c.newer.Pages[n].Sections[0].Heading, strconv.Itoa(n+1))
	}
}

// until is what of a digest was there at a time, by the times of its reports:
// what a first edition is compared with.
func until(d Digest, at time.Time) Digest {
	was := func(t time.Time) bool { return !t.After(at) }
	out := Digest{Story: d.Story, Lang: d.Lang, Pages: nil}
	for _, m := range d.Timeline {
		if was(m.Date) {
			out.Timeline = append(out.Timeline, m)
		}
	}
	for _, diff := range d.Disputes {
		if was(diff.Sides[len(diff.Sides)-1].Cites[0].Published) {
			out.Disputes = append(out.Disputes, diff)
		}
	}
	for _, h := range d.Ledger {
		kept := h
		kept.Positions = nil
		for _, p := range h.Positions {
			if was(p.Date) {
				kept.Positions = append(kept.Positions, p)
			}
		}
		out.Ledger = append(out.Ledger, kept)
	}
	for _, fix := range d.Corrected {
		if was(fix.When) {
			out.Corrected = append(out.Corrected, fix)
		}
	}
	return out
}
