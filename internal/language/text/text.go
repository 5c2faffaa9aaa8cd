// Package text holds what a text says on its surface: sentences with their
// positions, words, names, dates, figures and quotations. It holds values only;
// package language fills them in, one folder per language.
package text

import (
	"time"
	"unicode"
)

// Span is a half-open range of runes [Start, End) in one paragraph.
type Span struct {
	Start int `json:"s"`
	End   int `json:"e"`
}

// Len returns the number of runes covered.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies inside s.
func (s Span) Contains(o Span) bool { return o.Start >= s.Start && o.End <= s.End }

// Overlaps reports whether the two share a rune.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Trim returns what is left of the runes [start, end) of r without white space at
// either end; an empty span when nothing is.
func Trim(r []rune, start, end int) Span {
	for start < end && unicode.IsSpace(r[start]) {
		start++
	}
	for end > start && unicode.IsSpace(r[end-1]) {
		end--
	}
	return Span{Start: start, End: end}
}

// InDate reports whether s shares a rune with one of the dates.
func (s Span) InDate(dates []Date) bool {
	for _, d := range dates {
		if d.Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// Text is the surface of one article: its title and its sentences in order.
type Text struct {
	Lang      string     // "ja", "en" or another BCP 47 subtag
	Outcome   Outcome    // what was odd about reading it
	Title     Sentence   // Paragraph is -1
	Sentences []Sentence // in printed order
}

// Sentence is one sentence with what was found in it. All spans inside count
// runes from the start of the sentence, so Text[span] is what they cover.
type Sentence struct {
	Index      int  // position in Text.Sentences; -1 for the title
	Paragraph  int  // position in Article.Paragraphs; -1 for the title
	Span       Span // in the paragraph
	Text       string
	Lang       string // "" where it is the language of the text; see Mixed
	Words      []Word
	Names      []Name
	Dates      []Date
	Figures    []Figure
	Quotations []Quotation
}

// Outcome names what was odd about reading a text. When several hold, the first
// in this order is named.
type Outcome string

// The outcomes of reading.
const (
	// Plain: nothing was odd.
	Plain Outcome = ""
	// Empty: neither title nor body has a letter; there are no names or figures.
	Empty Outcome = "empty"
	// Garbled: most of it makes no words (a scan badly read, a wrong encoding). It
	// has sentences and words to search by, and no names, dates or figures.
	Garbled Outcome = "garbled"
	// Foreign: it was said to be in one language and is in another, in which it
	// was read; Lang is the one found.
	Foreign Outcome = "foreign"
	// Mixed: some paragraphs are in another language. Their sentences name it in
	// Lang and have words, and no names, dates or figures.
	Mixed Outcome = "mixed"
	// Cut: it is longer than is read; the rest is left out.
	Cut Outcome = "cut"
	// TitleOnly: there is no body.
	TitleOnly Outcome = "title only"
)

// Class is a coarse word class, the same for all languages.
type Class uint8

// The word classes.
const (
	Other Class = iota
	Noun
	ProperNoun
	Verb
	Adjective
	Adverb
	Number
	Pronoun
	Particle // Japanese particles and auxiliaries; English function words
	Conjunction
	Mark // punctuation and symbols
)

// Word is one word: as printed, and in the form used to compare (stem or
// dictionary form, lower case, NFKC).
type Word struct {
	Surface string
	Base    string
	Class   Class
	Stop    bool // carries no topic (function words, very common verbs)
	Span    Span
	// Detail is the language's own tag (IPA part of speech joined by "," in
	// Japanese); "" where there is none.
	Detail string
}

// NameType says what a name names.
type NameType uint8

// The types of names.
const (
	UnknownName NameType = iota
	Person
	Place
	Organization
	Thing // laws, works, products, happenings
)

// Name is a proper name with the one normal form it is compared by.
type Name struct {
	Surface string // as printed, without title or honorific
	Normal  string // the form compared: "トランプ", "putin", "米国" -> "US"; see package language
	Type    NameType
	Title   string // role printed with it: "米大統領", "President"; "" if none
	Span    Span   // covers title and honorific too
}

// Precision says how exact a resolved date is.
type Precision uint8

// The precisions of dates.
const (
	Day Precision = iota
	Month
	Year
	Approximate // "recently", "先ごろ"; never printed as a date
)

// Date is a date mentioned in a sentence, resolved against the article's own
// time and zone.
type Date struct {
	Surface   string
	Time      time.Time // midnight in the article's zone; of a stretch of time its first day
	Precision Precision
	// ISO is the whole meaning in ISO 8601 or its extension EDTF: "2026-08-05",
	// "2026-08", "2026", "198X", "2026-08-11/2026-08-20", "2026-08-05/..", "2026-W33",
	// "2026-21" (spring; -22, -23, -24 the other seasons), "2026-08-05T15:00" in the
	// article's zone, with "~" before it for about. "FY2026" is a fiscal year (in
	// Japan from April), "FYE2027-03" one by its last month. "" for "recently".
	ISO  string
	Span Span
}

// Figure is a number with its unit.
type Figure struct {
	Surface string  // "約1万2千人", "at least 13 people"
	Value   float64 // 12000; of a range its lower end
	High    float64 // the upper end of a range (1〜5万, 75ドル台, 20 to 30), 0 where there is none
	Unit    string  // normal form: "人", "円", "%", "USD"; "" when a bare number
	Counts  string  // what is counted, normal form of the nearest noun: "死者", "dead", "soldier"; "" if unknown
	Bound   string  // "", "min" (at least, 以上), "max" (up to, 以下), "about" (約, some)
	Ordinal bool    // 12th, 第12弾: never a quantity
	Span    Span
}

// Quotation is a stretch of direct speech.
type Quotation struct {
	Text  string // without the marks
	Span  Span   // with the marks
	Outer bool   // not inside another quotation
}
