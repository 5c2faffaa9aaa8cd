package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// A long Japanese sentence tells several things, each with a verb of its own: 市は
// 運賃を下げ、便を増やした. Each clause is read here as a sentence of its own, up to
// its verb, in the tense of the last one. What is asked of it must stand in it, with
// whom the sentence is about.

// clauses asks of each clause of the sentence what, who, where, when, how many, why.
func (k *kindReader) clauses() {
	if firstPersonJa.MatchString(bracketless(k.s.Text)) {
		return
	}
	for end := 2; end <= len(k.ps); end++ {
		c, ok := k.clauseTo(end)
		if !ok {
			continue
		}
		for _, part := range c.parts {
			k.askPart(c, part, part)
			if wide, ok := c.clausal(part); ok {
				k.askPart(c, wide, part)
			}
		}
		if c.before[1] > 0 && c.before[1] <= c.topic[0] {
			k.askPart(c, c.before, c.before)
		}
	}
}

// firstPersonJa matches who writes: such a sentence tells no news.
var firstPersonJa = regexp.MustCompile(`^[^「]*(私|僕|俺|我々|筆者)[はがもの]|ましょう|でしょう|ください|下さい|ですよね|だろう`)

// clauseTo is the clause whose verb is phrase end-1; false where it has none that can
// be asked for.
func (k *kindReader) clauseTo(end int) (clause, bool) {
	last := k.ps[end-1]
	if !last.predicate() || last.said || emptyDoing(last) {
		return clause{}, false
	}
	c := clause{sentence: k.s, phrases: k.ps[:end], verb: end - 1}
	if end == len(k.ps) {
		c.ending = politeQuestion(last)
		if c.ending == "" {
			return clause{}, false
		}
		if doubtful(last, k.ps[end-2]) {
			if !k.heard(&c) {
				return clause{}, false
			}
		}
	} else if c.ending = k.coordinate(end); c.ending == "" {
		return clause{}, false
	}
	for c.verb > 0 && joined(c.phrases, c.verb) {
		c.verb--
	}
	c.findParts()
	return c, c.subjectStands() && (!c.hearsay || c.topic[1] > 0)
}

// emptyDoing reports whether a verb says nothing that one would ask for: 受ける, 含む.
func emptyDoing(p phrase) bool {
	for _, w := range p.words[p.verb:] {
		if hollow[w.Base] {
			return true
		}
	}
	return false
}

var hollow = wordsOf("受ける 含む 持つ 加える 踏まえる 除く 続く 続ける できる 出来る 見る 見せる つく 付く 至る 報じる 進める 進む 集める 目指す めざす 寄せる 行う 行なう 行なわれる 誇る")

// heard makes of 断っていたという the clause 断っていた, asked for as what is told.
func (k *kindReader) heard(c *clause) bool {
	n := len(c.phrases)
	last := c.phrases[n-1]
	as, ok := heardAs[last.text]
	c.hearsay = true
	if !ok || n < 3 || !c.phrases[n-2].predicate() || !strings.HasSuffix(c.phrases[n-2].text, "と") || c.phrases[n-2].said {
		return false
	}
	c.phrases = c.phrases[:n-1]
	c.verb = n - 2
	c.ending = c.phrases[n-2].text + as
	return true
}

// heardAs are the ends of a sentence that is but heard or thought, as a question.
var heardAs = map[string]string{"いう": "伝えられていますか", "みられる": "みられていますか", "見られる": "見られていますか", "される": "されていますか", "みられている": "みられていますか", "されている": "されていますか"}

