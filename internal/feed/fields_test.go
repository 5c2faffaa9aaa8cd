package feed_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"kiku/internal/feed"
)

func mustParse(t *testing.T, data string) feed.Feed {
	t.Helper()
	f, err := feed.Parse([]byte(data), "text/xml", "https://minato.example/rss/top.xml")
	if err != nil {
		t.Fatal(err)
	}
	sound(t, "test", f)
	return f
}

func TestFeedSaysWhenAndWhereToAsk(t *testing.T) {
	t.Parallel()
	f := mustParse(t, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>`+
		`<title>みなと日報</title><link>https://minato.example/</link><atom:link rel="self" href="https://minato.example/rss/top.xml"/><atom:link rel="hub" href="https://hub.example/"/>`+
		`<atom:link rel="prev-archive" href="2024.xml"/><atom:link rel="next" href="?page=2"/><fh:archive/><fh:complete/>`+
		`<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency><skipHours><hour>0</hour><hour>24</hour><hour>3</hour><hour>x</hour></skipHours>`+
		`<skipDays><day>Sunday</day><day>Someday</day></skipDays><language>ja-JP</language><lastBuildDate>Wed, 21 May 2025 09:00:00 +0900</lastBuildDate></channel></rss>`)
	want := feed.Feed{
		Title: "みなと日報", Home: "https://minato.example/", Lang: "ja-JP", Updated: f.Updated, Wait: time.Hour, Hub: "https://hub.example/", Self: "https://minato.example/rss/top.xml",
		Next: "https://minato.example/rss/top.xml?page=2", PrevArchive: "https://minato.example/rss/2024.xml", Complete: true, IsArchive: true,
		SkipHours: []int{0, 0, 3}, SkipDays: []time.Weekday{time.Sunday}, Items: []feed.Item{},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got %+v\nwant %+v", f, want)
	}
	if got := f.Updated.Format(time.RFC3339); got != "2025-05-21T09:00:00+09:00" {
		t.Errorf("updated %s", got)
	}
}

