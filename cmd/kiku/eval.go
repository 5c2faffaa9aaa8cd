package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"kiku/eval"
)

// measures are what kiku eval can measure, by name.
var measures = []struct {
	name    string
	measure func(dataDir, set string) ([]eval.Figure, error)
}{
	{"events", eval.Events},
	{"stories", eval.Stories},
	{"feeds", eval.Feeds},
	{"pages", eval.Pages},
	{"charset", eval.Charset},
	{"dates", eval.Dates},
	{"statements", eval.Statements},
}

// evalCmd measures quality on labelled sets.
type evalCmd struct {
	What []string `arg:"" optional:"" enum:"events,stories,statements,pages,charset,feeds,dates" help:"What to measure: events, stories, statements, pages, charset, feeds, dates. Default: all."`
	Data string   `placeholder:"DIR" help:"Folder of the labelled sets. Default: data in KIKU_SHARED, or in ../shared."`
	Set  string   `placeholder:"NAME" help:"One set only, such as en/events-dev."`
	Keep string   `placeholder:"COMMIT" help:"Add the figures to eval/history under this commit (from the root of the repository)."`
}

// Help is printed by kiku eval --help.
func (evalCmd) Help() string {
	return `Measures what the deciding code does on labelled sets, beside a plain baseline. The sets are not part of the repository.

Example:

    kiku eval events --set ja/stories-dev
    kiku eval pages --data ../shared/data/pages/fundus-news`
}

// Run measures and prints one line a figure: name, value, number of documents.
func (c *evalCmd) Run(a *app) error {
	dir := c.Data
	if dir == "" {
		shared := a.getenv("KIKU_SHARED")
		if shared == "" {
			shared = filepath.Join("..", "shared")
		}
		dir = filepath.Join(shared, "data")
	}
	const hint = "the labelled sets are not part of the repository; name their folder with --data"
	if _, err := os.Stat(dir); err != nil {
		return hinted(fmt.Errorf("eval: %w", err), hint)
	}
	all := []eval.Figure{}
	for _, m := range measures {
		if len(c.What) > 0 && !slices.Contains(c.What, m.name) {
			continue
		}
		a.tell("measuring %s", m.name)
		figures, err := m.measure(dir, c.Set)
		if errors.Is(err, eval.ErrNoSet) {
			return hinted(err, hint)
		}
		if err != nil {
			return err
		}
		if c.Keep != "" {
			if err := eval.Record(filepath.Join("eval", "history"), m.name, c.Keep, time.Now(), figures); err != nil {
				return err
			}
		}
		all = append(all, figures...)
	}
	return a.print(all, func(w io.Writer) {
		for _, f := range all {
			fmt.Fprintln(w, f)
		}
	})
}
