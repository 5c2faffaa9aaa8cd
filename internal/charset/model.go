package charset

import (
	"math"
	"sync"
	"unicode"
	"unicode/utf8"
)

// model is how often the characters of a group of languages occur, as natural
// logarithms. Bytes read in the wrong encoding give characters that hardly
// occur; the same bytes read in the right one give those that fill every text.
type model struct {
	common map[rune]float32
	ranges []span // for characters that are not common
}

type span struct {
	from, to rune
	log      float32
}

// What characters outside a model cost, in nats. They are chosen, not fitted: a
// uniform guess among a script's characters costs 7 to 11.
const (
	asciiLog  = -3.5
	strayLog  = -14 // a character of another script
	wrongLog  = -16 // no character at all: undecodable, control, private use
	caseLog   = -4  // a capital behind a small letter, as in kOI8 READ AS wINDOWS-1251
	insideLog = -3  // a sign between two letters
	edgeLog   = -1  // a sign directly behind a letter
	mixedLog  = -4  // a Greek, Cyrillic, Hebrew or Arabic letter that touches a Latin one
	aloneLog  = -3  // one of those behind a digit or a sign
	amidLog   = -8  // a single Chinese, Japanese or Korean character in a Latin word
)

// group is a part of a model: characters in order of frequency, and the share of
// all non-ASCII characters that they make up together.
type group struct {
	share float64
	chars string
}

type block struct {
	share    float64
	from, to rune
}

// newModel spreads each group's share over its characters by rank: the k-th gets
// weight 1/(k+4), which fits letters and CJK characters alike well enough.
// Capitals of alphabets get a fifteenth of their small letter.
func newModel(groups []group, blocks []block) *model {
	m := &model{common: make(map[rune]float32)}
	for _, g := range groups {
		total := 0.0
		for k := range utf8.RuneCountInString(g.chars) {
			total += 1 / float64(k+5)
		}
		k := 0
		for _, r := range g.chars {
			p := g.share / float64(k+5) / total
			m.common[r] = float32(math.Log(p))
			if up := unicode.ToUpper(r); up != r && r < 0x2000 {
				if _, ok := m.common[up]; !ok {
					m.common[up] = float32(math.Log(p / 15))
				}
			}
			k++
		}
	}
	for _, b := range blocks {
		m.ranges = append(m.ranges, span{b.from, b.to, float32(math.Log(b.share / float64(b.to-b.from+1)))})
	}
	return m
}

func (m *model) log(r rune) float32 {
	if p, ok := m.common[r]; ok {
		return p
	}
	for _, s := range m.ranges {
		if r >= s.from && r <= s.to {
			return s.log
		}
	}
	return strayLog
}

// score is the logarithm of a text's probability.
func (m *model) score(text []byte) float64 {
	total := 0.0
	var c context
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r < 0x80:
			total += asciiLog + c.ascii(r)
		case r == utf8.RuneError || r < 0xa0 || r >= 0xe000 && r < 0xf900 || r >= 0xfff0:
			total += wrongLog
			c.sign, c.lone = false, false
		default:
			total += float64(m.log(r)) + c.beyond(r)
		}
		c.second, c.before = c.before, r
	}
	return total
}

// context is what stands before a character.
type context struct {
	before, second rune // the one before, and the one before that
	lone           bool // before is a letter of an alphabet behind none
	sign           bool // before is a sign behind a letter
}

// ascii is what an ASCII character costs behind its context.
func (c *context) ascii(r rune) (log float64) {
	switch letter := isASCIILetter(r); {
	case !letter && c.lone && r >= '0' && r <= '9':
		log = aloneLog
	case letter && c.sign:
		log = insideLog
	case letter && alphabetic(c.before):
		log = mixedLog
	case letter && c.before >= 0x2e80 && isASCIILetter(c.second):
		log = amidLog
	}
	c.sign, c.lone = false, false
	return log
}

// beyond is what any other character costs behind its context.
func (c *context) beyond(r rune) (log float64) {
	letter := unicode.IsLetter(r) || unicode.IsMark(r)
	if letter && unicode.IsUpper(r) && unicode.IsLower(c.before) {
		log += caseLog
	}
	if letter && c.sign && r < 0x2000 {
		log += insideLog
	}
	c.lone = alphabetic(r) && !alphabetic(c.before)
	switch {
	case !alphabetic(r):
	case isASCIILetter(c.before):
		log += mixedLog
	case c.before > ' ' && c.before < 0x80 && c.before != '"' && c.before != '(':
		log += aloneLog
	}
	c.sign = !letter && r < 0x2000 && r != 0xa0 && unicode.IsLetter(c.before)
	if c.sign {
		log += edgeLog
	}
	return log
}

