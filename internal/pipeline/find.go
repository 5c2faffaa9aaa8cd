package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// Found is what stands at an address that the owner would like to follow.
type Found struct {
	Source feed.Source `json:"source"`          // with the feed that was read; ready for AddSources
	Items  int         `json:"items"`           // that the feed announces now
	Newest time.Time   `json:"newest,omitzero"` // time of the newest of them
	// Others are further feeds that the page names; they were not asked.
	Others []feed.Candidate `json:"others,omitempty"`
	// Known is the source that has this feed already, zero when it is new.
	Known feed.Source `json:"known,omitzero"`
}

// Find looks for the feed at an address: that of a feed, or of a page that names
// its feeds. An address that is followed already is not asked again. tell hears
// of each address that is asked. The error wraps one of package fetch or feed.
func (p *Pipeline) Find(ctx context.Context, address string, tell func(asked string)) (Found, error) {
	address, err := wholeAddress(address)
	if err != nil {
		return Found{}, err
	}
	have, err := p.Store.Sources(ctx)
	if err != nil {
		return Found{}, err
	}
	if s, ok := followed(have, address); ok {
		return Found{Known: s.Source}, nil
	}
	if p.Network == nil {
		return Found{}, ErrNoNetwork
	}
	f := finding{p: p, tell: tell, have: have}
	return f.at(ctx, address)
}

// finding is a search under way.
type finding struct {
	p    *Pipeline
	tell func(string)
	have []store.SourceState
}

// at looks at an address; a page is left for the first feed it names that can
// be read.
func (f finding) at(ctx context.Context, address string) (Found, error) {
	resp, got, err := f.ask(ctx, address)
	if err == nil {
		return f.found(got, resp), nil
	}
	if !errors.Is(err, feed.ErrPage) {
		return Found{}, err
	}
	named := feed.Discover(resp.Body, resp.Links, resp.URL)
	for i, c := range named {
		if s, ok := followed(f.have, c.URL); ok {
			return Found{Known: s.Source, Others: rest(named, i)}, nil
		}
		answer, got, askErr := f.ask(fetch.LinkedFrom(ctx, resp.URL), c.URL)
		if askErr != nil {
			if ctx.Err() != nil {
				return Found{}, ctx.Err()
			}
			if c.How != "guess" { // a wrong guess says nothing about the site
				err = askErr
			}
			continue
		}
		out := f.found(got, answer)
		if out.Source.Feeds != nil && c.Title != "" && got.Title == "" {
			out.Source.Name = c.Title
		}
		out.Others = rest(named, i)
		return out, nil
	}
	return Found{}, err
}

// rest are the candidates beside the one that was taken, without mere guesses.
func rest(all []feed.Candidate, taken int) []feed.Candidate {
	var out []feed.Candidate
	for i, c := range all {
		if i != taken && c.How != "guess" {
			out = append(out, c)
		}
	}
	return out
}

// ask reads the feed at an address.
func (f finding) ask(ctx context.Context, address string) (fetch.Response, feed.Feed, error) {
	f.tell(address)
	resp, err := f.p.look(ctx, address)
	if err != nil {
		return resp, feed.Feed{}, err
	}
	got, err := feed.Parse(resp.Body, resp.ContentType, resp.URL)
	return resp, got, err
}

// found makes a source of a feed.
func (f finding) found(got feed.Feed, resp fetch.Response) Found {
	if s, ok := followed(f.have, resp.URL); ok {
		return Found{Known: s.Source}
	}
	at, err := url.Parse(resp.URL)
	if err != nil { // the fetcher has just asked it
		at = &url.URL{}
	}
	s := feed.Source{Name: got.Title, Home: got.Home, Lang: got.Lang, Feeds: []string{resp.URL}}
	if s.Name == "" {
		s.Name = at.Hostname()
	}
	if s.Home == "" {
		s.Home = at.Scheme + "://" + at.Host + "/"
	}
	s.ID = f.freeID(s, at.Hostname())
	out := Found{Source: s, Items: len(got.Items)}
	for _, it := range got.Items {
		if it.Published.After(out.Newest) {
			out.Newest = it.Published
		}
	}
	return out
}

// freeID names a source. Two publishers may give their feeds one title; the
// second is named for its host, so that it does not become a part of the first.
func (f finding) freeID(s feed.Source, host string) string {
	id := feed.Slug(s.Name)
	taken := slices.ContainsFunc(f.have, func(h store.SourceState) bool {
		return h.ID == id && siteHost(h.Home) != siteHost(s.Home)
	})
	if id == "" || taken {
		return feed.Slug(host)
	}
	return id
}

func siteHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// followed looks for the source that has an address as a feed.
func followed(have []store.SourceState, address string) (store.SourceState, bool) {
	for _, s := range have {
		for _, f := range s.Feeds {
			if sameAddress(f, address) {
				return s, true
			}
		}
	}
	return store.SourceState{}, false
}

// sameAddress compares addresses as their owner would: with or without a slash
// at the end.
func sameAddress(a, b string) bool {
	return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}

// Follow follows what was found, and takes in what the feed announced when it was
// looked at. It returns how many items are new.
func (p *Pipeline) Follow(ctx context.Context, f Found) (int, error) {
	if _, err := p.AddSources(ctx, []feed.Source{f.Source}); err != nil {
		return 0, err
	}
	r, err := p.FetchSome(ctx, FetchRequest{Feeds: f.Source.Feeds, NoPages: true})
	return r.Announced, err
}

// SetPaused pauses a source or lets it go on. The error wraps store.ErrNotFound.
func (p *Pipeline) SetPaused(ctx context.Context, id string, paused bool) error {
	have, err := p.Store.Sources(ctx)
	if err != nil {
		return err
	}
	for _, s := range have {
		if s.ID == id {
			s.Source.Paused = paused
			return p.Store.PutSource(ctx, s.Source)
		}
	}
	return fmt.Errorf("source %s: %w", id, store.ErrNotFound)
}

// Followed returns the sources as they can be exported, by name.
func (p *Pipeline) Followed(ctx context.Context) ([]feed.Source, error) {
	have, err := p.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]feed.Source, 0, len(have))
	for _, s := range have {
		out = append(out, s.Source)
	}
	return out, nil
}
