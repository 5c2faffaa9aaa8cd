package fetch

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"
)

func TestHostileAddressesAreRefused(t *testing.T) {
	t.Parallel()
	var cases []struct {
		URL   string
		Why   string
		Block bool
	}
	readJSON(t, "data/hostile/ssrf-addresses/urls.json", &cases)
	right := 0
	for _, c := range cases {
		_, err := Address(c.URL)
		if (err != nil) != c.Block {
			t.Errorf("%q (%s): %v, want refused %v", clip(c.URL), c.Why, err, c.Block)
			continue
		}
		if err != nil && !errors.Is(err, ErrBadURL) && !errors.Is(err, ErrPrivate) {
			t.Errorf("%q: %v has no name", clip(c.URL), err)
		}
		right++
	}
	if right != 73 {
		t.Errorf("%d of %d right, want 73 of 73", right, len(cases))
	}
}

func TestAddressHasOneForm(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://Example.ORG":                         "https://example.org/",
		"HTTPS://example.org.:443/feed?x#top":         "https://example.org/feed?x",
		"http://user:secret@example.org/feed":         "http://example.org/feed",
		" https://example.org:8443/a b?q=a b&r=\"é\"": "https://example.org:8443/a%20b?q=a%20b&r=%22%C3%A9%22",
		"https://日本語.example/記事?題=花":                  "https://xn--wgv71a119e.example/%E8%A8%98%E4%BA%8B?%E9%A1%8C=%E8%8A%B1",
		"https://bücher.example/%7Ea/%2F":             "https://xn--bcher-kva.example/%7Ea/%2F",
		"http://93.184.216.34:080/":                   "http://93.184.216.34/",
		"http://[::ffff:93.184.216.34]/":              "http://93.184.216.34/",
		"https://[2606:4700:4700:0::1111]:8080/x":     "https://[2606:4700:4700::1111]:8080/x",
		"https://my_paper.example/":                   "https://my_paper.example/",
		"https://example.org/a?b=%zz":                 "https://example.org/a?b=%zz",
	} {
		got, err := Address(in)
		if err != nil || got != want {
			t.Errorf("Address(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for _, bad := range []string{
		"", "example.org", "https://", "https:///x", "https://a..example/", "https://ｅxample.org/", "https://xn--example-.org/", "https://exa mple.org/", "https://1.2.3/", "https://0x7f.1/",
		"https://example.org/\x01", "https://example.org/\x7f", "https://example.org:70000/", "https://example.org:21/", "ftp://example.org/", "https://a.example%2f.org/", "https://" + strings.Repeat("a", 64) + ".example/",
		"https://example.org/" + strings.Repeat("花", 1000), "http://256.1.1.1/", "http://1.1.1.1.1/", "http://news.0x/",
	} {
		if got, err := Address(bad); err == nil {
			t.Errorf("Address(%q) = %q, want an error", clip(bad), got)
		}
	}
}

func TestNamesOfHomeNeedTheAllowList(t *testing.T) {
	t.Parallel()
	closed, open := newGuard(Options{}), newGuard(Options{AllowHosts: []string{"router.lan", "metadata.google.internal"}})
	for _, name := range []string{"router.lan", "metadata.google.internal"} {
		if _, err := closed.parse("http://" + name + ":3000/"); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v, want ErrPrivate", name, err)
		}
		if u, err := open.parse("http://" + strings.ToUpper(name) + ".:3000/"); err != nil || u.Host != name+":3000" {
			t.Errorf("%s on the list: %v, %v", name, u, err)
		}
	}
	if _, err := open.parse("http://printer.lan/"); !errors.Is(err, ErrPrivate) {
		t.Errorf("beside the list: %v", err)
	}
}

// TestAddressesOfBrowsers: whatever the web platform's tests hold, nothing
// panics and every address that is taken has one form and one host.
func TestAddressesOfBrowsers(t *testing.T) {
	t.Parallel()
	n := 0
	for _, name := range []string{"urltestdata.json", "ada_extra_urltestdata.json", "ada_long_urltestdata.json", "toascii.json", "IdnaTestV2.json", "setters_tests.json"} {
		data, err := os.ReadFile(shared(t, "data/hostile/wpt-url/"+name))
		if err != nil {
			t.Fatal(err)
		}
		var cases any
		if err := json.Unmarshal(data, &cases); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		walkStrings(cases, func(s string) {
			n++
			stable(t, s)
			stable(t, "https://"+s+"/")
			stable(t, "https://example.org/"+s)
			stable(t, "https://example.org/?"+s)
		})
	}
	if n < 880 {
		t.Errorf("only %d addresses", n)
	}
}

func walkStrings(v any, visit func(string)) {
	switch v := v.(type) {
	case string:
		visit(v)
	case []any:
		for _, e := range v {
			walkStrings(e, visit)
		}
	case map[string]any:
		for _, e := range v {
			walkStrings(e, visit)
		}
	}
}

// stable checks what holds for every address that is taken.
func stable(t *testing.T, in string) {
	t.Helper()
	once, err := Address(in)
	if err != nil {
		if once != "" {
			t.Errorf("Address(%q) = %q and %v", in, once, err)
		}
		return
	}
	twice, err := Address(once)
	if err != nil || once != twice {
		t.Errorf("Address(%q) = %q, then %q, %v", in, once, twice, err)
	}
	u, err := url.Parse(once)
	if err != nil {
		t.Errorf("Address(%q) = %q: %v", in, once, err)
		return
	}
	if u.User != nil || u.Fragment != "" || u.Host == "" || !strings.HasPrefix(u.Path, "/") || u.Host != strings.ToLower(u.Host) {
		t.Errorf("Address(%q) = %q", in, once)
	}
	if strings.ContainsFunc(once, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Errorf("Address(%q) = %q holds what may not be sent", in, once)
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		"https://example.org/feed.xml", "http://user:pw@example.org:8080/a?b#c", "http://127.0.0.1/", "http://[::1]:80/", "http://①②⑦.⓪.⓪.①/", "https://日本語.example/",
		"http://0x7f.1/", "http://example.com\\@127.0.0.1/", "http://xn--localhost-./", "http://a.example/%0d%0aX: y", "http://[fe80::1%25eth0]/",
	} {
		f.Add(s)
	}
	f.Fuzz(stable)
}
