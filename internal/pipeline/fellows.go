package pipeline

import (
	"context"

	"kiku/internal/article"
	"kiku/internal/story"
)

// fellows returns the other articles of an event, in their order.
func (p *Pipeline) fellows(ctx context.Context, but article.ID, members []story.Member) ([]Fellow, error) {
	var ids []article.ID
	for _, m := range members {
		ids = append(ids, m.Article)
	}
	as, err := p.Store.Articles(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []Fellow
	for _, m := range members {
		if m.Article == but {
			continue
		}
		a := as[m.Article]
		out = append(out, Fellow{Article: m.Article, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Published: a.Published, EchoOf: m.EchoOf})
	}
	return out, nil
}
