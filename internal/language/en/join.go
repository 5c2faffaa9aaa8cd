package en

import (
	"strings"

	"kiku/internal/language/text"
)

// join gives the names of an article their one normal form: last names go
// with full names, acronyms with what they were introduced for; single words
// at the start of sentences stay only when they are names elsewhere.
func join(t *text.Text) {
	j := joiner{full: map[string]string{}, known: map[string]text.NameType{}, alias: map[string]string{}}
	j.collect(t)
	for i := range t.Sentences {
		j.apply(&t.Sentences[i])
	}
	j.apply(&t.Title)
}

type joiner struct {
	full  map[string]string        // last name -> folded full name that owns it
	known map[string]text.NameType // folded surface -> type, of names that are certain
	alias map[string]string        // folded surface -> normal form
}

func (j *joiner) collect(t *text.Text) {
	for i := range t.Sentences {
		s := &t.Sentences[i]
		for k := range s.Names {
			n := &s.Names[k]
			if strings.HasPrefix(n.Normal, tentativeMark) {
				continue
			}
			whole := fold(n.Surface)
			if j.known[whole] == text.UnknownName {
				j.known[whole] = n.Type
			}
			if n.Type == text.Person {
				if last := lastName(whole); last != whole && j.full[last] == "" {
					j.full[last] = whole
				}
			}
			j.acronym(s, n)
		}
	}
	j.guessPersons(t)
}

// guessPersons takes a name of two unknown words for a person when its last
// word is used alone later.
func (j *joiner) guessPersons(t *text.Text) {
	for i := range t.Sentences {
		for _, n := range t.Sentences[i].Names {
			whole := fold(strings.TrimPrefix(n.Surface, tentativeMark))
			if n.Type != text.UnknownName || strings.Count(whole, " ") != 1 {
				continue
			}
			last := lastName(whole)
			typ, alone := j.known[last]
			if alone && (typ == text.UnknownName || typ == text.Person) && j.full[last] == "" && !thingWords[last] && !orgWords[last] {
				j.full[last] = whole
				j.known[whole] = text.Person
			}
		}
	}
}

// acronym learns "Office of Example Affairs (OEA)": both get the short form.
func (j *joiner) acronym(s *text.Sentence, n *text.Name) {
	if !strings.Contains(s.Text, " (") {
		return
	}
	r := []rune(s.Text)
	i := n.Span.End
	if i+3 >= len(r) || r[i] != ' ' || r[i+1] != '(' {
		return
	}
	k := i + 2
	for k < len(r) && r[k] != ')' && k-i < 10 {
		k++
	}
	if k >= len(r) || r[k] != ')' {
		return
	}
	short := string(r[i+2 : k])
	if !isAcronym(short) || !initials(n.Surface, short) {
		return
	}
	normal := fold(strings.ReplaceAll(short, ".", ""))
	if code := organisationCode(fold(n.Surface)); code != "" {
		normal = code
	}
	if j.alias[fold(n.Surface)] == "" {
		j.alias[fold(n.Surface)] = normal
		j.alias[fold(short)] = normal
		j.known[fold(n.Surface)] = text.Organization
		j.known[fold(short)] = text.Organization
	}
}

// initials reports that the letters of short are those the words of long begin
// with, small words skipped or not.
func initials(long, short string) bool {
	var all, big strings.Builder
	for w := range strings.FieldsSeq(strings.ReplaceAll(long, "-", " ")) {
		c := strings.ToUpper(string(firstRune(w)))
		all.WriteString(c)
		if strings.ToLower(w) != w {
			big.WriteString(c)
		}
	}
	s := strings.ToUpper(strings.ReplaceAll(short, ".", ""))
	return s == all.String() || s == big.String() || len(s) >= 2 && (strings.HasPrefix(big.String(), s) || strings.HasSuffix(big.String(), s))
}

func (j *joiner) apply(s *text.Sentence) {
	kept := s.Names[:0]
	for _, n := range s.Names {
		whole := fold(n.Surface)
		if rest, ok := strings.CutPrefix(n.Normal, tentativeMark); ok {
			n.Normal = rest
			_, seen := j.known[whole]
			if !seen && j.full[whole] == "" && n.Type == text.UnknownName {
				continue
			}
		}
		if n.Type == text.UnknownName {
			n.Type = j.known[whole]
		}
		if j.full[whole] != "" && (n.Type == text.UnknownName || n.Type == text.Person) {
			n.Type = text.Person
		}
		if a := j.alias[whole]; a != "" {
			n.Normal = a
		} else if n.Type == text.Person {
			n.Normal = j.person(whole)
		}
		kept = append(kept, n)
	}
	s.Names = kept
	if len(kept) == 0 {
		s.Names = nil
	}
}

// person returns the last name when the full name owns it in this article,
// else the whole: two people with one last name stay apart.
func (j *joiner) person(whole string) string {
	last := lastName(whole)
	if last == whole {
		return whole
	}
	if owner := j.full[last]; owner != "" && owner != whole && !sameFirst(owner, whole) {
		return whole
	}
	return last
}

// sameFirst reports that two full names with one last name can be one person:
// the first names agree or one is an initial of the other.
func sameFirst(a, b string) bool {
	x, y := strings.Fields(a)[0], strings.Fields(b)[0]
	x, y = strings.Trim(x, "."), strings.Trim(y, ".")
	return strings.HasPrefix(x, y) || strings.HasPrefix(y, x)
}

// lastName returns the last word of a folded name, with the particle that
// belongs to it ("al-", "van der") left out and "jr" skipped.
func lastName(whole string) string {
	f := strings.Fields(whole)
	for len(f) > 1 {
		switch strings.Trim(f[len(f)-1], ".") {
		case "jr", "sr", "ii", "iii", "iv":
			f = f[:len(f)-1]
			continue
		}
		break
	}
	if len(f) == 0 {
		return whole
	}
	return strings.TrimPrefix(f[len(f)-1], "al-")
}
