package claim

import "strings"

// frame is what a cue verb takes.
type frame uint8

const (
	sayFrame  frame = iota // a clause or a quotation: said, warned that
	tellFrame              // a hearer, then a clause: told reporters
	actFrame               // a noun phrase or "to" with a verb: rejected, agreed to
	bothFrame              // either: announced, suggested
)

// cue is a verb that reports what somebody says or decides.
type cue struct {
	frame  frame
	stance Stance // OtherSay: decided by the content
	tail   []string
	base   bool // printed in its plain form or as a noun alike: "demand", "report"
	plain  bool // the plain form itself: only after a plural
	ing    bool
}

// cueVerbs lists the verbs by frame and stance: plain form, then irregular
// past forms after a slash.
var cueVerbs = []struct {
	frame  frame
	stance Stance
	verbs  string
}{
	{sayFrame, OtherSay, `say/said add note stress emphasize emphasise explain insist claim argue state declare
		confirm reply respond conclude recall remark write/wrote/written post tweet reveal predict estimate
		assert reiterate repeat mention indicate maintain wonder joke quip highlight underline underscore clarify
		testify observe comment report explain tell/told continue`},
	{sayFrame, Warn, `warn caution`},
	{sayFrame, Accept, `admit concede acknowledge`},
	{sayFrame, Criticise, `allege complain lament`},
	{sayFrame, Support, `hope`},
	{bothFrame, Announce, `announce unveil promise pledge vow`},
	{bothFrame, Propose, `propose offer`},
	{bothFrame, OtherSay, `suggest`},
	{bothFrame, Demand, `demand urge request`},
	{bothFrame, Deny, `deny dispute`},
	{bothFrame, Accept, `agree accept`},
	{bothFrame, Warn, `threaten`},
	{actFrame, Announce, `approve`},
	{actFrame, Reject, `reject refuse spurn rebuff veto decline dismiss`},
	{actFrame, Support, `welcome praise back endorse support hail laud defend applaud`},
	{actFrame, Oppose, `oppose`},
	{actFrame, Criticise, `condemn criticize criticise slam/slammed blast denounce accuse blame decry deplore`},
}

// cuePhrases are cues of several words, by their first word.
var cuePhrases = []struct {
	words  string
	frame  frame
	stance Stance
}{
	{"call for", actFrame, Demand},
	{"call on", actFrame, Demand},
	{"appeal for", actFrame, Demand},
	{"press for", actFrame, Demand},
	{"push for", actFrame, Demand},
	{"rule out", actFrame, Reject},
	{"point out", sayFrame, OtherSay},
	{"make clear", sayFrame, OtherSay},
	{"make it clear", sayFrame, OtherSay},
	{"go on to say", sayFrame, OtherSay},
	{"object to", actFrame, Oppose},
	{"draw attention to", actFrame, OtherSay},
	{"insist on", actFrame, Demand},
	{"express support for", actFrame, Support},
	{"express concern", actFrame, Warn},
	{"express doubt", actFrame, Oppose},
	{"voice doubts", actFrame, Oppose},
	{"voice concern", actFrame, Warn},
	{"back down from", actFrame, Accept},
	{"turn down", actFrame, Reject},
	{"sign off on", actFrame, Accept},
	{"agree to", actFrame, Accept},
	{"refuse to", actFrame, Reject},
	{"threaten to", actFrame, Warn},
	{"thank", actFrame, Support},
}

var irregular = map[string][]string{
	"make": {"made", "makes", "making"}, "go": {"went", "goes", "going"}, "draw": {"drew", "draws", "drawing"},
}

// cues maps a printed verb form to its cue; phraseCues maps the first word of
// a phrase to its phrases, longest first.
var cues, phraseCues = buildCues()

func buildCues() (map[string]cue, map[string][]cue) {
	one, many := map[string]cue{}, map[string][]cue{}
	for _, g := range cueVerbs {
		for _, v := range strings.Fields(g.verbs) {
			parts := strings.Split(v, "/")
			c := cue{frame: g.frame, stance: g.stance}
			if parts[0] == "tell" {
				c.frame = tellFrame
			}
			for form, k := range conjugate(parts[0], parts[1:]) {
				k.frame, k.stance = c.frame, c.stance
				one[form] = k
			}
		}
	}
	for _, p := range cuePhrases {
		ws := strings.Fields(p.words)
		for form, k := range conjugate(ws[0], irregular[ws[0]]) {
			k.frame, k.stance, k.tail = p.frame, p.stance, ws[1:]
			many[form] = append(many[form], k)
		}
	}
	return one, many
}

// conjugate gives the printed forms of a regular verb plus the given ones.
func conjugate(verb string, past []string) map[string]cue {
	out := map[string]cue{verb: {base: true, plain: verb != "say" && verb != "tell"}}
	stem := strings.TrimSuffix(verb, "e")
	third := verb + "s"
	if strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ss") || verb == "go" {
		third = verb + "es"
	}
	ed, ing := stem+"ed", stem+"ing"
	if n := len(verb); verb[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(verb[n-2])) {
		third, ed = verb[:n-1]+"ies", verb[:n-1]+"ied"
	}
	switch verb {
	case "agree":
		ed, ing = "agreed", "agreeing"
	case "admit", "slam", "quip":
		ed, ing = verb+verb[len(verb)-1:]+"ed", verb+verb[len(verb)-1:]+"ing"
	}
	out[third] = cue{base: verb != "say" && verb != "tell"}
	out[ing] = cue{ing: true}
	if len(past) == 0 {
		out[ed] = cue{}
	}
	for _, p := range past {
		out[p] = cue{}
	}
	return out
}
