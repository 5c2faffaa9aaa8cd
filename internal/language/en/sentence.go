package en

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// split finds the sentences of a paragraph. A sentence never ends inside
// closed quotation marks or brackets, and closing marks stay with it.
func split(l layout) []text.Span {
	shut := enclosed(l)
	var out []text.Span
	start := skipSpace(l, 0)
	for i := start; i < len(l.r); i++ {
		c := l.r[i]
		if c >= 'i' && c <= 'z' || c >= 'A' && c <= 'Z' || c == ' ' || c >= 'a' && c <= 'h' && i > 0 && l.r[i-1] != ' ' {
			continue // ends nothing and begins no list item
		}
		if c == '\n' && i > start {
			if lineBreaks(l, i) {
				out = parted(out, l, shut, start, i)
				start = skipSpace(l, i)
				i = start - 1
			}
			continue
		}
		end, ok := endsAt(l, shut, start, i)
		if !ok {
			continue
		}
		out = parted(out, l, shut, start, end)
		start = skipSpace(l, end)
		i = start - 1
	}
	return parted(out, l, shut, start, len(l.r))
}

func appendSpan(out []text.Span, l layout, start, end int) []text.Span {
	for end > start && unicode.IsSpace(l.r[end-1]) {
		end--
	}
	if end <= start {
		return out
	}
	return append(out, text.Span{Start: start, End: end})
}

func skipSpace(l layout, i int) int {
	for i < len(l.r) && unicode.IsSpace(l.r[i]) {
		i++
	}
	return i
}

// lineBreaks reports whether the line break at i separates two sentences: an
// empty line, or a new line that starts like a sentence or a list item.
func lineBreaks(l layout, i int) bool {
	j := i + 1
	for j < len(l.r) && unicode.IsSpace(l.r[j]) {
		if l.r[j] == '\n' {
			return true
		}
		j++
	}
	if j >= len(l.r) {
		return false
	}
	return !unicode.IsLower(l.r[j]) || listLines(l) || roman(l, j)
}

// listLines reports a paragraph of three or more lines of a few words each.
func listLines(l layout) bool {
	lines, words := 1, 1
	for _, c := range l.r {
		if c == '\n' {
			lines, words = lines+1, 1
		} else if c == ' ' {
			words++
		}
		if words > 4 || len(l.r) > 400 {
			return false
		}
	}
	return lines > 2
}

// roman reports "ii)" at i.
func roman(l layout, i int) bool {
	j := i
	for l.at(j) == 'i' || l.at(j) == 'v' || l.at(j) == 'x' {
		j++
	}
	return j > i && l.at(j) == ')'
}

// endsAt reports whether a sentence that began at start ends with the mark at
// i, and where, closing marks included.
func endsAt(l layout, shut []int32, start, i int) (int, bool) {
	if i > start && listItem(l, i) && !onlyBullet(l, start, i) {
		return i, true
	}
	c := l.r[i]
	if c != '.' && c != '!' && c != '?' && c != '…' && c != '。' && c != '！' && c != '？' {
		return 0, false
	}
	end := i + 1
	for end < len(l.r) && isEndMark(l.r[end]) {
		end++
	}
	dots := end - i
	if c == '.' && dots == 1 {
		e, n := spacedDots(l, i)
		switch {
		case n == 4 && unicode.IsLetter(l.at(i-1)) && unicode.IsUpper(l.at(skipSpace(l, e))):
			return end, true // "compounds. . . . The practice": the ellipsis opens the next sentence
		case i > start && l.at(i-1) == ' ' && l.at(i-2) == '.' && i+1 < len(l.r):
			return 0, false // looked at with the first of its dots
		case n > 1:
			end, dots = e, n
			if i == start || n == 3 && e < len(l.r) {
				return 0, false
			}
		}
	}
	if end < len(l.r) && i > 0 && isEndMark(l.r[i-1]) {
		return 0, false // inside a run that was looked at as a whole
	}
	inner := end
	for end < len(l.r) && isCloser(l, end) {
		end++
	}
	end = face(l, references(l, end))
	if shut[end-1] != 0 && end < len(l.r) && shut[end-1] > int32(end) {
		return 0, false // inside quotation marks or brackets that close later
	}
	if end >= len(l.r) {
		return end, true
	}
	next := skipSpace(l, end)
	if next >= len(l.r) {
		return end, true
	}
	if next == end {
		return end, c == '.' && dots == 1 && inner == end && glued(l, i, next)
	}
	return end, breaks(l, start, i, dots, inner, end, next)
}

func isEndMark(c rune) bool {
	return c == '.' || c == '!' || c == '?' || c == '…' || c == '。' || c == '！' || c == '？'
}

// isCloser reports a closing quotation mark or bracket at i. A straight mark
// closes when nothing or a space follows.
func isCloser(l layout, i int) bool {
	switch l.r[i] {
	case '”', '’', ')', ']', '»', '}', '」', '』', '）':
		return true
	case '"', '\'':
		n := l.at(i + 1)
		return n == 0 || unicode.IsSpace(n) || n == '"' || n == '\'' || n == ')' || n == ']' || unicode.IsUpper(n)
	}
	return false
}

