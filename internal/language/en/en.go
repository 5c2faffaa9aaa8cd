// Package en reads English: sentences, words with their stems, names, dates,
// figures and direct speech. Strings and the publication time go in, values of
// package text come out; it knows nothing of other languages or of articles.
package en

import (
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Read returns what is found on the surface of an English article. Dates
// resolve against published; its zero value leaves relative dates out.
// Names that mean one person or body get one normal form in the whole text.
func Read(title string, paragraphs []string, published time.Time) text.Text {
	out := text.Text{Lang: "en"}
	out.Title = sentence(title, -1, -1, text.Span{Start: 0, End: utf8.RuneCountInString(title)}, published)
	for p, para := range paragraphs {
		l := lay(para)
		for _, span := range split(l) {
			s := sentence(l.cut(span), len(out.Sentences), p, span, published)
			out.Sentences = append(out.Sentences, s)
		}
	}
	join(&out)
	if titleCase(scan(lay(title))) {
		out.Title.Names = titleNames(title, out.Title.Dates, out.Sentences)
	}
	return out
}

// sentence reads one sentence.
func sentence(s string, index, paragraph int, span text.Span, published time.Time) text.Sentence {
	l := lay(s)
	toks := scan(l)
	out := text.Sentence{Index: index, Paragraph: paragraph, Span: span, Text: s}
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
	return words(l, scan(l))
}

// Sentences returns the sentences of a paragraph: in order, without overlap,
// without the white space between them.
func Sentences(paragraph string) []text.Span { return split(lay(paragraph)) }

// layout is a string with its runes and where each begins, so that spans of
// runes cut the string without copying it.
type layout struct {
	s string
	r []rune
	b []int32 // byte offset of each rune, and of the end; nil when all ASCII
}

func lay(s string) layout {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	l := layout{s: s, r: make([]rune, 0, len(s))}
	if ascii {
		for i := 0; i < len(s); i++ {
			l.r = append(l.r, rune(s[i]))
		}
		return l
	}
	l.b = make([]int32, 0, len(s)+1)
	for i, c := range s {
		l.r = append(l.r, c)
		l.b = append(l.b, int32(i))
	}
	l.b = append(l.b, int32(len(s)))
	return l
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
