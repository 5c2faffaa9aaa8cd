package claim

import (
	"strings"
)

var (
	determiners  = set("a an the this these those his her its their our my your no any some such every each of 's for with without by from in into on under over about despite amid against official formal new joint public recent repeated")
	modals       = set("will would could can may might shall should must 'll to")
	beForms      = set("is are was were be been being am")
	hearers      = set("reporters journalists lawmakers parliament senators members investors delegates him her them us me you the a an his")
	adjunctStart = set("in on at during after before earlier late later last this via following when while to through as with by without yesterday today tonight monday tuesday wednesday thursday friday saturday sunday early again from ahead amid shortly under out")
	timeWords    = set("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later late early again last this week month year morning evening night afternoon january february march april may june july august september october november december on in a the statement that")
	clauseStart  = set("he she it they we i you there this these those who his her its their")
	finite       = set("is are was were has have had will would can could may might must should do does did said says made took went came struck hit fell rose won lost began held sent left met saw got became killed won't can't isn't aren't wasn't hasn't haven't don't doesn't didn't wouldn't couldn't shouldn't needs remains wants sees supports")
)

// find returns the statements of a sentence in printed order.
func (e *english) find(sc scene) []found {
	var fs []found
	for i := 0; i < len(sc.toks); i++ {
		t := sc.toks[i]
		if !t.word || t.quoted {
			continue
		}
		if f, ok := e.accordingTo(sc, i); ok {
			fs = append(fs, f)
			i = f.subHi - 1
			continue
		}
		if f, ok := e.callFor(sc, i); ok {
			fs = append(fs, f)
			i = f.cueEnd
			continue
		}
		if f, ok := e.takenBack(sc, i, fs); ok {
			fs = append(fs, f)
			i = f.cueEnd - 1
			continue
		}
		c, end, ok := cueAt(sc.toks, i)
		if !ok || !verbal(sc.toks, i, end, c) {
			continue
		}
		if f, ok := e.frame(sc, i, end, c, fs); ok {
			fs = append(fs, f)
		}
		i = end - 1
	}
	return fs
}

// cueAt returns the cue that begins at token i and where it ends.
func cueAt(toks []token, i int) (cue, int, bool) {
	for _, p := range phraseCues[toks[i].low] {
		j, ok := i+1, true
		for _, w := range p.tail {
			if j >= len(toks) || toks[j].low != w || toks[j].quoted {
				ok = false
				break
			}
			j++
		}
		if ok && len(p.tail) > 0 {
			if last := p.tail[len(p.tail)-1]; last == "to" { // the infinitive belongs to the content
				j--
			}
			return p, j, true
		}
		if ok {
			return p, j, true
		}
	}
	c, ok := cues[toks[i].low]
	return c, i + 1, ok
}

