package claim

// featureShift leaves 26 bits of a feature's number: seventy thousand features
// then take a third less room, and one in a thousand unknown ones is mistaken
// for one of them.
const featureShift = 6

// features collects the numbers of what is so at one token.
type features struct{ list []uint32 }

// add adds what template sees: up to three values.
func (f *features) add(template, a, b, c uint32) {
	h := template*0x9E3779B1 ^ a
	h = (h ^ h>>15) * 0x85EBCA6B
	h ^= b * 0xC2B2AE35
	h = (h ^ h>>13) * 0x27D4EB2F
	h ^= c * 0x165667B1
	h = (h ^ h>>16) * 0x9E3779B1
	f.list = append(f.list, (h^h>>14)>>featureShift)
}

var nothing = look{word: 1, tail: 1, class: 1, shape: 9}

func (p *passage) at(i int) look {
	if i < 0 || i >= len(p.seen) {
		return nothing
	}
	return p.seen[i]
}

func (p *passage) tok(i int) token {
	if i < 0 || i >= len(p.toks) {
		return token{low: "|"}
	}
	return p.toks[i]
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// cueFeatures are what speaks for token i being a cue or a part of one.
func (p *passage) cueFeatures(f *features, i int) {
	l0, l1, l2, r1, r2 := p.at(i), p.at(i-1), p.at(i-2), p.at(i+1), p.at(i+2)
	q := bit(p.tok(i).quoted)
	qb := bit(p.tok(i-1).quoted || p.tok(i-2).quoted)
	qa := bit(p.tok(i+1).quoted || p.tok(i+2).quoted)
	f.add(1, 0, 0, 0)
	f.add(2, l0.word, 0, 0)
	f.add(5, l1.word, 0, 0)
	f.add(6, r1.word, 0, 0)
	f.add(7, l2.word, 0, 0)
	f.add(8, r2.word, 0, 0)
	f.add(9, l0.tail, l0.shape, 0)
	f.add(10, l0.class, 0, 0)
	f.add(11, l1.class, l0.class, 0)
	f.add(12, l0.class, r1.class, 0)
	f.add(13, l1.class, l0.class, r1.class)
	f.add(14, l1.class, 0, 0)
	f.add(15, r1.class, 0, 0)
	f.add(16, l2.class, l1.class, 0)
	f.add(17, r1.class, r2.class, 0)
	f.add(18, l0.word, q, qb*2+qa)
	f.add(19, l0.class, q, qb*2+qa)
	f.add(20, l0.cue, l1.class, 0)
	f.add(21, l0.cue, r1.class, 0)
	f.add(22, l0.cue, q, qb*2+qa)
	f.add(23, l0.word, l1.class, 0)
	f.add(24, l0.word, r1.class, 0)
	f.add(25, bit(l0.opens), l0.shape, bit(l0.name))
	f.add(26, bit(l1.name), l0.class, 0)
	f.add(27, bit(r1.name), l0.class, 0)
	f.add(28, l0.word, bit(l1.name), bit(r1.name))
	f.add(31, p.at(i-3).class, l0.class, 0)
	f.add(32, p.at(i+3).class, l0.class, 0)
	p.cueSenses(f, i)
}

// cueSenses are what the use and the root of words speak for.
func (p *passage) cueSenses(f *features, i int) {
	l0, l1, r1, r2 := p.at(i), p.at(i-1), p.at(i+1), p.at(i+2)
	s0, s1, t1 := l0.sense.all(), l1.sense.all(), r1.sense.all()
	q := bit(p.tok(i).quoted)
	after, far := p.ahead(i)
	before := p.behind(i)
	f.add(40, l0.sense.root, 0, 0)
	f.add(41, l0.sense.root, l1.class, 0)
	f.add(42, l0.sense.root, r1.word, 0)
	f.add(43, s0, q, 0)
	f.add(44, s0, l1.class, 0)
	f.add(45, s0, r1.word, 0)
	f.add(46, l1.sense.root, l0.class, 0)
	f.add(47, r1.sense.root, l0.class, 0)
	f.add(48, t1, l0.word, 0)
	f.add(49, s1, l0.word, 0)
	f.add(50, s0, t1, 0)
	f.add(51, s1, s0, 0)
	f.add(52, l0.sense.root, after, 0)
	f.add(53, s0, after, far)
	f.add(54, s0, before, 0)
	f.add(55, l0.sense.root, before, 0)
	f.add(56, l0.class, after, before)
	f.add(57, l0.sense.verb, l1.sense.form(), r1.sense.form())
	f.add(58, r2.sense.all(), r1.word, l0.sense.form())
	f.add(59, l0.sense.noun, r1.word, l1.sense.form())
}

// ahead is the first sign of what follows token i: "that", "to", a quotation
// mark, a comma, the end of the sentence; and whether it is near.
func (p *passage) ahead(i int) (what, far uint32) {
	for k := i + 1; k < len(p.toks) && k < i+9; k++ {
		if p.seen[k].opens {
			return 1, bit(k > i+2)
		}
		if c := signs[p.toks[k].low]; c > 0 {
			return c, uint32(min(3, k-i))
		}
		if p.seen[k].sense.use&3 == 2 && p.seen[k].shape == shapeLower && k > i+1 {
			return 20 + p.seen[k].sense.inflexion, uint32(min(3, k-i))
		}
	}
	return 0, 0
}

// behind is the last sign of what stands before token i.
func (p *passage) behind(i int) uint32 {
	if p.at(i).opens {
		return 1
	}
	for k := i - 1; k >= 0 && k > i-7; k-- {
		if c := signs[p.toks[k].low]; c > 0 {
			return c
		}
		switch {
		case p.seen[k].name:
			return 30
		case personWords[p.toks[k].low]:
			return 31
		case p.seen[k].sense.use&3 == 2 && p.seen[k].shape == shapeLower && p.seen[k].sense.use < 4:
			return 20 + p.seen[k].sense.inflexion
		case p.seen[k].opens:
			return 1
		}
	}
	return 0
}

// signs are words and marks that clauses begin or end with.
var signs = map[string]uint32{
	"that": 2, "to": 3, `"`: 4, "“": 4, "”": 5, ",": 6, ".": 7, ":": 8, "if": 9, "whether": 9, "how": 10, "what": 10, "why": 10, "who": 11, "which": 11,
	"of": 12, "for": 13, "about": 14, "by": 15, "as": 16, "and": 17, "but": 17, "(": 18, "—": 19, "–": 19, ";": 7, "?": 7, "!": 7,
}

// personWords stand for people.
var personWords = set("i we he she they you it who his her their our my your its")

// cueSteps are what speaks for the step from token i-1 to token i.
func (p *passage) cueSteps(f *features, i int) {
	l0, l1 := p.at(i), p.at(i-1)
	f.add(101, 0, 0, 0)
	f.add(102, l0.word, 0, 0)
	f.add(103, l1.word, 0, 0)
	f.add(104, l1.class, l0.class, 0)
	f.add(105, l1.word, l0.word, 0)
	f.add(106, l0.class, p.at(i+1).class, 0)
	s0, s1 := l0.sense.all(), l1.sense.all()
	f.add(107, l0.sense.root, 0, 0)
	f.add(108, l1.sense.root, 0, 0)
	f.add(109, s1, s0, 0)
	f.add(110, l1.word, s0, 0)
	f.add(111, s1, l0.word, 0)
	f.add(112, l0.word, p.at(i+1).sense.all(), 0)
	f.add(113, l1.sense.root, l0.word, 0)
}

// around is the paragraph seen from one cue.
type around struct {
	*passage
	lo, hi  int    // tokens of the cue
	cue     uint32 // its words
	head    uint32 // its last word that is no preposition, as class
	main    look   // its word that says most: the last verb, else the last noun
	quoted  bool
	earlier []bool // tokens of sources of earlier cues
	other   []bool // tokens of other cues
	commas  []int  // number of marks before each token
	quotes  []int
	verbs   []int // number of finite verbs and other cues before each token
	next    []int // the mark at or after each token; their number when there is none
	last    []int // the mark before each token; -1 when there is none
}

func (p *passage) seenFrom(lo, hi int, earlier, other []bool) *around {
	a := &around{passage: p, lo: lo, hi: hi, quoted: p.toks[lo].quoted, earlier: earlier, other: other}
	h := uint32(7)
	for i := lo; i < hi; i++ {
		h = h*31 + p.seen[i].word
	}
	a.cue, a.head = h, p.seen[lo].class
	if hi-lo > 1 {
		a.head = p.seen[lo].class*7919 + p.seen[hi-1].class
	}
	a.main = p.mainOf(lo, hi)
	n := len(p.toks)
	a.commas, a.quotes, a.verbs = make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i, t := range p.toks {
		a.commas[i+1], a.quotes[i+1], a.verbs[i+1] = a.commas[i], a.quotes[i], a.verbs[i]
		switch {
		case !t.word && (t.low == "," || t.low == ";" || t.low == "—" || t.low == "–" || t.low == ":"):
			a.commas[i+1]++
		case !t.word && (t.low == `"` || t.low == "“" || t.low == "”"):
			a.quotes[i+1]++
		case finite[t.low] || p.seen[i].cue > 0 || other != nil && other[i]:
			a.verbs[i+1]++
		}
	}
	a.next, a.last = make([]int, n+1), make([]int, n+1)
	a.next[n] = n
	for i := n - 1; i >= 0; i-- {
		a.next[i] = a.next[i+1]
		if !p.toks[i].word {
			a.next[i] = i
		}
	}
	a.last[0] = -1
	for i := range n {
		a.last[i+1] = a.last[i]
		if !p.toks[i].word {
			a.last[i+1] = i
		}
	}
	return a
}

// mainOf returns the word of a cue that says most: a verb of meaning before a
// noun, before any other word, the last of its kind.
func (p *passage) mainOf(lo, hi int) look {
	best, at := -1, lo
	for i := lo; i < hi; i++ {
		s, rank := p.seen[i].sense, 0
		switch {
		case finite[p.toks[i].low]:
			rank = 1
		case s.use&3 == 2:
			rank = 4
		case s.verb > 0 || s.use&3 == 1:
			rank = 3
		case s.use > 0:
			rank = 2
		}
		if rank >= best {
			best, at = rank, i
		}
	}
	return p.seen[at]
}

// place is where token i stands seen from the cue: the side, how far, and how
// many marks, quotation marks and verbs are between.
func (a *around) place(i int) (side, far, commas, quotes, verbs uint32) {
	from, to := i, a.lo
	side = 1
	if i >= a.hi {
		side, from, to = 2, a.hi, i
	} else if i >= a.lo {
		return 3, 0, 0, 0, 0
	}
	if a.seen[i].sentence != a.seen[a.lo].sentence {
		side += 3
	}
	d := to - from
	switch {
	case d < 4:
		far = uint32(d)
	case d < 7:
		far = 4
	case d < 12:
		far = 5
	case d < 20:
		far = 6
	default:
		far = 7
	}
	capped := func(c []int) uint32 { return uint32(min(3, c[to]-c[from])) }
	return side, far, capped(a.commas), capped(a.quotes), capped(a.verbs)
}

// roleFeatures are what speaks for token i being source or content.
func (a *around) roleFeatures(f *features, i int) {
	l0, l1, r1 := a.at(i), a.at(i-1), a.at(i+1)
	side, far, commas, quotes, verbs := a.place(i)
	q := bit(a.toks[i].quoted)
	cq := bit(a.quoted)
	early := bit(a.earlier != nil && a.earlier[i])
	other := bit(a.other != nil && a.other[i])
	f.add(201, 0, 0, 0)
	f.add(202, side, far, q)
	f.add(203, side, commas*4+quotes, verbs)
	f.add(204, a.head, side, q)
	f.add(205, a.cue, side, q)
	f.add(206, l0.word, side, 0)
	f.add(207, l0.class, side, far)
	f.add(208, l0.class, side, verbs)
	f.add(209, l1.class, l0.class, side)
	f.add(210, l0.class, r1.class, side)
	f.add(211, side, far, early)
	f.add(212, side, early, bit(l0.name))
	f.add(213, a.head, side, far)
	f.add(214, a.cue, side, far)
	f.add(215, side*4+q*2+cq, commas*4+quotes, verbs)
	f.add(216, side, far, bit(l0.name)*2+other)
	f.add(217, l0.shape, side, verbs*4+commas)
	f.add(218, l0.cue, side, verbs)
	f.add(219, a.head, side, commas*4+verbs)
	f.add(220, a.cue, side, commas*4+verbs)
	f.add(221, a.at(a.hi).word, side, far)
	f.add(222, a.at(a.lo-1).class, side, far)
	f.add(223, a.at(a.hi).class, side, verbs)
	f.add(224, a.at(a.lo-1).word, side, q)
	f.add(225, early, verbs*4+commas, a.at(a.lo-1).class)
	root, ms, s0 := a.main.sense.root, a.main.sense.all(), l0.sense.all()
	f.add(230, root, side, q)
	f.add(231, root, side, far)
	f.add(232, ms, side, far)
	f.add(233, root, side, a.at(a.hi).word)
	f.add(234, ms, side, commas*4+verbs)
	f.add(235, s0, side, verbs)
	f.add(236, ms, side, a.at(a.hi).class)
	f.add(237, a.main.sense.form(), side, a.at(a.lo-1).class)
	f.add(238, l0.sense.root, side, 0)
	f.add(239, root, side, q*2+cq)
}

// roleSteps are what speaks for source or content beginning or ending between
// tokens i-1 and i.
func (a *around) roleSteps(f *features, i int) {
	l0, l1, l2, r1 := a.at(i), a.at(i-1), a.at(i-2), a.at(i+1)
	side, far, commas, quotes, verbs := a.place(i)
	near := far
	if side%3 == 1 {
		near = far + 10
	}
	qs := bit(a.toks[i].quoted)*2 + bit(a.toks[i-1].quoted)
	early := bit(a.earlier != nil && a.earlier[i])*2 + bit(a.earlier != nil && a.earlier[i-1])
	f.add(301, 0, 0, 0)
	f.add(302, side, near, 0)
	f.add(303, l0.word, side, 0)
	f.add(304, l1.word, side, 0)
	f.add(305, l1.class, l0.class, side)
	f.add(306, l1.word, l0.word, side)
	f.add(307, l1.word, l0.class, side)
	f.add(308, l1.class, l0.word, side)
	f.add(309, a.cue, l0.word, near)
	f.add(310, a.head, l0.class, near)
	f.add(311, a.cue, near, 0)
	f.add(312, a.head, near, 0)
	f.add(313, bit(l0.opens), side, qs)
	f.add(314, qs, l1.word, l0.shape)
	f.add(315, qs, side*4+quotes, commas)
	f.add(316, early, side, near)
	f.add(317, l0.class, r1.class, side)
	f.add(318, l2.class, l1.class, side)
	f.add(319, bit(l0.name)*2+bit(l1.name), l0.class, side)
	f.add(320, l1.word, verbs*4+commas, side)
	f.add(321, l0.word, verbs*4+commas, side)
	f.add(322, l0.word, r1.word, side)
	f.add(323, l2.word, l1.word, l0.class)
	f.add(324, a.cue, l1.word, side)
	f.add(325, l1.class, l0.class, r1.class)
	f.add(326, l0.cue, l1.shape, side)
	o := bit(a.other != nil && a.other[i])*2 + bit(a.other != nil && a.other[i-1])
	f.add(327, o, side, near)
	f.add(328, o, l0.class, l1.class)
	closes := bit(i+1 == len(a.toks) || r1.opens)
	f.add(329, l0.word, closes, side)
	f.add(330, l1.word, closes*4+qs, side)
	root, ms, s0, s1 := a.main.sense.root, a.main.sense.all(), l0.sense.all(), l1.sense.all()
	f.add(340, root, l0.word, near)
	f.add(341, ms, l0.class, near)
	f.add(342, root, near, 0)
	f.add(343, ms, l0.word, side)
	f.add(344, s1, s0, side)
	f.add(345, s0, r1.sense.all(), l1.word)
	f.add(346, s0, l1.word, side)
	f.add(347, s1, l0.word, side)
	f.add(348, s0, side, verbs*4+commas)
	f.add(349, a.at(a.hi).word, l0.word, near)
	nm, pm := a.next[i], a.last[i]
	nextWord, lastWord := a.tok(nm).low, a.tok(pm).low
	gap := min(7, nm-i)
	f.add(331, wordHash(nextWord), uint32(gap), l1.word)
	f.add(332, bit(nm == a.lo || nm+1 == a.lo)+2*bit(pm+1 == a.hi || pm == a.hi), l0.class, l1.word)
	f.add(333, wordHash(nextWord), wordHash(lastWord), side)
	f.add(334, bit(nm+1 == a.lo), l0.word, l1.word)
	f.add(335, uint32(min(3, a.verbs[nm]-a.verbs[i])), l1.word, l0.class)
	f.add(336, uint32(min(3, a.verbs[nm]-a.verbs[i])), wordHash(nextWord), l0.word)
}
