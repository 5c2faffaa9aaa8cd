package main

import (
	"fmt"
	"io"

	"kiku/internal/store"
)

// recomputeCmd decides again from what is stored.
type recomputeCmd struct {
	From string `enum:"extract,read,place,tell" default:"read" help:"First stage to do again: extract (pages to articles), read, place or tell."`
}

// Help is printed by kiku recompute --help.
func (recomputeCmd) Help() string {
	return `After an update that decides better, or a changed setting: does the stages again from the stored pages and articles, without network; only a model of vectors, if one is named, is asked again when articles are read again. Editions that were published stay as they are; what reads differently becomes a new edition.

Example:

    kiku recompute --from place`
}

// Run does the stages again.
func (c *recomputeCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	m := a.meter()
	err = h.Recompute(a.ctx, store.Stage(c.From), m.show)
	m.done()
	if err != nil {
		return err
	}
	return a.print(map[string]string{"recomputed": c.From}, func(w io.Writer) {
		fmt.Fprintf(w, "recomputed from stage %s\n", c.From)
	})
}
