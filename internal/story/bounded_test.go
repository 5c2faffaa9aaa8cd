package story

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// TestTablesStayBounded counts more events and articles than the tables are
// made for: what they hold is halved, and what is common stays common.
func TestTablesStayBounded(t *testing.T) {
	f, h := newFrequencies(), newHabits()
	often, half := term{hash: 11}, term{hash: 77}
	for i := range 3 * remembered {
		f.more()
		f.count([]term{often}, nil)
		if i%2 == 0 {
			f.count([]term{half}, nil)
		}
		h.count("daily", []term{often})
		if i%1000 == 0 {
			h.count(fmt.Sprint("small ", i), nil)
		}
	}
	if f.events >= remembered || f.rarity(often.hash) > 0.1 || f.rarity(half.hash) < 0.5 || f.rarity(half.hash) > 1 {
		t.Errorf("%v events, rarity %v of a term of all, %v of every second", f.events, f.rarity(often.hash), f.rarity(half.hash))
	}
	if n := h.articles["daily"]; n >= 1<<16 || int(h.counts[h.slot(hashTerm('p', "", "daily"), often.hash)]) < n-2 {
		t.Errorf("%d articles, %d with the term", n, h.counts[h.slot(hashTerm('p', "", "daily"), often.hash)])
	}
	if len(h.articles) > 70 {
		t.Errorf("%d publishers are remembered", len(h.articles))
	}
}

// TestIndexDoesNotGrowWithSerials enters and removes serials as years of
// reports do.
func TestIndexDoesNotGrowWithSerials(t *testing.T) {
	x, f := newIndex(), newFrequencies()
	for s := int32(1); s < 200_000; s++ {
		x.add(uint32(s%50), s)
		if s > 300 {
			x.remove([]uint32{uint32((s - 300) % 50)}, s-300)
		}
	}
	hits := x.find([]term{{hash: 3, weight: 1}, {hash: 4, weight: 1}}, f, func(int32) bool { return true })
	if len(hits) != 12 || len(x.heads) != 50 || len(x.lists) > 50 {
		t.Errorf("%d hits, %d terms, %d lists", len(hits), len(x.heads), len(x.lists))
	}
	if again := x.find([]term{{hash: 3, weight: 1}, {hash: 4, weight: 1}}, f, func(int32) bool { return true }); !slices.Equal(hits, again) {
		t.Errorf("the same question has two answers: %v, %v", hits, again)
	}
}

// keeper keeps what a bounded Grouper forgets, as a store does.
type keeper struct {
	*Grouper
	kept map[EventID][]Placement
	of   map[EventID][]Features
	back int // reports that came back
}

func newKeeper(bound int) *keeper {
	k := &keeper{NewGrouper(), map[EventID][]Placement{}, map[EventID][]Features{}, 0}
	k.Bound(bound)
	return k
}

// hear brings back what a report may belong to and places it; one that was
// placed before is put where it was.
func (k *keeper) hear(f Features, was *Placement) Placement {
	for _, id := range k.Gone(f) {
		for i, r := range k.of[id] {
			k.Return(r, k.kept[id][i])
			k.back++
		}
	}
	var p Placement
	if was == nil {
		p = k.Add(f)
	} else {
		p = *was
		k.Restore(f, p)
	}
	k.kept[p.Event], k.of[p.Event] = append(k.kept[p.Event], p), append(k.of[p.Event], f)
	return p
}

// TestABoundedRestoreEqualsAddingAll: a working set of twelve reports that is
// restored in the order of arrival is the one that heard them all, also where
// reports arrive in another order than that of their dates.
func TestABoundedRestoreEqualsAddingAll(t *testing.T) {
	fs := append(many(900), append(ferry(), dam()...)...)
	Sort(fs)
	for i := 0; i+7 < len(fs); i += 9 { // every ninth comes late
		fs[i], fs[i+7] = fs[i+7], fs[i]
	}
	whole, half := newKeeper(12), newKeeper(12)
	for i, f := range fs {
		p := whole.hear(f, nil)
		if i < len(fs)/2 {
			p = stored(t, p)
			half.hear(stored(t, f), &p)
		} else if q := half.hear(f, nil); !reflect.DeepEqual(p, q) {
			t.Fatalf("report %d: %+v after restoring, %+v without", i, q, p)
		}
	}
	if !reflect.DeepEqual(whole.Stories(), half.Stories()) {
		t.Error("stories differ after restoring")
	}
	if whole.back < 10 || half.back != whole.back {
		t.Errorf("%d reports came back, %d after restoring: the test shows nothing", whole.back, half.back)
	}
}
