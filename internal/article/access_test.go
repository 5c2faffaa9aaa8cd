package article_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kiku/internal/article"
)

const (
	ferryProse = "In week %d the old ferry that brings the islanders to the market stopped in the harbour of Norhaven on Wednesday morning, and its captain could not say why. "
	kisenProse = "第%d便の港町の渡し船が二十一日朝、桟橋を離れた直後に動かなくなった。船長は「原因は分からない」と話している。乗っていた島の住民ら三十人にけがはなかった。"
)

// shownPage is an invented page around a body.
func shownPage(title, linked, body string) []byte {
	if linked != "" {
		linked = `<script type="application/ld+json">` + linked + `</script>`
	}
	return fmt.Appendf(nil, `<!doctype html><html><head><title>%s</title>%s</head><body><nav><a href="/">Home</a></nav><main><article>%s</article></main><footer>Harbour Post</footer></body></html>`, title, linked, body)
}

// told is a text of paragraphs in which no sentence is like another.
func told(sentence string, paragraphs, each int) string {
	var b strings.Builder
	for i := range paragraphs * each {
		if i%each == 0 {
			b.WriteString("<p>")
		}
		fmt.Fprintf(&b, sentence, i+2)
		if i%each == each-1 {
			b.WriteString("</p>")
		}
	}
	return b.String()
}

