package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/article"
	"kiku/internal/store"
	"kiku/internal/story"
)

const placeDecider = "place " + Decider

// memory is how far back a grouper is restored: a little more than the longest
// silence after which package story lets an event join a story.
const memory = 125 * 24 * time.Hour

// grouperHand is the grouper of this process and the placing step it knows.
type grouperHand struct {
	g    *story.Grouper
	step int64
}

// placeAll places every article that waits, in order of (published, ID), and
// then repairs. It returns how many articles were placed or moved.
func (p *Pipeline) placeAll(ctx context.Context, f func(Progress)) (int, error) {
	p.placing.Lock()
	defer p.placing.Unlock()
	done := 0
	for tries := 0; ; {
		n, err := p.placeStep(ctx)
		if errors.Is(err, store.ErrMoved) && tries < 20 {
			tries++ // another process was faster; start from what it stored
			p.hand.g = nil
			continue
		}
		if err != nil {
			p.hand.g = nil // it may know placements that were not stored
			return done, err
		}
		if n == 0 {
			return done, p.closeSample(ctx)
		}
		done += n
		report(f, Progress{Stage: "place", Done: int64(done), Unit: "articles"})
	}
}

// placeStep takes one step: up to a few hundred articles, or the repairing pass
// when none waits and one is due. It returns 0 when there is nothing to do.
func (p *Pipeline) placeStep(ctx context.Context) (int, error) {
	if _, err := p.Store.PullBack(ctx); err != nil {
		return 0, err
	}
	waiting, err := p.Store.Unplaced(ctx, 500)
	if err != nil {
		return 0, err
	}
	step, err := p.Store.Placing(ctx)
	if err != nil {
		return 0, err
	}
	if len(waiting) == 0 {
		repaired, err := p.Store.Repaired(ctx)
		if err != nil || repaired == step {
			return 0, err
		}
	}
	if err := p.restore(ctx, step, waiting); err != nil {
		return 0, err
	}
	if len(waiting) == 0 {
		return p.repair(ctx)
	}
	out := make([]store.Placement, 0, len(waiting))
	now := stepSoFar{}
	for _, u := range waiting {
		var ft story.Features
		if err := json.Unmarshal(u.Features, &ft); err != nil {
			return 0, fmt.Errorf("features of article %s: %w", u.Article, err)
		}
		gone := p.hand.g.Gone(ft)
		if err := p.recall(ctx, gone, ""); err != nil {
			return 0, err
		}
		now.recall(p.hand.g, gone)
		pl := p.hand.g.Add(ft)
		now[pl.Event] = append(now[pl.Event], placedReport{ft, pl})
		out = append(out, store.Placement{Article: u.Article, Placement: pl})
	}
	err = p.Store.Place(ctx, store.PlaceStep{After: step, Placements: out, Decider: placeDecider})
	if err != nil {
		return 0, err
	}
	p.hand.step++
	return len(out), nil
}

// stepSoFar are the reports of a step that are not stored yet, by event: one
// that left the working set within the step can come back within it.
type stepSoFar map[story.EventID][]placedReport

type placedReport struct {
	features  story.Features
	placement story.Placement
}

func (s stepSoFar) recall(g *story.Grouper, ids []story.EventID) {
	for _, id := range ids {
		for _, r := range s[id] {
			g.Return(r.features, r.placement)
		}
	}
}

// restore brings the grouper to what is stored, if it is not there already. It
// hears the reports in the order in which they came and brings back what came
// back then, so that the working set is the one that another process left.
func (p *Pipeline) restore(ctx context.Context, step int64, waiting []store.Unplaced) error {
	if p.hand.g != nil && p.hand.step == step {
		return nil
	}
	p.hand = grouperHand{g: story.NewGrouper(), step: step}
	if p.Kept > 0 {
		p.hand.g.Bound(p.Kept)
	}
	var since time.Time
	if len(waiting) > 0 && !waiting[0].Published.IsZero() {
		since = waiting[0].Published.Add(-memory)
	} else {
		newest, err := p.Store.Newest(ctx)
		if err != nil {
			return err
		}
		if !newest.IsZero() {
			since = newest.Add(-memory)
		}
	}
	err := p.Store.Recent(ctx, since, func(features []byte, pl store.Placement) error {
		var ft story.Features
		if err := json.Unmarshal(features, &ft); err != nil {
			return fmt.Errorf("features of article %s: %w", pl.Article, err)
		}
		if err := p.recall(ctx, p.hand.g.Gone(ft), pl.Article); err != nil {
			return err
		}
		if p.hand.g.Left(pl.Event) { // the repairing pass moved the report there
			if err := p.recall(ctx, []story.EventID{pl.Event}, pl.Article); err != nil {
				return err
			}
		}
		p.hand.g.Restore(ft, pl.Placement)
		return nil
	})
	if err != nil {
		return err
	}
	if repaired, err := p.Store.Repaired(ctx); err != nil || repaired != step {
		return err
	}
	p.hand.g.Settle()
	return nil
}

// recall gives the grouper the stored reports of events that left its working
// set; where before names a stored report, those that came before it.
func (p *Pipeline) recall(ctx context.Context, ids []story.EventID, before article.ID) error {
	return p.Store.EventReports(ctx, ids, before, func(features []byte, pl store.Placement) error {
		var ft story.Features
		if err := json.Unmarshal(features, &ft); err != nil {
			return fmt.Errorf("features of article %s: %w", pl.Article, err)
		}
		p.hand.g.Return(ft, pl.Placement)
		return nil
	})
}

// repair runs the repairing pass and stores its moves. It returns how many
// articles moved, at least 1 so that the caller looks again.
func (p *Pipeline) repair(ctx context.Context) (int, error) {
	var out []store.Placement
	at := map[article.ID]int{}
	for _, m := range p.hand.g.Repair() {
		for _, id := range m.Articles {
			i, ok := at[id]
			if !ok {
				was, err := p.Store.Placed(ctx, id)
				if err != nil {
					return 0, err
				}
				i = len(out)
				at[id], out = i, append(out, was)
			}
			out[i].Event, out[i].Story, out[i].Reasons = m.Event, m.Story, m.Reasons
		}
	}
	err := p.Store.Place(ctx, store.PlaceStep{After: p.hand.step, Placements: out, Repaired: true, Decider: placeDecider})
	if err != nil {
		return 0, err
	}
	p.hand.step++
	return max(1, len(out)), nil
}
