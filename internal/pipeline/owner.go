package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"kiku/internal/site"
	"kiku/internal/store"
)

// The states of a source that its feeds do not have.
const (
	stateWaiting = "waiting" // not asked yet
	statePaused  = "paused"  // by the owner
)

// worst are the states of feeds, those first that say most about their source.
var worst = []string{"quarantined", "failing", "gone", "moved", stateWaiting, "resting", "active"}

// Bounds on what the owner is shown.
const (
	ownedDays = 30
	ownedHeld = 200 // items of a feed
)

// SourceStates are the states that a source can be in.
func SourceStates() []string { return append(slices.Clone(worst), statePaused) }

// Owned returns the sources as their owner sees them: those with a problem
// first, then by name.
func (p *Pipeline) Owned(ctx context.Context) ([]site.DeskSource, error) {
	health, err := p.Store.SourceHealth(ctx)
	if err != nil {
		return nil, err
	}
	days, err := p.Store.SourceDays(ctx, p.firstDay())
	if err != nil {
		return nil, err
	}
	out := make([]site.DeskSource, 0, len(health))
	for _, h := range health {
		s := owned(h)
		s.Days = p.month(h, days)
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b site.DeskSource) int {
		if a.Problem != b.Problem {
			if a.Problem {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out, nil
}

// OwnedOne returns one source whole: also how its feeds answered, and what is
// held of them. The error wraps store.ErrNotFound.
func (p *Pipeline) OwnedOne(ctx context.Context, id string) (site.DeskSource, error) {
	all, err := p.Owned(ctx)
	if err != nil {
		return site.DeskSource{}, err
	}
	at := slices.IndexFunc(all, func(s site.DeskSource) bool { return s.ID == id })
	if at < 0 {
		return site.DeskSource{}, fmt.Errorf("source %s: %w", id, store.ErrNotFound)
	}
	s := all[at]
	for i := range s.Feeds {
		if err := p.wholeFeed(ctx, &s.Feeds[i]); err != nil {
			return s, err
		}
	}
	return s, nil
}

// wholeFeed adds how a feed answered, and what is held of it.
func (p *Pipeline) wholeFeed(ctx context.Context, f *site.DeskFeed) error {
	answers, err := p.Store.Answers(ctx, f.URL, p.firstDay())
	if err != nil {
		return err
	}
	for _, a := range answers {
		d := site.DeskAnswer{At: a.At, Class: a.Class, N: a.N, Detail: a.Reason}
		if !calm[a.Class] {
			d.Fault = string(FaultIn(a.Reason))
		}
		f.Answers = append(f.Answers, d)
	}
	held, err := p.Store.Held(ctx, f.URL, ownedHeld)
	if err != nil {
		return err
	}
	for _, a := range held {
		f.Held = append(f.Held, site.DeskItem{URL: a.URL, Title: a.Item.Title, Published: a.Item.Published})
	}
	return nil
}

// calm are the classes of answers that are no errors.
var calm = map[string]bool{"ok": true, "unchanged": true, "waiting": true}

// firstDay is the beginning of the days that the owner is shown.
func (p *Pipeline) firstDay() time.Time {
	return p.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 1-ownedDays)
}

// month lays out the days of a source, also those on which nothing was; nil for
// a source that was never asked.
func (p *Pipeline) month(h store.SourceHealth, days []store.Day) []site.DeskDay {
	asked := slices.ContainsFunc(h.Feeds, func(f store.FeedHealth) bool { return !f.Tried.IsZero() })
	if !asked {
		return nil
	}
	first := p.firstDay()
	out := make([]site.DeskDay, ownedDays)
	for i := range out {
		out[i].Day = first.AddDate(0, 0, i)
	}
	for _, d := range days {
		if i := int(d.Day.Sub(first).Hours() / 24); d.Source == h.ID && i >= 0 && i < ownedDays {
			out[i].Items, out[i].Errors = d.Items, d.Errors
		}
	}
	return out
}

// owned puts together what is known of one source.
func owned(h store.SourceHealth) site.DeskSource {
	out := site.DeskSource{
		ID: h.ID, Name: h.Name, Home: h.Home, Lang: h.Lang, Added: h.Added, Last: h.Good, Errors: h.Errors30,
		Announced: h.Announced, Stored: h.Stored, Used: h.Used, Held: h.Held,
	}
	for i, f := range h.Feeds {
		d := ownedFeed(f)
		out.Feeds = append(out.Feeds, d)
		if i == 0 || d.Next.Before(out.Next) {
			out.Next = d.Next
		}
		if d.Rhythm > 0 && (out.Rhythm == 0 || d.Rhythm < out.Rhythm) {
			out.Rhythm = d.Rhythm
		}
	}
	settleSource(&out, h.Paused)
	return out
}

// settleSource gives a source the state of its worst feed. The owner's pause
// goes before what the feeds do, and items that wait for the owner before that.
func settleSource(s *site.DeskSource, paused bool) {
	s.State = stateWaiting
	for _, state := range worst {
		if i := slices.IndexFunc(s.Feeds, func(f site.DeskFeed) bool { return f.State == state }); i >= 0 {
			s.State, s.Fault, s.Detail = state, s.Feeds[i].Fault, s.Feeds[i].Detail
			break
		}
	}
	if s.Held > 0 {
		s.State, s.Fault = "quarantined", ""
	}
	s.Problem = s.State == "failing" || s.State == "gone" || s.State == "quarantined"
	if paused {
		s.State, s.Problem = statePaused, false
	}
}

func ownedFeed(f store.FeedHealth) site.DeskFeed {
	d := site.DeskFeed{URL: f.URL, State: cmp.Or(f.State, "active"), Tried: f.Tried, Last: f.Good, Next: f.Next, Rhythm: f.Memory.Rhythm.Gap}
	if f.Memory.First.IsZero() && f.Good.IsZero() && f.Errors == 0 {
		d.State = stateWaiting
	}
	switch {
	case f.Held > 0:
		d.State = "quarantined"
	case d.State == "quarantined": // until its next visit, but the owner has decided
		d.State = "active"
	}
	if f.Errors > 0 || d.State == "failing" || d.State == "gone" {
		reason := cmp.Or(f.LastError, f.Reason)
		d.Fault, d.Detail = string(FaultIn(reason)), reason
		if d.State == "gone" { // the answer that said so may be long ago
			d.Fault = "gone"
		}
	}
	return d
}

// Release takes in what is held of a source and returns how many items. The
// error wraps store.ErrNotFound.
func (p *Pipeline) Release(ctx context.Context, id string) (int, error) {
	s, err := p.OwnedOne(ctx, id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, f := range s.Feeds {
		k, err := p.Store.ReleaseHeld(ctx, f.URL, true)
		if err != nil {
			return n, err
		}
		n += k
	}
	return n, nil
}
