package story

import (
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// document is an article inside the working set: its Features with words as
// hashes.
type document struct {
	id        article.ID
	publisher string
	lang      string
	at        time.Time
	words     []term
	names     []term
	title     []term
	lead      []term
	acts      []term
	chars     []term // of a Japanese headline: characters and pairs of them inside words
	meaning   meaning
	concepts  []term // words of the lead in the form that other languages share
	sounds    []term // names as another script would hear them
	kin       []term // what sounds like them in the other script
	values    []term // figures and days as every language counts them
	gist      []term // words of the whole text that bridge.txt has
	long      lengths
	vector    Vector
	figures   []term // with days mentioned
	ordinals  []string
	sketch    article.Sketch
	headline  uint64
	body      bool
	fault     Fault
}

const minHeadline = 5 // topic words of a headline that two publishers do not write by chance

func newDocument(f Features, hear *ear) *document {
	d := &document{
		id: f.Article, publisher: f.Publisher, lang: f.Lang, at: f.Published,
		ordinals: f.Ordinals, sketch: f.Sketch, body: f.Body, fault: f.Fault, vector: f.Vector,
	}
	for _, w := range f.Words {
		d.words = append(d.words, term{hashTerm('w', f.Lang, w.Word), float32(w.Weight)})
	}
	for _, n := range f.Names {
		d.names = append(d.names, term{hashTerm('n', "", nameSound(n.Word)), float32(n.Weight)})
	}
	for _, w := range f.Title {
		d.title = append(d.title, term{hashTerm('w', f.Lang, w), 1})
	}
	for _, x := range f.Figures {
		d.figures = append(d.figures, term{hashTerm('f', "", x), 1})
	}
	for _, x := range f.Dates {
		d.figures = append(d.figures, term{hashTerm('d', "", x), 0.5})
	}
	for _, w := range f.Lead {
		d.lead = append(d.lead, term{hashTerm('w', f.Lang, w), 1})
	}
	for _, w := range f.Acts {
		d.acts = append(d.acts, term{hashTerm('w', f.Lang, w), 1})
	}
	d.acts = sortTerms(d.acts)
	d.concepts, d.sounds, d.gist = conceptsOf(f), heard(f, hear), gistOf(f)
	d.kin = hear.kinOf(d.sounds)
	d.values = valuesOf(f)
	if f.Lang == "ja" {
		d.chars = charsOf(f.Title)
	}
	d.lead = sortTerms(d.lead)
	d.words, d.names = sortTerms(d.words), sortTerms(d.names)
	d.title, d.figures = sortTerms(d.title), sortTerms(d.figures)
	if len(f.Title) >= minHeadline && !f.Body {
		d.headline = headlineHash(f.Title)
	}
	return d
}

// all returns what is counted: words, names, figures and what they mean in
// another language.
func (d *document) all() []term {
	return addTerms(addTerms(d.asked(), union(d.values, d.figures)), addTerms(d.gist, d.chars))
}

// asked returns what is indexed and looked up: words, names, their sounds and
// concepts.
func (d *document) asked() []term {
	return addTerms(addTerms(addTerms(d.words, d.names), d.concepts), addTerms(d.sounds, d.kin))
}

func conceptsOf(f Features) []term {
	var out []term
	enter := func(c string) { out = append(out, term{hashTerm('c', "", c), 1}) }
	for _, w := range f.Lead {
		for _, c := range concepts(w) {
			enter(c)
		}
	}
	phrases(f.Lang, f.Lead, enter)
	out = sortTerms(out)
	for i := range out {
		out[i].weight = 1
	}
	return out
}

func headlineHash(title []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range title {
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// nameKey is the form in which a name is compared across articles.
func nameKey(n text.Name) string { return n.Normal }

// pack moves an article's vectors into one piece of memory of their size: what
// growing them left over would be kept as long as the article.
func (d *document) pack() {
	vectors := []*[]term{
		&d.words, &d.names, &d.title, &d.lead, &d.acts, &d.concepts, &d.sounds, &d.kin, &d.values, &d.gist, &d.figures, &d.chars,
	}
	n := 0
	for _, v := range vectors {
		n += len(*v)
	}
	all := make([]term, 0, n)
	for _, v := range vectors {
		from := len(all)
		all = append(all, *v...)
		*v = all[from:len(all):len(all)]
	}
}