// spacedDots measures an ellipsis printed ". . .": its end and its dots.
func spacedDots(l layout, i int) (end, dots int) {
	end, dots = i+1, 1
	for end+1 < len(l.r) && l.r[end] == ' ' && l.r[end+1] == '.' {
		end += 2
		dots++
	}
	return end, dots
}

// glued reports a full stop with no space after it that still ends a sentence:
// "the store.Today", never "example.com" or "3.5".
func glued(l layout, dot, next int) bool {
	if !unicode.IsUpper(l.r[next]) || !unicode.IsLower(l.at(next+1)) {
		return false
	}
	w := wordBefore(l, dot)
	if len(w) < 2 || strings.ContainsAny(w, "/@:.") {
		return false
	}
	for k := next; k < len(l.r) && !unicode.IsSpace(l.r[k]); k++ {
		if l.r[k] == '@' || l.r[k] == '/' {
			return false // an address
		}
	}
	last := rune(w[len(w)-1])
	if unicode.IsDigit(last) {
		return true
	}
	return unicode.IsLower(last) && !never[strings.ToLower(w)] && !strings.Contains(wordAfter(l, next), ".")
}

// breaks decides an end mark that white space follows.
func breaks(l layout, start, i, dots, inner, end, next int) bool {
	n := next
	for n < len(l.r) && isOpener(l.r[n]) {
		n++
	}
	c := l.at(n)
	if unicode.IsLower(c) && !(unicode.IsUpper(l.at(n+1)) && l.r[i] != '…' && dots == 1) {
		return n == next && inner == end && careless(l, i, dots, n)
	}
	if c == 0 {
		return true
	}
	if isEndMark(c) || c == ',' || c == ';' {
		return false // "Really ? ? ?"
	}
	after := wordAfter(l, n)
	if dots > 1 && l.r[i] == '.' || l.r[i] == '…' {
		return dots == 4 || dots == 1 && l.r[i] == '…' && starters[after] || dots != 1 && starters[after]
	}
	if l.r[i] != '.' {
		quoted := end > inner
		return !(quoted || names1[after]) || !tellsAfter(l, n)
	}
	if inner < end { // a full stop inside the marks is always the end of something
		return l.r[end-1] != ')' || !abbreviation(l, start, i, n, after)
	}
	return !abbreviation(l, start, i, n, after)
}

// careless reports that the mark at i ends a sentence although the next word, at
// n, has no capital, as in mail and forums: after an ordinary word that is no
// short form, and unless someone is said to have asked or called.
func careless(l layout, i, dots, n int) bool {
	if dots != 1 || l.r[i] == '…' {
		return false
	}
	w := wordBefore(l, i)
	if len(w) < 3 {
		return false
	}
	for k := range len(w) {
		if w[k] < 'a' || w[k] > 'z' {
			return false
		}
	}
	if never[w] || sometimes[w] || sometimesCapital[w] || measures[w] || months[w] != 0 || beforeNumber[w] || weekdayShort[w] {
		return false
	}
	return !tellsAfter(l, n)
}

var weekdayShort = set("mon tue tues wed thu thur thurs fri sat sun")

// face takes in a face after a sentence ("Loved it. :)"): it belongs to what was
// said before.
func face(l layout, end int) int {
	k := skipSpace(l, end)
	if k == end || k-end > 2 {
		return end
	}
	if c := l.at(k); c != ':' && c != ';' && c != '=' {
		return end
	}
	k++
	if c := l.at(k); c == '-' || c == 'o' || c == '\'' {
		k++
	}
	c := l.at(k)
	if c != ')' && c != '(' && c != 'D' && c != 'P' && c != 'p' {
		return end
	}
	for l.at(k) == c {
		k++
	}
	if k < len(l.r) && !unicode.IsSpace(l.r[k]) {
		return end
	}
	return k
}

// names1 is kept for marks that are part of a name ("Yahoo! News").
var names1 = set("news finance mail games sports")

func isOpener(c rune) bool {
	switch c {
	case '“', '‘', '"', '\'', '(', '[', '«', '{':
		return true
	}
	return false
}

// tellsAfter reports whether up to four words on, a word says that someone
// spoke: the quotation and its teller are one sentence.
func tellsAfter(l layout, n int) bool {
	for k := 0; k < 5 && n < len(l.r); k++ {
		w := wordAfter(l, n)
		if w == "" {
			return false
		}
		if reporting[w] {
			return true
		}
		n += len([]rune(w))
		if c := l.at(n); c == '.' || c == ',' || c == '!' || c == '?' {
			if !never[w] {
				return false
			}
			n++
		}
		n = skipSpace(l, n)
	}
	return false
}

func firstRune(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}

// wordBefore returns the characters before i back to white space or an
// opening mark.
func wordBefore(l layout, i int) string {
	j := i
	for j > 0 && !unicode.IsSpace(l.r[j-1]) && !isOpener(l.r[j-1]) && l.r[j-1] != '—' && l.r[j-1] != '–' && i-j < 40 {
		j--
	}
	return l.cut(text.Span{Start: j, End: i})
}

// wordAfter returns the letters from i on.
func wordAfter(l layout, i int) string {
	j := i
	for j < len(l.r) && (unicode.IsLetter(l.r[j]) || (l.r[j] == '\'' || l.r[j] == '’') && unicode.IsLetter(l.at(j+1))) {
		j++
	}
	return l.cut(text.Span{Start: i, End: j})
}
