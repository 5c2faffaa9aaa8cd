package site

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

func render(t testing.TB, in Input) Memory {
	t.Helper()
	m := Memory{}
	if err := Render(in, m); err != nil {
		t.Fatal(err)
	}
	return m
}

func pagesOf(m Memory) []string {
	var names []string
	for n := range m {
		if strings.HasSuffix(n, ".html") {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
}

func parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func elements(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		elements(c, f)
	}
}

func TestRenderGivesSameBytesForSameInput(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	first := render(t, in)
	slices.Reverse(in.Digests)
	slices.Reverse(in.Alone)
	second := render(t, in)
	if len(first) != len(second) {
		t.Fatalf("%d files, then %d", len(first), len(second))
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs when the digests come in another order", name)
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"https://kiku.example", "https://kiku.example/daily"} {
		in := sampleInput()
		in.Config.BaseURL = base
		m := render(t, in)
		prefix := strings.TrimPrefix(base, "https://kiku.example")
		ids := map[string]map[string]bool{}
		for _, name := range pagesOf(m) {
			ids[name] = map[string]bool{}
			elements(parse(t, m[name]), func(n *html.Node) {
				id := attr(n, "id")
				if id != "" && ids[name][id] {
					t.Errorf("%s: id %s stands twice", name, id)
				}
				ids[name][id] = true
			})
		}
		for _, name := range pagesOf(m) {
			elements(parse(t, m[name]), func(n *html.Node) {
				for _, a := range []string{"href", "src"} {
					checkLink(t, m, ids, name, prefix, attr(n, a))
				}
			})
		}
	}
}

func checkLink(t *testing.T, m Memory, ids map[string]map[string]bool, page, prefix, link string) {
	t.Helper()
	to, fragment, _ := strings.Cut(link, "#")
	switch {
	case link == "" || strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "mailto:"):
		return
	case to == "":
		to = page
	case !strings.HasPrefix(to, prefix+"/"):
		t.Errorf("%s: link %q leaves the site's path", page, link)
		return
	default:
		to = file(strings.TrimPrefix(to, prefix))
	}
	if _, ok := m[to]; !ok {
		t.Errorf("%s: link %q leads nowhere", page, link)
	}
	if fragment != "" && !ids[to][fragment] {
		t.Errorf("%s: link %q has no such id", page, link)
	}
}

// A strict Content-Security-Policy must not break a page, and nothing may be
// asked of any other host.
func TestPagesHoldNothingInlineAndLoadNothingForeign(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	for _, name := range pagesOf(m) {
		elements(parse(t, m[name]), func(n *html.Node) {
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
			switch n.Data {
			case "script", "img", "iframe", "source":
				if src := attr(n, "src"); !strings.HasPrefix(src, "/a/") {
					t.Errorf("%s: <%s> loads %q", name, n.Data, src)
				}
			case "style":
				t.Errorf("%s: inline style sheet", name)
			case "link":
				if rel := attr(n, "rel"); (rel == "stylesheet" || rel == "icon") && !strings.HasPrefix(attr(n, "href"), "/a/") {
					t.Errorf("%s: loads %q", name, attr(n, "href"))
				}
			}
		})
	}
	for name, data := range m {
		if strings.HasSuffix(name, ".css") && bytes.Contains(data, []byte("url(")) {
			t.Errorf("%s loads something", name)
		}
	}
}

func TestStoryShowsEveryPart(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	seen := map[string]bool{}
	for _, name := range pagesOf(m) {
		elements(parse(t, m[name]), func(n *html.Node) { seen[attr(n, "data-part")] = true })
	}
	for _, part := range strings.Fields("headline standfirst points opening section question answer card card-point remark narrative line closing next conclusion ranking trace timeline ledger dispute new sources correction flower") {
		if !seen[part] {
			t.Errorf("no page shows data-part %q", part)
		}
	}
}

