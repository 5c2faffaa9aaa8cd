package pipeline

import (
	"context"
	"fmt"
	"time"
)

// CatchUp runs all outstanding stages in this process until nothing is left.
// It may be interrupted at any point and run beside workers.
func (p *Pipeline) CatchUp(ctx context.Context, f func(Progress)) error {
	if err := p.embedMissing(ctx); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	for {
		began := p.Now()
		read, err := p.readAll(ctx, f)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		placed, err := p.placeAll(ctx, f)
		if err != nil {
			return fmt.Errorf("place: %w", err)
		}
		told, err := p.tellAll(ctx, f)
		if err != nil {
			return fmt.Errorf("tell: %w", err)
		}
		if read+placed+told == 0 {
			break
		}
		p.Log.Info("catch up", "read", read, "placed", placed, "told", told, "took", p.Now().Sub(began).Round(time.Millisecond))
	}
	return p.dropMoot(ctx)
}

// dropMoot removes waiting jobs whose work CatchUp has done, so that a store
// that is never worked on by jobs does not gather them for ever. The jobs are
// listed before looking whether anything is outstanding: a job that comes after
// the look is not among them.
func (p *Pipeline) dropMoot(ctx context.Context) error {
	for {
		ids, err := p.jobs.waiting(ctx, 5000)
		if err != nil || len(ids) == 0 {
			return err
		}
		left, err := p.Store.Outstanding(ctx)
		if err != nil || left {
			return err
		}
		if err := p.jobs.drop(ctx, ids); err != nil {
			return err
		}
	}
}
