package en

import (
	"sync"

	"kiku/internal/language/text"
)

// lex is what the lists say of a word, looked up once a token.
type lex struct {
	word    string
	stem    string
	lists   lists
	class   text.Class
	stop    bool
	listed  bool // class and stop hold
	dates   bool // a date may start here
	figures bool // a figure may start here
}

// unlisted is what the lists say of a word that they do not have.
var unlisted = new(lex)

// lists says in which of the lists of words a word is.
type lists uint16

const (
	functionWord lists = 1 << iota
	pronoun
	conjunction
	auxiliary
	reportingWord
	stopVerb
	role
	roleWord
	orgWord
	orgHead
	particle
	month
	weekday
)

// small are words that carry no topic.
const small = functionWord | pronoun | conjunction | auxiliary

var lexicon = sync.OnceValue(func() map[string]*lex {
	out := map[string]*lex{}
	at := func(w string) *lex {
		if out[w] == nil {
			out[w] = &lex{word: w, stem: stem(w)}
		}
		return out[w]
	}
	for _, l := range []struct {
		words map[string]bool
		list  lists
		class text.Class // Other: the list says nothing of the class
		stop  bool
	}{
		{auxiliaries, auxiliary, text.Verb, true},
		{pronouns, pronoun, text.Pronoun, true},
		{conjunctions, conjunction, text.Conjunction, true},
		{function, functionWord, text.Particle, true},
		{ordinalWords, 0, text.Number, false},
		{lyNouns, 0, text.Noun, false},
		{lyAdjectives, 0, text.Adjective, false},
		{lyVerbs, 0, text.Verb, false},
		{keys(numberWords), 0, text.Number, false},
		{reporting, reportingWord, text.Other, false},
		{stopVerbs, stopVerb, text.Other, false},
		{roles, role, text.Other, false},
		{roleWords, roleWord, text.Other, false},
		{orgWords, orgWord, text.Other, false},
		{orgHeads, orgHead, text.Other, false},
		{particles, particle, text.Other, false},
		{keys(months), month, text.Other, false},
		{keys(weekdays), weekday, text.Other, false},
	} {
		for w := range l.words {
			e := at(w)
			e.lists |= l.list
			if l.class != text.Other && !e.listed {
				e.class, e.stop, e.listed = l.class, l.stop, true
			}
		}
	}
	for _, m := range []struct {
		words          map[string]bool
		dates, figures bool
	}{
		{keys(numberWords), true, true}, {keys(months), true, false}, {keys(weekdays), true, false}, {keys(relativeDays), true, false},
		{set("recently lately last this next a an"), true, false}, {keys(ordinalValue), false, true}, {set("half a"), false, true},
	} {
		for w := range m.words {
			e := at(w)
			e.dates, e.figures = e.dates || m.dates, e.figures || m.figures
		}
	}
	return out
})

// What ends in -ly and is no adverb.
var (
	lyNouns = set("ally anomaly assembly belly bully butterfly disassembly doily dragonfly family filly fly folly gully " +
		"homily jelly july lily melancholy monopoly oligopoly panoply rally reassembly resupply supply tally underbelly")
	lyAdjectives = set("beastly bodily brotherly burly comely costly courtly cowardly cuddly curly daily deadly disorderly " +
		"early earthly elderly fatherly fortnightly friendly frilly ghastly ghostly gnarly grisly heavenly hilly holy homely hourly " +
		"kindly leisurely likely lively lonely lovely lowly manly masterly measly miserly monthly motherly nightly oily " +
		"orderly princely quarterly saintly scholarly shapely sickly silly sisterly slovenly smelly sprightly stately steely surly " +
		"timely treacly ugly ungainly unfriendly unholy unlikely unruly unsightly untimely weekly wily wobbly womanly woolly worldly yearly")
	lyVerbs = set("apply comply imply misapply multiply rely reply sully")
)

func keys[V any](m map[string]V) map[string]bool {
	out := make(map[string]bool, len(m))
	for w := range m {
		out[w] = true
	}
	return out
}

// lookUp returns a word in small letters and what the lists say of it. Only
// words with capitals that no list has take memory.
func lookUp(words map[string]*lex, s string) (string, *lex) {
	var buf [32]byte
	if len(s) > len(buf) {
		return asked(words, lower(s))
	}
	capitals := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return asked(words, lower(s))
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
			capitals = true
		}
		buf[i] = c
	}
	if !capitals {
		return asked(words, s)
	}
	if e := words[string(buf[:len(s)])]; e != nil {
		return e.word, e
	}
	return string(buf[:len(s)]), unlisted
}

func asked(words map[string]*lex, low string) (string, *lex) {
	if e := words[low]; e != nil {
		return low, e
	}
	return low, unlisted
}
