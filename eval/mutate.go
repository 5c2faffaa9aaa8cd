package eval

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/digest"
	"kiku/internal/language/text"
)

// fault is a true line with one planted fault.
type fault struct {
	class string
	digest.Printed
}

// changer plants one kind of fault in a text; it returns a text for each place.
type changer struct {
	class  string
	change func(m *mutating, s string) []string
}

// mutating is a line that faults are planted in, with its fellows.
type mutating struct {
	trueLine
	near []string // names of the same digest
	far  []string // names of others
}

// pick draws one of several values for a use of the line.
func (m *mutating) pick(from []string, use string) string {
	if len(from) == 0 {
		return ""
	}
	return from[draw(m.Text, use)%uint64(len(from))]
}

// mostPlaces is how many places of one line a changer is taken at.
const mostPlaces = 3

// replaced returns the text once for each match, with the match replaced by each
// of what with returns for it and for what follows the match.
func replaced(re *regexp.Regexp, s string, with func(match []string, before, after string) []string) []string {
	var out []string
	for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
		match := make([]string, len(at)/2)
		for i := range match {
			if at[2*i] >= 0 {
				match[i] = s[at[2*i]:at[2*i+1]]
			}
		}
		for _, w := range with(match, s[:at[0]], s[at[1]:]) {
			out = append(out, s[:at[0]]+w+s[at[1]:])
		}
	}
	return out
}

// exchanged replaces words by others, in the case that they are printed in.
func exchanged(class, pattern string, by map[string]string) changer {
	re := regexp.MustCompile(pattern)
	return changer{class, func(_ *mutating, s string) []string {
		return replaced(re, s, func(m []string, _, _ string) []string {
			w, ok := by[m[0]]
			if !ok {
				w, ok = by[strings.ToLower(m[0])]
				if ok && unicode.IsUpper([]rune(m[0])[0]) {
					w = strings.ToUpper(w[:1]) + w[1:]
				}
			}
			if !ok {
				return nil
			}
			return []string{w}
		})
	}}
}

// cut drops what a pattern (or its first group) matches.
func cut(class, pattern string) changer { return rewritten(class, pattern, "") }

// rewritten replaces matches by a template of the regular expression.
func rewritten(class, pattern, template string) changer {
	re := regexp.MustCompile(pattern)
	return changer{class, func(_ *mutating, s string) []string {
		var out []string
		for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
			out = append(out, s[:at[0]]+string(re.ExpandString(nil, template, s, at))+s[at[1]:])
		}
		return out
	}}
}

// plain is the form in which a mutation must differ from its line to count.
func plain(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(norm.NFKC.String(s), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '%'
	}), " "))
}

// stillTrue reports whether a changed text stands as it is in a cited sentence:
// then it is a shorter form and no fault (names and figures alone; what a drop
// turns is a fault even so).
func (m *mutating) unchanged(s string) bool {
	if plain(s) == plain(m.Text) {
		return true
	}
	for _, c := range m.cited {
		if plain(s) == plain(c.Text) {
			return true
		}
	}
	return false
}

// faults plants every fault that fits a line.
func faults(m *mutating) []fault {
	var out []fault
	add := func(class string, p digest.Printed) { out = append(out, fault{class, p}) }
	for i, c := range changersOf[m.Lang] {
		if m.Kind == digest.Frame && frameSpared[c.class] {
			continue
		}
		texts := c.change(m, m.Text)
		n := 0
		for k := range texts {
			t := texts[(k+int(draw(m.Text, fmt.Sprint(i))%uint64(len(texts))))%len(texts)]
			if n == mostPlaces {
				break
			}
			if strings.TrimSpace(t) == "" || m.unchanged(t) {
				continue
			}
			n++
			p := m.Printed
			p.Text = t
			class := c.class
			if m.Kind == digest.Quote {
				class = "quote" // any change in a quotation is a false quotation
			}
			add(class, p)
		}
	}
	m.planted(add)
	return out
}

// frameSpared are classes that a frame's fixed words make no sense of: they
// differ from the catalogue and would be refused for nothing.
var frameSpared = map[string]bool{"tense": true, "condition": true}

