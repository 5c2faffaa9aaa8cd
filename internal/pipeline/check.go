package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/site"
)

// mostRefusals is how many refused lines a report names.
const mostRefusals = 1000

// Check checks every printed line of the built site in dir against the stored
// articles alone: each line of a page once. The error is for a folder or store
// that cannot be read; refused lines are in the report, by page and line.
func (p *Pipeline) Check(ctx context.Context, dir string, f func(Progress)) (CheckReport, error) {
	root := os.DirFS(dir)
	var pages []string
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".html") {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		return CheckReport{}, fmt.Errorf("check: %w", err)
	}
	if len(pages) == 0 {
		return CheckReport{}, fmt.Errorf("check %s: no pages: %w", dir, fs.ErrNotExist)
	}
	rep := CheckReport{Pages: len(pages)}
	cited := map[article.ID]bool{} // whether it is stored
	var mu sync.Mutex
	var done int64
	g, gctx := errgroup.WithContext(ctx)
	// Each worker has a checker of its own, since a checker remembers what it
	// read, and neighbouring pages, which cite the same articles.
	for part := range slices.Chunk(pages, (len(pages)+p.Procs-1)/p.Procs) {
		g.Go(func() error {
			look := &looker{ctx: gctx, p: p, asked: map[article.ID]bool{}}
			c := digest.NewChecker(look.article, look.text, p.Hosts)
			for _, path := range part {
				one, err := checkPage(root, path, c)
				if err := errors.Join(err, look.err, gctx.Err()); err != nil {
					return fmt.Errorf("%s: %w", path, err)
				}
				mu.Lock()
				rep.add(one)
				done++
				report(f, Progress{Stage: "check", Done: done, Total: int64(len(pages)), Unit: "pages"})
				mu.Unlock()
			}
			mu.Lock()
			maps.Copy(cited, look.asked)
			mu.Unlock()
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return rep, fmt.Errorf("check: %w", err)
	}
	for _, stored := range cited {
		if stored {
			rep.Articles++
		} else {
			rep.Missing++
		}
	}
	slices.SortFunc(rep.Refusals, func(a, b Refusal) int {
		return strings.Compare(a.Page+"\x00"+a.Line, b.Page+"\x00"+b.Line)
	})
	rep.Refusals = rep.Refusals[:min(len(rep.Refusals), mostRefusals)]
	return rep, nil
}

func (r *CheckReport) add(o CheckReport) {
	r.Lines += o.Lines
	r.Supported += o.Supported
	r.Refused += o.Refused
	r.Refusals = append(r.Refusals, o.Refusals...)
}

func checkPage(root fs.FS, path string, c *digest.Checker) (CheckReport, error) {
	var rep CheckReport
	html, err := fs.ReadFile(root, path)
	if err != nil {
		return rep, err
	}
	lines, err := site.Lines(html)
	if err != nil {
		return rep, err
	}
	byID := map[string]digest.Printed{}
	for i := range lines {
		lines[i].Page = path
		byID[lines[i].ID] = lines[i]
	}
	var kept []digest.Printed
	seen := map[string]bool{}
	for _, l := range lines {
		// A line that stands on a page twice is one line, but only with the same words.
		key := l.ID + "\x00" + l.Text
		if seen[key] {
			continue
		}
		seen[key] = true
		rep.Lines++
		if err := c.Check(l, aboutOf(l, byID)); err != nil {
			rep.Refused++
			rep.Refusals = append(rep.Refusals, Refusal{Page: path, Line: l.ID, Kind: string(l.Kind), Text: l.Text, Why: err.Error()})
			continue
		}
		rep.Supported++
		kept = append(kept, l)
	}
	for id, n := range c.OverTerms(kept) {
		rep.Refused++
		rep.Refusals = append(rep.Refusals, Refusal{Page: path, Why: fmt.Sprintf("%v: %d characters of article %s on one page", digest.ErrTerms, n, id)})
	}
	return rep, nil
}

func aboutOf(l digest.Printed, byID map[string]digest.Printed) []digest.Printed {
	var out []digest.Printed
	for _, id := range l.About {
		if a, ok := byID[id]; ok {
			out = append(out, a)
		}
	}
	return out
}

// looker finds articles for a checker, which takes no errors: it keeps them.
type looker struct {
	ctx   context.Context
	p     *Pipeline
	asked map[article.ID]bool // whether it is stored
	err   error
}

func (l *looker) article(id article.ID) (article.Article, bool) {
	as, err := l.p.Store.Articles(l.ctx, []article.ID{id})
	if err != nil {
		l.err = err
		return article.Article{}, false
	}
	a, ok := as[id]
	l.asked[id] = ok
	return a, ok
}

func (l *looker) text(a article.Article) text.Text { return l.p.text(a) }
