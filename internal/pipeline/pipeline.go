// Package pipeline moves things one stage on, and is the only package that
// knows the order: articles come in, are read, placed in events and stories,
// stories are told in editions, editions become a site.
//
// Every stage loads from the store, calls one package of the river and stores
// the outcome in one step. No stage calls the next: what is outstanding is in
// the store, so any stage can be interrupted anywhere and done again. The same
// stages run in two ways: CatchUp does all of them in this process until nothing
// is left; Work does them as jobs, in any number of processes.
package pipeline

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/site"
	"kiku/internal/store"
)

// Decider is the version of the deciding code, kept with every state. Raise it
// when a stage decides differently.
const Decider = "2"

// Config is what a pipeline needs.
type Config struct {
	Store *store.Store
	// Reader reads texts; nil makes one.
	Reader *language.Reader
	// Hosts speak in digests; the zero value means digest.DefaultHosts.
	Hosts digest.Hosts
	// Now is the clock; nil means time.Now. It never enters a digest: only
	// times kept with states, and when feeds are asked.
	Now func() time.Time
	// Log gets one line for each step; nil logs nothing.
	Log *slog.Logger
	// Site is how the built site looks.
	Site site.Config
	// Network asks feeds and pages; nil makes Fetch fail with ErrNoNetwork, and
	// Work fetch nothing.
	Network Getter
	// Callback is the public address under which hubs reach this server, ending in
	// "/websub/"; "" asks no hub.
	Callback string
	// Writer words long lines of digests; nil leaves them as the reports have them.
	Writer Writer
	// Embedder says by vectors which reports mean the same; nil groups by words
	// alone.
	Embedder Embedder
	// Sample holds the sample newsroom as JSON Lines files; nil means there is
	// none.
	Sample fs.FS
	// Languages are the languages that digests are written in, in order of
	// preference. nil means every language that has enough reports.
	Languages []string
	// Procs is how many texts are read and stories told at once; 0 means one for
	// each core.
	Procs int
	// Places is how many hosts are asked at once, those apart that take long; 0
	// means 256.
	Places int
	// Lease is how long a host is this process's when nothing renews it; 0 means 2
	// minutes. A process that was killed holds its hosts back for that long.
	Lease time.Duration
	// Rest is how long a host that this process asked is left alone by other
	// processes; 0 means 2 s.
	Rest time.Duration
	// Kept is how many reports are held ready for comparing; events beyond leave
	// and come back when a new report may be of them. 0 means what package story
	// chose.
	Kept int
	// Fault, when set, is called at named points of fetching. Tests end the process
	// there.
	Fault func(point string)
}

// The outcomes that a caller may want to tell apart.
var (
	// ErrNoNetwork: this pipeline was made without a way to the network.
	ErrNoNetwork = errors.New("no network configured")
	// ErrNoSample: this pipeline was made without a sample newsroom.
	ErrNoSample = errors.New("no sample newsroom")
	// ErrUnknown: the address is not known, neither as an article nor as an
	// announced item.
	ErrUnknown = errors.New("address not known")
)

// Pipeline runs the stages. It is safe for concurrent use.
type Pipeline struct {
	Config
	texts   *textCache
	jobs    *jobs
	name    string // of this process among others
	holding holding

	worded wording
	said   chorus
	meant  meaning
	tried  asked // trials of this process
	hubs   hubs  // which hub each feed named last

	placing sync.Mutex // one placing step at a time in this process
	hand    grouperHand
}

// New returns a pipeline on a store, and makes the store enqueue jobs with it.
// The job tables are brought up to date.
func New(c Config) (*Pipeline, error) {
	if c.Store == nil {
		return nil, errors.New("pipeline: no store")
	}
	if c.Reader == nil {
		c.Reader = language.NewReader()
	}
	if len(c.Hosts.List) == 0 {
		c.Hosts = digest.DefaultHosts()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Procs <= 0 {
		c.Procs = runtime.GOMAXPROCS(0)
	}
	if c.Places <= 0 {
		c.Places = crewPlaces
	}
	if c.Lease <= 0 {
		c.Lease = leased
	}
	if c.Rest <= 0 {
		c.Rest = handover
	}
	if c.Fault == nil {
		c.Fault = func(string) {}
	}
	p := &Pipeline{Config: c, texts: newTextCache(keptTexts), name: rand.Text()}
	var err error
	if p.jobs, err = newJobs(context.Background(), p); err != nil {
		return nil, err
	}
	c.Store.UseJobs(p.jobs)
	if net, ok := c.Network.(sharer); ok {
		net.Share(p.borrow)
	}
	return p, nil
}

// Progress says how far a long command came.
type Progress struct {
	Stage string `json:"stage"` // "import", "read", "place", "tell", "build", "check"
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0 when not known
	// Unit is what is counted: "bytes", "articles", "stories", "pages".
	Unit string `json:"unit"`
	// Item is what is being worked on: a file name, say.
	Item string `json:"item,omitempty"`
}

// keptTexts bounds the memory for analysed texts: 60 kB each for a report of
// usual length.
const keptTexts = 800

// report calls f when there is one.
func report(f func(Progress), p Progress) {
	if f != nil {
		f(p)
	}
}

// textCache keeps the newest analysed texts, so that telling a story does not
// read again what the same process has just read.
type textCache struct {
	mu   sync.Mutex
	max  int
	m    map[article.ID]cachedText
	ring []article.ID
}

type cachedText struct {
	fingerprint string
	text        text.Text
}

func newTextCache(max int) *textCache {
	return &textCache{max: max, m: make(map[article.ID]cachedText, max)}
}

func (c *textCache) get(a article.Article) (text.Text, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.m[a.ID]
	return t.text, ok && t.fingerprint == a.Fingerprint()
}

func (c *textCache) put(a article.Article, t text.Text) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.m[a.ID]; !ok {
		if len(c.ring) >= c.max {
			delete(c.m, c.ring[0])
			c.ring = c.ring[1:]
		}
		c.ring = append(c.ring, a.ID)
	}
	c.m[a.ID] = cachedText{a.Fingerprint(), t}
}

// text returns the analysed text of an article.
func (p *Pipeline) text(a article.Article) text.Text {
	if t, ok := p.texts.get(a); ok {
		return t
	}
	t := p.Reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
	p.texts.put(a, t)
	return t
}
