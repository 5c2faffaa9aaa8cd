package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/pipeline"
)

// addCmd follows more sources.
type addCmd struct {
	What    []string `arg:"" optional:"" name:"url-or-file" help:"Addresses of feeds or home pages, and OPML files."`
	Starter bool     `help:"Follow the starter sources: well-known Japanese and English news feeds."`
	Name    string   `help:"Printed name of the source, when one address is given."`
}

// Help is printed by kiku add --help.
func (addCmd) Help() string {
	return `The address may be that of a feed or of a page that names its feed. A source that is followed already is replaced.

Example:

    kiku add --starter
    kiku add https://harbour-post.example/
    kiku add my-feeds.opml`
}

// Run adds the sources and prints them.
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
	var sources []feed.Source
	if c.Starter {
		sources = feed.Starter()
	}
	for _, what := range c.What {
		found, err := h.sourcesAt(a.ctx, what)
		if err != nil {
			return err
		}
		sources = append(sources, found...)
	}
	if c.Name != "" {
		sources[0].Name, sources[0].ID = c.Name, feed.Slug(c.Name)
	}
	if _, err := h.AddSources(a.ctx, sources); err != nil {
		return err
	}
	return a.print(sources, func(w io.Writer) {
		for _, s := range sources {
			fmt.Fprintf(w, "following %s (%s)\n", s.Name, s.ID)
		}
		fmt.Fprintf(w, "%d sources; kiku serve asks them, kiku fetch asks once\n", len(sources))
	})
}

// sourcesAt reads an OPML file, or looks for the feed at an address.
func (h *hand) sourcesAt(ctx context.Context, what string) ([]feed.Source, error) {
	if strings.Contains(what, "://") {
		s, err := h.discover(ctx, what)
		return []feed.Source{s}, err
	}
	data, err := os.ReadFile(what)
	if err != nil {
		return nil, hinted(fmt.Errorf("add: %w", err), "give an address with https://, or an OPML file")
	}
	found, err := feed.ParseOPML(data)
	if err == nil && len(found) == 0 {
		err = errors.New("no feeds in it")
	}
	if err != nil {
		return nil, hinted(fmt.Errorf("add %s: %w", what, err), "export the list of your feed reader as OPML")
	}
	return found, nil
}

// discover asks an address for a feed; a page may name its feed, which is then
// asked for.
func (h *hand) discover(ctx context.Context, address string) (feed.Source, error) {
	const hint = "look on the site for a link named RSS, Atom or Feed, and add that address"
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return feed.Source{}, usage(fmt.Errorf("add %s: not an address", address), "an address begins with https://")
	}
	f, at, err := h.feedAt(ctx, address)
	switch {
	case errors.Is(err, feed.ErrPage) || errors.Is(err, feed.ErrNotFeed):
		return feed.Source{}, hinted(fmt.Errorf("add %s: %w", address, err), hint)
	case err != nil:
		return feed.Source{}, fmt.Errorf("add: %w", err)
	}
	name := f.Title
	if name == "" {
		name = u.Hostname()
	}
	home := f.Home
	if home == "" {
		home = u.Scheme + "://" + u.Host + "/"
	}
	return feed.Source{ID: feed.Slug(name), Name: name, Home: home, Lang: f.Lang, Feeds: []string{at}}, nil
}

// feedAt returns the feed at an address or the first one that its page names,
// and the address of that feed.
func (h *hand) feedAt(ctx context.Context, address string) (feed.Feed, string, error) {
	r, err := h.get(ctx, address)
	if err != nil {
		return feed.Feed{}, "", err
	}
	f, err := feed.Parse(r.Body, r.ContentType, r.URL)
	if !errors.Is(err, feed.ErrPage) {
		return f, r.URL, err
	}
	for _, link := range feed.Links(r.Body, r.URL) {
		named, getErr := h.get(ctx, link)
		if getErr != nil {
			err = getErr
			continue
		}
		if f, parseErr := feed.Parse(named.Body, named.ContentType, named.URL); parseErr == nil {
			return f, named.URL, nil
		}
	}
	return feed.Feed{}, "", err
}

// get asks the network for what the owner named.
func (h *hand) get(ctx context.Context, address string) (fetch.Response, error) {
	if h.Network == nil {
		return fetch.Response{}, pipeline.ErrNoNetwork
	}
	return h.Network.Get(ctx, address, fetch.Validators{})
}
