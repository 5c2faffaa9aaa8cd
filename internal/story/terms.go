package story

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// A term inside the Grouper is a 32-bit hash of its kind, language and word:
// memory stays bounded however many words the world prints, and two words
// meeting in one hash is rarer than two words meeting in one meaning.
type term struct {
	hash   uint32
	weight float32
}

// hashTerm is FNV-1a over kind, language and word.
func hashTerm(kind byte, lang, word string) uint32 {
	h := uint32(2166136261)
	mix := func(b byte) { h = (h ^ uint32(b)) * 16777619 }
	mix(kind)
	for i := 0; i < len(lang); i++ {
		mix(lang[i])
	}
	mix(0)
	for i := 0; i < len(word); i++ {
		mix(word[i])
	}
	return h
}

func byHash(a, b term) int { return cmp.Compare(a.hash, b.hash) }

// sortTerms orders by hash and joins equal hashes.
func sortTerms(ts []term) []term {
	slices.SortFunc(ts, byHash)
	out := ts[:0]
	for _, t := range ts {
		if n := len(out); n > 0 && out[n-1].hash == t.hash {
			out[n-1].weight += t.weight
			continue
		}
		out = append(out, t)
	}
	return out
}

// addTerms returns a+b, both in order of hash.
func addTerms(a, b []term) []term {
	out := make([]term, 0, len(a)+len(b))
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i].hash < b[j].hash:
			out = append(out, a[i])
			i++
		case i == len(a) || b[j].hash < a[i].hash:
			out = append(out, b[j])
			j++
		default:
			out = append(out, term{a[i].hash, a[i].weight + b[j].weight})
			i, j = i+1, j+1
		}
	}
	return out
}

// union returns the terms of a or b, each as heavy as in the one where it is
// heavier.
func union(a, b []term) []term {
	out := addTerms(a, b)
	i, j := 0, 0
	for n := range out {
		w := float32(0)
		if i < len(a) && a[i].hash == out[n].hash {
			w, i = a[i].weight, i+1
		}
		if j < len(b) && b[j].hash == out[n].hash {
			w, j = max(w, b[j].weight), j+1
		}
		out[n].weight = w
	}
	return out
}

// grown returns a+b like addTerms; where a is empty it is b itself, which
// nobody changes: most events have one report, and share its vectors.
func grown(a, b []term) []term {
	if len(a) == 0 {
		return b
	}
	return addTerms(a, b)
}

// less returns a without what b added to it; both in order of hash.
func less(a, b []term) []term {
	const dust = 1e-4 // what rounding leaves of a weight
	out := make([]term, 0, len(a))
	j := 0
	for _, x := range a {
		for j < len(b) && b[j].hash < x.hash {
			j++
		}
		if j < len(b) && b[j].hash == x.hash {
			x.weight -= b[j].weight
		}
		if x.weight > dust {
			out = append(out, x)
		}
	}
	return out
}

// both calls f for every term that a and b share.
func both(a, b []term, f func(hash uint32, x, y float64)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash < b[j].hash:
			i++
		case b[j].hash < a[i].hash:
			j++
		default:
			f(a[i].hash, float64(a[i].weight), float64(b[j].weight))
			i, j = i+1, j+1
		}
	}
}

// cosine of two vectors under the rarities of t.
func (t *frequencies) cosine(a, b []term) float64 { return t.like(a, b, 0, 0) }

// like is the cosine of two vectors whose lengths may be known; 0 asks for them
// to be measured. Lengths are measured when an article comes, so that one more
// article costs no second look at the rarity of every word of every report
// that it is compared with.
func (t *frequencies) like(a, b []term, la, lb float32) float64 {
	dot := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].hash, b[j].hash; {
		case x < y:
			i++
		case y < x:
			j++
		default:
			r := t.rarity(x)
			dot += float64(a[i].weight) * float64(b[j].weight) * r * r
			i, j = i+1, j+1
		}
	}
	if dot == 0 {
		return 0
	}
	if la == 0 {
		la = t.length(a)
	}
	if lb == 0 {
		lb = t.length(b)
	}
	return min(dot/(float64(la)*float64(lb)), 1)
}

// length is the Euclidean length of a vector under the rarities of t.
func (t *frequencies) length(a []term) float32 {
	s := 0.0
	for _, x := range a {
		w := float64(x.weight) * t.rarity(x.hash)
		s += w * w
	}
	return float32(math.Sqrt(s))
}

// lengths are the lengths of an article's vectors as they were when it came.
type lengths struct{ words, title, lead, acts, concepts, gist, chars float32 }

func (t *frequencies) measure(d *document) lengths {
	return lengths{
		t.length(d.words), t.length(d.title), t.length(d.lead), t.length(d.acts), t.length(d.concepts), t.length(d.gist), t.length(d.chars),
	}
}

func formatValue(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }
