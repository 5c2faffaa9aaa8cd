package theme

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

func keys(w *Words) []string {
	var out []string
	for k := range w.table {
		if !strings.HasSuffix(k, ".one") {
			out = append(out, k)
		}
	}
	sort.Strings(out)
	return out
}

func slots(s string) []string {
	all := regexp.MustCompile(`\{[a-z]+\}`).FindAllString(s, -1)
	sort.Strings(all)
	return slices.Compact(all)
}

func TestWordTablesHaveTheSameKeysAndSlots(t *testing.T) {
	t.Parallel()
	ja, en := tables["ja"], tables["en"]
	if diff := cmp.Diff(keys(ja), keys(en)); diff != "" {
		t.Errorf("(-ja +en):\n%s", diff)
	}
	for _, k := range keys(ja) {
		if diff := cmp.Diff(slots(ja.table[k]), slots(en.table[k])); diff != "" {
			t.Errorf("%s (-ja +en):\n%s", k, diff)
		}
		if strings.TrimSpace(ja.table[k]) == "" || strings.TrimSpace(en.table[k]) == "" {
			t.Errorf("%s is empty", k)
		}
	}
}

// A key that is given twice loses its first words without a sound.
func TestWordTablesHoldNoKeyTwice(t *testing.T) {
	t.Parallel()
	for lang, files := range map[string][][]byte{"ja": {wordsJA, deskJA}, "en": {wordsEN, deskEN}} {
		seen := map[string]bool{}
		for _, data := range files {
			for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]+)":`).FindAllSubmatch(data, -1) {
				if k := string(m[1]); seen[k] {
					t.Errorf("%s: %s is given twice", lang, k)
				} else {
					seen[k] = true
				}
			}
		}
		if len(seen) < 300 {
			t.Errorf("%s: only %d keys", lang, len(seen))
		}
	}
}

// Keys are written out in templates and code, or made from a fixed beginning
// and a kind, category, stance or tab.
func TestWordTablesHoldExactlyTheKeysInUse(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	var begins []string
	call := regexp.MustCompile(`T\("([a-z0-9.]+)"(\s*\+)?`)
	for _, pattern := range []string{"*.templ", "*.go", "../*.go", "../../web/*.go", "../../pipeline/*.go", "../../../cmd/kiku/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_templ.go") || strings.HasSuffix(f, "_test.go") {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(src), -1) {
				if m[2] != "" {
					begins = append(begins, m[1])
				} else {
					used[m[1]] = true
				}
			}
		}
	}
	for k := range used {
		if !tables["ja"].Has(k) {
			t.Errorf("%s is used and not in the tables", k)
		}
	}
	for _, k := range keys(tables["ja"]) {
		if !used[k] && !slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(k, b) }) {
			t.Errorf("%s is in the tables and not used", k)
		}
	}
}

func TestWordsCountInEnglish(t *testing.T) {
	t.Parallel()
	en := WordsOf("en")
	if got := en.T("item.reports", "n", 1) + ", " + en.T("item.reports", "n", 12); got != "1 report, 12 reports" {
		t.Error(got)
	}
	if got := en.T("no.such.key"); got != "[no.such.key]" {
		t.Error(got)
	}
}

func flowerOf(reports, days, publishers, every int) digest.Flower {
	f := digest.Flower{Days: days}
	for i := range reports {
		f.Petals = append(f.Petals, digest.Petal{Day: i * days / reports, Publisher: i % publishers, Split: every > 0 && i%every == 0})
	}
	return f
}

func TestFlowerHasAPetalForEachReport(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 7, 48, 80} {
		svg := Flower(flowerOf(n, 9, 5, 0), Large, "words")
		if got := strings.Count(svg, "<path"); got != n {
			t.Errorf("%d reports, %d petals", n, got)
		}
	}
}

func TestFlowerStaysReadableWhenCrowded(t *testing.T) {
	t.Parallel()
	f := flowerOf(400, 60, 14, 9)
	for _, size := range []FlowerSize{Large, Small} {
		svg := Flower(f, size, "")
		n := strings.Count(svg, "<path")
		if n > size.most || n < size.most/3 {
			t.Errorf("%s: %d petals for 400 reports, want at most %d", size.name, n, size.most)
		}
		if len(svg) > 130*size.most+200 {
			t.Errorf("%s: %d bytes", size.name, len(svg))
		}
		// 14 publishers: ten with a colour, the others share the last class.
		if size == Large && (!strings.Contains(svg, `class="c9"`) || !strings.Contains(svg, `class="c10"`) || strings.Contains(svg, `class="c11"`)) {
			t.Error("colours of publishers")
		}
		if svg != Flower(f, size, "") {
			t.Error("two drawings of one flower differ")
		}
	}
}

