package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// namedForm marks a reduction in which the person that a sentence begins with a
// pronoun for, or leaves out, is printed by the name of an earlier sentence. It
// cites the sentence, then the one that prints the name.
const namedForm = "named"

var (
	heStart    = regexp.MustCompile(`^(?:He|She) `)
	heStartJa  = regexp.MustCompile(`^(?:同氏|彼女|彼|会長|首相|大統領|知事|市長|町長|社長|長官|議長)は、?`)
	noSubject  = regexp.MustCompile(`[はがも]`)
	nameBefore = 2 // sentences back to look for whom a pronoun means
)

// named returns a sentence with the name of the person that its first word, or
// nobody, stands for, and the sentence that prints the name. Only one who speaks
// in it can be named: the reader of statements finds the same person, whom alone
// the two sentences before name.
func named(r *reading, s text.Sentence, lang string) (words string, from text.Sentence, ok bool) {
	start, link := "", ""
	switch {
	case lang == "en" && heStart.MatchString(s.Text):
		start, link = heStart.FindString(s.Text), " "
	case lang == "ja" && heStartJa.MatchString(s.Text):
		start, link = heStartJa.FindString(s.Text), "は"
	case lang == "ja" && strings.HasPrefix(s.Text, "「") && !noSubject.MatchString(outsideQuotes(s.Text)):
		link = "は"
	default:
		return "", text.Sentence{}, false
	}
	st, ok := speaksFirst(r, s, lang, start)
	if !ok {
		return "", text.Sentence{}, false
	}
	person, from, ok := onlyPerson(r, s, st)
	if !ok {
		return "", text.Sentence{}, false
	}
	rest := strings.TrimPrefix(s.Text, start)
	if strings.Contains(outsideQuotes(rest), person) {
		return "", text.Sentence{}, false // he is another than the one named later
	}
	if lang == "ja" && strings.HasSuffix(start, "、") {
		link += "、"
	}
	return person + link + rest, from, true
}

// speaksFirst is the statement of a sentence whose speaker its first word, or
// nobody, stands for.
func speaksFirst(r *reading, s text.Sentence, lang, start string) (claim.Statement, bool) {
	for _, st := range r.statements[s.Index] {
		if !st.Resolved || !st.Named || st.Hearsay {
			continue
		}
		if lang == "en" && (st.SpeakerSpan.Start != 0 || st.SpeakerSpan.End != utf8.RuneCountInString(strings.TrimSpace(start))) {
			continue
		}
		return st, true
	}
	return claim.Statement{}, false
}

// onlyPerson is the speaker of a statement as an earlier sentence prints the
// name most fully, with its title. The sentences right before name nobody else.
func onlyPerson(r *reading, s text.Sentence, st claim.Statement) (string, text.Sentence, bool) {
	seen := false
	for i := max(0, s.Index-nameBefore); i < s.Index; i++ {
		for _, n := range r.text.Sentences[i].Names {
			same := onePerson(n.Surface, st.Speaker)
			if n.Type != text.Person && (n.Type != text.UnknownName || lastPart(n.Surface) == "") {
				continue
			}
			if !same {
				return "", text.Sentence{}, false
			}
			seen = true
		}
	}
	if !seen {
		return "", text.Sentence{}, false
	}
	best, from := "", text.Sentence{}
	for i := range s.Index {
		o := r.text.Sentences[i]
		rs := []rune(o.Text)
		for _, n := range o.Names {
			if n.Type != text.Person || !onePerson(n.Surface, st.Speaker) || n.Span.Start < 0 || n.Span.End > len(rs) {
				continue
			}
			full := strings.TrimSpace(string(rs[n.Span.Start:n.Span.End]))
			if !holds(full, n.Surface) || utf8.RuneCountInString(full) > 40 || strings.ContainsAny(full, `,"“”「」（）()`) {
				full = n.Surface
			}
			if utf8.RuneCountInString(full) > utf8.RuneCountInString(best) {
				best, from = full, o
			}
		}
	}
	return upperFirst(best), from, best != ""
}

// onePerson reports whether two printed names can be of one person: the same, or
// one is the surname of the other.
func onePerson(a, b string) bool {
	a, b = same(a), same(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || strings.HasSuffix(b, " "+a) || strings.HasSuffix(b, "・"+a) || unspaced(firstRune(a)) && !strings.Contains(b, "・") && strings.HasPrefix(b, a))
}

// checkNamed asks that a line with a name for a pronoun is what the statement's
// reader makes of the sentence, and that the second citation prints the name.
func checkNamed(p Printed, sentences []cited) error {
	if len(sentences) != 2 || sentences[0].reading != sentences[1].reading {
		return fmt.Errorf("%w: a name and its sentence are of one report", ErrNoCitation)
	}
	s := sentences[0]
	words, from, ok := named(s.reading, s.sentence, p.Lang)
	if !ok || from.Index != sentences[1].sentence.Index {
		return fmt.Errorf("%w: whom %q means is not told", ErrSpeaker, s.sentence.Text)
	}
	if same(trimEnd(words)) != same(trimEnd(p.Text)) {
		return fmt.Errorf("%w: %q", ErrNotThere, p.Text)
	}
	return nil
}

// nameCandidate makes a candidate of a sentence that can stand alone once the
// person it begins with is named.
func (c *composer) nameCandidate(r *report, s text.Sentence) (candidate, bool) {
	words, from, ok := named(r.reading, s, c.lang)
	if !ok || r.article.Terms.MaxSnippet > 0 { // two sentences would count
		return candidate{}, false
	}
	alone := s
	alone.Text = words
	shift := utf8.RuneCountInString(words) - utf8.RuneCountInString(s.Text)
	person := strings.TrimSuffix(words, s.Text)
	alone.Names = append([]text.Name{{Surface: person, Type: text.Person, Span: text.Span{End: max(0, shift)}}}, s.Names...)
	for i := range alone.Names[1:] {
		alone.Names[i+1].Span.Start += shift
		alone.Names[i+1].Span.End += shift
	}
	if !standsAlone(r.reading, alone, c.lang) {
		return candidate{}, false
	}
	cand := candidate{report: r, index: s.Index, words: contentWords(s), leans: leansOf(alone, c.lang), named: words, from: from.Index}
	return cand, true
}

// candidateLine prints a candidate in the shortest form that passes.
func (c *composer) candidateLine(cand candidate, most int) Line {
	if cand.named == "" {
		return c.sentenceLine(cand.report.reading, cand.sentence(), most)
	}
	if most > 0 && weight(cand.named, c.lang) > most {
		return Line{}
	}
	r := cand.report.reading
	return c.line(Line{Kind: Reduction, Form: namedForm, Text: cand.named,
		Cites: []Citation{c.cite(r, cand.sentence(), nil), c.cite(r, r.text.Sentences[cand.from], nil)}})
}
