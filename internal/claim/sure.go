package claim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/pattern"
)

// beyondDoubt reports whether a statement is a position beyond doubt: its speaker is the
// subject of the verb that carries the stance, and its issue that verb's object.
// on is the issue as the sentence has it where that is more than one noun ("lifting
// of sanctions", "tax increase"), else "". What a ledger prints must be sure; what
// is not stays in the data.
func beyondDoubt(s Statement) (on string, ok bool) {
	if japanese(s.Sentence) {
		return "", sureJa(s)
	}
	if !subjectSpeaks(s) || runsOn.MatchString(s.Sentence) || oldTime.MatchString(s.Sentence) || strings.Contains(s.Sentence, "\n") {
		return "", false
	}
	toks := tokens(strings.ReplaceAll(s.Content, "’", "'"))
	for at := issueAt(toks, s.Issue, 0); at >= 0; at = issueAt(toks, s.Issue, at+1) {
		if on, ok := heldAt(s, toks, at); ok {
			return on, true
		}
	}
	low := strings.ToLower(s.Content)
	return "", s.Stance == Condition && pointsBack.MatchString(low) && provided.MatchString(low) // "would accept it, on condition that"
}

// heldAt reports whether a statement holds its stance on the token at.
func heldAt(s Statement, toks []token, at int) (on string, ok bool) {
	if !firm(s) {
		return compoundAt(toks, at), wordsHold(s, toks, at)
	}
	if strings.HasPrefix(strings.ToLower(s.Cue), "hop") {
		return "", false // who hopes for a thing has not said that he is for it
	}
	switch s.Stance {
	case Announce:
		if on, ok := objectOf(s.Content, toks, at, s.Stance); ok && (at+1 >= len(toks) || !finite[toks[at+1].low]) {
			return on, true
		}
		return compoundAt(toks, at), reaches(toks, at, 14, false) && intends.MatchString(s.Content)
	case Support, Oppose, Criticise, Reject, Accept, Deny:
		return objectOf(s.Content, toks, at, s.Stance)
	}
	return compoundAt(toks, at), reaches(toks, at, 14, s.Stance == Warn)
}

// Signs that a sentence does not say what somebody holds now: two lines run
// together ("aid to Halden Half of the"), an hour of a log before a name, another time.
var (
	runsOn  = regexp.MustCompile(`[a-z] (?:The|A|An|In|On|At|It|He|She|They|We|This|That|There|Half|Many|Some|Most) [a-z]|^\d{3,4} [A-Z]|\b[A-Z]{4,} --|\b[A-Z]{4,} [A-Z]{3,} [A-Z]{4,}\b`)
	oldTime = regexp.MustCompile(`^(?:In|Last|Since) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:in|last|since|on|of|by|until) (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: (?:19|20)\d\d)? ?[.,;]?$|\b(?:took|taking|taken) office\b|\bfirst term\b|\b(?:later|then|once|previously|originally|initially|formerly) (?:signed|said|told|agreed|announced|rejected|called|backed|opposed|supported|accepted|welcomed)\b|\b(?:months|years|decades?) (?:ago|before|earlier)\b|\bunder President [A-Z]|^(?:A|Two|Three|Some|Four) (?:days?|weeks?|months?) later\b`)
)

// forSpeaker stand for a speaker named before.
var forSpeaker = set("he she it they we i who that which")

