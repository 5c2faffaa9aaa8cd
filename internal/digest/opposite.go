package digest

import (
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
)

// opposes are the stances of who stands against something, by how much a summary
// wants them.
var opposes = map[claim.Stance]float64{claim.Deny: 0.5, claim.Reject: 0.5, claim.Oppose: 0.4, claim.Condition: 0.4, claim.Criticise: 0.35, claim.Demand: 0.3}

// against adds what the other side holds: who is accused denies, somebody rejects,
// criticises or demands. Whoever the headline or the main fact begins with is not
// the other side.
func (w *conclusion) against(chapters []chapter) {
	words := tellingWords(w.title)
	var out []candidate
	for _, cand := range w.tellable(chapters) {
		if w.in.Story.Last.Sub(cand.report.article.Published) > stillNew {
			continue
		}
		stance := w.opposing(cand)
		if stance == 0 {
			continue
		}
		n := overlapCount(words, tellingWords(cand.sentence()))
		if n < 2 && cand.central < atHeart && (n == 0 || stance < opposes[claim.Deny]) {
			continue // what somebody denies is always of the matter
		}
		cand.score = stance + 0.5*w.chance(cand) + 0.15*float64(min(n, 4)) + 0.3*cand.central
		if mostlyQuoted(cand.sentence()) {
			cand.score -= 0.2
		}
		out = append(out, cand)
	}
	w.choose(out, w.understood)
}

// opposing is how much a summary wants what somebody of the other side says in a
// sentence; 0 where nobody does.
func (w *conclusion) opposing(cand candidate) float64 {
	best := 0.0
	for _, st := range cand.statements() {
		worth, ok := opposes[st.Stance]
		if !ok || st.Hearsay || st.Past || st.Resolved && cand.named == "" || w.begins(st) {
			continue
		}
		if st.Stance != claim.Condition && !againstCue.MatchString(st.Cue) && (w.lang != "ja" || !againstCue.MatchString(cand.sentence().Text)) {
			continue
		}
		if st.Named {
			worth += 0.1
		}
		best = max(best, worth)
	}
	return best
}

// begins reports whether who says something is whom the headline's title, or the
// conclusion's first line, begins with.
func (w *conclusion) begins(st claim.Statement) bool {
	name := lastWord(st.Speaker)
	if w.lang == "ja" {
		name = st.Speaker
	}
	first := []string{w.title.Text}
	if len(w.told) > 0 {
		first = append(first, w.told[0].sentence().Text)
		for _, said := range w.told[0].statements() {
			if said.SpeakerNormal == st.SpeakerNormal {
				return true
			}
		}
	}
	for _, t := range first {
		if i := strings.Index(t, name); i >= 0 && 3*i < len(t) && i < 40 {
			return true
		}
	}
	return false
}

// againstCue matches the words with which somebody stands against something.
var againstCue = pattern.MustCompile(`(?i)\b(den(y|ie[sd]|ying)|reject|refus|oppos|criticis|criticiz|condemn|dismiss|denounc|slam|disput|object|call(ed|s|ing)? (for|on)|demand|urg(e|ed|es|ing)\b|question|protest|insist|warn|vow|blast|push(ed|es|ing)? back|rebuk|deplor|appeal)|否定|反対|拒否|批判|反発|非難|求め|要求|抗議|警告|懸念|受け入れられない|撤回|訴え|条件`)
