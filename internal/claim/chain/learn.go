package chain

import (
	"cmp"
	"math"
	"slices"
)

// Lesson is a sequence with its right labels.
type Lesson struct {
	Sequence
	Want []int
}

// Course says how a model learns.
type Course struct {
	Passes int     // over all lessons
	Rate   float64 // of AdaGrad's steps
	Ridge  float64 // pull of every weight to zero at each use
	Least  int     // features of fewer lessons' tokens are left out
	Most   int     // of each kind of features only so many are kept, chosen in a quarter of the passes; 0: all
	Drop   float64 // share of the features that are left out each time a lesson is taken
	Means  int     // the weights are the mean of so many moments of each pass but the first; 0: the last
}

// Learn fits a model to lessons by AdaGrad steps (Duchi, Hazan and Singer 2011)
// on the log likelihood, lesson by lesson. It is deterministic: the order
// follows from the number of the pass.
//
// To keep a model small, features are chosen first: those whose greatest weight
// times the square root of their uses is the most after some passes. Learning
// again with them alone is better than cutting a learned model.
func Learn(labels int, states []State, lessons []Lesson, c Course) *Model {
	m := New(labels, states)
	m.emit.fill(lessons, c.Least, func(l Lesson) [][]uint32 { return l.Emit })
	m.step.fill(lessons, c.Least, func(l Lesson) [][]uint32 { return l.Step })
	if c.Most > 0 {
		few := c
		few.Passes = max(1, c.Passes/4)
		m.fit(lessons, few)
		m.emit.choose(c.Most)
		m.step.choose(c.Most)
	}
	m.fit(lessons, c)
	return m
}

// fit learns the weights of the features that the model has.
func (m *Model) fit(lessons []Lesson, c Course) {
	if len(lessons) == 0 {
		return
	}
	t := &tutor{m: m, c: c, ge: make([]float32, len(m.emit.w)), gs: make([]float32, len(m.step.w))}
	lessons = slices.Clone(lessons)
	for i := range lessons { // look features up once
		lessons[i].Emit, lessons[i].Step = m.emit.rows(lessons[i].Emit), m.step.rows(lessons[i].Step)
	}
	for pass := range c.Passes {
		stride := 7919 + 2*pass // another order each time
		for gcd(stride, len(lessons)) != 1 {
			stride++
		}
		for k := range lessons {
			t.teach(t.thinned(lessons[(k*stride+pass)%len(lessons)], uint32(pass*len(lessons)+k)))
			if n := len(lessons) / max(1, c.Means); c.Means > 0 && pass > 0 && k%max(1, n) == 0 {
				t.keep()
			}
		}
	}
	t.mean()
}

// choose keeps the features that say most, and forgets their weights.
func (t *table) choose(most int) {
	says := make([]float64, len(t.keys))
	rows := make([]int, len(t.keys))
	for row := range t.keys {
		rows[row] = row
		for _, v := range t.w[row*t.width : (row+1)*t.width] {
			says[row] = max(says[row], math.Abs(float64(v)))
		}
		says[row] *= math.Sqrt(float64(t.uses[row]))
	}
	slices.SortFunc(rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(says[b], says[a]), cmp.Compare(t.keys[a], t.keys[b]))
	})
	rows = rows[:min(most, len(rows))]
	slices.Sort(rows)
	keys := make([]uint32, len(rows))
	for i, row := range rows {
		keys[i] = t.keys[row]
	}
	t.index(keys)
	t.w = make([]float32, len(keys)*t.width)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (t *table) fill(lessons []Lesson, least int, of func(Lesson) [][]uint32) {
	n := map[uint32]int{}
	var keys []uint32
	for _, l := range lessons {
		for _, fs := range of(l) {
			for _, f := range fs {
				n[f]++
				if n[f] == least {
					keys = append(keys, f)
				}
			}
		}
	}
	t.index(keys)
	t.w = make([]float32, len(keys)*t.width)
	t.uses = make([]int32, len(keys))
	for row, f := range keys {
		t.uses[row] = int32(n[f])
	}
}

// rows replaces features by the rows of the table; unknown ones are dropped.
func (t *table) rows(lists [][]uint32) [][]uint32 {
	out := make([][]uint32, len(lists))
	for i, fs := range lists {
		row := make([]uint32, 0, len(fs))
		for _, f := range fs {
			if at, ok := t.find(f); ok {
				row = append(row, uint32(at))
			}
		}
		out[i] = row
	}
	return out
}

