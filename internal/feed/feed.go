// Package feed holds what a source announces: items of RSS, Atom, RDF and JSON
// feeds, sitemaps and OPML lists, and when to ask again.
//
// It is pure: bytes and values in, values out.
package feed

import "time"

// Source is a publisher that the owner follows.
type Source struct {
	ID       string    `json:"id"` // lower-case slug, stable
	Name     string    `json:"name"`
	Home     string    `json:"home,omitempty"`
	Lang     string    `json:"lang,omitempty"`
	Feeds    []string  `json:"feeds"`
	Category string    `json:"category,omitempty"`
	Paused   bool      `json:"paused,omitempty"`
	Added    time.Time `json:"added,omitzero"`
}

// Item is one thing announced by a feed.
type Item struct {
	GUID      string
	URL       string
	Title     string
	Summary   string // text, no markup
	Content   string // HTML of the whole report where the feed carries it
	Author    string
	Published time.Time
	Updated   time.Time
	Picture   string // address, http or https
	Credit    string // whose picture it is, as the feed says
	Tags      []string
}
