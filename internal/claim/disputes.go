package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"regexp"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Disputes returns where the reports of one event differ: figures that cannot
// both hold or that moved, denials, and roles printed two ways. independent
// says whether two articles are no echoes of each other. Of each measure at
// most four conflicts and four updates are returned. The order and the IDs do not
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

// maxOfMeasure bounds the conflicts, and the updates, of one measure.
const maxOfMeasure = 4

// figureDisputes compares the figures of one measure. Of two values one pair
// of reports stands for all pairs of one language; reports of two languages are
// paired only for an update that no language has alone, and for conflicts, where
// each report is a voice of its own. Echoes of a paired report add nothing.
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
		var conflicts, updates []pair
		for i := range g {
			for j := i + 1; j < len(g); j++ {
				kind, ok := judge(g[i], g[j], g, independent)
				switch {
				case ok && kind == Conflict:
					conflicts = append(conflicts, pair{g[i], g[j]})
				case ok && !stepBetween(g[i], g[j], g):
					updates = append(updates, pair{g[i], g[j]})
				}
			}
		}
		for _, p := range distinctPairs(conflicts, independent) {
			out = append(out, figureDispute(Conflict, p.a, p.b))
		}
		for _, p := range distinctPairs(oncePerStep(updates), independent) {
			out = append(out, figureDispute(Update, p.a, p.b))
		}
	}
	return out
}

// pair is two figures that differ, the earlier first.
type pair struct{ a, b Quantity }

func (p pair) oneLanguage() bool { return japanese(p.a.Sentence) == japanese(p.b.Sentence) }

// stepBetween reports whether the value of b was reached over a value printed
// between the two: 3, 7, 9 moved twice, and not from 3 to 9.
func stepBetween(a, b Quantity, all []Quantity) bool {
	lo, hi := min(a.Figure.Value, b.Figure.Value), max(a.Figure.Value, b.Figure.Value)
	for _, q := range all {
		if q.Published.After(a.Published) && q.Published.Before(b.Published) && q.Figure.Value > lo && q.Figure.Value < hi &&
			unitClass(q) == unitClass(a) && q.Index >= 0 {
			return true
		}
	}
	return false
}

// oncePerStep keeps one pair for each two values and language, and pairs of two
// languages only where no language has the step alone.
func oncePerStep(pairs []pair) []pair {
	type step struct{ from, to float64 }
	sameLanguage := map[step]bool{}
	for _, p := range pairs {
		if p.oneLanguage() {
			sameLanguage[step{p.a.Figure.Value, p.b.Figure.Value}] = true
		}
	}
	type spoken struct {
		step
		a, b bool
	}
	best := map[spoken]int{}
	var out []pair
	for _, p := range pairs {
		s := step{p.a.Figure.Value, p.b.Figure.Value}
		if sameLanguage[s] && !p.oneLanguage() {
			continue
		}
		k := spoken{s, japanese(p.a.Sentence), japanese(p.b.Sentence)}
		if !p.oneLanguage() {
			k.a, k.b = true, false // one pair for the step, whichever way round
		}
		at, known := best[k]
		switch {
		case !known:
			best[k] = len(out)
			out = append(out, p)
		case p.bodies() > out[at].bodies():
			out[at] = p
		}
	}
	return out
}

// bodies counts the sides that stand in a body and not in a headline.
func (p pair) bodies() int {
	n := 0
	for _, q := range []Quantity{p.a, p.b} {
		if q.Index >= 0 {
			n++
		}
	}
	return n
}

// distinctPairs keeps one pair of each two reports, and none in which an echo
// of a kept report says the same again. The newest come first where there are
// more than a reader can take in.
func distinctPairs(pairs []pair, independent func(a, b article.ID) bool) []pair {
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].bodies() > pairs[j].bodies() })
	var out []pair
	for _, p := range pairs {
		again := false
		for _, o := range out {
			again = again || told(p.a, o, independent) && told(p.b, o, independent)
		}
		if !again {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if !x.b.Published.Equal(y.b.Published) {
			return x.b.Published.After(y.b.Published)
		}
		return x.a.Published.After(y.a.Published)
	})
	return out[:min(len(out), maxOfMeasure)]
}

