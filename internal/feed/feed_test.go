package feed_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"kiku/internal/feed"
)

const rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>みなと日報</title><link>https://minato.example/</link><language>ja</language><ttl>45</ttl>`

func rss(items ...string) string {
	return rssHead + strings.Join(items, "") + `</channel></rss>`
}

func item(n int) string {
	return fmt.Sprintf(`<item><title>港の水位が上がった・第%d報</title><link>https://minato.example/news/%d</link><guid>n%d</guid>`+
		`<description>&lt;p&gt;市によると、水位は%dセンチ。&lt;/p&gt;</description><pubDate>Wed, 21 May 2025 %02d:05:00 +0900</pubDate></item>`, n, n, n, n, n%24)
}

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestParseReadsEachKindOfFeed(t *testing.T) {
	t.Parallel()
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><link href="/"/><entry><title>Tide &amp;amp; wind</title>` +
		`<link href="/a/1"/><id>tag:1</id><updated>2025-05-21T17:05:00+09:00</updated><author><name>Ada Pellow</name></author><summary>High water.</summary></entry></feed>`
	rdf := `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<channel rdf:about="https://p.example/"><title>Harbour Post</title><link>https://p.example/</link></channel>` +
		`<item rdf:about="https://p.example/a/1"><title>Tide &amp; wind</title><link>https://p.example/a/1</link><dc:date>2025-05-21T17:05:00+09:00</dc:date><dc:creator>Ada Pellow</dc:creator><description>High water.</description></item></rdf:RDF>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","items":[{"id":"1","url":"https://p.example/a/1","title":"Tide & wind",` +
		`"date_published":"2025-05-21T17:05:00+09:00","authors":[{"name":"Ada Pellow"}],"summary":"High water.","content_html":"<p>High water.</p>"}]}`
	for name, data := range map[string]string{"atom": atom, "rdf": rdf, "json": json} {
		f, err := feed.Parse([]byte(data), "", "https://p.example/feed")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Title != "Harbour Post" || len(f.Items) != 1 {
			t.Errorf("%s: %+v", name, f)
			continue
		}
		i := f.Items[0]
		if i.URL != "https://p.example/a/1" || i.Title != "Tide & wind" || i.Author != "Ada Pellow" || i.Summary != "High water." {
			t.Errorf("%s: item %+v", name, i)
		}
		if got := i.Published.Format(time.RFC3339); got != "2025-05-21T17:05:00+09:00" {
			t.Errorf("%s: published %s; the printed zone must stay", name, got)
		}
	}
}

func TestParseMendsBrokenFeeds(t *testing.T) {
	t.Parallel()
	whole := rss(item(1), item(2), item(3))
	lie := strings.Replace(whole, "UTF-8", "ISO-8859-1", 1)
	bare := strings.Replace(whole, ` encoding="UTF-8"`, "", 1)
	for name, c := range map[string]struct {
		data  []byte
		items int
	}{
		"sound":                    {[]byte(whole), 3},
		"byte order mark":          {[]byte("\ufeff" + whole), 3},
		"junk in front":            {[]byte("\n\n<!-- cache -->\nWarning: something on line 3\n" + whole), 3},
		"control characters":       {[]byte(strings.ReplaceAll(whole, "水位", "水\x0b\x00位")), 3},
		"declares latin-1, is not": {[]byte(lie), 3},
		"Shift_JIS undeclared":     {encode(t, japanese.ShiftJIS, bare), 3},
		"Shift_JIS declared UTF-8": {encode(t, japanese.ShiftJIS, whole), 3},
		"EUC-JP undeclared":        {encode(t, japanese.EUCJP, bare), 3},
		"ISO-2022-JP":              {encode(t, japanese.ISO2022JP, bare), 3},
		"UTF-16":                   {encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), bare), 3},
		"one bad byte":             {[]byte(strings.Replace(whole, "第2報", "第\xff2報", 1)), 3},
		"bare ampersand":           {[]byte(strings.ReplaceAll(whole, "港の", "港 & 町の")), 3},
		"cut in the third item":    {[]byte(whole[:strings.Index(whole, "<guid>n3")]), 3},
		"cut in the third title":   {[]byte(whole[:strings.Index(whole, "第3報")]), 2},
		"cut at the end":           {[]byte(strings.TrimSuffix(whole, "</channel></rss>")), 3},
		"one item broken inside":   {[]byte(strings.Replace(whole, "<guid>n2</guid>", "<guid>n2</gu", 1)), 3},
		"text behind the end":      {[]byte(whole + "<script>x</script>"), 3},
	} {
		f, err := feed.Parse(c.data, "text/xml", "https://minato.example/rss")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(f.Items) != c.items {
			t.Errorf("%s: %d items, want %d (%v)", name, len(f.Items), c.items, f.Repaired)
			continue
		}
		if !strings.HasPrefix(f.Items[0].Title, "港") || f.Items[0].Summary != "市によると、水位は1センチ。" {
			t.Errorf("%s: title %q summary %q", name, f.Items[0].Title, f.Items[0].Summary)
		}
	}
}

func TestParseRefusesWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"page":  {`<!doctype html><html><head><title>x</title></head><body>rss</body></html>`, feed.ErrPage},
		"empty": {"", feed.ErrNotFeed},
		"text":  {"not found", feed.ErrNotFeed},
		"json":  {`{"error":"no"}`, feed.ErrNotFeed},
		"big":   {strings.Repeat(" ", feed.MaxBytes+1), feed.ErrTooBig},
	} {
		if _, err := feed.Parse([]byte(c.data), "", "https://p.example/"); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestParseKeepsFewItemsOfAHugeFeed(t *testing.T) {
	t.Parallel()
	day := time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)
	make := func(dated bool) string {
		items := make([]string, feed.MaxItems+50)
		for i := range items {
			date := ""
			if dated {
				date = "<pubDate>" + day.Add(time.Duration(i)*time.Minute).Format(time.RFC1123Z) + "</pubDate>"
			}
			items[i] = fmt.Sprintf("<item><title>Tide %d</title><guid>n%d</guid>%s</item>", i, i, date)
		}
		return rss(items...)
	}
	for _, c := range []struct {
		dated       bool
		first, last string
	}{{false, "n0", "n499"}, {true, "n549", "n50"}} {
		f, err := feed.Parse([]byte(make(c.dated)), "", "https://minato.example/rss")
		if err != nil || !f.Truncated || len(f.Items) != feed.MaxItems || f.Items[0].GUID != c.first || f.Items[feed.MaxItems-1].GUID != c.last {
			t.Errorf("dated %v: %d items from %s, truncated %v, %v", c.dated, len(f.Items), f.Items[0].GUID, f.Truncated, err)
		}
	}
}

func TestParseKeepsTheNewestOfAHugeSitemapWithPrefixes(t *testing.T) {
	t.Parallel()
	day := time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)
	var b strings.Builder
	b.WriteString(`<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for i := range feed.MaxItems + 50 {
		fmt.Fprintf(&b, "<sm:url><sm:loc>https://minato.example/%d</sm:loc><sm:lastmod>%s</sm:lastmod></sm:url>", i, day.Add(time.Duration(i)*time.Minute).Format(time.RFC3339))
	}
	f, err := feed.Parse([]byte(b.String()+"</sm:urlset>"), "", "https://minato.example/sitemap.xml")
	if err != nil || len(f.Items) != feed.MaxItems || f.Items[0].URL != "https://minato.example/549" {
		t.Errorf("%d items from %+v, %v", len(f.Items), f.Items[:min(1, len(f.Items))], err)
	}
}

func TestParseReadsNewsSitemaps(t *testing.T) {
	t.Parallel()
	data := `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` +
		`<url><loc>https://p.example/a/1</loc><lastmod>2025-05-21T10:00:00Z</lastmod><news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language></news:publication>` +
		`<news:publication_date>2025-05-21T09:00:00+01:00</news:publication_date><news:title>Tide</news:title><news:keywords>tide, sea</news:keywords></news:news></url><url><loc>javascript:x</loc></url></urlset>`
	f, err := feed.Parse([]byte(data), "", "https://p.example/news.xml")
	if err != nil || len(f.Items) != 1 {
		t.Fatalf("%+v, %v", f, err)
	}
	i := f.Items[0]
	if f.Title != "Harbour Post" || f.Lang != "en" || i.Title != "Tide" || i.Published.Format(time.RFC3339) != "2025-05-21T09:00:00+01:00" || !slices.Equal(i.Tags, []string{"tide", "sea"}) {
		t.Errorf("%+v", f)
	}
}

