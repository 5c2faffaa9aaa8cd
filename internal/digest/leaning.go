package digest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// lean is what a sentence takes for told: a noun with "the", "this", この or 同,
// or a person by a pronoun or a bare title.
type lean struct {
	noun   string // what must have been printed, lower case; "" for a person
	person bool
	just   bool // only the sentence right before will do
}

// setting is what a reader of a section has read so far.
type setting struct {
	words  strings.Builder // lower case
	people bool            // the line before names a person
	last   candidate       // the sentence printed right before; zero after a title
}

// told adds a printed line.
func (at *setting) told(words string, cand candidate) {
	at.words.WriteString(strings.ToLower(words))
	at.words.WriteByte('\n')
	at.last, at.people = cand, false
	if cand.report == nil {
		return
	}
	at.people = slices.ContainsFunc(cand.sentence().Names, func(n text.Name) bool { return n.Type == text.Person })
}

// gives reports whether a reader at this place knows what a sentence leans on.
func (at *setting) gives(cand candidate) bool {
	if len(cand.leans) == 0 || at.precedes(cand) {
		return true
	}
	for _, l := range cand.leans {
		switch {
		case l.just:
			return false
		case l.person:
			if !at.people {
				return false
			}
		case !strings.Contains(at.words.String(), l.noun):
			return false
		}
	}
	return true
}

// precedes reports whether the sentence printed right before is the one that
// stands before cand in its report.
func (at *setting) precedes(cand candidate) bool {
	return at.last.report != nil && at.last.report == cand.report && at.last.index == cand.index-1
}

// leansOf finds what a sentence leans on outside its quotations. What it gives
// itself, before the word that points back, is left out.
func leansOf(s text.Sentence, lang string) []lean {
	switch lang {
	case "en":
		return pointsEn(s)
	case "ja":
		return pointsJa(s)
	}
	return nil
}

var (
	theNoun   = regexp.MustCompile(`\b(?:[Tt]he|[Tt]his|[Tt]h[eo]se|[Ss]uch) ((?:[a-z]+-)?[a-z]+)\b(’s|'s)?(?:,? ([a-z]+)\b)?`)
	pairLean  = regexp.MustCompile(`\b(?:the (?:two|three) (?:sides|leaders|countries|men|women|nations|parties)|the latter|the pair|the duo|both sides|the other side)\b`)
	doneNoun  = regexp.MustCompile(`(?:ing|ed)$`)
	personNow = regexp.MustCompile(`\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b`)
)

var (
	// openerEn matches how a sentence begins that goes on from the one before it: with
	// a time counted from there, with others than those there, with a link.
	openerEn = regexp.MustCompile(`^(?:So|Nor|Similarly|Likewise|Instead|Thus|Hence|Even so|Not so|After all|In other words|What is more|Worse|Better still|On top of (?:that|this)|(?:(?:Less|More) than |About |Around |Nearly |Almost |Just |Only )?(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ss]everal|[Aa] few|[Ss]ome|\d+) (?:minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|before|after|on),?(?: [a-z]|$)|(?:Less|More) than an? (?:day|week|month|year) ago|(?:The|That) (?:same|next|following|previous) (?:day|week|month|year|morning|evening|night)|The (?:day|week|night|month) (?:before|after),|Other [a-z]+|Another|Additional|Further|Similar|The (?:people|others?|rest|remaining|second|third|latest)(?: [a-z]+)? (?:involved|are|were|is|was|has|have|had|will|said|says)\b|The cause of death|(?:(?:An?|About|Some|At|Around|Nearly|More|Fewer|Up) (?:[a-z]+ ){0,2})?[\d,.]+ of (?:them|these|those)\b|Neither of|None of (?:the|them|these|those)|(?:Both|All|Most|Many|Some|Half) of (?:the|them|these|those)\b)`)
	// thenLean matches a time that was told before.
	thenLean = regexp.MustCompile(`\b(?:since then|until then|by then|before then|from then on|back then|at that (?:time|point|stage)|that (?:day|week|month|year|night|evening|morning)|those days|the people involved|ma[dk]e (?:the|these|those) (?:remarks?|comments?|statements?|announcement|claims?)|all those (?:arrested|killed|hurt|injured|charged|detained))\b`)
	// thereLean matches a place that was told before.
	thereLean = regexp.MustCompile(`\b[a-z]+ there(?:[,.;]|$| (?:in|on|by|since|and|but|to|for|with|after|before)\b)`)
)

