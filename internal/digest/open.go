package digest

import (
	"regexp"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// mostOpen is how many lines say what is still open.
const mostOpen = 2

// open is what is still open: where reports contradict each other, what they say is
// not settled, what day is ahead, and what somebody demands without an answer.
func (c *composer) open(chapters []chapter, d *Digest) []Line {
	var out []Line
	for _, diff := range d.Disputes {
		if diff.Kind != claim.Conflict || len(diff.Sides) != 2 || len(out) > 0 {
			continue
		}
		name := "open.dispute"
		if diff.About.Kind != Frame {
			name = "open.differ"
		}
		values, cites := diff.slots()
		if l := c.frame(name, values, cites...); !l.IsZero() {
			out = append(out, l)
		}
	}
	may := func(cand candidate) bool { return !c.leans(cand) }
	for _, pool := range [][]candidate{c.unsettled(chapters), c.demanded(chapters)} {
		for _, ch := range c.pickWithin(pool, mostOpen-len(out), shortLine[c.lang]*5/4, may) {
			out = append(out, ch.line)
		}
	}
	return out
}

// stillNew is how old a report of what is open may be beside the newest.
const stillNew = 2 * day

// unsettled are the sentences of the newest reports that say what is not settled or
// still to come, as far as no later one has settled it. What they turn on may be
// beside the event, so that they are taken before the filter of what is on its topic.
func (c *composer) unsettled(chapters []chapter) []candidate {
	var out []candidate
	c.eachNew(chapters, func(ch chapter, cand candidate) {
		s := cand.sentence()
		words := outsideQuotes(s.Text)
		undecided := pending.MatchString(words)
		if !undecided && !looksAhead(words) && !(expects.MatchString(words) && c.dayAhead(s)) {
			return
		}
		if undecided {
			cand.score += notSettled
		}
		if ch.kind != Newest && cand.central < atHeart {
			return
		}
		cand.relevant, cand.central = max(cand.relevant, 0.01), 1
		cand.score += c.recency(ch.event)
		out = append(out, cand)
	})
	return out
}

// looksAhead reports whether a sentence itself looks ahead, not a clause that tells
// which thing is meant: "a law that is set to expire".
func looksAhead(words string) bool {
	for _, at := range ahead.FindAllStringIndex(words, -1) {
		if !whichBefore.MatchString(words[:at[0]]) {
			return true
		}
	}
	return false
}

var whichBefore = regexp.MustCompile(`\b(which|that|who|where)(?: \w+)? ?$`)

// pending matches what nobody knows or has decided yet; it counts more than what is
// merely to come.
var pending = regexp.MustCompile(`(?i)\b(unclear|not (yet )?(known|clear|been decided|been announced|said (when|whether|how))|(have|has|had) yet to|yet to be|remains? (to be seen|unknown|unsolved|at large|missing|under investigation)|under investigation|investigat(ion|ions|ors) (is|are|continu\w+|into)|(is|are) (still )?(investigating|looking into|searching|reviewing|considering|weighing|awaiting)|no (one|group) has (yet )?claimed|questions? remains?|awaits?|pending (a|an|the|approval|review|trial)|undecided|if (approved|passed|confirmed|convicted|the deal|the bill|talks fail)|could face|deadline|next (round|meeting|hearing|step|phase)|in the coming (days|weeks|months))\b|分かっていない|わかっていない|決まっていない|定まっていない|明らかになっていない|明らかにしていない|未定|不明だ|不透明|調べている|調べを進め|捜査している|捜査を進め|調査している|調査を進め|原因を調|検討(している|を進め|する)|見通しは立っ|めどは立っ|焦点(だ|となる|になる)|課題(だ|となる|になる|が残)|問われ(る|そうだ|ている)|注目(される|が集まる|したい)|今後`)

// notSettled is what such a sentence gains.
const notSettled = 0.5

// eachNew calls f with every sentence of the newest reports that may be printed and
// still holds: those of the newest event and what came after its first report.
func (c *composer) eachNew(chapters []chapter, f func(chapter, candidate)) {
	seen := map[*report]bool{}
	for _, ch := range chapters {
		for _, r := range ch.reports {
			if seen[r] || r.opinion || c.in.Story.Last.Sub(r.article.Published) > stillNew || ch.index != chapters[0].index && r.article.Published.Before(chapters[0].event.First) {
				continue
			}
			seen[r] = true
			for _, cand := range r.all {
				if !c.stale(r, cand.index) {
					f(ch, cand)
				}
			}
		}
	}
}

// dayAhead reports whether a sentence prints a day that lies after the story's
// newest report, and not far.
func (c *composer) dayAhead(s text.Sentence) bool {
	for _, d := range s.Dates {
		if d.Precision == text.Day && d.Time.After(c.in.Story.Last) && d.Time.Before(c.in.Story.Last.Add(nextDays*day)) {
			return true
		}
	}
	return false
}

// demanded are the sentences in which somebody named demands
// something that nobody accepts or rejects afterwards.
func (c *composer) demanded(chapters []chapter) []candidate {
	answered := map[string]bool{}
	for _, r := range c.reports {
		said, _ := r.body()
		for _, st := range said {
			if st.Issue != "" && (st.Stance == claim.Accept || st.Stance == claim.Reject) {
				answered[st.Issue] = true
			}
		}
	}
	var out []candidate
	c.eachNew(chapters, func(ch chapter, cand candidate) {
		for _, st := range cand.statements() {
			if st.Named && !st.Past && st.Issue != "" && !answered[st.Issue] && st.Stance == claim.Demand && strings.HasPrefix(cand.sentence().Text, st.Speaker) && demandCue.MatchString(st.Cue) && cand.central >= atHeart && !mostlyQuoted(cand.sentence()) {
				cand.score += c.recency(ch.event)
				out = append(out, cand)
				return
			}
		}
	})
	return out
}
