package article_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

var fetchedAt = time.Date(2026, 5, 21, 12, 0, 0, 0, time.UTC)

// termsCase is one combination of what a page and its server say.
type termsCase struct {
	headers     []string // X-Robots-Tag
	tdm, policy string
	head        string // in the page's head
	want        article.Terms
}

func termsCases() []termsCase {
	robots := func(name, content string) string { return fmt.Sprintf(`<meta name="%s" content="%s">`, name, content) }
	var (
		none      = article.Terms{}
		noindex   = article.Terms{NoIndex: true}
		nosnippet = article.Terms{NoSnippet: true}
		noarchive = article.Terms{NoArchive: true}
		reserved  = article.Terms{Reserved: true}
		max       = func(n int) article.Terms { return article.Terms{MaxSnippet: n} }
	)
	return []termsCase{
		// Nothing, and what asks for nothing.
		{want: none},
		{headers: []string{"all"}, want: none},
		{headers: []string{"index, follow"}, want: none},
		{headers: []string{"nofollow"}, want: none},
		{headers: []string{"max-image-preview:large, max-video-preview:-1"}, want: none},
		{headers: []string{"max-snippet:-1"}, want: none},
		{headers: []string{"max-snippet:lots"}, want: none},
		{headers: []string{"notranslate, indexifembedded"}, want: none},
		{headers: []string{""}, want: none},
		{head: robots("robots", "index,follow,max-snippet:-1"), want: none},
		{head: robots("robots", ""), want: none},
		{head: robots("description", "noindex nosnippet"), want: none},
		{head: robots("robots", "noindex nofollow"), want: noindex},
		{head: robots("robots", "index follow max-snippet:-1"), want: none},
		{head: robots("robots", "noindex max-snippet : 50"), want: article.Terms{NoIndex: true, MaxSnippet: 50}},
		{headers: []string{"otherbot: noindex nosnippet"}, want: none},
		{headers: []string{"nosnippet noarchive"}, want: article.Terms{NoSnippet: true, NoArchive: true}},
		// One rule in a header.
		{headers: []string{"noindex"}, want: noindex},
		{headers: []string{"NoIndex"}, want: noindex},
		{headers: []string{"none"}, want: noindex},
		{headers: []string{"nosnippet"}, want: nosnippet},
		{headers: []string{"noarchive"}, want: noarchive},
		{headers: []string{"nocache"}, want: noarchive},
		{headers: []string{"max-snippet:0"}, want: nosnippet},
		{headers: []string{"max-snippet: 160"}, want: max(160)},
		// Several rules, several headers.
		{headers: []string{"noindex, nofollow, nosnippet"}, want: article.Terms{NoIndex: true, NoSnippet: true}},
		{headers: []string{"noarchive", "nosnippet"}, want: article.Terms{NoArchive: true, NoSnippet: true}},
		{headers: []string{"max-snippet:200", "max-snippet:90"}, want: max(90)},
		{headers: []string{"max-snippet:90, max-snippet:-1"}, want: max(90)},
		{headers: []string{"index, noindex"}, want: noindex},
		{headers: []string{"nofollow;noarchive"}, want: noarchive},
		// Rules for one agent.
		{headers: []string{"kiku: noindex"}, want: noindex},
		{headers: []string{"Kiku: nosnippet, noarchive"}, want: article.Terms{NoSnippet: true, NoArchive: true}},
		{headers: []string{"otherbot: noindex"}, want: none},
		{headers: []string{"otherbot: noindex, nofollow, nosnippet"}, want: none},
		{headers: []string{"otherbot: noindex, kiku: nosnippet"}, want: nosnippet},
		{headers: []string{"kiku: max-snippet:50"}, want: max(50)},
		{headers: []string{"otherbot: max-snippet:10", "max-snippet:70"}, want: max(70)},
		{headers: []string{"*: noindex"}, want: noindex},
		{headers: []string{"nosnippet", "kiku: noarchive"}, want: article.Terms{NoSnippet: true, NoArchive: true}},
		// Until a day.
		{headers: []string{"unavailable_after: 25 Jun 2010 15:00:00 GMT"}, want: noindex},
		{headers: []string{"unavailable_after: 2010-06-25"}, want: noindex},
		{headers: []string{"unavailable_after: Friday, 25-Jun-10 15:00:00 GMT"}, want: noindex},
		{headers: []string{"unavailable_after: 25 Jun 2040 15:00:00 GMT"}, want: none},
		{headers: []string{"otherbot: unavailable_after: 25 Jun 2010 15:00:00 GMT"}, want: none},
		{headers: []string{"unavailable_after: some day"}, want: none},
		{headers: []string{"unavailable_after: 25 Jun 2040 15:00:00 GMT, nosnippet"}, want: nosnippet},
		{head: robots("robots", "unavailable_after: 2026-05-20T10:00:00+00:00"), want: noindex},
		// Meta elements.
		{head: robots("robots", "noindex"), want: noindex},
		{head: robots("ROBOTS", "NOARCHIVE, NOSNIPPET"), want: article.Terms{NoArchive: true, NoSnippet: true}},
		{head: robots("kiku", "nosnippet"), want: nosnippet},
		{head: robots("otherbot", "noindex"), want: none},
		{head: robots("robots", "max-snippet:120") + robots("kiku", "max-snippet:300"), want: max(120)},
		{head: robots("robots", "max-snippet:0"), want: nosnippet},
		{head: robots("robots", "none"), want: noindex},
		// Both together: the stricter word counts.
		{headers: []string{"noarchive"}, head: robots("robots", "max-snippet:80"), want: article.Terms{NoArchive: true, MaxSnippet: 80}},
		{headers: []string{"max-snippet:60"}, head: robots("robots", "max-snippet:-1"), want: max(60)},
		{headers: []string{"index"}, head: robots("robots", "noindex"), want: noindex},
		// Text and data mining.
		{tdm: "1", want: reserved},
		{tdm: "0", want: none},
		{tdm: "1", policy: "https://post.example/policy.json", want: article.Terms{Reserved: true, Policy: "https://post.example/policy.json"}},
		{tdm: "0", policy: "https://post.example/policy.json", want: none},
		{head: robots("tdm-reservation", "1"), want: reserved},
		{head: robots("tdm-reservation", "1") + robots("tdm-policy", "https://post.example/p"), want: article.Terms{Reserved: true, Policy: "https://post.example/p"}},
		{tdm: "0", head: robots("tdm-reservation", "1"), want: reserved},
		{tdm: "1", headers: []string{"nosnippet"}, head: robots("robots", "max-snippet:40"), want: article.Terms{Reserved: true, NoSnippet: true, MaxSnippet: 40}},
		{tdm: "yes", want: none},
	}
}

