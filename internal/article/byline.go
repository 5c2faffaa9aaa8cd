package article

import (
	"regexp"
	"strings"
)

const personName = `\p{Lu}[\p{L}'’.-]+(?: (?:(?:de|del|der|van|von|al|bin|el|la)[ -])?\p{Lu}[\p{L}'’.-]*){1,2}`

var (
	bylineNames = regexp.MustCompile(`^By (` + personName + `(?:(?:, | and |, and )` + personName + `)*)(?: |$)`)
	// bylinePlace is where they report from, when the sentence that says so has an end.
	bylinePlace = regexp.MustCompile(`^(?:\b\p{Lu}\.|[^.]){0,160}?\breport(?:ed|ing)(?: this article| this story)?(?: (?:from|for) (?:\b\p{Lu}\.|[^.]){3,120})?\.(?: |$)`)
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
	} else if place, ok := strings.CutPrefix(rest, "Reporting from "); ok {
		rest = cutPlace(place)
	}
	return names, strings.TrimSpace(rest)
}

// longPlaces begin places' names of more than one word.
var longPlaces = map[string]int{
	"New": 2, "Hong": 2, "Kuala": 2, "San": 2, "Santa": 2, "Los": 2, "Las": 2, "Tel": 2, "St.": 2, "Buenos": 2, "Abu": 2, "Cape": 2, "Mexico": 2, "Addis": 2,
	"El": 2, "La": 2, "Port": 2, "Phnom": 2, "Vatican": 2, "South": 2, "North": 2, "East": 2, "West": 2, "Saudi": 2, "Sri": 2, "Costa": 2, "Puerto": 2, "Ho": 4, "Rio": 3,
	"Panama": 2, "Kansas": 2, "Salt": 3, "Fort": 2, "Palo": 2, "Czech": 2, "Burkina": 2, "Sierra": 2,
}

// cutPlace takes "Place" or "Place, Country" off the front of a text that has no
// mark behind them.
func cutPlace(s string) string {
	words := strings.Fields(s)
	i := 0
	for i < len(words) {
		n := max(1, longPlaces[words[i]])
		if words[i] == "United" {
			if n = 2; i+1 < len(words) && words[i+1] == "Arab" {
				n = 3
			}
		}
		i = min(i+n, len(words))
		if !strings.HasSuffix(words[i-1], ",") {
			break
		}
	}
	return strings.Join(words[i:], " ")
}
