package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxNames is how many authors of one report are kept.
const maxNames = 12

// chooseAuthors returns who wrote the report, joined by commas: the people that
// JSON-LD, meta elements, the byline on the page or the feed name, in that order;
// the site or an agency only where nobody else is named.
func chooseAuthors(doc *html.Node, m meta, ld linked, told string, sites []string) string {
	var metas []string
	for _, key := range []string{"author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "mrf:authors", "og:article:author", "twitter:misc:written by"} {
		metas = append(metas, m.all[key]...)
	}
	if label := strings.ToLower(m.get("twitter:label1")); strings.Contains(label, "written") || strings.Contains(label, "author") || strings.Contains(label, "verfasst") || strings.Contains(label, "écrit") {
		metas = append(metas, m.get("twitter:data1"))
	}
	fallback := ""
	for _, said := range [][]string{ld.authors, metas, m.items["author"], {told}} {
		names := cleanNames(said)
		if people := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return isSite(n, sites) }); len(people) > 0 {
			return strings.Join(people, ", ")
		}
		fallback = first(fallback, strings.Join(names, ", "))
		// A page that is its own author's has the name where readers see it.
		if len(said) > 0 && len(names) == 0 || len(names) > 0 {
			if names = bylineOf(doc, sites); len(names) > 0 {
				return strings.Join(names, ", ")
			}
		}
	}
	return first(strings.Join(bylineOf(doc, sites), ", "), fallback)
}

var (
	nameSplit = regexp.MustCompile(`\s*[,;|、，；•·]\s*|\s+/\s+|\s+(?:and|und|et|och|og|ja|en|y|e|&|with|sowie)\s+`)
	// namePrefix is what stands in front of a name in a byline.
	namePrefix = regexp.MustCompile(`(?i)^(written by|words by|reported by|story by|posted by|published by|author[s]?\s*:|autor(?:en|in)?\s*:|by|von|par|por|di|door|av|af|de|oleh|tekst|text|texte|texto|testo)\b[\s:：]+|^(文|取材|執筆|著者|記者|ライター|筆者|作者|撰文|글)\s*[・＝=:：／/]\s*`)
	// nameSuffix is what stands behind one: a post, an abbreviation in brackets.
	nameSuffix  = regexp.MustCompile(`\s*[(（\[][^()（）\[\]]{0,40}[)）\]]\s*$|\s*(記者|特派員|論説委員|編集委員|기자|특파원)\s*$|\s+(?:in|aus|from)\s+\p{Lu}\p{Ll}+$`)
	namePost    = regexp.MustCompile(`(?i)\b(editor|correspondent|reporter|writer|columnist|journalist|contributor|redakteur(in)?|korrespondent(in)?|redaktor(in)?|producer|photographer|updated|published|minutes?|read|posts|articles|profile|beiträge|zur person)\b`)
	bylineClass = regexp.MustCompile(`(?i)(^|[-_ ]|[a-z](?-i:[A-Z]))?(byline|authors?|autor(?:en|es)?|auteurs?|writers?|writtenby|reporters?)([-_ ]|$|[A-Z])`)
	authorPath  = regexp.MustCompile(`(?i)/(authors?|autor(en|es)?|auteurs?|journalists?|reporters?|writers?|byline|profil(e|er)?s?/(author|redak))/[^/]`)
	bylineNot   = regexp.MustCompile(`(?i)avatar|image|img|photo|pic|bio|about|description|social|follow|related|comment|card|teaser|promo|newsletter|icon|date|time|info-?box|count|signature-?list`)
)

