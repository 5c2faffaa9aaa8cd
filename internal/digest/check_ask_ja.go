package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// asked is one way to read a Japanese question as what a sentence says: which of
// its phrases are left, and from where to where the answer stands.
type asked struct {
	s        cited
	phrases  []phrase
	question string // without commas and the question mark
	answer   string // "" when open
	kept     []bool
	from, to int // phrases of the answer, to is behind it
	err      error
}

// mostPhrases bounds a sentence that a question may stand on, and an answer.
const (
	mostPhrases       = 60
	mostAnswerPhrases = 8
)

// asksJa puts the answer where the question has its question word; what comes out
// must be phrases of the sentence in their order, up to its own last verb in the
// polite form of a question. Left out may be what hangs on no phrase that is left.
func asksJa(question, answer string, s cited) error {
	q, ok := strings.CutSuffix(same(question), "?")
	if !ok {
		return fmt.Errorf("%w: no question mark", ErrForm)
	}
	ps := phrasesJa(s.sentence)
	if len(ps) == 0 || len(ps) > mostPhrases {
		return fmt.Errorf("%w: %d phrases", ErrForm, len(ps))
	}
	a := asked{s: s, phrases: ps, question: strings.ReplaceAll(q, "、", ""), answer: same(answer), kept: make([]bool, len(ps)),
		from: -1, err: fmt.Errorf("%w: %q", ErrNotThere, question)}
	if a.read(0, a.question) {
		return nil
	}
	// A reason that stands first may be asked for behind what the sentence is about.
	if head, rest, ok := strings.Cut(a.question, "はなぜ"); ok && a.read(0, "なぜ"+head+"は"+rest) {
		return nil
	}
	return a.err
}

// read matches what is left of the question with the phrases from i on, and
// judges each way in which it matches to the end.
func (a *asked) read(i int, rest string) bool {
	last := len(a.phrases) - 1
	if i == last {
		return a.readLast(rest)
	}
	p := a.phrases[i]
	for _, words := range phraseForms(p) {
		if after, ok := strings.CutPrefix(rest, words); ok {
			a.kept[i] = true
			if a.read(i+1, after) {
				return true
			}
			a.kept[i] = false
		}
	}
	if a.from < 0 {
		for end := i + 1; end <= last && end-i <= mostAnswerPhrases; end++ {
			if a.readAnswer(i, end, rest) {
				return true
			}
		}
	}
	return a.read(i+1, rest) // left out
}

func (a *asked) readAnswer(from, to int, rest string) bool {
	for _, word := range questionWords(a.s.sentence, a.phrases, from, to) {
		after, ok := strings.CutPrefix(rest, word.text)
		if !ok || a.answer != "" && a.answer != same(word.answer) {
			continue
		}
		a.from, a.to = from, to
		for k := from; k < to; k++ {
			a.kept[k] = true
		}
		if a.read(to, after) {
			return true
		}
		for k := from; k < to; k++ {
			a.kept[k] = false
		}
		a.from = -1
	}
	return false
}

// readLast matches the sentence's last phrase: its verb made polite, or a noun
// that is itself asked for.
func (a *asked) readLast(rest string) bool {
	last := len(a.phrases) - 1
	p := a.phrases[last]
	if a.from >= 0 {
		if !politeForm(rest, p) {
			return false
		}
	} else if !a.copulaAsked(rest, p) {
		return false
	}
	a.kept[last] = true
	err := a.judge()
	a.kept[last] = false
	if err != nil {
		a.err = err
	}
	return err == nil
}

// copulaAsked reports whether the rest of a question asks for the noun of the
// last phrase (死者は何人でしたか).
func (a *asked) copulaAsked(rest string, p phrase) bool {
	noun, ending, ok := copula(p)
	if !ok {
		return false
	}
	if a.answer != "" && a.answer != same(noun) {
		return false
	}
	for _, word := range questionWords(a.s.sentence, []phrase{nounPhrase(p, noun)}, 0, 1) {
		if rest == word.text+ending {
			a.from, a.to = len(a.phrases)-1, len(a.phrases)
			return true
		}
	}
	return false
}

// copula splits a phrase that ends with だ or だった into its noun and the polite
// ending of a question.
func copula(p phrase) (noun, ending string, ok bool) {
	for _, e := range []struct{ plain, polite string }{{"だった", "でしたか"}, {"でした", "でしたか"}, {"だ", "ですか"}, {"です", "ですか"}} {
		if noun, ok = strings.CutSuffix(p.text, e.plain); ok && noun != "" {
			for _, w := range p.words {
				if strings.HasPrefix(w.Detail, "動詞") || strings.HasPrefix(w.Detail, "形容詞") || strings.HasPrefix(w.Detail, "助詞") {
					return "", "", false
				}
			}
			return noun, e.polite, true
		}
	}
	return "", "", false
}

// nounPhrase is the noun at the beginning of a phrase as a phrase of its own.
func nounPhrase(p phrase, noun string) phrase {
	out := phrase{verb: -1, text: noun, span: text.Span{Start: p.span.Start, End: p.span.Start + utf8.RuneCountInString(noun)}}
	for _, w := range p.words {
		if w.Span.End <= out.span.End {
			out.words = append(out.words, w)
		}
	}
	return out
}

// phraseForms are the forms in which a question may print a phrase: who does
// something may become what is spoken of.
func phraseForms(p phrase) []string {
	words := same(p.text)
	switch p.tail {
	case "が":
		return []string{words, strings.TrimSuffix(words, "が") + "は"}
	case "は":
		return []string{words, strings.TrimSuffix(words, "は") + "が"}
	}
	return []string{words}
}

// politeForm reports whether words are a phrase with its verb in the polite form
// of a question: the same words, the same voice, tense and polarity.
func politeForm(words string, p phrase) bool {
	if !strings.HasSuffix(words, "か") || !p.predicate() {
		return false
	}
	if words == same(plainQuestion(p)) {
		return true
	}
	if noun, ending, ok := copula(p); ok {
		return words == same(noun)+ending
	}
	got := verbShape(surface.Read("ja", "", []string{words}, oneDay).Sentences)
	want := verbShape([]text.Sentence{{Words: p.words}})
	return got.polite && got.ok && want.ok && got.words == want.words && got.past == want.past && got.negated == want.negated
}

// shape is a predicate without its politeness.
type shape struct {
	words                     string
	past, negated, polite, ok bool
}

func verbShape(sentences []text.Sentence) shape {
	var out shape
	var b strings.Builder
	for _, s := range sentences {
		for i, w := range s.Words {
			switch {
			case w.Class == text.Mark:
			case w.Base == "ます" || w.Surface == "でし" || w.Base == "です":
				out.polite = true
			case w.Surface == "か" && strings.HasPrefix(w.Detail, "助詞"):
			case (w.Surface == "た" || w.Surface == "だ") && strings.HasPrefix(w.Detail, "助動詞"):
				out.past = true
			case w.Base == "ない" && !strings.HasPrefix(w.Detail, "形容詞,自立"), w.Surface == "ん" && i > 0, w.Base == "ぬ":
				out.negated = true
			case strings.HasPrefix(w.Detail, "助詞,終助詞"):
				return shape{}
			default:
				b.WriteString(w.Base + " ")
				out.ok = out.ok || w.Class == text.Verb
			}
		}
	}
	out.words = b.String()
	return out
}

// judge asks of a way to read the question whether it may leave out what it
// leaves out.
func (a *asked) judge() error {
	if a.from < 0 {
		return fmt.Errorf("%w: it asks for nothing", ErrForm)
	}
	for i := range a.phrases {
		if err := a.hangs(i); err != nil {
			return err
		}
	}
	if last := a.phrases[len(a.phrases)-1]; len(a.phrases) > 1 && doubtful(last, a.phrases[len(a.phrases)-2]) {
		return fmt.Errorf("%w: hearsay", ErrTurned)
	}
	if v := verbAfter(a.phrases, len(a.phrases)-1); len(v.words) > 0 && tellsWhat[v.words[v.verb].Base] && !strings.Contains(a.question, "を") && !strings.Contains(a.question, "と") {
		return fmt.Errorf("%w: what is told", ErrTurned)
	}
	if err := a.twice(); err != nil {
		return err
	}
	rs := []rune(a.s.sentence.Text)
	var gone []text.Span
	for i, p := range a.phrases {
		if a.kept[i] || p.source() { // who says it is looked at below
			continue
		}
		if !a.elsewhere(i) {
			gone = append(gone, p.span)
		}
		if cut := string(rs[p.span.Start:p.span.End]); conditionJa.MatchString(cut) {
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		}
	}
	if err := nothingTurned(a.s, gone, text.Span{End: len(rs)}); err != nil {
		return err
	}
	return a.attributed()
}

