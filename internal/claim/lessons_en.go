package claim

import (
	"encoding/binary"
	"fmt"
	"slices"

	"kiku/internal/claim/chain"
	"kiku/internal/language/text"
)

// AttributionLessons turns a text with known attributions into lessons for the
// two chains of an Attributor. Spans are widened to whole tokens; what runs over
// several paragraphs counts in the paragraph of its cue only.
func AttributionLessons(t text.Text, known []Attribution) (cues, roles []chain.Lesson) {
	for _, p := range passages(t) {
		var here []Attribution
		for _, a := range known {
			if a.Paragraph == p.paragraph {
				here = append(here, a)
			}
		}
		slices.SortStableFunc(here, func(a, b Attribution) int { return a.Cue.Start - b.Cue.Start })
		c, r := p.lessons(here)
		cues = append(cues, c)
		roles = append(roles, r...)
	}
	return cues, roles
}

func (p *passage) lessons(known []Attribution) (chain.Lesson, []chain.Lesson) {
	cue := chain.Lesson{Sequence: p.cueSequence(), Want: make([]int, len(p.toks))}
	earlier, other := make([]bool, len(p.toks)), make([]bool, len(p.toks))
	for _, a := range known {
		sp := p.tokensOf(a.Cue)
		for i := sp.Start; i < sp.End; i++ {
			cue.Want[i] = cueInside
			other[i] = true
		}
		if sp.Len() > 0 {
			cue.Want[sp.Start] = cueBegin
		}
	}
	var roles []chain.Lesson
	for _, a := range known {
		c := p.tokensOf(a.Cue)
		if c.Len() == 0 {
			continue
		}
		l := chain.Lesson{Sequence: p.seenFrom(c.Start, c.End, earlier, other).roleSequence(), Want: make([]int, len(p.toks))}
		mark := func(sp text.Span, label int) {
			for i := sp.Start; i < sp.End; i++ {
				l.Want[i] = label
			}
		}
		for _, run := range a.Content {
			mark(p.tokensOf(run), roleContent)
		}
		source := p.tokensOf(a.Source)
		mark(source, roleSource)
		mark(c, roleCue)
		if len(runsOf(l.Want, roleSource)) < 2 {
			roles = append(roles, l)
		}
		for i := source.Start; i < source.End; i++ {
			earlier[i] = true
		}
	}
	return cue, roles
}

// tokensOf returns the tokens that a run of runes touches.
func (p *passage) tokensOf(sp text.Span) text.Span {
	out := text.Span{}
	for i, t := range p.toks {
		if t.start < sp.End && t.end > sp.Start {
			if out.Len() == 0 {
				out.Start = i
			}
			out.End = i + 1
		}
	}
	return out
}

// LearnAttributor learns a reader from lessons.
func LearnAttributor(cues, roles []chain.Lesson, c, r chain.Course) *Attributor {
	return &Attributor{
		cues:  chain.Learn(len(cueNames), cueStates, cues, c),
		roles: chain.Learn(len(roleNames), roleStates, roles, r),
	}
}

// Pack returns the reader's weights in the form that ParseAttributor reads.
func (r *Attributor) Pack() []byte {
	cues, roles := r.cues.Pack(), r.roles.Pack()
	out := binary.AppendUvarint(nil, uint64(len(cues)))
	return append(append(out, cues...), roles...)
}

// ParseAttributor reads what Pack has written. The error wraps chain.ErrPacked.
func ParseAttributor(packed []byte) (*Attributor, error) {
	n, at := binary.Uvarint(packed)
	if at <= 0 || n > uint64(len(packed)-at) {
		return nil, fmt.Errorf("attributor: %w", chain.ErrPacked)
	}
	packed = packed[at:]
	cues, err := chain.Unpack(len(cueNames), cueStates, packed[:n])
	if err != nil {
		return nil, fmt.Errorf("attributor: cues: %w", err)
	}
	roles, err := chain.Unpack(len(roleNames), roleStates, packed[n:])
	if err != nil {
		return nil, fmt.Errorf("attributor: roles: %w", err)
	}
	return &Attributor{cues: cues, roles: roles}, nil
}
