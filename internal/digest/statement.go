package digest

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// statementTurn asks what a named speaker said, choosing a statement that is
// short, near the beginning and takes a stance.
func (c *composer) statementTurn(ch chapter) (turn, bool) {
	type option struct {
		cand  candidate
		st    claim.Statement
		words string
		score float64
	}
	var options []option
	for _, r := range ch.reports {
		for _, s := range r.text.Sentences {
			if len(r.statements[s.Index]) == 0 || c.stale(r, s.Index) {
				continue
			}
			relevant := c.profiles[ch.index].relevance(contentWords(s))
			if relevant < askable {
				continue
			}
			for _, st := range r.statements[s.Index] {
				words, ok := c.answerWords(s, st)
				if !ok || c.lang == "en" && !(ch.partyTo(st) && ch.saysOfMatter(s, st)) {
					continue
				}
				score := relevant + 1/(1+0.3*float64(s.Index))
				if st.Stance != claim.OtherSay && st.Stance != claim.Announce {
					score += 0.3
				}
				if st.Direct {
					score += 0.15
				}
				if c.lang == "en" && holds(c.headReport(ch).text.Title.Text, lastWord(st.Speaker)) {
					score += 0.3
				}
				if st.Issue != "" && holds(s.Text, st.Issue) {
					score += 0.2
				}
				options = append(options, option{candidate{report: r, index: s.Index}, st, words, score})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].score > options[j].score })
	for _, o := range options {
		if t, ok := c.ask(o.cand, o.st, o.words); ok {
			return t, true
		}
	}
	return turn{}, false
}

// askable is the relevance under which a statement is not what a section turns on.
const askable = 0.2

// answerWords is what a statement says, short enough to be an answer.
func (c *composer) answerWords(s text.Sentence, st claim.Statement) (string, bool) {
	switch st.Stance {
	case claim.Criticise, claim.Oppose, claim.Reject, claim.Deny:
		// What follows such a cue is seldom a clause that answers a question.
		if !st.Direct {
			return "", false
		}
	}
	if c.lang == "ja" && (!saysJa.MatchString(st.Cue) || holds(s.Text, st.Speaker+"新聞") || holds(s.Text, st.Speaker+"放送")) {
		return "", false // として alone is no saying, a paper's name no speaker
	}
	if c.lang == "ja" && st.Speaker != "" && !st.Resolved && !wholeName(s.Text, st.Speaker) {
		return "", false // 韓国 of 韓国紙
	}
	if c.lang == "ja" && thingJa.MatchString(st.Speaker) {
		return "", false // a thing says nothing
	}
	if st.Resolved || st.Hearsay || !namedSpeaker(st.Speaker, s, c.lang) {
		return "", false
	}
	words := strings.TrimSpace(st.Content)
	if c.lang == "en" {
		words = strings.TrimSpace(strings.TrimPrefix(words, "that "))
	}
	words = strings.Trim(words, " ,，、。.　")
	words = strings.TrimSpace(words)
	if inner := strings.Trim(words, `"“”「」`); inner != words && !strings.ContainsAny(inner, `"“”「」`) {
		words = strings.Trim(inner, " ,，、。.　")
	}
	if c.lang == "ja" && st.Direct {
		words = c.telling(words, s)
	}
	n := weight(words, c.lang)
	low, high := 4, 22
	if c.lang == "ja" {
		low, high = 6, 48
	}
	if n < low || n > high || !balanced(words) || strings.ContainsAny(words, "…?？") {
		return "", false
	}
	if c.lang == "en" && brokenStart.MatchString(words) {
		return "", false
	}
	if c.lang == "en" && pointsAtEnd.MatchString(words) {
		return "", false
	}
	if c.lang == "en" && (!clauseEn(words, st) || st.Stance != claim.Announce && !finiteWords(words)) {
		return "", false
	}
	if c.lang == "en" && (backPointing.MatchString(words) || thirdPerson.MatchString(words) || glued.MatchString(words)) {
		return "", false
	}
	if c.lang == "ja" && st.Direct && nounLast(s, words) && !strings.ContainsAny(words, "はがをにで") {
		return "", false // a name in quotation marks
	}
	if c.lang == "ja" && (pointingJa.MatchString(words) || strings.Contains(words, "よう、")) {
		return "", false
	}
	return words, true
}

