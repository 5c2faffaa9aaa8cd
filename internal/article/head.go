package article

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// head is what a page says of itself.
type head struct {
	address, title, published, updated, author, site, lang, summary, picture, credit, body string
	tags                                                                                   []string
}

// readHead reads a page's own words about itself, best first: JSON-LD, then
// OpenGraph and meta elements, then the visible page.
func readHead(doc *html.Node, pageURL string) head {
	m := readMeta(doc)
	ld := readLinked(doc)
	h := head{
		published: first(ld.published, m.get("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "parsely-pub-date",
			"dc.date.issued", "dc.date", "dcterms.created", "sailthru.date", "cxenseparse:recs:publishtime", "article:published", "publish_date", "iso-8601-publish-date"), m.time),
		updated: first(ld.updated, m.get("article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "dcterms.modified")),
		author:  first(ld.author, m.get("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")),
		site:    first(m.get("og:site_name", "application-name"), ld.site),
		lang:    first(m.lang, m.get("og:locale", "content-language"), ld.lang),
		summary: first(m.get("og:description", "description", "twitter:description"), ld.summary),
		picture: first(m.get("og:image", "og:image:url", "twitter:image", "twitter:image:src"), ld.picture),
		credit:  ld.credit,
		body:    ld.body,
		tags:    append(m.all["article:tag"], ld.tags...),
	}
	if strings.HasPrefix(h.author, "http") {
		h.author = ""
	}
	h.title = chooseTitle(m, ld.title, h.site)
	h.address = chooseAddress(first(m.canonical, m.get("og:url")), pageURL)
	return h
}

func first(list ...string) string {
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// chooseAddress takes the page's word for its address when it names a report on
// the same site; a canonical link to a front page or another site is an error
// of the page, and would give many reports one address.
func chooseAddress(said, found string) string {
	if said == "" {
		return found
	}
	abs, err := resolve(found, said)
	if err != nil {
		return found
	}
	a, errA := Canonical(abs)
	b, errB := Canonical(found)
	if errA != nil || errB != nil || siteOf(a) != siteOf(b) {
		return found
	}
	if path := strings.SplitN(a, "/", 4); len(path) < 4 || path[3] == "" {
		return found
	}
	return a
}

func siteOf(address string) string {
	host := hostOf(address)
	if parts := strings.Split(host, "."); len(parts) > 2 {
		return strings.Join(parts[len(parts)-2:], ".")
	}
	return host
}

// meta is what the head element and the first headings hold.
type meta struct {
	all                          map[string][]string
	canonical, lang, title, time string
	h1                           []string
}

func (m meta) get(names ...string) string {
	for _, n := range names {
		if v := m.all[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

func readMeta(doc *html.Node) meta {
	m := meta{all: make(map[string][]string)}
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
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
				m.canonical = attr(n, "href")
			}
		case "meta":
			key := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
			if v := strings.TrimSpace(attr(n, "content")); key != "" && v != "" {
				m.all[key] = append(m.all[key], v)
			}
		case "h1":
			if t := inner(n); t != "" {
				m.h1 = append(m.h1, t)
			}
		case "time":
			if m.time == "" {
				m.time = first(attr(n, "datetime"), inner(n))
				if _, err := ParseTime(m.time); err != nil {
					m.time = ""
				}
			}
		}
	}
	return m
}

// chooseTitle prefers the visible heading when the page's own title says the
// same and more (a site's name, a section), because it is what readers see.
func chooseTitle(m meta, linked, site string) string {
	stated := first(m.get("og:title"), linked, m.get("twitter:title"), m.title)
	for _, h := range m.h1 {
		short := foldName(h)
		if len([]rune(short)) < 6 {
			continue
		}
		for _, t := range []string{stated, linked, m.title} {
			if strings.Contains(foldName(t), short) {
				return h
			}
		}
	}
	return cleanTitle(stated, site)
}

// linked is what a page's JSON-LD says of the report.
type linked struct {
	title, published, updated, author, site, lang, summary, picture, credit, body string
	tags                                                                          []string
}

var articleType = regexp.MustCompile(`(?i)article|report|posting|liveblog|videoobject|newsstory`)

func readLinked(doc *html.Node) linked {
	var out linked
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || n.FirstChild == nil {
			continue
		}
		var v any
		if json.Unmarshal([]byte(strings.TrimSpace(n.FirstChild.Data)), &v) != nil {
			continue
		}
		if o := findReport(v, 0); o != nil && out.title == "" {
			out = readReport(o)
		}
	}
	return out
}

// findReport finds the object that describes the report, at most a few levels
// down (a list, an @graph, a page's mainEntity).
func findReport(v any, depth int) map[string]any {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if o := findReport(e, depth+1); o != nil {
				return o
			}
		}
	case map[string]any:
		if articleType.MatchString(textOf(v["@type"])) && (v["headline"] != nil || v["datePublished"] != nil) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			if o := findReport(v[key], depth+1); o != nil {
				return o
			}
		}
	}
	return nil
}

func readReport(o map[string]any) linked {
	l := linked{
		title: textOf(first2(o["headline"], o["name"])), published: textOf(first2(o["datePublished"], o["dateCreated"])), updated: textOf(o["dateModified"]),
		author: namesOf(o["author"]), site: namesOf(o["publisher"]), lang: textOf(o["inLanguage"]),
		summary: textOf(o["description"]), picture: pictureOf(first2(o["image"], o["thumbnailUrl"])), body: textOf(o["articleBody"]),
	}
	if pic, ok := o["image"].(map[string]any); ok {
		l.credit = namesOf(first2(pic["creditText"], pic["creator"], pic["author"], pic["copyrightHolder"]))
	}
	l.title, l.summary = stripTags(l.title), stripTags(l.summary)
	if words, ok := o["keywords"].(string); ok {
		l.tags = strings.Split(words, ",")
	} else if list, ok := o["keywords"].([]any); ok {
		for _, w := range list {
			l.tags = append(l.tags, textOf(w))
		}
	}
	return l
}

func first2(list ...any) any {
	for _, v := range list {
		if v != nil && v != "" {
			return v
		}
	}
	return nil
}

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		if len(v) > 0 {
			return textOf(v[0])
		}
	case map[string]any:
		return textOf(first2(v["@value"], v["name"], v["url"]))
	}
	return ""
}

func namesOf(v any) string {
	list, ok := v.([]any)
	if !ok {
		return textOf(v)
	}
	var out []string
	for _, e := range list {
		if n := textOf(e); n != "" {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

func pictureOf(v any) string {
	if o, ok := v.(map[string]any); ok {
		return textOf(first2(o["url"], o["contentUrl"], o["@id"]))
	}
	if list, ok := v.([]any); ok && len(list) > 0 {
		return pictureOf(list[0])
	}
	return textOf(v)
}
