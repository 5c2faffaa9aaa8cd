package theme

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kiku/internal/claim"
	"kiku/internal/digest"
)

func TestEnglishCountsAgree(t *testing.T) {
	t.Parallel()
	one := &digest.Digest{Flower: flowerOf(1, 1, 1, 1)}
	if got := FlowerWords(WordsOf("en"), one); got != "1 independent report from 1 publisher in 1 day. 1 report stands in a dispute." {
		t.Error(got)
	}
	many := &digest.Digest{Flower: flowerOf(12, 3, 4, 0)}
	if got := FlowerWords(WordsOf("en"), many); got != "12 independent reports from 4 publishers in 3 days. No disputes." {
		t.Error(got)
	}
	// Whatever counts with n must be able to say one.
	for k, words := range tables["en"].table {
		if strings.Contains(words, "{n}") && !strings.HasSuffix(k, ".one") && strings.Contains(words, "{n} ") {
			if next := strings.Fields(words[strings.Index(words, "{n} ")+4:]); len(next) > 0 && strings.HasSuffix(strings.Trim(next[0], ".,;:)"), "s") && !tables["en"].Has(k+".one") {
				t.Errorf("%s: %q has no form for one", k, words)
			}
		}
	}
}

// The key says how many reports share a petal and what a ring is; both must be so.
func TestFlowerKeyIsTrue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reports, days, publishers, every int }{{9, 2, 3, 0}, {48, 42, 6, 9}, {400, 60, 14, 9}, {900, 300, 30, 5}} {
		f := flowerOf(c.reports, c.days, c.publishers, c.every)
		got := cutOf(f, Large)
		if len(got.petals) > Large.most || len(got.petals)*got.each < c.reports {
			t.Errorf("%v: %d petals of at most %d reports", c, len(got.petals), got.each)
		}
		key := FlowerKey(WordsOf("en"), &digest.Digest{Flower: f})
		if grouped := strings.Contains(key, "up to"); grouped != (got.each > 1) {
			t.Errorf("%v: %q for %d reports each", c, key, got.each)
		}
		if folded := strings.Contains(key, "twice"); folded != got.folded {
			t.Errorf("%v: %q", c, key)
		}
		if len(f.Petals) == c.reports && got.each == 1 && len(got.petals) != c.reports {
			t.Errorf("%v: %d petals", c, len(got.petals))
		}
	}
}

// Of many days the outermost ring is the newest, the next holds two, then four.
func TestRingsDoubleInwards(t *testing.T) {
	t.Parallel()
	const days = 30
	rings, folded := ringsOf(days, 8)
	var got []int
	for i := range rings {
		n := 0
		for day := range days {
			if ringOf(day, days, rings, folded) == rings-1-i {
				n++
			}
		}
		got = append(got, n)
	}
	if diff := cmp.Diff([]int{1, 2, 4, 8, 15}, got); diff != "" {
		t.Errorf("days by ring, from outside (-want +got):\n%s", diff)
	}
	if rings, folded := ringsOf(5, 8); rings != 5 || folded {
		t.Errorf("5 days: %d rings, folded %v", rings, folded)
	}
}

func TestDotsGrowWithReportsAndNeverTouchTheText(t *testing.T) {
	t.Parallel()
	last := 0.0
	for _, n := range []int{1, 2, 4, 9} {
		r := dotRadius(n)
		if r <= last || r > 15 {
			t.Errorf("%d reports: radius %.1f after %.1f", n, r, last)
		}
		last = r
	}
	if r := dotRadius(400); r != 15 {
		t.Errorf("400 reports: %.1f", r)
	}
	if got := runsOf(&digest.Moment{Reports: 3}); len(got) != 1 || got[0].publisher != Colours {
		t.Errorf("publishers unknown: %v", got)
	}
	if got := runsOf(&digest.Moment{Publishers: []int{0, 1, 10, 11, 12}}); len(got) != 3 || got[2].reports != 3 {
		t.Errorf("publishers without a colour share one: %v", got)
	}
}

func onDay(day int) time.Time { return time.Date(2026, 3, 1+day, 9, 0, 0, 0, time.UTC) }

func kinds(rows []beat) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.kind[:1])
	}
	return b.String()
}

func TestTheLineBreaksWhereNobodyReports(t *testing.T) {
	t.Parallel()
	s := &Shell{W: WordsOf("en"), Lang: "en"}
	d := &digest.Digest{Since: onDay(0), AsOf: onDay(24), Edition: 3, Flower: digest.Flower{Days: 25, Petals: []digest.Petal{{Day: 0}, {Day: 1}, {Day: 12}, {Day: 18}, {Day: 24}}},
		Timeline: []digest.Moment{{Event: "a", Date: onDay(0)}, {Event: "b", Date: onDay(1)}, {Event: "c", Date: onDay(12)}, {Event: "d", Date: onDay(24)}},
		Ledger:   []digest.Holding{{Actor: "X", Positions: []digest.HeldPosition{{Stance: claim.Oppose, Date: onDay(1).Add(-time.Hour)}, {Stance: claim.Support, Date: onDay(12).Add(-time.Hour), Changed: true}}}}}
	rows := beats(s, d, d.Timeline, false)
	if got := kinds(rows); got != "eegecgen" {
		t.Fatalf("rows %s", got)
	}
	// Between the second and the third nobody reported; after that somebody did.
	if rows[2].words != "10 days without an independent report" || rows[5].words != "12 days later" {
		t.Errorf("%q, %q", rows[2].words, rows[5].words)
	}
	if rows[0].space >= rows[1].space {
		t.Error("a day and eleven days are drawn alike")
	}
	d.AsOf = onDay(40) // April
	if got := kinds(beats(s, d, d.Timeline, true)); !strings.HasPrefix(got, "me") || !strings.HasSuffix(got, "gn") {
		t.Errorf("with another month: %s", got)
	}
}

func TestStripKeepsOrderAndStaysInside(t *testing.T) {
	t.Parallel()
	for _, on := range [][]int{{0, 1, 2}, {0, 1, 300, 301}, {0, 7, 40, 41, 42, 90}} {
		sc := newScale(on)
		last := math.Inf(-1)
		for _, day := range on {
			x := sc.at(day)
			if x <= last || x < stripEdge || x > stripWide-stripEdge+0.01 {
				t.Errorf("%v: day %d at %.1f after %.1f", on, day, x, last)
			}
			last = x
		}
		if (len(sc.breaks) > 0) != (on[len(on)-1] > 60) {
			t.Errorf("%v: %d breaks", on, len(sc.breaks))
		}
	}
}