// cleanNames takes bylines apart into names. Addresses, handles and posts are
// left out.
func cleanNames(said []string) []string {
	var out []string
	add := func(name string) {
		if name != "" && len(out) < maxNames && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, s := range said {
		s = cleanLine(stripTags(s))
		if strings.Contains(s, "://") || len(s) > 400 {
			continue
		}
		for _, part := range nameSplit.Split(s, -1) {
			add(cleanName(part))
		}
	}
	// "ann-lee" beside "Ann Lee" is the same name in an address.
	return slices.DeleteFunc(out, func(n string) bool {
		return strings.Contains(n, "-") && !strings.ContainsFunc(n, unicode.IsUpper) && !strings.Contains(n, " ") &&
			slices.ContainsFunc(out, func(o string) bool { return o != n && foldName(o) == foldName(n) })
	})
}

func cleanName(s string) string {
	s = strings.TrimSpace(s)
	for range 3 {
		before := s
		s = strings.TrimSpace(namePrefix.ReplaceAllString(s, ""))
		s = strings.TrimSpace(nameSuffix.ReplaceAllString(s, ""))
		s = strings.Trim(s, " -–—|:：,·•")
		if r := []rune(s); len(r) > 3 && r[len(r)-1] == '.' && !unicode.IsUpper(r[len(r)-2]) {
			s = string(r[:len(r)-1]) // "Ann C." keeps its point
		}
		if s == before {
			break
		}
	}
	if strings.ContainsAny(s, "@<>{}#") || nobody[strings.ToLower(s)] || namePost.MatchString(s) && len(strings.Fields(s)) < 6 {
		return ""
	}
	if n := utf8.RuneCountInString(s); n < 2 || n > 60 {
		return ""
	}
	return s
}

// nobody are the names that programs fill in.
var nobody = map[string]bool{"admin": true, "administrator": true, "webmaster": true, "root": true, "user": true, "guest": true, "anonymous": true, "unknown": true, "null": true, "undefined": true, "none": true, "n/a": true, "管理者": true}

// bylineOf reads the byline that readers see: the first element that is called
// so and holds nothing but names.
func bylineOf(doc *html.Node, sites []string) []string {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !isByline(n) || inAside(n) {
			continue
		}
		names := slices.DeleteFunc(namesIn(n), func(s string) bool { return isSite(s, sites) })
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

func isByline(n *html.Node) bool {
	if hasWord(attr(n, "rel"), "author") || hasWord(attr(n, "itemprop"), "author") {
		return true
	}
	switch n.Data {
	case "body", "html", "main", "article", "img", "script":
		return false
	case "a":
		if authorPath.MatchString(attr(n, "href")) {
			return true
		}
	}
	names := attr(n, "class") + " " + attr(n, "id")
	return strings.TrimSpace(names) != "" && bylineClass.MatchString(names) && !bylineNot.MatchString(names)
}

// inAside reports whether an element stands beside the report: in a menu, a
// list of other reports, the comments.
func inAside(n *html.Node) bool {
	for up, steps := n.Parent, 0; up != nil && steps < 40; up, steps = up.Parent, steps+1 {
		switch up.Data {
		case "nav", "aside", "footer", "figure", "figcaption", "li":
			if up.Data != "li" || shortText(up, 300) == "" {
				return true
			}
		}
		if besideClass.MatchString(attr(up, "class") + " " + attr(up, "id")) {
			return true
		}
	}
	return false
}

var besideClass = regexp.MustCompile(`(?i)related|recommend|sidebar|comment([^a]|$)|teaser|most-?(read|popular)|ranking|newsletter|promo|outbrain|taboola`)

// namesIn returns the names in a byline's element: those of its links, else
// those of its text; nil when it holds more than names.
func namesIn(n *html.Node) []string {
	whole := shortText(n, 200)
	if whole == "" {
		return nil
	}
	if startsWide(whole) && !hasWord(attr(n, "rel"), "author") && !hasWord(attr(n, "itemprop"), "author") && !signedWide.MatchString(whole) {
		return nil // Japanese names cannot be told from subjects by their letters
	}
	var linked []string
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "a" || d.Data == "span" && d.FirstChild != nil && d.FirstChild == d.LastChild && d.FirstChild.Type == html.TextNode) {
			linked = append(linked, inner(d))
		}
	}
	for _, said := range [][]string{linked, {whole}} {
		names := cleanNames(said)
		names = slices.DeleteFunc(names, func(s string) bool { return !isName(s) })
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// signedWide matches what stands with a name in a Japanese byline.
var signedWide = regexp.MustCompile(`記者|特派員|編集委員|論説委員|(文|取材|執筆|著者|筆者|ライター|撰文|作者)\s*[・＝=:：／/]|[＝=]`)

// isName reports whether words can be a person's name: two to five of them, each
// with a capital, and no digits; or a short run of Japanese, Chinese or Korean.
func isName(s string) bool {
	if strings.ContainsFunc(s, unicode.IsDigit) || strings.ContainsAny(s, "!?:%€$") {
		return false
	}
	words := strings.Fields(s)
	if startsWide(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		// Without capitals a subject looks like a name; no name has another script's
		// marks in it.
		return utf8.RuneCountInString(s) <= 12 && len(words) <= 3 && !strings.ContainsFunc(s, func(r rune) bool {
			return unicode.Is(unicode.Hiragana, r) && len(words) == 1 && utf8.RuneCountInString(s) > 8
		})
	}
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	capitals := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) && unicode.IsLetter(r) {
			capitals++
		}
	}
	return capitals >= 2 && capitals*2 > len(words)
}
