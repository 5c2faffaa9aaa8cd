// Package web serves readers: the built site with strong validators and
// compression, the search for those without JavaScript, the count of readings
// for the ranking, the owner's desk on the machine itself, health and metrics.
//
// It reads a folder that another package published and asks small interfaces
// for the rest. It makes no page of its own but the desk and the search result.
// No cookie is set and no address of a reader is kept.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/site"
	"kiku/internal/story"
)

// Finder looks stories up. The words are as the reader wrote them.
type Finder interface {
	Find(ctx context.Context, lang, words string, limit int) ([]story.StoryID, error)
}

// Counter keeps how often stories were opened on a day.
type Counter interface {
	CountVisits(ctx context.Context, day time.Time, n map[story.StoryID]int) error
}

// Desk is what the owner can do from the desk.
type Desk interface {
	Shelf
	Adder
	Keeper
	// Try shows what a fetch of an address would do; tell hears of each step as
	// soon as it is done. Nothing is stored.
	Try(ctx context.Context, address string, tell func(pipeline.TrialStep)) (pipeline.Trial, error)
}

// Shelf is where the sources stand.
type Shelf interface {
	// Owned lists the sources, those with a problem first.
	Owned(ctx context.Context) ([]site.DeskSource, error)
	// OwnedOne is one source whole; the error wraps store.ErrNotFound.
	OwnedOne(ctx context.Context, id string) (site.DeskSource, error)
	// Offline reports whether fetching is switched off.
	Offline() bool
}

// Adder makes the owner follow more.
type Adder interface {
	// Find looks for the feed at an address.
	Find(ctx context.Context, address string) (pipeline.Found, error)
	// Follow follows what was found and returns how many items it brought.
	Follow(ctx context.Context, found pipeline.Found) (int, error)
	// AddSources follows sources and returns how many are new.
	AddSources(ctx context.Context, sources []feed.Source) (int, error)
	// Followed are the sources to be exported.
	Followed(ctx context.Context) ([]feed.Source, error)
}

// Keeper changes a source; errors wrap store.ErrNotFound.
type Keeper interface {
	SetPaused(ctx context.Context, id string, paused bool) error
	Remove(ctx context.Context, id string) error
	// Release takes in what is held of a source and returns how many items.
	Release(ctx context.Context, id string) (int, error)
}

// Health reports whether what the server needs answers.
type Health interface {
	Reachable(ctx context.Context) error
}

// Gauge is one number for /metrics. Gauges of one name stand together and differ
// by their label.
type Gauge struct {
	Name      string // "kiku_articles"
	Help      string
	Value     float64
	Counter   bool   // it only grows
	Label, Of string // "state", "failing"; "" without a label
}

// Config is what a server needs. Dir alone is enough to serve a site.
type Config struct {
	Dir         string // folder of the built site; may be replaced by a rename at any time
	Prefix      string // path under which the site is served: "" or "/kiku"
	DefaultLang string // "ja" or "en"; "" is "ja"
	Finder      Finder // nil searches the site's own index
	Counter     Counter
	Desk        Desk // nil: there is no desk
	Hubs        Hubs // nil: nobody is asked to tell of changes
	Health      Health
	Gauges      func(context.Context) ([]Gauge, error)
	Zone        *time.Location // in which a day of the ranking begins and ends; nil is the local one
	Now         func() time.Time
	Log         *slog.Logger
	// CacheBytes bounds the pages kept in memory; 0 is 64 MB.
	CacheBytes int64
}

// ErrNoSite: the folder to be served holds no site.
var ErrNoSite = errors.New("no built site")

// Server serves one site. It is safe for concurrent use.
type Server struct {
	c       Config
	pages   atomic.Pointer[pages] // the site as it stands
	before  atomic.Pointer[pages] // the one before, for files that open pages still name
	looked  atomic.Int64          // when the folder was last looked at, Unix milliseconds
	visits  visits
	counts  counts
	protect *http.CrossOriginProtection
	pushes  chan struct{} // places for pushes that are being read
}

// New returns a server for the site in c.Dir. The folder may still be empty:
// until it holds a site, readers are told to come back. Call Close at the end.
func New(c Config) (*Server, error) {
	if c.Dir == "" {
		return nil, fmt.Errorf("web: %w: no folder given", ErrNoSite)
	}
	if c.DefaultLang != "en" {
		c.DefaultLang = "ja"
	}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.CacheBytes <= 0 {
		c.CacheBytes = 64 << 20
	}
	c.Prefix = strings.TrimRight(c.Prefix, "/")
	s := &Server{c: c, protect: http.NewCrossOriginProtection(), pushes: make(chan struct{}, pushesAtOnce)}
	s.visits.n = map[string]map[story.StoryID]int{}
	s.pages.Store(openPages(c.Dir, c.CacheBytes))
	return s, nil
}

// Reload takes up the site that now stands in the folder. The server also sees
// by itself within a second that the folder was replaced.
func (s *Server) Reload() {
	s.before.Store(s.pages.Swap(openPages(s.c.Dir, s.c.CacheBytes)))
}

// lookInterval is how often, at most, the folder is looked at for a new site.
const lookInterval = time.Second

func (s *Server) current() *pages {
	p := s.pages.Load()
	now := s.c.Now().UnixMilli()
	last := s.looked.Load()
	if now-last >= lookInterval.Milliseconds() && s.looked.CompareAndSwap(last, now) && p.replaced() {
		s.Reload()
		return s.pages.Load()
	}
	return p
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t := &tally{ResponseWriter: w}
	defer s.finish(t, r)
	secure(t.Header())
	path, ok := strings.CutPrefix(r.URL.Path, s.c.Prefix)
	if !ok || !strings.HasPrefix(path, "/") {
		s.missing(t, r, "/")
		return
	}
	switch {
	case path == "/healthz":
		s.health(t, r)
	case path == "/metrics":
		s.metrics(t, r)
	case strings.HasPrefix(path, HubPath):
		s.hub(t, r, path[len(HubPath):])
	case path == "/desk" || strings.HasPrefix(path, "/desk/"):
		s.desk(t, r, path)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		t.Header().Set("Allow", "GET, HEAD")
		http.Error(t, "method not allowed", http.StatusMethodNotAllowed)
	case isSearch(path) && r.URL.RawQuery != "":
		s.search(t, r, path)
	default:
		s.page(t, r, path)
	}
}

// finish turns a panic into the error page and counts the answer.
func (s *Server) finish(t *tally, r *http.Request) {
	if p := recover(); p != nil {
		if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(p)
		}
		s.c.Log.Error("request", "path", r.URL.Path, "err", fmt.Sprint(p))
		if t.status == 0 {
			s.broken(t, r)
		}
	}
	s.counts.add(t)
}

// Serve answers on the listener until the context ends, then lets open
// requests finish for up to ten seconds and stores the counted readings.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(s.c.Log.Handler(), slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() { done <- h.Serve(l) }()
	tick := time.NewTicker(visitInterval)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			return errors.Join(fmt.Errorf("serve %s: %w", l.Addr(), err), s.flush(context.WithoutCancel(ctx)))
		case <-tick.C:
			if err := s.flush(ctx); err != nil {
				s.c.Log.Warn("count readings", "err", err)
			}
		case <-ctx.Done():
			grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
			defer cancel()
			err := h.Shutdown(grace)
			served := <-done
			if errors.Is(served, http.ErrServerClosed) {
				served = nil
			}
			return errors.Join(err, served, s.flush(grace))
		}
	}
}

// Close stores the readings counted so far. Serve does so by itself.
func (s *Server) Close(ctx context.Context) error { return s.flush(ctx) }
