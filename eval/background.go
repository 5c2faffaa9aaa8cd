package eval

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"kiku/internal/digest/timeline"
	"kiku/internal/language"
)

// backdrop is one event as one person told it: what is new on each day, and what a
// reader needs to know beforehand.
type backdrop struct {
	event, by          string
	days               []time.Time
	update, background map[time.Time]string
}

// Background measures what is chosen as background and as news of a day against
// what people wrote: background-summaries, in which three people told each event
// day by day. A choice takes as many words of the updates before a day as people
// write on average of the other events, and is compared with the two people whose
// updates it was not made from, as each person is with the other two (people).
// Kiku's is that of the plan of a digest: where it began, then what led up to the
// day; how much of the one and the other is chosen on the other events (cv). What
// the judgement of timelines would choose stands beside. The error wraps ErrNoSet
// when there is nothing to measure.
func Background(dataDir, set string) ([]Figure, error) {
	told, err := loadBackdrops(dataDir, set)
	if err != nil {
		return nil, err
	}
	r := newRouge(dataDir)
	var out []Figure
	say := func(name string, scores map[string]*meanF) {
		var all meanF
		for _, e := range slices.Sorted(maps.Keys(scores)) { // sums depend on their order
			all.add(*scores[e])
		}
		for k, f := range all.mean() {
			out = append(out, Figure{fmt.Sprintf("background-summaries.background_%srouge%d", name, k+1), f, all.n})
		}
	}
	say("people_", scoreBackground(told, r, nil))
	byShare := make([]map[string]*meanF, len(beginnings))
	each(len(beginnings), func(i int) {
		byShare[i] = scoreBackground(told, newRouge(dataDir), func(b *backdrop, at, words int) []string { return planned(b, at, words, beginnings[i]) })
	})
	say("cv_", unseenShare(byShare))
	say("ranked_", scoreBackground(told, r, chosenBackground))
	say("baseline_first_", scoreBackground(told, r, firstUpdates))
	say("baseline_last_", scoreBackground(told, r, lastUpdates))
	updates, err := updateFigures(dataDir, told, r)
	return append(out, updates...), err
}

// beginnings are the shares of a background that may tell where it began.
var beginnings = []float64{0, 0.1, 0.2, 0.3, 0.4}

// planned tells where it began, in a share of the words, and what led up to the day.
func planned(b *backdrop, at, words int, share float64) []string {
	early := int(share * float64(words))
	last := lastUpdates(b, at, words-early)
	var out []string
	if early > 0 {
		for _, s := range firstUpdates(b, at, early) {
			if !slices.Contains(last, s) {
				out = append(out, s)
			}
		}
	}
	return append(out, last...)
}

// unseenShare takes for each event the scores of the share that does best on the
// other events.
func unseenShare(byShare []map[string]*meanF) map[string]*meanF {
	out := map[string]*meanF{}
	for event := range byShare[0] {
		best := -1.0
		for _, scores := range byShare {
			var rest meanF
			for _, e := range slices.Sorted(maps.Keys(scores)) {
				if e != event {
					rest.add(*scores[e])
				}
			}
			if f := rest.mean(); f[0]+f[1] > best {
				best, out[event] = f[0]+f[1], scores[event]
			}
		}
	}
	return out
}

// meanF is a mean in the making of F for words and for pairs of words.
type meanF struct {
	sum [2]float64
	n   int
}

func (m *meanF) add(o meanF) {
	m.sum[0], m.sum[1], m.n = m.sum[0]+o.sum[0], m.sum[1]+o.sum[1], m.n+o.n
}

func (m meanF) mean() [2]float64 {
	return [2]float64{ratio(m.sum[0], float64(m.n)), ratio(m.sum[1], float64(m.n))}
}

// scoreBackground compares choices with what the other people wrote, by event; nil
// compares the people's own backgrounds.
func scoreBackground(told []backdrop, r *rouge, choose func(b *backdrop, at, words int) []string) map[string]*meanF {
	out := map[string]*meanF{}
	for i := range told {
		b := &told[i]
		others, words := theOthers(told, b), usualLength(told, b.event)
		if out[b.event] == nil {
			out[b.event] = &meanF{}
		}
		for at, d := range b.days {
			text := []string{b.background[d]}
			if b.background[d] == "" || at == 0 {
				continue
			}
			if choose != nil {
				text = choose(b, at, words)
			}
			for _, o := range others {
				if o.background[d] != "" {
					out[b.event].add(meanF{rougeF(r, text, []string{o.background[d]}), 1})
				}
			}
		}
	}
	return out
}

