package claim

import (
	"strings"
	"unicode"

	"kiku/internal/article"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// english reads the statements of one English article, sentence by sentence:
// quotations run over sentences and pronouns point back.
type english struct {
	a       article.Article
	t       text.Text
	out     []Statement
	people  []mention // everybody named so far, newest last
	gender  map[string]string
	open    bool      // a quotation runs on from the sentence before
	waiting []waiting // sentences inside the open quotation, speaker not yet printed
	last    *speaker  // of the statement before
	lastAt  int       // its sentence
	said    map[string]int
	read    *looked // the latest paragraph that was looked at
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
	held          Stance // of what is taken back: "dropped its demand"
}

func englishStatements(a article.Article, t text.Text) []Statement {
	e := &english{a: a, t: t, lastAt: -9, said: map[string]int{}, gender: map[string]string{}}
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
	sc := scene{s: s, rs: []rune(s.Text), toks: behindDateline(s.Text, tokens(s.Text))}
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
	fs = append(fs, e.leftOver(sc, fs)...)
	nested := nestedIn(sc, fs)
	var first *speaker
	for i := range fs {
		sp := e.speakerOf(sc, &fs[i], first)
		if sp == nil {
			continue
		}
		if first == nil {
			first = sp
		}
		before := len(e.out)
		e.emit(sc, fs[i], sp)
		for k := before; k < len(e.out) && nested[i]; k++ {
			e.out[k].Hearsay = true // somebody else says that this was said
		}
	}
	if begun && len(fs) == 0 && len(sc.runs) > 0 && !sc.runs[0].opened {
		e.running(scene{s: s, rs: sc.rs, toks: sc.toks, runs: sc.runs[:1]}, true)
	}
	e.remember(sc)
}

// nestedIn reports which finds stand inside what another speaker says: "The
// union supports it, the minister said" is no word of the union.
func nestedIn(sc scene, fs []found) map[int]bool {
	out := map[int]bool{}
	for i, f := range fs {
		at := sc.toks[f.cueAt].start
		for j, g := range fs {
			for _, sp := range g.spans {
				if i != j && !f.elided && at >= sp.Start && at < sp.End {
					out[i] = true
				}
			}
		}
	}
	return out
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

// continued adds the sentences of a quotation that runs on.
func (e *english) continued(w waiting, sp speaker) {
	rs := []rune(w.s.Text)
	for _, piece := range sentencePieces(rs, w.span) {
		e.piece(w, piece, cutRunes(rs, piece), sp)
	}
}

func (e *english) piece(w waiting, span text.Span, content string, sp speaker) {
	e.out = append(e.out, Statement{
		Ref: refOf(e.a, w.s), Index: w.s.Index,
		Speaker: sp.surface, SpeakerNormal: sp.normal, Resolved: true, Named: sp.named,
		Content: content, ContentSpan: span, Direct: true,
		Stance: stanceEnglish(cue{}, content, true),
	})
}

// emit turns one find into statements, one for each stretch of content.
func (e *english) emit(sc scene, f found, sp *speaker) {
	cueSpan := text.Span{Start: sc.toks[f.cueAt].start, End: sc.toks[f.cueEnd-1].end}
	subject := text.Span{}
	if f.subHi > f.subLo {
		subject = text.Span{Start: sc.toks[f.subLo].start, End: sc.toks[f.subHi-1].end}
	}
	for n, span := range f.spans {
		pieces := sentencePieces(sc.rs, span)
		at := 0 // the piece beside the cue
		if f.inverted && n == 0 {
			at = len(pieces) - 1
		}
		for k, piece := range pieces {
			st := Statement{
				Ref: refOf(e.a, sc.s), Index: sc.s.Index,
				Speaker: sp.surface, SpeakerNormal: sp.normal, Role: sp.role, Resolved: sp.resolved, Named: sp.named,
				Direct: f.direct, Hearsay: hearsayEnglish(sc, f, sp), Past: pastEnglish(sc, f), Held: f.held,
			}
			c := cue{}
			if k == at {
				st.Cue, st.CueSpan, st.SpeakerSpan, c = cutRunes(sc.rs, cueSpan), cueSpan, subject, f.cue
			} else if inner, ok := sc.insideRun(piece); ok {
				st.Direct, piece = true, inner
			} else {
				continue // words of the paper behind what was said
			}
			piece = e.trimPiece(sc, piece, st.Direct)
			if piece.Len() < 2 {
				continue
			}
			st.Content, st.ContentSpan = cutRunes(sc.rs, piece), piece
			if low := strings.ToLower(st.Content); sp.person && !st.Direct && !f.inverted && !sp.resolved {
				if strings.HasPrefix(low, "she ") {
					e.note(sp.normal, "she")
				} else if strings.HasPrefix(low, "he ") {
					e.note(sp.normal, "he")
				}
			}
			st.Stance = stanceEnglish(c, st.Content, st.Direct)
			e.out = append(e.out, st)
		}
	}
	if f.direct && len(sc.runs) > 0 && !sc.runs[0].opened {
		for _, w := range e.waiting {
			e.continued(w, *sp)
		}
		e.waiting = nil
	}
	if f.cueAt > f.subLo && set1(sc.toks[f.cueAt].low, "call", "calls", "demand", "demands", "appeal") {
		return // "X's calls for" makes nobody the subject of "he" after it
	}
	e.last, e.lastAt = sp, sc.s.Index
	e.said[sp.normal]++
}

// trimPiece drops the marks that belong to the printing: a closing comma, and
// for indirect speech the full stop.
func (e *english) trimPiece(sc scene, span text.Span, direct bool) text.Span {
	span = trimSpan(sc.rs, span, " ,;:—–\u00a0")
	if !direct {
		return trimSpan(sc.rs, span, ".")
	}
	return span
}

// insideRun narrows a piece of a sentence to the quotation it lies in; false
// when most of it lies outside.
func (sc scene) insideRun(piece text.Span) (text.Span, bool) {
	for _, r := range sc.runs {
		if r.span.Overlaps(piece) {
			in := text.Span{Start: max(r.span.Start, piece.Start), End: min(r.span.End, piece.End)}
			if in.Len()+4 >= piece.Len() {
				return in, true
			}
		}
	}
	return piece, false
}

// sentencePieces cuts a stretch of speech at its full stops, so that each
// statement is one sentence. Pieces of one or two words stay with the next.
func sentencePieces(rs []rune, span text.Span) []text.Span {
	var out []text.Span
	start := span.Start
	for i := span.Start; i+2 < span.End; i++ {
		if rs[i] != '.' && rs[i] != '!' && rs[i] != '?' {
			continue
		}
		j := i + 1
		for j < span.End && strings.ContainsRune("”\"’')", rs[j]) {
			j++
		}
		if j+1 >= span.End || rs[j] != ' ' || !startsSentence(rs[j+1]) || abbreviationBefore(rs, start, i) {
			continue
		}
		if len(strings.Fields(string(rs[start:i]))) < 3 {
			continue
		}
		out = append(out, text.Span{Start: start, End: j})
		start = j + 1
	}
	return append(out, text.Span{Start: start, End: span.End})
}

func startsSentence(r rune) bool { return unicode.IsUpper(r) || strings.ContainsRune("“\"‘'", r) }

// abbreviationBefore reports whether the full stop at i belongs to "Mr." or
// "U.S.".
func abbreviationBefore(rs []rune, from, i int) bool {
	j := i
	for j > from && (unicode.IsLetter(rs[j-1]) || rs[j-1] == '.') {
		j--
	}
	w := rs[j:i]
	return abbreviations[strings.ToLower(string(w))] || rs[i] == '.' && initial(w)
}

// pastEnglish reports whether a verb tells what was held before: "had
// rejected".
func pastEnglish(sc scene, f found) bool {
	for i := f.cueAt - 1; i >= 0 && adverb(sc.toks[i]); i-- {
		if sc.toks[i].low == "had" {
			return true
		}
	}
	return false
}

// namelessEn is how a report says that it may not name who spoke.
var namelessEn = pattern.MustCompile(`(?i)\bon (?:the )?condition of anonymity\b|\b(?:not|n['’]t|refused|declined|asked not) to be (?:named|identified)\b|\bspoke anonymously\b|\bunder condition of anonymity\b`)

// hearsayEnglish reports whether the publisher passes on what it has not
// heard itself.
func hearsayEnglish(sc scene, f found, sp *speaker) bool {
	if sp.anonymous || namelessEn.MatchString(string(sc.rs)) && !sp.named {
		return true
	}
	if f.inverted && len(f.spans) > 0 && !f.direct { // "..., which would reportedly close, X said"
		for _, t := range sc.toks {
			if t.start >= f.spans[0].Start && t.end <= f.spans[0].End && !t.quoted && set1(t.low, "reportedly", "allegedly") {
				return true
			}
		}
	}
	for i := max(0, f.cueAt-2); i < f.cueAt; i++ {
		if sc.toks[i].low == "reportedly" || sc.toks[i].low == "allegedly" {
			return true
		}
	}
	return false
}
