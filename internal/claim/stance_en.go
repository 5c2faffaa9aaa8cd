package claim

import (
	"strings"

	"kiku/internal/language/pattern"
)

// contentStances read the stance from what is said, in order; the first that
// fits decides. Only cues that carry no stance of their own come here.
var contentStances = []struct {
	stance Stance
	re     *pattern.Pattern
}{
	{Reject, pattern.MustCompile(`\b(won't|will not|would not|wouldn't|cannot|can't|never|not going to|refus\w+ to) (\w+ ){0,2}(accept|agree|allow|recogni[sz]e|sign|tolerate|surrender|give up|negotiate|compromise|back down|concede|withdraw|fly|yield|abandon)|\bunacceptable\b|\bout of the question\b|\bno intention of\b|\bdon't want to do this\b`)},
	{Deny, pattern.MustCompile(`\b(false|untrue|baseless|groundless|unfounded|fabricated)\b|\bno (evidence|truth|plans?|casualties|damage|role|involvement)\b|\b(not|n't) (involved?|behind|responsible|true|planning|our war|my war|our people)\b|\bnothing to do with\b|\bthere (are|is|were|was|had been) no (damage|guarantees?|military guarantees|breach|violation)`)},
	{Condition, pattern.MustCompile(`\bonly (if|after|when|once)\b|\bunless\b|\bprovided that\b|\bon (the )?condition\b|\bas long as\b|\bconditions for\b|\broot causes\b|\bdepends? on\b|\bnot before\b|\bif necessary\b|\bwait(s|ing)? for (\w+ ){0,2}proposals?\b`)},
	{Demand, pattern.MustCompile(`\b(must|should|ought to|needs? to|have to|has to|had to)\b|\bwe (simply )?expect\b|\bit is (crucial|essential|imperative|vital|necessary|time)\b|\bthe goal must\b|\bdemand`)},
	{Criticise, pattern.MustCompile(`\b(shameful|disgrace\w*|outrage\w*|heinous|hypocri\w+|illegal\w*|unlawful|reckless|cynical|absurd|nonsense|ineffective\w*|counterproductive|failed|failure|failing|stall\w*|buy time|warmonger|atrocit\w+|genocide|war crimes?|betray\w*|lies?|lying|mistrust|escalat\w+|provok\w+|provocation|aggress\w+|unconstructive\w*|malicious|appeasement|theatrical|undermin\w+|monstrous|barbaric|incompeten\w+|blackmail|unfair|dragging|irresponsible|frustrated|hysteric\w*|angst|never changed|not producing|unwilling|excuses?|not interested|no desire|no signs?|forbade|moved an inch|without making any|dodg\w+|misled|mislead\w*|propaganda|smear|catastroph\w+ mistake|inhuman\w*|brutal\w*|cruel\w*)\b`)},
	{Warn, pattern.MustCompile(`\b(risks?|danger\w*|threat\w*|catastroph\w+|consequences|could (die|lead|collapse|worsen|trigger|fall)|would be a mistake|will (decline|suffer|lead to|die)|will not hesitate|walk(ing)? away|back away|step(ping)? (aside|back)|no quick|not end (quickly|soon|any time)|won't end|extremely difficult|cannot rule out|worse)\b`)},
	{Propose, pattern.MustCompile(`\b(ready|prepared|willing|willingness|readiness) to\b|\bcould host\b|\boffer(s|ing)? to\b|\bwe (propose|offer|suggest)\b`)},
	{Support, pattern.MustCompile(`\b(end|ending|stop|stopping) the (war|fighting|bloodshed|killing)\b|\bmake peace\b`)},
	{Support, pattern.MustCompile(`\b(welcom\w+|in favou?r|supports?|supported|supporting|great|glad|pleased|satisfied|proud|positive|important step|historic|agree with|i agree|helpful|useful|opportunity|optimis\w+|grateful|thank\w*|praise\w*|hope\w*|committed|remains? important|restored|consensus|excellent|wonderful|necessary to)\b`)},
	{Oppose, pattern.MustCompile(`\b(oppos\w+|against (the|any|a)|wrong|mistake|do not contribute|bad idea|not the way)\b`)},
	{Accept, pattern.MustCompile(`\b(agreed|agrees|accept(s|ed)?|admit(s|ted)?)\b`)},
	{Announce, pattern.MustCompile(`\b(we|it|they|he|she) (has|have|had) (struck|launched|begun|agreed|decided|signed|downed|completed|sent|approved|destroyed|imposed|captured|arrested|started|opened|closed)\b|\b(will|would) (discuss|visit|meet|send|launch|begin|hold|exchange|open|close|publish|introduce|travel|resign|appeal|start|immediately start)\b|\bgoing ahead\b|\b(is|are) in talks\b|\b(will|would) be negotiated\b|\bplans? to\b`)},
}

// undecided are contents that hold nothing: an assessment put off, a plan or a
// conclusion that there is not, what a thing ought to bring about by itself.
var undecided = pattern.MustCompile(`\btoo (early|soon) to\b|\b(did|does|do|had|has|have)(n't| not) (yet )?(plan|reach|reached|come to|expect)\b|\b(it|this|that|plan|measure|deal|system|cap|vaccine|law|step|move)s? should (\w+ly |soon |also |help )?(be able|eliminate|reduce|help|improve|last|arrive|take (about|two|three|some|a few)|mean|bring|allow|lead|cut|ease|lower|raise)\b`)

// claimedObject is what is denied rather than refused: "rejected claims that".
var claimedObject = pattern.MustCompile(`^(the |these |those |any |all |his |her |its |their |such |[\w.'’]+['’]s? )?(\w+ )?(claims?|allegations?|accusations?|suggestions?|reports?|notion|charges?|criticism)\b`)

// stanceEnglish returns what the speaker does with a statement.
func stanceEnglish(c cue, content string, direct bool) Stance {
	content = strings.ToLower(strings.ReplaceAll(content, "’", "'"))
	if c.stance == Reject && claimedObject.MatchString(content) {
		return Deny
	}
	if c.stance != "" && c.stance != OtherSay {
		return c.stance
	}
	if strings.HasSuffix(strings.TrimSpace(content), "?") {
		return OtherSay
	}
	if undecided.MatchString(content) {
		return OtherSay
	}
	for _, r := range contentStances {
		if r.re.MatchString(content) {
			return r.stance
		}
	}
	return OtherSay
}
