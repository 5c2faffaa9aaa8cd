package story

// Weights is a logistic model over evidence, in the order of FeatureNames.
type Weights [features]float64

// Kind says which texts a comparison rests on.
type Kind int

// The kinds of comparison, each with its own weights.
const (
	Report   Kind = iota // the article has a text
	Headline             // it has a title only
	Across               // nothing on the other side is in its language
	kinds
)

// Model is what the Grouper judges by: weights and thresholds, chosen by
// `kiku eval` on labelled sets and committed with the figures they reach.
type Model struct {
	Event  [kinds]Weights
	Story  [kinds]Weights
	JoinAt [kinds]float64 // score from which an article is of an event
	LinkAt [kinds]float64 // score from which an event is of a story
}

// eventKind and storyKind say which weights compare an article with an event
// and with a story.
func eventKind(d *document, e *event) Kind  { return kindOf(d, e.words(d.lang) == nil) }
func storyKind(d *document, m *matter) Kind { return kindOf(d, m.words(d.lang) == nil) }

func kindOf(d *document, foreign bool) Kind {
	switch {
	case foreign:
		return Across
	case d.body:
		return Report
	}
	return Headline
}

// DefaultModel returns the committed model.
func DefaultModel() Model {
	return Model{
		// bias, words, nearest, spread, title, names, weight, figures, time, age, size, lead, whole, own
		Event: [kinds]Weights{
			{-9.716, 3.925, 2.893, 3.069, 2.503, 1.845, 0.973, 0.083, 1.969, 1.239, 1.019, 1.901, 2.965, -0.543},
			{-15.142, 4.281, 0.517, 2.387, 0.936, -0.443, 6.7, 0.446, 6.402, -2.026, -2.14, 0.936, 3.546, -0.909},
			{-7, 0, 0, 0, 0, 8, 1, 2, 1, -1, 0, 0, 0, 0},
		},
		Story: [kinds]Weights{
			{-8.096, 2.981, 2.246, 1.895, 2.066, 1.706, 3.072, 0.916, 0.362, 0.483, 2.48, 0.755, 1.528, 0.31},
			{-10.159, 4.026, 2.174, 1.647, 2.155, 2.093, 3.555, 1.357, 0.798, -0.085, 3.818, 2.155, 1.233, 0.121},
			{-7, 0, 0, 0, 0, 8, 1, 2, 1, 0, 0, 0, 0, 0},
		},
		JoinAt: [kinds]float64{0.3, 0.4, 0.6},
		LinkAt: [kinds]float64{0.4, 0.3, 0.6},
	}
}

// Weighed is the evidence for one candidate; for learning and measuring.
type Weighed struct {
	ID     string // of the event or story
	Kind   Kind
	Values []float64 // in the order of FeatureNames
	Clash  bool
}

// FeatureNames names the entries of evidence; the first is the constant 1.
func FeatureNames() []string { return append([]string(nil), featureNames[:]...) }

// Weigh returns the evidence for every candidate event and story of an
// article, without placing it.
func (g *Grouper) Weigh(f Features) (events, stories []Weighed) {
	d := g.document(f)
	if d.fault != "" {
		return nil, nil
	}
	for _, e := range g.candidates(d) {
		x := g.terms.compare(d, e)
		events = append(events, Weighed{string(e.id), eventKind(d, e), x[:], e.clashes(d) != ""})
	}
	for _, m := range g.nearStories(d) {
		x := g.terms.link(d, m)
		stories = append(stories, Weighed{string(m.id), storyKind(d, m), x[:], false})
	}
	return events, stories
}
