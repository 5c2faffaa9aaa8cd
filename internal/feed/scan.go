package feed

import (
	"bytes"
)

// kind of a token.
type kind uint8

const (
	text  kind = iota // character data, references not yet resolved
	open              // <name attributes>
	empty             // <name attributes/>
	shut              // </name>
	cdata             // the inside of <![CDATA[ ]]>
)

// token is one piece of markup, as offsets into the scanned bytes.
type token struct {
	kind kind
	name []byte // of a tag, as written
	from int    // where the token begins
	to   int    // behind its end
	a, b int    // of a tag its attributes, of a CDATA section its text
}

// scanner cuts XML into tokens and never fails: what is no markup is text. A
// feed reader meets raw "<" in titles, tags that never end, quotes that never
// close and documents that were cut off; a strict reader loses the document
// there. It copies nothing, and each byte is looked at a bounded number of times.
type scanner struct {
	data []byte
	pos  int
	// These remember that no end of that kind is ahead, so that a document full
	// of unfinished beginnings is not searched again and again.
	noComment, noCDATA, noPI bool
	crossed, doctypes        int // sections that ran into other items; declarations
}

// maxDoctype is how long a document type declaration may be, in bytes. It is
// skipped, never read: entities that it declares stay unknown.
const maxDoctype = 64 << 10

// next returns the next token; ok is false at the end.
func (s *scanner) next() (t token, ok bool) {
	start := s.pos
	for s.pos < len(s.data) {
		i := bytes.IndexByte(s.data[s.pos:], '<')
		if i < 0 {
			s.pos = len(s.data)
			break
		}
		at := s.pos + i
		if at > start && s.mayBegin(at) {
			s.pos = at
			return token{kind: text, from: start, to: at}, true
		}
		s.pos = at
		t, found := s.markup(at)
		if found {
			return t, true
		}
		if s.pos > at { // a comment, an instruction, a declaration: nothing to see
			start = s.pos
			continue
		}
		s.pos = at + 1 // a bare "<" is text
	}
	if start < len(s.data) && start < s.pos {
		return token{kind: text, from: start, to: s.pos}, true
	}
	return token{}, false
}

