package feed

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// span is a piece of a document, in bytes.
type span struct{ from, to int }

// part is one item as it lies in the document. A hostile document has a million
// of them, so it is small.
type part struct {
	from, to int32 // from its start tag to behind its end
	a, b     int32 // between its tags
	kind     uint8 // place in partNames
	cut      bool  // the document ended in it
	orphan   bool  // its start tag is missing
}

// partNames are the canonical names of items.
var partNames = [...]string{"item", "entry", "url", "sitemap"}

func (p *part) name() string { return partNames[p.kind] }

// attrs returns the attributes of the item's start tag.
func (p *part) attrs(data []byte) []byte {
	if p.orphan {
		return nil
	}
	tag := data[p.from:p.a]
	i := 1
	for i < len(tag) && nameByte(tag[i]) {
		i++
	}
	return bytes.TrimRight(tag[min(i, len(tag)):], "/>")
}

// maxParts is how many items of a document are looked at.
const maxParts = 1 << 18

// layout is a document cut into its head and its items, which is all that is
// needed to read one without the others.
type layout struct {
	root  string // canonical name of the root element; "" when there is none
	attrs []byte // of the root
	outer []byte // of the channel inside the root
	head  []span
	items []part
}

// splitter makes a layout.
type splitter struct {
	data    []byte
	names   *names
	out     layout
	in      bool // inside of an item
	rest    int  // where the piece begins that belongs to no item so far
	title   int  // the last title outside of items; -1 for none
	titles  int
	prevEnd int // behind the last item
}

// split cuts a document into its head and its items. It goes through it once,
// building nothing.
func split(data []byte, n *names) layout {
	p := splitter{data: data, names: n, title: -1}
	s := scanner{data: data}
	for len(p.out.items) < maxParts {
		t, ok := s.next()
		if !ok {
			break
		}
		if t.kind == text || t.kind == cdata {
			continue
		}
		if p.out.root == "" && t.kind != shut {
			p.begin(t)
			continue
		}
		if !frames(t.name) {
			if !p.in && t.kind == open && len(t.name) == 5 && equalFold(t.name, "title") {
				p.title, p.titles = t.from, p.titles+1
			}
			continue
		}
		p.frame(t)
	}
	if p.in {
		p.finish(len(data), len(data))
		p.out.items[len(p.out.items)-1].cut = true
	} else {
		p.headTo(len(data))
	}
	return p.out
}

// frames reports whether a tag may begin or end an item or the whole: by its
// local name, quickly.
func frames(written []byte) bool {
	if i := bytes.IndexByte(written, ':'); i >= 0 {
		written = written[i+1:]
	}
	switch len(written) {
	case 3:
		return equalFold(written, "url") || equalFold(written, "rss") || equalFold(written, "rdf")
	case 4:
		return equalFold(written, "item") || equalFold(written, "feed")
	case 5:
		return equalFold(written, "entry")
	case 6:
		return equalFold(written, "urlset")
	case 7:
		return equalFold(written, "channel") || equalFold(written, "sitemap")
	}
	return false
}

// begin takes the root element.
func (p *splitter) begin(t token) {
	p.names.declare(p.data[t.a:t.b])
	if as, _, ok := bytes.Cut(t.name, []byte(":")); ok {
		p.names.main = p.names.prefix[string(as)]
	} else {
		p.names.main = p.names.prefix[""]
	}
	if p.names.main == "rdf" || p.names.main == "" {
		p.names.main = "rss"
	}
	clear(p.names.memo)
	name := p.names.of(t.name)
	if name == "item" || name == "entry" || name == "url" {
		// The root is missing: the document begins with an item.
		p.out.root = map[string]string{"item": "rss", "entry": "feed", "url": "urlset"}[name]
		p.frame(t)
		return
	}
	p.out.root, p.out.attrs = name, p.data[t.a:t.b]
}

