package story

import "sort"

// index finds the events or stories that share rare terms with an article. Its
// cost is bounded by the number of terms asked and the length of the lists
// read, not by what is stored.
type index struct {
	lists map[uint32][]int32 // term -> serials, ascending in order of entry
}

const (
	askedTerms   = 28  // the weightiest terms of an article that are looked up
	indexedTerms = 60  // the weightiest terms of an article that are entered
	readList     = 250 // the latest entries of one term's list that are looked at
	foundAtMost  = 16
)

func newIndex() index { return index{lists: map[uint32][]int32{}} }

func (x index) add(h uint32, serial int32) { x.lists[h] = append(x.lists[h], serial) }

func (x index) remove(hashes []uint32, serial int32) {
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
// first, ties in order of serial. keep refuses serials.
func (x index) find(asked []term, t *frequencies, keep func(int32) bool) []hit {
	strength := map[int32]float64{}
	for _, q := range weightiest(asked, askedTerms, t) {
		list := x.lists[q.hash]
		r := t.rarity(q.hash)
		for _, s := range list[max(0, len(list)-readList):] {
			strength[s] += float64(q.weight) * r * r
		}
	}
	hits := make([]hit, 0, len(strength))
	for s, v := range strength {
		if keep(s) {
			hits = append(hits, hit{s, v})
		}
	}
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].strength != hits[j].strength {
			return hits[i].strength > hits[j].strength
		}
		return hits[i].serial < hits[j].serial
	})
	return hits[:min(len(hits), foundAtMost)]
}

// weightiest returns the n terms with the greatest weight times rarity, ties in
// order of hash.
func weightiest(ts []term, n int, t *frequencies) []term {
	type ranked struct {
		term
		rank float64
	}
	all := make([]ranked, len(ts))
	for i, x := range ts {
		r := t.rarity(x.hash)
		all[i] = ranked{x, float64(x.weight) * r}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].rank != all[j].rank {
			return all[i].rank > all[j].rank
		}
		return all[i].hash < all[j].hash
	})
	out := make([]term, 0, n)
	for _, x := range all[:min(n, len(all))] {
		out = append(out, x.term)
	}
	return out
}
