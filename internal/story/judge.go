package story

import (
	"math"
	"sort"
	"strings"

	"kiku/internal/article"
)

const (
	nearAt  = 0.1 // an event this near is named in Apart
	namedIn = 3   // how many of them
)

// judgement is one event weighed for one article.
type judgement struct {
	event *event
	opinion
	weights *Weights
}

// judge weighs an article against candidate events, best first; barred ones
// come after all others.
func (g *Grouper) judge(d *document, f Features, found []*event) []judgement {
	out := make([]judgement, 0, len(found))
	rivals := g.rivals(d, found)
	for i, e := range found {
		o := strongest(g.opinions(d, e, rivals[i]))
		out = append(out, judgement{event: e, opinion: o, weights: &g.model.Event[o.kind]})
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		if a.beats(&b.opinion) || b.beats(&a.opinion) {
			return a.beats(&b.opinion)
		}
		return a.event.serial < b.event.serial
	})
	return out
}

// clashes returns the ordinals on which an article differs from an event: with
// more of its articles than it agrees with.
func (e *event) clashes(d *document) string {
	if len(d.ordinals) == 0 {
		return ""
	}
	against, note := 0, ""
	for _, o := range e.docs {
		if c := clash(d.ordinals, o.ordinals); c != "" {
			against++
			note = c
		}
	}
	if 2*against > len(e.docs) {
		return note
	}
	return ""
}

// reasons returns the features that weighed most, with what was shared.
func (j *judgement) reasons(f Features, t *frequencies) []Reason {
	var out []Reason
	if j.bar != "" {
		out = append(out, Reason{Feature: j.bar, Value: -1, Note: j.note})
	}
	for i := 1; i < features; i++ {
		share := j.weights[i] * j.evidence[i]
		if math.Abs(share) < 0.05 {
			continue
		}
		r := Reason{Feature: featureNames[i], Value: round(share)}
		switch i {
		case byWords:
			r.Note = sharedWords(f.Words, 'w', f.Lang, j.event.words(f.Lang), t)
		case byNames:
			r.Note = sharedWords(f.Names, 'n', "", j.event.names, t)
		case byTitle:
			r.Note = sharedTitle(f, j.event)
		case byWeight:
			if j.kind == JaHeadline {
				r.Note = sharedTitle(f, j.event)
			}
		}
		out = append(out, r)
	}
	byShare(out)
	return out
}

// byShare sorts reasons by what they weigh; a clash decides alone and comes first.
func byShare(rs []Reason) {
	sort.SliceStable(rs, func(a, b int) bool {
		if x, y := decides(rs[a]), decides(rs[b]); x != y {
			return x
		}
		return math.Abs(rs[a].Value) > math.Abs(rs[b].Value)
	})
}

// The bars: what keeps an article out of an event whatever the score.
const (
	barOrdinal = "ordinal"       // both number the same thing differently
	barOneName = "one name only" // a head of state is in every matter of a country and joins none of them
	barLittle  = "too little in both languages"
	barStrange = "no name in both" // of 306 labelled pairs of reports on one event, one shares no name
)

func decides(r Reason) bool {
	return r.Feature == barOrdinal || r.Feature == barOneName || r.Feature == barLittle || r.Feature == barStrange
}

// bars returns what keeps an article out of an event, with a note.
func (e *event) bars(d *document, x *evidence, k Kind) (bar, note string) {
	if c := e.clashes(d); c != "" {
		return barOrdinal, c
	}
	return barred(d, x, k, e.names), ""
}

// barred is the part of the bars that holds for events and stories alike.
func barred(d *document, x *evidence, k Kind, names []term) string {
	switch {
	case k == Across:
		return ""
	case k == AcrossReport, k == JaHeadline:
		return ""
	case x[byAct] == 0 && sharedNames(d.names, names) <= 1:
		return barOneName
	case d.body && x[byStrange] > 0:
		return barStrange
	}
	return ""
}

func sharedNames(a, b []term) int {
	n := 0
	both(a, b, func(uint32, float64, float64) { n++ })
	return n
}

const notedWords = 6

// sharedWords names the weightiest shared words.
func sharedWords(ws []Term, kind byte, lang string, with []term, t *frequencies) string {
	type shared struct {
		word string
		rank float64
	}
	var all []shared
	for _, w := range ws {
		word := w.Word
		if kind == 'n' {
			word = nameSound(word)
		}
		h := hashTerm(kind, lang, word)
		i := sort.Search(len(with), func(i int) bool { return with[i].hash >= h })
		if i < len(with) && with[i].hash == h {
			all = append(all, shared{w.Word, w.Weight * t.rarity(h)})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].rank > all[j].rank })
	var out []string
	for _, s := range all[:min(notedWords, len(all))] {
		out = append(out, s.word)
	}
	return strings.Join(out, ", ")
}

func sharedTitle(f Features, e *event) string {
	var out []string
	for _, w := range f.Title {
		h := hashTerm('w', f.Lang, w)
		for _, o := range e.docs {
			i := sort.Search(len(o.title), func(i int) bool { return o.title[i].hash >= h })
			if i < len(o.title) && o.title[i].hash == h {
				out = append(out, w)
				break
			}
		}
	}
	return strings.Join(out[:min(notedWords, len(out))], ", ")
}

// apart names the near events that were not joined, and why.
func apart(judged []judgement, f Features, t *frequencies) []Apart {
	var out []Apart
	for i := range judged {
		j := &judged[i]
		if len(out) == namedIn || j.score < nearAt {
			continue
		}
		out = append(out, Apart{
			Event: j.event.id, Story: j.event.story.id, Score: round(j.score), Reasons: j.reasons(f, t),
		})
	}
	return out
}

// placement returns how a member of the event was placed.
func (e *event) placement(id article.ID) Placement {
	p := Placement{Event: e.id, Story: e.story.id}
	for _, m := range e.members {
		if m.Article == id {
			p.EchoOf, p.Score, p.Reasons = m.EchoOf, m.Score, m.Reasons
		}
	}
	return p
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
