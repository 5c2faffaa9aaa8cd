// Package browsertest reads the sample newsroom as a reader does: in a real
// Chromium, on a phone and on a desk, in both languages, by mouse and by
// keyboard. It keeps a picture of every page in the folder screenshots.
package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// limit is the longest that one step in the browser may take.
const limit = 20 * time.Second

// newBrowser starts a Chromium with a fresh profile that can reach this machine
// only, and closes it when the test ends.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path := findChromium(t)
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // CI runs as root, where the sandbox cannot start
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

func findChromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium in PATH\nhint: run `make setup`, or install chromium or google-chrome")
	return ""
}

// tab is one browser tab with what went wrong in it so far.
type tab struct {
	t      *testing.T
	ctx    context.Context
	origin string // scheme://host of the site; any other host is a fault
	shots  string // folder of pictures; "" keeps none
	prefix string // of the names of pictures

	mu     sync.Mutex
	faults []string
}

// newTab opens a tab of the given size in CSS pixels.
func newTab(t *testing.T, browser context.Context, origin string, width, height int64) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, origin: origin}
	// The tab lives as long as the context of its first step, which therefore
	// has no time limit.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatalf("listen to the tab: %v", err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatalf("watch the network: %v", err)
	}
	var opts []chromedp.EmulateViewportOption
	if width < 600 {
		opts = append(opts, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do("set the size", chromedp.EmulateViewport(width, height, opts...))
	return b
}

// listen notes console errors and requests that leave the site.
func (b *tab) listen(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		if ev.Type == "error" || ev.Type == "warning" {
			var words []string
			for _, arg := range ev.Args {
				words = append(words, strings.Trim(string(arg.Value), `"`)+arg.Description)
			}
			b.fault("console %s: %s", ev.Type, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		text := d.Text
		if d.Exception != nil {
			text += " " + d.Exception.Description
		}
		b.fault("script: %s", text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == "error" {
			b.fault("browser log: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		if err != nil || (u.Scheme != "data" && u.Scheme != "blob" && u.Scheme+"://"+u.Host != b.origin) {
			b.fault("request to another host: %s", ev.Request.URL)
		}
	}
}

func (b *tab) fault(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// take returns the faults since the last call.
func (b *tab) take() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	fs := b.faults
	b.faults = nil
	return fs
}

// do runs steps in the tab and fails the test when one fails or takes too long.
func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// eval runs JavaScript in a tab and returns its value.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("script %.200s: %v", script, err)
	}
	return v
}

// open goes to a path of the site, inspects what is there and keeps a picture.
func (b *tab) open(name, path string) {
	b.t.Helper()
	target := path
	if !strings.Contains(path, "://") {
		target = b.origin + path
	}
	b.do("open "+target, chromedp.Navigate(target))
	b.inspect(name)
}

// follow clicks a link as a reader does and inspects the page it leads to.
func (b *tab) follow(name, selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.ScrollIntoView(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("%s: no %s on %s: %v", name, selector, eval[string](b, "location.href"), err)
	}
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("%s: follow %s: %v", name, selector, err)
	}
	b.inspect(name)
}

//go:embed inspect.js
var inspectJS string

// inspect reports what is wrong with the page in the tab: what the browser
// noted while loading it, and what inspect.js finds in it.
func (b *tab) inspect(name string) {
	b.t.Helper()
	for _, fault := range eval[[]string](b, inspectJS) {
		b.fault("%s", fault)
	}
	where := eval[string](b, "location.pathname + location.search")
	for _, fault := range b.take() {
		b.t.Errorf("%s (%s): %s", name, where, fault)
	}
	b.shoot(name)
}

// shoot keeps a picture of the whole page.
func (b *tab) shoot(name string) {
	b.t.Helper()
	if b.shots == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(80))
	if err != nil {
		b.t.Fatalf("picture of %s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(b.shots, b.prefix+name+".jpg"), picture, 0o644); err != nil {
		b.t.Fatalf("keep the picture of %s: %v", name, err)
	}
}

// need fails unless the page has at least least elements for each data-part.
func (b *tab) need(least int, parts ...string) {
	b.t.Helper()
	for _, part := range parts {
		n := eval[int](b, fmt.Sprintf(`document.querySelectorAll('[data-part="%s"]').length`, part))
		if n < least {
			b.t.Errorf("%s has %d elements with data-part=%q, at least %d expected", eval[string](b, "location.pathname"), n, part, least)
		}
	}
}
