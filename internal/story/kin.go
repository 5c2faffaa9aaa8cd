package story

import (
	_ "embed"
	"encoding/binary"
	"math"
)

//go:generate go run gen_kin.go ../../../shared/data

//go:embed kin.gen.bin
var kinBytes []byte

//go:embed headline.gen.bin
var headlineBytes []byte

// usualInHeadlines is in how many of a thousand events a Japanese headline has
// a word, a character or a pair of characters, by hash.
func usualInHeadlines(do func(hash, n uint32)) {
	for b := headlineBytes; len(b) >= 5; b = b[5:] {
		do(binary.LittleEndian.Uint32(b), uint32(b[4]))
	}
}

// HeadlineTerms are the hashes of a headline's words and characters; for the
// generators of the tables in this folder.
func HeadlineTerms(f Features) []uint32 {
	var out []uint32
	for _, t := range charsOf(f.Title) {
		out = append(out, t.hash)
	}
	for _, w := range f.Title {
		out = append(out, HashWord(f.Lang, w))
	}
	return out
}

// kinSize is the number of values of a word's vector.
const kinSize = 48

// kin is the vector of a word of Japanese headlines, by its hash: words that
// stand in headlines of one matter have vectors of one direction.
var kin = func() map[uint32][kinSize]int8 {
	out := make(map[uint32][kinSize]int8, len(kinBytes)/(4+kinSize))
	for b := kinBytes; len(b) >= 4+kinSize; b = b[4+kinSize:] {
		var v [kinSize]int8
		for i := range v {
			v[i] = int8(b[4+i])
		}
		out[binary.LittleEndian.Uint32(b)] = v
	}
	return out
}()

// HashWord is the hash under which a word of a language is known; for the
// generators of the tables in this folder.
func HashWord(lang, word string) uint32 { return hashTerm('w', lang, word) }

// meaning is the direction of several words together.
type meaning [kinSize]float32

// meaningOf adds up the vectors of words by their rarity, to length 1; all 0
// where no word has a vector.
func (t *frequencies) meaningOf(words []term) meaning {
	var m meaning
	for _, w := range words {
		v, ok := kin[w.hash]
		if !ok {
			continue
		}
		x := float32(t.rarity(w.hash)) * w.weight
		for i := range m {
			m[i] += x * float32(v[i])
		}
	}
	return m.unit()
}

func (m meaning) unit() meaning {
	s := 0.0
	for _, v := range m {
		s += float64(v) * float64(v)
	}
	if s > 0 {
		n := float32(1 / math.Sqrt(s))
		for i := range m {
			m[i] *= n
		}
	}
	return m
}

// near is the cosine of two meanings, 0 where it is negative.
func (m *meaning) near(o *meaning) float64 {
	s := float32(0)
	for i := range m {
		s += m[i] * o[i]
	}
	return max(0, float64(s))
}

func (m *meaning) add(o *meaning) {
	for i := range m {
		m[i] += o[i]
	}
}
