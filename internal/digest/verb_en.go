package digest

import (
	"strings"
	"sync"
)

// regularEn are English verbs of news that take -ed, with + where the last letter
// is doubled. Only verbs whose base is known are asked with: a base that is guessed
// may be no word.
const regularEn = `abandon accept accuse achieve acquire add adopt advance allow alter amend announce appeal appoint approve arrange arrest attack attend
attract authorise authorize avoid award back ban+ battle block blockade bomb boost boycott breach brief cancel cancel+ capture carry cause challenge change charge check
claim clear close collect condemn conclude confirm consider contain contact convict cover create criticise criticize cross damage declare decline defeat defend delay
delete deliver demand demolish denounce deploy describe design destroy detain develop disclose discover discuss dismiss display donate double draft
drop+ dump earn edit elect empty end endorse enforce enter escape establish estimate evacuate examine execute exceed expand expect expel+ explain explore export expose express
extend extradite face fail file fill film finance finish fire fix flood follow force free fund gain grant greet guard halt handle harvest help hire host identify ignore impose improve
include increase indict inform injure inspect inspire install interview introduce invade invest investigate invite issue join jail kick kill kidnap+ label label+ launch leak lift limit link list loan
locate lock lower maintain manage mark mention merge miss move murder name nominate note notify obtain offer open oppose order organise organize oust overturn own pardon pass patrol+ pause
place plan+ plant play pledge postpone praise prepare present preserve prevent process produce promise promote propose prosecute protect protest prove provide publish punish purchase
push question raid raise ratify reach receive recall recognise recognize record recover reduce refuse register reject release remove rename renew reopen repair repeal replace report represent
request require rescue reserve resist resolve restore restrict resume retain retire return reveal reverse review revise revoke reward rob+ sack sail save scrap+ search secure seize select
sentence serve settle share shift sign slash stage start stop+ store strengthen strip+ subpoena sue summon supply support surpass surrender suspend suspect table target tax terminate test threaten
top+ touch tour track trade train transfer treat trigger unveil update upgrade urge use vacate value veto violate resign apologise apologize collapse die arrive crash apply vote visit want warn waste watch welcome withhold wound`

// irregularEn are verbs with a past and a participle of their own.
const irregularEn = `begin began begun|bind bound bound|break broke broken|bring brought brought|build built built|buy bought bought|catch caught caught|choose chose chosen|cost cost cost|cut cut cut|draw drew drawn|drive drove driven|eat ate eaten|feed fed fed|fight fought fought|find found found|forbid forbade forbidden|freeze froze frozen|get got got|give gave given|hide hid hidden|hit hit hit|hold held held|keep kept kept|lead led led|leave left left|lend lent lent|lose lost lost|make made made|meet met met|pay paid paid|put put put|quit quit quit|ride rode ridden|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shoot shot shot|show showed shown|shut shut shut|sink sank sunk|spend spent spent|split split split|spread spread spread|steal stole stolen|strike struck struck|take took taken|teach taught taught|tear tore torn|throw threw thrown|undergo underwent undergone|win won won|withdraw withdrew withdrawn|write wrote written|overturn overturned overturned|veto vetoed vetoed`

// verbsEn maps the past and the participle of a verb to its base.
var verbsEn = sync.OnceValue(func() (v struct{ past, participle map[string]string }) {
	v.past, v.participle = map[string]string{}, map[string]string{}
	for w := range strings.FieldsSeq(regularEn) {
		base := strings.TrimSuffix(w, "+")
		v.past[regularPast(w)], v.participle[regularPast(w)] = base, base
	}
	for three := range strings.SplitSeq(irregularEn, "|") {
		f := strings.Fields(three)
		v.past[f[1]], v.participle[f[2]] = f[0], f[0]
	}
	return v
})

// presentEn maps the third person of a regular verb to its base.
var presentEn = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for w := range strings.FieldsSeq("demand oppose support propose offer reject challenge seek consider") {
		base := strings.TrimSuffix(w, "+")
		third := base + "s"
		for _, e := range []string{"s", "x", "z", "ch", "sh", "o"} {
			if strings.HasSuffix(base, e) {
				third = base + "es"
			}
		}
		if past := regularPast(w); strings.HasSuffix(past, "ied") {
			third = strings.TrimSuffix(past, "d") + "s"
		}
		out[third] = base
	}
	return out
})

// regularPast is a verb with -ed; a + at its end doubles its last letter.
func regularPast(w string) string {
	base, double := strings.CutSuffix(w, "+")
	switch {
	case double:
		return base + base[len(base)-1:] + "ed"
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case strings.HasSuffix(base, "y") && !strings.ContainsAny(base[len(base)-2:len(base)-1], "aeou"):
		return base[:len(base)-1] + "ied"
	}
	return base + "ed"
}
