package digest

import (
	"fmt"
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// Words that say of how much something is true: those before the word that they
// belong to, and those after it.
var (
	sharesBefore = regexp.MustCompile(`(?i)\b(half|parts?|one|some|most|many|few|several|each|none|all|any|majority|rest|only|nearly|almost)\b( of\b)?|(多く|一部|ほとんど|大半|半数|半分|大部分)の`)
	sharesAfter  = regexp.MustCompile(`だけ|のみ|ばかり|しか|さえ|すら`)
)

// sameShares asks that a word of which a sentence says how much is meant ("half of
// the fund", 一部の) is printed with that or not at all, and that a line says it of no
// other word.
func sameShares(line text.Sentence, sentences []cited) error {
	theirs := map[string]bool{}
	for _, s := range sentences {
		for k := range sharesIn(s.sentence) {
			theirs[k] = true
		}
	}
	mine := sharesIn(line)
	printed := map[string]bool{}
	for _, i := range contentOf(line) {
		printed[wordKey(line.Words[i])] = true
	}
	for k := range mine {
		if !theirs[k] {
			return fmt.Errorf("%w: gained %q", ErrTurned, k)
		}
	}
	for _, s := range sentences {
		for k := range sharesIn(s.sentence) {
			if _, word, _ := strings.Cut(k, " > "); printed[word] && !mine[k] {
				return fmt.Errorf("%w: lost %q", ErrTurned, k)
			}
		}
	}
	return nil
}

// sharesIn are the shares of a sentence with the words that they belong to, as
// "half of > fund".
func sharesIn(s text.Sentence) map[string]bool {
	out := map[string]bool{}
	place := func(at []int) text.Span {
		start := len([]rune(s.Text[:at[0]]))
		return text.Span{Start: start, End: start + len([]rune(s.Text[at[0]:at[1]]))}
	}
	words := contentOf(s)
	for _, at := range sharesBefore.FindAllStringIndex(s.Text, -1) {
		span := place(at)
		for _, i := range words {
			if s.Words[i].Span.Start >= span.End {
				out[strings.ToLower(s.Text[at[0]:at[1]])+" > "+wordKey(s.Words[i])] = true
				break
			}
		}
	}
	for _, at := range sharesAfter.FindAllStringIndex(s.Text, -1) {
		span := place(at)
		for k := len(words) - 1; k >= 0; k-- {
			if w := s.Words[words[k]]; w.Span.End <= span.Start {
				out[s.Text[at[0]:at[1]]+" > "+wordKey(w)] = true
				break
			}
		}
	}
	return out
}
