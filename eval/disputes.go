package eval

import (
	"errors"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
)

// The three verdicts on a pair of sentences.
const (
	conflicting = string(claim.Conflict)
	updating    = string(claim.Update)
	compatible  = "compatible"
)

// verdicts in the order in which figures are printed.
var verdicts = []string{conflicting, updating, compatible}

// labelledPair is two passages with the verdict of a reader. Topic is the
// disputed fact, by which folds are made: pairs of one fact are no independent
// witnesses.
type labelledPair struct {
	topic, want, about string
	a, b               []claim.Passage // the sentences that the label spans
}

// judge returns the verdict of the program and its reason: any conflict among
// the passages counts before any update.
func (p labelledPair) judge(l claim.Limits) (verdict, by string) {
	verdict = compatible
	for _, a := range p.a {
		for _, b := range p.b {
			switch c := claim.Compare(a, b, l); {
			case c.Kind == claim.Conflict:
				return conflicting, c.By
			case c.Kind == claim.Update:
				verdict, by = updating, c.By
			}
		}
	}
	return verdict, by
}

// Disputes measures the judgement of two reports' sentences (conflict, update
// or compatible) on the labelled pairs in gold/en/disagreements-*.tsv and
// gold/ja/figures-*.tsv, or on one set of them. Figures: accuracy; precision,
// recall and F1 of each verdict; differ_*, where conflict and update are one
// verdict; false_conflicts, the share of compatible pairs called conflicts;
// facts, the share of disputed facts of which a pair is found; cv_*, with
// limits chosen on the other four fifths of the facts; baseline_*, which calls
// every two different numbers a conflict. The error wraps ErrNoSet when there is
// no such set.
func Disputes(dataDir, set string) ([]Figure, error) {
	var out []Figure
	found := false
	for _, name := range pairSets(dataDir) {
		if set != "" && set != name {
			continue
		}
		pairs, err := loadPairs(dataDir, name)
		if err != nil {
			return nil, fmt.Errorf("disputes %s: %w", name, err)
		}
		found = true
		out = append(out, verdictFigures(name, pairs)...)
	}
	if !found {
		return nil, fmt.Errorf("disputes: %w", ErrNoSet)
	}
	return out, nil
}

// pairSets returns the names of the labelled pairs that are there: those of the
// data root, or those of a folder that holds them itself.
func pairSets(dataDir string) []string {
	var out []string
	for _, pattern := range []string{"en/disagreements-*.tsv", "ja/figures-*.tsv"} {
		out = append(out, setsLike(dataDir, pattern)...)
	}
	return out
}

// setsLike returns the labelled sets whose file fits a pattern such as
// "en/positions-*.tsv", by folder and name without the ending, in order.
func setsLike(dataDir, pattern string) []string {
	p, folder := locate(dataDir), filepath.Dir(pattern)
	if !p.wants(folder) {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(p.gold, pattern)) // the pattern is well formed
	sort.Strings(files)
	var out []string
	for _, f := range files {
		out = append(out, folder+"/"+strings.TrimSuffix(filepath.Base(f), ".tsv"))
	}
	return out
}

// surface reads the sentences of texts; loading its dictionaries takes a while.
var surface = sync.OnceValue(language.NewReader)

// readOnce keeps what was read, by article: labels come back to the same ones.
var readOnce = struct {
	sync.Mutex
	passages map[article.ID][]claim.Passage
}{passages: map[article.ID][]claim.Passage{}}

func passagesOf(a article.Article) []claim.Passage {
	readOnce.Lock()
	defer readOnce.Unlock()
	key := a.ID + article.ID("|"+a.Title+"|"+strings.Join(a.Paragraphs, "\n"))
	if ps, ok := readOnce.passages[key]; ok {
		return ps
	}
	ps := readPassages(a)
	readOnce.passages[key] = ps
	return ps
}

func readPassages(a article.Article) []claim.Passage {
	t := surface().Read(a.Lang, a.Title, a.Paragraphs, a.Published)
	return claim.Passages(a, t, claim.Quantities(a, t), claim.Statements(a, t))
}

