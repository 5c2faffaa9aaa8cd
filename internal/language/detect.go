package language

import (
	_ "embed"
	"fmt"
	"sync"
	"unicode"

	"kiku/internal/language/ngram"
)

// Bounds on how much of a text is looked at.
const (
	detectRunes = 4000 // for its script
	mostWords   = 150  // of one script, to tell its languages apart
	soonest     = 12   // words after which a clear answer is believed
	clear       = 24.0 // nats between the first and the second: no error among the sentences of text/langid
)

//go:embed detect.gen.bin
var detectTable string

var tables = sync.OnceValue(func() map[string]*ngram.Table {
	t, err := ngram.Parse(detectTable)
	if err != nil {
		panic(fmt.Sprintf("language: embedded table: %v", err)) // a broken build
	}
	return t
})

// Detect returns the BCP 47 primary subtag of the language s is written in, ""
// when nothing tells. Scripts decide where they can: any kana is Japanese,
// hangul Korean. Languages that share a script are told apart by the pieces of
// their words, Chinese characters without kana by pairs of them (package ngram).
func Detect(s string) string { return guess(s).lang }

// verdict is a language with what speaks for it.
type verdict struct {
	lang   string
	margin float64 // nats before the second; of a script with one language its letters
	words  int     // words (or runs of Chinese characters) looked at
	known  float64 // share of their pieces that the table knows
	c      scripts
}

func guess(s string) verdict {
	c := count(s)
	alone := func(lang string) verdict { return verdict{lang: lang, margin: float64(c.letters), c: c} }
	switch {
	case c.letters == 0:
		return verdict{}
	case c.kana > 0 && 12*c.kana >= c.letters:
		return alone("ja")
	case c.hangul > 0 && 4*c.hangul >= c.letters:
		return alone("ko")
	case c.kana > 0 && 3*(c.han+c.kana) >= c.letters:
		return alone("ja")
	case c.han > 0 && 3*c.han >= c.letters:
		return hanLanguage(s, c)
	case 3*c.cyrillic >= c.letters:
		return lettered(s, "Cyrillic", c)
	case 2*c.other > c.letters:
		if lang := otherScript(s); lang != "ar" {
			return alone(lang)
		}
		return lettered(s, "Arabic", c)
	}
	return lettered(s, "Latin", c)
}

type scripts struct{ letters, kana, han, hangul, cyrillic, other int }

func count(s string) scripts {
	var c scripts
	n := 0
	for _, r := range s {
		if n++; n > detectRunes {
			break
		}
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				c.letters++
			}
		case r < 0x250:
			if unicode.IsLetter(r) {
				c.letters++
			}
		case isKana(r):
			c.kana++
			c.letters++
		case isHan(r):
			c.han++
			c.letters++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
			c.letters++
		case unicode.Is(unicode.Cyrillic, r):
			c.cyrillic++
			c.letters++
		case unicode.IsLetter(r):
			c.other++
			c.letters++
		}
	}
	return c
}

// isKana reports hiragana and katakana, half-width too, without the middle dot
// and the double hyphen that names of other languages use.
func isKana(r rune) bool {
	return r >= 0x3041 && r <= 0x30FE && r != '・' && r != '゠' || r >= 0xFF66 && r <= 0xFF9D
}

func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r > 0x3000 && r != '〇' && unicode.Is(unicode.Han, r)
}

// hasJapanese reports kana or Chinese characters.
func hasJapanese(s string) bool {
	for _, r := range s {
		if r >= 0x3005 && (r <= 0x30FE || unicode.Is(unicode.Han, r) || r >= 0xFF66 && r <= 0xFF9D) {
			return true
		}
	}
	return false
}

// priors are nats against a language that news read by an owner of Japanese
// and English sources rarely has; chosen on the given half of text/langid.
var priors = map[string]float64{
	"en": 0, "de": 0.7, "fr": 1, "es": 1, "it": 1.2, "pt": 1.2, "nl": 3, "sv": 3, "da": 4, "no": 4,
	"ru": 0, "uk": 1.5, "bg": 3, "sr": 3, "mk": 4, "ar": 0, "fa": 1, "ur": 1,
}

const rare = 4.5 // for every other language

// lettered tells the languages of a script with words apart.
func lettered(s, script string, c scripts) verdict {
	t := tables()[script]
	langs := t.Languages()
	v := verdict{c: c}
	var scores ngram.Scores
	for i, l := range langs {
		p, ok := priors[l]
		if !ok {
			p = rare
		}
		scores[i] = int32(-p / ngram.Unit)
	}
	known, all := 0, 0
	eachWord(s, func(w []rune) bool {
		k, n := t.Add(&scores, w)
		known, all, v.words = known+k, all+n, v.words+1
		if v.words%4 == 0 && v.words >= soonest {
			v.lang, v.margin = best(langs, &scores)
			return v.margin < clear && v.words < mostWords
		}
		return true
	})
	if v.words == 0 {
		return v
	}
	v.lang, v.margin = best(langs, &scores)
	v.known = float64(known) / float64(max(all, 1))
	return v
}

