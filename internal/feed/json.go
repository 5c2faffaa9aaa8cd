package feed

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader reads JSON and forgives what feeds get wrong: it may end anywhere,
// have raw line breaks in its strings, commas too many or missing, single
// quotes, comments. Depth is bounded, nothing is recursive over maxDepth.
type jsonReader struct {
	data []byte
	pos  int
	cut  bool // the data ended inside of a value
}

// gap moves over white space, commas, and comments.
func (r *jsonReader) gap() {
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case space(c) || c == ',' || c == ';':
			r.pos++
		case c == '/' && r.pos+1 < len(r.data) && r.data[r.pos+1] == '*':
			i := bytes.Index(r.data[r.pos:], []byte("*/"))
			if i < 0 {
				r.pos = len(r.data)
				return
			}
			r.pos += i + 2
		case c == '/' && r.pos+1 < len(r.data) && r.data[r.pos+1] == '/':
			i := bytes.IndexByte(r.data[r.pos:], '\n')
			if i < 0 {
				r.pos = len(r.data)
				return
			}
			r.pos += i + 1
		case c < 0x20:
			r.pos++
		default:
			return
		}
	}
}

func (r *jsonReader) peek() byte {
	if r.gap(); r.pos < len(r.data) {
		return r.data[r.pos]
	}
	r.cut = true
	return 0
}

// skip moves over one value without keeping anything. It is not recursive.
func (r *jsonReader) skip() {
	depth := 0
	for {
		switch c := r.peek(); c {
		case 0:
			return
		case '{', '[':
			depth++
			r.pos++
		case '}', ']':
			if depth == 0 {
				return
			}
			depth--
			r.pos++
		case '"', '\'':
			r.skipString(c)
		case ':':
			r.pos++
			continue
		default:
			r.word()
		}
		if depth == 0 {
			return
		}
	}
}

func (r *jsonReader) skipString(quote byte) {
	for i := r.pos + 1; i < len(r.data); i++ {
		switch r.data[i] {
		case '\\':
			i++
		case quote:
			r.pos = i + 1
			return
		}
	}
	r.pos, r.cut = len(r.data), true
}

// word reads what stands without quotes: a number, true, null, a bare key.
func (r *jsonReader) word() string {
	from := r.pos
	for r.pos < len(r.data) && !space(r.data[r.pos]) && !bytes.ContainsRune([]byte(`{}[],:"`), rune(r.data[r.pos])) {
		r.pos++
	}
	if r.pos == from {
		r.pos++
	}
	return string(r.data[from:r.pos])
}

// text reads a string. Its end is the next quote that is followed by what may
// follow a string; quotes inside that nobody escaped are text.
func (r *jsonReader) text(quote byte) string {
	from := r.pos
	r.skipString(quote)
	raw := r.data[from+1 : max(from+1, r.pos)]
	if r.cut && r.pos == len(r.data) {
		return unquote(raw)
	}
	return unquote(raw[:len(raw)-1])
}

func unquote(raw []byte) string {
	i := bytes.IndexByte(raw, '\\')
	if i < 0 {
		return tidy(raw)
	}
	b := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		if raw[0] != '\\' || len(raw) == 1 {
			if raw[0] != '\\' {
				b = append(b, raw[0])
			}
			raw = raw[1:]
			continue
		}
		c := raw[1]
		raw = raw[2:]
		switch c {
		case 'n':
			b = append(b, '\n')
		case 't':
			b = append(b, '\t')
		case 'r':
			b = append(b, '\r')
		case 'b', 'f', 'v', '0':
			b = append(b, ' ')
		case 'u':
			r, n := escaped(raw)
			b, raw = utf8.AppendRune(b, r), raw[n:]
		default:
			b = append(b, c)
		}
	}
	return tidy(b)
}

// escaped reads the digits behind \u, and the second half of a pair.
func escaped(raw []byte) (rune, int) {
	hex := func(b []byte) (rune, bool) {
		if len(b) < 4 {
			return 0, false
		}
		v, err := strconv.ParseUint(string(b[:4]), 16, 32)
		return rune(v), err == nil
	}
	r, ok := hex(raw)
	if !ok {
		return 'u', 0
	}
	if utf16.IsSurrogate(r) {
		if len(raw) >= 10 && raw[4] == '\\' && raw[5] == 'u' {
			if low, ok := hex(raw[6:]); ok {
				if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
					return both, 10
				}
			}
		}
		return utf8.RuneError, 4
	}
	return r, 4
}

// value reads one value: string, []any, map[string]any, or nil. Numbers and
// words come as strings.
func (r *jsonReader) value(depth int) any {
	switch c := r.peek(); c {
	case 0:
		return nil
	case '"', '\'':
		return r.text(c)
	case '{':
		if depth > maxDepth {
			r.skip()
			return nil
		}
		return r.object(depth)
	case '[':
		if depth > maxDepth {
			r.skip()
			return nil
		}
		r.pos++
		var out []any
		for {
			switch r.peek() {
			case ']':
				r.pos++
				return out
			case 0, '}':
				return out
			case ':':
				r.pos++
				continue
			}
			if v := r.value(depth + 1); len(out) < 10_000 {
				out = append(out, v)
			}
		}
	case '}', ']', ':':
		return nil
	}
	w := r.word()
	if w == "null" {
		return nil
	}
	return w
}

func (r *jsonReader) object(depth int) map[string]any {
	r.pos++
	out := make(map[string]any)
	r.members(func(key string) {
		v := r.value(depth + 1)
		if _, twice := out[key]; (!twice || out[key] == nil) && !(r.cut && key != "title" && isString(v)) {
			out[key] = v
		}
	})
	return out
}

func isString(v any) bool { _, ok := v.(string); return ok }

// members calls f with each key of an object that has begun, to read its value.
func (r *jsonReader) members(f func(key string)) {
	for {
		var key string
		switch c := r.peek(); c {
		case '}':
			r.pos++
			return
		case 0, ']':
			return
		case '"', '\'':
			key = r.text(c)
		case ':', '{', '[':
			r.skipOdd(c)
			continue
		default:
			key = r.word()
		}
		if r.peek() != ':' {
			continue
		}
		r.pos++
		if c := r.peek(); c == '}' || c == 0 {
			continue
		}
		at := r.pos
		f(strings.ToLower(key))
		if r.pos == at { // no value: nothing may stand still
			r.pos++
		}
	}
}

func (r *jsonReader) skipOdd(c byte) {
	if c == ':' {
		r.pos++
		return
	}
	r.skip()
}
