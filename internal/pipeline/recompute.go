package pipeline

import (
	"context"
	"errors"
	"fmt"

	"kiku/internal/article"
	"kiku/internal/store"
)

// Recompute does the stages from the given one on again, from what is stored,
// without network but for the embedder, and catches up. Editions that were published stay as they
// are; where a digest says something else now, it gets a new edition.
func (p *Pipeline) Recompute(ctx context.Context, from store.Stage, f func(Progress)) error {
	if from == store.ExtractStage {
		if err := p.extract(ctx, f); err != nil {
			return fmt.Errorf("recompute from %s: %w", from, err)
		}
	}
	if err := p.Store.Rewind(ctx, from); err != nil {
		return fmt.Errorf("recompute: %w", err)
	}
	return p.CatchUp(ctx, f)
}

// extract makes every article again from its kept bytes.
func (p *Pipeline) extract(ctx context.Context, f func(Progress)) error {
	counts, err := p.Store.Counts(ctx)
	if err != nil {
		return err
	}
	var after article.ID
	for done := int64(0); ; {
		ids, err := p.Store.ArticleIDs(ctx, after, importBatch)
		if err != nil || len(ids) == 0 {
			return err
		}
		var batch []store.Incoming
		for _, id := range ids {
			in, ok, err := p.extractOne(ctx, id)
			if err != nil {
				return err
			}
			if ok {
				batch = append(batch, in)
			}
		}
		if err := p.Store.Reform(ctx, batch, importDecider); err != nil {
			return err
		}
		after = ids[len(ids)-1]
		done += int64(len(ids))
		report(f, Progress{Stage: "extract", Done: done, Total: counts.All(), Unit: "articles"})
	}
}

// extractOne makes an article again; it reports false for one whose bytes were
// not kept or give no article any more, which stays as it is.
func (p *Pipeline) extractOne(ctx context.Context, id article.ID) (store.Incoming, bool, error) {
	pg, err := p.Store.Page(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return store.Incoming{}, false, nil
	}
	if err != nil {
		return store.Incoming{}, false, err
	}
	site, err := p.siteMemory(ctx, store.HostOf(pg.URL))
	if err != nil {
		return store.Incoming{}, false, err
	}
	in, err := p.again(pg, site.Site)
	if err == nil && in.Article.ID != id {
		err = fmt.Errorf("its address is %s now", in.Article.URL)
	}
	if err != nil {
		p.Log.Warn("extract", "article", string(id), "err", err)
		return store.Incoming{}, false, nil
	}
	st, err := p.Store.Standing(ctx, id)
	if err != nil {
		return store.Incoming{}, false, err
	}
	// Withdrawn by hand or by its publisher: today's code does not know why.
	return in, st.State != store.Refused || st.Reason == undated, nil
}
