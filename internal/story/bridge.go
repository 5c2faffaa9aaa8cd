package story

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
)

// What two languages share without a translator: names by their sound, numbers,
// words taken over letter by letter or sound by sound, and a short list of the
// words that news is made of.

//go:embed bridge.txt
var bridgeText string

// bridges leads a word of either language to its line in bridge.txt.
var bridges = func() map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(bridgeText, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		for _, w := range fields {
			key := w
			if isLatin(w) {
				key = language.Key(w, "en")
			}
			if _, ok := out[key]; !ok {
				out[key] = fields[0]
			}
		}
	}
	return out
}()

// soundLength is the number of consonants from which a sound is rare enough to
// stand for a word.
const soundLength = 3

// concept returns the form of a word that another language shares, "" when
// there is none.
func concept(word string) string {
	if c, ok := bridges[word]; ok {
		return c
	}
	if isDigits(word) {
		return word
	}
	if k := language.SoundKey(word); len(k) >= soundLength && utf8.RuneCountInString(word) >= 3 {
		return "~" + k
	}
	return ""
}

// nameSound returns the form in which a name meets its original in another
// script: the sound of its last part for katakana and Latin letters, the name
// itself otherwise and for codes of countries and bodies.
func nameSound(normal string) string {
	if strings.ToUpper(normal) == normal && isLatin(normal) {
		return normal
	}
	last := normal
	if i := strings.LastIndexAny(normal, " ・=＝"); i >= 0 {
		_, n := utf8.DecodeRuneInString(normal[i:])
		last = normal[i+n:]
	}
	if c, ok := bridges[last]; ok && last == normal {
		return c
	}
	if k := language.SoundKey(last); len(k) >= soundLength {
		if last != normal && isLatin(normal) {
			// An English name of several words stays whole: "space needle" is not every needle.
			return language.SoundKey(normal)
		}
		return "~" + k
	}
	return normal
}

func isLatin(s string) bool {
	for _, r := range s {
		if r > unicode.MaxLatin1 {
			return false
		}
	}
	return s != ""
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(s) > 1
}
