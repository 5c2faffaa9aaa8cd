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
	indexed  []uint32 // hashes under which the index knows it
	known    []term   // terms that were counted for it
}

// tongue is the sum of an event's words in one language. Languages are kept
// apart so that a Japanese report does not make an English one less like the
// event.
type tongue struct {
	lang   string
	words  []term
	sounds []term
	gist   []term
}

// speak adds a report to what was said in its language.
func speak(ts []tongue, d *document, n int) []tongue {
	for i := range ts {
		t := &ts[i]
		if t.lang == d.lang {
			t.words = keepHeaviest(addTerms(t.words, d.words), n)
			t.sounds = keepHeaviest(addTerms(t.sounds, d.sounds), n)
			t.gist = keepHeaviest(addTerms(t.gist, d.gist), n)
			return ts
		}
	}
	copied := func(x []term) []term { return append([]term(nil), x...) }
	return append(ts, tongue{d.lang, copied(d.words), copied(d.sounds), copied(d.gist)})
}

const (
	keptDocs   = 24 // of a large event: the first four and the latest
	keptFirst  = 4
	eventTerms = 160
)

func (e *event) words(lang string) []term {
	for _, t := range e.speech {
		if t.lang == lang {
			return t.words
		}
	}
	return nil
}

// take adds an article that is not an echo to what the event is compared by.
func (e *event) take(d *document) {
	if len(e.docs) == keptDocs {
		e.docs = append(e.docs[:keptFirst:keptFirst], e.docs[keptFirst+1:]...)
	}
	e.docs = append(e.docs, d)
	e.names = keepHeaviest(addTerms(e.names, d.names), eventTerms)
	e.concepts = keepHeaviest(addTerms(e.concepts, d.concepts), eventTerms)
	e.figures = keepHeaviest(addTerms(e.figures, d.figures), eventTerms)
	e.meaning.add(&d.meaning)
	e.speech = speak(e.speech, d, eventTerms)
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

// without returns the event rebuilt from its docs except one; used to ask how
// well that one fits the rest.
func (e *event) without(id article.ID) *event {
	r := &event{id: e.id, serial: e.serial, story: e.story, first: e.first, last: e.last}
	for _, d := range e.docs {
		if d.id != id {
			r.take(d)
		}
	}
	return r
}
