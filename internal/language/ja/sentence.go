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
// Where no mark separates what pages glue together, see seams.
func split(r []rune) []text.Span {
	var out []text.Span
	shut := enclosed(r)
	begins := seams(r, shut)
	headline := isHeadline(r, shut)
	start := 0
	flush := func(end int) {
		if s := text.Trim(r, start, end); s.Len() > 0 {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(r); {
		for len(begins) > 0 && begins[0] <= i {
			if begins[0] == i {
				flush(i)
			}
			begins = begins[1:]
		}
		switch {
		case r[i] == '\n':
			flush(i)
			i++
			continue
		case shut[i] > 0:
			if r[i] == '『' && i-start > longestPublisher && opensCitation(r, i, int(shut[i])) {
				flush(i)
			}
			i = int(shut[i])
			continue
		case !marks(r, i, headline):
			i++
			continue
		}
		end := endOfRun(r, i)
		if !goesOn(r, i, end) {
			flush(end)
		}
		i = end
	}
	flush(len(r))
	return out
}

// marks reports a mark at i that can end a sentence. A stop in Latin style ends one
// after Japanese before white space, two or more of them, and an ellipsis in a
// headline, also before a new clause.
func marks(r []rune, i int, headline bool) bool {
	switch c := r[i]; c {
	case '.':
		return dotEnds(r, i)
	case '．':
		return i == 0 || i+1 == len(r) || !unicode.IsDigit(r[i-1]) || !unicode.IsDigit(r[i+1])
	case '…':
		return headline && clauseAfterDots(r, i)
	default:
		return isEnd(c)
	}
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
// kanji, before white space or the end; two or more also before a new clause, and
// one after hiragana ("それは.何").
func dotEnds(r []rune, i int) bool {
	if i == 0 || r[i-1] < 0x3000 {
		return false
	}
	if i+1 == len(r) || unicode.IsSpace(r[i+1]) {
		return true
	}
	if r[i+1] == '.' {
		return clauseAfterDots(r, i)
	}
	return hiragana(r[i-1]) && japanese(r[i+1])
}

// clauseAfterDots reports that what follows the dots at i begins a clause: a
// katakana or Latin word right before them followed by a noun is one phrase
// ("ゲーム...東京"), and a particle goes on.
func clauseAfterDots(r []rune, i int) bool {
	end := i
	for end < len(r) && (r[end] == '.' || r[end] == '…' || r[end] == '‥') {
		end++
	}
	if i == 0 || end == len(r) {
		return i > 0
	}
	next := r[end]
	if unicode.IsSpace(next) {
		return true
	}
	return r[i-1] > 0x3000 && (kanji(next) || hiragana(next) || katakana(next) || unicode.IsDigit(next) || strings.ContainsRune("「『“", next))
}

// longestPublisher is the most characters of a publisher's name before a title
// that it goes with (新聞『題』。); what is longer is a sentence of its own.
const longestPublisher = 16

// opensCitation reports a cited title that begins at i and ends before end, its
// publisher and date after it: 『題』。新聞、2024年5月1日。
func opensCitation(r []rune, i, end int) bool {
	return end < len(r) && r[end] == '。' && cited(r, end, end+1) && japanese(r[i-1])
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
