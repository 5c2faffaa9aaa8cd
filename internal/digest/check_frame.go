package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// checkFrame finds the slots of a frame again and grounds each of them.
func checkFrame(p Printed, sentences []cited) error {
	words := formText(p.Lang, p.Form)
	if words == "" {
		return fmt.Errorf("%w: %q in %q", ErrForm, p.Form, p.Lang)
	}
	f, ok := compiled(words)
	if !ok {
		return fmt.Errorf("%w: %q", ErrForm, p.Form)
	}
	values, ok := f.values(p.Text)
	if !ok {
		return fmt.Errorf("%w: %q is not %q", ErrForm, p.Text, words)
	}
	if strings.HasPrefix(p.Form, "join.") {
		if len(sentences) != 2 {
			return fmt.Errorf("%w: a connective and its two sentences", ErrNoCitation)
		}
		return joinHolds(p.Form, p.Lang, values, sentences[0], sentences[1])
	}
	for _, slot := range f.slots {
		if !grounded(slot, values, p.Lang, sentences) {
			return fmt.Errorf("%w: %s %q", ErrSlot, slot, values[slot])
		}
	}
	if err := wantHolds(p.Lang, p.Form, values, sentences); err != nil {
		return err
	}
	return formClaims(p.Form, values, sentences)
}

// putTo reports whether a question is one that a sentence answers, by itself or
// with its report's title beside it: built from it, or one of the frames that ask
// what somebody said in it.
func putTo(question, lang string, s cited, sentences []cited) bool {
	question = upperFirst(question)
	if s.sentence.Paragraph < 0 {
		return false
	}
	if asks(lang, question, "", []cited{s}) == nil {
		return true
	}
	for _, t := range sentences {
		if t.sentence.Paragraph < 0 && lang == "ja" && asks(lang, question, "", []cited{s, t}) == nil {
			return true
		}
	}
	for _, name := range frameQuestions {
		if f, ok := compiled(formText(lang, name)); ok && f.match.MatchString(question) {
			if checkFrame(Printed{Lang: lang, Form: name, Text: question}, []cited{s}) == nil {
				return true
			}
		}
	}
	return false
}

// frameQuestions are the questions with a form of their own that ask for something
// in particular.
var frameQuestions = []string{"q.death", "q.injury", "q.missing", "q.arrest", "q.demand", "q.demand.issue", "q.propose", "q.reject", "q.oppose",
	"q.support", "q.accept", "q.condition", "q.warn", "q.deny", "q.criticise", "q.announce", "q.view", "q.say", "q.say.issue"}

// grounded decides for one slot whether its value stands in the cited
// sentences, by the slot's kind.
func grounded(slot string, values map[string]string, lang string, sentences []cited) bool {
	v := values[slot]
	switch slotKind(slot) {
	case "count":
		return v == strconv.Itoa(len(publishers(sentences)))
	case "publisher":
		for _, s := range sentences {
			if s.article.Publisher == v {
				return true
			}
		}
		return false
	}
	if slotKind(slot) == "ask" {
		return slices.ContainsFunc(sentences, func(s cited) bool { return putTo(v, lang, s, sentences) })
	}
	// A figure belongs to the publisher it is printed with.
	who := ""
	if slotKind(slot) == "figure" {
		who = values["publisher"+strings.TrimPrefix(slot, "figure")]
	}
	for _, s := range sentences {
		if who != "" && s.article.Publisher != who {
			continue
		}
		if groundedIn(slotKind(slot), v, lang, s) {
			return true
		}
	}
	return false
}

func groundedIn(kind, v, lang string, s cited) bool {
	switch kind {
	case "name":
		return nameIn(s, v)
	case "figure":
		return figureIn(s, v)
	case "title":
		return matterIn(s, v)
	case "topic":
		return s.sentence.Paragraph < 0 && slices.Contains(mattersJa(s.sentence), v)
	case "text":
		return holds(s.sentence.Text, v)
	case "thing":
		return holds(strings.ToLower(s.sentence.Text), strings.ToLower(v))
	case "date":
		return dateIn(s, v, lang)
	case "sentence":
		return checkReduction(v, "", []cited{s}) == nil
	case "stance":
		for _, st := range s.statements[s.sentence.Index] {
			if StanceWord(lang, st.Stance) == v {
				return true
			}
		}
	}
	return false
}

// nameIn reports whether a name is printed in the sentence, has the same
// normal form as one printed there, or is the speaker resolved for it.
func nameIn(s cited, v string) bool {
	v = withoutArticle(v)
	if holds(s.sentence.Text, v) {
		return true
	}
	if !s.printsName(v) {
		return false
	}
	n := language.Normal(v)
	for _, name := range s.sentence.Names {
		if n != "" && (language.Normal(name.Surface) == n) {
			return true
		}
	}
	for _, st := range s.statements[s.sentence.Index] {
		if sameName(st.Speaker, st.SpeakerNormal, v) {
			return true
		}
	}
	return false
}

// printsName reports whether the report prints a name in this form, with its
// title or without: the normal form of a name holds neither title nor first name,
// so that another's would pass.
func (r *reading) printsName(v string) bool {
	if r.names == nil {
		r.names = map[string]bool{}
		for _, s := range append([]text.Sentence{r.text.Title}, r.text.Sentences...) {
			rs := []rune(s.Text)
			for _, n := range s.Names {
				r.names[same(n.Surface)] = true
				if n.Span.Start >= 0 && n.Span.End <= len(rs) && n.Span.Start < n.Span.End {
					r.names[same(withoutArticle(string(rs[n.Span.Start:n.Span.End])))] = true
				}
			}
			for _, st := range r.statements[s.Index] {
				r.names[same(withoutArticle(st.Speaker))], r.names[same(st.SpeakerNormal)] = true, true
			}
		}
	}
	return r.names[same(v)] || r.names[same(strings.TrimSuffix(v, "氏"))]
}

