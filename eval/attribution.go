package eval

import "kiku/internal/language/text"

// attributionFigures compares found attributions with those that people marked,
// as Citron's metrics.py does (Newell, Cowlishaw, Man 2018). exact: a cue counts
// when its span is right, a source or content when besides the cue touches the
// labelled one, "all" when the three are right. overlap: tokens shared by found
// and labelled spans, by number of found (precision) and of labelled tokens
// (recall), summed over all pairs. What lies inside one another counts twice
// that way, so "paired" asks the same of attributions that are matched one to
// one: each found one, in printed order, with the free one that shares most.
func attributionFigures(set string, docs []attributed, found [][]attribution) []Figure {
	var exact, overlap, paired [4]countedHits // cue, source, content, all
	n := 0
	for i, d := range docs {
		n += len(d.gold)
		countExact(&exact, found[i], d.gold)
		countOverlap(&overlap, found[i], d.gold)
		countPaired(&paired, found[i], d.gold)
	}
	var out []Figure
	add := func(name string, v float64) { out = append(out, Figure{set + "." + name, v, n}) }
	for k, part := range []string{"cue", "source", "content", "all"} {
		p, r, f := exact[k].f1()
		add(part+"_exact_p", p)
		add(part+"_exact_r", r)
		add(part+"_exact_f1", f)
		p, r, f = overlap[k].f1()
		add(part+"_overlap_p", p)
		add(part+"_overlap_r", r)
		add(part+"_overlap_f1", f)
		_, _, f = paired[k].f1()
		add(part+"_paired_f1", f)
	}
	return out
}

// exactly says of which parts a found attribution is right.
func exactly(a, b attribution) [4]bool {
	cue, source, content := sameRuns(a.cue, b.cue), sameRuns(a.source, b.source), sameRuns(a.content, b.content)
	touch := sharedTokens(a.cue, b.cue) > 0
	return [4]bool{cue, touch && source, touch && content, cue && source && content}
}

func countExact(t *[4]countedHits, found, gold []attribution) {
	saidHit, goldHit := make([][4]bool, len(found)), make([][4]bool, len(gold))
	for i, a := range found {
		for j, b := range gold {
			for k, ok := range exactly(a, b) {
				saidHit[i][k] = saidHit[i][k] || ok
				goldHit[j][k] = goldHit[j][k] || ok
			}
		}
	}
	for k := range t {
		t[k].said += len(found)
		t[k].gold += len(gold)
		for _, h := range saidHit {
			t[k].saidHit += one(h[k])
		}
		for _, h := range goldHit {
			t[k].goldHit += one(h[k])
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// parts returns cue, source, content and all three together as runs.
func (a attribution) parts() [3][]text.Span { return [3][]text.Span{a.cue, a.source, a.content} }

func countOverlap(t *[4]countedHits, found, gold []attribution) {
	for _, a := range found {
		addLengths(t, a, true)
		for _, b := range gold {
			addShared(t, a, b)
		}
	}
	for _, b := range gold {
		addLengths(t, b, false)
	}
}

// countPaired is countOverlap with every attribution in one pair at most.
func countPaired(t *[4]countedHits, found, gold []attribution) {
	used := make([]bool, len(gold))
	for _, a := range found {
		addLengths(t, a, true)
		best, at := 0, -1
		for j, b := range gold {
			shared := 0
			for k, runs := range a.parts() {
				shared += sharedTokens(runs, b.parts()[k])
			}
			if !used[j] && sharedTokens(a.cue, b.cue) > 0 && shared > best {
				best, at = shared, j
			}
		}
		if at >= 0 {
			used[at] = true
			addShared(t, a, gold[at])
		}
	}
	for _, b := range gold {
		addLengths(t, b, false)
	}
}

func addLengths(t *[4]countedHits, a attribution, found bool) {
	for k, runs := range a.parts() {
		for _, r := range runs {
			if found {
				t[k].said += r.Len()
				t[3].said += r.Len()
			} else {
				t[k].gold += r.Len()
				t[3].gold += r.Len()
			}
		}
	}
}

func addShared(t *[4]countedHits, a, b attribution) {
	for k, runs := range a.parts() {
		n := sharedTokens(runs, b.parts()[k])
		t[k].saidHit += n
		t[k].goldHit += n
		t[3].saidHit += n
		t[3].goldHit += n
	}
}

func sameRuns(a, b []text.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func sharedTokens(a, b []text.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}
