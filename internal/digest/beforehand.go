package digest

// Bounds of a sentence on what was before the news, set by reading.
const (
	centralBefore = 0.35 // beside the event's most central sentence
	longBeforeEn  = 36   // words
	longBeforeJa  = 90   // runes
)

// beforehand says, for who knows nothing of the matter, what was before the news:
// the sentence that looks back and shares most with the event. A story with a
// section on how it began needs none.
func (c *composer) beforehand(chapters []chapter) Line {
	for _, ch := range chapters {
		if ch.kind == Beginning {
			return Line{}
		}
	}
	var pool []candidate
	for _, cand := range c.tellable(chapters[:1]) {
		if cand.index == 0 || cand.central < centralBefore || !c.looksBack(cand) || c.leans(cand) || comments(cand) || mostlyQuoted(cand.sentence()) || uncertain(cand) {
			continue
		}
		cand.score = cand.central
		if c.used[cand.ref()] {
			cand.score -= told
		}
		pool = append(pool, cand)
	}
	most := longBeforeEn
	if c.lang == "ja" {
		most = longBeforeJa
	}
	for _, pick := range c.chooseBy(pool, 1, most, c.unsummed) {
		c.sum(pick.candidate)
		return pick.line
	}
	return Line{}
}
