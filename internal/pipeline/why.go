package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/store"
)

// Why says where an address is in the river and why. The error wraps ErrUnknown
// for an address that was never seen.
func (p *Pipeline) Why(ctx context.Context, url string) (Explanation, error) {
	canonical, err := article.Canonical(url)
	if err != nil {
		return Explanation{}, fmt.Errorf("why %s: %w: %w", url, ErrUnknown, err)
	}
	e := Explanation{URL: canonical, Article: article.IDOf(canonical)}
	if err := p.explain(ctx, &e); err != nil {
		return e, fmt.Errorf("why %s: %w", url, err)
	}
	return e, nil
}

func (p *Pipeline) explain(ctx context.Context, e *Explanation) error {
	an, err := p.Store.Announced(ctx, e.URL)
	if err == nil {
		e.Announced = &an
	} else if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	st, err := p.Store.Standing(ctx, e.Article)
	if errors.Is(err, store.ErrNotFound) {
		return e.onlyAnnounced()
	}
	if err != nil {
		return err
	}
	a, err := p.Store.Article(ctx, e.Article)
	if err != nil {
		return err
	}
	revisions, err := p.Store.Revisions(ctx, []article.ID{a.ID})
	if err != nil {
		return err
	}
	e.Standing, e.Title, e.Stage, e.Reason, e.Texts = &st, a.Title, string(st.State), st.Reason, len(revisions)
	switch st.State {
	case store.New:
		e.Next = "it is read next"
		return nil
	case store.Read:
		e.Next = "it is placed next"
		return nil
	case store.Refused:
		e.Next = "nothing: it was refused"
		return nil
	}
	return p.explainPlace(ctx, e)
}

func (e *Explanation) onlyAnnounced() error {
	if e.Announced == nil {
		return ErrUnknown
	}
	e.Title, e.Stage, e.Reason = e.Announced.Item.Title, "announced", e.Announced.Reason
	e.Next = "its page is fetched next"
	if e.Announced.State == store.AnnouncedRefused {
		e.Stage, e.Next = "refused", "nothing: its page could not be had"
	}
	return nil
}

func (p *Pipeline) explainPlace(ctx context.Context, e *Explanation) error {
	pl, err := p.Store.Placed(ctx, e.Article)
	if err != nil {
		return err
	}
	e.Event, e.Story, e.EchoOf, e.Score = pl.Event, pl.Story, pl.EchoOf, pl.Score
	e.Joined, e.Why, e.Apart = pl.Reasons, pl.Why, pl.Apart
	st, _, err := p.Store.Story(ctx, pl.Story)
	if err != nil {
		return err
	}
	for _, ev := range st.Events {
		if ev.ID != pl.Event {
			continue
		}
		if e.Members, err = p.fellows(ctx, e.Article, ev.Articles); err != nil {
			return err
		}
	}
	tellings, err := p.Store.Tellings(ctx, pl.Story)
	if err != nil {
		return err
	}
	for _, t := range tellings {
		e.Tellings = append(e.Tellings, t)
	}
	slices.SortFunc(e.Tellings, func(a, b store.TellState) int { return strings.Compare(a.Lang, b.Lang) })
	if err := p.citing(ctx, e); err != nil {
		return err
	}
	e.conclude()
	return nil
}

// conclude says in one sentence how the article stands to the digests.
func (e *Explanation) conclude() {
	told := slices.ContainsFunc(e.Tellings, func(t store.TellState) bool { return t.State == store.TellTold })
	switch {
	case len(e.Lines) > 0:
		e.Stage, e.Next = "told", "digest lines cite it"
	case e.EchoOf != "":
		e.Stage, e.Next = "placed", "it is an echo: the same text was printed by another publisher first, and that one is cited"
	case told:
		e.Stage, e.Next = "told", "its story is told, but other sentences said it better: it counts as a source and no line cites it"
	case len(e.Tellings) == 0:
		e.Next = "its story is told next"
	default:
		e.Reason = e.Tellings[0].Reason
		e.Next = "its story is not told until that changes"
	}
}

func (p *Pipeline) citing(ctx context.Context, e *Explanation) error {
	issues, err := p.Store.CitedIn(ctx, e.Article)
	if err != nil {
		return err
	}
	for _, i := range issues {
		d, err := p.Store.Edition(ctx, i.Story, i.Lang, i.Number)
		if err != nil {
			return err
		}
		d.Lines(func(l *digest.Line) {
			if slices.ContainsFunc(l.Cites, func(c digest.Citation) bool { return c.Ref.Article == e.Article }) {
				e.Lines = append(e.Lines, CitingLine{Story: i.Story, Lang: i.Lang, Edition: i.Number, ID: l.ID, Kind: string(l.Kind), Text: l.Text})
			}
		})
	}
	return nil
}
