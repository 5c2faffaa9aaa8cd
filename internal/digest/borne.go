package digest

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// Support is the probability, from 0 to 1, that a source bears out a line, where
// [Checker.Check] says only yes or no. It knows no meaning: it looks at how much of
// a line is new, and into how many pieces the source would have to be cut to make
// it. The weights are learned (eval, TestTrainSupport) from summaries that people
// judged, and kept near to each other: even weights are hard to beat with so few
// judgements (Dawes 1979, the robust beauty of improper linear models).
func Support(line text.Sentence, source []text.Sentence) float64 {
	sum := supportWeights[0]
	for i, v := range SupportShares(line, source) {
		sum += supportWeights[i+1] * v
	}
	return 1 / (1 + math.Exp(-sum))
}

// LeastSupport is what a line of a language model needs at least: see checkWritten.
const LeastSupport = 0.5

// SupportNames are what [SupportShares] returns, in its order.
var SupportNames = []string{"runs", "known", "whole", "near"}

// SupportShares are the shares, each from 0 to 1, that [Support] is made of:
//
//   - runs: the line's runs of three words that stand in the source, times its
//     pairs of words that stand in one sentence of it, the one that has most;
//   - known: 1 when each word of content stands in the source or one that begins as
//     it does, less by e^-½ for each that does not;
//   - whole: 1 less the pieces for each word that the line is cut from, longest
//     first (the fragments of Grusky et al. 2018);
//   - near: how near to each other, and in one sentence, the source has the words of
//     content that are neighbours in the line.
func SupportShares(line text.Sentence, source []text.Sentence) []float64 {
	l, s := readCompared(line), make([]compared, len(source))
	for i := range source {
		s[i] = readCompared(source[i])
	}
	return []float64{
		gramsIn(l, s, 3) * mostPairs(l, s),
		math.Exp(-float64(unknown(l, s)) / 2),
		wholeness(l, s),
		nearness(l, s),
	}
}

//go:embed support.txt
var supportText string

// supportWeights are the constant and the weights of SupportNames.
var supportWeights = func() []float64 {
	out := make([]float64, 1+len(SupportNames))
	for row := range strings.Lines(supportText) {
		var name string
		var w float64
		if _, err := fmt.Sscanf(row, "%s %f", &name, &w); err != nil {
			panic("support.txt: " + row)
		}
		for i, n := range SupportNames {
			if n == name {
				out[i+1] = w
			}
		}
		if name == "one" {
			out[0] = w
		}
	}
	return out
}()

// compared is a sentence as its words are compared: cut at hyphens and marks, so that
// "27-year-old" is what "27 - year - old" is.
type compared struct {
	low, keys []string
	content   []int            // places of the words of content
	at        map[string][]int // places of a key
	begins    map[string]bool  // first letters of the keys
}

func readCompared(s text.Sentence) compared {
	b := compared{at: map[string][]int{}, begins: map[string]bool{}}
	add := func(w text.Word, surface, key string) {
		if content(w) {
			b.content = append(b.content, len(b.low))
		}
		b.at[key] = append(b.at[key], len(b.low))
		b.begins[beginning(key)] = true
		b.low, b.keys = append(b.low, surface), append(b.keys, key)
	}
	for _, w := range s.Words {
		if w.Class == text.Mark {
			continue
		}
		low := strings.ToLower(w.Surface)
		parts := strings.FieldsFunc(low, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
		})
		if len(parts) < 2 {
			add(w, low, strings.ToLower(w.Base))
			continue
		}
		for _, p := range parts {
			add(w, p, p)
		}
	}
	return b
}

// beginning is what words of one stem mostly begin with, "" for a short word, a
// number and a word of a script in which letters are syllables.
func beginning(key string) string {
	if len(key) < 5 {
		return ""
	}
	for i := range 5 {
		if key[i] < 'a' || key[i] > 'z' {
			return ""
		}
	}
	return key[:5]
}

// gramsIn is the share of a line's runs of n words that a source has; a shorter line
// is one run.
func gramsIn(line compared, source []compared, n int) float64 {
	n = max(1, min(n, len(line.low)))
	known := map[string]bool{}
	for _, s := range source {
		for i := 0; i+n <= len(s.low); i++ {
			known[strings.Join(s.low[i:i+n], " ")] = true
		}
	}
	in := 0
	for i := 0; i+n <= len(line.low); i++ {
		if known[strings.Join(line.low[i:i+n], " ")] {
			in++
		}
	}
	return ratioOf(float64(in), float64(len(line.low)-n+1))
}

// mostPairs is the share of pairs of words that stand in one sentence: the one that
// shares most words of content.
func mostPairs(line compared, source []compared) float64 {
	best, most := -1, 0
	for i, s := range source {
		n := 0
		for _, c := range line.content {
			if len(s.at[line.keys[c]]) > 0 {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return 0
	}
	return gramsIn(line, source[best:best+1], 2)
}

// unknown is how many words of content stand nowhere, nor one that begins so.
func unknown(line compared, source []compared) int {
	n := 0
	for _, c := range line.content {
		k := line.keys[c]
		start, found := beginning(k), false
		for _, s := range source {
			found = found || len(s.at[k]) > 0 || start != "" && s.begins[start]
		}
		n += one(!found)
	}
	return n
}

// wholeness is 1 for a line that is one piece, 0 for one of single words.
func wholeness(line compared, source []compared) float64 {
	if len(line.low) < 2 {
		return float64(one(unknown(line, source) == 0))
	}
	return 1 - ratioOf(float64(pieces(line.low, source)), float64(len(line.low)))
}

// pieces is in how many pieces the words of a line stand in a source, each the
// longest that begins there; a word that stands nowhere is a piece.
func pieces(low []string, source []compared) int {
	n := 0
	for i := 0; i < len(low); n++ {
		longest := 1
		for _, s := range source {
			for j := range s.low {
				k := 0
				for i+k < len(low) && j+k < len(s.low) && low[i+k] == s.low[j+k] {
					k++
				}
				longest = max(longest, k)
			}
		}
		i += longest
	}
	return n
}

// nearness is the mean over neighbouring words of content of 1/(1+d), where d is
// by how much farther from each other they stand in a sentence of the source than
// in the line; 0 where no sentence has both.
func nearness(line compared, source []compared) float64 {
	if len(line.content) < 2 {
		return float64(one(unknown(line, source) == 0)) // nothing stands beside it
	}
	sum := 0.0
	for k := 0; k+1 < len(line.content); k++ {
		a, b := line.content[k], line.content[k+1]
		d := math.Inf(1)
		for _, s := range source {
			for _, x := range s.at[line.keys[a]] {
				for _, y := range s.at[line.keys[b]] {
					apart := float64(y - x)
					if y < x {
						apart = float64(x-y) + 2 // in the other order
					}
					if x != y {
						d = min(d, max(0, apart-float64(b-a)))
					}
				}
			}
		}
		sum += 1 / (1 + d)
	}
	return ratioOf(sum, float64(len(line.content)-1))
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratioOf(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}
