package claim

import (
	"strings"

	"kiku/internal/language/text"
)

// issueForms maps a printed form to the normal form of an issue: one number,
// one spelling.
var issueForms = buildIssueForms()

func buildIssueForms() map[string]string {
	m := map[string]string{}
	for _, w := range strings.Fields(`ceasefire truce war peace memorandum settlement blockade siege famine aid enrichment
		inflation immigration migration climate pollution corruption recession unemployment trade disarmament
		mediation withdrawal annexation occupation genocide espionage terrorism abortion healthcare housing
		education defence security sovereignty independence statehood recognition democracy legislation inquiry
		funding spending privatisation privacy safety visa bail extradition deportation asylum impeachment
		resignation referendum constitution conscription mobilisation membership censorship antitrust`) {
		m[w] = w
	}
	for _, w := range strings.Fields(`observer inspector inspection fund compensation harbour sanction negotiation talk guarantee tariff hostage weapon missile drone prisoner tax subsidy wage
		pension strike protest election vote reform budget bill law treaty agreement deal plan
		airstrike attack offensive incursion invasion border territory troop reactor plant vaccine virus emission
		asset rate price loan debt merger acquisition takeover layoff job licence permit rule regulation
		ban verdict sentence ruling lawsuit trial charge allegation arrest investigation pipeline fishery
		refugee migrant settler settlement outpost school hospital university student teacher worker union
		import export levy quota veto summit meeting visit call package programme program project mission
		satellite chip semiconductor jet plane aircraft ship vessel port dam bridge road railway`) {
		normal := w
		if strings.Contains(" observer inspector inspection sanction negotiation talk guarantee tariff hostage weapon drone tax subsidy wage pension protest emission asset layoff job settler refugee migrant troop ", " "+w+" ") {
			normal = plural(w)
		}
		m[w], m[plural(w)] = normal, normal
	}
	m["dialogue"], m["contacts"], m["conversation"] = "dialogue", "contacts", "conversation"
	m["truce"], m["truces"], m["armistice"] = "ceasefire", "ceasefire", "ceasefire"
	m["cease-fire"], m["cease-fires"], m["ceasefires"] = "ceasefire", "ceasefire", "ceasefire"
	m["peacekeeping"], m["mediator"], m["mediators"] = "peacekeeping", "mediation", "mediation"
	m["defense"], m["program"], m["programs"] = "defence", "programme", "programme"
	return m
}

// broad issues say little by themselves: a narrower one in the same sentence
// is preferred. narrow ones are what positions usually turn on.
var (
	broad  = set("war peace deal meeting talks settlement package plan visit call attack ship plane project school aid support election trial agreement law vote trade treaty mission security safety defence strike call bill budget rate")
	narrow = set("observers compensation inspections ceasefire sanctions memorandum tariffs hostages enrichment blockade withdrawal annexation mediation membership guarantees famine genocide referendum resignation deportation extradition impeachment recognition statehood mobilisation visa quota")
)

// synonyms of several words, by their printed form.
var issuePhrases = map[string]string{
	"peace agreement": "peace deal", "peace treaty": "peace deal", "peace settlement": "peace deal", "peace plan": "peace plan",
	"peace negotiations": "peace talks", "root causes": "root causes", "root cause": "root causes",
	"direct negotiations": "direct talks", "direct dialogue": "direct talks", "direct contacts": "direct talks", "direct talks": "direct talks",
	"prisoner swap": "prisoner exchange", "exchange prisoners": "prisoner exchange", "swap prisoners": "prisoner exchange", "prisoners exchange": "prisoner exchange", "security guarantee": "security guarantees",
}

func issueWeight(normal string) int {
	switch {
	case narrow[normal]:
		return 7
	case broad[normal]:
		return 3
	}
	return 5
}

func plural(w string) string {
	if n := len(w); w[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[n-2])) {
		return w[:n-1] + "ies"
	}
	if strings.HasSuffix(w, "x") || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch") {
		return w + "es"
	}
	return w + "s"
}

// headNouns say little alone: they take the noun or adjective before them.
var headNouns = set(`talks deal agreement plan guarantees exchange package programme project bill law tax rate price
	meeting summit policy control rights exports imports system service force forces cuts increase rules reform plant strike
	treaty settlement mission debt ban crisis defence charge call vote ruling trial investigation budget safety spending aid
	regulation trade security funding membership inquiry territory operation operations campaign market industry production supply`)

