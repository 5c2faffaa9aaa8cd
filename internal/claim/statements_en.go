package claim

import (
	"strings"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// english reads the statements of one English article, sentence by sentence:
// quotations run over sentences and pronouns point back.
type english struct {
	a       article.Article
	t       text.Text
	out     []Statement
	people  []mention // everybody named so far, newest last
	open    bool      // a quotation runs on from the sentence before
	waiting []waiting // sentences inside the open quotation, speaker not yet printed
	last    *speaker  // of the statement before
	lastAt  int       // its sentence
	said    map[string]int
}

// waiting is direct speech whose speaker is printed later in the quotation.
type waiting struct {
	s    text.Sentence
	span text.Span
}

// scene is one sentence under work.
type scene struct {
	s    text.Sentence
	rs   []rune
	toks []token
	runs []quoteRun
}

// found is a statement before its speaker is resolved, in token positions.
type found struct {
	cueAt, cueEnd int // tokens [cueAt, cueEnd)
	cue           cue
	subLo, subHi  int  // subject tokens; equal when omitted
	elided        bool // the subject is that of the cue before, or of the clause
	inverted      bool // content stands before the speaker
	spans         []text.Span
	direct        bool
}

func englishStatements(a article.Article, t text.Text) []Statement {
	e := &english{a: a, t: t, lastAt: -9, said: map[string]int{}}
	paragraph := -1
	for _, s := range t.Sentences {
		if s.Paragraph != paragraph {
			// a paragraph that forgets to close its quotation must not taint the next
			if toks := tokens(s.Text); len(toks) == 0 || !strings.Contains(`"“`, toks[0].low) {
				e.open, e.waiting = false, nil
			}
			paragraph = s.Paragraph
		}
		e.sentence(s)
	}
	return e.out
}

func (e *english) sentence(s text.Sentence) {
	sc := scene{s: s, rs: []rune(s.Text), toks: tokens(s.Text)}
	begun := e.open
	sc.runs, e.open = markQuotes(s.Text, sc.toks, e.open)
	if len(e.waiting) > 12 { // nobody speaks that long: a mark was lost
		e.open, e.waiting, begun = false, nil, false
	}
	if len(sc.runs) > 0 && !sc.outsideWords() {
		e.running(sc, begun)
		return
	}
	fs := e.find(sc)
	e.limit(sc, fs)
	var first *speaker
	for i := range fs {
		sp := e.speakerOf(sc, &fs[i], first)
		if sp == nil {
			continue
		}
		if first == nil {
			first = sp
		}
		e.emit(sc, fs[i], sp)
	}
	if begun && len(fs) == 0 && len(sc.runs) > 0 && !sc.runs[0].opened {
		e.running(scene{s: s, rs: sc.rs, toks: sc.toks, runs: sc.runs[:1]}, true)
	}
	e.remember(sc)
}

// outsideWords reports whether a word stands outside the quotation marks.
func (sc scene) outsideWords() bool {
	for _, t := range sc.toks {
		if t.word && !t.quoted {
			return true
		}
	}
	return false
}

// running handles a sentence that is all direct speech. It belongs to whoever
// is printed in the same quotation, else to the speaker of the sentence before.
func (e *english) running(sc scene, begun bool) {
	span := sc.runs[0].span
	span.End = sc.runs[len(sc.runs)-1].span.End
	w := waiting{sc.s, span}
	near := e.last != nil && sc.s.Index-e.lastAt == 1
	switch {
	case near:
		e.continued(w, *e.last)
		e.lastAt = sc.s.Index
	case begun && len(e.waiting) > 0, sc.runs[0].opened && e.open:
		e.waiting = append(e.waiting, w)
		return
	}
	if !e.open {
		e.waiting = nil
	}
}

func (e *english) continued(w waiting, sp speaker) {
	rs := []rune(w.s.Text)
	content := cutRunes(rs, w.span)
	e.out = append(e.out, Statement{
		Ref: refOf(e.a, w.s), Index: w.s.Index,
		Speaker: sp.surface, SpeakerNormal: sp.normal, Resolved: true, Named: sp.named,
		Content: content, ContentSpan: w.span, Direct: true,
		Stance: stanceEnglish(cue{}, content, true),
	})
}

// emit turns one find into statements, one for each stretch of content.
func (e *english) emit(sc scene, f found, sp *speaker) {
	cueText := cutRunes(sc.rs, text.Span{Start: sc.toks[f.cueAt].start, End: sc.toks[f.cueEnd-1].end})
	for _, span := range f.spans {
		span = trimSpan(sc.rs, span, " ,;:—–\u00a0")
		if !f.direct && span.End > 0 {
			span = trimSpan(sc.rs, span, ".")
		} else if span.End > span.Start && sc.rs[span.End-1] == ',' {
			span.End--
		}
		if span.Len() < 2 {
			continue
		}
		content := cutRunes(sc.rs, span)
		e.out = append(e.out, Statement{
			Ref: refOf(e.a, sc.s), Index: sc.s.Index,
			Speaker: sp.surface, SpeakerNormal: sp.normal, Role: sp.role, Resolved: sp.resolved, Named: sp.named,
			Cue: cueText, Content: content, ContentSpan: span, Direct: f.direct,
			Hearsay: hearsayEnglish(sc, f, sp),
			Stance:  stanceEnglish(f.cue, content, f.direct),
		})
	}
	if f.direct && len(sc.runs) > 0 && !sc.runs[0].opened {
		for _, w := range e.waiting {
			e.continued(w, *sp)
		}
		e.waiting = nil
	}
	e.last, e.lastAt = sp, sc.s.Index
	e.said[sp.normal]++
}

// hearsayEnglish reports whether the publisher passes on what it has not
// heard itself.
func hearsayEnglish(sc scene, f found, sp *speaker) bool {
	if sp.anonymous {
		return true
	}
	for i := max(0, f.cueAt-2); i < f.cueAt; i++ {
		if sc.toks[i].low == "reportedly" || sc.toks[i].low == "allegedly" {
			return true
		}
	}
	return false
}