func TestItemFields(t *testing.T) {
	t.Parallel()
	wrap := func(inside string) string {
		return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xml:base="https://minato.example/base/"><channel><item>` + inside + `</item></channel></rss>`
	}
	atom := func(inside string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/base/"><author><name>編集局</name></author><entry xml:base="e/">` + inside + `</entry></feed>`
	}
	for name, c := range map[string]struct {
		data string
		got  func(feed.Item) string
		want string
	}{
		"authors":                  {wrap(`<dc:creator>港 太郎</dc:creator><dc:creator>Ada Pellow</dc:creator><dc:creator>港 太郎</dc:creator>`), func(i feed.Item) string { return i.Author }, "港 太郎, Ada Pellow"},
		"author in brackets":       {wrap(`<author>desk@minato.example (港 太郎)</author>`), func(i feed.Item) string { return i.Author }, "港 太郎"},
		"author with an address":   {wrap(`<author>Ada Pellow &lt;desk@minato.example&gt;</author>`), func(i feed.Item) string { return i.Author }, "Ada Pellow"},
		"author of the whole feed": {atom(`<id>1</id>`), func(i feed.Item) string { return i.Author }, "編集局"},
		"report and summary":       {wrap(`<description>&lt;p&gt;短い&amp;nbsp;話&lt;/p&gt;</description><content:encoded><![CDATA[<p>長い話</p>]]></content:encoded>`), func(i feed.Item) string { return i.Summary + "|" + i.Content }, "短い 話|<p>長い話</p>"},
		"text is escaped":          {atom(`<content type="text">3 &lt; 5 &amp; 7</content>`), func(i feed.Item) string { return i.Content }, "3 &lt; 5 &amp; 7"},
		"inline XHTML":             {atom(`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>水&amp;火</p></div></content>`), func(i feed.Item) string { return i.Content }, `<div xmlns="http://www.w3.org/1999/xhtml"><p>水&amp;火</p></div>`},
		"ruby":                     {wrap(`<title>&lt;ruby&gt;港&lt;rt&gt;みなと&lt;/rt&gt;&lt;/ruby&gt;の&lt;b&gt;水位&lt;/b&gt;</title>`), func(i feed.Item) string { return i.Title }, "港の水位"},
		"composed":                 {wrap("<title>か\u3099っこう</title>"), func(i feed.Item) string { return i.Title }, "がっこう"},
		"picture and credit":       {wrap(`<media:content url="s.jpg" width="90" medium="image"/><media:content url="l.jpg" width="900" medium="image"><media:credit>港湾局</media:credit></media:content>`), func(i feed.Item) string { return i.Picture + " " + i.Credit }, "https://minato.example/base/l.jpg 港湾局"},
		"picture in a group":       {wrap(`<media:group><media:credit>港湾局</media:credit><media:content url="v.mp4" type="video/mp4"/><media:thumbnail url="t.jpg"/></media:group>`), func(i feed.Item) string { return i.Picture + " " + i.Credit }, "https://minato.example/base/t.jpg 港湾局"},
		"enclosed picture":         {wrap(`<enclosure url="https://minato.example/a.mp3" type="audio/mpeg"/><enclosure url="https://minato.example/a.png" type="image/png"/>`), func(i feed.Item) string { return i.Picture }, "https://minato.example/a.png"},
		"picture in the text":      {wrap(`<description>&lt;img src="https://count.example/1.gif" width="1" height="1"&gt;&lt;img src="/p.jpg"&gt;</description>`), func(i feed.Item) string { return i.Picture }, "https://minato.example/p.jpg"},
		"categories":               {wrap(`<category>防災</category><category>防災</category><dc:subject>港</dc:subject><media:keywords>潮, 風</media:keywords>`), func(i feed.Item) string { return strings.Join(i.Tags, "|") }, "防災|港|潮|風"},
		"base":                     {atom(`<link href="a/1" xml:base="x/"/>`), func(i feed.Item) string { return i.URL }, "https://minato.example/base/e/x/a/1"},
		"no script address":        {wrap(`<link>javascript:alert(1)</link><guid isPermaLink="true">data:text/html,x</guid>`), func(i feed.Item) string { return i.URL }, ""},
		"permalink":                {wrap(`<guid>https://minato.example/1</guid>`), func(i feed.Item) string { return i.URL }, "https://minato.example/1"},
		"alternate beats others":   {atom(`<link rel="replies" href="/r"/><link rel="enclosure" href="/e.mp3"/><link rel="alternate" type="application/pdf" href="/p"/><link rel="alternate" type="text/html" href="/h"/>`), func(i feed.Item) string { return i.URL }, "https://minato.example/h"},
		"ampersands in addresses":  {wrap(`<link>https://minato.example/?a=1&copy=2&amp;lt=3</link>`), func(i feed.Item) string { return i.URL }, "https://minato.example/?a=1&copy=2&lt=3"},
		"updated": {atom(`<published>2025-05-21T09:00:00+09:00</published><updated>2025-05-21T10:30:00.5-03:30</updated>`), func(i feed.Item) string {
			return i.Published.Format(time.RFC3339) + " " + i.Updated.Format(time.RFC3339)
		}, "2025-05-21T09:00:00+09:00 2025-05-21T10:30:00-03:30"},
		"a long title": {wrap("<title>" + strings.Repeat("潮", 9000) + "</title>"), func(i feed.Item) string { return i.Title }, strings.Repeat("潮", 500)},
	} {
		f := mustParse(t, c.data)
		if len(f.Items) != 1 {
			t.Errorf("%s: %d items", name, len(f.Items))
			continue
		}
		if got := c.got(f.Items[0]); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestJSONFeedForgives(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data  string
		items int
	}{
		"null items":           {`{"version":"https://jsonfeed.org/version/1","items":null}`, 0},
		"null in items":        {`{"version":"https://jsonfeed.org/version/1","items":[null,{"id":"1"},null]}`, 1},
		"numbers as ids":       {`{"items":[{"id":1,"url":"https://a.example/1"},{"id":2.5e3}]}`, 2},
		"wrong kinds":          {`{"version":["x"],"title":{},"items":[{"id":["1"],"tags":"x","authors":{"name":"A"},"attachments":[1,null,{}]}]}`, 1},
		"commas":               {`{"items":[{"id":"1",},{"id":"2"}{"id":"3"},],}`, 3},
		"cut off":              {`{"items":[{"id":"1","title":"a"},{"id":"2","title":"b"},{"id":"3","ti`, 3},
		"line breaks":          {"{\"items\":[{\"id\":\"1\",\"content_text\":\"a\nb\"}]}", 1},
		"twice the same key":   {`{"items":[{"id":"1","id":"2"}]}`, 1},
		"half a pair":          {`{"items":[{"id":"1","title":"\ud83d \ud83d\ude00 \u12"}]}`, 1},
		"items that are words": {`{"version":"https://jsonfeed.org/version/1.1","items":[1,"x",true]}`, 0},
	} {
		f := mustParse(t, c.data)
		if len(f.Items) != c.items {
			t.Errorf("%s: %d items, want %d", name, len(f.Items), c.items)
		}
	}
}

func TestSitemapsOfEachKind(t *testing.T) {
	t.Parallel()
	f := mustParse(t, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://minato.example/1.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap><sitemap><loc>/2.xml</loc><lastmod>2025-05-21</lastmod></sitemap></sitemapindex>`)
	if want := []string{"https://minato.example/1.xml", "https://minato.example/2.xml"}; !reflect.DeepEqual(f.Index, want) || len(f.Items) != 0 {
		t.Errorf("index %q, %d items", f.Index, len(f.Items))
	}
	f = mustParse(t, "https://minato.example/1\r\nhttps://minato.example/2\n\n")
	if len(f.Items) != 2 || f.Items[1].URL != "https://minato.example/2" {
		t.Errorf("list: %+v", f.Items)
	}
	f = mustParse(t, `<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><s:url><s:loc>https://minato.example/1?a=1&amp;b=2</s:loc><n:news><n:title>港</n:title><n:publication_date>2025-05-21</n:publication_date></n:news><i:image><i:loc>/p.jpg</i:loc></i:image></s:url></s:urlset>`)
	if len(f.Items) != 1 || f.Items[0].URL != "https://minato.example/1?a=1&b=2" || f.Items[0].Title != "港" || f.Items[0].Picture != "https://minato.example/p.jpg" || f.Items[0].Published.IsZero() {
		t.Errorf("prefixed: %+v", f.Items)
	}
}

// dated returns the time that a feed's item has when it prints a date.
func dated(t *testing.T, printed string) time.Time {
	t.Helper()
	data, err := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "items": []any{map[string]any{"id": "1", "date_published": printed}}})
	if err != nil {
		t.Fatal(err)
	}
	f := mustParse(t, string(data))
	if len(f.Items) != 1 {
		t.Fatalf("%q: %d items", printed, len(f.Items))
	}
	return f.Items[0].Published
}