// rougeF is the F of common words and pairs of words of two texts.
func rougeF(r *rouge, a, b []string) [2]float64 {
	x, y := r.grams(a), r.grams(b)
	var out [2]float64
	for n := range out {
		h := float64(x.hits(y, n))
		out[n] = harmonic(ratio(h, float64(x.total[n])), ratio(h, float64(y.total[n])))
	}
	return out
}

// theOthers are the other people who told the same event.
func theOthers(told []backdrop, b *backdrop) []*backdrop {
	var out []*backdrop
	for i := range told {
		if told[i].event == b.event && told[i].by != b.by {
			out = append(out, &told[i])
		}
	}
	return out
}

// usualLength is how many words people write as background of the other events.
func usualLength(told []backdrop, without string) int {
	words, n := 0, 0
	for _, b := range told {
		if b.event == without {
			continue
		}
		for _, s := range b.background {
			if s != "" {
				words, n = words+len(strings.Fields(s)), n+1
			}
		}
	}
	if n == 0 {
		return 100
	}
	return words / n
}

// firstUpdates begins at the beginning.
func firstUpdates(b *backdrop, at, words int) []string {
	var out []string
	for _, d := range b.days[:at] {
		for _, s := range updateSentences(b.update[d]) {
			if words -= len(strings.Fields(s)); words < 0 && len(out) > 0 {
				return out
			}
			out = append(out, s)
		}
	}
	return out
}

// lastUpdates goes back from the day before.
func lastUpdates(b *backdrop, at, words int) []string {
	var out []string
	for i := at - 1; i >= 0; i-- {
		for _, s := range updateSentences(b.update[b.days[i]]) {
			if words -= len(strings.Fields(s)); words < 0 && len(out) > 0 {
				return out
			}
			out = append(out, s)
		}
	}
	return out
}

// updateSentences cuts an update into sentences.
func updateSentences(s string) []string {
	var out []string
	for _, x := range language.NewReader().Read("en", "", []string{s}, time.Time{}).Sentences {
		out = append(out, x.Text)
	}
	return out
}

// chosenBackground fills the words with the sentence that the judgement of
// timelines likes best of each earlier day, the days that count most first, in
// order of time. What the day itself is about is what is asked for.
func chosenBackground(b *backdrop, at, words int) []string {
	reader := language.NewReader()
	var reports []timeline.Report
	var texts [][]string
	for _, d := range b.days[:at] {
		t := reader.Read("en", "", []string{b.update[d]}, d.Add(12*time.Hour))
		one := timeline.Report{Day: d, Source: b.by}
		var plain []string
		for _, s := range t.Sentences {
			one.Sentences, plain = append(one.Sentences, timeline.Of(s)), append(plain, s.Text)
		}
		reports, texts = append(reports, one), append(texts, plain)
	}
	var query []string
	for _, s := range reader.Read("en", "", []string{b.update[b.days[at]]}, b.days[at]).Sentences {
		query = append(query, timeline.Of(s).Words...)
	}
	c := timeline.New(reports, query)
	m := timeline.DefaultModel()
	var said []int
	chosen := map[timeline.Ref]bool{}
	for _, day := range c.Rank(m, b.days[:at]) {
		for _, cand := range c.Scene(day.Day, nil).Tell(m, 1, &said) {
			n := len(strings.Fields(texts[cand.Report][cand.Sentence]))
			if words -= n; words < 0 && len(chosen) > 0 {
				return inOrder(texts, chosen)
			}
			chosen[cand.Ref] = true
		}
	}
	return inOrder(texts, chosen)
}

func inOrder(texts [][]string, chosen map[timeline.Ref]bool) []string {
	var out []string
	for i := range texts {
		for k, s := range texts[i] {
			if chosen[timeline.Ref{Report: i, Sentence: k}] {
				out = append(out, s)
			}
		}
	}
	return out
}

