package digest

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// askWorth is how well a question with its answer meets what a person would ask of a
// report: a linear model of what can be counted of it. Its values are in the order of
// askWeights, its scale is that of [Inquiry.Score].
//
// Learned from the questions and answers that a person wrote for 63 Japanese reports:
// for each question that Kiku can build, the mean F1 of question and answer by content
// words (go test ./eval -run TestTrainAsking -train).
type askWorth = [askValues]float64

const askValues = 25

// askWeights are what makes a question worth asking.
var askWeights = askWorth{
	0.37,  // always
	0.56,  // its score by hand
	0.02,  // how early its sentence stands
	-0.01, // the sentence opens the report
	0.22,  // words of the title in the question, of the sentence's
	-0.22, // and in the answer
	0.13,  // share of the title that the question prints
	0.1,   // share of the answer that the title has
	-0.01, // it names somebody or a place
	0.03,  // it is asked of the title
	0.34,  // it asks for what one wants to know of such news
	-0.01, // it asks for what somebody told
	-0.18, // it is asked of one clause
	0.17,  // why
	0.01,  // of what kind
	-0.25, // how many
	-0.31, // what was done
	0.01,  // who did it
	0.24,  // whom, with whom, where to
	-0.11, // when
	0.08,  // what happened
	-0.21, // length of the question over 26 characters, in 20
	-0.05, // length of the answer over 14, in 20
	0.03,  // an answer of two characters or one
	0.11,  // what is spoken of does not do the verb
}

// Scores from which on a question is asked, chosen with the weights.
const (
	wellAskedJa  = 1.4
	leastAskedJa = 0.8
)

// worthJa are the values of a question that sentence s of a report answers.
func (r *reading) worthJa(q Inquiry, s text.Sentence) askWorth {
	title := contentWords(r.text.Title)
	asked, answer := wordsWithin(s, q.Question), wordsWithin(s, q.Answer)
	named := false
	for _, n := range s.Names {
		named = named || holds(q.Question, n.Surface)
	}
	inTitle := len(wordsWithin(r.text.Title, q.Question))
	has := func(marks ...string) float64 {
		for _, m := range marks {
			if strings.Contains(q.Question, m) {
				return 1
			}
		}
		return 0
	}
	nq, na := float64(utf8.RuneCountInString(q.Question)), float64(utf8.RuneCountInString(q.Answer))
	return askWorth{1, r.handed(q, s),
		1 / (1 + 0.35*float64(s.Index)),
		truth(s.Index == 0),
		float64(min(4, overlapCount(title, asked))) / 4,
		float64(min(2, overlapCount(title, answer))) / 2,
		ratioOf(float64(min(len(title), inTitle)), float64(len(title))),
		ratioOf(float64(overlapCount(title, answer)), float64(len(answer))),
		truth(named),
		truth(q.Titled),
		truth(q.Typed),
		truth(q.how == contentTold),
		truth(q.how == clauseRead),
		has("なぜ", "理由は", "原因は", "背景は", "死因"),
		has("どんな"),
		has("いくら", "何人", "どれだけ", "どれくらい", "何度", "何件", "何年", "何種類", "何台"),
		has("何を"),
		has("だれが", "どこが"),
		has("だれを", "だれに", "だれと", "どこと", "どこに", "どこへ"),
		has("いつ"),
		has("何が"),
		max(0, nq-26) / 20,
		max(0, na-14) / 20,
		truth(na < 3),
		truth(twoSubjects.MatchString(q.Question)),
	}
}

// Asker is how Japanese questions are chosen: the weights of their values, in the order
// of [Asking], and from which score on they are asked before (Well) and behind (Least)
// what somebody said.
type Asker struct {
	Weights     []float64
	Well, Least float64
}

// worth is the score of a question with values v.
func (a *Asker) worth(v askWorth) float64 {
	weights := askWeights[:]
	if a != nil {
		weights = a.Weights
	}
	sum := 0.0
	for i := range v {
		sum += weights[i] * v[i]
	}
	return sum
}

// thinAnswer is what a question loses whose answer tells a reader of the title nothing:
// one plain noun of doing (帰宅), or words of the title alone.
const thinAnswer = 0.4

// knownAnswerJa is what a question loses whose answer the title prints.
const knownAnswerJa = 0.5

// toldByTitle reports whether a title prints what an answer is at heart: its last noun.
func toldByTitle(title text.Sentence, answer string, s text.Sentence) bool {
	if strings.ContainsAny(answer, "「『") {
		return false
	}
	head := ""
	for _, w := range s.Words {
		if nounLike(w) && !w.Stop && strings.HasSuffix(answer, w.Surface) {
			head = w.Surface
		}
	}
	return head != "" && strings.Contains(title.Text, head)
}

// thinJa reports whether an answer is one plain noun, no name and no figure.
func thinJa(answer string, s text.Sentence) bool {
	if utf8.RuneCountInString(answer) > 3 || strings.ContainsAny(answer, "0123456789０１２３４５６７８９「『") {
		return false
	}
	for _, n := range s.Names {
		if strings.Contains(n.Surface, answer) || strings.Contains(answer, n.Surface) {
			return false
		}
	}
	return true
}

// asksBest are the weights and scores in use.
var asksBest = &Asker{Weights: askWeights[:], Well: wellAskedJa, Least: leastAskedJa}

// Asking are the questions that a report answers with the values by which they are
// judged, for whoever learns their weights.
func Asking(a article.Article, t text.Text) ([]Inquiry, [][]float64) {
	r := newReading(a, t)
	var qs []Inquiry
	var vs [][]float64
	for _, s := range t.Sentences {
		for _, q := range r.inquiries(s) {
			v := r.worthJa(q, s)
			qs, vs = append(qs, q), append(vs, v[:])
		}
	}
	return qs, vs
}
