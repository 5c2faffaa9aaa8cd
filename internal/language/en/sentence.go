package en

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// longestQuote bounds how far a quotation may run before its opening mark is
// taken for a stray one; statements quoted in news stay under it.
const longestQuote = 900

// split finds the sentences of a paragraph. A sentence never ends inside
// closed quotation marks or brackets, and closing marks stay with it.
func split(l layout) []text.Span {
	shut := enclosed(l)
	var out []text.Span
	start := skipSpace(l, 0)
	for i := start; i < len(l.r); i++ {
		if c := l.r[i]; c == '\n' && i > start {
			if lineBreaks(l, i) {
				out = appendSpan(out, l, start, i)
				start = skipSpace(l, i)
				i = start - 1
			}
			continue
		}
		end, ok := endsAt(l, shut, start, i)
		if !ok {
			continue
		}
		out = appendSpan(out, l, start, end)
		start = skipSpace(l, end)
		i = start - 1
	}
	return appendSpan(out, l, start, len(l.r))
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
	return j < len(l.r) && !unicode.IsLower(l.r[j])
}

// endsAt reports whether a sentence that began at start ends with the mark at
// i, and where, closing marks included.
func endsAt(l layout, shut []int32, start, i int) (int, bool) {
	if item, ok := listItem(l, i); ok && i > start && item {
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
		if e, n := spacedDots(l, i); n > 1 {
			end, dots = e, n
		}
	}
	if end < len(l.r) && i > 0 && isEndMark(l.r[i-1]) {
		return 0, false // inside a run that was looked at as a whole
	}
	inner := end
	for end < len(l.r) && isCloser(l, end) {
		end++
	}
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
		return false
	}
	if c == 0 {
		return true
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

// abbreviation reports whether the full stop at i belongs to a short form and
// does not also end the sentence. n is where the next word starts.
func abbreviation(l layout, start, i, n int, after string) bool {
	w := wordBefore(l, i)
	lower := strings.ToLower(w)
	digit := unicode.IsDigit(l.at(n))
	switch {
	case w == "":
		return false
	case beforeNumber[lower]:
		return digit || lower == "no" && l.at(n) == 0
	case months[lower] != 0 && len(w) <= 4 && lower != "may" && unicode.IsUpper(firstRune(w)):
		return digit || !starters[after]
	case never[lower]:
		return true
	case single(w) && w == "I" && starters[after]:
		return false
	case single(w):
		return !starters[after] || i-1 == start || commonInitial(l, i)
	case acronym(w) || sometimes[lower]:
		return !starters[after] && !(lower == "a.m" || lower == "p.m") || digit && !clockEnd(lower)
	case numbering(w) && i-len(w) == start:
		return true
	}
	return false
}

// clockEnd reports "a.m" and "p.m".
func clockEnd(w string) bool { return w == "a.m" || w == "p.m" }

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
	if len(w) > 3 {
		return false
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

// listItem reports a numbered or bulleted item that begins at i inside a line:
// "1.) The first item 2.) The second item".
func listItem(l layout, i int) (bool, bool) {
	c := l.r[i]
	if c == '•' || c == '⁃' {
		return true, true
	}
	if c < '0' || c > '9' || i == 0 || !unicode.IsSpace(l.r[i-1]) {
		return false, false
	}
	j := i
	for j < len(l.r) && l.r[j] >= '0' && l.r[j] <= '9' && j-i < 3 {
		j++
	}
	if l.at(j) == '.' && l.at(j+1) == ')' || l.at(j) == ')' {
		k := j + 1
		if l.at(j) == '.' {
			k++
		}
		return l.at(k) == ' ' && unicode.IsUpper(l.at(k+1)) && listBefore(l, i), true
	}
	return false, false
}

// listBefore reports that the paragraph starts with an item of the same kind.
func listBefore(l layout, i int) bool {
	j := skipSpace(l, 0)
	return j < i && l.r[j] >= '0' && l.r[j] <= '9'
}

// enclosed returns for each rune where the quotation or bracket around it
// closes (the index after the closing mark), 0 outside of any. Marks without
// partner enclose nothing.
func enclosed(l layout) []int32 {
	shut := make([]int32, len(l.r))
	for i := 0; i < len(l.r); i++ {
		closing := pairOf(l, i)
		if closing == 0 {
			continue
		}
		end := partner(l, i, closing)
		if end < 0 {
			continue
		}
		for k := i; k <= end; k++ {
			shut[k] = int32(end + 1)
		}
		i = end
	}
	return shut
}

// pairOf returns the mark that closes what opens at i, or 0.
func pairOf(l layout, i int) rune {
	switch l.r[i] {
	case '“':
		return '”'
	case '«':
		return '»'
	case '(':
		return ')'
	case '[':
		return ']'
	case '「':
		return '」'
	case '"':
		if opensStraight(l, i) {
			return '"'
		}
	case '‘':
		return '’'
	case '\'':
		if opensStraight(l, i) {
			return '\''
		}
	}
	return 0
}

// opensStraight reports a straight quotation mark that can only open.
func opensStraight(l layout, i int) bool {
	before, after := l.at(i-1), l.at(i+1)
	return (before == 0 || unicode.IsSpace(before) || before == '(' || before == '[' || before == '—' || before == '–' || before == '“' || before == '"' || before == '\'' && l.r[i] == '"') &&
		after != 0 && !unicode.IsSpace(after)
}

// partner returns where the mark that opens at i closes, -1 if it does not.
func partner(l layout, i int, closing rune) int {
	limit := min(len(l.r), i+longestQuote)
	depth := 0
	for k := i + 1; k < limit; k++ {
		c := l.r[k]
		switch {
		case c == l.r[i] && c != closing:
			depth++
			if closing == '”' {
				return -1 // a new paragraph of the same speech, or a stray mark
			}
		case c == closing && (closing == '"' || closing == '\'' || closing == '’'):
			if closes(l, k, closing) {
				return k
			}
			if closing == '"' && opensStraight(l, k) {
				return -1
			}
		case c == closing:
			if depth == 0 {
				return k
			}
			depth--
		}
	}
	return -1
}

// closes reports that the mark at k closes rather than stands in a word.
func closes(l layout, k int, mark rune) bool {
	before, after := l.at(k-1), l.at(k+1)
	if unicode.IsSpace(before) {
		return false
	}
	if mark == '"' {
		return after == 0 || !opensStraight(l, k)
	}
	// An apostrophe: only a mark that punctuation stands before or after closes.
	return !unicode.IsLetter(after) && !unicode.IsDigit(after) &&
		(strings.ContainsRune(".,!?…", before) || after == 0 || strings.ContainsRune(".,;:!?)—”\"", after) || unicode.IsSpace(after) && unicode.ToLower(before) != 's')
}
