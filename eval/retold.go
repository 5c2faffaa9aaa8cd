package eval

import (
	_ "embed"
	"errors"
	"fmt"
	"hash/fnv"
	"sort"
	"strconv"
	"strings"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// retoldPairs are pairs of sentences of different reports, judged by hand.
//
//go:embed retold.tsv
var retoldPairs string

// sentenceAt names a sentence of a set by its place; hash is of its text, by which
// it is found again when sentences are cut elsewhere.
type sentenceAt struct {
	article string
	index   int
	hash    uint32
}

// judgedPair is a pair with what Kiku compares of it.
type judgedPair struct {
	set    string
	a, b   sentenceAt
	told   bool   // one tells a fact of the other again
	story  string // pairs that share a report, directly or not, are of one
	values []float64
	words  float64 // share of common content words, which was compared before
}

// Retold measures how well [digest.FactFeatures] tell sentences that tell a fact
// of another report again from those that do not: precision, recall and F1 over
// judged pairs of dumpster, livedoor and timeline17, with the weights of the
// program; learned from one half of the stories and measured on the other (half);
// and cross-validated by story (cv). The baseline is the share of common words,
// with the best line over all pairs. The error wraps ErrNoSet when there is
// nothing to measure.
func Retold(dataDir, set string) ([]Figure, error) {
	pairs, err := loadRetold(dataDir, set)
	if err != nil {
		return nil, err
	}
	var out []Figure
	say := func(name string, of []judgedPair, tells func(judgedPair) bool) {
		out = append(out, retoldHits(of, tells).figures("retold."+name)...)
	}
	shipped := func(p judgedPair) bool { return digest.Retells(p.values) }
	say("", pairs, shipped)
	for _, lang := range []string{"dumpster", "livedoor", "timeline17"} {
		if some := ofSet(pairs, lang); len(some) > 0 {
			say(lang+"_", some, shipped)
		}
	}
	built, kept := halves(pairs)
	w := fitRetold(built)
	say("half_", kept, func(p judgedPair) bool { return logistic(w, p.values) > digest.RetoldAt })
	apart := foldsOfStories(pairs)
	models := make([][]float64, retoldFolds)
	each(retoldFolds, func(k int) {
		var rest []judgedPair
		for _, p := range pairs {
			if apart[p.story] != k {
				rest = append(rest, p)
			}
		}
		models[k] = fitRetold(rest)
	})
	inFold := func(p judgedPair) bool { return logistic(models[apart[p.story]], p.values) > digest.RetoldAt }
	say("cv_", pairs, inFold)
	for _, lang := range []string{"dumpster", "livedoor", "timeline17"} {
		if some := ofSet(pairs, lang); len(some) > 0 {
			say(lang+"_cv_", some, inFold)
		}
	}
	say("baseline_words_", pairs, func(p judgedPair) bool { return p.words > 0.55 })
	best := 0.0
	for at := 0.2; at < 0.9; at += 0.01 {
		if f := f1ByWords(pairs, at); f > f1ByWords(pairs, best) {
			best = at
		}
	}
	say("baseline_best_words_", pairs, func(p judgedPair) bool { return p.words > best })
	return out, nil
}

// retoldHits counts how a judgement fares on pairs.
func retoldHits(pairs []judgedPair, tells func(judgedPair) bool) countedHits {
	var h countedHits
	for _, p := range pairs {
		said := tells(p)
		h.said += one(said)
		h.gold += one(p.told)
		h.saidHit += one(said && p.told)
	}
	h.goldHit = h.saidHit
	return h
}

func f1ByWords(pairs []judgedPair, at float64) float64 {
	_, _, f := retoldHits(pairs, func(p judgedPair) bool { return p.words > at }).f1()
	return f
}

func ofSet(pairs []judgedPair, set string) []judgedPair {
	var out []judgedPair
	for _, p := range pairs {
		if p.set == set {
			out = append(out, p)
		}
	}
	return out
}

const retoldFolds = 10

// foldsOfStories deals the stories out by their names.
func foldsOfStories(pairs []judgedPair) map[string]int {
	out := map[string]int{}
	for _, p := range pairs {
		out[p.story] = int(hashOf(p.story) % retoldFolds)
	}
	return out
}

// halves divides pairs by story.
func halves(pairs []judgedPair) (build, report []judgedPair) {
	for _, p := range pairs {
		if hashOf(p.story)%2 == 0 {
			build = append(build, p)
		} else {
			report = append(report, p)
		}
	}
	return build, report
}

func hashOf(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// fitRetold learns the weights; what never speaks against, or for, a pair keeps 0
// where chance says otherwise.
func fitRetold(pairs []judgedPair) []float64 {
	rows := make([]example, len(pairs))
	for i, p := range pairs {
		rows[i] = example{p.values, float64(one(p.told)), 1}
	}
	fixed := map[int]float64{}
	for {
		w := make([]float64, len(digest.FactFeatures))
		newton(w, rows, 0.1, fixed)
		rounded(w, 100)
		again := false
		for i, v := range w {
			_, known := fixed[i]
			speaksAgainst := strings.HasPrefix(digest.FactFeatures[i], "other")
			free := digest.FactFeatures[i] == "bias" || digest.FactFeatures[i] == "Japanese"
			if !known && !free && (v < 0 && !speaksAgainst || v > 0 && speaksAgainst) {
				fixed[i], again = 0, true
			}
		}
		if !again {
			return w
		}
	}
}

// loadRetold reads the judged pairs of the sets that are there and compares each.
func loadRetold(dataDir, set string) ([]judgedPair, error) {
	pairs, err := readRetold(set)
	if err != nil {
		return nil, err
	}
	found := map[string]article.Article{}
	if err := addReports(dataDir, found); err != nil {
		return nil, err
	}
	reader := language.NewReader()
	texts := map[string]text.Text{}
	ofStory := map[string][]text.Text{}
	for _, p := range pairs {
		for _, at := range []sentenceAt{p.a, p.b} {
			a, ok := found[p.set+" "+at.article]
			if _, read := texts[at.article]; !ok || read {
				continue
			}
			t := reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
			texts[at.article] = t
			ofStory[p.story] = append(ofStory[p.story], t)
		}
	}
	var out []judgedPair
	for _, p := range pairs {
		facts := digest.NewFacts(ofStory[p.story]...)
		var both []*digest.Fact
		var words []map[string]bool
		for _, at := range []sentenceAt{p.a, p.b} {
			s, ok := at.find(texts[at.article])
			if !ok {
				break
			}
			var said []claim.Statement
			for _, st := range claim.Statements(found[p.set+" "+at.article], texts[at.article]) {
				if st.Index == s.Index {
					said = append(said, st)
				}
			}
			both, words = append(both, facts.Of(s, said)), append(words, saidWords(s))
		}
		if len(both) < 2 {
			continue // its set is not here
		}
		p.values, p.words = both[0].Compare(both[1]), held(words[0], words[1])
		if len(words[0]) > len(words[1]) {
			p.words = held(words[1], words[0])
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("pairs of sentences in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

func saidWords(s text.Sentence) map[string]bool {
	out := map[string]bool{}
	for _, w := range s.Words {
		if !w.Stop && w.Base != "" && w.Class != text.Mark && w.Class != text.Particle && w.Class != text.Pronoun {
			out[w.Base] = true
		}
	}
	return out
}

// find returns the sentence at its place, or the one with its text.
func (at sentenceAt) find(t text.Text) (text.Sentence, bool) {
	for i := range len(t.Sentences) {
		if s := t.Sentences[(at.index+i)%len(t.Sentences)]; hashOf(s.Text) == at.hash {
			return s, true
		}
	}
	return text.Sentence{}, false
}

// readRetold reads the table and joins pairs that share a report to stories.
func readRetold(set string) ([]judgedPair, error) {
	var out []judgedPair
	story := map[string]string{}
	root := func(a string) string {
		for story[a] != "" && story[a] != a {
			a = story[a]
		}
		return a
	}
	for line := range strings.Lines(retoldPairs) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 8 || f[0] == "set" || set != "" && set != f[0] {
			continue
		}
		p := judgedPair{set: f[0], told: f[7] != "0"}
		for i, at := range []*sentenceAt{&p.a, &p.b} {
			index, err := strconv.Atoi(f[2+3*i])
			hash, err2 := strconv.ParseUint(f[3+3*i], 16, 32)
			if err := errors.Join(err, err2); err != nil {
				return nil, fmt.Errorf("retold.tsv: %w", err)
			}
			*at = sentenceAt{f[1+3*i], index, uint32(hash)}
		}
		a, b := root(p.a.article), root(p.b.article)
		story[max(a, b)] = min(a, b)
		out = append(out, p)
	}
	for i := range out {
		out[i].story = root(out[i].a.article)
	}
	return out, nil
}

// addReports adds the reports of the sets under dataDir by set and ID.
func addReports(dataDir string, to map[string]article.Article) error {
	english, err := Reports(dataDir)
	if err != nil && !errors.Is(err, ErrNoSet) {
		return err
	}
	for _, a := range english {
		to["dumpster "+string(a.ID)] = a
	}
	japanese, err := topicReports(locate(dataDir).data)
	if err != nil && !errors.Is(err, ErrNoSet) {
		return err
	}
	for _, a := range japanese {
		to["livedoor "+string(a.ID)] = a
	}
	topics, err := loadChronicles(dataDir)
	if err != nil && !errors.Is(err, ErrNoSet) {
		return err
	}
	for _, c := range topics {
		sort.SliceStable(c.reports, func(i, j int) bool { return c.reports[i].id < c.reports[j].id })
		for _, r := range c.reports {
			id := c.topic + "/" + r.id
			if _, ok := to["timeline17 "+id]; !ok {
				to["timeline17 "+id] = article.Article{ID: article.ID(id), Lang: "en", Paragraphs: r.lines, Published: r.day}
			}
		}
	}
	return nil
}
