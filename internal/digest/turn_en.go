package digest

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// titlesRead is how many of a section's titles say what it is about.
const titlesRead = 6

// openingSentences is how many sentences open a report.
const openingSentences = 3

// onMatter says how well a question and its answer meet what a section's titles
// tell: the mean and the best share of a title's words that they print. Nothing is asked
// that shares less than two words with all titles, but of a report's opening. The weights were set by reading the
// questions of a day of reports.
func (ch chapter) onMatter(q Inquiry, s text.Sentence, central float64) (float64, bool) {
	words := wordsWithin(s, q.Question+" "+q.Answer)
	best, sum, n, shared := 0.0, 0.0, 0, map[string]bool{}
	acted := 0.0
	for i, r := range ch.reports {
		title := contentWords(r.text.Title)
		if i == titlesRead || len(title) == 0 {
			break
		}
		hit := 0
		if title[q.verb] {
			acted = 0.5
		}
		for w := range title {
			if words[w] {
				hit++
				shared[w] = true
			}
		}
		share := float64(hit) / float64(max(4, len(title)))
		best, sum, n = max(best, share), sum+share, n+1
	}
	if n == 0 {
		return 0, false
	}
	return acted + 1.2*best + 0.8*sum/float64(n), len(shared) >= 2 || s.Index < openingSentences && (len(shared) > 0 || central >= 0.5)
}

// addsTo is how well an English question asks for what a section is about, beyond
// what its words tell: how it meets the titles, how much its sentence tells of the report,
// and what its answer adds to the titles, which the reader has just seen. It is not asked
// where it misses the matter.
func (c *composer) addsTo(ch chapter, r *report, q Inquiry, cand candidate) (float64, bool) {
	v, on := ch.onMatter(q, cand.sentence(), cand.central)
	v += tellsWeight * max(-2, min(1.5, c.tellingOf(r)[cand.index]))
	if q.Whole {
		if strings.Contains(q.Question, ", according to ") {
			v -= wholeWeight
		}
		return v - wholeWeight, on && (cand.index < openingSentences || v > wholeSure)
	}
	known, elsewhere := ch.knownAnswer(c.headReport(ch), cand.sentence(), q.Answer), 0.0
	for _, o := range ch.reports[:min(maxCards, len(ch.reports))] {
		elsewhere = max(elsewhere, ch.knownAnswer(o, cand.sentence(), q.Answer))
	}
	v -= knownWeight * (2*known + elsewhere) / 3
	return v, on && known <= knownWhole
}

// Weights of addsTo, set by reading the questions of a day of reports.
const (
	tellsWeight = 0.25
	knownWeight = 0.8
	knownWhole  = 0.65
	wholeWeight = 0.2
	wholeSure   = 1.5 // from which a sentence that does not open its report answers
)

// knownAnswer is the share of an answer's words that a report's title has: 1 for an
// answer that tells nothing beyond it, as for a person whom the title names by the surname.
func (ch chapter) knownAnswer(r *report, s text.Sentence, answer string) float64 {
	words, content := map[string]bool{}, contentWords(s)
	for _, w := range s.Words {
		if content[w.Base] && holds(answer, w.Surface) {
			words[w.Base] = true
		}
	}
	if len(words) == 0 {
		return 1
	}
	title, in := strings.ToLower(r.text.Title.Text), contentWords(r.text.Title)
	for _, n := range s.Names {
		if n.Type == text.Person && strings.HasSuffix(answer, n.Surface) && len(strings.Fields(answer)) < 8 && holds(title, strings.ToLower(lastWord(n.Surface))) {
			return 1
		}
	}
	named := map[string]bool{}
	for _, n := range s.Names {
		if holds(answer, n.Surface) {
			for w := range wordsWithin(s, n.Surface) {
				named[w] = true
			}
		}
	}
	have, all := 0, 0
	for w := range words {
		weight := 1
		switch {
		case placeWords[w]:
			continue
		case named[w]:
			weight = 2
		}
		all += weight
		if in[w] || strings.Contains(title, stemEn(w)) || digitsEn[w] != "" && holds(title, digitsEn[w]) {
			have += weight
		}
	}
	return ratioOf(float64(have), float64(all))
}

// placeWords are words beside a name that tell nothing more.
var placeWords = wordsOf("region area city province country state district town village western eastern northern southern central former new president minister prime leader people official officially formally")

// headReport is the report whose title will most likely head a section.
func (c *composer) headReport(ch chapter) *report {
	best := ch.reports[0]
	for _, r := range ch.reports[:min(maxCards, len(ch.reports))] {
		if c.headScore(ch, r) > c.headScore(ch, best) {
			best = r
		}
	}
	return best
}

// digitsEn are numbers as titles write them.
var digitsEn = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}

// stemEn is a word without the ending in which a title may have it otherwise.
func stemEn(w string) string {
	if len(w) > 5 {
		return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "s"), "ing"), "e")
	}
	return w
}

