package audit

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lineMark is the attribute that carries a tag's line of the file through the
// parser, which forgets it.
const lineMark = "data-audit-line"

func isHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<h1", "<section", "<div"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// numbered parses a page whose elements know their lines.
func numbered(data []byte) *html.Node {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(data))
	line := 1
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := append([]byte(nil), z.Raw()...)
		n := bytes.Count(raw, []byte("\n"))
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			t := z.Token()
			t.Attr = append(t.Attr, html.Attribute{Key: lineMark, Val: strconv.Itoa(line)})
			out.WriteString(t.String())
		} else {
			out.Write(raw)
		}
		line += n
	}
	doc, err := html.Parse(&out)
	if err != nil { // the reader is in memory: it cannot fail
		return &html.Node{Type: html.DocumentNode}
	}
	return doc
}

// htmlRows reads a page's rows: our own by its data-part marks, others by
// headings, lists, links and times.
func htmlRows(data []byte, b *builder) []row {
	doc := numbered(data)
	if root := find(doc, func(n *html.Node) bool { return attr(n, "data-kind-of") == "digest" }); root != nil {
		b.page.Lang = attr(root, "lang")
		o := ownReader{page: &b.page, traced: map[string]bool{}}
		each(root, func(n *html.Node) {
			if attr(n, "data-part") == "trace" && attr(n, "data-line") != "" {
				o.traced[again.ReplaceAllString(attr(n, "data-line"), "")] = true
			}
		})
		o.walk(root, "", 0)
		return o.rows
	}
	if root := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Html }); root != nil {
		b.page.Lang, _, _ = strings.Cut(attr(root, "lang"), "-")
		if b.page.Lang != "ja" && b.page.Lang != "en" {
			b.page.Lang = ""
		}
	}
	g := genericReader{}
	g.walk(doc, false)
	return g.rows
}

// ownReader reads pages that carry our own marks.
type ownReader struct {
	page *Page
	rows []row
	box  int
	// traced are the lines whose source sentences the page prints.
	traced map[string]bool
}

// again matches what makes the id of a line unique where it stands twice.
var again = regexp.MustCompile(`-\d+$`)

// ownParts are the parts whose lines are told, by data-part.
var ownParts = map[string]mark{
	"headline": headlineMark, "standfirst": standMark, "points": bulletMark, "question": questionMark, "answer": answerMark,
	"narrative": proseMark, "conclusion": conclusionMark, "next": teaserMark, "card": titleMark, "card-point": pointMark,
	"section": headingMark,
}

// asideParts print lines of other places or of the same digest again.
var asideParts = map[string]bool{
	"new": true, "correction": true, "ledger": true, "timeline": true, "ranking": true, "sources": true, "dispute": true,
	"terms": true, "waiting": true, "flower": true,
}

