package story

import (
	"math"
	"time"

	"kiku/internal/article"
)

// evidence is what speaks for an article belonging to an event, each entry
// about 0 to 1.
type evidence [features]float64

// The entries of evidence.
const (
	byBias    = iota
	byWords   // cosine with the event's weighted words
	byNearest // cosine with its most similar article
	bySpread  // mean cosine with its three most similar articles
	byTitle   // cosine of titles, best of its articles
	byNames   // cosine with the event's names
	byWeight  // how much is shared in absolute terms: rarities added up
	byFigures // figures and days shared
	byCloser  // closeness in time to its last report
	byAge     // days since its first report
	bySize    // articles already in it
	byLead    // cosine of titles and first sentences, best of its articles
	byWhole   // mean cosine with all its articles
	byOwn     // share of its articles that the same publisher printed
	byAct     // cosine of words that are no names, in titles and first sentences, best of its articles
	byStrange // 1 where both print names and share none
	bySounds  // across languages: rarities of the names that sound alike, added up
	byHeard   // across languages: how many names sound alike
	byGist    // across languages: cosine of the bridged words of the whole texts
	byChars   // headlines: cosine of single characters and pairs, best of its articles
	byKin     // headlines: nearness of meaning, best of its articles
	byMatter  // headlines: nearness of meaning to all of it
	byBrief   // Japanese headlines: words of the shorter one
	byLeadIn  // share of its title and first sentences that the event's words have
	byNamesIn // share of its names that the event has
	byLate    // how late it comes after the nearest report, if its title is not that of a report
	byMargin  // how much nearer in words the event is than the next best one
	byVector  // how much nearer than usual a model's vectors are; 0 without
	byLeads   // stories: cosine of title and first sentences with those of all its events
	byCast    // stories: cosine of names, best of its events
	byCore    // stories: share of the names that most of its events have
	features
)

var featureNames = [features]string{
	"bias", "words", "nearest", "spread", "title", "names", "weight", "figures", "time", "age", "size", "lead", "whole", "publisher", "acts", "other names",
	"sounds", "heard", "gist", "characters", "meaning", "matter", "length", "lead told", "names told", "late", "margin", "vector", "leads", "cast", "core",
}

func (w *Weights) score(x *evidence) float64 {
	z := 0.0
	for i := range x {
		z += w[i] * x[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// compare returns the evidence that d belongs to e, from its reports in the
// language of d.
func (t *frequencies) compare(d *document, e *event) evidence {
	var x evidence
	x[byBias] = 1
	said := e.spoken(d.lang)
	x[byWords] = t.like(d.words, said.words, d.long.words, said.long)
	x[byNames] = t.cosine(d.names, e.names)
	var top [3]float64
	seen, pages := 0, 0
	for _, o := range e.docs {
		if o.lang != d.lang {
			continue
		}
		if t.samePage(d, o) {
			pages++
			continue
		}
		seen++
		c := t.like(d.words, o.words, d.long.words, o.long.words)
		x[byWhole] += c
		for i := range top {
			if c > top[i] {
				top[i], c = c, top[i]
			}
		}
		x[byAct] = max(x[byAct], t.like(d.acts, o.acts, d.long.acts, o.long.acts))
		x[byLead] = max(x[byLead], t.like(d.lead, o.lead, d.long.lead, o.long.lead))
		if o.publisher == d.publisher {
			x[byOwn]++
		}
		x[byTitle] = max(x[byTitle], t.like(d.title, o.title, d.long.title, o.long.title))
		x[byChars] = max(x[byChars], t.like(d.chars, o.chars, d.long.chars, o.long.chars))
		x[byKin] = max(x[byKin], d.meaning.near(&o.meaning))
	}
	n := min(3, seen)
	for _, c := range top[:n] {
		x[bySpread] += c / float64(n)
	}
	x[byNearest] = top[0]
	x[byLeadIn] = t.inside(d.lead, e.words(d.lang))
	x[byNamesIn] = t.inside(d.names, e.names)
	other := 1 - x[byTitle]
	x[byLate] = min(1, max(0, gapOf(d, e)-soonDays)/lateDays) * other * other
	if pages > 0 {
		x[byWords] *= float64(seen) / float64(seen+pages)
	}
	if seen > 0 {
		x[byWhole] /= float64(seen)
		x[byOwn] /= float64(seen)
	}
	if strange(d.names, e.names) {
		x[byStrange] = 1
	}
	x[byWeight] = t.sharedWeight(d, e)
	x[byFigures] = t.sharedFigures(d, e)
	m := e.meaning.unit()
	x[byMatter] = d.meaning.near(&m)
	x.place(d, e)
	return x
}

// place enters the time and size of an event.
func (x *evidence) place(d *document, e *event) {
	x[byCloser] = math.Exp(-days(d.at, e.last) / 1.5)
	x[byAge] = min(days(d.at, e.first)/7, 1)
	x[bySize] = math.Log1p(float64(len(e.docs))) / 3
}

func (t *frequencies) sharedWeight(d *document, e *event) float64 {
	sum := 0.0
	both(d.title, e.words(d.lang), func(h uint32, x, y float64) { sum += t.rarity(h) })
	both(d.names, e.names, func(h uint32, x, y float64) { sum += t.rarity(h) * min(x, 1) })
	return math.Log1p(sum) / 4
}

func (t *frequencies) sharedFigures(d *document, e *event) float64 {
	sum := 0.0
	both(d.figures, e.figures, func(h uint32, x, y float64) { sum += x * t.rarity(h) })
	return math.Tanh(sum / 10)
}

// lateDays is how many days after the first ones a report is as late as can be.
const lateDays = 3

// inside returns the share of a's weight, by rarity, that is in b.
func (t *frequencies) inside(a, b []term) float64 {
	shared, all := 0.0, 0.0
	both(a, b, func(h uint32, x, _ float64) { shared += x * t.rarity(h) })
	if shared == 0 {
		return 0
	}
	for _, x := range a {
		all += float64(x.weight) * t.rarity(x.hash)
	}
	return shared / all
}

func days(a, b time.Time) float64 { return math.Abs(a.Sub(b).Hours()) / 24 }

// samePage reports whether two articles of one publisher share sentences though
// their titles share nothing: what is alike is then the page around them.
func (t *frequencies) samePage(a, b *document) bool {
	return a.publisher == b.publisher && a.body && b.body &&
		article.Similarity(a.sketch, b.sketch) > 0.08 && t.cosine(a.title, b.title) < 0.15
}

// strange reports whether two vectors of names have nothing in common though
// neither is empty.
func strange(a, b []term) bool {
	return len(a) > 0 && len(b) > 0 && sharedNames(a, b) == 0
}
