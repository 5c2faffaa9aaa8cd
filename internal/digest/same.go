package digest

import (
	"fmt"
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
	order    []string  // words in the order of the sentence
	names    []string
	verbs    []string
	figures  []string
	units    []string
	quoted   []string // words of what is quoted
	speakers []string
	day      time.Time // the one day that it prints; zero for none or several
	japanese bool
}

type weighed struct {
	word   string
	weight float64
}

// Of reads what a sentence tells; said are its statements.
func (f *Facts) Of(s text.Sentence, said []claim.Statement) *Fact {
	out := &Fact{japanese: strings.ContainsFunc(s.Text, unspaced)}
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
		out.order = append(out.order, k)
		if w.Class == text.Verb && !w.Stop {
			out.verbs = appendOnce(out.verbs, k)
		}
		for _, q := range s.Quotations {
			if q.Span.Contains(w.Span) {
				out.quoted = appendOnce(out.quoted, k)
			}
		}
	}
	for _, n := range s.Names {
		out.names = appendOnce(out.names, n.Normal)
	}
	for _, g := range s.Figures {
		if g.Ordinal {
			continue
		}
		out.figures = appendOnce(out.figures, fmt.Sprintf("%g %s", g.Value, g.Unit))
		out.units = appendOnce(out.units, g.Unit)
	}
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

// FactFeatures name the evidence that [SameFact] weighs.
var FactFeatures = []string{"bias", "held", "alike", "names", "verbs", "figures", "clash", "run", "quotation", "day", "other day", "speaker", "other speaker", "Japanese"}

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
	figures := heldOf(a.figures, b.figures)
	return []float64{
		1,
		ratioOf(shared, min(a.weight, b.weight)),
		ratioOf(shared, max(a.weight, b.weight)),
		heldOf(a.names, b.names),
		heldOf(a.verbs, b.verbs),
		figures,
		truth(figures == 0 && slices.ContainsFunc(a.units, func(u string) bool { return slices.Contains(b.units, u) })),
		min(1, float64(longestRun(a.order, b.order))/8),
		heldOf(a.quoted, b.quoted),
		truth(!a.day.IsZero() && a.day.Equal(b.day)),
		truth(!a.day.IsZero() && !b.day.IsZero() && !a.day.Equal(b.day)),
		truth(heldOf(a.speakers, b.speakers) > 0),
		truth(len(a.speakers) > 0 && len(b.speakers) > 0 && heldOf(a.speakers, b.speakers) == 0),
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

// longestRun is how many words two sentences have in common one after the other.
func longestRun(a, b []string) int {
	best := 0
	row := make([]int, len(b)+1)
	for i := range a {
		for j := len(b); j > 0; j-- {
			row[j] = 0
			if a[i] == b[j-1] {
				row[j] = row[j-1] + 1
			}
			if i == 0 && a[i] == b[j-1] {
				row[j] = 1
			}
			best = max(best, row[j])
		}
	}
	return best
}
