package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// morning and evening are what two pairs of newspapers print of one invented
// matter: the second batch adds an event, changes a printed figure and takes a
// report back.
func morning() string {
	return report("sorrel", "en", "Ferry line to Gannet Isle to close in June", "2026-04-29T08:00:00Z", "", "The ferry line to Gannet Isle will close on June 30, the Sorrel Harbour Board said on Wednesday. The board has run the ferry line at a loss of 3 million crowns a year since 2021. Board chair Ilse Marden said the board had no money left to repair the older of its two boats.") +
		report("gannet", "en", "Gannet Isle loses its ferry line, islanders protest", "2026-04-29T09:00:00Z", "", "Some 200 islanders gathered on the quay of Gannet Isle on Wednesday to protest against the end of their ferry line. Teacher Oren Falk said pupils from Gannet Isle would have to board on the mainland during the week. The Sorrel Harbour Board announced the closure of the ferry line in a short letter.") +
		report("lund", "en", "Ferry line to Gannet Isle ends on June 30", "2026-04-29T10:00:00Z", "", "The Sorrel Harbour Board will close the ferry line to Gannet Isle on June 30, it said on Wednesday. Fishermen of Lund offered to carry the post of Gannet Isle for 90 crowns a week. The island council will meet on Friday to talk about the ferry line.") +
		report("minato", "ja", "青島の渡し船、六月末で廃止へ", "2026-04-29T08:00:00+09:00", "", "湾岸町は二十九日、青島と本土を結ぶ渡し船を六月三十日で廃止すると発表した。渡し船の赤字は年間三億円に上るという。浜田栄治町長は「船を直す予算がもう残っていない」と述べた。") +
		report("aoshima", "ja", "渡し船廃止に島民ら抗議　青島", "2026-04-29T09:00:00+09:00", "", "青島と本土を結ぶ渡し船の廃止が発表され、島民およそ二百人が二十九日、青島の桟橋に集まって抗議した。教員の大村みどりさんは「子どもたちは平日、本土に下宿することになる」と話した。湾岸町は短い文書で渡し船の廃止を伝えた。")
}

func evening() string {
	return report("sorrel", "en", "Ferry line to Gannet Isle to close in June", "2026-04-29T08:00:00Z", "2026-04-29T18:00:00Z", "The ferry line to Gannet Isle will close on June 30, the Sorrel Harbour Board said on Wednesday. The board has run the ferry line at a loss of 5 million crowns a year since 2021. Board chair Ilse Marden said the board had no money left to repair the older of its two boats.") +
		report("sorrel", "en", "Islanders block the quay of Sorrel over ferry line", "2026-05-01T08:00:00Z", "", "Islanders of Gannet Isle blocked the quay of Sorrel with rowing boats on Friday over the end of their ferry line. Police counted 35 boats in the harbour of Sorrel. The Sorrel Harbour Board asked the islanders to leave by the evening.") +
		report("gannet", "en", "Rowing boats from Gannet Isle block Sorrel quay", "2026-05-01T09:00:00Z", "", "About 35 rowing boats from Gannet Isle blocked the quay of Sorrel on Friday in protest at the end of the ferry line. Teacher Oren Falk said the islanders would stay until the Sorrel Harbour Board met them.") +
		`{"link":"https://lund.example/ferry-line-to-gannet-isle-ends-on-june-30","withdrawn":true}` + "\n" +
		report("minato", "ja", "青島の渡し船、六月末で廃止へ", "2026-04-29T08:00:00+09:00", "2026-04-29T18:00:00+09:00", "湾岸町は二十九日、青島と本土を結ぶ渡し船を六月三十日で廃止すると発表した。渡し船の赤字は年間五億円に上るという。浜田栄治町長は「船を直す予算がもう残っていない」と述べた。") +
		report("minato", "ja", "青島の渡し船廃止に島民ら抗議、桟橋を封鎖", "2026-05-01T08:00:00+09:00", "", "青島と本土を結ぶ渡し船の廃止に抗議する島民らが一日、湾岸町の桟橋を小舟で封鎖した。警察によると、小舟は三十五隻に上った。湾岸町は島民らに夕方までに退くよう求めた。") +
		report("aoshima", "ja", "青島の渡し船廃止、島民が小舟三十五隻で桟橋封鎖", "2026-05-01T09:00:00+09:00", "", "青島と本土を結ぶ渡し船の廃止に抗議する島民らが一日、小舟三十五隻で湾岸町の桟橋を封鎖した。教員の大村みどりさんは「町が会うまで動かない」と話した。")
}

