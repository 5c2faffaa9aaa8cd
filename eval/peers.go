package eval

import (
	"bytes"
	"net/url"

	"codeberg.org/readeck/go-readability"
	"github.com/go-shiori/dom"
	distiller "github.com/markusmobius/go-domdistiller"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// peerNames are the extractors that the program's text is measured beside, each
// as its authors ship it, and the choice of the output most like the others.
var peerNames = []string{"trafilatura", "trafilatura-fast", "readability", "distiller", "medoid3", "medoid4"}

// peerTexts runs the extractors on a page's bytes, which they decode as they do
// by themselves. An extractor that fails has the text "".
func peerTexts(page []byte, pageURL string) map[string]string {
	out := make(map[string]string)
	doc, err := dom.Parse(bytes.NewReader(page))
	if err != nil {
		return out
	}
	base, _ := url.Parse(pageURL) // nil is allowed
	for name, extract := range map[string]func(*html.Node, *url.URL) string{
		"trafilatura":      func(doc *html.Node, base *url.URL) string { return trafilaturaText(doc, base, true) },
		"trafilatura-fast": func(doc *html.Node, base *url.URL) string { return trafilaturaText(doc, base, false) },
		"readability":      readabilityText,
		"distiller":        distillerText,
	} {
		out[name] = extract(dom.Clone(doc, true), base)
	}
	out["medoid3"] = medoid(out["trafilatura"], out["readability"], out["distiller"])
	out["medoid4"] = medoid(out["trafilatura"], out["trafilatura-fast"], out["readability"], out["distiller"])
	return out
}

func trafilaturaText(doc *html.Node, base *url.URL, fallback bool) string {
	r, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: base, EnableFallback: fallback, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil {
		return ""
	}
	return r.ContentText
}

func readabilityText(doc *html.Node, base *url.URL) string {
	parser := readability.NewParser()
	r, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return ""
	}
	return r.TextContent
}

func distillerText(doc *html.Node, base *url.URL) string {
	r, err := distiller.Apply(doc, &distiller.Options{OriginalURL: base, SkipPagination: true})
	if err != nil {
		return ""
	}
	return r.Text
}

// medoid returns the text whose shingles are most like those of the others; the
// first of equals.
func medoid(texts ...string) string {
	bags := make([]map[string]int, len(texts))
	for i, t := range texts {
		if wide(t) {
			bags[i] = charGrams(t)
		} else {
			bags[i] = wordShingles(t)
		}
	}
	best, most := "", -1.0
	for i := range texts {
		sum := 0.0
		for j := range texts {
			if i != j {
				sum += overlapOf(bags[i], bags[j]).f1()
			}
		}
		if sum > most {
			best, most = texts[i], sum
		}
	}
	return best
}