// thingJa matches what cannot speak, for a name that stands before it.
var thingJa = regexp.MustCompile(`(アプリ|ソフト|サービス|機能|製品|端末|スマートフォン|スマホ|パソコン|タブレット|iPad|iPhone|PC)$`)

// telling is, of several sentences in one quotation, the one that shares most
// words with the report's title and is short; the whole where it is short itself.
func (c *composer) telling(words string, s text.Sentence) string {
	if utf8.RuneCountInString(words) <= 30 || !strings.Contains(words, "。") {
		return words
	}
	best, most := "", -1.0
	for _, part := range strings.Split(words, "。") {
		part = strings.TrimSpace(part)
		n := utf8.RuneCountInString(part)
		if n < 6 || n > 40 || !balanced(part) || startsBack.MatchString(part) {
			continue
		}
		if v := float64(len(wordsWithin(s, part))) - 0.08*float64(n); v > most {
			best, most = part, v
		}
	}
	if best == "" {
		return words
	}
	return best
}

// startsBack matches a quoted sentence that goes on from the one before.
var startsBack = regexp.MustCompile(`^(でも|だから|それ|そこ|その|これ|しかし|ただ|だって|なので|そして|また)`)

// wholeName reports whether a name is printed somewhere without a noun that goes
// on right behind it; a title of its own may follow.
func wholeName(whole, name string) bool {
	for rest := whole; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return !strings.Contains(whole, name)
		}
		rest = rest[i+len(name):]
		if r, _ := utf8.DecodeRuneInString(rest); !unicode.In(r, unicode.Han, unicode.Katakana) || honoured.MatchString(rest) {
			return true
		}
	}
}

var honoured = regexp.MustCompile(`^(氏|さん|首相|大統領|外相|大臣|長官|知事|市長|町長|村長|議員|代表|選手|監督|投手|社長|会長|教授|委員長|容疑者|被告|弁護士|記者|報道官|裁判長|議長|総裁|理事|局長|部長|課長|所長|館長|校長|院長|署長|船長|漁業相|相|側|政府)`)

// saysJa matches cues by which somebody surely says something.
var saysJa = regexp.MustCompile(`述べ|語|話|言|主張|表明|説明|発表|訴え|指摘|強調|コメント|明らか|明か|伝え|答え|応じ|書|批判|反論|否定|認め|求め|呼びか|つぶや|呟|ツイート|宣言|警告|示|考え|要求|提案|歓迎|評価|非難|約束|注意|判断|求刑|声明|引用のみ|決め|決定|拒否|反対|賛成|支持`)

// brokenStart matches contents that were cut in the wrong place: an adverb
// before "that", a verb without its subject.
// pointsAtEnd matches what ends on a word for something told before.
var pointsAtEnd = regexp.MustCompile(`\b(this|that|it|so|them)$`)

var brokenStart = regexp.MustCompile(`^(?i:\S+ that|not|how|why|what|whether|well|the need|(?:mon|tues|wednes|thurs|fri|satur|sun)day|to|as|of|in|on|at|for|from|with|and|or|but|which|who|when|where|while|because|\S+ing|\S+ed|is|are|was|were|has|have|had|will|would)\b`)

var (
	relativeWords = regexp.MustCompile(`\b(who|which|that|whose|where|designed|aimed|meant|intended)\b.*$`)
	brokenMiddle  = regexp.MustCompile(`\band (questioned|spoken|said|called|saying|told)\b|^[A-Z][a-z]+ (it|he|she|they) (was|is)\b|\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$`)
)

// clauseEn reports whether words make a clause of their own: a finite verb that
// does not stand in a relative clause. What somebody announces or proposes may
// be a phrase.
func clauseEn(words string, st claim.Statement) bool {
	if brokenMiddle.MatchString(words) {
		return false
	}
	if st.Stance == claim.Announce && !st.Direct && strings.HasPrefix(strings.ToLower(words), "a ") {
		return true
	}
	rest := outsideQuotes(strings.Join(strings.Fields(words)[1:], " "))
	if st.Direct {
		rest = strings.Join(strings.Fields(words)[1:], " ")
	}
	return finiteVerbEn.MatchString(relativeWords.ReplaceAllString(rest, ""))
}

