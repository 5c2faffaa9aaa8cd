package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"kiku/internal/language/en"
	"kiku/internal/language/ja"
)

// Sentences measures where sentences end. The sets are text/sentences
// (*.jsonl.gz: set, text, sents) and the paragraphs of
// gold/ja-text/sentence_boundaries-*.tsv; set names one group, "" means all.
// "exact" is the share of texts whose sentences are all right (white space
// apart); "f1" is of the ends inside a text, the last one, which nobody can
// miss, left out. The baseline cuts after every . ! ? that white space
// follows, and in Japanese after every 。！？ and line break. The error wraps
// ErrNoSet when there is nothing to measure.
func Sentences(dataDir, set string) ([]Figure, error) {
	cuts, err := cutTexts(dataDir)
	if err != nil && !errors.Is(err, ErrNoSet) {
		return nil, fmt.Errorf("measure sentences in %s: %w", dataDir, err)
	}
	more, err := cutParagraphs(dataDir)
	if err != nil {
		return nil, fmt.Errorf("measure sentences in %s: %w", dataDir, err)
	}
	var out []Figure
	for _, c := range append(cuts, more...) {
		if set == "" || set == c.name || strings.HasSuffix(c.name, "/"+set) || strings.HasPrefix(c.name, set+"/") {
			out = append(out, c.figures()...)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("measure sentences in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// cutSet is a group of texts of one language with their sentences.
type cutSet struct {
	name, lang string
	texts      []cutText
}

type cutText struct {
	text  string
	sents []string
}

// cutTexts reads the groups of text/sentences in order of name. A group is
// Japanese when its name says so.
func cutTexts(dataDir string) ([]cutSet, error) {
	groups := map[string]*cutSet{}
	err := eachLine(textFiles(dataDir, "sentences"), func(line []byte) error {
		var t struct {
			Set, Text string
			Sents     []string
		}
		if err := json.Unmarshal(line, &t); err != nil || len(t.Sents) == 0 {
			return err // without sentences it is another set's file
		}
		g := groups[t.Set]
		if g == nil {
			g = &cutSet{name: "sentences/" + t.Set, lang: "en"}
			if strings.Contains("_"+t.Set+"_", "_ja_") {
				g.lang = "ja"
			}
			groups[t.Set] = g
		}
		g.texts = append(g.texts, cutText{t.Text, t.Sents})
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []cutSet
	for _, g := range groups {
		out = append(out, *g)
	}
	sort.Slice(out, func(i, k int) bool { return out[i].name < out[k].name })
	return out, nil
}

// cutParagraphs reads the labelled Japanese paragraphs.
func cutParagraphs(dataDir string) ([]cutSet, error) {
	p := locate(dataDir)
	if !p.wants("ja-text") {
		return nil, nil
	}
	files, _ := filepath.Glob(filepath.Join(p.gold, "ja-text", "sentence_boundaries-*.tsv")) // the pattern is well formed
	sort.Strings(files)
	var out []cutSet
	for _, f := range files {
		rows, err := readTable(f)
		if err != nil {
			return nil, err
		}
		s := cutSet{name: "ja-text/" + strings.TrimSuffix(filepath.Base(f), ".tsv"), lang: "ja"}
		for _, row := range rows {
			s.texts = append(s.texts, cutText{strings.ReplaceAll(row["paragraph"], `\n`, "\n"), strings.Split(row["sentences"], "␞")})
		}
		out = append(out, s)
	}
	return out, nil
}

func (c cutSet) figures() []Figure {
	var kiku, plain endCount
	for _, t := range c.texts {
		want := ends(t.sents)
		kiku.add(ends(c.cut(t.text)), want)
		plain.add(ends(plainCut(t.text, c.lang)), want)
	}
	n := len(c.texts)
	return []Figure{
		{Name: c.name + ".exact", Value: share(kiku.exact, n), N: n},
		{Name: c.name + ".baseline_exact", Value: share(plain.exact, n), N: n},
		{Name: c.name + ".f1", Value: kiku.f1(), N: kiku.want},
		{Name: c.name + ".baseline_f1", Value: plain.f1(), N: plain.want},
	}
}

func (c cutSet) cut(s string) []string {
	spans := en.Sentences(s)
	if c.lang == "ja" {
		spans = ja.Sentences(s)
	}
	r := []rune(s)
	out := make([]string, 0, len(spans))
	for _, x := range spans {
		out = append(out, string(r[x.Start:x.End]))
	}
	return out
}

// endCount adds up sentence ends over texts.
type endCount struct{ exact, hit, got, want int }

func (e *endCount) add(got, want map[int]bool) {
	same := len(got) == len(want)
	for k := range got {
		if want[k] {
			e.hit++
		} else {
			same = false
		}
	}
	if same {
		e.exact++
	}
	e.got, e.want = e.got+len(got), e.want+len(want)
}

// f1 is the harmonic mean of precision and recall of ends inside texts; 1 when
// there are none and none was found.
func (e endCount) f1() float64 {
	if e.got+e.want == 0 {
		return 1
	}
	return 2 * float64(e.hit) / float64(e.got+e.want)
}

// ends returns where sentences end inside a text, counted in characters that
// are not white space; the end of the text is left out.
func ends(sents []string) map[int]bool {
	out, at := map[int]bool{}, 0
	for _, s := range sents {
		n := 0
		for _, c := range s {
			if !unicode.IsSpace(c) {
				n++
			}
		}
		if n > 0 {
			at += n
			out[at] = true
		}
	}
	delete(out, at)
	return out
}

// plainCut is the baseline.
func plainCut(s, lang string) []string {
	var out []string
	r := []rune(s)
	start := 0
	for i, c := range r {
		end := i+1 < len(r) && unicode.IsSpace(r[i+1]) && strings.ContainsRune(".!?", c)
		if lang == "ja" {
			end = strings.ContainsRune("。！？\n", c)
		}
		if end {
			out = append(out, string(r[start:i+1]))
			start = i + 1
		}
	}
	return append(out, string(r[start:]))
}
