package fetch

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// shared returns a path of the data beside the repository. Without the data the
// test ends; where CI is set, it fails.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir := os.Getenv("KIKU_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	path = filepath.Join(dir, filepath.FromSlash(path))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("no shared data: %v", err)
	}
	return path
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(shared(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// googleCase is a case of Google's own tests.
type googleCase struct {
	Test    string
	Robots  string `json:"robots_txt"`
	Agent   string
	URL     string
	Allowed bool
}

// mended undoes what the extraction of the cases did: it took "//" inside
// addresses for the beginning of a comment, and so lost the ends of three
// addresses and, with the third, the robots.txt of the three cases behind it.
// What was lost is put back from robots_test.cc.
func mended(cases []googleCase) {
	const fish = "user-agent: FooBot\ndisallow: /\nallow: /fish*.php\n"
	for i := range cases {
		switch c := &cases[i]; {
		case !strings.Contains(c.URL, "\n"):
		case c.Test == "ID_SpecialCharacters":
			c.URL = "http://foo.bar/foo//quz"
		case c.Allowed:
			c.URL = "http://foo.bar//folder/any.php.file.html"
		default:
			c.URL = "http://foo.bar//windows.PHP"
			for j := i + 1; j <= i+3 && j < len(cases); j++ {
				cases[j].Robots = fish
			}
		}
	}
}

func TestRobotsAreReadAsGoogleReadsThem(t *testing.T) {
	t.Parallel()
	var cases []googleCase
	readJSON(t, "data/hostile/robots-google/cases.json", &cases)
	mended(cases)
	right := 0
	for _, c := range cases {
		if got := robotsAllow([]byte(c.Robots), c.Agent, c.URL); got != c.Allowed {
			t.Errorf("%s: %q for %q in %q: allowed %v, want %v", c.Test, c.URL, c.Agent, c.Robots, got, c.Allowed)
			continue
		}
		right++
	}
	t.Logf("%d of %d", right, len(cases))
	if len(cases) != 139 {
		t.Errorf("%d cases, want 139", len(cases))
	}
}

func TestRobotsRules(t *testing.T) {
	t.Parallel()
	utf16le := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for _, c := range []struct {
		name, robots, path string
		want               bool
	}{
		{"no file", "", "/", true},
		{"mark", "\uFEFFUser-agent: *\nDisallow: /a\n", "/a", false},
		{"half a mark", "\xef\xbbUser-agent: *\nDisallow: /a\n", "/a", false},
		{"UTF-16", utf16le("User-agent: *\nDisallow: /a\n"), "/a", false},
		{"old Mac", "User-agent: *\rDisallow: /a\r", "/a", false},
		{"web page", "<!doctype html><title>Not found</title>\n<p>Disallow: /</p>\n", "/a", true},
		{"no colon", "User-agent *\nDisallow /a\n", "/a", false},
		{"misspelt", "Useragent: *\nDissalow: /a\n", "/a", false},
		{"our name", "User-agent: Kiku/1.0 (news)\nDisallow: /a\n", "/a", false},
		{"a longer name", "User-agent: kikubot\nDisallow: /a\n", "/a", true},
		{"named group wins", "User-agent: *\nDisallow: /\nUser-agent: kiku\nDisallow: /b\n", "/a", true},
		{"empty named group", "User-agent: *\nDisallow: /\nUser-agent: kiku\nDisallow:\n", "/a", true},
		{"named twice", "User-agent: kiku\nDisallow: /a\nUser-agent: *\nAllow: /\nUser-agent: kiku\nDisallow: /b\n", "/b", false},
		{"delay is no rule", "User-agent: x\nCrawl-delay: 5\nUser-agent: *\nDisallow: /a\n", "/a", false},
		{"end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", true},
		{"stars", "User-agent: *\nDisallow: /a*b*c$\n", "/aXXbYYcZZc", false},
		{"star and end overlap", "User-agent: *\nDisallow: /ab*ba$\n", "/aba", true},
		{"query", "User-agent: *\nDisallow: /*?print=\n", "/a?print=1", false},
		{"Japanese", "User-agent: *\nDisallow: /記事\n", "/%E8%A8%98%E4%BA%8B/1", false},
		{"five hundred groups", strings.Repeat("User-agent: a\nUser-agent: b\nDisallow: /a\n\n", 500) + "User-agent: *\nDisallow: /b\n", "/b", false},
		{"long line", "User-agent: *\nDisallow: /a" + strings.Repeat("a", 1<<20) + "\nDisallow: /b\n", "/b", false},
	} {
		if got := robotsAllow([]byte(c.robots), "kiku", "http://a.example"+c.path); got != c.want {
			t.Errorf("%s: allowed %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	t.Parallel()
	for robots, want := range map[string]time.Duration{
		"":                                 0,
		"User-agent: *\nCrawl-delay: 7.5":  7500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 3600": longestCrawlDelay,
		"User-agent: *\nCrawl-delay: -1":   0,
		"User-agent: *\nCrawl-delay: NaN":  0,
		"User-agent: *\nCrawl-delay: soon": 0,
		"User-agent: *\nCrawl-delay: 1e99": longestCrawlDelay,
		"User-agent: *\nCrawl-delay: 9\nUser-agent: kiku\nCrawl-delay: 3": 3 * time.Second,
		"User-agent: *\nCrawl-delay: 9\nUser-agent: kiku\nDisallow: /x":   0,
	} {
		if got := readRobots([]byte(robots), agentToken).crawlDelay(); got != want {
			t.Errorf("%q: %v, want %v", robots, got, want)
		}
	}
}

// TestStrangeRobotsAreReadQuickly: files of a crawler's own tests, and every
// pattern that could be slow, at the size where robots.txt is cut.
func TestStrangeRobotsAreReadQuickly(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{}
	err := filepath.WalkDir(shared(t, "data/hostile"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(path, "robots-") {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	big := func(line string) []byte { return []byte("User-agent: *\n" + strings.Repeat(line, 512<<10/len(line))) }
	files["stars"] = big("Disallow: /" + strings.Repeat("*a", 500) + "\n")
	files["one star each"] = big("Disallow: /*a*b$\n")
	files["groups"] = big("User-agent: kiku\nDisallow: /a\n")
	files["index pages"] = big("Allow: /a/index.html\n")
	files["escapes"] = big("Disallow: /%e3%81%82\n")
	files["no line ends"] = big("x")
	address := "http://a.example/" + strings.Repeat("a", 4000)
	var worst time.Duration
	for name, data := range files {
		begun := time.Now()
		robotsAllow(data, agentToken, address)
		took := time.Since(begun)
		if worst = max(worst, took); took > 500*time.Millisecond { // ten times the goal: machines are busy
			t.Errorf("%s: %v", name, took)
		}
	}
	t.Logf("%d files, the slowest took %v", len(files), worst)
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /a/index.html\nCrawl-delay: 3\n"), "/ab")
	f.Add([]byte("\xff\xfeU\x00"), "/")
	f.Add([]byte("user-agent kiku\ndisallow /%e3\n"), "/%E3?x")
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		r := readRobots(data, agentToken)
		if d := r.crawlDelay(); d < 0 || d > longestCrawlDelay {
			t.Errorf("crawl delay %v", d)
		}
		if !r.allowsByName(path) && r.allows(path) {
			t.Error("forbidden by name, but not at all")
		}
		for _, g := range []group{r.named, r.others} {
			for _, rule := range g.rules {
				if fits(rule.pattern, path) != slowFits(rule.pattern, path) {
					t.Errorf("pattern %q, path %q", rule.pattern, path)
				}
			}
		}
	})
}

// slowFits is Google's algorithm: all places in the path that a beginning of the
// pattern may end at.
func slowFits(pattern, path string) bool {
	at := map[int]bool{0: true}
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '$' && i == len(pattern)-1 {
			return at[len(path)]
		}
		next := map[int]bool{}
		for p := range at {
			if pattern[i] == '*' {
				for q := p; q <= len(path); q++ {
					next[q] = true
				}
			} else if p < len(path) && path[p] == pattern[i] {
				next[p+1] = true
			}
		}
		if at = next; len(at) == 0 {
			return false
		}
	}
	return true
}

// robotsAllow reports whether a robots.txt lets a program fetch an address, by
// RFC 9309. agent is the program's name there, as "kiku"; case does not matter.
func robotsAllow(robotsTXT []byte, agent, address string) bool {
	return readRobots(robotsTXT, agent).allows(robotsPath(address))
}

// robotsPath cuts path and query out of an address, whatever state it is in.
func robotsPath(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if _, rest, ok := strings.Cut(address, "//"); ok {
		address = rest
	}
	at := strings.IndexAny(address, "/?;")
	switch {
	case at < 0:
		return "/"
	case address[at] != '/':
		return "/" + address[at:]
	}
	return address[at:]
}
