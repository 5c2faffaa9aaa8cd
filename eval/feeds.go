package eval

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"

	"kiku/internal/feed"
)

// feedSets are the sets that Feeds measures, by their folder under the data
// root. "mutations" needs no data.
var feedSets = []string{"text/feeds-feedparser", "text/feeds-gofeed", "hostile/feedparser-illformed", "hostile/feedvalidator-errors", "text/crawler-sitemaps", "mutations"}

// Feeds measures how many feeds are understood, beside plain gofeed: of each set
// and each of its groups, how many are read without an error ("parsed") and with
// a title or an item ("understood"), and how many of the values that the files
// of feedparser's suite say they hold come out right ("values"). The set
// "mutations" is made here: sound Japanese feeds broken in many ways; its
// figures count the items that survive. dataDir is the data root or the folder
// of one set. The error wraps ErrNoSet.
func Feeds(dataDir, set string) ([]Figure, error) {
	var out []Figure
	names, found := feedSets, false
	if set != "" {
		names = []string{set}
	}
	for _, name := range names {
		if name == "mutations" {
			out = append(out, Mutations(seedOfMutations)...)
			continue
		}
		docs, err := readDocuments(filepath.Join(dataDir, filepath.FromSlash(name)))
		if err != nil && set == "" {
			continue
		}
		if err != nil {
			return nil, err
		}
		out, found = append(out, measureFeeds(filepath.Base(name), docs)...), true
	}
	if set == "" && !found {
		// No set of ours below: the folder is one itself.
		docs, err := readDocuments(dataDir)
		if err != nil {
			return nil, err
		}
		return measureFeeds(filepath.Base(dataDir), docs), nil
	}
	return out, nil
}

// tally counts what one reader made of the documents of one group.
type tally struct{ docs, parsed, understood, right, values int }

func (t *tally) add(o tally) {
	t.docs, t.parsed, t.understood = t.docs+o.docs, t.parsed+o.parsed, t.understood+o.understood
	t.right, t.values = t.right+o.right, t.values+o.values
}

func measureFeeds(set string, docs []document) []Figure {
	readers := []struct {
		name string
		read func(document) (reading, error)
	}{{"", readKiku}, {".gofeed", readGofeed}}
	var out []Figure
	for _, r := range readers {
		groups := make(map[string]*tally)
		for _, d := range docs {
			one := measureFeed(d, r.read)
			for _, g := range []string{"all", d.group} {
				if groups[g] == nil {
					groups[g] = new(tally)
				}
				groups[g].add(one)
			}
		}
		for _, g := range slices.Sorted(maps.Keys(groups)) {
			t := groups[g]
			name := set + "." + g + r.name
			out = append(out, Figure{name + ".parsed", float64(t.parsed), t.docs}, Figure{name + ".understood", float64(t.understood), t.docs})
			if t.values > 0 {
				out = append(out, Figure{name + ".values", float64(t.right), t.values})
			}
		}
	}
	return out
}

func measureFeed(d document, read func(document) (reading, error)) tally {
	t := tally{docs: 1}
	r, err := read(d)
	if err == nil {
		t.parsed = 1
		// A title of nothing but markup is none, whether a reader keeps it or not.
		if words := markup.ReplaceAllString(r.title, ""); words != "" || len(r.items) > 0 {
			t.understood = 1
		}
	}
	for _, e := range expectations(d.data) {
		t.values++
		if err == nil && e.holds(r) {
			t.right++
		}
	}
	return t
}

// reading is what a reader found, in the words of the expectations.
type reading struct {
	title, link, lang string
	items             []readItem
}

type readItem map[string]string // title, link, id, summary, content, author, published, updated

func readKiku(d document) (reading, error) {
	f, err := feed.Parse(d.data, d.contentType, d.address)
	if err != nil {
		return reading{}, err
	}
	r := reading{title: f.Title, link: f.Home, lang: f.Lang}
	for _, i := range f.Items {
		r.items = append(r.items, readItem{
			"title": i.Title, "link": i.URL, "id": i.GUID, "summary": i.Summary, "content": i.Content, "author": i.Author,
			"published": instant(i.Published), "updated": instant(i.Updated),
		})
	}
	for _, a := range f.Index {
		r.items = append(r.items, readItem{"link": a})
	}
	return r, nil
}

