package language

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
)

var enamdict = flag.String("enamdict", "", "learn sound.gen.txt anew from this file of ENAMDICT (EUC-JP; Debian's package enamdict has it)")

// soundPair is a katakana name of one word with one Latin spelling.
type soundPair struct{ kana, latin string }

// ownPairs keep learning alive in tests without the dictionary: names made by
// the rules of romanisation.
var ownPairs = []soundPair{
	{"アマド", "amado"}, {"ベラン", "belan"}, {"カルベ", "carbe"}, {"ダネル", "danel"}, {"エステラ", "estela"}, {"ファビロ", "fabilo"}, {"ゴラン", "golan"}, {"ハビト", "habit"},
	{"イレナ", "irena"}, {"ジョバン", "jovan"}, {"カミラ", "camilla"}, {"ロマノ", "romano"}, {"マルタ", "marta"}, {"ノエル", "noel"}, {"オルガ", "olga"}, {"パブロ", "pablo"},
	{"レナト", "renato"}, {"サラン", "salan"}, {"タマラ", "tamara"}, {"ビダル", "vidal"}, {"ルナン", "lunan"}, {"メルカ", "melka"}, {"トバル", "tobal"}, {"ニコラ", "nicola"},
}

// TestTrainSound learns how katakana spells Latin names; with -enamdict from
// the dictionary, and then it writes sound.gen.txt (a minute). What it learned
// must know names it has not seen.
func TestTrainSound(t *testing.T) {
	pairs, held := ownPairs, []soundPair{{"カラン", "calan"}, {"バネル", "vanel"}, {"マラト", "marato"}}
	if *enamdict != "" {
		all := readEnamdict(t, *enamdict)
		pairs, held = nil, nil
		for _, p := range all {
			if hashOf(p.kana)%10 == 0 {
				held = append(held, p)
			} else {
				pairs = append(pairs, p)
			}
		}
	}
	l := newLearner(pairs)
	for range 8 {
		t.Logf("mean log likelihood %.4f", l.step())
	}
	m := readSpellings(l.table([3]float64{0, 1, 0}))
	weigh := calibrate(m, held)
	t.Logf("%d pairs, %d held back, weights %.3f", len(pairs), len(held), weigh)
	if right := heldBack(m, held); right < 0.9 {
		t.Errorf("best of a hundred for %.3f of the names held back", right)
	} else {
		t.Logf("best of a hundred for %.4f of the names held back", right)
	}
	if *enamdict == "" {
		return
	}
	if err := os.WriteFile("sound.gen.txt", []byte(l.table(weigh)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func hashOf(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// readEnamdict reads lines like "ブラス /(u) Brass/Brath/".
func readEnamdict(t *testing.T, path string) []soundPair {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[soundPair]bool{}
	var out []soundPair
	sc := bufio.NewScanner(japanese.EUCJP.NewDecoder().Reader(f))
	for sc.Scan() {
		head, rest, ok := strings.Cut(sc.Text(), " /")
		if !ok || !isKatakanaWord(head) {
			continue
		}
		if _, after, ok := strings.Cut(rest, ") "); ok {
			rest = after
		}
		for alt := range strings.SplitSeq(strings.Trim(rest, "/"), "/") {
			alt, _, _ = strings.Cut(alt, " (")
			latin := plainLetters(alt)
			n := len([]rune(head))
			if !isLatinWord(strings.ReplaceAll(strings.ReplaceAll(alt, " ", ""), "-", "")) || len(latin) < 2 || n < 2 || n > 12 || len(latin) > 4*n || strings.Count(alt, " ") > 1 {
				continue
			}
			if p := (soundPair{head, latin}); !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// learner is expectation maximisation over all ways to cut a name's letters
// into the spellings of its sounds.
type learner struct {
	pairs [][]int // sounds of each pair
	latin []string
	names []string // of sounds
	p     []map[uint32]float64
	text  map[uint32]string
}

func newLearner(pairs []soundPair) *learner {
	l := &learner{text: map[uint32]string{}}
	index := map[string]int{}
	for _, pair := range pairs {
		var us []int
		for _, u := range soundUnits(pair.kana) {
			if _, ok := index[u]; !ok {
				index[u] = len(l.names)
				l.names = append(l.names, u)
				l.p = append(l.p, nil)
			}
			us = append(us, index[u])
		}
		l.pairs = append(l.pairs, us)
		l.latin = append(l.latin, pair.latin)
	}
	return l
}

// prob is what is known of a spelling; at first, how much it looks like the
// sound's romanisation.
func (l *learner) prob(u int, letters string) float64 {
	if l.p[u] != nil {
		return l.p[u][pack(letters)]
	}
	name := strings.TrimSuffix(l.names[u], "$")
	roman := kanaSound(name)
	if roman == "" { // ッ, ー, and ル that kanaSound leaves out
		roman = map[string]string{"ル": "ru"}[name]
	}
	return math.Exp(-1.5 * float64(editCost(roman, letters)))
}

// editCost is the edit distance; letters that katakana does not tell apart are
// close, and a vowel may be added.
func editCost(a, b string) float64 {
	row := make([]float64, len(b)+1)
	for j := range row {
		row[j] = float64(j)
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] += 0.7
		for j := 1; j <= len(b); j++ {
			sub := 1.0
			if a[i-1] == b[j-1] {
				sub = 0
			} else if strings.Contains("rl lr bv vb kc ck sc zs ji iy hf uo au", string([]byte{a[i-1], b[j-1]})) {
				sub = 0.3
			}
			diag, row[j] = row[j], min(diag+sub, row[j]+0.7, row[j-1]+0.8)
		}
	}
	return row[len(b)]
}

// step makes one pass and returns the mean log likelihood.
func (l *learner) step() float64 {
	counts := make([]map[uint32]float64, len(l.names))
	for i := range counts {
		counts[i] = map[uint32]float64{}
	}
	sum := 0.0
	for i, us := range l.pairs {
		sum += l.expect(us, l.latin[i], counts)
	}
	for i, c := range counts {
		total := 0.0
		for _, k := range slices.Sorted(maps.Keys(c)) {
			total += c[k]
		}
		for k := range c {
			c[k] /= total
			if c[k] < 1e-6 {
				delete(c, k)
			}
		}
		l.p[i] = c
	}
	return sum / float64(len(l.pairs))
}

// expect adds the expected counts of one pair (forward and backward sums).
func (l *learner) expect(us []int, latin string, counts []map[uint32]float64) float64 {
	n, m := len(latin), len(us)
	at := func() [][]float64 {
		x := make([][]float64, m+1)
		for i := range x {
			x[i] = make([]float64, n+1)
		}
		return x
	}
	forward, backward := at(), at()
	forward[0][0], backward[m][n] = 1, 1
	for i := 0; i < m; i++ {
		for j := 0; j <= n; j++ {
			for k := 0; k <= longestSpelling && j+k <= n && forward[i][j] > 0; k++ {
				forward[i+1][j+k] += forward[i][j] * l.prob(us[i], latin[j:j+k])
			}
		}
	}
	total := forward[m][n]
	if total <= 0 {
		return 0
	}
	for i := m - 1; i >= 0; i-- {
		for j := n; j >= 0; j-- {
			for k := 0; k <= longestSpelling && j+k <= n; k++ {
				if backward[i+1][j+k] == 0 {
					continue
				}
				p := l.prob(us[i], latin[j:j+k])
				backward[i][j] += p * backward[i+1][j+k]
				if x := forward[i][j] * p * backward[i+1][j+k] / total; x > 0 {
					counts[us[i]][pack(latin[j:j+k])] += x
					l.text[pack(latin[j:j+k])] = latin[j : j+k]
				}
			}
		}
	}
	return math.Log(total)
}

// table prints what was learned. Spellings rarer than one in five hundred are
// left out.
func (l *learner) table(weigh [3]float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Generated by TestTrainSound; do not edit. Learned from ENAMDICT (see NOTICE).\nweigh %.4f %.4f %.4f\npairs", weigh[0], weigh[1], weigh[2])
	for _, row := range l.letterPairs() {
		b.WriteByte(' ')
		for k, c := range row {
			if k > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%d", int(math.Round(10*c)))
		}
	}
	b.WriteByte('\n')
	order := make([]int, len(l.names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return strings.Compare(l.names[x], l.names[y]) })
	for _, i := range order {
		var kept []uint32
		for k, p := range l.p[i] {
			if p >= 1.0/500 {
				kept = append(kept, k)
			}
		}
		slices.SortFunc(kept, func(x, y uint32) int {
			return cmp.Or(cmp.Compare(l.p[i][y], l.p[i][x]), cmp.Compare(x, y))
		})
		b.WriteString(l.names[i])
		for _, k := range kept {
			fmt.Fprintf(&b, " %s:%d", l.text[k], int(math.Round(-10*math.Log(l.p[i][k]))))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// letterPairs are the costs of a letter after another in the Latin names.
func (l *learner) letterPairs() [27][26]float64 {
	var out [27][26]float64
	for i := range out {
		for k := range out[i] {
			out[i][k] = 0.5
		}
	}
	for _, s := range l.latin {
		before := 26
		for i := 0; i < len(s); i++ {
			out[before][s[i]-'a']++
			before = int(s[i] - 'a')
		}
	}
	for i := range out {
		sum := 0.0
		for _, v := range out[i] {
			sum += v
		}
		for k := range out[i] {
			out[i][k] = -math.Log(out[i][k] / sum)
		}
	}
	return out
}

// rivals are a hundred other names for the pair i, always the same.
func rivals(held []soundPair, i int) []soundPair {
	var out []soundPair
	for k := 1; k <= 100; k++ {
		r := held[(i+k*7919)%len(held)]
		if r.kana != held[i].kana && r.latin != held[i].latin {
			out = append(out, r)
		}
	}
	return out
}

// heldBack is the share of names whose own spelling beats a hundred others'.
func heldBack(m *spellings, held []soundPair) float64 {
	right, n := 0, 0
	for i := 0; i < len(held); i += 1 + len(held)/2000 {
		us := m.units(held[i].kana)
		own := m.weight(us, held[i].latin)
		ok := true
		for _, r := range rivals(held, i) {
			ok = ok && m.weight(us, r.latin) < own
		}
		n++
		if ok {
			right++
		}
	}
	return float64(right) / float64(n)
}

// calibrate learns logistic's weights: each held pair against the best wrong
// one of a hundred, by Newton's plain gradient.
func calibrate(m *spellings, held []soundPair) [3]float64 {
	type row struct{ e, n, y float64 }
	var rows []row
	for i := 0; i < len(held); i += 1 + len(held)/3000 {
		us := m.units(held[i].kana)
		n := float64(len(us))
		own := m.weight(us, held[i].latin)
		best := math.Inf(-1)
		for _, r := range rivals(held, i) {
			best = max(best, m.weight(us, r.latin))
		}
		rows = append(rows, row{own, n, 1}, row{best, n, 0})
	}
	var w [3]float64
	for range 20000 {
		var g [3]float64
		for _, r := range rows {
			d := r.y - 1/(1+math.Exp(-(w[0]+w[1]*r.e+w[2]*r.n)))
			g[0] += d
			g[1] += d * r.e
			g[2] += d * r.n
		}
		for i := range w {
			w[i] += g[i] / float64(len(rows)) * [3]float64{0.5, 0.01, 0.02}[i]
		}
	}
	return w
}
