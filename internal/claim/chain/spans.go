package chain

import "math"

// Span is a run of tokens that begins with one label and goes on with another,
// and how likely it is that exactly these tokens are one.
type Span struct {
	From, To    int
	Probability float64
}

// Spans returns the runs that begin with the label begin, go on with the label
// inside and end before any other, that have at least the probability least, in
// printed order. Each of the two labels must have one state.
func (m *Model) Spans(q Sequence, begin, inside int, least float64) []Span {
	x := m.lattice(q)
	if x.n == 0 {
		return nil
	}
	a, z := m.forward(x)
	b := m.backward(x)
	ns, l := len(m.States), m.Labels
	sb, si := m.stateOf(begin), m.stateOf(inside)
	floor := math.Log(least)
	var out []Span
	for i := range x.n {
		here := a[i*ns+sb] - z
		if here+b[i*ns+sb] < floor {
			continue
		}
		last := sb
		for j := i + 1; ; j++ { // the run is [i, j)
			if v := here + m.restAfter(x, b, j, last, si); v >= floor {
				out = append(out, Span{i, j, math.Exp(v)})
			}
			if j == x.n {
				break
			}
			here += x.step[j*l*l+m.States[last].Label*l+inside] + x.emit[j*l+inside]
			last = si
			if here+b[j*ns+si] < floor {
				break
			}
		}
	}
	return out
}

func (m *Model) stateOf(label int) int {
	for s, st := range m.States {
		if st.Label == label {
			return s
		}
	}
	return -1
}

// restAfter is the log sum of what may follow from token j on when state last
// stands before it and the run does not go on.
func (m *Model) restAfter(x *lattice, b []float64, j, last, inside int) float64 {
	if j == x.n {
		return 0
	}
	ns, l := len(m.States), m.Labels
	sum := newSum()
	for s, st := range m.States {
		if s == inside || !m.mayBe(x, j, s) {
			continue
		}
		for _, p := range st.From {
			if p == last {
				sum.add(x.step[j*l*l+m.States[p].Label*l+st.Label] + x.emit[j*l+st.Label] + b[j*ns+s])
			}
		}
	}
	return sum.log()
}
