package story

import "sort"

// index finds the events or stories that share rare terms with an article. Its
// cost is bounded by the number of terms asked and the length of the lists
// read, not by what is stored.
type index struct {
	lists    map[uint32][]int32 // term -> serials, in order of entry
	strength []float64          // by serial; all 0 between calls of find
	touched  []int32            // serials that one call of find met
}

const (
	askedTerms   = 28  // the weightiest terms of an article that are looked up
	indexedTerms = 60  // the weightiest terms of an article that are entered
	readList     = 250 // the latest entries of one term's list that are looked at
	foundAtMost  = 16
)

func newIndex() *index { return &index{lists: map[uint32][]int32{}} }

// add enters a serial. A list grows to twice of what is read of it; then the
// older half goes, which nobody would look at again.
func (x *index) add(h uint32, serial int32) {
	list := x.lists[h]
	if len(list) == 2*readList {
		list = append(list[:0], list[readList:]...)
	}
	x.lists[h] = append(list, serial)
	for int(serial) >= len(x.strength) {
		x.strength = append(x.strength, 0)
	}
}

func (x *index) remove(hashes []uint32, serial int32) {
	for _, h := range hashes {
		list := x.lists[h]
		for i, s := range list {
			if s == serial {
				list = append(list[:i], list[i+1:]...)
				break
			}
		}
		if len(list) == 0 {
			delete(x.lists, h)
		} else {
			x.lists[h] = list
		}
	}
}

// hit is a serial with the strength of the terms it shares.
type hit struct {
	serial   int32
	strength float64
}

// find returns the serials that share most with the asked terms, strongest
// first, ties in order of serial. keep refuses serials; it is asked only of
// those that would be among the found.
func (x *index) find(asked []term, t *frequencies, keep func(int32) bool) []hit {
	x.touched = x.touched[:0]
	for _, q := range weightiest(asked, askedTerms, t) {
		list := x.lists[q.hash]
		r := t.rarity(q.hash)
		share := float64(q.weight) * r * r
		if share == 0 {
			continue
		}
		for _, s := range list[max(0, len(list)-readList):] {
			if x.strength[s] == 0 {
				x.touched = append(x.touched, s)
			}
			x.strength[s] += share
		}
	}
	hits := make([]hit, 0, foundAtMost+1)
	for _, s := range x.touched {
		h := hit{s, x.strength[s]}
		x.strength[s] = 0
		full := len(hits) == foundAtMost
		if full && !h.stronger(hits[foundAtMost-1]) || !keep(s) {
			continue
		}
		i := sort.Search(len(hits), func(i int) bool { return h.stronger(hits[i]) })
		hits = append(hits, hit{})
		copy(hits[i+1:], hits[i:])
		hits[i] = h
		hits = hits[:min(len(hits), foundAtMost)]
	}
	return hits
}

func (h hit) stronger(o hit) bool {
	if h.strength != o.strength {
		return h.strength > o.strength
	}
	return h.serial < o.serial
}
