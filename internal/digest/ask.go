package digest

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Inquiry is a question that a sentence answers, with the words that answer it.
type Inquiry struct {
	Question string
	Answer   string
	Sentence int     // index in the report's sentences
	Score    float64 // how well it asks for what the report is about; comparable within a report
	Titled   bool    // it is asked of the report's title, which the sentence bears out
	Typed    bool    // it asks for what one wants to know of such news
	Whole    bool    // the sentence itself answers it; Answer is empty
	how      way     // how it is read from a Japanese sentence
	verb     string  // the stem of the English verb that it asks with
	about    string  // words of the sentence that a line which answers it prints
}

// Inquiries builds the questions that the sentences of one report answer, best
// first. Each passes the check: the sentence says what question and answer say
// together.
func Inquiries(a article.Article, t text.Text) []Inquiry {
	r := newReading(a, t)
	var out []Inquiry
	for _, s := range t.Sentences {
		out = append(out, r.inquiries(s)...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Score > out[j].Score })
	return out
}

// mostAsked is how far into a report its questions come from.
const mostAsked = 12

// inquiries builds and weighs the questions of one sentence.
func (r *reading) inquiries(s text.Sentence) []Inquiry {
	if s.Index >= mostAsked || s.Lang != "" || strings.HasPrefix(s.Text, "・") || strings.HasPrefix(s.Text, "■") {
		return nil
	}
	var out []Inquiry
	switch r.text.Lang {
	case "ja":
		out = append(askJa(cited{r, s}), askKindJa(cited{r, s})...)
		out = append(out, askTitleJa(cited{r, s})...)
	case "en":
		out = askEn(cited{r, s})
	}
	seen := map[string]bool{}
	out = slices.DeleteFunc(out, func(q Inquiry) bool {
		key := q.Question + "\x00" + q.Answer
		again := seen[key] || r.text.Lang == "ja" && brokenJa(q)
		seen[key] = true
		return again
	})
	for i := range out {
		if r.text.Lang == "ja" {
			out[i].Score = r.asking.worth(r.worthJa(out[i], s))
			if !out[i].Typed && thinJa(out[i].Answer, s) || whenDoneJa.MatchString(out[i].Question) {
				out[i].Score -= thinAnswer
			}
			if !out[i].Typed && whoOrWhatJa.MatchString(out[i].Question) && toldByTitle(r.text.Title, out[i].Answer, s) {
				out[i].Score -= knownAnswerJa
			}
			continue
		}
		out[i].Score += r.handed(out[i], s)
	}
	return out
}

// whenDoneJa matches questions for the day of what is over: the card prints it.
var whenDoneJa = regexp.MustCompile(`いつ.*(ました|でした)か`)

// whoOrWhatJa matches questions for who, where or what something is of which the title
// mostly tells.
var whoOrWhatJa = regexp.MustCompile(`だれ|どこ[でをがに]|何が`)

// brokenJa reports whether a question points at something that it does not print, asks
// who reported it, or begins within a phrase.
func brokenJa(q Inquiry) bool {
	if emptyAnswerJa.MatchString(q.Answer) {
		return true // names what it should tell
	}
	return brokenQuestionJa.MatchString(q.Question) || pointsInQuestion.MatchString(q.Question) || pointsInQuestion.MatchString(q.Answer)
}

var emptyAnswerJa = regexp.MustCompile(`(理由|内容|経緯|様子|結果|模様|状況|現状|実態|姿|背景|思い|気持ち|心境|感想|話題|魅力|インパクト|人気|注目)$|^(サービス|インタビュー|コメント|イベント|活動|会見|記者会見|協議|作業|対応|進化|調査|ネット掲示板|メディア|事前予約)$`)

var brokenQuestionJa = regexp.MustCompile(`^(場合|時|際|瞬間|ため|うち|こと|もの|の|そう|いう|中|回し|今期|当初|当時|以下)|報じ(まし|てい|られ|た)|どこが(伝え|報)`)

// handed scores a question by what makes it worth asking. The weights were set by
// reading the questions of the sample newsroom; of Japanese questions it is one of the
// values that are weighed anew.
func (r *reading) handed(q Inquiry, s text.Sentence) float64 {
	v := 1 / (1 + 0.35*float64(s.Index))
	title := contentWords(r.text.Title)
	if q.Titled && !q.Typed {
		v += 0.6
	}
	asked, answer := wordsWithin(s, q.Question), wordsWithin(s, q.Answer)
	if q.Typed {
		v += 0.3
		if overlapCount(title, asked)+overlapCount(title, answer) > 0 {
			v += 0.9
		}
	}
	v += 0.25 * float64(min(4, overlapCount(title, asked)))
	if r.text.Lang != "en" { // an English answer is to add to its title
		v += 0.3 * float64(min(2, overlapCount(title, answer)))
	}
	named := false
	for _, n := range s.Names {
		if holds(q.Question, n.Surface) {
			v += 0.4
			named = true
			break
		}
	}
	if !named {
		v -= 0.3
	}
	if r.text.Lang == "ja" {
		return v + weighJa(q)
	}
	return v
}

