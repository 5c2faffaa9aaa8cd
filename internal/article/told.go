package article

import "time"

// Told is what is known of a page beside its bytes: what the server said with
// it, what the feed said of it, and what is remembered of its site. All of it
// is optional.
type Told struct {
	ContentType string   // Content-Type header
	Robots      []string // X-Robots-Tag headers as received, one string a header
	TDM         string   // tdm-reservation header
	TDMPolicy   string   // tdm-policy header
	// Fetched is when the page was asked for; a page that is not to be shown after
	// an earlier time is treated as noindex.
	Fetched time.Time

	// What the feed's item says; markup is allowed.
	Title, Summary, Content, Author, Picture string
	Published, Updated                       time.Time

	// Site is what was learned from other pages of the same host; nil for nothing.
	Site *Site
}

// Page is what was made of a web page.
type Page struct {
	Article Article
	// Next is the absolute address of the report's second part; "" when it is whole.
	Next string
	// Blocks are fingerprints of the page's blocks of text, for Site.Learn.
	Blocks []uint64
}
