package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// gist is how likely each sentence of a report is one of the three that tell it:
// what happened, its cause or main detail, what comes of it. A logistic model; its
// values are in the order of gistWeights.
//
// Learned from the three sentences that a person chose in 63 Japanese reports
// (go test ./eval -run TestTrainGist -train). Ten of twenty values tried are left;
// words of a cause, figures, names and likeness to the opening added nothing beside
// them, and what two of the three have in common told nothing either.
type gist = [gistValues]float64

const gistValues = 11

// gistWeights are what makes a sentence one of the three.
var gistWeights = gist{
	-2.01, // always
	0.83,  // it opens the report
	0.79,  // how early it stands, as 1/(1+n)
	0.72,  // share of the title's words
	0.80,  // length, up to twice gistLength
	0.43,  // somebody says it
	0.28,  // it tells what came of the matter
	0.17,  // it looks ahead
	0.24,  // it looks back
	-0.42, // share of its words that sentences before it have
	-0.34, // a link or a list, no sentence
}

// gistOutcome matches what comes of a matter.
var (
	gistOutcome = regexp.MustCompile(`(?i)\b(as a result|led to|leads to|means|response|responded|reacted|in turn|forced|since then|impact|effect|consequences?|so far|now)\b|これを受け|これに対し|結果|影響|対応|反応|批判|ことになる|ことになった|となる|となった|決めた|方針|処分|回収|中止|要請|求め`)
	gistLink    = regexp.MustCompile(`^[■●・◆▼【※□○→\[]|[^。」』）)!！?？.”"’']$`)
)

// Gists are the values by which the sentences of a report are judged as its
// points, for whoever learns their weights.
func Gists(a article.Article, t text.Text) [][]float64 {
	var out [][]float64
	for _, v := range gistsOf(newReading(a, t)) {
		out = append(out, v[:])
	}
	return out
}

func gistsOf(r *reading) []gist {
	title := contentWords(r.text.Title)
	out := make([]gist, len(r.text.Sentences))
	seen := map[string]bool{}
	for i, s := range r.text.Sentences {
		words := contentWords(s)
		t := outsideQuotes(s.Text)
		trimmed := strings.TrimSpace(s.Text)
		out[i] = gist{1,
			truth(i == 0), 1 / float64(1+i), ratioOf(float64(overlapCount(title, words)), float64(len(title))),
			min(2, float64(weight(s.Text, r.text.Lang))/gistLength[r.text.Lang]),
			truth(len(r.statements[i]) > 0), truth(gistOutcome.MatchString(t)), truth(ahead.MatchString(t)), truth(background.MatchString(t)),
			ratioOf(float64(overlapCount(words, seen)), float64(len(words))),
			truth(gistLink.MatchString(trimmed) || utf8.RuneCountInString(trimmed) < 8),
		}
		for w := range words {
			seen[w] = true
		}
	}
	return out
}

// gistLength is how long a sentence that tells much is, by language.
var gistLength = map[string]float64{"ja": 70, "en": 26, "": 26}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// gistOf is how well each sentence of a report tells what it is about, as the
// model's logit: about 1 for an opening, -3 for a link.
func gistOf(r *reading, weights gist) []float64 {
	values := gistsOf(r)
	out := make([]float64, len(values))
	for i, v := range values {
		for j := range v {
			out[i] += weights[j] * v[j]
		}
	}
	return out
}