func TestOPMLGoesRound(t *testing.T) {
	t.Parallel()
	in := []feed.Source{
		{ID: "harbour-post", Name: "Harbour Post", Home: "https://p.example/", Lang: "en", Feeds: []string{"https://p.example/a.xml", "https://p.example/b.xml"}, Category: "World"},
		{ID: "みなと日報", Name: "みなと日報", Home: "https://minato.example/", Lang: "ja", Feeds: []string{"https://minato.example/rss"}, Category: "日本"},
	}
	data, err := feed.WriteOPML("mine", in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := feed.ParseOPML(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != 2 || out[0].ID != in[0].ID || !slices.Equal(out[0].Feeds, in[0].Feeds) || out[1].Name != in[1].Name || out[1].Category != "日本" {
		t.Errorf("got %+v", out)
	}
}

func TestSourcesWithoutAFolderStandInNone(t *testing.T) {
	t.Parallel()
	in := []feed.Source{
		{ID: "harbour-post", Name: "Harbour Post", Feeds: []string{"https://p.example/a.xml"}},
		{ID: "mill-news", Name: "Mill News", Feeds: []string{"https://m.example/a.xml"}, Category: "World"},
		{ID: "tide", Name: "Tide", Feeds: []string{"https://t.example/a.xml"}},
	}
	data, err := feed.WriteOPML("mine", in)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), `text=""`) {
		t.Errorf("a folder without a name:\n%s", data)
	}
	out, err := feed.ParseOPML(data)
	if err != nil || len(out) != 3 || out[0].Category != "" || out[1].Category != "World" || out[2].Category != "" {
		t.Errorf("%+v, %v", out, err)
	}
}

// Letters of three bytes, so that no boundary of four bytes fits them.
func TestJapaneseTextsComeWhole(t *testing.T) {
	t.Parallel()
	const text = "渡し船は水曜日に止まった。町長は原因を調べると話した"
	const start = `<rss version="2.0"><channel><title>港</title><item><title>船</title><link>https://p.example/1</link><description>`
	f, err := feed.Parse([]byte(start+text+`</description></item></channel></rss>`), "application/rss+xml", "https://p.example/f")
	if err != nil || len(f.Items) != 1 || f.Items[0].Summary != text {
		t.Errorf("%+v, %v", f.Items, err)
	}
	half := start + text
	f, err = feed.Parse([]byte(half[:len(half)-1]), "application/rss+xml", "https://p.example/f")
	if want := strings.TrimSuffix(text, "た"); err != nil || len(f.Items) != 1 || f.Items[0].Summary != want {
		t.Errorf("cut off in a letter: %+v, %v", f.Items, err)
	}
}

func TestParseOPMLSkipsWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	out, err := feed.ParseOPML([]byte(`<opml version="1.0"><body><outline text="x" xmlUrl="file:///etc/passwd"/><outline text="A & B"><outline title="P" xmlUrl=" https://p.example/f "/></outline></body></opml>`))
	if err != nil || len(out) != 1 || out[0].Feeds[0] != "https://p.example/f" || out[0].Category != "A & B" {
		t.Errorf("%+v, %v", out, err)
	}
	cut := `<opml version="2.0"><body><outline text="海"><outline text="潮見" xmlUrl="https://shiomi.example/?a=1&b=2" htmlUrl="https://shiomi.example/"/><outline text="灯台" xmlUrl="https://todai.example/rss" htm`
	if out, err := feed.ParseOPML([]byte(cut)); err != nil || len(out) != 1 || out[0].Feeds[0] != "https://shiomi.example/?a=1&b=2" || out[0].Category != "海" {
		t.Errorf("cut off: %+v, %v", out, err)
	}
	folders := `<opml><body><outline text="A"><outline text="x" xmlUrl="https://p.example/f"/></outline><outline text="B"><outline text="x" xmlUrl="https://p.example/f"/></outline><outline text="C"><outline text="x" xmlUrl="https://p.example/f"/></outline></body></opml>`
	if out, err := feed.ParseOPML([]byte(folders)); err != nil || len(out) != 1 || out[0].Category != "A" {
		t.Errorf("a feed in three folders: %+v, %v", out, err)
	}
	if _, err := feed.ParseOPML([]byte("<html></html>")); !errors.Is(err, feed.ErrNotFeed) {
		t.Errorf("err = %v, want ErrNotFeed", err)
	}
}

