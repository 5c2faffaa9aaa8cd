package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// asked is a report with the question, the answer and the three sentences that a
// person chose for it.
type asked struct {
	article          article.Article
	text             text.Text
	question, answer string
	points           map[int]bool
}

// questionFigures measure, on reports with a question, an answer and three points
// that a person chose, what a section of a digest asks, answers and tells of each.
// A person may ask several things of one report: the figures rank ways of asking,
// they do not say how many questions are right.
func questionFigures(dataDir string) ([]Figure, error) {
	p := locate(dataDir)
	if !p.wants("ja-text") {
		return nil, nil
	}
	files, _ := filepath.Glob(filepath.Join(p.gold, "ja-text", "headlines-*.tsv")) // the pattern is well formed
	sort.Strings(files)
	var out []Figure
	for _, f := range files {
		items, err := readAsked(f)
		if err != nil {
			return nil, err
		}
		name := "ja-text/" + strings.TrimSuffix(filepath.Base(f), ".tsv")
		out = append(out, askedFigures(name, items)...)
		if strings.HasSuffix(name, "-dev") { // what was learned from: how it does on reports not seen
			_, cv := learnAsking(name+".", items)
			out = append(out, cv...)
		}
	}
	return out, nil
}

// allAsked are the labelled reports of all files.
func allAsked(dataDir string) ([]asked, error) {
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).gold, "ja-text", "headlines-*.tsv")) // the pattern is well formed
	sort.Strings(files)
	var out []asked
	for _, f := range files {
		items, err := readAsked(f)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	if len(out) == 0 {
		return nil, ErrNoSet
	}
	return out, nil
}

// readAsked reads the labelled reports of a file. Sentences come one a paragraph,
// so that their numbers are those of the labels.
func readAsked(path string) ([]asked, error) {
	rows, err := readTable(path)
	if err != nil {
		return nil, err
	}
	reader := language.NewReader()
	var out []asked
	for _, row := range rows {
		at, err := time.Parse("2006-01-02", row["date"])
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", path, row["aid"], err)
		}
		a := article.Article{ID: article.ID(row["aid"]), Publisher: row["doc"], Title: row["headline"], Published: at, Lang: "ja"}
		for _, s := range strings.Split(row["sentences"], "␞") {
			a.Paragraphs = append(a.Paragraphs, strings.TrimSpace(s))
		}
		item := asked{article: a, question: row["question"], answer: row["answer"], points: map[int]bool{}}
		for _, n := range strings.Split(row["bullet_indices"], ",") {
			i, err := strconv.Atoi(n)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", path, row["aid"], err)
			}
			item.points[i-1] = true
		}
		item.text = reader.Read("ja", a.Title, a.Paragraphs, at)
		out = append(out, item)
	}
	return out, nil
}

// agreement adds up how questions, answers and points meet those of a person.
type agreement struct {
	exact, answered, kinds, n int
	question, answer          float64
	hit, chosen, wanted       int
	fallback, stock, short    int
}

func askedFigures(name string, items []asked) []Figure {
	var kiku, title, lead agreement
	for _, it := range items {
		one := digest.One(it.article, it.text, digest.Hosts{})
		kiku.ask(it, one.Question.Text, one.Answer.Text)
		kiku.fallback += count(fallbackForm(one.Question.Form))
		kiku.stock += count(stockForm(one.Question.Form))
		kiku.tell(it, paragraphsOf(it.text, one.Points))
		title.ask(it, it.article.Title, longestNoun(it.text.Title))
		lead.tell(it, []int{0, 1, 2})
	}
	return append(append(kiku.figures(name+"."), title.figures(name + ".baseline_title_")[:5]...), lead.figures(name + ".baseline_lead_")[6:]...)
}

func (g *agreement) ask(it asked, question, answer string) {
	g.n++
	g.exact += count(question == it.question)
	g.answered += count(answer == it.answer)
	g.kinds += count(askedKind(question) == askedKind(it.question))
	g.question += wordsF1(question, it.question)
	g.answer += wordsF1(answer, it.answer)
	g.short += count(answer != "" && len([]rune(answer)) <= 15)
}

func (g *agreement) tell(it asked, points []int) {
	for _, p := range points {
		g.hit += count(it.points[p])
	}
	g.chosen += len(points)
	g.wanted += len(it.points)
}

func (g *agreement) figures(prefix string) []Figure {
	n := float64(g.n)
	precision, recall := share(g.hit, g.chosen), share(g.hit, g.wanted)
	f1 := 0.0
	if g.hit > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	out := []Figure{
		{prefix + "question_exact", share(g.exact, g.n), g.n},
		{prefix + "question_f1", g.question / max(1, n), g.n},
		{prefix + "answer_exact", share(g.answered, g.n), g.n},
		{prefix + "answer_f1", g.answer / max(1, n), g.n},
		{prefix + "question_kind", share(g.kinds, g.n), g.n},
		{prefix + "question_fallback", share(g.fallback, g.n), g.n},
		{prefix + "points_precision", precision, g.chosen},
		{prefix + "points_recall", recall, g.wanted},
		{prefix + "points_f1", f1, g.wanted},
	}
	if prefix[len(prefix)-1] == '.' {
		out = append(out, Figure{prefix + "answer_short", share(g.short, g.n), g.n}, Figure{prefix + "question_stock", share(g.stock, g.n), g.n})
	}
	return out
}

// fallbackForm reports whether a question asks of nothing in particular.
func fallbackForm(form string) bool {
	return form == "" || strings.HasPrefix(form, "q.what") || strings.HasPrefix(form, "q.about") || strings.HasPrefix(form, "q.known") || form == "q.place" || form == "q.say"
}

