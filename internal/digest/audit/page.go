package audit

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language"
)

// Part says what a line is on its page.
type Part string

// The parts of a page.
const (
	Headline   Part = "headline"
	Standfirst Part = "standfirst"
	Bullet     Part = "bullet" // what you will learn
	Lead       Part = "lead"   // a host leads in
	Heading    Part = "heading"
	Question   Part = "question"
	Answer     Part = "answer"
	Remark     Part = "remark"
	CardTitle  Part = "card title"
	CardDate   Part = "card date"
	Point      Part = "point"
	Source     Part = "source" // "read more", with publisher and address
	Prose      Part = "prose"
	Conclusion Part = "conclusion"
	Teaser     Part = "teaser"
	Menu       Part = "menu"
	Label      Part = "label" // fixed words of the page: 結論, この記事で分かる事
	Other      Part = "other" // printed, but no part of the telling
)

// Line is one printed line of a page.
type Line struct {
	Number  int    // in the file, from 1
	ID      string // of the HTML element
	Part    Part
	Text    string // without its mark (💡, ✅)
	Section int    // position in Page.Sections, -1 outside
	Card    int    // position in Page.Cards, -1 outside
	// Marked says that the page itself shows the line as a host's remark, with
	// who speaks; such a line may speak dialect.
	Marked bool
	// Fixed says that the page marks the line as made from fixed words.
	Fixed bool
	// Elsewhere says that the line's sources are printed on another page.
	Elsewhere bool
}

// Card is the box for one article. Positions are those in Page.Lines, -1 where
// the page has none.
type Card struct {
	Section   int
	Title     string
	Publisher string
	URL       string
	Date      time.Time // as printed; zero where it is not
	Zoned     bool      // printed with time and zone
	Shown     time.Time // the day that a reader sees, where the markup has another
	Lines     []int     // all its lines
	Points    []int
	DateLine  int
	Source    int
	Glued     string // text that follows the address without a space
}

// Section is a part of the telling.
type Section struct {
	Heading, Question, Answer int // positions in Page.Lines, -1 for none
	Cards                     []int
	Dated                     bool // its heading prints a date
}

// Passage is a source sentence that a page prints beside a line (a trace).
type Passage struct {
	Text, URL, Publisher string
	Date                 time.Time
}

// Page is a digest page taken apart.
type Page struct {
	Name     string
	Lang     string
	Lines    []Line
	Sections []Section
	Cards    []Card
	Passages []Passage
	// Ordered says that the page prints the date of every section, so that the
	// reader sees which is old.
	Ordered bool
}

// Errors of Read.
var (
	ErrEmpty    = errors.New("the page has no words")
	ErrEncoding = errors.New("the page is not UTF-8 text")
	ErrNoDigest = errors.New("no digest found: neither cards nor sections")
)

// Read takes a page apart: HTML where it looks like HTML, else plain text. The
// error wraps ErrEmpty, ErrEncoding or ErrNoDigest.
func Read(name string, data []byte) (Page, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return Page{}, fmt.Errorf("%s: %w", name, ErrEncoding)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Page{}, fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	var rows []row
	b := &builder{page: Page{Name: name}}
	if isHTML(data) {
		rows = htmlRows(data, b)
	} else {
		rows = textRows(string(data))
	}
	if len(rows) == 0 {
		return Page{}, fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	b.build(rows)
	p := b.page
	if len(p.Cards) == 0 && len(p.Sections) == 0 {
		return Page{}, fmt.Errorf("%s: %w", name, ErrNoDigest)
	}
	if p.Lang == "" {
		var all strings.Builder
		for _, l := range p.Lines {
			all.WriteString(l.Text + "\n")
		}
		if p.Lang = language.Detect(all.String()); p.Lang != "ja" {
			p.Lang = "en"
		}
	}
	return p, nil
}
