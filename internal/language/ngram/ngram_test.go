package ngram

import (
	"strings"
	"testing"
)

// rowsOf makes rows of the pieces of a word that speak for one column.
func rowsOf(word string, column int) []Row {
	var out []Row
	Pieces([]rune(word), func(h uint64) {
		r := Row{Hash: h}
		r.Scores[column] = 16
		out = append(out, r)
	})
	return out
}

func TestATableIsReadAsItWasWritten(t *testing.T) {
	data, left := Format([]Script{
		{Name: "Latin", Bits: 8, Languages: []string{"en", "de"}, Rows: append(rowsOf("the", 0), rowsOf("über", 1)...)},
		{Name: "Han", Bits: 6, Languages: []string{"ja", "zh"}},
	})
	if left != 0 {
		t.Fatalf("%d pieces found no place", left)
	}
	tables, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var s Scores
	known, all := tables["Latin"].Add(&s, []rune("the"))
	if known != all || all == 0 || s[0] < 16*int32(all) || s[1] < 0 {
		t.Errorf("the: %d of %d pieces known, scores %v", known, all, s[:2])
	}
	s = Scores{}
	if tables["Latin"].Add(&s, []rune("über")); s[1] <= s[0] {
		t.Errorf("über: scores %v", s[:2])
	}
	if known, _ := tables["Han"].AddRun(&s, []rune("橋港")); known != 0 {
		t.Errorf("an empty table knows %d pieces", known)
	}
}

func TestABrokenTableIsRefused(t *testing.T) {
	good, _ := Format([]Script{{Name: "Latin", Bits: 8, Languages: []string{"en", "de"}}})
	for name, data := range map[string]string{
		"empty": "", "other": "x" + good, "short": good[:len(good)-1], "one language": strings.Replace(good, "en de", "en", 1), "no rows": strings.Replace(good, " 8 ", " 99 ", 1),
	} {
		if _, err := Parse(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestLongWordsAreBounded(t *testing.T) {
	n := 0
	Pieces([]rune(strings.Repeat("ab", 5000)), func(uint64) { n++ })
	if n == 0 || n > Longest*(LongestWord+2) {
		t.Errorf("%d pieces", n)
	}
}
