package claim

import (
	"strings"

	"kiku/internal/language/text"
)

// speaker is who a statement belongs to.
type speaker struct {
	surface, normal, role string
	person                bool
	named                 bool
	resolved              bool
	anonymous             bool // "sources", "reports": nobody can be held to it
	topic                 bool // printed with は: the sentence is about it
}

// mention is a name in the article with the role printed beside it.
type mention struct {
	speaker
	at int // sentence
}

// speakerOf returns who a find belongs to, nil when that is not clear.
func (e *english) speakerOf(sc scene, f *found, first *speaker) *speaker {
	if f.elided {
		if first != nil {
			return first
		}
		hi := mainSubject(sc.toks, f.cueAt)
		if hi == 0 {
			return nil
		}
		lo := 0
		for lo < hi && (leads[sc.toks[lo].low] || sc.toks[lo].low == ",") {
			lo++
		}
		if sp, end := e.head(sc); sp != nil && end <= f.cueAt && end > hi && end <= hi+5 {
			return sp // "the minister, Ann Berg, welcomed it and said"
		}
		return e.phraseSpeaker(sc, lo, hi)
	}
	if f.subHi <= f.subLo {
		return nil
	}
	return e.phraseSpeaker(sc, f.subLo, f.subHi)
}

// phraseSpeaker returns the speaker a noun phrase names or points to.
func (e *english) phraseSpeaker(sc scene, lo, hi int) *speaker {
	toks := sc.toks[lo:hi]
	if len(toks) == 0 || !speakerLike(toks) && !insiders(toks) || hi-lo > 22 {
		return nil
	}
	head := toks[len(toks)-1].low
	switch {
	case len(toks) == 1 && pronouns[head]:
		return e.antecedent(sc, head, lo)
	case set1(toks[0].low, "i", "we", "you", "this", "that", "which", "what", "there"):
		return nil
	}
	if sp := e.named(sc, lo, hi); sp != nil {
		return sp
	}
	if set1(toks[0].low, "the", "his", "her", "its", "their") || toks[0].low == "mr" {
		if sp := e.byRole(sc, toks); sp != nil {
			return sp
		}
	}
	if insiders(toks) {
		surface := cutRunes(sc.rs, text.Span{Start: toks[0].start, End: toks[len(toks)-1].end})
		return &speaker{surface: surface, normal: strings.ToLower(surface), anonymous: true}
	}
	if !groupHead(toks) {
		return nil
	}
	surface := cutRunes(sc.rs, text.Span{Start: toks[0].start, End: toks[len(toks)-1].end})
	low := strings.ToLower(surface)
	one, gender := human(toks)
	if gender != "" {
		e.note(strings.TrimPrefix(strings.TrimPrefix(low, "the "), "a "), gender)
	}
	return &speaker{surface: surface, person: one, normal: strings.TrimPrefix(strings.TrimPrefix(low, "the "), "a "),
		anonymous: unnamedWitness[head] || strings.Contains(low, "sources") || strings.Contains(low, "source close")}
}

// unnamedWitness are heads of phrases behind which nobody stands who could be
// asked: "two officials said". A body ("police", "the ministry") can be.
var unnamedWitness = set("sources source reports insiders insider media officials official aides aide diplomats diplomat rumours rumors")

// insiders reports whether a phrase names nobody but people who know: "people
// familiar with the text".
func insiders(toks []token) bool {
	for i := 0; i+1 < len(toks); i++ {
		if set1(toks[i].low, "people", "persons", "person", "someone", "those") && set1(toks[i+1].low, "familiar", "close", "briefed", "with", "involved") {
			return true
		}
	}
	return false
}

// groupHead reports whether a phrase has a noun for people or bodies.
func groupHead(toks []token) bool {
	for _, t := range toks {
		if groups[strings.TrimSuffix(t.low, "'s")] {
			return true
		}
	}
	return false
}

// named returns the speaker named inside tokens [lo, hi).
func (e *english) named(sc scene, lo, hi int) *speaker {
	hi = beforeOf(sc.toks, lo, hi)
	span := text.Span{Start: sc.toks[lo].start, End: sc.toks[hi-1].end}
	var best *text.Name
	for i := range sc.s.Names {
		n := &sc.s.Names[i]
		if !span.Overlaps(n.Span) || governed(sc.toks, n.Span, lo) {
			continue
		}
		if n.Type == text.Person || n.Type == text.UnknownName && tail(sc, n.Span, span) {
			best = n
			if n.Type == text.Person {
				break
			}
		} else if best == nil && tail(sc, n.Span, span) && bareName(sc.toks[lo:hi], n.Span) {
			best = n
		}
	}
	if best == nil {
		return e.unnamed(sc, lo, hi, span)
	}
	role := best.Title
	if role == "" && best.Type == text.Person && best.Span.Start > span.Start {
		role = strings.TrimSpace(cutRunes(sc.rs, text.Span{Start: span.Start, End: best.Span.Start}))
		if !groupHead(sc.toks[lo:hi]) || strings.ContainsAny(role, `,"`) {
			role = ""
		}
	}
	if whole := ownedName(sc, lo, *best); whole != "" {
		return &speaker{surface: whole, normal: strings.ToLower(whole), named: true}
	}
	return &speaker{surface: best.Surface, normal: best.Normal, role: role, named: true, person: best.Type == text.Person}
}

