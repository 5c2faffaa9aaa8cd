package en

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// Pages run texts together without a mark between them: the words under a
// picture, a line above the report, a link to another report, where and when it
// was filed. No full stop says so; what says so is a word that begins a sentence
// and stands, with its capital, where none can begin.

// parted cuts a sentence where two texts were run together.
func parted(out []text.Span, l layout, shut []int32, start, end int) []text.Span {
	for _, at := range seams(l, shut, start, end) {
		out = appendSpan(out, l, start, at)
		start = skipSpace(l, at)
	}
	return appendSpan(out, l, start, end)
}

// Sizes of what stands on the two sides of a seam, in words.
const (
	leastBefore = 3
	leastBehind = 5
)

// seams are the places, in order, at which another text begins inside [start, end).
func seams(l layout, shut []int32, start, end int) []int {
	if start >= end {
		return nil
	}
	var out []int
	from := start
	put := func(at int) {
		if at > from && at < end {
			out = append(out, at)
			from = at
		}
	}
	if l.r[start] == '(' {
		put(behindBracket(l, shut, start, end))
	}
	put(behindStamp(l, from, end))
	put(behindShouting(l, from, end))
	for i := from + 1; i+1 < end; i++ {
		if l.r[i] != ' ' || !unicode.IsUpper(l.r[i+1]) || shut[i] != 0 || i <= from {
			continue
		}
		if starts(l, from, i, end) {
			put(i)
		}
	}
	return out
}

// behindBracket is where a sentence goes on behind a bracket that stands before
// it: who took the picture, whose video it is; 0 for nowhere.
func behindBracket(l layout, shut []int32, start, end int) int {
	at := int(shut[start])
	if at == 0 || at >= end || l.r[at] != ' ' {
		return 0
	}
	if n := l.at(skipSpace(l, at)); !unicode.IsUpper(n) && !isOpener(n) || wordsIn(l, at, end) < leastBehind {
		return 0
	}
	return at
}

// stamp matches where and when a report was put on its page, down to the minute.
var stamp = regexp.MustCompile(`\| (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d [ap]m [A-Z]{2,4} `)

// behindStamp is where a sentence begins behind its page's place and time; 0 for
// nowhere.
func behindStamp(l layout, start, end int) int {
	part := l.cut(text.Span{Start: start, End: end})
	if !strings.Contains(part, " | ") {
		return 0
	}
	m := stamp.FindStringIndex(part)
	if m == nil {
		return 0
	}
	return start + len([]rune(part[:m[1]])) - 1
}

// A headline of another report in capitals has at least so many words, and
// letters together.
const (
	shoutWords   = 4
	shoutLetters = 20
)

// behindShouting is where a sentence begins behind words in capitals; 0 for nowhere.
func behindShouting(l layout, start, end int) int {
	words, letters, last := 0, 0, 0
	for i := start; i < end; {
		j, capitals, small := i, 0, false
		for ; j < end && l.r[j] != ' '; j++ {
			if unicode.IsUpper(l.r[j]) {
				capitals++
			} else if unicode.IsLower(l.r[j]) {
				small = true
			}
		}
		if small {
			if l.at(i-2) == ':' || words < shoutWords || letters < shoutLetters || !unicode.IsUpper(l.r[i]) || wordsIn(l, i, end) < leastBehind {
				return 0
			}
			if titled[l.cut(text.Span{Start: i, End: j})] && j > i && last < i && i-last <= 4 {
				return last - 1 // "US President": the country begins the sentence
			}
			return i - 1
		}
		if capitals > 0 {
			words++
			letters += capitals
		}
		last = i
		i = j + 1
	}
	return 0
}

// titled are the offices before which a country's letters stand.
var titled = set("President Secretary Senator Rep. Sen. Vice Defense Treasury Prime Ambassador")

// wordsIn counts the words of [start, end).
func wordsIn(l layout, start, end int) int {
	n := 0
	for i := start; i < end; i++ {
		if l.r[i] != ' ' && (i == start || l.r[i-1] == ' ') {
			n++
		}
	}
	return n
}

