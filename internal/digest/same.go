package digest

import (
	"math"
	"slices"
	"strings"
	"time"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Facts compares what sentences of one story tell. Words that many of its
// sentences have say little about a single one.
type Facts struct {
	sentences int
	with      map[string]int // sentences that have a word
}

// NewFacts counts the words of a story's sentences.
func NewFacts(texts ...text.Text) *Facts {
	f := &Facts{with: map[string]int{}}
	for _, t := range texts {
		for _, s := range t.Sentences {
			f.sentences++
			for w := range tellingWords(s) {
				f.with[w]++
			}
		}
	}
	return f
}

// rarity is what a word says: the fewer sentences of the story have it the more.
func (f *Facts) rarity(word string) float64 {
	return math.Log(1 + float64(f.sentences+1)/float64(f.with[word]+1))
}

// Fact is what a sentence tells, in a form that can be compared with what another
// of the same story tells.
type Fact struct {
	words    []weighed // by word
	weight   float64   // of all words
	verbs    []string
	figures  []string
	quoted   []string // words of what is quoted
	speakers []string
	day      time.Time // the one day that it prints; zero for none or several
	lead     bool      // one of the first two of its report
	japanese bool
}

type weighed struct {
	word   string
	weight float64
}

// Of reads what a sentence tells; said are its statements.
func (f *Facts) Of(s text.Sentence, said []claim.Statement) *Fact {
	out := &Fact{japanese: strings.ContainsFunc(s.Text, unspaced), lead: s.Index < 2}
	for w := range tellingWords(s) {
		out.words = append(out.words, weighed{w, f.rarity(w)})
	}
	slices.SortFunc(out.words, func(a, b weighed) int { return strings.Compare(a.word, b.word) })
	for _, w := range out.words {
		out.weight += w.weight
	}
	for _, w := range s.Words {
		if !content(w) {
			continue
		}
		k := stemmed(w.Base)
		if w.Class == text.Verb {
			out.verbs = appendOnce(out.verbs, k)
		}
		if quoted(s, w.Span) {
			out.quoted = appendOnce(out.quoted, k)
		}
	}
	out.figures = figureKeys(s)
	for _, st := range said {
		if st.Speaker != "" {
			out.speakers = appendOnce(out.speakers, st.SpeakerNormal)
		}
	}
	if day, ok := onlyDay(s); ok {
		out.day = day
	}
	return out
}

// tellingWords are a sentence's content words, cut to their stems.
func tellingWords(s text.Sentence) map[string]bool {
	out := map[string]bool{}
	for w := range contentWords(s) {
		out[stemmed(w)] = true
	}
	return out
}

// stemLength is how many letters two Latin words must share from their beginning
// to be of one stem: "resign", "resignation".
const stemLength = 6

func stemmed(word string) string {
	word = strings.ToLower(word)
	if len(word) > stemLength && word[0] < 0x80 {
		return word[:stemLength]
	}
	return word
}

// FactFeatures name the evidence that [Retells] weighs.
var FactFeatures = []string{"bias", "held", "alike", "verbs", "figures", "quotation", "day", "other day", "speaker", "lead", "Japanese"}

// Compare returns the evidence for two sentences that tell the same, in the order
// of [FactFeatures], each from 0 to 1.
func (a *Fact) Compare(b *Fact) []float64 {
	shared := 0.0
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch c := strings.Compare(a.words[i].word, b.words[j].word); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			shared += a.words[i].weight
			i, j = i+1, j+1
		}
	}
	truth := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	return []float64{
		1,
		ratioOf(shared, min(a.weight, b.weight)),
		ratioOf(shared, max(a.weight, b.weight)),
		heldOf(a.verbs, b.verbs),
		heldOf(a.figures, b.figures),
		max(heldIn(a.quoted, b.words), heldIn(b.quoted, a.words)),
		truth(!a.day.IsZero() && a.day.Equal(b.day)),
		truth(!a.day.IsZero() && !b.day.IsZero() && !a.day.Equal(b.day)),
		truth(heldOf(a.speakers, b.speakers) > 0),
		truth(a.lead && b.lead),
		truth(a.japanese),
	}
}

