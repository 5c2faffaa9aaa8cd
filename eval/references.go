package eval

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// shown is a line of a section as a reader meets it.
type shown struct {
	text     string
	surface  text.Sentence // the printed words, read
	at       claim.Ref     // the sentence it stands on
	index    int           // of that sentence in its article; -1 for titles
	box      int           // lines of one card or one narrative share a number
	headline bool          // a title or a heading
}

// nextTo reports whether b is printed right after a and stands right after
// it in its report, too, so that it may lean on it.
func nextTo(a, b shown) bool {
	return a.box == b.box && a.at.Article == b.at.Article && a.index >= 0 && b.index > a.index && b.index-a.index <= 1
}

// dangling returns the words of line i of a section that point back to nothing
// printed before: a pronoun without a name before it, "the talks" or この問題
// without the noun before it. What the heading and the cards of the section have
// printed counts as before; another language than Japanese and English has none.
func dangling(lines []shown, i int, lang string) []string {
	l := lines[i]
	if l.headline {
		return nil
	}
	var before []shown
	before = append(before, lines[:i]...)
	leansOn := len(before) > 0 && nextTo(before[len(before)-1], l)
	if lang == "ja" {
		return danglingJa(l, before, leansOn)
	}
	if lang == "en" {
		return danglingEn(l, before, leansOn)
	}
	return nil
}

var (
	personEn = regexp.MustCompile(`\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]ers)\b`)
	itEn     = regexp.MustCompile(`^(?:(?:But|And|So|Still|Yet) )?(?:It|They|Its|Their|These|Those|This|That|Both|Such|The two|The pair|The duo|The latter|The former)\b`)
	thisEn   = regexp.MustCompile(`\b(?:this|that|these|those|such) ([a-z]{4,})\b`)
	pairEn   = regexp.MustCompile(`\b(?:the (?:two (?:sides|leaders|countries|men|women)|latter|pair|duo)|both sides|the other side)\b`)
	theEn    = regexp.MustCompile(`\b[Tt]he ([a-z]+)\b(’s|'s)?(?: ([a-z]+)\b)?`)
	humanEn  = regexp.MustCompile(`(?i)\b(?:man|woman|boy|girl|official|minister|president|premier|leader|spokes\w+|officer|\w*father|\w*mother|son|daughter|husband|wife|teacher|doctor|actor|actress|singer|player|coach|judge|senator|governor|mayor|student|driver|victim|suspect|resident|author|anyone|someone|everyone|who|person|worker|singer|star|king|queen|pope|pontiff|prince|princess|chancellor|envoy|chief|director|founder|professor|analyst|economist|one|child|teenager|patient|soldier|passenger|owner|farmer|fisherman|negotiator|skipper|pilot|each|\d+-year-old)\b`)
)

// pointing are nouns that with "the" mostly mean one told of before.
var pointing = wordSet(`incident vehicle talks move decision attack meeting deal plan proposal statement remarks remark comments comment ruling bill
	letter suspect suspects victim victims man woman couple blast strike raid announcement agreement explosion shooting crash accident operation
	offensive package visit trip call conversation negotiations issue problem answer goal aim ceremony building plane aircraft ship vessel
	boat bus train truck car game match film movie song book data findings survey poll case charges allegations accusations hearing session draft
	text document video footage clip image post measure measures changes change scheme programme program project study researchers authors
	investigation inquiry probe fire storm quake speech interview organisation organization company firm school hospital airline protest blockade
	gunman attacker assailant driver teenager boy girl teen actor actress singer group airstrike airstrikes bombing estimate figure figures offer
	demand request appeal warning order claim claims`)

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// qualified are words after a noun that say which one is meant.
var qualified = wordSet("of for in at on between to by against from with that who which where over under about into near said called known whose when after during")

func danglingEn(l shown, before []shown, leansOn bool) []string {
	var out []string
	outside := unquoted(l.text)
	if at := personEn.FindStringIndex(outside); at != nil && !personBefore(l, outside[:at[0]]) && !humanEn.MatchString(outside[:at[0]]) && !personLast(before) {
		out = append(out, outside[at[0]:at[1]])
	}
	if m := itEn.FindString(outside); m != "" && !leansOn {
		out = append(out, m)
	}
	if m := pairEn.FindString(outside); m != "" && !leansOn {
		out = append(out, m)
	}
	for _, m := range thisEn.FindAllStringSubmatchIndex(outside, -1) {
		noun := outside[m[2]:m[3]]
		if strings.HasPrefix(outside[m[0]:], "that") || participle.MatchString(noun) || notNoun[noun] || leansOn || printed(noun, outside[:m[0]], before) {
			continue
		}
		out = append(out, outside[m[0]:m[1]])
	}
	for _, m := range theEn.FindAllStringSubmatchIndex(outside, -1) {
		noun := outside[m[2]:m[3]]
		next := ""
		if m[6] >= 0 {
			next = outside[m[6]:m[7]]
		}
		if !pointing[noun] || qualified[next] || m[4] < 0 && next != "" && !qualified[next] && compound(outside[m[3]:], l) || leansOn || printed(noun, outside[:m[0]], before) {
			continue
		}
		out = append(out, outside[m[0]:m[3]])
	}
	return out
}

// participle matches what follows "those" in "those claiming", "those arrested".
var participle = regexp.MustCompile(`(?:ing|ed)$`)

var notNoun = wordSet("year week month morning afternoon evening summer spring autumn winter season time weekend century decade kind sort much many late early what which when also will would could should have been were more than means responsible close present new involved around over")

