// Package timeline judges which days of a matter a timeline should name and
// which sentences tell best what happened on them.
//
// It is pure: reports with the words and days of their sentences in, scores
// out; the same input gives the same output. It knows nothing of languages: words
// are whatever form a language compares them by. The weights are learned from
// timelines that newspapers made (eval, kind timelines).
//
// The approach is the date-wise one of Gholipour Ghalandari and Ifrim (2020,
// "Examining the State-of-the-Art in News Timeline Summarization"): first days,
// by how much is published on them and how often they are mentioned, then
// sentences from what was published on a day and in the two days after it and
// from what mentions it. Other than there, days, words and sentences are judged
// by learned weights.
package timeline

import (
	"math"
	"slices"
	"sort"
	"time"
)

const day = 24 * time.Hour

// Sentence is one sentence as the judgement sees it.
type Sentence struct {
	Words   []string    // compared forms of the words that carry a topic, in order, repeated words repeated
	Length  int         // all words, topic or not
	Days    []time.Time // the days it names, midnight UTC
	Figures int
	Names   int
	Quoted  bool // holds direct speech
	Asks    bool // is a question or speaks of the writer (I, we)
}

// Report is one report: its day of publication (midnight UTC), who printed it,
// and its sentences in order.
type Report struct {
	Day       time.Time
	Source    string
	Sentences []Sentence
}

// Ref points to a sentence of a report by the two's places in the input.
type Ref struct{ Report, Sentence int }

// Chronicle is a matter read for its timeline.
type Chronicle struct {
	reports []Report
	words   map[string]int
	query   map[int]bool
	lines   []line // all sentences, in order of reports
	byDay   map[time.Time]*record
	share   []float64 // of the reports that have each word
	weight  []float64 // inverse document frequency of each word
	global  []float64 // weight of each word times the lines that have it
	gnorm   float64
	topical []float64 // of each report, how much its beginning is about the query
	first   []int     // of each report, its first line; and the end
}

// line is a sentence with its words as numbers.
type line struct {
	Ref
	*Sentence
	at    time.Time
	words []int // each once
	pairs []int // neighbouring words, each pair once
	asked int   // how many of them are in the query
	norm  float64
}

// record is what there is about one day.
type record struct {
	published []int // reports
	mentions  []int // lines that name the day
}

// New reads the reports of one matter. query are words that say what the matter
// is (the title's words), in the compared form; it may be empty.
func New(reports []Report, query []string) *Chronicle {
	c := &Chronicle{reports: reports, words: map[string]int{}, query: map[int]bool{}, byDay: map[time.Time]*record{}}
	var have []int // reports that have each word
	for r := range reports {
		rep := &reports[r]
		c.day(rep.Day).published = append(c.day(rep.Day).published, r)
		c.first = append(c.first, len(c.lines))
		seen := map[int]bool{}
		for s := range rep.Sentences {
			l := line{Ref: Ref{r, s}, Sentence: &rep.Sentences[s], at: rep.Day}
			own := map[int]bool{}
			before := -1
			for _, w := range l.Words {
				n, ok := c.words[w]
				if !ok {
					n = len(c.words)
					c.words[w] = n
					have = append(have, 0)
				}
				if !own[n] {
					own[n] = true
					l.words = append(l.words, n)
				}
				if !seen[n] {
					seen[n] = true
					have[n]++
				}
				if before >= 0 {
					l.pairs = append(l.pairs, before<<32|n)
				}
				before = n
			}
			sort.Ints(l.words)
			sort.Ints(l.pairs)
			l.pairs = slices.Compact(l.pairs)
			for _, d := range l.Days {
				rec := c.day(d)
				rec.mentions = append(rec.mentions, len(c.lines))
			}
			c.lines = append(c.lines, l)
		}
	}
	c.first = append(c.first, len(c.lines))
	for _, q := range query {
		if n, ok := c.words[q]; ok {
			c.query[n] = true
		}
	}
	c.weigh(have)
	return c
}

// weigh fills in what follows from how many reports have each word.
func (c *Chronicle) weigh(have []int) {
	n := float64(max(1, len(c.reports)))
	c.share, c.weight = make([]float64, len(have)), make([]float64, len(have))
	for w, k := range have {
		c.share[w] = float64(k) / n
		c.weight[w] = math.Log(1 + n/float64(k))
	}
	c.global = make([]float64, len(have))
	for i := range c.lines {
		l := &c.lines[i]
		sum := 0.0
		for _, w := range l.words {
			if c.query[w] {
				l.asked++
			}
			sum += c.weight[w] * c.weight[w]
			c.global[w] += c.weight[w]
		}
		l.norm = math.Sqrt(sum)
	}
	for r := range c.reports {
		c.topical = append(c.topical, c.onTopic(c.first[r], c.first[r+1]))
	}
	for _, v := range c.global {
		c.gnorm += v * v
	}
	c.gnorm = math.Sqrt(c.gnorm)
}

func (c *Chronicle) day(d time.Time) *record {
	if c.byDay[d] == nil {
		c.byDay[d] = &record{}
	}
	return c.byDay[d]
}

// Known returns the days from first to last, both included, about which there is
// anything: a report of that day or a mention. In order.
func (c *Chronicle) Known(first, last time.Time) []time.Time {
	var out []time.Time
	for d := range c.byDay {
		if !d.Before(first) && !d.After(last) {
			out = append(out, d)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Before(out[j]) })
	return out
}

// Counts returns how many reports were published on a day, and how many
// sentences name it.
func (c *Chronicle) Counts(d time.Time) (published, mentions int) {
	if r := c.byDay[d]; r != nil {
		return len(r.published), len(r.mentions)
	}
	return 0, 0
}
