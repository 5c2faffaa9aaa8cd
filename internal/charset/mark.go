package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var marks = []struct {
	mark, name string
	encoding   encoding.Encoding
}{
	{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// byMark decodes data that begins with a byte order mark.
func byMark(data []byte) (Result, bool) {
	if body, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		if utf8.Valid(body) {
			return Result{Text: body, Name: "utf-8", How: Mark}, true
		}
		if badBytes(body)*50 < len(body) {
			return replaced(body, Mark), true
		}
	}
	for _, m := range marks {
		if body, ok := bytes.CutPrefix(data, []byte(m.mark)); ok {
			if out, ok := decodes(body, m.encoding); ok {
				return Result{Text: out, Name: m.name, How: Mark, Lost: bytes.Count(out, []byte("\ufffd"))}, true
			}
		}
	}
	return Result{}, false
}
