package article

import (
	"strings"

	"golang.org/x/net/html"
)

// Bounds on a page that extractors are asked about, so that a hostile one costs
// no more than a long one: they take quadratic time in paragraphs that stand
// side by side (5,000 took a second, 40,000 over half a minute) and in depth.
// The largest of 350 news pages and blogs has 3,800 elements, 250 paragraphs,
// 205,000 elements over elements and 210 KB of text.
const (
	maxElements   = 12_000
	maxParagraphs = 1_200
	maxOver       = 500_000
	maxProse      = 600 << 10
)

// scantWords is fewer than a report has: what is that short was not found.
const scantWords = 20

// handy reports whether extractors may be asked about a page.
func (s size) handy(found []textBlock) bool {
	text := 0
	for _, b := range found {
		text += len(b.text)
	}
	return s.elements <= maxElements && s.paragraphs <= maxParagraphs && s.over <= maxOver && text <= maxProse && len(found) <= maxJudged
}

// mainText returns the paragraphs of the report, and the page's blocks for the
// memory of its site. It is empty only where the page has no text. Of a page
// that had to be flattened nothing is left out: its structure is lost, and what
// is furniture can only be told by its words.
func mainText(doc *html.Node, flat bool, data []string, about head, pageURL string, told Told) ([]string, []textBlock) {
	found := pageBlocks(doc)
	if flat {
		return textsOf(found), found
	}
	var text []string
	if measure(doc).handy(found) {
		a := signalsOf(doc, about, pageURL, told)
		kept := choose(found, a)
		for i, b := range found {
			if kept[i] {
				text = append(text, b.text)
			}
		}
		if wordsIn(text) < scantWords {
			text = longest(text, mostAlike(a.found), fromScripts(data))
		}
	}
	if misses(text, about.body) {
		text = splitParagraphs(about.body)
	}
	if wordsIn(text) < scantWords {
		text = longest(text, proseOf(found), paragraphsOf(told.Content))
	}
	if len(text) == 0 {
		text = textsOf(found)
	}
	if own := told.Site.without(text); len(own) > 0 {
		text = own
	}
	return text, found
}

func textsOf(found []textBlock) []string {
	text := make([]string, len(found))
	for i, b := range found {
		text[i] = b.text
	}
	return text
}

func wordsIn(paragraphs []string) (words int) {
	for _, p := range paragraphs {
		words += countWords(p)
	}
	return words
}

// longest returns the text with the most words; the first of equals.
func longest(texts ...[]string) (best []string) {
	most := -1
	for _, t := range texts {
		if n := wordsIn(t); n > most {
			best, most = t, n
		}
	}
	return best
}

// proseOf is the text of a page that no extractor could take: the blocks that
// are long enough to be prose.
func proseOf(found []textBlock) (out []string) {
	for _, b := range found {
		if b.units >= 8 && b.link < 0.5 && closesSentence(b.text) {
			out = append(out, b.text)
		}
	}
	return out
}

func paragraphsOf(markup string) []string {
	if strings.TrimSpace(markup) == "" {
		return nil
	}
	doc, _, err := parsePage([]byte(markup))
	if err != nil {
		return nil
	}
	prune(doc)
	return blocks(doc)
}

// mostAlike returns the answer that shares most with the others.
func mostAlike(found []extraction) (best []string) {
	most := -1.0
	for i, e := range found {
		sum := 0.0
		for k, other := range found {
			if i != k {
				a, b := newShingleSet(e.paragraphs), newShingleSet(other.paragraphs)
				sum += a.like(b)
			}
		}
		if sum > most {
			best, most = e.paragraphs, sum
		}
	}
	return best
}

// like returns what two texts share of what either holds, 0 to 1.
func (s shingleSet) like(other shingleSet) float64 {
	both := 0
	for k := range s.runs {
		if other.runs[k] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(s.runs)+len(other.runs)-both))
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
