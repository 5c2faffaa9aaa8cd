package digest

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// same brings a text to the form in which characters are compared: NFKC, one
// kind of quotation mark and dash, white space folded (dropped between
// characters of a script that is written without spaces).
func same(s string) string {
	s = norm.NFKC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	space := false
	var last rune
	for _, r := range s {
		switch r {
		case '“', '”', '„', '‟', '″':
			r = '"'
		case '‘', '’', '‚', '‛', '′':
			r = '\''
		case '–', '—', '―', '‐', '‑':
			r = '-'
		case '\u200b', '\ufeff', '\u00ad':
			continue
		}
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && last != 0 && !unspaced(last) && !unspaced(r) {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// unspaced reports whether r belongs to a script written without spaces.
func unspaced(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}

// holds reports whether part stands in whole, both normalised, without cutting
// a Latin word or a number at either end.
func holds(whole, part string) bool {
	whole, part = same(whole), same(part)
	if part == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(whole[from:], part)
		if i < 0 {
			return false
		}
		i += from
		if boundary(whole, i) && boundary(whole, i+len(part)) {
			return true
		}
		from = i + 1
		for from < len(whole) && whole[from]&0xC0 == 0x80 {
			from++
		}
		if from >= len(whole) {
			return false
		}
	}
}

// boundary reports whether byte offset i of s does not lie inside a Latin word
// or a number.
func boundary(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return true
	}
	before, after := lastRune(s[:i]), firstRune(s[i:])
	if isLatin(before) && isLatin(after) {
		return false
	}
	if unicode.IsDigit(before) && unicode.IsDigit(after) {
		return false
	}
	// 1,200 and 1.5 are one number.
	if (after == ',' || after == '.') && unicode.IsDigit(before) && i+1 < len(s) && unicode.IsDigit(firstRune(s[i+1:])) {
		return false
	}
	if unicode.IsDigit(after) && (before == ',' || before == '.') && i >= 2 && unicode.IsDigit(lastRune(s[:i-1])) {
		return false
	}
	return true
}

func isLatin(r rune) bool { return r < 0x2E80 && unicode.IsLetter(r) }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	rs := []rune(s)
	if len(rs) == 0 {
		return 0
	}
	return rs[len(rs)-1]
}

// trimEnd drops final sentence marks, which may differ between a heading and
// its sentence.
func trimEnd(s string) string {
	return strings.TrimRight(strings.TrimSpace(s), ".。!！ 　")
}
