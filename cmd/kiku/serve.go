package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"golang.org/x/sync/errgroup"

	"kiku/internal/pipeline"
	"kiku/internal/site"
	"kiku/internal/store"
	"kiku/internal/web"
)

// How often kiku serve looks for what there is to do.
const (
	lookForTold   = 2 * time.Second  // stories told anew
	rebuildAnyway = 15 * time.Minute // the ranking moves although no story does
)

// serveCmd is everything in one process.
type serveCmd struct{}

// Help is printed by kiku serve --help.
func (serveCmd) Help() string {
	return `Asks the feeds that are due, reads, groups and tells what came, builds the site and serves it, until it is stopped. A first start without sources and articles shows the sample newsroom, which needs no network.

Example:

    kiku serve --listen localhost:8080`
}

// Run serves until the context ends.
func (serveCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	h.Site.Starter = true // the desk behind the site can add them
	// Listen first: a taken address is told at once, not after the first build.
	l, err := net.Listen("tcp", h.config.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	h.Site.Starter = true // the desk answers the button on the sample newsroom
	server, err := h.server()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	group, ctx := errgroup.WithContext(a.ctx)
	group.Go(func() error { return server.Serve(ctx, l) })
	group.Go(func() error { return h.keepServing(ctx, l.Addr()) })
	if err := group.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	a.tell("kiku: stopped")
	return nil
}

// keepServing brings the site up to date, says where it is, and keeps it fresh.
func (h *hand) keepServing(ctx context.Context, addr net.Addr) error {
	first, err := h.Sample(ctx)
	if err != nil && !errors.Is(err, pipeline.ErrNoSample) {
		return err
	}
	if first {
		h.app.tell("kiku: no sources yet, so this is the sample newsroom; kiku add --starter follows real ones")
	}
	_, err = os.Stat(filepath.Join(h.siteDir(), "index.html"))
	stood := err == nil
	if stood {
		h.announce(addr)
	}
	built, err := h.bringUpToDate(ctx)
	if err != nil {
		return err
	}
	if !stood {
		h.announce(addr)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return h.Work(ctx) })
	group.Go(func() error { return h.rebuild(ctx, built) })
	return group.Wait()
}

// bringUpToDate does what is outstanding and builds the site. It returns the
// state of the store that the site shows.
func (h *hand) bringUpToDate(ctx context.Context) (standing, error) {
	m := h.app.meter()
	defer m.done()
	if err := h.CatchUp(ctx, m.show); err != nil {
		return standing{}, err
	}
	shown, err := h.store.Shown(ctx)
	if err != nil {
		return standing{}, err
	}
	placed, err := h.placed(ctx)
	if err != nil {
		return standing{}, err
	}
	r, err := h.Build(ctx, h.siteDir(), m.show)
	return standing{shown, r.Bare, r.Waiting, placed, time.Now()}, err
}

// placed is how many reports have their place: a first one makes no story, but
// the front page can name it.
func (h *hand) placed(ctx context.Context) (int64, error) {
	c, err := h.store.Counts(ctx)
	return c.Articles[store.Placed], err
}

// standing is what the site that stands shows.
type standing struct {
	shown   int64         // state of the store
	bare    bool          // it has no report, and speaks of the sources instead
	waiting *site.Waiting // what it says of them
	placed  int64         // reports before it was built
	built   time.Time
}

// stale reports whether the site shows what is no longer so.
func (h *hand) stale(ctx context.Context, s standing) (bool, error) {
	shown, err := h.store.Shown(ctx)
	if err != nil || shown != s.shown || time.Since(s.built) >= rebuildAnyway {
		return true, err
	}
	if !s.bare {
		return false, nil
	}
	placed, err := h.placed(ctx)
	if err != nil || placed != s.placed {
		return true, err
	}
	w, err := h.Waiting(ctx)
	return err == nil && !reflect.DeepEqual(w, s.waiting), err
}

// announce prints where readers find the site.
func (h *hand) announce(addr net.Addr) {
	address := "http://" + readable(h.config.Listen, addr) + "/"
	at := served{Address: address, Data: h.config.DataDir}
	if err := h.app.print(at, func(w io.Writer) { fmt.Fprintf(w, "kiku: serving %s (data in %s)\n", at.Address, at.Data) }); err != nil {
		h.app.tell("%v", err)
	}
	h.app.tell("kiku: your sources are on %sdesk/", at.Address)
}

// served is what kiku serve --json prints once it serves.
type served struct {
	Address string `json:"address"`
	Data    string `json:"data"`
}

// readable is the address as one types it into a browser: the name that was
// asked for with the port that was given, and localhost for every interface.
func readable(asked string, addr net.Addr) string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return addr.String()
	}
	host, _, err := net.SplitHostPort(asked)
	if ip := net.ParseIP(host); err != nil || host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// rebuild builds the site whenever something is told that it does not show.
func (h *hand) rebuild(ctx context.Context, at standing) error {
	return again(ctx, lookForTold, func() error {
		stale, err := h.stale(ctx, at)
		if err == nil && !stale {
			return nil
		}
		next := standing{built: time.Now()}
		var r pipeline.BuildReport
		if err == nil {
			next.shown, err = h.store.Shown(ctx)
		}
		if err == nil {
			next.placed, err = h.placed(ctx)
		}
		if err == nil {
			r, err = h.Build(ctx, h.siteDir(), nil)
		}
		if err != nil {
			if ctx.Err() == nil {
				h.log.Warn("build", "err", err) // readers keep the last good site
			}
			return nil
		}
		next.bare, next.waiting = r.Bare, r.Waiting
		at = next
		h.log.Info("build", "digests", r.Digests, "files", r.Files, "took", r.Took)
		return nil
	})
}

// again calls f now and after each pause until the context ends or f fails.
func again(ctx context.Context, pause time.Duration, f func() error) error {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		if err := f(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// workCmd is a worker beside kiku serve.
type workCmd struct{}

// Help is printed by kiku work --help.
func (workCmd) Help() string {
	return `Does outstanding work until it is stopped: asks feeds that are due, reads, places, tells. Any number of workers on any number of machines may share one PostgreSQL.

Example:

    kiku work --database postgres://kiku@db.example/kiku`
}

// Run works until the context ends.
func (workCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	a.tell("kiku: working; stop with an interrupt")
	if err := h.Work(a.ctx); err != nil {
		return err
	}
	a.tell("kiku: stopped")
	return nil
}

// server is the web server on the built site.
func (h *hand) server() (*web.Server, error) {
	return web.New(web.Config{
		Dir: h.siteDir(), DefaultLang: langOf(h.config), Finder: finder{h}, Counter: h.store, Desk: desk{h.Pipeline}, Hubs: h.hubs(), Health: h.store,
		Gauges: h.gauges, Log: h.log,
	})
}
