package main

import (
	"fmt"
	"path/filepath"

	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// hand is the pipeline on an open store.
type hand struct {
	*pipeline.Pipeline
	store *store.Store
	dir   string
	app   *app
}

// open opens the store that the settings name and puts a pipeline on it.
func (a *app) open() (*hand, error) {
	if a.DataDir == "" {
		a.DataDir = a.getenv("KIKU_DATA_DIR")
	}
	s, err := store.Open(a.ctx, store.Options{DataDir: a.DataDir, URL: a.Database})
	if err != nil {
		return nil, hinted(err, "kiku config prints where the data folder and the database are")
	}
	p, err := pipeline.New(pipeline.Config{Store: s})
	if err != nil {
		return nil, fmt.Errorf("start the pipeline: %w", err)
	}
	return &hand{Pipeline: p, store: s, dir: a.DataDir, app: a}, nil
}

// siteDir is where the site is built unless the user says otherwise.
func (h *hand) siteDir() string { return filepath.Join(h.dir, "site") }

// close closes the store; what it says then is told, but fails nothing.
func (h *hand) close() {
	if err := h.store.Close(); err != nil {
		h.app.tell("close the database: %v", err)
	}
}
