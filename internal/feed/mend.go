package feed

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// mend turns what a server sent into clean UTF-8 that an XML or JSON parser can
// read: without marks or junk in front, in the encoding that the bytes are
// really in, without characters that XML forbids. It says what it did.
func mend(data []byte, contentType string) (text []byte, did []string) {
	text = data
	if out, what := toUTF8(data, contentType); what != "" {
		text, did = out, append(did, what)
	} else {
		text = out
	}
	if i := start(text); i > 0 {
		if len(bytes.TrimSpace(bytes.TrimPrefix(text[:i], []byte("\ufeff")))) > 0 {
			did = append(did, "junk in front of the feed")
		}
		text = text[i:]
	}
	if clean := legal(text); len(clean) != len(text) {
		text, did = clean, append(did, "characters that XML forbids")
	}
	if fixed := ampersand.ReplaceAll(text, []byte("&amp;$1")); len(fixed) != len(text) && !bytes.HasPrefix(text, []byte("{")) {
		text, did = outsideCDATA(text), append(did, "bare ampersands")
	}
	// The text is UTF-8 now, whatever its declaration said.
	return declaration.ReplaceAll(text, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)), did
}

var (
	declaration = regexp.MustCompile(`^<\?xml[^>]{0,200}\?>`)
	declared    = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,120}encoding\s*=\s*["']([a-z0-9._-]+)["']`)
	ampersand   = regexp.MustCompile(`&([^a-zA-Z#]|[a-zA-Z]{0,12}[^a-zA-Z0-9;]|#[^0-9xX])`)
	cdata       = regexp.MustCompile(`(?s)<!\[CDATA\[.*?\]\]>`)
)

// outsideCDATA escapes bare ampersands, but not in CDATA sections, where they
// are text already.
func outsideCDATA(text []byte) []byte {
	var out []byte
	last := 0
	for _, m := range cdata.FindAllIndex(text, -1) {
		out = append(out, ampersand.ReplaceAll(text[last:m[0]], []byte("&amp;$1"))...)
		out = append(out, text[m[0]:m[1]]...)
		last = m[1]
	}
	return append(out, ampersand.ReplaceAll(text[last:], []byte("&amp;$1"))...)
}

// toUTF8 decodes by, in this order: a byte order mark; the bytes themselves,
// when they are valid UTF-8; the XML declaration; the server's word; Japanese
// encodings. A declaration that the bytes contradict is not believed.
func toUTF8(data []byte, contentType string) ([]byte, string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		if out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			return out, ""
		}
	}
	iso2022 := bytes.Contains(data, []byte("\x1b$B"))
	name := ""
	if m := declared.FindSubmatch(data[:min(len(data), 512)]); m != nil {
		name = string(m[1])
	}
	if utf8.Valid(data) && !iso2022 {
		return data, ""
	}
	if e, canonical := charset.Lookup(name); e != nil && canonical != "utf-8" {
		if out, ok := decodes(data, e); ok {
			return out, ""
		}
	}
	if best := japaneseOf(data); best != nil {
		out, _ := best.NewDecoder().Bytes(data)
		return out, "wrong or missing encoding: read as Japanese"
	}
	if e, canonical, sure := charset.DetermineEncoding(data, contentType); sure && canonical != "utf-8" {
		if out, ok := decodes(data, e); ok {
			return out, "encoding from the server"
		}
	}
	// Mostly UTF-8 with a few bad bytes: lose those, not the feed.
	if bad := badBytes(data); bad*50 < len(data) {
		return bytes.ToValidUTF8(data, []byte("\ufffd")), "bytes that are no UTF-8"
	}
	e, _ := charset.Lookup("windows-1252")
	out, _ := e.NewDecoder().Bytes(data)
	return out, "wrong or missing encoding: read as windows-1252"
}

func decodes(data []byte, e encoding.Encoding) ([]byte, bool) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\ufffd"))*100 > len(out) {
		return nil, false
	}
	return out, true
}

func badBytes(data []byte) (n int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		data = data[size:]
	}
	return n
}

// japaneseOf returns the Japanese encoding in which the data makes sense, by the
// kana in it; nil when none does.
func japaneseOf(data []byte) encoding.Encoding {
	sample := data[:min(len(data), 64<<10)]
	var best encoding.Encoding
	most := 0
	for _, e := range []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP} {
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		kana, wrong := 0, 0
		for _, r := range string(out) {
			switch {
			case r == utf8.RuneError || r >= 0xff61 && r <= 0xff9f:
				wrong++ // half-width kana are what misread EUC-JP looks like
			case r >= 0x3041 && r <= 0x30fc:
				kana++
			}
		}
		if kana > most && wrong*10 < kana {
			best, most = e, kana
		}
	}
	return best
}

// start finds where the feed begins: at its declaration, its root element or its
// brace, behind whatever a server printed first.
func start(text []byte) int {
	head := text[:min(len(text), 64<<10)]
	if t := bytes.TrimLeft(head, " \t\r\n"); bytes.HasPrefix(t, []byte("{")) {
		return len(head) - len(t)
	}
	for _, mark := range [][]byte{[]byte("<?xml"), []byte("<rss"), []byte("<feed"), []byte("<rdf:RDF"), []byte("<urlset"), []byte("<sitemapindex"), []byte("<channel")} {
		if i := bytes.Index(head, mark); i >= 0 {
			return i
		}
	}
	return 0
}

// legal drops the characters that XML 1.0 forbids.
func legal(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

var itemEnd = map[string][]byte{"item": []byte("</item>"), "entry": []byte("</entry>"), "url": []byte("</url>")}

// salvage keeps the whole items of a feed that was cut off or broken somewhere:
// everything up to the first item, and each item that is well-formed in itself.
// It returns nil when there is none.
func salvage(text []byte) []byte {
	for _, name := range []string{"item", "entry", "url"} {
		open := regexp.MustCompile(`<` + name + `[\s>]`)
		first := open.FindIndex(text)
		if first == nil {
			continue
		}
		head := text[:first[0]]
		out := append([]byte(nil), head...)
		kept := 0
		for rest := text[first[0]:]; ; {
			from := open.FindIndex(rest)
			if from == nil {
				break
			}
			rest = rest[from[0]:]
			end := bytes.Index(rest, itemEnd[name])
			if end < 0 {
				break
			}
			one := rest[:end+len(itemEnd[name])]
			if next := open.FindIndex(one[1:]); next != nil {
				rest = rest[1+next[0]:] // an item that never ended; the next one begins inside
				continue
			}
			if wellFormed(one) {
				out, kept = append(out, one...), kept+1
			}
			rest = rest[len(one):]
		}
		if kept == 0 {
			continue
		}
		return append(out, closing(head)...)
	}
	return nil
}
