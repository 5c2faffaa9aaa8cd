package digest

import (
	"strings"
	"testing"
	"unicode"

	"kiku/internal/language/text"
)

func TestEveryFrameParsesAndStandsInBothLanguages(t *testing.T) {
	for name, words := range formsJa {
		if _, err := parseForm(words); err != nil {
			t.Errorf("ja %s: %v", name, err)
		}
		if formsEn[name] == "" {
			t.Errorf("%s: no English form", name)
		}
	}
	for name, words := range formsEn {
		if _, err := parseForm(words); err != nil {
			t.Errorf("en %s: %v", name, err)
		}
		if formsJa[name] == "" {
			t.Errorf("%s: no Japanese form", name)
		}
	}
}

func TestFixedWordsHoldNoNumber(t *testing.T) {
	for _, forms := range []map[string]string{formsJa, formsEn} {
		for name, words := range forms {
			if fixed := slotPattern.ReplaceAllString(words, ""); strings.IndexFunc(fixed, unicode.IsDigit) >= 0 {
				t.Errorf("%s: %q holds a number", name, fixed)
			}
		}
	}
}

func TestFormGivesItsValuesBack(t *testing.T) {
	f, err := parseForm("On {about}, {publisher} reports “{figure}” and {publisher2} “{figure2}”.")
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]string{"about": "the toll", "publisher": "Harbour Post", "figure": "9 dead", "publisher2": "Vale Courier", "figure2": "7 dead"}
	printed, ok := f.fill(in)
	if !ok {
		t.Fatal("not filled")
	}
	out, ok := f.values(printed)
	if !ok {
		t.Fatalf("%q is not read back", printed)
	}
	for slot, want := range in {
		if out[slot] != want {
			t.Errorf("%s: %q, want %q", slot, out[slot], want)
		}
	}
	delete(in, "figure2")
	if _, ok := f.fill(in); ok {
		t.Error("filled without figure2")
	}
}

func TestParseFormRefusesUnknownSlots(t *testing.T) {
	for _, words := range []string{"{weather} today", "a {actor", "actor}", "{Actor}"} {
		if _, err := parseForm(words); err == nil {
			t.Errorf("%q parses", words)
		}
	}
}

func TestHoldsKeepsWordsAndNumbersWhole(t *testing.T) {
	cases := []struct {
		whole, part string
		want        bool
	}{
		{"The port took 13 ships.", "13 ships", true},
		{"The port took 113 ships.", "13 ships", false},
		{"The port took 1,300 ships.", "300 ships", false},
		{"It cost 1.5 million.", "1.5", true},
		{"It cost 1.5 million.", "5 million", false},
		{"The cartel met.", "car", false},
		{"港には１３隻が入った。", "13隻", true},
		{"“We agree,” she said.", "\"We agree,\"", true},
		{"三町の協議 は 再開した。", "協議は再開", true},
		{"anything", "", false},
	}
	for _, c := range cases {
		if got := holds(c.whole, c.part); got != c.want {
			t.Errorf("holds(%q, %q) = %v", c.whole, c.part, got)
		}
	}
}

func TestAlignFindsTheFewestHoles(t *testing.T) {
	source := "The mayor, who was elected in May, said on Monday the bridge will open."
	kept, ok := align("The mayor said on Monday the bridge will open.", source)
	if !ok || len(kept) != 2 {
		t.Fatalf("kept %v, %v", kept, ok)
	}
	rs := []rune(source)
	if got := string(rs[kept[0].Start:kept[0].End]); got != "The mayor" {
		t.Errorf("first run %q", got)
	}
	for _, wrong := range []string{"The mayor opened the bridge.", "The bridge said the mayor.", ""} {
		if _, ok := align(wrong, source); ok {
			t.Errorf("%q aligned", wrong)
		}
	}
	if _, ok := align("橋は月末に開く", "市によると、橋は月末に開く。"); !ok {
		t.Error("Japanese phrase not aligned")
	}
}

func TestComplementAndCuts(t *testing.T) {
	dropped := complement([]text.Span{{Start: 2, End: 4}, {Start: 6, End: 8}}, 10)
	want := []text.Span{{Start: 0, End: 2}, {Start: 4, End: 6}, {Start: 8, End: 10}}
	if len(dropped) != len(want) {
		t.Fatalf("dropped %v", dropped)
	}
	for i := range want {
		if dropped[i] != want[i] {
			t.Errorf("dropped %v, want %v", dropped[i], want[i])
		}
	}
	if !cutsSpan(dropped, text.Span{Start: 3, End: 5}) || cutsSpan(dropped, text.Span{Start: 4, End: 6}) {
		t.Error("a cut is not seen, or a whole drop is taken for one")
	}
}

func TestMatterCutsOnlyAtClauses(t *testing.T) {
	cases := []struct{ lang, title, want string }{
		{"en", "Ferry talks resume in Sorrel Bay", "Ferry talks resume in Sorrel Bay"},
		{"en", "Watch: Ferry talks resume in Sorrel Bay", "Ferry talks resume in Sorrel Bay"},
		{"en", "Ferry talks resume in Sorrel Bay after a week of silence between the two harbour councils and their lawyers", "Ferry talks resume in Sorrel Bay"},
		{"en", "Why the ferry matters", ""},
		{"ja", "【速報】港の協議、月末に再開へ", "港の協議、月末に再開へ"},
		{"ja", "短い", ""},
	}
	for _, c := range cases {
		if got := matterOf(c.title, c.lang, 60); got != c.want {
			t.Errorf("matterOf(%q) = %q, want %q", c.title, got, c.want)
		}
	}
}

func TestPageSizesNeverLeaveASectionAlone(t *testing.T) {
	for n, want := range map[int][]int{0: nil, 1: {1}, 2: {2}, 3: {3}, 4: {2, 2}, 5: {3, 2}, 6: {3, 3}, 7: {3, 2, 2}, 8: {3, 3, 2}, 9: {3, 3, 3}} {
		got := pageSizes(n)
		if len(got) != len(want) {
			t.Errorf("%d sections: %v, want %v", n, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%d sections: %v, want %v", n, got, want)
			}
		}
	}
}

func TestLanguagesOfAStory(t *testing.T) {
	s := sampleStory()
	if got := Languages(s, 2); len(got) != 1 || got[0] != "en" {
		t.Errorf("languages %v", got)
	}
	if got := Languages(s, 9); got != nil {
		t.Errorf("with nine publishers asked for: %v", got)
	}
}
