package charset

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// declaration is one statement of a document's encoding.
type declaration struct {
	name     string
	encoding encoding.Encoding // nil when the name is unknown
	how      string
}

// reach is how far into a document its declarations are looked for, in bytes.
// The HTML Standard asks for 1024; pages that put scripts first go on longer.
const reach = 16 << 10

var (
	inHeader = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9._:-]+)`)
	inXML    = regexp.MustCompile(`(?i)^[^<]{0,200}<\?xml[^>]{0,200}encoding\s*=\s*["']\s*([a-z0-9._:-]+)\s*["']`)
)

// declarations lists what the header and the document say, best first.
func declarations(data []byte, contentType string) []declaration {
	var out []declaration
	if m := inHeader.FindStringSubmatch(contentType); m != nil {
		out = append(out, declare(m[1], Header))
	}
	head := data[:min(len(data), reach)]
	if m := inXML.FindSubmatch(head[:min(len(head), 600)]); m != nil {
		out = append(out, declare(string(m[1]), Document))
	} else if label := metaCharset(head); label != "" {
		d := declare(label, Document)
		if strings.HasPrefix(d.name, "utf-16") {
			d = declare("utf-8", Document) // a meta element that can be read is no UTF-16
		}
		out = append(out, d)
	}
	return out
}

func declare(label, how string) declaration {
	e, name := lookup(label)
	return declaration{name, e, how}
}

// lookup finds an encoding by any of its labels, and its name in the Encoding
// Standard; the label itself and nil for unknown ones.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	if other, ok := labels[label]; ok {
		label = other
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, label
	}
	name, err := htmlindex.Name(e)
	switch {
	case err != nil:
		return nil, label
	case name == "gbk":
		return simplifiedchinese.GB18030, "gb18030" // which holds all of it
	case name == "replacement":
		return nil, label
	case name == "x-user-defined":
		return lookup("windows-1252") // as the HTML Standard has it
	}
	return e, name
}

// labels are names that servers use and the Encoding Standard does not know.
var labels = map[string]string{
	"sjis-win": "shift_jis", "cp932": "shift_jis", "windows-932": "shift_jis", "ms932": "shift_jis", "shift-jis-2004": "shift_jis", "x-ms-cp932": "shift_jis",
	"eucjp": "euc-jp", "eucjp-win": "euc-jp", "eucjp-ms": "euc-jp", "ujis": "euc-jp", "jis": "iso-2022-jp",
	"utf8": "utf-8", "utf_8": "utf-8", "utf8mb4": "utf-8", "unicode": "utf-16le", "u16": "utf-16le", "utf16": "utf-16le", "utf_16": "utf-16le", "ucs-2": "utf-16le",
	"cp949": "euc-kr", "uhc": "euc-kr", "ms949": "euc-kr", "cp936": "gb18030", "ms936": "gb18030", "gb2312-80": "gb18030", "cp950": "big5",
	"latin-1": "windows-1252", "8859_1": "windows-1252", "iso8859_1": "windows-1252", "iso-8859-1-windows-3.1-latin-1": "windows-1252", "iso-8859-8-e": "iso-8859-8",
}

// asciiCompatible reports whether ASCII bytes mean ASCII in an encoding.
func asciiCompatible(name string) bool {
	return !strings.HasPrefix(name, "utf-16") && !strings.HasPrefix(name, "utf-32")
}

// metaCharset returns the label that a meta element declares, as the HTML
// Standard prescans a document (section 13.2.3.2): comments and the insides of
// tags are not looked at, and a tag that does not end does not count.
func metaCharset(head []byte) string {
	for len(head) > 0 {
		at := bytes.IndexByte(head, '<')
		if at < 0 {
			return ""
		}
		head = head[at:]
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end := bytes.Index(head[2:], []byte("-->"))
			if end < 0 {
				return ""
			}
			head = head[2+end+3:]
		case len(head) > 5 && bytes.EqualFold(head[:5], []byte("<meta")) && bytes.IndexByte([]byte(" \t\r\n\f/"), head[5]) >= 0:
			attrs, rest, whole := attributes(head[5:])
			if label := charsetOf(attrs); whole && label != "" {
				return label
			}
			head = rest
		case len(head) > 1 && (isASCIILetter(rune(head[1])) || head[1] == '/'):
			i := 1
			for i < len(head) && bytes.IndexByte([]byte(" \t\r\n\f>"), head[i]) < 0 {
				i++
			}
			_, rest, _ := attributes(head[i:])
			head = rest
		case len(head) > 1 && (head[1] == '!' || head[1] == '?'):
			end := bytes.IndexByte(head, '>')
			if end < 0 {
				return ""
			}
			head = head[end+1:]
		default:
			head = head[1:]
		}
	}
	return ""
}

// charsetOf reads a meta element's charset attribute, or the one in the content
// of an http-equiv="Content-Type".
func charsetOf(attrs map[string]string) string {
	if label := strings.TrimSpace(attrs["charset"]); label != "" {
		return known(label)
	}
	if !strings.EqualFold(attrs["http-equiv"], "content-type") {
		return ""
	}
	content := strings.ToLower(attrs["content"])
	for {
		at := strings.Index(content, "charset")
		if at < 0 {
			return ""
		}
		content = content[at+len("charset"):]
		value, ok := strings.CutPrefix(strings.TrimLeft(content, " \t\r\n\f"), "=")
		if !ok {
			continue
		}
		value = strings.TrimLeft(value, " \t\r\n\f")
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			label, _, closed := strings.Cut(value[1:], value[:1])
			if !closed {
				return ""
			}
			return known(label)
		}
		label, _, _ := strings.Cut(value, ";")
		if words := strings.Fields(label); len(words) > 0 {
			return known(words[0])
		}
		return ""
	}
}

// known keeps a label that names an encoding we can read; anything else is as
// good as no declaration.
func known(label string) string {
	e, name := lookup(label)
	if e == nil && name != "utf-7" && name != "hz-gb-2312" {
		return ""
	}
	return label
}

// attributes reads the attributes of a tag up to its end. It is not whole when
// the tag does not end.
func attributes(s []byte) (attrs map[string]string, rest []byte, whole bool) {
	attrs = make(map[string]string)
	const space = " \t\r\n\f/"
	for {
		s = bytes.TrimLeft(s, space)
		if len(s) == 0 {
			return attrs, nil, false
		}
		if s[0] == '>' {
			return attrs, s[1:], true
		}
		n := 1
		for n < len(s) && bytes.IndexByte([]byte(space+">="), s[n]) < 0 {
			n++
		}
		name := strings.ToLower(string(s[:n]))
		s = bytes.TrimLeft(s[n:], " \t\r\n\f")
		value := ""
		if len(s) > 0 && s[0] == '=' {
			s = bytes.TrimLeft(s[1:], " \t\r\n\f")
			var ok bool
			if value, s, ok = attributeValue(s); !ok {
				return attrs, nil, false
			}
		}
		if _, twice := attrs[name]; !twice && len(attrs) < 50 {
			attrs[name] = value
		}
	}
}

func attributeValue(s []byte) (value string, rest []byte, ok bool) {
	if len(s) == 0 {
		return "", nil, false
	}
	if s[0] == '"' || s[0] == '\'' {
		end := bytes.IndexByte(s[1:], s[0])
		if end < 0 {
			return "", nil, false
		}
		return string(s[1 : 1+end]), s[end+2:], true
	}
	n := 0
	for n < len(s) && bytes.IndexByte([]byte(" \t\r\n\f>"), s[n]) < 0 {
		n++
	}
	return string(s[:n]), s[n:], true
}
