package article

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// dates are the parts of a page that may tell when it was published, in the
// order in which they stand.
type dates struct {
	doc      *html.Node
	linked   []string // JSON-LD scripts
	scripts  []string // other scripts
	data     []string // times in data attributes
	times    []timeElement
	texts    []dateText
	names    map[string][2]bool // what named found
	elements int
	title    string // of the page, folded
	heading  int    // how many texts stood before the headline
	seenHead bool
	sure     int // runes of a headline that stands in the page's title
}

// timeElement is a <time> element.
type timeElement struct {
	datetime, text string
	marked         bool // as the publication's
	report         bool // in article or main
	order          int  // how many pieces of text stood before it
}

// dateText is a piece of visible text with a date in it.
type dateText struct {
	text  string
	place place
	order int // how many pieces of text stood before it
}

// place is what the elements around a piece of text say of it.
type place struct {
	aside  bool // a list of other reports, comments, a footer
	dated  bool // an element that is named for dates
	report bool // article, main or header
}

// Limits on what is kept of a page.
const (
	maxDateTexts = 400
	maxDateDepth = 400
)

var (
	// scriptKeys are the names that pages give to the time in their data.
	scriptKeys = regexp.MustCompile(`(?i)\\?"(datePublished|date_published|article_published_time|publishedAt|published_at|publishedDate|published_date|publishDate|publish_date|publicationDate|publication_date|firstPublishedAt|firstPublished|first_published|first_publish_date|originalPublishDate|pubDate|pub_date|(?:publish|pub|post|release|issue|deploy|reg)_?Dt|published|publishTime|publish_time|datePosted|releaseDate)\\?"\s*:\s*\\?"([^"\\]{8,40})`)
	// dataKeys are the names of attributes with it.
	dataKeys  = regexp.MustCompile(`^data-(?:(?:article|first|original|release|deploy|publish|published|publication|post)-?)?(?:published|pubdate|datetime|date|dt)$`)
	linkedKey = regexp.MustCompile(`"datePublished"\s*:\s*"([^"]{8,60})"`)
)

// walk visits the page in order.
func (d *dates) walk(n *html.Node, at place, depth int) {
	if depth > maxDateDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			d.element(c, at, depth)
		case html.TextNode:
			if c.Parent.Data != "script" && c.Parent.Data != "style" && c.Parent.Data != "noscript" {
				d.text(c.Data, at)
			}
		}
	}
}

// element notes what an element says of dates and visits what it holds.
func (d *dates) element(c *html.Node, at place, depth int) {
	d.elements++
	names := attr(c, "class") + " " + attr(c, "id")
	switch c.Data {
	case "script":
		d.script(c, at)
		return
	case "style", "template", "select", "option", "textarea":
		return
	case "title":
		d.title = first(d.title, foldName(textWithin(c)))
	case "h1", "h2":
		d.headline(c)
	case "aside", "footer", "nav":
		at.aside = true
	case "article", "main":
		at.report = true
	}
	aside, dated := d.named(names)
	if close := d.sure > 0 && len(d.texts)-d.heading <= 8; aside && !(close && dated) && c.Data != "body" && c.Data != "html" && c.Data != "main" && c.Data != "article" {
		at.aside = true
	}
	at.dated = dated || at.dated && c.Data != "p" && c.Data != "div"
	if c.Data == "time" || c.Data == "abbr" && attr(c, "title") != "" {
		d.time(c, names, at)
	}
	for _, a := range c.Attr {
		if len(a.Key) < 40 && a.Val != "" && !at.aside && len(d.data) < maxMeta && dataKeys.MatchString(a.Key) {
			d.data = append(d.data, a.Val)
		}
	}
	d.walk(c, at, depth+1)
}

// headline notes where the report's headline stands: the longest heading that the
// page's title repeats (the site's name is another), else the first h1.
func (d *dates) headline(c *html.Node) {
	text := foldName(textWithin(c))
	if size := len([]rune(text)); size >= 6 && size > d.sure && strings.Contains(d.title, text) {
		d.seenHead, d.sure, d.heading = true, size, len(d.texts)
	} else if text != "" && c.Data == "h1" && !d.seenHead {
		d.seenHead, d.heading = true, len(d.texts)
	}
}