// placeNamed reports whether a sentence names a place, which "there" may mean.
func placeNamed(s text.Sentence) bool {
	return slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Type == text.Place })
}

// pointingNouns mostly mean, with "the", one that was told of before.
var pointingNouns = words(`incident vehicle talks move decision attack meeting deal plan proposal statement remarks remark comments comment ruling bill
	letter suspect suspects victim victims man woman couple blast strike raid announcement agreement explosion shooting crash accident operation
	offensive package visit trip call conversation negotiations issue problem answer goal aim ceremony building plane aircraft ship vessel
	boat bus train truck car game match film movie song book findings survey poll case charges allegations accusations hearing session draft
	document video footage clip image post measure measures changes change scheme programme program project study researchers authors
	investigation inquiry probe fire storm quake speech interview organisation organization company firm school hospital airline protest blockade
	gunman attacker assailant driver teenager boy girl teen actor actress singer group airstrike bombing estimate figure offer
	demand request appeal warning claim claims arrests killings deaths killing murder theft robbery strikes attacks raids results`)

// whichNouns are words after a noun that say which one is meant.
var whichNouns = words("of for in at on between to by against from with that who which where over under about into near said called known whose during")

// pastTimes are nouns with which "this" means a time.
var pastTimes = words("year week month morning afternoon evening summer spring autumn winter season time weekend century decade day kind sort is was has as a an the many much")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

func pointsEn(s text.Sentence) []lean {
	var out []lean
	outside := outsideQuotes(s.Text)
	low := strings.ToLower(outside)
	for _, m := range theNoun.FindAllStringSubmatchIndex(outside, -1) {
		noun, the := outside[m[2]:m[3]], low[m[0]] == 't' && low[m[0]+2] == 'e'
		this := !the || strings.HasPrefix(low[m[0]:], "these ")
		if strings.HasPrefix(low[m[0]:], "those ") && (whichNouns[noun] || noun == "who" || strings.HasSuffix(noun, "ly")) {
			continue // those in the north, those really hurt
		}
		next := ""
		if m[6] >= 0 {
			next = outside[m[6]:m[7]]
		}
		switch {
		case this && (pastTimes[noun] || doneNoun.MatchString(noun) || len(noun) < 4):
			continue
		case !this && (!pointingNouns[noun] || whichNouns[next] || m[4] < 0 && m[6] >= 0 && outside[m[3]] == ' ' && nounNext(s, outside[m[3]:])):
			continue
		}
		stem := stemOf(noun)
		if strings.Contains(low[:m[0]], stem) {
			continue
		}
		out = append(out, lean{noun: stem})
	}
	if pairLean.MatchString(low) || openerEn.MatchString(outside) || thenLean.MatchString(low) || thereLean.MatchString(low) && !placeNamed(s) {
		out = append(out, lean{just: true})
	}
	if at := personNow.FindStringIndex(outside); at != nil && !someoneBefore(s, outside[:at[0]]) {
		out = append(out, lean{person: true})
	}
	return out
}

// stemOf is a noun as it is looked for: without what the plural adds.
func stemOf(noun string) string {
	return strings.TrimSuffix(strings.TrimSuffix(noun, "s"), "e")
}

// nounNext reports whether the word after a noun makes another noun of it: "the
// car park".
func nounNext(s text.Sentence, rest string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	for _, w := range s.Words {
		if w.Surface == word {
			return (w.Class == text.Noun || w.Class == text.ProperNoun) && !w.Stop && !strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "s")
		}
	}
	return false
}

// someone are words for one person in general.
var someone = regexp.MustCompile(`(?i)\b(?:man|woman|boy|girl|official|minister|president|premier|leader|spokes\w+|officer|\w*father|\w*mother|son|daughter|husband|wife|teacher|doctor|actor|actress|singer|player|coach|judge|senator|governor|mayor|student|driver|suspect|resident|anyone|someone|everyone|who|person|worker|star|king|queen|pope|prince|princess|chancellor|envoy|chief|director|professor|analyst|teenager|patient|soldier|owner|farmer|pilot|\d+-year-old)\b`)

