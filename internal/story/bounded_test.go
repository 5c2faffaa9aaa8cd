package story

import (
	"fmt"
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
