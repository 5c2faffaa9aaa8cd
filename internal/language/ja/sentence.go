package ja

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// longestQuote bounds how far an opening mark may stay open before it is taken
// for a stray one.
const longestQuote = 1500

// split finds the sentences of a paragraph: they end at 。！？ and line breaks,
// never inside 「」『』（）, and closing marks and marks in a row stay with them.
func split(r []rune) []text.Span {
	var out []text.Span
	shut := enclosed(r)
	start := 0
	flush := func(end int) {
		if s := text.Trim(r, start, end); s.Len() > 0 {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(r); {
		if r[i] == '\n' {
			flush(i)
			i++
			continue
		}
		if shut[i] > 0 {
			i = int(shut[i])
			continue
		}
		if !isEnd(r[i]) || r[i] == '.' && !dotEnds(r, i) || r[i] == '．' && i > 0 && i+1 < len(r) && unicode.IsDigit(r[i-1]) && unicode.IsDigit(r[i+1]) {
			i++
			continue
		}
		end := endOfRun(r, i)
		if goesOn(r, i, end) {
			i = end
			continue
		}
		flush(end)
		i = end
	}
	flush(len(r))
	return out
}

func isEnd(c rune) bool { return strings.ContainsRune("。！？!?｡．♪☆.", c) }

// endOfRun returns the end of the marks that stand together with the one at i.
func endOfRun(r []rune, i int) int {
	end := i + 1
	for end < len(r) && (isEnd(r[end]) || strings.ContainsRune("」』）)”…‥", r[end]) || r[end] == '・' && end+1 < len(r) && r[end+1] == '・' || r[end] == '・' && r[end-1] == '・') {
		end++
	}
	return end
}

// dotEnds reports a Latin full stop that ends Japanese prose: after kana or
// kanji, before white space or the end.
func dotEnds(r []rune, i int) bool {
	return i > 0 && r[i-1] > 0x3000 && (i+1 == len(r) || unicode.IsSpace(r[i+1]))
}

// goesOn reports that the sentence runs on after its mark: "？と尋ねた",
// "！という声", "モーニング娘。は".
func goesOn(r []rune, i, end int) bool {
	if end >= len(r) {
		return false
	}
	next := r[end]
	if r[i] == '♪' || r[i] == '☆' {
		return !unicode.IsSpace(next)
	}
	if r[i] == '!' && end == i+1 && i > 0 && r[i-1] < 128 && unicode.IsLetter(r[i-1]) && next > 0x3040 {
		return true // a name: "Shout!ニュース"
	}
	mark := r[end-1]
	if mark == '・' {
		mark = '…'
	}
	if strings.ContainsRune("とっ", next) && (mark == '？' || mark == '！' || mark == '?' || mark == '!' || mark == '…' || mark == '」') {
		return next == 'と' || end+1 < len(r) && (r[end+1] == 'て' || r[end+1] == 'と')
	}
	if mark == '。' {
		return next == 'の' || next == 'を' || cited(r, i, end)
	}
	return strings.ContainsRune("をのは、，,", next) && !(next == 'は' && end+1 < len(r) && strings.ContainsRune("いたじ", r[end+1])) ||
		(next == 'が' || next == 'に') && end+1 < len(r) && r[end+1] != '、' && r[end+1] > 0x3100
}

// cited reports that publisher and date of a cited title follow its 』。, which
// belong to it: 『題』。新聞、2024年5月1日。
func cited(r []rune, i, end int) bool {
	if i == 0 || r[i-1] != '』' {
		return false
	}
	stop := end
	for stop < len(r) && stop-end < 40 && r[stop] != '。' && r[stop] != '『' {
		stop++
	}
	if stop >= len(r) || r[stop] != '。' {
		return false
	}
	s := string(r[end:stop])
	_, date, ok := strings.Cut(s, "、")
	return ok && strings.Contains(date, "年") && strings.Contains(date, "月") && len([]rune(date)) < 24
}

// enclosed returns for each rune that opens a bracket or quotation the index
// after its closing partner; other runes are 0. Strays enclose nothing.
func enclosed(r []rune) []int32 {
	shut := make([]int32, len(r))
	type open struct {
		at      int
		closing rune
	}
	var stack []open
	for i, c := range r {
		if p := partner(c); p != 0 {
			stack = append(stack, open{i, p})
			continue
		}
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].closing == c {
				if i-stack[k].at < longestQuote {
					shut[stack[k].at] = int32(i + 1)
				}
				stack = stack[:k]
				break
			}
		}
	}
	return shut
}

func partner(c rune) rune {
	switch c {
	case '「':
		return '」'
	case '『':
		return '』'
	case '（':
		return '）'
	case '(':
		return ')'
	case '“':
		return '”'
	case '【':
		return '】'
	case '〈':
		return '〉'
	case '《':
		return '》'
	case '[':
		return ']'
	case '｢':
		return '｣'
	}
	return 0
}

// quotations finds direct speech in 「」 and 『』; one inside another is not
// Outer.
func quotations(l layout) []text.Quotation {
	var out []text.Quotation
	shut := enclosed(l.r)
	outer := 0
	for i, c := range l.r {
		if shut[i] == 0 || c != '「' && c != '『' && c != '“' && c != '｢' {
			continue
		}
		end := int(shut[i])
		if end-i <= 2 {
			continue
		}
		out = append(out, text.Quotation{Text: l.cut(i+1, end-1), Span: text.Span{Start: i, End: end}, Outer: i >= outer})
		outer = max(outer, end)
	}
	return out
}
