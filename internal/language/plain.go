package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/language/text"
)

// plainRead reads a language without rules of its own: sentences by their end
// marks, words by letters; no names, dates or figures.
func plainRead(lang, title string, paragraphs []string) text.Text {
	out := text.Text{Lang: lang}
	r := []rune(title)
	out.Title = text.Sentence{Index: -1, Paragraph: -1, Span: text.Span{Start: 0, End: len(r)}, Text: title, Words: plainWords(title)}
	for p, para := range paragraphs {
		r := []rune(para)
		for _, span := range plainSentences(r) {
			s := string(r[span.Start:span.End])
			out.Sentences = append(out.Sentences, text.Sentence{
				Index: len(out.Sentences), Paragraph: p, Span: span, Text: s, Words: plainWords(s),
			})
		}
	}
	return out
}

// plainSentences ends a sentence at . ! ? 。 and their kind when white space or
// a closing mark follows; the wide marks need no space.
func plainSentences(r []rune) []text.Span {
	var out []text.Span
	start := 0
	flush := func(end int) {
		if s := text.Trim(r, start, end); s.Len() > 0 {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(r); i++ {
		wide := strings.ContainsRune("。！？", r[i])
		if !wide && !strings.ContainsRune(".!?…", r[i]) {
			continue
		}
		end := i + 1
		for end < len(r) && strings.ContainsRune(".!?…。！？”’\"')]»“」』）", r[end]) {
			end++
		}
		if wide || end == len(r) || unicode.IsSpace(r[end]) && opensSentence(r, i, end) {
			flush(end)
		}
		i = end - 1
	}
	flush(len(r))
	return out
}

// opensSentence reports that what follows end can begin a sentence: no small
// letter, and no digit or single letter before a full stop.
func opensSentence(r []rune, mark, end int) bool {
	k := end
	for k < len(r) && unicode.IsSpace(r[k]) {
		k++
	}
	if k == len(r) {
		return true
	}
	if unicode.IsLower(r[k]) {
		return false
	}
	if r[mark] != '.' {
		return true
	}
	j := mark
	for j > 0 && (unicode.IsLetter(r[j-1]) || unicode.IsDigit(r[j-1])) {
		j--
	}
	word := string(r[j:mark])
	return mark-j > 2 && !plainShort[strings.ToLower(word)] || mark-j == 2 && unicode.IsLower(r[j]) && !plainShort[word]
}

// plainShort are short forms of the larger European languages.
var plainShort = map[string]bool{
	"dr": true, "prof": true, "nr": true, "st": true, "bzw": true, "usw": true, "ca": true, "sr": true, "sra": true, "ud": true,
	"mme": true, "mlle": true, "etc": true, "art": true, "abs": true, "sig": true, "dott": true, "núm": true, "pág": true, "exmo": true,
	"jan": true, "feb": true, "okt": true, "dez": true, "nov": true, "sept": true, "mio": true, "mrd": true, "evtl": true, "vgl": true, "bv": true, "dhr": true, "mevr": true, "kl": true, "mr": true,
}

// plainWords cuts at everything that is no letter, digit or inner apostrophe;
// scripts without spaces are cut into single characters.
func plainWords(s string) []text.Word {
	var out []text.Word
	r := []rune(s)
	for i := 0; i < len(r); {
		c := r[i]
		switch {
		case unicode.IsSpace(c):
			i++
		case unicode.In(c, unicode.Han, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			out = append(out, plainWord(r, i, i+1, text.Other))
			i++
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			j := i + 1
			for j < len(r) && (unicode.IsLetter(r[j]) || unicode.IsDigit(r[j]) || unicode.Is(unicode.M, r[j]) ||
				(r[j] == '-' || r[j] == '\'' || r[j] == '’') && j+1 < len(r) && unicode.IsLetter(r[j+1])) && !unicode.Is(unicode.Han, r[j]) {
				j++
			}
			class := text.Other
			if unicode.IsDigit(c) {
				class = text.Number
			}
			out = append(out, plainWord(r, i, j, class))
			i = j
		default:
			w := plainWord(r, i, i+1, text.Mark)
			w.Stop = true
			out = append(out, w)
			i++
		}
	}
	return out
}

func plainWord(r []rune, i, j int, class text.Class) text.Word {
	s := string(r[i:j])
	return text.Word{Surface: s, Base: plainKey(s), Class: class, Span: text.Span{Start: i, End: j}}
}

func plainKey(s string) string { return strings.ToLower(norm.NFKC.String(s)) }
