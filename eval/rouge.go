package eval

import (
	"bufio"
	_ "embed" // the stop words
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// rouge counts common n-grams as ROUGE-1.5.5 does with the options -n 2 -x -m -s
// (Lin 2004), the counting that published timeline scores rest on: ASCII letters
// in lower case, everything but letters and digits cut away, the stop words of
// SMART left out, words of more than three characters stemmed by an exception
// table of WordNet or by Porter's rules. It is not for other scripts, which it
// deletes.
type rouge struct {
	exceptions map[string]string
	stems      map[string]string
}

//go:embed smart.txt
var smartText string

// smart are the stop words: SMART's list as ROUGE-1.5.5 ships it
// (smart_common_words.txt), those of it that are letters and digits only; the
// others can never match.
var smart = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(smartText) {
		out[w] = true
	}
	return out
}()

// newRouge looks for the exception table (rouge155_exceptions.tsv) in a folder
// tools beside dataDir or beside one of its parents, in KIKU_SHARED and in
// ../shared. Without it every word is stemmed by rule; exceptions is then empty.
func newRouge(dataDir string) *rouge {
	r := &rouge{exceptions: map[string]string{}, stems: map[string]string{}}
	var roots []string
	if abs, err := filepath.Abs(dataDir); err == nil {
		for d := abs; d != filepath.Dir(d); d = filepath.Dir(d) {
			roots = append(roots, d)
		}
	}
	if s := os.Getenv("KIKU_SHARED"); s != "" {
		roots = append(roots, s)
	}
	roots = append(roots, filepath.Join("..", "shared"), filepath.Join("..", "..", "shared"))
	for _, root := range roots {
		f, err := os.Open(filepath.Join(root, "tools", "rouge155_exceptions.tsv"))
		if err != nil {
			continue
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if word, base, ok := strings.Cut(lines.Text(), "\t"); ok {
				r.exceptions[word] = base
			}
		}
		return r
	}
	return r
}

// grams are the counts of the runs of one and of two tokens of a summary.
type grams struct {
	count [2]map[string]int
	total [2]int
}

func (r *rouge) grams(sentences []string) grams {
	g := grams{count: [2]map[string]int{{}, {}}}
	tokens := r.tokens(sentences)
	for i, t := range tokens {
		g.count[0][t]++
		if i > 0 {
			g.count[1][tokens[i-1]+" "+t]++
		}
	}
	g.total = [2]int{len(tokens), max(0, len(tokens)-1)}
	return g
}

// hits is how many runs of n+1 tokens the two have in common, each as often as
// in the one that has fewer.
func (g grams) hits(o grams, n int) int {
	a, b := g.count[n], o.count[n]
	if len(b) < len(a) {
		a, b = b, a
	}
	sum := 0
	for t, k := range a {
		sum += min(k, b[t])
	}
	return sum
}

// tokens are the counted words of some sentences, which run on.
func (r *rouge) tokens(sentences []string) []string {
	var b strings.Builder
	for _, s := range sentences {
		s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "^", "&circ;")
		if i := strings.IndexByte(s, '<'); i >= 0 {
			s = s[:i] // as the reader of its input format does
		}
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case c >= 'A' && c <= 'Z':
				b.WriteByte(c + 'a' - 'A')
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				b.WriteByte(c)
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteByte(' ')
	}
	var out []string
	for _, w := range strings.Fields(b.String()) {
		if !smart[w] {
			out = append(out, r.base(w))
		}
	}
	return out
}

func (r *rouge) base(w string) string {
	if len(w) <= 3 {
		return w
	}
	if base, ok := r.exceptions[w]; ok {
		return base
	}
	base, ok := r.stems[w]
	if !ok {
		base = porter(w)
		r.stems[w] = base
	}
	return base
}

const (
	consonants = "[^aeiou][^aeiouy]*"
	vowels     = "[aeiouy][aeiou]*"
)

