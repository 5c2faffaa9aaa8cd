package claim

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// polar is one content word of an English sentence with whether it is denied
// there, or left open.
type polar struct {
	key    string // wordKey
	at     int    // word index
	verb   bool
	denied bool
	open   bool // could, if, plans to: not said to be so
}

var (
	negators = set("not no never none neither nor cannot without fail failed fails failing refus refused refuse refuses den denied deny denies denying reject rejected unable little hardly")
	openers  = set("could may might would can should if whether unless hope hopes want wants wanted asked urged demand demanded demands plans threaten threatened possible likely potential possibly wanting calls call called")
	breakers = set("but while although though because which who whose since after before as when where until")
)

// toldIn reads the polarity of the words of an English sentence. A negation
// covers the six words behind it in its clause, "no" three, "failed to" and
// contractions as "not".
func toldIn(s text.Sentence) []polar {
	var out []polar
	denied, open := 0, 0
	for i, w := range s.Words {
		low := strings.ToLower(strings.ReplaceAll(w.Surface, "’", "'"))
		if w.Class == text.Mark && strings.ContainsAny(low, ",;:.—–!?\"“”") || breakers[low] {
			denied, open = 0, 0
		}
		switch {
		case negators[low] || strings.HasSuffix(low, "n't"):
			denied = 7
			if low == "no" || low == "little" || low == "without" {
				denied = 4
			}
		case openers[low]:
			open = 6
		}
		if !w.Stop && w.Class != text.Mark && w.Class != text.Number && !negators[low] {
			out = append(out, polar{key: wordKey(w), at: i, verb: w.Class == text.Verb, denied: denied > 0, open: open > 0})
		}
		denied, open = max(denied-1, 0), max(open-1, 0)
	}
	return out
}

// byPolarity finds an act that one passage tells and the other denies: "agreed
// to a ceasefire" and "won't agree to a ceasefire".
func byPolarity(a, b *Passage, l Limits) Contrast {
	if sharedWith(a, b) < l.Act+1 {
		return Contrast{}
	}
	xs, ys := toldIn(a.Sentence), toldIn(b.Sentence)
	if deniedInBoth(xs, ys) {
		return Contrast{}
	}
	for _, x := range xs {
		for _, y := range ys {
			if x.key != y.key || x.denied == y.denied || !deniable(x) && !deniable(y) || x.open && !x.denied || y.open && !y.denied {
				continue
			}
			if bothWays(xs, x.key) || bothWays(ys, y.key) {
				continue
			}
			return Contrast{Kind: Conflict, By: "polarity", About: a.word(x.at), A: a.around(x.at), B: b.around(y.at)}
		}
	}
	return Contrast{}
}

// sharedWith counts shared content words; a passage of four content words or
// fewer borrows two from the sentence and title before it.
func sharedWith(a, b *Passage) int {
	n := common(a.content(), b.content())
	for i, p := range []*Passage{a, b} {
		other := []*Passage{b, a}[i]
		if len(p.content()) <= 4 {
			n += min(2, common(contentOf(p.Before+" "+p.Title), other.content()))
		}
	}
	return n
}

// deniedInBoth reports whether both passages deny one thing: they agree.
func deniedInBoth(xs, ys []polar) bool {
	denied := map[string]bool{}
	for _, x := range xs {
		if x.denied {
			denied[x.key] = true
		}
	}
	for _, y := range ys {
		if y.denied && denied[y.key] {
			return true
		}
	}
	return false
}

// deniable reports whether a word tells of an act or a result.
func deniable(t polar) bool {
	return strings.HasPrefix(t.key, "=") || t.verb && !commonVerbs[t.key]
}

// bothWays reports whether a passage itself both tells and denies an act.
func bothWays(ts []polar, key string) bool {
	yes, no := false, false
	for _, t := range ts {
		if t.key == key {
			yes, no = yes || !t.denied, no || t.denied
		}
	}
	return yes && no
}

func (p *Passage) word(at int) string { return p.Sentence.Words[at].Surface }

// around returns the printed words of the clause around a word, seven at most.
func (p *Passage) around(at int) string {
	ws := p.Sentence.Words
	from, to := at, at
	for from > 0 && at-from < 3 && ws[from-1].Class != text.Mark {
		from--
	}
	for to+1 < len(ws) && to-from < 6 && ws[to+1].Class != text.Mark {
		to++
	}
	rs := []rune(p.Sentence.Text)
	return string(rs[ws[from].Span.Start:min(ws[to].Span.End, len(rs))])
}

