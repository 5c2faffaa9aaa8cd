package en

import (
	"strings"
	"unicode"
)

// references takes in footnote marks after a sentence: "at large.[7][8]".
func references(l layout, end int) int {
	for {
		k := end
		if l.at(k) == ' ' && l.at(k+1) == '[' {
			k++
		}
		if l.at(k) != '[' || !isDigit(l.at(k+1)) {
			return end
		}
		for k++; isDigit(l.at(k)); k++ {
		}
		if l.at(k) != ']' {
			return end
		}
		end = k + 1
	}
}

// abbreviation reports whether the full stop at i belongs to a short form and
// does not also end the sentence. n is where the next word starts.
func abbreviation(l layout, start, i, n int, after string) bool {
	w := strings.TrimLeft(wordBefore(l, i), "•⁃-")
	if k := strings.LastIndexByte(w, '.'); k > 0 && never[strings.ToLower(w[k+1:])] {
		w = w[k+1:] // "Tuesday.Mr. Smith"
	}
	lower := strings.ToLower(w)
	digit := unicode.IsDigit(l.at(n))
	capital := unicode.IsUpper(firstRune(w))
	switch {
	case w == "":
		return false
	case numbering(w) && onlyBullet(l, start, i-len(w)):
		return true
	case beforeNumber[lower]:
		return digit
	case months[lower] != 0 && len(w) <= 4 && lower != "may" && capital:
		return digit || !starters[after]
	case never[lower]:
		return capital || lowerTitles[lower]
	case w == "I" && starters[after] && !commonInitial(l, i):
		return false
	case single(w):
		return !starters[after] || i-1 == start || commonInitial(l, i)
	case eras[lower]:
		return !unicode.IsUpper(l.at(n))
	case clock(lower):
		return !starters[after] && (leads(l, start) || zoneNext(after))
	case acronym(w) || sometimes[lower] || capital && sometimesCapital[lower] || measures[lower] && isDigit(l.at(i-len(w)-2)):
		return !starters[after]
	}
	return false
}

// clock reports "a.m" and "p.m".
func clock(w string) bool { return w == "a.m" || w == "p.m" }

var eras = set("b.c a.d c.e b.c.e")

// leads reports that the sentence so far opens with a time or a place, so that
// it still waits for its verb: "At 5 a.m. Mr. Smith went".
func leads(l layout, start int) bool {
	switch wordAfter(l, start) {
	case "At", "On", "By", "In", "From", "Around", "Since", "Until", "Before", "After", "About", "Near":
		return true
	}
	return false
}

// zoneNext reports a time zone after a time of day.
func zoneNext(w string) bool {
	return len(w) >= 2 && len(w) <= 4 && strings.ToUpper(w) == w || len(w) == 1 && w != "I" && w != "A"
}

// onlyBullet reports that nothing but bullets and space stands in [start, end).
func onlyBullet(l layout, start, end int) bool {
	for k := start; k < end && k < len(l.r); k++ {
		if c := l.r[k]; c != '•' && c != '⁃' && c != '-' && !unicode.IsSpace(c) {
			return false
		}
	}
	return end >= start
}

// commonInitial reports an initial right after a capitalised word or another
// initial ("Albert I. Jones", "J. R. R. Tolkien").
func commonInitial(l layout, dot int) bool {
	j := dot - 2
	for j >= 0 && (l.r[j] == ' ' || l.r[j] == '.') {
		j--
	}
	for j > 0 && !unicode.IsSpace(l.r[j-1]) {
		j--
	}
	return j >= 0 && unicode.IsUpper(l.r[j]) && j < dot-2
}

// numbering reports a list number: "1", "a", "iv".
func numbering(w string) bool {
	if len(w) > 3 || len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' {
		return len(w) == 1
	}
	for _, c := range w {
		if !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

func single(w string) bool {
	r := []rune(w)
	return len(r) == 1 && unicode.IsUpper(r[0])
}

// acronym reports letters with full stops between them: "U.S", "e.g".
func acronym(w string) bool {
	if !strings.Contains(w, ".") {
		return false
	}
	for part := range strings.SplitSeq(w, ".") {
		if len([]rune(part)) > 2 || part == "" || !unicode.IsLetter(firstRune(part)) {
			return false
		}
	}
	return true
}

// listItem reports a numbered or bulleted item that begins at i inside a line
// whose first item has the same form: "1.) One 2.) Two", "a. One b. Two".
func listItem(l layout, i int) bool {
	c := l.r[i]
	if c == '•' || c == '⁃' {
		return true
	}
	if i == 0 || !unicode.IsSpace(l.r[i-1]) {
		return false
	}
	first := skipSpace(l, 0)
	form, end := label(l, i)
	if form == "" || first >= i || !unicode.IsUpper(l.at(skipSpace(l, end))) {
		return false
	}
	lead, _ := label(l, first)
	return lead == form && l.r[first] < c
}

// label reads the mark of a list item at i: its form and its end.
func label(l layout, i int) (form string, end int) {
	j := i
	switch c := l.at(i); {
	case isDigit(c):
		form = "1"
		for isDigit(l.at(j)) && j-i < 3 {
			j++
		}
	case c >= 'a' && c <= 'h':
		form, j = "a", i+1
	default:
		return "", i
	}
	for l.at(j) == '.' || l.at(j) == ')' {
		form += string(l.at(j))
		j++
	}
	if len(form) == 1 || l.at(j) != ' ' {
		return "", i
	}
	return form, j
}
