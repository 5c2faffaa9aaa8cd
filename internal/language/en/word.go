package en

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"

	"kiku/internal/language/text"
)

// kind says what a token is made of.
type kind uint8

const (
	wordTok kind = iota
	numberTok
	possessiveTok
	markTok
)

// tok is one token: what the other readers of a sentence work on.
type tok struct {
	start, end int // runes
	kind       kind
	s          string // as printed
	low        string // lower case, straight apostrophe
	lex        *lex   // what the lists say of it, never nil
}

// in reports a word of one of the lists.
func (t *tok) in(l lists) bool { return t.lex.lists&l != 0 }

func (t tok) span() text.Span { return text.Span{Start: t.start, End: t.end} }

// upper reports that the token is a word that starts with a capital.
func (t tok) upper() bool { return t.kind == wordTok && unicode.IsUpper(firstRune(t.s)) }

// scan cuts a sentence into tokens: words (with inner hyphens, apostrophes and
// the full stops of "U.S."), numbers, the possessive 's, and single marks. The
// tokens take the place of those in into.
func scan(l layout, into []tok) []tok {
	out, words := slices.Grow(into[:0], len(l.r)/5+4), lexicon()
	for i := 0; i < len(l.r); {
		c := l.r[i]
		switch {
		case unicode.IsSpace(c):
			i++
		case isDigit(c):
			j := numberEnd(l, i)
			k := wordTok
			if j2 := letters(l, j); j2 == j {
				k = numberTok
			} else {
				j = wordEnd(l, j2)
			}
			out = appendTok(out, l, words, i, j, k)
			i = j
		case isWordRune(c):
			j := wordEnd(l, i)
			if p := possessive(l, i, j); p > 0 {
				out = appendTok(out, l, words, i, p, wordTok)
				out = appendTok(out, l, words, p, j, possessiveTok)
			} else {
				out = appendTok(out, l, words, i, j, wordTok)
			}
			i = j
		default:
			out = appendTok(out, l, words, i, i+1, markTok)
			i++
		}
	}
	return out
}

func appendTok(out []tok, l layout, words map[string]*lex, i, j int, k kind) []tok {
	t := tok{start: i, end: j, kind: k, s: l.cut(text.Span{Start: i, End: j}), lex: unlisted}
	switch k {
	case markTok:
		t.low = t.s
	case numberTok:
		t.low = lower(t.s)
	default:
		t.low, t.lex = lookUp(words, t.s)
	}
	return append(out, t)
}

// lower is a string in small letters with straight apostrophes.
func lower(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

func isWordRune(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127 && (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c))
}

// numberEnd returns the end of a number that starts at i: "1,200.50".
func numberEnd(l layout, i int) int {
	for i < len(l.r) && (isDigit(l.r[i]) || (l.r[i] == ',' || l.r[i] == '.') && isDigit(l.at(i+1)) && isDigit(l.at(i-1))) {
		i++
	}
	return i
}

func letters(l layout, i int) int {
	if i < len(l.r) && l.r[i] == '-' && (isWordRune(l.at(i+1)) || isDigit(l.at(i+1))) && !isDigit(l.at(i+1)) {
		i++
	}
	for i < len(l.r) && isWordRune(l.r[i]) {
		i++
	}
	return i
}

// wordEnd returns the end of the word at i, inner marks included.
func wordEnd(l layout, i int) int {
	for i < len(l.r) {
		c := l.r[i]
		switch {
		case isWordRune(c) || isDigit(c):
			i++
		case (c == '\'' || c == '’' || c == '-' || c == '‑') && isInner(l, i):
			i++
		case c == '.' && isWordRune(l.at(i-1)) && (i < 2 || !isWordRune(l.at(i-2)) || l.at(i-2) == '.') && dotted(l, i):
			i++
		case c == '&' && unicode.IsUpper(l.at(i-1)) && unicode.IsUpper(l.at(i+1)):
			i++
		default:
			return i
		}
	}
	return i
}

func isInner(l layout, i int) bool {
	a, b := l.at(i-1), l.at(i+1)
	return (isWordRune(a) || isDigit(a)) && (isWordRune(b) || isDigit(b))
}

// dotted reports that the full stop at i belongs to letters such as "U.S.".
func dotted(l layout, i int) bool {
	next := l.at(i + 1)
	if isWordRune(next) && !isWordRune(l.at(i+2)) {
		return true
	}
	return !isWordRune(next) && i >= 3 && l.r[i-2] == '.' && isWordRune(l.r[i-3])
}

