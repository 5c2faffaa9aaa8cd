package eval

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// bodies are the digests of one set with the reports they were made from.
type bodies struct {
	name     string
	articles map[article.ID]article.Article
	texts    map[article.ID]text.Text
	digests  []digest.Digest
	check    *digest.Checker
}

// readingFigures count by rule how the bodies of a set's digests read, in each
// language.
func readingFigures(t toldSet) []Figure {
	s := bodiesOf(t)
	var out []Figure
	for _, lang := range []string{"ja", "en"} {
		out = append(out, s.figures(lang)...)
	}
	return out
}

func bodiesOf(t toldSet) bodies {
	s := bodies{name: t.name}
	for _, one := range t.tellings {
		s.articles, s.texts = one.in.Articles, one.in.Texts // the same for all of a set
		s.digests = append(s.digests, one.d)
	}
	s.check = digest.NewChecker(
		func(id article.ID) (article.Article, bool) { a, ok := s.articles[id]; return a, ok },
		func(a article.Article) text.Text { return s.texts[a.ID] }, digest.DefaultHosts())
	return s
}

// lineTally counts what lines do.
type lineTally struct {
	sentences                      int // of bodies; of these, from the reports' sentences
	dangling, surnames, repeated   int // lines
	people, facts                  int // first mentions of people; lines with a fact
	reduced                        int
	kept                           float64 // sum of the shares that reductions keep
	narrative, connectives, untrue int
	found                          []string // what was counted against the lines, for reading
}

func (s bodies) figures(lang string) []Figure {
	t := lineTally{}
	n := 0
	for i := range s.digests {
		if d := &s.digests[i]; d.Lang == lang {
			n++
			s.count(d, &t)
		}
	}
	if n == 0 {
		return nil
	}
	name := func(f string) string { return "lines_" + lang + "_" + f }
	return []Figure{
		{name("dangling"), share(t.dangling, t.sentences), t.sentences},
		{name("given"), 1 - share(t.dangling, t.sentences), t.sentences},
		{name("surname_first"), share(t.surnames, t.people), t.people},
		{name("repeated_facts"), share(t.repeated, t.facts), t.facts},
		{name("reduced"), share(t.reduced, t.sentences), t.sentences},
		{name("kept"), t.kept / float64(max(1, t.reduced)), t.reduced},
		{name("connectives"), share(t.connectives, t.narrative), t.narrative},
		{name("connectives_true"), share(t.connectives-t.untrue, t.connectives), t.connectives},
	}
}

// count adds one digest.
func (s bodies) count(d *digest.Digest, t *lineTally) {
	r := surfaceOf(d.Lang)
	t.names(s, d, r)
	facts := map[string]claim.Ref{}
	for _, p := range d.Pages {
		for _, sec := range p.Sections {
			lines := s.sectionLines(sec, r)
			for _, c := range sec.Cards {
				t.shares(c.Points)
			}
			t.shares(sec.Narrative)
			for i, l := range lines {
				if l.headline {
					continue
				}
				t.sentences++
				for _, w := range dangling(lines, i, d.Lang) {
					t.dangling++
					t.found = append(t.found, "dangling\t"+w+"\t"+l.text)
					break
				}
				s.facts(l, facts, t)
			}
			for _, l := range sec.Narrative {
				t.narrative++
				if strings.HasPrefix(l.Form, "join.") {
					t.connectives++
					t.found = append(t.found, "connective\t"+l.Form+"\t"+l.Text)
					if s.check.Check(l.Printed("", d.Lang), nil) != nil {
						t.untrue++
					}
				}
			}
		}
	}
}

// shares counts the reductions among lines, and how much of their sentences they
// keep.
func (t *lineTally) shares(lines []digest.Line) {
	for _, l := range lines {
		if l.Kind == digest.Extract || l.Kind == digest.Quote || len(l.Cites) == 0 {
			continue
		}
		t.reduced++
		t.kept += min(1, float64(utf8.RuneCountInString(l.Text))/float64(utf8.RuneCountInString(l.Cites[0].Sentence)))
	}
}

// surfaceOf reads printed lines.
func surfaceOf(lang string) func(string) text.Sentence {
	r := language.NewReader()
	return func(s string) text.Sentence { return r.Read(lang, s, nil, time.Time{}).Title }
}

// sectionLines are the lines of a section that tell the matter, in reading order.
func (s bodies) sectionLines(sec digest.Section, read func(string) text.Sentence) []shown {
	var out []shown
	add := func(l digest.Line, box int, headline bool) {
		if l.IsZero() {
			return
		}
		one := shown{text: l.Text, surface: read(l.Text), box: box, headline: headline, index: -1}
		if len(l.Cites) > 0 {
			one.at = l.Cites[0].Ref
			one.index = s.indexOf(one.at)
		}
		out = append(out, one)
	}
	add(sec.Heading, -1, true)
	add(sec.Answer, -2, sec.Answer.Kind == digest.Quote)
	for i, c := range sec.Cards {
		add(c.Title, i, true)
		for _, l := range c.Points {
			add(l, i, false)
		}
	}
	for _, l := range sec.Narrative {
		add(l, len(sec.Cards), false)
	}
	return out
}