func TestFlowerSplitsPetalsOfDisputes(t *testing.T) {
	t.Parallel()
	calm, split := Flower(flowerOf(10, 3, 2, 0), Large, ""), Flower(flowerOf(10, 3, 2, 5), Large, "")
	fork := regexp.MustCompile(`d="[^"]*L0 `)
	if fork.MatchString(calm) {
		t.Error("a calm story has a split petal")
	}
	if got := len(fork.FindAllString(split, -1)); got != 2 {
		t.Errorf("%d split petals, want 2", got)
	}
}

func TestFlowerOfNothingIsItsHeart(t *testing.T) {
	t.Parallel()
	svg := Flower(digest.Flower{Days: -1, Petals: []digest.Petal{{Day: -3, Publisher: -1}}}, Large, `a "b"`)
	if strings.Count(svg, "<path") != 1 || !strings.Contains(svg, `aria-label="a &#34;b&#34;"`) || strings.Contains(svg, "NaN") {
		t.Error(svg)
	}
	if svg := Flower(digest.Flower{}, Small, ""); !strings.Contains(svg, "heart") || !strings.Contains(svg, "aria-hidden") {
		t.Error(svg)
	}
}

func TestPiecesMarkWhatALineKeeps(t *testing.T) {
	t.Parallel()
	c := digest.Citation{Sentence: "三町は十四日、案に合意した。", Kept: []text.Span{{Start: 0, End: 3}, {Start: 7, End: 99}}}
	got := Pieces(digest.Reduction, c)
	want := []Marked{{"三町は", true}, {"十四日、", false}, {"案に合意した。", true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.Kept = nil
	if p := Pieces(digest.Frame, c); len(p) != 1 || p[0].Kept {
		t.Errorf("a frame keeps no run of the sentence: %+v", p)
	}
	if p := Pieces(digest.Extract, c); len(p) != 1 || !p[0].Kept {
		t.Errorf("an extract keeps all: %+v", p)
	}
	var joined strings.Builder
	for _, p := range got {
		joined.WriteString(p.Text)
	}
	if joined.String() != c.Sentence {
		t.Errorf("pieces lose text: %q", joined.String())
	}
}

func TestLastCharacterKeepsWhatBelongsTogether(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"合意した。": "。", "cafe\u0301": "e\u0301", "": "", "が": "が", "ok👩‍🚀": "👩‍🚀"} {
		head, tail := lastCharacter(s)
		if tail != want || head+tail != s {
			t.Errorf("%q: %q + %q", s, head, tail)
		}
	}
}

func TestTurningMomentsKeepBothEndsAndTheMostReported(t *testing.T) {
	t.Parallel()
	var all []digest.Moment
	for i, n := range []int{1, 9, 1, 1, 7, 1, 8, 1} {
		all = append(all, digest.Moment{Event: story.EventID(strconv.Itoa(i)), Reports: n})
	}
	var got string
	for _, m := range turning(all, 5) {
		got += string(m.Event)
	}
	if got != "01467" {
		t.Errorf("chose %s", got)
	}
	if n := len(turning(all[:3], 5)); n != 3 {
		t.Errorf("%d of 3", n)
	}
}

func TestParagraphsAreNeitherWallsNorStumps(t *testing.T) {
	t.Parallel()
	for n := range 13 {
		total := 0
		for _, p := range paragraphs(digest.Section{Narrative: make([]digest.Line, n)}) {
			total += len(p)
			if len(p) > 5 || (n >= 6 && len(p) < 3) {
				t.Errorf("%d lines: a paragraph of %d", n, len(p))
			}
		}
		if total != n {
			t.Errorf("%d lines became %d", n, total)
		}
	}
}

// Text on its ground must reach 4.5 to 1, in light and in dark; the colours of
// publishers, which are only ever marks, 3 to 1.
func TestColoursHaveContrast(t *testing.T) {
	t.Parallel()
	pair := regexp.MustCompile(`--([a-z0-9]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)`)
	colours := map[string][2]string{}
	for _, m := range pair.FindAllStringSubmatch(string(Style), -1) {
		colours[m[1]] = [2]string{m[2], m[3]}
	}
	need := map[string]float64{"ink": 7, "soft": 4.5, "link": 4.5, "seal": 4.5, "gold": 4.5, "ok": 4.5}
	for i := range Colours + 1 {
		need["c"+strconv.Itoa(i)] = 3
	}
	for name, least := range need {
		for mode := range 2 {
			for _, ground := range []string{"paper", "sheet", "tint"} {
				if colours[name] == [2]string{} || colours[ground] == [2]string{} {
					t.Fatalf("colour %s or %s is missing", name, ground)
				}
				if got := contrast(colours[name][mode], colours[ground][mode]); got < least {
					t.Errorf("%s on %s (%d): %.2f, want %.1f", name, ground, mode, got, least)
				}
			}
			if name == "ink" {
				if got := contrast(colours[name][mode], colours["mark"][mode]); got < least {
					t.Errorf("%s on mark (%d): %.2f", name, mode, got)
				}
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2 between two colours "#rrggbb".
func contrast(a, b string) float64 {
	light := func(c string) float64 {
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8)
			if err != nil {
				return math.NaN()
			}
			v := float64(n) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
