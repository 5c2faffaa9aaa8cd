package article

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// linked is what a page's JSON-LD says of the report.
type linked struct {
	title, published, updated, author, site, lang, summary, picture, credit, body, address string
	tags                                                                                   []string
	authors                                                                                []string
	sites                                                                                  []string // names of the site and of who publishes it
	kind                                                                                   string   // its type, as schema.org calls it
	words                                                                                  int      // wordCount; 0 when not said
	locked                                                                                 bool     // isAccessibleForFree says no
	video                                                                                  bool     // a VideoObject is what the page is about
}

// Limits on JSON-LD, so that a page of nested objects costs no more than a long
// one.
const (
	maxLinkedDepth   = 6
	maxLinkedObjects = 2000
)

// reportType matches schema.org's types of reports.
var reportType = regexp.MustCompile(`(?i)article|report|posting|newsstory|liveblog`)

// listType matches types that name other pages: their entries are not this
// page's report.
var listType = regexp.MustCompile(`(?i)^(https?://schema.org/)?(itemlist|breadcrumblist|collectionpage|searchresultspage|webpageelement|sitenavigationelement)$`)

// graph is all objects of a page's JSON-LD, and those that can be pointed to.
type graph struct {
	objects []map[string]any
	byID    map[string]map[string]any
}

// readGraph collects the objects of all JSON-LD scripts of a page.
func readGraph(doc *html.Node) graph {
	g := graph{byID: map[string]map[string]any{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || n.FirstChild == nil || !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			continue
		}
		for _, v := range readJSON(n.FirstChild.Data) {
			g.collect(v, 0)
		}
	}
	return g
}

func (g *graph) collect(v any, depth int) {
	if depth > maxLinkedDepth || len(g.objects) >= maxLinkedObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.collect(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > len(g.byID[id]) {
			g.byID[id] = v
		}
		if typeOf(v) != "" {
			g.objects = append(g.objects, v)
		}
		if listType.MatchString(typeOf(v)) {
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "about", "itemListElement", "item", "author", "publisher", "image", "video", "hasPart", "isPartOf"} {
			g.collect(v[key], depth+1)
		}
	}
}

// whole returns the object that a bare reference points to, or the object.
func (g *graph) whole(v any) any {
	o, ok := v.(map[string]any)
	if !ok {
		return v
	}
	if id, ok := o["@id"].(string); ok && len(g.byID[id]) > len(o) {
		return g.byID[id]
	}
	return o
}

// typeOf returns an object's types in one string.
func typeOf(o map[string]any) string {
	switch t := o["@type"].(type) {
	case string:
		return t
	case []any:
		var names []string
		for _, e := range t {
			if s, ok := e.(string); ok {
				names = append(names, s)
			}
		}
		return strings.Join(names, " ")
	}
	return ""
}

// readLinked reads what the JSON-LD of a page says of the report at pageURL. Of
// several reports the one with this address is taken, else the first that has a
// headline.
func readLinked(doc *html.Node, pageURL string) linked {
	g := readGraph(doc)
	best, bestScore := map[string]any(nil), 0
	var sites []string
	video := false
	for _, o := range g.objects {
		kind := typeOf(o)
		switch {
		case kind == "WebSite":
			sites = append(sites, textOf(o["name"]), textOf(o["alternateName"]))
		case strings.Contains(kind, "VideoObject"):
			video = true
		}
		if score := g.rank(o, pageURL); score > bestScore {
			best, bestScore = o, score
		}
	}
	out := linked{sites: sites, video: video}
	if best != nil {
		g.read(best, &out)
	}
	for _, o := range g.objects {
		if lockedIn(o) && (best == nil || reportType.MatchString(typeOf(o)) || strings.Contains(typeOf(o), "WebPage")) {
			out.locked = true
		}
	}
	out.sites = append(out.sites, out.site)
	return out
}

