// Package language says what a text says on its surface: its language,
// sentences with positions, words, names with one normal form, dates, figures
// and direct speech. Japanese and English are read in full; of any other
// language it knows the sentences and the words.
//
// It is pure: strings and the article's publication time go in, values of
// package text come out. It does not know what an article, a speaker or an
// event is. The same input gives the same output.
//
// One name has one normal form in every language where rules can tell:
// countries are ISO 3166 codes ("US" for 米, 米国, アメリカ, U.S. and the
// United States), bodies that all news knows have a short code ("un" for 国連
// and the United Nations), titles and honorifics are not part of it (トランプ
// 米大統領 and トランプ氏 are トランプ; President Donald Trump is trump). A
// katakana name and its Latin original meet by SoundKey.
package language

import (
	"strings"
	"time"

	"kiku/internal/language/en"
	"kiku/internal/language/ja"
	"kiku/internal/language/text"
)

// The types of package text, so that most callers import one package.
type (
	Text      = text.Text
	Sentence  = text.Sentence
	Word      = text.Word
	Name      = text.Name
	Date      = text.Date
	Figure    = text.Figure
	Quotation = text.Quotation
	Span      = text.Span
)

// Reader reads texts. It loads the Japanese dictionary when the first Japanese
// text comes (about half a second, 45 MB) and shares it with every other
// Reader. It is safe for concurrent use.
type Reader struct{}

// NewReader returns a Reader; it costs nothing until Japanese is read.
func NewReader() *Reader { return &Reader{} }

// Read returns the surface of one article that is said to be in the language
// lang, a BCP 47 primary subtag ("" means: nobody says). A text that is surely
// in another language is read in that one, a paragraph in another language is not
// read as the text's own, and what makes no words is not read for names and
// figures; Text.Outcome says which of this happened. Title has Paragraph -1.
// Dates resolve against published, in its zone; with a zero time relative dates
// are left out.
func (r *Reader) Read(lang, title string, paragraphs []string, published time.Time) text.Text {
	p := look(primary(lang), title, paragraphs)
	var out text.Text
	switch {
	case p.outcome == text.Garbled:
		out = plainRead(p.lang, title, p.paragraphs)
	case p.lang == "ja":
		out = ja.Read(p.ownTitle(title), p.own(), published)
	case p.lang == "en":
		out = en.Read(p.ownTitle(title), p.own(), published)
	default:
		out = plainRead(p.lang, title, p.own())
	}
	if p.outcome == text.Mixed {
		out.Sentences = p.together(out.Sentences)
		if lang := p.foreign[-1]; lang != "" {
			out.Title = plainRead(lang, title, nil).Title
			out.Title.Lang = lang
		}
	}
	out.Outcome = p.outcome
	return out
}

// Words returns the search tokens of s in the language lang: base forms of all
// words that carry a topic, lower case, NFKC; Japanese compounds also as a
// whole and unknown stretches as pairs of characters.
func (r *Reader) Words(lang, s string) []string {
	switch primary(lang) {
	case "ja":
		return ja.Tokens(s)
	case "en":
		return tokens(en.Words(s))
	case "":
		return r.Words(orElse(Detect(s), "en"), s)
	}
	return tokens(plainWords(s))
}

// Key returns the form in which a single word of lang is compared and indexed.
func Key(word, lang string) string {
	switch primary(lang) {
	case "ja":
		return ja.Key(word)
	case "en":
		return en.Stem(strings.ToLower(word))
	}
	return plainKey(word)
}

// Normal returns the one normal form of a name printed alone, in Japanese or
// Latin letters. Inside an article Name.Normal is better: it also knows which
// last name belongs to which full name.
func Normal(name string) string {
	if hasJapanese(name) {
		return ja.Normal(name)
	}
	return en.Normal(name)
}

// primary returns the first subtag of a language tag in lower case.
func primary(lang string) string {
	lang = strings.ToLower(lang)
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		return lang[:i]
	}
	return lang
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func tokens(words []text.Word) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w.Class != text.Mark && !w.Stop && w.Base != "" {
			out = append(out, w.Base)
		}
	}
	return out
}
