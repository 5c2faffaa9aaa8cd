package article

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// maxLinkedJSON is the longest JSON-LD script that is read, in bytes.
const maxLinkedJSON = 2 << 20

// readJSON returns the JSON values in a script, one after the other. What
// publishers get wrong is put right: comments of HTML and CDATA marks around
// it, line breaks inside strings, commas before a closing bracket, a quoted
// apostrophe. A value that is broken beyond that ends the list.
func readJSON(script string) []any {
	script = trimScript(script)
	if script == "" || len(script) > maxLinkedJSON {
		return nil
	}
	if values, err := decodeAll(script); err == nil {
		return values
	}
	values, _ := decodeAll(mendJSON(script)) // those before the broken one
	return values
}

func decodeAll(s string) ([]any, error) {
	var out []any
	d := json.NewDecoder(strings.NewReader(s))
	for {
		var v any
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
}

func trimScript(s string) string {
	for {
		before := s
		s = strings.TrimSpace(s)
		for _, mark := range []string{"\ufeff", "<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "//"} {
			s = strings.TrimPrefix(s, mark)
		}
		for _, mark := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";", "//"} {
			s = strings.TrimSuffix(s, mark)
		}
		if s == before {
			return s
		}
	}
}

// mendJSON repairs what can be told without guessing: control characters and
// unknown escapes in strings, commas with nothing behind them, two objects side
// by side inside a list.
func mendJSON(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	comma := false // one is waiting to be written
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			if comma {
				b.WriteByte(',')
				comma = false
			}
			i = mendString(&b, s, i)
		case c == ',':
			comma = true
		case c <= ' ':
			b.WriteByte(c)
		default:
			if comma && c != '}' && c != ']' {
				b.WriteByte(',')
			}
			comma = false
			b.WriteByte(c)
		}
	}
	return b.String()
}

// mendString copies the string that begins at s[i] and returns the place of its
// last byte.
func mendString(b *strings.Builder, s string, i int) int {
	b.WriteByte('"')
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			b.WriteByte('"')
			return i
		case c == '\\' && i+1 < len(s):
			i++
			if strings.IndexByte(`"\/bfnrtu`, s[i]) >= 0 {
				b.WriteByte('\\')
			}
			if s[i] < ' ' {
				b.WriteByte(' ')
			} else {
				b.WriteByte(s[i])
			}
		case c < ' ':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return i
}
