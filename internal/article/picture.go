package article

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// shown is a picture on the page with the words that stand with it.
type shown struct {
	address string   // in its largest size
	all     []string // in all its sizes
	credit  string
	order   int  // elements before it
	large   bool // in a figure, or said to be wide
}

// maxPictures is how many pictures of a page are looked at.
const maxPictures = 60

// choosePicture returns the report's picture: the one that readers see above or
// in the text when it is the one the page names for its previews, or when it
// stands where a report's picture stands; else the named one. The picture on
// the page has its caption and its credit beside it; the one for previews is
// often cut or overprinted.
func choosePicture(doc *html.Node, stated []string, credit, told, pageURL string) Picture {
	named := ""
	for _, s := range append(slices.Clone(stated), told) {
		if u, err := resolve(pageURL, s); err == nil && s != "" && !noPicture(u) {
			named = u
			break
		}
	}
	list, heading, text := pictures(doc, pageURL)
	if p, ok := leadPicture(list, named, heading, text); ok {
		return Picture{URL: p.address, Credit: first(p.credit, credit)}
	}
	if named == "" {
		return Picture{}
	}
	return Picture{URL: named, Credit: credit}
}

// leadPicture finds the picture that belongs to the named one, else the first
// large one near the heading.
func leadPicture(list []shown, named string, heading, text int) (shown, bool) {
	for _, p := range list {
		if slices.ContainsFunc(p.all, func(u string) bool { return akin(u, named) }) {
			return p, true
		}
	}
	for _, p := range list {
		if p.large && heading > 0 && p.order > heading && p.order < text {
			return p, true
		}
	}
	return shown{}, false
}

// pictures returns the pictures of a page that can be a report's, with the
// places of its heading and of its first paragraph of prose.
func pictures(doc *html.Node, pageURL string) (list []shown, heading, text int) {
	order, prose := 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		order++
		switch n.Data {
		case "h1":
			if heading == 0 || prose == 0 {
				heading = order
			}
		case "p":
			if heading > 0 && utf8.RuneCountInString(inner(n)) > 80 {
				if prose++; prose == 1 {
					text = order
				}
			}
		case "img", "amp-img":
			if len(list) >= maxPictures || besidePicture(n) {
				continue
			}
			if p, ok := readPicture(n, pageURL); ok {
				p.order = order
				list = append(list, p)
			}
		}
	}
	if text == 0 {
		text = order
	}
	return list, heading, text
}

var smallPicture = regexp.MustCompile(`(?i)logo|icon|avatar|sprite|placeholder|blank|spacer|pixel|1x1|loading|badge|button|emoji|profile|default[-_]?(image|thumb)|no[-_]?image|dummy`)

// noPicture reports addresses that hold no report's picture.
func noPicture(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return true
	}
	name := strings.ToLower(path.Base(u.Path))
	return strings.HasSuffix(name, ".svg") || smallPicture.MatchString(name)
}

// besidePicture reports pictures in menus, lists of other reports, authors'
// boxes.
func besidePicture(n *html.Node) bool {
	if smallPicture.MatchString(attr(n, "class")) {
		return true
	}
	for up, steps := n.Parent, 0; up != nil && steps < 40; up, steps = up.Parent, steps+1 {
		switch up.Data {
		case "nav", "aside", "footer":
			return true
		case "body", "html", "article", "main":
			return false
		}
		names := attr(up, "class") + " " + attr(up, "id")
		if besideClass.MatchString(names) || steps < 4 && authorBox.MatchString(names) {
			return true
		}
	}
	return false
}

var authorBox = regexp.MustCompile(`(?i)author|byline|avatar|logo|profile`)

// readPicture reads an img element and the picture element around it.
func readPicture(n *html.Node, pageURL string) (shown, bool) {
	var p shown
	width := 0
	take := func(ref string, w int) {
		u, err := resolve(pageURL, ref)
		if ref == "" || err != nil || noPicture(u) || slices.Contains(p.all, u) {
			return
		}
		p.all = append(p.all, u)
		if p.address == "" || w > width {
			p.address, width = u, w
		}
	}
	for _, name := range []string{"data-src", "data-original", "data-lazy-src", "data-image", "src"} {
		take(attr(n, name), 1)
	}
	sets := []*html.Node{n}
	if up := n.Parent; up != nil && up.Data == "picture" {
		for c := up.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && c.Data == "source" {
				sets = append(sets, c)
			}
		}
	}
	for _, s := range sets {
		for _, name := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
			eachSource(attr(s, name), take)
		}
	}
	if p.address == "" || tiny(n) {
		return p, false
	}
	figure := around(n)
	p.large = figure != nil || width >= 400 || number(attr(n, "width")) >= 400
	p.credit = creditOf(n, figure)
	return p, true
}

// eachSource calls f for every address of a srcset with its width in pixels; a
// density counts as a small width.
func eachSource(set string, f func(ref string, width int)) {
	for len(set) > 0 {
		set = strings.TrimLeft(set, " \t\r\n,")
		ref, rest, _ := strings.Cut(set, " ")
		// An address may hold commas; one at its end parts it from the next.
		if cut, ok := strings.CutSuffix(ref, ","); ok {
			f(cut, 2)
			set = rest
			continue
		}
		size, rest, _ := strings.Cut(rest, ",")
		width := number(strings.TrimSuffix(strings.TrimSpace(size), "w"))
		f(ref, max(width, 2))
		set = rest
	}
}

func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// tiny reports pictures that say that they are small.
func tiny(n *html.Node) bool {
	w, h := number(attr(n, "width")), number(attr(n, "height"))
	return w > 0 && w < 150 || h > 0 && h < 100
}

// around returns the figure that a picture stands in, at most five levels up.
func around(n *html.Node) *html.Node {
	for up, steps := n.Parent, 0; up != nil && steps < 8; up, steps = up.Parent, steps+1 {
		if up.Data == "figure" {
			return up
		}
	}
	return nil
}

// akin reports whether two addresses are one picture in two sizes: they share
// its number or its name. Picture servers put sizes, cuts and formats around it.
func akin(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	ma, mb := marks(a), marks(b)
	for m := range ma {
		if mb[m] {
			return true
		}
	}
	return false
}

var pictureSize = regexp.MustCompile(`^(w|h|q|width|height)?\d{2,4}(x\d{2,4})?$`)

// marks are the parts of an address that tell one picture from another: words
// with five digits or more, and file names of twelve letters or more.
func marks(address string) map[string]bool {
	out := map[string]bool{}
	u, err := url.Parse(address)
	if err != nil {
		return out
	}
	whole := u.Path
	// Picture proxies have the picture's own address inside.
	if inner, err := url.QueryUnescape(u.RawQuery); err == nil && strings.Contains(inner, "://") {
		whole += "/" + inner
	}
	if i := strings.LastIndex(whole, "://"); i >= 0 {
		_, whole, _ = strings.Cut(whole[i+3:], "/")
		whole, _, _ = strings.Cut(whole, "&")
	}
	parts := strings.Split(strings.Trim(whole, "/"), "/")
	for i, part := range parts {
		if i < len(parts)-3 {
			continue
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(part), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			digits := 0
			for _, r := range w {
				if unicode.IsDigit(r) {
					digits++
				}
			}
			if digits >= 5 && len(w) >= 6 && !pictureSize.MatchString(w) && !(len(w) == 8 && strings.HasPrefix(w, "20")) {
				out[w] = true
			}
		}
	}
	if name := strings.TrimSuffix(parts[len(parts)-1], path.Ext(parts[len(parts)-1])); len(name) >= 12 {
		out[strings.ToLower(name)] = true
	}
	return out
}
