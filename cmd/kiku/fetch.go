package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/site"
)

// fetchCmd polls the feeds that are due, or some of them, once.
type fetchCmd struct {
	IDs    []string `arg:"" optional:"" name:"id" help:"Ask these sources only, before their time if need be."`
	DryRun string   `name:"dry-run" placeholder:"URL" help:"Show each step of fetching an address, and what would be stored; store nothing."`
}

// Help is printed by kiku fetch --help.
func (fetchCmd) Help() string {
	return `Asks every feed whose time has come, once, and fetches the pages of what is new. kiku serve and kiku work do this by themselves. No feed is asked twice within 15 minutes, by whatever command.

Example:

    kiku fetch && kiku build --out site
    kiku fetch harbour-post
    kiku fetch --dry-run https://harbour-post.example/`
}

// Run polls and prints what came.
func (c *fetchCmd) Run(a *app) error {
	if c.DryRun != "" && len(c.IDs) > 0 {
		return usage(errors.New("fetch: --dry-run takes an address and no sources"), "run them one by one")
	}
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	switch {
	case c.DryRun != "":
		return h.dryRun(c.DryRun)
	case len(c.IDs) > 0:
		return h.fetchOnly(c.IDs)
	}
	r, err := h.fetchRested()
	if errors.Is(err, pipeline.ErrNoNetwork) {
		return hinted(err, "this installation is set to work without network; see kiku config")
	}
	if err != nil {
		return err
	}
	if r == (pipeline.FetchReport{}) {
		if sources, err := h.Followed(a.ctx); err == nil && len(sources) == 0 {
			a.tell("kiku: no sources; kiku add --starter follows well-known ones, kiku add URL one of your own")
		}
	}
	return a.print(r, func(w io.Writer) { fetched(w, r) })
}

// rest is a little longer than a host that one process asked is left alone by
// the next one.
const rest = 2500 * time.Millisecond

// fetchRested fetches, once more after a rest when nothing could be asked
// although pages wait: kiku add has just asked their host.
func (h *hand) fetchRested() (pipeline.FetchReport, error) {
	r, err := h.Fetch(h.app.ctx)
	if err != nil || r != (pipeline.FetchReport{}) {
		return r, err
	}
	c, err := h.store.Counts(h.app.ctx)
	if err != nil || c.Waiting == 0 {
		return r, err
	}
	select {
	case <-time.After(rest):
	case <-h.app.ctx.Done():
		return r, h.app.ctx.Err()
	}
	return h.Fetch(h.app.ctx)
}

func fetched(w io.Writer, r pipeline.FetchReport) {
	fmt.Fprintf(w, "%s asked: %d unchanged, %d failed; %s new, %s stored, %s left out\n",
		several(r.Feeds, "feed"), r.Unchanged, r.Failed, several(r.Announced, "item"), several(r.Articles, "article"), several(r.Refused, "page"))
	if r.Failed > 0 {
		fmt.Fprintln(w, "kiku list --problems says why, and what to do")
	}
}

// dryRun shows what a fetch of an address would do, each step as it happens.
func (h *hand) dryRun(address string) error {
	a := h.app
	tell := func(pipeline.TrialStep) {}
	if !a.JSON {
		tell = func(s pipeline.TrialStep) { printStep(a.out, s.In("en")) }
	}
	t, err := h.TryTelling(a.ctx, address, tell)
	if err != nil && !errors.Is(err, pipeline.ErrTooSoon) {
		return err
	}
	if err := a.print(t, func(w io.Writer) { printTrial(w, t.In("en", "", time.Local)) }); err != nil {
		return err
	}
	if !t.OK {
		return errQuiet
	}
	return nil
}

// printStep prints one step of a trial: its state, its name, what came of it.
func printStep(w io.Writer, s site.TrialStep) {
	text := s.Text
	if s.Detail != "" {
		text = strings.TrimSpace(text + " [" + oneLine(s.Detail) + "]")
	}
	took := ""
	if s.Took >= time.Millisecond {
		took = fmt.Sprintf(" (%s)", s.Took.Round(time.Millisecond))
	}
	fmt.Fprintf(w, "%-6s %-13s %s%s\n", s.State, s.Name, text, took)
	if s.Do != "" {
		fmt.Fprintf(w, "%-6s %-13s %s\n", "", "", s.Do)
	}
}

// printTrial prints what a trial comes to.
func printTrial(w io.Writer, v site.TrialView) {
	if len(v.Items) > 0 {
		fmt.Fprintln(w, "\nitems:")
	}
	for _, it := range v.Items {
		fmt.Fprintf(w, "  %-8s %-16s  %s\n                              %s\n", it.Here, when(it.Published), it.Title, it.URL)
	}
	if v.More > 0 {
		fmt.Fprintf(w, "  and %d more\n", v.More)
	}
	if len(v.Pages) > 0 {
		fmt.Fprintln(w, "\nwhat becomes of the first pages:")
	}
	for _, p := range v.Pages {
		fmt.Fprintf(w, "  %s\n    %s\n", p.Title, p.URL)
		if p.Fault != "" {
			fmt.Fprintf(w, "    %s %s\n", p.Fault, p.Do)
			continue
		}
		facts := []string{when(p.Published)}
		if p.Author != "" {
			facts = append(facts, "by "+p.Author)
		}
		facts = append(append(facts, p.Length), p.Terms...)
		fmt.Fprintf(w, "    %s\n    %s\n", strings.Join(facts, ", "), p.Begins)
	}
	fmt.Fprintf(w, "\n%s Nothing was stored.\n", v.Verdict)
}

func when(t time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	return t.Format("2006-01-02 15:04")
}

// fetchOnly asks some sources, though their time may not have come; one that was
// asked within 15 minutes is left alone, and when it may be asked is said.
func (h *hand) fetchOnly(ids []string) error {
	a := h.app
	var feeds []string
	var late error
	var again time.Time // when the first of the late ones may be asked
	for _, id := range ids {
		s, err := h.OwnedOne(a.ctx, id)
		if err != nil {
			return noSource(id, err)
		}
		if s.State == "paused" {
			return hinted(fmt.Errorf("fetch %s: the source is paused", id), "kiku resume "+id+" lets it be asked again")
		}
		for _, f := range s.Feeds {
			if until := f.Tried.Add(feed.Shortest); !f.Tried.IsZero() && time.Now().Before(until) {
				late = errors.Join(late, &pipeline.TooSoonError{Address: f.URL, Until: until})
				if again.IsZero() || until.Before(again) {
					again = until
				}
				continue
			}
			feeds = append(feeds, f.URL)
		}
	}
	if len(feeds) == 0 {
		return tooSoon(fmt.Errorf("fetch: %w", late), again)
	}
	r, err := h.FetchSome(a.ctx, pipeline.FetchRequest{Force: true, Feeds: feeds})
	if err != nil {
		return err
	}
	if late != nil {
		a.tell("kiku: %s", oneLine(late.Error()))
	}
	return a.print(r, func(w io.Writer) { fetched(w, r) })
}

// tooSoon says when a source may be asked again, by the clock on the wall.
func tooSoon(err error, again time.Time) error {
	return hinted(err, fmt.Sprintf("to be easy on publishers, Kiku asks a feed at most every 15 minutes; again after %s", again.Add(time.Minute-time.Second).Local().Format("15:04")))
}
