package eval

import (
	"math"
	"slices"

	"kiku/internal/story"
)

// pair is one comparison with its label.
type pair struct {
	kind   story.Kind
	values []float64
	same   bool
	fold   int
	other  int     // fold of the other article, where two are compared
	weight float64 // of how many such pairs it stands for
}

// against are the features that may speak against a pair; what two texts share
// never does, and where chance says otherwise the feature is left out.
var against = map[string]bool{"bias": true, "age": true, "size": true, "publisher": true, "other names": true, "length": true}

// given are weights that are not learned. Reports that come late are mostly of
// another happening in the world, and of the same one in the sets that have
// late reports at all: one with wrong dates, and one whose labels name no events.
var given = map[string]float64{"late": -8}

// fit returns the logistic model of the pairs; the named features keep the
// weight 0, and those of given keep theirs where the pairs have texts. It is
// deterministic.
func fit(pairs []pair, lambda float64, without ...string) story.Weights {
	names := names()
	out := map[int]float64{}
	for i, n := range names {
		w, ok := given[n]
		if len(pairs) > 0 && pairs[0].kind != story.Report {
			w = 0
		}
		if slices.Contains(without, n) {
			w, ok = 0, true
		}
		if ok {
			out[i] = w
		}
	}
	for {
		w := newton(pairs, lambda, out)
		again := false
		for i, v := range w {
			_, fixed := out[i]
			if !fixed && (v < 0 && !against[names[i]] || v > 0 && (names[i] == "age" || names[i] == "other names")) {
				out[i], again = 0, true
			}
		}
		if !again {
			return w
		}
	}
}

// newton fits by Newton steps with a ridge of strength lambda on all but the
// constant; features in fixed keep the weight they have there.
func newton(pairs []pair, lambda float64, fixed map[int]float64) story.Weights {
	var w story.Weights
	for i, v := range fixed {
		w[i] = v
	}
	n := len(w)
	for step := 0; step < 25; step++ {
		gradient := make([]float64, n)
		curve := make([][]float64, n)
		for i := range curve {
			curve[i] = make([]float64, n)
			curve[i][i] = 1e-6
			if i > 0 {
				gradient[i] = -lambda * w[i]
				curve[i][i] = lambda
			}
		}
		for _, p := range pairs {
			q := logistic(w[:], p.values)
			y := 0.0
			if p.same {
				y = 1
			}
			for i, x := range p.values {
				if x == 0 {
					continue
				}
				gradient[i] += p.weight * (y - q) * x
				for j, z := range p.values {
					curve[i][j] += p.weight * q * (1 - q) * x * z
				}
			}
		}
		for i := range fixed {
			for j := range n {
				curve[i][j], curve[j][i] = 0, 0
			}
			curve[i][i], gradient[i] = 1, 0
		}
		moved := 0.0
		for i, d := range solve(curve, gradient) {
			w[i] += d
			moved = max(moved, math.Abs(d))
		}
		if moved < 1e-6 {
			break
		}
	}
	for i := range w {
		w[i] = math.Round(w[i]*1000) / 1000
	}
	return w
}

func logistic(w, x []float64) float64 {
	z := 0.0
	for i := range x {
		z += w[i] * x[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// solve solves a*x = b for a symmetric positive matrix, in place.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}

func names() []string { return story.FeatureNames() }
