package site

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
)

var update = flag.Bool("update", false, "write the golden drawings anew")

// drawings are all that is drawn for one digest, by name.
func drawings(d *digest.Digest) map[string]string {
	s := &theme.Shell{W: theme.WordsOf(d.Lang), Lang: d.Lang, Built: newest}
	out := map[string]string{
		"flower-large": theme.Flower(d.Flower, theme.Large, theme.FlowerWords(s.W, d)),
		"flower-small": theme.Flower(d.Flower, theme.Small, ""),
		"flower-tiny":  theme.Flower(d.Flower, theme.Tiny, ""),
		"strip":        theme.Strip(s, d),
	}
	for _, m := range d.Timeline {
		out["dots"] += theme.Dot(&m) + "\n"
	}
	for _, x := range d.Disputes {
		for i := range x.Sides {
			out["shares"] += theme.ShareBar(x, i, "c"+strconv.Itoa(i)) + "\n"
		}
	}
	seen := map[string]bool{}
	for _, h := range d.Ledger {
		if !seen[h.Actor] {
			seen[h.Actor] = true
			out["tracks"] += theme.Track(d, h.Actor, []string{"取水の上限", "監視", "漁業補償", "shared gauges", "water limit"}) + "\n"
		}
	}
	return out
}

// pictured is the Japanese sample with what its drawings need: who tells of each
// moment, a dispute on one, and the reports on both of its sides.
func pictured() digest.Digest {
	d := japaneseDigest()
	d.Lang = "ja"
	for i := range d.Timeline {
		m := &d.Timeline[i]
		for p := range min(m.Reports, len(papers)) {
			m.Publishers = append(m.Publishers, p)
		}
		m.Reports = len(m.Publishers)
	}
	d.Timeline[3].Disputes = []string{d.Disputes[0].ID}
	d.Disputes[0].Reports = []int{4, 1}
	return d
}

