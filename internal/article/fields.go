package article

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	// ErrNoTitle says that a report has no title.
	ErrNoTitle = errors.New("no title")
	// ErrNoText says that nothing of a report's text is left after cleaning.
	ErrNoText = errors.New("no text")
)

// Limits on what is kept of one article, in runes. News reports stay far below.
const (
	maxTitle   = 500
	maxAuthor  = 200
	maxSummary = 2000
	maxText    = 200_000
	maxTag     = 100
	maxTags    = 20
)

// Fields is a report whose text somebody has already extracted: a record of an
// archive, or a feed item that carries the whole report.
type Fields struct {
	URL       string // needed
	Title     string // needed
	Text      string // needed; paragraphs by blank lines or line breaks where known; no markup
	Published string // any form that ParseTime reads
	Updated   string
	Publisher string // printed name or the feed's key; a key is turned into a name
	Feed      string // address or key of the feed, kept as given
	Lang      string // BCP 47; "" to look at the text
	Summary   string
	Author    string
	Picture   Picture
	Tags      []string
	Fiction   bool
	Robots    []string `json:",omitempty"` // X-Robots-Tag headers, or rules in the same form
}

// FromFields makes an article of a record: it finds the canonical address,
// cleans title and text, and reads the times. It is deterministic. The error
// wraps ErrNoLink, ErrNoTitle or ErrNoText. A report without a readable time is
// accepted with a zero Published; ParseTime(f.Published) then names the reason.
func FromFields(f Fields) (Article, error) {
	f.Title, f.Text, f.Summary = unmix(f.Title), unmix(f.Text), unmix(f.Summary)
	canonical, err := Canonical(f.URL)
	if err != nil {
		return Article{}, fmt.Errorf("report %q: %w", clip(f.Title), err)
	}
	a := Article{
		ID: IDOf(canonical), URL: canonical, Feed: f.Feed, Fiction: f.Fiction,
		Publisher: publisherName(f.Publisher, canonical),
		Author:    cut(cleanLine(f.Author), maxAuthor),
		Summary:   cut(cleanLine(stripTags(f.Summary)), maxSummary),
		Picture:   cleanPicture(f.Picture, canonical),
		Tags:      cleanTags(f.Tags),
	}
	a.Title = cut(cleanTitle(f.Title, a.Publisher), maxTitle)
	if a.Title == "" {
		return Article{}, fmt.Errorf("report %s: %w", canonical, ErrNoTitle)
	}
	paragraphs, byline := cleanText(f.Text, a.Title, a.Summary)
	a.Paragraphs = limit(paragraphs, maxText)
	if len(a.Paragraphs) == 0 {
		return Article{}, fmt.Errorf("report %s: %w", canonical, ErrNoText)
	}
	if a.Author == "" {
		a.Author = cut(byline, maxAuthor)
	}
	a.Lang = languageOf(f.Lang, a)
	a.Published, _ = ParseTime(f.Published)
	a.Updated, _ = ParseTime(f.Updated)
	if a.Published.IsZero() && !a.Updated.IsZero() {
		a.Published = a.Updated
	}
	if !a.Updated.After(a.Published) {
		a.Updated = time.Time{}
	}
	for _, rules := range f.Robots {
		a.Terms.header(rules, time.Time{})
	}
	return a, nil
}

// cut shortens s to at most n runes.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// limit keeps whole paragraphs up to n runes.
func limit(paragraphs []string, n int) []string {
	for i, p := range paragraphs {
		if n -= utf8.RuneCountInString(p); n < 0 {
			if i == 0 {
				return []string{cut(p, maxText)}
			}
			return paragraphs[:i]
		}
	}
	return paragraphs
}

func cleanPicture(p Picture, base string) Picture {
	u, err := resolve(base, p.URL)
	if err != nil || p.URL == "" {
		return Picture{}
	}
	return Picture{URL: u, Credit: cut(cleanLine(p.Credit), maxAuthor)}
}

func cleanTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		t = cut(cleanLine(t), maxTag)
		if t != "" && !slices.Contains(out, t) && len(out) < maxTags {
			out = append(out, t)
		}
	}
	return out
}
