package charset

import (
	"bytes"
	"encoding/base64"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// byEscapes decodes ISO-2022-JP (RFC 1468), which is ASCII to every other eye. A
// few bytes beyond ASCII are damage; many mean that the escapes are.
func byEscapes(data []byte) (Result, bool) {
	if !bytes.Contains(data, []byte("\x1b$B")) && !bytes.Contains(data, []byte("\x1b$@")) {
		return Result{}, false
	}
	high := 0
	for _, b := range data {
		if b >= utf8.RuneSelf {
			high++
		}
	}
	if high*100 > len(data) {
		return Result{}, false
	}
	out, ok := decodes(data, japanese.ISO2022JP)
	if !ok {
		return Result{}, false
	}
	return Result{Text: out, Name: "iso-2022-jp", How: Japanese, Lost: bytes.Count(out, []byte("\ufffd"))}, true
}

// byShifts decodes the seven-bit encodings without escape bytes, UTF-7 (RFC 2152)
// and HZ (RFC 1843), which look like ASCII with odd signs: only when they are
// declared, and when the whole text is well formed.
func byShifts(data []byte, said []declaration) (Result, bool) {
	for _, d := range said {
		switch {
		case d.name == "utf-7" || d.name == "unicode-1-1-utf-7":
			if out, ok := fromUTF7(data); ok {
				return Result{Text: out, Name: "utf-7", How: d.how}, true
			}
		case d.name == "hz-gb-2312" && bytes.Contains(data, []byte("~{")):
			if out, ok := decodes(data, simplifiedchinese.HZGB2312); ok {
				return Result{Text: out, Name: d.name, How: d.how, Lost: bytes.Count(out, []byte("\ufffd"))}, true
			}
		}
	}
	return Result{}, false
}

var base64Letters = []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

// fromUTF7 decodes UTF-7. It is not ok when a shifted stretch holds no whole
// characters, or when there is none at all.
func fromUTF7(data []byte) ([]byte, bool) {
	var out []byte
	some := false
	for len(data) > 0 {
		at := bytes.IndexByte(data, '+')
		if at < 0 {
			break
		}
		out = append(out, data[:at]...)
		data = data[at+1:]
		n := 0
		for n < len(data) && slices.Contains(base64Letters, data[n]) {
			n++
		}
		if n == 0 {
			out = append(out, '+')
			data = bytes.TrimPrefix(data, []byte("-"))
			continue
		}
		text, ok := shifted(data[:n])
		if !ok {
			return nil, false
		}
		out, some = append(out, text...), true
		data = bytes.TrimPrefix(data[n:], []byte("-"))
	}
	return append(out, data...), some
}

// shifted decodes one stretch: UTF-16BE in base64 without padding.
func shifted(letters []byte) ([]byte, bool) {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(letters)))
	n, err := base64.RawStdEncoding.Decode(raw, letters)
	if err != nil || n < 2 {
		return nil, false
	}
	var units []uint16
	for i := 0; i+1 < n; i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	text := []byte(string(utf16.Decode(units)))
	return text, !bytes.Contains(text, []byte("\ufffd"))
}
