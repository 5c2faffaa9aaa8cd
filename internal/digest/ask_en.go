package digest

import "strings"

// Lengths of an English question and of its answer, in words.
const (
	longestQuestionEn = 18
	longestAnswerEn   = 12
)

// askEn builds the questions that an English sentence answers.
func askEn(s cited) []Inquiry {
	var out []Inquiry
	for _, c := range clausesEn(s.sentence) {
		for _, r := range c.readings() {
			question := r.wh
			if r.aux != "" {
				question += " " + r.aux
			}
			question += " " + r.rest
			for _, source := range sourcesEn(s) {
				q := question + source + "?"
				if len(strings.Fields(q)) > longestQuestionEn || len(strings.Fields(r.answer)) > longestAnswerEn || emptyAnswer(r.answer) || asksEn(q, r.answer, s) != nil {
					continue
				}
				out = append(out, Inquiry{Question: q, Answer: r.answer, Sentence: s.sentence.Index})
				break
			}
		}
	}
	return out
}

// emptyAnswer reports an answer that only points back: "the idea".
func emptyAnswer(answer string) bool {
	fields := strings.Fields(answer)
	return len(fields) == 2 && fields[0] == "the" && strings.ToLower(fields[1]) == fields[1]
}

// sourcesEn are the ways to end a question: plainly, or with whom the sentence is
// heard from.
func sourcesEn(s cited) []string {
	out := []string{""}
	for _, st := range s.statements[s.sentence.Index] {
		if st.Speaker != "" && !st.Resolved && namedOrOffice(st.Speaker) {
			out = append(out, ", according to "+actorWords(s.sentence, st.Speaker, "en"))
		}
	}
	return out
}

// namedOrOffice refuses speakers that name nobody (he, one of them).
func namedOrOffice(speaker string) bool {
	return !pronounsEn[strings.ToLower(strings.Fields(speaker)[0])] && !indefinite.MatchString(upperFirst(speaker))
}

func weighEn(q Inquiry) float64 {
	v := 0.0
	for _, x := range []struct {
		mark   string
		weight float64
	}{{"Why", 0.5}, {"How m", 0.4}, {"Where", -0.1}, {"Who was", 0.1}, {"What did", 0.2}, {"his ", -0.3}, {"her ", -0.3}, {"Who ", -0.3}, {" a ", -0.2}} {
		if strings.Contains(q.Question, x.mark) {
			v += x.weight
		}
	}
	n := len(strings.Fields(q.Answer))
	if n == 2 && (strings.HasPrefix(q.Answer, "a ") || strings.HasPrefix(q.Answer, "an ")) {
		v -= 0.2
	}
	if n > 9 {
		v -= 0.2
	}
	return v - 0.03*float64(max(0, len(strings.Fields(q.Question))-10))
}
