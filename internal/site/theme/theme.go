// Package theme is how Kiku looks: the templates, the style sheet, the small
// script, the interface words of each language, the flower, and the element
// that one printed line becomes.
//
// Values go in, HTML comes out. It does not know which pages there are or what
// stands on them; package site decides that.
package theme

import (
	_ "embed" // style and script
	"strconv"
	"time"

	"kiku/internal/digest"
	"kiku/internal/story"
)

// The templates are turned into Go, and the result is committed.
//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.977 generate -path .

// Style is the style sheet of every page.
//
//go:embed style.css
var Style []byte

// Script is the small script of every page. Pages work without it.
//
//go:embed app.js
var Script []byte

// Categories in the order in which they are listed.
var Categories = []digest.Category{digest.World, digest.Politics, digest.Business, digest.Society, digest.Science, digest.Culture, digest.Sport}

// Shell is what every page shares: its address, its words, and the site around it.
type Shell struct {
	W           *Words
	Lang        string // of the interface
	Name        string // of the site
	Prefix      string // path of the site on its host: "" or "/kiku"
	Path        string // of this page: "/ja/s/abc/"
	OtherPath   string // the same page with the other interface language
	Canonical   string // absolute address; "" leaves it out
	Title       string // "" on the front page
	Description string
	Kind        string            // "front", "story", ...: class of the body
	Digest      *digest.Digest    // of the story the page belongs to; nil on other pages
	Home        string            // the tree in which that digest is at home, with its feeds
	Categories  []digest.Category // those with stories
	Fiction     bool              // the sample newsroom
	Starter     bool              // the server offers starter sources
	Contact     string
	Built       time.Time // time of the newest report
	Zone        *time.Location
	Style       string // addresses of the site's own files
	Script      string
	Icon        string
	Faces       map[string]Face // by host
	Flowers     Flowers         // shared by the pages of one site; nil draws anew
	Hidden      bool            // not for search engines
	Moved       string          // path to go on to, for a story that moved
}

// Face is a host as shown: the name and title in the interface's language,
// and the address of the drawing.
type Face struct {
	Names, Titles map[string]string
	Picture       string // "" when the host has no drawing
	Tint          int    // 0, 1, 2: of the speech
}

// In returns a text in a language, or in any other that there is.
func in(m map[string]string, lang string) string {
	for _, l := range []string{lang, "en", "ja"} {
		if s := m[l]; s != "" {
			return s
		}
	}
	return ""
}

// T is the interface string of a key.
func (s *Shell) T(key string, pairs ...any) string { return s.W.T(key, pairs...) }

// Href is the address of one of the site's own paths.
func (s *Shell) Href(path string) string { return s.Prefix + path }

// Root is the front page of the interface language.
func (s *Shell) Root() string { return "/" + s.Lang + "/" }

// StoryPath is the path of page n of a story; pages count from 1.
func StoryPath(lang string, id story.StoryID, n int) string {
	p := "/" + lang + "/s/" + string(id) + "/"
	if n > 1 {
		p += strconv.Itoa(n) + "/"
	}
	return p
}

// Local is a time in the site's zone.
func (s *Shell) Local(t time.Time) time.Time { return t.In(s.Zone) }

// Item is a story in a list.
type Item struct {
	D     *digest.Digest
	Title string // page title for assistive use; the headline when ""
}

// DayItems are the stories of one day.
type DayItems struct {
	Day   time.Time
	Items []Item
}

// Single is a report without a story.
type Single struct {
	ID, Title, Publisher, URL, Lang string
	Published                       time.Time
}

// Read is one row of the ranking.
type Read struct {
	D     *digest.Digest
	Count int
}

// Month is a link to the stories of one month.
type Month struct{ Path, Name string }

// FrontView is a front page.
type FrontView struct {
	Lead      *digest.Digest
	Days      []DayItems
	More      bool
	Alone     []Single
	Day, Week []Read
	Empty     bool
	Waiting   *Waiting // sources are followed, and nothing of them is here yet
}

// StoryView is one page of a digest, or one of its side pages.
type StoryView struct {
	D      *digest.Digest
	Ink    *Ink
	Number int    // page, from 1
	Tab    string // "story", "timeline", "ledger", "disputes", "sources"
	Both   bool   // a digest in the other interface language exists too
	Others []*digest.Digest
}

// Page is the digest's page shown.
func (v *StoryView) Page() digest.Page {
	if v.Number <= len(v.D.Pages) {
		return v.D.Pages[v.Number-1]
	}
	return digest.Page{}
}

// Pages is how many pages the digest has, at least one.
func (v *StoryView) Pages() int { return max(len(v.D.Pages), 1) }

// Last reports whether this is the digest's last page.
func (v *StoryView) Last() bool { return v.Number == v.Pages() }

// Before is how many sections stand on earlier pages.
func (v *StoryView) Before() int {
	n := 0
	for i := 0; i < v.Number-1; i++ {
		n += len(v.D.Pages[i].Sections)
	}
	return n
}
