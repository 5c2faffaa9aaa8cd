package claim

// acts are English verbs and nouns of one kind of act, as stems: what one report
// calls a seizure another calls expropriation.
var acts = [][]string{
	{"kill", "slaughter", "murder", "massacr", "execut", "slain", "shot dead"},
	{"confisc", "expropri", "seiz", "seizur", "confiscatori"},
	{"sanction", "blacklist"},
	{"gift", "donat", "donor"},
	{"agre", "agreement", "deal", "accord"},
	{"progress", "breakthrough", "headway"},
	{"ceas-fir", "ceasefir", "cease-fir", "truce", "armistic"},
	{"talk", "negoti", "dialogu"},
	{"expel", "eject", "oust", "drove"},
	{"resign", "quit", "step down"},
	{"suspend", "paus", "halt", "freez", "froze"},
	{"arrest", "detain", "custodi"},
	{"deport", "expuls", "remov"},
	{"releas", "freed", "free"},
	{"captur", "take", "taken", "took", "overrun", "overran"},
	{"withdraw", "withdrew", "withdrawn", "pullout", "pull"},
	{"strike", "struck", "attack", "bomb", "airstrik", "shell"},
	{"particip", "attend", "join"},
	{"delay", "postpon", "put off"},
	{"cancel", "scrap", "call off"},
	{"plan", "plot", "orchestr"},
	{"targ", "target", "aim"},
	{"pay", "paid", "payment"},
	{"buy", "bought", "purchas", "acquir", "acquisit"},
	{"sell", "sold", "sale"},
	{"die", "dead", "death", "fatal", "casualti"},
	{"wound", "injur", "hurt"},
	{"support", "back", "endors"},
	{"allow", "permit", "let"},
	{"ban", "prohibit", "bar", "forbid"},
	{"violat", "breach"},
	{"meet", "met", "meeting", "summit"},
	{"begin", "began", "start", "launch"},
	{"end", "finish", "conclud", "stop"},
}

var actNames = func() map[string]string {
	m := map[string]string{}
	for _, ws := range acts {
		for _, w := range ws {
			m[w] = "=" + ws[0]
		}
	}
	return m
}()

// actOf returns the act that a stem tells of, "" when it is in no list.
func actOf(stem string) string { return actNames[stem] }

// commonVerbs turn with what stands beside them and deny nothing alone.
var commonVerbs = set("make made take took taken get got go went gone come came do did done have had has be been is are was were use used see saw seen know knew want need think thought find found give gave given put keep kept let seem look feel felt tri try call ask happen work becom set turn show believ expect includ reach hold bring continu remain chang add move run leav left mean help like follow involv produc yield consid provid rais receiv say speak spoke accus comment respond answer recogni recognis recogniz know confirm clear understand hear heard read rule")
