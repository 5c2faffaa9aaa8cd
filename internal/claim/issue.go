package claim

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// issues names what a statement is about with the article's own nouns. A noun
// counts more when it comes back in the article and its title, and when news
// disputes are usually about such a thing.
type issues struct {
	lang  string
	freq  map[string]int // sentences that hold the noun
	title map[string]bool
	last  string
}

// candidate is a noun, or two nouns, that may name an issue.
type candidate struct {
	normal string
	known  bool // from the list of usual issues
	at     int  // word index
}

func newIssues(_ article.Article, t text.Text) *issues {
	is := &issues{lang: t.Lang, freq: map[string]int{}, title: map[string]bool{}}
	for _, c := range is.candidates(t.Title, text.Span{Start: 0, End: utf8.RuneCountInString(t.Title.Text)}) {
		is.title[c.normal] = true
	}
	for _, s := range t.Sentences {
		seen := map[string]bool{}
		for _, c := range is.candidates(s, text.Span{Start: 0, End: s.Span.Len()}) {
			if !seen[c.normal] {
				seen[c.normal] = true
				is.freq[c.normal]++
			}
		}
	}
	return is
}

// of returns the issue of a statement in its normal form, "" when no noun of
// it recurs.
func (is *issues) of(st Statement, t text.Text) string {
	if st.Index < 0 || st.Index >= len(t.Sentences) {
		return ""
	}
	best, top := "", 2
	for _, c := range is.candidates(t.Sentences[st.Index], st.ContentSpan) {
		score := min(is.freq[c.normal], 5)
		if is.title[c.normal] {
			score += 3
		}
		if c.known {
			score += 4
		}
		if strings.ContainsRune(c.normal, ' ') {
			score++
		}
		if score > top {
			best, top = c.normal, score
		}
	}
	if best == "" && st.Cue == "" && st.Resolved {
		return is.last // a quotation runs on
	}
	is.last = best
	return best
}

func (is *issues) candidates(s text.Sentence, within text.Span) []candidate {
	if is.lang == "ja" {
		return candidatesJa(s, within)
	}
	return candidatesEn(s, within)
}

// named reports whether a span belongs to a name, a date or a figure.
func occupied(s text.Sentence, sp text.Span) bool {
	for _, n := range s.Names {
		if n.Span.Overlaps(sp) {
			return true
		}
	}
	for _, d := range s.Dates {
		if d.Span.Overlaps(sp) {
			return true
		}
	}
	for _, f := range s.Figures {
		if f.Span.Contains(sp) {
			return true
		}
	}
	return false
}
