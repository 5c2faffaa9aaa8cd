package eval

import (
	"math"
	"sort"
)

// Clustering holds how well predicted groups agree with labelled ones. All
// values but N, Gold and Predicted are shares of 1.
type Clustering struct {
	N         int // labelled documents
	Gold      int // labelled groups
	Predicted int // predicted groups
	B3P       float64
	B3R       float64
	B3F       float64
	PairP     float64
	PairR     float64
	PairF     float64
	ARI       float64
	AMI       float64
}

// Cluster scores predicted group labels against gold ones, both by document.
// Documents without a gold label are left out; one without a prediction counts
// as a group of its own. It agrees with the Python scorer that the project's
// reference figures were computed with.
func Cluster(gold, predicted map[string]string) Clustering {
	t := tabulate(gold, predicted)
	c := Clustering{N: t.n, Gold: len(t.gold), Predicted: len(t.pred)}
	if t.n == 0 {
		return c
	}
	n := float64(t.n)
	var pairs float64
	for _, x := range t.cells {
		k := float64(x.count)
		c.B3P += k * k / float64(t.pred[x.pred]) / n
		c.B3R += k * k / float64(t.gold[x.gold]) / n
		pairs += choose2(x.count)
	}
	var inGold, inPred float64
	for _, k := range t.gold {
		inGold += choose2(k)
	}
	for _, k := range t.pred {
		inPred += choose2(k)
	}
	c.B3F = harmonic(c.B3P, c.B3R)
	c.PairP, c.PairR = ratio(pairs, inPred), ratio(pairs, inGold)
	c.PairF = harmonic(c.PairP, c.PairR)
	c.ARI = adjustedRand(pairs, inGold, inPred, choose2(t.n))
	c.AMI = adjustedInformation(t)
	return c
}

// table is the contingency table of gold and predicted groups.
type table struct {
	n          int
	gold, pred []int // sizes
	cells      []cell
}

type cell struct{ gold, pred, count int }

func tabulate(gold, predicted map[string]string) table {
	ids := make([]string, 0, len(gold))
	for id := range gold {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	t := table{n: len(ids)}
	goldIndex, predIndex := map[string]int{}, map[string]int{}
	at := map[[2]int]int{}
	number := func(index map[string]int, label string, sizes *[]int) int {
		i, ok := index[label]
		if !ok {
			i = len(*sizes)
			index[label] = i
			*sizes = append(*sizes, 0)
		}
		(*sizes)[i]++
		return i
	}
	for _, id := range ids {
		p, ok := predicted[id]
		if !ok {
			p = "\x00" + id
		}
		k := [2]int{number(goldIndex, gold[id], &t.gold), number(predIndex, p, &t.pred)}
		i, ok := at[k]
		if !ok {
			i = len(t.cells)
			at[k] = i
			t.cells = append(t.cells, cell{gold: k[0], pred: k[1]})
		}
		t.cells[i].count++
	}
	return t
}

func choose2(n int) float64 { return float64(n) * float64(n-1) / 2 }

func adjustedRand(pairs, inGold, inPred, all float64) float64 {
	expected := ratio(inGold*inPred, all)
	most := (inGold + inPred) / 2
	if most == expected {
		return 1
	}
	return (pairs - expected) / (most - expected)
}

// adjustedInformation is mutual information corrected for chance, with the
// arithmetic mean of the entropies (Vinh, Epps, Bailey 2010).
func adjustedInformation(t table) float64 {
	n := float64(t.n)
	mutual := 0.0
	for _, x := range t.cells {
		k := float64(x.count)
		mutual += k / n * math.Log(n*k/(float64(t.gold[x.gold])*float64(t.pred[x.pred])))
	}
	mean := (entropy(t.gold, n) + entropy(t.pred, n)) / 2
	expected := expectedInformation(t)
	if math.Abs(mean-expected) <= 1e-12 {
		return 1
	}
	return (mutual - expected) / (mean - expected)
}

func entropy(sizes []int, n float64) float64 {
	h := 0.0
	for _, k := range sizes {
		h -= float64(k) / n * math.Log(float64(k)/n)
	}
	return h
}

// expectedInformation is the mutual information of two random groupings with
// the same group sizes.
func expectedInformation(t table) float64 {
	n := float64(t.n)
	lg := func(k int) float64 { v, _ := math.Lgamma(float64(k) + 1); return v }
	gold, pred := bySize(t.gold), bySize(t.pred)
	sum := 0.0
	for _, a := range gold {
		for _, b := range pred {
			for k := max(1, a.size+b.size-t.n); k <= min(a.size, b.size); k++ {
				l := lg(a.size) + lg(b.size) + lg(t.n-a.size) + lg(t.n-b.size) - lg(t.n) - lg(k) -
					lg(a.size-k) - lg(b.size-k) - lg(t.n-a.size-b.size+k)
				f := float64(k)
				sum += float64(a.groups*b.groups) * f / n * math.Log(n*f/(float64(a.size)*float64(b.size))) * math.Exp(l)
			}
		}
	}
	return sum
}

type sized struct{ size, groups int }

func bySize(sizes []int) []sized {
	count := map[int]int{}
	for _, s := range sizes {
		count[s]++
	}
	out := make([]sized, 0, len(count))
	for s, k := range count {
		out = append(out, sized{s, k})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].size < out[j].size })
	return out
}
