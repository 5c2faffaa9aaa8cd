package story

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

//go:generate go run gen_usual.go ../../../shared/data

//go:embed usual.txt
var usualText string

// usual is how many of a thousand news items have a word, by its hash.
var usual = func() map[uint32]uint32 {
	out := map[uint32]uint32{}
	for _, line := range strings.Split(usualText, "\n") {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		if n, err := strconv.ParseUint(f[2], 10, 32); err == nil {
			out[hashTerm('w', f[0], f[1])] = uint32(n)
		}
	}
	return out
}()

// frequencies counts in how many events a term occurs, in a table of fixed
// size. It counts events, not articles: a word does not become common because
// forty publishers report one flood.
type frequencies struct {
	counts  []uint32
	events  float64
	logAll  float64 // log of events seen and assumed
	vectors crowd
	ear     *ear
}

const (
	frequencyBits = 20
	// unseen stands for the events before the first one, whose words are those
	// of usual.txt: with them a stream of three articles already knows which
	// words are rare.
	unseen = 1000
)

func newFrequencies() *frequencies {
	t := &frequencies{counts: make([]uint32, 1<<frequencyBits), vectors: crowd{}, ear: newEar()}
	for h, n := range usual { // sums: the order does not matter
		t.counts[t.slot(h)] += n
	}
	usualInHeadlines(func(h, n uint32) {
		t.counts[t.slot(h)] = max(t.counts[t.slot(h)], n)
	})
	for line, n := range usualLines {
		for _, kind := range []byte{'c', 'g'} {
			slot := t.slot(hashTerm(kind, "", line))
			t.counts[slot] = max(t.counts[slot], n)
		}
	}
	t.logAll = math.Log(unseen + 1)
	return t
}

// remembered is the number of events after which all counts are halved: the
// table does not fill up however long the stream is, and what was common years
// ago is forgotten.
const remembered = 1 << 16

// more counts one more event.
func (t *frequencies) more() {
	t.events++
	if t.events >= remembered {
		t.events /= 2
		for i := range t.counts {
			t.counts[i] /= 2
		}
	}
	t.logAll = math.Log(t.events + unseen + 1)
}

// logs holds log(c+1): rarity is asked millions of times a minute.
var logs = func() (out [remembered]float64) {
	for c := range out {
		out[c] = math.Log(float64(c) + 1)
	}
	return out
}()

func (t *frequencies) slot(h uint32) uint32 { return (h ^ h>>frequencyBits) & (1<<frequencyBits - 1) }

// count adds the terms of doc that are not in known.
func (t *frequencies) count(doc, known []term) {
	j := 0
	for _, x := range doc {
		for j < len(known) && known[j].hash < x.hash {
			j++
		}
		if j < len(known) && known[j].hash == x.hash {
			continue
		}
		t.counts[t.slot(x.hash)]++
	}
}

// rarity is the inverse document frequency of a term.
func (t *frequencies) rarity(h uint32) float64 {
	c := t.counts[t.slot(h)]
	if int(c) < len(logs) {
		return t.logAll - logs[c]
	}
	return t.logAll - math.Log(float64(c)+1)
}