// heldOf is the share of the shorter list that the other has too.
func heldOf(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return ratioOf(float64(n), float64(len(a)))
}

// heldIn is the share of quoted words that stand in another sentence; of a single
// word it is 0.
func heldIn(quoted []string, in []weighed) float64 {
	if len(quoted) < 2 {
		return 0
	}
	n := 0
	for _, q := range quoted {
		if slices.ContainsFunc(in, func(w weighed) bool { return w.word == q }) {
			n++
		}
	}
	return ratioOf(float64(n), float64(len(quoted)))
}

// retoldWeights are learned from judged pairs of sentences (eval/retold.tsv) by
// TestTrainRetold of package eval.
var retoldWeights = []float64{-3.14, 2.91, 3.87, 0.54, 2.94, 0.38, 0.23, -4.23, 0.04, 1.22, -1.12}

// RetoldAt is how sure must be that two sentences tell the same before a reader
// is not told the second; cross-validated, see eval/README.md.
const RetoldAt = 0.45

// mayRetell is the line where sentences are many: of two that may tell the same the
// second is no loss. Cross-validated precision there is .53, recall .76.
const mayRetell = 0.25

// Retells decides by the evidence of [Fact.Compare] whether two sentences tell one
// fact, or one of them that of the other and more.
func Retells(evidence []float64) bool { return retelling(evidence) > RetoldAt }

func retelling(evidence []float64) float64 {
	z := 0.0
	for i, x := range evidence {
		z += retoldWeights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// RetoldWeights returns the weights of the evidence, in the order of [FactFeatures].
func RetoldWeights() []float64 { return slices.Clone(retoldWeights) }

// account is what a part of a digest has told: fact by fact, so that nothing need
// be told again in other words.
type account struct {
	facts []*Fact
	// known are sentences that have been compared.
	known map[claim.Ref]*progress
}

// progress is how many facts of an account a sentence has been compared with, and
// how near the nearest came.
type progress struct {
	upTo int
	most float64
}

// add adds what a sentence tells.
func (t *account) add(f *Fact) { t.facts = append(t.facts, f) }

// tells is how sure it is that a fact of the sentence has been told, by another
// sentence.
func (t *account) tells(ref claim.Ref, f *Fact) float64 {
	if t.known == nil {
		t.known = map[claim.Ref]*progress{}
	}
	k := t.known[ref]
	if k == nil {
		k = &progress{}
		t.known[ref] = k
	}
	for ; k.upTo < len(t.facts); k.upTo++ {
		if o := t.facts[k.upTo]; o != f {
			k.most = max(k.most, retelling(f.Compare(o)))
		}
	}
	return k.most
}

// fact is what a candidate tells; read once.
func (c *composer) fact(cand candidate) *Fact {
	if c.rarity == nil {
		var texts []text.Text
		for _, r := range c.reports {
			texts = append(texts, r.text)
		}
		c.rarity, c.asFacts = NewFacts(texts...), map[claim.Ref]*Fact{}
	}
	ref := cand.ref()
	f, ok := c.asFacts[ref]
	if !ok {
		f = c.rarity.Of(cand.sentence(), cand.statements())
		c.asFacts[ref] = f
	}
	return f
}

// retold is how sure it is that the body has told a fact of a sentence in other words.
func (c *composer) retold(cand candidate) float64 { return c.body.tells(cand.ref(), c.fact(cand)) }

// summedUp reports whether the front has told a fact of a sentence in other words.
func (c *composer) summedUp(cand candidate) bool {
	return c.front.tells(cand.ref(), c.fact(cand)) > RetoldAt
}

// sameFact reports whether two sentences tell one fact, as sure as at.
func (c *composer) sameFact(a, b candidate, at float64) bool {
	return retelling(c.fact(a).Compare(c.fact(b))) > at
}
