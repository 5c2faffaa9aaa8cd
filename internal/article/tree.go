package article

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// size is how large a page is: its elements, those that are <p>, how deep they
// nest, and how many elements stand over all elements together.
type size struct{ elements, paragraphs, depth, over int }

func measure(doc *html.Node) size {
	var s size
	for n, depth := doc, 0; n != nil; {
		if n.Type == html.ElementNode {
			s.elements++
			s.over += depth
			s.depth = max(s.depth, depth)
			if n.Data == "p" {
				s.paragraphs++
			}
		}
		switch {
		case n.FirstChild != nil:
			n, depth = n.FirstChild, depth+1
		default:
			for n != nil && n.NextSibling == nil {
				n, depth = n.Parent, depth-1
			}
			if n != nil {
				n = n.NextSibling
			}
		}
	}
	return s
}

var hiding = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|em|rem|%)?\s*(;|$)|opacity\s*:\s*0\s*(;|$)`)

// dropped are elements that are never a report's text. rt and rp hold readings
// over Japanese words; left in, they would stand inside the sentences.
var dropped = map[string]bool{
	"rt": true, "rp": true, "rtc": true, "style": true, "noscript": true, "template": true, "svg": true, "iframe": true,
	"object": true, "embed": true, "form": true, "button": true, "select": true, "canvas": true, "dialog": true,
}

// asking matches the names that sites give to their dialogs about consent.
var asking = regexp.MustCompile(`(?i)onetrust|didomi|usercentrics|cookie[-_]?(banner|consent|notice|bar|popup|modal)|\b(ccpa|gdpr)\b|consent[-_]?(banner|modal|dialog|popup|layer)`)

// prune takes out scripts (but not what they say about the page), styles,
// readings, forms and what is hidden from readers.
func prune(doc *html.Node) {
	var gone []*html.Node
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			gone = append(gone, n)
		case n.Type != html.ElementNode:
		case n.Data == "script" && !strings.Contains(attr(n, "type"), "ld+json"):
			gone = append(gone, n)
		case n.Data != "body" && n.Data != "html" && asking.MatchString(attr(n, "id")+" "+attr(n, "class")):
			gone = append(gone, n)
		case dropped[n.Data], isHidden(n), n.Data != "body" && hiding.MatchString(attr(n, "style")):
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		// An ASP.NET page stands in one form; the form goes, its content stays.
		if n.Data == "form" && len(strings.TrimSpace(inner(n))) > 500 {
			n.Data, n.DataAtom, n.Attr = "div", 0, nil
			continue
		}
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// streamed matches the names under which React's server renderer sends parts of a
// page late: they are hidden until a script of the page moves them to their
// place, before any reader sees it.
var streamed = regexp.MustCompile(`^S:[0-9a-fA-F]+$`)

// isHidden reports whether an element is hidden from readers. A streamed one is
// shown; its attribute is taken away, so that no extractor believes it.
func isHidden(n *html.Node) bool {
	if !hasAttr(n, "hidden") || n.Data == "body" {
		return false
	}
	if !streamed.MatchString(attr(n, "id")) {
		return true
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
	return false
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(clone(k))
	}
	return c
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// inner returns the text in a node on one line.
func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Type == html.ElementNode && (d.Data == "br" || block[d.Data]):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// block are elements that begin and end a paragraph.
var block = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "main": true, "blockquote": true, "li": true, "ul": true, "ol": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "table": true, "tr": true, "td": true, "figure": true,
	"figcaption": true, "header": true, "footer": true, "aside": true, "pre": true, "dl": true, "dt": true, "dd": true, "hr": true, "body": true,
}

// blocks returns a node's text, one string for each paragraph. Two line breaks
// in a row end a paragraph, as they do on old pages. Captions of pictures are
// not text.
func blocks(root *html.Node) []string {
	var out []string
	var b strings.Builder
	breaks := 0
	end := func() {
		if t := strings.TrimSpace(b.String()); t != "" {
			out = append(out, t)
		}
		b.Reset()
		breaks = 0
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			if strings.TrimSpace(n.Data) != "" {
				breaks = 0
			}
			b.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && n.Data == "br":
			if breaks++; breaks > 1 {
				end()
			} else {
				b.WriteByte(' ')
			}
			return
		case n.Type == html.ElementNode && (n.Data == "figure" || n.Data == "figcaption"):
			return
		}
		isBlock := n.Type == html.ElementNode && block[n.Data]
		if isBlock {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if isBlock {
			end()
		}
	}
	walk(root)
	end()
	return out
}
