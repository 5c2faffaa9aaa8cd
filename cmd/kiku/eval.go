package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
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
	{"langid", eval.LangID},
	{"sentences", eval.Sentences},
	{"names", eval.Names},
	{"figures", eval.Numbers},
	{"statements", eval.Statements},
	{"timelines", eval.Timelines},
	{"disputes", eval.Disputes},
	{"positions", eval.Positions},
	{"audit", eval.Audit},
	{"check", eval.Check},
	{"digest", eval.Digest},
	{"background", eval.Background},
	{"retold", eval.Retold},
}

// relearned are the measures whose weights were learned from all of the sets:
// how to learn them anew without what is measured. Others measure what they
// learn in this way always.
var relearned = map[string]func(dataDir string) ([]eval.Figure, error){
	"events":    eval.UnseenGroups, // with the stories
	"pages":     eval.UnseenPages,
	"timelines": eval.UnseenTimelines,
}

// evalCmd measures quality on labelled sets.
type evalCmd struct {
	What []string `arg:"" optional:"" enum:"events,stories,statements,disputes,positions,timelines,pages,charset,feeds,dates,langid,sentences,names,figures,audit,check,digest,background,retold" help:"What to measure: events, stories, statements, disputes, positions, timelines, pages, charset, feeds, dates, langid, sentences, names, figures, audit, check, digest, background, retold. Default: all."`
	Data string   `placeholder:"DIR" help:"Folder of the labelled sets. Default: data in KIKU_SHARED, or in ../shared."`
	Set  string   `placeholder:"NAME" help:"One set only, such as en/events-dev."`
	Keep string   `placeholder:"COMMIT" help:"Add the figures to eval/history under this commit (from the root of the repository)."`

	Unseen  bool `help:"Also learn anew without what is measured, fold by fold; takes minutes."`
	Compare bool `help:"Print a table: each figure that has a goal, its last value in eval/history, its baseline, its goal. Exit with 1 when one fell by more than its noise (from the root of the repository)."`
}

// Help is printed by kiku eval --help.
func (evalCmd) Help() string {
	return `Measures what the deciding code does on labelled sets, beside a plain baseline. The sets are not part of the repository.
DIR is the folder of all sets, or of one of them; with --json the figures are printed for machines.

Example:

    kiku eval events --set ja/stories-dev
    kiku eval pages --data ../shared/data/pages/fundus-news
    kiku eval --unseen --compare`
}

const evalHint = "the labelled sets are not part of the repository; name their folder with --data"

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
	if _, err := os.Stat(dir); err != nil {
		return hinted(fmt.Errorf("eval: %w", err), evalHint)
	}
	history := filepath.Join("eval", "history")
	last, err := eval.Last(history)
	if err != nil {
		return err
	}
	all, err := c.measure(a, dir, history)
	if err != nil {
		return err
	}
	if c.Compare {
		return c.compare(a, all, last)
	}
	return a.print(all, func(w io.Writer) {
		for _, f := range all {
			fmt.Fprintln(w, f)
		}
	})
}

// measure runs every measure that was asked for, and keeps what it finds.
func (c *evalCmd) measure(a *app, dir, history string) ([]eval.Figure, error) {
	all := []eval.Figure{}
	run := func(kind string, measure func() ([]eval.Figure, error)) error {
		a.tell("measuring %s", kind)
		figures, err := measure()
		if errors.Is(err, eval.ErrNoSet) && len(c.What) == 0 {
			a.tell("no set of %s in %s", kind, dir)
			return nil
		}
		if errors.Is(err, eval.ErrNoSet) {
			return hinted(err, evalHint)
		}
		if err != nil {
			return err
		}
		if c.Keep != "" {
			if err := eval.Record(history, kind, c.Keep, time.Now(), figures); err != nil {
				return err
			}
		}
		all = append(all, figures...)
		return nil
	}
	for _, m := range measures {
		if len(c.What) > 0 && !slices.Contains(c.What, m.name) {
			continue
		}
		if err := run(m.name, func() ([]eval.Figure, error) { return m.measure(dir, c.Set) }); err != nil {
			return nil, err
		}
		again := relearned[m.name]
		if !c.Unseen || again == nil {
			continue
		}
		a.tell("learning %s anew, fold by fold", m.name)
		if err := run("cross-validated", func() ([]eval.Figure, error) { return again(dir) }); err != nil {
			return nil, err
		}
	}
	if len(all) == 0 {
		return nil, hinted(fmt.Errorf("eval: %s: %w", dir, eval.ErrNoSet), evalHint)
	}
	return all, nil
}

// compare prints the figures that have a goal and fails when one fell.
func (c *evalCmd) compare(a *app, all []eval.Figure, last map[string]float64) error {
	goals, err := eval.Goals()
	if err != nil {
		return err
	}
	rows := eval.Compare(all, goals, last)
	if err := a.print(rows, func(w io.Writer) { writeRows(w, rows) }); err != nil {
		return err
	}
	fell := 0
	for _, r := range rows {
		if r.Fell {
			fell++
		}
	}
	if c.Unseen && len(c.What) == 0 && c.Set == "" {
		if missing := eval.Missing(all, goals); len(missing) > 0 {
			return hinted(fmt.Errorf("eval: %d goals were not measured: %s", len(missing), strings.Join(missing, ", ")), evalHint)
		}
	}
	if fell > 0 {
		return hinted(fmt.Errorf("eval: %d of %d figures fell by more than their noise", fell, len(rows)),
			"find out why; a fall that buys something else is kept with --keep COMMIT and explained in its commit")
	}
	return nil
}

func writeRows(w io.Writer, rows []eval.Row) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "figure\tnow\tn\tbefore\tbeside\tgoal\tstate")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%.4f\t%d\t%s\t%s\t%s\t%s\n", r.Figure.Name, r.Figure.Value, r.Figure.N, r.Before, r.Beside, r.Goal, r.State)
	}
	t.Flush()
}
