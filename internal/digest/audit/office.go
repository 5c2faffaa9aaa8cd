package audit

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// titled is one place where a person is printed with a title.
type titled struct {
	s      *sentence
	name   text.Name
	office string // the title without country, time word and honorific
	when   string // "", "former", "next", "acting"
	date   time.Time
	card   bool
	title  string // as printed
}

var (
	formerTitle = regexp.MustCompile(`(?i)前|元|\b(former|ex|late)\b`)
	nextTitle   = regexp.MustCompile(`(?i)次期|-elect|\bincoming\b|\belect\b`)
	actingTitle = regexp.MustCompile(`(?i)代行|代理|\bacting\b|\binterim\b`)
	honorific   = regexp.MustCompile(`^(氏|さん|様|君|容疑者|被告|ら|Mr|Mrs|Ms|Dr|Sir)\.?$`)
	timeWords   = regexp.MustCompile(`(?i)^新|前|元|次期|\b(former|ex|late|elect|incoming|acting|interim)\b-?`)
)

// offices asks for one title and one spelling for a person at one time (C12). The
// page's own cards, and its stored articles, say who holds what.
func (r *reading) offices() {
	by := map[string][]titled{}
	var order []string
	known := r.people()
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		for _, n := range s.Names {
			title := titleOf(s, n)
			if n.Type != text.Person || title == "" {
				continue
			}
			t := titled{s: s, name: n, card: s.line < 0 || r.Lines[s.line].Card >= 0, date: s.date, title: title}
			t.office, t.when = office(title)
			if t.office == "" || s.copied || s.line < 0 && len(r.Passages) > 0 && formerTitle.MatchString(title) {
				continue
			}
			if t.date.IsZero() && s.line >= 0 {
				_, t.date = r.sectionDates(r.Lines[s.line].Section)
			}
			who := known.key(n)
			if by[who] == nil {
				order = append(order, who)
			}
			by[who] = append(by[who], t)
		}
	}
	for _, person := range order {
		r.times(by[person])
		r.otherOffice(by[person])
	}
	r.misspelt(by, order)
	r.spellings()
}

// office takes a title apart.
func office(title string) (name, when string) {
	switch {
	case nextTitle.MatchString(title):
		when = "next"
	case formerTitle.MatchString(title):
		when = "former"
	case actingTitle.MatchString(title):
		when = "acting"
	}
	name = strings.TrimSpace(timeWords.ReplaceAllString(title, ""))
	// The country before an office ("米大統領") is no part of it.
	for i := range name {
		if i > 0 && language.Country(name[:i]) != "" {
			name = name[i:]
			break
		}
	}
	return strings.ToLower(strings.Trim(name, " -・")), when
}

// times reports a person printed as former and as present holder of one office. A
// later card may find somebody out of office whom an earlier one found in it, but
// not the other way round, and not on one day.
func (r *reading) times(ts []titled) {
	var former, present []titled
	for _, t := range ts {
		switch t.when {
		case "former":
			former = append(former, t)
		case "":
			present = append(present, t)
		}
	}
	if len(former) == 0 || r.onlyFormer(former, present) {
		return
	}
	rules := r.administration(former[0].name) // acts in office on the page
	var clash bool
	for _, f := range former {
		for _, p := range present {
			if f.office != p.office && !widerOffice(f.office, p.office) && !widerOffice(p.office, f.office) {
				continue
			}
			if r.left(f) {
				continue
			}
			if f.card && p.card && !f.date.IsZero() && !p.date.IsZero() && f.date.Sub(p.date) > 60*24*time.Hour {
				continue
			}
			clash = true
		}
	}
	if !clash && !rules && !r.actsInOffice(former) {
		return
	}
	for _, f := range former {
		if f.s.line >= 0 {
			r.report(Office, f.s.line, f.s.Text, say{"「%s」と書かれた人物が、同じページでは現職として扱われています", "printed as %q, but in office elsewhere on the page"}, printedTitle(f))
		}
	}
	if rules || len(present) == 0 {
		return
	}
	// Nothing but the titles tells which one is wrong: the first of the others is
	// named too.
	inCard := slices.ContainsFunc(former, func(t titled) bool { return t.card })
	if !inCard && slices.ContainsFunc(present, func(t titled) bool { return t.card }) {
		return // the cards have it right
	}
	for _, p := range present {
		if p.s.line >= 0 && p.office == former[0].office {
			r.report(Office, p.s.line, p.s.Text, say{"「%s」と「%s」が一つのページに混在しています", "%q here and %q elsewhere on one page"}, printedTitle(p), printedTitle(former[0]))
			return
		}
	}
}

// onlyFormer reports the lines that give a person an office back whom every card
// of the page has as out of it.
func (r *reading) onlyFormer(former, present []titled) bool {
	cards := 0
	for _, t := range former {
		if t.card {
			cards++
		}
	}
	for _, t := range present {
		if t.card {
			return false
		}
	}
	if cards == 0 || r.actsInOffice(former) {
		return false
	}
	for _, t := range present {
		if t.office == former[0].office && t.s.line >= 0 {
			r.report(Office, t.s.line, t.s.Text, say{"カードでは「%s」ですが、ここでは現職です", "the cards print %q, this line has the office still held"}, printedTitle(former[0]))
		}
	}
	return true
}