// possessive returns where "'s" begins in the word [i, j), 0 if it has none.
func possessive(l layout, i, j int) int {
	if j-i < 3 || l.r[j-1] != 's' || l.r[j-2] != '\'' && l.r[j-2] != '’' {
		return 0
	}
	switch strings.ToLower(l.cut(text.Span{Start: i, End: j - 2})) {
	case "it", "he", "she", "that", "what", "who", "there", "here", "let", "how", "where":
		return 0
	}
	return j - 2
}

// words turns tokens into words with class, stem and stop mark.
func words(l layout, toks []tok) []text.Word {
	out := make([]text.Word, len(toks))
	for i := range toks {
		t, w := &toks[i], &out[i]
		w.Surface, w.Span = t.s, t.span()
		switch t.kind {
		case markTok:
			w.Base, w.Class, w.Stop = t.s, text.Mark, true
		case possessiveTok:
			w.Base, w.Class, w.Stop = "'s", text.Particle, true
		case numberTok:
			w.Base, w.Class = fold(t.low), text.Number
		default:
			w.Class, w.Stop = classOf(t, i == 0)
			switch {
			case w.Class == text.Number:
				w.Base = fold(t.low)
			case t.lex != unlisted:
				w.Base = t.lex.stem
			default:
				w.Base = Stem(t.low)
			}
		}
	}
	return out
}

// classOf guesses the class of a word from lists, its capital and its ending.
func classOf(t *tok, first bool) (text.Class, bool) {
	w := t.low
	if t.lex.listed {
		return t.lex.class, t.lex.stop
	}
	if t.upper() && (!first || len(w) > 1 && t.s == strings.ToUpper(t.s)) {
		return text.ProperNoun, false
	}
	if t.in(reportingWord) {
		return text.Verb, t.in(stopVerb)
	}
	return byEnding(w), false
}

// byEnding guesses the class of a word that no list has; most are nouns.
func byEnding(w string) text.Class {
	n := len(w)
	has := func(s string) bool { return n > len(s)+1 && strings.HasSuffix(w, s) }
	switch w[n-1] {
	case 'y':
		if strings.HasSuffix(w, "ly") {
			return text.Adverb
		}
		if has("ify") {
			return text.Verb
		}
	case 'd':
		if n > 4 && has("ed") {
			return text.Verb
		}
	case 'g':
		if has("ing") {
			return text.Verb
		}
	case 'e':
		if has("ise") || has("ize") {
			return text.Verb
		}
		if has("ive") || has("able") || has("ible") {
			return text.Adjective
		}
	case 's':
		if has("ous") || has("less") {
			return text.Adjective
		}
	case 'l':
		if has("ful") || has("al") {
			return text.Adjective
		}
	case 'h':
		if has("ish") {
			return text.Adjective
		}
	}
	return text.Noun
}

var stopVerbs = set("said says say saying told tells tell added adds")

func ends(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if len(w) > len(s)+1 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// stems remembers the stems of short words: a news vocabulary repeats, and a
// lookup is ten times cheaper than stemming. It is bounded.
var stems = struct {
	sync.RWMutex
	m map[string]string
}{m: map[string]string{}}

const maxStems = 60000

// Stem returns the form in which English words are compared: NFKC, lower case,
// without possessive, and the Snowball stem where the word is plain letters.
func Stem(w string) string {
	stems.RLock()
	s, ok := stems.m[w]
	stems.RUnlock()
	if ok {
		return s
	}
	s = stem(w)
	if len(w) <= 24 {
		stems.Lock()
		if len(stems.m) < maxStems {
			stems.m[strings.Clone(w)] = s
		}
		stems.Unlock()
	}
	return s
}

func stem(w string) string {
	w = fold(w)
	w = strings.TrimSuffix(w, "'s")
	if strings.Contains(w, ".") {
		return strings.ReplaceAll(w, ".", "")
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			if w[i] != '\'' {
				return w
			}
		}
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// fold returns the NFKC form in lower case, without the accents of Latin
// letters, so that "Zelenskyy" and "Erdoğan" meet their plain spellings.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	s = strings.ReplaceAll(strings.ToLower(norm.NFKD.String(s)), "’", "'")
	var b strings.Builder
	for _, c := range s {
		switch {
		case unicode.Is(unicode.Mn, c) && c < 0x0370:
		case c == 'ø':
			b.WriteByte('o')
		case c == 'ł':
			b.WriteByte('l')
		case c == 'đ':
			b.WriteByte('d')
		case c == 'ı':
			b.WriteByte('i')
		case c == 'æ':
			b.WriteString("ae")
		case c == 'œ':
			b.WriteString("oe")
		case c == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(c)
		}
	}
	return norm.NFC.String(b.String())
}
