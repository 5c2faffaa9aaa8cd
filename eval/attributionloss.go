package eval

import "slices"

// lossFigures say where the exact figure of whole attributions is lost: what it
// would be if one thing were as people marked it. right_span, right_source,
// right_content: that part of every attribution whose cue touches a marked one;
// no_false: without those whose cue touches none; none_missed: with the marked
// ones that no cue touches; right_cues: the reader is told all cues and reads
// sources and contents itself.
func lossFigures(set string, docs []attributed, found, given [][]attribution) []Figure {
	changed := func(name string, change func(as, gold []attribution) []attribution) Figure {
		out := make([][]attribution, len(found))
		for i, as := range found {
			out[i] = change(as, docs[i].gold)
		}
		return allExact(set+".loss_"+name, docs, out)
	}
	part := func(name string, correct func(a, g attribution) attribution) Figure {
		return changed(name, func(as, gold []attribution) []attribution {
			out := slices.Clone(as)
			for i, a := range as {
				if j := slices.IndexFunc(gold, a.meets); j >= 0 {
					out[i] = correct(a, gold[j])
				}
			}
			return out
		})
	}
	return []Figure{
		part("right_span", func(a, g attribution) attribution { a.cue = g.cue; return a }),
		part("right_source", func(a, g attribution) attribution { a.source = g.source; return a }),
		part("right_content", func(a, g attribution) attribution { a.content = g.content; return a }),
		changed("no_false", func(as, gold []attribution) []attribution {
			return slices.DeleteFunc(slices.Clone(as), func(a attribution) bool { return !slices.ContainsFunc(gold, a.meets) })
		}),
		changed("none_missed", func(as, gold []attribution) []attribution {
			missed := slices.DeleteFunc(slices.Clone(gold), func(g attribution) bool { return slices.ContainsFunc(as, g.meets) })
			return slices.Concat(as, missed)
		}),
		allExact(set+".loss_right_cues", docs, given),
	}
}

// meets reports that two attributions share a word of their cues.
func (a attribution) meets(b attribution) bool { return sharedTokens(a.cue, b.cue) > 0 }

// allExact is the share of whole attributions that are right to the token (F1).
func allExact(name string, docs []attributed, found [][]attribution) Figure {
	var exact [4]countedHits
	n := 0
	for i, d := range docs {
		n += len(d.gold)
		countExact(&exact, found[i], d.gold)
	}
	_, _, f := exact[3].f1()
	return Figure{name, f, n}
}
