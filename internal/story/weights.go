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

// DefaultModel returns the committed model: learned by eval.Train on
// giveme5w1h, gold/en/events-dev, gold/ja/stories-dev and
// gold/ja/crosslingual-dev on 2026-11-22; cross-validated figures are in
// eval/history. The story weights across languages were set by hand: the sets
// have too few such pairs.
func DefaultModel() Model {
	return Model{
		// bias, words, nearest, spread, title, names, weight, figures, time, age, size, lead, whole, publisher, acts, other names
		Event: [kinds]Weights{
			{-9.203, 3.891, 3.038, 3.07, 2.451, 1.827, 0.905, 0.098, 1.295, 0, 1.316, 2.112, 2.908, -0.65, 0, 0},
			{-14.823, 4.077, 0.29, 1.842, 0.813, 0.242, 6.655, 3.012, 6.27, -1.736, -2.368, 0.813, 3.258, -0.878, 0, 0},
			{-5.716, 2.303, 2.706, 0, 0, 1.651, 0.551, 0, 2.753, -0.983, 0.268, 0, 0, 0, 0, 0},
		},
		Story: [kinds]Weights{
			{-8.165, 2.866, 2.141, 1.816, 1.923, 1.695, 2.631, 1.772, 0.228, 0, 2.769, 0.544, 1.451, 0.117, 0, 0},
			{-9.662, 4.277, 2.599, 1.611, 1.877, 1.911, 3.477, 1.126, 0.741, -0.078, 3.813, 1.877, 1.282, 0.271, 0, 0},
			{-7, 0, 0, 0, 0, 8, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0},
		},
		JoinAt: [kinds]float64{0.35, 0.4, 0.5},
		LinkAt: [kinds]float64{0.4, 0.3, 0.7},
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