// subjectSpeaks reports whether the printed subject of an English statement's verb
// is its speaker: the name itself with its title, or a pronoun, and no condition
// around it.
func subjectSpeaks(s Statement) bool {
	rs := []rune(s.Sentence)
	lead, subject := s.Sentence, ""
	if s.SpeakerSpan.Len() > 0 {
		subject = string(rs[s.SpeakerSpan.Start:s.SpeakerSpan.End])
		lead = string(rs[:s.SpeakerSpan.Start])
	} else if s.CueSpan.Len() > 0 {
		lead = string(rs[:s.CueSpan.Start])
	}
	if ofAnother.MatchString(lead) || agentOfList.MatchString(lead) || strings.Contains(s.Sentence, "Posted by") || pressOwn.MatchString(subject) {
		return false
	}
	words := strings.Fields(s.Speaker)
	last := words[len(words)-1]
	if subject == "" {
		i := strings.LastIndex(lead, last)
		return i >= 0 && !agentOfList.MatchString(lead[:i]) && !strings.HasPrefix(lead[i+len(last):], "'s") && !strings.HasPrefix(lead[i+len(last):], "’s")
	}
	if forSpeaker[strings.ToLower(subject)] {
		return s.Resolved || strings.Contains(s.Sentence, last)
	}
	i := strings.LastIndex(subject, last)
	if i < 0 {
		return false // "the president": of which country is a guess
	}
	behind := strings.Fields(subject[i+len(last):])
	return !ownerMark.MatchString(subject[i+len(last):]) && (len(behind) == 0 || strings.ToLower(behind[0]) != behind[0] || nounPrepositions[behind[0]] || adverbs[behind[0]])
}

var adverbs = set("also again now then himself herself itself meanwhile")

var (
	// ofAnother is what stands before a subject that is none, or not in fact: an
	// agent, a condition, a noun it belongs to.
	ofAnother = regexp.MustCompile(`(?i)\b(?:by|if|unless|until|before|whether|should|could|might|may|when asked whether|how|why|refusal of|calls by|of|against|with|like) (?:the |\w+ (?:minister|president|secretary|leader) )?$`)
	// agentOfList is a list of who did what stands before it: "chaired by the minister, Ada Marn".
	agentOfList = regexp.MustCompile(`\w[ ,]+(?:\w+(?:ed|en)|led) by [^.;“"]{0,120}$`)
	pressOwn    = regexp.MustCompile(`\b(?:BBC|CNN|AFP|AP|NPR|ITV|CBS|NBC|ABC|Reuters|Post|Times|Guardian|News)(?:['’]s)? `)
	// ownerMark is what stands right behind a name that owns the subject or goes on.
	ownerMark = regexp.MustCompile(`^['’-]|^ (?:al|el)-`)
)

// issueAt returns the first token from a place on that is a content's issue, -1 for
// none.
func issueAt(toks []token, issue string, from int) int {
	for i, t := range toks {
		if i < from {
			continue
		}
		if i > 0 && alsoVerbs[t.low] && set1(toks[i-1].low, "to", "will", "would", "should", "must", "can", "could", "not", "cannot") {
			continue // "to deal with"
		}
		n := issueForms[t.low]
		if n == "" {
			n = t.low
		}
		if issueOfStory(n) == issue || plural(n) == issue {
			return i
		}
		if i > 0 {
			if p := issuePhrases[toks[i-1].low+" "+t.low]; p != "" && issueOfStory(p) == issue || toks[i-1].low+" "+n == issue {
				return i
			}
		}
	}
	return -1
}

// alsoVerbs are issues whose printed form is a verb's plain form, too.
var alsoVerbs = set("talk deal vote call attack aid fund visit ban charge price permit plan trade protest strike reform export import bill export project guarantee rate load wage veto support")

// breaks are words at which the reach of a verb ends.
var breaks = set("which who whom whose where when while after before following amid because since until unless if once despite as although though but not never without during sparked rather against whether saying including")

// reaches reports whether a verb's complement, which begins the tokens, holds the
// token at before it breaks off and within a number of words.
func reaches(toks []token, at, most int, conditional bool) bool {
	n := 0
	for i, t := range toks {
		if i > at || n > most {
			break
		}
		switch {
		case i == at:
			return true
		case conditional && set1(t.low, "if", "unless", "against"):
			n++
		case !t.word && strings.Contains(",;:.—–()", t.low) && i > 0, breaks[t.low] && i > 0:
			return false
		case t.word:
			n++
		}
	}
	return false
}

// nounPrepositions end a noun phrase.
var nounPrepositions = set("of for on in at to with by from over about against into between among toward towards under that is was are were has had have will would and or can could should")