// planted are the faults outside the words: another speaker, another publisher,
// and names from elsewhere.
func (m *mutating) planted(add func(string, digest.Printed)) {
	for _, other := range []string{m.pick(m.near, "near"), m.pick(m.far, "far")} {
		if other == "" {
			continue
		}
		if m.Speaker != "" && !akin(m.Speaker, other) {
			p := m.Printed
			p.Speaker = other
			add(map[bool]string{true: "quote", false: "speaker"}[m.Kind == digest.Quote], p)
		}
	}
}

// akin reports whether two names may name the same: one is part of the other, or
// an abbreviation that takes characters of it in order, as 日銀 of 日本銀行.
func akin(a, b string) bool {
	a, b = strings.ReplaceAll(plain(a), " ", ""), strings.ReplaceAll(plain(b), " ", "")
	return strings.Contains(a, b) || strings.Contains(b, a) || abbreviates(a, b) || abbreviates(b, a)
}

func abbreviates(short, long string) bool {
	left := []rune(short)
	if len(left) < 2 || left[0] < 0x2E80 || !strings.HasPrefix(long, string(left[0])) {
		return false
	}
	for _, r := range long {
		if len(left) > 0 && left[0] == r {
			left = left[1:]
		}
	}
	return len(left) == 0
}

// swappedNames replaces each name of the line by one of the same digest and one
// of another.
func swappedNames(m *mutating, s string) []string {
	var out []string
	for _, n := range m.names() {
		i := strings.Index(s, n.Surface)
		if i < 0 {
			continue
		}
		for _, other := range []string{m.pick(m.near, n.Surface+"near"), m.pick(m.far, n.Surface+"far")} {
			if other != "" && !akin(n.Surface, other) && !akin(n.Normal, other) && !(m.Kind == digest.Frame && m.standsInCited(other)) {
				out = append(out, s[:i]+other+s[i+len(n.Surface):])
			}
		}
	}
	return out
}

func (m *mutating) standsInCited(w string) bool {
	for _, c := range m.cited {
		if strings.Contains(plain(c.Text), plain(w)) {
			return true
		}
	}
	return false
}

// names are the names of the cited sentences.
func (m *mutating) names() []text.Name {
	var out []text.Name
	for _, c := range m.cited {
		out = append(out, c.Names...)
	}
	return out
}

// mixedNames gives a person another one's first or last name.
func mixedNames(m *mutating, s string) []string {
	var out []string
	for _, n := range m.names() {
		i := strings.Index(s, n.Surface)
		parts := strings.Fields(n.Surface)
		if i < 0 || n.Type != text.Person || len(parts) < 2 {
			continue
		}
		for _, from := range [][]string{m.near, m.far} {
			other := strings.Fields(m.pick(from, n.Surface+"mix"))
			if len(other) == 2 && other[1] != parts[len(parts)-1] && other[0] != parts[0] {
				out = append(out, s[:i]+parts[0]+" "+other[1]+s[i+len(n.Surface):], s[:i]+other[0]+" "+parts[len(parts)-1]+s[i+len(n.Surface):])
			}
		}
	}
	return out
}

// turnedNames lets two names of a line change places, unless they only stand
// side by side, in which order says nothing.
func turnedNames(m *mutating, s string) []string {
	var out []string
	names := m.names()
	for i, a := range names {
		for _, b := range names[i+1:] {
			x, y := strings.Index(s, a.Surface), strings.LastIndex(s, b.Surface)
			if a.Normal == b.Normal || akin(a.Surface, b.Surface) || x < 0 || y < x+len(a.Surface) {
				continue
			}
			between := s[x+len(a.Surface) : y]
			if besides.MatchString(between) {
				continue
			}
			out = append(out, s[:x]+b.Surface+between+a.Surface+s[y+len(b.Surface):])
		}
	}
	return out
}

// besides matches what stands between names of a list or of a place and the
// place it lies in.
var besides = regexp.MustCompile(`^(\s|,|and|or|of|the|with|&|-|–|/|'s|’s|と|や|、|・|の|および|及び|など|か|から|対|\(|\)|（|）|「|」|氏|さん)*$`)

// wordOf changes one word of a quotation, one of its characters, or drops words.
func brokenQuotes(m *mutating, s string) []string {
	var out []string
	for _, q := range quoted(m, s) {
		inner := s[q[0]:q[1]]
		for _, w := range misquoted(m, inner) {
			out = append(out, s[:q[0]]+w+s[q[1]:])
		}
	}
	return out
}

