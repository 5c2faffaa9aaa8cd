package feed

import (
	"net/url"
	"strings"
	"time"
)

// document reads one XML feed.
type document struct {
	layout
	tree  tree
	names *names
	base  *url.URL // against which the addresses of the feed are resolved
	feed  Feed
	atom  bool
	owner string // author of the whole feed
}

// parseXML reads RSS, RDF, Atom, CDF and what is broken of them.
func parseXML(data []byte, base *url.URL, n *names, l layout) Feed {
	d := document{layout: l, names: n, base: base, tree: tree{data: data, names: n}}
	d.atom = strings.HasSuffix(l.root, "feed")
	d.base = rebase(rebase(base, l.attrs), l.outer)
	d.head()
	items := l.items
	if len(items) > MaxItems {
		items = newest(data, items, MaxItems)
		d.feed.Truncated = true
	}
	d.feed.Items = make([]Item, 0, len(items))
	for i := range items {
		if it, ok := d.item(&items[i]); ok {
			d.feed.Items = append(d.feed.Items, it)
		}
	}
	return d.feed
}

// rebase resolves an xml:base attribute.
func rebase(base *url.URL, attrs []byte) *url.URL {
	if len(attrs) < len("xml:base=x") {
		return base
	}
	b := attribute(attrs, "xml:base")
	if b == "" || len(b) > maxAddress {
		return base
	}
	if base == nil {
		base = new(url.URL)
	}
	u, err := base.Parse(strings.TrimSpace(b))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return base
	}
	return u
}

// head reads what the feed says of itself.
func (d *document) head() {
	t := &d.tree
	t.reset("feed", nil)
	for _, h := range d.layout.head {
		t.run(h.from, h.to)
	}
	// The root and the channel inside it are one to a reader.
	roots := []int32{0}
	for i := range t.nodes {
		if n := &t.nodes[i]; i > 0 && (isFeedRoot(n.name) || n.name == "rdf:rdf") {
			roots = append(roots, int32(i))
		}
	}
	if strings.EqualFold(d.root, "channel") {
		d.feed.Home = d.address(attribute(d.layout.attrs, "href"), nil)
	}
	for _, r := range roots {
		d.describe(r)
	}
	if d.feed.Lang == "" {
		d.feed.Lang = attribute(d.layout.attrs, "xml:lang")
	}
}

func (d *document) describe(of int32) {
	t, f := &d.tree, &d.feed
	set := func(to *string, v string) {
		if *to == "" {
			*to = v
		}
	}
	set(&f.Title, clip(d.words(t.first(of, "title", "atom:title", "dc:title")), maxTitle))
	set(&f.Lang, clip(strings.TrimSpace(t.source(t.first(of, "language", "dc:language"))), 40))
	set(&d.owner, d.authors(of))
	if f.Updated.IsZero() {
		f.Updated = d.date(of, "lastbuilddate", "updated", "modified", "atom:updated", "pubdate", "dc:date", "dcterms:modified", "published")
	}
	f.Wait = max(f.Wait, d.wait(of))
	links := d.links(of)
	set(&f.Home, links["alternate"])
	set(&f.Hub, links["hub"])
	set(&f.Self, links["self"])
	set(&f.Next, links["next"])
	set(&f.PrevArchive, links["prev-archive"])
	t.children(of, func(i int32, n *node) bool {
		switch n.name {
		case "fh:complete":
			f.Complete = true
		case "fh:archive":
			f.IsArchive = true
		case "skiphours":
			t.children(i, func(_ int32, h *node) bool {
				if v, ok := number(t.source(h)); ok && v <= 24 && h.name == "hour" && len(f.SkipHours) < 24 {
					f.SkipHours = append(f.SkipHours, v%24)
				}
				return true
			})
		case "skipdays":
			t.children(i, func(_ int32, h *node) bool {
				if w, ok := weekday(t.source(h)); ok && h.name == "day" && len(f.SkipDays) < 7 {
					f.SkipDays = append(f.SkipDays, w)
				}
				return true
			})
		}
		return true
	})
}

func number(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 9 {
		return 0, false
	}
	v := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

func weekday(s string) (time.Weekday, bool) {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if strings.EqualFold(strings.TrimSpace(s), w.String()) {
			return w, true
		}
	}
	return 0, false
}

// wait returns how long the feed asks readers to wait: ttl, in minutes, or the
// syndication module's period and frequency.
func (d *document) wait(of int32) time.Duration {
	t := &d.tree
	minutes, _ := number(t.source(t.first(of, "ttl")))
	wait := time.Duration(minutes) * time.Minute
	period := map[string]time.Duration{
		"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
	}[strings.ToLower(strings.TrimSpace(t.source(t.first(of, "sy:updateperiod"))))]
	if times, ok := number(t.source(t.first(of, "sy:updatefrequency"))); ok && times > 0 {
		period /= time.Duration(times)
	}
	return min(max(wait, period), Longest)
}

// links returns the addresses of link elements by their relation. RSS has one
// without a relation, in its text.
func (d *document) links(of int32) map[string]string {
	out := make(map[string]string, 4)
	html := false
	d.tree.children(of, func(_ int32, n *node) bool {
		if n.name != "link" && n.name != "atom:link" {
			return true
		}
		href := attribute(n.attrs, "href")
		if href == "" {
			href = attribute(n.attrs, "rdf:resource")
		}
		if href == "" {
			if a := d.address(d.tree.reference(n), n.attrs); a != "" && (out["alternate"] == "" || n.name == "link" && !html) {
				out["alternate"] = a
				html = true
			}
			return true
		}
		kind := strings.ToLower(attribute(n.attrs, "type"))
		for rel := range strings.FieldsSeq(strings.ToLower(orElse(attribute(n.attrs, "rel"), "alternate"))) {
			a := d.address(href, n.attrs)
			rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/")
			page := rel == "alternate" && (kind == "" || strings.Contains(kind, "html"))
			if rel == "alternate" && n.name == "atom:link" && !d.atom && out[rel] != "" {
				continue
			}
			if a != "" && (out[rel] == "" || page && !html) {
				out[rel] = a
				html = html || page
			}
		}
		return true
	})
	return out
}

func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}

// address makes an address absolute; "" for what is none on the web or too long.
func (d *document) address(ref string, attrs []byte) string {
	return webAddress(rebase(d.base, attrs), ref)
}

// webAddress resolves a reference; "" when that gives no http or https address.
func webAddress(base *url.URL, ref string) string {
	ref = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return -1
		}
		return r
	}, ref))
	if ref == "" || len(ref) > maxAddress {
		return ""
	}
	if base == nil {
		base = new(url.URL)
	}
	u, err := base.Parse(ref)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if strings.HasPrefix(ref, u.Scheme+"://") && !strings.ContainsAny(ref, " \\") {
		return ref // as printed: parsing again may spell it another way
	}
	return u.String()
}

func isWeb(s string) bool {
	return len(s) > 7 && (strings.EqualFold(s[:7], "http://") || len(s) > 8 && strings.EqualFold(s[:8], "https://"))
}

func (d *document) date(of int32, list ...string) time.Time {
	for _, name := range list {
		var found time.Time
		d.tree.children(of, func(_ int32, n *node) bool {
			if n.name != name {
				return true
			}
			if t := whenIn(d.tree.plain(n), d.feed.Lang); !t.IsZero() {
				found = t // of several the last one, as feedparser has it
			}
			return true
		})
		if !found.IsZero() {
			return found
		}
	}
	return time.Time{}
}
