package story

import (
	"sort"
	"time"

	"kiku/internal/article"
)

// event is an Event inside the working set.
type event struct {
	id       EventID
	serial   int32 // order of founding; names the event in the index
	story    *matter
	first    time.Time
	last     time.Time
	members  []Member
	docs     []*document // reports that are not echoes, at most keptDocs
	speech   []tongue
	names    []term
	figures  []term
	concepts []term
	meaning  meaning
	cloud    cloud    // vectors of its reports
	indexed  []uint32 // hashes under which the index knows it
	grew     uint64   // the Grouper's count when the last report entered
	judged   uint64   // and when its only report was judged and joined nothing; 0 where it was not
}

// tongue is the sum of an event's words in one language. Languages are kept
// apart so that a Japanese report does not make an English one less like the
// event.
type tongue struct {
	lang   string
	words  []term
	sounds []term
	gist   []term
	long   float32 // length of words; 0 where it was not measured
}

// speak adds a report to what was said in its language.
func speak(ts []tongue, d *document, n int) []tongue {
	for i := range ts {
		t := &ts[i]
		if t.lang == d.lang {
			t.words = keepHeaviest(grown(t.words, d.words), n)
			t.sounds = keepHeaviest(grown(t.sounds, d.sounds), n)
			t.gist = keepHeaviest(grown(t.gist, d.gist), n)
			return ts
		}
	}
	return append(ts, tongue{d.lang, d.words, d.sounds, d.gist, 0})
}

const (
	keptDocs   = 24 // of a large event: the first four and the latest
	keptFirst  = 4
	eventTerms = 160
)

func (e *event) words(lang string) []term {
	t := e.spoken(lang)
	return t.words
}

// spoken returns what was said in a language; nothing where nobody spoke it.
func (e *event) spoken(lang string) tongue {
	for _, t := range e.speech {
		if t.lang == lang {
			return t
		}
	}
	return tongue{}
}

// take adds an article that is not an echo to what the event is compared by.
func (e *event) take(d *document) {
	if len(e.docs) == keptDocs {
		e.docs = append(e.docs[:keptFirst:keptFirst], e.docs[keptFirst+1:]...)
	}
	e.docs = append(e.docs, d)
	e.names = keepHeaviest(grown(e.names, d.names), eventTerms)
	e.concepts = keepHeaviest(grown(e.concepts, d.concepts), eventTerms)
	e.figures = keepHeaviest(grown(e.figures, d.figures), eventTerms)
	e.meaning.add(&d.meaning)
	e.cloud.add(&d.vector)
	e.speech = speak(e.speech, d, eventTerms)
}

// weighed reports that one of two events has a single report, and that this was
// judged against the other as that still is: it joined none then.
func (e *event) weighed(o *event) bool {
	return len(e.docs) == 1 && e.judged > o.grew || len(o.docs) == 1 && o.judged > e.grew
}

// enter adds a member in its place by time, then ID.
func (e *event) enter(m Member) {
	i := sort.Search(len(e.members), func(i int) bool { return before(m, e.members[i]) })
	e.members = append(e.members, Member{})
	copy(e.members[i+1:], e.members[i:])
	e.members[i] = m
	if len(e.members) == 1 || m.Published.Before(e.first) {
		e.first = m.Published
	}
	if len(e.members) == 1 || m.Published.After(e.last) {
		e.last = m.Published
	}
}

func before(a, b Member) bool {
	if !a.Published.Equal(b.Published) {
		return a.Published.Before(b.Published)
	}
	return a.Article < b.Article
}

// value returns the event as others see it.
func (e *event) value() Event {
	return Event{
		ID: e.id, Story: e.story.id, First: e.first, Last: e.last,
		Articles: append([]Member(nil), e.members...),
	}
}

// without returns the event as it is without one of its docs; used to ask how
// well that one fits the rest. What the event is compared by is a sum, so the
// one is taken out of it again; nothing is added up anew.
func (e *event) without(id article.ID) *event {
	r := &event{id: e.id, serial: e.serial, story: e.story, first: e.first, last: e.last}
	r.names, r.concepts, r.figures = e.names, e.concepts, e.figures
	for _, d := range e.docs {
		if d.id != id {
			r.docs = append(r.docs, d)
			r.meaning.add(&d.meaning)
			r.cloud.add(&d.vector)
			continue
		}
		r.names, r.concepts, r.figures = less(e.names, d.names), less(e.concepts, d.concepts), less(e.figures, d.figures)
		r.speech = unsaid(e.speech, d)
	}
	return r
}

// unsaid returns what was said without one report; a language that only it
// spoke is gone.
func unsaid(ts []tongue, d *document) []tongue {
	out := make([]tongue, 0, len(ts))
	for _, t := range ts {
		if t.lang == d.lang {
			t = tongue{t.lang, less(t.words, d.words), less(t.sounds, d.sounds), less(t.gist, d.gist), 0}
			if len(t.words) == 0 {
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// counted returns the terms of the event that were counted for it, sorted by
// hash: those of its reports that are kept.
func (e *event) counted() []term {
	out := addTerms(e.names, e.concepts)
	out = addTerms(out, e.figures)
	for _, t := range e.speech {
		out = addTerms(addTerms(addTerms(out, t.words), t.sounds), t.gist)
	}
	for _, d := range e.docs {
		out = addTerms(addTerms(out, d.values), d.chars)
	}
	return out
}