func loadPairs(dataDir, name string) ([]labelledPair, error) {
	rows, err := readTable(filepath.Join(locate(dataDir).gold, name+".tsv"))
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(name, "ja/") {
		return figureTitlePairs(rows)
	}
	reports, err := reportsByID(dataDir)
	if err != nil {
		return nil, err
	}
	var out []labelledPair
	for _, r := range rows {
		p := labelledPair{topic: r["quantity_or_topic"], want: r["verdict"], about: r["sentence_a"] + "\n   " + r["sentence_b"]}
		p.a, p.b = spanned(reports, r["id_a"], r["sentence_a"]), spanned(reports, r["id_b"], r["sentence_b"])
		out = append(out, p)
	}
	return out, nil
}

// reportsByID reads the reports that labels point to. Without them sentences are
// read alone.
func reportsByID(dataDir string) (map[string]article.Article, error) {
	all, err := Reports(dataDir)
	if err != nil && !errors.Is(err, ErrNoSet) {
		return nil, err
	}
	out := make(map[string]article.Article, len(all))
	for _, a := range all {
		out[string(a.ID)] = a
	}
	return out, nil
}

// spanned returns the passages of a report that a labelled sentence covers, or
// the sentence alone where the report does not hold it.
func spanned(reports map[string]article.Article, id, sentence string) []claim.Passage {
	want := flat(sentence)
	var out []claim.Passage
	if a, ok := reports[id]; ok {
		for _, p := range passagesOf(a) {
			got := flat(p.Sentence.Text)
			if p.Index >= 0 && (strings.Contains(want, got) || strings.Contains(got, want)) {
				out = append(out, p)
			}
		}
	}
	if len(out) == 0 {
		a := reports[id]
		alone := article.Article{ID: article.ID(id), Publisher: id, Lang: "en", Title: a.Title, Published: a.Published, Paragraphs: []string{sentence}}
		out = passagesOf(alone)
		if alone.Title != "" {
			out = out[1:]
		}
	}
	return out
}

// flat is a text without its white space and typographic variants.
func flat(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
	return strings.Join(strings.Fields(s), "")
}

