package digest

import "strings"

// What a verb takes decides how one asks: "What did she agree to do?", "What did
// he accuse them of?". A verb that no list has takes an object.

// toEn are verbs after which "to" opens what somebody is to do; the second list
// has those in which somebody else is to do it, told before "to".
var (
	toEn   = wordsOf("appear agree plan vow pledge promise refuse decline decide threaten offer propose seek try attempt want hope intend aim prepare fail manage choose demand need opt struggle volunteer hesitate fight wish")
	toOfEn = wordsOf("urge ask order tell instruct force allow authorise authorize require request press push pressure encourage invite warn persuade permit enable want lobby compel advise beg expect appoint hire commission help")
	// toBeEn stand between "is" and "to".
	toBeEn = wordsOf("expected set due scheduled allowed ordered told asked forced required urged ready prepared poised likely determined keen willing supposed planned obliged authorised authorized encouraged advised invited permitted instructed going preparing seeking trying planning aiming hoping threatening struggling considering")
)

// prepsEn are verbs with the prepositions that lead to what they are about.
var prepsEn = framesOf(`call:for agree:on,with focus:on depend:on apologise:for,over apologize:for,over vote:for,against,on withdraw:from lead:to result:in respond:to object:to appeal:for warn:of,against,about
rule:on,against deal:with comment:on campaign:for,against push:for press:for ask:for wait:for look:for,into pay:for apply:for account:for prepare:for belong:to refer:to point:to amount:to plead:
suffer:from die:of,from invest:in participate:in engage:in side:with talk:about complain:about,of consist:of rely:on insist:on protest:against,over,at contribute:to listen:to
opt:for argue:for,against hint:at benefit:from cooperate:with compete:for,with fight:for,against search:for react:to aim:at care:about clash:with,over meet:with commit:to admit:to collide:with resort:to differ:over,on disagree:on,over,with
testify:against,about rally:against,for worry:about profit:from struggle:with lobby:for,against retaliate:against negotiate:with,over crack: speak:about,with,to intervene:in succeed:in subscribe:to convert:to switch:to return:to,from distance: hope:for escape:from vie:for object:to`)

// ofEn are verbs whose object is followed by a preposition and what it is about.
var ofEn = framesOf(`accuse:of charge:with,over convict:of sentence:to blame:for fine:for arrest:on,over suspect:of acquit:of clear:of jail:for praise:for criticise:for,over criticize:for,over thank:for nominate:for
describe:as name:as appoint:as designate:as compare:to,with warn:of,against,about ban:from deport:to replace:with provide:with supply:with prevent:from strip:of rob:of inform:of,about remind:of
invite:to link:to condemn:for,over sue:for,over confront:with,over charge:with present:with diagnose:with protect:from divert:to limit:to reduce:to cut:to raise:to transfer:to sell:to move:to
hand:to tie:to attribute:to expose:to dedicate:to subject:to elect:as recognise:as recognize:as portray:as dismiss:as denounce:as hail:as treat:as use:as label:as ban:from exclude:from dub: congratulate:on consult:on brief:on question:about,over
award:to grant:to threaten:with impose:on lift:on exempt:from swap:for exchange:for trade:for honour:for honor:for reward:for investigate:for,over commit:to grill:on,over press:on,over base:on torture: hold:in inspire:by concern:about worry:about save:from evacuate:from remove:from rescue:from expel:from withdraw:from summon:over pressure:over challenge:over lobby:on urge:`)

