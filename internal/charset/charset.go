// Package charset turns the bytes of a feed or a page into UTF-8, in whatever
// encoding they really are. Servers and documents often name another one than
// they use, or none: a declaration counts only as far as the bytes agree with
// it. The package knows nothing of feeds and pages but how they declare an
// encoding.
package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// Result is a text and how its encoding was found.
type Result struct {
	Text []byte // valid UTF-8 without a byte order mark
	Name string // the encoding's name in the WHATWG Encoding Standard, such as "shift_jis"
	How  string // mark, utf-8, header, document, japanese, guess or none
	Lost int    // replacement characters that stand for bytes nobody could read
}

// The ways in which an encoding is found, for Result.How.
const (
	Mark     = "mark"     // a byte order mark, or zero bytes as only UTF-16 and UTF-32 have them
	UTF8     = "utf-8"    // the bytes are valid UTF-8
	Header   = "header"   // the server's Content-Type, and the bytes agree
	Document = "document" // the XML declaration or a meta element, and the bytes agree
	Japanese = "japanese" // no word of it, but the bytes make sense as Japanese
	Guess    = "guess"    // no word of it, the most likely one
	None     = "none"     // nothing fits: UTF-8 with replacements
)

// Decode turns data into UTF-8. contentType is the server's Content-Type header,
// "" when unknown. In this order: a byte order mark; zero bytes where UTF-16 and
// UTF-32 have them; the escape sequences of ISO-2022-JP; the bytes themselves
// when they are valid UTF-8, be it cut off in its last character; the encoding in which the bytes make most sense,
// where header and document are believed unless the bytes speak clearly for
// another one. Valid UTF-8 comes back as it was, and may be data itself. A text
// in ASCII alone has the name that is declared. Decode never fails: bytes that
// nothing explains become U+FFFD. It is deterministic.
func Decode(data []byte, contentType string) Result {
	if r, ok := byMark(data); ok {
		return r
	}
	said := declarations(data, contentType)
	if r, ok := byZeros(data, said); ok {
		return r
	}
	if utf8.Valid(data) {
		return validText(data, said)
	}
	if n := cutOff(data); n > 0 && firstHigh(data[:n]) >= 0 && utf8.Valid(data[:n]) {
		return validText(data[:n], said)
	}
	if r, ok := byEscapes(data); ok {
		return r
	}
	return byLikelihood(data, said)
}

// cutOff returns where the character begins in which data was cut off, when it is
// one of UTF-8; 0 when data does not end so.
func cutOff(data []byte) int {
	for i := len(data) - 1; i >= max(0, len(data)-3); i-- {
		if utf8.RuneStart(data[i]) {
			if data[i] >= utf8.RuneSelf && !utf8.FullRune(data[i:]) {
				return i
			}
			break
		}
	}
	return 0
}

// validText handles bytes that are valid UTF-8. Those in ASCII alone may be the
// escapes of a seven-bit encoding.
func validText(data []byte, said []declaration) Result {
	ascii := firstHigh(data) < 0
	if ascii {
		if r, ok := byEscapes(data); ok {
			return r
		}
		if r, ok := byShifts(data, said); ok {
			return r
		}
	}
	r := Result{Text: data, Name: "utf-8", How: UTF8}
	for _, d := range said {
		if d.name == "utf-8" || ascii && d.encoding != nil && asciiCompatible(d.name) {
			r.Name, r.How = d.name, d.how
			break
		}
	}
	return r
}

// Belief is what a declaration is worth in nats: as much as about two characters
// that fit much better. Where both speak, the header goes first (RFC 3023, HTML).
const (
	believeHeader   = 12
	believeDocument = 10
)

// byLikelihood chooses the encoding in which a sample of the data is most
// probable, with a bonus for what is declared.
func byLikelihood(data []byte, said []declaration) Result {
	sample := evidence(data)
	best, most := reading{}, 0.0
	how := Guess
	plain := plainlyJapanese(sample)
	for _, r := range considered(said) {
		if plain && !isJapanese(r.name) {
			continue
		}
		l := r.likelihood(sample)
		if best.name == "" || l > most {
			best, most = r, l
		}
	}
	switch {
	case best.how != "":
		how = best.how
	case isJapanese(best.name):
		how = Japanese
	}
	return best.decode(data, how)
}

func (r reading) decode(data []byte, how string) Result {
	if r.name == "utf-8" {
		out, lost := replaced(data)
		if how == Guess {
			how = UTF8
			if lost*10 > utf8.RuneCount(out) {
				how = None
			}
		}
		return Result{Text: out, Name: r.name, How: how, Lost: lost}
	}
	out, err := r.encoding.NewDecoder().Bytes(data)
	if err != nil {
		out, lost := replaced(data)
		return Result{Text: out, Name: "utf-8", How: None, Lost: lost}
	}
	return Result{Text: out, Name: r.name, How: how, Lost: bytes.Count(out, []byte("\ufffd"))}
}

// decodes decodes data and says whether less than one character in a hundred is
// wrong.
func decodes(data []byte, e encoding.Encoding) ([]byte, bool) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\ufffd"))*100 > len(out) {
		return nil, false
	}
	return bytes.TrimPrefix(out, []byte("\ufeff")), true
}