var leaving = regexp.MustCompile(`(?i)辞任|退任|解任|辞職|失脚|更迭|失職|罷免|落選|\b(resign|step(s|ped|ping)? down|dismiss|sack|oust|fired|left office|quit)`)

// left reports whether a source tells that a person left an office: then a line
// told later calls them former and is right.
func (r *reading) left(t titled) bool {
	name := bareSurname(t.name)
	for _, o := range r.sources {
		m := leaving.FindStringIndex(o.Text)
		at := strings.Index(o.Text, name)
		if m == nil || at < 0 || toCome.MatchString(o.Text) || asking.MatchString(o.Text) {
			continue
		}
		// "X ... resigned", "the resignation of X", "dismissed X": close by.
		if at < m[0] && m[0]-at-len(name) < 90 && !leaverBetween(o, t.name, m[0]) || at > m[1] && at-m[1] < 12 {
			return true
		}
	}
	return false
}

var asking = regexp.MustCompile(`(?i)求め|要求|拒|否定|訴え|迫|\b(call|demand|refus|urge|ask|den(y|ied))`)

// leaverBetween reports whether another person stands between a name and the word
// for leaving: then that one left.
func leaverBetween(s *sentence, who text.Name, at int) bool {
	for _, n := range s.Names {
		if n.Type == text.Person && bareSurname(n) != bareSurname(who) && n.Span.Start < runeOf(s.Text, at) && n.Span.Start > runeOf(s.Text, strings.Index(s.Text, bareSurname(who))) {
			return true
		}
	}
	return false
}

func printedTitle(t titled) string {
	rs := []rune(t.s.Text)
	printed := string(rs[t.name.Span.Start:t.name.Span.End])
	if t.name.Title == "" {
		printed += t.title
	}
	return printed
}

// administration reports whether the page prints the person's government as the
// one that acts, and no other government with it: what one did before another is
// told of both.
func (r *reading) administration(n text.Name) bool {
	rules := map[string]bool{}
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		for _, m := range government.FindAllStringSubmatch(s.Text, -1) {
			rules[m[1]+m[2]] = true
		}
	}
	if len(rules) != 1 {
		return false
	}
	for who := range rules {
		return strings.HasSuffix(n.Surface, who) || strings.HasSuffix(who, n.Surface)
	}
	return false
}

// government matches a leader's government as the one that does something.
var government = regexp.MustCompile(`([\p{Katakana}ー]{2,}|\p{Han}{2,4})政権(?:が|は|も|内|による|の和平|、)|\b([A-Z][a-z]+) administration\b`)

// officeActs are acts that only a holder of an office performs.
var officeActs = regexp.MustCompile(`大統領令に署名|署名し(た|ました)|任命し|罷免し|解任し|閣議|執務室|会談し(た|ました)|signed an? (executive order|bill|law)|appointed|his cabinet|vetoed|his administration`)

// actsInOffice reports a former holder who does what only a holder can.
func (r *reading) actsInOffice(former []titled) bool {
	for _, f := range former {
		rs := []rune(f.s.Text)
		rest := string(rs[f.name.Span.End:])
		if (strings.HasPrefix(rest, "は") || strings.HasPrefix(rest, "が") || !isJapanese(rest)) && officeActs.MatchString(rest) && !strings.Contains(rest, "当時") {
			return true
		}
	}
	return false
}

// otherOffice reports a title that no card of the page prints with a person to
// whom the cards give another.
func (r *reading) otherOffice(ts []titled) {
	var printed []string
	cards := 0
	for _, t := range ts {
		if t.card {
			cards++
		}
		if t.card && (t.when == "" || t.when == "acting") {
			printed = append(printed, t.office)
		}
	}
	if cards == 0 {
		return
	}
	for _, t := range ts {
		if (t.when == "next" || t.when == "acting") && !t.card && t.s.line >= 0 && !r.Lines[t.s.line].Fixed && !slices.ContainsFunc(ts, func(o titled) bool { return o.card && o.when == t.when }) {
			r.report(Office, t.s.line, t.s.Text, say{"カードでは「%s」ですが、ここでは「%s」です", "the cards print %q, this line %q"}, cardTitle(ts), printedTitle(t))
			continue
		}
		if len(printed) == 0 || t.card || t.when != "" || t.s.line < 0 || slices.Contains(printed, t.office) ||
			slices.ContainsFunc(printed, func(p string) bool { return sameOffice(p, t.office) }) && !slices.ContainsFunc(printed, func(p string) bool { return otherKind(p, t.office) }) {
			continue
		}
		if r.Lines[t.s.line].Fixed || slices.ContainsFunc(printed, func(p string) bool { return besides(p, t.office) }) {
			continue
		}
		r.report(Office, t.s.line, t.s.Text, say{"カードでは「%s」ですが、ここでは「%s」です", "the cards print %q, this line %q"}, printed[0], printedTitle(t))
	}
}