// The measures of Porter 1980 on what is left of a word: at least one sequence
// of vowels and consonants, exactly one, more than one, a vowel, and an ending
// of consonant, vowel, consonant.
var (
	someMeasure = regexp.MustCompile("^(" + consonants + ")?" + vowels + consonants)
	oneMeasure  = regexp.MustCompile("^(" + consonants + ")?" + vowels + consonants + "(" + vowels + ")?$")
	moreMeasure = regexp.MustCompile("^(" + consonants + ")?" + vowels + consonants + vowels + consonants)
	hasVowel    = regexp.MustCompile("^(" + consonants + ")?[aeiouy]")
	shortEnd    = regexp.MustCompile("^" + consonants + "[aeiouy][^aeiouwxy]$")
)

var (
	secondStep = suffixes("ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log")
	thirdStep  = suffixes("icate ic ative - alize al iciti ic ical ic ful - ness -")
	fourthStep = suffixes("al - ance - ence - er - ic - able - ible - ant - ement - ou - ism - ate - iti - ous - ive - ize -")
)

type suffix struct{ from, to string }

// suffixes reads pairs of an ending and what replaces it ("-": nothing).
func suffixes(s string) []suffix {
	var out []suffix
	f := strings.Fields(s)
	for i := 0; i < len(f); i += 2 {
		out = append(out, suffix{f[i], strings.Trim(f[i+1], "-")})
	}
	return out
}

// longest returns the longest of the endings that w has.
func longest(w string, all []suffix) (suffix, bool) {
	var best suffix
	for _, s := range all {
		if len(s.from) > len(best.from) && strings.HasSuffix(w, s.from) {
			best = s
		}
	}
	return best, best.from != ""
}

// porter stems a word as ROUGE-1.5.5 does: Porter's rules with the endings
// ement, ment and ent tried one after the other.
func porter(w string) string {
	y := w[0] == 'y'
	if y {
		w = "Y" + w[1:]
	}
	w = pastAndPlural(w)
	if strings.HasSuffix(w, "y") && hasVowel.MatchString(w[:len(w)-1]) {
		w = w[:len(w)-1] + "i"
	}
	for _, step := range [][]suffix{secondStep, thirdStep} {
		if s, ok := longest(w, step); ok && someMeasure.MatchString(strings.TrimSuffix(w, s.from)) {
			w = strings.TrimSuffix(w, s.from) + s.to
		}
	}
	if s, ok := longest(w, fourthStep); ok && moreMeasure.MatchString(strings.TrimSuffix(w, s.from)) {
		w = strings.TrimSuffix(w, s.from)
	}
	for _, end := range []string{"ment", "ent"} {
		if stem, ok := strings.CutSuffix(w, end); ok && moreMeasure.MatchString(stem) {
			w = stem
		}
	}
	if strings.HasSuffix(w, "sion") || strings.HasSuffix(w, "tion") {
		if stem := w[:len(w)-3]; moreMeasure.MatchString(stem) {
			w = stem
		}
	}
	if stem, ok := strings.CutSuffix(w, "e"); ok {
		if moreMeasure.MatchString(stem) || oneMeasure.MatchString(stem) && !shortEnd.MatchString(stem) {
			w = stem
		}
	}
	if strings.HasSuffix(w, "ll") && moreMeasure.MatchString(w) {
		w = w[:len(w)-1]
	}
	if y && w != "" {
		w = strings.ToLower(w[:1]) + w[1:]
	}
	return w
}

// pastAndPlural is Porter's first step: -s, -ed, -ing.
func pastAndPlural(w string) string {
	switch n := len(w); {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		w = w[:n-2]
	case n > 1 && w[n-1] == 's' && w[n-2] != 's':
		w = w[:n-1]
	}
	if stem, ok := strings.CutSuffix(w, "eed"); ok {
		if someMeasure.MatchString(stem) {
			w = w[:len(w)-1]
		}
		return w
	}
	stem, ok := strings.CutSuffix(w, "ed")
	if !ok {
		stem, ok = strings.CutSuffix(w, "ing")
	}
	if !ok || !hasVowel.MatchString(stem) {
		return w
	}
	n := len(stem)
	switch {
	case strings.HasSuffix(stem, "at"), strings.HasSuffix(stem, "bl"), strings.HasSuffix(stem, "iz"):
		return stem + "e"
	case n > 1 && stem[n-1] == stem[n-2] && !strings.ContainsRune("aeiouylsz", rune(stem[n-1])):
		return stem[:n-1]
	case shortEnd.MatchString(stem):
		return stem + "e"
	}
	return stem
}
