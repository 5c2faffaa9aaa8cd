package browsertest

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestDesk looks at the owner's desk as its owner does, after a month in which
// one newspaper was well, one too loud, one silent, one ended and one was never
// asked.
func TestDesk(t *testing.T) {
	shots, err := filepath.Abs("../screenshots")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	month, fresh := t.TempDir(), t.TempDir()
	paper := aMonth(t, month)
	justFollowed(t, fresh)
	origin := serveKiku(t, month, "<main", "KIKU_FETCH_ALLOW=127.0.0.1/32", "KIKU_FETCH_DELAY=1ms")
	awaiting := serveKiku(t, fresh, `data-part="waiting"`, "KIKU_FETCH_ENABLED=false")
	browser := newBrowser(t)
	for _, lang := range []string{"ja", "en"} {
		for _, width := range []int64{390, 1280} {
			t.Run(fmt.Sprintf("%s-%d", lang, width), func(t *testing.T) {
				b := newTab(t, browser, origin, width, 844)
				b.shots, b.prefix = shots, fmt.Sprintf("desk-%s-%d-", lang, width)
				speak(b, lang)
				lookAtDesk(b, lang)
				b.origin = awaiting
				b.open("waiting", "/"+lang+"/")
				b.need(1, "waiting")
			})
		}
	}
	t.Run("try", func(t *testing.T) {
		b := newTab(t, browser, origin, 390, 844)
		b.shots, b.prefix = shots, "desk-ja-390-"
		speak(b, "ja")
		tryAndFollow(b, paper)
	})
	t.Run("keep", func(t *testing.T) {
		b := newTab(t, browser, origin, 1280, 844)
		b.shots, b.prefix = shots, "desk-en-1280-"
		speak(b, "en")
		keepSources(b)
	})
}

// speak makes the browser ask for pages in a language.
func speak(b *tab, lang string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": lang}}); err != nil {
		b.t.Fatalf("speak %s: %v", lang, err)
	}
}

// prefer makes the reader prefer light or dark pages; "" nothing.
func prefer(b *tab, scheme string) {
	b.t.Helper()
	p := emulation.SetEmulatedMediaParams{}
	if scheme != "" {
		p.Features = []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, p); err != nil {
		b.t.Fatalf("prefer %q: %v", scheme, err)
	}
}

func lookAtDesk(b *tab, lang string) {
	b.t.Helper()
	b.open("sources", "/desk/")
	if got := eval[string](b, "document.documentElement.lang"); got != lang {
		b.t.Errorf("the desk is in %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll(".src").length`); n != 5 {
		b.t.Errorf("%d sources on the desk", n)
	}
	if !eval[bool](b, `document.querySelector(".srcs > li").classList.contains("problem")`) {
		b.t.Error("a source with a problem does not stand first")
	}
	prefer(b, "dark")
	b.open("sources-dark", "/desk/")
	prefer(b, "")
	for _, id := range []string{"wangan", "loud", "silent", "ended"} {
		b.open("source-"+id, "/desk/source?id="+id)
	}
	prefer(b, "dark")
	b.open("source-loud-dark", "/desk/source?id=loud")
	prefer(b, "")
}

// tryAndFollow tries a new newspaper, sees each step, and follows it.
func tryAndFollow(b *tab, address string) {
	b.t.Helper()
	b.open("before-try", "/desk/")
	b.do("type an address and ask for a trial", chromedp.SendKeys(chromedp.CSS("#address"), address),
		chromedp.Click(chromedp.CSS(`button[formaction$="/desk/try"]`)), chromedp.WaitVisible(chromedp.CSS(".told form button")))
	b.inspect("tried")
	if n := eval[int](b, `document.querySelectorAll(".step").length`); n < 8 {
		b.t.Errorf("a trial of %d steps", n)
	}
	prefer(b, "dark")
	b.inspect("tried-dark")
	prefer(b, "")
	b.follow("followed", ".told form button")
	if text := eval[string](b, `document.querySelector(".told").innerText`); !strings.Contains(text, "加えました") {
		b.t.Errorf("after following the desk says %q", text)
	}
	if n := eval[int](b, `document.querySelectorAll(".src").length`); n != 6 {
		b.t.Errorf("%d sources on the desk", n)
	}
	// What cannot be had says why.
	b.do("type a wrong address", chromedp.SendKeys(chromedp.CSS("#address"), "ftp://湾岸"+kb.Enter), chromedp.WaitVisible(chromedp.CSS(".told.bad")))
	b.inspect("not-added")
}

// keepSources pauses, resumes, releases and removes with the keyboard and the mouse.
func keepSources(b *tab) {
	b.t.Helper()
	said := func(want string) {
		b.t.Helper()
		if text := eval[string](b, `document.querySelector(".told")?.innerText ?? ""`); !strings.Contains(text, want) {
			b.t.Errorf("the desk says %q, not %q", text, want)
		}
	}
	b.open("one", "/desk/source?id=loud")
	b.follow("released", `form[action$="/desk/release"] button`)
	said("will be taken in")
	b.follow("paused", `form[action$="/desk/pause"] button`)
	said("Paused.")
	b.follow("resumed", `form[action$="/desk/resume"] button`)
	said("Resumed.")
	b.do("open the question by keyboard", chromedp.Focus(chromedp.CSS(".sure summary")), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".sure form button")))
	b.inspect("sure")
	b.follow("removed", ".sure form button")
	said("No longer followed.")
	if eval[bool](b, `!!document.querySelector('a[href*="`+url.QueryEscape("loud")+`"]')`) {
		b.t.Error("a removed source is still on the desk")
	}
}
