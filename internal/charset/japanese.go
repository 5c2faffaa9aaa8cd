package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// escaped reports whether data has the escape sequences of ISO-2022-JP.
func escaped(data []byte) bool {
	return bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@"))
}

func isJapanese(name string) bool {
	return name == "shift_jis" || name == "euc-jp" || name == "iso-2022-jp"
}

// japanese returns the Japanese encoding in which the data makes sense, by the
// kana in it, and how many there are; "" when none does.
func japanese(data []byte) (name string, kana int) {
	sample := data[:min(len(data), 64<<10)]
	for _, candidate := range []string{"shift_jis", "euc-jp"} {
		e, _ := htmlindex.Get(candidate) // both are in the index
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		n, wrong := 0, 0
		for _, r := range string(out) {
			switch {
			case r == utf8.RuneError || r >= 0xff61 && r <= 0xff9f:
				wrong++ // half-width kana are what misread EUC-JP looks like
			case r >= 0x3041 && r <= 0x30fc:
				n++
			}
		}
		if n > kana && wrong*10 < n {
			name, kana = candidate, n
		}
	}
	return name, kana
}
