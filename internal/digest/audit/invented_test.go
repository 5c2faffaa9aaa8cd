package audit_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/digest/audit"
)

// The invented pages of testdata and how much of their labelled defects must be
// found by a check that the label names, and how many of the lines labelled as
// true may be reported. docs/quality.md tells how they came about.
var inventedSets = []struct {
	name   string
	recall float64
	onTrue int
}{
	{"mended", 0.93, 2},
	{"kept", 0.83, 4},
	{"second", 0.88, 1},
	{"third", 0.85, 3},
}

func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "invented", name))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(data)), "\n")
	head := strings.Split(rows[0], "\t")
	var out []map[string]string
	for _, row := range rows[1:] {
		one := map[string]string{}
		for i, v := range strings.Split(row, "\t") {
			one[head[i]] = v
		}
		out = append(out, one)
	}
	return out
}

func inventedPage(t *testing.T, page string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "invented", page+"_*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("page %s: %v %v", page, files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestInventedPages(t *testing.T) {
	for _, set := range inventedSets {
		t.Run(set.name, func(t *testing.T) {
			found := map[string][]audit.Check{} // page:line
			defects := table(t, set.name+"-defects.tsv")
			for _, d := range defects {
				if found[d["page"]] == nil {
					found[d["page"]] = []audit.Check{""} // audited
					for _, f := range audit.Audit(read(t, inventedPage(t, d["page"])), audit.Options{Lang: "en"}) {
						key := fmt.Sprintf("%s:%d", d["page"], f.Line)
						found[key] = append(found[key], f.Check)
					}
				}
			}
			n := 0
			wrong := map[string]bool{}
			for _, d := range defects {
				wrong[d["page"]+":"+d["line"]] = true
				if slices.ContainsFunc(found[d["page"]+":"+d["line"]], func(c audit.Check) bool { return slices.Contains(strings.Split(d["check"], ","), string(c)) }) {
					n++
				}
			}
			if recall := float64(n) / float64(len(defects)); recall < set.recall {
				t.Errorf("%d of %d labelled defects found, %.3f, less than %.2f", n, len(defects), recall, set.recall)
			}
			var onTrue []string
			for _, l := range table(t, set.name+"-true.tsv") {
				key := l["page"] + ":" + l["line"]
				if cs := found[key]; !wrong[key] && slices.ContainsFunc(cs, func(c audit.Check) bool { return c != audit.Order }) {
					onTrue = append(onTrue, fmt.Sprint(key, cs, l["quote"]))
				}
			}
			if len(onTrue) > set.onTrue {
				t.Errorf("%d true lines reported, more than %d:\n%s", len(onTrue), set.onTrue, strings.Join(onTrue, "\n"))
			}
		})
	}
}

// A quotation that stands in a page in other characters is compared without marks.
var unmarked = regexp.MustCompile(`[\s「」。、]`)

func reported(t *testing.T, page string) map[string]bool {
	t.Helper()
	p, err := audit.Read("page", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, d := range audit.Audit(p, audit.Options{Lang: "en"}) {
		if d.Check != audit.SourceDate && d.Check != audit.Form { // their quotes are the markup's
			out[string(d.Check)+" "+unmarked.ReplaceAllString(norm.NFKC.String(d.Quote), "")] = true
		}
	}
	return out
}

// asPage writes a text page in a site's markup.
func asPage(text, how string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=\"ja\"><head><title>x</title></head><body>\n")
	for i, l := range strings.Split(strings.TrimSpace(text), "\n") {
		l = strings.TrimSpace(l)
		switch e := html.EscapeString(l); {
		case l == "":
		case i == 0:
			b.WriteString("<h1>" + e + "</h1>\n")
		case how == "br":
			b.WriteString(e + "<br>\n")
		case how == "div":
			mark, rest, ok := strings.Cut(e, " ")
			if ok && (mark == "💡" || mark == "✅") {
				e = "<span>" + mark + "</span> <span>" + rest + "</span>"
			}
			b.WriteString("<div>" + e + "</div>\n")
		case how == "one paragraph" && !strings.HasPrefix(l, "✅"):
			b.WriteString("<p>" + e + "</p>\n")
		case strings.HasPrefix(l, "✅"), strings.HasPrefix(l, "💡"):
			b.WriteString("<li>" + e)
			if how != "unclosed" {
				b.WriteString("</li>\n")
			}
		case strings.HasPrefix(l, "公開日"):
			b.WriteString("<time>" + e + "</time>\n")
		default:
			b.WriteString("<p>" + e)
			if how != "unclosed" {
				b.WriteString("</p>\n")
			}
		}
	}
	if how == "unclosed" {
		b.WriteString("<div><span")
	}
	return b.String()
}