// partyTo reports whether a speaker belongs to what a section is about: a title names
// it, or several reports do; a single report must name it more than once.
func (ch chapter) partyTo(st claim.Statement) bool {
	name := lastWord(withoutArticle(st.Speaker))
	if name == "" {
		return false
	}
	reports := 0
	for i, r := range ch.reports {
		if i == titlesRead {
			break
		}
		if holds(r.text.Title.Text, name) || len(ch.reports) == 1 && overlapCount(contentWords(r.text.Title), wordsWithin(saidIn(r, st), st.Content)) >= 3 {
			return true
		}
		times := 0
		for _, s := range firstSentences(r, mostAsked) {
			if holds(s.Text, name) {
				times++
			}
		}
		if times > 0 {
			reports++
		}
	}
	return reports >= 2
}

// saysOfMatter reports whether a statement speaks of what a section's titles tell: it
// has two of their words besides the speaker's name.
func (ch chapter) saysOfMatter(s text.Sentence, st claim.Statement) bool {
	shared := map[string]bool{}
	words := wordsWithin(s, st.Content)
	for i, r := range ch.reports {
		if i == titlesRead {
			break
		}
		for w := range contentWords(r.text.Title) {
			if words[w] && !strings.Contains(strings.ToLower(st.Speaker), w) {
				shared[w] = true
			}
		}
	}
	return len(shared) >= 2
}

// finiteWords reports whether words have a finite verb behind their first word.
func finiteWords(words string) bool {
	v := verbsEn()
	fields := strings.Fields(strings.ToLower(strings.Trim(words, `"“”`)))
	for i, w := range fields {
		w = strings.Trim(w, `,;.'"“”‘’`)
		if i > 0 && (finiteEn[w] || strings.ContainsAny(w, "'’") && !strings.HasSuffix(w, "s'") || v.past[w] != "" || v.third[w] != "" && i+1 < len(fields)) && !detsEn[fields[i-1]] {
			return true
		}
	}
	return false
}

// saidIn is the sentence in which a report has a statement.
func saidIn(r *report, st claim.Statement) text.Sentence {
	if st.Ref.Article != r.article.ID || st.Index < 0 || st.Index >= len(r.text.Sentences) {
		return text.Sentence{}
	}
	return r.text.Sentences[st.Index]
}

// sharedPhrase is the longest run of words that a title shares with what is said, from a
// noun or its adjective to a noun: what it is said about; "" for none.
func sharedPhrase(title, s text.Sentence, st claim.Statement) string {
	return phraseShared(title, s, st.ContentSpan, st.Speaker)
}

// phraseShared is sharedPhrase within a span of a sentence, without words of a name.
func phraseShared(title, s text.Sentence, within text.Span, but string) string {
	best, rs := "", []rune(s.Text)
	in := map[string]bool{}
	for i := range title.Words {
		key, one := "", ""
		for k := i; k < len(title.Words) && k < i+6; k++ {
			key, one = key+strings.ToLower(title.Words[k].Surface)+" ", one+singularOf(title.Words[k])+" "
			in[key], in[one] = true, true
		}
	}
	for i, w := range s.Words {
		if !within.Contains(w.Span) || !nounClass(w) && w.Class != text.Adjective || but != "" && holds(but, w.Surface) {
			continue
		}
		key, one := "", ""
		for k := i; k < len(s.Words) && k < i+6; k++ {
			key, one = key+strings.ToLower(s.Words[k].Surface)+" ", one+singularOf(s.Words[k])+" "
			if !in[key] && !in[one] {
				break
			}
			if !nounAt(s, k) || k+1 < len(s.Words) && (nounClass(s.Words[k+1]) || strings.HasPrefix(s.Words[k+1].Surface, "'") || strings.HasPrefix(s.Words[k+1].Surface, "’") || strings.HasPrefix(s.Words[k+1].Surface, "-")) {
				continue
			}
			phrase := string(rs[w.Span.Start:s.Words[k].Span.End])
			before := ""
			if i > 0 {
				before = s.Words[i-1].Surface
			}
			switch {
			case before == "the" || before == "The":
				phrase = "the " + phrase
			case detsEn[strings.ToLower(before)] || strings.EqualFold(before, "new") || i > 0 && (nounClass(s.Words[i-1]) || s.Words[i-1].Class == text.Adjective || s.Words[i-1].Class == text.Number), demonym.MatchString(phrase):
				continue
			case !pluralEn(phrase) && !unicode.IsUpper(firstRune(s.Words[k].Surface)) && !massNouns[phrase]:
				continue
			}
			if i == 0 && w.Class == text.Noun {
				phrase = lowerArticle(phrase)
			}
			if len(phrase) > len(best) && len(phrase) > 4 && holds(s.Text, phrase) {
				best = phrase
			}
		}
	}
	return best
}

// pluralEn reports words that end as plurals do: no virus, no loss.
func pluralEn(words string) bool {
	return strings.HasSuffix(words, "s") && !strings.HasSuffix(words, "us") && !strings.HasSuffix(words, "ss") && !strings.HasSuffix(words, "is")
}

