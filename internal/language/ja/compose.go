package ja

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// compose joins the voicing marks of half-width katakana, which are characters
// of their own, to the kana before them (ト, ラ, ン, フ, mark -> トランプ), so that
// the dictionary knows the word. back[i] is where the i-th character of the
// result begins in s, counted in characters, with the end at the end; nil when
// nothing was joined.
func compose(s string) (joined string, back []int) {
	if !strings.ContainsAny(s, "\u3099\u309a") {
		return s, nil
	}
	whole := s
	joined = norm.NFC.String(s)
	back = make([]int, 0, len(s)/3+1)
	at := 0
	for len(s) > 0 {
		// a base and the marks after it are what NFC joins
		_, n := utf8.DecodeRuneInString(s)
		for n < len(s) {
			c, k := utf8.DecodeRuneInString(s[n:])
			if c != '\u3099' && c != '\u309a' {
				break
			}
			n += k
		}
		runes := utf8.RuneCountInString(s[:n])
		left := utf8.RuneCountInString(norm.NFC.String(s[:n]))
		for i := range left {
			back = append(back, at+min(i, runes-1))
		}
		at += runes
		s = s[n:]
	}
	if back = append(back, at); len(back) != utf8.RuneCountInString(joined)+1 {
		return whole, nil // other marks joined as well: leave the text as it was
	}
	return joined, back
}
