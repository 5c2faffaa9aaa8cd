package article

import (
	"strings"
	"unicode"

	"kiku/internal/language"
)

// enoughLetters is how long a text must be for its own word to count for more
// than a declaration: archives call a whole day "en" that has German in it, and
// many Japanese pages declare "en" or nothing.
const enoughLetters = 200

// languageOf returns the primary subtag of the language that an article is
// written in: what its text says when it is long enough or nothing is declared,
// else the declared one; "" when neither tells.
func languageOf(declared string, a Article) string {
	text := a.Title + "\n" + strings.Join(a.Paragraphs, "\n")
	said := primary(declared)
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
		if letters >= enoughLetters {
			break
		}
	}
	found := language.Detect(text)
	if found == "" || said != "" && letters < enoughLetters && found != "ja" {
		return said
	}
	return found
}

// primary returns the first part of a language tag when it looks like one.
func primary(tag string) string {
	p, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	if len(p) == 2 || len(p) == 3 {
		return p
	}
	return ""
}
