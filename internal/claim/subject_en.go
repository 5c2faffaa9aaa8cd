package claim

import "strings"

// how says how a subject was found.
type how uint8

const (
	here    how = iota // printed before the verb
	omitted            // shared with a verb before: "and said"
	missing            // not on the left: "said X"
)

var (
	subordinators = set("that but while as when if because though although after before since where whereas until unless than so whether how why what nor yet and or")
	leads         = set("but and also however meanwhile earlier later then still yet so now today yesterday separately moreover nevertheless instead afterwards additionally monday tuesday wednesday thursday friday saturday sunday elsewhere previously similarly")
	prepositions  = set("in on at after during following under with for by from amid despite of to against over into since before like about near outside within without")
)

// subjectBefore returns the tokens [lo, hi) of the subject of the verb at v.
func subjectBefore(toks []token, v, end int, c cue) (lo, hi int, h how) {
	j := v - 1
	for j >= 0 && (adverb(toks[j]) || c.ing && beForms[toks[j].low]) {
		j--
	}
	switch {
	case j < 0 || toks[j].quoted:
		return 0, 0, missing
	case set1(toks[j].low, "and", "but", "or", "then", "before", "after", "by", "in", "while", "when"):
		return 0, 0, omitted
	case set1(toks[j].low, "as") && c.ing: // "was quoted as saying"
		return 0, 0, omitted
	case set1(toks[j].low, `"`, "”", ":", "—", "–", ";"):
		return 0, 0, missing
	case toks[j].low == "," && c.ing:
		return 0, 0, omitted
	case toks[j].low == "," && c.frame == sayFrame && sayer(toks, end):
		return 0, 0, missing
	case toks[j].low == ",":
		return subjectOverComma(toks, j)
	case set1(toks[j].low, "who", "which"):
		k := j - 1
		if k >= 0 && toks[k].low == "," {
			k--
		}
		lo, hi = phraseEnding(toks, k)
		return lo, hi, here
	}
	lo, hi = phraseEnding(toks, j)
	if hi > lo {
		return lo, hi, here
	}
	return 0, 0, missing
}

// subjectOverComma finds the subject before a comma and its appositions:
// "X, the head of Y, said". A comma that closes what is said gives missing.
func subjectOverComma(toks []token, comma int) (int, int, how) {
	end := comma
	for n := 0; n < 4 && end > 0; n++ {
		start := end
		for start > 0 && toks[start-1].low != "," && !strings.Contains(`"”“;:`, toks[start-1].low) {
			start--
		}
		if start == end {
			return 0, 0, missing
		}
		if a, b := nameBeforeRole(toks, start, end); n == 0 && b > a {
			return a, b, here
		}
		lo, hi := phraseEnding(toks, end-1)
		if n == 0 && hi > lo && lo == start && toks[hi-1].upper && !appositive(toks, start) && start > 0 && toks[start-1].low == "," && hi-lo <= 8 {
			return lo, hi, here // "EU policy chief, Ann Berg, said"
		}
		if hi > lo && (lo == start || leads[toks[start].low] || start == 0) && !appositive(toks, start) && speakerLike(toks[lo:hi]) && n > 0 {
			return lo, hi, here
		}
		if n == 0 && !appositive(toks, start) && !(lo == start && hi > lo && speakerLike(toks[lo:hi])) {
			return 0, 0, missing
		}
		if start == 0 || toks[start-1].low != "," {
			// the whole left side is one noun phrase with appositions after it
			if lo, hi := phraseEnding(toks, end-1); n > 0 && hi > lo && speakerLike(toks[lo:hi]) {
				return lo, hi, here
			}
			return 0, 0, missing
		}
		end = start - 1
	}
	return 0, 0, missing
}

// nameBeforeRole finds a bare name right before a chunk that gives a role
// without an article: "Ann Berg, policy director at Halden Port, told".
func nameBeforeRole(toks []token, start, end int) (lo, hi int) {
	if start < 2 || toks[start-1].low != "," {
		return 0, 0
	}
	role := false
	for k := start; k < end && k < start+7; k++ {
		role = role || groups[toks[k].low]
	}
	hi = start - 1
	lo = hi
	for lo > 0 && toks[lo-1].word && toks[lo-1].upper && !toks[lo-1].quoted {
		lo--
	}
	bounded := lo == 0 || strings.Contains(`,"”`, toks[lo-1].low)
	if !role || !bounded || hi-lo < 2 || hi-lo > 5 {
		return 0, 0
	}
	return lo, hi
}

// phraseEnding returns the noun phrase that ends at token j, without leading
// adverbs and adverbials.
func phraseEnding(toks []token, j int) (lo, hi int) {
	hi = j + 1
	lo = hi
	for lo > 0 {
		t := toks[lo-1]
		if t.low == ")" {
			k := lo - 1
			for k > 0 && toks[k].low != "(" {
				k--
			}
			lo = k
			continue
		}
		if set1(t.low, "and", "or") && lo < hi && listed(toks, lo-1) {
			lo--
			continue
		}
		if t.low == "," && lo < hi && lo > 1 && toks[lo-2].upper && toks[lo].upper && listAhead(toks, lo, hi) {
			lo--
			continue
		}
		if !t.word || t.quoted || subordinators[t.low] || finite[t.low] || set1(t.low, "who", "which") {
			break
		}
		lo--
	}
	return stripLead(toks, lo, hi)
}

