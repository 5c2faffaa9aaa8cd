package pipeline_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tampered are ways to change a built site, each with the file it is planted in
// and the reason that the check must give.
var tampered = []struct {
	name, file string
	from, to   string // a pattern, and what replaces its first match
	why        string
}{
	{"a figure", "digest.json", `("kind":"extract","text":"[^"0-9]*)[0-9]+`, `${1}987`, "the words do not stand"},
	{"a line's words", "index.html", `(data-kind="extract"[^>]*>[^<]{4})[^<]{3}`, `${1}ZZZ`, "the words do not stand"},
	{"a citation of another sentence", "index.html", `(data-kind="extract"[^>]* data-cite="[^":]+:)[0-9]+:`, `${1}7:`, "cited place holds no sentence"},
	{"a citation that cannot be read", "index.html", `(data-kind="extract"[^>]* data-cite=")[^"]+"`, `${1}nowhere"`, "want article:paragraph"},
	{"no citation", "index.html", `(data-kind="extract"[^>]*) data-cite="[^"]+"`, `$1`, "cites nothing"},
	{"no kind", "index.html", `(data-part="line"[^>]*) data-kind="extract"`, `$1`, "has no kind"},
	{"a kind that is none", "index.html", `data-kind="extract"`, `data-kind="opinion"`, "kind of line is not known"},
	{"prose beside the lines", "index.html", `(<div class="narrative"[^>]*>)`, `$1<p>The mayor has resigned</p>`, "no line"},
	{"a sentence elsewhere", "index.html", `(<div class="grid">)`, `$1<p>The mayor of the town has resigned.</p>`, "no line"},
	{"words for the eye alone", "index.html", `(data-kind="extract"[^>]*>)`, `$1<b aria-hidden="true">Never: </b>`, "only some readers"},
	{"words for the ear alone", "index.html", `(data-kind="extract"[^>]*>)`, `$1<b hidden>Never: </b>`, "only some readers"},
	{"another speaker beside", "index.html", `(class="by">[(（])[^)）]+`, `${1}Marrow`, "speaker of a line"},
	{"another speaker", "digest.json", `"speaker":"[^"]+"`, `"speaker":"Marrow"`, "somebody else says it"},
	{"a trace", "index.html", `(<blockquote[^>]*>(?:<[a-z]+[^>]*>)*)[^<]{6}`, `${1}Never `, "trace shows"},
	{"a publisher", "digest.json", `"publisher":"[^"]+","published":"([^"]+)","url"`, `"publisher":"Marrow","published":"$1","url"`, "another publisher"},
	{"a stored sentence", "digest.json", `"sentence":"[^"]{5}`, `"sentence":"Never`, "does not print that sentence"},
	{"no digest", "digest.json", `^\{`, `[`, "no digest can be read"},
	{"a remark", "index.html", `(data-kind="remark"[^>]*>)[^<]+`, `${1}Taluva will pay 900 million.`, "remark says more"},
	{"a frame", "index.html", `(data-kind="frame"[^>]*>)[^<]+`, `${1}Taluva will pay 900 million`, ""},
}

// TestATamperedSiteIsRefused changes one file of a built site at a time: the
// check trusts the stored articles alone and names file, line and reason.
func TestATamperedSiteIsRefused(t *testing.T) {
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	dir, _ := build(t, p)
	for _, c := range tampered {
		files, err := filepath.Glob(filepath.Join(dir, "??", "s", "*", c.file))
		must(t, err)
		further, err := filepath.Glob(filepath.Join(dir, "??", "s", "*", "*", c.file))
		must(t, err)
		files = append(files, further...)
		planted := false
		for _, file := range files {
			whole, err := os.ReadFile(file)
			must(t, err)
			re := regexp.MustCompile(c.from)
			at := re.FindStringSubmatchIndex(string(whole))
			if at == nil {
				continue
			}
			planted = true
			changed := string(whole[:at[0]]) + string(re.ExpandString(nil, c.to, string(whole), at)) + string(whole[at[1]:])
			one := t.TempDir()
			rel, err := filepath.Rel(dir, file)
			must(t, err)
			must(t, os.MkdirAll(filepath.Dir(filepath.Join(one, rel)), 0o755))
			must(t, os.WriteFile(filepath.Join(one, rel), []byte(changed), 0o644))
			rep, err := p.Check(t.Context(), one, nil)
			must(t, err)
			found := false
			for _, r := range rep.Refusals {
				found = found || r.Page == filepath.ToSlash(rel) && strings.Contains(r.Why, c.why) && (r.Line != "" || r.Text != "" || c.file == "digest.json")
			}
			if !found {
				t.Errorf("%s in %s is not found: %+v", c.name, rel, rep.Refusals)
			}
			break
		}
		if !planted {
			t.Errorf("no place for %s", c.name)
		}
	}
	whole, err := p.Check(t.Context(), dir, nil)
	must(t, err)
	if whole.Refused > 0 {
		t.Errorf("the site as built: %+v", whole.Refusals[:min(8, len(whole.Refusals))])
	}
}
