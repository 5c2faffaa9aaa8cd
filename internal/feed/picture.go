package feed

import (
	"strconv"
	"strings"
)

// picture finds an item's picture and whose it is: Media RSS, enclosures,
// podcast and RSS images, then the first one in the report.
func (d *document) picture(it *Item, enclosure string) {
	t := &d.tree
	best := -1
	consider := func(address string, width int, credit string) {
		if a := d.address(address, nil); a != "" && width > best {
			best, it.Picture, it.Credit = width, a, credit
		}
	}
	common := d.credit(0)
	var look func(of int32, credit string, depth int)
	look = func(of int32, credit string, depth int) {
		t.children(of, func(i int32, n *node) bool {
			switch n.name {
			case "media:group", "media:content":
				own := orElse(d.credit(i), credit)
				if n.name == "media:content" && isPicture(attribute(n.attrs, "medium"), attribute(n.attrs, "type"), attribute(n.attrs, "url")) {
					consider(attribute(n.attrs, "url"), 1000+width(n), own)
				}
				if depth < 3 {
					look(i, own, depth+1)
				}
			case "media:thumbnail":
				consider(orElse(attribute(n.attrs, "url"), t.plain(n)), 500+min(width(n), 400), credit)
			case "enclosure":
				if isPicture("", attribute(n.attrs, "type"), attribute(n.attrs, "url")) {
					consider(attribute(n.attrs, "url"), 900, credit)
				}
			case "link", "atom:link":
				if strings.EqualFold(attribute(n.attrs, "rel"), "enclosure") && isPicture("", attribute(n.attrs, "type"), attribute(n.attrs, "href")) {
					consider(attribute(n.attrs, "href"), 900, credit)
				}
			case "itunes:image":
				consider(attribute(n.attrs, "href"), 400, credit)
			case "image":
				consider(orElse(t.plain(t.first(i, "url", "image:loc")), orElse(attribute(n.attrs, "href"), orElse(attribute(n.attrs, "url"), bare(t.source(n))))), 800, credit)
			}
			return true
		})
	}
	look(0, common, 0)
	if it.Picture == "" {
		source := it.Content
		if source == "" {
			source = d.tree.source(t.first(0, "description", "summary"))
		}
		it.Picture, it.Credit = d.firstImage(source), common
		if it.Picture == "" {
			it.Credit = ""
		}
	}
}

func bare(s string) string {
	if strings.Contains(s, "<") {
		return ""
	}
	return strings.TrimSpace(s)
}

func width(n *node) int {
	w, _ := strconv.Atoi(strings.TrimSuffix(attribute(n.attrs, "width"), "px"))
	return min(max(w, 0), 5000)
}

func isPicture(medium, kind, address string) bool {
	switch {
	case medium != "":
		return strings.EqualFold(medium, "image")
	case kind != "":
		return strings.HasPrefix(strings.ToLower(kind), "image/")
	}
	path, _, _ := strings.Cut(strings.ToLower(address), "?")
	for _, e := range []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"} {
		if strings.HasSuffix(path, e) {
			return true
		}
	}
	return false
}

// credit returns whose picture it is, as the element says.
func (d *document) credit(of int32) string {
	return clip(d.tree.plain(d.tree.first(of, "media:credit", "media:copyright")), maxAuthor)
}

// group returns the media group of an item; -1 when there is none.
func (d *document) group() (g int32) {
	g = -1
	d.tree.children(0, func(i int32, n *node) bool {
		if n.name == "media:group" {
			g = i
		}
		return g < 0
	})
	return g
}

// firstImage returns the first picture in HTML that is one to look at: those of
// a pixel or two count visits.
func (d *document) firstImage(source string) string {
	if indexFold(source, "<img") < 0 {
		return ""
	}
	s := scanner{data: []byte(source)}
	for range 5000 {
		tok, ok := s.next()
		if !ok {
			break
		}
		if tok.kind != open && tok.kind != empty || !strings.EqualFold(string(tok.name), "img") {
			continue
		}
		raw := s.data[tok.a:tok.b]
		w, h := attribute(raw, "width"), attribute(raw, "height")
		if w == "1" || w == "0" || h == "1" || h == "0" {
			continue
		}
		if a := d.address(attribute(raw, "src"), nil); a != "" {
			return a
		}
	}
	return ""
}

// hash36 returns a short text that stands for s.
func hash36(s string) string { return strconv.FormatUint(fingerprint(s), 36) }