// modifiers are adjectives worth keeping before a head noun.
var modifiers = set(`direct nuclear peace trade security prisoner minimum military foreign nuclear missile free
	comprehensive interim minimum medical food humanitarian income interest defence border water energy oil gas free-trade
	grain hostage fishing mineral minerals arms customs climate health death corporate sales property carbon
	inheritance budget labour labor school housing immigration association leaders' prisoners rescue tidal harbour harbor land spending pension fuel wheat steel digital`)

// vague nouns never name an issue.
var vague = set(`demand demands proposal proposals offer offers request requests initiative escalation readiness willingness people person thing time year month week day hour minute morning evening night today moment way part side sides number
	lot kind sort case place point end start fact point question answer word statement comment remark interview reporter reporters
	source official officials minister president spokesman spokesperson government country countries state states nation nations
	world region area city town man woman men women child children family member members leader leaders party parties group groups
	company companies team effort efforts move step steps work matter issue issues problem problems situation result results
	reason view opinion position role process progress decision action actions measure measures level home house office life
	use need hand head line idea example addition order course basis term terms change changes chance possibility
	percent million billion thousand total amount half rest others something anything nothing everything everyone someone
	conversation phone post message letter video report reports news media press conference article photo image
	friend friends partner partners ally allies colleague colleagues expert experts analyst critic lawmaker lawmakers
	history future past today tomorrow yesterday weekend summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday
	able likely ready willing clear good great bad big small large high low long short early late full real true right wrong
	hard easy important serious possible different various certain recent current previous former major key main top huge whole
	think know want make take give come going look looks feel seem believe hope need says said added told asked called
	thing things stuff bit mind heart face eyes eye hands body voice name names title story book film show game season match
	goal play player fans fan coach club best better worse more less back down away together again always never maybe really very
	here there first second third next last other another same such much many most some every each both either neither`)

// candidatesEn returns the nouns of a stretch of an English sentence.
func candidatesEn(s text.Sentence, within text.Span) []candidate {
	if within.End == s.Span.Len() || within.End == 0 {
		within.End = max(within.End, len([]rune(s.Text)))
	}
	var out []candidate
	toks := tokens(s.Text)
	nouns := nounSpans(s)
	for i, t := range toks {
		if !t.word || t.start < within.Start || t.end > within.End || len(t.low) < 3 || vague[t.low] || digits(t.low) {
			continue
		}
		if i+1 < len(toks) && toks[i+1].end <= within.End && modifiers[t.low] && headNouns[issueForms[toks[i+1].low]] {
			continue // "peace" of "peace talks" is no issue of its own
		}
		normal, known := issueForms[t.low]
		if i > 0 && issuePhrases[toks[i-1].low+" "+t.low] != "" {
			known = true
		}
		if t.upper && !known && i > 0 || occupied(s, text.Span{Start: t.start, End: t.end}) {
			continue
		}
		if !known {
			if len(s.Words) > 0 && !nouns[t.start] || adjectival(t.low) || len(t.low) < 5 || finite[t.low] || strings.ContainsAny(t.low, "'.$%") ||
				strings.HasSuffix(t.low, "ing") || strings.HasSuffix(t.low, "ed") || subordinators[t.low] || groups[t.low] || adverb(t) {
				continue
			}
			normal = t.low
		}
		if i > 0 && toks[i-1].start >= within.Start {
			if p := issuePhrases[toks[i-1].low+" "+t.low]; p != "" {
				out = append(out, candidate{normal: p, known: true, weight: 6, at: i})
				continue
			}
		}
		if i > 0 && headNouns[normal] && modifiers[toks[i-1].low] && toks[i-1].start >= within.Start-20 {
			out = append(out, candidate{normal: toks[i-1].low + " " + normal, known: known, weight: issueWeight(normal), at: i})
		}
		if !known && len(s.Words) == 0 {
			continue // letters alone do not tell a noun
		}
		out = append(out, candidate{normal: normal, known: known, weight: issueWeight(normal), at: i})
	}
	return out
}

// adjectival reports whether a word looks like no noun by its ending.
func adjectival(w string) bool {
	for _, e := range []string{"al", "ic", "ive", "ous", "able", "ible", "ful", "ish", "ian", "ese", "less", "stand", "eign", "ent's"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// nounSpans returns where the nouns of an analysed sentence start.
func nounSpans(s text.Sentence) map[int]bool {
	m := map[int]bool{}
	for _, w := range s.Words {
		if w.Class == text.Noun && !w.Stop {
			m[w.Span.Start] = true
		}
	}
	return m
}
