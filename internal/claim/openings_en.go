package claim

import (
	"regexp/syntax"
)

// openings tells which of several patterns can match a text at all, by the
// first letters of its words: most patterns cannot, and running each on each
// statement was half the cost of reading statements.
type openings struct {
	of     map[string]uint32 // up to openingLength bytes -> patterns as bits
	always uint32            // patterns that may begin anywhere
}

const openingLength = 4

// openingsOf reads the beginnings of patterns: up to 32 of them.
func openingsOf(patterns []string) openings {
	o := openings{of: map[string]uint32{}}
	for i, p := range patterns {
		re, err := syntax.Parse(p, syntax.Perl)
		if err != nil {
			panic(err) // a pattern of this package
		}
		texts, ok := wordOpenings(re.Simplify())
		if !ok {
			o.always |= 1 << i
			continue
		}
		for _, s := range texts {
			o.of[s] |= 1 << i
		}
	}
	return o
}

// can returns the patterns that may match a text in lower case.
func (o openings) can(s string) uint32 {
	mask := o.always
	inside := false
	for i := range len(s) {
		word := asciiWord(s[i])
		if word && !inside {
			for n := 1; n <= openingLength && i+n <= len(s); n++ {
				mask |= o.of[s[i:i+n]]
			}
		}
		inside = word
	}
	return mask
}

func asciiWord(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_' || b >= 'A' && b <= 'Z'
}

// wordOpenings returns what a pattern that begins at a word's edge may begin
// with; false when that cannot be said.
func wordOpenings(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			texts, ok := wordOpenings(sub)
			if !ok {
				return nil, false
			}
			out = append(out, texts...)
		}
		return out, true
	case syntax.OpConcat:
		if len(re.Sub) > 1 && re.Sub[0].Op == syntax.OpWordBoundary {
			rest := *re
			rest.Sub = re.Sub[1:]
			var out []string
			for _, b := range beginnings(&rest) {
				if b.text == "" || !asciiWord(b.text[0]) {
					return nil, false
				}
				out = append(out, b.text)
			}
			return out, len(out) > 0
		}
	case syntax.OpCapture:
		return wordOpenings(re.Sub[0])
	}
	return nil, false
}

// beginning is a text that matches begin with; open says that what follows is
// not known.
type beginning struct {
	text string
	open bool
}

// beginnings returns all texts of up to openingLength bytes that matches of a
// pattern begin with.
func beginnings(re *syntax.Regexp) []beginning {
	switch re.Op {
	case syntax.OpLiteral:
		s := string(re.Rune)
		if len(s) >= openingLength {
			return []beginning{{s[:openingLength], true}}
		}
		return []beginning{{s, false}}
	case syntax.OpCapture:
		return beginnings(re.Sub[0])
	case syntax.OpQuest:
		return append(beginnings(re.Sub[0]), beginning{})
	case syntax.OpAlternate:
		var out []beginning
		for _, sub := range re.Sub {
			out = append(out, beginnings(sub)...)
		}
		return out
	case syntax.OpConcat:
		out := []beginning{{}}
		for _, sub := range re.Sub {
			out = joinBeginnings(out, beginnings(sub))
		}
		return out
	case syntax.OpCharClass:
		var out []beginning
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i+1]-re.Rune[i] > 3 || re.Rune[i+1] > 127 {
				return []beginning{{open: true}}
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				out = append(out, beginning{string(r), false})
			}
		}
		return out
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return []beginning{{}}
	}
	return []beginning{{open: true}}
}

func joinBeginnings(heads, tails []beginning) []beginning {
	var out []beginning
	for _, h := range heads {
		if h.open || len(h.text) >= openingLength {
			out = append(out, beginning{h.text, true})
			continue
		}
		for _, t := range tails {
			s := h.text + t.text
			if len(s) >= openingLength {
				out = append(out, beginning{s[:openingLength], true})
			} else {
				out = append(out, beginning{s, t.open})
			}
		}
	}
	return out
}
