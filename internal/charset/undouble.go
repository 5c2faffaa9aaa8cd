package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// Undouble repairs a text that was UTF-8, was read as windows-1252, ISO-8859-1 or
// Shift_JIS on its way, and was made UTF-8 again: "Â£100" was "£100", "ã‚¢" and
// "繧｢" were "ア". What was not doubled stays; when that is more than a third of
// the characters beyond ASCII, the signs of doubling are taken for chance and
// nothing is changed. It reports whether it changed anything.
func Undouble(text string) (string, bool) {
	if firstHigh([]byte(text)) < 0 {
		return text, false
	}
	if out, ok := undoubleJapanese(text); ok {
		return out, true
	}
	return undoubleWestern(text)
}

// undoubleWestern looks for characters whose bytes in windows-1252 make up
// characters of UTF-8.
func undoubleWestern(whole string) (string, bool) {
	text := whole
	out := make([]byte, 0, len(text))
	doubled, other := 0, 0
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			out = append(out, text[0])
			text = text[1:]
			continue
		}
		if r, n := doubledRune(text); n > 0 {
			out = utf8.AppendRune(out, r)
			doubled++
			text = text[n:]
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		out = append(out, text[:size]...)
		other++
		text = text[size:]
	}
	if doubled == 0 || other*2 > doubled {
		return whole, false
	}
	return string(out), true
}

// doubledRune reads the character whose UTF-8 bytes the text begins with, each as
// a character of windows-1252, and how many bytes of the text that takes; 0 when it
// begins with no such thing.
func doubledRune(text string) (rune, int) {
	var raw [4]byte
	read := 0
	for i := range raw {
		c, size := utf8.DecodeRuneInString(text[read:])
		if size == 0 {
			break
		}
		b, ok := charmap.Windows1252.EncodeRune(c)
		if !ok && c >= 0x80 && c < 0xa0 {
			b, ok = byte(c), true // ISO-8859-1, and the holes of windows-1252
		}
		if !ok || b < utf8.RuneSelf {
			break
		}
		raw[i] = b
		read += size
		if r, n := utf8.DecodeRune(raw[:i+1]); r != utf8.RuneError && n == i+1 {
			return r, read
		}
	}
	return 0, 0
}

// undoubleJapanese turns a text back that is whole in Shift_JIS and valid UTF-8
// there. Bytes of UTF-8 that Shift_JIS has no character for were lost on the way,
// so this often fails; a text that is damaged is left alone.
func undoubleJapanese(text string) (string, bool) {
	// What the first bytes of kana and kanji in UTF-8 become.
	if !strings.ContainsAny(text, "縺繧繝譁譛荳莠蜈蛻螟蟄驛逕") {
		return text, false
	}
	raw, err := japanese.ShiftJIS.NewEncoder().String(text)
	if err != nil || !utf8.ValidString(raw) || utf8.RuneCountInString(raw) >= utf8.RuneCountInString(text) {
		return text, false
	}
	return raw, firstHigh([]byte(raw)) >= 0
}
