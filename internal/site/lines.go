package site

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language/text"
)

// Lines reads the printed lines of one page back: every element with a
// data-kind, in the order of the page. Text is the element's text as a reader
// sees it, without anything that is hidden from screen readers. A citation
// that cannot be read is an error: such a line could not be checked.
func Lines(page []byte) ([]digest.Printed, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	f := finder{}
	if err := f.walk(doc, "", ""); err != nil {
		return nil, err
	}
	return f.lines, nil
}

type finder struct{ lines []digest.Printed }

func (f *finder) walk(n *html.Node, page, lang string) error {
	if n.Type == html.ElementNode {
		if l := attr(n, "lang"); l != "" {
			lang = l
		}
		if p := attr(n, "data-page"); p != "" {
			page = p
		}
		if attr(n, "data-kind") != "" {
			l, err := printed(n, page, lang)
			if err != nil {
				return err
			}
			f.lines = append(f.lines, l)
			return nil
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := f.walk(c, page, lang); err != nil {
			return err
		}
	}
	return nil
}

func printed(n *html.Node, page, lang string) (digest.Printed, error) {
	l := digest.Printed{
		Page: page, ID: attr(n, "id"), Kind: digest.Kind(attr(n, "data-kind")), Lang: lang,
		Form: attr(n, "data-form"), Speaker: attr(n, "data-speaker"), Host: attr(n, "data-host"),
		About: strings.Fields(attr(n, "data-about")),
	}
	var b strings.Builder
	words(n, &b)
	l.Text = b.String()
	for _, s := range strings.Fields(attr(n, "data-cite")) {
		r, err := ref(s)
		if err != nil {
			return l, fmt.Errorf("line %s of %s: %w", l.ID, page, err)
		}
		l.Cites = append(l.Cites, r)
	}
	return l, nil
}

// words gathers the text that is read aloud.
func words(n *html.Node, b *strings.Builder) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
	case html.ElementNode:
		if attr(n, "aria-hidden") == "true" {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		words(c, b)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// ref reads "article:paragraph:start-end"; the article's name may hold colons.
func ref(s string) (claim.Ref, error) {
	bad := fmt.Errorf("citation %q: want article:paragraph:start-end", s)
	rest, span, ok := cutLast(s, ":")
	if !ok {
		return claim.Ref{}, bad
	}
	id, paragraph, ok := cutLast(rest, ":")
	from, to, also := strings.Cut(span, "-")
	if !ok || !also || id == "" {
		return claim.Ref{}, bad
	}
	p, e1 := strconv.Atoi(paragraph)
	a, e2 := strconv.Atoi(from)
	z, e3 := strconv.Atoi(to)
	if e1 != nil || e2 != nil || e3 != nil || p < -1 || a < 0 || z < a {
		return claim.Ref{}, bad
	}
	return claim.Ref{Article: article.ID(id), Paragraph: p, Span: text.Span{Start: a, End: z}}, nil
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
