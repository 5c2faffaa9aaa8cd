package digest

import (
	"strings"

	"kiku/internal/language/text"
)

// phrase is a Japanese bunsetsu: words with a topic and the small words that
// follow them, such as 契約を or 結んだ. A sentence is a row of them.
type phrase struct {
	words []text.Word // without brackets and marks
	text  string      // as printed, without brackets, commas and full stops
	tail  string      // the particles at its end, は of 市長は
	verb  int         // index in words where its predicate begins, -1 for none
	comma bool        // a comma follows
	said  bool        // holds words in quotation marks
	span  text.Span   // in the sentence
}

// body is the phrase without its particles.
func (p phrase) body() string { return strings.TrimSuffix(p.text, p.tail) }

// predicate reports whether the phrase says that something is done or is so.
func (p phrase) predicate() bool { return p.verb >= 0 }

// last is the last word before the phrase's particles.
func (p phrase) last() text.Word {
	end := len(p.words)
	for n := len(p.tail); n > 0 && end > 0; end-- {
		n -= len(p.words[end-1].Surface)
	}
	if end == 0 {
		return text.Word{}
	}
	return p.words[end-1]
}

// phrasesJa cuts a sentence into phrases. What stands in round brackets is left
// out; words in quotation marks are never cut.
func phrasesJa(s text.Sentence) []phrase {
	var out []phrase
	aside, quoted := asides(s.Text), 0
	var open *phrase
	flush := func() {
		if open != nil && len(open.words) > 0 {
			finishPhrase(open)
			out = append(out, *open)
		}
		open = nil
	}
	for i, w := range s.Words {
		if aside[w.Span.Start] && aside[w.Span.End-1] {
			continue
		}
		if quoted == 0 && (w.Surface == "、" || w.Surface == "，" || w.Surface == "。" || w.Surface == "．") {
			if open != nil {
				open.comma = w.Surface == "、" || w.Surface == "，"
			}
			flush()
			continue
		}
		if quoted == 0 && opensPhrase(s.Words, i, open) {
			flush()
		}
		if open == nil {
			open = &phrase{verb: -1, span: text.Span{Start: w.Span.Start}}
		}
		switch w.Surface {
		case "「", "『", "“", "〈", "《":
			quoted++
			open.said = true
		case "」", "』", "”", "〉", "》":
			quoted = max(0, quoted-1)
		}
		open.words = append(open.words, w)
		open.span.End = w.Span.End
	}
	flush()
	return sourced(out)
}

// sourced joins 新聞に and よると to one phrase, which is no predicate.
func sourced(ps []phrase) []phrase {
	out := ps[:0]
	for _, p := range ps {
		if n := len(out); n > 0 && (p.text == "よると" || p.text == "よれば") && out[n-1].tail == "に" && !out[n-1].predicate() {
			b := &out[n-1]
			b.text, b.tail, b.comma = b.text+p.text, "に"+p.text, p.comma
			b.words = append(append([]text.Word(nil), b.words...), p.words...)
			b.span.End = p.span.End
			out = joinSources(out)
			continue
		}
		out = append(out, p)
	}
	return out
}

// joinSources takes the papers before the last one of whom a sentence is heard to
// that: 朝日新聞、毎日新聞によると is one phrase.
func joinSources(ps []phrase) []phrase {
	last := ps[len(ps)-1]
	n := len(ps) - 1
	for n > 0 && !ps[n-1].predicate() && (ps[n-1].tail == "" || ps[n-1].tail == "と" || ps[n-1].tail == "や") && outletJa.MatchString(ps[n-1].body()) {
		n--
	}
	if n == len(ps)-1 {
		return ps
	}
	var words []text.Word
	printed := ""
	for _, p := range ps[n:] {
		words = append(words, p.words...)
		printed += p.text
	}
	last.words, last.text, last.span.Start = words, printed, ps[n].span.Start
	return append(ps[:n], last)
}

// source reports whether a phrase names whom the sentence is heard from.
func (p phrase) source() bool { return p.tail == "によると" || p.tail == "によれば" }

// asides marks the runes of a text that stand in round or black brackets, with
// the brackets.
func asides(s string) []bool {
	rs := []rune(s)
	out := make([]bool, len(rs)+1)
	depth := 0
	for i, r := range rs {
		switch r {
		case '（', '(', '【':
			depth++
		}
		out[i] = depth > 0
		switch r {
		case '）', ')', '】':
			depth = max(0, depth-1)
		}
	}
	return out
}

// opensPhrase reports whether a word begins a phrase of its own.
func opensPhrase(ws []text.Word, i int, open *phrase) bool {
	if open == nil || len(open.words) == 0 {
		return true
	}
	w, prev := ws[i], open.words[len(open.words)-1]
	d := w.Detail
	switch {
	case strings.HasPrefix(d, "助詞"), strings.HasPrefix(d, "助動詞"), strings.HasPrefix(d, "動詞,接尾"), strings.HasPrefix(d, "動詞,非自立"),
		strings.HasPrefix(d, "形容詞,非自立"), strings.HasPrefix(d, "形容詞,接尾"), strings.HasPrefix(d, "名詞,接尾"), strings.HasPrefix(d, "名詞,非自立"):
		return false
	case w.Surface == "「" || w.Surface == "『" || w.Surface == "“":
		return strings.HasPrefix(prev.Detail, "助") || prev.Class == text.Verb
	case w.Class == text.Mark || prev.Class == text.Mark:
		return false
	case w.Base == "する" && (prev.Class == text.Noun || prev.Class == text.ProperNoun):
		return false
	case nounLike(w):
		return prev.Surface == "ため" || !nounLike(prev) && !strings.HasPrefix(prev.Detail, "接頭詞")
	}
	return true
}

func nounLike(w text.Word) bool {
	return w.Class == text.Noun || w.Class == text.ProperNoun || w.Class == text.Number || w.Class == text.Pronoun
}

func finishPhrase(p *phrase) {
	var b strings.Builder
	quoted := 0
	for i, w := range p.words {
		b.WriteString(w.Surface)
		switch w.Surface {
		case "「", "『", "“":
			quoted++
		case "」", "』", "”":
			quoted--
		}
		if quoted > 0 || p.verb >= 0 {
			continue
		}
		switch {
		case strings.HasPrefix(w.Detail, "動詞,自立"), strings.HasPrefix(w.Detail, "形容詞,自立"):
			p.verb = i
			if w.Base == "する" && i > 0 && nounLike(p.words[i-1]) {
				p.verb = 0
			}
		case (w.Base == "だ" || w.Base == "です" || w.Base == "である") && i > 0 && strings.HasPrefix(w.Detail, "助動詞"):
			if w.Surface != "な" && w.Surface != "に" {
				p.verb = 0
			}
		}
	}
	p.text = b.String()
	if w := p.words[len(p.words)-1]; w.Surface == "で" && p.comma && len(p.words) > 1 && p.verb < 0 && p.words[len(p.words)-2].Class == text.Number {
		p.verb = 0
	}
	at := len(p.words)
	for at > 0 && strings.HasPrefix(p.words[at-1].Detail, "助詞") && !strings.HasPrefix(p.words[at-1].Detail, "助詞,接続助詞") {
		at--
	}
	for _, w := range p.words[at:] {
		p.tail += w.Surface
	}
}
