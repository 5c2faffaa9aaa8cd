package eval

import (
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// seedOfMutations makes the committed figures repeatable; other seeds break the
// feeds in other places.
const seedOfMutations = 20250521

// itemsOfMutations is how many items each broken feed had.
const itemsOfMutations = 20

// invented is one item of a generated feed.
type invented struct{ core, title, link, id, summary, date string }

// inventItems writes news of places that do not exist.
func inventItems(rng *rand.Rand) []invented {
	places := []string{"潮見町", "霧ヶ浦市", "大杉村", "白波区", "桐野市", "雲井町"}
	matters := []string{"水門の工事", "路面電車の延伸", "給食の値段", "灯台の修理", "林道の通行止め", "図書館の移転", "祭りの日程"}
	ends := []string{"が決まる", "を見直し", "に住民が要望", "で説明会", "が再開"}
	out := make([]invented, itemsOfMutations)
	for i := range out {
		core := fmt.Sprintf("%s、%s%s・第%d報", places[rng.IntN(len(places))], matters[rng.IntN(len(matters))], ends[rng.IntN(len(ends))], i+1)
		out[i] = invented{
			core: core, title: core, link: fmt.Sprintf("https://shiomi.example/news/%d?from=rss&kind=a", 1000+i), id: fmt.Sprintf("tag:shiomi.example,2025:%d", i),
			summary: fmt.Sprintf("<p>町によると、費用は%d万円。<b>来月</b>から始める。</p>", 100+rng.IntN(900)),
			date:    fmt.Sprintf("%02d May 2025 %02d:15:00 +0900", 1+i, rng.IntN(24)),
		}
	}
	return out
}

func writeRSS(items []invented) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>潮見新報</title><link>https://shiomi.example/</link><description>町の知らせ</description>` + "\n")
	for _, i := range items {
		fmt.Fprintf(&b, "<item><title>%s</title>\n<link>%s</link><guid isPermaLink=\"false\">%s</guid>\n<description><![CDATA[%s]]></description><dc:creator>潮見 渚</dc:creator><pubDate>%s</pubDate></item>\n",
			html.EscapeString(i.title), html.EscapeString(i.link), i.id, i.summary, i.date)
	}
	return b.String() + "</channel></rss>\n"
}

func writeAtom(items []invented) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>潮見新報</title><link href="https://shiomi.example/" rel="alternate"/><id>tag:shiomi.example,2025:feed</id>` + "\n")
	for n, i := range items {
		fmt.Fprintf(&b, "<entry><id>%s</id><title type=\"html\">%s</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/><published>2025-05-%02dT09:15:00+09:00</published>\n<summary type=\"html\">%s</summary><author><name>潮見 渚</name></author></entry>\n",
			i.id, html.EscapeString(i.title), html.EscapeString(i.link), n+1, html.EscapeString(i.summary))
	}
	return b.String() + "</feed>\n"
}

func writeRDF(items []invented) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://shiomi.example/"><title>潮見新報</title><link>https://shiomi.example/</link></channel>` + "\n")
	for n, i := range items {
		fmt.Fprintf(&b, "<item rdf:about=\"%s\"><title>%s</title>\n<link>%s</link><description>%s</description>\n<dc:creator>潮見 渚</dc:creator><dc:date>2025-05-%02dT09:15:00+09:00</dc:date></item>\n",
			html.EscapeString(i.link), html.EscapeString(i.title), html.EscapeString(i.link), html.EscapeString(i.summary), n+1)
	}
	return b.String() + "</rdf:RDF>\n"
}

