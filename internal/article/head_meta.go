package article

import (
	"strings"

	"golang.org/x/net/html"
)

// meta is what the head element, microdata and the first headings hold.
type meta struct {
	all                    map[string][]string // meta elements by lower-case name or property
	items                  map[string][]string // text of elements with an itemprop, by its name
	canonical, lang, title string
	h1                     []string
}

// maxMeta is how many values of one name are kept.
const maxMeta = 50

func (m meta) get(names ...string) string {
	for _, n := range names {
		if v := m.all[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

func readMeta(doc *html.Node) meta {
	m := meta{all: map[string][]string{}, items: map[string][]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			m.lang = attr(n, "lang")
		case "title":
			if m.title == "" {
				m.title = inner(n)
			}
		case "link":
			if m.canonical == "" && hasWord(attr(n, "rel"), "canonical") {
				m.canonical = attr(n, "href")
			}
		case "meta":
			m.meta(n)
		case "h1":
			if t := inner(n); t != "" && len(m.h1) < 10 {
				m.h1 = append(m.h1, t)
			}
		}
		if prop := attr(n, "itemprop"); prop != "" && n.Data != "meta" {
			m.item(n, prop)
		}
	}
	return m
}

// meta keeps a meta element under every name that it has.
func (m meta) meta(n *html.Node) {
	v := first(attr(n, "content"), attr(n, "value"))
	if v == "" {
		return
	}
	seen := ""
	for _, kind := range []string{"property", "name", "itemprop", "http-equiv"} {
		key := strings.ToLower(strings.TrimSpace(attr(n, kind)))
		if key != "" && key != seen && len(m.all[key]) < maxMeta {
			m.all[key] = append(m.all[key], v)
		}
		seen = key
	}
}

// item keeps what an element of microdata says, unless it belongs to another
// thing than the report (a comment, a list of other reports).
func (m meta) item(n *html.Node, prop string) {
	for up := n.Parent; up != nil; up = up.Parent {
		if t := strings.ToLower(attr(up, "itemtype")); t != "" {
			if !reportType.MatchString(t) && !strings.Contains(t, "webpage") {
				return
			}
			break
		}
	}
	v := first(attr(n, "content"), attr(n, "datetime"))
	if v == "" {
		v = inner(n)
	}
	for _, key := range strings.Fields(strings.ToLower(prop)) {
		if v != "" && len(v) < 1000 && len(m.items[key]) < maxMeta {
			m.items[key] = append(m.items[key], v)
		}
	}
}

// hasWord reports whether a list of words parted by white space holds one.
func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
