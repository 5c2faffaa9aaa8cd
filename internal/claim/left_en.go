package claim

import (
	"strings"

	"kiku/internal/language/text"
)

// leastSure is the confidence from which a statement that the rules have not
// seen is taken from the reader of attributions.
const leastSure = 0.45

// leftOver returns what the reader of attributions finds in a sentence where
// the rules have left a verb of saying or a quotation without a speaker. It
// takes verbs of saying only: what people hope, fear or support unsaid is an
// attribution and no statement.
func (e *english) leftOver(sc scene, fs []found) []found {
	if !sc.left(fs) {
		return nil
	}
	x := e.lookedAt(sc.s.Paragraph)
	var out []found
	for k, c := range x.cues {
		if at := x.runes(c); x.odds[k] < leastSure || at.Start < sc.s.Span.Start || at.End > sc.s.Span.End || !sc.asks(fs, at) {
			continue
		}
		a, ok := attributor().belonging(x, k, sentenceReach)
		if !ok || a.Confidence < leastSure || a.Source.Len() == 0 {
			continue
		}
		if f, ok := sc.asFound(a); ok && !sc.taken(fs, f) {
			out = append(out, f)
		}
	}
	return out
}

// asks reports that a cue has a verb of saying and belongs to no find: what
// belongs to another one is not worth the long look.
func (sc scene) asks(fs []found, cue text.Span) bool {
	said := false
	for i, t := range sc.toks {
		if t.start+sc.s.Span.Start >= cue.End || t.end+sc.s.Span.Start <= cue.Start {
			continue
		}
		if c, ok := cues[t.low]; ok && c.frame != actFrame {
			said = true
		}
		for _, f := range fs {
			if i >= f.cueAt && i < f.cueEnd {
				return false
			}
		}
	}
	return said
}

// lookedAt looks for the cues of a paragraph once.
func (e *english) lookedAt(paragraph int) *looked {
	if e.read == nil || e.read.paragraph != paragraph {
		part := text.Text{Lang: e.t.Lang}
		for _, s := range e.t.Sentences {
			if s.Paragraph == paragraph {
				part.Sentences = append(part.Sentences, s)
			}
		}
		e.read = attributor().look(&passages(part)[0])
	}
	return e.read
}

// left reports whether a verb of saying or a long quotation belongs to no find.
func (sc scene) left(fs []found) bool {
	for i, t := range sc.toks {
		if c, ok := cues[t.low]; ok && !t.quoted && c.frame != actFrame && !c.base && !sc.inFind(fs, i) {
			return true
		}
	}
	for _, r := range sc.runs {
		if countWords(sc.toks, r.span) < 5 {
			continue
		}
		covered := false
		for _, f := range fs {
			for _, sp := range f.spans {
				covered = covered || sp.Overlaps(r.span)
			}
		}
		if !covered {
			return true
		}
	}
	return false
}

// inFind reports whether token i is part of a find's cue or of what it says.
func (sc scene) inFind(fs []found, i int) bool {
	t := sc.toks[i]
	for _, f := range fs {
		if i >= f.cueAt && i < f.cueEnd {
			return true
		}
		for _, sp := range f.spans {
			if t.start >= sp.Start && t.end <= sp.End {
				return true
			}
		}
	}
	return false
}

// taken reports whether a find has the cue of another, or shares its content.
func (sc scene) taken(fs []found, f found) bool {
	for _, g := range fs {
		if f.cueAt < g.cueEnd && g.cueAt < f.cueEnd {
			return true
		}
		for _, a := range f.spans {
			for _, b := range g.spans {
				if a.Overlaps(b) {
					return true
				}
			}
		}
	}
	return false
}

// asFound turns an attribution into a find of a sentence. Content outside the
// sentence is left out.
func (sc scene) asFound(a Attribution) (found, bool) {
	at := func(sp text.Span) (lo, hi int) {
		sp.Start -= sc.s.Span.Start
		sp.End -= sc.s.Span.Start
		for i, t := range sc.toks {
			if t.start < sp.End && t.end > sp.Start {
				if hi == 0 {
					lo = i
				}
				hi = i + 1
			}
		}
		return lo, hi
	}
	f := found{}
	f.cueAt, f.cueEnd = at(a.Cue)
	f.subLo, f.subHi = at(a.Source)
	if f.cueEnd == 0 || f.subHi == 0 {
		return f, false
	}
	said := false
	for i := f.cueAt; i < f.cueEnd; i++ {
		if c, ok := cues[sc.toks[i].low]; ok && c.frame != actFrame {
			f.cue, said = c, true
		}
	}
	for _, sp := range a.Content {
		sp.Start, sp.End = max(sp.Start-sc.s.Span.Start, 0), min(sp.End-sc.s.Span.Start, len(sc.rs))
		if sp.Len() > 0 {
			f.spans = append(f.spans, sp)
		}
	}
	if !said || len(f.spans) == 0 || countWords(sc.toks, f.spans[0]) < 4 {
		return f, false
	}
	f.inverted = f.spans[0].Start < sc.toks[f.cueAt].start
	f.tidy(sc)
	return f, true
}

// tidy makes spans of attributions those of statements: without "that" and,
// where all is direct speech, without the quotation marks.
func (f *found) tidy(sc scene) {
	f.direct = true
	for _, sp := range f.spans {
		_, inside := sc.insideRun(trimSpan(sc.rs, sp, ` "“”,.`))
		f.direct = f.direct && inside
	}
	for i, sp := range f.spans {
		if f.direct {
			f.spans[i] = trimSpan(sc.rs, sp, ` "“”,.`)
			continue
		}
		if strings.HasPrefix(strings.ToLower(cutRunes(sc.rs, sp)), "that ") {
			sp.Start += len("that ")
		}
		f.spans[i] = balance(sc.rs, trimSpan(sc.rs, sp, " ,"), sp)
	}
}
