package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"kiku/internal/pipeline"
)

// checkCmd checks every printed line of a built site again.
type checkCmd struct {
	Dir string `arg:"" help:"Folder of a built site."`
}

// Help is printed by kiku check --help.
func (checkCmd) Help() string {
	return `Reads the pages back and asks for every line whether the stored articles support it; it does not trust what the build remembered. Exit code 1 when a line is refused.

Example:

    kiku build --out site
    kiku check site`
}

// otherData is the hint where a site was built from other articles.
const otherData = "name the data folder that the site was built from: kiku check --data-dir FOLDER SITE"

// Run checks and prints the refused lines, then the sums.
func (c *checkCmd) Run(a *app) error {
	if info, err := os.Stat(c.Dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return usage(fmt.Errorf("check %s: no such folder", c.Dir), "build a site first: kiku build --out "+c.Dir)
	}
	settings, err := a.settings()
	if err != nil {
		return err
	}
	if _, err := os.Stat(settings.DataDir); settings.Database == "" && errors.Is(err, fs.ErrNotExist) {
		return usage(fmt.Errorf("check %s: there is no data folder %s", c.Dir, settings.DataDir), otherData)
	}
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	m := a.meter()
	r, err := h.Check(a.ctx, c.Dir, m.show)
	m.done()
	if err != nil {
		return err
	}
	if err := a.print(r, func(w io.Writer) { printCheck(w, r) }); err != nil {
		return err
	}
	if r.Articles == 0 && r.Missing > 0 {
		return hinted(fmt.Errorf("check %s: none of the %d cited articles is stored here", c.Dir, r.Missing), otherData)
	}
	if r.Refused > 0 {
		return errQuiet
	}
	return nil
}

// printCheck writes the refused lines and ends with the sums, in a form that
// scripts rely on.
func printCheck(w io.Writer, r pipeline.CheckReport) {
	for _, f := range r.Refusals {
		fmt.Fprintf(w, "refused %s#%s (%s): %s\n  why: %s\n", f.Page, f.Line, f.Kind, f.Text, f.Why)
	}
	fmt.Fprintf(w, "lines %d supported %d refused %d\n", r.Lines, r.Supported, r.Refused)
}