// ownedName returns the whole name of a body that a plural owner opens ("Halden
// Sailors' Guild"), of which a name reader sees only the end; "" for others.
func ownedName(sc scene, lo int, n text.Name) string {
	for k := lo + 1; k < len(sc.toks); k++ {
		if sc.toks[k].start != n.Span.Start || n.Type == text.Person {
			continue
		}
		if before := sc.rs[sc.toks[k-1].end-1]; before != '\'' && before != '’' {
			return ""
		}
		from := k - 1
		for from > lo && sc.toks[from-1].upper {
			from--
		}
		return cutRunes(sc.rs, text.Span{Start: sc.toks[from].start, End: n.Span.End})
	}
	return ""
}

// beforeOf returns where a phrase ends that is a person's name and the body the
// person belongs to: "Ann Berg of the Halden Sailors' Guild".
func beforeOf(toks []token, lo, hi int) int {
	n := lo
	for n < hi && toks[n].upper && !groups[toks[n].low] && !determiners[toks[n].low] {
		n++
	}
	if n-lo >= 2 && n-lo <= 3 && n+1 < hi && set1(toks[n].low, "of", "from") && toks[n+1].low == "the" {
		return n
	}
	return hi
}

// unnamed handles a phrase in which no usable name was found: several names
// joined ("Moscow and Kiev"), or a capitalised word the names do not know.
func (e *english) unnamed(sc scene, lo, hi int, span text.Span) *speaker {
	names, and := 0, false
	for _, n := range sc.s.Names {
		if span.Overlaps(n.Span) {
			names++
		}
	}
	lower := false
	for _, t := range sc.toks[lo:hi] {
		and = and || t.low == "and"
		lower = lower || t.word && !t.upper && t.low != "and" && t.low != "the"
	}
	switch {
	case names > 1 && and && !lower:
		surface := cutRunes(sc.rs, span)
		return &speaker{surface: surface, normal: strings.ToLower(surface)}
	case names == 0:
		return e.capitals(sc, lo, hi)
	}
	return nil
}

// governed reports whether a preposition inside the phrase stands before the
// name: "officials in Ukraine" is not Ukraine.
func governed(toks []token, sp text.Span, lo int) bool {
	for i := lo; i < len(toks); i++ {
		if toks[i].start >= sp.Start {
			if i > lo && toks[i-1].low == "the" {
				i--
			}
			return i > lo && prepositions[toks[i-1].low]
		}
	}
	return false
}

// tail reports whether a name ends the phrase, possessive apart.
func tail(sc scene, name, phrase text.Span) bool {
	if name.End >= phrase.End {
		return true
	}
	return strings.Trim(string(sc.rs[name.End:phrase.End]), " '’s)") == ""
}

// bareName reports whether nothing but articles stands before a name: in "the
// Israeli military" the speaker is the military.
func bareName(toks []token, name text.Span) bool {
	for _, t := range toks {
		if t.end <= name.Start && t.low != "the" && (!t.upper || t.low == "and") {
			return false
		}
	}
	return true
}

// capitals reads a name from letter case alone, for texts without names.
func (e *english) capitals(sc scene, lo, hi int) *speaker {
	end := hi
	start := end
	for start > lo && sc.toks[start-1].upper && !groups[sc.toks[start-1].low] {
		start--
	}
	if start == end || end-start > 4 || start > 0 && start > lo && prepositions[sc.toks[start-1].low] {
		return nil
	}
	surface := cutRunes(sc.rs, text.Span{Start: sc.toks[start].start, End: sc.toks[end-1].end})
	role := cutRunes(sc.rs, text.Span{Start: sc.toks[lo].start, End: sc.toks[start].start})
	if end-start == 1 { // a last name alone is the person printed before
		if sp := e.fullName(surface); sp != nil {
			sp.role = strings.TrimSpace(role)
			return sp
		}
	}
	return &speaker{surface: surface, normal: strings.ToLower(surface), role: strings.TrimSpace(role), person: role != "" || end-start > 1, named: end-start > 1}
}

// antecedent resolves a pronoun to the last fitting speaker.
// The person who opens the sentence before the pronoun comes first; nobody is
// both he and she in one article.
func (e *english) antecedent(sc scene, pronoun string, at int) *speaker {
	person := pronoun == "he" || pronoun == "she" || pronoun == "him" || pronoun == "her"
	if pronoun == "they" || pronoun == "them" {
		return nil
	}
	gender := map[string]string{"he": "he", "him": "he", "she": "she", "her": "she"}[pronoun]
	if sp := e.opens(sc, at); sp != nil && person && e.agrees(sp.normal, gender) {
		return sp
	}
	for i := len(e.people) - 1; i >= 0 && i > len(e.people)-12; i-- {
		if m := e.people[i]; m.person == person && (!person || e.agrees(m.normal, gender)) {
			e.note(m.normal, gender)
			sp := m.speaker
			sp.resolved, sp.role = true, ""
			return &sp
		}
	}
	return nil
}

