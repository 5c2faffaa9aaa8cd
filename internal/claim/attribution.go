package claim

import (
	"cmp"
	_ "embed"
	"slices"
	"sync"

	"kiku/internal/claim/chain"
	"kiku/internal/language/text"
)

// Attribution is who is said to say, think or want what, as printed: where the
// words for it stand. Spans are runes of one paragraph.
type Attribution struct {
	Paragraph  int // position in Article.Paragraphs
	Cue        text.Span
	Source     text.Span // empty when nobody is named
	Content    []text.Span
	Confidence float64 // 0 to 1: how sure the reader is of all three
}

// labels of the cue model.
const (
	cueOut = iota
	cueBegin
	cueInside
)

// labels of the role model.
const (
	roleNone = iota
	roleSource
	roleContent
	roleCue
)

// cueNames and roleNames say how many labels there are, in the order above.
var (
	cueNames  = []string{"out", "begin", "inside"}
	roleNames = []string{"none", "source", "content", "cue"}
)

// cueStates: a cue goes on only from its beginning.
var cueStates = []chain.State{
	{Label: cueOut, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: cueBegin, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: cueInside, From: []int{1, 2}, Last: true},
}

// roleStates allow one source: the first three stand before it, the last four
// from it on.
var roleStates = []chain.State{
	{Label: roleNone, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: roleContent, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: roleCue, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: roleSource, From: []int{0, 1, 2, 3}, First: true, Last: true},
	{Label: roleNone, From: []int{3, 4, 5, 6}, Last: true},
	{Label: roleContent, From: []int{3, 4, 5, 6}, Last: true},
	{Label: roleCue, From: []int{3, 4, 5, 6}, Last: true},
}

// Attributor finds attributions: one chain for cues, one for what belongs to a
// cue.
type Attributor struct {
	cues, roles *chain.Model
}

//go:embed attributor.gen.bin
var packedAttributor []byte

// What is taken, chosen on one of the four folds of the training part of
// PolNeAR.
const (
	leastSpan  = 0.06 // probability of a span that is one of those at a place
	leastCue   = 0.2  // probability of a cue that is looked at
	leastWhole = 0.1  // probability of cue, source and content that is given out
)

// attributor is the committed reader.
var attributor = sync.OnceValue(func() *Attributor {
	r, err := ParseAttributor(packedAttributor)
	if err != nil {
		panic("claim: embedded reader of attributions: " + err.Error()) // a broken build
	}
	return r
})

// Attributions returns the attributions of an English text, by paragraph and in
// printed order of their cues. It is deterministic.
func Attributions(t text.Text) []Attribution { return attributor().Attributions(t) }

// sequenceOf is n tokens as a model sees them: what speaks for the label of each,
// and for the labels of it and the one before.
func sequenceOf(n int, emit, step func(f *features, i int)) chain.Sequence {
	var q chain.Sequence
	var f features
	for i := range n {
		from := len(f.list)
		emit(&f, i)
		mid := len(f.list)
		step(&f, i)
		q.Emit = append(q.Emit, f.list[from:mid:mid])
		q.Step = append(q.Step, f.list[mid:len(f.list):len(f.list)])
	}
	return q
}

// cueSequence is a paragraph as the cue model sees it.
func (p *passage) cueSequence() chain.Sequence {
	return sequenceOf(len(p.toks), p.cueFeatures, p.cueSteps)
}

// roleSequence is a paragraph as the role model sees it from a cue.
func (a *around) roleSequence() chain.Sequence {
	q := sequenceOf(len(a.toks), a.roleFeatures, func(f *features, i int) {
		if i > 0 {
			a.roleSteps(f, i)
		}
	})
	for i := range a.toks {
		only := -1
		if i >= a.lo && i < a.hi {
			only = roleCue
		}
		q.Only = append(q.Only, only)
	}
	return q
}

// Attributions returns the attributions of an English text in printed order of
// their cues.
func (r *Attributor) Attributions(t text.Text) []Attribution {
	var out []Attribution
	for _, p := range passages(t) {
		out = append(out, r.passage(&p)...)
	}
	return out
}

func (r *Attributor) passage(p *passage) []Attribution {
	x := r.look(p)
	var out []Attribution
	for k := range x.cues {
		if a, ok := r.belonging(x, k, paragraphReach); ok && a.Confidence >= leastWhole {
			out = append(out, a)
		}
	}
	return out
}

// AttributionsAt returns the attributions of an English text that have the cues
// of known ones: what the reader would find if it saw every cue.
func AttributionsAt(t text.Text, known []Attribution) []Attribution {
	return attributor().AttributionsAt(t, known)
}