// best returns the language that says most for a text and how far it is before
// the next, in nats.
func best(langs []string, s *ngram.Scores) (string, float64) {
	top, second := 0, -1
	for i := 1; i < len(langs); i++ {
		switch {
		case s[i] > s[top]:
			top, second = i, top
		case second < 0 || s[i] > s[second]:
			second = i
		}
	}
	return langs[top], float64(s[top]-s[second]) * ngram.Unit
}

// eachWord calls do with each word of s in lower case until it returns false.
// The word is only good during the call.
func eachWord(s string, do func(word []rune) bool) {
	var buf [ngram.LongestWord]rune
	n := 0
	for _, r := range s {
		switch {
		case r|0x20 >= 'a' && r|0x20 <= 'z' && r < 0x80:
			r |= 0x20
		case r == '’' || r == '\'':
			if n == 0 {
				continue
			}
			r = '\''
		case r < 0x80:
			r = 0
		default:
			if r = unicode.ToLower(r); !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
				r = 0
			}
		}
		if r != 0 {
			if n < len(buf) {
				buf[n] = r
				n++
			}
			continue
		}
		if n > 0 && !do(trimQuote(buf[:n])) {
			return
		}
		n = 0
	}
	if n > 0 {
		do(trimQuote(buf[:n]))
	}
}

// trimQuote takes off a closing mark that looks like an apostrophe.
func trimQuote(w []rune) []rune {
	for len(w) > 1 && w[len(w)-1] == '\'' {
		w = w[:len(w)-1]
	}
	return w
}

// otherScript names languages whose script is theirs alone.
func otherScript(s string) string {
	var counts [len(ownScripts)]int
	n := 0
	for _, r := range s {
		if n++; n > detectRunes {
			break
		}
		if r < 0x370 {
			continue
		}
		for i := range ownScripts {
			if unicode.Is(ownScripts[i].table, r) {
				counts[i]++
				break
			}
		}
	}
	top := 0
	for i, k := range counts {
		if k > counts[top] {
			top = i
		}
	}
	if counts[top] == 0 {
		return ""
	}
	return ownScripts[top].lang
}

var ownScripts = [...]struct {
	lang  string
	table *unicode.RangeTable
}{
	{"ar", unicode.Arabic}, {"he", unicode.Hebrew}, {"el", unicode.Greek}, {"th", unicode.Thai}, {"hi", unicode.Devanagari}, {"bn", unicode.Bengali},
	{"ta", unicode.Tamil}, {"te", unicode.Telugu}, {"ka", unicode.Georgian}, {"hy", unicode.Armenian}, {"my", unicode.Myanmar}, {"km", unicode.Khmer},
	{"lo", unicode.Lao}, {"am", unicode.Ethiopic}, {"gu", unicode.Gujarati}, {"pa", unicode.Gurmukhi}, {"ml", unicode.Malayalam}, {"kn", unicode.Kannada}, {"si", unicode.Sinhala},
}

// hanLanguage tells Japanese without kana from Chinese: by characters, pairs of
// characters and marks. A list of the forms that only one of the two prints, tried
// beside them, made it worse: the table has learned them.
func hanLanguage(s string, c scripts) verdict {
	t := tables()["Han"]
	langs := t.Languages() // ja, zh
	v := verdict{c: c}
	var scores ngram.Scores
	marks, n, known, all := 0.0, 0, 0, 0
	run := make([]rune, 0, 64)
	flush := func() {
		if len(run) > 0 {
			k, m := t.AddRun(&scores, run)
			known, all, v.words = known+k, all+m, v.words+1
			run = run[:0]
		}
	}
	for _, r := range s {
		if n++; n > detectRunes {
			break
		}
		if r == '々' || isHan(r) {
			run = append(run, r)
			continue
		}
		flush()
		switch r {
		case '「', '」', '、', '・':
			marks++
		case '，', '；', '“', '”':
			marks -= 2
		}
	}
	flush()
	sum := float64(scores[0]-scores[1])*ngram.Unit + marks + hanPrior(c.han)
	v.known = float64(known) / float64(max(all, 1))
	if v.lang, v.margin = langs[0], sum; sum < 0 {
		v.lang, v.margin = langs[1], -sum
	}
	return v
}

// hanPrior is how much likelier a text of n Chinese characters and no kana is
// Japanese than Chinese where this program runs. A word of one or two characters
// says little, and most Japanese ones come with kana.
func hanPrior(n int) float64 {
	if n <= 2 {
		return hanShort
	}
	return hanLong
}

const (
	hanShort = -1.0
	hanLong  = 3.0
)
