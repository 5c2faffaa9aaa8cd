package audit

import (
	"regexp"
	"strings"
	"unicode"
)

// tongue is what an audit knows of a language.
type tongue struct {
	remarkEnd, dialect, chat, filler, ranking, infer, judge, cause *regexp.Regexp
	menu                                                           []string
	soft                                                           map[string]bool
	alike                                                          map[string]string
}

var tongues = map[string]*tongue{
	"ja": {remarkEndJa, dialectJa, chatJa, fillerJa, rankingJa, inferJa, judgeJa, causeJa, menuJa, set(softJa), groups(alikeJa)},
	"en": {remarkEndEn, dialectEn, chatEn, fillerEn, rankingEn, inferEn, judgeEn, causeEn, menuEn, set(softEn), groups(alikeEn)},
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// groups maps every word of a line to the first of the line.
func groups(lines string) map[string]string {
	out := map[string]string{}
	for _, l := range strings.Split(lines, "\n") {
		ws := strings.Fields(l)
		for _, w := range ws {
			out[w] = ws[0]
		}
	}
	return out
}

func isJapanese(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) {
			return true
		}
	}
	return false
}

func tongueOf(s string) *tongue {
	if isJapanese(s) {
		return tongues["ja"]
	}
	return tongues["en"]
}

// remarkEnd reports whether a line ends (or in English begins) as a host speaks
// to the reader.
func remarkEnd(s string) bool {
	t := tongueOf(s)
	return t.remarkEnd.MatchString(s) || chatty(s) != "" || t.dialect.MatchString(s) || t.chat.MatchString(s) || seemsJa.MatchString(s)
}

// chatty is what shows that a line is chatted, "" when it is not.
func chatty(s string) string {
	if !isJapanese(s) {
		return tongues["en"].dialect.FindString(s)
	}
	if m := dialectJa.FindString(s); m != "" {
		return m
	}
	return chattyJa.FindString(s)
}

// menu reports whether a line is furniture of a site: at least two menu words and
// no sentence.
func menu(s string) bool {
	if ends(s) {
		return false
	}
	low := strings.ToLower(s)
	n := 0
	for _, t := range []*tongue{tongues["ja"], tongues["en"]} {
		for _, w := range t.menu {
			if holdsWord(low, w) {
				n++
			}
		}
	}
	return n >= 2 || n == 1 && len(strings.Fields(s)) <= 2 && len([]rune(s)) <= 12
}

// holdsWord reports whether w stands in s, in Latin letters as a whole word.
func holdsWord(s, w string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return false
		}
		i += from
		if isJapanese(w) || !letterAt(s, i-1) && !letterAt(s, i+len(w)) {
			return true
		}
		from = i + len(w)
	}
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z')
}