// told reports whether a kept pair has a figure's value from the same report or
// from one that it echoes.
func told(q Quantity, kept pair, independent func(a, b article.ID) bool) bool {
	for _, o := range []Quantity{kept.a, kept.b} {
		same := o.Ref.Article == q.Ref.Article || !independent(o.Ref.Article, q.Ref.Article) && o.Publisher != q.Publisher
		if same && o.Figure.Value == q.Figure.Value {
			return true
		}
	}
	return false
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
	class, thing, _ := strings.Cut(base, "/")
	switch {
	case class == "part" || class == "pass":
		return thing
	case coinFigure(q.Figure) != "":
		return coinFigure(q.Figure)
	case u == "人" || u == "名" || u == "person":
		return "person"
	case u == "" && (monotone[class] || class == "missing" || class == "hostage" || class == "evacuation"):
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
	if scopeA != scopeB && (!monotone[class] && !moving[class] && class != "cost" && !inEvent[class] || scopeA != "" && scopeB != "" || named(scopeA) || named(scopeB)) {
		return false
	}
	if a.Who != "" && b.Who != "" && !sameOwner(a.Who, b.Who) {
		return false
	}
	if sums[class] && !japanese(a.Sentence) && !japanese(b.Sentence) && sumKind(a) != sumKind(b) {
		return false // a first sum and the whole, a price and somebody's estimate
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
	n := need(a, b)
	if class, _, _ := strings.Cut(class, "@"); monotone[class] || moving[class] {
		n = min(n, ownTopic(a), ownTopic(b)) // "Six were still missing" can only mean the event
	}
	return shared2(a, b) >= n
}

// sums are the measures of money; of one matter there are a first one, an
// estimate and the whole.
var sums = map[string]bool{"cost": true, "raised": true, "fund": true, "compensation": true}

// sumKind says which sum of a matter an English figure is, by the words around it:
// "first", "estimate" or "".
func sumKind(q Quantity) string {
	rs := []rune(q.Sentence)
	near := strings.ToLower(string(rs[max(0, q.Figure.Span.Start-40):min(len(rs), q.Figure.Span.End+40)]))
	switch {
	case firstSum.MatchString(near):
		return "first"
	case estimatedSum.MatchString(near):
		return "estimate"
	}
	return ""
}

var (
	firstSum     = regexp.MustCompile(`\b(initial|initially|upfront|down payment|first instal\w+|as a start|to start|deposit)\b`)
	estimatedSum = regexp.MustCompile(`\b(float(?:s|ed)|estimates? of|estimate and|estimate that|over (?:two|20|twenty|three|\d+) (?:decades|years))\b|\$[\d.,]+ (?:billion|million) estimate`)
)

// ownTopic counts the topic words of a figure's sentence that can tell one
// matter from another; a headline always has a topic.
func ownTopic(q Quantity) int {
	if q.Index < 0 {
		return 9
	}
	n := 0
	for w := range topicWords(q.Sentence) {
		if !strings.HasPrefix(q.Words, w) && !strings.HasPrefix(q.Figure.Counts, w) {
			n++
		}
	}
	return n
}

// inEvent are measures of which one event has one value, whatever words stand
// around it.
var inEvent = map[string]bool{"part": true, "pass": true, "fund": true}

// sameOwner reports whether two owners are one: ロドバ is ロドバ村.
func sameOwner(a, b string) bool {
	return a == b || japanese(a) && japanese(b) && bareOwner(a) == bareOwner(b)
}

func bareOwner(who string) string {
	for _, suffix := range []string{"村", "町", "市", "県", "州", "区", "島"} {
		if cut := strings.TrimSuffix(who, suffix); cut != who && utf8.RuneCountInString(cut) > 1 {
			return cut
		}
	}
	return who
}

// named reports whether a scope is no plain day: such a figure compares with
// its like only.
func named(scope string) bool { return scope != "" && (scope[0] < '0' || scope[0] > '9') }

// speaksOf reports whether a figure may belong to an owner printed beside
// another: it has the same one, or its sentence names it.
func speaksOf(q Quantity, who string) bool {
	return who == "" || q.Who != "" && sameOwner(q.Who, who) || strings.Contains(q.Sentence, bareOwner(who)) || shortOwner(q.Sentence, who)
}

// shortOwner reports whether a sentence speaks of an owner by the last letter
// of its name alone: 州によると for 北州.
func shortOwner(sentence, who string) bool {
	last, _ := utf8.DecodeLastRuneInString(who)
	if !strings.ContainsRune("州県市町村", last) {
		return false
	}
	for _, lead := range []string{"", "。", "、"} {
		for _, tail := range []string{"によると", "は", "が", "の発表"} {
			at := strings.Index(sentence, lead+string(last)+tail)
			if at == 0 || at > 0 && lead != "" {
				return true
			}
		}
	}
	return false
}

// need is how many topic words two sentences must share beyond the measure.
// Casualties of one event need fewer than prices or counts.
func need(a, b Quantity) int {
	class, _, _ := strings.Cut(a.Measure, "/")
	class, _, _ = strings.Cut(class, "@")
	switch {
	case japanese(a.Sentence) != japanese(b.Sentence), inEvent[class]:
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
