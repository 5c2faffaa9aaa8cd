// Package archive reads reports that are already here: JSON Lines files, folders
// of saved HTML pages, feed files, OPML lists and WARC files of web crawls.
//
// It goes in order through any number of files and folders, hands out one Record
// at a time, names what it cannot read and goes on, and can be resumed at any
// record. It holds one record in memory, never a file. What a record means is
// not its business: it knows no articles and no feeds.
package archive

import (
	"errors"
	"fmt"
)

// Kind says what a Record holds.
type Kind string

// The kinds of record.
const (
	Report Kind = "report" // fields of a report with its text (JSON Lines)
	Page   Kind = "page"   // an HTML page in Data
	Feed   Kind = "feed"   // an RSS, Atom, RDF or JSON feed, whole, in Data
	List   Kind = "opml"   // an OPML list of sources, whole, in Data
)

// Record is one thing read from an archive. Text fields are as found, not
// cleaned; times are not parsed.
type Record struct {
	Kind     Kind
	Position Position // of this record

	// Data is the bytes of a Page, Feed or List, and ContentType what was said
	// about them ("" when nothing was). Data is the caller's to keep.
	Data        []byte
	ContentType string
	// Robots, TDM and TDMPolicy are what its publisher said may be done with a page
	// or report: X-Robots-Tag, tdm-reservation and tdm-policy as the server sent them.
	Robots         []string
	TDM, TDMPolicy string

	URL       string // a page's address; "" when the archive does not say
	Title     string
	Text      string
	Published string
	Updated   string
	Publisher string
	FeedKey   string // the feed's address or key, where it is named apart from the publisher
	Lang      string
	Summary   string
	Author    string
	Picture   string
	Credit    string
	Tags      []string
	Fiction   bool
	// Withdrawn is not empty when the publisher took the report back: a time, a
	// reason or "true", as it was written. Such a record may have an address only.
	Withdrawn string
}

// Position names a record in an archive: its file, and its number there,
// counted from 1. The zero Position is before everything.
type Position struct {
	File   string `json:"file,omitempty"`
	Record int64  `json:"record,omitempty"`
	// Line is the line in a JSON Lines file, 0 elsewhere.
	Line int64 `json:"line,omitempty"`
}

// String returns "file:line" or "file#record".
func (p Position) String() string {
	switch {
	case p.Line > 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	case p.Record > 0:
		return fmt.Sprintf("%s#%d", p.File, p.Record)
	}
	return p.File
}

// Problem is a record or a file that could not be read. Reading goes on behind
// it.
type Problem struct {
	Position Position
	Err      error // wraps one of the errors of this package where it has one
}

// Error returns where and why.
func (p *Problem) Error() string { return p.Position.String() + ": " + p.Err.Error() }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Why a record or file could not be read.
var (
	ErrTooLong   = errors.New("record too long")
	ErrNotJSON   = errors.New("not a JSON object")
	ErrBadGzip   = errors.New("broken gzip data")
	ErrBomb      = errors.New("unpacks to more than it may")
	ErrUnknown   = errors.New("unknown kind of file")
	ErrBadWARC   = errors.New("broken WARC record")
	ErrNotFound  = errors.New("no such file or folder")
	ErrBadResume = errors.New("the place to resume at is not in this archive")
)

// MaxRecord is the default bound on one record, in bytes.
const MaxRecord = 16 << 20

// Options says how to read.
type Options struct {
	// Map gives further names of JSON fields: from the archive's name to one of
	// the known names ("headline" to "title").
	Map map[string]string
	// After resumes: records up to and with this position are passed over
	// without being decoded.
	After Position
	// MaxRecord bounds one record in bytes; 0 means the constant MaxRecord.
	MaxRecord int
}
