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

// bearing is a vector made ready for comparing with many.
type bearing struct {
	of string
	x  []float32 // of length 1
}

func (v *Vector) bearing() bearing {
	b := bearing{of: v.Of, x: make([]float32, len(v.Numbers))}
	if long := v.length(); long > 0 {
		for i, n := range v.Numbers {
			b.x[i] = float32(int8(n)) / float32(long)
		}
	}
	return b
}

// cosine compares a bearing with the mean of a cloud; ok is false where either
// has none, or they are of different models.
func (c *cloud) cosine(b bearing) (cos float64, ok bool) {
	if c.n == 0 || c.long == 0 || c.of != b.of || len(c.sum) != len(b.x) {
		return 0, false
	}
	return float64(dot(b.x, c.sum)) / c.long, true
}

// dot is the inner product of two vectors of one length, in four sums side by
// side: a processor adds them at the same time.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += float32(x[0] * y[0])
		s1 += float32(x[1] * y[1])
		s2 += float32(x[2] * y[2])
		s3 += float32(x[3] * y[3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return s0 + s1 + s2 + s3
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
	assumedUsual = 0.85
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
	cos, ok := of.cosine(v.bearing())
	if !ok {
		return 0
	}
	return beyond(cos, t.vectors.usual(v.Of))
}

const (
	// vectorWeight is what byVector weighs where a report is compared with what is in
	// other languages. Two texts that share nothing else join from three quarters of
	// the way on; half the way says as much as several rare names. Set by hand: no
	// labelled set has vectors (docs/decisions/0023).
	vectorWeight = 9
	// vouched is how far vectors must be beyond the usual for an event that shares
	// no indexed word to be looked at, and for two wholes to need no two words in
	// common.
	vouched = 0.5
	// vouchedFor is how many events are looked at for their vectors alone.
	vouchedFor = 4
)

// withVectors gives the comparisons across languages the weight of vectors. In
// one language words say enough, and what was measured without vectors holds
// with them. Stories are linked without.
func withVectors(m Model) Model {
	for _, k := range []Kind{Across, AcrossReport, AcrossWhole} {
		m.Event[k][byVector] = vectorWeight
	}
	return m
}

// nearInVectors adds to found the events told of in other languages that an
// article's vector is nearest to. Every event of the last days in the working set is looked at: a million
// multiplications for each 2,600 events with vectors, none without.
func (g *Grouper) nearInVectors(d *document, found []*event) []*event {
	if len(d.vector.Numbers) == 0 {
		return found
	}
	usual, at := g.terms.vectors.usual(d.vector.Of), d.vector.bearing()
	type near struct {
		e   *event
		cos float64
	}
	var all []near
	for _, e := range g.events {
		if d.at.After(e.last.Add(window)) || d.at.Before(e.first.Add(-window)) {
			continue
		}
		if cos, ok := e.cloud.cosine(at); ok && beyond(cos, usual) >= vouched && e.abroad(d.lang) && !slices.Contains(found, e) {
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

// abroad reports whether an event is told of in another language.
func (e *event) abroad(lang string) bool {
	return slices.ContainsFunc(e.speech, func(t tongue) bool { return t.lang != lang })
}