// elsewhere reports whether a phrase that is left out belongs to a clause that is
// left out with its verb: what that denies or doubts says nothing of the rest.
func (a *asked) elsewhere(i int) bool {
	for k := i; k < len(a.phrases)-1; k++ {
		p := a.phrases[k]
		if a.kept[k] {
			return false
		}
		if p.predicate() {
			return !strings.HasSuffix(p.text, "と") && !conditionJa.MatchString(p.text)
		}
	}
	return false
}

// sole reports whether a phrase with が names who acts, and the sentence tells of
// nobody else: the clauses between are then told of other nouns, and the last verb
// of this one.
func sole(ps []phrase, s text.Sentence, i int) bool {
	if ps[i].tail != "が" || ps[i].predicate() || !acts(s, ps[i]) {
		return false
	}
	if i+1 < len(ps) && ps[i+1].predicate() {
		return false
	}
	for k, p := range ps {
		if k != i && !p.said && (p.tail == "が" || p.tail == "は" || p.tail == "も") && !p.predicate() {
			return false
		}
	}
	return !doneBy(ps[len(ps)-1])
}

// twice refuses a question in which two things are done by one verb, or in which
// somebody is spoken of before a reason and another acts behind it.
func (a *asked) twice() error {
	objects := 0
	for i := len(a.phrases) - 2; i >= 0; i-- {
		p := a.phrases[i]
		if p.predicate() && a.kept[i] && !strings.HasSuffix(p.text, "と") {
			break
		}
		if p.tail == "を" && a.kept[i] && !(a.from <= i && i < a.to-1) {
			objects++
		}
	}
	if objects > 1 {
		return fmt.Errorf("%w: two objects", ErrForm)
	}
	if !reason(a.phrases[a.to-1]) {
		return nil
	}
	subjects := map[string]bool{}
	for i, p := range a.phrases {
		if a.kept[i] && (i < a.from || i >= a.to) && !p.predicate() {
			subjects[p.tail] = true
		}
	}
	if subjects["は"] && subjects["が"] {
		return fmt.Errorf("%w: two who act", ErrTurned)
	}
	for i := 0; i < a.from; i++ {
		if !a.kept[i] || a.phrases[i].tail != "は" {
			continue
		}
		for k := a.to; k < len(a.phrases); k++ {
			if tail := a.phrases[k].tail; tail == "が" || strings.HasSuffix(tail, "は") || a.phrases[k].predicate() && ofPeople(a.phrases[k]) {
				return fmt.Errorf("%w: %q may belong to the reason", ErrTurned, a.phrases[i].text)
			}
		}
	}
	return nil
}

// tellsWhat are verbs that say nothing without what is told.
var tellsWhat = wordsOf("伝える 述べる 話す 語る 明かす 訴える 答える 応じる")

// conditionJa matches phrases without which the rest says more than it did.
var conditionJa = regexp.MustCompile(`(れば|なら|たら|場合|限り|だけ|のみ|しか|以外|まで(に)?は|ば)$`)

// doubtful reports whether a sentence ends by saying that it was heard or is
// thought so.
func doubtful(last, before phrase) bool {
	if before.tail != "と" && !strings.HasSuffix(before.tail, "と") && !strings.HasPrefix(last.text, "と") {
		return false
	}
	for _, w := range last.words {
		if w.Class == text.Verb {
			if w.Base == "する" && last.verb == 0 && nounLike(last.words[0]) {
				return false
			}
			switch w.Base {
			case "いう", "言う", "みる", "見る", "する", "思う", "考える", "なる", "伝える":
				return true
			}
			return false
		}
	}
	return false
}

