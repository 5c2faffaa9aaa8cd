package claim

import (
	"regexp"
	"strings"

	"kiku/internal/language"
)

// commentatorEn are words behind or before a name that make somebody an
// observer of a matter and no party to it.
var commentatorEn = regexp.MustCompile(`(?i)\b(analysts?|experts?|professor|scholar|researcher|historian|economist|political scientist|think tank|fellow|columnist|commentator)\b`)

// commentators returns the speakers of a story whom a report introduces as
// people who comment on it. They hold views, not positions: nobody can keep or
// break what they say.
func commentators(sts []Statement) map[string]bool {
	out := map[string]bool{}
	for _, s := range sts {
		words := strings.Fields(s.Speaker)
		if !s.Named || len(words) == 0 || out[s.SpeakerNormal] {
			continue
		}
		behind := ""
		if _, rest, ok := strings.Cut(s.Sentence, words[len(words)-1]+", "); ok {
			behind, _, _ = strings.Cut(rest, ", said")
			behind = string([]rune(behind)[:min(len([]rune(behind)), 80)])
		}
		out[s.SpeakerNormal] = commentatorEn.MatchString(s.Role) || commentatorEn.MatchString(behind)
	}
	return out
}

// eachParty gives what two states agreed to together to each of them: "Norland
// and Sudland agreed".
func eachParty(sts []Statement) []Statement {
	out := make([]Statement, 0, len(sts))
	for _, s := range sts {
		one, other, ok := strings.Cut(s.Speaker, " and ")
		a, b := stateOf(one), stateOf(other)
		if s.Named || !ok || a == "" || b == "" || a == b {
			out = append(out, s)
			continue
		}
		s.Named = true
		s.Speaker, s.SpeakerNormal = one, a
		out = append(out, s)
		s.Speaker, s.SpeakerNormal = other, b
		out = append(out, s)
	}
	return out
}

// stateOf returns the code of the state that a speaker speaks as: its own name,
// its capital or its government's seat; "" for others.
func stateOf(speaker string) string {
	speaker = strings.TrimPrefix(strings.TrimPrefix(speaker, "the "), "The ")
	if c := language.Country(speaker); c != "" {
		return c
	}
	return standsFor(speaker)
}

// issueOfStory joins names of one issue that reports of a story use side by
// side, so that what several actors hold on it stands in one column.
func issueOfStory(issue string) string {
	if one, ok := oneIssue[issue]; ok {
		return one
	}
	return issue
}

var oneIssue = map[string]string{"negotiations": "talks", "dialogue": "talks", "contacts": "talks", "peace talks": "talks", "direct negotiations": "direct talks",
	"truce": "ceasefire", "和平交渉": "交渉", "停戦交渉": "交渉", "休戦": "停戦", "即時停戦": "停戦", "停戦案": "停戦", "追加制裁": "制裁", "経済制裁": "制裁"}