// verbal reports whether the cue is used as a verb that asserts something
// happened: no noun, no infinitive, no negation, no passive.
func verbal(toks []token, i, end int, c cue) bool {
	j := i - 1
	for j >= 0 && adverb(toks[j]) {
		j--
	}
	if j >= 0 && !toks[j].quoted {
		p := toks[j].low
		switch {
		case p == "not" || p == "never" || strings.HasSuffix(p, "n't"):
			return false
		case p == "official" && j > 0 && set1(toks[j-1].low, "the", "an", "one", "another") && !c.base:
			// "the official recalled": a noun here
		case modals[p] || determiners[p] && p != "for" || strings.HasSuffix(p, "'s") && !c.ing:
			return c.ing && (p == "for" || p == "by" || p == "in")
		case beForms[p] && !c.ing:
			return false
		}
		if v, ok := cues[p]; ok && !v.base && c.base {
			return false // "rejected claims"
		}
	}
	if toks[i].upper && i > 0 {
		return false
	}
	if j >= 0 && j == i-1 && !c.ing && !c.base && toks[j].word && !toks[j].upper && strings.HasSuffix(toks[j].low, "ing") && !pronouns[toks[j].low] {
		return false // "making disputed claims"
	}
	next := token{}
	if end < len(toks) {
		next = toks[end]
	}
	if next.low == "by" && c.frame != sayFrame {
		return false
	}
	if c.ing && !(participles[toks[i].low] && j >= 0 && set1(toks[j].low, ",", "after", "before", "by", "as", "and") || j >= 0 && beForms[toks[j].low]) {
		return false
	}
	if set1(toks[i].low, "continued", "continues") && !leftQuote(scene{toks: toks}, i) && !quoteBefore(toks, i) {
		return false
	}
	if c.plain {
		return j >= 0 && (set1(toks[j].low, "they", "who", "we") || groups[toks[j].low] && strings.HasSuffix(toks[j].low, "s")) && next.low != "away"
	}
	if toks[i].low == "states" && next.low != "that" {
		return false // "negotiators from three states"
	}
	if set1(next.low, "away", "off") || set1(toks[i].low, "declined", "declines", "refused") && commentFollows(toks, end) {
		return false
	}
	if c.base && toks[i].low != "say" && toks[i].low != "tell" {
		return j >= 0 && toks[j].word && !set1(next.low, "of", "for", "from", "by", "about", "on", "in", "and", "or", ",", ".", "")
	}
	return true
}

// participles are the -ing forms that report what somebody says beside
// another verb: "..., warning that".
var participles = set("adding saying warning noting stressing insisting arguing accusing threatening urging demanding claiming denying rejecting criticising criticizing calling blaming condemning vowing pledging promising suggesting emphasising emphasizing")

// commentFollows reports whether somebody only declined to comment.
func commentFollows(toks []token, i int) bool {
	for j := i; j < len(toks) && j < i+5; j++ {
		if set1(toks[j].low, "comment", "comments", "interview", "interviews", "interviewed") {
			return true
		}
	}
	return false
}

// quoteBefore reports whether a quotation closes before token i, with a short
// subject between.
func quoteBefore(toks []token, i int) bool {
	for j := i - 1; j >= 0 && j > i-9; j-- {
		if toks[j].quoted {
			return true
		}
	}
	return false
}

func set1(s string, of ...string) bool {
	for _, x := range of {
		if s == x {
			return true
		}
	}
	return false
}

// adverb reports whether a token may stand between a subject and its verb.
func adverb(t token) bool {
	if !t.word || t.quoted {
		return false
	}
	switch t.low {
	case "also", "has", "have", "had", "earlier", "already", "later", "previously", "then", "again", "once",
		"further", "now", "still", "even", "just", "long", "often", "both", "separately", "thus", "who've":
		return true
	}
	return strings.HasSuffix(t.low, "ly") && !t.upper && len(t.low) > 4
}

// frame finds the subject and content of the verb at [i, end).
func (e *english) frame(sc scene, i, end int, c cue, before []found) (found, bool) {
	f := found{cueAt: i, cueEnd: end, cue: c}
	lo, hi, how := subjectBefore(sc.toks, i, end, c)
	f.subLo, f.subHi, f.elided = lo, hi, how == omitted
	if how == missing { // "..., said X"
		if c.frame != sayFrame || c.ing { // "told the paper" names the hearer
			return f, false
		}
		f.subLo, f.subHi = subjectAfter(sc.toks, end)
		if f.subHi == f.subLo {
			return f, false
		}
		f.inverted = true
		return f, e.leftContent(sc, &f, i, before)
	}
	if f.elided && len(before) == 0 && mainSubject(sc.toks, i) == 0 {
		return f, false
	}
	if c.frame == bothFrame && closesSentence(sc.toks, end) && e.invertedHere(sc, f) {
		f.inverted = true
		return f, e.leftContent(sc, &f, f.subLo, before)
	}
	if c.frame == actFrame || c.frame == bothFrame && !clauseFollows(sc.toks, end) {
		return f, e.objectContent(sc, &f)
	}
	if e.invertedHere(sc, f) {
		f.inverted = true
		return f, e.leftContent(sc, &f, f.subLo, before)
	}
	return f, e.rightContent(sc, &f)
}

