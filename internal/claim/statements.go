package claim

import (
	"sort"
	"strings"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Statements returns who says what in an article, in printed order. Content
// spans hold exact characters of their sentence. Speakers named by a pronoun,
// a role or not at all are looked for inside the article and marked Resolved.
// Languages other than English and Japanese give none. It is deterministic.
func Statements(a article.Article, t text.Text) []Statement {
	var out []Statement
	switch t.Lang {
	case "en":
		out = englishStatements(a, t)
	case "ja":
		out = japaneseStatements(a, t)
	default:
		return nil
	}
	issues := newIssues(a, t)
	for i := range out {
		st := &out[i]
		st.Time = a.Published
		st.Issue, st.IssueSaid = issues.of(*st, t)
		st.Publisher = a.Publisher
		st.Sentence = t.Sentences[st.Index].Text
		st.Said = dayOfSaying(t.Sentences[st.Index], st.ContentSpan, a.Published)
	}
	turnsOn(out)
	sort.SliceStable(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if x.Index != y.Index {
			return x.Index < y.Index
		}
		return x.ContentSpan.Start < y.ContentSpan.Start
	})
	setDays(out, t, a.Published)
	return distinct(out)
}

// turnsOn gives a position the issue of the sentence behind it where that says
// what its holder held before: "The figure is accepted. The union had opposed
// the cut." turns on the cut, whatever noun the first sentence prints.
func turnsOn(sts []Statement) {
	for i := range sts {
		st := &sts[i]
		if sideOf(st.Stance) == noSide || st.Past {
			continue
		}
		for _, old := range sts {
			against := sideOf(old.Stance) == againstIt
			if old.Past && old.Index == st.Index+1 && old.IssueSaid && old.Ref.Paragraph == st.Ref.Paragraph && samePast(*st, old) && against != (sideOf(st.Stance) == againstIt) {
				st.Issue, st.IssueSaid = old.Issue, true
			}
		}
	}
}

// samePast reports whether what was held before was held by the speaker, or by
// the body that the speaker's sentence names.
func samePast(st, old Statement) bool {
	return old.SpeakerNormal == st.SpeakerNormal || japanese(old.Speaker) && strings.Contains(st.Sentence, old.Speaker+"の"+st.Speaker)
}

// distinct drops statements with the speaker and content span of an earlier one.
func distinct(sts []Statement) []Statement {
	type key struct {
		index, start, end int
		speaker           string
	}
	seen := map[key]bool{}
	out := sts[:0]
	for _, s := range sts {
		k := key{s.Index, s.ContentSpan.Start, s.ContentSpan.End, s.SpeakerNormal}
		if s.Content == "" || seen[k] {
			continue
		}
		seen[k] = true
		out = append(out, s)
	}
	return out
}

// refOf returns the reference of a sentence.
func refOf(a article.Article, s text.Sentence) Ref {
	return Ref{Article: a.ID, Paragraph: s.Paragraph, Span: s.Span}
}

// cutRunes returns the runes of a sentence under a span.
func cutRunes(rs []rune, sp text.Span) string { return string(rs[sp.Start:sp.End]) }
