package digest

import (
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

var (
	// doingNow are verbs behind a country's people that open a report.
	doingNow = words("has have had was were are is will")
	// describes matches words before a country's name that may describe its people.
	describes = pattern.MustCompile(`(?i)(?:al|ic|ive|ous|ern|ior|ent|ant|ful|less|able|ible|ing|ed|ish|ist|ary|ory|ier|est|old)$|^(?:good|key|young|top|former|big|real|own|same|new|first|last|next|future|free|live|overnight|multiple|angry|poor|rich|few|many|more|most|time|day|year|way|moment)$`)
)

// peopleRunIn reports whether a country's people do something behind a noun of a clause
// that has its verb already: "the old mill as it stood after the flood Kiselan police
// have closed the road" are the words under a picture and a report. It is wrong as
// often as one time in four, so that such a sentence is left out and not cut.
func peopleRunIn(s text.Sentence) bool {
	w := s.Words
	for i := 4; i+2 < len(w); i++ {
		if !doingNow[w[i+2].Surface] || w[i+1].Class != text.Noun || !small(w[i+1].Surface) || small(w[i].Surface) ||
			w[i-1].Class != text.Noun || w[i-1].Stop || !small(w[i-1].Surface) || describes.MatchString(w[i-1].Surface) || language.Country(w[i].Surface) == "" {
			continue
		}
		rs := []rune(s.Text)
		if at := w[i].Span.Start; at <= len(rs) && !quoted(s, w[i].Span) && finiteVerbEn.MatchString(string(rs[:at])) {
			return true
		}
	}
	return false
}

// small reports whether a word begins with a small letter.
func small(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}
