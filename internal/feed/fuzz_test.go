package feed_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/feed"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte(rss(item(1), item(2))))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="/1"/></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://a/"}]}`))
	f.Add([]byte(`<urlset><url><loc>https://a.example/</loc></url></urlset>`))
	f.Add([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item rdf:about="https://a.example/1"><title>a <b c</title>`))
	f.Add([]byte(`<CHANNEL HREF="https://a.example/"><ITEM HREF="x" LASTMOD="2024-05-06T07:08"><ABSTRACT>a&b;c<![CDATA[d]]</ABSTRACT>`))
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		a, err := feed.Parse(data, "", "https://p.example/")
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%v for %d bytes", took, len(data))
		}
		b, again := feed.Parse(data, "", "https://p.example/")
		if (err == nil) != (again == nil) || !reflect.DeepEqual(a, b) {
			t.Fatalf("two results: %v and %v", err, again)
		}
		if err != nil && !errors.Is(err, feed.ErrNotFeed) && !errors.Is(err, feed.ErrPage) && !errors.Is(err, feed.ErrTooBig) {
			t.Errorf("unnamed error: %v", err)
		}
		if err != nil && strings.Contains(err.Error(), "runtime error") {
			t.Errorf("a mistake in the reader: %v", err)
		}
		sound(t, "fuzz", a)
	})
}

func FuzzParseOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline xmlUrl="https://a.example/f" title="A"/></outline></body></opml>`))
	f.Add([]byte(`<opml><body><outline text="日本/東京 &amp; &lt;b&gt;" xmlUrl="HTTPS://a.example/?a=1&amp;b=2" category="/x/y,z"/></body></opml>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		sources, err := feed.ParseOPML(data)
		if err != nil {
			return
		}
		roundTrip(t, sources)
	})
}

// roundTrip writes sources as OPML, reads them back and compares.
func roundTrip(t *testing.T, sources []feed.Source) {
	t.Helper()
	data, err := feed.WriteOPML("x", sources)
	if err != nil {
		t.Fatal(err)
	}
	back, err := feed.ParseOPML(data)
	if err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	list := func(sources []feed.Source) map[string]string {
		out := make(map[string]string)
		for _, s := range sources {
			for _, a := range s.Feeds {
				out[a] = fmt.Sprintf("%q %q %q %q", s.Name, s.Home, s.Lang, s.Category)
			}
		}
		return out
	}
	if a, b := list(sources), list(back); !reflect.DeepEqual(a, b) {
		t.Errorf("%v became %v\n%s", a, b, data)
	}
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<base href="//q.example"><link rel="alternate feed" type="application/rss+xml" href="x"><a href="/rss.xml">RSS`), "https://p.example/a/")
	f.Add([]byte(`<p>`), "http://[::1]:80/")
	f.Fuzz(func(t *testing.T, page []byte, address string) {
		list := feed.Discover(page, []string{string(page)}, address)
		if len(list) > feed.MaxCandidates {
			t.Errorf("%d candidates", len(list))
		}
		for _, c := range list {
			if low := strings.ToLower(c.URL); !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
				t.Errorf("candidate %q", c.URL)
			}
		}
	})
}

// FuzzMatch takes lines of id, address, title and day for items, the first half
// of which were seen before.
func FuzzMatch(f *testing.F) {
	f.Add("1|https://a.example/1|High water|3\n1|https://a.example/2|Low water|4\n1|https://a.example/1|High water again|3")
	f.Add("||x|\n||x|\na|||\na|||")
	f.Fuzz(func(t *testing.T, text string) {
		var items []feed.Item
		for line := range strings.SplitSeq(text, "\n") {
			p := append(strings.SplitN(line, "|", 4), "", "", "", "")
			i := feed.Item{GUID: strings.TrimSpace(p[0]), URL: strings.TrimSpace(p[1]), Title: strings.TrimSpace(p[2])}
			if p[3] != "" {
				i.Published = noon.AddDate(0, 0, int(p[3][0]))
			}
			if items = append(items, i); len(items) == 200 {
				break
			}
		}
		m := feed.Memory{}
		var known []feed.Known
		half := len(items) / 2
		first := m.Match(nil, items[:half])
		keys := map[string]bool{}
		for _, k := range first {
			if k.New && keys[k.Key] || !k.New && !keys[k.Key] {
				t.Fatalf("key %q: new %v, met %v", k.Key, k.New, keys[k.Key])
			}
			keys[k.Key] = true
			known = append(known, feed.Known{Key: k.Key, GUID: k.Item.GUID, URL: k.Item.URL, Title: k.Item.Title, Seen: noon})
		}
		for _, k := range m.Match(known, items[:half]) {
			if k.New && bare(k.Item.GUID) != "" && bare(k.Item.URL) != "" && bare(k.Item.Title) != "" && unique(items[:half], k.Item) {
				t.Errorf("known item %+v is new again", k.Item)
			}
		}
		all := m.Match(known, items)
		if len(all) != len(items) {
			t.Fatalf("%d of %d items", len(all), len(items))
		}
		for _, k := range all {
			if k.Key == "" || k.New && keys[k.Key] {
				t.Errorf("a new item under a known key: %+v", k)
			}
		}
	})
}

// bare is a field by its letters and digits: what the rest is worth is not for
// this property.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// unique reports whether no other item shares the id, the address or the title.
func unique(items []feed.Item, of feed.Item) bool {
	n := 0
	for _, i := range items {
		if bare(i.GUID) == bare(of.GUID) || bare(i.URL) == bare(of.URL) || bare(i.Title) == bare(of.Title) {
			n++
		}
	}
	return n == 1
}
