package feed

import (
	"encoding/base64"
	"html"
	"strings"
)

// item reads one item; ok is false when nothing of it can be used.
func (d *document) item(p *part) (Item, bool) {
	t := &d.tree
	attrs := p.attrs(t.data)
	t.reset(p.name(), attrs)
	t.run(int(p.a), int(p.b))
	outer := d.base
	d.base = rebase(d.base, attrs)
	defer func() { d.base = outer }()
	if p.cut {
		d.cutOff(p)
	}
	links := d.links(0)
	id := t.first(0, "guid", "id", "atom:id", "dc:identifier", "post-id")
	it := Item{
		GUID:      strings.TrimSpace(t.reference(id)),
		Title:     clip(d.words(t.first(0, "title", "atom:title", "media:title", "dc:title")), maxTitle),
		Author:    clip(d.authors(0), maxAuthor),
		Published: d.date(0, "pubdate", "published", "issued", "atom:published", "dcterms:issued", "dcterms:created", "created", "dc:date"),
		Updated:   d.date(0, "updated", "modified", "atom:updated", "a10:updated", "dcterms:modified", "dc:date", "lastmod"),
		Tags:      d.tags(),
	}
	it.URL = d.itemAddress(attrs, links, id, it.GUID)
	if it.GUID == "" {
		it.GUID = orElse(strings.TrimSpace(attribute(attrs, "rdf:about")), it.URL)
	}
	it.GUID = identity(it.GUID)
	if it.Updated.IsZero() { // CDF
		it.Updated = whenIn(attribute(attrs, "lastmod"), d.feed.Lang)
	}
	if it.Published.IsZero() {
		it.Published = it.Updated
	}
	d.texts(&it)
	d.picture(&it, links["enclosure"])
	if it.Author == "" && d.atom {
		it.Author = clip(d.owner, maxAuthor)
	}
	if p.cut || p.orphan { // what is left of it must be of use
		return it, it.URL != "" || it.Title != ""
	}
	return it, true
}

// cutOff drops the half values of the item in which the document ended: an
// address or a date that may go on is worse than none. Half a title stays only
// when there is an address to it.
func (d *document) cutOff(p *part) {
	t := &d.tree
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.closed || n.to < int(p.b) || i == 0 {
			continue
		}
		if n.name == "title" && t.first(0, "link", "guid", "id") != nil {
			continue
		}
		if roles[n.name] == leaf {
			n.to = n.from
			n.name += " cut off"
		}
	}
}

// itemAddress returns where the report is: the link to the page, the original
// address that a redirecting service names, an identity that is an address.
func (d *document) itemAddress(attrs []byte, links map[string]string, id *node, guid string) string {
	t := &d.tree
	if orig := d.address(t.reference(t.first(0, "feedburner:origlink", "pheedo:origlink")), nil); orig != "" {
		return orig
	}
	if links["alternate"] != "" {
		return links["alternate"]
	}
	if a := d.address(attribute(attrs, "href"), nil); a != "" { // CDF
		return a
	}
	if id != nil && isWeb(guid) && !strings.EqualFold(attribute(id.attrs, "ispermalink"), "false") {
		return d.address(guid, nil)
	}
	if about := attribute(attrs, "rdf:about"); isWeb(about) {
		return d.address(about, nil)
	}
	if u := d.address(t.reference(t.first(0, "url")), nil); u != "" {
		return u
	}
	if isWeb(guid) {
		return d.address(guid, nil)
	}
	return ""
}

// identity bounds the length of an id; a longer one keeps its beginning and a
// hash of the whole.
func identity(s string) string {
	if len(s) <= maxIdentity {
		return s
	}
	return clip(s[:maxIdentity/2], maxIdentity) + "#" + hash36(s)
}

// texts reads summary and report. The summary is text; the report is HTML.
func (d *document) texts(it *Item) {
	t := &d.tree
	var long, short string
	t.children(0, func(_ int32, n *node) bool {
		switch n.name {
		case "content:encoded", "content", "atom:content", "xhtml:body", "body", "fullitem":
			if h := d.html(n); len(h) > len(long) {
				long = h
			}
		}
		return true
	})
	for _, name := range []string{"description", "summary", "atom:summary", "dc:description", "abstract", "itunes:summary", "media:description", "itunes:subtitle"} {
		if n := t.first(0, name); n != nil {
			if short = d.html(n); strings.TrimSpace(short) != "" {
				break
			}
		}
	}
	if short == "" {
		if g := d.group(); g >= 0 {
			short = d.html(t.first(g, "media:description"))
		}
	}
	it.Content = clip(whole(long), maxText)
	it.Summary = clip(plain(clip(whole(short), maxText)), maxText)
	// Feeds that put the whole report in the description have no other text.
	if it.Content == "" && len(short) > 1500 && strings.Contains(short, "<") {
		it.Content = clip(short, maxText)
	}
}

