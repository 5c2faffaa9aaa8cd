package en

import (
	"strings"
	"unicode"
)

// longestQuote bounds how far a quotation may run before its opening mark is
// taken for a stray one; statements quoted in news stay under it.
const longestQuote = 900

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
	if l.r[i] == '\'' && (before == '\'' || after == '\'') {
		return false // the '' of tokenised text, which opens and closes alike
	}
	if l.r[i] == '\'' && after == 's' && !unicode.IsLetter(l.at(i+2)) {
		return false // the 's of tokenised text
	}
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
