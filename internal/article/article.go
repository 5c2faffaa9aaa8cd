// Package article holds one report: its address, title, text in paragraphs,
// time, author and picture; how it is read from a page; what its real address
// is; and which articles are echoes of one wire text.
//
// It is pure: bytes and values in, values out. It knows nothing of feeds,
// stores or networks.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// ID names an article for life. It is derived from the article's canonical
// address alone, so the same report keeps its ID through edits and re-imports.
type ID string

// IDOf returns the ID for a canonical address: the first 20 hexadecimal digits
// of the SHA-256 of the address.
func IDOf(canonical string) ID {
	sum := sha256.Sum256([]byte(canonical))
	return ID(hex.EncodeToString(sum[:10]))
}

// Article is one report as a publisher printed it.
type Article struct {
	ID         ID        `json:"id"`
	URL        string    `json:"url"`       // canonical address
	Publisher  string    `json:"publisher"` // printed name of the publisher; feeds of one publisher share it
	Feed       string    `json:"feed,omitempty"`
	Title      string    `json:"title"`
	Paragraphs []string  `json:"paragraphs"` // NFC, no empty ones, no line breaks inside
	Published  time.Time `json:"published"`  // in the zone the source printed; zero when unknown
	Updated    time.Time `json:"updated,omitzero"`
	Author     string    `json:"author,omitempty"`
	Picture    Picture   `json:"picture,omitzero"`
	Lang       string    `json:"lang"` // BCP 47 primary subtag: "ja", "en", "de"; "" when unknown
	Summary    string    `json:"summary,omitempty"`
	Tags       []string  `json:"tags,omitempty"`
	// Terms are what its publisher allows to be done with it.
	Terms Terms `json:"terms,omitzero"`
	// Partial says why the text is only the beginning of the report: one of the
	// Partial constants; "" when it is whole.
	Partial string `json:"partial,omitempty"`
	// Fiction marks the sample newsroom's reports.
	Fiction bool `json:"fiction,omitempty"`
}

// Picture is where a publisher shows a picture; Kiku never copies it.
type Picture struct {
	URL    string `json:"url,omitempty"`
	Credit string `json:"credit,omitempty"`
}

// IsZero reports whether there is no picture.
func (p Picture) IsZero() bool { return p == Picture{} }

// Text returns the paragraphs joined by blank lines.
func (a Article) Text() string { return strings.Join(a.Paragraphs, "\n\n") }

// Fingerprint returns a hash of what a reader sees (title and paragraphs) and of
// the publisher's terms, where there are any: new terms for an old text must
// reach the digests that print it. Two versions of an article with one
// fingerprint are the same version.
func (a Article) Fingerprint() string {
	seen := a.Title + "\x00" + strings.Join(a.Paragraphs, "\x00")
	if !a.Terms.IsZero() {
		seen += fmt.Sprintf("\x00\x00%+v", a.Terms)
	}
	sum := sha256.Sum256([]byte(seen))
	return hex.EncodeToString(sum[:12])
}

// Revision is an article as it stood before a publisher changed it.
type Revision struct {
	Article ID        `json:"article"`
	Number  int       `json:"number"` // 1 for the first text seen
	Seen    time.Time `json:"seen"`   // the publisher's own time of that text (Updated, else Published)
	Title   string    `json:"title"`
	// Paragraphs are the older text.
	Paragraphs []string `json:"paragraphs"`
}