// opposites are words that cannot both be said of one happening.
var opposites = [][2]*regexp.Regexp{
	{regexp.MustCompile(`\bwarning shots?\b|\b(?:fir|shoot|shot)\w* (?:in|into) the air\b|\bin the air\b`), regexp.MustCompile(`\bdeliberate(?:ly)?\b|\bintentional(?:ly)?\b|\bheavy fire\b|\blive fire\b|\bdirectly (?:at|target)\w*|\bshot at\b`)},
	{regexp.MustCompile(`\baccident(?:al|ally)?\b|\bby mistake\b|\bmistaken(?:ly)?\b|\bunintentional(?:ly)?\b|\bin error\b|\bmalfunction\w*`), regexp.MustCompile(`\bdeliberate(?:ly)?\b|\bintentional(?:ly)?\b|\bon purpose\b|\bsabotage\w*|\bplanned\b`)},
	{regexp.MustCompile(`\bprogress\b|\bbreakthrough\b|\bsuccess(?:ful|fully)?\b|\bproductive\b|\bagreed to\b`), regexp.MustCompile(`\bfail(?:ed|s|ure)? to (?:produce|reach|yield|make|secure|agree)\b|\bstalemate\b|\bdeadlock\w*|\bimpasse\b|\bcollaps\w+|\bbroke down\b|\bbroken down\b|\bno (?:sign of a )?(?:breakthrough|progress|result|agreement|deal)\b|\bwithout (?:a |an |any )?(?:breakthrough|agreement|deal|result|progress)\b`)},
	{regexp.MustCompile(`\bsuicide\b|\bkilled (?:himself|herself)\b|\btook (?:his|her) own life\b`), regexp.MustCompile(`\bmurder\w*|\bhomicide\b|\bfoul play\b`)},
	{regexp.MustCompile(`\bvoluntar(?:y|ily)\b|\bof (?:his|her|their) own (?:free )?will\b`), regexp.MustCompile(`\bforced\b|\bforcibly\b|\bcoerced\b|\bagainst (?:his|her|their) will\b`)},
	{regexp.MustCompile(`\bacquitted\b|\bnot guilty\b|\binnocent\b|\bcleared of\b`), regexp.MustCompile(`\bconvicted\b|\bfound guilty\b|\bpleaded guilty\b`)},
	{regexp.MustCompile(`\bcivilians?\b|\bbystanders?\b`), regexp.MustCompile(`\bmilitants?\b|\bterrorists?\b|\bcombatants?\b|\bgunmen\b`)},
	{regexp.MustCompile(`\bresigned\b|\bstepped down\b|\bof his own accord\b`), regexp.MustCompile(`\bwas (?:fired|dismissed|sacked|ousted|removed)\b|\b(?:fired|dismissed|sacked|ousted)\b`)},
	{regexp.MustCompile(`\bself-defen[cs]e\b|\bprovoked\b|\breturned fire\b`), regexp.MustCompile(`\bunprovoked\b|\bexecut(?:ed|ion)\b|\bunarmed\b`)},
	{regexp.MustCompile(`\bgas leak\b|\belectrical fault\b|\btechnical (?:fault|failure|problem)\b`), regexp.MustCompile(`\bbomb(?:ing|ed)?\b|\barson\b|\bsabotage\b|\bcyber-?attack\b|\bmissile\b|\bdrone\b`)},
	{regexp.MustCompile(`\blegal(?:ly)?\b|\blawful(?:ly)?\b|\bin line with (?:international )?law\b`), regexp.MustCompile(`\billegal(?:ly)?\b|\bunlawful(?:ly)?\b|\bviolat\w+ (?:of )?(?:international )?law\b`)},
	{regexp.MustCompile(`\bintercept(?:ed|s)?\b|\brepelled\b|\bthwarted\b|\bfoiled\b`), regexp.MustCompile(`\bhit (?:its|their|the) target\b|\bstruck (?:its|their|the)\b|\bgot through\b`)},
	{regexp.MustCompile(`\bsurvived\b|\bstill alive\b|\bconfirmed alive\b`), regexp.MustCompile(`\bwas killed\b|\bwere killed\b|\bfound dead\b|\bdied\b`)},
}

