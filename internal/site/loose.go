package site

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
)

// Fault is something on a page that no check of its lines would see: a line
// without its kind, words beside the lines, words that only some readers get.
type Fault struct {
	Line string // id of the line, "" where there is none
	Text string
	Why  string
}

// Excerpt is what the trace of a line shows of a report.
type Excerpt struct {
	Line string // id of the line it belongs to
	Text string
}

// Reading is a page as it is found, whatever its builder meant by it.
type Reading struct {
	Lines    []digest.Printed // as [Lines] gives them, without those whose citation cannot be read
	Faults   []Fault
	Excerpts []Excerpt
}

// Read reads a page and trusts nothing in it. The error is for what is no page.
func Read(page []byte) (Reading, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return Reading{}, fmt.Errorf("read page: %w", err)
	}
	r := pageReader{}
	r.walk(doc, place{})
	return r.Reading, nil
}

// place is where on a page the reader is.
type place struct {
	page, lang string
	story      bool // inside a digest
	prose      bool // inside a part that holds lines alone
}

type pageReader struct{ Reading }

// linesAlone are the parts of a digest in which nothing but lines is printed.
var linesAlone = map[string]bool{"narrative": true, "headline": true, "standfirst": true, "card-point": true, "question": true, "answer": true}

// aside are elements whose text is no prose: names, times, drawings, scripts.
var aside = map[string]bool{"script": true, "style": true, "svg": true, "time": true, "template": true}

func (r *pageReader) walk(n *html.Node, p place) {
	if n.Type == html.TextNode {
		r.loose(n.Data, p)
		return
	}
	if n.Type == html.ElementNode {
		if attr(n, "lang") != "" {
			p.lang = attr(n, "lang")
		}
		if attr(n, "data-page") != "" {
			p.page = attr(n, "data-page")
		}
		p.story = p.story || attr(n, "data-kind-of") == "digest"
		// Cells hold names, dates and stances; what was printed before a correction
		// stands in no article any more.
		p.story = p.story && n.Data != "table" && attr(n, "data-part") != "correction"
		p.prose = p.prose || linesAlone[attr(n, "data-part")]
		if done := r.element(n, p); done {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c, p)
	}
}

// element reads an element that says what it is, and reports whether all of it
// has been read.
func (r *pageReader) element(n *html.Node, p place) bool {
	switch {
	case attr(n, "data-kind") != "":
		r.line(n, p)
		return true
	case attr(n, "data-part") == "line" || attr(n, "data-cite") != "" || attr(n, "data-form") != "":
		r.Faults = append(r.Faults, Fault{attr(n, "id"), textOf(n), "the line has no kind"})
		return true
	case attr(n, "class") == "by":
		r.by(n)
		return true
	case attr(n, "data-part") == "trace" && attr(n, "data-line") != "":
		r.excerpts(n, attr(n, "data-line"))
		return true
	}
	return aside[n.Data] || n.Data == "p" && attr(n, "class") == "who"
}

func (r *pageReader) line(n *html.Node, p place) {
	l, err := printed(n, p.page, p.lang)
	if err != nil {
		r.Faults = append(r.Faults, Fault{l.ID, l.Text, err.Error()})
		return
	}
	if hidden := shownToSome(n); hidden != "" {
		r.Faults = append(r.Faults, Fault{l.ID, hidden, "words that only some readers see"})
	}
	r.Lines = append(r.Lines, l)
}

// shownToSome returns words inside a line that are hidden from the eye or from
// the ear.
func shownToSome(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		_, hidden := attribOf(c, "hidden")
		_, style := attribOf(c, "style")
		if t := textOf(c); (hidden || style || attr(c, "aria-hidden") == "true") && hasWords(t) {
			return t
		}
		if t := shownToSome(c); t != "" {
			return t
		}
	}
	return ""
}

func attribOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// by holds the speaker printed beside a line against the line's.
func (r *pageReader) by(n *html.Node) {
	name := strings.Trim(strings.TrimSpace(textOf(n)), "()（）")
	if k := len(r.Lines) - 1; k < 0 || r.Lines[k].Speaker != name {
		r.Faults = append(r.Faults, Fault{"", name, "printed as the speaker of a line that names another"})
	}
}

// excerpts gathers the quotations of a trace.
func (r *pageReader) excerpts(n *html.Node, line string) {
	if n.Type == html.ElementNode && n.Data == "blockquote" {
		r.Excerpts = append(r.Excerpts, Excerpt{line, textOf(n)})
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.excerpts(c, line)
	}
}

// loose looks at text that is part of no line: where only lines belong, and where
// it reads as prose, it must be the site's own words.
func (r *pageReader) loose(t string, p place) {
	t = strings.TrimSpace(t)
	if !p.story || !hasWords(t) || !p.prose && !prosaic(t) || theme.Own(t) {
		return
	}
	r.Faults = append(r.Faults, Fault{"", t, "words without a citation that are no line"})
}

// prosaic reports whether a text reads as a sentence or is as long as one.
func prosaic(t string) bool {
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t, `"”」』)） `))
	n := utf8.RuneCountInString(t)
	return n > 60 || n > 12 && strings.ContainsRune(".。!?！？", end)
}

func hasWords(t string) bool {
	return strings.IndexFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// textOf is all text of an element, hidden or not.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}