func TestFictionIsSaidOnEveryPage(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	m := render(t, in)
	for _, name := range pagesOf(m) {
		lang := "ja"
		if strings.HasPrefix(name, "en/") {
			lang = "en"
		}
		if !bytes.Contains(m[name], []byte(theme.WordsOf(lang).T("fiction.note"))) {
			t.Errorf("%s does not say that it is fiction", name)
		}
	}
	// A made-up story among real ones says so on its own pages and in lists.
	in.Config.Fiction = false
	m = render(t, in)
	for _, name := range pagesOf(m) {
		lang, rest, _ := strings.Cut(name, "/")
		if strings.HasPrefix(rest, "s/") && !strings.HasPrefix(rest, "s/old") && !bytes.Contains(m[name], []byte(theme.WordsOf(lang).T("fiction.note"))) {
			t.Errorf("%s does not say that its story is fiction", name)
		}
	}
	if !bytes.Contains(m["ja/index.html"], []byte(theme.WordsOf("ja").T("fiction.label"))) {
		t.Error("the front page does not mark made-up stories")
	}
}

func TestStoryWithoutDigestInInterfaceLanguageShowsTheOther(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	page := string(m["en/s/small01/index.html"])
	for _, want := range []string{`<html lang="en"`, `<article class="story" lang="ja"`, theme.WordsOf("en").T("story.only"), `rel="canonical" href="https://kiku.example/ja/s/small01/"`} {
		if !strings.Contains(page, want) {
			t.Errorf("missing %q", want)
		}
	}
	both := string(m["ja/s/harunabay01/index.html"])
	if !strings.Contains(both, theme.WordsOf("en").T("story.also")) || strings.Contains(both, theme.WordsOf("ja").T("story.only")) {
		t.Error("a story told in both languages must offer the other one")
	}
	// The English telling has one page; page 2 of the Japanese one leads to it.
	if page := string(m["ja/s/harunabay01/2/index.html"]); !strings.Contains(page, `hreflang="en" href="/en/s/harunabay01/"`) {
		t.Error("page 2 does not lead to the first page of the shorter telling")
	}
}

func TestStoryInAThirdLanguageIsAtHomeInTheDefaultTree(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	d := small(9)
	d.Lang, d.Category = "de", "weather"
	in.Digests = append(in.Digests, d)
	m := render(t, in)
	page := string(m["en/s/small09/index.html"])
	for _, want := range []string{`lang="de"`, theme.WordsOf("en").T("story.only.other"), `rel="canonical" href="https://kiku.example/ja/s/small09/"`, `href="/en/c/world/"`} {
		if !strings.Contains(page, want) {
			t.Errorf("missing %q", want)
		}
	}
	if !strings.Contains(string(m["sitemap.xml"]), "/ja/s/small09/") || strings.Contains(string(m["sitemap.xml"]), "/en/s/small09/") {
		t.Error("it must be listed once")
	}
	if !strings.Contains(string(m["en/index.html"]), `<span class="lang">DE</span>`) {
		t.Error("the list does not say which language it is in")
	}
}

func TestArchiveHasAPageForEachMonth(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	old := small(8)
	old.AsOf = newest.AddDate(0, -2, 0)
	in.Digests = append(in.Digests, old)
	m := render(t, in)
	if page := string(m["en/all/2026-05/index.html"]); !strings.Contains(page, "/en/s/small08/") || strings.Contains(page, "/en/s/small01/") || !strings.Contains(page, "July 2026") {
		t.Error("May has other stories than its own, or no way to July")
	}
}

func TestMergedStoryLeadsToWhereItWent(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	for _, old := range []string{"oldbay", "older"} {
		page := string(m["ja/s/"+old+"/index.html"])
		if !strings.Contains(page, `http-equiv="refresh" content="0; url=/ja/s/harunabay01/"`) {
			t.Errorf("%s does not lead on", old)
		}
	}
	if !strings.Contains(string(m["redirects.json"]), `"/en/s/oldbay/": "/en/s/harunabay01/"`) {
		t.Errorf("redirects: %s", m["redirects.json"])
	}
}

func TestMergeInARingEnds(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	in.Redirects = map[story.StoryID]story.StoryID{"a": "b", "b": "a"}
	if m := render(t, in); m["ja/s/a/index.html"] != nil {
		t.Error("a ring of merges leads nowhere and must have no page")
	}
}

