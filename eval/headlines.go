package eval

import (
	"hash/fnv"

	"kiku/internal/story"
)

// rareOnly is how many of the pairs of headlines that share no character are
// learned from: one of so many, which then counts for all. There are a hundred
// such pairs to every other.
const rareOnly = 10

// headlinePairs returns every two Japanese headlines of a set, as they look
// when the later one comes and all before it stand where their labels say.
func headlinePairs(d Described, fold func(label string) int) []pair {
	var out []pair
	for _, p := range story.Pairs(d.Features, asLabelled(d)) {
		a, b := string(d.Features[p.A].Article), string(d.Features[p.B].Article)
		if d.Event[a] == "" || d.Event[b] == "" {
			continue
		}
		x := pair{
			kind: story.JaHeadline, values: p.Values, same: d.Event[a] == d.Event[b],
			fold: fold(matterOf(d, a)), other: fold(matterOf(d, b)), weight: 1,
		}
		if !x.same && !p.Shared {
			if !chosen(a, b) {
				continue
			}
			x.weight = rareOnly
		}
		out = append(out, x)
	}
	return out
}

// matterOf is the label of an article's story, of its event where it has none.
func matterOf(d Described, id string) string {
	if s := d.Story[id]; s != "" {
		return s
	}
	return d.Event[id]
}

// chosen picks one of rareOnly pairs, by their names alone.
func chosen(a, b string) bool {
	h := fnv.New32a()
	h.Write([]byte(a + " " + b))
	return h.Sum32()>>8%rareOnly == 0
}

// asLabelled returns where the labels put every article of a set; those without
// stand alone.
func asLabelled(d Described) []story.Placement {
	event, matter := map[string]story.EventID{}, map[string]story.StoryID{}
	out := make([]story.Placement, 0, len(d.Features))
	for _, f := range d.Features {
		id := string(f.Article)
		p := story.Placement{Event: story.EventID(id), Story: story.StoryID(id), Score: 1}
		if e := d.Event[id]; e != "" {
			s := d.Story[id]
			if s == "" {
				s = e
			}
			if event[e] == "" {
				event[e] = p.Event
			}
			if matter[s] == "" {
				matter[s] = p.Story
			}
			p.Event, p.Story = event[e], matter[s]
		}
		out = append(out, p)
	}
	return out
}

// wholePairs returns every two parts of events in different languages.
func wholePairs(d Described, fold func(label string) int) []pair {
	var out []pair
	for _, p := range story.Wholes(d.Features, asLabelled(d)) {
		a, b := string(d.Features[p.A].Article), string(d.Features[p.B].Article)
		if p.Shared && d.Event[a] != "" && d.Event[b] != "" {
			out = append(out, pair{
				kind: story.AcrossWhole, values: p.Values, same: d.Event[a] == d.Event[b],
				fold: fold(matterOf(d, a)), other: fold(matterOf(d, b)), weight: 1,
			})
		}
	}
	return out
}
