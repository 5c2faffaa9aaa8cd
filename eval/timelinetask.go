package eval

import (
	"math"
	"slices"
	"strings"
	"time"

	"kiku/internal/digest/timeline"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// readChronicle reads the reports of a topic with Kiku's own reader. A line of
// the set is one sentence, whatever the reader makes of it.
func readChronicle(c chronicle) []timeline.Report {
	out := make([]timeline.Report, len(c.reports))
	reader := language.NewReader()
	each(len(out), func(i int) {
		r := c.reports[i]
		plain := make([]string, len(r.lines))
		for k, l := range r.lines {
			plain[k] = untokenised.Replace(l)
		}
		t := reader.Read("en", "", plain, r.day.Add(12*time.Hour))
		out[i] = timeline.Report{Day: r.day, Source: r.source, Sentences: make([]timeline.Sentence, len(r.lines))}
		for _, s := range t.Sentences {
			addSentence(&out[i].Sentences[s.Paragraph], s)
		}
	})
	return out
}

// untokenised undoes enough of the Penn Treebank's tokens for the reader.
var untokenised = strings.NewReplacer("-LRB- ", "(", " -RRB-", ")", "-LSB- ", "[", " -RSB-", "]", `\/`, "/", "`` ", "“", " ''", "”",
	" ,", ",", " .", ".", " 's", "'s", " n't", "n't", " ;", ";", " :", ":", " ?", "?", " !", "!", " %", "%", "$ ", "$", "` ", "‘")

// addSentence adds what the reader found in (a part of) a line.
func addSentence(to *timeline.Sentence, s text.Sentence) {
	one := timeline.Of(s)
	to.Words = append(to.Words, one.Words...)
	to.Length += one.Length
	for _, d := range one.Days {
		if !slices.Contains(to.Days, d) {
			to.Days = append(to.Days, d)
		}
	}
	to.Figures += one.Figures
	to.Names += one.Names
	to.Quoted = to.Quoted || one.Quoted
	to.Asks = to.Asks || one.Asks
}

// task is one timeline that a person made, with the reports of its time.
type task struct {
	set     string
	topic   string
	name    string
	gold    told
	c       *timeline.Chronicle
	reports []pressReport // as in c
	days    []time.Time   // about which there is anything
	values  [][]float64
	l, k    int
	scenes  map[time.Time]*timeline.Scene
	counted map[timeline.Ref]grams
}

func tasksOf(c chronicle, read []timeline.Report) []task {
	var query []string
	for _, k := range c.keywords {
		query = append(query, language.Key(k, "en"))
	}
	var out []task
	for _, m := range c.timelines {
		days := m.days.days()
		first, last := days[0], days[len(days)-1]
		t := task{set: c.set, topic: c.topic, name: m.name, gold: m.days, l: len(days), scenes: map[time.Time]*timeline.Scene{}, counted: map[timeline.Ref]grams{}}
		var reports []timeline.Report
		for i, r := range c.reports {
			if !r.day.Before(first) && !r.day.After(last) {
				t.reports = append(t.reports, r)
				reports = append(reports, read[i])
			}
		}
		n := 0
		for _, d := range days {
			n += len(m.days[d])
		}
		t.k = max(1, int(math.Round(float64(n)/float64(len(days)))))
		t.c = timeline.New(reports, query)
		t.days = t.c.Known(first, last)
		t.values = t.c.DayValues(t.days)
		out = append(out, t)
	}
	return out
}
