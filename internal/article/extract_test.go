package article_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// TestFromPageTakesNoLongerForPagesMadeToBeSlow gives shapes that parsers and
// extractors take quadratic time for. The limit is wide because tests share the
// machine.
func TestFromPageTakesNoLongerForPagesMadeToBeSlow(t *testing.T) {
	rep := strings.Repeat
	prose := "<p>The old ferry stopped in the harbour of Norhaven on Wednesday morning, and its captain could not say why.</p>"
	var attributes strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&attributes, " a%d=x", i)
	}
	for name, body := range map[string]string{
		"40,000 paragraphs":   rep(prose, 40_000),
		"paragraphs in boxes": rep("<div class='article related'>"+prose+"</div>", 1_100),
		"line breaks":         "<p>" + rep("The old ferry stopped in the harbour.<br>", 20_000) + prose,
		"selects":             rep("<select><option>", 50_000) + "</select>" + prose,
		"tables in tables":    rep("<table><tr><td>", 20_000) + prose,
		"fostered":            rep("<table>x<b>y", 10_000) + prose,
		"attributes":          "<div" + attributes.String() + ">" + prose,
		"formatting":          rep("<b><i><u>", 20_000) + prose,
		"links in links":      rep("<a href=x>", 20_000) + prose,
		"deep and wide":       rep("<div>", 290) + rep("<span>word </span>", 25_000) + prose,
		"list":                "<ul>" + rep("<li><a href=/x>The ferry stopped</a>", 5_000) + "</ul>" + prose,
		"one paragraph, 5 MB": "<p>" + rep("The old ferry stopped in the harbour of Norhaven. ", 100_000),
		"data":                rep(`<script type=application/ld+json>{"@type":"NewsArticle"}</script>`, 9_000) + prose,
		"comments":            rep("<!-- x -->", 300_000) + prose,
	} {
		page := "<html><head><title>Ferry stopped at Norhaven</title></head><body><h1>Ferry stopped at Norhaven</h1>" + body
		start := time.Now()
		p, err := article.FromPage([]byte(page), "https://post.example/1", article.Told{})
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if err != nil || !strings.Contains(p.Article.Text(), "ferry stopped") && name != "fostered" {
			t.Errorf("%s: %v, text %.80q", name, err, p.Article.Text())
		}
	}
}

const longPage = `<!doctype html><html lang="en"><head><title>Ferry stopped at Norhaven</title>%s</head><body><article><h1>Ferry stopped at Norhaven</h1>
<p>Part %d: the old ferry that brings the islanders to the market stopped in the harbour of Norhaven on Wednesday morning, and its captain could not say why.</p>
<p>“We have waited for parts since the winter,” said Marit Holm, who runs the ferry with her brother. The mayor, Odd Lien, promised an answer by Friday.</p>
<p>In part %d the council said that a small boat would carry the islanders until the ferry is repaired, and that the fare would stay the same.</p></article>%s</body></html>`

func TestFromPageFindsTheNextPart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ url, head, body, want string }{
		{"https://post.example/news/ferry-12", `<link rel="next" href="/news/ferry-12?page=2">`, "", "https://post.example/news/ferry-12?page=2"},
		{"https://post.example/news/ferry-12?page=2", "", `<a href="?page=1">1</a> 2 <a href="?page=3">3</a>`, "https://post.example/news/ferry-12?page=3"},
		{"https://post.example/news/ferry-12.html", "", `<a href="/news/ferry-12_2.html">次のページ</a>`, "https://post.example/news/ferry-12_2.html"},
		{"https://post.example/news/ferry-12/", "", `<a href="/news/ferry-12/2/">2ページ目</a>`, "https://post.example/news/ferry-12/2/"},
		{"https://post.example/news/ferry-12", "", `<a href="https://post.example/news/ferry-12/page/2#top">Next page</a>`, "https://post.example/news/ferry-12/page/2"},
		{"https://post.example/read?id=12", "", `<a href="/read?id=12&page=2">Nächste Seite</a>`, "https://post.example/read?id=12&page=2"},
		// Other reports, other hosts, other numbers and comments are no next part.
		{"https://post.example/news/ferry-12", `<link rel="next" href="/news/bridge-13">`, `<a href="/news/bridge-13">Next</a>`, ""},
		{"https://post.example/read?id=12", "", `<a href="/read?id=13&page=2">Next page</a>`, ""},
		{"https://post.example/news/ferry-12", "", `<a href="https://other.example/news/ferry-12?page=2">Next page</a>`, ""},
		{"https://post.example/news/ferry-12", "", `<a href="?page=3">3</a>`, ""},
		{"https://post.example/news/12", "", `<a href="/news/13">次へ</a>`, ""},
	} {
		p, err := article.FromPage(fmt.Appendf(nil, longPage, c.head, 1, 1, c.body), c.url, article.Told{})
		if err != nil || p.Next != c.want {
			t.Errorf("%s with %s %s: next %q, want %q (%v)", c.url, c.head, c.body, p.Next, c.want, err)
		}
	}
}

func TestJoinSaysNothingTwice(t *testing.T) {
	t.Parallel()
	var parts []article.Page
	for i := range 3 {
		p, err := article.FromPage(fmt.Appendf(nil, longPage, "", i+1, i+1, ""), fmt.Sprintf("https://post.example/ferry?page=%d", i+1), article.Told{})
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p)
	}
	got := article.Join(parts[0], parts[1:])
	if n := len(got.Article.Paragraphs); n != 7 || got.Article.ID != parts[0].Article.ID || got.Next != "" || strings.Count(got.Article.Text(), "Marit Holm") != 1 {
		t.Errorf("%d paragraphs: %q", n, got.Article.Paragraphs)
	}
	if len(parts[0].Article.Paragraphs) != 3 {
		t.Error("the first part was changed")
	}
}
