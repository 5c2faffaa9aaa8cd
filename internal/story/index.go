package story

import (
	"slices"
	"sort"
)

// index finds the events or stories that share rare terms with an article. Its
// cost is bounded by the number of terms asked and the length of the lists
// read, not by what is stored.
type index struct {
	// heads leads a term to its only serial, or to a list: -1 to the first one. Most
	// terms have one serial, and a list would take five times the memory.
	heads   map[uint32]int32
	lists   [][]int32      // serials in order of entry
	free    []int32        // lists that nobody uses
	sums    [tallies]tally // a hash table of serials, empty between calls of find
	touched []int32        // where in it one call of find wrote, in that order
	alone   [1]int32       // what read returns for a term with one serial
}

// tally is the strength of one serial during one call of find. The table of
// them has a fixed size: by serial it would grow with all that ever came.
type tally struct {
	serial   int32
	strength float64
}

const (
	tallyBits = 14
	tallies   = 1 << tallyBits // more than twice askedTerms*readList
)

// tallyOf returns where the strength of a serial stands, or is to stand.
func (x *index) tallyOf(serial int32) int32 {
	at := uint32(serial) * 2654435761 >> (32 - tallyBits)
	for x.sums[at].serial != 0 && x.sums[at].serial != serial {
		at = (at + 1) % tallies
	}
	return int32(at)
}

const (
	askedTerms   = 28  // the weightiest terms of an article that are looked up
	indexedTerms = 60  // the weightiest terms of an article that are entered
	readList     = 250 // the latest entries of one term's list that are looked at
	foundAtMost  = 16
)

func newIndex() *index { return &index{heads: map[uint32]int32{}} }

// add enters a serial, which is at least 1. A list grows to twice of what is
// read of it; then the older half goes, which nobody would look at again.
func (x *index) add(h uint32, serial int32) {
	head := x.heads[h]
	switch {
	case head == 0:
		x.heads[h] = serial
	case head > 0:
		x.heads[h] = x.newList(head, serial)
	default:
		list := x.lists[-head-1]
		if len(list) == 2*readList {
			list = append(list[:0], list[readList:]...)
		}
		x.lists[-head-1] = append(list, serial)
	}
}

// newList makes a list of two serials and returns the head that leads to it.
func (x *index) newList(a, b int32) int32 {
	if n := len(x.free); n > 0 {
		i := x.free[n-1]
		x.free = x.free[:n-1]
		x.lists[i] = append(x.lists[i], a, b)
		return -i - 1
	}
	x.lists = append(x.lists, []int32{a, b})
	return -int32(len(x.lists))
}

func (x *index) remove(hashes []uint32, serial int32) {
	for _, h := range hashes {
		head := x.heads[h]
		switch {
		case head == serial:
			delete(x.heads, h)
		case head < 0:
			i := -head - 1
			list := x.lists[i]
			if at := slices.Index(list, serial); at >= 0 {
				list = slices.Delete(list, at, at+1)
			}
			x.lists[i] = list
			if len(list) == 0 {
				delete(x.heads, h)
				x.free = append(x.free, i)
			}
		}
	}
}

// read returns the latest serials of a term.
func (x *index) read(h uint32) []int32 {
	head := x.heads[h]
	switch {
	case head == 0:
		return nil
	case head > 0:
		x.alone[0] = head
		return x.alone[:]
	}
	list := x.lists[-head-1]
	return list[max(0, len(list)-readList):]
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
		r := t.rarity(q.hash)
		share := float64(q.weight) * r * r
		if share == 0 {
			continue
		}
		for _, s := range x.read(q.hash) {
			at := x.tallyOf(s)
			if x.sums[at].serial == 0 {
				x.sums[at].serial = s
				x.touched = append(x.touched, at)
			}
			x.sums[at].strength += share
		}
	}
	hits := make([]hit, 0, foundAtMost+1)
	for _, at := range x.touched {
		h := hit(x.sums[at])
		x.sums[at] = tally{}
		full := len(hits) == foundAtMost
		if full && !h.stronger(hits[foundAtMost-1]) || !keep(h.serial) {
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
