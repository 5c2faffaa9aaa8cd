package digest

import (
	"strings"
	"sync"
)

// regularEn are English verbs of news that take -ed, with + where the last letter
// is doubled. Only verbs whose base is known are asked with: a base that is guessed
// may be no word.
const regularEn = `abandon abduct accept accompany accuse achieve acknowledge acquire acquit+ adapt add address adjust admit+ adopt advance advise affect agree aim air alert allege allow alter amend amount
announce answer anticipate apologise apologize appeal appear apply appoint approach approve argue arrange arrest arrive ask assassinate assault assert assess assist assume assure attach attack attempt attend
attract authorise authorize avert avoid award axe back backtrack ban+ bar+ battle beg+ behave believe belong benefit blame block blockade blast bomb book boo boost boycott breach brief broker burn bury call campaign cancel cancel+ capture
carry cast+ cause cease celebrate challenge change charge chase cheer check circulate cite claim clarify clash clear climb clinch close coincide collapse collect collide combat commemorate commend comment commission commit+ compare compel+ compete compile
complain complete comply concern condemn conclude conduct confess confirm confiscate confront congratulate connect consider consist constitute consult contact contain contest continue contract contradict contribute control+ convene convert convict convince
cooperate coordinate correct counter cover crack crash create criticise criticize cross crush curb cure cut+ damage dampen debate declare decline decrease dedicate deepen defeat defect defend defer+ define defuse defy delay delete deliver demand demolish demonstrate denounce
deny depart depend deploy deport derail describe deserve design designate destroy detail detain detect deteriorate determine detonate devastate develop devote diagnose die differ diminish direct disagree disappear disband discard discharge disclose discontinue discover discredit discuss dismantle
dismiss dispatch disperse display dispute disrupt dissolve distance distribute ditch dive divert divide dominate donate double downgrade downplay draft drag+ drain drop+ dub+ dump earn ease echo edge edit elect eliminate embrace emerge emphasise emphasize employ empty enable enact encircle
encounter encourage end endanger endorse endure enforce engage enhance enjoy enlist enrich ensure enter entertain eradicate erase erupt escalate escape escort establish estimate evacuate evaluate examine exceed exchange exclude execute exempt exercise exhaust expand expect expel+ experience
explain explode exploit explore export expose express extend extradite face fail fall+ fast favour favor fear feature fend file fill film finalise finalize finance fine finish fire fix flag+ flare flatten flee flood fly float flock focus follow forge force foil form found free fuel fulfil+ function fund gain
gather generate govern grab+ grant greet grill ground guarantee guard guide hack hail halt halve hamper hand handle hang happen harass harm harvest head heal heckle heighten help hesitate highlight hijack hike hinder hint hire honour honor hope host identify ignore illustrate impeach implement import impose impress
imprison improve include incorporate increase indicate indict infect inflict influence inform inherit initiate injure insist inspect inspire install institute instruct intend intensify intercept interrogate interrupt intervene interview introduce invade invest investigate invite involve isolate issue
jail jeer join jump justify kick kidnap+ kill knock label label+ lack lament land lash last launch lay lean leak learn legalise legalize lessen level license lift limit link liquidate list loan lobby locate lock look loom loot lower maintain manage march mark mask match matter measure mediate
meddle melt mention merge migrate miss mock monitor mount mourn move mow murder name narrow nationalise nationalize near negotiate neutralise neutralize nominate note notice notify object oblige observe obstruct obtain occupy occur+ offer omit+ open operate oppose order organise organize oust outline outlaw outnumber overhaul overrule overturn
overthrow own pack+ pardon park participate partner pass patrol+ pause peak perform permit+ persuade phase pick pinpoint place plague plan+ plant play plead please pledge plot+ plummet plunge point poison poll portray pose position possess post postpone pour praise predict prefer+ prepare present preserve press pressure
pretend prevail prevent proceed process proclaim produce profit prohibit project prolong promise promote prompt propose prosecute protect protest prove provide provoke publish pull pump punish purchase pursue push qualify quarrel question quote raid raise rally ram+ rank ratify reach react
reaffirm realise realize reassure rebound rebuff rebuild rebuke recall recapture receive reckon recognise recognize recommend reconsider record recover recruit redesign reduce remand reposition revamp refer+ reflect refocus reform refrain refuse regain register regret+ reinforce reinstate reiterate reject relate relaunch relax release relocate rely
remain remark remember remind remove rename render renew renounce reopen repair repatriate repeal repeat repel+ replace reply report represent request require rescue research resemble reserve reshape reshuffle resign resist resolve resort respond restart restore restrict result resume retain retaliate retire retract retreat
retrieve return reveal reverse review revise revive revoke reward rip+ rise risk rob+ rock roll round rubbish rule rush sack sail salute sanction save scale scan+ scatter schedule score scrap+ scrutinise scrutinize search secure seize select sentence separate serve settle shatter shell shelter
shelve shift ship+ shock shout shrug+ side sign signal signal+ silence skip+ slam+ slap+ slash slip+ slow slump smash smuggle soar solve sound spark spearhead specify spike split+ sponsor spot+ spur+ stab+ stage stall stand start state station stay stem+ step+ stop+ store storm strain strand streamline strengthen
stress stretch strip+ struggle study stumble stun+ submit+ subpoena succeed suffer suggest sue summon supply support suppress surge surpass surrender surround survey survive suspect suspend sustain swap+ switch table tackle talk tap+ target tax tease tempt terminate test testify thank thin threaten thwart
tie tighten topple top+ torch torture total tour trace track trade trail train transfer transform transmit+ transport trap+ travel travel+ treat trial+ trigger triple trouble try tumble turn underline undermine underscore unfold unify unite unleash unveil update upgrade uphold urge use usher vacate value vandalise vanish
veer verify veto view violate visit voice volunteer vote vow wage wait walk wane want warn warrant waste watch weaken weigh welcome widen wield wipe wish witness wonder work worry worsen wound wreck`

