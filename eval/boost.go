package eval

import (
	"math"
	"slices"

	"kiku/internal/article"
)

// row is one example for boosting: features, what it should be (0 to 1) and how
// much it counts.
type row struct {
	features     []float32
	want, weight float64
	page         int
}

// growth are the settings of boosted trees.
type growth struct {
	trees, depth int
	rate         float64 // how much of each tree is believed
	lambda       float64 // ridge on the leaves
	minimum      float64 // least weight of second derivatives in a leaf
	share        float64 // of the features looked at by one tree
	pages        float64 // share of the pages that one tree learns from
}

const maxBins = 32

// boost fits trees to rows by Newton steps on the logistic loss (Friedman 2001;
// Chen and Guestrin 2016, section 2), over features cut into bins. It is
// deterministic: which features a tree looks at follows from its number.
func boost(rows []row, g growth) (bias float64, trees []article.Tree) {
	if len(rows) == 0 {
		return 0, nil
	}
	limits := binLimits(rows)
	bins := make([][]uint8, len(limits)) // by feature, then row
	for f := range limits {
		bins[f] = make([]uint8, len(rows))
		for i, r := range rows {
			k, _ := slices.BinarySearch(limits[f], r.features[f])
			bins[f][i] = uint8(k)
		}
	}
	yes, all := 0.0, 0.0
	for _, r := range rows {
		yes += r.want * r.weight
		all += r.weight
	}
	bias = math.Log(max(1e-6, yes) / max(1e-6, all-yes))
	z := make([]float64, len(rows))
	for i := range z {
		z[i] = bias
	}
	grad, hess := make([]float64, len(rows)), make([]float64, len(rows))
	for t := range g.trees {
		for i, r := range rows {
			p := 1 / (1 + math.Exp(-z[i]))
			grad[i] = (p - r.want) * r.weight
			hess[i] = max(1e-9, p*(1-p)*r.weight)
			if chance(t, r.page+1000) > g.pages {
				grad[i], hess[i] = 0, 0
			}
		}
		tree := grow(bins, limits, grad, hess, t, g)
		for i, r := range rows {
			z[i] += tree.Value(r.features)
		}
		trees = append(trees, tree)
	}
	return bias, trees
}

// forest is the mean of n boosted choosers that learn from different pages and
// features (bagging; Breiman 1996), as one: leaves and bias divided by n.
func forest(rows []row, g growth, n int) (bias float64, trees []article.Tree) {
	for k := range n {
		part := slices.Clone(rows)
		for i := range part {
			part[i].page += k * 7919 // any number above that of pages
		}
		b, grown := boost(part, g)
		bias += b / float64(n)
		for _, t := range grown {
			for i := range t {
				t[i].Value /= float64(n)
			}
			trees = append(trees, t)
		}
	}
	return bias, trees
}

// binLimits cuts every feature's values into bins of about equal numbers.
func binLimits(rows []row) [][]float32 {
	limits := make([][]float32, len(rows[0].features))
	values := make([]float32, len(rows))
	for f := range limits {
		for i, r := range rows {
			values[i] = r.features[f]
		}
		slices.Sort(values)
		for k := 1; k < maxBins; k++ {
			v := values[k*len(values)/maxBins]
			if n := len(limits[f]); (n == 0 || v > limits[f][n-1]) && v < values[len(values)-1] {
				limits[f] = append(limits[f], v)
			}
		}
	}
	return limits
}

// split is the best question found for a set of rows.
type split struct {
	gain    float64
	feature int
	bin     int
}

func grow(bins [][]uint8, limits [][]float32, grad, hess []float64, number int, g growth) article.Tree {
	var t article.Tree
	var build func(rows []int32, depth int) int
	build = func(rows []int32, depth int) int {
		at := len(t)
		sumG, sumH := 0.0, 0.0
		for _, i := range rows {
			sumG += grad[i]
			sumH += hess[i]
		}
		t = append(t, article.TreeNode{Feature: -1, Value: -g.rate * sumG / (sumH + g.lambda)})
		if depth == 0 {
			return at
		}
		best := bestSplit(bins, limits, grad, hess, rows, sumG, sumH, number, g)
		if best.gain <= 1e-6 {
			return at
		}
		left, right := rows[:0:0], rows[:0:0]
		for _, i := range rows {
			if int(bins[best.feature][i]) <= best.bin {
				left = append(left, i)
			} else {
				right = append(right, i)
			}
		}
		l := build(left, depth-1)
		r := build(right, depth-1)
		t[at] = article.TreeNode{Feature: best.feature, Limit: limits[best.feature][best.bin], Left: l, Right: r}
		return at
	}
	all := make([]int32, len(grad))
	for i := range all {
		all[i] = int32(i)
	}
	build(all, g.depth)
	return t
}

func bestSplit(bins [][]uint8, limits [][]float32, grad, hess []float64, rows []int32, sumG, sumH float64, number int, g growth) split {
	best := split{}
	for f := range bins {
		if chance(number, f) > g.share {
			continue
		}
		var hg, hh [maxBins + 1]float64
		column := bins[f]
		for _, i := range rows {
			hg[column[i]] += grad[i]
			hh[column[i]] += hess[i]
		}
		lg, lh := 0.0, 0.0
		for b := range limits[f] {
			lg += hg[b]
			lh += hh[b]
			rg, rh := sumG-lg, sumH-lh
			if lh < g.minimum || rh < g.minimum {
				continue
			}
			gain := lg*lg/(lh+g.lambda) + rg*rg/(rh+g.lambda) - sumG*sumG/(sumH+g.lambda)
			if gain > best.gain {
				best = split{gain, f, b}
			}
		}
	}
	return best
}

// chance is a number from 0 to 1 that two numbers decide, the same every time.
func chance(a, b int) float64 {
	h := uint64(a)*0x9E3779B97F4A7C15 + uint64(b)*0xBF58476D1CE4E5B9 + 0x94D049BB133111EB
	h ^= h >> 31
	h *= 0xD6E8FEB86659FD93
	h ^= h >> 32
	return float64(h>>11) / (1 << 53)
}
