package story

import (
	"math"
	"time"
)

// matter is a Story inside the working set.
type matter struct {
	id       StoryID
	serial   int32
	was      []StoryID
	events   []*event // in order of first report
	last     time.Time
	first    time.Time
	speech   []tongue
	names    []term
	concepts []term
	meaning  meaning
	leads    []term // of its founding reports, added up
	cast     []term // how many of its founding reports have a name
	founders float64
	faces    []face // its latest events, small
	indexed  []uint32
}

// face is how an event looked when it joined its story.
type face struct {
	lang     string
	words    []term
	title    []term
	lead     []term
	names    []term
	concepts []term
	sounds   []term
	gist     []term
	acts     []term
	chars    []term
	long     lengths
	meaning  meaning
	by       string
	at       time.Time
}

const (
	keptFaces   = 24
	matterTerms = 200
)

func (m *matter) words(lang string) []term {
	for _, t := range m.speech {
		if t.lang == lang {
			return t.words
		}
	}
	return nil
}

// take adds a report to what the story is compared by.
func (m *matter) take(d *document, founder bool) {
	m.names = keepHeaviest(grown(m.names, d.names), matterTerms)
	m.concepts = keepHeaviest(grown(m.concepts, d.concepts), matterTerms)
	if founder {
		m.leads = keepHeaviest(grown(m.leads, d.lead), matterTerms)
		m.cast = keepHeaviest(grown(m.cast, once(d.names)), matterTerms)
		m.founders++
		if len(m.faces) == keptFaces {
			m.faces = append(m.faces[:2:2], m.faces[3:]...)
		}
		m.faces = append(m.faces, face{d.lang, d.words, d.title, d.lead, d.names, d.concepts, d.sounds, d.gist, d.acts, d.chars, d.long, d.meaning, d.publisher, d.at})
	}
	m.meaning.add(&d.meaning)
	m.speech = speak(m.speech, d, matterTerms)
}

// link returns the evidence that an event founded by d belongs to story m, from
// its reports in the language of d.
func (t *frequencies) link(d *document, m *matter) evidence {
	var x evidence
	x[byBias] = 1
	x[byWords] = t.cosine(d.words, m.words(d.lang))
	x[byNames] = t.cosine(d.names, m.names)
	var top [3]float64
	seen := 0
	for i := range m.faces {
		f := &m.faces[i]
		if f.lang != d.lang {
			continue
		}
		seen++
		c := t.like(d.words, f.words, d.long.words, f.long.words)
		x[byWhole] += c
		x[byAct] = max(x[byAct], t.like(d.acts, f.acts, d.long.acts, f.long.acts))
		x[byLead] = max(x[byLead], t.like(d.lead, f.lead, d.long.lead, f.long.lead))
		if f.by == d.publisher {
			x[byOwn]++
		}
		for i := range top {
			if c > top[i] {
				top[i], c = c, top[i]
			}
		}
		x[byCast] = max(x[byCast], t.cosine(d.names, f.names))
		x[byTitle] = max(x[byTitle], t.like(d.title, f.title, d.long.title, f.long.title))
		x[byChars] = max(x[byChars], t.like(d.chars, f.chars, d.long.chars, f.long.chars))
		x[byKin] = max(x[byKin], d.meaning.near(&f.meaning))
	}
	n := min(3, seen)
	for _, c := range top[:n] {
		x[bySpread] += c / float64(n)
	}
	x[byNearest] = top[0]
	if seen > 0 {
		x[byWhole] /= float64(seen)
		x[byOwn] /= float64(seen)
	}
	if strange(d.names, m.names) {
		x[byStrange] = 1
	}
	x[byLeads] = t.like(d.lead, m.leads, d.long.lead, 0)
	x[byLeadIn] = t.inside(d.lead, m.words(d.lang))
	x[byNamesIn] = t.inside(d.names, m.names)
	x[byCore] = t.core(d.names, m)
	x[byWeight], x[byFigures] = t.sharedActors(d, m)
	all := m.meaning.unit()
	x[byMatter] = d.meaning.near(&all)
	x.span(d, m)
	return x
}

// once returns names that count one each.
func once(names []term) []term {
	out := make([]term, len(names))
	for i, n := range names {
		out[i] = term{n.hash, 1}
	}
	return out
}

// coreShare is of how many of a story's events a name must be to be of its
// core.
const coreShare = 0.4

// core returns how much of what most events of a story name an article names,
// by rarity.
func (t *frequencies) core(names []term, m *matter) float64 {
	has, all := 0.0, 0.0
	for _, c := range m.cast {
		if s := float64(c.weight) / m.founders; s >= coreShare {
			r := s * t.rarity(c.hash)
			all += r
			if holds(names, c.hash) {
				has += r
			}
		}
	}
	if all == 0 {
		return 0
	}
	return has / all
}

// span enters the time and size of a story.
func (x *evidence) span(d *document, m *matter) {
	x[byCloser] = math.Exp(-days(d.at, m.last) / 10)
	x[byAge] = min(days(d.at, m.first)/60, 1)
	x[bySize] = math.Log1p(float64(len(m.events))) / 3
}

// sharedActors returns how much of names and title words is shared in absolute
// terms, and the rarity of the rarest name shared: a story is held together by
// what few others have, not by a head of state.
func (t *frequencies) sharedActors(d *document, m *matter) (all, rarest float64) {
	sum := 0.0
	both(d.title, m.words(d.lang), func(h uint32, x, y float64) { sum += t.rarity(h) })
	both(d.names, m.names, func(h uint32, x, y float64) {
		r := t.rarity(h)
		sum += r * min(x, 1)
		if x > 0.6 {
			rarest = max(rarest, r)
		}
	})
	return math.Log1p(sum) / 4, rarest / 6
}

// value returns the story as others see it.
func (m *matter) value() Story {
	s := Story{ID: m.id, First: m.first, Last: m.last, Was: append([]StoryID(nil), m.was...)}
	for _, e := range m.events {
		s.Events = append(s.Events, e.value())
	}
	return s
}

// stretch widens the story's span of time.
func (m *matter) stretch(at time.Time) {
	if m.first.IsZero() || at.Before(m.first) {
		m.first = at
	}
	if m.last.IsZero() || at.After(m.last) {
		m.last = at
	}
}

func (m *matter) drop(e *event) {
	for i, o := range m.events {
		if o == e {
			m.events = append(m.events[:i], m.events[i+1:]...)
			return
		}
	}
}

// otherActs is the likeness of what is done from which one shared name is no
// chance.
const otherActs = 0.1

// bars returns what keeps an article out of a story whatever the score.
func (m *matter) bars(d *document, x *evidence, k Kind) string {
	switch {
	case k == AcrossReport && x[byHeard] < 1.2/heardFull:
		return barOneName
	case k == Report && x[byAct] < otherActs && sharedNames(d.names, m.names) <= 1:
		return barOneName // its place and words of its matter, and none of those who act in it
	}
	return barred(d, x, k, m.names)
}
