package eval

// countedHits counts predictions, labels and how many of each are right.
type countedHits struct{ said, gold, saidHit, goldHit int }

// f1 returns precision, recall and their harmonic mean.
func (t countedHits) f1() (p, r, f float64) {
	p, r = share(t.saidHit, t.said), share(t.goldHit, t.gold)
	return p, r, harmonic(p, r)
}

// figures are precision, recall and F1 under these beginnings of their names.
func (t countedHits) figures(prefix string) []Figure {
	p, r, f := t.f1()
	return []Figure{{prefix + "p", p, t.said}, {prefix + "r", r, t.gold}, {prefix + "f1", f, t.gold}}
}

// share is a part of a whole, 0 of nothing.
func share(part, whole int) float64 { return ratio(float64(part), float64(whole)) }

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func harmonic(p, r float64) float64 { return ratio(2*p*r, p+r) }
