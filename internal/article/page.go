package article

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// Bounds on a page, so that a hostile one costs no more than a long one. The
// extractors take quadratic time in paragraphs that stand side by side: 5,000
// took a second, 40,000 over half a minute.
const (
	maxPage       = 5 << 20 // bytes; what is behind them is cut off
	maxElements   = 50_000
	maxParagraphs = 2_500
	maxDepth      = 300
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
	doc, err := parsePage(decode(page[:min(len(page), maxPage)], told.ContentType))
	if err != nil {
		return Page{}, fmt.Errorf("page %s: %w: %w", clip(pageURL), ErrNoText, err)
	}
	signs, terms := readSigns(doc), readTerms(doc, told)
	withhold(doc, &terms)
	seen := readDates(doc)
	prune(doc)
	about := readHead(doc, pageURL, told)
	paragraphs := mainText(doc, about, pageURL)
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
	return Page{Article: a}, nil
}

// mainText returns the paragraphs of the report.
func mainText(doc *html.Node, about head, pageURL string) []string {
	size := measure(doc)
	if size.elements <= maxElements && size.paragraphs <= maxParagraphs {
		base, _ := url.Parse(pageURL)
		found, err := trafilatura.ExtractDocument(clone(doc), trafilatura.Options{
			OriginalURL: base, EnableFallback: true, ExcludeComments: true, ExcludeTables: true,
			HtmlDateMode: trafilatura.Disabled,
		})
		if err == nil && found.ContentNode != nil {
			if p := blocks(found.ContentNode); runes(p) > 0 && !misses(p, about.body) {
				return p
			}
		}
	}
	if about.body != "" {
		return splitParagraphs(about.body)
	}
	return plainParagraphs(doc)
}

// misses reports whether an extracted text is not the report that the page's own
// JSON-LD holds: far shorter, or another text altogether. Where a page gives its
// text there, that is the report, if often a shortened one.
func misses(paragraphs []string, body string) bool {
	size := len([]rune(body))
	return size >= 400 && (runes(paragraphs)*10 < size*6 || Containment(SketchRunes(strings.Join(paragraphs, " ")), SketchRunes(body)) < 0.3)
}

func runes(paragraphs []string) (n int) {
	for _, p := range paragraphs {
		n += len([]rune(p))
	}
	return n
}

// plainParagraphs is the text of a page that no extractor could take: the
// paragraphs that are long enough to be prose.
func plainParagraphs(doc *html.Node) []string {
	var out []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "p" {
			if t := strings.TrimSpace(inner(n)); len(t) >= 60 {
				out = append(out, t)
			}
		}
		if len(out) >= maxParagraphs {
			break
		}
	}
	return out
}

// parsePage parses a page. A page nested
// deeper than the parser allows is flattened first instead of being lost.
func parsePage(page []byte) (*html.Node, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil || measure(doc).depth > maxDepth {
		doc, err = html.Parse(bytes.NewReader(flatten(page)))
	}
	if err != nil {
		return nil, err
	}
	return doc, nil
}
