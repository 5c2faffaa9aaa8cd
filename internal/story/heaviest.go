package story

import (
	"cmp"
	"slices"
)

// keepHeaviest cuts a vector in order of hash to its n heaviest terms, ties in
// order of hash. It takes time in proportion to the length of the vector: it
// is called for every part of every event that an article enters.
func keepHeaviest(ts []term, n int) []term {
	if len(ts) <= n {
		return ts
	}
	weights := make([]float32, len(ts))
	for i, t := range ts {
		weights[i] = t.weight
	}
	least := nthLargest(weights, n)
	room := n
	for _, t := range ts {
		if t.weight > least {
			room--
		}
	}
	out := make([]term, 0, n)
	for _, t := range ts {
		if t.weight == least && room > 0 {
			room--
		} else if t.weight <= least {
			continue
		}
		out = append(out, t)
	}
	return out
}

// weightiest returns the n terms with the greatest weight times rarity, ties in
// order of hash.
func weightiest(ts []term, n int, t *frequencies) []term {
	ranks := make([]float64, len(ts))
	for i, x := range ts {
		ranks[i] = float64(x.weight) * t.rarity(x.hash)
	}
	least := 0.0
	if len(ts) > n {
		least = nthLargest(slices.Clone(ranks), n)
	}
	type ranked struct {
		term
		rank float64
	}
	all := make([]ranked, 0, n+8)
	for i, x := range ts {
		if len(ts) <= n || ranks[i] >= least {
			all = append(all, ranked{x, ranks[i]})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.hash, b.hash))
	})
	out := make([]term, 0, n)
	for _, x := range all[:min(n, len(all))] {
		out = append(out, x.term)
	}
	return out
}

// nthLargest returns the value that would stand at place n, counted from 1, if
// xs were sorted from large to small. It reorders xs (Hoare's selection, with
// the middle of three as the pivot).
func nthLargest[F float32 | float64](xs []F, n int) F {
	lo, hi, k := 0, len(xs)-1, n-1
	for lo < hi {
		pivot := middle(xs[lo], xs[lo+(hi-lo)/2], xs[hi])
		i, j := lo, hi
		for i <= j {
			for xs[i] > pivot {
				i++
			}
			for xs[j] < pivot {
				j--
			}
			if i <= j {
				xs[i], xs[j] = xs[j], xs[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return xs[k]
		}
	}
	return xs[k]
}

func middle[F float32 | float64](a, b, c F) F { return max(min(a, b), min(max(a, b), c)) }