func TestDrawingsAreTheSameBytes(t *testing.T) {
	t.Parallel()
	d := pictured()
	again := pictured()
	twice := drawings(&again)
	for name, svg := range drawings(&d) {
		if svg == "" {
			t.Errorf("%s: nothing drawn", name)
		}
		if svg != twice[name] {
			t.Errorf("%s: two drawings differ", name)
		}
		path := filepath.Join("testdata", "pictures", name+".svg")
		if *update {
			if err := os.WriteFile(path, []byte(svg), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), svg); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What a drawing shows in numbers, the words beside it say in the same numbers.
func TestWordsSayWhatIsDrawn(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ja", "en"} {
		d := pictured()
		d.Lang = lang
		files := Memory{}
		if err := Render(Input{Digests: []digest.Digest{d}, Hosts: digest.DefaultHosts(), Config: Config{Built: newest}}, files); err != nil {
			t.Fatal(err)
		}
		read := func(path string) *goquery.Document {
			data, ok := files.Read(lang + "/s/" + string(d.Story) + path + "/index.html")
			if !ok {
				t.Fatalf("no page %s", path)
			}
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			return doc
		}
		flowerSays(t, read(""), &d)
		timelineSays(t, read("/timeline"), &d)
		ledgerSays(t, read("/ledger"), &d)
		disputesSay(t, read("/disputes"), &d)
	}
}

var numbers = regexp.MustCompile(`\d+`)

func flowerSays(t *testing.T, page *goquery.Document, d *digest.Digest) {
	t.Helper()
	drawing := page.Find(".flowerbox svg")
	words, _ := drawing.Attr("aria-label")
	if got := page.Find(".flowerbox figcaption span").First().Text(); got != words {
		t.Errorf("the flower is called %q and captioned %q", words, got)
	}
	split := 0
	colours := map[int]bool{}
	for _, p := range d.Flower.Petals {
		colours[p.Publisher] = true
		if p.Split {
			split++
		}
	}
	want := []int{len(d.Flower.Petals), len(colours), d.Flower.Days, split}
	said := numbers.FindAllString(words, -1)
	if len(said) != len(want) {
		t.Fatalf("%q, want the numbers %v", words, want)
	}
	for i, n := range want {
		if said[i] != strconv.Itoa(n) {
			t.Errorf("%q, want the numbers %v", words, want)
		}
	}
	if n := drawing.Find("path").Length(); n != len(d.Flower.Petals) {
		t.Errorf("%d petals for %d reports", n, len(d.Flower.Petals))
	}
}

func timelineSays(t *testing.T, page *goquery.Document, d *digest.Digest) {
	t.Helper()
	rows := page.Find(".tl li.event")
	if rows.Length() != len(d.Timeline) || page.Find(".strip a").Length() != len(d.Timeline) {
		t.Fatalf("%d rows and %d bars for %d moments", rows.Length(), page.Find(".strip a").Length(), len(d.Timeline))
	}
	rows.Each(func(i int, row *goquery.Selection) {
		m := d.Timeline[i]
		said := numbers.FindString(row.Find(".meta > span").First().Text())
		if slices := row.Find(".slice").Length(); said != strconv.Itoa(m.Reports) || slices != m.Reports {
			t.Errorf("moment %d: %d slices, %q in words, %d reports", i, slices, said, m.Reports)
		}
		for _, p := range m.Publishers {
			if !strings.Contains(row.Find(".meta").Text(), papers[p]) {
				t.Errorf("moment %d does not name %s", i, papers[p])
			}
		}
		if cracked, told := row.Find(".crack").Length() > 0, row.Find(".differs").Length() > 0; cracked != told || told != (len(m.Disputes) > 0) {
			t.Errorf("moment %d: cracked %v, said %v", i, cracked, told)
		}
		href, _ := row.Find("a.dot").Attr("href")
		if label, _ := row.Find("a.dot").Attr("aria-label"); href == "" || label == "" {
			t.Errorf("moment %d: its dot leads to %q and is called %q", i, href, label)
		}
	})
	changed := 0
	for _, h := range d.Ledger {
		for n, p := range h.Positions {
			if p.Changed && n > 0 {
				changed++
			}
		}
	}
	if rows, marks := page.Find(".tl li.change").Length(), page.Find(".strip .change").Length(); rows != changed || marks != changed || changed == 0 {
		t.Errorf("%d changes: %d rows, %d marks", changed, rows, marks)
	}
	if page.Find(".tl li.fix").Length() == 0 || page.Find(".tl li").Last().Is(".now") == false {
		t.Error("no correction on the line, or this edition is not its end")
	}
}

func ledgerSays(t *testing.T, page *goquery.Document, d *digest.Digest) {
	t.Helper()
	table := page.Find("table.matrix")
	table.Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
		marks, red := row.Find(".track .held, .track .change").Length(), row.Find(".track .change").Length()
		if days := row.Find("td .st small").Length(); marks != days {
			t.Errorf("%s: %d marks on the track, %d days in words", row.Find("th").Text(), marks, days)
		}
		if told := row.Find("td .ch").Length(); red != told {
			t.Errorf("%s: %d changes drawn, %d in words", row.Find("th").Text(), red, told)
		}
	})
	table.Find("td a").Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		if _, id, ok := strings.Cut(href, "#"); !ok || page.Find(`[id="`+id+`"] .l`).Length() == 0 {
			t.Errorf("the cell %q leads to no sentence: %s", a.Text(), href)
		}
	})
	if table.Find("th:not([scope])").Length() > 0 || table.Find("td").Length() == 0 {
		t.Error("the matrix is no table with heads")
	}
	table.Find("td").Each(func(_ int, cell *goquery.Selection) {
		if strings.TrimSpace(cell.Text()) == "" {
			t.Error("an empty cell says nothing")
		}
	})
}

func disputesSay(t *testing.T, page *goquery.Document, d *digest.Digest) {
	t.Helper()
	page.Find(".dispute").First().Find(".share").Each(func(i int, share *goquery.Selection) {
		said := numbers.FindString(share.Text())
		wide, _ := share.Find(".part").Attr("width")
		if want := d.Disputes[0].Reports; said != strconv.Itoa(want[i]) || wide != strconv.Itoa(60*want[i]/(want[0]+want[1])) {
			t.Errorf("side %d of %v: %s in words, %s of 60 drawn", i, want, said, wide)
		}
	})
	if page.Find(".dispute .share").Length() != 2 {
		t.Errorf("%d shares of one dispute", page.Find(".dispute .share").Length())
	}
}
