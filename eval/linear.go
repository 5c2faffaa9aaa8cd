package eval

import "math"

// example is one row for a linear or logistic model: its values, the first of
// them 1, what is to be told from them, and how much the row weighs.
type example struct {
	x    []float64
	y, w float64
}

// newton fits the weights of a logistic model in place, by Newton steps with a
// ridge of strength lambda on all but the constant; those in fixed stay as they
// are. It is deterministic.
func newton(w []float64, rows []example, lambda float64, fixed map[int]float64) {
	n := len(w)
	for range 25 {
		curve := diagonal(n, lambda)
		gradient := make([]float64, n)
		for i := 1; i < n; i++ {
			gradient[i] = -lambda * w[i]
		}
		for _, r := range rows {
			q := logistic(w, r.x)
			for i, x := range r.x {
				if x == 0 {
					continue
				}
				gradient[i] += r.w * (r.y - q) * x
				for j, z := range r.x {
					curve[i][j] += r.w * q * (1 - q) * x * z
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
}

// leastSquares is least squares with a ridge of strength lambda on all but the
// constant.
func leastSquares(rows []example, lambda float64) []float64 {
	n := len(rows[0].x)
	a, b := diagonal(n, lambda), make([]float64, n)
	for _, r := range rows {
		for i, x := range r.x {
			b[i] += r.w * x * r.y
			for j, y := range r.x {
				a[i][j] += r.w * x * y
			}
		}
	}
	return solve(a, b)
}

// diagonal is a matrix with lambda on its diagonal, but for the constant.
func diagonal(n int, lambda float64) [][]float64 {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		a[i][i] = lambda
		if i == 0 {
			a[i][i] = 1e-6
		}
	}
	return a
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

// rounded rounds weights to parts of 1, in place.
func rounded(w []float64, parts float64) []float64 {
	for i := range w {
		w[i] = math.Round(w[i]*parts) / parts
	}
	return w
}
