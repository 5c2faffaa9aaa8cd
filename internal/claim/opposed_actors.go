package claim

import (
	"regexp"
	"strings"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

var (
	deniesEn  = regexp.MustCompile(`(?i)\b(den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing))\b((?: (?:the|these|those|any|all|such|its|that|his|her|having|being|it))?(?: [\w'’-]+){0,4})`)
	anaphorEn = regexp.MustCompile(`(?i)\b(claims?|allegations?|accusations?|charges?|reports?|involvement|responsibility|wrongdoing|it|any role|suggestions?)\b`)
	assertsEn = regexp.MustCompile(`(?i)\b(said|says|say|accus\w+|claim(?:s|ed)?|alleg\w+|blam\w+|told|wrote|announc\w+|insist\w*|according to|stated|reported)\b`)
)

// byDenial finds what one passage asserts and the other tells to be denied. The
// denial must share three content words with the assertion, counting those of
// the sentence before it where it only says "the claim", or name in the words
// what is denied.
func byDenial(a, b *Passage, l Limits) Contrast {
	for i, d := range []*Passage{a, b} {
		x := []*Passage{b, a}[i]
		m := deniesEn.FindStringSubmatch(d.Sentence.Text)
		if m == nil || deniesEn.MatchString(x.Sentence.Text) {
			continue
		}
		denier := subjectKeys(d)
		asserted := x.content()
		ok := false
		if anaphorEn.MatchString(m[2]) {
			context := contentOf(d.Before)
			about := common(context, asserted) + common(d.content(), asserted)
			named := common(denier, asserted) > 0
			ok = assertsEn.MatchString(x.Sentence.Text) && (about >= l.Act+1 || named && about >= 1)
		} else {
			ok = common(d.content(), asserted) >= l.Act+1 && !deniedInBoth(toldIn(d.Sentence), toldIn(x.Sentence))
		}
		if !ok || sameSpeakerBoth(d, x) {
			continue
		}
		c := Contrast{Kind: Conflict, By: "denial", About: m[1], A: strings.TrimSpace(m[0]), B: firstWords(x)}
		if i == 1 {
			c.A, c.B = c.B, c.A
		}
		return c
	}
	return Contrast{}
}

// subjectKeys are the names of a denial's first words: who denies.
func subjectKeys(p *Passage) map[string]bool {
	m := map[string]bool{}
	for i, w := range p.Sentence.Words {
		if strings.HasPrefix(w.Base, "den") || i > 6 {
			break
		}
		if e := standsFor(w.Base); e != "" {
			m[e] = true
		}
	}
	for _, n := range p.Sentence.Names {
		if n.Span.Start < 30 {
			m[strings.ToLower(n.Normal)] = true
		}
	}
	return m
}

// contentOf reads the content words of a plain English sentence, roughly: five
// letters of each word.
func contentOf(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range tokens(s) {
		if !t.word || len(t.low) < 4 && standIns[t.low] == "" || finite[t.low] || prepositions[t.low] || subordinators[t.low] || speechWords[t.low] {
			continue
		}
		if e := standsFor(t.low); e != "" {
			m[e] = true
			continue
		}
		for stem := t.low; len(stem) > 3; stem = stem[:len(stem)-1] {
			if a := actOf(stem); a != "" {
				m[a] = true
				break
			}
		}
		m[t.low] = true
		for _, end := range []string{"s", "ed", "es", "ing"} {
			m[strings.TrimSuffix(t.low, end)] = true
		}
	}
	return m
}

// sameSpeakerBoth reports whether one named speaker says both.
func sameSpeakerBoth(a, b *Passage) bool {
	for _, x := range a.Statements {
		for _, y := range b.Statements {
			if x.Named && x.SpeakerNormal != "" && x.SpeakerNormal == y.SpeakerNormal {
				return true
			}
		}
	}
	return false
}

// firstWords is how an assertion begins, six words of what is said.
func firstWords(p *Passage) string {
	if len(p.Statements) > 0 {
		return printedCue(p)
	}
	words := strings.Fields(p.Sentence.Text)
	return strings.Join(words[:min(len(words), 6)], " ")
}

// bodies are kinds of actors that are not each other: a family is no government.
var bodies = []struct{ kind, words string }{
	{"family", `(?:royal |ruling )?famil(?:y|ies)|royals|sheikhs?`},
	{"government", `governments?|cabinet|state`},
	{"treasury", `treasury(?: department)?`}, {"state department", `state department|department of state`},
	{"justice", `justice department|department of justice`}, {"defence", `pentagon|ministry of defen[cs]e|defen[cs]e ministry|defen[cs]e department`},
	{"army", `army|military|armed forces`}, {"police", `police(?: force)?`}, {"court", `court|judge`}, {"company", `company|firm|corporation`},
	{"parliament", `parliament|congress|senate`}, {"militia", `militia|rebels|insurgents`},
}

var (
	bodyWords = func() string {
		var w []string
		for _, b := range bodies {
			w = append(w, b.words)
		}
		return strings.Join(w, "|")
	}()
	agentEn = pattern.MustCompile(`(?i)\b(gift(?:ed)?|donat\w+|given|accept\w*|sanctioned|arrested|detained|killed|built|bought|funded|paid|organi[sz]ed|ordered|owned|signed|approved|carried out|launched)\b[^;]{0,60}?\b(?:by|from) (?:the )?((?:[\w-]+ ){0,3}?)(` + bodyWords + `)\b`)
	doerEn  = pattern.MustCompile(`(?i)\bthe (?:u\.?s\.? |[a-z]+ )?(` + bodyWords + `)\b (?:has |had |have )?(?:announced |imposed |issued |placed )?(?:sweeping |new |fresh )?(sanction\w*|gift\w*|donat\w+|arrest\w*|approv\w+|order\w*)\b`)
)

// givenActs join the words of giving and taking.
var givenActs = map[string]string{"gift": "give", "gifted": "give", "given": "give", "donated": "give", "accept": "give", "accepted": "give", "donation": "give"}

// byAgent finds one act given to two kinds of body: a gift of a family, or of a
// government.
func byAgent(a, b *Passage, l Limits) Contrast {
	actA, bodyA, wordsA := agentOf(a.Sentence.Text)
	actB, bodyB, wordsB := agentOf(b.Sentence.Text)
	if bodyA == "" || bodyB == "" || bodyA == bodyB || actA != actB || common(a.content(), b.content()) < l.Act-1 {
		return Contrast{}
	}
	return Contrast{Kind: Conflict, By: "agent", About: actA, A: wordsA, B: wordsB}
}

// agentOf returns an act and the kind of body that does it.
func agentOf(s string) (act, kind, words string) {
	if m := agentEn.FindStringSubmatch(s); m != nil {
		act, words = strings.ToLower(m[1]), strings.TrimSpace(m[2]+m[3])
		kind = bodyKind(m[3])
	} else if m := doerEn.FindStringSubmatch(s); m != nil {
		act, words = strings.ToLower(m[2]), m[1]
		kind = bodyKind(m[1])
	}
	if g := givenActs[act]; g != "" {
		act = g
	}
	if strings.HasPrefix(act, "sanction") {
		act = "sanction"
	}
	return act, kind, words
}

func bodyKind(w string) string {
	low := strings.ToLower(w)
	for i, re := range bodyForms {
		if re.MatchString(low) {
			return bodies[i].kind
		}
	}
	return ""
}

var bodyForms = func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, b := range bodies {
		out = append(out, regexp.MustCompile(`^(?:`+b.words+`)$`))
	}
	return out
}()