func TestDatesAsFeedsPrintThem(t *testing.T) {
	t.Parallel()
	for printed, want := range map[string]string{
		"Wed, 21 May 2025 09:05:00 +0900":            "2025-05-21T09:05:00+09:00",
		"21 May 25 09:05 JST":                        "2025-05-21T09:05:00+09:00",
		"Wednesday, 21-May-25 09:05:00 GMT":          "2025-05-21T09:05:00Z",
		"Wed May 21 09:05:00 2025":                   "2025-05-21T09:05:00Z",
		"Wed May 21 09:05:00 PDT 2025":               "2025-05-21T09:05:00-07:00",
		"May 21, 2025 9:05 PM":                       "2025-05-21T21:05:00Z",
		"May 21st, 2025":                             "2025-05-21T00:00:00Z",
		"Wed, 21 May 2025 09:05:00 GMT+2":            "2025-05-21T09:05:00+02:00",
		"Wed, 21 May 2025 09:05:00 +0900 (JST)":      "2025-05-21T09:05:00+09:00",
		"2025-05-21T09:05+09":                        "2025-05-21T09:05:00+09:00",
		"2025-05-21T09:05:00.123456Z":                "2025-05-21T09:05:00Z",
		"20250521T090500Z":                           "2025-05-21T09:05:00Z",
		"20250521":                                   "2025-05-21T00:00:00Z",
		"2025/5/1 9:05":                              "2025-05-01T09:05:00Z",
		"2025-141":                                   "2025-05-21T00:00:00Z",
		"2025年5月21日（水）午後9時5分":                        "2025-05-21T21:05:00+09:00",
		"令和7年5月21日 09:05":                            "2025-05-21T09:05:00+09:00",
		"令和元年12月1日":                                  "2019-12-01T00:00:00+09:00",
		"2025年（令和7年）5月21日 午前0時5分":                    "2025-05-21T00:05:00+09:00",
		"令和7年（2025年）5月21日 午前12時5分":                   "2025-05-21T00:05:00+09:00",
		"2025/5/21(水) 9:05":                          "2025-05-21T09:05:00Z",
		"May 21, 2025 9:05 p.m. EST":                 "2025-05-21T21:05:00-05:00",
		"2025-05-21 09:05:00 America/Port-au-Prince": "2025-05-21T09:05:00Z",
		"mer., 21 mai 2025 09:05:00 +0200":           "2025-05-21T09:05:00+02:00",
		"mar. 24 juin 2025 09:05":                    "2025-06-24T09:05:00Z",
		"Mi, 21 Mai 2025 09:05:00 MESZ":              "2025-05-21T09:05:00+02:00",
		"21.05.2025 09:05":                           "2025-05-21T09:05:00Z",
		"21 de mayo de 2025, 09:05":                  "2025-05-21T09:05:00Z",
		"Πεμ, 22 Μαϊ 2025 09:05:00 EEST":             "2025-05-22T09:05:00+03:00",
		"2025. május 21.":                            "2025-05-21T00:00:00Z",
		"ср, 21 мая 2025 09:05:00 +0300":             "2025-05-21T09:05:00+03:00",
		"30 Feb 2025 09:05:00 GMT":                   "",
		"5/6/2025":                                   "",
		"Wed, 21 May 2025 25:05:00 GMT":              "",
		"Wed, 21 May 2025 09:05:00 +2500":            "",
		"yesterday":                                  "",
		"2025-05-21T09:05:00+09:00 and more of it":   "2025-05-21T09:05:00+09:00",
	} {
		got := ""
		if at := dated(t, printed); !at.IsZero() {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", printed, got, want)
		}
	}
}