// cardTitle is how a card prints a person first.
func cardTitle(ts []titled) string {
	for _, t := range ts {
		if t.card {
			return printedTitle(t)
		}
	}
	return ""
}

// sameOffice allows a shorter or longer form of one title.
func sameOffice(a, b string) bool {
	if strings.Contains(a, b) || strings.Contains(b, a) {
		for _, grade := range append([]string{"vice", "deputy", "associate", "assistant"}, grades...) {
			if strings.HasPrefix(a, grade) != strings.HasPrefix(b, grade) {
				return false // 副大統領 is not 大統領
			}
		}
		return true
	}
	return leader.MatchString(a) && leader.MatchString(b)
}

// otherKind reports two offices of one head with other words before it: the
// ambassador here and there.
func otherKind(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return n >= 2 && n < len(x) && n < len(y) && isJapanese(a)
}

// besides reports whether one may hold both of two offices: a party's and a
// state's, a player's and a captain's, a company's chief by several names.
func besides(a, b string) bool {
	if roughly.MatchString(a) || roughly.MatchString(b) || chiefly.MatchString(a) && chiefly.MatchString(b) {
		return true
	}
	return second.MatchString(a) && political.MatchString(b) || second.MatchString(b) && political.MatchString(a) ||
		second.MatchString(a) && second.MatchString(b) && a != b && !isJapanese(a)
}

var (
	roughly   = regexp.MustCompile(`^(選手|議員|博士|メンバー|代表|leader|chief|head|star|player|actor|singer|director|spokesman|spokeswoman)$`)
	chiefly   = regexp.MustCompile(`(?i)代表取締役|^代表|社長兼|ceo|chief executive|president`)
	political = regexp.MustCompile(`(?i)首相|総理|大臣|.相$|長官|大統領|主席|知事|市長|議員|議長|総統|党|幹事長|代表|総裁|委員長|minister|president|secretary|senator|chancellor|premier|king|governor|mayor`)
)

// widerOffice reports whether wide is narrow without what it is the office of:
// minister of fisheries minister. A former minister may be prime minister.
func widerOffice(wide, narrow string) bool {
	return strings.HasSuffix(narrow, " "+wide) && !leader.MatchString(narrow) && !under.MatchString(narrow)
}

// under matches offices below one of the same name.
var under = regexp.MustCompile(`^(vice|deputy|junior|assistant|shadow)\b`)

// second are offices that one may hold beside another.
var second = regexp.MustCompile(`総裁|党首|代表|幹事長|議員|委員長|候補|会長|議長|leader|chair|candidate|senator|representative|lawmaker|head|chief`)

// leader are titles of one office in different words.
var leader = regexp.MustCompile(`^(首相|総理|総理大臣|内閣総理大臣|premier|prime minister)$`)

// spellings reports one katakana name in two spellings.
func (r *reading) spellings() {
	first := map[string]text.Name{}
	told := map[string]bool{}
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		if s.line < 0 {
			continue
		}
		for _, n := range s.Names {
			if n.Type != text.Person || s.copied || !isKatakana(n.Surface) && !kanaTail(n.Surface) {
				continue
			}
			key := plainKana(katakana(n.Surface))
			old, ok := first[key]
			if !ok {
				first[key] = n
				continue
			}
			if old.Surface != n.Surface && !told[key] {
				told[key] = true
				r.report(Office, s.line, s.Text, say{"同じ人物が「%s」と「%s」の二通りに書かれています", "one person in two spellings, %s and %s"}, old.Surface, n.Surface)
			}
		}
	}
}

// kanaTail reports whether a name ends in kana: a given name that may be printed in
// either.
func kanaTail(s string) bool {
	r := []rune(s)
	n := 0
	for i := len(r) - 1; i >= 0 && (r[i] >= 'ぁ' && r[i] <= 'ゖ' || r[i] >= 'ァ' && r[i] <= 'ヶ' || r[i] == 'ー'); i-- {
		n++
	}
	return n >= 2 && n < len(r) && isJapanese(s)
}

// katakana writes hiragana as katakana.
func katakana(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'ぁ' && c <= 'ゖ' {
			return c - 'ぁ' + 'ァ'
		}
		return c
	}, s)
}

func isKatakana(s string) bool {
	for _, r := range s {
		if !(r >= 'ァ' && r <= 'ヶ' || r == 'ー' || r == '・') {
			return false
		}
	}
	return s != ""
}

// plainKana is a spelling without what writers differ in: ヴァ and バ, long marks,
// ティ and チ, small vowels.
func plainKana(s string) string {
	s = variant(s)
	return strings.NewReplacer("ー", "", "ティ", "チ", "ディ", "ジ", "イ", "", "ィ", "", "ウィ", "ウイ", "ツ", "ッ", "・", "").Replace(s)
}