// hangs asks that what is left still hangs on what it hung on.
func (a *asked) hangs(i int) error {
	p := a.phrases[i]
	last := len(a.phrases) - 1
	if i == last {
		return nil
	}
	if together(p, a.phrases[i+1], a.s.sentence) && a.kept[i] != a.kept[i+1] && (i+1 != a.from || p.tail == "と" || p.tail == "や") && !(a.kept[i] && i+1 == a.to) {
		return fmt.Errorf("%w: %q and what it is named with", ErrTurned, p.text)
	}
	if !a.kept[i] && a.governs(i) {
		return fmt.Errorf("%w: %q belongs to a verb that is left", ErrTurned, p.text)
	}
	if !a.kept[i] {
		// A noun keeps what stands before it, but for a name that is known without.
		if strings.HasSuffix(p.tail, "の") && a.kept[i+1] && !a.known(i+1) {
			return fmt.Errorf("%w: %q", ErrTurned, p.text)
		}
		if next := a.phrases[i+1]; p.predicate() && !p.comma && a.kept[i+1] && (i+1 < a.from || i+1 >= a.to) && (vague[next.body()] || generic[next.body()]) {
			return fmt.Errorf("%w: %q says nothing without %q", ErrTurned, next.text, p.text)
		}
		return nil
	}
	if i >= a.from && i+1 < a.to || p.source() {
		return nil
	}
	if strings.HasSuffix(p.tail, "の") || p.predicate() && !p.comma || p.tail == "と" && !p.predicate() || p.tail == "や" || p.tail == "" && !p.predicate() && !p.comma && !p.adverb(a.s.sentence) {
		if !a.kept[i+1] || i+1 == a.from && (p.tail == "や" || p.tail == "") {
			return fmt.Errorf("%w: what %q belongs to", ErrTurned, p.text)
		}
	}
	if p.predicate() || strings.HasSuffix(p.tail, "の") {
		return nil
	}
	if p.tail == "" && !p.comma && nounLike(p.last()) && !p.adverb(a.s.sentence) && a.phrases[i+1].predicate() {
		return fmt.Errorf("%w: %q without a particle", ErrForm, p.text)
	}
	return a.crosses(i)
}

// governs reports whether a verb that is left needs a phrase that is not: what is
// done, who does it, what stands right before it with に or と, what ends with a
// noun that is told of it, or how much in what time.
func (a *asked) governs(i int) bool {
	if a.phrases[i].source() {
		return false
	}
	p, next := a.phrases[i], a.phrases[i+1]
	if rate.MatchString(same(p.text)) || p.tail == "より" {
		return true
	}
	if next.predicate() && a.kept[i+1] && !(a.from <= i+1 && i+1 < a.to && i < a.from) {
		if !p.comma && (strings.HasSuffix(p.tail, "に") || p.tail == "と" || p.tail == "へ" || p.predicate() && strings.HasSuffix(p.text, "と")) && !wholeDate(a.s.sentence, []phrase{p}) {
			return true
		}
		if p.tail == "" && !p.comma && !p.predicate() && nounLike(p.last()) && !p.adverb(a.s.sentence) {
			return true
		}
		if _, _, noun := copula(next); noun && (p.predicate() && !p.comma || strings.HasSuffix(p.tail, "の")) {
			return true
		}
	}
	if p.tail != "を" && p.tail != "が" && !((p.predicate() || p.said) && strings.HasSuffix(p.text, "と")) {
		return false
	}
	for k := i + 1; k < len(a.phrases); k++ {
		if a.phrases[k].predicate() {
			return a.kept[k] && !(a.from <= k && k < a.to && i < a.from)
		}
	}
	return false
}

// rate matches what a figure is told for: a day, a ship, a head.
var rate = regexp.MustCompile(`^(1|一)(日|年|月|か月|カ月|週間|時間|人|隻|台|個|キロ|世帯)|当たり|あたり|ごと|年間|月間|毎`)

// together reports whether a noun is named in one breath with the next: オルベナ、
// タルバ, 軍と消防.
func together(p, next phrase, s text.Sentence) bool {
	if p.predicate() || next.predicate() {
		return false
	}
	return p.tail == "" && !p.adverb(s) && nounLike(p.last()) || p.tail == "と" && !p.said || p.tail == "や" || boundsFigure[p.text]
}

// known reports whether the phrase is a name that is done or spoken of.
func (a *asked) known(i int) bool {
	p := a.phrases[i]
	if p.tail != "は" && p.tail != "が" {
		return false
	}
	for _, n := range a.s.sentence.Names {
		if p.span.Overlaps(n.Span) {
			return true
		}
	}
	return false
}

// adverb reports whether a phrase without a particle says when or how much.
func (p phrase) adverb(s text.Sentence) bool {
	if p.span.InDate(s.Dates) {
		return true
	}
	for _, f := range s.Figures {
		if p.span.Overlaps(f.Span) {
			return true
		}
	}
	for _, w := range p.words {
		if w.Class == text.Adverb || strings.Contains(w.Detail, "副詞可能") || strings.HasPrefix(w.Detail, "接続詞") {
			return true
		}
	}
	return false
}

