package eval

import "math"

// batch groups by average-link agglomerative clustering (UPGMA) over cosine
// likeness, all documents known at once: the nearest two groups are joined
// while their mean likeness is at least one of the thresholds, which must
// fall. It returns the group of each document at each threshold. Groups are
// found by chains of nearest neighbours (Murtagh 1983), which for average link
// gives the same tree in quadratic time. like is used up.
func batch(like [][]float32, thresholds []float64) [][]int {
	n := len(like)
	joins := chain(like)
	out := make([][]int, len(thresholds))
	for k, at := range thresholds {
		parent := make([]int, n)
		for i := range parent {
			parent[i] = i
		}
		for _, j := range joins {
			if j.like >= at {
				parent[root(parent, j.b)] = root(parent, j.a)
			}
		}
		out[k] = make([]int, n)
		for i := range parent {
			out[k][i] = root(parent, i)
		}
	}
	return out
}

func root(parent []int, i int) int {
	for parent[i] != i {
		i = parent[i]
	}
	return i
}

// likeness is the cosine of all pairs of unit vectors.
func likeness(vectors [][]entry) [][]float32 {
	out := make([][]float32, len(vectors))
	for i := range vectors {
		out[i] = make([]float32, len(vectors))
		for j := range i {
			c := float32(dot(vectors[i], vectors[j]))
			out[i][j], out[j][i] = c, c
		}
	}
	return out
}

// join is one step of the tree: the groups that hold documents a and b.
type join struct {
	a, b int
	like float64
}

// chain builds the tree; like is used up.
func chain(like [][]float32) []join {
	n := len(like)
	size, alive := make([]float64, n), make([]bool, n)
	for i := range size {
		size[i], alive[i] = 1, true
	}
	var joins []join
	var path []int
	for left := n; left > 1; {
		if len(path) == 0 {
			for i := range alive {
				if alive[i] {
					path = append(path, i)
					break
				}
			}
		}
		top := path[len(path)-1]
		next := nearestOf(like[top], alive, top, previous(path))
		if len(path) < 2 || next != path[len(path)-2] {
			path = append(path, next)
			continue
		}
		path = path[:len(path)-2]
		joins = append(joins, join{top, next, float64(like[top][next])})
		for k := range like {
			if alive[k] && k != top && k != next {
				mean := float32((size[top]*float64(like[top][k]) + size[next]*float64(like[next][k])) / (size[top] + size[next]))
				like[top][k], like[k][top] = mean, mean
			}
		}
		size[top] += size[next]
		alive[next] = false
		left--
	}
	return joins
}

func previous(path []int) int {
	if len(path) < 2 {
		return -1
	}
	return path[len(path)-2]
}

// nearestOf returns the living group most like one; the one before it in the
// chain where several are, so that chains end.
func nearestOf(row []float32, alive []bool, self, before int) int {
	best, top := -1, float32(math.Inf(-1))
	if before >= 0 {
		best, top = before, row[before]
	}
	for i, c := range row {
		if alive[i] && i != self && c > top {
			best, top = i, c
		}
	}
	return best
}
