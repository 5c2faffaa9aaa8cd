package main

import (
	"fmt"
	"os"

	"kiku/internal/feed"
)

// exportCmd writes the sources as OPML.
type exportCmd struct {
	File string `arg:"" optional:"" help:"File to write; without it the list is printed."`
}

// Help is printed by kiku export --help.
func (exportCmd) Help() string {
	return `Writes the list of sources as OPML, which every feed reader takes, and kiku add too.

Example:

    kiku export my-feeds.opml`
}

// Run writes the list.
func (c *exportCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	sources, err := h.Followed(a.ctx)
	if err != nil {
		return err
	}
	list, err := feed.WriteOPML("Kiku", sources)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if c.File == "" || c.File == "-" {
		if _, err := a.out.Write(list); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return nil
	}
	if err := os.WriteFile(c.File, list, 0o644); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	a.tell("wrote %s to %s", several(len(sources), "source"), c.File)
	return nil
}
