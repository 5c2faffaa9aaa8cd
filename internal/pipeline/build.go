package pipeline

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/publish"
	"kiku/internal/site"
	"kiku/internal/store"
	"kiku/internal/story"
)

// Build catches up, renders the newest editions and puts the site into the
// folder out, replacing what is there in one rename. The same store gives the
// same bytes.
func (p *Pipeline) Build(ctx context.Context, out string, f func(Progress)) (BuildReport, error) {
	began := p.Now()
	folder, err := publish.NewFolder(out) // first, so that a wrong folder is noticed before the work
	if err != nil {
		return BuildReport{}, fmt.Errorf("build: %w", err)
	}
	defer folder.Discard() //nolint:errcheck // a temporary folder
	if err := p.CatchUp(ctx, f); err != nil {
		return BuildReport{}, fmt.Errorf("build: %w", err)
	}
	in, err := p.SiteInput(ctx)
	if err != nil {
		return BuildReport{}, fmt.Errorf("build: %w", err)
	}
	report(f, Progress{Stage: "build", Total: int64(len(in.Digests)), Unit: "digests"})
	if err := site.Render(in, stoppable{ctx, folder}); err != nil {
		return BuildReport{}, fmt.Errorf("build: %w", err)
	}
	sum, err := folder.Commit()
	if err != nil {
		return BuildReport{}, fmt.Errorf("build: %w", err)
	}
	report(f, Progress{Stage: "build", Done: int64(len(in.Digests)), Total: int64(len(in.Digests)), Unit: "digests"})
	rep := BuildReport{Out: out, Digests: len(in.Digests), Pages: sum.Pages, Files: sum.Files, Bytes: sum.Bytes, Took: p.Now().Sub(began), Worded: p.Wording(), Vectors: p.Meaning(), Bare: bare(in), Waiting: in.Waiting}
	for _, d := range in.Digests {
		if len(d.Sources.Publishers) >= 2 {
			rep.Multi++
		}
	}
	return rep, nil
}

// stoppable ends a rendering when its context ends.
type stoppable struct {
	ctx context.Context
	to  site.Dir
}

// Put passes a file on while the context lasts.
func (s stoppable) Put(path string, data []byte) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	return s.to.Put(path, data)
}

// mostAlone is how many reports that nobody else carries the front page lists.
const mostAlone = 60

// SiteInput gathers everything a site is rendered from: the newest editions,
// reports that stand alone, the ranking and merged addresses. It does not catch
// up.
func (p *Pipeline) SiteInput(ctx context.Context) (site.Input, error) {
	in := site.Input{Config: p.Site, Hosts: p.Hosts}
	var err error
	if in.Digests, err = p.Store.LatestEditions(ctx, 0); err != nil {
		return in, err
	}
	if in.Redirects, err = p.Store.Redirects(ctx); err != nil {
		return in, err
	}
	alone, err := p.Store.Alone(ctx, mostAlone)
	if err != nil {
		return in, err
	}
	in.Digests, alone = withoutFiction(in.Digests, alone)
	for _, a := range alone {
		in.Alone = append(in.Alone, headline(a))
	}
	if in.Ranking, err = p.ranking(ctx); err != nil {
		return in, err
	}
	in.Config.Built, in.Config.Fiction = newest(in.Digests, alone)
	if in.Config.Zone == nil && !in.Config.Built.IsZero() {
		in.Config.Zone = in.Config.Built.Location()
	}
	if in.Gone, err = p.gone(ctx, in.Digests); err != nil {
		return in, err
	}
	if bare(in) {
		in.Waiting, err = p.Waiting(ctx)
	}
	return in, err
}

// gone are the stories that are told no more since a report of theirs was
// withdrawn: their readers must find out.
func (p *Pipeline) gone(ctx context.Context, shown []digest.Digest) ([]site.Gone, error) {
	list, err := p.Store.Withdrawn(ctx, nil)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	told := map[story.StoryID]bool{}
	for _, d := range shown {
		told[d.Story] = true
	}
	taken := map[article.ID]store.Standing{}
	for _, st := range list {
		taken[st.ID] = st
	}
	var ended []digest.Digest
	if err := p.Store.QuietEditions(ctx, func(d digest.Digest) error {
		// One told in another language is not ended; the sample newsroom closed.
		if !told[d.Story] && !d.Fiction && len(takenOf(d, taken)) > 0 {
			ended = append(ended, d)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	var out []site.Gone
	for _, d := range ended {
		for _, id := range takenOf(d, taken) {
			a, err := p.Store.Article(ctx, id)
			if err != nil {
				return nil, err
			}
			if fix, ok := digest.TakenBack(d, withdrawal(a, taken[id])); ok {
				out = append(out, site.Gone{Last: d, Fix: fix})
			}
		}
	}
	return out, nil
}

// takenOf are the reports of an edition that were withdrawn, in order of ID.
func takenOf(d digest.Digest, taken map[article.ID]store.Standing) []article.ID {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(d.Read)), func(id article.ID) bool { _, is := taken[id]; return !is })
}

// bare reports whether a site has no report but those of the sample newsroom.
func bare(in site.Input) bool { return in.Config.Fiction || len(in.Digests)+len(in.Alone) == 0 }

// withoutFiction leaves the sample newsroom out as soon as there is a report
// that is real: a reader must never have to tell the two apart.
func withoutFiction(ds []digest.Digest, alone []article.Article) ([]digest.Digest, []article.Article) {
	real := slices.ContainsFunc(ds, func(d digest.Digest) bool { return !d.Fiction }) ||
		slices.ContainsFunc(alone, func(a article.Article) bool { return !a.Fiction })
	if !real {
		return ds, alone
	}
	return slices.DeleteFunc(ds, func(d digest.Digest) bool { return d.Fiction }),
		slices.DeleteFunc(alone, func(a article.Article) bool { return a.Fiction })
}

func headline(a article.Article) site.Headline {
	return site.Headline{Article: a.ID, Title: a.Title, Publisher: a.Publisher, URL: a.URL, Published: a.Published, Lang: a.Lang}
}

// newest returns the time of the newest report, and whether all is fiction.
func newest(ds []digest.Digest, alone []article.Article) (at time.Time, fiction bool) {
	fiction = len(ds)+len(alone) > 0
	for _, d := range ds {
		if d.AsOf.After(at) {
			at = d.AsOf
		}
		fiction = fiction && d.Fiction
	}
	for _, a := range alone {
		if a.Published.After(at) {
			at = a.Published
		}
		fiction = fiction && a.Fiction
	}
	return at, fiction
}

// mostRanked is how many stories the ranking lists.
const mostRanked = 50

func (p *Pipeline) ranking(ctx context.Context) ([]site.Rank, error) {
	today := p.Now()
	week, err := p.Store.Ranking(ctx, today.AddDate(0, 0, -6), today, mostRanked)
	if err != nil || len(week) == 0 {
		return nil, err
	}
	day, err := p.Store.Ranking(ctx, today, today, mostRanked)
	if err != nil {
		return nil, err
	}
	out := make([]site.Rank, 0, len(week))
	at := map[story.StoryID]int{}
	for _, v := range week {
		at[v.Story] = len(out)
		out = append(out, site.Rank{Story: v.Story, Week: int(v.N)})
	}
	for _, v := range day {
		if i, ok := at[v.Story]; ok {
			out[i].Day = int(v.N)
		} else {
			out = append(out, site.Rank{Story: v.Story, Day: int(v.N), Week: int(v.N)})
		}
	}
	return slices.Clip(out), nil
}