func writeJSON(items []invented) string {
	type item struct {
		ID    string `json:"id"`
		URL   string `json:"url"`
		Title string `json:"title"`
		HTML  string `json:"content_html"`
		Date  string `json:"date_published"`
	}
	list := make([]item, len(items))
	for n, i := range items {
		list[n] = item{i.id, i.link, i.title, i.summary, fmt.Sprintf("2025-05-%02dT09:15:00+09:00", n+1)}
	}
	data, err := json.MarshalIndent(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": "潮見新報", "items": list}, "", " ")
	if err != nil {
		panic(err) // plain strings
	}
	return strings.NewReplacer(`\u0026`, "&", `\u003c`, "<", `\u003e`, ">").Replace(string(data))
}

// Mutations breaks generated feeds and counts the items that survive: address
// whole, title with its words. One figure for all kinds, one for each format and
// one for each kind, with plain gofeed beside.
func Mutations(seed uint64) []Figure {
	rng := rand.New(rand.NewPCG(seed, 1))
	formats := []struct {
		name  string
		write func([]invented) string
		kinds []mutation
	}{{"rss", writeRSS, xmlMutations}, {"atom", writeAtom, xmlMutations}, {"rdf", writeRDF, xmlMutations}, {"json", writeJSON, jsonMutations}}
	type sum struct{ kiku, gofeed, n int }
	var names []string
	sums := make(map[string]*sum)
	add := func(name string, kiku, gofeed int) {
		if sums[name] == nil {
			sums[name] = new(sum)
			names = append(names, name)
		}
		s := sums[name]
		s.kiku, s.gofeed, s.n = s.kiku+kiku, s.gofeed+gofeed, s.n+itemsOfMutations
	}
	for _, f := range formats {
		for _, m := range f.kinds {
			items := inventItems(rng)
			data := m.apply(rng, items, f.write)
			d := document{data: data, address: "https://shiomi.example/feed", contentType: "text/xml"}
			k, g := survivors(d, items, readKiku), survivors(d, items, readGofeed)
			add("all", k, g)
			add(f.name, k, g)
			add("kind-"+m.name, k, g)
		}
	}
	var out []Figure
	for _, n := range names {
		s := sums[n]
		out = append(out, Figure{"mutations." + n + ".items", float64(s.kiku), s.n}, Figure{"mutations." + n + ".gofeed.items", float64(s.gofeed), s.n})
	}
	return out
}

func survivors(d document, items []invented, read func(document) (reading, error)) (n int) {
	r, err := read(d)
	if err != nil {
		return 0
	}
	for _, i := range items {
		for _, got := range r.items {
			if got["link"] == i.link && strings.Contains(got["title"], i.core) {
				n++
				break
			}
		}
	}
	return n
}

// mutation is one way to break a feed: in what it is written from, or in what
// is written.
type mutation struct {
	name string
	item func(rng *rand.Rand, i *invented)
	text func(rng *rand.Rand, s string) string
	as   encoding.Encoding
}

func (m mutation) apply(rng *rand.Rand, items []invented, write func([]invented) string) []byte {
	broken := append([]invented(nil), items...)
	if m.item != nil {
		for n := range broken {
			m.item(rng, &broken[n])
		}
	}
	s := write(broken)
	if m.text != nil {
		s = m.text(rng, s)
	}
	if m.as != nil {
		out, err := encoding.ReplaceUnsupported(m.as.NewEncoder()).Bytes([]byte(s))
		if err != nil {
			panic(err) // what is not in the encoding is replaced
		}
		return out
	}
	return []byte(s)
}

// somewhere changes the n-th occurrence of a text, n chosen by chance.
func somewhere(old, with string) func(*rand.Rand, string) string {
	return func(rng *rand.Rand, s string) string {
		parts := strings.Split(s, old)
		if len(parts) < 3 {
			return s
		}
		n := 1 + rng.IntN(len(parts)-2) // not the first, which is the head's
		return strings.Join(parts[:n+1], old) + with + strings.Join(parts[n+1:], old)
	}
}

// everywhere changes all occurrences.
func everywhere(old, with string) func(*rand.Rand, string) string {
	return func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, old, with) }
}

// both names of an item in the formats.
func inItems(change func(old, with string) func(*rand.Rand, string) string, old, with string) func(*rand.Rand, string) string {
	return func(rng *rand.Rand, s string) string {
		name := "item"
		if strings.Contains(s, "<entry>") {
			name = "entry"
		}
		r := strings.NewReplacer("ITEM", name)
		return change(r.Replace(old), r.Replace(with))(rng, s)
	}
}

func undeclared(_ *rand.Rand, s string) string {
	return strings.Replace(s, ` encoding="UTF-8"`, "", 1)
}