// html returns the text of a construct as HTML: what Atom calls text is escaped,
// what is base64 is decoded.
func (d *document) html(n *node) string {
	if n == nil {
		return ""
	}
	s := d.tree.source(n)
	kind, mode := strings.ToLower(attribute(n.attrs, "type")), strings.ToLower(attribute(n.attrs, "mode"))
	switch {
	case mode == "base64" || kind == "application/octet-stream":
		if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), "")); err == nil && printable(b) {
			return tidy(b)
		}
		return ""
	case kind == "text" || kind == "text/plain" || kind == "plain":
		if !n.markup {
			return html.EscapeString(s)
		}
	case strings.Contains(kind, "/") && !strings.Contains(kind, "html") && !strings.Contains(kind, "xml") && !strings.HasPrefix(kind, "text"):
		return "" // a picture or a film as content
	}
	return s
}

// words returns the text of a construct on one line, whatever kind it says it is.
func (d *document) words(n *node) string {
	return plain(clip(orElse(d.html(n), d.tree.source(n)), maxLine))
}

func printable(b []byte) bool {
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return len(strings.ToValidUTF8(string(b), "")) == len(b)
}

// tags returns the categories of an item, without repetitions.
func (d *document) tags() []string {
	t := &d.tree
	var out []string
	add := func(s string) {
		s = clip(plain(s), maxTag)
		if s == "" || len(out) >= maxTags {
			return
		}
		for _, o := range out {
			if o == s {
				return
			}
		}
		out = append(out, s)
	}
	t.children(0, func(_ int32, n *node) bool {
		switch n.name {
		case "category", "dc:subject", "atom:category", "slash:section":
			v := t.source(n)
			if v == "" {
				v = orElse(attribute(n.attrs, "label"), attribute(n.attrs, "term"))
			}
			add(v)
		case "media:keywords", "itunes:keywords", "keywords", "news:keywords":
			for k := range strings.SplitSeq(t.source(n), ",") {
				add(k)
			}
		}
		return true
	})
	return out
}

// authors returns who wrote something, by name.
func (d *document) authors(of int32) string {
	t := &d.tree
	var out []string
	add := func(s string) {
		s = person(plain(s))
		if s == "" || len(out) >= 10 {
			return
		}
		for _, o := range out {
			if o == s {
				return
			}
		}
		out = append(out, s)
	}
	for _, list := range [][]string{{"author", "atom:author"}, {"dc:creator", "dc:author"}, {"itunes:author"}, {"managingeditor"}, {"dc:publisher"}} {
		if list[0] == "dc:publisher" && of == 0 && !isFeedRoot(t.nodes[0].name) {
			break
		}
		t.children(of, func(i int32, n *node) bool {
			if n.name != list[0] && n.name != list[len(list)-1] {
				return true
			}
			if n.child < 0 {
				add(t.source(n))
				return true
			}
			if p := t.first(i, "name", "atom:name", "email", "atom:email"); p != nil {
				add(t.source(p))
			}
			return true
		})
		if len(out) > 0 {
			break
		}
	}
	return strings.Join(out, ", ")
}

// person returns the name in "desk@paper.example (Ada Pellow)" and in "Ada
// Pellow <desk@paper.example>"; the address alone when there is no name.
func person(s string) string {
	if !strings.Contains(s, "@") {
		return strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by "))
	}
	var mail string
	var name []string
	for w := range strings.FieldsSeq(s) {
		if strings.Contains(w, "@") && !strings.HasPrefix(w, "@") {
			mail = strings.Trim(w, "<>()[],;")
			continue
		}
		name = append(name, w)
	}
	if n := strings.Trim(strings.Join(name, " "), "<>()[]\",;- "); n != "" && !strings.EqualFold(n, "mailto:") {
		return n
	}
	return strings.TrimPrefix(mail, "mailto:")
}
