package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	lineBreak = regexp.MustCompile(`\r\n?|\n|\x{2028}|\x{0085}`)
	blankLine = regexp.MustCompile(`(?:\n[ \t\x{00a0}\x{3000}]*){2,}|\x{2029}`)
)

// cleanText turns a text into clean paragraphs: breaks are kept where given,
// furniture at the start and the end goes, the title is not repeated, and a
// summary glued to the front becomes a paragraph of its own.
func cleanText(text, title, summary string) []string {
	var out []string
	for _, p := range splitParagraphs(stripTags(text)) {
		if p = cleanLine(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// splitParagraphs cuts at blank lines. Single line breaks are paragraphs too,
// unless the lines are hard-wrapped: then most lines do not end a sentence.
func splitParagraphs(text string) []string {
	text = lineBreak.ReplaceAllString(text, "\n")
	var out []string
	for _, block := range blankLine.Split(text, -1) {
		lines := strings.Split(block, "\n")
		if hardWrapped(lines) {
			out = append(out, strings.Join(lines, " "))
			continue
		}
		out = append(out, lines...)
	}
	return out
}

func hardWrapped(lines []string) bool {
	if len(lines) < 3 {
		return false
	}
	open := 0
	for _, l := range lines[:len(lines)-1] {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if r, _ := utf8.DecodeLastRuneInString(l); l != "" && !strings.ContainsRune(".!?。！？」』”\"…)）:：", r) && len(l) > 40 {
			open++
		}
	}
	return open*2 > len(lines)
}
