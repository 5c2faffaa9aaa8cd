package main

import (
	"fmt"
	"io"
	"time"

	"kiku/internal/pipeline"
)

// buildCmd writes the whole site as static files.
type buildCmd struct {
	Out string `placeholder:"DIR" help:"Folder of the site; it is replaced as a whole. Default: site in the data folder."`
}

// Help is printed by kiku build --help.
func (buildCmd) Help() string {
	return `Reads, places and tells what is outstanding, and writes the site. The folder is swapped in one step, so that readers never see half a site; the same store gives the same bytes.

Example:

    kiku build --out site`
}

// Run catches up, builds and prints what was written.
func (c *buildCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	m := a.meter()
	if err := h.CatchUp(a.ctx, m.show); err != nil {
		m.done()
		return err
	}
	out := c.Out
	if out == "" {
		out = h.siteDir()
	}
	r, err := h.Build(a.ctx, out, m.show)
	m.done()
	if err != nil {
		return err
	}
	return a.print(r, func(w io.Writer) { printBuild(w, r) })
}

func printBuild(w io.Writer, r pipeline.BuildReport) {
	fmt.Fprintf(w, "%s: %d digests, %d of them of two or more publishers; %d pages, %d files, %.1f MB in %s\n",
		r.Out, r.Digests, r.Multi, r.Pages, r.Files, float64(r.Bytes)/1e6, r.Took.Round(10*time.Millisecond))
	if m := r.Worded; m != (pipeline.Wording{}) {
		fmt.Fprintf(w, "model: %d lines reworded, %d kept from before, %d refused, %d without answer\n", m.Accepted, m.Kept, m.Refused, m.Failed)
	}
	if v := r.Vectors; v != (pipeline.Meaning{}) {
		fmt.Fprintf(w, "vectors: %d articles with one, %d placed without since the server gave none\n", v.With, v.Without)
	}
}