// sumRows is sum for features that are rows already.
func (t *table) sumRows(out []float64, rows []uint32) {
	for i := range out {
		out[i] = 0
	}
	for _, at := range rows {
		for i, v := range t.w[int(at)*t.width : (int(at)+1)*t.width] {
			out[i] += float64(v)
		}
	}
}

// tutor holds the sums of squared gradients of a model that learns.
type tutor struct {
	m      *Model
	c      Course
	ge, gs []float32
	ke, ks []float64 // sums of weights kept on the way
	kept   float64
}

// keep adds the weights of now to those whose mean is taken (Polyak and
// Juditsky 1992).
func (t *tutor) keep() {
	if t.kept == 0 {
		t.ke, t.ks = make([]float64, len(t.m.emit.w)), make([]float64, len(t.m.step.w))
	}
	t.kept++
	for i, v := range t.m.emit.w {
		t.ke[i] += float64(v)
	}
	for i, v := range t.m.step.w {
		t.ks[i] += float64(v)
	}
}

// mean makes the mean of what was kept the weights.
func (t *tutor) mean() {
	if t.kept == 0 {
		return
	}
	for i, v := range t.ke {
		t.m.emit.w[i] = float32(v / t.kept)
	}
	for i, v := range t.ks {
		t.m.step.w[i] = float32(v / t.kept)
	}
}

// thinned leaves some features of a lesson out, others each time, so that a word
// known well does not keep its class from being learned (Wang and Manning 2013
// call it dropout).
func (t *tutor) thinned(l Lesson, turn uint32) Lesson {
	if t.c.Drop == 0 {
		return l
	}
	limit := uint32(t.c.Drop * (1 << 32))
	seed := turn*0x9E3779B1 + 1
	thin := func(lists [][]uint32) [][]uint32 {
		out := make([][]uint32, len(lists))
		n := 0
		for _, fs := range lists {
			n += len(fs)
		}
		flat := make([]uint32, 0, n)
		for i, fs := range lists {
			from := len(flat)
			for _, f := range fs {
				seed ^= seed << 13
				seed ^= seed >> 17
				seed ^= seed << 5
				if seed >= limit {
					flat = append(flat, f)
				}
			}
			out[i] = flat[from:len(flat):len(flat)]
		}
		return out
	}
	l.Emit, l.Step = thin(l.Emit), thin(l.Step)
	return l
}

func (t *tutor) teach(l Lesson) {
	m := t.m
	x := m.latticeOf(l.Sequence, (*table).sumRows)
	if x.n == 0 {
		return
	}
	a, z := m.forward(x)
	if z <= never/2 {
		return
	}
	b := m.backward(x)
	ns, nl := len(m.States), m.Labels
	grad := make([]float64, nl*nl)
	for i := range x.n {
		g := grad[:nl]
		clear(g)
		for s, st := range m.States {
			if v := a[i*ns+s] + b[i*ns+s]; v > never/2 {
				g[st.Label] -= math.Exp(v - z)
			}
		}
		g[l.Want[i]]++
		m.emit.move(t.ge, l.Emit[i], g, t.c)
		if i == 0 {
			continue
		}
		g = grad
		clear(g)
		for s, st := range m.States {
			if !m.mayBe(x, i, s) {
				continue
			}
			rest := b[i*ns+s] + x.emit[i*nl+st.Label] - z
			for _, p := range st.From {
				k := m.States[p].Label*nl + st.Label
				if v := a[(i-1)*ns+p] + x.step[i*nl*nl+k] + rest; v > -40 {
					g[k] -= math.Exp(v)
				}
			}
		}
		g[l.Want[i-1]*nl+l.Want[i]]++
		m.step.move(t.gs, l.Step[i], g, t.c)
	}
}

// move takes a step along a gradient for the rows of all features of a token.
func (t *table) move(squares []float32, rows []uint32, g []float64, c Course) {
	for k, d := range g {
		if d > -1e-4 && d < 1e-4 {
			continue
		}
		for _, f := range rows {
			at := int(f)*t.width + k
			v := d - c.Ridge*float64(t.w[at])
			squares[at] += float32(v * v)
			t.w[at] += float32(c.Rate * v / math.Sqrt(float64(squares[at])+1e-6))
		}
	}
}
