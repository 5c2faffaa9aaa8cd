package claim

import (
	"regexp"
	"strings"
	"time"

	"kiku/internal/language/text"
)

// occasionEn are nouns of occasions on which people speak, by the form under
// which a report may come back to them.
var occasionEn = map[string]string{
	"call": "call", "calls": "call", "conversation": "call", "conversations": "call", "spoke": "call", "speaking": "call",
	"meeting": "meeting", "met": "meeting", "talks": "talks", "negotiations": "talks", "hearing": "hearing", "summit": "summit", "speech": "speech",
	"interview": "interview", "briefing": "briefing",
}

// settingEn is how a sentence sets what was said on an occasion told of
// elsewhere: "following the call", "after his talks with".
var settingEn = regexp.MustCompile(`(?i)\b(?:after|following|in|during|at|since) (?:(?:the|a|an|his|her|their|its|this|that|over) )?(?:[\w'’-]+ ){0,2}?(calls?|conversations?|meeting|talks|negotiations|hearing|summit|speech|interview|briefing)\b|\bafter (speaking) (?:with|to)\b`)

// setDays dates the statements of one report whose sentence prints no day: by
// the occasion that it names and that the report dates, by the statement of the
// same speaker right before it, and, where a report prints nowhere its own day
// but the day before, by that day: it was written overnight.
func setDays(sts []Statement, t text.Text, published time.Time) {
	if t.Lang != "en" || published.IsZero() {
		return
	}
	occasions := occasionsOf(t, published)
	base := overnight(t, published)
	var last *Statement
	for i := range sts {
		s := &sts[i]
		if s.Said.IsZero() && len(t.Sentences[s.Index].Dates) == 0 {
			if m := settingEn.FindStringSubmatch(strings.Replace(s.Sentence, s.Content, " ", 1)); m != nil {
				s.Said = occasions[occasionEn[strings.ToLower(m[1]+m[2])]]
			}
			if s.Said.IsZero() && last != nil && last.SpeakerNormal == s.SpeakerNormal && s.Index-last.Index <= 1 {
				s.Said = last.Said
			}
		}
		if s.Said.IsZero() && base.Before(published) {
			s.Said = base
		}
		last = s
	}
}

// occasionsOf returns the one day that a report prints for each occasion.
func occasionsOf(t text.Text, published time.Time) map[string]time.Time {
	out, two := map[string]time.Time{}, map[string]bool{}
	for _, s := range t.Sentences {
		day := dayOfSaying(s, text.Span{}, published)
		if day.IsZero() {
			continue
		}
		for _, k := range tokens(s.Text) {
			noun := occasionEn[k.low]
			if noun == "" || k.quoted {
				continue
			}
			two[noun] = two[noun] || !out[noun].IsZero() && !out[noun].Equal(day)
			out[noun] = day
		}
	}
	for noun := range two {
		if two[noun] {
			delete(out, noun)
		}
	}
	return out
}

// overnight returns the day before a report that prints that day and nowhere
// its own; else the zero time.
func overnight(t text.Text, published time.Time) time.Time {
	var found time.Time
	for _, s := range t.Sentences {
		for _, d := range s.Dates {
			if d.Precision != text.Day || d.Time.IsZero() {
				continue
			}
			switch gap := published.Sub(d.Time); {
			case gap < 0:
			case gap < 24*time.Hour:
				return time.Time{} // its own day
			case gap < 48*time.Hour:
				found = d.Time
			}
		}
	}
	return found
}
