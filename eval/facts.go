package eval

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"kiku/internal/article"
)

// said is what a page says of itself: by the label, or as somebody read it.
type said struct {
	title   string
	authors []string
	picture string
}

// aboutReaders are who reads what a page says of itself: Kiku and the two peers
// whose metadata measured best.
var aboutReaders = []struct {
	name string // in front of the figure; "" for Kiku
	read func(page []byte, address string) said
}{
	{"", kikuSays},
	{"readability.", readabilitySays},
	{"trafilatura.", trafilaturaSays},
}

func kikuSays(page []byte, address string) said {
	p, err := article.FromPage(page, address, article.Told{})
	if err != nil {
		return said{}
	}
	return said{p.Article.Title, splitNames(p.Article.Author), p.Article.Picture.URL}
}

func readabilitySays(page []byte, address string) said {
	base, _ := url.Parse(address) // a labelled page has an address
	parser := readability.NewParser()
	a, err := parser.Parse(bytes.NewReader(page), base)
	if err != nil {
		return said{}
	}
	return said{a.Title, splitNames(a.Byline), a.Image}
}

func trafilaturaSays(page []byte, address string) said {
	base, _ := url.Parse(address) // a labelled page has an address
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return said{}
	}
	found, err := trafilatura.ExtractDocument(doc, trafilatura.Options{OriginalURL: base, HtmlDateMode: trafilatura.Disabled})
	if err != nil {
		return said{}
	}
	return said{found.Metadata.Title, splitNames(found.Metadata.Author), found.Metadata.Image}
}

// factsPage is a page with what people labelled of it.
type factsPage struct {
	page []byte
	url  string
	said
	images []string // addresses of the report's pictures, in all their sizes
}

// factsIn measures what Kiku finds out about the pages of one set beside their
// text. Sets without such labels give no figures.
func factsIn(dir string) ([]Figure, error) {
	pages, err := loadFactsPages(dir)
	if err != nil {
		return nil, err
	}
	return factsFigures(filepath.Base(filepath.Clean(dir)), pages), nil
}

func loadFactsPages(dir string) ([]factsPage, error) {
	data, err := os.ReadFile(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []factsPage
	for line := range bytes.Lines(data) {
		var r struct {
			File, URL, Title string
			Authors, Images  []string
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		page, err := readPacked(filepath.Join(dir, filepath.FromSlash(r.File)))
		if err != nil {
			return nil, err
		}
		out = append(out, factsPage{page, r.URL, said{title: r.Title, authors: r.Authors}, r.Images})
	}
	return out, nil
}

// splitNames parts the names of a byline at commas, semicolons and "and".
func splitNames(byline string) []string {
	byline = strings.NewReplacer(";", ",", " and ", ",", " und ", ",", " et ", ",", " & ", ",", "、", ",", "，", ",").Replace(byline)
	var out []string
	for _, name := range strings.Split(byline, ",") {
		if name = plainWords(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// plainWords is a text with every run of white space one space, in one form.
func plainWords(s string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
}

// factsFigures measures title, author and picture over labelled pages:
// title_exact (white space apart), title_contains (one holds the other, letters
// and digits only), author_exact (the same names in any order and case),
// picture (the same file as one of the labelled addresses).
func factsFigures(set string, pages []factsPage) []Figure {
	var out []Figure
	for _, reader := range aboutReaders {
		found := make([]said, len(pages))
		each(len(pages), func(i int) { found[i] = reader.read(pages[i].page, pages[i].url) })
		var title, contains, author, picture hitShare
		for i, p := range pages {
			got := found[i]
			if p.title != "" {
				title.count(plainWords(got.title) == plainWords(p.title))
				contains.count(eitherHolds(bareLetters(got.title), bareLetters(p.title)))
			}
			if len(p.authors) > 0 {
				author.count(sameNames(got.authors, p.authors))
			}
			if len(p.images) > 0 {
				picture.count(slices.ContainsFunc(p.images, func(u string) bool { return sameFile(u, got.picture) }))
			}
		}
		for _, f := range []struct {
			name string
			hitShare
		}{{"title_exact", title}, {"title_contains", contains}, {"author_exact", author}, {"picture", picture}} {
			if f.of > 0 {
				out = append(out, Figure{Name: set + "." + reader.name + f.name, Value: float64(f.hits) / float64(f.of), N: f.of})
			}
		}
	}
	return out
}

// hitShare is how many of a number are right.
type hitShare struct{ hits, of int }

func (s *hitShare) count(right bool) {
	s.of++
	if right {
		s.hits++
	}
}

func bareLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

func eitherHolds(a, b string) bool {
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

func sameNames(got, want []string) bool {
	fold := func(names []string) []string {
		var out []string
		for _, n := range names {
			out = append(out, strings.ToLower(plainWords(n)))
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(fold(got), fold(want))
}

// sameFile reports whether two addresses end in the same file name; picture
// servers put sizes and formats into the rest.
func sameFile(a, b string) bool {
	fa, fb := fileName(a), fileName(b)
	return fa != "" && fa == fb
}

func fileName(address string) string {
	u, err := url.Parse(strings.TrimSuffix(strings.TrimSpace(address), ","))
	if err != nil || u.Path == "" || u.Path == "/" {
		return ""
	}
	return path.Base(u.Path)
}