func (o *ownReader) walk(n *html.Node, part string, box int) {
	if n.Type == html.ElementNode {
		p := attr(n, "data-part")
		switch {
		case asideParts[p] || n.DataAtom == atom.Nav:
			return
		case p == "trace":
			o.passages(n)
			return
		case attr(n, "data-kind") != "":
			o.line(n, part, box)
			return
		case p == "card":
			o.box++
			box = o.box
			o.card(n, box)
			return
		case p != "" && p != "line":
			part = p
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		o.walk(c, part, box)
	}
}

func (o *ownReader) line(n *html.Node, part string, box int) {
	r := row{number: lineOf(n), id: attr(n, "id"), text: words(n), mark: ownParts[part], box: box}
	switch {
	case attr(n, "data-kind") == "remark":
		r.mark, r.marked = remarkMark, true
	case attr(n, "data-kind") == "frame":
		r.fixed = true
	}
	if r.mark == plain {
		r.mark = otherMark
	}
	r.elsewhere = attr(n, "data-cite") != "" && !o.traced[again.ReplaceAllString(r.id, "")]
	if r.mark == headingMark && n.Parent != nil {
		r.dated = find(n.Parent, isTime) != nil
	}
	o.rows = append(o.rows, r)
}

func (o *ownReader) card(n *html.Node, box int) {
	at := row{number: lineOf(n), mark: dateMark, box: box}
	if t := find(n, isTime); t != nil {
		at.number, at.text = lineOf(t), words(t)
		at.date, at.zoned = printedDate(attr(t, "datetime"))
		at.shown = shownDay(at.text, at.date)
	}
	if b := find(n, func(n *html.Node) bool { return n.DataAtom == atom.B }); b != nil {
		at.publisher = words(b)
	}
	o.rows = append(o.rows, at)
	var inner func(*html.Node, string)
	inner = func(n *html.Node, part string) {
		if p := attr(n, "data-part"); p == "card-point" {
			part = p
		}
		if attr(n, "data-kind") != "" {
			o.line(n, part, box)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			inner(c, part)
		}
	}
	inner(n, "card")
	src := row{number: at.number, mark: sourceMark, box: box, publisher: at.publisher}
	if a := find(n, func(n *html.Node) bool { return isLink(n) && strings.Contains(attr(n, "class"), "out") }); a != nil {
		src.number, src.text, src.url = lineOf(a), words(a), attr(a, "href")
	}
	o.rows = append(o.rows, src)
}

// passages reads the source sentences printed beside the lines.
func (o *ownReader) passages(n *html.Node) {
	each(n, func(q *html.Node) {
		if q.DataAtom != atom.Blockquote {
			return
		}
		p := Passage{Text: words(q), URL: attr(q, "cite")}
		if q.Parent != nil {
			if t := find(q.Parent, isTime); t != nil {
				p.Date, _ = printedDate(attr(t, "datetime"))
			}
			if b := find(q.Parent, func(n *html.Node) bool { return n.DataAtom == atom.B }); b != nil {
				p.Publisher = words(b)
			}
		}
		for _, old := range o.page.Passages {
			if old == p {
				return
			}
		}
		o.page.Passages = append(o.page.Passages, p)
	})
}

// genericReader reads the pages of others.
type genericReader struct {
	rows []row
	box  int
}

var (
	speech    = regexp.MustCompile(`(?i)\b(remark|comment|say|bubble|balloon|speech|voice|talk|host|fukidashi)\b`)
	cardClass = regexp.MustCompile(`(?i)\b(card|source|citation|reference|news-?item|article-?box|link-?card)\b`)
)

func (g *genericReader) walk(n *html.Node, spoken bool) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Nav, atom.Form, atom.Svg, atom.Template, atom.Noscript, atom.Head, atom.Button, atom.Rt, atom.Rp:
			return
		case atom.Footer:
			g.credit(n) // of a card; a site's own footer says nothing
			return
		case atom.Pre, atom.Textarea:
			g.pre(n)
			return
		}
		if attr(n, "hidden") != "" || attr(n, "aria-hidden") == "true" {
			return
		}
		spoken = spoken || speech.MatchString(attr(n, "class"))
		if isCard(n) {
			g.card(n)
			return
		}
		if ps := pieces(n); len(ps) > 1 {
			for _, p := range ps {
				g.text(p.number, p.id, p.text, spoken)
			}
			return
		}
		if block(n) || leaf(n) {
			g.block(n, spoken)
			return
		}
	}
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" && n.Parent != nil {
		g.text(lineOf(n.Parent), attr(n.Parent, "id"), strings.Join(strings.Fields(n.Data), " "), spoken)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		g.walk(c, spoken)
	}
}

// text adds a block by its words alone.
func (g *genericReader) text(number int, id, s string, spoken bool) {
	r, ok := textRow(number, s)
	if !ok {
		return
	}
	r.id = id
	if spoken && r.mark == plain {
		r.mark, r.marked = remarkMark, true
	}
	g.rows = append(g.rows, r)
}

// block adds an element whose text belongs together.
func (g *genericReader) block(n *html.Node, spoken bool) {
	s := words(n)
	if s == "" {
		return
	}
	r, _ := textRow(lineOf(n), s)
	r.id = attr(n, "id")
	if r.mark == sourceMark && r.url == "" {
		if a := find(n, isLink); a != nil {
			r.url = attr(a, "href")
		}
	}
	if r.mark == plain {
		switch n.DataAtom {
		case atom.H1:
			r.mark = headlineMark
		case atom.H2, atom.H3, atom.H4:
			r.mark = headingMark
			r.dated = find(n, isTime) != nil
		case atom.Li:
			r.mark, r.listed = bulletMark, true
		case atom.Time:
			r.mark = dateMark
			r.date, r.zoned = elementTime(n)
		default:
			if spoken {
				r.mark, r.marked = remarkMark, true
			}
		}
	}
	g.rows = append(g.rows, r)
}