var (
	// opensText are words that begin a sentence and, with a capital, stand nowhere
	// else but in titles and names.
	opensText = set(`A An The In On At It This There These Those When After As For But He She They By With While What We If His Her Its Their
		Many Some Several Most Thousands Hundreds Dozens Tens Two Three Four Five Police Officials Rescuers People Students Residents Protesters
		Since During Before Despite Although Following According Earlier Last More Large Up`)
	// opensAfterName are those that stand in no name behind another word of it.
	opensAfterName = set("It He She They This There These Those Many Some Several When While Although Despite Large")
	// grades are words behind which "A" is a letter.
	grades = set("influenza hepatitis vitamin vitamins type types group class grade category level list plan point section serie division")
	// opensDay are those behind which a month or a day of the week may stand.
	opensDay = set("In On By Since Before After During Last")
	// aboutTitle are words behind which a title stands.
	aboutTitle = set(`movie film book song album show series game called titled named entitled novel play magazine newspaper article essay column
		dubbed documentary musical memoir poem track single programme program podcast known exhibition headlined label hashtag slogan`)
)

// starts reports whether the word behind the space at i begins another text: one
// that begins sentences, behind an ordinary word after which a sentence goes on in
// small letters or ends.
func starts(l layout, from, i, end int) bool {
	if c := l.at(i - 1); !isWordRune(c) && c != '”' && c != '"' {
		return false
	}
	if behindSpeech(l, from, i, end) {
		return true
	}
	word := wordAt(l, i+1)
	if !opensText[word] || wordsIn(l, i+1, end) < leastBehind || wordsIn(l, from, i) < leastBefore {
		return false
	}
	next := wordAt(l, i+2+len([]rune(word)))
	if next == "and" || next == "or" || word == "A" && grades[strings.ToLower(wordBefore(l, i))] {
		return false // vitamins A and E
	}
	if next == "" || !(word == "The" && isAcronym(next) && unicode.IsLower(l.at(i+6+len([]rune(next)))) || unicode.IsLower(firstRune(next)) || unicode.IsDigit(firstRune(next)) || opensDay[word] && (months[strings.ToLower(next)] != 0 || weekdays[strings.ToLower(next)] != 0 || next == "Sunday")) {
		return false
	}
	before := wordBefore(l, i)
	low := strings.ToLower(before)
	if len(before) < 2 || function[low] || conjunctions[low] || reporting[low] || aboutTitle[low] || pronouns[low] && low != "it" {
		return false
	}
	if !unicode.IsLower(firstRune(before)) {
		return opensAfterName[word] && !unicode.IsDigit(firstRune(before))
	}
	return true
}

// Lengths around words that somebody says under a picture: of who it is, in runes,
// and of the text behind, in words.
const (
	longestCaptioned = 60
	leastAfterSpeech = 8
)

// behindSpeech reports whether words in quotation marks end at i that stand under
// a picture, behind who says them: Ada Marlow: “We need help” The town ...
func behindSpeech(l layout, from, i, end int) bool {
	if l.at(i-1) != '”' || isEndMark(l.at(i-2)) || wordsIn(l, i+1, end) < leastAfterSpeech {
		return false
	}
	for k := from; k < i && k-from < longestCaptioned; k++ {
		if l.r[k] == '“' {
			return k >= 2 && l.r[k-1] == ' ' && l.r[k-2] == ':' && !slices.ContainsFunc(l.r[k+1:i-1], func(c rune) bool { return c == '”' })
		}
	}
	return false
}

// wordAt is the word that begins at i, up to the next space or mark.
func wordAt(l layout, i int) string {
	j := i
	for j < len(l.r) && (isWordRune(l.r[j]) || isDigit(l.r[j])) {
		j++
	}
	return l.cut(text.Span{Start: min(i, len(l.r)), End: j})
}