// updateFigures compares, where the reports of an event are there too (a topic of
// timelines whose words name it), what Kiku tells of each day with what people
// wrote as its update; two sentences a day, as people write about.
func updateFigures(dataDir string, told []backdrop, r *rouge) ([]Figure, error) {
	topics, err := loadChronicles(dataDir)
	if errors.Is(err, ErrNoSet) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var kiku, lead, people [2]float64
	n, m := 0, 0
	for _, c := range topics {
		event := named(c, told)
		if event == "" {
			continue
		}
		days := map[time.Time]bool{}
		for _, b := range told {
			for _, d := range b.days {
				days[d] = days[d] || b.event == event
			}
		}
		gold := madeTimeline{name: event, days: toldOf(days)}
		c.timelines = []madeTimeline{gold}
		t := tasksOf(c, readChronicle(c))[0]
		model := timeline.DefaultModel()
		made := t.tellDays(model, t.gold.days(), 2)
		first := t.tellDays(centroidModel(), t.gold.days(), 2)
		for i := range told {
			b := &told[i]
			if b.event != event {
				continue
			}
			for _, d := range b.days {
				if len(made[d]) == 0 || b.update[d] == "" {
					continue
				}
				n++
				add(&kiku, rougeF(r, made[d], []string{b.update[d]}))
				add(&lead, rougeF(r, first[d], []string{b.update[d]}))
				for _, o := range theOthers(told, b) {
					if o.update[d] != "" {
						m++
						add(&people, rougeF(r, []string{o.update[d]}, []string{b.update[d]}))
					}
				}
			}
		}
	}
	if n == 0 {
		return nil, nil
	}
	name := "background-summaries.update_"
	return []Figure{
		{name + "people_rouge1", people[0] / float64(max(1, m)), m}, {name + "people_rouge2", people[1] / float64(max(1, m)), m},
		{name + "rouge1", kiku[0] / float64(n), n}, {name + "rouge2", kiku[1] / float64(n), n},
		{name + "baseline_centroid_rouge1", lead[0] / float64(n), n}, {name + "baseline_centroid_rouge2", lead[1] / float64(n), n},
	}, nil
}

func add(to *[2]float64, f [2]float64) {
	to[0] += f[0]
	to[1] += f[1]
}

// named is the event that a topic's own words name; "" for none.
func named(c chronicle, told []backdrop) string {
	words := map[string]bool{}
	for _, k := range c.keywords {
		words[strings.ToLower(k)] = true
	}
	for _, b := range told {
		parts, hit := strings.Split(b.event, "_"), 0
		for _, p := range parts {
			hit += count(words[p])
		}
		if 3*hit >= 2*len(parts) {
			return b.event
		}
	}
	return ""
}

// toldOf is a timeline that has days and says nothing.
func toldOf(days map[time.Time]bool) told {
	out := told{}
	for d, yes := range days {
		if yes {
			out[d] = []string{"."}
		}
	}
	return out
}

// loadBackdrops reads every event under dataDir, or the one that set names.
func loadBackdrops(dataDir, set string) ([]backdrop, error) {
	var files []string
	for _, pattern := range []string{"events/*/*.tsv", "background-summaries/events/*/*.tsv", "data/background-summaries/events/*/*.tsv"} {
		found, _ := filepath.Glob(filepath.Join(dataDir, pattern)) // the pattern is well formed
		files = append(files, found...)
	}
	sort.Strings(files)
	var out []backdrop
	for _, f := range files {
		event := filepath.Base(filepath.Dir(f))
		if set != "" && set != event && set != "background-summaries" {
			continue
		}
		b, err := readBackdrop(f, event)
		if err != nil {
			return nil, fmt.Errorf("background %s: %w", f, err)
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("background summaries in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

func readBackdrop(file, event string) (backdrop, error) {
	b := backdrop{event: event, by: strings.TrimSuffix(filepath.Base(file), ".tsv"), update: map[time.Time]string{}, background: map[time.Time]string{}}
	f, err := os.Open(file)
	if err != nil {
		return b, err
	}
	defer f.Close()
	rows := csv.NewReader(f)
	rows.Comma, rows.LazyQuotes, rows.FieldsPerRecord = '\t', true, -1
	for n := 0; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		if n == 0 || len(row) < 3 {
			continue
		}
		d, err := time.Parse(time.DateOnly, strings.Trim(row[0], "[] "))
		if err != nil {
			return b, err
		}
		if _, again := b.update[d]; !again {
			b.days = append(b.days, d)
		}
		b.update[d], b.background[d] = strings.TrimSpace(row[1]), strings.TrimSpace(row[2])
	}
}
