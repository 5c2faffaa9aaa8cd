package article

import (
	"strings"
	"unicode"
)

// languageOf returns the declared language's primary subtag; kana in the text
// outweigh a declaration, because many Japanese pages declare none or "en".
func languageOf(declared string, a Article) string {
	kana, letters := 0, 0
	for _, p := range append([]string{a.Title}, a.Paragraphs...) {
		for _, r := range p {
			if unicode.IsLetter(r) {
				letters++
				if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
					kana++
				}
			}
		}
		if letters > 4000 {
			break
		}
	}
	if letters > 0 && kana*10 > letters {
		return "ja"
	}
	d, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(declared)), "_", "-"), "-")
	if len(d) == 2 || len(d) == 3 {
		return d
	}
	return ""
}