func TestOtherMarkupFindsTheSame(t *testing.T) {
	plain := inventedPage(t, "03")
	want := reported(t, plain)
	wideDigits := func(l string) string {
		if strings.Contains(l, "http") {
			return l
		}
		return strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' || c == '%' || c == ':' {
				return c + 0xFEE0
			}
			return c
		}, l)
	}
	lines := func(f func(string) string) string {
		var out []string
		for _, l := range strings.Split(plain, "\n") {
			out = append(out, f(l))
		}
		return strings.Join(out, "\n")
	}
	labels := func(l string) string {
		l = strings.NewReplacer("🚩 結論!", "■ まとめ", "💡 ", "・", "✅ ", "● ", "公開日:", "配信日時:").Replace(l)
		return regexp.MustCompile(`^さらに読む ⇒(.*?)出典/画像元: `).ReplaceAllString(l, "出典:$1 ")
	}
	for name, page := range map[string]string{
		"unclosed tags": asPage(plain, "unclosed"), "lines by br": asPage(plain, "br"), "boxes": asPage(plain, "div"),
		"ruby":         strings.ReplaceAll(asPage(plain, ""), "台風", "<ruby>台風<rp>(</rp><rt>たいふう</rt><rp>)</rp></ruby>"),
		"preformatted": "<html><body><pre>" + html.EscapeString(plain) + "</pre></body></html>",
		"wide digits":  lines(wideDigits), "narrow marks": lines(func(l string) string {
			if strings.Contains(l, "http") {
				return l
			}
			return strings.NewReplacer("。", "｡", "、", "､", "「", "｢", "」", "｣").Replace(l)
		}),
		"other labels": lines(labels), "CRLF and BOM": "\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n"),
		"date in words": regexp.MustCompile(`公開日:(\d+)/0?(\d+)/0?(\d+)`).ReplaceAllString(plain, "公開日: ${1}年${2}月${3}日(火)"),
	} {
		got := reported(t, page)
		for k := range want {
			if !got[k] {
				t.Errorf("%s: not found: %s", name, k)
			}
		}
		for k := range got {
			if !want[k] {
				t.Errorf("%s: found only here: %s", name, k)
			}
		}
	}
}

func TestQuestionsWithLettersAreQuestions(t *testing.T) {
	page := inventedPage(t, "02")
	lettered := strings.Replace(strings.Replace(page, "流出した顧客情報は何人分ですか?\n", "Q. 流出した顧客情報は何人分ですか?\n", 1), "\n約8万4千人分\n", "\nA. 約8万4千人分\n", 1)
	if lettered == page {
		t.Fatal("no question to mark")
	}
	want, got := reported(t, page), reported(t, lettered)
	for k := range want {
		if !got[k] {
			t.Errorf("not found: %s", k)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d reports, %d without the letters", len(got), len(want))
	}
}

func FuzzAudit(f *testing.F) {
	files, err := filepath.Glob("testdata/invented/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatalf("no pages: %v", err)
	}
	for i, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		lines := strings.SplitAfter(string(data), "\n")
		f.Add([]byte(strings.Join(lines[:min(len(lines), 20)], ""))) // short: the fuzzer turns bytes
		if i%4 == 0 {
			f.Add([]byte(asPage(strings.Join(lines[:min(len(lines), 20)], ""), "unclosed")))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := audit.Read("page", data)
		if err != nil {
			return
		}
		last := 0
		for _, d := range audit.Audit(p, audit.Options{}) {
			if d.Line < last || d.Check == "" || d.Reason == "" || strings.Contains(d.Reason, "%!") {
				t.Errorf("%s after line %d: %+v", strconv.Itoa(d.Line), last, d)
			}
			last = d.Line
		}
	})
}
