package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Cuts that leave every word in its order and still say something else: what an
// editor found in digests of real days.

// cleanCuts refuses a reduction whose holes turn what is left: a word that now
// belongs to another, a contrast that is gone, a title without who says it.
func cleanCuts(s cited, kept, dropped []text.Span, region text.Span, speaker string) error {
	source := []rune(s.sentence.Text)
	for _, d := range dropped {
		if d.Start, d.End = max(d.Start, region.Start), min(d.End, region.End); d.Start >= d.End || freely(s, d) {
			continue
		}
		cut := string(source[d.Start:d.End])
		before, after := keptBefore(source, kept, d.Start), string(source[d.End:region.End])
		switch {
		case s.sentence.Paragraph < 0 && dropsSource(s.sentence, cut, d.Start == region.Start):
			return fmt.Errorf("%w: who says it (%q)", ErrTurned, cut)
		case after == "" && contrastTail.MatchString(cut):
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		case (strings.HasPrefix(cut, ",") || strings.HasSuffix(strings.TrimSpace(cut), ",")) && after != "" && !strings.HasPrefix(strings.TrimSpace(after), ",") && (unclosed(before) || besideParticiple.MatchString(after)):
			return fmt.Errorf("%w: %q stands in a phrase of its own", ErrCut, cut)
		case bracketOf.MatchString(cut):
			return fmt.Errorf("%w: %q belongs to the word before", ErrTurned, cut)
		case strings.HasPrefix(cut, "と") && volition.MatchString(before) && !sayingTo.MatchString(cut):
			return fmt.Errorf("%w: %q", ErrTurned, cut)
		}
	}
	if speaker != "" {
		return clauseSaid(s, kept)
	}
	return nil
}

// keptBefore is what is left of a sentence before a place.
func keptBefore(source []rune, kept []text.Span, at int) string {
	var b strings.Builder
	for _, k := range kept {
		if k.Start < at {
			b.WriteString(string(source[k.Start:min(k.End, at)]))
		}
	}
	return b.String()
}

// unclosed reports whether what is left before a hole ends in a phrase beside a
// name, which the comma in the hole would close.
func unclosed(before string) bool {
	at := apposed.FindStringIndex(before)
	return at != nil && !strings.Contains(before[:at[0]], ",") && !opensAside.MatchString(before)
}

var (
	// opensAside matches the beginning of a sentence whose first comma closes that.
	opensAside = regexp.MustCompile(`(?i)^(in|on|at|after|before|since|during|by|for|with|as|from|under|amid|while|when|if|although|meanwhile|however|later|earlier|following|also|then|now|last|this|these|those|according|despite|until|among|within|\pL+ly)\b`)
	// contrastTail matches a clause behind that takes back some of what stands before.
	contrastTail = regexp.MustCompile(`(?i)^\W*(although|though|but|except|unless|despite|albeit|only to)\b`)
	// apposed matches a phrase beside a name that a second comma has to close.
	apposed = regexp.MustCompile(`, (\d{1,3}|(an?|the) [^,.;]+)$`)
	// besideParticiple matches what would belong to another noun without the words
	// that stand before it.
	besideParticiple = regexp.MustCompile(`^\s*([a-z]+ed|held|led|run|made|given|written|shot|killed|told|seen|built) (by|in|on|at|with)\b`)
	// bracketOf matches a bracket that goes on with the word before it.
	bracketOf = regexp.MustCompile(`^[（(](の|of |from |in )`)
	// volition matches the end of 撮ろう, 見よう.
	volition = regexp.MustCompile(`[おこごそぞとどのほぼぽもよろをう]う$`)
	sayingTo = regexp.MustCompile(`^と、?(述べ|語|話|言|い[いうっ]|発言|訴え|呼び|コメント|強調|答え|主張|説明|指摘|批判|表明|、)`)
)

// dropsSource reports whether what a title loses is who says it: "..., the envoy
// says", "... – report", "Mayor: ...".
func dropsSource(title text.Sentence, cut string, front bool) bool {
	if titleSays.MatchString(cut) && !front || titleSaysFirst.MatchString(strings.TrimSpace(cut)) && front {
		return true
	}
	tail := strings.TrimSpace(cut)
	if front || !titleTail.MatchString(tail) {
		return false
	}
	rest := strings.TrimLeft(tail, "—–-:| ")
	return titleWho.MatchString(rest) || titleDash.MatchString(tail) || slices.ContainsFunc(title.Names, func(n text.Name) bool {
		return n.Type == text.Person && strings.HasSuffix(rest, n.Surface) && len(strings.Fields(rest)) < 5
	})
}

