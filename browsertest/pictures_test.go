package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPictures looks at the drawings of a story of 400 reports and 60 events, on a
// phone and on a desk, light and dark, in both languages.
func TestPictures(t *testing.T) {
	origin := serveLong(t)
	browser := newBrowser(t)
	for _, lang := range []string{"ja", "en"} {
		for _, width := range []int64{390, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				t.Run(fmt.Sprintf("%s-%d-%s", lang, width, scheme), func(t *testing.T) {
					b := newTab(t, browser, origin, width, 900)
					media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
					if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
						t.Fatal(err)
					}
					root := "/" + lang + "/s/" + string(longID) + "/"
					for _, page := range []string{"", "timeline/", "ledger/", "disputes/", "sources/"} {
						b.open("long-"+strings.TrimSuffix(page, "/"), root+page)
					}
					besideTheText(b, root, width)
					actorsStayInSight(b, root+"ledger/")
					if scheme == "light" {
						followTheDots(b, root)
					}
				})
			}
		}
	}
}

// besideTheText: on a desk the timeline stands right of the text and stays in
// sight; on a phone it stands above the sections.
func besideTheText(b *tab, root string, width int64) {
	b.t.Helper()
	b.open("long-story", root)
	beside := eval[bool](b, `document.querySelector(".margin .tl").getBoundingClientRect().left >= document.querySelector(".points").getBoundingClientRect().right`)
	if beside != (width > 1000) {
		b.t.Errorf("at %d the timeline beside the text: %v", width, beside)
	}
	if width > 1000 {
		if top := eval[float64](b, `(scrollTo(0, 500), document.querySelector(".beside").getBoundingClientRect().top)`); top < 0 {
			b.t.Errorf("the timeline leaves the screen: top %.0f", top)
		}
	}
}

// actorsStayInSight: when the matrix is scrolled, the names stay.
func actorsStayInSight(b *tab, path string) {
	b.t.Helper()
	b.open("long-matrix", path)
	moved := eval[float64](b, `(() => {
		const box = document.querySelector(".scroll"), name = box.querySelector("tbody th");
		box.scrollLeft = 1000;
		return name.getBoundingClientRect().left - box.getBoundingClientRect().left;
	})()`)
	if moved < -1 || moved > 3 {
		b.t.Errorf("a scrolled matrix has its names %.0f px from its edge", moved)
	}
	b.inspect("long-matrix-scrolled")
}

// followTheDots reaches a dot with the tab key and goes where it leads.
func followTheDots(b *tab, root string) {
	b.t.Helper()
	b.open("long-timeline", root+"timeline/")
	b.do("focus the first dot", chromedp.Focus(chromedp.CSS(".tl a.dot")))
	if !eval[bool](b, `document.activeElement.matches(".dot") && document.activeElement.getAttribute("aria-label").length > 3`) {
		b.t.Error("a dot cannot be focused, or has no name")
	}
	if !eval[bool](b, `[...document.querySelectorAll(".strip a")].every(a => a.tabIndex === -1 && document.querySelector(a.hash === undefined ? a.getAttribute("href") : a.hash || a.getAttribute("href")))`) {
		b.t.Error("a bar of the strip can be reached twice, or leads to no row")
	}
	b.do("follow the newest dot", chromedp.Focus(chromedp.CSS(`.tl a.dot[href*="#e-"]`)), chromedp.SendKeys(chromedp.CSS(`.tl a.dot[href*="#e-"]`), kb.Enter), chromedp.WaitVisible(chromedp.CSS(`section.part:target`)))
	if got := eval[string](b, "location.pathname"); got != root {
		b.t.Errorf("the dot leads to %s", got)
	}
}
