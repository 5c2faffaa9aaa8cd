package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"golang.org/x/sync/errgroup"

	"kiku/internal/article"
	"kiku/internal/language/text"
	"kiku/internal/store"
	"kiku/internal/story"
)

const readDecider = "read " + Decider

// readAll reads every article that is New, newest last, and returns how many.
func (p *Pipeline) readAll(ctx context.Context, f func(Progress)) (int, error) {
	done, total := 0, 0
	for {
		as, err := p.Store.Unread(ctx, 4*readBatch)
		if err != nil || len(as) == 0 {
			return done, err
		}
		if total < done+len(as) {
			c, err := p.Store.Counts(ctx)
			if err != nil {
				return done, err
			}
			total = done + int(c.Articles[store.New])
		}
		if err := p.read(ctx, as); err != nil {
			return done, err
		}
		done += len(as)
		report(f, Progress{Stage: "read", Done: int64(done), Total: int64(max(total, done)), Unit: "articles"})
	}
}

// read reads articles on all cores and stores what was found in one step. An
// article on which the reading breaks is counted as failed and does not stop
// the others.
func (p *Pipeline) read(ctx context.Context, as []article.Article) error {
	readings := make([]*store.Reading, len(as))
	faults := make([]error, len(as))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(p.Procs)
	for i := range as {
		g.Go(func() error {
			if err := gctx.Err(); err != nil {
				return err
			}
			readings[i], faults[i] = p.readOne(as[i])
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, fault := range faults {
		if fault != nil {
			readings[i] = nil
		}
	}
	if err := p.embed(ctx, as, readings); err != nil {
		return err
	}
	var good []store.Reading
	for i, r := range readings {
		if faults[i] == nil {
			good = append(good, *r)
			continue
		}
		p.Log.Error("read", "article", as[i].URL, "err", faults[i])
		if err := p.Store.FailRead(ctx, as[i].ID, faults[i].Error(), readDecider); err != nil {
			return err
		}
	}
	if len(good) == 0 {
		return nil
	}
	return p.Store.FinishRead(ctx, good, readDecider)
}

func (p *Pipeline) readOne(a article.Article) (r *store.Reading, err error) {
	defer guard("read article "+string(a.ID), &err)
	r = &store.Reading{Article: a.ID, Fingerprint: a.Fingerprint()}
	t := p.text(a)
	if t.Outcome == text.Foreign || a.Lang == "" {
		a.Lang, r.Lang = t.Lang, t.Lang
	}
	switch t.Outcome {
	case text.Empty, text.Garbled:
		r.Refuse = string(t.Outcome) + ": " + refusals[t.Outcome]
		return r, nil
	case text.Foreign, text.Mixed, text.Cut:
		p.Log.Info("read", "article", a.URL, "lang", t.Lang, "outcome", string(t.Outcome))
	}
	if r.Features, err = json.Marshal(story.Describe(a, t)); err != nil {
		return nil, err
	}
	r.Words = p.Reader.Words(a.Lang, a.Title+"\n"+strings.Join(a.Paragraphs, "\n"))
	return r, nil
}

// refusals say why an article that cannot be read goes no further.
var refusals = map[text.Outcome]string{
	text.Empty:   "neither title nor body has a letter",
	text.Garbled: "most of it makes no words (a scan badly read, or a wrong encoding)",
}

// guard turns a panic into an error: one strange text must not stop a newsroom.
func guard(what string, err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%s: defect: %v\n%s", what, v, debug.Stack())
	}
}
