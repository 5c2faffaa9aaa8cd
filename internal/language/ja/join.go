package ja

import (
	"strings"

	"kiku/internal/language/text"
)

// join gives the people of an article one normal form each: a surname that
// stands alone with a title goes with the full name printed elsewhere, and a
// name known as a person's is one where it stands bare.
func join(t *text.Text) {
	joinShort(t)
	people := map[string]bool{} // normal forms seen with certainty
	full := map[string]string{} // surname -> full name
	alone := map[string]bool{}  // two kanji that stand as a place of their own
	each(t, func(n *text.Name) {
		if n.Type == text.Place && len([]rune(n.Surface)) == 2 && isKanji(n.Surface) && CountryCode(n.Surface) == "" && !prefectureSuffix[string([]rune(n.Surface)[1:])] {
			alone[n.Surface] = true
		}
		if n.Type == text.Person {
			people[n.Surface] = true
			people[n.Normal] = true
		}
	})
	each(t, func(n *text.Name) {
		if n.Type != text.Person || !isKanji(n.Surface) {
			return
		}
		rs := []rune(n.Surface)
		for k := 1; k < len(rs); k++ {
			if short := string(rs[:k]); (people[short] || alone[short] && len(rs)-k <= 2 && k == 2) && full[short] == "" {
				full[short] = n.Surface
				break
			}
		}
	})
	each(t, func(n *text.Name) {
		switch {
		case n.Type == text.Person && isKanji(n.Surface):
			rs := []rune(n.Surface)
			for k := 1; k < len(rs); k++ {
				if short := string(rs[:k]); full[short] == n.Surface {
					n.Normal = short
					break
				}
			}
		case n.Type == text.Person && strings.Contains(n.Surface, "・"):
			// イ・スンヨプ選手, then イ選手: the family name comes first there.
			first, _, _ := strings.Cut(n.Surface, "・")
			if people[first] && !people[n.Normal+"\x00"] && !bareElsewhere(t, n.Normal) {
				n.Normal = first
			}
		case n.Type == text.Place && full[n.Surface] != "":
			n.Type, n.Normal = text.Person, n.Surface // 香川 beside 香川真司
		case n.Type == text.UnknownName && people[n.Normal]:
			n.Type = text.Person
		}
	})
}

// bareElsewhere reports that a person is called by just this name somewhere.
func bareElsewhere(t *text.Text, normal string) bool {
	seen := false
	each(t, func(n *text.Name) { seen = seen || n.Surface == normal })
	return seen
}

func each(t *text.Text, do func(*text.Name)) {
	for i := range t.Title.Names {
		do(&t.Title.Names[i])
	}
	for i := range t.Sentences {
		for k := range t.Sentences[i].Names {
			do(&t.Sentences[i].Names[k])
		}
	}
}

// joinShort gives a body and the short form printed in brackets behind it one
// normal form: 国際金魚協会（IGA）, 港湾整備機構（港整機構）. Latin letters win, since
// other languages share them.
func joinShort(t *text.Text) {
	alias := map[string]string{}
	for i := range t.Sentences {
		s := &t.Sentences[i]
		r := []rune(s.Text)
		for k := 1; k < len(s.Names); k++ {
			long, short := s.Names[k-1], s.Names[k]
			if long.Type != text.Organization || short.Span.Start != long.Span.End+1 || !bracketed(r, short.Span) {
				continue
			}
			switch {
			case isLatin(short.Surface) && upper(short.Surface):
				alias[long.Normal] = short.Normal
			case inOrder(short.Surface, long.Surface):
				alias[short.Normal] = long.Normal
			}
		}
	}
	if len(alias) == 0 {
		return
	}
	each(t, func(n *text.Name) {
		if a := alias[n.Normal]; a != "" && (n.Type == text.Organization || n.Type == text.UnknownName) {
			n.Normal, n.Type = a, text.Organization
		}
	})
}

// bracketed reports round brackets around a span.
func bracketed(r []rune, s text.Span) bool {
	if s.Start < 1 || s.End >= len(r) {
		return false
	}
	return (r[s.Start-1] == '(' || r[s.Start-1] == '（') && (r[s.End] == ')' || r[s.End] == '）')
}

// inOrder reports that the characters of short stand in long in the same order.
func inOrder(short, long string) bool {
	rest := []rune(long)
	for _, c := range short {
		k := 0
		for k < len(rest) && rest[k] != c {
			k++
		}
		if k == len(rest) {
			return false
		}
		rest = rest[k+1:]
	}
	return short != ""
}
