package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// introducedForm marks a line in which a person is printed with the full name, and
// the role, where the cited sentence has the surname. It cites the sentence, then
// the one that prints the name so.
const introducedForm = "introduced"

// introduce prints people with their full names and roles where a reader of the
// digest meets them first. Titles, quotations, frames and tables stay as they are.
func (c *composer) introduce(d *Digest) {
	known := map[string]bool{}
	inCard := map[string]bool{}
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			for _, card := range s.Cards {
				for _, l := range card.Points {
					inCard[l.ID] = true
				}
			}
		}
	}
	read := func(ls []Line) {
		for i := range ls {
			c.meet(&ls[i], known, inCard[ls[i].ID])
		}
	}
	read([]Line{d.Headline})
	read(d.Stand)
	read(d.Points)
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			s := &d.Pages[p].Sections[i]
			read([]Line{s.Heading, s.Question})
			c.meet(&s.Answer, known, true)
			for k := range s.Cards {
				read([]Line{s.Cards[k].Title})
				read(s.Cards[k].Points)
			}
			read(s.Narrative)
		}
	}
	read(d.Ending)
	read(d.Open)
}

// meet prints the people whom a line names for the first time in full, where it is
// a plain sentence, and adds all whom it prints so to known. A line of a card may
// cite its own report alone.
func (c *composer) meet(l *Line, known map[string]bool, own bool) {
	if l.IsZero() || len(l.Cites) == 0 || l.Lang != "" {
		return
	}
	r, s, ok := c.sentenceAt(l.Cites[0].Ref)
	if !ok {
		return
	}
	plain := (l.Kind == Extract || l.Kind == Reduction) && l.Form == "" && l.Speaker == "" && s.Paragraph >= 0 && r.article.Terms.MaxSnippet == 0
	for _, n := range s.Names {
		if n.Type != text.Person {
			continue
		}
		if last := lastPart(n.Surface); last != "" {
			if holds(l.Text, n.Surface) {
				known[last] = true
			}
			continue
		}
		if known[n.Surface] || !plain || quoted(s, n.Span) || !holds(l.Text, n.Surface) {
			continue
		}
		if full := c.inFull(*l, r, s, n, own); !full.IsZero() {
			*l, plain = full, false // one a line: two would read as a list
			known[n.Surface] = true
		}
	}
}

// inFull is a line with a person's full name, of the same report where it prints
// one, else of another that knows nobody else by that surname.
func (c *composer) inFull(l Line, r *report, s text.Sentence, n text.Name, own bool) Line {
	from := []*report{r}
	if !own {
		for _, o := range c.reports {
			if o != r && o.event == r.event && o.article.Terms.MaxSnippet == 0 && o.article.Terms.Quotable() {
				from = append(from, o)
			}
		}
	}
	for _, o := range from {
		if !oneOfName(n.Surface, r.reading, o.reading) {
			continue
		}
		for _, f := range fullForms(o.reading, n.Surface) {
			for _, short := range printedForms(s, n) {
				if !startsName(l.Text, short) || !fits(f, short, n) {
					continue
				}
				out := c.line(Line{Kind: Reduction, Form: introducedForm, Text: upperFirst(strings.Replace(l.Text, short, f.words, 1)),
					Cites: []Citation{l.Cites[0], c.cite(o.reading, o.text.Sentences[f.index], nil)}})
				if !out.IsZero() {
					return out
				}
			}
		}
	}
	return Line{}
}

// fits reports whether a full form may take the place of a short one: a role that
// stands there is not printed twice, nor lost.
func fits(f fullForm, short string, n text.Name) bool {
	titled := n.Title != "" && !honorific.MatchString(n.Title)
	if f.bare {
		return short == n.Surface || !titled && honorific.MatchString(short)
	}
	return short != n.Surface || !titled
}

// fullForm is how a report prints a person in full.
type fullForm struct {
	words string
	index int  // of the sentence
	bare  bool // without a role
}

// fullForms are the ways in which a report prints a surname's bearer in full: with
// a role first, then without.
func fullForms(r *reading, surname string) []fullForm {
	if surname == strings.ToUpper(surname) && surname != strings.ToLower(surname) {
		return nil // SUV
	}
	var with, without []fullForm
	for _, s := range r.text.Sentences {
		rs := []rune(s.Text)
		for _, n := range s.Names {
			if n.Type != text.Person || lastPart(n.Surface) != surname || n.Span.Start < 0 || n.Span.End > len(rs) || quoted(s, n.Span) || compoundName.MatchString(n.Surface) || r.placeOrBody(givenName(n.Surface)) {
				continue
			}
			full := strings.TrimSpace(string(rs[n.Span.Start:n.Span.End]))
			if n.Title != "" && full != n.Surface && holds(full, n.Surface) && utf8.RuneCountInString(full) <= longestName && !oddName.MatchString(full) &&
				!honorific.MatchString(full) && !formerly.MatchString(string(rs[:n.Span.Start])) {
				with = append(with, fullForm{full, s.Index, false})
			}
			if !oddName.MatchString(n.Surface) && holds(s.Text, n.Surface) {
				without = append(without, fullForm{n.Surface, s.Index, true})
			}
		}
	}
	return append(with[:min(2, len(with))], without[:min(1, len(without))]...)
}

