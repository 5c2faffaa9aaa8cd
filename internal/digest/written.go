package digest

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Short is how long a line of the narrative may be before it is worth
// rewording: characters in Japanese, words in other languages.
func Short(lang string) int {
	if lang == "ja" {
		return 80
	}
	return 26
}

// Rewritable returns the long lines of the narrative that a language model may
// reword, in reading order. They point into the digest.
func Rewritable(d *Digest) []*Line {
	var out []*Line
	narrative(d, func(l *Line) {
		if (l.Kind == Extract || l.Kind == Reduction) && l.Speaker == "" && len(l.Cites) > 0 &&
			weight(l.Text, langOf(*l, d.Lang)) > Short(langOf(*l, d.Lang)) {
			out = append(out, l)
		}
	})
	return out
}

// Worded returns what a model wrote in a digest, by [Standing] of the line.
func Worded(d *Digest) map[string]string {
	out := map[string]string{}
	narrative(d, func(l *Line) {
		if l.Kind == Written {
			out[Standing(*l)] = l.Text
		}
	})
	return out
}

func narrative(d *Digest, f func(*Line)) {
	for p := range d.Pages {
		for s := range d.Pages[p].Sections {
			lines := d.Pages[p].Sections[s].Narrative
			for i := range lines {
				f(&lines[i])
			}
		}
	}
}

func langOf(l Line, lang string) string {
	if l.Lang != "" {
		return l.Lang
	}
	return lang
}

// Standing names what a line stands on, with the sentences' words: it is the
// same for a report's own line and for what a model made of it, and another
// when the report changes.
func Standing(l Line) string {
	type foot struct {
		Ref      claim.Ref
		Sentence string
		Kept     []text.Span
	}
	feet := make([]foot, len(l.Cites))
	for i, c := range l.Cites {
		feet[i] = foot{c.Ref, c.Sentence, c.Kept}
	}
	b, err := json.Marshal(feet)
	if err != nil {
		panic(err) // values that always have a form in JSON
	}
	return string(b)
}

// Accept returns the line as a model worded it, with the same citations and the
// same ID, when that is one sentence, shorter, and passes the check; else false.
// lang is the digest's language. The words come from outside and may be anything.
func (c *Checker) Accept(l Line, lang, written string) (Line, bool) {
	next, err := c.accept(l, lang, written)
	return next, err == nil
}

func (c *Checker) accept(l Line, lang, written string) (Line, error) {
	lang = langOf(l, lang)
	written = ended(strings.TrimSpace(written), lang)
	if !utf8.ValidString(written) || strings.ContainsAny(written, "\n\r\t\x00<>*#`_|") || strings.Contains(written, "://") {
		return Line{}, fmt.Errorf("%w: it is not plain text", ErrNotThere)
	}
	if weight(written, lang) >= weight(l.Text, lang) {
		return Line{}, fmt.Errorf("%w: it is not shorter", ErrNotThere)
	}
	if !readable(written, lang) {
		return Line{}, fmt.Errorf("%w: it does not read well", ErrCut)
	}
	// The ID stays: remarks point to it, and so do readers' links.
	next := Line{ID: l.ID, Kind: Written, Text: written, Cites: l.Cites, Lang: l.Lang}
	if err := c.Check(next.Printed("", lang), nil); err != nil {
		return Line{}, err
	}
	return next, nil
}

// Rewrite puts a model's words in place of a line of the digest, one that
// [Rewritable] returned. When they are refused, or a remark leans on words that
// they lack, the line stays and the error wraps the reason.
func (c *Checker) Rewrite(d *Digest, l *Line, written string) error {
	next, err := c.accept(*l, d.Lang, written)
	if err != nil {
		return err
	}
	byID := map[string]Printed{}
	d.Lines(func(o *Line) {
		if err == nil && o.ID != l.ID && same(o.Text) == same(next.Text) {
			err = fmt.Errorf("%w: the digest says it already", ErrNotThere)
		}
		byID[o.ID] = o.Printed("", d.Lang)
	})
	byID[l.ID] = next.Printed("", d.Lang)
	d.Lines(func(o *Line) {
		if err != nil || o.Kind != Remark {
			return
		}
		var about []Printed
		leans := false
		for _, id := range o.About {
			leans = leans || id == l.ID
			about = append(about, byID[id])
		}
		if leans {
			err = c.Check(byID[o.ID], about)
		}
	})
	if err == nil {
		*l = next
	}
	return err
}

// ended gives a sentence its final mark where a model forgot it.
func ended(s, lang string) string {
	if s == "" || strings.ContainsAny(string(lastRune(s)), ".!?。！？…」』”\"") {
		return s
	}
	if lang == "ja" {
		return s + "。"
	}
	return s + "."
}

// readWritten reads the surface of a model's line, which is one sentence.
func readWritten(p Printed, sentences []cited) (text.Sentence, error) {
	t := surface.Read(p.Lang, "", []string{p.Text}, sentences[0].article.Published)
	if len(t.Sentences) != 1 {
		return text.Sentence{}, fmt.Errorf("%w: %d sentences", ErrNotThere, len(t.Sentences))
	}
	return t.Sentences[0], nil
}

// statedIn reads a model's line as the only sentence of a report, so that its
// statements can be compared.
func statedIn(p Printed, line text.Sentence, sentences []cited) *reading {
	a := article.Article{Lang: p.Lang, Paragraphs: []string{p.Text}, Published: sentences[0].article.Published}
	return newReading(a, text.Text{Lang: p.Lang, Sentences: []text.Sentence{line}})
}
