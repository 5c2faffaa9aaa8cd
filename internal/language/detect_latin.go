package language

import (
	"strings"
	"unicode"
)

// profile is what a language is recognised by: small words (weight 3), letters
// that few others use (2) and trigrams of its common words (1).
type profile struct {
	lang  string
	words map[string]float64
	grams map[string]float64
	chars map[rune]float64
}

// latinLanguage scores each profile over the words of s. A text in which no
// language scores is English when it is in plain letters.
func latinLanguage(s string) string { return best(s, latinOnce(), "en") }

func cyrillicLanguage(s string) string { return best(s, cyrillicOnce(), "ru") }

func best(s string, profiles []profile, fallback string) string {
	scores := make([]float64, len(profiles))
	n := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if n++; n > 800 {
			break
		}
		w = strings.ReplaceAll(w, "’", "'")
		for i := range profiles {
			scores[i] += profiles[i].score(w)
		}
	}
	top := -1
	for i, v := range scores {
		if v > 0 && (top < 0 || v > scores[top]) {
			top = i
		}
	}
	if top < 0 {
		return fallback
	}
	return profiles[top].lang
}

func (p *profile) score(w string) float64 {
	if v, ok := p.words[w]; ok {
		return v
	}
	v := 0.0
	for _, c := range w {
		if c > 127 {
			v += p.chars[c]
		}
	}
	r := []rune(" " + w + " ")
	for i := 0; i+3 <= len(r); i++ {
		v += p.grams[string(r[i:i+3])]
	}
	return v
}

// build makes profiles out of lists of words: a small word shared by many
// languages counts less, and so does a trigram.
func build(lists []wordList) []profile {
	inWords, inGrams := map[string]int{}, map[string]int{}
	out := make([]profile, len(lists))
	for i, l := range lists {
		p := profile{lang: l.lang, words: map[string]float64{}, grams: map[string]float64{}, chars: map[rune]float64{}}
		for w := range strings.FieldsSeq(l.small) {
			p.words[w] = 3
			inWords[w]++
		}
		for w := range strings.FieldsSeq(l.small + " " + l.common) {
			r := []rune(" " + w + " ")
			for k := 0; k+3 <= len(r); k++ {
				if p.grams[string(r[k:k+3])] == 0 {
					inGrams[string(r[k:k+3])]++
				}
				p.grams[string(r[k:k+3])]++
			}
		}
		for _, c := range l.letters {
			p.chars[c] = 2
		}
		out[i] = p
	}
	for i := range out {
		for w := range out[i].words {
			out[i].words[w] /= float64(inWords[w])
		}
		total := 0.0
		for _, v := range out[i].grams {
			total += v
		}
		for g, v := range out[i].grams {
			out[i].grams[g] = min(0.6, 0.15+60*v/total) / float64(inGrams[g])
		}
	}
	return out
}

type wordList struct{ lang, small, common, letters string }

// otherScript names languages whose script is theirs alone.
func otherScript(s string) string {
	counts := map[string]int{}
	for _, r := range s {
		for _, t := range []struct {
			lang  string
			table *unicode.RangeTable
		}{{"ar", unicode.Arabic}, {"he", unicode.Hebrew}, {"el", unicode.Greek}, {"th", unicode.Thai}, {"hi", unicode.Devanagari}, {"bn", unicode.Bengali}, {"ta", unicode.Tamil}, {"te", unicode.Telugu}, {"ka", unicode.Georgian}, {"hy", unicode.Armenian}, {"my", unicode.Myanmar}, {"km", unicode.Khmer}, {"lo", unicode.Lao}, {"am", unicode.Ethiopic}, {"gu", unicode.Gujarati}, {"pa", unicode.Gurmukhi}, {"ml", unicode.Malayalam}, {"kn", unicode.Kannada}, {"si", unicode.Sinhala}} {
			if unicode.Is(t.table, r) {
				counts[t.lang]++
				break
			}
		}
	}
	top := ""
	for _, l := range []string{"ar", "he", "el", "th", "hi", "bn", "ta", "te", "ka", "hy", "my", "km", "lo", "am", "gu", "pa", "ml", "kn", "si"} {
		if counts[l] > counts[top] {
			top = l
		}
	}
	if top == "ar" && strings.ContainsAny(s, "پچژگ") {
		return "fa"
	}
	return top
}
