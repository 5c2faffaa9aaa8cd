package site

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"testing"

	"kiku/internal/digest"
	"kiku/internal/story"
)

// retold are ways to change what repeats a digest.
var retold = []struct{ name, file, from, to string }{
	{"a search's headline", "search.json", `"h":"[^"]`, `"h":"Never`},
	{"a search's first line", "search.json", `"f":"[^"]`, `"f":"Never`},
	{"a search's text", "search.json", `"w":"[^"]`, `"w":"Never`},
	{"a search's address", "search.json", `"p":"[^"]*"`, `"p":"/en/s/ffffffffffffffffffff/"`},
	{"a feed's title", "feed.json", `"title": ?"[^"]`, `"title": "Never`},
	{"a feed's words", "feed.json", `(\\u003cp\\u003e)[^\\]`, `${1}Never `},
	{"a feed's address", "feed.json", `"url": ?"[^"]*"`, `"url": "https://elsewhere.example/"`},
	{"a text beside", "feed.json", `"items":`, `"user_comment": "The mayor of the town has resigned.", "items":`},
	{"RSS words", "feed.xml", `&lt;p&gt;[^&]`, `&lt;p&gt;Never `},
	{"an RSS title", "feed.xml", `(?s)(<item>.*?<title>)[^<]`, `${1}Never `},
	{"an Atom title", "atom.xml", `(?s)(<entry>.*?<title>)[^<]`, `${1}Never `},
	{"an Atom text", "atom.xml", `(?s)(<entry>.*?<(?:summary|content)[^>]*>)`, `${1}Never again will it be so. `},
	{"a change's title", "changes.json", `"title":"[^"]`, `"title":"Never`},
	{"a change's address", "changes.json", `"at":"/[^"]*"`, `"at":"/en/s/ffffffffffffffffffff/"`},
	{"a change that was none", "changes.json", `"changes":\[\]`, `"changes":[{"id":"cffffffff","what":"event","title":"The mayor has resigned","at":"/"}]`},
	{"an edition's headline", "editions/1.json", `"headline":"[^"]`, `"headline":"Never`},
	{"an edition of another story", "editions/1.json", `"story":"[^"]*"`, `"story":"ffffffffffffffffffff"`},
	{"no list", "changes.json", `^\[`, `{`},
}

// TestDerivedFilesSayWhatDigestsSay: a site as built has no fault in what repeats
// its digests, and every text that is changed there is found.
func TestDerivedFilesSayWhatDigestsSay(t *testing.T) {
	in := sampleInput()
	for i := range in.Digests {
		d := &in.Digests[i]
		change := func(id, what, words string) digest.Change {
			return digest.Change{ID: id, What: what, Line: digest.Line{Kind: digest.Extract, Text: words}, Was: "13", Now: "18"}
		}
		d.Log = []digest.Issue{{Edition: 1, At: d.AsOf, Headline: "The old headline"},
			{Edition: d.Edition + 1, At: d.AsOf, Headline: d.Headline.Text, Changes: []digest.Change{change("c0000001", digest.NewEvent, "The bridge is open."), change("c0000002", digest.NewFigure, "18 and not 13")}}}
	}
	m := render(t, in)
	find := func(lang string, id story.StoryID) *digest.Digest {
		var d digest.Digest
		data, ok := m[lang+"/s/"+string(id)+"/digest.json"]
		if !ok {
			return nil
		}
		if err := json.Unmarshal(data, &d); err != nil {
			t.Fatal(err)
		}
		return &d
	}
	files := 0
	for file, data := range m {
		if !Derived(file) {
			continue
		}
		files++
		for _, f := range CheckDerived(file, data, find) {
			t.Errorf("%s as built: %q: %s", file, f.Text, f.Why)
		}
	}
	if files < 8 {
		t.Errorf("only %d files", files)
	}
	for _, c := range retold {
		re, planted := regexp.MustCompile(c.from), false
		for file, data := range m {
			at := re.FindSubmatchIndex(data)
			if !strings.HasSuffix(file, c.file) || !Derived(file) || at == nil || c.file != path.Base(file) && !strings.Contains(c.file, "/") {
				continue
			}
			planted = true
			changed := string(data[:at[0]]) + string(re.Expand(nil, []byte(c.to), data, at)) + string(data[at[1]:])
			if len(CheckDerived(file, []byte(changed), find)) == 0 {
				t.Errorf("%s in %s is not found", c.name, file)
			}
		}
		if !planted {
			t.Errorf("no place for %s", c.name)
		}
	}
	if f := CheckDerived("en/s/ffffffffffffffffffff/changes.json", []byte("[]"), find); len(f) != 1 {
		t.Errorf("a story that is not there: %v", f)
	}
}