// listed reports whether the conjunction at i joins two names or two parts of
// a title.
func listed(toks []token, i int) bool {
	if i == 0 || i+1 >= len(toks) || !toks[i-1].word || toks[i-1].quoted {
		return false
	}
	right := toks[i+1].upper || toks[i+1].low == "the" && i+2 < len(toks) && toks[i+2].upper
	return toks[i-1].upper && right || set1(toks[i-1].low, "secretary", "medics", "officials", "police", "residents", "state", "minister", "author", "founder", "president") && i > 1
}

// listAhead reports whether "A, B and C" follows: an "and" between lo and hi.
func listAhead(toks []token, lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if toks[k].low == "and" {
			return true
		}
		if toks[k].word && !toks[k].upper && toks[k].low != "the" {
			return false
		}
	}
	return false
}

// stripLead drops "But", "On Tuesday", "In a call" from the front of a phrase.
func stripLead(toks []token, lo, hi int) (int, int) {
	for lo < hi && (leads[toks[lo].low] || set1(toks[lo].low, "late", "last", "week", "month", "year") || strings.HasSuffix(toks[lo].low, "ly") && hi-lo > 1) {
		lo++
	}
	if lo < hi && prepositions[toks[lo].low] {
		// the subject is the last phrase that no preposition governs
		for k := hi - 1; k > lo; k-- {
			starts := determiners[toks[k].low] && !prepositions[toks[k].low] || toks[k].upper && !toks[k-1].upper || pronouns[toks[k].low]
			if starts && !prepositions[toks[k-1].low] && !determiners[toks[k-1].low] {
				return k, hi
			}
		}
		return hi, hi
	}
	return lo, hi
}

var (
	pronouns = set("he she they it him her them")
	groups   = set(`official officials police ministry minister spokesman spokeswoman spokesperson military army government
		authorities authority court judge prosecutors prosecutor experts expert analysts analyst researchers scientists
		witnesses medics doctors doctor residents activists lawyers lawyer attorney attorneys union unions company group
		groups agency leader leaders president secretary lawmaker lawmakers senator senators congressman congresswoman
		governor mayor ambassador diplomat diplomats commission council parliament committee opposition party parties
		source sources critics economists economist investigators office department bank organisation organization
		organisers organizers campaigners allies officer officers commander chief director chairman chairwoman ceo
		founder professor author report reports study documents document statement newspaper media outlet outlets
		broadcaster kremlin premier chancellor king queen pope bishop rebels militants fighters families family
		relatives grandmother grandfather sister brother girl boy mother father son daughter wife husband man woman coach manager captain player teacher student
		students farmers workers employees service watchdog charity think-tank institute university hospital
		administration embassy delegation negotiators negotiator envoy mediator mediators regulators regulator
		body bodies staff team firm airline club association federation state house forces force politician
		insider insiders aide aides adviser advisers advisor advisors candidate candidates billionaire tycoon
		pontiff cleric star singer actor actress writer journalist correspondent reporter host guest musician
		rapper president-elect speaker superintendent detective sheriff coroner pilot driver owner resident
		scholar historian publisher retailer supplier maker automaker carmaker giant startup investor investors trader traders strategist`)
)

// speakerLike reports whether a phrase can say something: a name, a pronoun or
// a noun for people and bodies.
func speakerLike(toks []token) bool {
	if len(toks) == 0 || len(toks) > 22 {
		return false
	}
	for _, t := range toks {
		if t.upper || pronouns[t.low] || groups[strings.TrimSuffix(t.low, "'s")] {
			return true
		}
	}
	return false
}

// subjectAfter returns the subject after the verb: "said Peter Rough, a ...".
func subjectAfter(toks []token, i int) (lo, hi int) {
	lo, hi = i, i
	for hi < len(toks) && toks[hi].word && !toks[hi].quoted {
		w := toks[hi].low
		if hi > lo && (adjunctStart[w] && w != "with" || set1(w, "who", "which", "as", "that", "is", "was", "has") || timeWords[w] && w != "the" && w != "a" && w != "may" && w != "march") {
			break
		}
		if finite[w] && hi > lo {
			return lo, lo
		}
		if hi == lo && (prepositions[w] || clauseStart[w] && !pronouns[w] || w == "that") {
			return lo, lo
		}
		hi++
	}
	if !speakerLike(toks[lo:hi]) {
		return lo, lo
	}
	return lo, hi
}

// sayer reports whether a subject stands behind the verb and closes there:
// "said Peter Rough, a fellow" but not "said Russia was content".
func sayer(toks []token, i int) bool {
	lo, hi := subjectAfter(toks, i)
	if lo == hi {
		return false
	}
	if hi >= len(toks) {
		return true
	}
	w := toks[hi].low
	return !toks[hi].word || set1(w, "in", "on", "at", "during", "who", "after", "as", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "last", "late")
}

// mainSubject returns the end of a speaker-like phrase that opens the
// sentence, before token v; 0 if there is none.
func mainSubject(toks []token, v int) int {
	lo := 0
	for lo < v && (leads[toks[lo].low] || toks[lo].low == ",") {
		lo++
	}
	hi := lo
	for hi < v && toks[hi].word && !toks[hi].quoted && !finite[toks[hi].low] && !(strings.HasSuffix(toks[hi].low, "ed") && !toks[hi].upper && hi > lo) && !subordinators[toks[hi].low] {
		hi++
	}
	if hi > lo && hi < v && speakerLike(toks[lo:hi]) && !prepositions[toks[lo].low] {
		return hi
	}
	return 0
}