// credit adds a footer that names an article's publisher and links to it.
func (g *genericReader) credit(n *html.Node) {
	a, cite := find(n, isLink), find(n, func(c *html.Node) bool { return c.DataAtom == atom.Cite })
	if a != nil && cite != nil {
		g.rows = append(g.rows, row{number: lineOf(n), id: attr(n, "id"), mark: sourceMark, text: words(n), url: attr(a, "href"), publisher: words(cite)})
	}
}

// pre adds a preformatted text line by line.
func (g *genericReader) pre(n *html.Node) {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else {
			b.WriteString(words(c))
		}
	}
	for i, l := range strings.Split(b.String(), "\n") {
		g.text(lineOf(n)+i, attr(n, "id"), strings.TrimSpace(l), false)
	}
}

// piece is a line of an element that breaks its text.
type piece struct {
	number   int
	id, text string
}

// pieces are the lines of a paragraph or box that is broken by br, or that holds
// the date of a card because a tag before it was not closed; none for others.
func pieces(n *html.Node) []piece {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Dd, atom.Td, atom.Li:
	default:
		return nil
	}
	if hasBlock(n) {
		return nil
	}
	var out []piece
	now := piece{number: lineOf(n), id: attr(n, "id")}
	flush := func(number int) {
		if now.text = strings.Join(strings.Fields(now.text), " "); now.text != "" {
			out = append(out, now)
		}
		now = piece{number: number}
	}
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		switch {
		case c.Type == html.TextNode:
			now.text += c.Data
		case c.DataAtom == atom.Br:
			flush(lineOf(c))
			return
		case isTime(c) && dateLabel.MatchString(words(c)) && strings.TrimSpace(now.text) != "":
			flush(lineOf(c))
			now.text = words(c)
			flush(lineOf(c))
			return
		case c.DataAtom == atom.Rt || c.DataAtom == atom.Rp || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
			return
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	flush(0)
	return out
}

// hasBlock reports whether an element holds one that begins a line of its own.
func hasBlock(n *html.Node) bool {
	return find(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Li, atom.Section, atom.Article, atom.Table, atom.Tr, atom.Td, atom.Blockquote, atom.Dl, atom.Dd, atom.Dt,
			atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Main, atom.Aside, atom.Figure, atom.Header, atom.Footer, atom.Nav, atom.Form:
			return c != n
		}
		return false
	}) != nil
}

// leaf reports whether a box holds nothing but words in a line.
func leaf(n *html.Node) bool {
	return n.DataAtom == atom.Div && !hasBlock(n) && find(n, func(c *html.Node) bool { return c.DataAtom == atom.Br }) == nil
}

// isCard reports whether an element is the box of one article: it links outside
// or prints a time, has points, and holds no other such box.
func isCard(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Article, atom.Section, atom.Div, atom.Aside, atom.Figure, atom.Blockquote, atom.Li:
	default:
		return false
	}
	var links, times, points, heads int
	inner := false
	each(n, func(c *html.Node) {
		switch {
		case c == n:
		case isLink(c):
			links++
		case isTime(c):
			times++
		case c.DataAtom == atom.Li || c.DataAtom == atom.P:
			points++
		case c.DataAtom == atom.H1 || c.DataAtom == atom.H2:
			heads++
		}
		if c != n && (c.DataAtom == atom.Article || cardClass.MatchString(attr(c, "class"))) && !block(c) && c.DataAtom != atom.Ul {
			inner = true
		}
	})
	if inner || heads > 0 || links == 0 || points == 0 {
		return false
	}
	return cardClass.MatchString(attr(n, "class")) || n.DataAtom == atom.Article || times > 0 && links <= 2
}

