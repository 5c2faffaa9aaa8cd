package eval

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"kiku/internal/language"
)

// LangID measures language identification on short texts: every line of the
// set's *.jsonl.gz has Set (the group: single words, headlines, sentences),
// Lang and Text. dataDir is the data root or the set's own folder; set names
// one group, "" all. "accuracy" is the share of a group's texts whose language
// is found; a text of which nothing is said counts as wrong. "headlines" joins
// the groups of headlines that were labelled by reading (headline_trafilatura
// has the page's own declaration, which is often wrong). "read_as_ja" and
// "read_as_en" are the share of the foreign texts that would be taken for
// Japanese or English. The baseline is script and twelve small words a
// language. The error wraps ErrNoSet when there is nothing to measure.
func LangID(dataDir, set string) ([]Figure, error) {
	groups, names := map[string][]labelledText{}, []string{}
	err := eachLine(textFiles(dataDir, "langid"), func(line []byte) error {
		var t struct{ Set, Lang, Text string }
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		if t.Lang == "" || set != "" && set != t.Set && set != "langid" {
			return nil // another set's file, or another group
		}
		if groups[t.Set] == nil {
			names = append(names, t.Set)
		}
		groups[t.Set] = append(groups[t.Set], labelledText{t.Lang, t.Text})
		return nil
	})
	if err == nil && len(groups) == 0 {
		err = ErrNoSet
	}
	if err != nil {
		return nil, fmt.Errorf("measure languages in %s: %w", dataDir, err)
	}
	sort.Strings(names)
	var out []Figure
	var headlines, all []labelledText
	for _, name := range names {
		out = append(out, languageFigures("langid/"+name, groups[name])...)
		all = append(all, groups[name]...)
		if strings.HasPrefix(name, "headline") && name != "headline_trafilatura" {
			headlines = append(headlines, groups[name]...)
		}
	}
	if len(headlines) > 0 {
		out = append(out, languageFigures("langid/headlines", headlines)...)
	}
	return append(out, misread(all)...), nil
}

// labelledText is a text with its language.
type labelledText struct{ lang, text string }

func languageFigures(name string, texts []labelledText) []Figure {
	right, plain := 0, 0
	for _, t := range texts {
		if language.Detect(t.text) == t.lang {
			right++
		}
		if plainGuess(t.text) == t.lang {
			plain++
		}
	}
	n := len(texts)
	return []Figure{
		{Name: name + ".accuracy", Value: share(right, n), N: n},
		{Name: name + ".baseline_accuracy", Value: share(plain, n), N: n},
	}
}

// misread is how much of what is foreign would be read as Japanese or English.
func misread(texts []labelledText) []Figure {
	var out []Figure
	for _, lang := range []string{"ja", "en"} {
		wrong, n := 0, 0
		for _, t := range texts {
			if t.lang == lang {
				continue
			}
			n++
			if language.Detect(t.text) == lang {
				wrong++
			}
		}
		if n > 0 {
			out = append(out, Figure{Name: "langid.read_as_" + lang, Value: share(wrong, n), N: n})
		}
	}
	return out
}

// smallWords are what a short program would know of each language.
var smallWords = []struct{ lang, words string }{
	{"en", "the of and to in is for that with on at from"},
	{"de", "der die und das den von mit ist für im ein auf"},
	{"fr", "le la les des et du une est pour dans en au"},
	{"es", "el la los de y que en las por con para del"},
	{"it", "il di che la per un non sono della con del gli"},
	{"pt", "o de que e do da em um para com não os"},
}

// plainGuess is the baseline: the script, then the small words.
func plainGuess(s string) string {
	kana, hangul, han, cyrillic := 0, 0, 0, 0
	for _, c := range s {
		switch {
		case unicode.In(c, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, c):
			hangul++
		case unicode.Is(unicode.Han, c):
			han++
		case unicode.Is(unicode.Cyrillic, c):
			cyrillic++
		}
	}
	switch {
	case kana > 0:
		return "ja"
	case hangul > 0:
		return "ko"
	case han > 0:
		return "zh"
	case cyrillic > 0:
		return "ru"
	}
	best, most := "en", 0
	for _, l := range smallWords {
		n := 0
		for _, w := range strings.Fields(strings.ToLower(s)) {
			for small := range strings.FieldsSeq(l.words) {
				if w == small {
					n++
				}
			}
		}
		if n > most {
			best, most = l.lang, n
		}
	}
	return best
}

// textFiles returns the files of a set of texts (text/NAME of the data root)
// wherever dir points: above the data root, at it, at text, or at the set.
func textFiles(dir, name string) []string {
	for _, d := range []string{filepath.Join(dir, "data", "text", name), filepath.Join(dir, "text", name), filepath.Join(dir, name), dir} {
		if found, _ := filepath.Glob(filepath.Join(d, "*.jsonl.gz")); len(found) > 0 { // the pattern is well formed
			sort.Strings(found)
			return found
		}
	}
	return nil
}