// ask builds question, answer and a heading from a statement.
func (c *composer) ask(cand candidate, st claim.Statement, words string) (turn, bool) {
	s := cand.sentence()
	r := cand.report.reading
	cite := c.cite(r, s, nil)
	values := map[string]string{"actor": actorWords(s, st.Speaker, c.lang), "issue": issueWords(s, st, c.lang)}
	if bare := strings.TrimPrefix(values["issue"], "the "); bare != "" && holds(words, bare) {
		values["issue"] = "" // the question would give its answer away
	}
	if i := values["issue"]; c.lang == "ja" && utf8.RuneCountInString(i) < 3 && !strings.Contains(r.text.Title.Text, i) && !strings.Contains(s.Text, i+"について") && !strings.Contains(s.Text, i+"をめぐ") && !strings.Contains(s.Text, i+"に関") {
		values["issue"] = "" // a word of the quotation, not the matter
	}
	if c.lang == "ja" && values["issue"] == "" {
		values["topic"] = topicOf(r.text.Title, s, st, words)
	}
	if c.lang == "en" && values["issue"] == "" && !turningCue.MatchString(st.Cue) {
		values["issue"] = c.topicEn(r.text.Title, s, st)
	}
	for _, name := range c.questionNames(s, st, words, values["issue"] != "") {
		if c.asked[name+st.SpeakerNormal] {
			continue
		}
		cites := []Citation{cite}
		if name == topicForm {
			cites = append(cites, c.cite(r, r.text.Title, nil))
		}
		question := c.frame(name, values, cites...)
		if question.IsZero() || c.asked[question.Text] {
			continue
		}
		answer := Line{}
		if st.Direct {
			kept, _ := align(words, s.Text)
			answer = c.line(Line{Kind: Quote, Text: words, Speaker: st.Speaker, Cites: []Citation{c.cite(r, s, kept)}})
		}
		if answer.IsZero() {
			if c.lang == "en" {
				words = upperFirst(words)
			}
			answer = c.partLine(r, s, words, st.Speaker)
		}
		if answer.IsZero() {
			return turn{}, false
		}
		c.asked[question.Text], c.asked[name+st.SpeakerNormal] = true, true
		c.answered[cand.ref()] = true
		actor := values["actor"]
		values["actor"] = upperFirst(actor)
		heading := c.frame("heading.say", values, cite)
		if heading.IsZero() {
			values["actor"] = actor
			heading = c.frame("heading.actor", values, cite)
		}
		return turn{question: question, answer: answer, heading: heading, statement: &st, actor: actor}, true
	}
	return turn{}, false
}

// topicForm asks what somebody said of the matter of a Japanese title.
const topicForm = "q.say.topic"

// topicOf is the matter of the title of which a statement speaks: one that has
// words in common with the sentence besides the speaker, and does not give the
// answer away; "" for none.
func topicOf(title, s text.Sentence, st claim.Statement, words string) string {
	common := 0
	for w := range contentWords(title) {
		if strings.Contains(s.Text, w) && !strings.Contains(st.Speaker, w) && !strings.Contains(st.SpeakerNormal, w) {
			common++
		}
	}
	if common == 0 {
		return ""
	}
	for _, topic := range mattersJa(title) {
		if !doingLast(title, topic) {
			continue // who, not what
		}
		if !holds(topic, words) && !holds(words, topic) && !strings.Contains(topic, st.SpeakerNormal) && !strings.ContainsAny(topic, "「」“”") {
			return topic
		}
	}
	return ""
}

// doingLast reports whether a matter ends with a noun of doing.
func doingLast(title text.Sentence, topic string) bool {
	for _, w := range title.Words {
		if strings.HasSuffix(topic, w.Surface) && strings.Contains(w.Detail, "サ変接続") && !bodies.MatchString(topic) {
			return true
		}
	}
	return false
}

// issueWords is a statement's issue as the sentence prints it, in English with
// its article; "" where it would not read as a phrase.
func issueWords(s text.Sentence, st claim.Statement, lang string) string {
	issue := st.Issue
	if issue == "" || !holds(s.Text, issue) || adnominal[issue] || !headNoun(s, issue, lang) {
		return ""
	}
	if lang != "en" {
		return issue
	}
	for _, article := range []string{"the ", "a ", "an "} {
		if holds(s.Text, article+issue) {
			return article + issue
		}
	}
	if pluralEn(issue) || unicode.IsUpper(firstRune(issue)) || massNouns[issue] {
		return issue
	}
	return ""
}