// closesSentence reports whether nothing but a time or place follows token i:
// "..., the minister announced on Monday."
func closesSentence(toks []token, i int) bool {
	at := skipAdjunct(toks, i)
	return at > i && (at >= len(toks) || !toks[at].word && at+1 >= len(toks))
}

// clauseFollows reports whether "that" or a quotation follows at once.
func clauseFollows(toks []token, end int) bool {
	if end >= len(toks) {
		return true
	}
	t := toks[end]
	return t.low == "that" || t.quoted || strings.Contains(`"“:,`, t.low) || clauseStart[t.low] || finiteSoon(toks, end)
}

// finiteSoon reports whether a finite verb comes within a few words.
func finiteSoon(toks []token, from int) bool {
	for i := from; i < len(toks) && i < from+9; i++ {
		if !toks[i].word {
			return false
		}
		if finite[toks[i].low] {
			return i > from
		}
		if toks[i].low == "to" || toks[i].low == "which" || toks[i].low == "who" {
			return false
		}
	}
	return false
}

// invertedHere decides whether what is said stands before the subject:
// "..., she said on Friday." against "On Friday, she said ...".
func (e *english) invertedHere(sc scene, f found) bool {
	if f.elided || f.subLo == 0 {
		return false
	}
	if p := sc.toks[f.subLo-1].low; !strings.Contains(`,"”—–`, p) {
		return false
	}
	if at := skipHearer(sc.toks, f.cueEnd, f.cue); at > f.cueEnd && at+1 < len(sc.toks) && strings.Contains(`"“`, sc.toks[at].low) && sc.toks[at+1].quoted {
		return false // `told the paper "..."`
	}
	if colonQuote(sc.toks, f.cueEnd) || thatAfter(sc.toks, f.cueEnd) > 0 || quoteAfter(sc, f.cueEnd) && !leftQuote(sc, f.subLo) {
		return false
	}
	if sc.toks[f.subLo-1].low == "," && parenthesis(sc.toks, f.cueEnd) {
		return true
	}
	rest := skipAdjunct(sc.toks, skipHearer(sc.toks, f.cueEnd, f.cue))
	if rest < len(sc.toks) && sc.toks[rest].word && !endsClause(sc.toks[rest].low) {
		return leftQuote(sc, f.subLo)
	}
	return leftQuote(sc, f.subLo) || finiteBefore(sc.toks, f.subLo-1)
}

// colonQuote reports whether the cue opens direct speech: `said: "..."`.
func colonQuote(toks []token, i int) bool {
	for ; i < len(toks) && toks[i].word && !toks[i].quoted; i++ {
	}
	return i+1 < len(toks) && toks[i].low == ":" && strings.Contains(`"“`, toks[i+1].low)
}

func endsClause(w string) bool {
	return adjunctStart[w] || set1(w, "and", "but", "adding", "citing", "referring", "according", "quoting", "noting", "speaking", "announcing", "hours", "days", "just", "outside", "inside", "near", "about", "of", "for", "against", "since", "where", "which", "who", "because", "reportedly")
}

// leftQuote reports whether a quotation closes right before token i.
func leftQuote(sc scene, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if strings.Contains(`"”`, sc.toks[j].low) && j > 0 {
			return true
		}
	}
	return false
}

// quoteAfter reports whether a quotation opens after token i.
func quoteAfter(sc scene, i int) bool {
	for ; i < len(sc.toks); i++ {
		if sc.toks[i].quoted {
			return true
		}
	}
	return false
}

