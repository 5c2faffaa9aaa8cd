package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Thresholds of looking at an article before it is read. The margins are nats
// between the first and the second language; at these no text of ten words of
// the given half of text/langid, and no article of the given sets, is taken for
// another language than its own.
const (
	LongestText   = 300_000 // runes of body that are read; no report has a tenth of it
	sampleBytes   = 1600    // of an article, to find its language
	sureWords     = 6       // fewer words never overrule what a publisher says
	sureMargin    = 12.0
	sureHan       = 12 // Chinese characters, likewise
	sureHanMargin = 10.0
	foreignRunes  = 40 // a shorter paragraph is never foreign for its words, only for its script
	foreignScript = 12
)

// plan is how an article is going to be read.
type plan struct {
	lang       string
	outcome    text.Outcome
	paragraphs []string
	foreign    map[int]string // paragraph, -1 for the title -> its language
}

// look decides in which language an article is read, and names what is odd.
func look(said, title string, paragraphs []string) plan {
	p := plan{lang: said, paragraphs: paragraphs}
	cut := p.shorten()
	sample := sampleOf(title, p.paragraphs)
	v, letters := verdict{}, false
	if said == "en" && plainlyEnglish(sample) {
		letters = true
	} else {
		v = guess(sample)
		letters = v.c.letters > 0
		p.lang = settle(said, v)
	}
	switch {
	case !letters:
		p.outcome = text.Empty
		return p
	case garbled(sample):
		p.outcome = text.Garbled
		return p
	}
	p.findForeign(title)
	switch {
	case said != "" && p.lang != said:
		p.outcome = text.Foreign
	case len(p.foreign) > 0:
		p.outcome = text.Mixed
	case cut:
		p.outcome = text.Cut
	case !hasBody(p.paragraphs):
		p.outcome = text.TitleOnly
	}
	if len(p.foreign) > 0 && p.outcome == text.Foreign {
		p.foreign = nil // what was found differs already; its paragraphs are read alike
	}
	return p
}

// shorten leaves out what is beyond LongestText, and reports it.
func (p *plan) shorten() bool {
	bytes := 0
	for _, para := range p.paragraphs {
		bytes += len(para)
	}
	if bytes <= LongestText {
		return false
	}
	left := LongestText
	for i, para := range p.paragraphs {
		n := utf8.RuneCountInString(para)
		if n <= left {
			left -= n
			continue
		}
		kept := append([]string{}, p.paragraphs[:i]...)
		if left > 0 {
			kept = append(kept, string([]rune(para)[:left]))
		}
		p.paragraphs = kept
		return true
	}
	return false
}

// sampleOf returns the title and the beginnings of the paragraphs.
func sampleOf(title string, paragraphs []string) string {
	var b strings.Builder
	b.WriteString(title)
	for _, para := range paragraphs {
		if b.Len() >= sampleBytes {
			break
		}
		b.WriteByte('\n')
		n := min(len(para), sampleBytes-b.Len()+1)
		for n < len(para) && !utf8.RuneStart(para[n]) {
			n++
		}
		b.WriteString(para[:n])
	}
	return b.String()
}

// plainlyEnglish reports enough of the small words of English that no other
// language has: most texts need no closer look.
func plainlyEnglish(s string) bool {
	n := strings.Count(s, " the ")
	if n > 0 {
		n += strings.Count(s, " of ") + strings.Count(s, " and ") + strings.Count(s, " to ")
	}
	return n >= 2 && 150*n >= len(s)
}

// settle returns the language to read in: the one said, unless the text is
// surely in another.
func settle(said string, v verdict) string {
	if said == "" || v.lang == "" || said == v.lang {
		return orElse(v.lang, said)
	}
	if v.sure(said) {
		return v.lang
	}
	return said
}

// sure reports that a text is in v.lang and not in the language said.
func (v verdict) sure(said string) bool {
	switch {
	case v.c.kana+v.c.han+v.c.hangul+v.c.cyrillic+v.c.other >= foreignScript && !sameScript(said, v.lang):
		return true
	case v.lang == "ja" || v.lang == "zh":
		return v.c.kana >= 6 && said != "ja" || v.c.han >= sureHan && v.margin >= sureHanMargin
	case !sameScript(said, v.lang): // Latin letters where others are expected
		return v.words >= sureWords && 20*(v.c.kana+v.c.han+v.c.hangul+v.c.cyrillic+v.c.other) < v.c.letters
	}
	return v.words >= sureWords && v.margin >= sureMargin && tells(said)
}

