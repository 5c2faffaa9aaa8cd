package feed_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/feed"
)

// shared returns a folder of the data that is not part of the repository.
func shared(t *testing.T, folder string) string {
	t.Helper()
	root := os.Getenv("KIKU_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(root, "data", folder)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the shared data is missing: %v", err)
		}
		return ""
	}
	return dir
}

// cost runs f and returns how long the processor worked on it, and how much it
// allocated. Time that the machine gave to others does not count.
func cost(f func()) (time.Duration, uint64) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := threadTime()
	f()
	took := threadTime() - start
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}

func threadTime() time.Duration {
	var r syscall.Rusage
	const thread = 1 // RUSAGE_THREAD
	if err := syscall.Getrusage(thread, &r); err != nil {
		panic(err) // the call takes no argument that could be wrong
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// sound checks what holds for every feed that Parse returns.
func sound(t *testing.T, name string, f feed.Feed) {
	t.Helper()
	if len(f.Items) > feed.MaxItems {
		t.Errorf("%s: %d items", name, len(f.Items))
	}
	addresses := []string{f.Home, f.Hub, f.Self, f.Next, f.PrevArchive}
	addresses = append(addresses, f.Index...)
	texts := []string{f.Title, f.Lang}
	for _, i := range f.Items {
		addresses = append(addresses, i.URL, i.Picture)
		texts = append(texts, i.GUID, i.Title, i.Summary, i.Content, i.Author, i.Credit)
		texts = append(texts, i.Tags...)
		if utf8.RuneCountInString(i.Title) > 500 || utf8.RuneCountInString(i.Author) > 200 || len(i.URL) > 4<<10 || len(i.GUID) > 3<<10 || len(i.Tags) > 20 {
			t.Errorf("%s: an item over its bounds", name)
		}
		for _, at := range []time.Time{i.Published, i.Updated} {
			if !at.IsZero() && (at.UTC().Year() < 1972 || at.UTC().Year() > 2060) {
				t.Errorf("%s: date %v", name, at)
			}
		}
	}
	for _, a := range addresses {
		if a != "" && !strings.HasPrefix(strings.ToLower(a), "http://") && !strings.HasPrefix(strings.ToLower(a), "https://") {
			t.Errorf("%s: address %q", name, a)
		}
	}
	for _, s := range append(texts, addresses...) {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("%s: text %q", name, s)
		}
	}
}

func TestHugeFeedIsCutWhileReading(t *testing.T) {
	var xml, js strings.Builder
	xml.WriteString(rssHead)
	js.WriteString(`{"version":"https://jsonfeed.org/version/1.1","items":[`)
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 100_000 {
		at := day.Add(time.Duration(i) * time.Minute)
		fmt.Fprintf(&xml, "<item><title>Tide %d</title><link>https://p.example/news/%d</link><guid>n%d</guid><pubDate>%s</pubDate></item>\n", i, i, i, at.Format(time.RFC1123Z))
		fmt.Fprintf(&js, `{"id":"n%d","url":"https://p.example/news/%d","title":"Tide %d","content_text":"High water.","date_published":"%s"},`, i, i, i, at.Format(time.RFC3339))
	}
	for name, data := range map[string]string{"rss": xml.String() + "</channel></rss>", "json": js.String() + "]}"} {
		best := time.Hour
		for range 3 { // the machine may be busy with something else
			var f feed.Feed
			var err error
			took, allocated := cost(func() { f, err = feed.Parse([]byte(data), "", "https://p.example/feed") })
			best = min(best, took)
			if err != nil || len(f.Items) != feed.MaxItems || !f.Truncated || f.Items[0].GUID != "n99999" {
				t.Fatalf("%s: %d items, truncated %v, first %q, %v", name, len(f.Items), f.Truncated, f.Items[0].GUID, err)
			}
			if allocated > 64<<20 {
				t.Errorf("%s: %d MiB allocated for %d MiB", name, allocated>>20, len(data)>>20)
			}
		}
		t.Logf("%s: %d MiB in %v", name, len(data)>>20, best)
		if best > 600*time.Millisecond { // 300 on a machine with nothing else to do
			t.Errorf("%s: %v", name, best)
		}
	}
}

func TestNothingCostsMuch(t *testing.T) {
	// 200 ms on a machine with nothing else to do; twice that when its caches
	// are shared.
	const limit = 400 * time.Millisecond
	const n = 1_000_000
	wrap := func(s string) string { return rssHead + "<item><title>x</title>" + s + "</item></channel></rss>" }
	for name, data := range map[string]string{
		"nested elements":       strings.Repeat("<a>", n),
		"nested in an item":     wrap(strings.Repeat("<a>", n)),
		"nested items":          rssHead + strings.Repeat("<item>", n),
		"nested descriptions":   wrap(strings.Repeat("<description>", n)),
		"nested closed":         wrap(strings.Repeat("<p>", n) + strings.Repeat("</p>", n)),
		"nested groups":         wrap(strings.Repeat("<media:group>", n/4)),
		"json arrays":           `{"items":` + strings.Repeat("[", n),
		"json objects":          `{"items":[` + strings.Repeat(`{"a":`, n),
		"json item arrays":      `{"items":[{"id":"1","tags":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}]}`,
		"json colons":           `{"items":[{` + strings.Repeat(":", n),
		"comments never end":    rssHead + strings.Repeat("<!--", n),
		"sections never end":    wrap("<description>" + strings.Repeat("<![CDATA[", n/2)),
		"instructions":          rssHead + strings.Repeat("<?", n),
		"declarations":          rssHead + strings.Repeat("<!DOCTYPE [", n/4),
		"angles":                wrap("<title>" + strings.Repeat("<", n*2)),
		"half tags":             wrap("<description>" + strings.Repeat("<b ", n) + "</description>"),
		"escaped half tags":     wrap("<description>" + strings.Repeat("&lt;b ", n) + "</description>"),
		"escaped comments":      wrap("<description>" + strings.Repeat("&lt;!-- ", n) + "</description>"),
		"escaped scripts":       wrap("<description>" + strings.Repeat("&lt;script>", n) + "</description>"),
		"ampersands":            wrap("<title>" + strings.Repeat("&", n*2) + "</title>"),
		"quotes":                wrap(strings.Repeat(`<link a="`, n/4)),
		"attributes":            wrap("<link " + strings.Repeat(`a="1" `, n) + `href="/x"/>`),
		"namespaces":            "<rss " + strings.Repeat(`xmlns:a="http://purl.org/dc/elements/1.1/" `, 100_000) + "><channel><item><title>x</title></item></channel></rss>",
		"many namespaces":       manyNamespaces(100_000) + "<channel><item><title>x</title></item></channel></rss>",
		"a title of 10 MiB":     wrap("<title>" + strings.Repeat("水位 ", 1<<20) + "</title>"),
		"categories":            wrap(strings.Repeat("<category>a</category>", n/2)),
		"ends":                  wrap(strings.Repeat("</b>", n)),
		"ends and begins":       wrap(strings.Repeat("</item><item>", n/4)),
		"lost begins":           rssHead + strings.Repeat("<title>x</title></item>", n/4),
		"junk in front":         strings.Repeat("x<", n),
		"dates":                 wrap("<pubDate>" + strings.Repeat("1 ", n) + "</pubDate>"),
		"zero bytes":            strings.Repeat("\x00", n),
		"descriptions, no ends": rssHead + strings.Repeat("<item><description>"+strings.Repeat("<b>x", 20), 20_000),
		"many xml:base":         wrap(strings.Repeat(`<link xml:base="a/" href="b"/>`, 100_000)),
	} {
		best := time.Hour
		for range 3 {
			f, took := within(2*time.Second, data)
			if best = min(best, took); best <= limit {
				sound(t, name, f)
				break
			}
		}
		if best > limit {
			t.Errorf("%s: %v for %d KiB", name, best, len(data)>>10)
		}
	}
}

// within reads a document, and gives up waiting after a while.
func within(limit time.Duration, data string) (feed.Feed, time.Duration) {
	done := make(chan feed.Feed, 1)
	var took time.Duration
	go func() {
		var f feed.Feed
		took, _ = cost(func() {
			// An error is a fine answer here.
			f, _ = feed.Parse([]byte(data), "", "https://p.example/feed")
		})
		done <- f
	}()
	select {
	case f := <-done:
		return f, took
	case <-time.After(10 * limit):
		return feed.Feed{}, time.Hour
	}
}

func manyNamespaces(n int) string {
	var b strings.Builder
	b.WriteString("<rss")
	for i := range n {
		fmt.Fprintf(&b, ` xmlns:a%d="http://purl.org/dc/elements/1.1/"`, i)
	}
	return b.String() + ">"
}

// corpus calls f with every document of the hostile sets.
func corpus(t *testing.T, f func(name string, data []byte)) (n int) {
	t.Helper()
	for _, folder := range []string{"hostile/feedparser-illformed", "hostile/feedparser-sanitize", "hostile/feedvalidator-errors", "hostile/json-test-suite", "hostile/go-fuzz-corpus", "hostile/xml-bombs-defusedxml", "hostile/naughty-strings", "text/crawler-sitemaps"} {
		dir := shared(t, folder)
		if dir == "" {
			continue
		}
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if strings.HasSuffix(path, ".jsonl") {
				n += lines(t, path, f)
				return nil
			}
			data, err := os.ReadFile(path)
			if err == nil {
				f(path, data)
				n++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func lines(t *testing.T, path string, f func(string, []byte)) (n int) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var c struct {
			Name, Text string
			B64        []byte
		}
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		f(path+" "+c.Name, append([]byte(c.Text), c.B64...))
		n++
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestHostileDocumentsAreReadOrRefused(t *testing.T) {
	slowest, which := time.Duration(0), ""
	n := corpus(t, func(name string, data []byte) {
		var f feed.Feed
		took, _ := cost(func() {
			// An error is a fine answer here; a panic or a hang is not.
			f, _ = feed.Parse(data, "", "https://p.example/feed")
		})
		if took > slowest {
			slowest, which = took, name
		}
		sound(t, name, f)
		feed.Discover(data, []string{string(data)}, "https://p.example/")
		if sources, err := feed.ParseOPML(data); err == nil {
			for _, s := range sources {
				if len(s.Feeds) == 0 {
					t.Errorf("%s: a source without a feed", name)
				}
			}
		}
	})
	t.Logf("%d documents; slowest %v: %s", n, slowest, which)
	if slowest > 2*time.Second {
		t.Errorf("%v: %s", slowest, which)
	}
}

func TestXMLBombsAreCheap(t *testing.T) {
	dir := shared(t, "hostile/xml-bombs-defusedxml")
	if dir == "" {
		t.Log("no shared data: only the bomb made here")
	}
	bombs := map[string][]byte{"made here": []byte(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "0123456789">` + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">" +
		`<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rssHead[strings.Index(rssHead, "<rss"):] + `<item><title>&c;&x;</title><guid>1</guid></item></channel></rss>`)}
	if dir != "" {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			bombs[path] = data
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range bombs {
		var f feed.Feed
		took, allocated := cost(func() {
			// An error is a fine answer here.
			f, _ = feed.Parse(data, "", "https://p.example/feed")
		})
		if took > 50*time.Millisecond || allocated > 16<<20 {
			t.Errorf("%s: %v, %d MiB", name, took, allocated>>20)
		}
		for _, i := range f.Items {
			if strings.Contains(i.Title, "0123456789") || strings.Contains(i.Title, "root:") {
				t.Errorf("%s: an entity was resolved: %q", name, i.Title)
			}
		}
	}
}