// report is one line of an archive.
func report(source, lang, title, published, updated, text string) string {
	slug := strings.Trim(strings.ToLower(strings.NewReplacer(" ", "-", ",", "", "　", "-", "、", "-").Replace(title)), "-")
	name := map[string]string{"minato": "みなと日報", "aoshima": "青島新聞", "sorrel": "Sorrel Post", "gannet": "Gannet Courier", "lund": "Lund Herald"}[source]
	line, err := json.Marshal(map[string]string{"title": title, "link": "https://" + source + ".example/" + slug, "text": text,
		"published": published, "updated": updated, "source": name, "lang": lang})
	if err != nil {
		panic(err)
	}
	return string(line) + "\n"
}

// newsstand is a built site on a server, to which later editions can be added.
type newsstand struct {
	t      *testing.T
	p      *pipeline.Pipeline
	dir    string
	origin string
}

func openNewsstand(t *testing.T) *newsstand {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p, err := pipeline.New(pipeline.Config{Store: s, Now: func() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	n := &newsstand{t: t, p: p, dir: filepath.Join(t.TempDir(), "site")}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		http.FileServer(http.Dir(n.dir)).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	n.origin = server.URL
	return n
}

// publish imports reports and builds the site anew.
func (n *newsstand) publish(name, lines string) {
	n.t.Helper()
	path := filepath.Join(n.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		n.t.Fatal(err)
	}
	if _, err := n.p.Import(n.t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil); err != nil {
		n.t.Fatal(err)
	}
	if _, err := n.p.Build(n.t.Context(), n.dir, nil); err != nil {
		n.t.Fatal(err)
	}
}

// story is the path of the story that is told in a language, in its tree.
func (n *newsstand) story(lang string) string {
	n.t.Helper()
	ds, err := n.p.Store.LatestEditions(n.t.Context(), 0)
	if err != nil {
		n.t.Fatal(err)
	}
	for _, d := range ds {
		if d.Lang == lang {
			return "/" + lang + "/s/" + string(d.Story) + "/"
		}
	}
	n.t.Fatalf("no story is told in %s", lang)
	return ""
}

// TestWhatIsNewSinceAVisit visits, publishes another edition, and visits again.
func TestWhatIsNewSinceAVisit(t *testing.T) {
	shots, err := filepath.Abs("../screenshots")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	n := openNewsstand(t)
	n.publish("morning.jsonl", morning())
	browser := newBrowser(t)
	tabs := map[string]*tab{}
	for _, lang := range []string{"ja", "en"} {
		for _, width := range []int64{390, 1280} {
			b := newTab(t, browser, n.origin, width, 900)
			b.shots, b.prefix = shots, fmt.Sprintf("%s-%d-", lang, width)
			tabs[b.prefix] = b
			b.open("visit-first", n.story(lang))
			if marks(b) != 0 || eval[bool](b, `!document.querySelector("[data-visit]").hidden`) {
				t.Errorf("%s: something is new at a first visit", b.prefix)
			}
		}
	}
	before := eval[string](tabs["en-390-"], `fetch("`+n.story("en")+`editions/1.json").then((r) => r.text())`)

	n.publish("evening.jsonl", evening())
	if after := eval[string](tabs["en-390-"], `fetch("`+n.story("en")+`editions/1.json").then((r) => r.text())`); after != before || !strings.Contains(before, `"edition":1`) {
		t.Errorf("the first edition was %s, is %s", before, after)
	}
	for _, lang := range []string{"ja", "en"} {
		for _, width := range []int64{390, 1280} {
			b := tabs[fmt.Sprintf("%s-%d-", lang, width)]
			// The sitting in which the story was read is over.
			eval[bool](b, `(sessionStorage.clear(), true)`)
			if width == 390 { // both tabs of a language share what the browser keeps
				b.open("visit-front", "/"+lang+"/")
				if got := eval[string](b, `document.querySelector("p.since")?.textContent || ""`); !strings.ContainsAny(got, "123456") {
					t.Errorf("%s: the front page says %q of the story", b.prefix, got)
				}
				comeBack(b, n.story(lang))
			} else {
				eval[bool](b, `(localStorage.setItem("kiku:v:`+strings.Split(n.story(lang), "/")[3]+`:`+lang+`", JSON.stringify({e: 1, t: "2026-04-29T10:00:00Z"})), true)`)
				comeBack(b, n.story(lang))
			}
			b.open("corrections", "/"+lang+"/corrections/")
			b.need(1, "correction")
		}
	}
	forget(tabs["ja-1280-"])
	closed(t, n, browser)
}

// marks is how many things of a story are marked as new.
func marks(b *tab) int { return eval[int](b, `document.querySelectorAll(".story .fresh").length`) }

// comeBack reads the story with its new edition.
func comeBack(b *tab, path string) {
	b.t.Helper()
	b.open("visit-again", path)
	b.do("wait for what is new", chromedp.WaitVisible(chromedp.CSS("[data-visit]")))
	said := eval[string](b, `document.querySelector("[data-visit]").innerText`)
	if links := eval[int](b, `document.querySelectorAll("[data-visit] li a").length`); links < 2 {
		b.t.Errorf("%s: %d changes are listed: %s", b.prefix, links, said)
	}
	if lost := eval[[]string](b, `[...document.querySelectorAll("[data-visit] li a")].filter((a) => a.pathname === location.pathname && a.hash && !document.getElementById(a.hash.slice(1))).map((a) => a.href)`); len(lost) > 0 {
		b.t.Errorf("%s: links to lines that are not there: %v", b.prefix, lost)
	}
	if marks(b) < 2 {
		b.t.Errorf("%s: %d marks on the page", b.prefix, marks(b))
	}
	b.shoot("visit-again")
	b.do("go to what is new", chromedp.KeyEvent("n"))
	one := eval[string](b, `document.activeElement.textContent`)
	if !eval[bool](b, `document.activeElement.matches(".fresh")`) {
		b.t.Errorf("%s: n went to %q", b.prefix, one)
	}
	b.do("go to the next", chromedp.KeyEvent("n"))
	if two := eval[string](b, `document.activeElement.textContent`); two == one {
		b.t.Errorf("%s: n stayed at %q", b.prefix, one)
	}
	// A reload in the same sitting shows the same.
	b.open("visit-reload", path)
	b.do("wait for what is new", chromedp.WaitVisible(chromedp.CSS("[data-visit]")))
	// Another sitting: everything was seen.
	eval[bool](b, `(sessionStorage.clear(), true)`)
	b.open("visit-third", path)
	if marks(b) != 0 {
		b.t.Errorf("%s: %d marks for who has seen it all", b.prefix, marks(b))
	}
}

// forget presses the button under which visits are forgotten.
func forget(b *tab) {
	b.t.Helper()
	b.do("forget", chromedp.Click(chromedp.CSS("[data-forget]")))
	if left := eval[string](b, `Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((k) => /:[vs]:/.test(k)).join()`); left != "" {
		b.t.Errorf("kept after forgetting: %s", left)
	}
	if said := eval[string](b, `document.querySelector("[data-forget]").textContent`); said == "" {
		b.t.Error("the button says nothing")
	}
}

// closed visits with a browser that keeps nothing.
func closed(t *testing.T, n *newsstand, browser context.Context) {
	t.Helper()
	b := newTab(t, browser, n.origin, 390, 844)
	if _, err := chromedp.Call(b.ctx, page.Enable, page.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	refuse := `for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });`
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: refuse}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{n.story("ja"), "/ja/", n.story("en")} {
		b.open("visit-closed", path) // reports every error of the script
		if eval[bool](b, `(() => { try { return Boolean(localStorage); } catch { return false; } })()`) {
			t.Fatal("the browser keeps something")
		}
		if marks(b) != 0 {
			t.Errorf("%s: marks without a memory", path)
		}
		b.do("forget nothing", chromedp.Click(chromedp.CSS("[data-forget]")))
	}
	for _, fault := range b.take() {
		t.Error(fault)
	}
}