// particlesEn are verbs that make another with a small word behind them, which
// their question keeps.
var particlesEn = framesOf(`carry:out set:up,aside,out rule:out pull:out call:off,up shut:down step:down,up,aside bow:out turn:down,over take:over,part,up give:up hand:over lay:off,out point:out break:up,off wipe:out cut:off,back
bring:back,down,up roll:out,back put:forward,off work:out,on scale:back,down,up draw:up back:down,away walk:out,away hold:back,off stand:down push:back crack:down go:ahead,on,back come:up,out set:out,off,up
phase:out shrug:off spell:out kick:off,out take:on,down,off sign:off,up clear:out blow:up shoot:down play:down wind:down speak:out open:up lash:out fall:apart hit:back,out pick:up single:out open: throw:out pay:off,out leave:out stock:up speed:up win:over back:off tear:up,down ease:off revise:down,up lift:off close:down slow:down build:up drive:out,up force:out wrap:up`)

// clauseEn verbs tell what is said, found or decided, in a clause.
var clauseVerbEn = wordsOf("announce warn confirm admit acknowledge reveal insist argue claim suggest propose promise vow pledge demand decide rule conclude find order predict declare stress emphasise emphasize allege believe fear hope agree note recommend show estimate indicate assert reiterate say")

// measureEn verbs say how far something moved.
var measureEn = wordsOf("rise fall jump drop surge increase grow climb gain slip plunge decline soar tumble slump shrink decrease plummet spike")

// reasonEn are verbs after which these words give the reason. "after" and
// "following" tell it only of what is done because of something.
var reasonEn = map[string]map[string]bool{
	"over":      wordsOf("resign quit step bow apologise apologize sack fire dismiss suspend arrest detain jail fine criticise criticize condemn cancel summon protest sue ban sanction charge question investigate pause freeze scrap threaten accuse rebuke denounce slam impeach halt"),
	"for":       wordsOf("arrest jail fine criticise criticize condemn praise thank sack fire apologise apologize sanction punish sue blame honour honor reward rebuke denounce suspend ban expel imprison rip slam blast mock attack chide berate scold grill"),
	"after":     wordsOf("resign quit step bow apologise apologize sack fire dismiss suspend arrest detain cancel postpone close evacuate summon pause freeze halt recall ban scrap shut ground expel fine disqualify ditch impeach sanction end collapse"),
	"following": wordsOf("resign quit step bow apologise apologize sack fire dismiss suspend arrest detain cancel postpone close evacuate summon pause freeze halt recall ban scrap shut ground expel disqualify impeach sanction end collapse"),
}

// endedEn are nouns of an end that is announced for a reason.
var endedEn = wordsOf("resignation departure closure withdrawal recall suspension cancellation retirement boycott")

// framesOf reads "verb:word,word ...".
func framesOf(list string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		verb, preps, _ := strings.Cut(w, ":")
		if out[verb] == nil {
			out[verb] = map[string]bool{}
		}
		for p := range strings.SplitSeq(preps, ",") {
			if p != "" {
				out[verb][p] = true
			}
		}
	}
	return out
}

// notObjectEn are verbs whose object by itself does not answer what they did.
var notObjectEn = wordsOf(`order ask urge require expect authorise authorize request warn invite force put allow get keep take make set leave give cause help mark follow bring strike face reach enter prevent carry describe represent include want need
agree insist hope die resign arrive apologise apologize appear happen occur emerge remain continue begin start fail rise fall jump surge drop climb grow soar slip plunge step bow come go run look work talk speak wait vote listen tell say have last stay stand sit act
react respond refer point comment campaign appeal apply account amount lead result focus depend deal call become feel think believe know see hear mean hold serve cost spend turn pull push move head return travel land sail fly march join meet play show prove find express voice share
state add argue decide try attempt refuse decline plan vow pledge promise claim suggest stress note admit acknowledge conclude rule estimate reiterate assert allege fear use blame accuse charge convict sentence name appoint provide tie involve contain cover learn issue raise end lay post suffer spark see enjoy lack form date complete exceed total double triple pass cross miss weigh mount mourn open near thank like love hit disappear vanish emerge succeed erupt explode unfold live drag drop react travel sleep laugh smile stun shock surprise worry please disappoint encourage worsen ease tell appeal prevail repeat reverse rank range differ compete benefit enter`)
