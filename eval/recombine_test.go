package eval

import (
	"fmt"
	"math/rand"
	"time"

	"kiku/internal/article"
	"kiku/internal/story"
)

// recombiner makes a stream of any length from some thousand real reports: a
// story is one of them with names of its own, an event adds a second one, a
// report leaves words of both out and takes some from a third. So words are as
// frequent as in real news, and rare words and names stay rare however long the
// stream is.
type recombiner struct {
	rng     *rand.Rand
	base    map[string][]story.Features // by language
	langs   []string
	rare    map[string]bool // words of three reports at most, by language and word
	live    []*happening    // the latest events
	made    int
	publish int // publishers
}

// happening is an event of the stream.
type happening struct {
	lang          string
	matter, event int // numbers that names and rare words carry
	a, b          *story.Features
	id            story.EventID
	story         story.StoryID
	first         article.ID // whose text its echoes print
	last          article.Sketch
}

const (
	streamADay    = 10000 // articles of the stream a day
	streamPapers  = 400
	streamLive    = 4000 // events that may get another report
	streamFounds  = 0.45 // share of reports that begin an event
	streamMatters = 0.5  // share of events that begin a story
	streamEchoes  = 0.1
)

func newRecombiner(base []story.Features) *recombiner {
	r := &recombiner{rng: rand.New(rand.NewSource(1)), base: map[string][]story.Features{}, rare: map[string]bool{}, publish: streamPapers}
	seen := map[string]int{}
	for _, f := range base {
		if f.Fault != "" || !f.Body || len(f.Words) < 20 {
			continue
		}
		if r.base[f.Lang] == nil {
			r.langs = append(r.langs, f.Lang)
		}
		r.base[f.Lang] = append(r.base[f.Lang], f)
		for _, w := range f.Words {
			seen[f.Lang+w.Word]++
		}
	}
	for w, n := range seen {
		if n <= 3 {
			r.rare[w] = true
		}
	}
	return r
}

// next returns the next report of the stream and where it belongs.
func (r *recombiner) next() (story.Features, story.Placement) {
	h := r.happening()
	c := r.pick(h.lang)
	f := story.Features{
		Article: article.ID(fmt.Sprintf("%08d", r.made)), Publisher: fmt.Sprintf("paper %d", r.rng.Intn(r.publish)),
		Lang: h.lang, Body: true,
		Published: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.made) * 24 * time.Hour / streamADay),
	}
	r.made++
	f.Words = r.terms(h, c, func(x *story.Features) []story.Term { return x.Words })
	f.Names = r.terms(h, c, func(x *story.Features) []story.Term { return x.Names })
	f.Title = r.words(h, func(x *story.Features) []string { return x.Title })
	f.Lead = r.words(h, func(x *story.Features) []string { return x.Lead })
	f.Acts = r.words(h, func(x *story.Features) []string { return x.Acts })
	f.Figures, f.Dates = h.b.Figures, h.b.Dates
	p := story.Placement{Event: h.id, Story: h.story, Score: 1}
	if r.rng.Float64() < streamEchoes && h.last.Size > 0 {
		p.EchoOf = h.first
	} else {
		h.first = f.Article
		for i := range h.last.Slots {
			h.last.Slots[i] = r.rng.Uint32()
		}
		h.last.Size = 300
	}
	f.Sketch = h.last
	return f, p
}

// happening returns a new event or one of the latest, newer ones more often.
func (r *recombiner) happening() *happening {
	if len(r.live) > 0 && r.rng.Float64() > streamFounds {
		x := r.rng.Float64()
		return r.live[len(r.live)-1-int(x*x*x*float64(len(r.live)))]
	}
	h := &happening{event: r.made, id: story.EventID(fmt.Sprintf("%08d", r.made))}
	if len(r.live) > 0 && r.rng.Float64() > streamMatters {
		old := r.live[r.rng.Intn(len(r.live))]
		h.lang, h.matter, h.a, h.story = old.lang, old.matter, old.a, old.story
	} else {
		h.story = story.StoryID(fmt.Sprintf("%08d", r.made))
		h.lang, h.matter = r.langs[r.rng.Intn(len(r.langs))], r.made
		h.a = r.pick(h.lang)
	}
	h.b = r.pick(h.lang)
	if len(r.live) == streamLive {
		r.live = append(r.live[:0], r.live[1:]...)
	}
	r.live = append(r.live, h)
	return h
}

func (r *recombiner) pick(lang string) *story.Features {
	b := r.base[lang]
	return &b[r.rng.Intn(len(b))]
}

// own gives a rare word the number of its story or event.
func (r *recombiner) own(lang, word string, number int) string {
	if !r.rare[lang+word] {
		return word
	}
	return fmt.Sprintf("%s%x", word, number)
}

func (r *recombiner) terms(h *happening, c *story.Features, of func(*story.Features) []story.Term) []story.Term {
	var out []story.Term
	seen := map[string]bool{}
	take := func(ts []story.Term, share float64, number int) {
		n := len(of(h.a))
		for _, t := range ts {
			if w := r.own(h.lang, t.Word, number); r.rng.Float64() < share && !seen[w] && len(out) < n+10 {
				seen[w] = true
				out = append(out, story.Term{Word: w, Weight: t.Weight})
			}
		}
	}
	take(of(h.a), 0.55, h.matter)
	take(of(h.b), 0.55, h.event)
	take(of(c), 0.1, r.made)
	return out
}

func (r *recombiner) words(h *happening, of func(*story.Features) []string) []string {
	var out []string
	for _, w := range of(h.a) {
		if r.rng.Float64() < 0.5 {
			out = append(out, r.own(h.lang, w, h.matter))
		}
	}
	for _, w := range of(h.b) {
		if r.rng.Float64() < 0.5 {
			out = append(out, r.own(h.lang, w, h.event))
		}
	}
	return out
}
