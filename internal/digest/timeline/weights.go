package timeline

import (
	_ "embed" // the learned weights
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.tsv
var weights string

// DefaultModel returns the committed weights: learned from the timelines of
// timeline17 by `go test ./eval -run TestTrainTimelines -train`.
var DefaultModel = sync.OnceValue(func() *Model {
	m, err := ParseModel(weights)
	if err != nil {
		panic(err) // the file is part of the program and its test reads it
	}
	return m
})

// String writes the model as lines of kind, feature and weight.
func (m *Model) String() string {
	var b strings.Builder
	for _, part := range m.parts() {
		for i, name := range part.names {
			fmt.Fprintf(&b, "%s\t%s\t%g\n", part.kind, name, (*part.weights)[i])
		}
	}
	fmt.Fprintf(&b, "enough\tscore\t%g\nagain\tworth\t%g\nalike\tcosine\t%g\n", m.Enough, m.Again, m.Alike)
	return b.String()
}

type modelPart struct {
	kind    string
	names   []string
	weights *[]float64
}

func (m *Model) parts() []modelPart {
	return []modelPart{{"day", DayFeatures(), &m.Days}, {"word", WordFeatures(), &m.Words}, {"pair", PairFeatures(), &m.Pairs}, {"line", LineFeatures(), &m.Lines}}
}

// ParseModel reads what [Model.String] writes. A feature without a line has the
// weight 0; an unknown one is an error.
func ParseModel(s string) (*Model, error) {
	m := &Model{}
	at := map[string]*float64{"enough\tscore": &m.Enough, "again\tworth": &m.Again, "alike\tcosine": &m.Alike}
	for _, part := range m.parts() {
		*part.weights = make([]float64, len(part.names))
		for i, name := range part.names {
			at[part.kind+"\t"+name] = &(*part.weights)[i]
		}
	}
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		k := strings.LastIndexByte(line, '\t')
		if k < 0 || at[line[:k]] == nil {
			return nil, fmt.Errorf("timeline weights: unknown line %q", line)
		}
		v, err := strconv.ParseFloat(line[k+1:], 64)
		if err != nil {
			return nil, fmt.Errorf("timeline weights: %q: %w", line, err)
		}
		*at[line[:k]] = v
	}
	return m, nil
}
