package language

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kiku/internal/language/en"
	"kiku/internal/language/ja"
	"kiku/internal/language/text"
)

// shared returns the folder of hand-labelled sets, which is not part of the
// repository. Without it these tests have nothing to measure; continuous
// integration must have it.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("KIKU_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "gold")); err == nil {
		return dir
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("labelled sets not found in %s; set KIKU_SHARED", dir)
	}
	t.Skipf("labelled sets not found in %s; set KIKU_SHARED", dir)
	return ""
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	if strings.HasSuffix(path, ".gz") {
		zr, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		sc = bufio.NewScanner(zr)
	}
	sc.Buffer(nil, 1<<22)
	var out []string
	for sc.Scan() {
		out = append(out, sc.Text())
	}
	return out
}

// floor fails when a measured share is under what was reached before.
func floor(t *testing.T, name string, right, all int, least float64) {
	t.Helper()
	share := float64(right) / float64(max(all, 1))
	t.Logf("%s\t%.4f\t%d/%d", name, share, right, all)
	if share < least {
		t.Errorf("%s: %.4f (%d of %d), want at least %.4f", name, share, right, all, least)
	}
}

func debugging() bool { return os.Getenv("KIKU_SHOW") != "" }

func TestGoldSentences(t *testing.T) {
	floors := map[string]float64{"pysbd_golden_en": 1, "pysbd_golden_ja": 1, "pragmatic_ja_spec": 1, "ja_wac": 0.93, "bunkai_ja": 0.75, "bunkai_annotated_ja": 0.9, "pragmatic_en_spec": 0.9, "sentencex_en": 0.88, "ud_ewt_par": 0.78}
	right, all := map[string]int{}, map[string]int{}
	for _, line := range lines(t, filepath.Join(shared(t), "data/text/sentences/sentences.jsonl.gz")) {
		var item struct {
			Set, Text string
			Sents     []string
		}
		if json.Unmarshal([]byte(line), &item) != nil {
			continue
		}
		got := sentencesOf(item.Text, strings.Contains(item.Set, "ja"))
		want := make([]string, 0, len(item.Sents))
		for _, s := range item.Sents {
			want = append(want, strings.Join(strings.Fields(s), " "))
		}
		for i := range got {
			got[i] = strings.Join(strings.Fields(got[i]), " ")
		}
		all[item.Set]++
		if strings.Join(got, "\x00") == strings.Join(want, "\x00") {
			right[item.Set]++
		} else if os.Getenv("KIKU_SHOW") == item.Set {
			t.Logf("%s\n got %q\nwant %q", item.Set, got, want)
		}
	}
	for set, n := range all {
		floor(t, "sentences/"+set, right[set], n, floors[set])
	}
}

func sentencesOf(s string, japanese bool) []string {
	spans := en.Sentences(s)
	if japanese {
		spans = ja.Sentences(s)
	}
	r := []rune(s)
	out := make([]string, 0, len(spans))
	for _, span := range spans {
		out = append(out, string(r[span.Start:span.End]))
	}
	return out
}

// rows reads a table with a header line.
func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	all := lines(t, path)
	head := strings.Split(all[0], "\t")
	var out []map[string]string
	for _, l := range all[1:] {
		row := map[string]string{}
		for i, c := range strings.Split(l, "\t") {
			if i < len(head) {
				row[head[i]] = c
			}
		}
		out = append(out, row)
	}
	return out
}

func TestGoldJapaneseBoundaries(t *testing.T) {
	exact, hit, got, want, n := 0, 0, 0, 0, 0
	for _, row := range rows(t, filepath.Join(shared(t), "gold/ja-text/sentence_boundaries-dev.tsv")) {
		para := strings.ReplaceAll(row["paragraph"], `\n`, "\n")
		var wants []string
		for s := range strings.SplitSeq(row["sentences"], " ␞ ") {
			wants = append(wants, strings.TrimSpace(s))
		}
		gots := sentencesOf(para, true)
		ends := func(list []string) map[int]bool {
			m, k := map[int]bool{}, 0
			for _, s := range list {
				k += len([]rune(strings.Join(strings.Fields(s), "")))
				m[k] = true
			}
			return m
		}
		g, w := ends(gots), ends(wants)
		ok := len(g) == len(w)
		for k := range g {
			if w[k] {
				hit++
			} else {
				ok = false
			}
		}
		got, want, n = got+len(g), want+len(w), n+1
		if ok {
			exact++
		} else if debugging() {
			t.Logf("%s\n got %q\nwant %q", row["kind"], gots, wants)
		}
	}
	floor(t, "boundaries/exact", exact, n, 0.95)
	floor(t, "boundaries/f", 2*hit, got+want, 0.98)
}

