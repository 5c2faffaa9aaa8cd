package site

import (
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kiku/internal/claim"
	"kiku/internal/digest"
)

// expected is a line of a digest as the check must find it on a page.
func expected(d *digest.Digest, l digest.Line) digest.Printed {
	p := digest.Printed{ID: l.ID, Kind: l.Kind, Text: l.Text, Form: l.Form, Speaker: l.Speaker, Host: l.Host, About: l.About, Lang: l.Lang}
	if p.Lang == "" {
		p.Lang = d.Lang
	}
	for _, c := range l.Cites {
		p.Cites = append(p.Cites, c.Ref)
	}
	return p
}

// Every line of a digest is printed somewhere on the story's pages and reads
// back as it was, and the pages print nothing that is no line of the digest.
func TestLinesReadBackWhatWasPrinted(t *testing.T) {
	t.Parallel()
	in := sampleInput()
	m := render(t, in)
	for _, d := range []digest.Digest{in.Digests[0], in.Digests[1]} {
		want := map[string]digest.Printed{}
		d.Lines(func(l *digest.Line) { want[l.ID] = expected(&d, *l) })
		found := map[string]bool{}
		for _, name := range pagesOf(m) {
			if !strings.HasPrefix(name, d.Lang+"/s/"+string(d.Story)+"/") {
				continue
			}
			lines, err := Lines(m[name])
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range lines {
				if got.Page != "/"+strings.TrimSuffix(name, "index.html") {
					t.Errorf("page %q of a line in %s", got.Page, name)
				}
				if strings.Contains(got.ID, "small") {
					continue // a headline of another story
				}
				base, _, _ := strings.Cut(got.ID, "-")
				w, ok := want[base]
				if !ok {
					t.Errorf("%s prints %q, which is no line", name, got.Text)
					continue
				}
				found[base] = true
				if diff := cmp.Diff(w, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(digest.Printed{}, "Page", "ID")); diff != "" {
					t.Errorf("%s line %s (-want +got):\n%s", name, got.ID, diff)
				}
			}
		}
		var missing []string
		for id, w := range want {
			if !found[id] {
				missing = append(missing, w.Text)
			}
		}
		sort.Strings(missing)
		if len(missing) > 0 {
			t.Errorf("%s: never printed: %q", d.Lang, missing)
		}
	}
}

// The check runs over whole sites: lists print lines too.
func TestLinesOnListsCiteTheirSentences(t *testing.T) {
	t.Parallel()
	m := render(t, sampleInput())
	for _, name := range []string{"index.html", "ja/index.html", "en/all/index.html", "ja/ranking/index.html", "ja/c/society/index.html"} {
		lines, err := Lines(m[name])
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) == 0 {
			t.Errorf("%s prints no line", name)
		}
		for _, l := range lines {
			if len(l.Cites) == 0 || l.ID == "" || l.Lang == "" {
				t.Errorf("%s: line %+v cannot be checked", name, l)
			}
		}
	}
	if !slices.ContainsFunc(mustLines(t, m["ja/index.html"]), func(l digest.Printed) bool {
		return l.Text == "岬の駅に新しい待合室" && l.Cites[0].Paragraph == -1 && l.Cites[0].Span.End == 10
	}) {
		t.Error("the title of a single report is no line")
	}
}

func mustLines(t *testing.T, page []byte) []digest.Printed {
	t.Helper()
	lines, err := Lines(page)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestLinesRefuseCitationsTheyCannotRead(t *testing.T) {
	t.Parallel()
	for cite, ok := range map[string]bool{
		"abc:0:3-9": true, "abc:-1:0-4": true, "urn:x:0:3-9": true,
		"abc": false, "abc:0": false, "abc:0:9-3": false, ":0:1-2": false, "abc:x:1-2": false, "abc:-2:1-2": false, "abc:0:1": false,
	} {
		_, err := Lines([]byte(`<p><span data-kind="extract" id="l1" data-cite="` + cite + `">x</span>`))
		if (err == nil) != ok {
			t.Errorf("%q: %v", cite, err)
		}
	}
}

func TestLinesLeaveOutWhatIsNotReadAloud(t *testing.T) {
	t.Parallel()
	got := mustLines(t, []byte(`<body data-page="/ja/"><div lang="ja"><span data-kind="quote" id="l1" data-speaker="原田みお">海は<b>待</b>ちません<i aria-hidden="true">●</i></span></div>`))
	want := []digest.Printed{{Page: "/ja/", ID: "l1", Kind: digest.Quote, Text: "海は待ちません", Lang: "ja", Speaker: "原田みお"}}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRef(f *testing.F) {
	f.Add("abc:0:3-9")
	f.Add("a:b:-1:0-4")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ref(s)
		if err == nil && (r.Span.Len() < 0 || r.Paragraph < -1 || r == (claim.Ref{})) {
			t.Errorf("%q gives %+v", s, r)
		}
	})
}
