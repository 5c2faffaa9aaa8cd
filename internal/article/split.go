package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	lineBreak = regexp.MustCompile(`\r\n?|\x{2028}|\x{0085}`)
	blankLine = regexp.MustCompile(`\n[ \t\x{00a0}\x{3000}]*\n\s*|\x{2029}`)
)

// splitParagraphs cuts at blank lines. Single line breaks end paragraphs too,
// unless the lines are hard-wrapped: then most lines do not end a sentence.
func splitParagraphs(text string) []string {
	text = lineBreak.ReplaceAllString(text, "\n")
	var out []string
	for _, block := range blankLine.Split(text, -1) {
		lines := strings.Split(block, "\n")
		if hardWrapped(lines) {
			out = append(out, unwrap(lines))
			continue
		}
		out = append(out, lines...)
	}
	return out
}

func unwrap(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		l = strings.TrimSpace(l)
		if i > 0 && !startsWide(l) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

func hardWrapped(lines []string) bool {
	if len(lines) < 3 {
		return false
	}
	open := 0
	for _, l := range lines[:len(lines)-1] {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if r, _ := utf8.DecodeLastRuneInString(l); len(l) > 40 && !strings.ContainsRune(".!?。！？」』”\"…)）:：", r) {
			open++
		}
	}
	return open*2 > len(lines)
}

// titled are abbreviations after which a sentence goes on.
var titled = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "lt": true, "col": true, "sgt": true, "capt": true, "maj": true,
	"rep": true, "sen": true, "gov": true, "pres": true, "st": true, "no": true, "vs": true, "jr": true, "sr": true, "rev": true, "hon": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true, "p.o": true, "spox": true,
}

// sentences cuts a paragraph where a sentence seems to end. It errs towards not
// cutting inside names and numbers.
func sentences(p string) []string {
	var out []string
	start := 0
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRuneInString(p[i:])
		i += n
		if !strings.ContainsRune(".!?。！？…", r) {
			continue
		}
		stop := i
		for i < len(p) {
			q, m := utf8.DecodeRuneInString(p[i:])
			if !strings.ContainsRune("\"”’')]»」』）.!?！？", q) {
				break
			}
			i += m
		}
		wide := r == '。' || r == '！' || r == '？'
		if !wide && (i >= len(p) || p[i] != ' ') {
			continue
		}
		if r == '.' && abbreviated(p[start:stop-1]) {
			continue
		}
		if next := strings.TrimLeft(p[i:], " "); !wide && next != "" && !beginsSentence(next) && !strings.HasPrefix(next, "©") && !strings.HasPrefix(next, "*") {
			continue
		}
		if wide && strings.ContainsAny(p[stop:i], "」』）") && stop != i {
			// A Japanese quotation may end inside a sentence.
			if next, _ := utf8.DecodeRuneInString(p[i:]); !strings.ContainsRune("　「『（", next) && i < len(p) {
				continue
			}
		}
		out = append(out, strings.TrimSpace(p[start:i]))
		start = i
	}
	if rest := strings.TrimSpace(p[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

// abbreviated reports whether a text that a full stop follows ends in an
// abbreviation: a title, or single letters (U.S, J).
func abbreviated(s string) bool {
	word := s[strings.LastIndexAny(s, " (\"“‘")+1:]
	if r := []rune(word); len(r) == 1 && unicode.IsUpper(r[0]) || len(r) == 3 && r[1] == '.' && unicode.IsUpper(r[2]) {
		return true
	}
	return titled[strings.ToLower(word)]
}
