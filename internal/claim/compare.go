package claim

// Contrast says how two passages on one matter differ: not at all (Kind is
// ""), by a conflict or by an update. By names the reason: "figure",
// "withdrawn", "years", "denial", "polarity", "opposite", "status", "reversal",
// "agent" or "words". A and B are the printed words that differ, of the first
// and of the second passage given.
type Contrast struct {
	Kind  Kind
	By    string
	About string
	A, B  string
}

// Limits are what Compare weighs likeness by; Usual is what the program uses.
// They were chosen on eval's labelled pairs, cross-validated by topic (kiku
// eval disputes, figures cv.*).
type Limits struct {
	Near   float64 // part of a rounded value ("about 40") by which another may differ, 0 to 1
	Fresh  float64 // hours after which a larger toll replaces a smaller one
	Move   float64 // hours after which a count that goes both ways may have moved
	Words  int     // content words that two counts of one noun must share
	Act    int     // content words that an act and its negation must share beside the act
	Status int     // content words shared by a matter left open and the same matter decided
}

// Usual are the limits in use.
var Usual = Limits{Near: 0.05, Fresh: 2, Move: 3, Words: 1, Act: 2, Status: 3}

// Compare judges two passages of different reports that are taken to speak of
// one matter, such as those of one event: whether both can hold, whether the
// later one replaces the earlier, or whether they conflict. It looks for
// figures of one quantity, spans of years, denials, an act told and denied,
// words of opposite sense, a matter left open and decided, a stance taken
// back, and one act or quotation given to two bodies. It is symmetric but for
// A and B, and deterministic.
func Compare(a, b Passage, l Limits) Contrast {
	swapped := b.Published.Before(a.Published)
	if swapped {
		a, b = b, a
	}
	out := compareInTime(&a, &b, l)
	if swapped {
		out.A, out.B = out.B, out.A
	}
	return out
}

// compareInTime has the earlier passage first.
func compareInTime(a, b *Passage, l Limits) Contrast {
	if c := withdrawn(a, b); c.Kind != "" {
		return c
	}
	figures, agree := compareFigures(a, b, l)
	if figures.Kind != "" {
		return figures
	}
	if c := compareYears(a, b); c.Kind != "" {
		return c
	}
	if agree || japanese(a.Sentence.Text) || japanese(b.Sentence.Text) {
		return Contrast{} // the same figure: the reports tell the same
	}
	for _, judge := range []func(a, b *Passage, l Limits) Contrast{byDenial, byReversal, byStatus, byPolarity, byOpposites, byAgent, byQuotation} {
		if c := judge(a, b, l); c.Kind != "" {
			return c
		}
	}
	return Contrast{}
}
