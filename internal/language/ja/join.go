package ja

import (
	"strings"

	"kiku/internal/language/text"
)

// join gives the people of an article one normal form each: a surname that
// stands alone with a title goes with the full name printed elsewhere, and a
// name known as a person's is one where it stands bare.
func join(t *text.Text) {
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
