package digest

import (
	"regexp"
	"slices"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
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
	may := func(cand candidate) bool {
		if c.pointsInside(cand) {
			cand.leans = nil
		}
		return !saysOfIt.MatchString(cand.sentence().Text) && !c.leansInside(cand) && (theOf.MatchString(cand.sentence().Text) || !c.beginsWithThe(cand)) && !c.linked(cand) && !gluedTitle(cand.sentence().Text)
	}
	days := c.ahead(chapters)
	for _, pool := range [][]candidate{c.settled(c.unsettled(chapters), days), c.settled(days, days), c.demanded(chapters)} {
		for _, ch := range c.pickWithin(pool, mostOpen-len(out), shortLine[c.lang]*5/4, may) {
			out = append(out, ch.line)
			c.opened = append(c.opened, ch.candidate)
		}
	}
	return out
}

// pointsInside reports whether a sentence points to nothing but "the incident", or a
// thing of the headline, and that not at its beginning: who has read a digest to its
// end knows which.
func (c *composer) pointsInside(cand candidate) bool {
	if c.lang != "en" || len(cand.leans) != 1 || cand.leans[0].person || cand.leans[0].just {
		return false
	}
	noun := cand.leans[0].noun
	head := strings.ToLower(cand.sentence().Text)
	known := noun == "incident"
	for word := range c.matter {
		known = known || strings.HasPrefix(word, noun)
	}
	return known && !strings.Contains(head[:min(len(head), 12)], noun)
}

// saysOfIt matches what nobody says of something that another sentence names.
var saysOfIt = regexp.MustCompile(`\b(say|said|clear|known) (when|where|why|how|whether|what) (it|they|this|that)\b`)

// theOf matches a beginning that says itself of what: "The cause of the fire".
var theOf = regexp.MustCompile(`^The \w+ (of|behind|for|on|into) `)

// stillNew is how old a report of what is open may be beside the newest.
const stillNew = 2 * day

// settled leaves out what was open before a later report named a day for it.
func (c *composer) settled(pool, days []candidate) []candidate {
	var out []candidate
	for _, cand := range pool {
		if !slices.ContainsFunc(days, func(d candidate) bool {
			return d.report.article.Published.Sub(cand.report.article.Published) >= afterwards && c.dayAhead(d.sentence()) && overlapCount(d.words, cand.words) >= 3
		}) {
			out = append(out, cand)
		}
	}
	return out
}

// unsettled are the sentences of the newest reports that say what nobody knows or has
// decided yet.
func (c *composer) unsettled(chapters []chapter) []candidate {
	return c.yetOpen(chapters, 0, func(cand candidate, words string) bool {
		return mainClause(words, pending.FindAllStringIndex(words, -1), c.lang)
	})
}

// ahead are the sentences of the newest reports that tell of a day or a step to come.
func (c *composer) ahead(chapters []chapter) []candidate {
	return c.yetOpen(chapters, onTheMatter, func(cand candidate, words string) bool {
		s := cand.sentence()
		if c.lang == "ja" {
			return ahead.MatchString(words) || expects.MatchString(words) && c.dayAhead(s)
		}
		return mainClause(words, coming.FindAllStringIndex(words, -1), c.lang) || mainClause(words, willDo(words), c.lang) ||
			expects.MatchString(words) && c.dayAhead(s) && mainClause(words, expects.FindAllStringIndex(words, -1), c.lang)
	})
}

// yetOpen are the sentences of the newest reports that are about the story's matter,
// of a kind, as far as no later one has settled them, the most central first.
// A sentence that shares next to no word with the headline must be as central as given.
// What they turn on may be beside the event, so that they are taken before the filter
// of what is on its topic.
func (c *composer) yetOpen(chapters []chapter, central float64, is func(cand candidate, words string) bool) []candidate {
	var out []candidate
	c.eachNew(chapters, func(ch chapter, cand candidate) {
		s := cand.sentence()
		words := outsideQuotes(s.Text)
		if meeting.MatchString(words) && !c.dayAhead(s) && !previewTitle.MatchString(c.titleOf(chapters[0]).Text) {
			return // of a meeting that may be over
		}
		if !is(cand, words) || reassures.MatchString(words) || wasSo.MatchString(words) || c.previews(cand.report) && !c.dayAhead(s) {
			return
		}
		named, least := overlapCount(c.matter, cand.words), central
		if short := len(cand.report.text.Sentences) <= shortReport; short && named > 0 && ch.kind == Newest {
			least = min(least, offTopicShort)
		}
		if named < 2 && (cand.central < least || named == 0 && (ch.kind != Newest || cand.central < inNews && !ofEvent.MatchString(words))) {
			return
		}
		cand.score = cand.central + 0.2*float64(min(named, 3)) + c.freshness(cand.report)
		cand.relevant, cand.central = max(cand.relevant, 0.01), 1
		out = append(out, cand)
	})
	return out
}

// inNews is how central a sentence of the newest event is that shares no word with the
// headline, unless it is of the cause or the inquiry or says that something is not known.
const inNews = 0.25

var ofEvent = pattern.MustCompile(`(?i)\b(incident|attack|motive|cause|investigat\w+|inquiry|yet to be|questions? remains?|unclear|not (yet )?(known|clear))\b|\p{Han}`) // Japanese reports are short

// freshness is 1 for the story's newest report and 0 for one that is no longer new.
func (c *composer) freshness(r *report) float64 {
	return max(0, 1-float64(c.in.Story.Last.Sub(r.article.Published))/float64(stillNew))
}

// onTheMatter is how central a sentence of what is to come is that shares next to no
// word with the headline.
const onTheMatter = 0.35

// previews reports whether a report was written before what the story has come to: its
// title looks ahead, and others came hours later.
func (c *composer) previews(r *report) bool {
	if !previewTitle.MatchString(r.text.Title.Text) {
		return false
	}
	return slices.ContainsFunc(c.reports, func(o *report) bool {
		return o.event == r.event && o.article.Published.Sub(r.article.Published) >= afterwards && !previewTitle.MatchString(o.text.Title.Text)
	})
}

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
			if st.Named && !st.Past && !st.Hearsay && !st.Resolved && !answered[st.Issue] && st.Stance == claim.Demand && demandCue.MatchString(st.Cue) &&
				(cand.central >= atHeart || overlapCount(c.matter, cand.words) >= 2) && !mostlyQuoted(cand.sentence()) && !wasSo.MatchString(outsideQuotes(cand.sentence().Text)) {
				cand.score += c.recency(ch.event)
				if at := strings.Index(cand.sentence().Text, st.Speaker); at > 40 || at < 0 || c.lang == "en" && strings.Contains(cand.sentence().Text, " when ") {
					continue // who demands it is not whom the sentence is about
				}
				out = append(out, cand)
				return
			}
		}
	})
	return out
}
