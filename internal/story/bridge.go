package story

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
)

// What two languages share without a translator: names by their sound (ear.go),
// numbers, and a list of the words that news is made of.

//go:embed bridge.txt
var bridgeText string

// bridges leads a word of either language, or several that follow each other, to
// its lines in bridge.txt: "talks" to one, "draft" to a law's, a sport's and an
// army's. A line goes by its first word.
var bridges = func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(bridgeText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		for _, w := range fields {
			key := bridgeKey(w)
			if !slices.Contains(out[key], fields[0]) {
				out[key] = append(out[key], fields[0])
			}
		}
	}
	return out
}()

// bridgeKey is how a word of bridge.txt is looked up: English ones by their
// stems, those of a phrase with spaces between and without the little ones.
func bridgeKey(word string) string {
	if !isLatin(word) {
		return word
	}
	var stems []string
	for w := range strings.SplitSeq(word, "_") {
		if !slices.Contains(littleWords, w) {
			stems = append(stems, language.Key(w, "en"))
		}
	}
	return strings.Join(stems, " ")
}

// littleWords are no words of a headline that count, inside a phrase.
var littleWords = []string{"of", "the", "and", "in", "to", "for"}

// longestPhrase is how many words an entry of bridge.txt has at most.
const longestPhrase = 4

// phrases calls f for the lines of every stretch of two or more words of a title
// that bridge.txt has as one.
func phrases(lang string, words []string, f func(line string)) {
	space := " "
	if lang == "ja" {
		space = ""
	}
	for i := range words {
		all := words[i]
		for _, w := range words[i+1 : min(i+longestPhrase, len(words))] {
			all += space + w
			for _, line := range bridges[all] {
				f(line)
			}
		}
	}
}

// usualLines is how many of a thousand news items say what a line of bridge.txt
// says, by the line: as many as have its most usual word in the language that
// has it less often. A word of one language with many meanings does not make
// all of them usual.
var usualLines = func() map[string]uint32 {
	count := map[uint32]uint32{}
	for h, n := range usual {
		count[h] = n
	}
	usualInHeadlines(func(h, n uint32) { count[h] = max(count[h], n) })
	most := map[string][2]uint32{}
	for word, lines := range bridges {
		lang, at := "ja", 0
		if isLatin(word) {
			lang, at = "en", 1
		}
		for _, line := range lines {
			m := most[line]
			m[at] = max(m[at], count[hashTerm('w', lang, word)])
			most[line] = m
		}
	}
	out := map[string]uint32{}
	for line, m := range most {
		out[line] = min(m[0], m[1])
	}
	return out
}()

// soundLength is the number of consonants from which a sound is rare enough to
// stand for a name.
const soundLength = 3

// concepts returns the forms of a word that another language shares.
func concepts(word string) []string {
	if lines := bridges[word]; lines != nil {
		return lines
	}
	if isDigits(word) {
		return []string{word}
	}
	return nil
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
	if lines := bridges[bridgeKey(strings.ReplaceAll(normal, " ", "_"))]; lines != nil {
		return lines[0]
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
