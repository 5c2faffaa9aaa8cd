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

// pageNumber is where addresses say which part of a report they are.
var pageNumber = regexp.MustCompile(`(?i)([?&](?:page|p|pg|seite|pagina|pageno|page_no)=|/page/|/p|[_-]p?|/)(\d{1,2})(\.html?|/)?$`)

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
		if !isNextNumber(base, to) {
			continue
		}
		if relNext(n) || n.Data == "a" && nextWords.MatchString(shortText(n, 60)) {
			return to.String()
		}
		if n.Data == "a" && best == "" && isNumber(shortText(n, 30), partOf(to)) {
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

// partOf returns which part of a report an address says it is; 1 when it says
// nothing.
func partOf(u *url.URL) int {
	if m := pageNumber.FindStringSubmatch(stem(u)); m != nil {
		if n, err := strconv.Atoi(m[2]); err == nil && n > 0 {
			return n
		}
	}
	return 1
}

// stem is an address without what does not say which report it is, but with the
// parameter that counts pages.
func stem(u *url.URL) string {
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	q := u.Query()
	for _, k := range []string{"page", "p", "pg", "seite", "pagina", "pageno", "page_no"} {
		if v := q.Get(k); v != "" && len(v) < 3 {
			return path + "?" + k + "=" + v
		}
	}
	return path
}

// rest is an address without its page number and without the ending of a file.
func rest(u *url.URL) string {
	s := stem(u)
	if partOf(u) > 1 || strings.Contains(s, "?") || strings.Contains(strings.ToLower(s), "page/1") {
		s = pageNumber.ReplaceAllString(s, "")
	}
	for _, end := range []string{".html", ".htm", ".php", "/index", "_1", "-1", "/1"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

// isNextNumber reports whether an address is that of the part after another: the
// same address with a number one higher.
func isNextNumber(from, to *url.URL) bool {
	if partOf(to) != partOf(from)+1 {
		return false
	}
	a, b := rest(from), rest(to)
	if a == "" || a != b {
		return false
	}
	// Parameters that choose the report must be the same: ?id=7&page=2.
	x, y := from.Query(), to.Query()
	for k := range y {
		if y.Get(k) != x.Get(k) && !pageNumber.MatchString("?"+k+"="+y.Get(k)) && x.Has(k) {
			return false
		}
	}
	return true
}

// maxParts bounds the parts of one report.
const maxParts = 20

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
		for _, p := range o.Article.Paragraphs {
			if k := key(p); !seen[k] || k == "" {
				seen[k] = true
				paragraphs = append(paragraphs, p)
			}
		}
		first.Blocks = append(first.Blocks, o.Blocks...)
		if first.Article.Partial == PartialMore {
			first.Article.Partial = o.Article.Partial
		}
	}
	first.Article.Paragraphs = limit(paragraphs, maxText)
	first.Blocks = first.Blocks[:min(len(first.Blocks), maxPageBlocks)]
	first.Next = ""
	return first
}