var (
	titleSays      = regexp.MustCompile(`(?i)^\W*[^,.;]*\b(says|said|say|claims?|claimed|alleges?|alleged|warns?|reports?|suggests?|according to)\b[^,.;]*$`)
	titleSaysFirst = regexp.MustCompile(`(?i)\b(says|claims|alleges)( that)?$`)
	titleDash      = regexp.MustCompile(`^[—–] ?(\p{Lu}[\pL'’.-]* ?){1,4}$`)
	titleTail      = regexp.MustCompile(`^(—|–|-|:|\|)`)
	titleWho       = regexp.MustCompile(`(?i)^([\pL'’.]+ ){0,3}(reports?|study|survey|poll|sources?|officials?|tv|media|police|ministry|minister|analysts?|experts?|envoy|diplomat|general|spokes\pL+|newspaper|agency|un|president|lawyer|mayor|chancellor|secretary|governor|senator|sen|rep|gen|king|prince|pope)\.?( \pL[\pL'’.-]*){0,3}\W*$`)
)

// clauseSaid asks that what is printed beside a speaker is a statement of theirs:
// no question that was left open, with the verb that it was said by, and nothing
// behind it of which the speaker is the subject.
func clauseSaid(s cited, kept []text.Span) error {
	source := []rune(s.sentence.Text)
	var b strings.Builder
	verb := false
	for _, k := range kept {
		b.WriteString(string(source[k.Start:k.End]) + " ")
		for _, w := range s.sentence.Words {
			verb = verb || k.Contains(w.Span) && (w.Class == text.Verb || w.Class == text.Other || w.Class == text.Adjective && unspacedTitle(source))
		}
	}
	line := strings.TrimSpace(b.String())
	if unspacedTitle(source) {
		return nil
	}
	if calledFor.MatchString(string(source[:kept[0].Start])) {
		return fmt.Errorf("%w: %q is what is called for", ErrCut, line)
	}
	if !verb && !auxiliaries.MatchString(line) && !modals.MatchString(line) && !strings.ContainsAny(line, "'’") {
		return fmt.Errorf("%w: %q is no statement", ErrCut, line)
	}
	if openQuestion.MatchString(line) && !strings.HasSuffix(line, "?") {
		return fmt.Errorf("%w: %q is a question in a sentence", ErrCut, line)
	}
	if at := besideDoing.FindStringIndex(line); at != nil {
		return fmt.Errorf("%w: %q may be another's doing", ErrTurned, line[at[0]:])
	}
	return nil
}

var (
	calledFor    = regexp.MustCompile(`(?i)\b(call|calls|called|calling|ask|asks|asked|appeal|appeals|appealed|push|pushes|pushed) for\s*$`)
	openQuestion = regexp.MustCompile(`(?i)^(how|whether|why|who|whom|whose)\b|^(what|when|where|if|which)\b[^,]*$`)
	besideDoing  = regexp.MustCompile(`, (playing|adding|saying|citing|calling|describing|showing|pointing|noting|referring|accusing|urging|vowing|insisting|claiming|arguing|warning|speaking|promising|stressing|telling|asking|blaming)\b[^,]*$`)
)

// cueTurned reports whether a cue is not one of saying so: it is denied, withheld
// ("declined to say"), or its words stand for a wish or a joke.
func cueTurned(s cited, st claim.Statement) bool {
	if unheld.MatchString(st.Cue) {
		return true
	}
	if st.CueSpan.Len() == 0 || st.SpeakerSpan.Len() == 0 {
		return false
	}
	zone := text.Span{Start: min(st.CueSpan.Start, st.SpeakerSpan.Start), End: max(st.CueSpan.End, st.SpeakerSpan.End)}
	if zone.End < st.ContentSpan.Start {
		zone.End = st.ContentSpan.Start
	}
	rs := []rune(s.sentence.Text)
	for _, t := range claim.Negations(s.sentence) {
		if zone.Overlaps(t) && !st.ContentSpan.Overlaps(t) {
			return true
		}
	}
	if zone.End > len(rs) || zone.Overlaps(st.ContentSpan) {
		return false
	}
	return withheld.MatchString(string(rs[zone.Start:zone.End]))
}

var (
	unheld   = regexp.MustCompile(`(?i)\b(hop(e|es|ed|ing)|wish\pL*|jok(e|es|ed|ing)|quip\pL*|wonder\pL*|ask(s|ed)? (if|whether)|imagin\pL*|pretend\pL*)\b`)
	withheld = regexp.MustCompile(`(?i)\b(declin|refus|fail|avoid|hesitat)\pL*\b|\b(would not|stopped short)\b`)
)
