package eval

import (
	"math"
	"slices"
	"testing"
)

// TestBatchIsAverageLink compares the chains with joining the nearest two
// groups step by step, which is slow and plain.
func TestBatchIsAverageLink(t *testing.T) {
	const n = 40
	like := make([][]float32, n)
	seed := uint32(7)
	for i := range like {
		like[i] = make([]float32, n)
		for j := range i {
			seed = seed*1664525 + 1013904223
			like[i][j] = float32(seed>>8) / (1 << 24)
			like[j][i] = like[i][j]
		}
	}
	for _, at := range []float64{0.7, 0.55, 0.5, 0.45} {
		copied := make([][]float32, n)
		for i := range like {
			copied[i] = slices.Clone(like[i])
		}
		got, want := batch(copied, []float64{at})[0], plainBatch(like, at)
		for i := range n {
			for j := range i {
				if (got[i] == got[j]) != (want[i] == want[j]) {
					t.Fatalf("at %v: %d and %d: %v, want %v", at, i, j, got[i] == got[j], want[i] == want[j])
				}
			}
		}
	}
}

func plainBatch(like [][]float32, at float64) []int {
	groups := make([][]int, len(like))
	for i := range groups {
		groups[i] = []int{i}
	}
	for {
		a, b, top := -1, -1, math.Inf(-1)
		for i := range groups {
			for j := range i {
				sum := 0.0
				for _, x := range groups[i] {
					for _, y := range groups[j] {
						sum += float64(like[x][y])
					}
				}
				if mean := sum / float64(len(groups[i])*len(groups[j])); mean > top {
					a, b, top = j, i, mean
				}
			}
		}
		if top < at {
			break
		}
		groups[a] = append(groups[a], groups[b]...)
		groups = slices.Delete(groups, b, b+1)
		if len(groups) == 1 {
			break
		}
	}
	out := make([]int, len(like))
	for g, members := range groups {
		for _, m := range members {
			out[m] = g
		}
	}
	return out
}