// adnominal are words that only qualify another.
var adnominal = map[string]bool{"共同": true, "全面": true, "早急": true, "最終": true, "新": true, "一部": true, "今後": true, "可能": true, "独自": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "difficult": true, "new": true, "price": true, "habeas": true, "offensive": true}

// headNoun reports whether an issue ends its noun phrase somewhere in the
// sentence: no noun follows it directly.
func headNoun(s text.Sentence, issue, lang string) bool {
	for i, w := range s.Words {
		if !strings.HasSuffix(issue, w.Surface) || w.Class != text.Noun && w.Class != text.ProperNoun {
			continue
		}
		if i+1 == len(s.Words) {
			return true
		}
		next := s.Words[i+1]
		gap := next.Span.Start - w.Span.End
		if lang == "ja" && gap > 0 || lang == "en" && gap > 1 || next.Class != text.Noun && next.Class != text.ProperNoun && next.Class != text.Number {
			return true
		}
	}
	return false
}

// massNouns stand without an article in English.
var massNouns = map[string]bool{"aid": true, "trade": true, "peace": true, "security": true, "inflation": true, "immigration": true,
	"humanitarian aid": true, "climate change": true, "terrorism": true, "corruption": true, "safety": true, "water": true, "fishing": true}

// objectQuestions are the forms that ask what somebody demands, accepts and so
// on: a phrase answers them. A clause answers what somebody said.
var objectQuestions = map[claim.Stance]bool{claim.Accept: true, claim.Reject: true, claim.Oppose: true, claim.Support: true,
	claim.Demand: true, claim.Propose: true, claim.Criticise: true, claim.Deny: true}

// questionNames orders the forms that fit a statement.
func (c *composer) questionNames(s text.Sentence, st claim.Statement, words string, issue bool) []string {
	var out []string
	phrase := c.lang == "ja" && nounLast(s, words)
	if c.lang == "ja" && st.Stance == claim.Condition && termsJa.MatchString(words) {
		return []string{"q.condition"}
	}
	if c.lang == "ja" && !st.Direct && !phrase && viewCue.MatchString(s.Text) {
		return []string{"q.view"}
	}
	if phrase && !st.Direct {
		if !objectQuestions[st.Stance] {
			return nil
		}
		return []string{"q." + string(st.Stance)}
	}
	switch st.Stance {
	case claim.Demand:
		if !demandCue.MatchString(st.Cue) {
			break
		}
		if st.Direct && c.lang == "ja" {
			return nil // a slogan does not say what is asked for
		}
		if issue {
			out = append(out, "q.demand.issue")
		}
		out = append(out, "q.demand")
	case claim.Propose, claim.Warn:
		if askCue[st.Stance].MatchString(st.Cue) {
			out = append(out, "q."+string(st.Stance))
		}
	case claim.Announce:
		if c.lang == "en" && !st.Direct {
			out = append(out, "q.announce") // a phrase answers it as well as a clause
		}
	}
	if issue {
		out = append(out, "q.say.issue")
	}
	if c.lang == "ja" {
		out = append(out, topicForm) // left out where the title names no matter
	}
	return append(out, "q.say")
}

// A question may use a verb only where the report's own cue has it.
var (
	termsJa   = regexp.MustCompile(`(が|ことを|を)条件(だ|に|と)|なら`)
	viewCue   = regexp.MustCompile(`(考え|方針|姿勢|立場)を(示|表明)`)
	demandCue = regexp.MustCompile(`(?i)demand|urg|call|ask|insist|want|appeal|press|求|要求|訴|要請|迫`)
	askCue    = map[claim.Stance]*regexp.Regexp{
		claim.Warn:    regexp.MustCompile(`(?i)warn|caution|threat|警告|警鐘|懸念`),
		claim.Propose: regexp.MustCompile(`(?i)propos|offer|suggest|提案|提示|示し`),
	}
)

// nounLast reports whether words end with a noun: a phrase, not a clause.
func nounLast(s text.Sentence, words string) bool {
	at := strings.Index(s.Text, words)
	if at < 0 {
		return false
	}
	end := utf8.RuneCountInString(s.Text[:at]) + utf8.RuneCountInString(words)
	for _, w := range s.Words {
		if w.Span.End == end {
			return w.Class == text.Noun || w.Class == text.ProperNoun || w.Class == text.Number
		}
	}
	return false
}
