package article

import "golang.org/x/net/html"

// Lesson is a page as the chooser sees it, to learn from: its blocks, how long
// they are in words, and their features.
type Lesson struct {
	Blocks   []string
	Units    []float64
	Features [][]float32
}

// Share returns how much of a text stands in another, 0 to 1, by runs of three
// words; a text of one or two words counts when it is a line of the other.
func Share(text string, of []string) float64 {
	words, _ := wordHashes(text)
	return newShingleSet(of).share(words)
}

// LessonOf prepares a page for learning. The error is that of the parser.
func LessonOf(page []byte, pageURL string) (Lesson, error) {
	doc, _, err := parsePage(decode(page[:min(len(page), maxPage)], ""))
	if err != nil {
		return Lesson{}, err
	}
	prune(doc)
	blocks := pageBlocks(doc)
	l := Lesson{Features: describe(blocks, signalsOf(doc, readHead(doc, pageURL, Told{}), pageURL, Told{}))}
	for _, b := range blocks {
		l.Blocks = append(l.Blocks, b.text)
		l.Units = append(l.Units, b.units)
	}
	return l, nil
}

// signalsOf gathers what a page's blocks are judged by.
func signalsOf(doc *html.Node, about head, pageURL string, told Told) signals {
	a := signals{title: about.title, summary: first(told.Summary, about.summary), found: extractions(doc, pageURL)}
	anchor := about.body
	if len(told.Content) > len(anchor) {
		anchor = told.Content
	}
	a.anchor = paragraphsOf(anchor)
	return a
}
