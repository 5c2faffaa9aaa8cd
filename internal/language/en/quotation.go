package en

import (
	"unicode"

	"kiku/internal/language/text"
)

// quotations finds direct speech: double marks, curly or straight, and single
// marks; a quotation inside another is not Outer.
func quotations(l layout) []text.Quotation {
	var out []text.Quotation
	for i := 0; i < len(l.r); i++ {
		if !isQuoteMark(l.r[i]) {
			continue
		}
		closing := pairOf(l, i)
		if closing == 0 || closing == ')' || closing == ']' {
			continue
		}
		if l.r[i] == '‘' && unicode.IsLetter(l.at(i-1)) {
			continue
		}
		end := partner(l, i, closing)
		if end < 0 || end == i+1 {
			continue
		}
		out = append(out, text.Quotation{
			Text:  l.cut(text.Span{Start: i + 1, End: end}),
			Span:  text.Span{Start: i, End: end + 1},
			Outer: true,
		})
		out = append(out, nested(l, i, end)...)
		i = end
	}
	return out
}

// nested finds the quotations between the marks at start and end.
func nested(l layout, start, end int) []text.Quotation {
	var out []text.Quotation
	for i := start + 1; i < end; i++ {
		if !isQuoteMark(l.r[i]) || l.r[i] == l.r[start] {
			continue
		}
		closing := pairOf(l, i)
		if closing == 0 {
			continue
		}
		k := partner(l, i, closing)
		if k < 0 || k >= end || k == i+1 {
			continue
		}
		out = append(out, text.Quotation{
			Text: l.cut(text.Span{Start: i + 1, End: k}),
			Span: text.Span{Start: i, End: k + 1},
		})
		i = k
	}
	return out
}

func isQuoteMark(c rune) bool {
	switch c {
	case '“', '"', '‘', '\'', '«', '「':
		return true
	}
	return false
}
