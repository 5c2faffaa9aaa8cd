package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestInspectionFindsPlantedFaults keeps the other tests honest: a page with
// every fault on it is reported with every fault, and a good page with none.
func TestInspectionFindsPlantedFaults(t *testing.T) {
	const good = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Good</title><link rel="icon" href="data:,">
<main><h1>One</h1><h2>Two</h2><p id="a"><a href="#a">Up</a></p><label>Find <input name="q"></label>
<svg role="img" aria-label="a flower" width="9" height="9"></svg></main></html>`
	const bad = `<!doctype html><html><meta charset="utf-8"><link rel="icon" href="data:,">
<h1>One</h1><h1>Two</h1><h4>Deep</h4><p id="a">A</p><p id="a">B</p><a href="#nowhere">x</a><button></button>
<input name="q"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><svg width="9" height="9"></svg>
<div style="width:3000px">wide</div><p style="color:#ccc;background:#fff">pale</p>
<p style="position:absolute;top:400px;left:9px">lower words</p><p style="position:absolute;top:404px;left:20px">upper words</p>
<p style="width:6em;position:absolute;top:500px"><span class="l">six letters<a class="m" href="#a" style="display:inline-block;width:5em">m</a></span></p>
<script>console.error("planted console"); setTimeout(() => { throw new Error("planted throw") }); fetch("http://other.example/x").catch(() => {})</script></html>`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		page := good
		if r.URL.Path == "/bad" {
			page = bad
		}
		if _, err := w.Write([]byte(page)); err != nil {
			t.Errorf("write: %v", err)
		}
	}))
	defer server.Close()
	b := newTab(t, newBrowser(t), server.URL, 390, 844)

	b.open("good", "/")

	b.do("open the bad page", chromedp.Navigate(server.URL+"/bad"), chromedp.Sleep(300e6))
	found := strings.Join(append(b.take(), eval[[]string](b, inspectJS)...), "\n")
	for _, want := range []string{
		"html has no lang", "no title", "no viewport", "main landmarks: 0", "visible h1: 2", "heading skips from h1",
		"id twice", "link leads nowhere", "no name: <button>", "no label: <input", "no alt: <img", "neither role=img",
		"px wide on a screen", "contrast 1.6", `text "lower words" lies on`, "mark alone on its line", "console error: planted console", "planted throw",
		"request to another host: http://other.example/x",
	} {
		if !strings.Contains(found, want) {
			t.Errorf("the inspection missed %q; it found\n%s", want, found)
		}
	}
}
