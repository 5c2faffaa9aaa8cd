package article

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

// decode turns a page's bytes into UTF-8. UTF-8 that is valid is believed over
// any declaration; then the declaration of the server or the page is, unless a
// Japanese encoding fits and the declared one does not. Nothing is ever lost to
// an error: bytes that fit nowhere become replacement characters.
func decode(page []byte, contentType string) []byte {
	if body, ok := bytes.CutPrefix(page, []byte("\ufeff")); ok {
		page = body
	}
	if utf8.Valid(page) && !bytes.Contains(page[:min(len(page), 4096)], []byte("\x1b$")) {
		return page
	}
	declared, name, _ := charset.DetermineEncoding(page, contentType)
	if name == "utf-8" || name == "windows-1252" {
		// What DetermineEncoding says when nothing is declared, and what wrong
		// servers say of everything.
		if e := probeJapanese(page); e != nil {
			declared = e
		} else if name == "utf-8" {
			return bytes.ToValidUTF8(page, []byte("\ufffd"))
		}
	}
	out, err := declared.NewDecoder().Bytes(page)
	if err != nil {
		return bytes.ToValidUTF8(page, []byte("\ufffd"))
	}
	return out
}

// probeJapanese returns the Japanese encoding in which the bytes make sense: no
// byte is wrong for it and kana are frequent. It returns nil when none does.
func probeJapanese(page []byte) encoding.Encoding {
	sample := page[:min(len(page), 64<<10)]
	var best encoding.Encoding
	most := 0
	for _, e := range []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP} {
		text, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		kana, wrong := 0, 0
		for _, r := range string(text) {
			switch {
			case r == utf8.RuneError:
				wrong++
			case r >= 0x3041 && r <= 0x30fc:
				kana++
			case r >= 0xff61 && r <= 0xff9f:
				wrong++ // half-width kana are what misread EUC-JP looks like
			}
		}
		if kana > most && wrong*20 < kana {
			best, most = e, kana
		}
	}
	return best
}
