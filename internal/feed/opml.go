package feed

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title,omitempty"`
	Body    []outline `xml:"body>outline"`
}

type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Language string    `xml:"language,attr,omitempty"`
	Category string    `xml:"category,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// maxFolders is how deep folders may lie in each other.
const maxFolders = 20

// ParseOPML reads a list of feeds as other readers export it. Feeds with one
// home page are one source; folders become categories. A list that is cut off or
// broken is read as far as it goes. The error wraps ErrNotFeed or ErrTooBig.
func ParseOPML(data []byte) ([]Source, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("opml: %w: %d bytes", ErrTooBig, len(data))
	}
	clean, _ := mend(data, "")
	l := lister{feeds: make(map[string]bool), at: make(map[string]int), ids: make(map[string]bool)}
	s := scanner{data: clean}
	var folders []string // labels of the outlines around
	found := false
	for {
		t, ok := s.next()
		if !ok {
			break
		}
		name := strings.ToLower(string(t.name[:min(len(t.name), 20)]))
		switch {
		case name == "opml":
			found = true
		case name != "outline" || !found:
		case t.kind == shut:
			folders = folders[:max(0, len(folders)-1)]
		default:
			label := l.outline(clean[t.a:t.b], folders)
			if t.kind == open {
				folders = append(folders, label)
			}
		}
	}
	if !found {
		return nil, fmt.Errorf("opml: %w", ErrNotFeed)
	}
	return l.sources, nil
}

// lister gathers sources from outlines.
type lister struct {
	sources []Source
	feeds   map[string]bool // addresses of all of them
	at      map[string]int  // home page to place in sources
	ids     map[string]bool
}

// outline takes in one outline and returns the folder that it is; "" when it is
// a feed.
func (l *lister) outline(attrs []byte, folders []string) (folder string) {
	get := func(key string) string { return strings.TrimSpace(attribute(attrs, key)) }
	label := orElse(get("title"), get("text"))
	address := get("xmlurl")
	if address == "" {
		return label
	}
	if address = webAddress(nil, address); address == "" || len(folders) > maxFolders {
		return ""
	}
	category := strings.Trim(get("category"), "/ ")
	for i := len(folders) - 1; i >= 0 && category == ""; i-- {
		category = folders[i]
	}
	l.add(label, address, get("htmlurl"), get("language"), category)
	return ""
}

func (l *lister) add(label, address, home, lang, category string) {
	if l.feeds[address] {
		return // readers list a feed once in each of its folders
	}
	l.feeds[address] = true
	if i, ok := l.at[home]; ok && home != "" {
		l.sources[i].Feeds = append(l.sources[i].Feeds, address)
		return
	}
	if label == "" {
		label = address
	}
	id := Slug(label)
	if id == "" || l.ids[id] {
		id = Slug(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"))
	}
	l.ids[id] = true
	l.at[home] = len(l.sources)
	l.sources = append(l.sources, Source{ID: id, Name: label, Home: home, Lang: primary(lang), Feeds: []string{address}, Category: category})
}

func primary(lang string) string {
	p, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(lang)), "-")
	return p
}

// Slug returns a name as a stable lower-case identifier: letters and digits of
// any script, with one "-" for everything between them.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKC.String(strings.ToLower(s)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// WriteOPML writes sources as an OPML 2.0 list, one outline for each feed, in
// folders by category. ParseOPML reads it back.
func WriteOPML(title string, sources []Source) ([]byte, error) {
	o := opml{Version: "2.0", Title: title}
	folder := make(map[string]int)
	for _, s := range sources {
		into := &o.Body // no category, no folder
		if s.Category != "" {
			i, ok := folder[s.Category]
			if !ok {
				i = len(o.Body)
				folder[s.Category] = i
				o.Body = append(o.Body, outline{Text: s.Category})
			}
			into = &o.Body[i].Outlines
		}
		for _, f := range s.Feeds {
			*into = append(*into, outline{Text: s.Name, Title: s.Name, Type: "rss", XMLURL: f, HTMLURL: s.Home, Language: s.Lang})
		}
	}
	out, err := xml.MarshalIndent(o, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("opml: %w", err)
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}

//go:embed starter.opml
var starter []byte

// Starter returns the sources that a new owner is offered: well-known Japanese
// and English news feeds, in a fixed order.
func Starter() []Source {
	sources, err := ParseOPML(starter)
	if err != nil {
		panic("feed: starter.opml: " + err.Error()) // a test reads it
	}
	return sources
}
