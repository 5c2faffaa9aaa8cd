package browsertest

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestReading goes through the sample newsroom as readers do.
func TestReading(t *testing.T) {
	shots, err := filepath.Abs("../screenshots")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Logf("pictures are in %s", shots)
	origin := startKiku(t)
	browser := newBrowser(t)
	for _, lang := range []string{"ja", "en"} {
		for _, size := range []struct{ width, height int64 }{{390, 844}, {1280, 900}} {
			t.Run(fmt.Sprintf("%s-%d", lang, size.width), func(t *testing.T) {
				b := newTab(t, browser, origin, size.width, size.height)
				b.shots, b.prefix = shots, fmt.Sprintf("%s-%d-", lang, size.width)
				readFront(b, lang)
				b.open("own", storyIn(t, origin, lang))
				b.need(1, "headline", "section", "card", "conclusion", "line", "trace", "sources", "flower")
				long := longStory(t, origin, lang)
				readStory(b, long)
				traceByMouse(b)
				traceByKeyboard(b)
				readToTheEnd(b)
				readTabs(b, long)
				readInTheDark(b, long)
				search(b, lang, long)
				changeLanguage(b, lang)
				meetAnError(b)
			})
		}
	}
	for _, lang := range []string{"ja", "en"} {
		t.Run(lang+"-without-script", func(t *testing.T) { readWithoutScript(t, origin, longStory(t, origin, lang)) })
	}
	t.Run("desk", func(t *testing.T) {
		b := newTab(t, browser, origin, 390, 844)
		b.shots, b.prefix = shots, "en-390-"
		followStarter(b)
	})
}

// followStarter presses the one button that follows the starter sources.
func followStarter(b *tab) {
	b.t.Helper()
	b.open("front-last", "/en/")
	b.follow("desk", `form[action$="/desk/starter"] button`)
	if n := eval[int](b, `document.querySelectorAll("main ul.srcs > li").length`); n < 36 {
		b.t.Errorf("after the button the desk lists %d sources, about 40 expected", n)
	}
}

func readFront(b *tab, lang string) {
	b.t.Helper()
	b.open("front", "/"+lang+"/")
	b.need(1, "headline", "standfirst", "flower", "line")
	if got := eval[string](b, "document.documentElement.lang"); got != lang {
		b.t.Errorf("the front page in %s says it is in %q", lang, got)
	}
	if !eval[bool](b, `/invented|実在しません/.test(document.body.innerText)`) {
		b.t.Error("the front page does not say that the sample newsroom is fiction")
	}
	b.follow("lead", `main [data-part="headline"] a`)
	b.need(1, "headline", "section", "card", "line")
}

// longStory is the path of a story told on more than one page; where the one in
// this language is short, it is one told in the other.
func longStory(t *testing.T, origin, lang string) string {
	t.Helper()
	return findStory(t, origin, lang, "has a second page", func(page *goquery.Document) bool {
		return page.Find(`a[data-part="next"]`).Length() > 0
	})
}

// storyIn is the path of a story told in this language on one page.
func storyIn(t *testing.T, origin, lang string) string {
	t.Helper()
	return findStory(t, origin, lang, "is told on one page in "+lang, func(page *goquery.Document) bool {
		told, _ := page.Find(`h1[data-part="headline"]`).Closest("[lang]").Attr("lang")
		return told == lang && page.Find(`a[data-part="next"]`).Length() == 0
	})
}

func findStory(t *testing.T, origin, lang, what string, fits func(*goquery.Document) bool) string {
	t.Helper()
	path := ""
	parse(t, origin+"/"+lang+"/all/").Find(`main a[href*="/` + lang + `/s/"]`).EachWithBreak(func(_ int, a *goquery.Selection) bool {
		href, _ := a.Attr("href")
		if fits(parse(t, origin+href)) {
			path = href
		}
		return path == ""
	})
	if path == "" {
		t.Fatalf("no story of the sample newsroom on /%s/all/ %s", lang, what)
	}
	return path
}

