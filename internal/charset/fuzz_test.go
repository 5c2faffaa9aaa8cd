package charset_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"kiku/internal/charset"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(japanese), "text/html; charset=shift_jis")
	f.Add([]byte("\x93\xfa\x96\x7b\x8c\xea"), "")
	f.Add([]byte("\x1b$BF|K\\8l\x1b(B"), "")
	f.Add([]byte("<?xml version='1.0' encoding='utf-7'?>+ZeVnLA-"), "")
	f.Add([]byte("\xff\xfe<\x00a\x00>\x00"), "")
	f.Add([]byte("<\x00a\x00>\x00\x00\xd8"), "")
	f.Add([]byte("<meta charset=koi8-r>\xf0\xd2\xc9"), "text/html; charset=")
	f.Add([]byte("a\xe9b\xe3\x81"), "text/plain; charset=utf-8")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		before := bytes.Clone(data)
		got := charset.Decode(data, contentType)
		if !bytes.Equal(before, data) {
			t.Fatal("the input was changed")
		}
		if !utf8.Valid(got.Text) {
			t.Fatalf("%s by %s: output is no UTF-8", got.Name, got.How)
		}
		if got.Name == "" || got.How == "" || got.Lost < 0 {
			t.Fatalf("unnamed result: %+v", got)
		}
		if strings.HasPrefix(string(got.Text), "\ufeff") {
			t.Fatalf("%s by %s: a mark is left", got.Name, got.How)
		}
		// UTF-8 with a character beyond ASCII is what it is, but for the zero
		// bytes of UTF-16.
		if utf8.Valid(data) && utf8.RuneCount(data) != len(data) && !bytes.ContainsAny(data, "\x00\x30") && !bytes.HasPrefix(data, []byte("\ufeff")) && !bytes.Equal(got.Text, data) {
			t.Fatalf("UTF-8 came back as %q by %s", got.Text, got.How)
		}
		// What came out is a fixed point.
		if again := charset.Decode(got.Text, ""); utf8.RuneCount(got.Text) != len(got.Text) && !bytes.ContainsAny(got.Text, "\x00\x30") && !bytes.Equal(again.Text, got.Text) {
			t.Fatalf("decoded twice: %q, then %q by %s", got.Text, again.Text, again.How)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	page := "<p>" + strings.Repeat(japanese+"</p>\n<p class=\"text\">", 2000)
	for _, name := range []string{"utf-8", "shift_jis", "euc-jp"} {
		data := encode(b, name, page)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				charset.Decode(data, "")
			}
		})
	}
}
