package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"kiku/internal/pipeline"
)

// importCmd brings in reports that are already here.
type importCmd struct {
	Paths []string          `arg:"" name:"path" help:"Files and folders: JSON Lines (plain or .gz), HTML, feeds, OPML, WARC."`
	Map   map[string]string `placeholder:"THEIRS=OURS;..." help:"Names of JSON fields that Kiku does not know: headline=title."`
	Names map[string]string `placeholder:"KEY=NAME;..." help:"Printed publisher names for keys in the records: gdn=The Gardener."`
	Again bool              `help:"Import once more what was imported to the end before."`
	Batch int               `default:"100" help:"Records stored in one step."`
}

// Help is printed by kiku import --help.
func (importCmd) Help() string {
	return `Recognised JSON fields: title, link or url, text or body or article or content, published or date or pubDate, source or publisher or feed, lang.

An interrupted import goes on where it stopped when the same command is run again; nothing is lost or stored twice. A bad record is named at the end, and the rest goes on.

Example:

    kiku import reports.jsonl.gz
    kiku import --map headline=title --map when=published export/`
}

// Run imports and prints what became of the records.
func (c *importCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	if c.Batch < 1 {
		return usage(fmt.Errorf("--batch %d is not a number of records", c.Batch), "leave it out, or give at least 1")
	}
	m := a.meter()
	r, err := h.Import(a.ctx, pipeline.ImportRequest{
		Paths: c.Paths, Map: c.Map, Publishers: c.Names, Again: c.Again, Batch: c.Batch,
	}, m.show)
	m.done()
	// What was stored before an interruption is worth telling.
	if err == nil || errors.Is(err, context.Canceled) {
		if err := a.print(r, func(w io.Writer) { printImport(w, r) }); err != nil {
			return err
		}
	}
	if errors.Is(err, context.Canceled) {
		return &problem{err: errors.New("import interrupted"), code: exitInterrupted,
			hint: "what was read is kept; run the same command again and it goes on from there"}
	}
	return err
}

func printImport(w io.Writer, r pipeline.ImportReport) {
	for _, b := range r.Bad {
		fmt.Fprintf(w, "bad record %s: %s\n", place(b), b.Why)
	}
	if more := r.BadCount - int64(len(r.Bad)); more > 0 {
		fmt.Fprintf(w, "and %d more bad records\n", more)
	}
	for _, path := range r.Done {
		fmt.Fprintf(w, "%s was imported before (--again imports it once more)\n", path)
	}
	if r.Resumed {
		fmt.Fprintln(w, "went on where the import before had stopped")
	}
	parts := []string{fmt.Sprintf("%d new", r.Added)}
	for _, p := range []struct {
		n    int64
		what string
	}{
		{r.Changed, "changed"}, {r.Same, "known"}, {r.Older, "older than what is known"}, {r.Withdrawn, "withdrawn"},
		{r.Refused, "kept but not usable"}, {r.Announced, "announced by feeds"}, {r.Sources, "sources"}, {r.BadCount, "bad"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	fmt.Fprintf(w, "%d records: %s\n", r.Records, strings.Join(parts, ", "))
}

// place is where a bad record stands: file:line, or file#record.
func place(b pipeline.BadRecord) string {
	switch {
	case b.Line > 0:
		return fmt.Sprintf("%s:%d", b.File, b.Line)
	case b.Record > 0:
		return fmt.Sprintf("%s#%d", b.File, b.Record)
	}
	return b.File
}
