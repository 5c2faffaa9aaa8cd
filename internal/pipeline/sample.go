package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kiku/internal/article"
)

// Sample brings the sample newsroom in when there are no sources and no
// articles, and reports whether it did. It reads no texts and tells no stories:
// CatchUp does. ErrNoSample when the pipeline was made without one.
func (p *Pipeline) Sample(ctx context.Context) (bool, error) {
	if p.Config.Sample == nil {
		return false, ErrNoSample
	}
	c, err := p.Store.Counts(ctx)
	if err != nil || c.Sources > 0 || c.All() > 0 {
		return false, err
	}
	// The archive reads folders of the disk; the newsroom is a few hundred
	// kilobytes inside the program.
	dir, err := os.MkdirTemp("", "kiku-sample-")
	if err != nil {
		return false, fmt.Errorf("sample newsroom: %w", err)
	}
	defer os.RemoveAll(dir) // a temporary folder
	if err := copyLines(p.Config.Sample, dir); err != nil {
		return false, fmt.Errorf("sample newsroom: %w", err)
	}
	if err := p.Store.SetSetting(ctx, sampleSetting, "open"); err != nil {
		return false, err
	}
	rep, err := p.Import(ctx, ImportRequest{Paths: []string{dir}}, nil)
	if err == nil && rep.BadCount > 0 {
		err = fmt.Errorf("%d bad reports, the first: %s", rep.BadCount, rep.Bad[0].Why)
	}
	if err == nil && rep.Added == 0 {
		err = errors.New("no reports in it")
	}
	if err != nil {
		return false, fmt.Errorf("sample newsroom: %w", err)
	}
	return true, nil
}

// sampleSetting is "open" while the sample newsroom is in the store.
const sampleSetting = "sample newsroom"

// closeSample withdraws the sample newsroom once a real report has its place, so
// that fiction is neither shown nor found beside news.
func (p *Pipeline) closeSample(ctx context.Context) error {
	open, err := p.Store.Setting(ctx, sampleSetting)
	if err != nil || open == "" {
		return err
	}
	var fiction []article.ID
	real := false
	for after := article.ID(""); ; {
		ids, err := p.Store.ArticleIDs(ctx, after, 200)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		as, err := p.Store.Articles(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if as[id].Fiction {
				fiction = append(fiction, id)
				continue
			}
			_, err := p.Store.Placed(ctx, id)
			real = real || err == nil
		}
		after = ids[len(ids)-1]
	}
	if !real {
		return nil
	}
	for _, id := range fiction {
		if err := p.Store.Withdraw(ctx, id, "the sample newsroom closed when the first real report came"); err != nil {
			return err
		}
	}
	p.Log.Info("sample newsroom closed", "articles", len(fiction))
	return p.Store.SetSetting(ctx, sampleSetting, "")
}

// copyLines copies the JSON Lines files of a file system into a folder.
func copyLines(from fs.FS, dir string) error {
	return fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".jsonl") {
			return err
		}
		data, err := fs.ReadFile(from, path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, strings.ReplaceAll(path, "/", "-")), data, 0o600)
	})
}
