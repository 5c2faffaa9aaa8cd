package pipeline

import (
	"context"
	"time"

	"kiku/internal/site"
)

// Waiting says who is followed and when the first fetch is due, for a site that
// has no report of them yet; nil when nobody is followed.
func (p *Pipeline) Waiting(ctx context.Context) (*site.Waiting, error) {
	sources, err := p.Store.Sources(ctx)
	if err != nil || len(sources) == 0 {
		return nil, err
	}
	counts, err := p.Store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	w := &site.Waiting{Offline: p.Network == nil, Paused: true, Reading: counts.Waiting > 0}
	now, first := p.Now(), true
	for _, s := range sources {
		w.Names = append(w.Names, s.Name)
		if s.Paused {
			continue
		}
		w.Paused = false
		for _, f := range s.States {
			w.Asked = w.Asked || !f.Tried.IsZero()
			if first || f.Next.Before(w.Due) {
				w.Due, first = f.Next, false
			}
		}
	}
	zone := p.Site.Zone
	if zone == nil {
		zone = time.Local
	}
	// What is due within a minute is due now: the page would be old at once.
	if w.Due = w.Due.In(zone); w.Due.Before(now.Add(time.Minute)) {
		w.Due = time.Time{}
	}
	return w, nil
}