// deeds are nouns of what is done to an issue: who is for its renewal is for it;
// undoing are those of its end, so that they belong to the issue's name.
var (
	deeds   = set("resumption start beginning continuation intensification expansion idea proposal prospect use introduction renewal adoption opening launch extension principle signing ratification plan concept imposition holding announcement package number round series increase rise")
	undoing = set("lifting end ending removal withdrawal cut cuts delay halt halting suspension easing easement reduction cancellation scrapping freeze pause closure abolition repeal relaxation")
)

// objectOf reports whether the token at is the head of what a verb is done to: of
// the noun phrase that begins the tokens, or of one behind a noun of what is done
// to it. on names the object where it is more than the issue.
func objectOf(content string, toks []token, at int, st Stance) (on string, ok bool) {
	undone := ""
	from := 0
	if len(toks) > 2 && strings.HasSuffix(toks[0].low, "ing") && at <= 4 && reaches(toks, at, 5, false) {
		return phrase(content, toks, 0, at), at+1 >= len(toks) || compoundAt(toks, at) == "" // "defended accepting the plane"
	}
	for rounds := 0; rounds < 2; rounds++ {
		head := -1
		i := from
		for ; i < len(toks); i++ {
			t := toks[i]
			if !t.word {
				if strings.Contains(`"“”'‘’`, t.low) {
					continue
				}
				break
			}
			if (nounPrepositions[t.low] || breaks[t.low] || adverbTime[t.low]) && i > from {
				break
			}
			head = i
		}
		switch {
		case head < 0:
			return "", false
		case head == at:
			return withUndone(undone, toks, at), true
		case at < head && head-at == 1 && at >= from && toks[head].word && !finite[toks[head].low] && !strings.HasSuffix(toks[head].low, "ing") && !strings.HasSuffix(toks[head].low, "ed"):
			return withUndone(undone, toks, at), true
		case at > head && i < len(toks) && set1(toks[i].low, "and", "or"):
			rounds--
		case at < head, i >= len(toks) || !set1(toks[i].low, "of", "on", "for", "to", "in"):
			return "", false
		case st == Reject && asked[toks[head].low] && set1(toks[i].low, "for", "to"):
			return phrase(content, toks, head, at), at-i <= 5 && reaches(toks[i:], at-i, 6, false)
		case undoing[toks[head].low]:
			undone = toks[head].low
		case !deeds[toks[head].low]:
			return "", false
		}
		from = i + 1
	}
	return "", false
}

// asked are nouns of what others want: who rejects a demand to halt a thing is for
// it, so that the demand belongs to the issue's name.
var asked = set("demand demands call calls request requests proposal proposals appeal appeals")

// phrase are the words from one token to another, as printed but for a capital
// at the front; "" where a mark stands between them.
func phrase(content string, toks []token, from, to int) string {
	if to < from {
		return ""
	}
	words := string([]rune(content)[toks[from].start:toks[to].end])
	if strings.ContainsAny(words, "\"“”,;:()") {
		return ""
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToLower(first)) + words[size:]
}

var adverbTime = set("monday tuesday wednesday thursday friday saturday sunday today yesterday again")

// withUndone names an issue with what is to become of it.
func withUndone(undone string, toks []token, at int) string {
	on := compoundAt(toks, at)
	if undone == "" {
		return on
	}
	if on == "" {
		on = toks[at].low
	}
	return undone + " of " + on
}

// compoundAt names an issue that is only the first noun of a compound: "border
// controls", "trade disputes"; "" where the issue stands alone.
func compoundAt(toks []token, at int) string {
	if at+1 < len(toks) && compoundHeads[toks[at+1].low] && toks[at+1].start == toks[at].end+1 {
		return toks[at].low + " " + toks[at+1].low
	}
	return ""
}

