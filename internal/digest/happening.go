package digest

import (
	"regexp"
	"unicode/utf8"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// happeningTurn asks what happened, and where when the report says so, and
// answers with the report's most telling short sentence.
func (c *composer) happeningTurn(ch chapter) turn {
	for _, r := range ch.reports {
		answer, cite := c.happening(r)
		if answer.IsZero() {
			continue
		}
		t := turn{answer: answer}
		if c.lang == "ja" {
			if t.question = c.askWhole(r, cite); t.question.IsZero() {
				t.question = c.askOfTitle(r, cite)
			}
		}
		if !t.question.IsZero() {
			c.asked[t.question.Text] = true
			return t
		}
		if place, s, ok := placeOf(r, c.lang); ok && c.lang != "en" { // English facts name their own: see placeFact
			at := c.cite(r.reading, s, nil)
			t.question = c.frame("q.place", map[string]string{"place": place}, at)
		}
		if t.question.IsZero() || c.asked[t.question.Text] {
			t.question = c.whatFrame(cite)
		}
		c.asked[t.question.Text] = true
		return t
	}
	return turn{}
}

// whatFrame asks what happened, in English with words that the digest has not asked with
// if there are such.
func (c *composer) whatFrame(cite Citation) Line {
	first := c.firstFrame("q.what", nil, cite)
	if c.lang != "en" {
		return first
	}
	for _, name := range []string{first.Form, "q.what.2", "q.what.3", "q.what.1"} {
		if l := c.frame(name, nil, cite); !l.IsZero() && !c.asked[l.Text] {
			return l
		}
	}
	return first
}

// askOfTitle asks of the matter of a report's title.
func (c *composer) askOfTitle(r *report, cite Citation) Line {
	for _, topic := range mattersJa(r.text.Title) {
		q := c.firstFrame("q.about", map[string]string{"topic": topic}, cite, c.cite(r.reading, r.text.Title, nil))
		if !q.IsZero() && !c.asked[q.Text] {
			return q
		}
	}
	return Line{}
}

// happening is what a report says happened, in one short sentence that tells
// what its title tells.
func (c *composer) happening(r *report) (Line, Citation) {
	most := 26
	tellings := c.tellings
	if c.lang == "ja" {
		most, tellings = longestFactJa, c.factsJa
	}
	picks := c.chooseBy(tellings(r), 1, most, c.unanswered)
	if len(picks) == 0 {
		picks = c.chooseBy(c.tellings(r), 1, most*3/2, c.unanswered)
	}
	if len(picks) == 0 {
		return Line{}, Citation{}
	}
	c.answered[picks[0].ref()] = true
	return picks[0].line, picks[0].line.Cites[0]
}

// unanswered is the rule for answers: no sentence answers two questions. A card of
// the section may tell it again, with what belongs to it.
func (c *composer) unanswered(cand candidate) bool { return !c.answered[cand.ref()] }

// tellings are the sentences of a report that may tell what happened: those
// that share words with its title, tell it as past and lean on nothing; where
// there is none, all that lean on nothing.
func (c *composer) tellings(r *report) []candidate {
	title := contentWords(r.text.Title)
	var strict, loose []candidate
	for _, cand := range r.candidates {
		if r.opinion || c.leans(cand) {
			continue
		}
		shared := overlapCount(title, cand.words)
		cand.score += 0.2*float64(min(4, shared)) + 0.6/(1+float64(cand.index))
		loose = append(loose, cand)
		if shared >= 2 && (c.lang != "en" || pastEn.MatchString(outsideQuotes(cand.sentence().Text))) {
			strict = append(strict, cand)
		}
	}
	if len(strict) > 0 {
		return strict
	}
	return loose
}

// unseen matches what a publisher says of its own work.
var unseen = pattern.MustCompile(`(?i)\bhas not (seen|been able to (verify|confirm))\b|could not (independently )?(verify|be verified)|確認できていない`)

// pastEn matches a past or perfect verb.
var pastEn = regexp.MustCompile(`\b(was|were|had|has|have|said|[a-z]{3,}ed|took|made|gave|went|came|saw|held|led|met|won|lost|found|began|became|fell|rose|left|kept|sent|hit|shot|struck|spoke|wrote|broke|sold|cut|set|put)\b`)

// placeOf is the first place in which something happens by a report's title or
// first sentence, with its article where it has one.
func placeOf(r *report, lang string) (string, text.Sentence, bool) {
	for _, s := range append([]text.Sentence{r.text.Title}, firstSentences(r, 1)...) {
		for _, n := range s.Names {
			if n.Type != text.Place || n.Title != "" || utf8.RuneCountInString(n.Surface) < 2 {
				continue
			}
			if lang == "ja" {
				if wholeCountry[n.Surface] {
					continue
				}
				if holds(s.Text, n.Surface+"で") || localPlace.MatchString(n.Surface) && holds(s.Text, n.Surface+"の") {
					return n.Surface, s, true
				}
				continue
			}
			for _, place := range []string{n.Surface, "the " + n.Surface} {
				for _, in := range []string{"in ", "near ", "at "} {
					if holds(s.Text, in+place) {
						return place, s, true
					}
				}
			}
		}
	}
	return "", text.Sentence{}, false
}

// wholeCountry are the countries that Japanese reports name most.
var wholeCountry = wordsOf("日本 韓国 中国 アメリカ 米国 米 英国 イギリス フランス ドイツ ロシア 北朝鮮")

// localPlace matches places of which one asks what happened there; of a country
// too much happens.
var localPlace = regexp.MustCompile(`(市|町|村|区|島|山|岳|港|湾|海|海峡|川|駅|空港|半島|地方|峠|橋)$`)

func firstSentences(r *report, n int) []text.Sentence {
	return r.text.Sentences[:min(n, len(r.text.Sentences))]
}