// compoundName matches what only looks like a person: "Velin-led Orbena".
var compoundName = regexp.MustCompile(`-\p{Ll}|\p{Ll}\p{Lu}\p{Ll}+$`)

// placeOrBody reports whether a report prints a word as the name of a place or a
// body.
func (r *reading) placeOrBody(word string) bool {
	if r.others == nil {
		r.others = map[string]bool{}
		for _, s := range append([]text.Sentence{r.text.Title}, r.text.Sentences...) {
			for _, n := range s.Names {
				if n.Type == text.Place || n.Type == text.Organization {
					r.others[n.Surface] = true
				}
			}
		}
	}
	return r.others[word]
}

// longestName is how many characters a name with its role may have.
const longestName = 44

var (
	oddName   = regexp.MustCompile(`[,"“”「」（）();:]|^(?i:the|a|an) `)
	honorific = regexp.MustCompile(`^(?:Mr|Mrs|Ms|Dr|Prof|Sir)\b|(?:氏|さん)$`)
	formerly  = regexp.MustCompile(`(?i)(?:former|ex-?|then-?|late|acting|outgoing|incoming|deputy|vice|元|前|故)[ -]?$`)
)

// printedForms are how a sentence prints a surname: with what stands beside it, and
// alone.
func printedForms(s text.Sentence, n text.Name) []string {
	rs := []rune(s.Text)
	if n.Span.Start < 0 || n.Span.End > len(rs) {
		return nil
	}
	whole := strings.TrimSpace(string(rs[n.Span.Start:n.Span.End]))
	if whole == n.Surface || !strings.Contains(whole, n.Surface) {
		return []string{n.Surface}
	}
	return []string{whole, n.Surface}
}

// startsName reports whether a text prints a name, and its first mention is no part
// of a longer one ("the Trump administration", "Assad-era", "Ursula von der Leyen").
func startsName(t, name string) bool {
	at := strings.Index(t, name)
	if at < 0 || !holds(t, name) {
		return false
	}
	lead, rest := t[:at], t[at+len(name):]
	return !nameGoesOn.MatchString(rest) && (!nameGoesBefore.MatchString(lead) || opensClause.MatchString(lead))
}

var (
	nameGoesOn     = regexp.MustCompile(`^(?:-| (?:administration|government|era|family|cabinet|campaign|team|allies|presidency|regime|ally|aide|supporters?|Tower|[A-Z]\p{L}+)\b|政権|内閣|家|夫妻|兄弟|・|時代|派)`)
	opensClause    = regexp.MustCompile(`(?:^|[.] |“|")(?:While|When|But|And|After|As|If|Since|Although|Though|For|On|In|With|So|Before|Because|That|Then|Now|Still|Yet|Like|Meanwhile|Later|Earlier|Instead|By) $`)
	nameGoesBefore = regexp.MustCompile(`(?:\b[A-Z][\p{L}.’'-]*|\b(?:al|von|van|der|de|bin|ibn)|-|・|the) ?$`)
)

// oneOfName reports whether reports know one person only by a surname.
func oneOfName(surname string, readings ...*reading) bool {
	first := ""
	for _, r := range readings {
		for _, s := range append([]text.Sentence{r.text.Title}, r.text.Sentences...) {
			for _, n := range s.Names {
				if n.Type != text.Person && n.Type != text.UnknownName || lastPart(n.Surface) != surname {
					continue
				}
				if given := givenName(n.Surface); first == "" {
					first = given
				} else if given != first {
					return false
				}
			}
		}
	}
	return first != ""
}

// givenName is the first part of a name.
func givenName(name string) string {
	given, _, _ := strings.Cut(strings.ReplaceAll(name, "・", " "), " ")
	return given
}

// checkIntroduced asks that a line with a full name is its sentence, or a reduction
// of it, with the surname there, and that the second citation prints the name so and
// no other person is known by it.
func checkIntroduced(p Printed, sentences []cited) error {
	if len(sentences) != 2 {
		return fmt.Errorf("%w: a full name and its sentence", ErrNoCitation)
	}
	line, from := sentences[0], sentences[1]
	for _, n := range line.sentence.Names {
		if n.Type != text.Person || lastPart(n.Surface) != "" || quoted(line.sentence, n.Span) || !oneOfName(n.Surface, line.reading, from.reading) {
			continue
		}
		for _, f := range fullForms(from.reading, n.Surface) {
			if f.index != from.sentence.Index || !strings.Contains(p.Text, f.words) {
				continue
			}
			for _, short := range printedForms(line.sentence, n) {
				back := strings.Replace(p.Text, f.words, short, 1)
				if startsName(back, short) && wholeOrPart(back, line) {
					return nil
				}
			}
		}
	}
	return fmt.Errorf("%w: who is meant in %q", ErrSpeaker, p.Text)
}