var compoundHeads = set("controls control disputes dispute deal talks negotiations package packages increase increases cut cuts curbs ban plan plans prices price target targets programme program policy policies strategy rules market markets demands exchange swap quota quotas treaty agreement concessions relations measures force mission reform reforms bill vote delivery deliveries effort efforts operation restrictions sanctions tariffs capability system")

// intends is how an announcement tells of what is to come, and not of what was
// counted or happened.
var intends = regexp.MustCompile(`^to\b|\b(?:will|would|shall|going to|plans? to|(?:has|have) (?:asked|agreed|decided|approved))\b`)

// Patterns of words that hold a position by themselves, on the side of the issue
// that each stance needs.
var (
	mustBe    = pattern.MustCompile(`\b(must|should|ought to|needs? to|have to|has to|had to)\b`)
	notMust   = pattern.MustCompile(`\b(never|not|n't|i|he|she|they|people|residents) (have|has|had) to\b|\b(must|should) (have|be able)\b|\bshould (trigger|mean|help|lead|reduce)\b`)
	backs     = pattern.MustCompile(`\b(i|we|he|she|they|it|country|government) (\w+ly |have |has |also |always |still )*(welcome|welcomes|welcomed|support|supports|supported|back|backs|favou?rs?|favou?red)\b|\b(is|are|was|were|am|'m|'re) (\w+ly |very )?(proud of|in favou?r of|committed to|pleased with|grateful for)\b`)
	offers    = pattern.MustCompile(`\b(ready|prepared|willing|willingness|readiness|offer|offers|offered|offering) to\b|\bcould host\b`)
	refuses   = pattern.MustCompile(`\b(won't|will not|would not|wouldn't|cannot|can't|never|not going to|refus\w+ to) (\w+ ){0,2}(accept|agree|allow|recogni[sz]e|sign|tolerate|surrender|give up|compromise|back down|concede|withdraw|yield|abandon)\b`)
	opposes   = pattern.MustCompile(`\b(i|we|he|she|they|it) (\w+ly |have |has |also |still )*(oppose|opposes|opposed)\b|\b(is|are|was|were|am|'m|'re) (\w+ly )?(against|opposed to)\b`)
	agrees    = pattern.MustCompile(`\b(i|we|he|she|they|it) (have |has |had )?(agreed to|accept|accepts|accepted)\b`)
	willDo    = pattern.MustCompile(`\b(i|we|he|she|they|it) (will|would|plans? to|planned to|intends? to)\b`)
	provided  = pattern.MustCompile(`\bonly (if|after|when|once)\b|\bprovided that\b|\bon (the )?condition\b|\bas long as\b|\bdepends? on\b`)
	callsBad  = pattern.MustCompile(`\b(is|are|was|were|'s|remains?|as|called|be) (\w+ ){0,3}(failure|shameful|disgrace\w*|outrage\w*|illegal\w*|unlawful|reckless|absurd|counterproductive|failed|unfair|unacceptable|irresponsible|ineffective|unconstructive)\b`)
	threatens = pattern.MustCompile(`\bcould (die|lead|collapse|worsen|trigger|fall)\b|\bwould be a mistake\b|\bwill not hesitate\b|\b(walk|walking) away\b|\b(step|stepping) (aside|back)\b|\b(risk|risks|danger|dangers) of\b`)
)