// remember keeps the speakers and the subject of a sentence for pronouns.
func (e *english) remember(sc scene) {
	var printed *text.Name
	for i := range sc.s.Names {
		n := &sc.s.Names[i]
		if inQuote(sc, n.Span) {
			continue
		}
		if n.Title != "" || n.Type == text.Person {
			e.roleSeen(*n)
		}
		if printed == nil && n.Type == text.Person && openingSubject(sc, n.Span) {
			printed = n
		}
	}
	if printed != nil {
		e.people = append(e.people, mention{*person1(printed), sc.s.Index})
	} else if sp, _ := e.head(sc); sp != nil {
		e.people = append(e.people, mention{*sp, sc.s.Index})
	}
	if e.last != nil && e.lastAt == sc.s.Index && !e.last.anonymous {
		e.people = append(e.people, mention{*e.last, sc.s.Index})
	}
	if n := e.clauseSubject(sc); n != nil {
		e.people = append(e.people, mention{*person1(n), sc.s.Index})
	}
}

// roleSeen keeps a person with the role printed, below the pronoun's reach.
func (e *english) roleSeen(n text.Name) {
	if n.Title == "" {
		return
	}
	m := mention{speaker{surface: n.Surface, normal: n.Normal, role: n.Title, named: true, person: true}, -1}
	e.people = append([]mention{m}, e.people...)
}

func inQuote(sc scene, sp text.Span) bool {
	for _, r := range sc.runs {
		if r.span.Overlaps(sp) {
			return true
		}
	}
	return false
}

// openingSubject reports whether a name stands first in its sentence, or
// first after an opening adverbial: where subjects stand.
func openingSubject(sc scene, sp text.Span) bool {
	n := 0
	for _, t := range sc.toks {
		if t.start >= sp.Start {
			break
		}
		if t.low == "," {
			n = 0
			continue
		}
		if !t.upper && t.word && !leads[t.low] && t.low != "the" {
			n++
		}
	}
	return n == 0
}

// byRole resolves "the Russian president" or "the minister" by the roles that
// the article printed before, then "the official" to the last speaker.
func (e *english) byRole(sc scene, toks []token) *speaker {
	var words []string
	for _, t := range toks[1:] {
		if !set1(t.low, "top", "senior", "former", "country's", "then", "of", "the", "and", "for") {
			words = append(words, stem4(t.low))
		}
	}
	if len(words) == 0 || len(words) > 5 {
		return nil
	}
	phrase := strings.TrimPrefix(strings.ToLower(cutRunes(sc.rs, text.Span{Start: toks[0].start, End: toks[len(toks)-1].end})), "the ")
	for i := len(e.people) - 1; i >= 0; i-- {
		if m := e.people[i]; strings.ToLower(m.role) == phrase {
			sp := m.speaker
			sp.resolved, sp.role = true, ""
			return &sp
		}
	}
	for i := len(e.people) - 1; i >= 0; i-- {
		m := e.people[i]
		if m.role != "" && containsAll(m.role, words) && !otherOffice(m.role, phrase) {
			sp := m.speaker
			sp.resolved, sp.role = true, ""
			return &sp
		}
	}
	head := toks[len(toks)-1].low
	generic := set("official diplomat politician expert analyst lawmaker leader senator author director man woman lawyer economist professor minister president secretary spokesman spokeswoman spokesperson governor mayor agency newspaper ministry pontiff source economist scientist")
	if !generic[head] || len(words) > 2 {
		return nil
	}
	if e.last != nil && e.lastAt >= sc.s.Index-3 && len(words) == 1 && (e.last.person || set1(head, "agency", "newspaper", "ministry")) {
		sp := *e.last
		sp.resolved, sp.role = true, ""
		return &sp
	}
	return nil
}

// otherOffice reports whether a role is a shadow, deputy or former office
// while the phrase is not.
func otherOffice(role, phrase string) bool {
	role = strings.ToLower(role)
	for _, w := range []string{"shadow", "former", "deputy", "vice", "ex-", "assistant", "opposition"} {
		if strings.Contains(role, w) && !strings.Contains(phrase, w) {
			return true
		}
	}
	return false
}

func stem4(w string) string {
	w = strings.TrimSuffix(w, "'s")
	if strings.HasSuffix(w, "ian") || strings.HasSuffix(w, "ish") || strings.HasSuffix(w, "ese") || len(w) > 7 {
		return w[:min(len(w), 5)]
	}
	return w
}

func containsAll(role string, words []string) bool {
	role = strings.ToLower(role)
	for _, w := range words {
		if !strings.Contains(role, w) {
			return false
		}
	}
	return true
}