func someoneBefore(s text.Sentence, lead string) bool {
	n := utf8.RuneCountInString(lead)
	for _, name := range s.Names {
		if name.Span.Start < n && (name.Type == text.Person || name.Type == text.UnknownName) {
			return true
		}
	}
	return someone.MatchString(lead)
}

var (
	sameLean = regexp.MustCompile(`同(社|市|国|省|庁|党|県|町|村|州|紙|誌|局|所|院|署|校|大|日|年|月|団体|委員会|組織|地区|首相|大統領|知事|容疑者|被告|選手|事件|事故|制度|協定|氏|作品|新聞)`)
	// openerJa matches how a sentence begins, or ends, that goes on from the one before it.
	openerJa  = regexp.MustCompile(`^(?:以来|以後|以降|理由は|原因は|と、|でも|だって|そんな|こんな|そういう|こういう|あとは|ほかにも|他にも|ほかには|他には|同じく|同様に|逆に|反対に|さらに言えば|すると|それだけ|そこで|そのため|このため|そのほか|そもそも|その結果|すなわち|要するに|つまり|とにかく|しかも|おまけに|だから|ですので|それなら|それでも|ちなみに|いずれ(?:も|の|にせよ)|どちらも|両方|こちら[はもが]|そちら|上記|前者|後者|残り(?:は|の)|もう一(?:つ|人)|(?:一|二|三|１|２|３)(?:つ|人)(?:目)?は)|もその(?:一つ|ひとつ|１つ|1つ|一人|ひとり)(?:だ|です|である)|(?:伺|うかが)った。$`)
	thisLean  = regexp.MustCompile(`(?:この|こうした|これらの|そうした|それらの|そんな|こんな|今回の|当該)([\p{Han}\p{Katakana}ー]{1,12})`)
	heLean    = regexp.MustCompile(`(?:彼女|彼ら?|両氏)(?:は|が|も|の|に|を|と|へ|によ)`)
	bareTitle = regexp.MustCompile(`(?:^|[、「」。]|は|が|も|に|を|と|で)(会長|首相|大統領|知事|市長|町長|社長|長官|議長|容疑者|被告|副署長|署長|監督)(?:は|が|も|に)`)
	timesJa   = words("日 日朝 日夜 夏 冬 春 秋 年 時期 間 後 先 上 中 際 時 頃 日午前 日午後 種 度 たび ほか 他 点 まま")
)

func pointsJa(s text.Sentence) []lean {
	var out []lean
	outside := outsideQuotes(s.Text)
	for _, m := range sameLean.FindAllStringSubmatchIndex(outside, -1) {
		if r, _ := utf8.DecodeLastRuneInString(outside[:m[0]]); m[0] > 0 && unicode.Is(unicode.Han, r) {
			continue // 共同社会
		}
		lead, kind := outside[:m[0]], outside[m[2]:m[3]]
		switch kind {
		case "氏":
			if !someoneBefore(s, lead) {
				out = append(out, lean{person: true})
			}
		case "日", "年", "月":
			if !strings.Contains(lead, kind) {
				out = append(out, lean{just: true})
			}
		default:
			if !strings.Contains(lead, kind) && !bodyBefore(s, lead) {
				out = append(out, lean{noun: kind})
			}
		}
	}
	if openerJa.MatchString(outside) {
		out = append(out, lean{just: true})
	}
	for _, m := range thisLean.FindAllStringSubmatchIndex(outside, -1) {
		noun := outside[m[2]:m[3]]
		if timesJa[noun] || strings.Contains(outside[:m[0]], "、") || strings.Contains(outside[:m[0]], noun) {
			continue // inside a sentence it mostly points to the clause before
		}
		out = append(out, lean{noun: noun})
	}
	if at := heLean.FindStringIndex(outside); at != nil && !someoneBefore(s, outside[:at[0]]) {
		out = append(out, lean{person: true})
	}
	for _, m := range bareTitle.FindAllStringSubmatchIndex(outside, -1) {
		if title := outside[m[2]:m[3]]; !strings.Contains(outside[:m[2]], title) {
			out = append(out, lean{noun: title})
		}
	}
	return out
}

// bodyBefore reports whether a body or a place is named in lead.
func bodyBefore(s text.Sentence, lead string) bool {
	n := utf8.RuneCountInString(lead)
	return slices.ContainsFunc(s.Names, func(name text.Name) bool { return name.Span.Start < n && name.Type != text.Person })
}