// crosses refuses a noun that belongs to a verb which is left out. What a sentence
// is about may belong to a later verb, where it can act and nobody else does.
func (a *asked) crosses(i int) error {
	p := a.phrases[i]
	topic := strings.HasSuffix(p.tail, "は") || sole(a.phrases, a.s.sentence, i)
	gone, parted := -1, -1
	next := len(a.phrases) - 1
	for k := i + 1; k <= next; k++ {
		if !a.phrases[k].predicate() {
			continue
		}
		if a.kept[k] {
			next = k
			break
		}
		gone = k
		if parted < 0 && a.phrases[k].comma && !reason(a.phrases[k]) {
			parted = k
		}
	}
	if topic && a.parted(i, next) {
		return fmt.Errorf("%w: %q belongs to the clause before", ErrTurned, p.text)
	}
	if gone < 0 {
		if !topic && !p.comma && a.from <= next && next < a.to && i < a.from && !reason(a.phrases[a.to-1]) {
			return fmt.Errorf("%w: %q may belong to %q", ErrTurned, p.text, a.phrases[next].text)
		}
		return nil
	}
	if !topic || parted >= 0 && !acts(a.s.sentence, p) {
		return fmt.Errorf("%w: %q belongs to %q", ErrTurned, p.text, a.phrases[gone].text)
	}
	for k := i + 1; k < next; k++ {
		other := a.phrases[k]
		if strings.HasSuffix(other.tail, "は") || other.tail == "が" && (k > gone || parted >= 0 && k > parted) {
			return fmt.Errorf("%w: %q or %q", ErrTurned, p.text, other.text)
		}
	}
	return nil
}

// parted reports whether what a sentence is about ends with で and a comma, and
// somebody else does what follows (死因は中毒で、子が確認した).
func (a *asked) parted(i, next int) bool {
	for k := i + 1; k < next; k++ {
		if a.phrases[k].tail != "で" || !a.phrases[k].comma {
			continue
		}
		for j := k + 1; j < len(a.phrases); j++ {
			if a.phrases[j].tail == "が" {
				return true
			}
		}
	}
	return false
}

// acts reports whether a phrase names somebody or a body that can act.
func acts(s text.Sentence, p phrase) bool {
	switch kindOf(s, p) {
	case text.Person, text.Organization:
		return true
	case text.Place:
		return p.tail == "は"
	}
	return bodies.MatchString(p.body())
}

// bodies matches nouns for bodies that act.
var bodies = regexp.MustCompile(`(市|町|村|県|州|国|政府|会社|社|警察|党|連合|組合|協会|委員会|理事会|議会|総会|連盟|機構|銀行|大学|裁判所|地裁|高裁|省|庁|局|団体|側|当局|事務局)$`)

// attributed asks that who says it is still named.
func (a *asked) attributed() error {
	for _, st := range a.s.statements[a.s.sentence.Index] {
		told := false
		for i, p := range a.phrases {
			told = told || a.kept[i] && st.ContentSpan.Overlaps(p.span)
		}
		if !told {
			continue
		}
		if st.Hearsay {
			return fmt.Errorf("%w: hearsay (%s)", ErrTurned, st.Cue)
		}
		if accordingTo.MatchString(st.Cue) && outletJa.MatchString(st.Speaker) {
			continue // the report's own source; the report is cited
		}
		if st.Speaker != "" && !st.Resolved && !holds(a.question, st.Speaker) && !holds(a.answer, st.Speaker) && !(a.answer == "" && a.inAnswer(st.Speaker)) {
			return fmt.Errorf("%w: who says it (%s)", ErrTurned, st.Speaker)
		}
		if st.Resolved && accordingTo.MatchString(st.Cue) {
			return fmt.Errorf("%w: who says it", ErrTurned)
		}
	}
	return nil
}

func (a *asked) inAnswer(speaker string) bool {
	for _, p := range a.phrases[a.from:a.to] {
		if holds(p.text, speaker) {
			return true
		}
	}
	return false
}

var (
	accordingTo = regexp.MustCompile(`によると|によれば|で伝え|が報じ|が伝え`)
	outletJa    = regexp.MustCompile(`新聞|日報|新報|日日|報知|タイムズ|各社|各紙|通信|放送|テレビ|ニュース|スポーツ|スポニチ|NHK|報道|日経|朝日|毎日|読売|産経|共同|時事|AP|AFP|BBC|CNN|ロイター|[紙誌社局]$`)
)
