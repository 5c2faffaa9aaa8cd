package eval

import (
	"math"

	"kiku/internal/language"
	"kiku/internal/story"
)

// Described is a set with the features of its articles, in the order in which
// they are added.
type Described struct {
	Set
	Features []story.Features
}

// Describe analyses every article of a set.
func Describe(s Set, r *language.Reader) Described {
	d := Described{Set: s, Features: make([]story.Features, 0, len(s.Articles))}
	for _, a := range s.Articles {
		d.Features = append(d.Features, story.Describe(a, r.Read(a.Lang, a.Title, a.Paragraphs, a.Published)))
	}
	story.Sort(d.Features)
	return d
}

// group runs the Grouper over a set and returns the event and story of every
// article, with the repairing pass or without.
func group(d Described, m story.Model, repair bool) (events, stories map[string]string) {
	g := story.NewGrouperWith(m)
	for _, f := range d.Features {
		g.Add(f)
	}
	if repair {
		g.Repair()
	}
	events, stories = map[string]string{}, map[string]string{}
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			for _, a := range e.Articles {
				events[string(a.Article)] = string(e.ID)
				stories[string(a.Article)] = string(s.ID)
			}
		}
	}
	return events, stories
}

// laterTexts returns the other texts of an event that f founds, of the kind of f:
// Japanese headlines or reports.
// The repairing pass weighs them all, and labels of stories are few.
func laterTexts(d Described, f story.Features, event string) []story.Features {
	var out []story.Features
	for _, o := range d.Features {
		if d.Event[string(o.Article)] == event && o.Article != f.Article && o.Lang == f.Lang && o.Body == f.Body && (o.Body || o.Lang == "ja") {
			out = append(out, o)
		}
	}
	return out
}

// founding is how much the comparisons of the first text on an event weigh: where
// it joins another event, all that follow do.
const founding = 3.0

// comparisons places every labelled article where its labels say and returns
// the evidence for each event and story it was compared with. Articles without
// a label stand alone and are no evidence.
func comparisons(d Described, fold func(label string) int) (events, stories []pair) {
	g := story.NewGrouperWith(story.Model{})
	event, matter := map[string]string{}, map[string]string{} // label -> ID
	label, matterLabel := map[string]string{}, map[string]string{}
	for _, f := range d.Features {
		id := string(f.Article)
		e, labelled := d.Event[id]
		s := d.Story[id]
		if s == "" {
			s = e
		}
		unit := fold(d.unit(id))
		if labelled {
			near, far := g.Weigh(f)
			for _, w := range near {
				if l, ok := label[w.ID]; ok && w.Kind != story.JaHeadline { // learned from headlinePairs
					weight := 1.0
					if event[e] == "" && w.Kind == story.Report {
						weight = founding
					}
					events = append(events, pair{kind: w.Kind, values: w.Values, same: l == e, fold: unit, other: unit, weight: weight})
				}
			}
			if event[e] == "" { // an event is linked when it is founded
				link := func(far []story.Weighed, weight float64) {
					for _, w := range far {
						if l, ok := matterLabel[w.ID]; ok {
							stories = append(stories, pair{
								kind: w.Kind, values: w.Values, same: l == s, fold: fold(s), other: fold(l), weight: weight,
							})
						}
					}
				}
				more := laterTexts(d, f, e)
				share := 1 / math.Sqrt(float64(1+len(more)))
				link(far, share)
				for _, o := range more {
					_, far := g.Weigh(o)
					link(far, share)
				}
			}
		}
		p := story.Placement{Event: story.EventID(id), Story: story.StoryID(id), Score: 1}
		if labelled {
			if event[e] == "" {
				event[e], label[id] = id, e
			}
			if matter[s] == "" {
				matter[s], matterLabel[id] = id, s
			}
			p.Event, p.Story = story.EventID(event[e]), story.StoryID(matter[s])
		}
		g.Restore(f, p)
	}
	return events, stories
}