// stockForm reports whether a question does not even name its matter.
func stockForm(form string) bool {
	return form == "" || strings.HasPrefix(form, "q.what")
}

// kindsOfQuestion are question words by what they ask for, the particular before
// the general.
var kindsOfQuestion = []struct {
	kind  string
	words []string
}{
	{"why", []string{"なぜ", "理由", "背景", "死因"}}, {"who", []string{"誰", "だれ"}}, {"when", []string{"いつ", "何時", "何日"}}, {"where", []string{"どこ", "どの地方"}},
	{"how many", []string{"何人", "いくら", "どれだけ", "どれくらい", "何号", "何度", "何種類", "何件", "何年", "何台", "何隻", "何票", "何歳", "何%"}}, {"what kind", []string{"どんな", "どの"}},
	{"how", []string{"どう", "どのよう"}}, {"what", []string{"何", "どれ"}},
}

// askedKind is what a question asks for; "" for what is no question.
func askedKind(question string) string {
	for _, k := range kindsOfQuestion {
		for _, w := range k.words {
			if strings.Contains(question, w) {
				return k.kind
			}
		}
	}
	return ""
}

// wordsF1 is the F1 of two texts' content words.
func wordsF1(got, want string) float64 {
	a, b := contentSet(got), contentSet(want)
	hit := 0
	for w := range a {
		hit += count(b[w])
	}
	if hit == 0 {
		return 0
	}
	return 2 * float64(hit) / float64(len(a)+len(b))
}

// contentSet are the content words of a Japanese text in their dictionary form.
func contentSet(s string) map[string]bool { return contentIn("ja", s) }

func contentIn(lang, s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range language.NewReader().Read(lang, s, nil, time.Time{}).Title.Words {
		if !w.Stop && w.Base != "" && w.Class != text.Mark && w.Class != text.Particle && w.Class != text.Pronoun {
			out[w.Base] = true
		}
	}
	return out
}

// longestNoun is the longest run of nouns in a sentence.
func longestNoun(s text.Sentence) string {
	best, run := "", ""
	end := -1
	for _, w := range s.Words {
		if w.Class != text.Noun && w.Class != text.ProperNoun && w.Class != text.Number {
			continue
		}
		if w.Span.Start != end {
			run = ""
		}
		run += w.Surface
		end = w.Span.End
		if len(run) > len(best) {
			best = run
		}
	}
	return best
}

// paragraphsOf are the paragraphs of sentences, each once.
func paragraphsOf(t text.Text, sentences []int) []int {
	var out []int
	seen := map[int]bool{}
	for _, i := range sentences {
		if p := t.Sentences[i].Paragraph; !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// askedForms are, of the sections of digests, the share whose question is built
// from a sentence, and the share that asks of nothing in particular; for English
// by form, beside what the first sentence of the first card alone would answer.
func askedForms(s toldSet) []Figure {
	all, english := map[string]int{}, map[string]int{}
	for _, t := range s.tellings {
		for _, p := range t.d.Pages {
			for _, sec := range p.Sections {
				if sec.Question.IsZero() {
					continue
				}
				kind := formKind(sec.Question.Form)
				all["n"]++
				all[kind]++
				if t.in.Lang == "en" {
					known, short := knownAnswer(sec.Heading.Text, sec.Answer)
					english["short"] += count(short)
					english["known"] += count(known)
					english["whole"] += count(kind == "built" && !short)
					english["n"]++
					english[kind]++
					english["lead"] += count(len(sec.Cards) > 0 && leadAsks(t, sec.Cards[0].Article))
				}
			}
		}
	}
	out := []Figure{{"questions_built", share(all["built"], all["n"]), all["n"]}, {"questions_fallback", share(all["fallback"], all["n"]), all["n"]}}
	n := english["n"]
	if n == 0 {
		return out
	}
	return append(out, Figure{"questions_en_built", share(english["built"], n), n}, Figure{"questions_en_about", share(english["about"], n), n},
		Figure{"questions_en_say", share(english["say"], n), n}, Figure{"questions_en_fallback", share(english["fallback"], n), n},
		Figure{"questions_en_whole", share(english["whole"], n), n}, Figure{"answers_en_known", share(english["known"], english["short"]), english["short"]},
		Figure{"questions_en_baseline_lead", share(english["lead"], n), n})
}

// knownAnswer reports whether a short answer's content words all stand in the heading
// over it, so that it tells nothing; short is false for an answer of a whole sentence.
func knownAnswer(heading string, answer digest.Line) (known, short bool) {
	if answer.Form != "a.ask" {
		return false, false
	}
	have := contentIn("en", heading)
	for w := range contentIn("en", answer.Text) {
		if !have[w] {
			return false, true
		}
	}
	return true, true
}

// formKind is what a question's form does: built from a sentence, about a named
// matter, what somebody said, or a fallback.
func formKind(form string) string {
	switch {
	case form == "q.ask":
		return "built"
	case form == "q.say":
		return "say"
	case strings.HasPrefix(form, "q.what") || strings.HasPrefix(form, "q.about") || strings.HasPrefix(form, "q.known") || form == "q.place":
		return "fallback"
	}
	return "about"
}

// leadAsks reports whether a report's first sentence answers a question.
func leadAsks(t telling, id article.ID) bool {
	for _, q := range digest.Inquiries(t.in.Articles[id], t.in.Texts[id]) {
		if q.Sentence == 0 {
			return true
		}
	}
	return false
}
