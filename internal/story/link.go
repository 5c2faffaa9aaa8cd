package story

import (
	"math"
	"sort"
)

// nearStories returns the stories near an article in words and time.
func (g *Grouper) nearStories(d *document) []*matter {
	hits := g.far.find(d.asked(), g.terms, func(s int32) bool {
		m := g.matters[s]
		return m != nil && !d.at.After(m.last.Add(horizon)) && !d.at.Before(m.first.Add(-horizon))
	})
	out := make([]*matter, len(hits))
	for i, h := range hits {
		out[i] = g.matters[h.serial]
	}
	return out
}

// findStory returns the story that an event founded by d belongs to, nil when
// it begins one.
func (g *Grouper) findStory(d *document, f Features) (*matter, float64, []Reason) {
	var best *matter
	var with opinion
	found := g.nearStories(d)
	rivals := g.otherStories(d, found)
	for i, m := range found {
		if o := strongest(g.linkOpinions(d, m, rivals[i])); o.joins() && o.score > with.score {
			best, with = m, o
		}
	}
	if best == nil {
		return nil, 0, nil
	}
	return best, with.score, best.reasons(d, f, &with.evidence, &g.model.Story[with.kind], g.terms)
}

func (m *matter) reasons(d *document, f Features, x *evidence, w *Weights, t *frequencies) []Reason {
	var out []Reason
	for i := 1; i < features; i++ {
		share := w[i] * x[i]
		if math.Abs(share) < 0.05 {
			continue
		}
		r := Reason{Feature: featureNames[i], Value: round(share)}
		switch i {
		case byWords:
			r.Note = sharedWords(f.Words, 'w', f.Lang, m.words(f.Lang), t)
		case byNames:
			r.Note = sharedWords(f.Names, 'n', "", m.names, t)
		}
		out = append(out, r)
	}
	sort.SliceStable(out, func(a, b int) bool { return math.Abs(out[a].Value) > math.Abs(out[b].Value) })
	return out
}