func TestForeignTextIsNeverMarkup(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	d := &in.Digests[0]
	evil := `<script>alert(1)</script>" onload="x`
	d.Headline.Text, d.Points[0].Text, d.Points[0].Speaker = evil, evil, evil
	d.Points[0].Cites[0].URL = "javascript:alert(1)"
	d.Points[0].Cites[0].Sentence, d.Points[0].Cites[0].Publisher = evil, evil
	d.Pages[0].Sections[0].Cards[0].URL = "javascript:alert(2)"
	d.Ledger[0].Actor = evil
	m := render(t, in)
	for _, name := range pagesOf(m) {
		elements(parse(t, m[name]), func(n *html.Node) {
			if n.Data == "script" && attr(n, "src") == "" {
				t.Errorf("%s: a script came in", name)
			}
			for _, a := range n.Attr {
				if a.Key == "onload" || (a.Key != "cite" && strings.HasPrefix(a.Val, "javascript:")) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		})
	}
}

func TestStoryNameCannotLeaveTheSite(t *testing.T) {
	t.Parallel()
	for _, id := range []story.StoryID{"../../etc", "a/b", "", "a b", ".x"} {
		in := Input{Digests: []digest.Digest{{Story: id, Lang: "ja"}}}
		if err := Render(in, Memory{}); !errors.Is(err, ErrStory) {
			t.Errorf("story %q: %v", id, err)
		}
	}
}

func TestEmptySiteSaysWhatToDo(t *testing.T) {
	t.Parallel()
	m := render(t, Input{})
	for lang, want := range map[string]string{"ja": "まだ話題がありません", "en": "No stories yet"} {
		if !strings.Contains(string(m[lang+"/index.html"]), want) || !strings.Contains(string(m[lang+"/index.html"]), "kiku add --starter") {
			t.Errorf("%s front page does not say how to begin", lang)
		}
	}
	if !bytes.Equal(m["index.html"][:200], m["ja/index.html"][:200]) {
		t.Error("the root is not the default language's front page")
	}
}

func TestStarterButtonOnlyWhereAServerAnswersIt(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	if page := string(render(t, in)["ja/index.html"]); !strings.Contains(page, `<form method="post" action="/desk/starter">`) {
		t.Error("no button on a served sample newsroom")
	}
	in.Config.Starter = false
	if page := string(render(t, in)["ja/index.html"]); strings.Contains(page, "/desk/starter") {
		t.Error("a static site cannot add sources")
	}
}

func TestFrontPageOrdersByDayThenWeight(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	page := string(m["ja/index.html"])
	var at []int
	for _, want := range []string{"harunabay01", "7月14日（火）", "/s/small01/", "/s/small00/", "7月13日（月）", "/s/small04/"} {
		_, column, _ := strings.Cut(page, `class="front"`)
		at = append(at, strings.Index(column, want))
	}
	if !sort.IntsAreSorted(at) || at[0] < 0 {
		t.Errorf("order on the front page: %v", at)
	}
}

func TestFeedsCanBeRead(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	for _, name := range []string{"ja/feed.xml", "ja/atom.xml", "en/feed.xml", "en/atom.xml"} {
		f, err := gofeed.NewParser().Parse(bytes.NewReader(m[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := 7
		if strings.HasPrefix(name, "en") {
			want = 1 // only digests in the feed's own language
		}
		if len(f.Items) != want {
			t.Errorf("%s: %d items, want %d", name, len(f.Items), want)
		}
		it := f.Items[0]
		if !strings.HasPrefix(it.Link, "https://kiku.example/") || it.PublishedParsed == nil && it.UpdatedParsed == nil {
			t.Errorf("%s: item %q has link %q", name, it.Title, it.Link)
		}
		if !strings.HasSuffix(it.GUID, fmt.Sprint("#edition-", map[string]int{"ja": 4, "en": 2}[name[:2]])) {
			t.Errorf("%s: guid %q does not name the edition", name, it.GUID)
		}
	}
}

func TestSitemapListsPagesThatExist(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	n := 0
	for part := range strings.SplitSeq(string(m["sitemap.xml"]), "<loc>") {
		loc, _, ok := strings.Cut(part, "</loc>")
		if !ok {
			continue
		}
		n++
		if name := file(strings.TrimPrefix(loc, "https://kiku.example")); m[name] == nil {
			t.Errorf("%s is listed and not there", loc)
		}
	}
	if n < 20 {
		t.Errorf("only %d pages listed", n)
	}
	if !strings.Contains(string(m["robots.txt"]), "Sitemap: https://kiku.example/sitemap.xml") {
		t.Errorf("robots.txt: %s", m["robots.txt"])
	}
}

func TestMatchFoldsLettersAndWantsEveryWord(t *testing.T) {
	t.Parallel()
	index, err := Index(render(t, sampleInput())["ja/search.json"])
	if err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string][]story.StoryID{
		"ハルナ湾":         {"harunabay01"},
		"ﾊﾙﾅ湾　協定":      {"harunabay01"},
		"ハルナ湾 灯台":      nil,
		"灯台":           {"small03"},
		"":             nil,
		"harbour post": {"harunabay01"},
	} {
		var got []story.StoryID
		for _, f := range Match(index, q) {
			got = append(got, f.Story)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", q, diff)
		}
	}
}

func TestResultsFillTheSearchPage(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	index, err := Index(m["ja/search.json"])
	if err != nil {
		t.Fatal(err)
	}
	q := `灯台" autofocus onfocus="x`
	page, err := Results(m["ja/search/index.html"], "ja", q, Match(index, "灯台"))
	if err != nil {
		t.Fatal(err)
	}
	found, value := false, ""
	elements(parse(t, page), func(n *html.Node) {
		found = found || attr(n, "href") == "/ja/s/small03/"
		if n.Data == "input" {
			value = attr(n, "value")
		}
	})
	if !found || value != q {
		t.Errorf("found %v, field %q", found, value)
	}
	none, err := Results(m["en/search/index.html"], "en", "zebra", nil)
	if err != nil || !strings.Contains(string(none), "No story matches “zebra”.") {
		t.Errorf("nothing found is not said: %v", err)
	}
}

func TestDayAndZone(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 7, 14, 17, 5, 0, 0, time.FixedZone("", 9*3600))
	for _, c := range []struct {
		lang string
		t    time.Time
		want string
	}{
		{"ja", at, "2026年7月14日 17:05 JST"},
		{"en", at.In(time.FixedZone("", -5*3600)), "14 July 2026, 03:05 UTC-5"},
		{"en", at.In(time.FixedZone("+0530", 5*3600+1800)), "14 July 2026, 13:35 UTC+5:30"},
		{"en", at.UTC(), "14 July 2026, 08:05 UTC"},
		{"ja", at.In(time.FixedZone("CEST", 2*3600)), "2026年7月14日 10:05 CEST"},
	} {
		if got := theme.Moment(c.lang, c.t); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := theme.Day("ja", at.AddDate(-1, 0, 0), at); got != "2025年7月14日" {
		t.Errorf("another year: %q", got)
	}
}

// broken is a Dir that takes three files and then no more.
type broken struct{ n int }

var errFull = errors.New("disk full")

func (b *broken) Put(string, []byte) error {
	if b.n++; b.n > 3 {
		return errFull
	}
	return nil
}

func TestRenderStopsWhenFilesCannotBeWritten(t *testing.T) {
	t.Parallel()
	b := &broken{}
	if err := Render(sampleInput(), b); !errors.Is(err, errFull) || b.n != 4 {
		t.Errorf("after %d files: %v", b.n, err)
	}
}

func BenchmarkRender(b *testing.B) {
	in := sampleInput()
	for i := range 94 {
		d := japaneseDigest()
		d.Story = story.StoryID(fmt.Sprintf("bench%03d", i))
		in.Digests = append(in.Digests, d)
	}
	for b.Loop() {
		m := render(b, in)
		b.ReportMetric(float64(len(pagesOf(m))), "pages")
	}
}

func ExampleStoryPath() {
	fmt.Println(StoryPath("ja", "harunabay01", 1))
	fmt.Println(path.Base(StoryPath("en", "harunabay01", 2)))
	// Output:
	// /ja/s/harunabay01/
	// 2
}
