package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// Derived reports whether a file of a site repeats what its digests say: feeds,
// lists of changes, editions, the index of the search. [CheckDerived] reads them.
func Derived(file string) bool {
	switch path.Base(file) {
	case "feed.xml", "atom.xml", "feed.json", "changes.json", "search.json":
		return true
	}
	return path.Base(path.Dir(file)) == "editions" && path.Ext(file) == ".json"
}

// CheckDerived reads such a file and trusts nothing in it: every text that a reader
// sees must be what the digest of its story says, or the site's own words. find
// returns the digest of a story as the tree of a language has it, nil where there
// is none; whoever calls has checked its lines.
func CheckDerived(file string, data []byte, find func(lang string, id story.StoryID) *digest.Digest) []Fault {
	lang, _, _ := strings.Cut(file, "/")
	c := derivedReader{lang: lang, find: func(id story.StoryID) *digest.Digest { return find(lang, id) }, sayings: map[story.StoryID]map[string]bool{}}
	c.own = storyIn(file)
	if c.own != "" && c.find(c.own) == nil {
		return []Fault{{"", file, "no digest stands beside it"}}
	}
	var err error
	switch base := path.Base(file); {
	case base == "search.json":
		err = c.search(data)
	case base == "changes.json":
		err = c.changes(data)
	case base == "feed.json":
		err = c.jsonFeed(data)
	case path.Ext(file) == ".xml":
		err = c.xmlFeed(data)
	default:
		err = c.edition(data)
	}
	if err != nil {
		c.fault("", fmt.Sprintf("it cannot be read: %v", err))
	}
	return c.faults
}

type derivedReader struct {
	lang    string
	own     story.StoryID // in whose folder the file lies, "" for a file of the site
	find    func(story.StoryID) *digest.Digest
	faults  []Fault
	sayings map[story.StoryID]map[string]bool
}

func (c *derivedReader) fault(words, why string) { c.faults = append(c.faults, Fault{"", words, why}) }

// storyIn is the story that an address or a path names, "" where it names none.
func storyIn(address string) story.StoryID {
	_, rest, ok := strings.Cut("/"+address, "/s/")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(rest, "/")
	return story.StoryID(id)
}

const notTold = "the digest does not say it"

// says reports whether a text is what a digest says: a line of it, or what an
// edition told as new, maybe marked as fiction before or counted behind.
func (c *derivedReader) says(id story.StoryID, t string) bool {
	t = strings.TrimSpace(t)
	w := theme.WordsOf(c.lang)
	if !hasWords(t) || t == w.T("site.tagline") || t == w.T("fiction.note") {
		return true
	}
	known := c.sayingsOf(id)
	t = strings.TrimPrefix(t, "["+w.T("fiction.label")+"] ")
	if known[t] {
		return true
	}
	for n := range mostItems {
		if s, ok := strings.CutSuffix(t, " "+w.T("feed.more", "n", n)); ok && known[s] {
			return true
		}
	}
	return false
}

func (c *derivedReader) sayingsOf(id story.StoryID) map[string]bool {
	if known, ok := c.sayings[id]; ok {
		return known
	}
	d := c.find(id)
	if d == nil {
		return nil
	}
	known := map[string]bool{d.Headline.Text: true}
	d.Lines(func(l *digest.Line) { known[strings.TrimSpace(l.Text)] = true })
	for _, is := range issues(d) {
		known[is.Headline] = true
		for _, ch := range is.Changes {
			known[theme.ChangeTitle(theme.WordsOf(c.lang), ch)] = true
		}
	}
	c.sayings[id] = known
	return known
}

func (c *derivedReader) search(data []byte) error {
	index, err := Index(data)
	for _, f := range index {
		d := c.find(f.Story)
		if d == nil {
			c.fault(f.Headline, "no digest is there of that story")
			continue
		}
		r := renderer{}
		want := r.found(c.lang, d)
		if !strings.HasSuffix(f.Path, want.Path) {
			c.fault(f.Path, "another story's address")
		}
		f.Path = want.Path
		if !f.AsOf.Equal(want.AsOf) {
			c.fault(f.AsOf.String(), "the digest is of another time")
		}
		f.AsOf = want.AsOf
		if f != want {
			c.fault(f.Headline, notTold)
		}
	}
	return err
}

