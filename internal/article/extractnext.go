package article

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// nextWords are what links to a report's next part say, in whole.
var nextWords = regexp.MustCompile(`(?i)^[\pP\pS\s]*(次(の)?(ページ|頁)(へ|を読む|に進む)?|次へ(進む)?|続きを読む|next( page| part)?|continue( reading)?( on (the )?next page)?|page suivante|suivante?|nächste seite|weiter( auf seite \d+)?|siguiente( página)?|página siguiente|pagina successiva|volgende( pagina)?|下一页|下一頁|다음 ?페이지)([:：][^.。]{0,80})?[\pP\pS\s]*$`)

// nextPart returns the absolute address of the report's next part: what the page
// calls rel=next, or a link with the number after this page's or with the words
// "next page", if it goes to the same path. It is "" when there is none. A link
// to another report is never taken for a part of this one.
func nextPart(doc *html.Node, pageURL string) string {
	base, err := url.Parse(pageURL)
	if err != nil {
		return ""
	}
	best := ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" && n.Data != "link" {
			continue
		}
		href := strings.TrimSpace(attr(n, "href"))
		if href == "" || strings.HasPrefix(href, "#") {
			continue
		}
		to, err := base.Parse(href)
		if err != nil || to.Host != base.Host || to.Scheme != "http" && to.Scheme != "https" {
			continue
		}
		to.Fragment, to.RawFragment = "", ""
		part := nextNumber(base, to)
		if part == 0 {
			continue
		}
		if relNext(n) || n.Data == "a" && nextWords.MatchString(shortText(n, 60)) {
			return to.String()
		}
		if n.Data == "a" && best == "" && isNumber(shortText(n, 30), part) {
			best = to.String()
		}
	}
	return best
}

func relNext(n *html.Node) bool {
	for _, r := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
		if r == "next" {
			return true
		}
	}
	return false
}

// numberWords are a page number as a link's text has it.
var numberWords = regexp.MustCompile(`(?i)^\D{0,3}(?:page|seite|p\.?)?\s*(\d{1,2})\s*(?:ページ目?|頁|页)?\D{0,3}$`)

func isNumber(text string, want int) bool {
	m := numberWords.FindStringSubmatch(text)
	return m != nil && m[1] == strconv.Itoa(want)
}

// counters are parameters that count a report's parts.
var counters = []string{"page", "p", "pg", "seite", "pagina", "pageno", "page_no", "pagenum"}

// numbered matches a path with a part's number at its end: what stands before,
// how it is joined, the number.
var numbered = regexp.MustCompile(`(?i)^(.*?[^/])(/(?:page|p|seite|pagina)?[/-]?|[_-](?:page|p)?[_-]?)(\d{1,2})$`)

// maxParts bounds the parts of one report.
const maxParts = 20

// nextNumber returns the number of a part if the address names the part after
// the other's: the same address and parameters, and a number one higher. It is 0
// else. A path's number alone may count reports, so it counts parts only where
// the other address has none, or what stands before it is a report's name.
func nextNumber(from, to *url.URL) int {
	a, b := from.Query(), to.Query()
	was, is := 1, 1
	for _, k := range counters {
		if n, err := strconv.Atoi(b.Get(k)); err == nil && n > 1 && n <= maxParts {
			if m, err := strconv.Atoi(a.Get(k)); err == nil && m > 0 {
				was = m
			}
			is = n
			a.Del(k)
			b.Del(k)
			break
		}
	}
	for k := range b {
		if a.Has(k) && a.Get(k) != b.Get(k) {
			return 0
		}
	}
	x, y := barePath(from), barePath(to)
	if is > 1 {
		if x != y || is != was+1 || len(a) > len(b) && b.Encode() != "" {
			return 0
		}
		return is
	}
	m := numbered.FindStringSubmatch(y)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[3]) // two digits
	if n == 2 && (x == m[1] || x == m[1]+m[2]+"1") {
		return n
	}
	if f := numbered.FindStringSubmatch(x); f != nil && f[1] == m[1] && f[2] == m[2] && n > 2 && n <= maxParts && f[3] == strconv.Itoa(n-1) &&
		(strings.ContainsAny(m[2], "pP") || likeReport(m[1][strings.LastIndexByte(m[1], '/')+1:])) {
		return n
	}
	return 0
}

// barePath is an address's path without the ending of a file.
func barePath(u *url.URL) string {
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	for _, end := range []string{".html", ".htm", ".php", ".shtml"} {
		path = strings.TrimSuffix(path, end)
	}
	return strings.TrimSuffix(path, "/index")
}

// Join puts the parts of a report that was printed on several pages together:
// the first page's article with the others' paragraphs behind it. Paragraphs
// that were there already (leads, bylines and notes that every part repeats) are
// left out.
func Join(first Page, others []Page) Page {
	seen := make(map[string]bool)
	key := func(p string) string { return foldName(p) }
	paragraphs := append([]string(nil), first.Article.Paragraphs...)
	for _, p := range paragraphs {
		seen[key(p)] = true
	}
	for _, o := range others[:min(len(others), maxParts)] {
		if o.Article.Terms.NoIndex {
			// Many sites say so of every page but the first; what is on it stays there.
			if first.Article.Partial == "" {
				first.Article.Partial = PartialMore
			}
			break
		}
		for _, p := range o.Article.Paragraphs {
			if k := key(p); !seen[k] || k == "" {
				seen[k] = true
				paragraphs = append(paragraphs, p)
			}
		}
		first.Blocks = append(first.Blocks, o.Blocks...)
		first.Article.Terms = first.Article.Terms.Merge(o.Article.Terms)
		if first.Article.Partial == PartialMore {
			first.Article.Partial = o.Article.Partial
		}
	}
	first.Article.Paragraphs = limit(paragraphs, maxText)
	first.Blocks = first.Blocks[:min(len(first.Blocks), maxPageBlocks)]
	first.Next = ""
	return first
}
