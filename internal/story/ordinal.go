package story

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// Ordinals tell apart what words cannot: the 12th package of sanctions and the
// 13th, Q1 and Q2, typhoon 13 and typhoon 15 share every other word. An ordinal
// is kept as "what number", and two texts that number the same thing
// differently are never one event.

// uncounted are the nouns whose ordinals number no series of happenings: "the
// third time", "the 21st century", "the second largest".
var uncounted = map[string]bool{
	"time": true, "century": true, "person": true, "people": true, "largest": true, "biggest": true,
	"most": true, "of": true, "and": true, "to": true, "in": true, "man": true, "woman": true,
	"floor": true, "day": true, "may": true, "year": true, "month": true, "week": true, "place": true,
	"hour": true, "minute": true, "child": true, "half": true, "highest": true, "lowest": true,
	"amendment": true, "street": true, "world": true, "grade": true, "straight": true, "consecutive": true,
}

var spelled = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
	"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
	"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// parts stand before fractions: "a third", "two fifths".
var parts = map[string]bool{"a": true, "one": true, "two": true, "three": true, "four": true}

// numbered are the nouns that stand before their number.
var numbered = map[string]bool{
	"round": true, "phase": true, "stage": true, "game": true, "flight": true, "episode": true, "part": true,
	"season": true, "chapter": true, "typhoon": true, "package": true, "day": true, "week": true, "matchday": true,
}

var (
	englishOrdinal = regexp.MustCompile(`\b(\d{1,3})(?:st|nd|rd|th)\s+([a-z]+)(?:\s+([a-z]+))?`)
	quarterCode    = regexp.MustCompile(`\b(?:q([1-4])|([1-4])q)\b`)
	japaneseSeries = regexp.MustCompile(`(台風)第?(\d{1,3})号|第(\d{1,4})(回|弾|次|四半期|号|戦|試合|局|章|期|節)`)
	wordRun        = regexp.MustCompile(`[a-z]+|\d+`)
)

// ordinalsOf returns the ordinals of the title and the first two sentences, as
// "what number", each once, in printed order.
func ordinalsOf(title text.Sentence, body []text.Sentence) []string {
	var out []string
	seen := map[string]bool{}
	add := func(what string, number int) {
		k := what + " " + strconv.Itoa(number)
		if !seen[k] && len(out) < 8 {
			seen[k] = true
			out = append(out, k)
		}
	}
	scan(title.Text, add)
	for _, s := range body[:min(2, len(body))] {
		scan(s.Text, add)
	}
	return out
}

func scan(s string, add func(what string, number int)) {
	s = narrow(s)
	for _, m := range englishOrdinal.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1])
		addNoun(m[2], m[3], n, add)
	}
	for _, m := range quarterCode.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1] + m[2])
		add("quarter", n)
	}
	for _, m := range japaneseSeries.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[2] + m[3])
		add(seriesName(m[1]+m[4]), n)
	}
	words := wordRun.FindAllString(s, -1)
	for i := 0; i+1 < len(words); i++ {
		if n, ok := spelled[words[i]]; ok && !(i > 0 && parts[words[i-1]]) {
			next := ""
			if i+2 < len(words) {
				next = words[i+2]
			}
			addNoun(words[i+1], next, n, add)
		}
		if n, err := strconv.Atoi(words[i+1]); err == nil && n < 1000 && numbered[words[i]] {
			add(words[i], n)
		}
	}
}

// addNoun adds an ordinal under its noun: the word after it, or the next one
// where that is an adjective of the kind "12th sanctions package".
func addNoun(word, next string, n int, add func(string, int)) {
	if uncounted[word] || len(word) < 4 {
		return
	}
	add(strings.TrimSuffix(word, "s"), n)
	if len(next) >= 4 && !uncounted[next] {
		add(strings.TrimSuffix(next, "s"), n)
	}
}

func seriesName(s string) string {
	switch s {
	case "四半期":
		return "quarter"
	case "台風":
		return "typhoon"
	case "回":
		return "round"
	}
	return s
}

// narrow lower-cases and makes full-width digits and letters narrow.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		return unicode.ToLower(r)
	}, s)
}

// clash returns the ordinals on which two articles differ: both number the
// same thing, and no number of it is in both. It returns "" where they agree.
func clash(a, b []string) string {
	for _, x := range a {
		what, _, _ := cutLast(x)
		shared, other := false, ""
		for _, y := range b {
			if w, _, _ := cutLast(y); w == what {
				if x == y {
					shared = true
				}
				other = y
			}
		}
		if other != "" && !shared && !sharesAny(what, a, b) {
			return x + " / " + other
		}
	}
	return ""
}

func sharesAny(what string, a, b []string) bool {
	for _, x := range a {
		if w, _, _ := cutLast(x); w != what {
			continue
		}
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func cutLast(s string) (what, number string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