func figureTitlePairs(rows []map[string]string) ([]labelledPair, error) {
	verdict := map[string]string{"update": updating, "disagreement": conflicting, "different_quantity": compatible, "same_value": compatible}
	var out []labelledPair
	for _, r := range rows {
		p := labelledPair{topic: r["quantity"], want: verdict[r["verdict"]], about: r["a_title"] + "\n   " + r["b_title"]}
		if p.topic == "-" {
			p.topic = r["story_id"]
		}
		for _, side := range []string{"a", "b"} {
			at, err := time.Parse(time.RFC3339Nano, r[side+"_first_seen"])
			if err != nil {
				return nil, fmt.Errorf("pair %s: %w", r["pair_id"], err)
			}
			ps := passagesOf(article.Article{ID: article.ID(r[side+"_id"]), Publisher: r[side+"_publisher"], Title: r[side+"_title"], Lang: r[side+"_lang"], Published: at})
			if side == "a" {
				p.a = ps
			} else {
				p.b = ps
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// confusion counts verdicts: wanted by the labels, then given.
type confusion map[string]map[string]int

func (t confusion) add(want, got string) {
	if t[want] == nil {
		t[want] = map[string]int{}
	}
	t[want][got]++
}

func verdictFigures(name string, pairs []labelledPair) []Figure {
	plain, cv, base := confusion{}, confusion{}, confusion{}
	facts, found := map[string]bool{}, map[string]bool{}
	chosen := crossChoose(pairs)
	for i, p := range pairs {
		got, _ := p.judge(claim.Usual)
		plain.add(p.want, got)
		blind, _ := p.judge(chosen[i])
		cv.add(p.want, blind)
		base.add(p.want, anyNumbers(p))
		if p.want != compatible {
			facts[p.topic] = true
			found[p.topic] = found[p.topic] || got != compatible
		}
	}
	n := 0
	for _, ok := range found {
		if ok {
			n++
		}
	}
	out := plain.figures(name, "", len(pairs))
	out = append(out, Figure{name + ".facts", float64(n) / float64(max(len(facts), 1)), len(facts)})
	out = append(out, cv.figures(name, "cv_", len(pairs))...)
	return append(out, base.figures(name, "baseline_", len(pairs))...)
}

// figures returns what a confusion comes to, each name behind a prefix.
func (t confusion) figures(set, prefix string, n int) []Figure {
	name := func(f string) string { return set + "." + prefix + f }
	right, differ, found, said := 0, 0, 0, 0
	for want, row := range t {
		for got, k := range row {
			if want == got {
				right += k
			}
			if want != compatible {
				differ += k
			}
			if got != compatible {
				said += k
			}
			if want != compatible && got != compatible {
				found += k
			}
		}
	}
	out := []Figure{{name("accuracy"), share(right, n), n}}
	for _, v := range verdicts {
		out = append(out, countedHits{t.given(v), t.wanted(v), t[v][v], t[v][v]}.figures(name(v)+"_")...)
	}
	out = append(out, countedHits{said, differ, found, found}.figures(name("differ")+"_")...)
	return append(out, Figure{name("false_conflicts"), share(t[compatible][conflicting], t.wanted(compatible)), t.wanted(compatible)})
}

func (t confusion) given(v string) int {
	n := 0
	for _, row := range t {
		n += row[v]
	}
	return n
}

func (t confusion) wanted(v string) int {
	n := 0
	for _, k := range t[v] {
		n += k
	}
	return n
}

// anyNumbers is the baseline: two figures of one unit and different values
// conflict.
func anyNumbers(p labelledPair) string {
	for _, a := range p.a {
		for _, b := range p.b {
			for _, x := range a.Sentence.Figures {
				for _, y := range b.Sentence.Figures {
					if x.Unit == y.Unit && x.Value != y.Value && !x.Ordinal && !y.Ordinal {
						return conflicting
					}
				}
			}
		}
	}
	return compatible
}

// crossChoose returns for each pair the limits that do best on the pairs of the
// other folds. Folds are by disputed fact.
func crossChoose(pairs []labelledPair) []claim.Limits {
	const folds = 5
	fold := map[string]int{}
	for _, p := range pairs {
		if _, ok := fold[p.topic]; !ok {
			fold[p.topic] = len(fold) % folds
		}
	}
	grid := limitGrid()
	right := make([][folds]float64, len(grid)) // worth of each choice on each fold
	for g, l := range grid {
		for _, p := range pairs {
			got, _ := p.judge(l)
			right[g][fold[p.topic]] += worth(p.want, got)
		}
	}
	best := [folds]int{}
	for f := range best {
		top := -1e9
		for g := range grid {
			sum := 0.0
			for other := range folds {
				if other != f {
					sum += right[g][other]
				}
			}
			if sum > top {
				top, best[f] = sum, g
			}
		}
	}
	out := make([]claim.Limits, len(pairs))
	for i, p := range pairs {
		out[i] = grid[best[fold[p.topic]]]
	}
	return out
}

// worth of a verdict: a false conflict costs more than a missed one, since it is
// printed.
func worth(want, got string) float64 {
	switch {
	case want == got:
		return 1
	case want == compatible && got == conflicting:
		return -1
	case want == compatible:
		return -0.5
	}
	return 0
}

// limitGrid are the limits tried, those in use first.
func limitGrid() []claim.Limits {
	out := []claim.Limits{claim.Usual}
	for _, near := range []float64{0.05, 0.1} {
		for _, fresh := range []float64{0, 2} {
			for _, move := range []float64{3, 6} {
				for words := 1; words <= 2; words++ {
					for act := 2; act <= 3; act++ {
						for status := 2; status <= 4; status++ {
							out = append(out, claim.Limits{Near: near, Fresh: fresh, Move: move, Words: words, Act: act, Status: status})
						}
					}
				}
			}
		}
	}
	return out
}
