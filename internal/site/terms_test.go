package site

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestSourcesSayWhoAsksNotToBeQuoted(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	boxes := func() map[string]string {
		found := map[string]string{}
		m := render(t, in)
		for _, name := range pagesOf(m) {
			elements(parse(t, m[name]), func(n *html.Node) {
				if attr(n, "data-part") == "terms" {
					var b strings.Builder
					words(n, &b)
					found[strings.SplitN(name, "/", 2)[0]] = b.String()
				}
			})
		}
		return found
	}
	if got := boxes(); len(got) > 0 {
		t.Errorf("said without cause: %q", got)
	}
	for i := range in.Digests {
		in.Digests[i].Sources.Unquoted = []string{"潮見経済", "Harbour Post"}
	}
	got := boxes()
	for lang, want := range map[string]string{"en": "asks not to be quoted: 潮見経済, Harbour Post", "ja": "引用しない配信元（本数には入れています）：潮見経済、Harbour Post"} {
		if !strings.Contains(got[lang], want) {
			t.Errorf("%s: %q, want %q", lang, got[lang], want)
		}
	}
}
