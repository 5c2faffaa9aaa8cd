package digest

import (
	"sort"

	"kiku/internal/language/text"
)

// profile is what an event is about: its words, weighed by how many of its
// reports use them in title or opening.
type profile struct {
	weights map[string]float64
	total   float64 // weight of the eight heaviest words
}

func profileOf(reports []*report) profile {
	p := profile{weights: map[string]float64{}}
	for _, r := range reports {
		seen := map[string]bool{}
		for w := range contentWords(r.text.Title) {
			seen[w] = true
			p.weights[w] += 2
		}
		for _, s := range firstSentences(r, 4) {
			for w := range contentWords(s) {
				if !seen[w] {
					seen[w] = true
					p.weights[w]++
				}
			}
		}
	}
	heaviest := make([]float64, 0, len(p.weights))
	for _, v := range p.weights {
		heaviest = append(heaviest, v)
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(heaviest)))
	for _, v := range heaviest[:min(8, len(heaviest))] {
		p.total += v
	}
	return p
}

// relevance is the share of the heaviest words' weight that words hold, 0..1.
// Weights are whole numbers, so that the sum does not depend on its order.
func (p profile) relevance(words map[string]bool) float64 {
	if p.total == 0 {
		return 0
	}
	got := 0.0
	for w := range words {
		got += p.weights[w]
	}
	return min(1, got/p.total)
}

// contentWords are the words of a sentence that carry its topic.
func contentWords(s text.Sentence) map[string]bool {
	out := map[string]bool{}
	for _, w := range s.Words {
		if carriesTopic(w) {
			out[w.Base] = true
		}
	}
	return out
}

// carriesTopic reports whether a word tells what a sentence is about.
func carriesTopic(w text.Word) bool {
	return !w.Stop && w.Class != text.Mark && w.Class != text.Particle && w.Class != text.Pronoun && w.Base != ""
}