// mayBegin reports whether the "<" at a place looks like the beginning of markup.
func (s *scanner) mayBegin(at int) bool {
	if at+1 >= len(s.data) {
		return true
	}
	c := s.data[at+1]
	return letter(c) || c == '/' || c == '!' || c == '?'
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' }

func nameByte(c byte) bool { return letter(c) || c >= '0' && c <= '9' || c == '-' || c == '.' }

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// markup reads what begins with the "<" at a place. It leaves pos there when it
// is no markup after all, and moves it on without a token over comments and the
// like.
func (s *scanner) markup(at int) (token, bool) {
	rest := s.data[at+1:]
	if len(rest) == 0 {
		s.pos = len(s.data) // cut off
		return token{}, false
	}
	switch c := rest[0]; {
	case letter(c):
		return s.start(at)
	case c == '/':
		return s.end(at)
	case c == '?':
		s.skip(at, "?>", &s.noPI)
	case bytes.HasPrefix(rest, []byte("!--")):
		s.skip(at, "-->", &s.noComment)
	case len(rest) >= 8 && bytes.EqualFold(rest[:8], []byte("![CDATA[")):
		return s.section(at)
	case c == '!' && len(rest) > 1 && (letter(rest[1]) || rest[1] == '['):
		s.declaration(at)
	}
	return token{}, false
}

// skip moves behind the end of a comment or instruction; one that never ends is
// taken to end with its first ">".
func (s *scanner) skip(at int, end string, missing *bool) {
	if !*missing {
		if i := bytes.Index(s.data[at:], []byte(end)); i >= 0 {
			s.pos = at + i + len(end)
			return
		}
		*missing = true
	}
	s.toAngle(at)
}

func (s *scanner) toAngle(at int) {
	if i := bytes.IndexByte(s.data[at:], '>'); i >= 0 {
		s.pos = at + i + 1
	} else {
		s.pos = len(s.data)
	}
}

// declaration skips <!DOCTYPE ...> with what it declares.
func (s *scanner) declaration(at int) {
	rest := s.data[at:min(len(s.data), at+maxDoctype)]
	if s.doctypes++; s.doctypes > 10 {
		rest = rest[:min(len(rest), 100)]
	}
	angle, bracket := bytes.IndexByte(rest, '>'), bytes.IndexByte(rest, '[')
	if bracket >= 0 && bracket < angle {
		for i := bracket; ; {
			j := bytes.IndexByte(rest[i:], ']')
			if j < 0 {
				break
			}
			i += j + 1
			if after := bytes.TrimLeft(rest[i:], " \t\r\n"); bytes.HasPrefix(after, []byte(">")) {
				s.pos = at + len(rest) - len(after) + 1
				return
			}
		}
	}
	s.toAngle(at)
}

// section reads a CDATA section. One that never ends, or ends only in a later
// item, is taken to end where its element does.
func (s *scanner) section(at int) (token, bool) {
	from := at + len("<![CDATA[")
	if !s.noCDATA {
		i := bytes.Index(s.data[from:], []byte("]]>"))
		if i >= 0 && !crossesItems(s.data[from:from+i]) {
			s.pos = from + i + 3
			return token{kind: cdata, from: at, to: s.pos, a: from, b: from + i}, true
		}
		s.crossed++
		s.noCDATA = i < 0 || s.crossed > maxCrossed
	}
	to := len(s.data)
	if i := bytes.Index(s.data[from:], []byte("</")); i >= 0 {
		to = from + i
	}
	s.pos = to
	return token{kind: cdata, from: at, to: to, a: from, b: to}, true
}

// maxCrossed is how many sections that never end are looked into.
const maxCrossed = 500

func crossesItems(inside []byte) bool {
	return bytes.Contains(inside, []byte("</item>")) && bytes.Contains(inside, []byte("<item")) ||
		bytes.Contains(inside, []byte("</entry>")) && bytes.Contains(inside, []byte("<entry"))
}

func (s *scanner) end(at int) (token, bool) {
	i := at + 2
	for i < len(s.data) && nameByte(s.data[i]) {
		i++
	}
	if i == at+2 {
		return token{}, false
	}
	t := token{kind: shut, name: s.data[at+2 : i], from: at}
	for i < len(s.data) && s.data[i] != '>' && s.data[i] != '<' {
		i++
	}
	if i < len(s.data) && s.data[i] == '>' {
		i++
	}
	t.to, s.pos = i, i
	return t, true
}

// start reads a start tag. Without its ">" it is one only when a feed knows the
// name.
func (s *scanner) start(at int) (token, bool) {
	i := at + 1
	for i < len(s.data) && nameByte(s.data[i]) {
		i++
	}
	t := token{kind: open, name: s.data[at+1 : i], from: at, a: i}
	if i < len(s.data) && !space(s.data[i]) && s.data[i] != '>' && s.data[i] != '/' && s.data[i] != '<' {
		return token{}, false
	}
	for i < len(s.data) {
		switch s.data[i] {
		case '>':
			t.b, t.to = i, i+1
			if s.data[i-1] == '/' && i-1 >= t.a {
				t.kind, t.b = empty, i-1
			}
			s.pos = t.to
			return t, true
		case '<':
			if !vocabulary(t.name) {
				return token{}, false
			}
			t.b, t.to, s.pos = i, i, i
			return t, true
		case '"', '\'':
			i = s.quoted(i)
		default:
			i++
		}
	}
	if !vocabulary(t.name) {
		return token{}, false
	}
	t.b, t.to, s.pos = i, i, i
	return t, true
}

// quoted returns the place behind a quoted value, or behind the quote alone when
// its partner is missing.
func (s *scanner) quoted(i int) int {
	rest := s.data[i+1 : min(len(s.data), i+1+maxAttribute)]
	j := bytes.IndexByte(rest, s.data[i])
	if j < 0 {
		return i + 1
	}
	if bytes.IndexByte(rest[:j], '<') >= 0 || bytes.IndexByte(rest[:j], '>') >= 0 {
		// The partner belongs to another tag unless the tag goes on behind it.
		k := j + 1
		if k < len(rest) && !space(rest[k]) && rest[k] != '>' && rest[k] != '/' || bytes.HasSuffix(bytes.TrimRight(rest[:j], " \t\r\n"), []byte("=")) {
			return i + 1
		}
	}
	return i + 1 + j + 1
}

// maxAttribute is how long one attribute may be, in bytes.
const maxAttribute = 64 << 10

// attribute returns the value of a tag's attribute by its name in lower case,
// prefix included, whatever its case and quotes; "" when there is none.
func attribute(raw []byte, name string) string {
	found := ""
	eachAttribute(raw, func(key, value []byte) bool {
		if len(key) == len(name) && equalFold(key, name) {
			found = resolve(value)
			return false
		}
		return true
	})
	return found
}

// eachAttribute calls f with the attributes of a tag, until it returns false.
func eachAttribute(raw []byte, f func(key, value []byte) bool) {
	for i := 0; i < len(raw); {
		for i < len(raw) && !nameByte(raw[i]) {
			i++
		}
		from := i
		for i < len(raw) && nameByte(raw[i]) {
			i++
		}
		key := raw[from:i]
		j := i
		for j < len(raw) && space(raw[j]) {
			j++
		}
		if j >= len(raw) || raw[j] != '=' {
			continue
		}
		j++
		for j < len(raw) && space(raw[j]) {
			j++
		}
		value, after := attributeValue(raw, j)
		i = after
		if !f(key, value) {
			return
		}
	}
}

func attributeValue(raw []byte, i int) (value []byte, after int) {
	if i < len(raw) && (raw[i] == '"' || raw[i] == '\'') {
		if j := bytes.IndexByte(raw[i+1:], raw[i]); j >= 0 {
			return raw[i+1 : i+1+j], i + j + 2
		}
		i++
	}
	from := i
	for i < len(raw) && !space(raw[i]) {
		i++
	}
	return bytes.TrimRight(raw[from:i], `"'`), i
}

func equalFold(a []byte, b string) bool {
	for i := range a {
		x := a[i]
		if x >= 'A' && x <= 'Z' {
			x |= 0x20
		}
		if x != b[i] {
			return false
		}
	}
	return true
}
