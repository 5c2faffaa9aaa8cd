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

// repeated are changes to files that repeat what digests say, each in a file of its
// own of one built site.
var repeated = []struct{ file, from, to, why string }{
	{"??/s/*/feed.json", `"title": ?"[^"]`, `"title": "Never`, "does not say it"},
	{"??/s/*/feed.xml", `(?s)(<item>.*?<title>)[^<]`, `${1}Never `, "does not say it"},
	{"??/s/*/atom.xml", `(?s)(<entry>.*?<title[^>]*>)[^<]`, `${1}Never `, "does not say it"},
	{"??/s/*/editions/1.json", `"headline":"[^"]`, `"headline":"Never`, "does not say it"},
	{"??/s/*/changes.json", `"changes":\[\]`, `"changes":[{"id":"cffffffff","what":"event","title":"The mayor has resigned","at":"/"}]`, "does not say it"},
	{"??/search.json", `"h":"[^"]`, `"h":"Never`, "does not say it"},
	{"??/atom.xml", `(?s)(<entry>.*?<title[^>]*>)[^<]`, `${1}Never `, "does not say it"},
	{"??/index.html.gz", `(?s)^.*$`, `no copy`, "compressed copy"},
	{"??/all/index.html.br", `(?s)^.*$`, `no copy`, "compressed copy"},
	{"??/s/*/digest.json", `"log":\[\{"edition":[0-9]+,"at":"[^"]*","since":"[^"]*","headline":"`, `${0}Marrow in 1987: `, ""},
}

// TestWhatRepeatsDigestsIsChecked tampers with every kind of file that repeats the
// digests, and the check names each.
func TestWhatRepeatsDigestsIsChecked(t *testing.T) {
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	dir, _ := build(t, p)
	planted := map[string]string{} // file: why
	for _, c := range repeated {
		files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(c.file)))
		must(t, err)
		re, done := regexp.MustCompile(c.from), false
		for _, file := range files {
			rel, err := filepath.Rel(dir, file)
			must(t, err)
			whole, err := os.ReadFile(file)
			must(t, err)
			at := re.FindSubmatchIndex(whole)
			if at == nil || planted[filepath.ToSlash(rel)] != "" {
				continue
			}
			changed := string(whole[:at[0]]) + string(re.Expand(nil, []byte(c.to), whole, at)) + string(whole[at[1]:])
			must(t, os.WriteFile(file, []byte(changed), 0o644))
			planted[filepath.ToSlash(rel)], done = c.why+" ", true
			break
		}
		if !done {
			t.Errorf("no place for a change in %s", c.file)
		}
	}
	rep, err := p.Check(t.Context(), dir, nil)
	must(t, err)
	for file, why := range planted {
		found := false
		for _, r := range rep.Refusals {
			found = found || r.Page == file && strings.Contains(r.Why, strings.TrimSpace(why))
		}
		if !found {
			t.Errorf("%s is not found", file)
		}
	}
}
