package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
)

// A name in two scripts meets by its sound. Both scripts are uncertain of an r
// or l that ends a syllable: katakana writes it as ル (Merkel), as a long vowel
// (Starmer) or not at all, and the skeleton of language.SoundKey drops it. A
// short name has little left then, so here it is kept where it is written, and
// a Latin name is known by both readings.

// ear remembers how names sound: the same names are in the news every day.
type ear struct{ heard map[string][]string }

const earNames = 20000 // names remembered; then it begins anew

func newEar() *ear { return &ear{heard: map[string][]string{}} }

// sounds is soundsOf, remembered.
func (e *ear) sounds(normal string) []string {
	s, ok := e.heard[normal]
	if !ok {
		if len(e.heard) >= earNames {
			clear(e.heard)
		}
		s = soundsOf(normal)
		e.heard[normal] = s
	}
	return s
}

// soundsOf returns the forms in which the parts of a name in its normal form
// are looked for in another script, each once; nil where it has none of three
// consonants.
func soundsOf(normal string) []string {
	if isCode(normal) {
		return []string{normal}
	}
	var out []string
	parts := strings.FieldsFunc(normal, func(r rune) bool {
		return !(unicode.Is(unicode.Katakana, r) || r == 'ー' || unicode.Is(unicode.Latin, r) || r == '\'' || r == '’')
	})
	for _, p := range parts {
		out = addSounds(out, p)
	}
	if len(parts) > 1 && isLatin(normal) {
		out = addSounds(out, strings.Join(parts, "")) // ポートアムゼル is one word, Port Amsel two
	}
	return out
}

// isCode reports the code of a country or body, which both scripts share.
func isCode(normal string) bool {
	return strings.ToUpper(normal) == normal && isLatin(normal)
}

func addSounds(out []string, word string) []string {
	if utf8.RuneCountInString(word) < 3 {
		return out
	}
	forms := []string{word}
	if r, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Katakana, r) {
		forms[0] = strings.ReplaceAll(word, "ル", "ルー")
	} else {
		word = strings.ToLower(word)
		forms = []string{openEnds(word, "rl"), openEnds(word, "l")}
		for _, end := range peoples {
			if stem, ok := strings.CutSuffix(word, end); ok && len(stem) > 3 {
				forms = append(forms, openEnds(stem+"a", "rl"))
			}
		}
	}
	for _, f := range forms {
		k := strings.ReplaceAll(language.SoundKey(f), "z", "s") // アムゼル and Amsel
		if len(k) >= soundLength && !strings.Contains(k, " ") && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// peoples are the ends by which English makes an adjective of a place.
var peoples = []string{"ian", "an"}

// openEnds puts a vowel after each of the letters that ends a syllable, so that
// its sound is kept.
func openEnds(word, letters string) string {
	var b strings.Builder
	for i := 0; i < len(word); i++ {
		b.WriteByte(word[i])
		closes := i+1 == len(word) || strings.IndexByte("aeiouyw", word[i+1]) < 0 && word[i+1] != word[i] && word[i+1] < utf8.RuneSelf
		if i > 0 && closes && strings.IndexByte(letters, word[i]) >= 0 {
			b.WriteByte('u')
		}
	}
	return b.String()
}
