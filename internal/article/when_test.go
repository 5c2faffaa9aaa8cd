package article_test

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

func TestPageTimesChoosesTheBestWitness(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ page, url, published, updated string }{
		"JSON-LD before meta": {
			page:      `<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stops","datePublished":"2025-05-21T17:05:00+09:00","dateModified":"2025-05-21T18:00:00+09:00"}</script><meta property="article:published_time" content="2025-05-20T00:00:00Z"></head>`,
			published: "2025-05-21T17:05:00+09:00", updated: "2025-05-21T18:00:00+09:00",
		},
		"a day is completed by the clock of another": {
			page:      `<head><meta name="date" content="2025-05-21"></head><body><h1>Ferry stops</h1><time datetime="2025-05-21T17:05:00+02:00">today</time></body>`,
			published: "2025-05-21T17:05:00+02:00",
		},
		"a clock without a zone takes that of the same clock": {
			page:      `<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stops","datePublished":"2025-05-21 17:05:00"}</script><meta property="article:published_time" content="2025-05-21T17:05:00+02:00"></head>`,
			published: "2025-05-21T17:05:00+02:00",
		},
		"a Japanese page without a zone is Japan's": {
			page:      `<html lang="ja"><head><meta property="article:published_time" content="2025-05-21 17:05"></head></html>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"an English one is left as printed": {
			page:      `<html lang="en"><head><meta property="article:published_time" content="2025-05-21 17:05"></head></html>`,
			published: "2025-05-21T17:05:00Z",
		},
		"visible, in a Japanese era": {
			page:      `<html lang="ja"><body><h1>渡し船が止まる</h1><p class="date">公開日 令和7年5月21日 午後5時5分</p><p>みなと町の渡し船が止まった。</p></body></html>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"not the date of the last change": {
			page:      `<html lang="ja"><body><h1>渡し船が止まる</h1><p class="date">更新 2025年5月23日</p><p class="date">配信 2025年5月21日 9:00</p></body></html>`,
			published: "2025-05-21T09:00:00+09:00",
		},
		"unless it is all there is": {
			page:      `<html lang="ja"><body><h1>渡し船が止まる</h1><p>最終更新日：2025年5月23日</p></body></html>`,
			published: "2025-05-23T00:00:00+09:00",
		},
		"what readers see in a time element": {
			page:      `<html lang="fr"><body><h1>Le bac s'arrête</h1><time datetime="2025-06-30T10:00:00Z">Publié le 21 mai 2025</time></body></html>`,
			published: "2025-05-21T00:00:00Z",
		},
		"not that of a list of other reports": {
			page:      `<html lang="de"><body><aside><time datetime="2025-06-01">1. Juni</time></aside><h1>Die Fähre steht</h1><p class="info">21. Mai 2025, 17:05 Uhr</p><footer>© 2020-01-01</footer></body></html>`,
			published: "2025-05-21T17:05:00Z",
		},
		"the address": {page: `<body><h1>Ferry stops</h1><p>It stopped.</p></body>`, url: "https://post.example/2025/05/21/ferry", published: "2025-05-21T00:00:00Z"},
		"month first where the page is American": {
			page:      `<html lang="en-US"><head><meta name="date" content="5/4/2025"></head></html>`,
			published: "2025-05-04T00:00:00Z",
		},
		"day first elsewhere": {
			page:      `<html lang="en-GB"><head><meta name="date" content="5/4/2025"></head></html>`,
			published: "2025-04-05T00:00:00Z",
		},
		"kana in the title are evidence of Japan": {
			page:      `<head><title>渡し船が止まる</title><meta name="date" content="2025/05/21 17:05"></head>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"a Z behind local time": {
			page:      `<html lang="ja"><head><meta property="article:published_time" content="2025-05-21T17:05:00.000Z"></head><body><h1>渡し船が止まる</h1><time datetime="2025-05-21T17:05:00+09:00">2025.05.21 17:05</time></body></html>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"a data attribute": {
			page:      `<html lang="ko"><body><h1>나룻배가 멈추다</h1><p class="info">2025.05.21</p><div data-release-dt="2025-05-21 17:05"></div><div data-update-dt="2025-05-21 19:05"></div></body></html>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"data of a script": {
			page:      `<html lang="ko"><head><script>var a = {"regDt":"2025-05-21 17:05:00","updDt":"2025-05-21 19:05:00"}</script></head><body><h1>나룻배가 멈추다</h1><p class="info">2025.05.21</p></body></html>`,
			published: "2025-05-21T17:05:00+09:00",
		},
		"nothing": {page: `<body><h1>Ferry stops</h1><p>It stopped.</p></body>`},
	} {
		if c.url == "" {
			c.url = "https://post.example/ferry"
		}
		published, updated, err := article.PageTimes([]byte(c.page), c.url, article.Told{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := printed(published); got != c.published {
			t.Errorf("%s: published %s, want %s", name, got, c.published)
		}
		if got := printed(updated); got != c.updated {
			t.Errorf("%s: updated %s, want %s", name, got, c.updated)
		}
	}
}

func TestPageTimesBelievesTheFeedFirst(t *testing.T) {
	t.Parallel()
	fed := time.Date(2025, 5, 21, 8, 5, 0, 0, time.UTC)
	published, _, err := article.PageTimes([]byte(`<meta property="article:published_time" content="2025-05-22T00:00:00Z">`), "https://post.example/ferry", article.Told{Published: fed})
	if err != nil || !published.Equal(fed) {
		t.Errorf("%v, %v", published, err)
	}
}

func TestPageTimesCompletesWhatTheFeedSays(t *testing.T) {
	t.Parallel()
	changed := time.Date(2025, 5, 23, 8, 5, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		told       article.Told
		page, want string
	}{
		"a day, and the page knows the time": {article.Told{Published: time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)}, "2025-05-21T17:05:00+09:00", "2025-05-21T17:05:00+09:00"},
		"a day, and the page tells another":  {article.Told{Published: time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)}, "2025-05-21T17:05:00+09:00", "2025-05-20T00:00:00Z"},
		"the last change alone":              {article.Told{Published: changed, Updated: changed}, "2025-05-21T17:05:00+09:00", "2025-05-21T17:05:00+09:00"},
		"one time that the page confirms":    {article.Told{Published: changed, Updated: changed}, "2025-05-23T17:05:00+09:00", "2025-05-23T08:05:00Z"},
		"two times":                          {article.Told{Published: changed, Updated: changed.Add(time.Hour)}, "2025-05-21T17:05:00+09:00", "2025-05-23T08:05:00Z"},
	} {
		published, _, err := article.PageTimes([]byte(`<meta property="article:published_time" content="`+c.page+`">`), "https://post.example/ferry", c.told)
		if got := printed(published); err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", name, got, err, c.want)
		}
	}
}

// TestPageTimesOfHostilePagesIsQuick: headings and times within each other, dates
// without end, endless scripts.
func TestPageTimesOfHostilePagesIsQuick(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"headings in headings": strings.Repeat("<h2>a<div>", 240) + strings.Repeat("long text ", 100_000),
		"times in times":       strings.Repeat("<time>2025-05-21 <div>", 240) + strings.Repeat("long text ", 100_000),
		"dates without end":    strings.Repeat("<p class=date>21 May 2025 17:05 ", 20_000),
		"keys without end":     "<script>" + strings.Repeat(`"published":"`, 80_000) + "</script>",
		"classes without end":  "<p class='" + strings.Repeat("date ", 200_000) + "'>2025-05-21",
		"almost dates":         strings.Repeat("<p>2020 03 12/99 <a href=/2019/13/45/x>2021/77/12</a> 99.99.2020 ©2018", 8_000),
		"no date anywhere":     strings.Repeat("<p>12 34 56 text and 1-2-3 and copyright 20", 16_000),
		"one long paragraph":   "<p>" + strings.Repeat("12.34 text 20 / 30 ", 100_000),
		"figures without end":  "<h1>a</h1><p>" + strings.Repeat("1.2.", 400_000),
	} {
		start := time.Now()
		if _, _, err := article.PageTimes([]byte(page), "https://post.example/ferry", article.Told{}); err != nil {
			t.Logf("%s: %v", name, err)
		}
		took := time.Since(start)
		t.Logf("%s: %v", name, took)
		if took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func printed(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.RFC3339)
}
