package claim

import (
	"strings"

	"kiku/internal/language/text"
)

// clauseEnd returns the rune where a reported clause that begins at token at
// ends: before the full stop, or where the paper goes on in its own voice.
func clauseEnd(sc scene, at int) int {
	for i := at; i < len(sc.toks); i++ {
		t := sc.toks[i]
		if t.quoted || t.low != "," && t.low != ";" && t.low != "—" && t.low != "–" {
			continue
		}
		if i+1 < len(sc.toks) && i > at+1 && ownVoice(sc.toks, i+1) {
			return t.start
		}
	}
	return sentenceEnd(sc)
}

// sentenceEnd returns the rune before the closing full stop.
func sentenceEnd(sc scene) int {
	end := len(sc.rs)
	for end > 0 && strings.ContainsRune(" .!?\u00a0", sc.rs[end-1]) {
		if sc.rs[end-1] == '?' {
			break
		}
		end--
	}
	return end
}

// ownVoice reports whether a clause that begins at token i is the paper's own
// and not part of what was said.
func ownVoice(toks []token, i int) bool {
	w := toks[i].low
	next := ""
	if i+1 < len(toks) {
		next = toks[i+1].low
	}
	switch {
	case toks[i].quoted:
		return false
	case set1(w, "adding", "saying", "citing", "referring", "calling", "accusing", "warning", "noting", "stressing", "insisting", "quoting", "urging", "arguing"):
		return true
	case w == "according", w == "in" && next == "effect", w == "just" && set1(toks[min(i+2, len(toks)-1)].low, "after", "before", "hours"):
		return true
	case w == "despite" && next == "the", w == "days" || w == "hours" || w == "weeks":
		return true
	case w == "but" && (next == "did" || cueVerbAt(toks, i+1)):
		return true
	case w == "and" && cueVerbAt(toks, i+1):
		return true
	}
	return false
}

// cueVerbAt reports whether a finite cue verb stands at token i, adverbs
// skipped.
func cueVerbAt(toks []token, i int) bool {
	for i < len(toks) && adverb(toks[i]) {
		i++
	}
	if i >= len(toks) {
		return false
	}
	c, _, ok := cueAt(toks, i)
	return ok && !c.base && !c.ing
}

// objectEnd returns the rune where the object of an act ends.
func objectEnd(sc scene, at int) int {
	for i := at + 1; i < len(sc.toks); i++ {
		t := sc.toks[i]
		if t.quoted {
			continue
		}
		if t.low == ";" || t.low == "—" || t.low == "–" || t.low == ":" {
			return t.start
		}
		if set1(t.low, "but", "while", "after", "although", "though", "saying", "because", "amid") && sc.toks[i-1].word && t.word {
			return t.start
		}
		if t.low == "and" && cueVerbAt(sc.toks, i+1) {
			return t.start
		}
		if t.low == "as" && i+1 < len(sc.toks) && set1(sc.toks[i+1].low, "he", "she", "they", "it") {
			return t.start
		}
		if t.low == "," && i+1 < len(sc.toks) && i > at && leavesObject(sc.toks, i+1) {
			return t.start
		}
	}
	return sentenceEnd(sc)
}

func leavesObject(toks []token, i int) bool {
	w := toks[i].low
	return ownVoice(toks, i) || strings.HasSuffix(w, "ing") ||
		set1(w, "but", "while", "as", "which", "who", "with", "after", "before", "even", "although", "though", "despite", "amid", "he", "she", "they", "it", "where", "when", "in", "so", "because")
}

// limit cuts a statement where a later one of the sentence begins.
func (e *english) limit(sc scene, fs []found) {
	for i := range fs {
		for j := i + 1; j < len(fs); j++ {
			a, b := &fs[i], &fs[j]
			if a.inverted || a.direct || len(a.spans) == 0 {
				continue
			}
			sp := &a.spans[0]
			switch {
			case b.inverted && len(b.spans) > 0 && b.spans[0].End > sp.Start:
				sp.End = min(sp.End, b.spans[0].End)
			case b.elided:
				if k := conjunctionBefore(sc.toks, b.cueAt); k > 0 && sc.toks[k].start > sp.Start {
					sp.End = min(sp.End, sc.toks[k].start)
				}
			case b.subLo > 1 && set1(sc.toks[b.subLo-1].low, "and", "but", "while") && sc.toks[b.subLo-2].low == ",":
				if at := sc.toks[b.subLo-2].start; at > sp.Start {
					sp.End = min(sp.End, at)
				}
			}
		}
	}
}

