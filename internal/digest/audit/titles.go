package audit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// afterName matches an office that is no title to the reader of names: the Chinese
// characters right after a name that end as offices do.
var afterName = regexp.MustCompile(`^(\p{Han}{0,7}[長官臣相領統授事役裁表使将尉員王督守師])(?:$|[^\p{Han}])`)

// titleOf is what a person is printed as; "" for nothing but the name or a word of
// courtesy. The reader of names may cut 准 of 准教授 to the name before it.
func titleOf(s *sentence, n text.Name) string {
	title := n.Title
	if title == "" && n.Type == text.Person {
		if m := afterName.FindStringSubmatch(restOf(s, n)); m != nil {
			title = m[1]
		}
	}
	if title == "" || honorific.MatchString(title) {
		title = beside(s, n)
	}
	for _, grade := range grades {
		if strings.HasSuffix(n.Surface, grade) && utf8.RuneCountInString(n.Surface) > 2 && title != "" {
			return grade + title
		}
	}
	return title
}

// The office beside a name: "館長の江藤さん", "its director, Marta Kowal,", "Albright,
// the prosecutor,".
var (
	beforeName = regexp.MustCompile(`(\p{Han}{0,6}[長官臣相領統授事役裁表使将尉員王督守師])の$`)
	leadsName  = regexp.MustCompile(`(?i)\b((?:(?:chief|prime|deputy|former|acting|vice) )?(?:executive|minister|leader|mayor|chief|director|president|chair(?:man|woman)?|secretary|governor|judge|prosecutor|lawyer|coach|captain|founder|professor)), $`)
	tailsName  = regexp.MustCompile(`(?i)^, (?:the|its|his|her|their|a|an) ((?:(?:chief|prime|deputy|former|acting|vice) )?(?:executive|minister|leader|mayor|chief|director|president|chair(?:man|woman)?|secretary|governor|judge|prosecutor|lawyer|coach|captain|founder|professor))[,.]`)
)

func beside(s *sentence, n text.Name) string {
	if n.Type != text.Person {
		return ""
	}
	rs := []rune(s.Text)
	before := string(rs[:min(n.Span.Start, len(rs))])
	if isJapanese(s.Text) {
		if m := beforeName.FindStringSubmatch(before); m != nil {
			return m[1]
		}
		return ""
	}
	if m := leadsName.FindStringSubmatch(before); m != nil {
		return m[1]
	}
	if m := tailsName.FindStringSubmatch(restOf(s, n)); m != nil {
		return m[1]
	}
	return ""
}

// grades are what makes an office another one.
var grades = []string{"准", "副", "助", "次席", "名誉"}

// people tells under which name a person is known on the page: a surname alone
// belongs to the one full name that begins or ends with it.
type people map[string]string

func (r *reading) people() people {
	full := map[string]bool{}
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		for _, n := range s.Names {
			if n.Type == text.Person {
				full[bareSurname(n)] = true
			}
		}
	}
	out := people{}
	for short := range full {
		long := ""
		for other := range full {
			if other != short && shortOf(short, other) {
				if long != "" {
					long = ""
					break
				}
				long = other
			}
		}
		if long != "" {
			out[short] = long
		}
	}
	return out
}

// bareSurname is a name without the grade that was cut to it.
func bareSurname(n text.Name) string {
	name := n.Surface
	if n.Title != "" {
		name = strings.TrimSuffix(name, n.Title)
	}
	for _, grade := range grades {
		if cut, ok := strings.CutSuffix(name, grade); ok && utf8.RuneCountInString(cut) >= 2 {
			name = cut
		}
	}
	return name
}

// shortOf reports whether a name is a surname of a full one: the first two or more
// characters in Japanese, the last word elsewhere.
func shortOf(short, long string) bool {
	if isJapanese(short) && !isKatakana(short) {
		return utf8.RuneCountInString(short) >= 2 && strings.HasPrefix(long, short)
	}
	return shorterName(short, long)
}

func (p people) key(n text.Name) string {
	name := bareSurname(n)
	if long := p[name]; long != "" {
		return long
	}
	return name
}

// misspelt reports a person whom no source prints and who has the office of one
// whom a source prints almost so: one letter more, fewer or other.
func (r *reading) misspelt(by map[string][]titled, order []string) {
	for _, person := range order {
		t := by[person][0]
		if t.card || t.s.line < 0 || r.stock.holdsName(t.name) || strings.Contains(r.stock.text, folded(person)) {
			continue
		}
		for _, other := range order {
			o := by[other][0]
			if o.card && o.office == t.office && almost(person, other) {
				r.report(Office, t.s.line, t.s.Text, say{"カードでは「%s」ですが、ここでは「%s」です", "the cards print %q, this line %q"}, other, person)
				break
			}
		}
	}
}

// almost reports whether two names differ in one letter: of two Chinese
// characters one, of longer names one of at least five.
func almost(a, b string) bool {
	if i := strings.LastIndexAny(b, " ・"); i >= 0 && !strings.ContainsAny(a, " ・") {
		b = strings.TrimLeft(b[i:], " ・")
	}
	x, y := []rune(a), []rune(b)
	if len(x) == 2 && len(y) >= 2 && isJapanese(a) {
		return (x[0] == y[0]) != (x[1] == y[1])
	}
	if len(x) < 4 || len(y) < 4 || len(x) > len(y)+1 || len(y) > len(x)+1 {
		return false
	}
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	j := 0
	for j < len(x)-i && j < len(y)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	return max(len(x), len(y))-i-j == 1
}
