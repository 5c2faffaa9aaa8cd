package feed

import (
	"bytes"
	"net/url"
	"strings"
)

// parseSitemap reads a sitemap with the news and image extensions, or an index
// of sitemaps (https://www.sitemaps.org/protocol.html).
func parseSitemap(data []byte, base *url.URL, n *names, l layout) Feed {
	d := document{layout: l, names: n, base: base, tree: tree{data: data, names: n}}
	items := l.items
	if len(items) > MaxItems {
		items = newest(data, items, MaxItems)
		d.feed.Truncated = true
	}
	for i := range items {
		p := &items[i]
		d.tree.reset(p.name(), p.attrs(data))
		d.tree.run(int(p.a), int(p.b))
		if p.cut {
			d.cutOff(p)
		}
		address := d.address(d.tree.reference(d.tree.first(0, "loc")), nil)
		if address == "" {
			continue
		}
		if p.name() == "sitemap" || l.root == "sitemapindex" {
			d.feed.Index = append(d.feed.Index, address)
			continue
		}
		d.feed.Items = append(d.feed.Items, d.announced(address))
	}
	return d.feed
}

// announced makes an item of the url element in the tree.
func (d *document) announced(address string) Item {
	t := &d.tree
	it := Item{URL: address, GUID: identity(address), Updated: d.date(0, "lastmod")}
	t.children(0, func(i int32, n *node) bool {
		switch n.name {
		case "news:news":
			it.Title = clip(t.plain(t.first(i, "news:title")), maxTitle)
			for k := range strings.SplitSeq(t.plain(t.first(i, "news:keywords")), ",") {
				if k = clip(strings.TrimSpace(k), maxTag); k != "" && len(it.Tags) < maxTags {
					it.Tags = append(it.Tags, k)
				}
			}
			t.children(i, func(j int32, p *node) bool {
				if p.name == "news:publication" && d.feed.Title == "" {
					d.feed.Title = clip(t.plain(t.first(j, "news:name")), maxTitle)
					d.feed.Lang = clip(t.plain(t.first(j, "news:language")), 40)
				}
				return true
			})
			it.Published = d.date(i, "news:publication_date")
		case "image:image":
			if it.Picture == "" {
				it.Picture = d.address(t.reference(t.first(i, "image:loc")), nil)
			}
		case "video:video":
			if it.Title == "" {
				it.Title = clip(t.plain(t.first(i, "video:title")), maxTitle)
			}
			if it.Picture == "" {
				it.Picture = d.address(t.reference(t.first(i, "video:thumbnail_loc")), nil)
			}
		}
		return true
	})
	return it
}

// parseList reads a sitemap of plain addresses, one a line; ok is false when
// any line is something else.
func parseList(data []byte) (f Feed, ok bool) {
	if len(data) == 0 || !isWeb(string(data[:min(len(data), 10)])) {
		return Feed{}, false
	}
	for line := range bytes.Lines(data) {
		address := string(bytes.TrimSpace(line))
		if address == "" {
			continue
		}
		a := webAddress(nil, address)
		if a == "" || strings.ContainsAny(address, " <>") {
			return Feed{}, false
		}
		if len(f.Items) == MaxItems {
			f.Truncated = true
			break
		}
		f.Items = append(f.Items, Item{URL: a, GUID: identity(a)})
	}
	return f, len(f.Items) > 0
}