// coordinate is how a clause before the last one is asked for: 下げ、 becomes 下げましたか
// where the sentence ends in the past; "" where its tense or its verb is not sure.
func (k *kindReader) coordinate(end int) string {
	p := k.ps[end-1]
	n := len(k.ps)
	final := k.ps[n-1]
	if !p.comma || len(p.words) == 0 || doubtful(final, k.ps[n-2]) || openEnd.MatchString(p.text) {
		return ""
	}
	for i := n - 1; i > end; i-- { // what is said of the whole may be said of this
		if joined(k.ps, i) || strings.HasSuffix(k.ps[i-1].text, "と") {
			return ""
		}
	}
	ws := p.words
	if past, ok := cutWords(p, "が", "他", "ほか"); ok && strings.HasSuffix(past.text, "た") {
		return politeQuestion(past)
	}
	shape := verbShape([]text.Sentence{{Words: final.words}})
	if !shape.past || shape.negated {
		return ""
	}
	if te, ok := cutWords(p, "て"); ok {
		p, ws = te, te.words
	}
	w := ws[len(ws)-1]
	if !strings.HasPrefix(w.Detail, "動詞") || w.Base == "おる" || w.Base == "いる" || w.Base == "ない" {
		return ""
	}
	stem := politeStem(w, true)
	if stem == "" {
		return ""
	}
	return strings.TrimSuffix(p.text, w.Surface) + stem + "ましたか"
}

// cutWords is a phrase without its last word, when that is one of these.
func cutWords(p phrase, last ...string) (phrase, bool) {
	n := len(p.words)
	for _, l := range last {
		if n > 1 && p.words[n-1].Surface == l && strings.HasSuffix(p.text, l) {
			p.words, p.text, p.tail = p.words[:n-1], strings.TrimSuffix(p.text, l), ""
			return p, true
		}
	}
	return p, false
}

// subjectStands reports whether who or what the clause is about surely is its own:
// over another clause only one who acts, and nobody else in between.
func (c *clause) subjectStands() bool {
	if c.topic[1] == 0 {
		for _, part := range c.parts {
			if c.phrases[part[1]-1].tail == "が" {
				return true
			}
		}
		return false
	}
	p := c.phrases[c.topic[0]]
	if p.tail != "は" && p.tail != "が" {
		return false
	}
	first := c.verb
	if len(c.parts) > 0 {
		first = c.parts[0][0]
	}
	parted := false
	for i := c.topic[1]; i < first; i++ {
		q := c.phrases[i]
		if q.tail == "が" && !q.said {
			return false
		}
		parted = parted || q.predicate() && q.comma
	}
	if !parted {
		return true
	}
	return acts(c.sentence, p)
}

// askPart asks for a run of phrases of a clause in place of its part.
func (k *kindReader) askPart(c clause, answer, part [2]int) {
	for _, word := range questionWords(c.sentence, c.phrases, answer[0], answer[1]) {
		for _, all := range []bool{true, false} {
			q, kept := c.ask(part, word.text, all)
			if q == "" || tooLong(q, word) || !k.sound(c, answer, kept, q, word.answer) {
				continue
			}
			k.out = append(k.out, wanted{question: q, answer: word.answer, how: clauseRead})
		}
	}
}

// ask puts a question word in the place of a part and says which parts it keeps: all
// but times and reasons, or those that the verb cannot do without.
func (c *clause) ask(answer [2]int, word string, all bool) (string, [][2]int) {
	var b strings.Builder
	var kept [][2]int
	why := word == "なぜ"
	head := c.source() + c.topicWords(answer)
	b.WriteString(head)
	if why {
		b.WriteString(word)
	}
	for i, part := range c.parts {
		tail := c.phrases[part[1]-1].tail
		near := i == len(c.parts)-1 && tail != "で" && !c.when(part) || tail == "に" || tail == "と" || tail == "から" || tail == "へ"
		switch {
		case part == answer:
			if !why {
				b.WriteString(word)
			}
		case c.needed(part) || near && !c.when(part) || all && !c.when(part) && !reason(c.phrases[part[1]-1]):
			words := c.words(part)
			if tail == "が" && (head == "" || head == c.source()) {
				if c.topic[1] == 0 && b.Len() == len(head) {
					words = strings.TrimSuffix(words, "が") + "は"
				}
			}
			b.WriteString(words)
			kept = append(kept, part)
		}
	}
	ending := c.ending
	if why {
		ending = plainQuestion(c.phrases[len(c.phrases)-1])
		if c.phrases[len(c.phrases)-1].comma {
			return "", nil
		}
	}
	b.WriteString(c.words([2]int{c.verb, len(c.phrases) - 1}) + ending + "？")
	return b.String(), kept
}

