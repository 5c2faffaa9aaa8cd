package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// replaced is data as UTF-8 with each bad byte replaced, and how many were lost.
// A lone byte among ASCII that windows-1252 has a letter or a sign for becomes
// that: it was pasted into a text that is UTF-8 elsewhere.
func replaced(data []byte) (out []byte, lost int) {
	out = make([]byte, 0, len(data)+len(data)/16)
	before := byte(0x80) // the start of a text is no ASCII neighbour
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r != utf8.RuneError || size != 1:
			out = append(out, data[:size]...)
		case before < 0x80 && (len(data) == 1 || data[1] < 0x80) && pasted(data[0]):
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[0]))
		default:
			lost++
			out = append(out, "\ufffd"...)
		}
		before = data[size-1]
		data = data[size:]
	}
	return out, lost
}

// pasted reports whether a byte of windows-1252 is likely in a text: its letters,
// quotation marks and signs, without the controls and þÿ, which are what broken
// marks look like.
func pasted(b byte) bool {
	switch b {
	case 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xfe, 0xff:
		return false
	}
	return true
}
