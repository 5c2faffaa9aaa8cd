package ja

import (
	"slices"
	"strings"
	"unicode"
)

// Pages glue things together that no mark separates: a headline of two clauses
// with a space between them, the label and address of a picture's source, lists
// of dated happenings, the time of publication. seams finds where such a thing
// begins, in order. shut is that of enclosed.
func seams(r []rune, shut []int32) []int {
	var out []int
	headline := isHeadline(r, shut)
	for i := 1; i < len(r); i++ {
		if shut[i-1] > 0 {
			i = int(shut[i-1]) // nothing begins inside brackets
			if i >= len(r) {
				break
			}
		}
		switch c := r[i]; {
		case c == 'h' && hasPrefix(r[i:], "http"):
			end := addressEnd(r, i)
			if label := sourceLabel(r, i); label > 0 {
				out = append(out, label)
			}
			if end-i > 8 && end < len(r) && japanese(r[end]) {
				out = append(out, end)
			}
			i = max(i, end-1)
		case c >= '0' && c <= '9' && (r[i-1] < '0' || r[i-1] > '9'):
			if datesItem(r, i) || stamps(r, i) {
				out = append(out, i)
			}
		case headline && (c == ' ' || c == '　') && clauses(r, out, i):
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func hasPrefix(r []rune, s string) bool {
	k := 0
	for _, c := range s {
		if k >= len(r) || r[k] != c {
			return false
		}
		k++
	}
	return true
}

// addressEnd returns the end of the address at i: what is not ASCII ends it.
func addressEnd(r []rune, i int) int {
	for i < len(r) && r[i] > ' ' && r[i] < 0x7F && r[i] != '"' && r[i] != '<' {
		i++
	}
	return i
}

// labels name the source of a picture or a text right before its address.
var labels = []string{"出典", "画像元", "引用元", "引用", "参照", "参考", "情報元", "公式サイト"}

// sourceLabel returns where the label before the address at i begins, 0 if there is
// none or nothing stands before it.
func sourceLabel(r []rune, i int) int {
	k := i
	for k > 0 && (r[k-1] == ' ' || r[k-1] == ':' || r[k-1] == '：') {
		k--
	}
	if k == i {
		return 0
	}
	end := k
	for again := true; again; {
		again = false
		for _, l := range labels {
			n := len([]rune(l))
			if k >= n && string(r[k-n:k]) == l {
				k -= n
				again = true
				if k > 0 && (r[k-1] == '/' || r[k-1] == '・' || r[k-1] == '／') {
					k--
				}
			}
		}
	}
	if k == end {
		return 0
	}
	return k
}

// datesItem reports an item of a list of happenings at i: a day or month with
// its year, then a colon.
func datesItem(r []rune, i int) bool {
	if !japanese(r[i-1]) {
		return false
	}
	k := digits(r, i)
	if k-i != 4 || k >= len(r) || r[k] != '年' {
		return false
	}
	k++
	for _, unit := range "月日" {
		if n := digits(r, k); n > k && n < len(r) && r[n] == unit {
			k = n + 1
		}
	}
	return k < len(r) && (r[k] == ':' || r[k] == '：')
}

// stamps reports a day and a time of day at i that end the text and follow a
// word without a particle: the time of publication.
func stamps(r []rune, i int) bool {
	if len(r)-i > 18 || !japanese(r[i-1]) || strings.ContainsRune("はがのをにでと、。年月", r[i-1]) {
		return false
	}
	k := i
	for _, unit := range "年月日" {
		if n := digits(r, k); n > k && n < len(r) && r[n] == unit {
			k = n + 1
		}
	}
	if k == i || r[k-1] != '日' {
		return false
	}
	for k < len(r) && unicode.IsSpace(r[k]) {
		k++
	}
	hour := digits(r, k)
	if hour == k || hour >= len(r) || r[hour] != ':' {
		return false
	}
	return digits(r, hour+1) == len(r) && hour+1 < len(r)
}

func digits(r []rune, i int) int {
	for i < len(r) && r[i] >= '0' && r[i] <= '9' {
		i++
	}
	return i
}

// longestHeadline is the most characters a headline has.
const longestHeadline = 120

// isHeadline reports a text of one line that has no 。 outside of brackets.
func isHeadline(r []rune, shut []int32) bool {
	if len(r) > longestHeadline || len(r) < 12 {
		return false
	}
	n := 0
	for i := 0; i < len(r); i++ {
		if shut[i] > 0 {
			i = int(shut[i]) - 1
			continue
		}
		if r[i] == '。' || r[i] == '\n' || r[i] == '⇒' {
			return false
		}
		if japanese(r[i]) {
			n++
		}
	}
	return n >= 8
}

// shortestClause is the fewest characters that a clause of a headline has; a
// shorter one is a label, a name or half of a name.
const shortestClause = 5

// clauses reports a space at i between two clauses of a headline; before are the
// seams so far.
func clauses(r []rune, before []int, i int) bool {
	start := 0
	if len(before) > 0 {
		start = before[len(before)-1]
	}
	end := i + 1
	for end < len(r) && r[end] != ' ' && r[end] != '　' {
		end++
	}
	if i-start < shortestClause || end-i-1 < shortestClause || i+1 >= len(r) {
		return false
	}
	last, next := r[i-1], r[i+1]
	ends := hiragana(last) || kanji(last) || strings.ContainsRune("」』”）%％", last)
	begins := kanji(next) || hiragana(next) || katakana(next) || strings.ContainsRune("「『“", next)
	return ends && begins && !(katakana(next) && katakana(last))
}

// japanese reports a letter of Japanese.
func japanese(c rune) bool { return kanji(c) || hiragana(c) || katakana(c) }

func hiragana(c rune) bool { return c >= 'ぁ' && c <= 'ゖ' }
func katakana(c rune) bool { return c >= 'ァ' && c <= 'ー' }
func kanji(c rune) bool    { return c >= 0x4E00 && c <= 0x9FFF || c == '々' }
