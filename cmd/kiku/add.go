package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/site/theme"
)

// addCmd follows more sources.
type addCmd struct {
	What    []string `arg:"" optional:"" name:"url-or-file" help:"Addresses of sites or feeds, and OPML files."`
	Starter bool     `help:"Follow the starter sources: well-known Japanese and English news feeds."`
	Name    string   `help:"Printed name of the source, when one address is given."`
}

// Help is printed by kiku add --help.
func (addCmd) Help() string {
	return `The address may be that of a feed, or of a page: then the feed that it names is followed, and further ones are listed. What is followed already is left as it is.

Example:

    kiku add --starter
    kiku add https://harbour-post.example/
    kiku add my-feeds.opml`
}

// Run adds the sources and prints what was found.
func (c *addCmd) Run(a *app) error {
	if len(c.What) == 0 && !c.Starter {
		return usage(errors.New("add: nothing to add"), "kiku add --starter, kiku add URL or kiku add FILE.opml")
	}
	if c.Name != "" && (len(c.What) != 1 || c.Starter) {
		return usage(errors.New("add: --name needs exactly one address"), "add them one by one")
	}
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	var r added
	if c.Starter {
		if err := r.many(a.ctx, h, feed.Starter()); err != nil {
			return err
		}
	}
	for _, what := range c.What {
		if err := r.what(a.ctx, h, what, c.Name); err != nil {
			return err
		}
	}
	return a.print(r, r.text)
}

// added is what kiku add did.
type added struct {
	Followed []feed.Source    `json:"followed"`
	Known    []feed.Source    `json:"known,omitempty"`  // followed before
	Others   []feed.Candidate `json:"others,omitempty"` // further feeds of the pages
	items    map[string]string
}

// what adds what stands at an address or in a file.
func (r *added) what(ctx context.Context, h *hand, what, name string) error {
	if looksLikeAddress(what) {
		return r.address(ctx, h, what, name)
	}
	data, err := os.ReadFile(what)
	if err != nil {
		return hinted(fmt.Errorf("add: %w", err), "give an address with https://, or an OPML file")
	}
	found, err := feed.ParseOPML(data)
	if err == nil && len(found) == 0 {
		err = errors.New("no feeds in it")
	}
	if err != nil {
		return hinted(fmt.Errorf("add %s: %w", what, err), "export the list of your feed reader as OPML")
	}
	if name != "" {
		found[0].Name, found[0].ID = name, feed.Slug(name)
	}
	return r.many(ctx, h, found)
}

// looksLikeAddress tells an address from the name of a file: it has a scheme, or
// it is a host's name and no file of that name is here.
func looksLikeAddress(what string) bool {
	if strings.Contains(what, "://") {
		return true
	}
	if _, err := os.Stat(what); err == nil {
		return false
	}
	host, _, _ := strings.Cut(what, "/")
	switch dot := strings.LastIndexByte(host, '.'); {
	case dot <= 0 || dot == len(host)-1:
		return false
	default:
		end := strings.ToLower(host[dot+1:])
		return end != "opml" && end != "xml" && end != "txt" && end != "json"
	}
}

// many follows the sources of a list.
func (r *added) many(ctx context.Context, h *hand, sources []feed.Source) error {
	before, err := h.Followed(ctx)
	if err != nil {
		return err
	}
	if _, err := h.AddSources(ctx, sources); err != nil {
		return err
	}
	had := map[string]bool{}
	for _, s := range before {
		for _, f := range s.Feeds {
			had[f] = true
		}
	}
	for _, s := range sources {
		if allIn(s.Feeds, had) {
			r.Known = append(r.Known, s)
		} else {
			r.Followed = append(r.Followed, s)
		}
	}
	return nil
}

func allIn(feeds []string, had map[string]bool) bool {
	for _, f := range feeds {
		if !had[f] {
			return false
		}
	}
	return true
}

// address looks for the feed at an address and follows it.
func (r *added) address(ctx context.Context, h *hand, what, name string) error {
	found, err := h.Find(ctx, what, func(asked string) { h.app.tell("kiku: asking %s", asked) })
	if err != nil {
		return notAdded(fmt.Errorf("add %s: %w", what, err))
	}
	r.Others = append(r.Others, found.Others...)
	if found.Known.ID != "" {
		r.Known = append(r.Known, found.Known)
		return nil
	}
	if name != "" {
		found.Source.Name, found.Source.ID = name, feed.Slug(name)
	}
	if _, err := h.Follow(ctx, found); err != nil {
		return err
	}
	r.Followed = append(r.Followed, found.Source)
	if r.items == nil {
		r.items = map[string]string{}
	}
	r.items[found.Source.ID] = holds(found)
	return nil
}

// holds says what a feed announces now.
func holds(f pipeline.Found) string {
	s := fmt.Sprintf("  %s: %d items", f.Source.Feeds[0], f.Items)
	if !f.Newest.IsZero() {
		s += ", the newest of " + f.Newest.Local().Format("2006-01-02 15:04")
	}
	return s
}

// text prints what was added.
func (r added) text(w io.Writer) {
	for _, s := range r.Followed {
		fmt.Fprintf(w, "following %s (%s)\n", s.Name, s.ID)
		if line := r.items[s.ID]; line != "" {
			fmt.Fprintln(w, line)
		}
	}
	for _, s := range r.Known {
		fmt.Fprintf(w, "already following %s (%s)\n", s.Name, s.ID)
	}
	if len(r.Others) > 0 {
		fmt.Fprintln(w, "the page names further feeds; kiku add ADDRESS follows one:")
		for _, c := range r.Others {
			fmt.Fprintf(w, "  %s  %s\n", c.URL, c.Title)
		}
	}
	if n := len(r.Followed); n > 0 {
		fmt.Fprintf(w, "%d new; kiku serve fetches them from now on, kiku fetch does it once\n", n)
	}
}

// notAdded is faulty for an address that could not be added: what would pass by
// itself has to be tried again, since nothing is followed.
func notAdded(err error) error {
	if fault := pipeline.FaultOf(err); fault.Passes() {
		what, _ := fault.In("en")
		return hinted(err, what+" "+theme.WordsOf("en").T("desk.failed.later"))
	}
	return faulty(err)
}

// faulty gives an error of fetching or reading its hint in plain words.
func faulty(err error) error {
	if err == nil {
		return nil
	}
	fault := pipeline.FaultOf(err)
	if fault == pipeline.FaultUnknown || errors.Is(err, context.Canceled) {
		return err
	}
	what, do := fault.In("en")
	p := &problem{err: err, hint: what + " " + do, code: exitFailed}
	if fault == "address" {
		p.code = exitUsage
	}
	return p
}
