package digest

import (
	"fmt"
	"regexp"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// asksEn is asksJa for English. A question is held against its sentence word by word:
// it must be one that a clause of the sentence answers, with who it is about, the verb
// in the form that did, was or will stand for, and that very answer.
func asksEn(question, answer string, s cited) error {
	q, ok := strings.CutSuffix(question, "?")
	if !ok {
		return fmt.Errorf("%w: %q is no question", ErrForm, question)
	}
	q, source, _ := strings.Cut(q, ", according to ")
	err := fmt.Errorf("%w: %q", ErrNotThere, question)
	for _, cl := range clausesEn(s) {
		for _, r := range cl.readings() {
			if r.question != q || answer != "" && r.answer != answer && upperFirst(r.answer) != answer {
				continue
			}
			if err = r.told(s, source); err == nil {
				return nil
			}
		}
	}
	return err
}

// told asks of a question what it may leave out.
func (r readingEn) told(s cited, source string) error {
	condition, told := conditionEn, outsideQuotes(s.sentence.Text)
	if r.whole { // a doubt behind the question's words is printed with the answer
		if condition = ifEn; r.form == askThat || r.wide() {
			condition = never
		}
		if m := doubtEn.FindString(string([]rune(s.sentence.Text)[:r.end()])); m != "" {
			return fmt.Errorf("%w: %q", ErrTurned, m)
		}
	}
	if m := condition.FindString(told); m != "" {
		return fmt.Errorf("%w: %q", ErrTurned, m)
	}
	if !balanced(r.answer) || !balanced(r.question) || strings.Count(r.answer, `"`)%2 == 1 || strings.Count(r.question, `"`)%2 == 1 {
		return fmt.Errorf("%w: half a quotation", ErrCut)
	}
	if err := r.turned(s); err != nil || r.wide() && source == "" {
		return err // what happened to somebody: it takes nothing for true that the sentence tells
	}
	rs := []rune(s.sentence.Text)
	for _, cut := range trailingSource.FindAllString(outsideQuotes(string(rs[r.end():])), -1) {
		if source == "" && !joinedSource.MatchString(cut) {
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		}
	}
	return r.voiced(s, source)
}

// wide reports a question that takes for true no more than that something happened.
func (r readingEn) wide() bool { return r.form == askFate || r.form == askDid }

// turned refuses a question that leaves out a word that turns what is said.
func (r readingEn) turned(s cited) error {
	rs := []rune(s.sentence.Text)
	for _, t := range append(claim.Negations(s.sentence), claim.Hedges(s.sentence)...) {
		if t.Start >= r.regionEnd() || r.whole && t.Start >= r.end() || inDate(s.sentence, t) || inFigure(s.sentence, t) || r.prints(t) {
			continue
		}
		return fmt.Errorf("%w: %q", ErrTurned, string(rs[t.Start:t.End]))
	}
	return nil
}

// voiced asks that who says it is named, where somebody else than the one who does it
// says it.
func (r readingEn) voiced(s cited, source string) error {
	named := source == ""
	subject := r.print(r.subject[0], r.subject[1])
	for _, st := range s.statements[s.sentence.Index] {
		if !r.overlaps(st.ContentSpan) {
			continue
		}
		speaker := speakerDay.ReplaceAllString(st.Speaker, "")
		if st.Speaker != "" && !st.Resolved && (!st.Hearsay || source != "") && (holds(subject, speaker) || sameName(speaker, st.SpeakerNormal, subject)) {
			continue // who does it says it; the verb is kept
		}
		if inside := st.SpeakerSpan.Len() > 0 && r.asks.Overlaps(st.SpeakerSpan); inside && r.form == askThat {
			continue // said within what is answered
		} else if inside && source != "" && sameName(st.Speaker, st.SpeakerNormal, source) {
			return fmt.Errorf("%w: %s stands in the answer", ErrSpeaker, source)
		}
		if st.Speaker == "" || st.Resolved || source == "" || turningCue.MatchString(st.Cue) || owns(s.sentence, st.SpeakerSpan) || !sameName(speakerDay.ReplaceAllString(st.Speaker, ""), st.SpeakerNormal, source) || !nameIn(s, withoutArticle(source)) {
			return fmt.Errorf("%w: who says it (%s)", ErrTurned, st.Speaker)
		}
		named = true
	}
	if !named {
		return fmt.Errorf("%w: %s", ErrSpeaker, source)
	}
	return nil
}

// prints reports whether question and answer print what stands at t.
func (r readingEn) prints(t text.Span) bool {
	for _, p := range r.printed {
		if p.Contains(t) {
			return true
		}
	}
	return false
}

func (r readingEn) overlaps(t text.Span) bool {
	for _, p := range r.printed {
		if p.Overlaps(t) {
			return true
		}
	}
	return false
}

// end is where the last word stands that question or answer print.
func (r readingEn) end() int {
	out := 0
	for _, p := range r.printed {
		out = max(out, p.End)
	}
	return out
}

// regionEnd is where the clause ends: at the mark or conjunction after what is
// printed of it.
func (r readingEn) regionEnd() int {
	for i, w := range r.words {
		if w.Span.Start >= r.end() && (w.Surface == "and" && r.clauseBehind(i+1, nounPhraseEn) || w.Class == text.Mark || stopsSubject[strings.ToLower(w.Surface)]) {
			return w.Span.Start
		}
	}
	return len([]rune(r.s.sentence.Text))
}

var (
	never       = regexp.MustCompile(`$^`)
	ifEn        = regexp.MustCompile(`(?i)\b(if|unless|provided that)\b`)
	doubtEn     = regexp.MustCompile(`(?i)\b(reportedly|allegedly|apparently)\b`)
	conditionEn = regexp.MustCompile(`(?i)\b(if|unless|provided that|reportedly|allegedly|apparently)\b`)
)

// trailingSource matches who says it, behind a comma.
var trailingSource = regexp.MustCompile(`,["”]? (according to|(?:[^,"“” ]+ ){1,8}(?:said|says|announced|reported|told|confirmed|added))\b|\b(said|says|announced|reported|told|confirmed) (?:[^,"“” ]+ ?){1,5}\.`)

// joinedSource matches a further clause: who says that says not the first.
var joinedSource = regexp.MustCompile(`^, (and|but|which|who|where|while|after|as|when) `)
