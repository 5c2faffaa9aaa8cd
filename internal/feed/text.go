package feed

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// resolve returns text with its references resolved once: the XML ones, those
// of HTML, and numbers. A reference that is none, such as the "&b" of an
// address, stays as it is. No reference is resolved twice, and none that a
// document type declares.
func resolve(raw []byte) string {
	i := bytes.IndexByte(raw, '&')
	if i < 0 {
		return tidy(raw)
	}
	var b strings.Builder
	b.Grow(len(raw))
	for {
		b.Write(raw[:i])
		raw = raw[i:]
		n := reference(raw)
		if n > 0 {
			// Numbers of no character are left out.
			if c := html.UnescapeString(terminated(raw[:n])); c != "\ufffd" {
				b.WriteString(c)
			}
		} else {
			b.WriteByte('&')
			n = 1
		}
		raw = raw[n:]
		if i = bytes.IndexByte(raw, '&'); i < 0 {
			b.Write(raw)
			return tidy([]byte(b.String()))
		}
	}
}

// reference returns the length of the reference at the beginning of raw; 0 when
// there is none. Numbers may lack their semicolon, names may not.
func reference(raw []byte) int {
	i := 1
	if i < len(raw) && raw[i] == '#' {
		i++
		if i < len(raw) && raw[i]|0x20 == 'x' {
			i++
		}
		from := i
		for i < len(raw) && i < 12 && (raw[i] >= '0' && raw[i] <= '9' || raw[2]|0x20 == 'x' && raw[i]|0x20 >= 'a' && raw[i]|0x20 <= 'f') {
			i++
		}
		if i == from {
			return 0
		}
		if i < len(raw) && raw[i] == ';' {
			i++
		}
		return i
	}
	for i < len(raw) && i < 33 && (letter(raw[i]) || raw[i] >= '0' && raw[i] <= '9') {
		i++
	}
	if i == 1 || i >= len(raw) || raw[i] != ';' {
		return 0
	}
	return i + 1
}

func terminated(ref []byte) string {
	if ref[len(ref)-1] == ';' {
		return string(ref)
	}
	return string(ref) + ";"
}

// tidy returns text without the characters that XML forbids and databases
// refuse.
func tidy(raw []byte) string {
	for _, c := range raw {
		if c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c == 0xef {
			return strings.Map(allowed, string(raw))
		}
	}
	return string(raw)
}

func allowed(r rune) rune {
	switch {
	case r == '\r':
		return '\n'
	case r < 0x20 && r != '\t' && r != '\n', r == 0x7f, r == 0xfeff, r == 0xfffe, r == 0xffff:
		return -1
	}
	return r
}

// plain turns a title or summary, which may hold markup and may have been
// escaped twice, into text on one line.
func plain(s string) string {
	for range 2 {
		if strings.IndexByte(s, '<') >= 0 {
			s = stripTags(s)
		}
		if strings.IndexByte(s, '&') < 0 {
			break
		}
		s = strings.Map(allowed, html.UnescapeString(s))
	}
	return composed(oneLine(s))
}

// oneLine makes all white space single spaces.
func oneLine(s string) string {
	for i := range len(s) {
		if c := s[i]; c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') || c < ' ' || c == 0xc2 || c == 0xe2 || c == 0xe3 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80 {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// composed returns s in NFC. Texts without combining marks, which are nearly
// all, are not looked at twice.
func composed(s string) string {
	for i := range len(s) {
		switch s[i] {
		case 0xcc, 0xcd, 0xe0, 0xe1, 0xf0, 0xf3:
			return norm.NFC.String(s)
		case 0xe3:
			if i+2 < len(s) && s[i+1] == 0x82 && (s[i+2] == 0x99 || s[i+2] == 0x9a) {
				return norm.NFC.String(s)
			}
		case 0xef:
			if i+1 < len(s) && s[i+1] >= 0xa4 && s[i+1] <= 0xad {
				return norm.NFC.String(s)
			}
		}
	}
	return s
}

// stripTags takes tags, comments, scripts and the readings of ruby out of HTML.
// Tags that stand between words become a space, those inside of words nothing.
func stripTags(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var endless [2]bool // no end of a comment, of a script is ahead
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		if strings.HasPrefix(s, "<!--") && !endless[0] {
			if j := strings.Index(s, "-->"); j >= 0 {
				s = s[j+3:]
				continue
			}
			endless[0] = true
			s = s[len("<!--"):]
			continue
		}
		if strings.HasPrefix(s, "<![CDATA[") {
			s = s[len("<![CDATA["):]
			continue
		}
		if c := s[1]; !letter(c) && c != '/' && c != '!' && c != '?' {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		end := strings.IndexAny(s[1:], "<>")
		if end < 0 {
			if !strings.ContainsAny(s, "=/\"") {
				b.WriteString(s) // else a tag that was cut off
			}
			return b.String()
		}
		if s[1+end] == '<' {
			b.WriteString(s[:1+end])
			s = s[1+end:]
			continue
		}
		name, starts := tagName(s[1:]), s[1] != '/'
		s = s[end+2:]
		if !inline[name] {
			b.WriteByte(' ')
		}
		if starts && hidden[name] && !endless[1] {
			if j := indexFold(s, "</"+name); j >= 0 {
				s = behind(s[j:], ">")
			} else {
				endless[1] = true
			}
		}
	}
}

// inline are the elements of HTML that do not part words.
var inline = makeSet("a b i u em strong span font wbr ruby rb rt rp small sub sup mark abbr cite code q s big tt time bdi bdo")

// hidden are those whose inside is no text for readers.
var hidden = makeSet("script style rt rp template")

func makeSet(list string) map[string]bool {
	out := make(map[string]bool)
	for n := range strings.FieldsSeq(list) {
		out[n] = true
	}
	return out
}

func behind(s, mark string) string {
	if i := strings.Index(s, mark); i >= 0 {
		return s[i+len(mark):]
	}
	return ""
}

// tagName returns the lower-case name of a tag, without the "/" of an end tag
// of an inline element.
func tagName(inside string) string {
	inside = strings.TrimPrefix(inside, "/")
	i := 0
	for i < len(inside) && nameByte(inside[i]) && i < 20 {
		i++
	}
	return strings.ToLower(inside[:i])
}

func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		j := strings.IndexByte(s[i:], sub[0])
		if j < 0 {
			return -1
		}
		i += j
		if i+len(sub) <= len(s) && strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}

// Bounds on what is kept of one item, in runes; an address in bytes.
const (
	maxTitle    = 500
	maxAuthor   = 200
	maxTag      = 100
	maxTags     = 20
	maxText     = 200_000
	maxLine     = 20_000 // of the source of a title or a name
	maxAddress  = 4 << 10
	maxIdentity = 2 << 10
)

// clip returns the first n runes of s.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// whole drops half a character at the end of a text that was cut off.
func whole(s string) string {
	s = strings.TrimRight(s, "\ufffd")
	for len(s) > 0 {
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size > 1 {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}
