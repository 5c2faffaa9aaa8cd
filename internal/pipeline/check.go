package pipeline

import (
	"context"
	"encoding/json"
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
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/publish"
	"kiku/internal/site"
	"kiku/internal/story"
)

// mostRefusals is how many refused lines a report names.
const mostRefusals = 1000

// Check checks every printed line of the built site in dir against the stored
// articles alone: each line of a page once. Then it holds what repeats the digests
// (feeds, changes, editions, the index of the search) against them, and compressed
// copies against their files. The error is for a folder or store that cannot be
// read; refused lines are in the report, by page and line.
func (p *Pipeline) Check(ctx context.Context, dir string, f func(Progress)) (CheckReport, error) {
	root := os.DirFS(dir)
	var pages, further []string
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
		case strings.HasSuffix(path, ".html") || strings.HasSuffix(path, "/digest.json"):
			pages = append(pages, path)
		case site.Derived(path) || publish.Packed(path):
			further = append(further, path)
		}
		return err
	})
	if err != nil {
		return CheckReport{}, fmt.Errorf("check: %w", err)
	}
	if len(pages)+len(further) == 0 {
		return CheckReport{}, fmt.Errorf("check %s: no pages: %w", dir, fs.ErrNotExist)
	}
	rep := CheckReport{Pages: len(pages)}
	known := &checkedDigests{byPath: map[string]*digest.Digest{}}
	cited := map[article.ID]bool{} // whether it is stored
	var mu sync.Mutex
	var done int64
	g, gctx := errgroup.WithContext(ctx)
	// Each worker has a checker of its own, since a checker remembers what it
	// read, and neighbouring pages, which cite the same articles.
	for part := range slices.Chunk(pages, max(1, (len(pages)+p.Procs-1)/p.Procs)) {
		g.Go(func() error {
			look := &looker{ctx: gctx, p: p, asked: map[article.ID]bool{}}
			c := digest.NewChecker(look.article, look.text, p.Hosts)
			for _, path := range part {
				one, err := checkFile(root, path, c, known)
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
	for _, path := range further {
		one, err := checkFurther(root, path, known)
		if err := errors.Join(err, ctx.Err()); err != nil {
			return rep, fmt.Errorf("check: %s: %w", path, err)
		}
		rep.add(one)
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

// checkedDigests are those that were read and checked, by the path of their data.
type checkedDigests struct {
	mu     sync.Mutex
	byPath map[string]*digest.Digest
}

func (k *checkedDigests) put(path string, d *digest.Digest) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byPath[path] = d
}

func (k *checkedDigests) find(lang string, id story.StoryID) *digest.Digest {
	return k.byPath[lang+"/s/"+string(id)+"/digest.json"]
}

// checkFurther checks a file that repeats what others say.
func checkFurther(root fs.FS, path string, known *checkedDigests) (CheckReport, error) {
	var rep CheckReport
	data, err := fs.ReadFile(root, path)
	if err != nil {
		return rep, err
	}
	if publish.Packed(path) {
		whole, err := fs.ReadFile(root, publish.Unpacked(path))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return rep, err
		}
		if err := publish.SamePacked(path, data, whole); err != nil {
			rep.refuse(Refusal{Page: path, Why: err.Error()})
		}
		return rep, nil
	}
	for _, f := range site.CheckDerived(path, data, known.find) {
		rep.refuse(Refusal{Page: path, Line: f.Line, Text: f.Text, Why: f.Why})
	}
	return rep, nil
}

func checkFile(root fs.FS, path string, c *digest.Checker, known *checkedDigests) (CheckReport, error) {
	data, err := fs.ReadFile(root, path)
	if err != nil {
		return CheckReport{}, err
	}
	if strings.HasSuffix(path, ".json") {
		return checkData(data, path, c, known), nil
	}
	page, err := site.Read(data)
	if err != nil {
		return CheckReport{}, err
	}
	rep := checkLines(page.Lines, path, c)
	for _, f := range page.Faults {
		rep.Lines++
		rep.refuse(Refusal{Page: path, Line: f.Line, Text: f.Text, Why: f.Why})
	}
	cites := map[string][]claim.Ref{}
	for _, l := range page.Lines {
		cites[l.ID] = append(cites[l.ID], l.Cites...)
	}
	for _, e := range page.Excerpts {
		if !slices.ContainsFunc(cites[e.Line], func(r claim.Ref) bool { return c.Prints(r, e.Text) }) {
			rep.refuse(Refusal{Page: path, Line: e.Line, Text: e.Text, Why: "the trace shows what the cited article does not print"})
		}
	}
	return rep, nil
}

func (r *CheckReport) refuse(f Refusal) {
	r.Refused++
	r.Refusals = append(r.Refusals, f)
}

// checkData checks the data of a digest, which machines read in place of its
// pages: its lines, and what it says of the sentences they stand on.
func checkData(data []byte, path string, c *digest.Checker, known *checkedDigests) CheckReport {
	var d digest.Digest
	if err := json.Unmarshal(data, &d); err != nil {
		rep := CheckReport{Lines: 1}
		rep.refuse(Refusal{Page: path, Why: fmt.Sprintf("no digest can be read: %v", err)})
		return rep
	}
	var lines []digest.Printed
	var rep CheckReport
	d.Lines(func(l *digest.Line) {
		lines = append(lines, l.Printed(path, d.Lang))
		if err := c.Situated(&d, l); err != nil {
			rep.refuse(Refusal{Page: path, Line: l.ID, Kind: string(l.Kind), Text: l.Text, Why: err.Error()})
		}
		for _, cite := range l.Cites {
			publisher, url, ok := c.Source(cite.Ref)
			if ok && (cite.Publisher != publisher || cite.URL != url) {
				rep.refuse(Refusal{Page: path, Line: l.ID, Kind: string(l.Kind), Text: cite.Publisher + " " + cite.URL, Why: "the cited article is another publisher's or stands elsewhere"})
			}
			for _, words := range []string{cite.Sentence, cite.Before, cite.After} {
				if ok && words != "" && !c.Prints(cite.Ref, words) {
					rep.refuse(Refusal{Page: path, Line: l.ID, Kind: string(l.Kind), Text: words, Why: "the cited article does not print that sentence"})
				}
			}
		}
	})
	known.put(path, &d)
	log := c.CheckLog(&d)
	for _, id := range slices.Sorted(maps.Keys(log)) {
		rep.refuse(Refusal{Page: path, Line: id, Why: log[id].Error()})
	}
	rep.add(checkLines(lines, path, c))
	return rep
}

func checkLines(lines []digest.Printed, path string, c *digest.Checker) CheckReport {
	var rep CheckReport
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
	return rep
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
