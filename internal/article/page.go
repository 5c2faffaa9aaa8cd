package article

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxPage  = 5 << 20   // bytes; what is behind them is cut off
	maxDepth = 300       // elements within elements; the parser itself stops at 512
	maxShown = 600 << 10 // bytes of text; an article keeps 200,000 characters
)

// FromPage makes an article of a web page. pageURL is where it was found, told
// what else is known of it. The text is the main text
// in paragraphs, without readings over Japanese words, menus or lists of other
// reports; title, times, author, picture and the canonical address come from
// what the page says of itself. The error wraps ErrNoLink, ErrNoTitle or
// ErrNoText, or one of the errors that say what the page is instead of a report;
// a page without a time gives a zero Published. The publisher's terms are read,
// not applied: Article.Admit does that.
func FromPage(page []byte, pageURL string, told Told) (Page, error) {
	if _, err := Canonical(pageURL); err != nil {
		return Page{}, err
	}
	doc, flat, err := parsePage(decode(page[:min(len(page), maxPage)], told.ContentType))
	if err != nil {
		return Page{}, fmt.Errorf("page %s: %w: %w", clip(pageURL), ErrNoText, err)
	}
	signs, terms := readSigns(doc), readTerms(doc, told)
	withhold(doc, &terms)
	seen := readDates(doc)
	data := scriptsOf(doc)
	prune(doc)
	about := readHead(doc, pageURL, told)
	paragraphs, found := mainText(doc, flat, data, about, pageURL, told)
	f := Fields{
		URL: about.address, Title: about.title, Text: strings.Join(paragraphs, "\n\n"),
		Publisher: about.site,
		Lang:      about.lang, Summary: about.summary, Author: about.author,
		Picture: about.picture, Tags: about.tags,
	}
	when := seen.choose(about.meta, about.linked, told, pageURL)
	f.Published, f.Updated = stamp(when.published), stamp(when.updated)
	a, err := about.article(f, signs, terms, paragraphs)
	if err != nil {
		return Page{}, fmt.Errorf("page %s: %w", clip(pageURL), Bound(err, terms))
	}
	return Page{Article: a, Next: nextPart(doc, pageURL), Blocks: fingerprints(found)}, nil
}

// parsePage parses a page. A page nested deeper than the parser allows is
// flattened first instead of being lost, and flat is true; text behind maxShown
// bytes is cut off.
func parsePage(page []byte) (doc *html.Node, flat bool, err error) {
	doc, err = html.Parse(bytes.NewReader(page))
	if err != nil || measure(doc).depth > maxDepth {
		doc, err = html.Parse(bytes.NewReader(flatten(page)))
		flat = true
	}
	if err != nil {
		return nil, flat, err
	}
	unstream(doc)
	trim(doc, maxShown)
	return doc, flat, nil
}

// trim cuts a page's text off after a number of bytes. Scripts and styles do not
// count: no reader sees them.
func trim(doc *html.Node, left int) {
	for n := range doc.Descendants() {
		if n.Type != html.TextNode || n.Parent != nil && (n.Parent.Data == "script" || n.Parent.Data == "style") {
			continue
		}
		if len(n.Data) > left {
			n.Data = strings.ToValidUTF8(n.Data[:max(0, left)], "")
		}
		left -= len(n.Data)
	}
}
