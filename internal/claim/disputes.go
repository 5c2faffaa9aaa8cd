package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Disputes returns where the reports of one event differ: figures that cannot
// both hold or that moved, denials, and roles printed two ways. independent
// says whether two articles are no echoes of each other. Of each measure at
// most one conflict and one update are returned. The order and the IDs do not
// depend on the order of the input. It keeps silent where it is not sure: a
// false dispute on a page is worse than a missed one.
func Disputes(qs []Quantity, sts []Statement, independent func(a, b article.ID) bool) []Dispute {
	out := figureDisputes(qs, independent)
	out = append(out, denials(sts, independent)...)
	out = append(out, roleDisputes(sts, independent)...)
	sort.SliceStable(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if !x.B.Published.Equal(y.B.Published) {
			return x.B.Published.After(y.B.Published)
		}
		return x.ID < y.ID
	})
	return out
}

// figureDisputes compares the figures of one measure.
func figureDisputes(qs []Quantity, independent func(a, b article.ID) bool) []Dispute {
	groups := map[string][]Quantity{}
	for _, q := range qs {
		base, _, _ := strings.Cut(q.Measure, "@")
		groups[base+"|"+unitClass(q)] = append(groups[base+"|"+unitClass(q)], q)
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var out []Dispute
	for _, k := range keys {
		g := groups[k]
		sortQuantities(g)
		best := map[Kind]*Dispute{}
		for i := range g {
			for j := i + 1; j < len(g); j++ {
				kind, ok := judge(g[i], g[j], g, independent)
				if !ok {
					continue
				}
				d := figureDispute(kind, g[i], g[j])
				// the widest update and the newest conflict stand for the rest
				if old := best[kind]; old == nil || kind == Conflict && d.A.Published.After(old.A.Published) ||
					kind == Update && d.A.Published.Equal(old.A.Published) && d.B.Published.After(old.B.Published) {
					best[kind] = &d
				}
			}
		}
		for _, kind := range []Kind{Conflict, Update} {
			if d := best[kind]; d != nil {
				out = append(out, *d)
			}
		}
	}
	return out
}

func sortQuantities(g []Quantity) {
	sort.SliceStable(g, func(i, j int) bool {
		a, b := g[i], g[j]
		if !a.Published.Equal(b.Published) {
			return a.Published.Before(b.Published)
		}
		if a.Ref.Article != b.Ref.Article {
			return a.Ref.Article < b.Ref.Article
		}
		if a.Index != b.Index {
			return a.Index < b.Index
		}
		return a.Figure.Span.Start < b.Figure.Span.Start
	})
}

// unitClass puts people of both languages, and casualties printed without a
// noun, under one unit.
func unitClass(q Quantity) string {
	u := q.Figure.Unit
	base, _, _ := strings.Cut(q.Measure, "@")
	base, _, _ = strings.Cut(base, "/")
	switch {
	case u == "人" || u == "名" || u == "person":
		return "person"
	case u == "" && (monotone[base] || base == "missing" || base == "hostage" || base == "evacuation"):
		return "person"
	}
	return u
}

// judge decides how two figures of one measure, a published first, differ.
func judge(a, b Quantity, all []Quantity, independent func(a, b article.ID) bool) (Kind, bool) {
	if a.Ref.Article == b.Ref.Article || a.Figure.Value == b.Figure.Value || !sameThing(a, b) {
		return "", false
	}
	if a.Publisher != b.Publisher && !independent(a.Ref.Article, b.Ref.Article) {
		return "", false
	}
	base, _, _ := strings.Cut(a.Measure, "@")
	class, _, _ := strings.Cut(base, "/")
	if fits(a, b) {
		// a lower bound is met by the larger number of a later report; that is news all the same
		moved := (monotone[class] || moving[class]) && b.Published.After(a.Published) && !a.Published.IsZero() &&
			b.Figure.Value >= 1.1*a.Figure.Value && a.Figure.Bound != "max" && a.Figure.Bound != "about" && b.Figure.Bound != "about" && !severalValues(a, all) && !severalValues(b, all)
		return Update, moved
	}
	if severalValues(a, all) || severalValues(b, all) {
		return "", false // an article that prints two values means two things
	}
	later := b.Published.Sub(a.Published)
	if a.Published.IsZero() || b.Published.IsZero() {
		later = 0 // unknown
	}
	grew := b.Figure.Value > a.Figure.Value
	switch {
	case a.Publisher == b.Publisher:
		return Update, later > 0 && (monotone[class] && grew || moving[class])
	case monotone[class] && grew && later > 0:
		return Update, true
	case moving[class] && later > 6*time.Hour:
		return Update, true
	case later > 48*time.Hour:
		return "", false
	case monotone[class] && atLeast(b) && later > 0:
		return "", false // a late report with an old lower bound
	}
	return Conflict, sure(a, b)
}

func atLeast(q Quantity) bool { return q.Figure.Bound == "min" && q.Hedged }

// sameThing reports whether two figures measure the same of the same at the
// same time: scopes equal or only one printed, owners equal or only one known.
func sameThing(a, b Quantity) bool {
	baseA, scopeA, _ := strings.Cut(a.Measure, "@")
	baseB, scopeB, _ := strings.Cut(b.Measure, "@")
	if baseA != baseB || unitClass(a) != unitClass(b) {
		return false
	}
	class, _, _ := strings.Cut(baseA, "/")
	if scopeA != scopeB && (!monotone[class] && !moving[class] && class != "cost" || scopeA != "" && scopeB != "" || named(scopeA) || named(scopeB)) {
		return false
	}
	if a.Who != b.Who && a.Who != "" && b.Who != "" {
		return false
	}
	if japanese(a.Sentence) && japanese(b.Sentence) && (!speaksOf(a, b.Who) || !speaksOf(b, a.Who)) {
		return false
	}
	lo, hi := math.Abs(a.Figure.Value), math.Abs(b.Figure.Value)
	if lo > hi {
		lo, hi = hi, lo
	}
	if lo == 0 || hi/lo > 6 { // another quantity: a day and the whole war
		return false
	}
	return shared2(a, b) >= need(a, b)
}

// named reports whether a scope is no plain day: such a figure compares with
// its like only.
func named(scope string) bool { return scope != "" && (scope[0] < '0' || scope[0] > '9') }

// speaksOf reports whether a figure may belong to an owner printed beside
// another: it has the same one, or its sentence names it.
func speaksOf(q Quantity, who string) bool {
	return who == "" || q.Who == who || strings.Contains(q.Sentence, who)
}

// need is how many topic words two sentences must share beyond the measure.
// Casualties of one event need fewer than prices or counts.
func need(a, b Quantity) int {
	class, _, _ := strings.Cut(a.Measure, "/")
	class, _, _ = strings.Cut(class, "@")
	switch {
	case japanese(a.Sentence) != japanese(b.Sentence):
		return 0
	case a.Index < 0 && b.Index < 0 && (monotone[class] || moving[class]):
		return 1
	case class == "hostage":
		return 4
	case japanese(a.Sentence) && (monotone[class] || moving[class]):
		return 1
	case monotone[class], moving[class]:
		return 2
	case class == "cost":
		return 2
	case a.Index < 0 || b.Index < 0:
		return 2
	}
	return 3
}

// shared2 counts the topic words that two sentences share, the measure's own
// left out.
func shared2(a, b Quantity) int {
	x := topicWords(a.Sentence)
	n := 0
	counts := a.Figure.Counts
	if !strings.HasPrefix(a.Measure, "count/") {
		counts = "" // "13 in the collapse": the noun beside a toll is its topic
	}
	for w := range topicWords(b.Sentence) {
		if x[w] && !strings.HasPrefix(a.Words, w) && !strings.HasPrefix(b.Words, w) && !strings.HasPrefix(counts, w) {
			n++
		}
	}
	return n
}

// topicWords returns what two sentences are compared by: stems of five letters
// in English, pairs of Han or katakana characters in Japanese.
func topicWords(s string) map[string]bool {
	m := map[string]bool{}
	if japanese(s) {
		rs := []rune(s)
		for i := 0; i+1 < len(rs); i++ {
			if topicRune(rs[i]) && topicRune(rs[i+1]) {
				m[string(rs[i:i+2])] = true
			}
		}
		return m
	}
	for _, t := range tokens(s) {
		if !t.word || len(t.low) < 4 || digits(t.low) || vague[t.low] || finite[t.low] || subordinators[t.low] || prepositions[t.low] || adverb(t) || timeWords[t.low] {
			continue
		}
		w := strings.TrimSuffix(t.low, "'s")
		m[w[:min(len(w), 5)]] = true
	}
	return m
}

func topicRune(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x30a1 && r <= 0x30fe
}

// fits reports whether both printed values can hold at once: a bound that the
// other satisfies, or a rounding of it.
func fits(a, b Quantity) bool {
	x, y := a.Figure, b.Figure
	if bounded(x, y) || bounded(y, x) {
		return true
	}
	lo, hi := math.Abs(x.Value), math.Abs(y.Value)
	if lo > hi {
		lo, hi = hi, lo
	}
	if (x.Bound == "about" || y.Bound == "about") && (hi-lo) <= 0.1*hi {
		return true
	}
	return rounds(x.Value, y.Value) || rounds(y.Value, x.Value)
}

// bounded reports whether y satisfies the bound of x.
func bounded(x, y text.Figure) bool {
	switch x.Bound {
	case "min":
		return y.Value >= x.Value
	case "max":
		return y.Value <= x.Value
	}
	return false
}

// rounds reports whether a is b rounded to the digits that a prints: 7 for
// 7.3, 1,900 for 1,870. Counts under 100 are never rounded.
func rounds(a, b float64) bool {
	if math.Abs(a-b) >= 0.06*math.Abs(b) && (math.Abs(b) >= 10 || b == math.Trunc(b)) {
		return false
	}
	if a == math.Trunc(a) && b != math.Trunc(b) {
		return math.Round(b) == a || math.Trunc(b) == a
	}
	if math.Abs(a) < 100 {
		return false
	}
	step := 1.0
	for v := a; v != 0 && math.Mod(v, 10) == 0; v /= 10 {
		step *= 10
	}
	return step >= 10 && math.Round(b/step)*step == a
}

// severalValues reports whether an article gives two values for one measure.
func severalValues(q Quantity, all []Quantity) bool {
	for _, o := range all {
		if o.Ref.Article == q.Ref.Article && o.Figure.Value != q.Figure.Value && o.Measure == q.Measure && (o.Who == q.Who || o.Who == "" || q.Who == "") {
			return true
		}
	}
	return false
}

// sure reports whether a difference is worth calling a conflict.
func sure(a, b Quantity) bool {
	base, _, _ := strings.Cut(a.Measure, "@")
	class, counted, _ := strings.Cut(base, "/")
	if class == "count" {
		// a bare count must be of the same noun in sentences that say much the same
		return counted != "" && shared2(a, b) >= 4
	}
	if class == "rise" || class == "fall" || class == "vote" || class == "loss" {
		return shared2(a, b) >= 4
	}
	return true
}

func figureDispute(kind Kind, a, b Quantity) Dispute {
	about := a.Words
	if b.Words != "" && b.Words != a.Words && japanese(a.Sentence) == japanese(b.Sentence) && len(a.Words) == 0 {
		about = b.Words
	}
	base, _, _ := strings.Cut(a.Measure, "@")
	return Dispute{
		ID: disputeID(string(kind), base, a.Ref.Article, b.Ref.Article), Kind: kind, About: about,
		A: quantitySide(a), B: quantitySide(b),
	}
}

func quantitySide(q Quantity) Side {
	return Side{Ref: q.Ref, Publisher: q.Publisher, Published: q.Published, Value: printedValue(q), Sentence: q.Sentence}
}

// printedValue returns the figure as printed, with the noun it counts when
// that follows within three words: "at least 13 people".
func printedValue(q Quantity) string {
	f := q.Figure
	if f.Counts == "" || japanese(q.Sentence) {
		return f.Surface
	}
	rs := []rune(q.Sentence)
	words := 0
	for _, t := range tokens(q.Sentence) {
		if t.start < f.Span.End {
			continue
		}
		if !t.word || words == 3 {
			break
		}
		words++
		if stem := strings.ToLower(f.Counts); strings.HasPrefix(t.low, stem[:min(len(stem), 4)]) {
			return string(rs[f.Span.Start:t.end])
		}
	}
	return f.Surface
}

// disputeID is stable: it hangs on the measure and the two articles alone.
func disputeID(kind, what string, a, b article.ID) string {
	if b < a {
		a, b = b, a
	}
	sum := sha256.Sum256([]byte(kind + "\x00" + what + "\x00" + string(a) + "\x00" + string(b)))
	return hex.EncodeToString(sum[:6])
}