// alphabetic reports whether r is a letter of a script that single-byte encodings
// put beside ASCII, and whose words never mix with Latin.
func alphabetic(r rune) bool { return r >= 0x370 && r < 0x700 }

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

const (
	westernSigns = "’“”–«»\u00a0…‘—„·€°•©£®§º¿¡ªʼ´¹²³½×›‹"
	cjkSigns     = "　、。，「」（）・“”：『』？！；《》…〜－＝—％／［］〈〉【】―～’‘○●◆■△▲▽▼★☆※→←↑↓＞＜〔〕０１２３４５６７８９＋＆＃＠"
	fullLatin    = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)

// models are built when the first text needs them: most never do.
var models = sync.OnceValue(func() map[string]*model {
	wide := []block{{0.01, 0xff01, 0xff5e}, {0.002, 0x2000, 0x2fff}, {0.002, 0x3000, 0x303f}, {0.0005, 0xa0, 0x24f}, {0.0005, 0x370, 0x45f}}
	narrow := []block{{0.004, 0xa0, 0xff}, {0.002, 0x100, 0x24f}, {0.002, 0x2000, 0x22ff}}
	with := func(b []block, more ...block) []block { return append(append([]block(nil), more...), b...) }
	alphabet := func(letters string, from, to rune) *model {
		return newModel([]group{{0.93, letters}, {0.05, westernSigns}}, with(narrow, block{0.005, from, to}))
	}
	latin := func(letters string) *model {
		return newModel([]group{{0.75, letters}, {0.23, westernSigns}}, narrow)
	}
	return map[string]*model{
		"ja": newModel([]group{{0.46, hiragana}, {0.12, katakana}, {0.22, kanji}, {0.08, cjkSigns}, {0.01, fullLatin}},
			with(wide, block{0.01, 0x3041, 0x3096}, block{0.01, 0x30a1, 0x30fe}, block{0.10, 0x4e00, 0x9fff}, block{0.004, 0xff61, 0xff9f})),
		"zh-hans": newModel([]group{{0.68, hanziSimplified}, {0.10, cjkSigns}, {0.005, fullLatin}}, with(wide, block{0.20, 0x4e00, 0x9fff}, block{0.0005, 0x3041, 0x30fe})),
		"zh-hant": newModel([]group{{0.68, hanziTraditional}, {0.10, cjkSigns}, {0.005, fullLatin}}, with(wide, block{0.20, 0x4e00, 0x9fff}, block{0.0005, 0x3041, 0x30fe})),
		"ko":      newModel([]group{{0.78, hangul}, {0.02, cjkSigns}}, with(wide, block{0.17, 0xac00, 0xd7a3}, block{0.01, 0x4e00, 0x9fff}, block{0.0005, 0x3041, 0x30fe})),
		"ru":      alphabet("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў", 0x400, 0x45f),
		"el":      alphabet("αοιετσνηυρπκμλςίόάέωθήγύδχφώβξζψϊϋΐΰ", 0x370, 0x3ff),
		"he":      alphabet("יוהלאמרתבשנקפעדחםטגכצסזןךףץ", 0x5b0, 0x5ff),
		"ar":      alphabet("اليمونترةبعدسفهكقحجشصطخزأذضثغئءإىآؤظ،گپچژکی؟", 0x600, 0x6ff),
		"th":      alphabet("านรอกเง่มยลวดทสต้ัะปีบคิห์แจพช็ขใไุูำืึโผธณศถฐซภฟญษ", 0xe00, 0xe5b),
		"west":    latin("éäüöàèáíóñçßãåøêúæâôõîëûïùìòœðþýÿ"),
		"centre":  latin("áíéłžšąčęóýřěśćżůöúăüńâţşäđőîťďňľźűĺŕț"),
		"turkish": latin("ıüşğçöâîéûİ"),
		"baltic":  latin("āšėīžēūčųįąęõäöüņļķģŗ"),
	}
})
