package story

import (
	"cmp"
	"math"
	"slices"
)

// A model that the owner named may say where a text stands among all texts: a
// vector, near to those of texts that mean the same in whatever language. It
// comes in as a value with the Features; nothing here asks anyone, and without
// vectors every figure is as if this file did not exist.

// VectorNumbers is how many of a model's numbers are kept: the first ones.
const VectorNumbers = 384

// Vector is what a model makes of a text.
type Vector struct {
	Of      string `json:"of"` // the model, with how many numbers it gives; only vectors of one model are compared
	Numbers []byte `json:"n"`  // each an int8; the greatest is 127 or -127
}

// VectorOf makes a Vector of a model's numbers: their first [VectorNumbers],
// each as a 127th of the greatest. It is false where they say nothing: none,
// all 0, or one that is not a finite number.
func VectorOf(of string, numbers []float32) (Vector, bool) {
	greatest := 0.0
	kept := numbers[:min(len(numbers), VectorNumbers)]
	for _, x := range kept {
		greatest = max(greatest, math.Abs(float64(x))) // max of a NaN is a NaN
	}
	if !(greatest > 0) || math.IsInf(greatest, 0) {
		return Vector{}, false
	}
	v := Vector{Of: of, Numbers: make([]byte, len(kept))}
	for i, x := range kept {
		v.Numbers[i] = byte(int8(math.Round(float64(x) / greatest * 127)))
	}
	return v, true
}

// length is the vector's length in its own numbers; 0 for none.
func (v *Vector) length() float64 {
	s := 0
	for _, b := range v.Numbers {
		s += int(int8(b)) * int(int8(b))
	}
	return math.Sqrt(float64(s))
}

// cloud is the sum of vectors of length 1, all of the model that came first.
type cloud struct {
	of   string
	sum  []float32
	long float64 // length of sum
	n    float64
}

func (c *cloud) add(v *Vector) {
	long := v.length()
	if long == 0 || c.n > 0 && (c.of != v.Of || len(c.sum) != len(v.Numbers)) {
		return
	}
	if c.n == 0 {
		c.of, c.sum = v.Of, make([]float32, len(v.Numbers))
	}
	c.n++
	for i, b := range v.Numbers {
		c.sum[i] += float32(int8(b)) / float32(long)
	}
	s := 0.0
	for _, x := range c.sum {
		s += float64(x) * float64(x)
	}
	c.long = math.Sqrt(s)
}

// cosine compares a vector of some length with the mean of a cloud; ok is false
// where either has none, or they are of different models.
func (c *cloud) cosine(v *Vector, long float64) (cos float64, ok bool) {
	if c.n == 0 || c.of != v.Of || len(c.sum) != len(v.Numbers) || c.long*long == 0 {
		return 0, false
	}
	s := float32(0)
	for i, b := range v.Numbers {
		s += float32(int8(b)) * c.sum[i]
	}
	return float64(s) / (c.long * long), true
}

// mean is the mean of a cloud as one vector.
func (c *cloud) mean() Vector {
	v, _ := VectorOf(c.of, c.sum)
	return v
}

// How near two vectors of any two texts are differs from model to model: .1 with
// one, .75 with another. So what counts is how far a cosine is on the way from
// the usual to 1. What is usual is counted: the mean cosine of all pairs that
// came. Before a stream has shown it, it is taken to be high, which joins less.
const (
	assumedUsual = 0.7
	assumedPairs = 500 // as many pairs as 32 articles make
)

// crowd counts the vectors of a stream by model.
type crowd map[string]*cloud

func (c crowd) count(v *Vector) {
	if len(v.Numbers) == 0 {
		return
	}
	all := c[v.Of]
	if all == nil {
		all = &cloud{}
		c[v.Of] = all
	}
	all.add(v)
}

// usual is the mean cosine of two texts' vectors.
func (c crowd) usual(of string) float64 {
	sum, pairs := 0.0, 0.0
	if all := c[of]; all != nil {
		sum, pairs = (all.long*all.long-all.n)/2, all.n*(all.n-1)/2
	}
	return min(max(0, (sum+assumedUsual*assumedPairs)/(pairs+assumedPairs)), 0.98)
}

// beyond is how far a cosine is on the way from the usual to 1, 0 to 1.
func beyond(cos, usual float64) float64 { return min(max(0, (cos-usual)/(1-usual)), 1) }

// meant is how much nearer the mean vector of an event is to that of d than
// usual; 0 where either has none.
func (t *frequencies) meant(v *Vector, of *cloud) float64 {
	cos, ok := of.cosine(v, v.length())
	if !ok {
		return 0
	}
	return beyond(cos, t.vectors.usual(v.Of))
}

// meantPair is the same for two texts.
func (t *frequencies) meantPair(a, b *Vector) float64 {
	if len(a.Numbers) == 0 || len(b.Numbers) == 0 {
		return 0
	}
	var of cloud
	of.add(b)
	return t.meant(a, &of)
}

const (
	// vectorWeight is what byVector weighs in every comparison of an article with
	// an event. Set by hand and the same for all kinds: two texts in two
	// languages that share nothing else join from three quarters of the way on;
	// half the way says as much as several rare names. No labelled set has vectors,
	// so it is not learned (docs/decisions/0023).
	vectorWeight = 9
	// vouched is how far vectors must be beyond the usual for an event that shares
	// no indexed word to be looked at, and for two wholes to need no two words in
	// common.
	vouched = 0.5
	// vouchedFor is how many events are looked at for their vectors alone.
	vouchedFor = 4
)

// withVectors gives every way of weighing an article against an event the
// weight of vectors. Stories are linked without.
func withVectors(m Model) Model {
	for k := range m.Event {
		m.Event[k][byVector] = vectorWeight
	}
	return m
}

// nearInVectors adds to found the events that an article's vector is nearest
// to. Every event of the last days in the working set is looked at: a million
// multiplications for each 2,600 events with vectors, none without.
func (g *Grouper) nearInVectors(d *document, found []*event) []*event {
	if len(d.vector.Numbers) == 0 {
		return found
	}
	usual, long := g.terms.vectors.usual(d.vector.Of), d.vector.length()
	type near struct {
		e   *event
		cos float64
	}
	var all []near
	for _, e := range g.events {
		if d.at.After(e.last.Add(window)) || d.at.Before(e.first.Add(-window)) {
			continue
		}
		if cos, ok := e.cloud.cosine(&d.vector, long); ok && beyond(cos, usual) >= vouched && !slices.Contains(found, e) {
			all = append(all, near{e, cos})
		}
	}
	slices.SortFunc(all, func(a, b near) int { // the order of the map does not matter
		return cmp.Or(cmp.Compare(b.cos, a.cos), cmp.Compare(a.e.serial, b.e.serial))
	})
	for _, n := range all[:min(vouchedFor, len(all))] {
		found = append(found, n.e)
	}
	return found
}