// conjunctionBefore returns the token of the "and", "but" or comma before a
// verb without a subject; 0 if there is none.
func conjunctionBefore(toks []token, v int) int {
	for i := v - 1; i > 0 && i > v-5; i-- {
		if set1(toks[i].low, "and", "but") {
			if toks[i-1].low == "," {
				return i - 1
			}
			return i
		}
		if toks[i].low == "," {
			return i
		}
	}
	return 0
}

// accordingTo reads "according to X" at token i.
func (e *english) accordingTo(sc scene, i int) (found, bool) {
	toks := sc.toks
	if toks[i].low != "according" || i+2 >= len(toks) || toks[i+1].low != "to" {
		return found{}, false
	}
	f := found{cueAt: i, cueEnd: i + 2, cue: cue{frame: sayFrame, stance: OtherSay}, subLo: i + 2}
	f.subHi = i + 2
	for f.subHi < len(toks) && (toks[f.subHi].word || strings.Contains("()", toks[f.subHi].low)) && !set1(toks[f.subHi].low, "who", "which", "that", "as") {
		f.subHi++
	}
	if f.subHi == f.subLo {
		return f, false
	}
	if i <= 1 { // "According to X, ..."
		at := f.subHi
		for at < len(toks) && toks[at].low == "," {
			at++
			// skip an apposition: "According to X, head of Y, the ..."
			if k := apposition(toks, at); k > at {
				at = k
			}
		}
		if at >= len(toks) {
			return f, false
		}
		f.spans = []text.Span{{Start: toks[at].start, End: clauseEnd(sc, at)}}
		if in, ok := sc.wholeQuote(f.spans[0]); ok {
			f.spans, f.direct = []text.Span{in}, true
		}
		return f, true
	}
	end := toks[i].start
	start := sc.opening()
	f.inverted = true
	if leftQuote(sc, i) {
		return f, e.leftContent(sc, &f, i, nil)
	}
	f.spans = []text.Span{{Start: start, End: end}}
	return f, countWords(toks, f.spans[0]) >= 3
}

// apposition returns the token of the comma that closes an apposition which
// begins at i, or i when there is none.
func apposition(toks []token, i int) int {
	if i >= len(toks) || !appositive(toks, i) {
		return i
	}
	for j := i; j < len(toks) && j < i+16; j++ {
		if finite[toks[j].low] || strings.HasSuffix(toks[j].low, "ed") && toks[j].word {
			return i
		}
		if toks[j].low == "," {
			return j
		}
	}
	return i
}

// appositive reports whether a chunk between commas that begins at i explains
// the name before it.
func appositive(toks []token, i int) bool {
	w := toks[i].low
	if set1(w, "who", "whose", "which", "following", "speaking", "head", "director", "chairman", "chairwoman", "chair", "president", "deputy", "former", "senior", "executive", "professor", "chief", "founder", "co-founder", "author", "editor", "in", "at", "for", "of", "from", "on", "after", "during", "citing", "along", "also", "himself", "herself", "then", "then-president") {
		return true
	}
	if set1(w, "a", "an", "the", "one", "his", "her") {
		return true
	}
	return digits(w)
}

// callFor reads nouns of demand: "X's calls for Y", "her demand for Y".
func (e *english) callFor(sc scene, i int) (found, bool) {
	toks := sc.toks
	if !set1(toks[i].low, "call", "calls", "demand", "demands", "appeal", "appeals", "request") || i == 0 || i+2 >= len(toks) ||
		toks[i+1].low != "for" {
		return found{}, false
	}
	j := i - 1
	for j > 0 && !toks[j].upper && set1(toks[j].low, "repeated", "earlier", "public", "new", "recent", "latest", "urgent", "own") {
		j--
	}
	if !strings.HasSuffix(toks[j].low, "'s") && !(strings.HasSuffix(toks[j].low, "s") && toks[j].end < toks[j+1].start-1) {
		return found{}, false
	}
	lo := j
	for lo > 0 && toks[lo-1].word && toks[lo-1].upper && !toks[lo-1].quoted {
		lo--
	}
	if !toks[j].upper {
		return found{}, false
	}
	f := found{cueAt: i, cueEnd: i + 2, cue: cue{frame: actFrame, stance: Demand}, subLo: lo, subHi: j + 1}
	at := i + 2
	f.spans = []text.Span{{Start: toks[at].start, End: nounEnd(sc, at)}}
	return f, true
}

// nounEnd returns the rune where a noun phrase that begins at token at ends.
func nounEnd(sc scene, at int) int {
	for i := at + 1; i < len(sc.toks); i++ {
		t := sc.toks[i]
		if !t.word || set1(t.low, "that", "which", "who", "but", "while", "as") || finite[t.low] {
			return sc.toks[i-1].end
		}
	}
	return sentenceEnd(sc)
}
