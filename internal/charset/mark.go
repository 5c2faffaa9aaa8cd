package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// wide are the encodings in units of two and four bytes. The marks of UTF-32 go
// first: that of little endian begins like the one of UTF-16.
var wide = []struct {
	mark, name string
	encoding   encoding.Encoding
}{
	{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// byMark decodes data that begins with a byte order mark. A mark is not believed
// when what follows is nothing of the kind.
func byMark(data []byte) (Result, bool) {
	if body, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		body = bytes.TrimPrefix(body, []byte("\ufeff"))
		if utf8.Valid(body) {
			return Result{Text: body, Name: "utf-8", How: Mark}, true
		}
		if out, lost := replaced(body); lost*20 <= utf8.RuneCount(out) {
			return Result{Text: out, Name: "utf-8", How: Mark, Lost: lost}, true
		}
	}
	for _, w := range wide {
		if body, ok := bytes.CutPrefix(data, []byte(w.mark)); ok {
			if out, ok := decodes(body, w.encoding); ok {
				return Result{Text: out, Name: w.name, How: Mark, Lost: bytes.Count(out, []byte("\ufffd"))}, true
			}
		}
	}
	return Result{}, false
}

// byZeros decodes UTF-32 and UTF-16 without a mark: markup and Latin letters
// have zero bytes in fixed places, and Japanese in UTF-16 has the byte 0x30 of
// the kana in every second place.
func byZeros(data []byte, said []declaration) (Result, bool) {
	if len(data) < 4 {
		return Result{}, false
	}
	sample := data[:min(len(data), 4096)&^3]
	var at [4]int // zero bytes by place
	for i, b := range sample {
		if b == 0 {
			at[i%4]++
		}
	}
	units := len(sample) / 4
	name := ""
	switch {
	case at[3] == units && at[2]*10 >= units*9:
		name = "utf-32le"
	case at[0] == units && at[1]*10 >= units*9:
		name = "utf-32be"
	default:
		name = byPairs(sample, said)
	}
	for _, w := range wide {
		if w.name != name {
			continue
		}
		if out, ok := decodes(data, w.encoding); ok {
			return Result{Text: out, Name: name, How: Mark, Lost: bytes.Count(out, []byte("\ufffd"))}, true
		}
	}
	return Result{}, false
}

// byPairs tells UTF-16 by its high bytes: zero for Latin, 0x30 for kana.
func byPairs(sample []byte, said []declaration) string {
	var zero, kana, text [2]int // by place in the pair
	for i, b := range sample {
		switch {
		case b == 0:
			zero[i%2]++
			text[i%2]++
		case b == 0x30:
			kana[i%2]++
			text[i%2]++
		case b == 0x20 || b >= 0x4e && b <= 0x9f || b >= 0xac && b <= 0xd7 || b == 0xff || b == 0x04:
			text[i%2]++
		}
	}
	units := len(sample) / 2
	declared := false
	for _, d := range said {
		declared = declared || d.name == "utf-16le" || d.name == "utf-16be"
	}
	for high, name := range []string{"utf-16be", "utf-16le"} {
		low := 1 - high
		switch {
		case zero[high]*2 >= units && zero[low]*20 <= units:
			return name // mostly Latin
		case zero[high]*20 >= units && zero[low]*100 <= units && text[high]*100 >= units*97:
			return name // markup among other scripts
		case kana[high]*4 >= units && text[high]*100 >= units*97 && zero[low]*20 <= units && kana[low]*10 <= units:
			return name // Japanese without markup
		case declared && text[high]*100 >= units*97 && text[low]*100 <= units*80:
			return name
		}
	}
	return ""
}
