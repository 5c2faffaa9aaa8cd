// Package en reads English: sentences, words with their stems, names, dates,
// figures and direct speech. Strings and the publication time go in, values of
// package text come out; it knows nothing of other languages or of articles.
package en

import (
	"slices"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Read returns what is found on the surface of an English article. Dates
// resolve against published; its zero value leaves relative dates out.
// Names that mean one person or body get one normal form in the whole text.
func Read(title string, paragraphs []string, published time.Time) text.Text {
	out := text.Text{Lang: "en"}
	var d desk
	l := d.lay(title)
	out.Title = d.sentence(l, -1, -1, text.Span{Start: 0, End: len(l.r)}, published)
	capitals := titleCase(d.toks)
	for p, para := range paragraphs {
		l := d.lay(para)
		for _, span := range split(l) {
			out.Sentences = append(out.Sentences, d.sentence(l.part(span), len(out.Sentences), p, span, published))
		}
	}
	join(&out)
	if capitals {
		out.Title.Names = titleNames(title, out.Title.Dates, out.Sentences)
	}
	return out
}

// desk is what reading one text needs and nothing keeps: the runes of a
// paragraph and the tokens of a sentence. The next ones take their places.
type desk struct {
	runes []rune
	bytes []int32
	toks  []tok
}

// sentence reads one sentence, whose tokens stay until the next is read.
func (d *desk) sentence(l layout, index, paragraph int, span text.Span, published time.Time) text.Sentence {
	d.toks = scan(l, d.toks)
	toks := d.toks
	out := text.Sentence{Index: index, Paragraph: paragraph, Span: span, Text: l.cut(text.Span{Start: 0, End: len(l.r)})}
	out.Quotations = quotations(l)
	out.Dates = dates(l, toks, published)
	out.Figures = figures(l, toks, out.Dates)
	out.Names = names(l, toks, index == -1, out.Dates)
	out.Words = words(l, toks)
	return out
}

// Words returns the words of a stretch of English.
func Words(s string) []text.Word {
	l := lay(s)
	return words(l, scan(l, nil))
}

// Sentences returns the sentences of a paragraph: in order, without overlap,
// without the white space between them.
func Sentences(paragraph string) []text.Span { return split(lay(paragraph)) }

// layout is a string with its runes and where each begins, so that spans of
// runes cut the string without copying it.
type layout struct {
	s string
	r []rune
	b []int32 // byte offset in s of each rune, and of the end; nil when s is these runes and all ASCII
}

func lay(s string) layout { return new(desk).lay(s) }

// lay lays a string out; it holds until the next one is laid out.
func (d *desk) lay(s string) layout {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	d.runes = slices.Grow(d.runes[:0], len(s))
	if ascii {
		r := d.runes[:len(s)]
		for i := range r {
			r[i] = rune(s[i])
		}
		return layout{s: s, r: r}
	}
	r, b := d.runes, slices.Grow(d.bytes[:0], len(s)+1)
	for i, c := range s {
		r = append(r, c)
		b = append(b, int32(i))
	}
	d.runes, d.bytes = r, append(b, int32(len(s)))
	return layout{s: s, r: r, b: d.bytes}
}

// part is the layout of a span of runes.
func (l layout) part(s text.Span) layout {
	if l.b == nil {
		return layout{s: l.s[s.Start:s.End], r: l.r[s.Start:s.End]}
	}
	return layout{s: l.s, r: l.r[s.Start:s.End], b: l.b[s.Start : s.End+1]}
}

// cut returns the text of a span of runes.
func (l layout) cut(s text.Span) string {
	if l.b == nil {
		return l.s[s.Start:s.End]
	}
	return l.s[l.b[s.Start]:l.b[s.End]]
}

// at returns the rune at i, 0 outside.
func (l layout) at(i int) rune {
	if i < 0 || i >= len(l.r) {
		return 0
	}
	return l.r[i]
}
