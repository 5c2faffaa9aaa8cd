package llm

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest bounds a sentence in characters.
const longest = 1000

var (
	thoughts = regexp.MustCompile(`(?s)^\s*<think(ing)?>.*?</think(ing)?>`)
	fence    = regexp.MustCompile("(?s)^```[A-Za-z]*[ \t]*\n(.*?)\n?```$")
	listed   = regexp.MustCompile(`^(1[.)]|[-*])\s+`)
)

// around are the marks that models put around a whole answer.
var around = [][2]string{{`"`, `"`}, {"“", "”"}, {"'", "'"}, {"‘", "’"}, {"「", "」"}, {"『", "』"}, {"`", "`"}, {"**", "**"}}

// sentence takes an answer out of its wrapping. More than one line, control
// characters, or nothing at all is an error: [ErrAnswer].
func sentence(answer string) (string, error) {
	s := strings.TrimSpace(thoughts.ReplaceAllString(answer, ""))
	if m := fence.FindStringSubmatch(s); m != nil {
		s = strings.TrimSpace(m[1])
	}
	s = listed.ReplaceAllString(s, "")
	for range around {
		s = unquoted(s)
	}
	switch {
	case s == "":
		return "", fmt.Errorf("%w: it is empty", ErrAnswer)
	case !utf8.ValidString(s) || strings.IndexFunc(s, unicode.IsControl) >= 0:
		return "", fmt.Errorf("%w: more than one line, or strange characters", ErrAnswer)
	case utf8.RuneCountInString(s) > longest:
		return "", fmt.Errorf("%w: longer than %d characters", ErrAnswer, longest)
	}
	return s, nil
}

// unquoted drops one pair of marks around all of s. Marks that open and close
// again inside, as in “A” and “B”, belong to the sentence.
func unquoted(s string) string {
	for _, m := range around {
		in, ok := strings.CutPrefix(s, m[0])
		if !ok {
			continue
		}
		if in, ok = strings.CutSuffix(in, m[1]); ok && !strings.Contains(in, m[0]) && !strings.Contains(in, m[1]) {
			return strings.TrimSpace(in)
		}
	}
	return s
}