func (s bodies) indexOf(ref claim.Ref) int {
	for _, o := range s.texts[ref.Article].Sentences {
		if o.Paragraph == ref.Paragraph && o.Span == ref.Span {
			return o.Index
		}
	}
	return -1
}

// facts counts a line that prints a figure with its measure, or names with a
// verb, that another sentence has printed in the body before.
func (s bodies) facts(l shown, seen map[string]claim.Ref, t *lineTally) {
	keys := s.factKeys(l)
	if len(keys) == 0 {
		return
	}
	t.facts++
	for _, k := range keys {
		if at, ok := seen[k]; ok && at != l.at {
			t.repeated++
			t.found = append(t.found, "repeated\t"+k+"\t"+l.text)
			break
		}
	}
	for _, k := range keys {
		seen[k] = l.at
	}
}

func (s bodies) factKeys(l shown) []string {
	var out []string
	a, ok := s.articles[l.at.Article]
	if !ok || l.index < 0 {
		return nil
	}
	for _, q := range claim.Quantities(a, alone(s.texts[a.ID], l.index)) {
		if q.Measure != "" && !q.Figure.Ordinal && strings.Contains(l.text, q.Figure.Surface) {
			out = append(out, fmt.Sprintf("%s %g %s", q.Measure, q.Figure.Value, q.Figure.Unit))
		}
	}
	names := nameKey(l.surface)
	if names == "" {
		return out
	}
	if verb := lastVerb(l.surface); verb != "" && strings.Count(names, "|") >= 2 {
		out = append(out, names+verb)
	}
	return out
}

// alone is a text with a single of its sentences.
func alone(t text.Text, index int) text.Text {
	s := t.Sentences[index]
	return text.Text{Lang: t.Lang, Title: t.Title, Sentences: []text.Sentence{s}}
}

// nameKey joins the names of a line, each once, in order.
func nameKey(s text.Sentence) string {
	seen := map[string]bool{}
	var b strings.Builder
	for _, n := range s.Names {
		if !seen[n.Normal] {
			seen[n.Normal] = true
			b.WriteString(n.Normal + "|")
		}
	}
	return b.String()
}

// lastVerb is the last verb of a line that says something, by its base form.
func lastVerb(s text.Sentence) string {
	for i := len(s.Words) - 1; i >= 0; i-- {
		if w := s.Words[i]; w.Class == text.Verb && !w.Stop {
			return w.Base
		}
	}
	return ""
}

// names counts people whose surname is printed in a digest before the full name
// that its reports have. Titles are their publishers' own.
func (t *lineTally) names(s bodies, d *digest.Digest, read func(string) text.Sentence) {
	full, whole := s.fullNames(d)
	seen := map[string]bool{}
	d.Lines(func(l *digest.Line) {
		title := len(l.Cites) > 0 && l.Cites[0].Ref.Paragraph < 0
		if l.Kind == digest.Remark || l.Lang != "" {
			return
		}
		for _, n := range read(l.Text).Names {
			if n.Type != text.Person {
				continue
			}
			key := family(n.Surface, full)
			if key == "" || seen[key] {
				continue
			}
			if n.Surface != key || inFull(l.Text, key, whole) {
				seen[key] = true
				t.people++
				continue
			}
			if title || l.Kind == digest.Frame {
				continue
			}
			seen[key] = true
			t.people++
			t.surnames++
			t.found = append(t.found, "surname\t"+n.Surface+"\t"+l.Text)
		}
	})
}

// inFull reports whether a line prints a full name with a surname, which its
// reading alone may cut: the words before are a role and a given name.
func inFull(line, surname string, names map[string][]string) bool {
	return slices.ContainsFunc(names[surname], func(n string) bool { return strings.Contains(line, n) })
}

// fullNames are the surnames of which the reports that a digest cites print a
// full name, and those names.
func (s bodies) fullNames(d *digest.Digest) (map[string]bool, map[string][]string) {
	cited := map[article.ID]bool{}
	d.Lines(func(l *digest.Line) {
		for _, c := range l.Cites {
			cited[c.Ref.Article] = true
		}
	})
	out, names := map[string]bool{}, map[string][]string{}
	for id := range cited {
		if s.articles[id].Lang != d.Lang {
			continue
		}
		for _, o := range s.texts[id].Sentences {
			for _, n := range o.Names {
				if n.Type == text.Person {
					if last := lastPart(n.Surface); last != "" {
						out[last] = true
						names[last] = append(names[last], n.Surface)
					}
				}
			}
		}
	}
	return out, names
}

// lastPart is the surname of a name of several words; "" for others.
func lastPart(name string) string {
	for _, sep := range []string{"・", " "} {
		if i := strings.LastIndex(name, sep); i >= 0 {
			return name[i+len(sep):]
		}
	}
	return ""
}

// family is the surname by which a printed name is known.
func family(name string, full map[string]bool) string {
	if full[name] {
		return name
	}
	if last := lastPart(name); full[last] {
		return last
	}
	return ""
}