// quoted finds the quotations of a line: all of a quote, and what stands between
// marks elsewhere.
func quoted(m *mutating, s string) [][]int {
	if m.Kind == digest.Quote {
		return [][]int{{0, len(s)}}
	}
	var out [][]int
	for _, at := range marks.FindAllStringSubmatchIndex(s, -1) {
		for g := 1; g < len(at)/2; g++ {
			if at[2*g] >= 0 && at[2*g+1]-at[2*g] > 12 {
				out = append(out, at[2*g:2*g+2])
			}
		}
	}
	return out
}

var marks = regexp.MustCompile(`"([^"]+)"|“([^”]+)”|「([^「」]+)」|『([^『』]+)』`)

// misquoted returns false forms of what somebody said: another word, a letter
// changed, words left out of the middle.
func misquoted(m *mutating, s string) []string {
	if m.Lang == "ja" {
		return misquotedJa(m, s)
	}
	words := strings.Fields(s)
	if len(words) < 4 {
		return nil
	}
	i := 1 + int(draw(s, "word")%uint64(len(words)-2))
	other := m.pick([]string{"always", "government", "seven", "peace", "terrible", "agree", "against"}, s)
	join := func(w ...string) string { return strings.Join(w, " ") }
	out := []string{
		join(words[:i]...) + " " + join(append([]string{other}, words[i+1:]...)...),
		join(words[:i]...) + " " + join(words[i+1:]...),
	}
	rs := []rune(words[i])
	if k := len(rs) / 2; unicode.IsLetter(rs[k]) {
		rs[k] = 'a' + (unicode.ToLower(rs[k])-'a'+7)%26
		out = append(out, join(words[:i]...)+" "+join(append([]string{string(rs)}, words[i+1:]...)...))
	}
	if len(words) > 7 {
		out = append(out, join(words[:i]...)+" "+join(words[min(i+3, len(words)-1):]...))
	}
	return out
}

func misquotedJa(m *mutating, s string) []string {
	rs := []rune(s)
	if len(rs) < 6 {
		return nil
	}
	i := 1 + int(draw(s, "rune")%uint64(len(rs)-4))
	other := []rune(m.pick([]string{"山", "平和", "必ず", "七", "政府", "悪"}, s))
	put := func(head, mid, tail []rune) string { return string(head) + string(mid) + string(tail) }
	return []string{put(rs[:i], other, rs[i+1:]), put(rs[:i], nil, rs[i+1:]), put(rs[:i], nil, rs[i+3:])}
}

// saidLast matches an English sentence that ends with who says it, saidLastJa a
// Japanese one with the speaker before the quotation.
var (
	saidLast   = regexp.MustCompile(`^([^"“”]{20,}), ((?:[A-Z][\w.'’-]+ ?|of |the ){1,5}) ?(said|says|added|warned)\.$`)
	saidLastJa = regexp.MustCompile(`^([^、。「」はも]{2,24}[^はもで、。「」]は)、?(「[^「」]{6,}」と)((?:述べ|語っ|話し|説明し|強調し|評価し|批判し|指摘し|コメントし)[^、。「」]{1,6})。$`)
)

// attributionFirst moves who says it from the end to the front ("The ferry
// stops, Quill said." to "Quill said the ferry stops."), in Japanese the speaker
// behind what is said.
func attributionFirst(s, lang string) (string, bool) {
	if lang == "ja" {
		m := saidLastJa.FindStringSubmatch(s)
		if m == nil {
			return "", false
		}
		return m[2] + m[1] + m[3] + "。", true
	}
	m := saidLast.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	first := m[1]
	if word, _, _ := strings.Cut(first, " "); lowerable[word] {
		first = strings.ToLower(first[:1]) + first[1:]
	}
	return strings.TrimSpace(m[2]) + " " + m[3] + " " + first + ".", true
}

// lowerable are words that begin a sentence and have no capital elsewhere.
var lowerable = map[string]bool{"The": true, "A": true, "An": true, "It": true, "He": true, "She": true, "They": true, "This": true, "That": true, "There": true,
	"At": true, "In": true, "On": true, "We": true, "No": true, "Some": true, "Two": true, "Three": true, "His": true, "Their": true, "Its": true, "More": true, "As": true}
