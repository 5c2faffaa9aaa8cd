package claim

// leavesBehind are verbs by which somebody takes back what he held, with the
// particles that may follow.
var leavesBehind = map[string][]string{
	"abandoned": nil, "abandons": nil, "dropped": nil, "drops": nil, "withdrew": nil, "withdraws": nil, "reversed": nil, "reverses": nil,
	"scrapped": nil, "scraps": nil, "renounced": nil, "renounces": nil, "shelved": nil, "lifted": nil, "softened": nil,
	"backed": {"off", "away", "down", "out"}, "backs": {"off", "away", "down", "out"}, "retreated": {"from"}, "retreats": {"from"},
	"walked": {"back"}, "walks": {"back"}, "gave": {"up"}, "gives": {"up"}, "pulled": {"back"}, "stepped": {"back"}, "steps": {"back"},
}

// heldBefore are nouns of what somebody holds, with its stance.
var heldBefore = map[string]Stance{
	"call": Demand, "calls": Demand, "demand": Demand, "demands": Demand, "insistence": Demand, "ultimatum": Demand,
	"threat": Warn, "threats": Warn, "opposition": Oppose, "objection": Oppose, "objections": Oppose, "resistance": Oppose, "refusal": Reject, "rejection": Reject,
	"support": Support, "backing": Support, "promise": Announce, "promises": Announce, "pledge": Announce, "pledges": Announce, "offer": Propose, "proposal": Propose,
}

// takenBack reads at token i that somebody takes back what he held: "dropped
// its demand for", "backed away from his threats to". What comes of it is
// acceptance where it stood in the way, else refusal.
func (e *english) takenBack(sc scene, i int, before []found) (found, bool) {
	toks := sc.toks
	particles, ok := leavesBehind[toks[i].low]
	if !ok || i == 0 {
		return found{}, false
	}
	end := i + 1
	if len(particles) > 0 {
		if end >= len(toks) || !set1(toks[end].low, particles...) {
			return found{}, false
		}
		end++
		if end < len(toks) && set1(toks[end].low, "from", "of", "on") {
			end++
		}
	}
	at := end
	if at >= len(toks) || !set1(toks[at].low, "his", "her", "its", "their") {
		return found{}, false
	}
	for at++; at < len(toks) && at < end+4; at++ {
		held, ok := heldBefore[toks[at].low]
		if !ok {
			continue
		}
		stance := Accept
		if sideOf(held) == forIt {
			stance = Reject
		}
		c := cue{frame: actFrame, stance: stance}
		if !verbal(toks, i, end, c) {
			return found{}, false
		}
		f, ok := e.frame(sc, i, end, c, before)
		f.held = held
		return f, ok
	}
	return found{}, false
}
