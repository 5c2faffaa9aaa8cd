package charset_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kiku/internal/charset"
)

func TestUndouble(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                           "",
		"plain":                      "plain",
		"Â£100 for the cafÃ©":        "£100 for the café",
		"It canâ€™t be":              "It can’t be",
		"café, déjà vu":              "café, déjà vu",
		"„Ä“ ist ein Laut, „Ö“ auch": "„Ä“ ist ein Laut, „Ö“ auch",
		"SÃO PAULO":                  "SÃO PAULO",
		"菊祭りは十一月三日に始まる": "菊祭りは十一月三日に始まる",
		"繧｢":      "ア",
		"半角ｶﾅの記事": "半角ｶﾅの記事",
	} {
		if got, changed := charset.Undouble(in); got != want || changed != (in != want) {
			t.Errorf("Undouble(%q) = %q, %v; want %q", in, got, changed, want)
		}
	}
	for _, text := range []string{japanese, "Žluťoučký kůň", "Мэр города"} {
		double := ""
		for _, b := range []byte(text) {
			r := charmap.Windows1252.DecodeByte(b)
			if r == utf8.RuneError {
				r = rune(b) // as browsers read the holes
			}
			double += string(r)
		}
		if got, changed := charset.Undouble(double); got != text || !changed {
			t.Errorf("Undouble(%q) = %q, want %q", double, got, text)
		}
	}
}

func FuzzUndouble(f *testing.F) {
	f.Add("Â£100")
	f.Add("ã‚¢")
	f.Add("繧｢")
	f.Fuzz(func(t *testing.T, in string) {
		got, changed := charset.Undouble(in)
		if changed == (got == in) {
			t.Errorf("%q, changed %v", got, changed)
		}
		if utf8.ValidString(in) && (!utf8.ValidString(got) || utf8.RuneCountInString(got) > utf8.RuneCountInString(in)) {
			t.Errorf("Undouble(%q) = %q", in, got)
		}
	})
}