var xmlMutations = []mutation{
	{name: "cut-anywhere", text: func(rng *rand.Rand, s string) string { return s[:len(s)/2+rng.IntN(len(s)/2)] }},
	{name: "cut-in-tag", text: func(_ *rand.Rand, s string) string { return s[:strings.LastIndex(s, "<link")+3] }},
	{name: "no-root-end", text: func(_ *rand.Rand, s string) string { return s[:strings.LastIndex(strings.TrimSpace(s), "\n")] }},
	{name: "item-end-lost", text: inItems(somewhere, "</ITEM>", "")},
	{name: "item-start-lost", text: func(rng *rand.Rand, s string) string {
		if strings.Contains(s, "<item rdf") {
			return somewhere(`<item rdf:about="https://shiomi.example`, `<itme x="`)(rng, s)
		}
		return inItems(somewhere, "<ITEM>", "")(rng, s)
	}},
	{name: "every-item-end-lost", text: inItems(everywhere, "</ITEM>", "")},
	{name: "title-end-lost", text: somewhere("</title>", "")},
	{name: "title-end-misspelled", text: somewhere("</title>", "</titel>")},
	{name: "every-title-end-misspelled", text: everywhere("</title>", "</titlle>")},
	{name: "link-end-lost", text: somewhere("</link>", "")},
	{name: "crossed", text: func(rng *rand.Rand, s string) string {
		return somewhere("</title>\n<link>", "<link></title>\n")(rng, s)
	}},
	{name: "angle-in-title", item: func(_ *rand.Rand, i *invented) { i.title += " RAWLT 3度" }, text: everywhere("RAWLT", "<")},
	{name: "name-in-angles", item: func(_ *rand.Rand, i *invented) { i.title = "RAWLT速報RAWGT" + i.title }, text: func(_ *rand.Rand, s string) string { return strings.NewReplacer("RAWLT", "<", "RAWGT", ">").Replace(s) }},
	{name: "markup-in-title", item: func(_ *rand.Rand, i *invented) { i.title = "LTbGT注目LT/bGTLTbrGT" + i.title }, text: func(_ *rand.Rand, s string) string { return strings.NewReplacer("LT", "<", "GT", ">").Replace(s) }},
	{name: "bare-ampersands", text: everywhere("&amp;", "&")},
	{name: "unknown-references", item: func(_ *rand.Rand, i *invented) { i.title += " REF" }, text: everywhere("REF", "&foo;&nbsp;&hoge")},
	{name: "forbidden-references", item: func(_ *rand.Rand, i *invented) { i.title += "REF" }, text: everywhere("REF", "&#11;&#0;&#xFFFF;&#xD800;")},
	{name: "control-characters", item: func(_ *rand.Rand, i *invented) { i.title += "\x0b\x08\x1f"; i.summary += "\x0c" }},
	{name: "zero-bytes", text: func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, "\n", "\n\x00\x00") }},
	{name: "bad-bytes", text: everywhere("町によると", "町\xff\xfeよると")},
	{name: "half-characters", text: everywhere("万円", "万\xe5\x86")},
	{name: "shift-jis-undeclared", text: undeclared, as: japanese.ShiftJIS},
	{name: "shift-jis-as-utf-8", as: japanese.ShiftJIS},
	{name: "euc-jp-undeclared", text: undeclared, as: japanese.EUCJP},
	{name: "euc-jp-as-utf-8", as: japanese.EUCJP},
	{name: "iso-2022-jp", as: japanese.ISO2022JP},
	{name: "utf-16-mark", as: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{name: "utf-16-bare", as: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{name: "utf-8-as-shift-jis", text: everywhere(`"UTF-8"`, `"Shift_JIS"`)},
	{name: "warning-in-front", text: func(_ *rand.Rand, s string) string {
		return "<br />\n<b>Warning</b>:  Undefined index: page in <b>/srv/feed.php</b> on line <b>12</b><br />\n" + s
	}},
	{name: "space-and-comment-in-front", text: func(_ *rand.Rand, s string) string { return "\n \n<!-- cached -->\n" + s }},
	{name: "page-behind", text: func(_ *rand.Rand, s string) string { return s + "<html><body><p>end</p></body></html>" }},
	{name: "twice-in-one", text: func(_ *rand.Rand, s string) string { return s + s }},
	{name: "no-namespaces", text: func(_ *rand.Rand, s string) string {
		for _, ns := range []string{`xmlns:dc="http://purl.org/dc/elements/1.1/"`, `xmlns="http://purl.org/rss/1.0/"`, `xmlns="http://www.w3.org/2005/Atom"`, `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"`} {
			s = strings.Replace(s, ns, "", 1)
		}
		return s
	}},
	{name: "capitals", text: func(_ *rand.Rand, s string) string {
		return strings.NewReplacer("<item", "<ITEM", "</item", "</ITEM", "<entry", "<ENTRY", "</entry", "</ENTRY", "<title", "<TITLE", "</title", "</TITLE", "<link", "<LINK", "</link", "</LINK").Replace(s)
	}},
	{name: "unquoted-attributes", text: func(_ *rand.Rand, s string) string {
		return strings.NewReplacer(`rel="alternate"`, "rel=alternate", `isPermaLink="false"`, "isPermaLink=false", `type="html"`, "type=html", `version="2.0"`, "version=2.0").Replace(s)
	}},
	{name: "quote-lost", text: func(rng *rand.Rand, s string) string {
		return somewhere(`Link="false"`, `Link="false`)(rng, somewhere(`type="html">`, `type="html>`)(rng, s))
	}},
	{name: "section-never-ends", text: somewhere("]]></description>", "</description>")},
	{name: "section-in-section", text: everywhere("<b>来月</b>", "<![CDATA[来月]]>")},
	{name: "comment-never-ends", text: inItems(somewhere, "</ITEM>", "</ITEM><!-- 広告 ")},
	{name: "stray-ends", text: inItems(everywhere, "</ITEM>", "</ITEM></p></div></foo:bar>")},
	{name: "junk-between", text: inItems(everywhere, "</ITEM>", "</ITEM>\nNotice: x < 5 & y\n")},
	{name: "declaration-inside", text: inItems(somewhere, "</ITEM>", "</ITEM><?xml version=\"1.0\"?>")},
	{name: "doctype-with-entities", text: func(_ *rand.Rand, s string) string {
		return strings.Replace(s, "?>", "?><!DOCTYPE x [<!ENTITY a \"1\"><!ENTITY b \"&a;&a;\">]>", 1)
	}},
	{name: "hole", text: func(rng *rand.Rand, s string) string {
		at := len(s)/4 + rng.IntN(len(s)/2)
		return s[:at] + strings.Repeat("\x00", 120) + s[at+120:]
	}},
	{name: "piece-missing", text: func(rng *rand.Rand, s string) string {
		at := len(s)/4 + rng.IntN(len(s)/2)
		return s[:at] + s[at+150:]
	}},
	{name: "piece-repeated", text: func(rng *rand.Rand, s string) string {
		at := len(s)/4 + rng.IntN(len(s)/2)
		return s[:at+150] + s[at:]
	}},
	{name: "chunk-marks", text: inItems(everywhere, "</ITEM>\n", "</ITEM>\r\n1f4\r\n")},
	{name: "wrapped-in-item", text: inItems(somewhere, "</ITEM>\n<ITEM", "<ITEM")},
}

var jsonMutations = []mutation{
	{name: "cut-anywhere", text: func(rng *rand.Rand, s string) string { return s[:len(s)/2+rng.IntN(len(s)/2)] }},
	{name: "json-commas-behind", text: func(_ *rand.Rand, s string) string {
		return strings.NewReplacer("\"\n  }", "\",\n  }", "}\n ]", "},\n ]").Replace(s)
	}},
	{name: "json-commas-lost", text: everywhere("\",\n", "\"\n")},
	{name: "json-raw-breaks", item: func(_ *rand.Rand, i *invented) { i.summary += "BREAK" }, text: everywhere("BREAK", "\n\t")},
	{name: "json-callback", text: func(_ *rand.Rand, s string) string { return "show(" + s + ");" }},
	{name: "json-mark-in-front", text: func(_ *rand.Rand, s string) string { return "\ufeff" + s }},
	{name: "json-comments", text: everywhere("  {\n", "  { // one\n /* two */\n")},
	{name: "json-bad-escapes", item: func(_ *rand.Rand, i *invented) { i.summary += "ESC" }, text: everywhere("ESC", `\x\'\u12`)},
	{name: "json-numbers-as-ids", text: everywhere(`"id": "tag:shiomi.example,2025:`, `"id": "`)},
	{name: "json-null-items", text: everywhere("  {\n", "  null, 5, [], {\n")},
	{name: "shift-jis-undeclared", as: japanese.ShiftJIS},
	{name: "control-characters", text: everywhere("万円", "万\x01円")},
	{name: "bad-bytes", text: everywhere("町によると", "町\xffよると")},
}
