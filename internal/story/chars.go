package story

import "unicode"

// charsOf returns the single ideographs and the pairs of characters inside the
// words of a headline, each once: 訪米 and 米国, 死去 and 死亡, and names that are
// written in two ways share them where no word is the same.
func charsOf(title []string) []term {
	var out []term
	for _, w := range title {
		rs := []rune(w)
		for i, r := range rs {
			if unicode.Is(unicode.Han, r) {
				out = append(out, term{hashTerm('k', "", string(r)), 0.6})
			}
			if i > 0 {
				out = append(out, term{hashTerm('k', "", string(rs[i-1:i+1])), 1})
			}
		}
	}
	out = sortTerms(out)
	for i := range out {
		out[i].weight = min(out[i].weight, 1)
	}
	return out
}