// compound reports whether the word after a noun makes another noun of it: "the
// car park". A verb or a function word does not.
func compound(rest string, l shown) bool {
	word := strings.TrimSpace(rest)
	word, _, _ = strings.Cut(word, " ")
	for _, w := range l.surface.Words {
		if w.Surface == word {
			return (w.Class == text.Noun || w.Class == text.ProperNoun) && !w.Stop && !strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "s")
		}
	}
	return false
}

// printed reports whether a noun, in the singular or plural, stands in the line
// before or in an earlier line.
func printed(noun, lead string, before []shown) bool {
	stem := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(noun, "s"), "e"))
	if strings.Contains(strings.ToLower(lead), stem) {
		return true
	}
	for _, b := range before {
		if strings.Contains(strings.ToLower(b.text), stem) {
			return true
		}
	}
	return false
}

func personBefore(l shown, lead string) bool {
	n := utf8.RuneCountInString(lead)
	for _, name := range l.surface.Names {
		if name.Span.Start < n && (name.Type == text.Person || name.Type == text.UnknownName) {
			return true
		}
	}
	return false
}

// personLast reports whether the line before names a person or speaks of one.
func personLast(before []shown) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	for _, n := range last.surface.Names {
		if n.Type == text.Person || n.Type == text.UnknownName {
			return true
		}
	}
	return personEn.MatchString(unquoted(last.text)) || humanEn.MatchString(unquoted(last.text))
}

var (
	pronounJa = regexp.MustCompile(`(彼女|彼(?:ら)?|同氏|両氏)(?:は|が|も|の|に|を|と|へ|によ)`)
	sameJa    = regexp.MustCompile(`同(社|市|国|省|庁|党|県|町|村|州|紙|局|所|院|署|校|大|日|年|月|会|団体|委員会|組織|地区|首相|大統領|相|知事|容疑者|被告|選手|事件|事故|制度|協定)`)
	thisJa    = regexp.MustCompile(`(?:この|こうした|これらの|そうした|それらの|当該)([\p{Han}\p{Katakana}ー]{1,12})`)
	standJa   = regexp.MustCompile(`^(?:また、|さらに、|しかし、|一方、)?(これ|それ|ここ|そこ|この|その|こう|そう|前者|後者|両者|両国|両社|両首脳|いずれも)`)
	titleJa   = regexp.MustCompile(`(^|[、「」。]|は|が|も|の|に|を|と|で)(会長|首相|大統領|知事|市長|町長|社長|長官|議長|容疑者|被告)(?:は|が|も|の|に)`)
)

func danglingJa(l shown, before []shown, leansOn bool) []string {
	var out []string
	outside := unquoted(l.text)
	if at := pronounJa.FindStringIndex(outside); at != nil && !personBefore(l, outside[:at[0]]) && !personNear(before) {
		out = append(out, outside[at[0]:at[1]])
	}
	for _, m := range sameJa.FindAllStringSubmatchIndex(outside, -1) {
		kind := outside[m[2]:m[3]]
		if joinedBefore(outside, m[0]) || strings.Contains(outside[:m[0]], kind) || sameNear(l, outside[:m[0]], before, kind, leansOn) {
			continue
		}
		out = append(out, outside[m[0]:m[1]])
	}
	for _, m := range thisJa.FindAllStringSubmatchIndex(outside, -1) {
		noun := outside[m[2]:m[3]]
		if leansOn || timeJa[noun] || strings.Contains(outside[:m[0]], noun) || lastHas(before, noun) || m[0] > 0 && !strings.HasPrefix(outside[m[0]:], "当該") && strings.Contains(outside[:m[0]], "、") {
			continue // inside a line it mostly points to the clause before
		}
		out = append(out, outside[m[0]:m[1]])
	}
	if m := standJa.FindStringSubmatch(outside); m != nil && !leansOn {
		out = append(out, m[1])
	}
	for _, m := range titleJa.FindAllStringSubmatchIndex(outside, -1) {
		title := outside[m[4]:m[5]]
		if m[3] > m[2] && strings.HasSuffix(outside[:m[3]], "の") || strings.Contains(outside[:m[4]], title) || lastHas(before, title) {
			continue
		}
		out = append(out, title)
	}
	return out
}

var timeJa = wordSet("日 日朝 日夜 夏 冬 春 秋 年 時期 間 後 先 上 中 際 時 頃")

// joinedBefore reports whether a character of a word stands right before: 共同社会.
func joinedBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return at > 0 && unicode.Is(unicode.Han, r)
}

func personNear(before []shown) bool {
	for i := len(before) - 1; i >= 0 && i >= len(before)-2; i-- {
		for _, n := range before[i].surface.Names {
			if n.Type == text.Person {
				return true
			}
		}
	}
	return false
}

// sameNear reports whether what 同社, 同市 and the like point to is printed: a
// day for 同日, else a noun of the kind or a name in the line or the one before.
func sameNear(l shown, lead string, before []shown, kind string, leansOn bool) bool {
	if leansOn {
		return true
	}
	n := utf8.RuneCountInString(lead)
	last := shown{}
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	if strings.Contains(last.text, kind) {
		return true
	}
	if kind == "日" || kind == "年" || kind == "月" {
		return len(last.surface.Dates) > 0
	}
	for _, name := range l.surface.Names {
		if name.Span.Start < n && name.Type != text.Person {
			return true
		}
	}
	return false
}

func lastHas(before []shown, noun string) bool {
	for _, b := range before {
		if strings.Contains(b.text, noun) {
			return true
		}
	}
	return false
}

// unquoted blanks what stands in quotation marks, keeping rune positions.
func unquoted(s string) string {
	rs := []rune(s)
	inside := false
	for i, r := range rs {
		switch r {
		case '“', '「', '『':
			inside = true
		case '”', '」', '』':
			inside = false
		case '"':
			inside = !inside
		default:
			if inside {
				rs[i] = ' '
			}
		}
	}
	return string(rs)
}
