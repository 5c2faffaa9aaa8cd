// Package ja reads Japanese: sentences, words with their dictionary forms,
// names, dates, figures and direct speech. Strings and the publication time go
// in, values of package text come out; it knows nothing of other languages or
// of articles.
//
// Words come from Kagome with the IPA dictionary (2007). New names come out in
// pieces there, so names are put together again by rules here.
package ja

import (
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Read returns what is found on the surface of a Japanese article. Dates
// resolve against published; with its zero value relative dates are left out.
// Names that mean one person or body get one normal form in the whole text.
func Read(title string, paragraphs []string, published time.Time) text.Text {
	out := text.Text{Lang: "ja"}
	out.Title = sentence(title, -1, -1, text.Span{Start: 0, End: utf8.RuneCountInString(title)}, published, nil)
	var before []text.Date
	for p, para := range paragraphs {
		r := []rune(para)
		for _, span := range split(r) {
			out.Sentences = append(out.Sentences, sentence(string(r[span.Start:span.End]), len(out.Sentences), p, span, published, before))
			if found := out.Sentences[len(out.Sentences)-1].Dates; len(found) > 0 {
				before = found
			}
		}
	}
	join(&out)
	return out
}

// sentence reads one sentence; before are the dates of the last one that had any.
func sentence(s string, index, paragraph int, span text.Span, published time.Time, before []text.Date) text.Sentence {
	l := lay(s)
	toks := tokenize(l)
	out := text.Sentence{Index: index, Paragraph: paragraph, Span: span, Text: s}
	out.Quotations = quotations(l)
	out.Dates = dates(l, published, before)
	out.Figures = figures(l, toks, out.Dates)
	out.Names = names(l, toks)
	out.Words = words(toks)
	return out
}

// Sentences returns the sentences of a paragraph: in order, without overlap,
// without the white space between them.
func Sentences(paragraph string) []text.Span { return split([]rune(paragraph)) }

// Words returns the words of a stretch of Japanese.
func Words(s string) []text.Word { return words(tokenize(lay(s))) }

// layout is a string with its runes, the same runes in plain width, and where
// each begins.
type layout struct {
	s string
	r []rune // as printed
	f []rune // full-width letters and digits narrowed, half-width kana widened; same length
	b []int32
	// plain is the text of f, pb where each of its runes begins.
	plain string
	pb    []int32
}

func lay(s string) layout {
	n := utf8.RuneCountInString(s)
	l := layout{s: s, r: make([]rune, 0, n), f: make([]rune, n), b: make([]int32, 0, n+1)}
	for i, c := range s {
		l.r = append(l.r, c)
		l.b = append(l.b, int32(i))
	}
	l.b = append(l.b, int32(len(s)))
	changed := false
	for i, c := range l.r {
		l.f[i] = plain(c)
		changed = changed || l.f[i] != c
	}
	if l.plain, l.pb = s, l.b; changed || !utf8.ValidString(s) {
		l.plain = string(l.f)
		l.pb = make([]int32, 0, n+1)
		for i := range l.plain {
			l.pb = append(l.pb, int32(i))
		}
		l.pb = append(l.pb, int32(len(l.plain)))
	}
	return l
}

// flat is cut in plain width.
func (l layout) flat(start, end int) string { return l.plain[l.pb[start]:l.pb[end]] }

func (l layout) cut(start, end int) string { return l.s[l.b[start]:l.b[end]] }

func (l layout) at(i int) rune {
	if i < 0 || i >= len(l.f) {
		return 0
	}
	return l.f[i]
}

// plain narrows full-width ASCII and widens half-width katakana, one rune to
// one rune.
func plain(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		if c == '！' || c == '？' || c == '：' || c == '（' || c == '）' || c == '，' {
			return c
		}
		return c - '！' + '!'
	case c >= 'ｦ' && c <= 'ﾟ':
		return halfKana[c-'ｦ']
	case c == '　':
		return ' '
	}
	return c
}

var halfKana = []rune("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309a") // the last two join what is before them; see compose
