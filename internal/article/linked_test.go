package article

import (
	"encoding/json"
	"strings"
	"testing"
)

// FuzzReadHead reads a page whose JSON-LD, meta elements and markup are foreign:
// what comes out is on one line, and every address is a web address.
func FuzzReadHead(f *testing.F) {
	f.Add(`{"@type":"NewsArticle","headline":"Ferry stopped","author":{"@id":"#a"},"image":["/a.jpg"]}`, `<meta property=og:image content=/b.jpg>`, `<h1>Ferry</h1><figure><img srcset="/c.jpg 300w, /d.jpg 900w"></figure>`)
	f.Add("[{\"@graph\":[{\"@type\":[\"Article\"],\"headline\":\"a\nb\",}]},]", `<link rel=canonical href=//evil.example>`, `<p class=byline>By Ada Pellow</p>`)
	f.Add(`<!--{"@type":"NewsArticle","@id":"#a","author":{"@id":"#a"},"isAccessibleForFree":"no"}-->`, `<meta name=robots content="kiku: noindex">`, `<a rel=author>佐久間凪記者</a>`)
	f.Fuzz(func(t *testing.T, script, head, body string) {
		page := `<title>Ferry stopped at Norhaven</title><script type="application/ld+json">` + script + "</script>" + head + body
		doc, _, err := parsePage([]byte(strings.ToValidUTF8(page, "")))
		if err != nil {
			return
		}
		readSigns(doc)
		terms := readTerms(doc, Told{})
		withhold(doc, &terms)
		prune(doc)
		h := readHead(doc, "https://post.example/news/1", Told{})
		if strings.ContainsAny(h.title+h.author, "\n\r\x00") {
			t.Errorf("title %q, author %q", h.title, h.author)
		}
		if !strings.HasPrefix(h.address, "https://post.example/") && !strings.Contains(h.address, "post.example") {
			t.Errorf("address %q", h.address)
		}
		if p := h.picture.URL; p != "" && !strings.HasPrefix(p, "http://") && !strings.HasPrefix(p, "https://") {
			t.Errorf("picture %q", p)
		}
	})
}

// FuzzMendJSON mends JSON that may be whole: mending must not change what a whole
// value says, but for control characters in strings.
func FuzzMendJSON(f *testing.F) {
	f.Add(`{"a":[1,2,{"b":"c, }"}],"d":"\"","e":"\\"}`)
	f.Add(`[1,,2,]`)
	f.Add(`{"a":"b`)
	f.Fuzz(func(t *testing.T, s string) {
		var want, got any
		if json.Unmarshal([]byte(s), &want) != nil {
			readJSON(s)
			return
		}
		if err := json.Unmarshal([]byte(mendJSON(s)), &got); err != nil {
			t.Fatalf("%q became %q: %v", s, mendJSON(s), err)
		}
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got)
		if string(a) != string(b) {
			t.Errorf("%q became %q", s, mendJSON(s))
		}
	})
}

func TestSameAddressForgivesSchemeAndWWW(t *testing.T) {
	t.Parallel()
	for other, want := range map[string]bool{
		"http://post.example/news/1/": true, "https://www.post.example/news/1": true, "https://post.example/news/1?utm_source=x": true,
		"https://post.example/news/2": false, "https://wwwpost.example/news/1": false, "": false,
	} {
		if got := sameAddress("https://www.post.example/news/1", other); got != want {
			t.Errorf("%s: %v", other, got)
		}
	}
}
