package claim

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Passage is one sentence with what is read in it, ready to be set beside a
// sentence of another report.
type Passage struct {
	Ref        Ref
	Index      int // of the sentence in its text, -1 for the title
	Publisher  string
	Published  time.Time
	Sentence   text.Sentence
	Before     string // the sentence before it in its paragraphs, "" for the first
	Title      string // of the article
	Quantities []Quantity
	Statements []Statement

	words map[string]bool // content words, see contentWords
}

// Passages returns the sentences of an article, the title first, with the
// quantities and statements found in them (as Quantities and Statements return
// them). It is deterministic.
func Passages(a article.Article, t text.Text, qs []Quantity, sts []Statement) []Passage {
	out := make([]Passage, 0, len(t.Sentences)+1)
	before := ""
	for i := -1; i < len(t.Sentences); i++ {
		s := t.Title
		if i >= 0 {
			s = t.Sentences[i]
		}
		if s.Text == "" {
			continue
		}
		p := Passage{Ref: refOf(a, s), Index: i, Publisher: a.Publisher, Published: a.Published, Sentence: s, Before: before, Title: a.Title}
		for _, q := range qs {
			if q.Index == i {
				p.Quantities = append(p.Quantities, q)
			}
		}
		for _, st := range sts {
			if st.Index == i {
				p.Statements = append(p.Statements, st)
			}
		}
		if i >= 0 {
			before = s.Text
		}
		out = append(out, p)
	}
	return out
}

// content returns the content words of a passage: English stems without
// function words, acts of one kind as one word (see actOf), names by what they
// stand for (Kremlin: Russia); in Japanese nouns of two letters and more.
func (p *Passage) content() map[string]bool {
	if p.words == nil {
		p.words = contentWords(p.Sentence)
	}
	return p.words
}

func contentWords(s text.Sentence) map[string]bool {
	m := map[string]bool{}
	if japanese(s.Text) {
		for _, w := range s.Words {
			if (w.Class == text.Noun || w.Class == text.ProperNoun) && !w.Stop && utf8.RuneCountInString(w.Surface) > 1 {
				m[w.Surface] = true
			}
		}
		if stocksJa.MatchString(s.Text) {
			m["株"] = true
		}
		return m
	}
	for _, w := range s.Words {
		if w.Stop || w.Class == text.Mark || w.Class == text.Number || len(w.Base) < 3 || speechWords[w.Base] || timeWords[strings.ToLower(w.Surface)] {
			continue
		}
		m[wordKey(w)] = true
	}
	for _, n := range s.Names {
		if e := standsFor(n.Normal); e != "" {
			m[e] = true
		}
	}
	return m
}

// stocksJa names the prices of the stock exchange in its usual ways.
var stocksJa = regexp.MustCompile(`株価|日経平均|東証|東京株式`)

// wordKey is what an English word is compared by.
func wordKey(w text.Word) string {
	if a := actOf(w.Base); a != "" {
		return a
	}
	if e := standsFor(w.Base); e != "" {
		return e
	}
	return strings.TrimSuffix(w.Base, "'s")
}

// speechWords say that somebody speaks, which all reports do.
var speechWords = set("said say told tell accord report ad statement offici spokesman spokesperson spokeswoman minist presid news agenc also wednesday tuesday monday thursday friday saturday sunday wrote post day week year month time yesterday today")

// standIns are places and buildings that stand for a state, and what its people
// are called by; the normal forms of package language join only the country's
// own names.
var standIns = map[string]string{
	"kremlin": "RU", "moscow": "RU", "russia": "RU", "russian": "RU", "putin": "RU",
	"kyiv": "UA", "kiev": "UA", "ukraine": "UA", "ukrainian": "UA",
	"washington": "US", "white house": "US", "pentagon": "US", "american": "US", "us": "US", "u.s": "US",
	"tehran": "IR", "iran": "IR", "iranian": "IR", "beijing": "CN", "china": "CN", "chines": "CN", "brussel": "EU", "european": "EU",
	"jerusalem": "IL", "idf": "IL", "isra": "IL", "israel": "IL", "israeli": "IL", "london": "GB", "downing street": "GB", "british": "GB", "britain": "GB",
	"berlin": "DE", "german": "DE", "germani": "DE", "pari": "FR", "french": "FR", "franc": "FR", "tokyo": "JP", "japan": "JP", "japanes": "JP",
	"seoul": "KR", "pyongyang": "KP", "ankara": "TR", "turkey": "TR", "turkish": "TR", "delhi": "IN", "india": "IN", "indian": "IN",
	"islamabad": "PK", "pakistan": "PK", "pakistani": "PK", "doha": "QA", "qatar": "QA", "qatari": "QA", "riyadh": "SA", "cairo": "EG",
	"damascus": "SY", "baghdad": "IQ", "kabul": "AF", "minsk": "BY", "belgrad": "RS", "caraca": "VE", "havana": "CU", "ottawa": "CA",
	"canberra": "AU", "afrikan": "ZA", "pretoria": "ZA", "palestin": "PS", "palestinian": "PS",
}

// standsFor returns the state that a name stands for, as its two letters; "" if
// it stands for none.
func standsFor(normal string) string {
	if len(normal) == 2 && normal == strings.ToUpper(normal) {
		return normal
	}
	return standIns[strings.ToLower(normal)]
}

// common counts the content words that two passages share.
func common(a, b map[string]bool) int {
	if len(b) < len(a) {
		a, b = b, a
	}
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