// textWithin is the text within an element, "" when it is long or deeply built:
// headlines and dates are neither, and elements that hold each other would be
// read over and over.
func textWithin(n *html.Node) string {
	var b strings.Builder
	seen := 0
	for c := range n.Descendants() {
		if seen++; seen > 200 || b.Len() > 1000 {
			return ""
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// asideWords are words in classes and ids of what is not the report; asideHeads
// are beginnings of such words.
var (
	asideWords = wordSet("comment comments respond related sidebar footer copyright ranking calendar archive archives popular latest newest trending teaser teasers more most nav menu event events carousel newsticker ticker similar next sharedaddy breaking banner ad ads adv advs tweet tweets twitter")
	asideHeads = []string{"recommend", "widget", "recent", "promo", "prev"}
	datedParts = []string{"date", "time", "publis", "public", "posted", "stamp", "byline", "meta", "info", "datum", "fecha", "created", "submitted", "day"}
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// named tells what class and id say of an element. Pages repeat them.
func (d *dates) named(names string) (aside, dated bool) {
	if names == " " || len(names) > 500 {
		return false, false
	}
	if k, ok := d.names[names]; ok {
		return k[0], k[1]
	}
	lower := strings.ToLower(names)
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '\n' || r == '\t' }) {
		aside = aside || asideWords[w] || slices.ContainsFunc(asideHeads, func(head string) bool { return strings.HasPrefix(w, head) })
	}
	dated = slices.ContainsFunc(datedParts, func(part string) bool { return strings.Contains(lower, part) })
	d.names[names] = [2]bool{aside, dated}
	return aside, dated
}

func (d *dates) script(c *html.Node, at place) {
	if c.FirstChild == nil {
		return
	}
	text := c.FirstChild.Data
	switch kind := strings.ToLower(attr(c, "type")); {
	case strings.Contains(kind, "ld+json"):
		d.linked = append(d.linked, text)
	case len(text) < 300 && c.Parent != nil && c.Parent.Data != "head":
		d.text(strings.Trim(between(text, "(", ")"), `"' `), at) // a date that a script writes
	default:
		d.scripts = append(d.scripts, text)
	}
}

func between(s, open, end string) string {
	_, s, _ = strings.Cut(s, open)
	s, _, _ = strings.Cut(s, end)
	return s
}

// time keeps a <time> element, but not those of other reports and of changes.
func (d *dates) time(c *html.Node, names string, at place) {
	if at.aside || len(d.times) >= maxMeta {
		return
	}
	lower := strings.ToLower(names + " " + attr(c, "itemprop"))
	if strings.Contains(lower, "update") || strings.Contains(lower, "modif") {
		return
	}
	d.times = append(d.times, timeElement{
		datetime: first(attr(c, "datetime"), attr(c, "title")), text: textWithin(c), report: at.report, order: len(d.texts),
		marked: strings.Contains(lower, "publi") || hasAttr(c, "pubdate") || strings.Contains(lower, "entry-date"),
	})
}

// linkedTimes finds publication times in JSON-LD by their key, for objects that
// nobody knows and scripts that cannot be parsed. Those with a clock go first: a
// day alone is often that of something quoted.
func (d *dates) linkedTimes() (out []string) {
	var days []string
	for _, text := range d.linked {
		for _, m := range linkedKey.FindAllStringSubmatch(text, 5) {
			if strings.Contains(m[1], ":") {
				out = append(out, m[1])
			} else {
				days = append(days, m[1])
			}
		}
	}
	return append(out, days...)
}

// scriptTimes finds publication times in data attributes and in the data of
// scripts, by the keys that pages use.
func (d *dates) scriptTimes() []string {
	out := d.data
	for _, text := range d.scripts {
		text = text[:min(len(text), 1<<20)]
		if !strings.Contains(text, "ublish") && !strings.Contains(text, "ubDate") && !strings.Contains(text, `Dt"`) && !strings.Contains(text, `Dt\"`) {
			continue
		}
		for _, m := range scriptKeys.FindAllStringSubmatch(text, 3) {
			if len(out) < maxMeta {
				out = append(out, m[2])
			}
		}
	}
	return out
}

// elementTimes lists the <time> elements, the likeliest first: close to the
// headline, marked as publication, first on the page.
func (d *dates) elementTimes(slashes order) []witness {
	best := slices.Clone(d.times)
	score := func(t timeElement) (n int) {
		if t.marked {
			n += 15
		}
		if t.report {
			n += 5
		}
		return n + d.besideHeadline(t.order, 30, 15)
	}
	slices.SortStableFunc(best, func(a, b timeElement) int { return score(b) - score(a) })
	var out []witness
	for _, t := range best {
		if w, ok := t.read(slashes); ok {
			out = append(out, witness{w, "time"})
		}
	}
	return out
}

// read takes the attribute of a <time> element, but the text in it where that
// shows another day: readers see the text.
func (t timeElement) read(slashes order) (stated, bool) {
	w, err := readStated(t.datetime, slashes)
	seen, _, ok := findDate(t.text, slashes)
	switch {
	case err != nil:
		return seen, ok
	case ok && w.at.Sub(seen.at).Abs() > 48*time.Hour:
		return seen, true
	}
	return w, true
}

func (d *dates) text(s string, at place) {
	if len(d.texts) >= maxDateTexts {
		return
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 2000 {
		return
	}
	d.texts = append(d.texts, dateText{text: s, place: at, order: len(d.texts)})
}

var inAddress = regexp.MustCompile(`/(19[89]\d|20[0-4]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])([/_.-]|\D|$)`)

// addressDate reads the day in an address such as /2025/05/21/title.
func addressDate(pageURL string) (witness, bool) {
	u, err := url.Parse(pageURL)
	if err != nil {
		return witness{}, false
	}
	m := inAddress.FindStringSubmatch(u.Path)
	if m == nil {
		return witness{}, false
	}
	at, err := time.Parse("20060102", m[1]+m[2]+m[3])
	return witness{stated{at: at}, "address"}, err == nil
}