// AttributionsAt is what AttributionsAt of the package is for the committed
// reader.
func (r *Attributor) AttributionsAt(t text.Text, known []Attribution) []Attribution {
	var out []Attribution
	for _, p := range passages(t) {
		var cues []text.Span
		var odds []float64
		for _, k := range known {
			if k.Paragraph != p.paragraph {
				continue
			}
			if c := p.tokensOf(k.Cue); c.Len() > 0 {
				cues, odds = append(cues, c), append(odds, 1)
			}
		}
		x := lookAt(&p, cues, odds)
		for k := range x.cues {
			if a, ok := r.belonging(x, k, paragraphReach); ok {
				out = append(out, a)
			}
		}
	}
	return out
}

// looked is a passage with its cues, and what is known of it so far.
type looked struct {
	*passage
	cues    []text.Span // in tokens
	odds    []float64   // of each cue
	earlier []bool      // tokens of sources of cues before
	other   []bool      // tokens of cues
}

// look finds the cues of a passage, in time that grows with its length.
func (r *Attributor) look(p *passage) *looked {
	cues, odds := r.cuesOf(p)
	return lookAt(p, cues, odds)
}

func lookAt(p *passage, cues []text.Span, odds []float64) *looked {
	x := &looked{passage: p, cues: cues, odds: odds, earlier: make([]bool, len(p.toks)), other: make([]bool, len(p.toks))}
	for _, c := range cues {
		for i := c.Start; i < c.End; i++ {
			x.other[i] = true
		}
	}
	return x
}

// reach is how much of a paragraph is looked at from one cue: all of a short
// one, of a longer one the sentences around. Without it a page without
// paragraphs would cost as much as the square of its length.
type reach struct {
	whole     int // tokens of a paragraph that is looked at as it is
	sentences int // before and after the cue's own, in a longer one
	tokens    int // and no more than these on either side
}

var (
	paragraphReach = reach{whole: 240, sentences: 3, tokens: 200}
	sentenceReach  = reach{whole: 40, sentences: 1, tokens: 60} // for what stays in the cue's sentence
)

// of returns the tokens [from, to) that are looked at from a cue.
func (r reach) of(p *passage, cue text.Span) (from, to int) {
	if len(p.toks) <= r.whole {
		return 0, len(p.toks)
	}
	from, to = cue.Start, cue.End
	home := p.seen[cue.Start].sentence
	for from > 0 && cue.Start-from < r.tokens && p.seen[from-1].sentence >= home-r.sentences {
		from--
	}
	for to < len(p.toks) && to-cue.End < r.tokens && p.seen[to].sentence <= home+r.sentences {
		to++
	}
	return from, to
}

// belonging reads what belongs to cue k; false when nothing is said.
func (r *Attributor) belonging(x *looked, k int, far reach) (Attribution, bool) {
	c := x.cues[k]
	from, to := far.of(x.passage, c)
	near := &passage{paragraph: x.paragraph, toks: x.toks[from:to], seen: x.seen[from:to]}
	labels, sure := r.roles.Best(near.seenFrom(c.Start-from, c.End-from, x.earlier[from:to], x.other[from:to]).roleSequence())
	a := Attribution{Paragraph: x.paragraph, Cue: x.runes(c), Confidence: sure * x.odds[k]}
	for _, run := range runsOf(labels, roleSource) {
		a.Source = near.runes(run)
		for i := run.Start; i < run.End; i++ {
			x.earlier[from+i] = true
		}
	}
	for _, run := range runsOf(labels, roleContent) {
		a.Content = append(a.Content, near.runes(run))
	}
	return a, len(a.Content) > 0
}

// cuesOf returns the cues of a passage in tokens, in printed order, with the
// probability that a cue stands there. Of spans that overlap it takes the
// likeliest; what the others have counts for the place.
func (r *Attributor) cuesOf(p *passage) ([]text.Span, []float64) {
	spans := r.cues.Spans(p.cueSequence(), cueBegin, cueInside, leastSpan)
	slices.SortStableFunc(spans, func(a, b chain.Span) int { return cmp.Compare(b.Probability, a.Probability) })
	var tops []chain.Span
	for _, s := range spans {
		at := slices.IndexFunc(tops, func(t chain.Span) bool { return s.From < t.To && t.From < s.To })
		if at >= 0 {
			tops[at].Probability += s.Probability
		} else {
			tops = append(tops, s)
		}
	}
	slices.SortFunc(tops, func(a, b chain.Span) int { return a.From - b.From })
	var out []text.Span
	var sure []float64
	for _, t := range tops {
		if t.Probability >= leastCue {
			out = append(out, text.Span{Start: t.From, End: t.To})
			sure = append(sure, min(1, t.Probability))
		}
	}
	return out, sure
}

func (p *passage) runes(tokens text.Span) text.Span {
	return text.Span{Start: p.toks[tokens.Start].start, End: p.toks[tokens.End-1].end}
}

// runsOf returns the runs of tokens with a label.
func runsOf(labels []int, want int) []text.Span {
	var out []text.Span
	for i := 0; i < len(labels); i++ {
		if labels[i] != want {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == want {
			end++
		}
		out = append(out, text.Span{Start: i, End: end})
		i = end
	}
	return out
}
