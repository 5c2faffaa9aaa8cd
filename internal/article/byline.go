package article

import (
	"regexp"
	"strings"
)

const personName = `\p{Lu}[\p{L}'’.-]+(?: (?:(?:de|del|der|van|von|al|bin|el|la)[ -])?\p{Lu}[\p{L}'’.-]*){1,2}`

var (
	bylineNames = regexp.MustCompile(`^By (` + personName + `(?:(?:, | and |, and )` + personName + `)*)(?: |$)`)
	// bylinePlace is where they report from, when the sentence that says so has an end.
	bylinePlace = regexp.MustCompile(`^[^.]{0,160}?\breport(?:ed|ing)(?: this article| this story)?(?: from [^.]{3,120}| for [^.]{3,80})?\.(?: |$)`)
)

// cutByline takes "By NAME and NAME" off the front of a paragraph, with the
// sentence behind it that says from where they report. It returns the names,
// and the rest. A paragraph in which the names' end cannot be told stays whole.
func cutByline(p string) (names, rest string) {
	m := bylineNames.FindStringSubmatchIndex(p)
	if m == nil {
		return "", p
	}
	names, rest = p[m[2]:m[3]], strings.TrimSpace(p[m[3]:])
	// "By Ann Lee The police said": the third word of the name began the text.
	for _, word := range []string{" The", " A", " An", " In", " On", " At", " As", " When", " For", " It", " He", " She", " They", " President", " Prime", " Reporting", " Photographs", " Illustrations"} {
		if n, ok := strings.CutSuffix(names, word); ok {
			names, rest = n, strings.TrimSpace(word+" "+rest)
		}
	}
	// "By Ann Lee Ann Lee reported from Oslo.": the greedy name took the next
	// sentence's first word.
	if first, _, ok := strings.Cut(names, " "); ok && strings.HasSuffix(names, " "+first) {
		names, rest = strings.TrimSuffix(names, " "+first), first+" "+rest
	}
	if m := bylinePlace.FindString(rest); m != "" {
		rest = rest[len(m):]
	}
	return names, strings.TrimSpace(rest)
}
