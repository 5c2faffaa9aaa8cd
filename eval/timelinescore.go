package eval

import (
	"math"
	"slices"
	"strings"
	"time"
)

// told is what a timeline says of each day: sentences by day.
type told map[time.Time][]string

func (t told) days() []time.Time {
	out := make([]time.Time, 0, len(t))
	for d := range t {
		out = append(out, d)
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// precisionRecall is a precision and a recall.
type precisionRecall struct{ p, r float64 }

func (x precisionRecall) f() float64 {
	if x.p+x.r == 0 {
		return 0
	}
	return 2 * x.p * x.r / (x.p + x.r)
}

// timelineScore is one timeline against one that a person made. The first index
// of concat, agreement and align is that of runs of one and two tokens.
type timelineScore struct {
	concat, agreement, align [2]precisionRecall
	date                     precisionRecall
}

// hitsOf collects hits and n-grams of the two sides.
type hitsOf struct{ pHit, p, rHit, r float64 }

func (h hitsOf) ratio() precisionRecall {
	var out precisionRecall
	if h.p > 0 {
		out.p = h.pHit / h.p
	}
	if h.r > 0 {
		out.r = h.rHit / h.r
	}
	return out
}

// scoreTimeline compares a timeline with a person's one (Martschat and Markert
// 2017, as their program tilse does it). concat takes all sentences as one text.
// agreement counts n-grams only of the same day. align gives each day of the one
// side the day of the other that is cheapest by distance and words (many days
// may choose the same one) and counts hits less the further the days are apart;
// it is called AR-1 and AR-2, or "align+ m:1". date compares the sets of days.
func scoreTimeline(r *rouge, predicted, gold told) timelineScore {
	var out timelineScore
	pd, gd := predicted.days(), gold.days()
	if len(pd) == 0 || len(gd) == 0 {
		return out
	}
	pg, gg := map[time.Time]grams{}, map[time.Time]grams{}
	var all, gall []string
	same := 0.0
	for _, d := range pd {
		pg[d] = r.grams(predicted[d])
		all = append(all, predicted[d]...)
		if gold[d] != nil {
			same++
		}
	}
	for _, d := range gd {
		gg[d] = r.grams(gold[d])
		gall = append(gall, gold[d]...)
	}
	out.date = precisionRecall{same / float64(len(pd)), same / float64(len(gd))}
	whole, gwhole := r.grams(all), r.grams(gall)
	toGold, toPredicted := cheapest(predicted, gold, pd, gd)
	for n := range 2 {
		h := float64(whole.hits(gwhole, n))
		out.concat[n] = hitsOf{h, float64(whole.total[n]), h, float64(gwhole.total[n])}.ratio()
		var agree, align hitsOf
		for i, d := range pd {
			agree.p += float64(pg[d].total[n])
			align.p += float64(pg[d].total[n])
			agree.pHit += float64(pg[d].hits(gg[d], n))
			g := gd[toGold[i]]
			align.pHit += closeness(d, g) * float64(pg[d].hits(gg[g], n))
		}
		for j, d := range gd {
			agree.r += float64(gg[d].total[n])
			align.r += float64(gg[d].total[n])
			agree.rHit += float64(gg[d].hits(pg[d], n))
			p := pd[toPredicted[j]]
			align.rHit += closeness(d, p) * float64(gg[d].hits(pg[p], n))
		}
		out.agreement[n], out.align[n] = agree.ratio(), align.ratio()
	}
	return out
}

// closeness is 1 for the same day, 1/2 for neighbours, 1/3 and so on.
func closeness(a, b time.Time) float64 {
	return 1 / (math.Abs(math.Round(a.Sub(b).Hours()/24)) + 1)
}

// cheapest returns for every day of either side the index of the day of the
// other side that costs least; the earliest of several.
func cheapest(predicted, gold told, pd, gd []time.Time) (toGold, toPredicted []int) {
	pb, gb := make([]map[string]int, len(pd)), make([]map[string]int, len(gd))
	for i, d := range pd {
		pb[i] = bagOf(predicted[d])
	}
	for j, d := range gd {
		gb[j] = bagOf(gold[d])
	}
	toGold, toPredicted = make([]int, len(pd)), make([]int, len(gd))
	least := make([]float64, len(gd))
	for i, p := range pd {
		lowest := math.Inf(1)
		for j, g := range gd {
			cost := (1 - closeness(p, g)) * (1 - bagOverlap(pb[i], gb[j]))
			if cost < lowest {
				lowest, toGold[i] = cost, j
			}
			if i == 0 || cost < least[j] {
				least[j], toPredicted[j] = cost, i
			}
		}
	}
	return toGold, toPredicted
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// bagOf counts the tokens of sentences as they are, without marks.
func bagOf(sentences []string) map[string]int {
	out := map[string]int{}
	for _, s := range sentences {
		for _, t := range strings.Fields(s) {
			if !strings.Contains(punctuation, t) {
				out[t]++
			}
		}
	}
	return out
}

// bagOverlap is the F1 of two bags.
func bagOverlap(a, b map[string]int) float64 {
	same, na, nb := 0, 0, 0
	for t, n := range a {
		same += min(n, b[t])
		na += n
	}
	for _, n := range b {
		nb += n
	}
	if same == 0 {
		return 0
	}
	return harmonic(float64(same)/float64(na), float64(same)/float64(nb))
}