// byOpposites finds words of opposite sense for one happening: warning shots
// and deliberate fire. Three content words must be shared; a passage that has
// both words, as one does that reports both sides, is in conflict with none.
func byOpposites(a, b *Passage, l Limits) Contrast {
	if sharedWith(a, b) < l.Act {
		return Contrast{}
	}
	x, y := strings.ToLower(a.Sentence.Text), strings.ToLower(b.Sentence.Text)
	for _, o := range opposites {
		for _, side := range [][2]*regexp.Regexp{{o[0], o[1]}, {o[1], o[0]}} {
			m, n := side[0].FindString(x), side[1].FindString(y)
			if m == "" || n == "" || side[1].MatchString(x) || side[0].MatchString(withoutOverlap(y, n)) {
				continue
			}
			return Contrast{Kind: Conflict, By: "opposite", About: m, A: m, B: n}
		}
	}
	return Contrast{}
}

// withoutOverlap takes the found words out of a sentence: "no breakthrough"
// holds "breakthrough".
func withoutOverlap(s, found string) string { return strings.ReplaceAll(s, found, " ") }

var (
	undecidedEn = regexp.MustCompile(`\b(?:review(?:ing)?|assessing|considering|weighing|mulling|studying|examining|under (?:review|consideration|discussion)|(?:not|no) (?:yet )?(?:been )?(?:agreed|decided|confirmed|finali[sz]ed)|(?:had|has|have) (?:not|n['o]t) yet\b|not yet|no decision|undecided|whether or not|whether to|could (?:take place|be held|happen|resume|begin|start)|may (?:take place|be held|resume)|might (?:take place|be held|resume)|yet to (?:be )?(?:decide|confirm|agree|respond)\w*)\b`)
	decidedEn   = regexp.MustCompile(`\b(?:confirm(?:ed|s)|approv(?:ed|es)|has agreed|have agreed|agreed|accept(?:ed|s)|will (?:take place|be held|resume|go ahead|begin|start)|is to (?:take place|be held)|decided|finali[sz]ed|signed)\b`)
	doubtEn     = regexp.MustCompile(`\b(?:likely|could|may|might|if|hopes?|expected|not|n't|no)\b`)
)

// byStatus finds a matter that one passage leaves open and the other has
// decided: "reviewing whether to take part" and "confirmed". The decision must
// not be the older by more than a day.
func byStatus(a, b *Passage, l Limits) Contrast {
	shared := common(a.content(), b.content())
	if shared < l.Status {
		return Contrast{}
	}
	for i, p := range []*Passage{a, b} {
		other := []*Passage{b, a}[i]
		x, y := strings.ToLower(p.Sentence.Text), strings.ToLower(other.Sentence.Text)
		open, done := undecidedEn.FindString(x), decidedEn.FindString(y)
		if open == "" || done == "" || undecidedEn.MatchString(y) || doubtEn.MatchString(other.Sentence.Text) {
			continue
		}
		if i == 1 && b.Published.Sub(a.Published).Hours() > 24 {
			continue
		}
		c := Contrast{Kind: Update, By: "status", About: open, A: open, B: done}
		if i == 1 {
			c.A, c.B = c.B, c.A
		}
		return c
	}
	return Contrast{}
}

var reversalEn = regexp.MustCompile(`\b(?:back(?:ed|s|ing) (?:away|off|down|out)|walk(?:ed|s|ing) (?:back|away)|drop(?:ped|s) (?:its|his|her|their|the) (?:demand|call|threat|plan|opposition|insistence|objection)s?|abandon(?:ed|s|ing)|revers(?:ed|es|ing)|u-turn|climbdown|retreat(?:ed|s|ing)|retract(?:ed|s)|scrap(?:ped|s)|shelv(?:ed|es)|call(?:ed|s) off|cancel(?:led|ed|s)|no longer|chang(?:ed|es) (?:its|his|her|their) (?:mind|position|stance))\b`)

// byReversal finds a stance that one passage takes and the other tells to have
// been taken back.
func byReversal(a, b *Passage, l Limits) Contrast {
	if common(a.content(), b.content()) < l.Status {
		return Contrast{}
	}
	x, y := reversalEn.FindString(strings.ToLower(a.Sentence.Text)), reversalEn.FindString(strings.ToLower(b.Sentence.Text))
	if (x == "") == (y == "") {
		return Contrast{}
	}
	p, other := a, b
	if x == "" {
		p, other = b, a
	}
	if len(other.Statements) == 0 {
		return Contrast{}
	}
	c := Contrast{Kind: Update, By: "reversal", About: x + y, A: x + y, B: printedCue(other)}
	if p == b {
		c.A, c.B = c.B, c.A
	}
	return c
}

// printedCue is how a passage's first statement begins to be said.
func printedCue(p *Passage) string {
	words := strings.Fields(p.Statements[0].Content)
	return strings.Join(words[:min(len(words), 6)], " ")
}
