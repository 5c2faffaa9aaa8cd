package claim

import (
	"sort"
	"strings"

	"kiku/internal/article"
)

// denials finds an accusation by one actor that the accused denies, in
// independent reports. The accuser must name the denier, or the denial must
// repeat the words of the accusation.
func denials(sts []Statement, independent func(a, b article.ID) bool) []Dispute {
	var out []Dispute
	seen := map[string]bool{}
	ordered := append([]Statement(nil), sts...)
	sort.SliceStable(ordered, func(i, j int) bool {
		a, b := ordered[i], ordered[j]
		if !a.Time.Equal(b.Time) {
			return a.Time.Before(b.Time)
		}
		if a.Ref.Article != b.Ref.Article {
			return a.Ref.Article < b.Ref.Article
		}
		return a.Index < b.Index
	})
	for _, d := range ordered {
		if d.Stance != Deny || d.Speaker == "" || !deniesPlainly(d) {
			continue
		}
		for _, c := range ordered {
			if c.SpeakerNormal == d.SpeakerNormal || c.Speaker == "" || c.Ref.Article == d.Ref.Article || c.Publisher == d.Publisher || !independent(c.Ref.Article, d.Ref.Article) {
				continue
			}
			if !accuses(c, d, ordered) {
				continue
			}
			key := c.SpeakerNormal + "|" + d.SpeakerNormal
			if seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, statementDispute(c, d))
			break
		}
	}
	return out
}

// deniesPlainly reports whether the printed verb itself denies.
func deniesPlainly(d Statement) bool {
	low := strings.ToLower(d.Cue)
	return strings.HasPrefix(low, "den") || strings.HasPrefix(low, "disput") || strings.Contains(d.Cue, "否定") || strings.Contains(d.Cue, "否認")
}

// answersTo reports whether the report of a denial prints, right before it, an
// accusation with the words of c: "denied the allegations" alone may answer
// anything.
func answersTo(c, d Statement, all []Statement) bool {
	want := topicWords(c.Content)
	for _, s := range all {
		if s.Ref.Article != d.Ref.Article || s.Index > d.Index || d.Index-s.Index > 2 || !blaming(s.Cue) {
			continue
		}
		n := 0
		for w := range topicWords(s.Content) {
			if want[w] {
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

// blaming reports whether a cue accuses.
func blaming(printed string) bool {
	low := strings.ToLower(printed)
	return strings.HasPrefix(low, "accus") || strings.HasPrefix(low, "blam") || strings.HasPrefix(low, "alleg") || strings.HasPrefix(low, "claim") ||
		strings.Contains(printed, "非難") || strings.Contains(printed, "主張") || strings.Contains(printed, "批判") || strings.Contains(printed, "断定")
}

// accuses reports whether c says what d denies.
func accuses(c, d Statement, all []Statement) bool {
	if !blaming(c.Cue) {
		return false
	}
	target := strings.Contains(strings.ToLower(c.Content), strings.ToLower(d.Speaker))
	claimed := false
	for _, w := range []string{"allegation", "accusation", "the claim", "involvement", "responsib", "関与", "疑惑", "主張", "指摘"} {
		claimed = claimed || strings.Contains(strings.ToLower(d.Content), w)
	}
	if target && claimed {
		return answersTo(c, d, all)
	}
	x, n := topicWords(c.Content), 0
	words := topicWords(d.Content)
	for w := range words {
		if x[w] {
			n++
		}
	}
	return n >= 4 && n*2 > len(words)
}

// statementDispute puts the earlier statement first.
func statementDispute(a, b Statement) Dispute {
	if b.Time.Before(a.Time) {
		a, b = b, a
	}
	about := a.Issue
	if about == "" || !strings.Contains(strings.ToLower(a.Sentence), about) {
		about = a.Speaker
	}
	return Dispute{
		ID: disputeID(string(Conflict), "denial|"+a.SpeakerNormal+"|"+b.SpeakerNormal, a.Ref.Article, b.Ref.Article), Kind: Conflict, About: about,
		A: statementSide(a, a.Content), B: statementSide(b, b.Content),
	}
}

func statementSide(s Statement, value string) Side {
	return Side{Ref: s.Ref, Publisher: s.Publisher, Published: s.Time, Value: value, Speaker: s.Speaker, Sentence: s.Sentence}
}
