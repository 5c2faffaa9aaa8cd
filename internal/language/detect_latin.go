package language

import (
	"math"
	"strings"
	"unicode"
)

// classifier tells the languages of one script apart by what each is
// recognised by: its small words, the share of its words' trigrams, and its
// letters beyond a to z. All values are logarithms that add up per language.
type classifier struct {
	langs   []string
	prior   []float64
	words   map[string][]float64
	grams   map[gram][]float64
	unseen  []float64
	letters map[rune]uint32 // bit i: language i writes the letter
}

type gram [3]rune

// The weights were chosen on the given half of the labelled headlines.
const (
	smallWord  = 6.0  // a small word that no other language has
	alienMark  = -4.0 // a letter the language does not write
	smoothing  = 0.25
	gramWeight = 0.55
	gramKinds  = 6000 // trigrams that languages of one script use
	mostWords  = 150  // enough words to be sure
)

func latinLanguage(s string) string { return latinOnce().best(s) }

func cyrillicLanguage(s string) string { return cyrillicOnce().best(s) }

// best returns the language that most likely writes s.
func (c *classifier) best(s string) string {
	scores := append([]float64(nil), c.prior...)
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if n++; n > mostWords {
			break
		}
		c.add(scores, strings.ReplaceAll(strings.ToLower(w), "’", "'"))
	}
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	return c.langs[top]
}

// add adds what one word says for each language.
func (c *classifier) add(scores []float64, w string) {
	for i, v := range c.words[w] {
		scores[i] += v
	}
	g := gram{0, 0, ' '}
	step := func(r rune) {
		g = gram{g[1], g[2], r}
		if g[0] == 0 {
			return
		}
		values := c.grams[g]
		if values == nil {
			values = c.unseen
		}
		for i, v := range values {
			scores[i] += v
		}
	}
	for _, r := range w {
		step(r)
		if r > 127 {
			mask := c.letters[r]
			for i := range scores {
				if mask>>i&1 == 0 {
					scores[i] += alienMark
				}
			}
		}
	}
	step(' ')
}

// build makes a classifier out of lists of words. A small word that several
// languages share counts less; small words count four times in the trigrams,
// as in running text.
func build(lists []wordList) *classifier {
	c := &classifier{words: map[string][]float64{}, grams: map[gram][]float64{}, letters: map[rune]uint32{}}
	shared := map[string]float64{}
	for _, l := range lists {
		for w := range strings.FieldsSeq(l.small) {
			shared[w]++
		}
	}
	counts := make([]map[gram]float64, len(lists))
	for i, l := range lists {
		c.langs, c.prior = append(c.langs, l.lang), append(c.prior, l.prior)
		for _, r := range l.letters {
			c.letters[r] |= 1 << i
		}
		counts[i] = map[gram]float64{}
		total := countGrams(counts[i], l.small, 4) + countGrams(counts[i], l.common, 1)
		for w := range strings.FieldsSeq(l.small) {
			if c.words[w] == nil {
				c.words[w] = make([]float64, len(lists))
			}
			c.words[w][i] = smallWord / shared[w] / shared[w]
		}
		base := math.Log(total + smoothing*gramKinds)
		c.unseen = append(c.unseen, gramWeight*(math.Log(smoothing)-base))
	}
	for i, grams := range counts {
		for g, n := range grams {
			if c.grams[g] == nil {
				c.grams[g] = append([]float64(nil), c.unseen...)
			}
			c.grams[g][i] += gramWeight * (math.Log(n+smoothing) - math.Log(smoothing))
		}
	}
	return c
}

// countGrams adds the trigrams of a list of words and returns their number.
func countGrams(counts map[gram]float64, list string, times float64) (total float64) {
	for w := range strings.FieldsSeq(list) {
		r := []rune(" " + w + " ")
		for k := 0; k+3 <= len(r); k++ {
			counts[gram{r[k], r[k+1], r[k+2]}] += times
			total += times
		}
	}
	return total
}

// wordList is what a profile is built from; prior is how much rarer the
// language is in the news a reader of Japanese and English follows.
type wordList struct {
	lang                   string
	prior                  float64
	small, common, letters string
}

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