func TestGoldLanguages(t *testing.T) {
	right, all := map[string]int{}, map[string]int{}
	for _, line := range lines(t, filepath.Join(shared(t), "data/text/langid/bench10.jsonl.gz")) {
		var item struct{ Set, Lang, Text string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			t.Fatal(err)
		}
		all[item.Set]++
		if got := Detect(item.Text); got == item.Lang {
			right[item.Set]++
		} else if os.Getenv("KIKU_SHOW") == item.Set {
			t.Logf("%s, want %s: %s", got, item.Lang, item.Text)
		}
	}
	floors := map[string]float64{"headline_fundus": 0.975, "headline_wcxb_dev": 0.985, "headline_trafilatura": 0.9, "sentences": 0.995, "single-words": 0.8, "word-pairs": 0.92, "ud_ja_30ch": 0.99}
	for set, n := range all {
		floor(t, "languages/"+set, right[set], n, floors[set])
	}
}

func TestGoldJapaneseNames(t *testing.T) {
	types := map[string]text.NameType{"person": text.Person, "place": text.Place, "organisation": text.Organization}
	found, want, loose, exact, people, normal := 0, 0, 0, 0, 0, 0
	reader := NewReader()
	bySentence := map[string][]map[string]string{}
	var order []string
	for _, row := range rows(t, filepath.Join(shared(t), "gold/ja-text/names-dev.tsv")) {
		if bySentence[row["sid"]] == nil {
			order = append(order, row["sid"])
		}
		bySentence[row["sid"]] = append(bySentence[row["sid"]], row)
	}
	for _, sid := range order {
		list := bySentence[sid]
		s := list[0]["sentence"]
		title := reader.Read("ja", s, nil, time.Time{}).Title
		var miss []string
		gold := map[text.Span]bool{}
		for _, row := range list {
			if row["canonical"] == "" && row["type"] == "person" || row["surface"] == "" {
				continue // an office without a name
			}
			start, _ := strconv.Atoi(row["start"])
			span := text.Span{Start: start, End: start + len([]rune(row["surface"]))}
			gold[span] = true
			want++
			best, n := bestName(title.Names, span, types[row["type"]])
			if best == 2 && row["type"] == "person" {
				people++
				if n.Normal == Normal(row["canonical"]) {
					normal++
				}
			}
			if best >= 1 {
				loose++
			}
			if best == 2 {
				exact++
			} else {
				miss = append(miss, row["type"]+" "+row["surface"])
			}
		}
		extra, n := unlabelled(title.Names, gold)
		found += n
		if debugging() && len(miss)+len(extra) > 0 {
			t.Logf("%s\n   miss %q\n  extra %q", s, miss, extra)
		}
	}
	floor(t, "names/recall exact span and type", exact, want, 0.92)
	floor(t, "names/recall overlapping, same type", loose, want, 0.93)
	floor(t, "names/normal form of people found", normal, people, 0.9)
	floor(t, "names/precision exact span and type", exact, found, 0.91)
}

// bestName finds the name of a type at span: 2 for exactly there, 1 for
// overlapping, 0 for none.
func bestName(names []text.Name, span text.Span, typ text.NameType) (int, text.Name) {
	best, out := 0, text.Name{}
	for _, n := range names {
		if !n.Span.Overlaps(span) || n.Type != typ {
			continue
		}
		if n.Span == span {
			return 2, n
		}
		best, out = 1, n
	}
	return best, out
}

// unlabelled lists the typed names that no label covers, and counts all typed.
func unlabelled(names []text.Name, gold map[text.Span]bool) (extra []string, typed int) {
	for _, n := range names {
		if n.Type == text.UnknownName || n.Type == text.Thing {
			continue
		}
		typed++
		if !gold[n.Span] {
			extra = append(extra, fmt.Sprintf("%s/%s(%d)", n.Surface, n.Title, n.Type))
		}
	}
	return extra, typed
}

