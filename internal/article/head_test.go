package article_test

import (
	"slices"
	"testing"

	"kiku/internal/article"
)

// described is an invented page with something in its head and something in its
// body; the text is always the same.
func described(t *testing.T, head, body string) article.Article {
	t.Helper()
	page := "<!doctype html><html><head>" + head + "</head><body><article>" + body + told(ferryProse, 4, 2) + "</article></body></html>"
	p, err := article.FromPage([]byte(page), "https://www.harbourpost.example/news/ferry-12?ref=rss", article.Told{})
	if err != nil {
		t.Fatalf("%s: %v", head, err)
	}
	return p.Article
}

func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func TestTitleIsTheOneThatMostAgreeOn(t *testing.T) {
	t.Parallel()
	const want = "Ferry stopped at Norhaven: islanders wait"
	for name, c := range map[string]struct{ head, body string }{
		"behind a bar":           {"<title>" + want + " | Harbour Post</title><meta property=og:site_name content='Harbour Post'>", ""},
		"behind a dash":          {"<title>" + want + " - Harbour Post Online</title><meta property=og:site_name content='Harbour Post'>", ""},
		"before it":              {"<title>Harbour Post | " + want + "</title><meta property=og:site_name content='Harbour Post'>", ""},
		"with its section":       {"<title>" + want + " | Coast | Harbour Post</title><meta property=og:site_name content='Harbour Post'>", ""},
		"known by its host":      {"<title>" + want + " - Harbourpost</title>", ""},
		"from JSON-LD":           {"<title>Harbour Post</title>" + ld(`{"@type":"NewsArticle","headline":"`+want+`"}`), "<h1>Coast</h1>"},
		"from the heading":       {"<title>Harbour Post</title>", "<h1>" + want + "</h1>"},
		"from microdata":         {"<title>Harbour Post</title>", "<h2 itemprop=headline>" + want + "</h2>"},
		"cut off in one place":   {"<title>Ferry stopped at Norhaven: isl... | Harbour Post</title><meta property=og:title content='" + want + "'>" + ld(`{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven: isl..."}`), ""},
		"with marks of HTML":     {"<meta property=og:title content='Ferry &lt;b&gt;stopped&lt;/b&gt; at Norhaven: islanders wait'>", ""},
		"a heading of a section": {"<title>" + want + "</title><meta property=og:title content='" + want + "'>", "<h1>Latest news</h1>"},
	} {
		if got := described(t, c.head, c.body).Title; got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, c := range map[string]struct{ head, want string }{
		"a colon is no mark":   {"<title>Norhaven: ferry stopped again</title>", "Norhaven: ferry stopped again"},
		"a dash in the title":  {"<title>Ferry stopped - islanders wait for parts</title>", "Ferry stopped - islanders wait for parts"},
		"the site in the news": {"<title>Harbour Post asks its readers for money</title><meta property=og:site_name content='Harbour Post'>", "Harbour Post asks its readers for money"},
		"a place, and a paper": {"<title>港町：渡し船が止まる - 港町新聞</title><meta property='og:site_name' content='港町新聞'>", "港町：渡し船が止まる"},
		"the paper's report":   {ld(`[{"@type":"NewsArticle","headline":"Another report of the coast","url":"https://post.example/news/other","datePublished":"2020-01-01"},{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven again"}]`), "Ferry stopped at Norhaven again"},
		"Japanese":             {"<title>渡し船が止まる　住民ら三十人無事｜みなと日報</title><meta property=og:site_name content='みなと日報'>", "渡し船が止まる 住民ら三十人無事"},
	} {
		if got := described(t, c.head, "").Title; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAuthorsArePeopleWherePeopleAreNamed(t *testing.T) {
	t.Parallel()
	const title = "<title>Ferry stopped at Norhaven</title><meta property=og:site_name content='Harbour Post'>"
	for name, c := range map[string]struct{ head, body, want string }{
		"a list":              {ld(`{"@type":"NewsArticle","headline":"Ferry stopped","author":[{"name":"Ada Pellow"},{"@type":"Person","givenName":"Jo","familyName":"Finn"}]}`), "", "Ada Pellow, Jo Finn"},
		"a reference":         {ld(`{"@graph":[{"@type":"NewsArticle","headline":"Ferry stopped","author":{"@id":"#p1"}},{"@type":"Person","@id":"#p1","name":"Ada Pellow"}]}`), "", "Ada Pellow"},
		"one string":          {"<meta name=author content='By Ada Pellow and Jo Finn'>", "", "Ada Pellow, Jo Finn"},
		"not an address":      {"<meta property=article:author content='https://post.example/ada'>", "<p class=byline>By <a href=/ada>Ada Pellow</a></p>", "Ada Pellow"},
		"not a mail":          {"<meta name=author content='a.pellow@post.example'>", "<span class='author-name'>Ada Pellow</span>", "Ada Pellow"},
		"not the paper":       {"<meta name=author content='Harbour Post'>", "<div class=byline>Von <a rel=author href=/x>Ada Pellow</a>, Hafen</div>", "Ada Pellow"},
		"the paper at last":   {"<meta name=author content='Harbour Post'>", "", "Harbour Post"},
		"no shorthand":        {ld(`{"@type":"NewsArticle","headline":"x","author":["Ada Pellow (ape)","Jo Finn (jfi)"]}`), "", "Ada Pellow, Jo Finn"},
		"no post":             {"<meta name=author content='Ada Pellow, Political Editor'>", "", "Ada Pellow"},
		"a house signs":       {"<meta name=author content='srf/hosb'>", "", "srf/hosb"},
		"a link to an author": {"", "<p>von <a href='/autoren/ada-pellow'>Dr. Ada Pellow</a></p>", "Dr. Ada Pellow"},
		"not a program":       {"<meta name=author content=admin>", "<p class=byline>By Ada Pellow</p>", "Ada Pellow"},
		"Japanese":            {"<meta name=author content='佐久間 凪記者'>", "", "佐久間 凪"},
		"Korean":              {"<meta name=author content='신나루 기자'>", "", "신나루"},
		"of a commentary":     {"", "<div class=commentary><p class=byline>By Ada Pellow</p></div>", "Ada Pellow"},
		"not of a comment":    {"", "<div class=comments-list><p class=byline>By Ola Berg</p></div>", ""},
		"not whose photo":     {"", "<figure><img src=/f.jpg><figcaption class=author>Ola Berg</figcaption></figure>", ""},
		"not another report":  {"", "<aside class=related><span class=byline>Ola Berg</span></aside>", ""},
	} {
		if got := described(t, title+c.head, c.body).Author; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPictureIsTheOneThatReadersSee(t *testing.T) {
	t.Parallel()
	const head = "<title>Ferry stopped at Norhaven</title><meta property=og:image content='https://cdn.example/ogp/ferry-8841203-1200x630.jpg'>"
	figure := func(img, caption string) string {
		return "<h1>Ferry stopped at Norhaven</h1><figure>" + img + "<figcaption>" + caption + "</figcaption></figure>"
	}
	for name, c := range map[string]struct {
		head, body string
		want       article.Picture
	}{
		"the named one": {head, "", article.Picture{URL: "https://cdn.example/ogp/ferry-8841203-1200x630.jpg"}},
		"its larger brother": {head, figure("<img src='/img/ferry-8841203-320.jpg' srcset='/img/ferry-8841203-320.jpg 320w, /img/ferry-8841203-1600.jpg 1600w'>", "The ferry. Photo: Ola Berg"),
			article.Picture{URL: "https://www.harbourpost.example/img/ferry-8841203-1600.jpg", Credit: "Ola Berg"}},
		"loaded late":                {head, figure("<img src='data:image/gif;base64,R0l' data-src='/img/8841203.jpg'>", "写真：大木俊介"), article.Picture{URL: "https://www.harbourpost.example/img/8841203.jpg", Credit: "大木俊介"}},
		"another one above the text": {head, figure("<img width=800 src=/img/harbour.jpg>", "The harbour. © Coast Images"), article.Picture{URL: "https://www.harbourpost.example/img/harbour.jpg", Credit: "Coast Images"}},
		"not a logo":                 {"<title>Ferry stopped at Norhaven</title>", "<h1>Ferry stopped at Norhaven</h1><figure><img src=/img/logo.png></figure>", article.Picture{}},
		"not a drawing":              {"<title>Ferry stopped at Norhaven</title><meta property=og:image content=/share.svg>", "", article.Picture{}},
		"not another report's":       {"<title>Ferry stopped at Norhaven</title>", "<h1>Ferry stopped at Norhaven</h1><div class=related-list><figure><img src=/img/bridge.jpg></figure></div>", article.Picture{}},
		"not a script":               {"<title>Ferry stopped at Norhaven</title><meta property=og:image content='javascript:alert(1)'>", "", article.Picture{}},
		"with a credit of its own": {head + ld(`{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","image":{"url":"https://cdn.example/ogp/ferry-8841203-1200x630.jpg","creditText":"Coast Images"}}`), "",
			article.Picture{URL: "https://cdn.example/ogp/ferry-8841203-1200x630.jpg", Credit: "Coast Images"}},
	} {
		if got := described(t, c.head, c.body).Picture; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestBrokenJSONLDIsRead(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"a line break in a string": "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry stopped at\nNorhaven\",\"author\":\"Ada Pellow\"}",
		"a comma at the end":       `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":["Ada Pellow",],}`,
		"a comment around it":      `<!-- {"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"} -->`,
		"CDATA around it":          `//<![CDATA[ {"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"} //]]>`,
		"a semicolon":              `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"};`,
		"an escape that is none":   `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","alternativeHeadline":"The ferry\'s end","author":"Ada Pellow"}`,
		"two side by side":         `{"@type":"WebSite","name":"x"} {"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"}`,
		"a list":                   `[{"@type":"BreadcrumbList"},{"@type":["Thing","NewsArticle"],"headline":"Ferry stopped at Norhaven","author":"Ada Pellow"}]`,
		"a page around it":         `{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"}}`,
		"a full address as type":   `{"@type":"https://schema.org/NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"}`,
		"another report first":     `[{"@type":"NewsArticle","headline":"Bridge closed","author":"Jo Finn","url":"https://www.harbourpost.example/news/bridge-3"},{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow","mainEntityOfPage":{"@id":"https://harbourpost.example/news/ferry-12"},"url":"https://www.harbourpost.example/news/ferry-12"}]`,
		"a list of others":         `{"@graph":[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Bridge closed","datePublished":"2025-01-01","author":"Jo Finn"}]},{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","author":"Ada Pellow"}]}`,
	} {
		a := described(t, "<title>Harbour Post</title>"+ld(script), "")
		if a.Title != "Ferry stopped at Norhaven" || a.Author != "Ada Pellow" {
			t.Errorf("%s: %q by %q", name, a.Title, a.Author)
		}
	}
}

func TestCanonicalAddressIsOnTheSameSite(t *testing.T) {
	t.Parallel()
	const own = "https://www.harbourpost.example/news/ferry-12"
	for link, want := range map[string]string{
		"https://www.harbourpost.example/news/ferry-12-stopped": "https://www.harbourpost.example/news/ferry-12-stopped",
		"/coast/ferry-12":                       "https://www.harbourpost.example/coast/ferry-12",
		"https://harbourpost.example/n/12":      "https://harbourpost.example/n/12",
		"https://www.harbourpost.example/":      own,
		"https://www.harbourpost.example":       own,
		"https://www.harbourpost.example/news/": own,
		"https://other.example/news/ferry-12":   own,
		"//evil.example/1":                      own,
		"javascript:alert(1)":                   own,
		"ftp://www.harbourpost.example/1":       own,
	} {
		if got := described(t, "<title>Ferry stopped at Norhaven</title><link rel='canonical nofollow' href='"+link+"'>", "").URL; got != want {
			t.Errorf("%s: %s, want %s", link, got, want)
		}
	}
	// Two owners under one public suffix are two sites.
	page := "<title>Ferry stopped at Norhaven</title><link rel=canonical href='https://other.co.uk/a-1'>" + told(ferryProse, 4, 2)
	p, err := article.FromPage([]byte(page), "https://harbour.co.uk/a-1", article.Told{})
	if err != nil || p.Article.URL != "https://harbour.co.uk/a-1" {
		t.Errorf("%s, %v", p.Article.URL, err)
	}
}

func TestTagsComeFromEverywhereOnce(t *testing.T) {
	t.Parallel()
	a := described(t, "<title>Ferry stopped at Norhaven</title><meta property=article:tag content=ferry><meta property=article:tag content=harbour><meta name=news_keywords content='ferry, islands'>"+
		ld(`{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","keywords":["harbour",{"@type":"DefinedTerm","name":"repair"}]}`), "")
	if !slices.Equal(a.Tags, []string{"ferry", "harbour", "repair", "islands"}) {
		t.Errorf("%q", a.Tags)
	}
}