// withoutArticle drops the English article, which a frame may add or leave.
func withoutArticle(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
}

// sameName compares a printed speaker with a statement's.
func sameName(speaker, normal, v string) bool {
	v, speaker = withoutArticle(v), withoutArticle(speaker)
	if v == "" {
		return false
	}
	return same(speaker) == same(v) || normal != "" && (same(normal) == same(v) || normal == language.Normal(v)) ||
		language.Normal(speaker) != "" && language.Normal(speaker) == language.Normal(v)
}

// figureIn reports whether a figure stands in the sentence with its unit.
func figureIn(s cited, v string) bool {
	if !holds(s.sentence.Text, v) || leavesBound(s.sentence.Text, v) {
		return false
	}
	for _, f := range s.sentence.Figures {
		// The printed figure may carry more than the number (its noun), never
		// less than number and unit.
		if holds(v, f.Surface) || same(f.Surface) == same(v) {
			return true
		}
	}
	return !strings.ContainsAny(same(v), "0123456789")
}

// leavesBound reports whether a figure is printed without the words beside it
// that make it a bound.
func leavesBound(sentence, v string) bool {
	whole, part := same(sentence), same(v)
	i := strings.Index(whole, part)
	return i >= 0 && (boundBefore.MatchString(whole[:i]) || boundAfter.MatchString(whole[i+len(part):]))
}

var (
	boundBefore = regexp.MustCompile(`(?i)(\b(at least|at most|more than|less than|fewer than|up to|as many as|as much as|over|under|about|around|nearly|almost|roughly|approximately) (a |an |the )?|約|およそ|少なくとも|最大|最大で|最低|ほぼ)$`)
	boundAfter  = regexp.MustCompile(`^(以上|以下|未満|超|余り|あまり|程度|近く|前後|or more|or less)`)
)

// dateIn reports whether a day as printed by [dayText] is the day of the
// report or of a date in the sentence.
func dateIn(s cited, v, lang string) bool {
	if holds(s.sentence.Text, v) || dayText(s.article.Published, lang) == v {
		return true
	}
	for _, d := range s.sentence.Dates {
		if dayText(d.Time, lang) == v {
			return true
		}
	}
	return false
}

func publishers(sentences []cited) map[string]bool {
	out := map[string]bool{}
	for _, s := range sentences {
		out[s.article.Publisher] = true
	}
	return out
}

// questionStance maps question forms to the stance they ask about: such a
// question claims that the actor took it.
var questionStance = map[string]claim.Stance{
	"q.demand": claim.Demand, "q.demand.issue": claim.Demand, "q.propose": claim.Propose, "q.reject": claim.Reject,
	"q.oppose": claim.Oppose, "q.support": claim.Support, "q.accept": claim.Accept, "q.condition": claim.Condition,
	"q.warn": claim.Warn, "q.deny": claim.Deny, "q.criticise": claim.Criticise, "q.announce": claim.Announce,
}

// questionMeasure maps question forms to the measure they ask for.
var questionMeasure = map[string]string{"q.death": "death", "q.injury": "injury", "q.missing": "missing", "q.arrest": "arrest"}

// formClaims checks what the fixed words of a form claim beyond its slots.
func formClaims(name string, values map[string]string, sentences []cited) error {
	if stance, ok := questionStance[name]; ok || strings.HasPrefix(name, "q.say") || name == "heading.say" || name == "heading.actor" {
		if !actorSays(values["actor"], stance, sentences) {
			return fmt.Errorf("%w: %s does not %s in the cited sentences", ErrSlot, values["actor"], stance)
		}
	}
	if measure, ok := questionMeasure[name]; ok && !measured(measure, sentences) {
		return fmt.Errorf("%w: no figure for %s", ErrSlot, measure)
	}
	if values["figure2"] != "" && same(values["figure"]) == same(values["figure2"]) {
		return fmt.Errorf("%w: both figures are %q", ErrSlot, values["figure"])
	}
	if values["name2"] != "" && same(values["name"]) == same(values["name2"]) {
		return fmt.Errorf("%w: both names are %q", ErrSlot, values["name"])
	}
	if values["publisher2"] != "" && values["publisher"] == values["publisher2"] && !strings.HasPrefix(name, "points.update") {
		return fmt.Errorf("%w: both publishers are %q", ErrSlot, values["publisher"])
	}
	return nil
}

// actorSays reports whether the actor has a statement of that stance in a
// cited sentence; an empty stance means any.
func actorSays(actor string, stance claim.Stance, sentences []cited) bool {
	for _, s := range sentences {
		for _, st := range s.statements[s.sentence.Index] {
			if sameName(st.Speaker, st.SpeakerNormal, actor) && (stance == "" || st.Stance == stance) {
				return true
			}
		}
	}
	return false
}

func measured(measure string, sentences []cited) bool {
	for _, s := range sentences {
		for _, q := range s.quantities[s.sentence.Index] {
			if baseMeasure(q.Measure) == measure {
				return true
			}
		}
	}
	return false
}
