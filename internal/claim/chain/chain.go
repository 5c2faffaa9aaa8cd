// Package chain labels sequences with a linear-chain conditional random field
// (Lafferty, McCallum and Pereira 2001): every token has features that vote for
// its label, and features that vote for the step from the label before.
// Features are numbers; what they mean is the caller's business. It is pure and
// deterministic.
package chain

import "math"

// State is a label together with what came before it, so that rules such as
// "one source only" can be kept.
type State struct {
	Label       int
	From        []int // states that may stand before
	First, Last bool  // may begin, may end the sequence
}

// Sequence is a text to label: for each token its features, those of the step
// to it, and the label that it must have (-1: any; nil: all any).
type Sequence struct {
	Emit, Step [][]uint32
	Only       []int
}

// Model is a set of states with the weights of features.
type Model struct {
	States []State
	Labels int
	emit   table // Labels values a feature
	step   table // Labels*Labels values a feature: from*Labels+to
}

// New returns a model without weights.
func New(labels int, states []State) *Model {
	return &Model{States: states, Labels: labels, emit: table{width: labels}, step: table{width: labels * labels}}
}

// table maps features to their weights. Features are spread over slots by open
// addressing: they are hashes already.
type table struct {
	width int
	keys  []uint32 // feature of each row
	slot  []place  // a power of two of them
	w     []float32
	uses  []int32 // how often the lessons have the feature, while features are chosen
}

// place is where a feature is looked up: its row + 1, 0 where free. The feature
// stands beside it, so that a look is one step into memory.
type place struct {
	key uint32
	row int32
}

func (t *table) index(keys []uint32) {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	t.keys, t.slot = keys, make([]place, size)
	for row, k := range keys {
		at := int(k) & (size - 1)
		for t.slot[at].row != 0 {
			at = (at + 1) & (size - 1)
		}
		t.slot[at] = place{k, int32(row + 1)}
	}
}

// find returns the row of a feature.
func (t *table) find(f uint32) (row int, ok bool) {
	mask := len(t.slot) - 1
	if mask < 0 {
		return 0, false
	}
	for at := int(f) & mask; t.slot[at].row != 0; at = (at + 1) & mask {
		if t.slot[at].key == f {
			return int(t.slot[at].row - 1), true
		}
	}
	return 0, false
}

func (t *table) sum(out []float64, fs []uint32) {
	for i := range out {
		out[i] = 0
	}
	for _, f := range fs {
		if at, ok := t.find(f); ok {
			for i, v := range t.w[at*t.width : (at+1)*t.width] {
				out[i] += float64(v)
			}
		}
	}
}

// never is the score of what cannot be.
const never = -1e30

// lattice holds the scores of one sequence.
type lattice struct {
	n          int
	emit, step []float64
	only       []int
}

func (m *Model) lattice(q Sequence) *lattice { return m.latticeOf(q, (*table).sum) }

func (m *Model) latticeOf(q Sequence, sum func(*table, []float64, []uint32)) *lattice {
	n, l := len(q.Emit), m.Labels
	x := &lattice{n: n, emit: make([]float64, n*l), step: make([]float64, n*l*l), only: q.Only}
	for i := range n {
		sum(&m.emit, x.emit[i*l:(i+1)*l], q.Emit[i])
		if i > 0 {
			sum(&m.step, x.step[i*l*l:(i+1)*l*l], q.Step[i])
		}
	}
	return x
}

func (m *Model) mayBe(x *lattice, i, s int) bool {
	return x.only == nil || x.only[i] < 0 || x.only[i] == m.States[s].Label
}

// Best returns the best labels of a sequence, and their probability.
func (m *Model) Best(q Sequence) (labels []int, probability float64) {
	x := m.lattice(q)
	if x.n == 0 {
		return nil, 1
	}
	ns, l := len(m.States), m.Labels
	score, back := make([]float64, x.n*ns), make([]int8, x.n*ns)
	for i := range x.n {
		for s, st := range m.States {
			best := float64(never)
			switch {
			case !m.mayBe(x, i, s):
			case i == 0 && st.First:
				best = x.emit[st.Label]
			case i > 0:
				for _, p := range st.From {
					if v := score[(i-1)*ns+p] + x.step[i*l*l+m.States[p].Label*l+st.Label]; v > best {
						best, back[i*ns+s] = v, int8(p)
					}
				}
				best += x.emit[i*l+st.Label]
			}
			score[i*ns+s] = best
		}
	}
	at, top := 0, math.Inf(-1)
	for s, st := range m.States {
		if v := score[(x.n-1)*ns+s]; st.Last && v > top {
			at, top = s, v
		}
	}
	labels = make([]int, x.n)
	for i := x.n - 1; i >= 0; i-- {
		labels[i] = m.States[at].Label
		at = int(back[i*ns+at])
	}
	_, z := m.forward(x)
	return labels, math.Exp(top - z)
}

// forward returns the log sums of all paths into each state, and of all paths.
func (m *Model) forward(x *lattice) ([]float64, float64) {
	ns, l := len(m.States), m.Labels
	a := make([]float64, x.n*ns)
	for i := range x.n {
		for s, st := range m.States {
			v := float64(never)
			switch {
			case !m.mayBe(x, i, s):
			case i == 0 && st.First:
				v = x.emit[st.Label]
			case i > 0:
				sum := newSum()
				for _, p := range st.From {
					sum.add(a[(i-1)*ns+p] + x.step[i*l*l+m.States[p].Label*l+st.Label])
				}
				v = sum.log() + x.emit[i*l+st.Label]
			}
			a[i*ns+s] = max(v, never)
		}
	}
	sum := newSum()
	for s, st := range m.States {
		if st.Last {
			sum.add(a[(x.n-1)*ns+s])
		}
	}
	return a, sum.log()
}

// backward returns the log sums of all paths out of each state.
func (m *Model) backward(x *lattice) []float64 {
	ns, l := len(m.States), m.Labels
	b := make([]float64, x.n*ns)
	sums := make([]logSum, ns)
	for i := x.n - 1; i >= 0; i-- {
		if i == x.n-1 {
			for s, st := range m.States {
				b[i*ns+s] = never
				if st.Last {
					b[i*ns+s] = 0
				}
			}
			continue
		}
		for s := range sums {
			sums[s] = newSum()
		}
		for s, st := range m.States {
			if !m.mayBe(x, i+1, s) {
				continue
			}
			rest := b[(i+1)*ns+s] + x.emit[(i+1)*l+st.Label]
			for _, p := range st.From {
				sums[p].add(rest + x.step[(i+1)*l*l+m.States[p].Label*l+st.Label])
			}
		}
		for s := range sums {
			b[i*ns+s] = max(sums[s].log(), never)
		}
	}
	return b
}

// logSum adds numbers that are given as logarithms.
type logSum struct{ most, rest float64 }

func newSum() logSum { return logSum{never, 0} }

func (s *logSum) add(v float64) {
	switch {
	case v <= never/2:
	case v > s.most:
		s.rest = s.rest*math.Exp(s.most-v) + 1
		s.most = v
	default:
		s.rest += math.Exp(v - s.most)
	}
}

func (s *logSum) log() float64 {
	if s.rest == 0 {
		return never
	}
	return s.most + math.Log(s.rest)
}
