// Package charset turns the bytes of a feed or a page into UTF-8, in whatever
// encoding they really are. Servers and documents often name another one than
// they use, or none: a declaration is believed only when the bytes agree with
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
// "" when unknown. In this order: a byte order mark; escape sequences of
// ISO-2022-JP; the bytes themselves when they are valid UTF-8; what header and
// document declare, when the bytes agree; Japanese; the most likely encoding of
// any other language. Valid UTF-8 comes back as it was, and it may be data
// itself. Decode never fails: bytes that nothing explains become U+FFFD.
func Decode(data []byte, contentType string) Result {
	if r, ok := byMark(data); ok {
		return r
	}
	if escaped(data) {
		if r, ok := decode(data, "iso-2022-jp", Japanese); ok {
			return r
		}
	}
	if utf8.Valid(data) {
		return Result{Text: data, Name: "utf-8", How: UTF8}
	}
	for _, d := range declarations(data, contentType) {
		if d.name == "utf-8" {
			if bad := badBytes(data); bad*50 < len(data) {
				return replaced(data, d.how)
			}
			continue
		}
		if name, _ := japanese(data); name != "" && !isJapanese(d.name) {
			continue
		}
		if r, ok := decode(data, d.name, d.how); ok {
			return r
		}
	}
	if name, _ := japanese(data); name != "" {
		if r, ok := decode(data, name, Japanese); ok {
			return r
		}
	}
	if bad := badBytes(data); bad*50 < len(data) {
		return replaced(data, None)
	}
	if name := guess(data); name != "" {
		if r, ok := decode(data, name, Guess); ok {
			return r
		}
	}
	return replaced(data, None)
}

// replaced is data as UTF-8 with each run of bad bytes replaced.
func replaced(data []byte, how string) Result {
	lost := 0
	out := make([]byte, 0, len(data)+len(data)/16)
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			lost++
			out = append(out, "\ufffd"...)
		} else {
			out = append(out, data[:size]...)
		}
		data = data[size:]
	}
	return Result{Text: out, Name: "utf-8", How: how, Lost: lost}
}

// decode decodes by name. It is not ok when the name is unknown or more than one
// character in a hundred is wrong.
func decode(data []byte, name, how string) (Result, bool) {
	e, name := lookup(name)
	if e == nil {
		return Result{}, false
	}
	out, ok := decodes(data, e)
	if !ok {
		return Result{}, false
	}
	return Result{Text: out, Name: name, How: how, Lost: bytes.Count(out, []byte("\ufffd"))}, true
}

func decodes(data []byte, e encoding.Encoding) ([]byte, bool) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\ufffd"))*100 > len(out) {
		return nil, false
	}
	return bytes.TrimPrefix(out, []byte("\ufeff")), true
}

func badBytes(data []byte) (n int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		data = data[size:]
	}
	return n
}