// nounAt reports a noun, be it a verb elsewhere: what stands before it tells (the deal).
func nounAt(s text.Sentence, i int) bool {
	w := s.Words[i]
	if nounClass(w) || w.Class != text.Noun {
		return nounClass(w)
	}
	before := text.Word{}
	if i > 0 {
		before = s.Words[i-1]
	}
	return before.Class == text.Adjective || nounClass(before) || detsEn[strings.ToLower(before.Surface)]
}

// singularOf is a noun without its plural, so that a title's "price" is met by "prices".
func singularOf(w text.Word) string {
	if w.Class == text.Noun && w.Base != "" {
		return strings.ToLower(w.Base)
	}
	return strings.ToLower(w.Surface)
}

// knownTurn is a question that is never wrong: what is reported of a matter that a
// section's title and the sentence that answers both name, else of two whom both name;
// zero where there is neither. Of one country or one person too much is reported.
func (c *composer) knownTurn(r *report, cite Citation, s text.Sentence) Line {
	if matter := phraseShared(r.text.Title, s, text.Span{End: len([]rune(s.Text))}, ""); matter != "" && !onlyNamed(s, matter) {
		if l := c.frame("q.known", map[string]string{"name": matter}, cite); !l.IsZero() && !c.asked[l.Text] {
			return l
		}
	}
	names := knownNames(r, s)
	values := map[string]string{}
	for i, slot := range []string{"name", "name2"} {
		if i < len(names) {
			values[slot] = names[i]
		}
	}
	if len(names) == 2 {
		if l := c.frame("q.known.pair", values, cite); !l.IsZero() && !c.asked[l.Text] {
			return l
		}
	}
	return Line{}
}

// onlyNamed reports a phrase that is a country, a person or a part of such a name, or
// one word that a reader must know the report for.
func onlyNamed(s text.Sentence, phrase string) bool {
	for _, n := range s.Names {
		if n.Type != text.Organization && (holds(n.Surface, withoutArticle(phrase)) || holds(phrase, n.Surface) && len(strings.Fields(withoutArticle(phrase))) < 3) {
			return true
		}
	}
	return len(strings.Fields(withoutArticle(phrase))) < 2 && !massNouns[phrase] || strings.HasSuffix(phrase, " home")
}

// knownNames are up to two that a report's title and a sentence both name.
func knownNames(r *report, s text.Sentence) []string {
	var names []string
	for _, n := range r.text.Title.Names {
		name := n.Surface
		if full := fullNameIn(r.reading, n); full != "" {
			name = full
		}
		if n.Type == text.UnknownName || len(names) > 0 && strings.Contains(names[0], n.Surface) || !nameIn(cited{r.reading, s}, name) || unnamed.MatchString(name) || demonym.MatchString(n.Surface) {
			continue
		}
		if needsThe(n, r.text) || withArticle[name] {
			name = "the " + name
		}
		if names = append(names, name); len(names) == 2 {
			break
		}
	}
	return names
}

// withArticle are names that want an article though titles leave it out.
var withArticle = wordsOf("Kremlin Vatican Pentagon EU UN UK US UAE IDF FBI CIA WHO U.S. U.K. U.N. E.U. IAEA NATO_")

// demonym matches what is of a country, and not the country.
var demonym = regexp.MustCompile(`(?i)^(\S+ian|\S+ean|\S+ese|\S+ish|french|german|dutch|swiss|israeli|iraqi|pakistani|bangladeshi|saudi|yemeni|omani|qatari|kuwaiti|american|african|mexican|cuban|afghan|thai|greek|turkish|czech|uk pm|asian)s?$`)

// unnamed matches what is read as a name and names nobody in particular.
var unnamed = regexp.MustCompile(`^[a-z]|^(Wednesday|Editorial|IN BRIEF|Live|Video)\b`)

// fullNameIn is the full name of a person whom a title names by the surname.
func fullNameIn(r *reading, n text.Name) string {
	if n.Type != text.Person || strings.Contains(n.Surface, " ") {
		return ""
	}
	for _, s := range r.text.Sentences {
		for _, m := range s.Names {
			if m.Type == text.Person && m.Normal == n.Normal && strings.HasSuffix(m.Surface, " "+n.Surface) {
				return m.Surface
			}
		}
	}
	return ""
}

// needsThe reports whether a report prints a name that is no person's with its article.
func needsThe(n text.Name, t text.Text) bool {
	if n.Type == text.Person || !unicode.IsUpper(firstRune(n.Surface)) {
		return false
	}
	with, without := 0, 0
	for _, s := range t.Sentences {
		for _, m := range s.Names {
			if m.Surface != n.Surface {
				continue
			}
			rs := []rune(s.Text)
			before := string(rs[max(0, m.Span.Start-4):m.Span.Start])
			if strings.EqualFold(before, "the ") || strings.HasPrefix(strings.ToLower(string(rs[m.Span.Start:m.Span.End])), "the ") {
				with++
			} else {
				without++
			}
		}
	}
	return with > without
}
