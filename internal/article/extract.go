package article

import (
	"net/url"

	"codeberg.org/readeck/go-readability"
	distiller "github.com/markusmobius/go-domdistiller"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// An extraction is what one extractor takes for the text of a page.
type extraction struct {
	name       string
	paragraphs []string
}

// extractors are asked for every page, in this order.
var extractors = []string{"readability", "distiller", "trafilatura", "trafilatura-fast"}

// extractions asks all extractors. The page's tree is not changed.
func extractions(doc *html.Node, pageURL string) []extraction {
	base, _ := url.Parse(pageURL) // nil is allowed
	readable := byReadability(clone(doc), base)
	distilled := byDistiller(clone(doc), base)
	out := []extraction{{"readability", nodeText(readable)}, {"distiller", nodeText(distilled)}}
	other := trafilatura.FallbackCandidates{Readability: readable, Distiller: distilled}
	out = append(out, extraction{"trafilatura", nodeText(byTrafilatura(doc, base, &other))})
	return append(out, extraction{"trafilatura-fast", nodeText(byTrafilatura(doc, base, nil))})
}

func nodeText(n *html.Node) []string {
	if n == nil {
		return nil
	}
	return blocks(n)
}

func byReadability(doc *html.Node, base *url.URL) *html.Node {
	parser := readability.NewParser()
	found, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return nil
	}
	return found.Node
}

func byDistiller(doc *html.Node, base *url.URL) *html.Node {
	found, err := distiller.Apply(doc, &distiller.Options{OriginalURL: base, SkipPagination: true})
	if err != nil {
		return nil
	}
	return found.Node
}

// byTrafilatura lets other extractors' answers stand in where its own is poor;
// without any it stands alone.
func byTrafilatura(doc *html.Node, base *url.URL, other *trafilatura.FallbackCandidates) *html.Node {
	found, err := trafilatura.ExtractDocument(clone(doc), trafilatura.Options{
		OriginalURL: base, EnableFallback: other != nil, FallbackCandidates: other, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil {
		return nil
	}
	return found.ContentNode
}