// inquiries are the questions of a report's sentence, built once.
func (c *composer) inquiries(r *report, s text.Sentence) []Inquiry {
	if r.inquired == nil {
		r.inquired = map[int][]Inquiry{}
	}
	out, ok := r.inquired[s.Index]
	if !ok {
		out = r.reading.inquiries(s)
		r.inquired[s.Index] = out
	}
	return out
}

// wordsWithin are the content words of a sentence that words print.
func wordsWithin(s text.Sentence, words string) map[string]bool {
	out := map[string]bool{}
	lower := strings.ToLower(words)
	for w := range contentWords(s) {
		if strings.Contains(lower, w) {
			out[w] = true
		}
	}
	return out
}

// twoSubjects matches questions in which what is spoken of does not do the verb.
var twoSubjects = regexp.MustCompile(`[^でにと]は.*(何|どこ|だれ)が|[^でにと]は[^、]*[^何これ]が(何|どこ|だれ|いくら)`)

func weighJa(q Inquiry) float64 {
	v := 0.0
	for _, x := range []struct {
		mark   string
		weight float64
	}{
		{"なぜ", 0.5}, {"どんな", 0.3}, {"何人", 0.3}, {"いくら", 0.3}, {"何を", 0.2}, {"だれが", -0.9}, {"どこが", -1.4}, {"何が", -0.2},
		{"いつ", -0.6}, {"どこの", -0.6}, {"だれの", -0.6}, {"」", -0.3}, {"何歳の", -0.8}, {"この", -0.4}, {"これら", -0.8}, {"同", -0.3},
	} {
		if strings.Contains(q.Question, x.mark) {
			v += x.weight
		}
	}
	if twoSubjects.MatchString(q.Question) {
		v--
	}
	if n := utf8.RuneCountInString(q.Answer); n < 3 || n > 18 {
		v -= 0.3
	}
	v -= 0.03 * float64(max(0, utf8.RuneCountInString(q.Answer)-12))
	n := utf8.RuneCountInString(q.Question)
	if n < 14 {
		v -= 0.3
	}
	return v - 0.01*float64(max(0, n-26))
}

// Scores by language: under wellAsked a section rather says what somebody said,
// under leastAsked it rather asks what happened. Set by reading the sample
// newsroom and a day of English reports.
const wellAskedEn = 1.7

// wellAsked is from which score on a section asks what its sentences answer.
func (c *composer) wellAsked() float64 {
	if c.lang == "ja" {
		return c.asking.Well
	}
	return wellAskedEn
}

// asked is the sentence that a question stands on.
func (r *report) asked(q Inquiry) text.Sentence {
	if q.Sentence < 0 {
		return r.text.Title
	}
	return r.text.Sentences[q.Sentence]
}

// askTurn asks for what the chapter's most central sentence says.
func (c *composer) askTurn(ch chapter, least float64) (turn, bool) {
	var options []asking
	for n, r := range ch.reports {
		if r.opinion || r.text.Lang != c.lang {
			continue
		}
		for _, cand := range r.candidates {
			for _, q := range c.inquiries(r, cand.sentence()) {
				q.Score += 0.5*cand.central - 0.1*float64(n)
				if c.lang == "en" {
					more, on := c.addsTo(ch, r, q, cand)
					if q.Score += more; !on {
						continue
					}
				}
				if c.superseded(cand) || c.leans(cand) || q.Score < least || c.asked[q.Question] || c.asked[q.Answer] {
					continue
				}
				options = append(options, asking{r, q, cand})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].q.Score > options[j].q.Score })
	for _, o := range options {
		if t, ok := c.put(o); ok {
			return t, true
		}
	}
	return turn{}, false
}

// asking is a question that a section may put, with the sentence that answers it.
type asking struct {
	r    *report
	q    Inquiry
	cand candidate
}

// put prints a question and what answers it, where both pass the check.
func (c *composer) put(o asking) (turn, bool) {
	cite := c.cite(o.r.reading, o.r.asked(o.q), nil)
	cites := []Citation{cite}
	if o.q.Titled {
		cites = append(cites, c.cite(o.r.reading, o.r.text.Title, nil))
	}
	question := c.line(Line{Kind: Frame, Form: askForm, Text: o.q.Question, Cites: cites})
	if question.IsZero() {
		return turn{}, false
	}
	var answer Line
	if o.q.Whole {
		answer = c.factLine(o.cand)
		if !holds(answer.Text, o.q.about) {
			return turn{}, false
		}
	} else {
		at, _ := align(o.q.Answer, cite.Sentence)
		cites[0].Kept = at
		answer = c.line(Line{Kind: Frame, Form: answerForm, Text: o.q.Answer, Cites: cites}, question)
	}
	if answer.IsZero() {
		return turn{}, false
	}
	c.asked[question.Text], c.asked[answer.Text] = true, true
	if o.q.Whole {
		c.answered[o.cand.ref()] = true
	}
	return turn{question: question, answer: answer}, true
}

// longestSentenceAnswer is of how many words a sentence may be that answers.
const longestSentenceAnswer = 39