// finiteBefore reports whether a finite verb stands in the clause before i.
func finiteBefore(toks []token, i int) bool {
	n := 0
	for j := 0; j < i; j++ {
		if toks[j].word && (finite[toks[j].low] || strings.HasSuffix(toks[j].low, "ed") && j > 0 || strings.HasSuffix(toks[j].low, "s") && j > 0 && !toks[j].upper) {
			n++
		}
	}
	start := toks[0].low
	if adjunctStart[start] || strings.HasSuffix(start, "ing") || set1(start, "asked", "speaking", "for", "of", "under", "despite") {
		return n > 1 && commas(toks[:i]) > 0
	}
	return n > 0
}

func commas(toks []token) int {
	n := 0
	for _, t := range toks {
		if t.low == "," && !t.quoted {
			n++
		}
	}
	return n
}

// thatAfter returns the token after a "that" which opens what is said: right
// after the cue, or after adjuncts ("said on Monday in Rome that"); 0 if none.
func thatAfter(toks []token, i int) int {
	if i+2 < len(toks) && toks[i].low == "that" && timeWords[toks[i+1].low] && toks[i+2].low == "that" {
		return i + 3 // "told them that morning that"
	}
	if i < len(toks) && toks[i].low == "that" {
		return i + 1
	}
	adjunct := i > 0 && i < len(toks) && (cues[toks[i-1].low].frame == tellFrame || adjunctStart[toks[i].low] || hearers[toks[i].low] || toks[i].upper)
	if !adjunct {
		return 0
	}
	for j := i; j < len(toks) && j < i+26; j++ {
		if toks[j].low == "that" && j > i && !toks[j].quoted {
			return j + 1
		}
		if strings.Contains(`"“”:;`, toks[j].low) || finite[toks[j].low] && !toks[j].quoted {
			return 0
		}
	}
	return 0
}

// skipAdjunct skips times and places after a cue.
func skipAdjunct(toks []token, i int) int {
	for i < len(toks) {
		w := toks[i].low
		switch {
		case toks[i].quoted:
			return i
		case set1(w, "earlier", "later", "late", "early", "again", "yesterday", "today", "tonight", "bluntly"):
			i++
		case strings.HasSuffix(w, "day") && timeWords[w]:
			i++
		case set1(w, "last", "this") && i+1 < len(toks) && timeWords[toks[i+1].low]:
			i += 2
		case set1(w, "on", "in", "at") && i+1 < len(toks):
			j := skipPlace(toks, i+1)
			if j == i+1 {
				return i
			}
			i = j
		case w == "," && i+1 < len(toks) && adjunctStart[toks[i+1].low]:
			i++
		default:
			return i
		}
	}
	return i
}

// skipPlace skips the object of "on", "in" or "at" when it is a name, a time
// or a "statement", and returns i when it is none of these.
func skipPlace(toks []token, i int) int {
	j := i
	for j < len(toks) && (set1(toks[j].low, "a", "an", "the", "his", "her", "its", "their") || strings.HasSuffix(toks[j].low, "'s")) {
		j++
	}
	k := j
	for k < len(toks) && toks[k].word && !toks[k].quoted && !clauseStart[toks[k].low] &&
		(toks[k].upper || timeWords[toks[k].low] || set1(toks[k].low, "statement", "interview", "post", "letter", "speech", "message", "press", "news", "conference", "briefing", "televised", "written", "joint", "separate", "report", "hearing", "meeting", "social", "media", "court", "video", "telegram", "address", "call", "phone") || digits(toks[k].low)) {
		k++
	}
	if k == j {
		return i
	}
	return k
}

func digits(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// skipHearer skips the hearer of "told".
func skipHearer(toks []token, i int, c cue) int {
	if c.frame != tellFrame {
		return i
	}
	j := i
	for j < len(toks) && toks[j].word && !toks[j].quoted && (toks[j].upper && !clauseStart[toks[j].low] || hearers[toks[j].low] || j > i && toks[j-1].low == "the" || set1(toks[j].low, "news", "agency", "radio", "broadcaster", "public", "newspaper", "outlet", "television", "channel", "service")) {
		j++
	}
	return j
}
