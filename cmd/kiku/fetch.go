package main

import (
	"errors"
	"fmt"
	"io"

	"kiku/internal/pipeline"
)

// fetchCmd polls the feeds that are due, once.
type fetchCmd struct{}

// Help is printed by kiku fetch --help.
func (fetchCmd) Help() string {
	return `Asks every feed whose time has come, once, and fetches the pages of what is new. kiku serve and kiku work do this by themselves.

Example:

    kiku fetch && kiku build --out site`
}

// Run polls and prints what came.
func (fetchCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	r, err := h.Fetch(a.ctx)
	if errors.Is(err, pipeline.ErrNoNetwork) {
		return hinted(err, "this installation is set to work without network; see kiku config")
	}
	if err != nil {
		return err
	}
	return a.print(r, func(w io.Writer) {
		fmt.Fprintf(w, "%d feeds asked: %d unchanged, %d failed; %d items new, %d articles stored, %d pages not to be had\n",
			r.Feeds, r.Unchanged, r.Failed, r.Announced, r.Articles, r.Refused)
	})
}
