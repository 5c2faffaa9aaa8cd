package eval

import (
	"fmt"
	"hash/fnv"
	"strings"

	"kiku/internal/language"
	"kiku/internal/story"
)

// Figure is one measured value.
type Figure struct {
	Name  string // "ja/stories-dev events b3_f1"
	Value float64
	N     int // documents it rests on
}

// String returns the figure as `kiku eval` prints it: name, value and n,
// separated by tabs.
func (f Figure) String() string { return fmt.Sprintf("%s\t%.4f\t%d", f.Name, f.Value, f.N) }

// Events measures events on a set, or on every set that is in dataDir when set
// is "": the committed model in one pass and after repair, and a baseline that
// compares TF-IDF vectors in one pass. The error wraps ErrNoSet when there is
// nothing to measure.
func Events(dataDir, set string) ([]Figure, error) { return measure(dataDir, set, "events") }

// Stories measures stories in the same way, on the sets that label them.
func Stories(dataDir, set string) ([]Figure, error) { return measure(dataDir, set, "stories") }

func measure(dataDir, set, what string) ([]Figure, error) {
	names := []string{set}
	if set == "" {
		names = Sets(dataDir)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("measure %s in %s: %w", what, dataDir, ErrNoSet)
	}
	reader := language.NewReader()
	var out []Figure
	for _, name := range names {
		s, err := Load(dataDir, name)
		if err != nil {
			return nil, fmt.Errorf("measure %s: %w", what, err)
		}
		gold := s.Event
		if what == "stories" {
			gold = s.Story
		}
		if len(gold) > 0 {
			out = append(out, figures(Describe(s, reader), gold, what)...)
		}
	}
	return out, nil
}

func figures(d Described, gold map[string]string, what string) []Figure {
	var out []Figure
	pick := func(events, stories map[string]string) map[string]string {
		if what == "stories" {
			return stories
		}
		return events
	}
	add := func(how string, c Clustering) {
		out = append(out, c.figures(d.Name+" "+what+" "+how)...)
	}
	add("online", Cluster(gold, pick(group(d, story.DefaultModel(), false))))
	add("repaired", Cluster(gold, pick(group(d, story.DefaultModel(), true))))
	single, all := baselines(d, gold)
	if what == "events" {
		out = append(out, crossFigures(d, d.Name+".events.repaired", []story.Model{story.DefaultModel()})...)
	}
	add("baseline", single)
	add("batch", all)
	return out
}

func (c Clustering) figures(name string) []Figure {
	name = strings.ReplaceAll(name, " ", ".")
	f := func(what string, v float64) Figure { return Figure{name + "." + what, v, c.N} }
	return []Figure{
		f("b3_p", c.B3P), f("b3_r", c.B3R), f("b3_f1", c.B3F),
		f("pair_p", c.PairP), f("pair_r", c.PairR), f("pair_f1", c.PairF),
		f("ari", c.ARI), f("ami", c.AMI), f("clusters", float64(c.Predicted)),
	}
}

// foldOf puts a label into one of n folds by its name alone, so that the folds
// stay the same when a set grows.
func foldOf(label string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(label))
	return int(h.Sum32()>>8) % n
}