func (g *genericReader) card(n *html.Node) {
	g.box++
	from := len(g.rows)
	var source *row
	each(n, func(c *html.Node) {
		r := row{number: lineOf(c), id: attr(c, "id"), box: g.box, text: words(c)}
		switch {
		case isTime(c):
			r.mark = dateMark
			r.date, r.zoned = elementTime(c)
			r.shown = shownDay(r.text, r.date)
			g.rows = append(g.rows, r)
		case c.DataAtom == atom.H3 || c.DataAtom == atom.H4 || c.DataAtom == atom.H5:
			r.mark = titleMark
			g.rows = append(g.rows, r)
		case c.DataAtom == atom.Li && r.text != "":
			r.mark, r.text = pointMark, strings.TrimSpace(pointSigns.ReplaceAllString(r.text, ""))
			g.rows = append(g.rows, r)
		case c.DataAtom == atom.P && find(c, isTime) == nil && find(c, isLink) == nil && ends(r.text):
			r.mark, r.text = pointMark, strings.TrimSpace(pointSigns.ReplaceAllString(r.text, ""))
			g.rows = append(g.rows, r)
		case isLink(c) && source == nil:
			r.mark, r.url = sourceMark, attr(c, "href")
			r.publisher = strings.TrimSpace(sourceLabel.ReplaceAllString(r.text+" ⇒", ""))
			source = &r
		}
	})
	publisher := ""
	if b := find(n, func(n *html.Node) bool {
		return n.DataAtom == atom.B || n.DataAtom == atom.Cite || strings.Contains(attr(n, "class"), "publisher")
	}); b != nil {
		publisher = words(b)
	}
	if source != nil {
		if publisher != "" {
			source.publisher = publisher
		}
		g.rows = append(g.rows, *source)
	}
	// A date label in plain words stands for a time element.
	if find(n, isTime) == nil {
		if s := words(n); dateWords.MatchString(s) {
			at, zoned := printedDate(dateWords.FindStringSubmatch(s)[1])
			g.rows = append(g.rows[:from], append([]row{{number: lineOf(n), mark: dateMark, box: g.box, text: s, date: at, zoned: zoned}}, g.rows[from:]...)...)
		}
	}
}

var dateWords = regexp.MustCompile(`(?i)(?:公開日時?|掲載日時?|配信日時?|日付|published(?: on)?|posted(?: on)?|date)\s*[:：]\s*([0-9A-Za-z年月日/., -]+)`)

// picture matches the address of a picture.
var picture = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|avif|svg)(\?.*)?$`)

// isLink reports whether an element links to another site's page.
func isLink(n *html.Node) bool {
	return n.DataAtom == atom.A && outside(attr(n, "href")) && !picture.MatchString(attr(n, "href"))
}

func elementTime(n *html.Node) (time.Time, bool) {
	if at, zoned := printedDate(attr(n, "datetime")); !at.IsZero() {
		return at, zoned
	}
	return printedDate(words(n))
}

// block reports whether an element's text is one row: a paragraph, a heading or
// a list item without blocks inside.
func block(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Dt, atom.Figcaption, atom.Time:
		return true
	case atom.Li, atom.Dd, atom.Td, atom.Blockquote:
		return find(n, func(c *html.Node) bool {
			return c != n && (c.DataAtom == atom.P || c.DataAtom == atom.Li || c.DataAtom == atom.Div)
		}) == nil
	}
	return false
}

func isTime(n *html.Node) bool { return n.DataAtom == atom.Time }

func outside(href string) bool {
	return strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "https://")
}

// words is an element's text as it is read aloud.
func words(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (attr(n, "aria-hidden") == "true" || n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Rt || n.DataAtom == atom.Rp) {
			return
		}
		if n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// find returns the first element in reading order for which is is true, or nil.
func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, is); f != nil {
			return f
		}
	}
	return nil
}

// each calls do for every element in reading order.
func each(n *html.Node, do func(*html.Node)) {
	if n.Type == html.ElementNode {
		do(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, do)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func lineOf(n *html.Node) int {
	for ; n != nil; n = n.Parent {
		if v, err := strconv.Atoi(attr(n, lineMark)); err == nil {
			return v
		}
	}
	return 1
}