func parse(t *testing.T, address string) *goquery.Document {
	t.Helper()
	body, err := get(t.Context(), address)
	if err != nil {
		t.Fatalf("get %s: %v", address, err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatalf("parse %s: %v", address, err)
	}
	return doc
}

func readStory(b *tab, path string) {
	b.t.Helper()
	b.open("story", path)
	b.need(1, "headline", "standfirst", "points", "opening", "section", "question", "answer", "card", "card-point",
		"remark", "narrative", "line", "next", "trace", "timeline", "sources", "flower")
	if n := eval[int](b, `[...document.querySelectorAll('[data-part="line"]')].filter(l => !l.dataset.kind || !l.id).length`); n > 0 {
		b.t.Errorf("%d lines of %s have no data-kind or id", n, path)
	}
}

// opened waits until a trace is open and returns what it says.
func opened(b *tab) string {
	b.t.Helper()
	b.do("wait for the trace", chromedp.WaitVisible(chromedp.CSS(".slip")))
	return eval[string](b, `document.querySelector(".slip").innerText`)
}

const firstMark = `[data-part="narrative"] .l .m`

func traceByMouse(b *tab) {
	b.t.Helper()
	b.do("click the mark of a line", chromedp.ScrollIntoView(chromedp.CSS(firstMark)), chromedp.Click(chromedp.CSS(firstMark)))
	text := opened(b)
	sentence := eval[string](b, `document.querySelector('`+firstMark+`').closest(".l").textContent.trim().slice(0, 6)`)
	if len(text) < 40 {
		b.t.Errorf("the trace of %q says too little: %q", sentence, text)
	}
	if !eval[bool](b, `!!document.querySelector('.slip a[href^="http"]')`) {
		b.t.Error("the trace has no link to the publisher's page")
	}
	b.inspect("trace")
	b.do("close the trace", chromedp.KeyEvent(kb.Escape), chromedp.WaitNotPresent(chromedp.CSS(".slip")))
}

func traceByKeyboard(b *tab) {
	b.t.Helper()
	b.do("focus the mark and press Enter", chromedp.Focus(chromedp.CSS(firstMark)), chromedp.KeyEvent(kb.Enter))
	opened(b)
	if !eval[bool](b, `document.querySelector('`+firstMark+`').getAttribute("aria-expanded") === "true"`) {
		b.t.Error("the mark of an open trace does not say that it is expanded")
	}
	b.do("press Escape", chromedp.KeyEvent(kb.Escape), chromedp.WaitNotPresent(chromedp.CSS(".slip")))
	if !eval[bool](b, `document.activeElement === document.querySelector('`+firstMark+`')`) {
		b.t.Error("after Escape the focus is not back at the mark")
	}
}

// readToTheEnd follows the door to the next page until there is none.
func readToTheEnd(b *tab) {
	b.t.Helper()
	for n := 2; ; n++ {
		if n > 50 {
			b.t.Fatal("a story of more than 50 pages")
		}
		b.follow(fmt.Sprintf("page-%d", n), `a[data-part="next"]`)
		b.need(1, "headline", "section", "line")
		if !eval[bool](b, `!!document.querySelector('a[data-part="next"]')`) {
			break
		}
	}
	b.need(1, "conclusion", "closing")
}

func readTabs(b *tab, path string) {
	b.t.Helper()
	b.open("timeline", path+"timeline/")
	b.need(1, "timeline", "line", "trace")
	b.open("ledger", path+"ledger/")
	b.need(1, "ledger", "line", "trace")
	b.open("disputes", path+"disputes/")
	b.open("sources", path+"sources/")
	b.need(1, "sources")
}

func readInTheDark(b *tab, path string) {
	b.t.Helper()
	dark := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, dark); err != nil {
		b.t.Fatalf("prefer dark: %v", err)
	}
	b.open("story-dark", path)
	if eval[float64](b, `getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).slice(0, 3).reduce((a, v) => a + +v, 0)`) > 250 {
		b.t.Error("a reader who prefers dark pages gets a light one")
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
		b.t.Fatalf("prefer nothing: %v", err)
	}
}

// search looks for a word of the long story's headline and finds that story.
func search(b *tab, lang, path string) {
	b.t.Helper()
	word := longestWord(parse(b.t, b.origin+path).Find("h1").First().Text())
	found := chromedp.CSS(`main a[href="` + path + `"]`)
	b.open("search", "/"+lang+"/search/")
	b.do("type "+word, chromedp.SendKeys(chromedp.CSS(`main input[name="q"]`), word), chromedp.WaitVisible(found))
	b.inspect("found")
	b.open("found-by-address", "/"+lang+"/search/?q="+url.QueryEscape(word))
	b.do("wait for what is found", chromedp.WaitVisible(found))
	b.open("search-again", "/"+lang+"/search/")
	b.do("search for what nobody wrote", chromedp.SendKeys(chromedp.CSS(`main input[name="q"]`), "zzqx"+kb.Enter), chromedp.Sleep(time.Second))
	if eval[bool](b, `!!document.querySelector('main a[href="`+path+`"]')`) {
		b.t.Errorf("a search for nonsense finds %s", path)
	}
	b.inspect("found-nothing")
}

// longestWord is the longest run of letters of one kind: Latin or Chinese ones.
func longestWord(s string) string {
	best := ""
	for _, kind := range []*unicode.RangeTable{unicode.Han, unicode.Latin} {
		for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.Is(kind, r) }) {
			if len(word) > len(best) {
				best = word
			}
		}
	}
	return best
}

func changeLanguage(b *tab, lang string) {
	b.t.Helper()
	other := map[string]string{"ja": "en", "en": "ja"}[lang]
	b.open("front-again", "/"+lang+"/")
	b.follow("other-language", `a[hreflang="`+other+`"]`)
	if got := eval[string](b, "document.documentElement.lang"); got != other {
		b.t.Errorf("the link to %s leads to a page in %q", other, got)
	}
}

// meetAnError opens an address that does not exist. The browser's own note of
// the status 404 is expected, anything else is not.
func meetAnError(b *tab) {
	b.t.Helper()
	b.do("open a wrong address", chromedp.Navigate(b.origin+"/en/no-such-page/"))
	for _, fault := range b.take() {
		if !strings.Contains(fault, "404") {
			b.t.Errorf("wrong address: %s", fault)
		}
	}
	b.inspect("not-found")
	if !eval[bool](b, `document.querySelectorAll('main a[href]').length > 0`) {
		b.t.Error("the page for a wrong address leads nowhere")
	}
}

// readWithoutScript checks that every mark leads to its footnote on the page.
func readWithoutScript(t *testing.T, origin, path string) {
	doc := parse(t, origin+path)
	marks := doc.Find(".l .m")
	if marks.Length() == 0 {
		t.Fatalf("%s has no marks", path)
	}
	marks.Each(func(_ int, m *goquery.Selection) {
		href, _ := m.Attr("href")
		id, ok := strings.CutPrefix(href, "#")
		note := doc.Find(`[id="` + id + `"]`)
		if !ok || note.Length() != 1 || note.Find("blockquote, q, .sentence, p, cite, a").Length() == 0 {
			t.Errorf("%s: the mark %s leads to no footnote", path, href)
		}
	})
}
