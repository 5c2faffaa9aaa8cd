package claim

import (
	"regexp"
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

	lastSpeaker string
	lastAt      int
}

// candidate is a noun, or two nouns, that may name an issue.
type candidate struct {
	normal string
	known  bool // from the list of usual issues
	weight int  // of known issues: how much the word alone says
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
// it recurs, and whether it stands in the content itself.
func (is *issues) of(st Statement, t text.Text) (issue string, said bool) {
	if st.Index < 0 || st.Index >= len(t.Sentences) {
		return "", false
	}
	s := t.Sentences[st.Index]
	best := is.best(s, st.ContentSpan)
	said = best != ""
	if is.lang == "en" && pointsBack.MatchString(strings.ToLower(st.Content)) && st.Index > 0 {
		if back := is.opening(t.Sentences[st.Index-1]); back != "" {
			best, said = back, true
		}
	}
	if topic := is.topic(s, st.ContentSpan.Start); topic != "" && !is.usual(best) {
		best, said = topic, true
	}
	if best == "" && st.Cue != "" {
		best = is.best(s, text.Span{Start: 0, End: s.Span.Len()})
	}
	follows := is.lastSpeaker == st.SpeakerNormal && st.Index-is.lastAt <= 2
	if best == "" && follows {
		best = is.last // a quotation runs on, or "this" and "they" point back
	}
	is.last, is.lastSpeaker, is.lastAt = best, st.SpeakerNormal, st.Index
	if best == "" {
		best = is.loosely(st, t)
	}
	return best, said
}

// loosely names what a statement is about where none of its nouns recurs: by a
// noun of its own all the same, else by what the sentence before or the article
// is about.
func (is *issues) loosely(st Statement, t text.Text) string {
	s := t.Sentences[st.Index]
	label := ""
	if is.lang == "ja" {
		label = labelJa(s, st.ContentSpan)
	} else {
		label = is.top(s, st.ContentSpan, -99)
	}
	if label != "" {
		return label
	}
	if st.Index > 0 {
		before := t.Sentences[st.Index-1]
		if best := is.best(before, text.Span{Start: 0, End: before.Span.Len()}); best != "" {
			return best
		}
	}
	return is.best(t.Title, text.Span{Start: 0, End: utf8.RuneCountInString(t.Title.Text)})
}

// pointsBack is a stance on what the sentence before is about: "would accept
// it".
var pointsBack = regexp.MustCompile(`\b(?:accept|reject|oppose|support|back|welcome|sign|approve|live with|agree to) (?:it|them)\b`)

// opening returns the usual issue among the first words of an English sentence,
// where its subject stands.
func (is *issues) opening(s text.Sentence) string {
	end := 0
	for i, t := range tokens(s.Text) {
		if i > 5 || finite[t.low] {
			break
		}
		end = t.end
	}
	if end == 0 {
		return ""
	}
	if best := is.best(s, text.Span{Start: 0, End: end}); is.usual(best) {
		return best
	}
	return ""
}

var topicJa = regexp.MustCompile(`([^、。「」]+)について(?:は|も)?`)

// topic returns the usual issue that a Japanese sentence names as its topic
// before what is said: 査察については「…」.
func (is *issues) topic(s text.Sentence, before int) string {
	if is.lang != "ja" {
		return ""
	}
	lead := string([]rune(s.Text)[:min(before, utf8.RuneCountInString(s.Text))])
	ms := topicJa.FindAllStringSubmatchIndex(lead, -1)
	if len(ms) == 0 {
		return ""
	}
	m := ms[len(ms)-1]
	from := utf8.RuneCountInString(lead[:m[2]])
	best := is.best(s, text.Span{Start: from, End: from + utf8.RuneCountInString(lead[m[2]:m[3]])})
	if !is.usual(best) {
		return ""
	}
	return best
}

// usual reports whether news disputes are usually about an issue.
func (is *issues) usual(issue string) bool {
	if is.lang == "ja" {
		return knownIssueJa(issue)
	}
	return knownIssue[issue]
}

// best returns the candidate of a stretch that says most.
func (is *issues) best(s text.Sentence, within text.Span) string { return is.top(s, within, 29) }

// top returns the best candidate above a score; with a floor under 29 nouns
// that neither recur nor are usual count, too.
func (is *issues) top(s text.Sentence, within text.Span, floor int) string {
	best, top := "", floor
	for n, c := range is.candidates(s, within) {
		score := 10*min(is.freq[c.normal], 4) - 6*min(n, 6)
		if is.title[c.normal] {
			score += 30
		}
		if c.known {
			score += 10 * max(c.weight, 3)
		} else if !is.title[c.normal] && is.freq[c.normal] < 3 && floor >= 29 {
			continue
		}
		if strings.ContainsRune(c.normal, ' ') {
			score += 25
		}
		if score > top {
			best, top = c.normal, score
		}
	}
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
