package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// textBlock is a piece of a page that stands by itself: a paragraph, a heading,
// an entry of a list, a caption. Blocks are what is chosen among; no text of a
// page is outside them.
type textBlock struct {
	text  string
	words []uint64   // hashes of its words; of a CJK text, of its characters
	units float64    // its length in words; a CJK character counts as .45 of one
	link  float64    // the share of its letters that stand in links
	bold  float64    // the same for bold ones
	tag   string     // of its element
	node  *html.Node // its element
}

// maxBlocks bounds what is looked at on one page, maxJudged what is judged one by
// one; the largest of 350 pages has 1,065 blocks.
const (
	maxBlocks = 50_000
	maxJudged = 3_000
)

// bolds are elements that print heavy letters.
var bolds = map[string]bool{"b": true, "strong": true}

// cutter takes a page apart into blocks.
type cutter struct {
	out                 []textBlock
	text                strings.Builder
	letters, link, bold int
	breaks              int
	inLink, inBold      int
	owner               []*html.Node
}

// pageBlocks returns a page's blocks in the order in which they stand. Two line
// breaks in a row end a block, as on old pages.
func pageBlocks(doc *html.Node) []textBlock {
	c := &cutter{}
	c.walk(doc)
	c.end()
	return c.out
}

func (c *cutter) walk(n *html.Node) {
	if len(c.out) >= maxBlocks {
		return
	}
	switch n.Type {
	case html.TextNode:
		c.add(n.Data)
		return
	case html.ElementNode:
		switch {
		case n.Data == "head" || n.Data == "script":
			return
		case n.Data == "br":
			if c.breaks++; c.breaks > 1 {
				c.end()
			} else {
				c.text.WriteByte(' ')
			}
			return
		}
	}
	isBlock := n.Type == html.ElementNode && block[n.Data]
	if isBlock {
		c.end()
		c.owner = append(c.owner, n)
	}
	isLink, isBold := n.Data == "a" && n.Type == html.ElementNode, n.Type == html.ElementNode && bolds[n.Data]
	if isLink {
		c.inLink++
	}
	if isBold {
		c.inBold++
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.walk(k)
	}
	if isLink {
		c.inLink--
	}
	if isBold {
		c.inBold--
	}
	if isBlock {
		c.end()
		c.owner = c.owner[:len(c.owner)-1]
	}
}

func (c *cutter) add(s string) {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	if n > 0 {
		c.breaks = 0
	}
	c.letters += n
	if c.inLink > 0 {
		c.link += n
	}
	if c.inBold > 0 {
		c.bold += n
	}
	c.text.WriteString(s)
}

func (c *cutter) end() {
	if c.letters > 0 && len(c.owner) > 0 {
		owner := c.owner[len(c.owner)-1]
		b := textBlock{text: strings.Join(strings.Fields(c.text.String()), " "), tag: owner.Data, node: owner,
			link: float64(c.link) / float64(c.letters), bold: float64(c.bold) / float64(c.letters)}
		b.words, b.units = wordHashes(b.text)
		c.out = append(c.out, b)
	}
	c.text.Reset()
	c.letters, c.link, c.bold, c.breaks = 0, 0, 0, 0
}

// hashOf is FNV-1a: fingerprints are stored, so they must never change.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// wordHashes returns one hash for every word of a text, in lower case, and one
// for every character of Chinese and Japanese text, which takes in the two
// characters behind it: single ones are everywhere.
func wordHashes(text string) (hashes []uint64, units float64) {
	start := -1
	flush := func(end int) {
		if start >= 0 {
			hashes = append(hashes, hashOf(strings.ToLower(text[start:end])))
			units++
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case r >= 0x2e80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) || r == 'ー'):
			flush(i)
			hashes = append(hashes, hashOf(text[i:threeFrom(text, i)]))
			units += 0.45
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return hashes, units
}

// threeFrom returns the end of the third character from i on.
func threeFrom(text string, i int) int {
	for range 3 {
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return i
}

// shingleSet holds what a text says, so that it can be asked how much of a block
// is in it: runs of three words, and blocks of one or two words whole.
type shingleSet struct {
	runs  map[uint64]bool
	words float64
}

const runLength = 3

func newShingleSet(paragraphs []string) shingleSet {
	s := shingleSet{runs: make(map[uint64]bool)}
	var all []uint64
	for _, p := range paragraphs {
		words, units := wordHashes(p)
		s.words += units
		all = append(all, words...)
		if len(words) > 0 && len(words) < runLength {
			s.runs[runKey(words)+1] = true
		}
	}
	// Runs cross the ends of paragraphs: extractors cut them elsewhere.
	for i := 0; i+runLength <= len(all); i++ {
		s.runs[runKey(all[i:i+runLength])] = true
	}
	return s
}

func runKey(words []uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ w) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// share returns how much of a block is in the text, 0 to 1.
func (s shingleSet) share(words []uint64) float64 {
	if len(words) == 0 {
		return 0
	}
	if len(words) < runLength {
		if s.runs[runKey(words)+1] {
			return 1
		}
		return 0
	}
	n := 0
	for i := 0; i+runLength <= len(words); i++ {
		if s.runs[runKey(words[i:i+runLength])] {
			n++
		}
	}
	return float64(n) / float64(len(words)-runLength+1)
}