// tells reports a language that the table can tell from others.
func tells(lang string) bool {
	for _, t := range tables() {
		for _, l := range t.Languages() {
			if l == lang {
				return true
			}
		}
	}
	return false
}

// sameScript reports two languages that print the same letters, as far as it is
// known; Japanese and Chinese share characters.
func sameScript(a, b string) bool { return scriptOf(a) == scriptOf(b) }

func scriptOf(lang string) string {
	for name, t := range tables() {
		for _, l := range t.Languages() {
			if l == lang {
				return name
			}
		}
	}
	for _, s := range ownScripts {
		if s.lang == lang {
			return lang
		}
	}
	if lang == "ko" {
		return "Hangul"
	}
	return "Latin"
}

// findForeign finds the paragraphs that are surely in another language.
func (p *plan) findForeign(title string) {
	if !hasBody(p.paragraphs) {
		return
	}
	if lang := p.foreignIn(title); lang != "" {
		p.foreign = map[int]string{-1: lang}
	}
	for i, para := range p.paragraphs {
		if lang := p.foreignIn(para); lang != "" && len(p.paragraphs) > 1 && (scriptOf(lang) != "Latin" || prose(para)) {
			if p.foreign == nil {
				p.foreign = map[int]string{}
			}
			p.foreign[i] = lang
		}
	}
}

// foreignIn returns the language of a paragraph that is surely not in the text's
// own, "" for any other.
func (p *plan) foreignIn(s string) string {
	if len(s) < foreignScript || p.lang == "en" && plainlyEnglish(s) || p.lang == "ja" && mostlyJapanese(s) {
		return ""
	}
	v := guess(s)
	if v.lang == "" || v.lang == p.lang || v.c.letters < foreignRunes && sameScript(v.lang, p.lang) || !v.sure(p.lang) {
		return ""
	}
	return v.lang
}

// prose reports that half of what stands between spaces are words in small
// letters: addresses, product names and lists of parts are in no language.
func prose(s string) bool {
	words, small := 0, 0
	for _, w := range strings.Fields(s) {
		words++
		w = strings.TrimFunc(w, unicode.IsPunct)
		if w != "" && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) && r != '\'' && r != '’' && r != '-' }) < 0 {
			small++
		}
	}
	return 2*small >= words
}

// mostlyJapanese reports kana near the beginning: no closer look is needed.
func mostlyJapanese(s string) bool {
	kana, n := 0, 0
	for _, r := range s {
		if isKana(r) {
			kana++
		}
		if n++; n >= 60 {
			break
		}
	}
	return 5*kana >= n
}

func hasBody(paragraphs []string) bool {
	for _, p := range paragraphs {
		for _, r := range p {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return true
			}
		}
	}
	return false
}

// own returns the paragraphs to read in the text's own language: foreign ones
// are empty, so that the others keep their numbers.
func (p *plan) own() []string {
	if len(p.foreign) == 0 {
		return p.paragraphs
	}
	out := append([]string{}, p.paragraphs...)
	for i := range p.foreign {
		out[i] = ""
	}
	return out
}

// ownTitle returns the title to read in the text's own language, "" for a foreign
// one.
func (p *plan) ownTitle(title string) string {
	if p.foreign[-1] != "" {
		return ""
	}
	return title
}

// together puts the sentences of foreign paragraphs, which have words and
// nothing else, among those that were read.
func (p *plan) together(own []text.Sentence) []text.Sentence {
	var out []text.Sentence
	at := 0
	for i, para := range p.paragraphs {
		if lang := p.foreign[i]; lang != "" {
			for _, s := range plainRead(lang, "", []string{para}).Sentences {
				s.Paragraph, s.Lang = i, lang
				out = append(out, s)
			}
		}
		for ; at < len(own) && own[at].Paragraph == i; at++ {
			out = append(out, own[at])
		}
	}
	for i := range out {
		out[i].Index = i
	}
	return out
}