// rank says how likely an object is the page's report; 0 for one that is none.
func (g *graph) rank(o map[string]any, pageURL string) int {
	kind := typeOf(o)
	score := 0
	switch {
	case reportType.MatchString(kind):
		score = 20
	case strings.Contains(kind, "VideoObject"):
		score = 8
	case strings.Contains(kind, "WebPage"):
		score = 2
	default:
		return 0
	}
	if o["headline"] == nil && o["datePublished"] == nil && o["articleBody"] == nil {
		return score / 10
	}
	if o["headline"] != nil {
		score += 4
	}
	if o["datePublished"] != nil {
		score += 2
	}
	elsewhere := false
	for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
		said := addressOf(o[key])
		if said == "" {
			continue
		}
		if sameAddress(said, pageURL) {
			return score + 10
		}
		elsewhere = elsewhere || key != "@id"
	}
	if elsewhere { // one that says no address is likelier the page's own
		score = max(score-3, 1)
	}
	return score
}

func addressOf(v any) string {
	if o, ok := v.(map[string]any); ok {
		return textOf(first2(o["@id"], o["url"]))
	}
	return textOf(v)
}

// sameAddress reports whether two addresses are one report's, whatever their
// scheme, and with "www." or without.
func sameAddress(a, b string) bool {
	ca, errA := Canonical(a)
	cb, errB := Canonical(b)
	bare := func(s string) string {
		_, s, _ = strings.Cut(s, "://")
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return errA == nil && errB == nil && bare(ca) == bare(cb)
}

// read takes the facts of a report out of its object.
func (g *graph) read(o map[string]any, l *linked) {
	l.kind = typeOf(o)
	l.title = stripTags(textOf(first2(o["headline"], o["name"])))
	l.published, l.updated = textOf(first2(o["datePublished"], o["uploadDate"], o["dateCreated"])), textOf(o["dateModified"])
	l.authors = g.names(first2(o["author"], o["creator"]), 0)
	l.author = strings.Join(l.authors, ", ")
	l.site = strings.Join(g.names(o["publisher"], 0), ", ")
	l.lang, l.summary, l.body = textOf(o["inLanguage"]), stripTags(textOf(o["description"])), textOf(o["articleBody"])
	l.picture = g.picture(first2(o["image"], o["thumbnailUrl"]))
	l.address = addressOf(first2(o["mainEntityOfPage"], o["url"]))
	if pic, ok := g.whole(single(o["image"])).(map[string]any); ok {
		l.credit = strings.Join(g.names(first2(pic["creditText"], pic["creator"], pic["author"], pic["copyrightHolder"], pic["copyrightNotice"]), 0), ", ")
	}
	l.words, _ = strconv.Atoi(strings.TrimSpace(numberOf(o["wordCount"])))
	l.tags = wordsOf(o["keywords"])
}

// single is the first of a list, or the value itself.
func single(v any) any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		return list[0]
	}
	return v
}

// names returns the names in a value: a string, an object, a reference, a list.
func (g *graph) names(v any, depth int) []string {
	if depth > maxLinkedDepth {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := strings.TrimSpace(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			for _, n := range g.names(e, depth+1) {
				if !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
		return out
	case map[string]any:
		o, _ := g.whole(v).(map[string]any)
		if name := first2(o["@value"], o["name"], joinedName(o)); name != nil {
			return g.names(name, depth+1)
		}
	}
	return nil
}

func joinedName(o map[string]any) any {
	if s := strings.TrimSpace(textOf(o["givenName"]) + " " + textOf(o["familyName"])); s != "" {
		return s
	}
	return nil
}

func (g *graph) picture(v any) string {
	switch v := g.whole(single(v)).(type) {
	case map[string]any:
		return textOf(first2(v["url"], v["contentUrl"], v["@id"]))
	case string:
		return strings.TrimSpace(v)
	}
	return ""
}

// lockedIn reports whether an object says that it, or a part of it, is not free
// to read.
func lockedIn(o map[string]any) bool {
	switch v := o["isAccessibleForFree"].(type) {
	case bool:
		return !v
	case string:
		if s := strings.ToLower(v); strings.HasSuffix(s, "false") || s == "no" || s == "0" {
			return true
		}
	}
	return false
}

func wordsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == '、' || r == ';' })
	case []any:
		var out []string
		for _, w := range v {
			if s, ok := w.(string); ok {
				out = append(out, s)
			} else if s := textOf(w); s != "" && !strings.HasPrefix(s, "http") {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func numberOf(v any) string {
	if f, ok := v.(float64); ok && f >= 0 && f < 1e7 {
		return strconv.Itoa(int(f))
	}
	return strings.ReplaceAll(textOf(v), ",", "")
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
		return textOf(first2(v["@value"], v["name"], v["url"], v["@id"]))
	}
	return ""
}