// TestDatesWithoutAZoneAreAtHome: a Japanese feed that prints no zone does not
// mean Greenwich, nine hours later.
func TestDatesWithoutAZoneAreAtHome(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		`<rss><channel><language>ja</language><item><title>x</title><pubDate>Wed, 21 May 2025 09:05:00</pubDate></item></channel></rss>`:                                                                                                                                                                                   "2025-05-21T09:05:00+09:00",
		`<rss><channel><language>ja-JP</language><item><title>x</title><pubDate>2025/05/21 09:05</pubDate></item></channel></rss>`:                                                                                                                                                                                         "2025-05-21T09:05:00+09:00",
		`<rss><channel><language>ja</language><item><title>x</title><pubDate>Wed, 21 May 2025 09:05:00 GMT</pubDate></item></channel></rss>`:                                                                                                                                                                               "2025-05-21T09:05:00Z",
		`<rss><channel><language>en</language><item><title>x</title><pubDate>2025/05/21 09:05</pubDate></item></channel></rss>`:                                                                                                                                                                                            "2025-05-21T09:05:00Z",
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><entry><title>x</title><published>2025-05-21T09:05:00</published></entry></feed>`:                                                                                                                                                                         "2025-05-21T09:05:00+09:00",
		`{"version":"https://jsonfeed.org/version/1.1","language":"ja","items":[{"id":"x","date_published":"2025-05-21T09:05:00"}]}`:                                                                                                                                                                                       "2025-05-21T09:05:00+09:00",
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://minato.example/1</loc><n:news><n:publication_date>2025-05-21T09:05</n:publication_date><n:publication><n:language>ja</n:language></n:publication></n:news></url></urlset>`: "2025-05-21T09:05:00+09:00",
	} {
		f := mustParse(t, data)
		if len(f.Items) != 1 || f.Items[0].Published.Format(time.RFC3339) != want {
			t.Errorf("%s: %+v, want %s", data, f.Items, want)
		}
	}
}

func TestBadDatesAreMissing(t *testing.T) {
	t.Parallel()
	dir := shared(t, "hostile/dates-bad")
	if dir == "" {
		t.Log("no shared data here")
		return
	}
	data, err := os.ReadFile(filepath.Join(dir, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		V    string
		Want *string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		at, want := dated(t, c.V), ""
		if c.Want != nil {
			want = *c.Want
		}
		got := ""
		switch {
		case at.IsZero():
		case len(want) == len("2006-01-02"):
			got = at.Format(time.DateOnly)
		case len(want) == len("2006-01-02T15:04"):
			got = at.Format("2006-01-02T15:04")
		default:
			got = at.UTC().Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%.60q: %q, want %q", c.V, got, want)
		}
	}
}

func TestOPMLGoesRoundWithNastyNames(t *testing.T) {
	t.Parallel()
	var in []feed.Source
	for n, name := range []string{`A "quoted" & <b>bold</b>`, "]]> <!-- -->", "line\nbreak\ttab", "みなと/日報", "=SUM(A1)", "emoji 🌊 \u202e reversed", "  spaces  ", "&amp; &#x41; &lt;", "'"} {
		in = append(in, feed.Source{ID: feed.Slug(name), Name: strings.TrimSpace(name), Home: "https://p.example/" + string(rune('a'+n)), Lang: "ja", Feeds: []string{"https://p.example/f?a=1&b=" + string(rune('a'+n)), "https://p.example/g/" + string(rune('a'+n))}, Category: "日本 & <世界>"})
	}
	roundTrip(t, in)
}
