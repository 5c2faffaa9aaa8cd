package pattern

import (
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// most is how many strings a sieve looks for: with more, nearly every sentence
// has one.
const most = 200

// sieve finds out whether a text has one of some strings. It asks of each two
// bytes of the text whether any of the strings begins with them.
type sieve struct {
	fold   bool
	alone  [256]bool            // strings of one byte
	starts [1 << 16 / 64]uint64 // longer ones by their first two bytes
	from   map[uint16][]string  // the strings that begin with them
}

// sieveOf returns the strings of which every match of re holds one; nil where
// there is no such set, or where it would be of no use.
func sieveOf(re *syntax.Regexp) *sieve {
	needles := needed(re)
	if needles == nil || len(needles.texts) > most {
		return nil
	}
	s := &sieve{fold: needles.fold, from: map[uint16][]string{}}
	for _, n := range needles.texts {
		if n == "" || s.fold && !foldsSimply(n) || !utf8.ValidString(n) || strings.ContainsRune(n, utf8.RuneError) {
			return nil
		}
		if s.fold {
			n = strings.ToLower(n)
		}
		if len(n) == 1 {
			if 'a' <= n[0] && n[0] <= 'z' {
				return nil // nearly every text has it
			}
			s.alone[n[0]] = true
			continue
		}
		k := uint16(n[0])<<8 | uint16(n[1])
		s.starts[k/64] |= 1 << (k % 64)
		s.from[k] = append(s.from[k], n)
	}
	return s
}

// foldsSimply reports whether the letters with two cases in s are ASCII ones: of
// those the sieve knows both.
func foldsSimply(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && unicode.SimpleFold(r) != r {
			return false
		}
	}
	return true
}

// kelvin and longS fold to the ASCII letters k and s.
const (
	kelvin = "\u212a"
	longS  = "\u017f"
)

func (s *sieve) passes(t string) bool {
	if s.fold && (strings.Contains(t, kelvin) || strings.Contains(t, longS)) {
		return true
	}
	for i := range len(t) {
		if s.alone[t[i]] {
			return true
		}
		if i+1 == len(t) {
			break
		}
		a, b := t[i], t[i+1]
		if s.fold {
			a, b = lower(a), lower(b)
		}
		k := uint16(a)<<8 | uint16(b)
		if s.starts[k/64]&(1<<(k%64)) == 0 {
			continue
		}
		for _, n := range s.from[k] {
			if s.stands(n, t[i:]) {
				return true
			}
		}
	}
	return false
}

// stands reports whether t begins with a string of the sieve.
func (s *sieve) stands(n, t string) bool {
	if len(t) < len(n) {
		return false
	}
	if !s.fold {
		return t[:len(n)] == n
	}
	for i := range len(n) {
		if lower(t[i]) != n[i] {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// set is strings of which a match holds at least one.
type set struct {
	texts []string
	fold  bool // in either case
	whole bool // a match is one of them and nothing else
}

// widest is how many strings parts that follow each other are multiplied to.
const widest = 64

// needed returns the strings of which every match of re holds one; nil for none.
func needed(re *syntax.Regexp) *set {
	switch re.Op {
	case syntax.OpLiteral:
		return &set{texts: []string{string(re.Rune)}, fold: re.Flags&syntax.FoldCase != 0, whole: true}
	case syntax.OpCharClass:
		return neededOfClass(re)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return &set{texts: []string{""}, whole: true}
	case syntax.OpCapture:
		return needed(re.Sub[0])
	case syntax.OpQuest:
		if s := needed(re.Sub[0]); s != nil && s.whole {
			return &set{texts: append([]string{""}, s.texts...), fold: s.fold, whole: true}
		}
	case syntax.OpPlus:
		return partOf(needed(re.Sub[0]))
	case syntax.OpRepeat:
		if re.Min > 0 {
			return partOf(needed(re.Sub[0]))
		}
	case syntax.OpConcat:
		return neededOfParts(re.Sub)
	case syntax.OpAlternate:
		return neededOfChoices(re.Sub)
	}
	return nil
}

// partOf is a set that a match holds, and more around it.
func partOf(s *set) *set {
	if s == nil {
		return nil
	}
	return &set{texts: s.texts, fold: s.fold}
}

// neededOfClass lists the characters of a small class.
func neededOfClass(re *syntax.Regexp) *set {
	out := &set{whole: true}
	for i := 0; i+1 < len(re.Rune); i += 2 {
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			if len(out.texts) == 8 || r == utf8.RuneError {
				return nil
			}
			out.texts = append(out.texts, string(r))
		}
	}
	if len(out.texts) == 0 {
		return nil
	}
	return out
}

// neededOfParts is what says most of parts in a row: strings of parts that follow
// each other are put together, and of such rows the one counts whose shortest
// string is longest.
func neededOfParts(parts []*syntax.Regexp) *set {
	row := &set{texts: []string{""}, whole: true}
	best, all := row, true
	for _, p := range parts {
		s := needed(p)
		switch {
		case s != nil && s.whole && len(row.texts)*len(s.texts) <= widest:
			row = product(row, s)
		case s != nil:
			row, all = s, false
		default:
			row, all = &set{texts: []string{""}, whole: true}, false
			continue
		}
		if shortest(row) > shortest(best) || all {
			best = row
		}
		if s != nil && !s.whole {
			row = &set{texts: []string{""}, whole: true}
		}
	}
	return &set{texts: best.texts, fold: best.fold, whole: all}
}

func product(a, b *set) *set {
	out := &set{fold: a.fold || b.fold, whole: true}
	for _, x := range a.texts {
		for _, y := range b.texts {
			out.texts = append(out.texts, x+y)
		}
	}
	return out
}

// neededOfChoices joins what each choice needs; nil where one needs nothing.
func neededOfChoices(choices []*syntax.Regexp) *set {
	out := &set{whole: true}
	for _, c := range choices {
		s := needed(c)
		if s == nil {
			return nil
		}
		out.texts = append(out.texts, s.texts...)
		out.fold, out.whole = out.fold || s.fold, out.whole && s.whole
	}
	return out
}

func shortest(s *set) int {
	n := len(s.texts[0])
	for _, t := range s.texts {
		n = min(n, len(t))
	}
	return n
}