func TestFromPageSaysWhatAPageIsInsteadOfAReport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		title, linked, body string
		want                error
	}{
		"nothing but a wall": {"Ferry stopped at Norhaven", `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","isAccessibleForFree":false,"wordCount":900}`,
			"<h1>Ferry stopped at Norhaven</h1><p>The old ferry stopped on Wednesday.</p><div>Subscribe to continue reading this article.</div>", article.ErrPaywall},
		"members only, Japanese": {"渡し船が止まる｜みなと日報", `{"@type":"NewsArticle","headline":"渡し船が止まる","isAccessibleForFree":"False"}`,
			"<h1>渡し船が止まる</h1><p>港町の渡し船が止まった。</p><p>この記事は有料会員限定です。</p>", article.ErrPaywall},
		"a film": {"Video: Ferry stopped", `{"@type":"VideoObject","name":"Ferry stopped","headline":"Ferry stopped at Norhaven","uploadDate":"2025-05-21"}`,
			"<h1>Ferry stopped at Norhaven</h1><video src=x.mp4></video><p>See the ferry in the harbour of Norhaven in our film from Wednesday morning.</p>", article.ErrVideo},
		"a film by its type":   {"Ferry stopped at Norhaven", "", `<meta property="og:type" content="video.other"><h1>Ferry stopped at Norhaven</h1><iframe src="https://www.youtube.com/embed/abc"></iframe><p>Our reporter was there.</p>`, article.ErrVideo},
		"pictures":             {"In pictures: the ferry of Norhaven", "", "<h1>In pictures: the ferry of Norhaven</h1>" + strings.Repeat(`<figure><img src=a.jpg><figcaption>The harbour.</figcaption></figure>`, 9) + "<p>The week in the harbour.</p>", article.ErrGallery},
		"log in":               {"Log in | Harbour Post", "", `<h1>Log in</h1><form><input name=user><input type=password name=p></form><p>Please enter your name and your word.</p>`, article.ErrLogin},
		"log in, Japanese":     {"ログイン｜みなと日報", "", `<h1>ログイン</h1><form><input type=password></form><p>会員番号とパスワードを入れてください。</p>`, article.ErrLogin},
		"consent":              {"Before you continue", "", "<h1>Before you continue</h1><p>We and our 800 partners store and read information on your device.</p>", article.ErrConsent},
		"consent by its words": {"Harbour Post", "", "<div>We value your privacy</div><p>We and our 800 partners store and read information on your device.</p>", article.ErrConsent},
		"not found":            {"404 Not Found", "", "<h1>Page not found</h1><p>The page that you asked for is not here any more. Go to the front page.</p>", article.ErrMissing},
		"not found, Japanese":  {"お探しのページは見つかりません｜みなと日報", "", "<h1>お探しのページは見つかりません</h1><p>掲載期間が終了したか、住所が変わった可能性があります。</p>", article.ErrMissing},
		"not found, German":    {"Seite nicht gefunden - Hafenpost", "", "<h1>Seite nicht gefunden</h1><p>Diese Seite gibt es nicht mehr.</p>", article.ErrMissing},
		"gone, Japanese":       {"みなと日報", "", "<h1>この記事は掲載期間が終了しました</h1><p>最新の記事をご覧ください。</p>", article.ErrMissing},
	} {
		_, err := article.FromPage(shownPage(c.title, c.linked, c.body), "https://post.example/news/ferry-12", article.Told{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestFromPageSaysThatATextIsOnlyTheBeginning(t *testing.T) {
	t.Parallel()
	locked := `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".wall"}}`
	for name, c := range map[string]struct{ title, linked, body, want string }{
		"a wall in the text":     {"Ferry stopped at Norhaven", "", "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 3, 2) + "<div>This article is only available to subscribers.</div>", article.PartialPaywall},
		"locked and short":       {"Ferry stopped at Norhaven", locked, "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 2, 1), article.PartialPaywall},
		"letters left, Japanese": {"渡し船が止まる", "", "<h1>渡し船が止まる</h1>" + told(kisenProse, 3, 1) + "<p>残り1,203文字</p>", article.PartialPaywall},
		"members, Japanese":      {"渡し船が止まる", "", "<h1>渡し船が止まる</h1>" + told(kisenProse, 3, 1) + "<div>会員登録すると続きをお読みいただけます</div>", article.PartialPaywall},
		"Weiterlesen":            {"Fähre steht still", "", "<h1>Fähre steht still in Norhaven</h1>" + told(ferryProse, 3, 1) + "<p>Weiterlesen mit Hafenpost Plus</p>", article.PartialPaywall},
		"words that are missing": {"Ferry stopped at Norhaven", `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","wordCount":"1,450"}`, "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 2, 1), article.PartialMore},
		"the rest elsewhere":     {"渡し船が止まる", "", "<h1>渡し船が止まる</h1>" + told(kisenProse, 2, 1) + "<p>市長の浜田栄治氏は午後に記者会見を開き、金曜日までに…</p><a href=/2>続きを読む</a>", article.PartialMore},
		"a running report":       {"Ferry stopped at Norhaven", `{"@type":"LiveBlogPosting","headline":"Ferry stopped at Norhaven"}`, "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 8, 3), article.PartialLive},
		"locked, but all there":  {"Ferry stopped at Norhaven", locked, "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 8, 3), ""},
		"locked, and all that is said to be": {"Ferry stopped at Norhaven", `{"@type":"NewsArticle","headline":"Ferry stopped at Norhaven","isAccessibleForFree":false,"wordCount":50}`,
			"<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 2, 1), ""},
		"a report about a wall":    {"Paper of Norhaven asks for money", "", "<h1>Paper of Norhaven asks for money</h1>" + told("In issue %d the paper said that readers would have to subscribe to read its reports from June, and that members had waited for this for years, its editor told the town council on Wednesday. ", 5, 1), ""},
		"a report about a page":    {"404 not found: a number and its story", `{"@type":"NewsArticle","headline":"404 not found: a number and its story"}`, "<h1>404 not found: a number and its story</h1>" + told(ferryProse, 4, 1), ""},
		"a number in the news":     {"404 people were hurt in Norhaven", "", "<h1>404 people were hurt in Norhaven</h1>" + told(ferryProse, 2, 1), ""},
		"a film and a report":      {"【動画】渡し船が止まる", `{"@type":"NewsArticle","headline":"渡し船が止まる","video":{"@type":"VideoObject","name":"渡し船"}}`, "<h1>【動画】渡し船が止まる</h1><video src=x.mp4></video>" + told(kisenProse, 2, 1), ""},
		"a report with a film":     {"Ferry stopped at Norhaven", "", "<h1>Ferry stopped at Norhaven</h1><video src=x.mp4></video>" + told(ferryProse, 4, 2), ""},
		"a mark of its own":        {"渡し船が止まる", "", "<h1>渡し船が止まる</h1><div>有料会員限定記事</div>" + told(kisenProse, 3, 1), article.PartialPaywall},
		"marks of others":          {"渡し船が止まる", "", "<h1>渡し船が止まる</h1>" + told(kisenProse, 3, 1) + "<ul><li><a href=/x>町の予算が決まる</a><span>会員限定記事</span></li></ul><div><a href=/m>有料会員限定記事</a></div>", ""},
		"a question of the site":   {"Ferry stopped at Norhaven", "", "</article></main><header><div>Already a subscriber? Log in</div></header><main><article><h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 3, 2), ""},
		"a question below a text":  {"Ferry stopped at Norhaven", "", "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 3, 2) + "<div>Already a subscriber? Log in</div>", article.PartialPaywall},
		"a newsletter":             {"Ferry stopped at Norhaven", "", "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 3, 2) + "<div>Sign up to our newsletter to keep up to date</div>", ""},
		"words as characters":      {"渡し船が止まる", `{"@type":"NewsArticle","headline":"渡し船が止まる","wordCount":310}`, "<h1>渡し船が止まる</h1>" + told(kisenProse, 4, 1) + "<div>会員登録すると続きをお読みいただけます</div>", ""},
		"a wall that ended":        {"Paper ends its wall", "", "<h1>Paper of Norhaven ends its wall</h1>" + told(ferryProse, 3, 1) + "<p>Until now readers had to register to read the paper at all, said its editor.</p>", ""},
		"a wall to come, Japanese": {"港町の新聞、会員制へ", "", "<h1>港町の新聞、会員制へ</h1>" + told(kisenProse, 3, 1) + "<p>編集局長は「この記事は有料にする」と話した。</p>", ""},
		"news of films":            {"映画の配信期間が終了へ、町で惜しむ声", "", "<h1>映画の配信期間が終了へ、町で惜しむ声</h1>" + told(kisenProse, 2, 1), ""},
		"news of a report":         {"週刊誌の記事は存在しません、町長が否定", "", "<h1>週刊誌の記事は存在しません、町長が否定</h1>" + told(kisenProse, 2, 1), ""},
		"404 pages":                {"404 pages of secrets found", "", "<h1>404 pages of secrets found in Norhaven</h1>" + told(ferryProse, 3, 1), ""},
		"consent in the news":      {"Consent age to rise in Norhaven", "", "<h1>Consent age to rise in Norhaven</h1>" + told(ferryProse, 1, 1), ""},
		"Zustimmung":               {"Zustimmung für Bürgermeister sinkt", "", "<h1>Zustimmung für Bürgermeister sinkt</h1>" + told(ferryProse, 1, 1), ""},
		"a sign":                   {"Sign in the harbour is stolen", "", "<h1>Sign in the harbour is stolen</h1>" + told(ferryProse, 1, 1), ""},
		"a site that can be left":  {"Ferry stopped at Norhaven", "", "<h1>Ferry stopped at Norhaven</h1>" + told(ferryProse, 4, 2) + `<form><a>Log in</a><input type=password></form><div>We value your privacy</div>`, ""},
	} {
		p, err := article.FromPage(shownPage(c.title, c.linked, c.body), "https://post.example/news/ferry-12", article.Told{})
		if err != nil || p.Article.Partial != c.want {
			t.Errorf("%s: %q, %v; want %q", name, p.Article.Partial, err, c.want)
		}
	}
}