func readGofeed(d document) (r reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gofeed: %v", p)
		}
	}()
	g, err := gofeed.NewParser().Parse(bytes.NewReader(d.data))
	if err != nil {
		return reading{}, err
	}
	r = reading{title: g.Title, link: g.Link, lang: g.Language}
	for _, i := range g.Items {
		it := readItem{"title": i.Title, "link": i.Link, "id": i.GUID, "summary": i.Description, "content": i.Content}
		if len(i.Authors) > 0 && i.Authors[0] != nil {
			it["author"] = strings.TrimSpace(i.Authors[0].Name + " " + i.Authors[0].Email)
		}
		if i.PublishedParsed != nil {
			it["published"] = instant(*i.PublishedParsed)
		}
		if i.UpdatedParsed != nil {
			it["updated"] = instant(*i.UpdatedParsed)
		}
		r.items = append(r.items, it)
	}
	return r, nil
}

// expectation is one value that a file of feedparser's suite says it holds.
type expectation struct {
	item  int // -1 for the feed itself
	key   string
	value string
}

var (
	expectLine = regexp.MustCompile(`(?m)^\s*Expect:\s*(.*)$`)
	// A value of a feed or an item: entries[0]['title'] == u'...', also with dots.
	expectValue = regexp.MustCompile(`^(feed|entries\[(\d)\])(?:\.|\[u?'|\[")(\w+)(?:'\]|"\])?(\[0\]\['value'\]|\['name'\]|\.name)?\s*==\s*(.+)$`)
	dateTuple   = regexp.MustCompile(`^\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+), \d+, \d+, 0\)$`)
)

// expectations returns the simple ones among what a file's first comment
// expects: equality of one of the fields that are kept here.
func expectations(data []byte) []expectation {
	m := expectLine.FindSubmatch(data[:min(len(data), 4096)])
	if m == nil {
		return nil
	}
	var out []expectation
	for clause := range strings.SplitSeq(string(m[1]), " and ") {
		v := expectValue.FindStringSubmatch(strings.TrimSpace(clause))
		if v == nil {
			continue
		}
		e := expectation{item: -1, key: fieldOf(v[3], v[4])}
		if v[2] != "" {
			e.item = int(v[2][0] - '0')
		} else if e.key != "title" && e.key != "link" {
			continue
		}
		var ok bool
		if e.value, ok = literal(v[5], e.key); ok && e.key != "" {
			out = append(out, e)
		}
	}
	return out
}

func fieldOf(key, sub string) string {
	switch key + sub {
	case "title", "link", "id", "summary", "author", "published", "updated":
		return key
	case "guid":
		return "id"
	case "description":
		return "summary"
	case "content[0]['value']":
		return "content"
	case "author_detail['name']":
		return "author"
	case "published_parsed", "updated_parsed", "created_parsed", "issued_parsed":
		return strings.NewReplacer("_parsed", "", "created", "published", "issued", "published").Replace(key)
	}
	return ""
}

// literal reads a Python string or time tuple.
func literal(s, key string) (string, bool) {
	s = strings.TrimSpace(s)
	if m := dateTuple.FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("%04s-%02s-%02sT%02s:%02s:%02sZ", m[1], m[2], m[3], m[4], m[5], m[6]), true
	}
	s = strings.TrimPrefix(s, "u")
	if len(s) < 2 || s[0] != '\'' && s[0] != '"' || s[len(s)-1] != s[0] || key == "published" || key == "updated" {
		return "", false
	}
	s = s[1 : len(s)-1]
	if strings.ContainsAny(s, `\`) {
		return "", false
	}
	return s, true
}

// holds reports whether a reader found the value. Texts are compared without
// their markup and white space.
func (e expectation) holds(r reading) bool {
	got := map[string]string{"title": r.title, "link": r.link}
	if e.item >= 0 {
		if e.item >= len(r.items) {
			return false
		}
		got = r.items[e.item]
	}
	v := got[e.key]
	switch e.key {
	case "title", "summary", "content":
		if v == "" && e.key == "summary" {
			v = got["content"]
		}
		if v == "" && e.key == "content" {
			v = got["summary"]
		}
		return bare(v) == bare(e.value)
	case "published", "updated":
		return v == e.value || got["published"] == e.value || got["updated"] == e.value
	case "author":
		return strings.Contains(e.value, v) && v != ""
	}
	return v == e.value
}
