package claim

import (
	"strings"

	"kiku/internal/language/text"
)

// humans are nouns for one person who holds no office, with the pronoun that
// they ask for.
var humans = map[string]string{"woman": "she", "mother": "she", "daughter": "she", "wife": "she", "girl": "she", "grandmother": "she", "sister": "she",
	"man": "he", "father": "he", "son": "he", "husband": "he", "boy": "he", "grandfather": "he", "brother": "he"}

// human reports whether a phrase is one unnamed person ("a woman inside the
// hospital"), and the pronoun for that person where the noun tells.
func human(toks []token) (one bool, gender string) {
	for _, t := range toks {
		if prepositions[t.low] {
			break
		}
		if g, ok := humans[t.low]; ok {
			one, gender = true, g
		}
	}
	return one, gender
}

// agrees reports whether a person was not printed with the other pronoun.
func (e *english) agrees(normal, gender string) bool {
	known := e.gender[normal]
	return known == "" || gender == "" || known == gender
}

func (e *english) note(normal, gender string) {
	if gender != "" {
		e.gender[normal] = gender
	}
}

// opens returns the person who is the subject at the head of a sentence, where
// a pronoun at token at stands in a later clause of it.
func (e *english) opens(sc scene, at int) *speaker {
	if at < 3 || sc.toks[at].quoted || !set1(sc.toks[at-1].low, "but", "and", "said", "says", "that", "while") && !said(sc.toks[at-1].low) {
		return nil
	}
	sp, end := e.head(sc)
	if sp == nil || end > at {
		return nil
	}
	sp.resolved = true
	return sp
}

func said(w string) bool {
	c, ok := cues[w]
	return ok && !c.base && !c.ing
}

// head returns the person who is the subject of a sentence by place, and the
// token behind the name: first, or set off by commas behind the role that opens
// it ("the head of the guild, Ann Berg, sat"); nil when there is none.
func (e *english) head(sc scene) (*speaker, int) {
	for i := range sc.s.Names {
		n := &sc.s.Names[i]
		person := n.Type == text.Person || n.Type == text.UnknownName && strings.Contains(strings.TrimSpace(n.Surface), " ")
		if !person || inQuote(sc, n.Span) {
			continue
		}
		first, end := -1, -1
		for k, t := range sc.toks {
			if t.start >= n.Span.Start && first < 0 {
				first = k
			}
			if t.start < n.Span.End {
				end = k + 1
			}
		}
		if first < 0 || end <= first {
			continue
		}
		closed := end < len(sc.toks) && sc.toks[end].low == ","
		switch {
		case openingSubject(sc, n.Span) && (n.Type == text.Person || closed):
			return person1(n), end
		case closed && first > 1 && sc.toks[first-1].low == "," && roleOpens(sc.toks[:first-1]):
			return person1(n), end
		}
	}
	return e.headByCase(sc)
}

func person1(n *text.Name) *speaker {
	return &speaker{surface: n.Surface, normal: n.Normal, role: n.Title, named: true, person: true}
}

// headByCase reads the person who opens a sentence from letter case, since a
// capital there tells a name reader nothing: two capitals and an apposition
// ("Ann Berg, the envoy, was ..."), or a last name and an age.
func (e *english) headByCase(sc scene) (*speaker, int) {
	toks := sc.toks
	n := 0
	for n < len(toks) && n < 4 && toks[n].word && toks[n].upper && !toks[n].quoted && !groups[toks[n].low] && !determiners[toks[n].low] && !leads[toks[n].low] && !strings.HasSuffix(toks[n].low, "'s") {
		n++
	}
	if n == 0 || n > 3 || n+2 >= len(toks) || toks[n].low != "," {
		return nil, 0
	}
	age := digits(toks[n+1].low) && toks[n+2].low == ","
	if n == 1 && !age || !age && !set1(toks[n+1].low, "the", "a", "an", "who") {
		return nil, 0
	}
	surface := cutRunes(sc.rs, text.Span{Start: toks[0].start, End: toks[n-1].end})
	if n == 1 {
		if sp := e.fullName(surface); sp != nil {
			return sp, n
		}
	}
	return &speaker{surface: surface, normal: strings.ToLower(surface), named: true, person: true}, n
}

// fullName returns the person whom the article prints with a first name before
// the given last name, nil when there is none.
func (e *english) fullName(last string) *speaker {
	for _, s := range e.t.Sentences {
		for i := range s.Names {
			n := &s.Names[i]
			if (n.Type == text.Person || n.Type == text.UnknownName) && strings.HasSuffix(n.Surface, " "+last) {
				sp := person1(n)
				sp.surface, sp.role = last, ""
				return sp
			}
		}
	}
	for i := len(e.people) - 1; i >= 0; i-- {
		if m := e.people[i]; m.person && m.named && strings.HasSuffix(m.surface, " "+last) {
			sp := m.speaker
			sp.surface, sp.resolved, sp.role = last, false, ""
			return &sp
		}
	}
	return nil
}

// clauseSubject returns the person who is the subject of the last clause of a
// sentence: "..., and Ann Berg, who chairs the talks, asked".
func (e *english) clauseSubject(sc scene) *text.Name {
	var last *text.Name
	for i := range sc.s.Names {
		n := &sc.s.Names[i]
		if n.Type != text.Person || inQuote(sc, n.Span) {
			continue
		}
		for k := 2; k+2 < len(sc.toks); k++ {
			if sc.toks[k].start != n.Span.Start || !set1(sc.toks[k-1].low, "and", "but", "while") || sc.toks[k-2].low != "," {
				continue
			}
			end := k
			for end < len(sc.toks) && sc.toks[end].start < n.Span.End {
				end++
			}
			if end+1 < len(sc.toks) && (sc.toks[end].low == "," && sc.toks[end+1].low == "who" || said(sc.toks[end].low) || finite[sc.toks[end].low]) {
				last = n
			}
		}
	}
	return last
}

// roleOpens reports whether the words before a name in commas are a role with
// its article, without a verb before it.
func roleOpens(toks []token) bool {
	role := false
	for _, t := range toks {
		if finite[t.low] || said(t.low) || t.quoted || strings.HasSuffix(t.low, "ed") {
			return false
		}
		role = role || groups[t.low] || t.low == "head"
	}
	return role
}