// irregularEn are verbs with a past and a participle of their own, with + where
// their -ing doubles the last letter.
const irregularEn = `become became become|begin+ began begun|bind bound bound|break broke broken|bring brought brought|build built built|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cost cost cost|cut+ cut cut|deal dealt dealt|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown|forbid+ forbade forbidden|freeze froze frozen|get+ got got|give gave given|go went gone|grow grew grown|hear heard heard|hide hid hidden|hit+ hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|lose lost lost|make made made|mean meant meant|meet met met|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|put+ put put|quit+ quit quit|read read read|rebuild rebuilt rebuilt|ride rode ridden|rise rose risen|run+ ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set+ set set|shake shook shaken|shoot shot shot|show showed shown|shrink shrank shrunk|shut+ shut shut|sink sank sunk|speak spoke spoken|spend spent spent|split+ split split|spread spread spread|stand stood stood|steal stole stolen|strike struck struck|swear swore sworn|sweep swept swept|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone|uphold upheld upheld|win+ won won|withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written`

// verbForms maps each form of the known verbs to its base. A base has no entry
// where the list does not have the verb.
type verbForms struct{ base, past, participle, gerund, third map[string]string }

// verbsEn are the forms of all verbs of both lists.
var verbsEn = sync.OnceValue(func() verbForms {
	v := verbForms{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	irregular := map[string]bool{}
	for three := range strings.SplitSeq(irregularEn, "|") {
		f := strings.Fields(three)
		base := v.add(f[0])
		irregular[base] = true
		v.past[f[1]], v.participle[f[2]] = base, base
	}
	for w := range strings.FieldsSeq(regularEn) {
		if irregular[strings.TrimSuffix(w, "+")] {
			continue
		}
		base := v.add(w)
		v.past[regularPast(w)], v.participle[regularPast(w)] = base, base
	}
	return v
})

// add enters the forms that all verbs make alike and returns the base.
func (v verbForms) add(w string) string {
	base := strings.TrimSuffix(w, "+")
	v.base[base] = base
	v.gerund[gerundOf(w)] = base
	v.third[thirdOf(base)] = base
	return base
}

// regularPast is a verb with -ed; a + at its end doubles its last letter.
func regularPast(w string) string {
	base, double := strings.CutSuffix(w, "+")
	switch {
	case double:
		return base + base[len(base)-1:] + "ed"
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case strings.HasSuffix(base, "y") && !vowelBefore(base):
		return base[:len(base)-1] + "ied"
	}
	return base + "ed"
}

// gerundOf is a verb with -ing; a + at its end doubles its last letter.
func gerundOf(w string) string {
	base, double := strings.CutSuffix(w, "+")
	switch {
	case double:
		return base + base[len(base)-1:] + "ing"
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee"):
		return base[:len(base)-1] + "ing"
	}
	return base + "ing"
}

// thirdOf is the third person of a verb's present.
func thirdOf(base string) string {
	if strings.HasSuffix(base, "y") && !vowelBefore(base) {
		return base[:len(base)-1] + "ies"
	}
	for _, e := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(base, e) {
			return base + "es"
		}
	}
	return base + "s"
}

func vowelBefore(base string) bool { return strings.ContainsAny(base[len(base)-2:len(base)-1], "aeou") }

// nounToo reports whether a past form is as well a noun: cut, hit, put.
func (v verbForms) nounToo(past string) bool { return v.base[past] != "" || past == "found" }