func (c *derivedReader) changes(data []byte) error {
	var list []struct {
		Edition int       `json:"edition"`
		Changes []shownAt `json:"changes"`
	}
	err := json.Unmarshal(data, &list)
	for _, e := range list {
		told := make([]told, len(e.Changes))
		for i, ch := range e.Changes {
			told[i] = ch.told
			if id := storyIn(ch.At); id != c.own {
				c.fault(ch.At, "another story's address")
			}
		}
		c.edited(theme.WordsOf(c.lang), e.Edition, "", told)
	}
	return err
}

func (c *derivedReader) edition(data []byte) error {
	var e issued
	if err := json.Unmarshal(data, &e); err != nil {
		return err
	}
	if e.Story != c.own {
		c.fault(string(e.Story), "another story's edition")
	}
	c.edited(theme.WordsOf(c.find(c.own).Lang), e.Edition, e.Headline, e.Changes)
	return nil
}

// edited holds an edition's changes against those that the digest remembers. One
// that it remembers no more cannot be held against anything.
func (c *derivedReader) edited(w *theme.Words, edition int, headline string, changes []told) {
	for _, is := range issues(c.find(c.own)) {
		if is.Edition != edition {
			continue
		}
		if headline != "" && headline != is.Headline {
			c.fault(headline, notTold)
		}
		for _, t := range changes {
			i := slices.IndexFunc(is.Changes, func(ch digest.Change) bool { return ch.ID == t.ID })
			if i < 0 || !reflect.DeepEqual(tell(w, is.Changes[i]), t) {
				c.fault(t.Title, notTold)
			}
		}
	}
}

// unspoken are the parts of a feed whose text is no prose.
var unspoken = map[string]bool{"id": true, "link": true, "guid": true, "url": true, "home_page_url": true, "feed_url": true, "updated": true, "published": true, "pubDate": true,
	"lastBuildDate": true, "generator": true, "language": true, "version": true, "date_published": true, "date_modified": true, "icon": true, "favicon": true}

func (c *derivedReader) jsonFeed(data []byte) error {
	var feed map[string]any
	if err := json.Unmarshal(data, &feed); err != nil {
		return err
	}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case string:
			if strings.HasSuffix(key, "url") || key == "id" {
				if id := storyIn(v); id != c.own {
					c.fault(v, "another story's address")
				}
			}
			if !unspoken[key] {
				c.marked(c.own, v)
			}
		case []any:
			for _, x := range v {
				walk(key, x)
			}
		case map[string]any:
			for k, x := range v {
				walk(k, x)
			}
		}
	}
	walk("", feed)
	slices.SortFunc(c.faults, func(a, b Fault) int { return strings.Compare(a.Text, b.Text) })
	return nil
}

// marked holds each text of a piece of HTML against a story's digest.
func (c *derivedReader) marked(id story.StoryID, s string) {
	nodes, err := html.ParseFragment(strings.NewReader(s), nil)
	if err != nil {
		c.fault(s, err.Error())
		return
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode && !c.says(id, n.Data) {
			c.fault(strings.TrimSpace(n.Data), notTold)
		}
		if n.Type == html.ElementNode && n.Data == "a" && storyIn(attr(n, "href")) != id {
			c.fault(attr(n, "href"), "another story's address")
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
}

// xmlFeed reads RSS and Atom. An entry is of the story that its link names. The
// name of the site's own feed is the owner's.
func (c *derivedReader) xmlFeed(data []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	var stack []string
	var texts []string
	id, depth := c.own, 0
	flush := func() {
		for _, t := range texts {
			c.marked(id, t)
		}
		texts = nil
	}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			stack = append(stack, tok.Name.Local)
			if n := tok.Name.Local; n == "item" || n == "entry" {
				depth, id = len(stack), ""
			}
			for _, a := range tok.Attr {
				if a.Name.Local == "href" && depth > 0 {
					id = storyIn(a.Value)
				}
			}
		case xml.CharData:
			t, name := strings.TrimSpace(string(tok)), ""
			if len(stack) > 0 {
				name = stack[len(stack)-1]
			}
			switch {
			case name == "link" && depth > 0:
				id = storyIn(t)
			case depth > 0 && !unspoken[name]:
				texts = append(texts, t)
			case depth == 0 && !unspoken[name] && c.own != "":
				c.marked(c.own, t)
			}
		case xml.EndElement:
			if len(stack) == depth {
				if c.own != "" && id != c.own {
					c.fault(string(id), "another story's address")
				}
				flush()
				depth = 0
			}
			stack = stack[:max(0, len(stack)-1)]
		}
	}
}