func TestGoldJapaneseFigures(t *testing.T) {
	reader := NewReader()
	dateRight, dateAll, numRight, numAll, numFound, spanRight, counts, countsAll := 0, 0, 0, 0, 0, 0, 0, 0
	seen := map[string]bool{}
	for _, row := range rows(t, filepath.Join(shared(t), "gold/ja-text/figures_dates-dev.tsv")) {
		day, err := time.ParseInLocation("2006-01-02", row["doc_date"], time.FixedZone("JST", 9*3600))
		if err != nil {
			continue
		}
		title := reader.Read("ja", row["sentence"], nil, day.Add(12*time.Hour)).Title
		if !seen[row["sid"]] {
			seen[row["sid"]] = true
			numFound += len(title.Figures)
		}
		start, _ := strconv.Atoi(row["start"])
		span := text.Span{Start: start, End: start + len([]rune(row["surface"]))}
		if row["type"] == "date" {
			want := row["iso"]
			if want == "?" || strings.HasPrefix(want, "P") || strings.HasSuffix(want, "X") {
				continue
			}
			dateAll++
			ok := false
			for _, d := range title.Dates {
				ok = ok || d.Span.Overlaps(span) && sameDate(d, want)
			}
			if ok {
				dateRight++
			} else if debugging() {
				t.Logf("date %s (%s) want %s got %v in %s", row["surface"], row["doc_date"], want, title.Dates, row["sentence"])
			}
			continue
		}
		numAll++
		ok, spanOK, got := false, false, ""
		for _, f := range title.Figures {
			if f.Span.Overlaps(span) {
				got += fmt.Sprintf(" %+v", f)
				if sameValue(f, row["value"]) && sameUnit(f, row["unit"]) {
					ok = true
					spanOK = spanOK || f.Span == span
					if f.Counts != "" {
						countsAll++
						if strings.Contains(row["measures"], f.Counts) || overlapRunes(f.Counts, row["measures"]) >= 2 {
							counts++
						}
					}
				}
			}
		}
		if ok {
			numRight++
		} else if debugging() {
			t.Logf("number %s want %s %s got %s in %s", row["surface"], row["value"], row["unit"], got, row["sentence"])
		}
		if spanOK {
			spanRight++
		}
	}
	floor(t, "dates/value", dateRight, dateAll, 0.87)
	floor(t, "figures/value and unit", numRight, numAll, 0.93)
	floor(t, "figures/exact span", spanRight, numAll, 0.87)
	floor(t, "figures/precision (found that are labelled)", numRight, numFound, 0.91)
	floor(t, "figures/counts shares two characters with the label", counts, countsAll, 0.6)
}

func overlapRunes(a, b string) int {
	n := 0
	for _, r := range a {
		if strings.ContainsRune(b, r) {
			n++
		}
	}
	return n
}

// sameDate compares a resolved date with the label at the label's precision;
// of an interval, the beginning.
func sameDate(d text.Date, iso string) bool {
	iso = strings.TrimPrefix(iso, "~")
	iso, _, _ = strings.Cut(iso, "/")
	iso, _, _ = strings.Cut(iso, "T")
	switch {
	case strings.HasPrefix(iso, "FYE"):
		iso = iso[3:]
	case strings.HasPrefix(iso, "FY"):
		return d.Precision == text.Year && d.Time.Format("2006") == iso[2:]
	}
	if y, w, ok := strings.Cut(iso, "-W"); ok {
		gy, gw := d.Time.ISOWeek()
		return fmt.Sprintf("%d-%02d", gy, gw) == y+"-"+w
	}
	if len(iso) == 7 && iso[5] == '2' {
		return d.Precision == text.Approximate && d.Time.Format("2006") == iso[:4]
	}
	switch len(iso) {
	case 4:
		return d.Time.Format("2006") == iso && d.Precision != text.Day
	case 7:
		return d.Time.Format("2006-01") == iso
	}
	return d.Time.Format("2006-01-02") == iso
}

// sameValue compares the number; of a range its lower end, without sign.
func sameValue(f text.Figure, want string) bool {
	want = strings.TrimLeft(want, "~<>=")
	want, _, _ = strings.Cut(want, "..")
	v, err := strconv.ParseFloat(strings.TrimPrefix(want, "-"), 64)
	return err == nil && (f.Value == v || f.Value == -v)
}

func sameUnit(f text.Figure, want string) bool {
	want, _, _ = strings.Cut(want, "/")
	return f.Unit == want || f.Unit == "" && (want == "件" || want == "歳") || strings.HasPrefix(want, f.Unit) && f.Unit != ""
}