var quotedEn = regexp.MustCompile(`["“”]([^"“”]{6,80})["“”]`)

// byQuotation finds one quotation of two words and more that two passages give
// to different bodies.
func byQuotation(a, b *Passage, _ Limits) Contrast {
	for _, m := range quotedEn.FindAllStringSubmatch(a.Sentence.Text, -1) {
		words := strings.Trim(m[1], ",. ")
		if len(strings.Fields(words)) < 2 || !strings.Contains(b.Sentence.Text, words) {
			continue
		}
		x, y := bodiesIn(a.Sentence), bodiesIn(b.Sentence)
		if len(x) == 1 && len(y) == 1 && x[0].kind != y[0].kind {
			return Contrast{Kind: Conflict, By: "agent", About: words, A: x[0].words, B: y[0].words}
		}
	}
	return Contrast{}
}

var anyBody = regexp.MustCompile(`(?i)\b(` + bodyWords + `)\b`)

// bodiesIn returns the bodies that a sentence names outside of quotations.
func bodiesIn(s text.Sentence) []struct{ kind, words string } {
	var out []struct{ kind, words string }
	seen := map[string]bool{}
	for _, w := range anyBody.FindAllString(quotedEn.ReplaceAllString(s.Text, " "), -1) {
		if k := bodyKind(w); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, struct{ kind, words string }{k, w})
		}
	}
	return out
}