func (p *splitter) frame(t token) {
	name := p.names.of(t.name)
	switch name {
	case "item", "entry":
	case "url", "sitemap":
		if p.out.root != "urlset" && p.out.root != "sitemapindex" {
			return
		}
	case "channel", "feed", "rss":
		if t.kind == open && !p.in && name != "rss" {
			p.names.declare(p.data[t.a:t.b])
			p.out.outer = p.data[t.a:t.b]
		}
		if t.kind == shut && p.in {
			p.finish(t.from, t.from)
			p.rest, p.prevEnd = t.from, t.from
		}
		return
	default:
		return
	}
	switch {
	case t.kind == shut && p.in:
		if p.out.items[len(p.out.items)-1].name() == name {
			p.finish(t.from, t.to)
		}
	case t.kind == shut:
		p.lost(name, t)
	case p.in && t.kind == empty: // an empty one inside of another says nothing
	default:
		if p.in { // its end is missing
			p.finish(t.from, t.from)
		}
		p.headTo(t.from)
		p.add(part{from: int32(t.from), to: int32(t.to), a: int32(t.to), b: int32(t.to)}, name)
		p.names.declareInner(p.data[t.a:t.b])
		p.in = true
		if t.kind == empty {
			p.finish(t.to, t.to)
		}
	}
}

// lost takes an item whose start tag is missing: it begins behind the item
// before it, or, when it would be the first, at the last title.
func (p *splitter) lost(name string, t token) {
	from := p.rest
	if len(p.out.items) == 0 {
		if p.titles < 2 {
			return
		}
		from = p.title
		p.headTo(from)
	}
	if len(bytes.TrimSpace(p.data[from:t.from])) > 0 {
		p.add(part{from: int32(from), to: int32(t.to), a: int32(from), b: int32(t.from), orphan: true}, name)
	}
	p.rest, p.prevEnd = t.to, t.to
}

func (p *splitter) add(it part, name string) {
	it.kind = uint8(slices.Index(partNames[:], name))
	p.out.items = append(p.out.items, it)
}

func (p *splitter) finish(inside, end int) {
	it := &p.out.items[len(p.out.items)-1]
	it.b, it.to = int32(inside), int32(end)
	p.in, p.rest, p.prevEnd = false, end, end
}

// headTo counts what lies before a place and in no item to the head.
func (p *splitter) headTo(to int) {
	if p.rest < to && len(p.out.head) < 1000 && len(bytes.TrimSpace(p.data[p.rest:min(to, p.rest+64)])) > 0 {
		p.out.head = append(p.out.head, span{p.rest, to})
	}
	p.rest = to
}

// dateTags are the elements in which an item tells its time, as most feeds spell
// them.
var dateTags = []string{"<pubDate", "<published", "<updated", "<dc:date", "<lastmod", "<issued", "<news:publication_date"}

// newest keeps the n newest items, newest first, when most of them are dated,
// and else the first n.
func newest(data []byte, items []part, n int) []part {
	type dated struct {
		at int64 // Unix seconds; 0 for none
		i  int32
	}
	times := make([]dated, len(items))
	count, tag := 0, ""
	for i := range items {
		times[i].i = int32(i)
		inside := data[items[i].a:items[i].b]
		if i < 20 && count == 0 {
			tag = dateTag(inside)
		}
		if tag == "" {
			continue
		}
		if at := printedAt(inside, tag); !at.IsZero() {
			times[i].at, count = at.Unix(), count+1
		}
	}
	if count*10 < len(items)*9 {
		return items[:n]
	}
	slices.SortStableFunc(times, func(a, b dated) int { return cmp.Compare(b.at, a.at) })
	out := make([]part, n)
	for k := range out {
		out[k] = items[times[k].i]
	}
	return out
}

// prefixedDate finds them under another prefix.
var prefixedDate = regexp.MustCompile(`<[A-Za-z_][\w.-]*:(?:pubDate|published|updated|date|lastmod|issued|publication_date)\b`)

// dateTag returns the first of dateTags that an item has; "" for none.
func dateTag(inside []byte) string {
	for _, d := range dateTags {
		if bytes.Contains(inside, []byte(d)) {
			return d
		}
	}
	return string(prefixedDate.Find(inside))
}

// printedAt reads the date of an item without reading the item.
func printedAt(inside []byte, tag string) time.Time {
	j := bytes.Index(inside, []byte(tag))
	if j < 0 {
		return time.Time{}
	}
	rest := inside[j:min(len(inside), j+200)]
	_, rest, _ = bytes.Cut(rest, []byte(">"))
	value, _, _ := bytes.Cut(rest, []byte("<"))
	return when(string(value))
}

// isFeedRoot reports whether a root element is one of a feed.
func isFeedRoot(name string) bool {
	_, local, found := strings.Cut(name, ":")
	if !found {
		local = name
	}
	switch local {
	case "rss", "rdf", "feed", "channel":
		return true
	}
	return false
}
