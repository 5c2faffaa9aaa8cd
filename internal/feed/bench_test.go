package feed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"kiku/internal/feed"
)

// newspaper is a feed as newspapers have them: 30 items with a summary in HTML,
// an author, categories and a picture.
func newspaper() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>みなと日報</title><link>https://minato.example/</link><ttl>30</ttl>`)
	for n := range 30 {
		fmt.Fprintf(&b, `<item><title>港の水位が上がった・第%d報</title><link>https://minato.example/news/%d?from=rss&amp;id=%d</link><guid isPermaLink="false">n%d</guid>`+
			`<description><![CDATA[<p>市によると、水位は%dセンチ。<b>夕方</b>には下がる見通し。</p><p>港の出入りは止まっている。</p>]]></description><dc:creator>港 太郎</dc:creator>`+
			`<category>地域</category><category>防災</category><media:content url="https://minato.example/p/%d.jpg" type="image/jpeg" width="800"><media:credit>みなと日報</media:credit></media:content>`+
			`<pubDate>Wed, 21 May 2025 %02d:05:00 +0900</pubDate></item>`, n, n, n, n, n, n, n%24)
	}
	return []byte(b.String() + `</channel></rss>`)
}

func BenchmarkParse(b *testing.B) {
	data := newspaper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if f, err := feed.Parse(data, "text/xml", "https://minato.example/rss"); err != nil || len(f.Items) != 30 {
			b.Fatal(err)
		}
	}
}

// BenchmarkGofeed is the yardstick: the same feed without any repair.
func BenchmarkGofeed(b *testing.B) {
	data := newspaper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if f, err := gofeed.NewParser().Parse(bytes.NewReader(data)); err != nil || len(f.Items) != 30 {
			b.Fatal(err)
		}
	}
}