// wordsHold reports whether what somebody only says holds a position on the token
// at: the words that carry the stance stand in one clause with it and on the side
// of it that their meaning asks for.
func wordsHold(s Statement, toks []token, at int) bool {
	low := strings.ToLower(strings.ReplaceAll(s.Content, "’", "'"))
	rs := []rune(low)
	if len(rs) < toks[at].end {
		return false // a letter whose lower case is longer
	}
	cut := func(from, to int) string { return string(rs[toks[from].start:toks[to].end]) }
	lo, hi := at, at
	for lo > 0 && at-lo < 12 && !breaksOff(toks[lo-1]) {
		lo--
	}
	for hi+1 < len(toks) && hi-at < 12 && !breaksOff(toks[hi+1]) {
		hi++
	}
	before, clause := cut(lo, at), cut(lo, hi)
	if lo > 0 && set1(toks[lo-1].low, "if", "unless", "once", "when") && s.Stance != Condition && s.Stance != Warn || toldInside.MatchString(clause) {
		return false
	}
	switch s.Stance {
	case Demand:
		return mustBe.MatchString(clause) && !notMust.MatchString(clause)
	case Support:
		return backs.MatchString(before)
	case Propose:
		return offers.MatchString(before)
	case Reject:
		return refuses.MatchString(before)
	case Oppose:
		return opposes.MatchString(before)
	case Accept:
		return agrees.MatchString(before)
	case Announce:
		return willDo.MatchString(before)
	case Condition:
		return provided.MatchString(cut(at, min(len(toks)-1, at+14)))
	case Criticise:
		return callsBad.MatchString(cut(at, hi))
	case Warn:
		return threatens.MatchString(cut(max(0, at-16), at))
	}
	return false
}

// toldInside matches words of others, or what they show, inside what is said.
var toldInside = pattern.MustCompile(`\b(insist|says|said|claim|told|asked|demand|show|shows|showed|suggests|not willing|unwilling|not ready|not prepared)(s|ed|ing)?\b`)

// breaksOff reports whether a token ends the clause before it.
func breaksOff(t token) bool {
	return !t.word && strings.Contains(",;:.—–()", t.low) || t.word && set1(t.low, "but", "while", "which", "who", "after", "if", "unless", "once", "because", "when", "as", "where", "before", "until", "following")
}

// sureJa reports whether the speaker of a Japanese statement is the topic or the
// subject of its sentence's last verb, and no party of a clause that another answers:
// 甲が求めたことに対し、乙は反対した is no word of 甲.
func sureJa(s Statement) bool {
	i := strings.Index(s.Sentence, s.Speaker)
	if i < 0 || !firm(s) && (tailJa[s.Stance] == nil || !tailJa[s.Stance].MatchString(s.Content) && !tailJa[s.Stance].MatchString(s.Cue)) {
		return false
	}
	behind := []rune(s.Sentence[i+len(s.Speaker):])
	near := string(behind[:min(len(behind), 16)])
	if ownedJa.MatchString(near) {
		return false
	}
	m := subjectJa.FindStringSubmatch(near)
	if m == nil {
		return strings.HasPrefix(near, "によると") || strings.HasPrefix(near, "も") || strings.HasPrefix(near, "、")
	}
	return m[1] != "が" || !answeredJa.MatchString(s.Sentence)
}

// tailJa are the last words of what is said, or of the verb behind it, that hold a
// stance by themselves.
var tailJa = map[Stance]*regexp.Regexp{
	Support: regexp.MustCompile(`(?:支持|歓迎|賛成)(?:する|している|したい)$`),
	Oppose:  regexp.MustCompile(`反対(?:する|だ|である|している)$`),
	Reject:  regexp.MustCompile(`(?:受け入れられない|受け入れることはできない|受け入れない|応じられない|応じない|認めない|拒否する)$`),
	Propose: regexp.MustCompile(`(?:用意がある|提案する)$`),
	Demand:  regexp.MustCompile(`(?:求める|要求する|べきだ|申し入れた|申し入れる)$`),
	Accept:  regexp.MustCompile(`(?:受け入れる|応じる|同意する)$`),
}

var (
	ownedJa    = regexp.MustCompile(`^(?:氏|さん|選手|首相|市長|知事|側)?の(?:ツイート|ブログ|発言|側|妻|夫|父|母|秘書|関係者|案|提案|要求|声)|^側|^(?:氏|さん|選手)?(?:を|に|へ|と(?:も)?の)`)
	subjectJa  = regexp.MustCompile(`^[^はがもを、。]{0,14}?(は|が|も)`)
	answeredJa = regexp.MustCompile(`が[^。]{0,40}(?:ことに対し|のに対し|ことを受け|のを受け|ことについて|に対して)、`)
)
