package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// unmix repairs a text that was UTF-8 and was read as Windows-1252 on its way:
// "Â£100" was "£100". It changes nothing unless the whole text turns back into
// valid UTF-8.
func unmix(s string) string {
	if !strings.ContainsAny(s, "ÂÃâã") {
		return s
	}
	back := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r > 0xff {
				return s
			}
			b = byte(r)
		}
		back = append(back, b)
	}
	if !utf8.Valid(back) || utf8.RuneCount(back) == utf8.RuneCountInString(s) {
		return s
	}
	return string(back)
}
