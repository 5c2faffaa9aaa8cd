package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/width"

	"kiku/internal/site"
	"kiku/internal/site/theme"
	"kiku/internal/store"
)

// listCmd prints the sources that are followed.
type listCmd struct {
	IDs      []string `arg:"" optional:"" name:"id" help:"Print these sources whole, as kiku show does."`
	Problems bool     `help:"Those with a problem first, with what can be done about it."`
}

// Help is printed by kiku list --help.
func (listCmd) Help() string {
	return `One line a source: its name for other commands, language, state, last good fetch, usual time between two items, failed visits in the last 30 days, and how many of its articles a digest has used.

Example:

    kiku list
    kiku list --problems
    kiku list --json`
}

// Run prints one line a source.
func (c *listCmd) Run(a *app) error {
	if len(c.IDs) > 0 {
		return (&showCmd{IDs: c.IDs}).Run(a)
	}
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	sources, err := h.Owned(a.ctx)
	if err != nil {
		return err
	}
	if !c.Problems { // they come with the problems first
		slices.SortStableFunc(sources, func(x, y site.DeskSource) int { return cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)) })
	}
	return a.print(sources, func(w io.Writer) {
		if len(sources) == 0 {
			fmt.Fprintln(w, "no sources; kiku add --starter follows well-known ones, kiku add URL one of your own")
			return
		}
		table(w, sources, c.Problems)
	})
}

// table prints the sources in columns.
func table(w io.Writer, sources []site.DeskSource, problems bool) {
	words := theme.WordsOf("en")
	rows := [][]string{{"ID", "LANG", "STATE", "LAST GOOD", "RHYTHM", "ERRORS", "USED", "NAME"}}
	for _, s := range sources {
		rows = append(rows, []string{
			s.ID, s.Lang, words.T("state." + s.State), short(s.Last), cmp.Or(theme.Span(words, s.Rhythm), "-"),
			fmt.Sprint(s.Errors), used(s), s.Name,
		})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-columns(cell)+2))
			}
		}
		fmt.Fprintln(w, line.String())
		if n > 0 && problems && sources[n-1].Problem {
			fmt.Fprintf(w, "    %s %s\n", sources[n-1].Why(words), whatToDo(words, sources[n-1]))
		}
	}
}

// whatToDo says what the owner can do about a source, with the commands for it.
func whatToDo(words *theme.Words, s site.DeskSource) string {
	if s.State == "quarantined" {
		return fmt.Sprintf("kiku show %s lists it, kiku release %s takes it in.", s.ID, s.ID)
	}
	return s.Do(words)
}

// columns is how wide a text is on a terminal: Chinese letters and kana take two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func short(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04")
}

func used(s site.DeskSource) string {
	if s.Stored == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", s.Used, s.Stored)
}

// showCmd prints sources whole.
type showCmd struct {
	IDs []string `arg:"" name:"id" help:"Names of sources as kiku list prints them."`
}

// Help is printed by kiku show --help.
func (showCmd) Help() string {
	return `Everything that is known of a source: its state and why, its feeds, how they answered in the last 30 days, and what is held back.

Example:

    kiku show harbour-post`
}

// Run prints each source.
func (c *showCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	var all []site.DeskSource
	for _, id := range c.IDs {
		s, err := h.OwnedOne(a.ctx, id)
		if err != nil {
			return noSource(id, err)
		}
		all = append(all, s)
	}
	return a.print(all, func(w io.Writer) {
		for i, s := range all {
			if i > 0 {
				fmt.Fprintln(w)
			}
			whole(w, s)
		}
	})
}

// whole prints one source.
func whole(w io.Writer, s site.DeskSource) {
	words := theme.WordsOf("en")
	fmt.Fprintf(w, "%s (%s)\n", s.Name, s.ID)
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %-12s %s\n", label, value)
		}
	}
	line("state", words.T("state."+s.State)+": "+s.Why(words))
	line("what to do", s.Do(words))
	line("details", oneLine(s.Detail))
	line("home", s.Home)
	line("language", s.Lang)
	line("last good", short(s.Last))
	line("rhythm", theme.Span(words, s.Rhythm))
	line("errors", fmt.Sprintf("%d in 30 days", s.Errors))
	line("used", s.Share(words))
	if s.Held > 0 {
		line("held", fmt.Sprintf("%s; kiku release %s takes them in", several(s.Held, "item"), s.ID))
	}
	for _, f := range s.Feeds {
		fmt.Fprintf(w, "  feed %s\n", f.URL)
		line("  state", words.T("state."+f.State))
		line("  last tried", short(f.Tried))
		line("  next", nextOf(s, f))
		for _, x := range f.Answers {
			text := words.T("class." + x.Class)
			if x.N > 1 {
				text += fmt.Sprintf(" (%d times that day)", x.N)
			}
			if x.Fault != "" {
				text += ": " + words.T("fault."+x.Fault)
			}
			line("  "+x.At.Local().Format("01-02 15:04"), text)
		}
		for _, it := range f.Held {
			line("  held", cmp.Or(it.Title, it.URL))
		}
	}
}

func nextOf(s site.DeskSource, f site.DeskFeed) string {
	switch {
	case s.State == "paused":
		return "when it is resumed"
	case f.Next.IsZero() || !f.Next.After(time.Now()):
		return "due now"
	}
	return short(f.Next)
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
	return a.print(map[string][]string{"removed": c.IDs}, nothing)
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
	done := map[bool]string{true: "paused", false: "resumed"}[paused]
	for _, id := range ids {
		if err := h.SetPaused(a.ctx, id, paused); err != nil {
			return noSource(id, err)
		}
		a.tell("%s %s", done, id)
	}
	return a.print(map[string][]string{done: ids}, nothing)
}

// releaseCmd takes in what is held of sources.
type releaseCmd struct {
	IDs []string `arg:"" name:"id" help:"Names of sources as kiku list prints them."`
}

// Help is printed by kiku release --help.
func (releaseCmd) Help() string {
	return `When a feed announces far more at once than a newspaper prints, the rest is held until its owner has looked at it: kiku show ID lists it.

Example:

    kiku release harbour-post`
}

// Run releases what is held of each source.
func (c *releaseCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	released := map[string]int{}
	for _, id := range c.IDs {
		n, err := h.Release(a.ctx, id)
		if err != nil {
			return noSource(id, err)
		}
		released[id] = n
		if n == 0 {
			a.tell("%s: nothing is held", id)
		} else {
			a.tell("%s: %s will be taken in", id, several(n, "item"))
		}
	}
	return a.print(map[string]map[string]int{"released": released}, nothing)
}

// nothing is printed by commands that have told what they did as they did it.
func nothing(io.Writer) {}

// several is a number of things in words: "1 item", "2 items".
func several(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func noSource(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return hinted(fmt.Errorf("source %s: %w", strings.ToLower(id), store.ErrNotFound), "kiku list prints the names of the sources")
	}
	return err
}
