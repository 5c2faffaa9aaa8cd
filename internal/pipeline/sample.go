package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
