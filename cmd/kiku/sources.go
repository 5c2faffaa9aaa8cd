package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"kiku/internal/feed"
	"kiku/internal/store"
)

// listCmd prints the sources that are followed.
type listCmd struct{}

// Help is printed by kiku list --help.
func (listCmd) Help() string { return "Example:\n\n    kiku list --json" }

// Run prints one line a source.
func (listCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	sources, err := h.store.Sources(a.ctx)
	if err != nil {
		return err
	}
	if sources == nil {
		sources = []store.SourceState{}
	}
	return a.print(sources, func(w io.Writer) {
		if len(sources) == 0 {
			fmt.Fprintln(w, "no sources; kiku add --starter follows well-known ones, kiku add URL one of your own")
		}
		for _, s := range sources {
			fmt.Fprintf(w, "%-24s %-2s %-6s %s\n", s.ID, s.Lang, stateOf(s), s.Name)
		}
	})
}

func stateOf(s store.SourceState) string {
	if s.Paused {
		return "paused"
	}
	for _, f := range s.States {
		if f.Errors > 0 {
			return "failed"
		}
	}
	return "ok"
}

// removeCmd stops following sources.
type removeCmd struct {
	IDs []string `arg:"" name:"id" help:"Names of sources as kiku list prints them."`
}

// Help is printed by kiku remove --help.
func (removeCmd) Help() string {
	return "Articles that are stored stay.\n\nExample:\n\n    kiku remove harbour-post"
}

// Run removes each source.
func (c *removeCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	for _, id := range c.IDs {
		if err := h.store.RemoveSource(a.ctx, id); err != nil {
			return noSource(id, err)
		}
		a.tell("removed %s", id)
	}
	return nil
}

// pauseCmd leaves sources unasked for a while.
type pauseCmd struct {
	IDs []string `arg:"" name:"id" help:"Names of sources as kiku list prints them."`
}

// Help is printed by kiku pause --help.
func (pauseCmd) Help() string { return "Example:\n\n    kiku pause harbour-post" }

// Run pauses each source.
func (c *pauseCmd) Run(a *app) error { return setPaused(a, c.IDs, true) }

// resumeCmd asks paused sources again.
type resumeCmd struct {
	IDs []string `arg:"" name:"id" help:"Names of sources as kiku list prints them."`
}

// Help is printed by kiku resume --help.
func (resumeCmd) Help() string { return "Example:\n\n    kiku resume harbour-post" }

// Run resumes each source.
func (c *resumeCmd) Run(a *app) error { return setPaused(a, c.IDs, false) }

func setPaused(a *app, ids []string, paused bool) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	sources, err := h.store.Sources(a.ctx)
	if err != nil {
		return err
	}
	known := map[string]feed.Source{}
	for _, s := range sources {
		known[s.ID] = s.Source
	}
	for _, id := range ids {
		s, ok := known[id]
		if !ok {
			return noSource(id, store.ErrNotFound)
		}
		s.Paused = paused
		if err := h.store.PutSource(a.ctx, s); err != nil {
			return err
		}
		a.tell("%s %s", map[bool]string{true: "paused", false: "resumed"}[paused], id)
	}
	return nil
}

func noSource(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return hinted(fmt.Errorf("source %s: %w", strings.ToLower(id), err), "kiku list prints the names of the sources")
	}
	return err
}
