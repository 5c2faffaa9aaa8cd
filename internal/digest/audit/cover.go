package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// item is one thing that a sentence says: a name or a content word.
type item struct {
	key     string
	surface string
	name    *text.Name
	weight  float64
	plain   string // surface, folded
	credit  bool   // it is the name of a card's publisher
	span    text.Span
}

// folded is the form in which characters are compared: NFKC, one kind of quotation
// mark, no white space between Japanese characters.
func folded(s string) string {
	return strings.NewReplacer("“", "\"", "”", "\"", "‘", "'", "’", "'", "『", "「", "』", "」", "　", " ").Replace(norm.NFKC.String(s))
}

// items are what a sentence says that a source must say too; read once.
func (r *reading) items(s *sentence) []item {
	if s.items == nil {
		s.items = append([]item{}, r.readItems(s)...)
		for i := range s.items {
			it := &s.items[i]
			it.plain = folded(it.surface)
			it.credit = it.name != nil && r.publisher(it.surface)
		}
	}
	return s.items
}

func (r *reading) readItems(s *sentence) []item {
	var out []item
	var names []text.Span
	for i, n := range s.Names {
		names = append(names, n.Span)
		w := 1.0
		if n.Type == text.Place && language.Country(n.Surface) != "" {
			w = 0.5 // every sentence of such a page has its countries
		}
		out = append(out, item{key: "n " + nameKey(n), surface: n.Surface, name: &s.Names[i], weight: w, span: n.Span})
	}
words:
	for _, w := range s.Words {
		if w.Stop || w.Class == text.Mark || w.Class == text.Particle || w.Class == text.Conjunction || w.Class == text.Number ||
			w.Class == text.Pronoun || r.tongue.soft[w.Base] || w.Span.InDate(s.Dates) || !meant(w) {
			continue
		}
		for _, n := range names {
			if n.Overlaps(w.Span) {
				continue words
			}
		}
		weight := 1.0
		switch w.Class {
		case text.Verb:
			weight = 0.8
		case text.Adjective:
			weight = 0.5
		case text.Adverb, text.Other:
			weight = 0.3
		}
		out = append(out, item{key: r.canonical(w.Base), surface: w.Surface, weight: weight, span: w.Span})
	}
	return out
}

// meant reports whether a word is long enough to mean something by itself: one
// kana or Latin letter does not.
func meant(w text.Word) bool {
	n := utf8.RuneCountInString(w.Base)
	return n > 1 || n == 1 && w.Base[0] > 0xE3
}

// holds reports whether the stock has an item.
func (k *stock) holds(it item) bool {
	if k == nil {
		return false
	}
	if k.keys[it.key] {
		return true
	}
	if it.name == nil {
		return isJapanese(it.surface) && utf8.RuneCountInString(it.surface) > 1 && strings.Contains(k.text, it.plain)
	}
	if strings.Contains(k.text, it.plain) && utf8.RuneCountInString(it.surface) > 1 {
		return true
	}
	return k.holdsName(*it.name)
}

// holdsName looks for a name in its parts: the party of "X government", the last
// name of a full one.
func (k *stock) holdsName(n text.Name) bool {
	if n.Type == text.Organization || n.Type == text.Place {
		for _, end := range []string{"政府", "政権", "側", "当局", "大統領府", " government", " administration", "'s government"} {
			if whole, ok := strings.CutSuffix(n.Surface, end); ok && whole != "" {
				if k.keys["n "+language.Normal(whole)] || strings.Contains(k.text, folded(whole)) {
					return true
				}
			}
		}
	}
	if n.Type == text.Person {
		for _, p := range strings.FieldsFunc(n.Surface, func(r rune) bool { return r == ' ' || r == '・' || r == '=' }) {
			if utf8.RuneCountInString(p) > 2 && strings.Contains(k.text, folded(p)) {
				return true
			}
		}
		return strings.Contains(k.text, folded(variant(n.Surface)))
	}
	return false
}

// written reports whether every Chinese character of a compound stands in a text:
// "速攻" in "速い攻撃". One character alone says too little.
func written(compound, in string) bool {
	n := 0
	for _, c := range compound {
		if !unicode.Is(unicode.Han, c) || !strings.ContainsRune(in, c) {
			return false
		}
		n++
	}
	return n == 2
}

// variant writes a katakana name in its plainest spelling: ヴァ as バ.
func variant(s string) string {
	return strings.NewReplacer("ヴァ", "バ", "ヴィ", "ビ", "ヴェ", "ベ", "ヴォ", "ボ", "ヴ", "ブ").Replace(s)
}

// support is how much of a sentence a stock holds, 0 to 1, and what it does not.
func (r *reading) support(s *sentence, k *stock) (share float64, missing []item) {
	var all, have float64
	for _, it := range r.items(s) {
		if it.credit {
			continue // who printed it is no part of what is told
		}
		all += it.weight
		if k.holds(it) {
			have += it.weight
		} else {
			missing = append(missing, it)
		}
	}
	if all == 0 {
		return 1, nil
	}
	return have / all, missing
}
