package digest

import (
	"regexp"
	"strings"

	"kiku/internal/language/pattern"
)

// meeting matches what somebody is to do when he meets another.
var meeting = pattern.MustCompile(`(?i)\b(plans?|will|hopes?|wants?|intends?|expected|due|set|scheduled) (to )?(discuss|meet|offer|raise|hold talks|press|visit|present|attend|join)\b`)

// reassures matches what is not open: a denial of a danger, a promise to go on.
var reassures = pattern.MustCompile(`(?i)\b(no (signs?|threat|danger|risk|need|plans?|indication)|rul(es?|ed) out|will continue|not yet assessing|did not rule|no longer|did not (think|believe))\b|心配はない|恐れはない|おそれはない|影響はない|予定はない`)

// wasSo matches what was open once.
var wasSo = pattern.MustCompile(`(?i)\b(ahead of|had (not|yet)|last (month|year|week)|(months|years|weeks) ago|earlier this|previously|was (scheduled|set|due|expected|supposed|to)|were (scheduled|set|due|expected|supposed|to))\b|予定だった|見通しだった|はずだった|していた。$`)

// mainClause reports whether one of the places stands in a sentence's main clause, not
// in one that tells which thing is meant or what goes along: "a law that is set to
// expire", "where talks are under way".
func mainClause(words string, places [][]int, lang string) bool {
	for _, at := range places {
		if lang != "en" {
			return true
		}
		before := words[:at[0]]
		if ownPlans.MatchString(before) && strings.HasPrefix(words[at[0]:], "plan") {
			continue // "his plans to": the noun
		}
		clause := before[strings.LastIndexAny(before, ",;—–")+1:]
		if !whichBefore.MatchString(before) && !sideClause.MatchString(clause) {
			return true
		}
	}
	return false
}

// ownPlans matches words after which "plans" is a noun.
var ownPlans = regexp.MustCompile(`(?i)\b(his|her|their|its|the|of|any|no|on|has|have|had|[a-z]+['’]s?) $`)

// sideClause matches the beginning of a clause that goes along.
var sideClause = regexp.MustCompile(`(?i)^\s*(and )?(which|who|whose|where|although|though|while|as|despite|amid|including|with)\b`)

// willDo are the places where somebody will do something, or says so.
func willDo(words string) [][]int {
	var out [][]int
	for _, at := range willVerb.FindAllStringSubmatchIndex(words, -1) {
		if !noStep[words[at[2]:at[3]]] {
			out = append(out, at[:2])
		}
	}
	return out
}

var willVerb = regexp.MustCompile(`\b(?:will|said (?:the )?\w+ would(?:, [^,]+,)?|(?:has|have) (?:vowed|promised|pledged|threatened) to)(?: now| soon| then)? ([a-z]+)\b`)

// noStep are verbs after "will" with which nothing is yet to be done or decided.
var noStep = words("be have not never make help boost cause affect become mean likely remain no cost depend need take always only get give see know find enable allow lead continue keep stay still come do feel want probably also eventually ultimately include require contain cover provide serve look bring run last die suffer receive lose reach rise fall grow exceed share include range benefit save")

// coming matches a step that is to come.
var coming = pattern.MustCompile(`(?i)\b((is|are) (set|due|expected|scheduled|slated|poised|likely) to|(is|are) (due|scheduled|planned|slated) (for|on|in)|plans? to|intends? to|(is|are) to (meet|hold|vote|decide|begin|start|open|travel|return|resume|discuss|appear|visit|be)|will (meet|hold|vote|decide|begin|start|open|travel|return|resume|discuss|consider|take (place|effect|part)|review|investigate|examine|appear|be (held|decided|sentenced|released|published)|host|visit|announce|present|submit|appeal)|has (vowed|promised|pledged) to|next (round|meeting|hearing|step|phase|week|month))\b`)

var whichBefore = regexp.MustCompile(`\b(which|that|who|where)(?: \w+)? ?$`)

// pending matches what nobody knows or has decided yet; it counts more than what is
// merely to come.
var pending = pattern.MustCompile(`(?i)\b(unclear|not (yet |immediately )?(known|clear|been (decided|announced|set|determined|released|identified|found)|said (when|whether|how|what|who|where)|say (when|whether|how|what|who|where)|commented|responded|decided|specified?)|(have|has|had) yet to|yet to be|remains? (to be seen|unknown|unsolved|at large|missing|under investigation)|under investigation|investigat(ion|ions|ors) (is|are|continu\w+|into)|(is|are) (still )?(investigating|looking into|searching|reviewing|considering|weighing|awaiting)|no (one|group) has (yet )?claimed|questions? remains?|awaits?|pending (approval|review|trial)|undecided|if (approved|passed|confirmed|convicted)|could face|deadline|next (round|meeting|hearing|step|phase)|in the coming (days|weeks|months)|remains? (under|in (detention|custody|jail|prison|hospital|critical|place|force)|closed|shut|suspended|on the run|at odds|divided|stalled|deadlocked)|(prompted|growing|renewed) calls|must (vote|decide|approve|agree|sign|pass)|(is|are) (demanding|urging|seeking|calling (for|on)|pressing for|pushing for|threatening|negotiating))\b|分かっていない|わかっていない|決まっていない|定まっていない|明らかになっていない|明らかにしていない|未定|不明だ|不透明|調べている|調べを進め|捜査している|捜査を進め|調査している|調査を進め|原因を調|検討(している|を進め|する)|見通しは立っ|めどは立っ|焦点(だ|となる|になる)|課題(だ|となる|になる|が残)|問われ(る|そうだ|ている)|注目(される|が集まる)|今後.{0,20}(協議|調整|議論|判断|決め|詰め|検証)|(指示|勧告|避難|拘束|勾留|対立|交渉|協議|捜索)[がは]続いている|続けている。$`)