func TestTermsAreReadFromEveryPlace(t *testing.T) {
	t.Parallel()
	cases := termsCases()
	if len(cases) < 60 {
		t.Fatalf("%d combinations", len(cases))
	}
	for _, c := range cases {
		page := []byte(strings.Replace(englishPage, "<title>", c.head+"<title>", 1))
		p, err := article.FromPage(page, "https://post.example/news/ferry-12", article.Told{Robots: c.headers, TDM: c.tdm, TDMPolicy: c.policy, Fetched: fetchedAt})
		if err != nil || p.Article.Terms != c.want {
			t.Errorf("%q %q %q %q: %+v, %v; want %+v", c.headers, c.tdm, c.policy, c.head, p.Article.Terms, err, c.want)
		}
	}
}

func TestAdmitAppliesTerms(t *testing.T) {
	t.Parallel()
	p, err := article.FromPage([]byte(englishPage), "https://post.example/news/ferry-12", article.Told{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range termsCases() {
		a := p.Article
		a.Terms = c.want
		got, err := a.Admit()
		switch {
		case c.want.NoIndex:
			if !errors.Is(err, article.ErrNoIndex) {
				t.Errorf("%+v: %v", c.want, err)
			}
		case c.want.NoArchive || c.want.Reserved:
			if err != nil || len(got.Paragraphs) > 0 || got.Summary != "" || got.Title == "" || got.URL == "" || got.Published.IsZero() {
				t.Errorf("%+v: %+v, %v", c.want, got, err)
			}
		default:
			if err != nil || len(got.Paragraphs) != len(a.Paragraphs) {
				t.Errorf("%+v: %+v, %v", c.want, got, err)
			}
		}
		if err == nil && !c.want.IsZero() && got.Fingerprint() == p.Article.Fingerprint() {
			t.Errorf("%+v: the article counts as unchanged", c.want)
		}
	}
}

func TestSpansWithoutSnippetAreNotRead(t *testing.T) {
	t.Parallel()
	const secret = "Nobody but the islanders was to know that the engine came from another ship."
	page := strings.Replace(englishPage, "</article>", `<p>The council meets on Monday. <span data-nosnippet>`+secret+`</span></p></article>`, 1)
	p, err := article.FromPage([]byte(page), "https://post.example/news/ferry-12", article.Told{})
	if err != nil || strings.Contains(p.Article.Text(), "another ship") || !strings.Contains(p.Article.Text(), "meets on Monday") || p.Article.Terms.NoSnippet {
		t.Errorf("%q, %+v, %v", p.Article.Paragraphs, p.Article.Terms, err)
	}
	page = strings.Replace(englishPage, "<article>", `<article data-nosnippet>`, 1)
	p, err = article.FromPage([]byte(page), "https://post.example/news/ferry-12", article.Told{})
	if err != nil || len(p.Article.Paragraphs) != 3 || !p.Article.Terms.NoSnippet {
		t.Errorf("%q, %+v, %v", p.Article.Paragraphs, p.Article.Terms, err)
	}
}

func TestErrorsCarryTheTermsOfTheirPage(t *testing.T) {
	t.Parallel()
	_, err := article.FromPage([]byte("<title>Ferry stopped</title><p></p>"), "https://post.example/1", article.Told{Robots: []string{"noarchive"}})
	if !errors.Is(err, article.ErrNoText) || article.TermsOf(err) != (article.Terms{NoArchive: true}) {
		t.Errorf("%v, %+v", err, article.TermsOf(err))
	}
	if article.TermsOf(article.ErrNoText) != (article.Terms{}) {
		t.Error("terms of an error without any")
	}
}

func TestPartsBringTheirTerms(t *testing.T) {
	t.Parallel()
	part := func(text string, terms article.Terms) article.Page {
		return article.Page{Article: article.Article{Title: "Ferry stopped", Paragraphs: []string{text}, Terms: terms}}
	}
	whole := article.Join(part("The ferry stopped.", article.Terms{MaxSnippet: 200}), []article.Page{part("The mayor came.", article.Terms{NoSnippet: true})})
	if len(whole.Article.Paragraphs) != 2 || whole.Article.Terms != (article.Terms{MaxSnippet: 200, NoSnippet: true}) {
		t.Errorf("%+v", whole.Article)
	}
	whole = article.Join(part("The ferry stopped.", article.Terms{}), []article.Page{part("The mayor came.", article.Terms{NoIndex: true})})
	if len(whole.Article.Paragraphs) != 1 || !whole.Article.Terms.IsZero() || whole.Article.Partial != article.PartialMore {
		t.Errorf("%+v", whole.Article)
	}
}
