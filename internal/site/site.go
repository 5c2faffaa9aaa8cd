// Package site turns digests into pages: the front page, the pages of each
// story with their trace, timeline, ledger, disputes and sources, lists,
// ranking, search, feeds, maps of the site, and the data of each digest.
//
// It is pure: digests in, files out, and the same input gives the same bytes.
// It knows nothing of stores, servers or the clock. [Lines] reads the printed
// lines of a page back, so that a published site can be checked from outside.
package site

import (
	"errors"
	"fmt"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// Langs are the interface languages, each with a tree of its own.
var Langs = []string{"ja", "en"}

// Config is what a site is called and where it lives.
type Config struct {
	Title       map[string]string // by language; "菊だより" and "Kiku" when empty
	BaseURL     string            // absolute, without a slash at the end; "" is http://localhost:8080
	DefaultLang string            // "ja" or "en"; "" is "ja"
	Contact     string            // mail or web address printed at the foot; "" leaves it out
	Built       time.Time         // time of the newest report: never the clock
	Zone        *time.Location    // in which days are counted; nil is the zone of Built
	Fiction     bool              // the sample newsroom: said on every page
	Starter     bool              // a server with a desk stands behind the site: it can add the starter sources
}

// Input is everything a site is made from.
type Input struct {
	Config    Config
	Digests   []digest.Digest // any order; at most one for each story and language
	Alone     []Headline
	Ranking   []Rank
	Hosts     digest.Hosts
	Redirects map[story.StoryID]story.StoryID // merged stories
	Gone      []Gone                          // stories told no more since a report was withdrawn
	Waiting   *Waiting                        // sources are followed and no report of them is here; nil otherwise
}

// Gone is a story that is told no more since a report of it was withdrawn. Its
// address says so, and the list of corrections what was printed.
type Gone struct {
	Last digest.Digest // the last edition
	Fix  digest.Correction
}

// Waiting is what is known before the first report.
type Waiting = theme.Waiting

// Headline is a report that no other publisher has carried.
type Headline struct {
	Article   article.ID // "" when unknown; with it the title is a line that can be checked
	Title     string
	Publisher string
	URL       string
	Published time.Time
	Lang      string
}

// Rank is how often a story was opened.
type Rank struct {
	Story     story.StoryID
	Day, Week int
}

// Dir takes the files of a site. Paths have no slash at the start:
// "ja/s/abc/index.html".
type Dir interface {
	Put(path string, data []byte) error
}

// ErrStory marks a story or category name that cannot be part of an address.
var ErrStory = errors.New("story id cannot stand in an address")

// Render writes a whole site. It stops at the first error of out.
func Render(in Input, out Dir) error {
	r, err := newRenderer(in, out)
	if err != nil {
		return err
	}
	for _, step := range []func() error{r.assets, r.fronts, r.stories, r.lists, r.search, r.notices, r.corrections, r.gone, r.redirects, r.feeds, r.maps} {
		if err := step(); err != nil {
			return fmt.Errorf("render site: %w", err)
		}
	}
	return nil
}

// Memory is a Dir that keeps the files by path.
type Memory map[string][]byte

// Put keeps a file.
func (m Memory) Put(path string, data []byte) error {
	m[path] = data
	return nil
}

// Read returns a file and whether there is one.
func (m Memory) Read(path string) ([]byte, bool) {
	b, ok := m[path]
	return b, ok
}

// StoryPath is the address of page n (from 1) of a story, from the root of the site.
func StoryPath(lang string, id story.StoryID, n int) string { return theme.StoryPath(lang, id, n) }