// sound reports whether a question leaves out of its clause nothing that turns it, and
// keeps who says it.
func (k *kindReader) sound(c clause, answer [2]int, kept [][2]int, question, words string) bool {
	if pointsInQuestion.MatchString(question) || pointsInQuestion.MatchString(words) || !balanced(question) || !balanced(words) || twoSubjects.MatchString(question) {
		return false
	}
	if v := c.phrases[len(c.phrases)-1]; tellsWhat[v.words[v.verb].Base] && !strings.Contains(question, "を") && !strings.Contains(question, "と") || outletJa.MatchString(words) && strings.ContainsAny(question, "ど") && !strings.Contains(question, "どんな") {
		return false
	}
	if !strings.Contains(question, "を") && !doneBy(c.phrases[len(c.phrases)-1]) {
		for _, w := range c.phrases[len(c.phrases)-1].words {
			if needsObject[w.Surface] {
				return false
			}
		}
	}
	if strings.Contains(words, "を受けて") && !strings.Contains(question, "なぜ") || eachOne.MatchString(question) {
		return false
	}
	if strings.Count(question, "を") > 1 && c.verb == len(c.phrases)-1 {
		return false
	}
	told := map[int]bool{}
	for i := c.verb; i < len(c.phrases); i++ {
		told[i] = true
	}
	for _, part := range append(kept, answer, c.topic) {
		for i := part[0]; i < part[1]; i++ {
			told[i] = true
		}
	}
	begin := c.verb
	for _, part := range append(c.parts, answer) {
		begin = min(begin, part[0])
		if head := c.phrases[part[0]]; part[0] > 0 && c.phrases[part[0]-1].predicate() && !c.phrases[part[0]-1].comma && !told[part[0]-1] && told[part[0]] &&
			(vague[head.body()] || generic[head.body()] || utf8.RuneCountInString(head.body()) < 3) {
			return false // says nothing without its clause
		}
	}
	if strings.HasSuffix(question, "ませんか？") || strings.HasSuffix(question, "ませんでしたか？") {
		return false // what was not done is asked for by nobody
	}
	rs := []rune(k.s.Text)
	for i := range begin {
		p := c.phrases[i]
		if cut := string(rs[p.span.Start:p.span.End]); !told[i] && conditionJa.MatchString(strings.TrimSuffix(cut, "、")) {
			return false
		}
	}
	turning := append(claim.Negations(k.s), claim.Hedges(k.s)...)
	for i := begin; i < len(c.phrases); i++ {
		p := c.phrases[i]
		if told[i] {
			continue
		}
		if cut := string(rs[p.span.Start:p.span.End]); conditionJa.MatchString(cut) || exclusion.MatchString(cut) || p.tail == "も" {
			return false
		}
		for _, t := range turning {
			if p.span.Overlaps(t) && !inDate(k.s, t) {
				return false
			}
		}
	}
	return k.attributed(c, told, question, words)
}

// eachOne matches a figure that is told of each of several.
var eachOne = regexp.MustCompile(`何[^をがはに、]{1,3}とも`)

// pointsInQuestion matches what points at something outside of a question.
var pointsInQuestion = regexp.MustCompile(`^(この|その|これ|それ|同|こう|そう|そんな|こんな|彼|自身|自ら|ここ|そこ|今回の|また|さらに|一方|なお|両)|[はがをにで、のと](この|その|これら?|それら?|同(氏|社|紙|誌|容疑者|被告|店|市|県|国|庁|省|署|日|年|月|所|機|車|線|駅)|彼|こうした|そうした|ここ|自分|自身)`)

// attributed reports whether whoever says what is asked for is named.
func (k *kindReader) attributed(c clause, told map[int]bool, question, words string) bool {
	for _, st := range k.statements {
		over := false
		for i, p := range c.phrases {
			over = over || told[i] && st.ContentSpan.Overlaps(p.span)
		}
		switch {
		case !over, accordingTo.MatchString(st.Cue) && outletJa.MatchString(st.Speaker):
		case st.Hearsay:
			if !strings.HasSuffix(question, "伝えられていますか？") && !strings.HasSuffix(question, "られていますか？") && !strings.HasSuffix(question, "されていますか？") {
				return false
			}
		case st.Resolved && accordingTo.MatchString(st.Cue):
			return false
		case st.Speaker != "" && !st.Resolved && !holds(question, st.Speaker) && !holds(words, st.Speaker):
			return false
		}
	}
	return true
}
