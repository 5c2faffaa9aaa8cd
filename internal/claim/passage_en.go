package claim

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// passage is one English paragraph cut for the reader of attributions: its
// tokens in runes of the paragraph, with what each looks like.
type passage struct {
	paragraph int
	toks      []token
	seen      []look
}

// look is what features are made of: numbers that stand for words and classes.
type look struct {
	word     uint32 // the lower-case word; digits made alike
	tail     uint32 // its last three letters
	class    uint32 // its word class, or its ending and shape where that is unknown
	shape    uint32
	sentence int
	opens    bool // first of its sentence
	name     bool // inside a name
	cue      uint32
	sense    sense
}

// shapes of tokens.
const (
	shapeLower = iota + 1
	shapeCapital
	shapeCapitals
	shapeDigits
	shapeMark
)

// passages cuts an English text into paragraphs of tokens, the title left out.
func passages(t text.Text) []passage {
	var out []passage
	open := false
	for _, s := range t.Sentences {
		if n := len(out); n == 0 || out[n-1].paragraph != s.Paragraph {
			out = append(out, passage{paragraph: s.Paragraph})
			open = false
		}
		p := &out[len(out)-1]
		toks := apart(tokens(s.Text))
		said := s.Text
		if strings.Contains(said, "''") {
			said, toks = oneMark(said, toks)
		}
		_, open = markQuotes(said, toks, open)
		p.add(s, toks)
	}
	return out
}

// oneMark makes two apostrophes, which some papers print for a quotation mark,
// one mark: a token of two runes.
func oneMark(s string, toks []token) (string, []token) {
	rs := []rune(s)
	var out []token
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		if t.word || t.low != "'" || i+1 == len(toks) || toks[i+1].low != "'" || toks[i+1].start != t.end {
			out = append(out, t)
			continue
		}
		rs[t.start], rs[t.start+1] = '“', ' '
		if t.start > 0 && !unicode.IsSpace(rs[t.start-1]) && !strings.ContainsRune("([—–-", rs[t.start-1]) {
			rs[t.start] = '”'
		}
		out = append(out, token{low: `"`, start: t.start, end: t.end + 1})
		i++
	}
	return string(rs), out
}

func (p *passage) add(s text.Sentence, toks []token) {
	name := 0
	for i, t := range toks {
		for name < len(s.Names) && s.Names[name].Span.End <= t.start {
			name++
		}
		l := lookOf(t)
		l.sentence, l.opens = s.Index, i == 0
		l.name = name < len(s.Names) && s.Names[name].Span.Start < t.end
		t.start += s.Span.Start
		t.end += s.Span.Start
		p.toks = append(p.toks, t)
		p.seen = append(p.seen, l)
	}
}

// apart cuts the possessive ending off words, so that "Berg's" can have Berg
// inside a span and the ending outside.
func apart(toks []token) []token {
	var out []token
	for i, t := range toks {
		if t.word && strings.HasSuffix(t.low, "'s") && t.end-t.start > 2 {
			if out == nil {
				out = append(make([]token, 0, len(toks)+4), toks[:i]...)
			}
			head, tail := t, t
			head.low, head.end = strings.TrimSuffix(t.low, "'s"), t.end-2
			tail.low, tail.start, tail.upper = "'s", t.end-2, false
			out = append(out, head, tail)
			continue
		}
		if out != nil {
			out = append(out, t)
		}
	}
	if out == nil {
		return toks
	}
	return out
}

func lookOf(t token) look {
	l := look{shape: shapeOf(t), sense: senseOf(t)}
	low := classWord(t)
	l.word = wordHash(low)
	tail := low
	if len(tail) > 3 {
		tail = tail[len(tail)-3:]
	}
	l.tail = wordHash(tail)
	if k, ok := wordClasses()[low]; ok {
		l.class = uint32(k)*2 + bit(t.upper)
	} else {
		l.class = 1000 + l.tail%977*8 + l.shape
	}
	if c, ok := cues[low]; ok {
		l.cue = 1 + uint32(c.frame)
	}
	return l
}

// classWord is a token in lower case with all digits alike.
func classWord(t token) string {
	if shapeOf(t) != shapeDigits {
		return t.low
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, t.low)
}

func shapeOf(t token) uint32 {
	switch {
	case !t.word:
		return shapeMark
	case digits(t.low) || t.low[0] == '$':
		return shapeDigits
	case !t.upper:
		return shapeLower
	}
	return shapeCapital
}

// wordHash is FNV-1a.
func wordHash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