func TestStarterIsSound(t *testing.T) {
	t.Parallel()
	sources := feed.Starter()
	count, seen := map[string]int{}, map[string]bool{}
	for _, s := range sources {
		count[s.Lang]++
		if s.ID == "" || s.Name == "" || s.Category == "" || s.Home == "" || len(s.Feeds) != 1 || !strings.HasPrefix(s.Feeds[0], "https://") {
			t.Errorf("incomplete: %+v", s)
		}
		if seen[s.ID] || seen[s.Feeds[0]] {
			t.Errorf("twice: %+v", s)
		}
		seen[s.ID], seen[s.Feeds[0]] = true, true
	}
	if len(sources) < 40 || count["ja"] < 12 || count["en"] < 25 || len(count) != 2 {
		t.Errorf("%d sources, %v", len(sources), count)
	}
}

func TestDiscoverFindsFeedsOfAPage(t *testing.T) {
	t.Parallel()
	addresses := func(list []feed.Candidate) (out []string) {
		for _, c := range list {
			out = append(out, c.How+" "+c.URL)
		}
		return out
	}
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"named in the head": {`<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/rss?a=1&amp;b=2"><link rel="stylesheet" href="x.css">` +
			`<link rel=alternate type="application/atom+xml; charset=utf-8" href="https://q.example/atom"></head><body>x</body></html>`,
			[]string{"link https://p.example/rss?a=1&b=2", "link https://q.example/atom"}},
		"named in the body":    {`<body><LINK REL="Alternate" TYPE="application/rss+xml" HREF="late"></body>`, []string{"link https://p.example/news/late"}},
		"comments last":        {`<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">`, []string{"link https://p.example/feed", "link https://p.example/comments/feed"}},
		"with a base":          {`<base href="https://q.example/x/"><link rel="alternate" type="application/feed+json" href="f.json">`, []string{"link https://q.example/x/f.json"}},
		"only links":           {`<p><a href="/about">About</a> <a href="/rss/top.xml">RSS</a> <a href="javascript:feed()">x</a></p>`, []string{"anchor https://p.example/rss/top.xml"}},
		"nothing":              {`<p>hello</p>`, []string{"guess https://p.example/feed", "guess https://p.example/rss.xml", "guess https://p.example/feed.xml", "guess https://p.example/index.rdf"}},
		"many":                 {strings.Repeat(`<link rel="alternate" type="application/rss+xml" href="/a"><link rel="alternate" type="application/rss+xml" href="/b">`, 9) + `<link rel="feed" href="/c"><link rel="alternate" type="text/xml+rss" href="/d"><link rel="alternate" type="text/rss" href="/e"><link rel="alternate" type="text/rss" href="/f">`, []string{"link https://p.example/a", "link https://p.example/b", "link https://p.example/c", "link https://p.example/e"}},
		"no address of theirs": {`<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">`, []string{"guess https://p.example/feed", "guess https://p.example/rss.xml", "guess https://p.example/feed.xml", "guess https://p.example/index.rdf"}},
	} {
		if got := addresses(feed.Discover([]byte(c.page), nil, "https://p.example/news/")); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	got := feed.Discover(nil, []string{`</style.css>; rel=preload, </feed>; rel="alternate"; type="application/rss+xml"`, `<https://q.example/a,b.atom>; type=application/atom+xml; rel=alternate`}, "https://p.example/news/")
	if want := []string{"header https://p.example/feed", "header https://q.example/a,b.atom"}; !slices.Equal(addresses(got), want) {
		t.Errorf("headers: %q, want %q", addresses(got), want)
	}
}
