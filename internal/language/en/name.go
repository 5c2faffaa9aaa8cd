package en

import (
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// found is a name with what the whole article must still decide.
type found struct {
	text.Name
	parts     []string // its words, folded
	tentative bool     // a single word at the start of a sentence, or in a headline of capitals
}

// names finds the capitalised sequences of a sentence and parses each into
// title and name. What only the article can tell is left to join.
func names(l layout, toks []tok, headline bool, when []text.Date) []text.Name {
	fs := candidates(l, toks, headline, when)
	out := make([]text.Name, 0, len(fs))
	for _, f := range fs {
		if f.tentative {
			// join keeps or drops it; the mark travels in Normal.
			f.Normal = tentativeMark + f.Normal
		}
		out = append(out, f.Name)
	}
	return out
}

// tentativeMark prefixes the normal form of a name that join must confirm. It
// never leaves this package.
const tentativeMark = "\x00"

func candidates(l layout, toks []tok, headline bool, when []text.Date) []found {
	capitals := headline && titleCase(toks)
	var out []found
	for i := 0; i < len(toks); {
		if !opensRun(toks, i, when) {
			i++
			continue
		}
		end := runEnd(toks, i, when)
		first := startsClause(toks, i) && !(quotedAlone(toks, i, end) && !plainStarter(toks[i]))
		from := i
		if first {
			for from < end-1 && starters[toks[from].s] && CountryCode(toks[from].s) == "" {
				from++
			}
		}
		if from == end-1 && first && from == i && plainStarter(toks[from]) {
			i = end
			continue
		}
		if toks[from].kind == wordTok && toks[from].upper() && !shouting(toks, from, end) {
			out = append(out, parse(l, toks, from, end, first && from == i || capitals)...)
		}
		i = end
	}
	return out
}

// shouting reports a run of four or more words all in capitals: a headline or
// a credit inside the text, in which capitals mean nothing.
func shouting(toks []tok, from, end int) bool {
	n := 0
	for k := from; k < end; k++ {
		if toks[k].kind != wordTok {
			continue
		}
		if toks[k].s != strings.ToUpper(toks[k].s) {
			return false
		}
		n++
	}
	return n >= 4
}

// plainStarter reports a capitalised word that is only a sentence's first.
func plainStarter(t tok) bool {
	return starters[t.s] || t.in(small) ||
		t.s != strings.ToUpper(t.s) && (strings.HasSuffix(t.low, "ly") || strings.HasSuffix(t.low, "ing") && len(t.s) > 5)
}

// titleCase reports a headline in which nearly every word has a capital.
func titleCase(toks []tok) bool {
	up, plain := 0, 0
	for i := range toks {
		t := &toks[i]
		if t.kind != wordTok || t.in(functionWord|conjunction) || len(t.s) < 4 {
			continue
		}
		if t.upper() {
			up++
		} else {
			plain++
		}
	}
	return up >= 3 && up > 3*plain
}

// opensRun reports a token that can begin a name.
func opensRun(toks []tok, i int, when []text.Date) bool {
	t := &toks[i]
	if !t.upper() || t.span().InDate(when) || t.low == "i" || t.in(pronoun) && t.s != "US" {
		return false
	}
	if t.in(month) && len(t.low) > 3 && t.low != "may" && t.low != "april" && t.low != "june" && t.low != "august" {
		return false
	}
	return !t.in(weekday)
}

var (
	particles = set("de da do dos das del della di du van von der den ter bin ibn al el la le dit af av y e")
	orgHeads  = set(`ministry university bank department house court office institute centre center council committee commission board association federation
		union organization organisation school college church republic state states kingdom city province gulf bay strait sea isle island lake mount port cape district league
		academy chamber society museum bureau agency secretary minister company party army leader guard chief head speaker director governor king queen prince princess duke president assembly democratic gulf united people's south confederation doctors library bishop archbishop administration ministers fund institutes convention democrats`)
)

// forHeads are followed by "for" inside a name: "Office for Example Statistics".
var forHeads = set("office ministry department centre center centers secretary minister agency campaign committee institute council commissioner ministers court alternative movement fund foundation academy")

// runEnd returns the end of the capitalised run that begins at i.
func runEnd(toks []tok, i int, when []text.Date) int {
	end := i + 1
	head := toks[i].in(orgHead)
	for end < len(toks) {
		t := &toks[end]
		switch {
		case t.upper() && near(toks, end) && !t.span().InDate(when) && !pronounWord(t):
			head = head || t.in(orgHead)
			end++
		case t.s == "." && shortForm(toks[end-1]) && upperAt(toks, end+1):
			end++
		case t.s == "&" && upperAt(toks, end+1):
			end++
		case t.in(particle) && near(toks, end) && (upperAt(toks, end+1) || particles[low(toks, end+1)] && upperAt(toks, end+2)):
			end++
		case t.low == "of" && head && (upperAt(toks, end+1) || low(toks, end+1) == "the" && upperAt(toks, end+2)):
			end++
			if toks[end].low == "the" {
				end++
			}
		case t.low == "and" && head && upperAt(toks, end+1) && ofBefore(toks, i, end):
			end++
		case t.low == "for" && forHeads[toks[end-1].low] && upperAt(toks, end+1):
			end++
		default:
			return end
		}
	}
	return end
}

func pronounWord(t *tok) bool { return t.low == "i" || t.in(pronoun) && t.s != strings.ToUpper(t.s) }

// near reports that only one space stands before token k.
func near(toks []tok, k int) bool { return toks[k].start-toks[k-1].end <= 1 }

func upperAt(toks []tok, k int) bool {
	return k < len(toks) && toks[k].upper() && near(toks, k)
}

func ofBefore(toks []tok, i, end int) bool {
	for k := i; k < end; k++ {
		if toks[k].low == "of" {
			return true
		}
	}
	return false
}

// shortForm reports an initial or a title with a full stop ("J.", "Gov.").
func shortForm(t tok) bool {
	return len([]rune(t.s)) == 1 || never[t.low] && t.upper() || t.low == "st" || t.low == "jr" || t.low == "ft"
}

// startsClause reports that a capital at token i means nothing: it begins the
// sentence, or speech after a mark.
func startsClause(toks []tok, i int) bool {
	if i == 0 {
		return true
	}
	switch p := toks[i-1]; p.s {
	case "“", "\"", "‘", "'", ":", "—", "–", "-", "•", "(", "[", ".", "!", "?", "…", "|":
		return p.s != "-" || toks[i].start != p.end
	}
	return false
}

// parse turns the run [from, end) into names: countries in it, a title, and
// the name itself.
func parse(l layout, toks []tok, from, end int, tentative bool) []found {
	var out []found
	name, titleFrom := from, -1
	if k := roleEnd(toks, from, end); k > from {
		name, titleFrom = k, from
	}
	if titleFrom == from && from > 1 && toks[from-1].low == "and" && roleWords[toks[from-2].low] && toks[from-2].upper() {
		titleFrom = from - 2 // Foreign and European Affairs Minister
	}
	if t := roleBefore(toks, from); t < from && titleFrom < 0 {
		titleFrom = t
	} else if t < from && titleFrom == from {
		titleFrom = t
	}
	if c := countryAt(toks, from, end); c > from && (titleFrom >= 0 && name > from || c < end) {
		if c == end || titleFrom >= 0 && name >= c || orgRun(toks, c, end) {
			out = append(out, place(l, toks, from, c))
		} else if demonym(toks, from, c) {
			out = append(out, place(l, toks, from, c))
			name = max(name, c)
			tentative = false
		}
	}
	if titleFrom >= 0 && titleFrom < from {
		for k := titleFrom; k < from; k++ {
			if toks[k].upper() && countryOf(toks[k].s) != "" && (k > 0 && !toks[k-1].upper() || k == 0) && !runBefore(toks, k) {
				out = append(out, place(l, toks, k, k+1))
			}
		}
	}
	if name >= end || roleOnly(toks, name, end) {
		return out
	}
	f := found{tentative: tentative && titleFrom < 0}
	f.Span = text.Span{Start: toks[name].start, End: toks[end-1].end}
	f.Surface = l.cut(f.Span)
	for k := name; k < end; k++ {
		if toks[k].kind == wordTok {
			f.parts = append(f.parts, fold(toks[k].low))
		}
	}
	if titleFrom >= 0 {
		last := name
		if titleFrom < from && name == from {
			last = from
		}
		f.Title = strings.TrimSpace(l.cut(text.Span{Start: toks[titleFrom].start, End: toks[last-1].end}))
		f.Span.Start = toks[titleFrom].start
		f.Type = text.Person
		if hasOrgWord(toks, name, end) {
			f.Type, f.Title, f.Span.Start = text.Organization, "", toks[name].start
		}
	}
	f.classify(toks, name, end)
	if f.Type == text.Person && f.Title == "" {
		f.Title = apposition(l, toks, end)
	}
	if f.tentative && (f.Type == text.Place || f.Type == text.Organization || len(f.parts) > 1 && f.Type == text.Person) && !titleCase(toks) {
		f.tentative = false
	}
	f.Normal = normalOf(f.Surface, f.Type)
	return append(out, f)
}

// runBefore reports that the country at token k was a run of its own, read
// before the role that follows it in small letters.
func runBefore(toks []tok, k int) bool { return k+1 < len(toks) && !toks[k+1].upper() }

func place(l layout, toks []tok, from, end int) found {
	f := found{}
	f.Span = text.Span{Start: toks[from].start, End: toks[end-1].end}
	f.Surface = l.cut(f.Span)
	f.Normal, f.Type = countryOf(f.Surface), text.Place
	return f
}

// countryOf is CountryCode that reads "us" as the country only in capitals.
func countryOf(s string) string {
	if s == "us" || s == "Us" {
		return ""
	}
	return CountryCode(s)
}

// countryAt returns the end of the country name or demonym at token i.
func countryAt(toks []tok, i, end int) int {
	if !countryStarts()[fold(toks[i].low)] {
		return i
	}
	for n := min(5, end-i); n > 0; n-- {
		name := toks[i].s
		for k := i + 1; k < i+n; k++ {
			name += " " + toks[k].s
		}
		if countryOf(name) != "" {
			return i + n
		}
	}
	return i
}

// demonym reports a word like "Russian" or "US" that stands before a noun.
func demonym(toks []tok, from, end int) bool {
	w := toks[end-1].low
	return end-from <= 2 && (ends(w, "an", "ian", "ese", "ish", "i", "ch", "ean") || w == "us" || w == "u.s." || w == "uk" || w == "u.k." || w == "german" || w == "eu")
}

// roleEnd returns where the name begins behind the titles at the start of the
// run, from if there is no title.
func roleEnd(toks []tok, from, end int) int {
	last := -1
	for k := from; k < end-1; k++ {
		if roles[strings.TrimSuffix(toks[k].low, ".")] {
			last = k
		}
	}
	if last < 0 {
		return from
	}
	k := last + 1
	if k < end && toks[k].s == "." {
		k++
	}
	if k < end && (toks[k].low == "of" || toks[k].low == "for") {
		j := k + 1
		for j < end && (roleWords[toks[j].low] || toks[j].low == "the" || toks[j].low == "and") {
			j++
		}
		if j == k+1 || j >= end {
			return from
		}
		k = j
	}
	for k < end-1 && roleWords[toks[k].low] {
		k++
	}
	if k >= end || end-k > 5 || hasOrgWord(toks, k, end) {
		return from
	}
	return k
}

// roleBefore returns where a title in lower case before token i begins, i if
// there is none: "former Russian foreign minister Ann Example".
func roleBefore(toks []tok, i int) int {
	k := i
	if k < 1 || !near(toks, k) || !toks[k-1].in(role) {
		return i
	}
	k--
	for k > 0 && near(toks, k) && (toks[k-1].in(role|roleWord) || toks[k-1].upper() && CountryCode(toks[k-1].s) != "" && toks[k-1].s != "us") {
		k--
	}
	for k > 1 && toks[k-1].low == "of" && near(toks, k) && toks[k-2].in(role) {
		for k -= 2; k > 0 && near(toks, k) && toks[k-1].in(roleWord); k-- {
		}
	}
	for k < i-1 && (toks[k].low == "and" || toks[k].low == "then" || toks[k].low == "first" || toks[k].low == "late" && k == i) {
		k++
	}
	return k
}

// apposition reads a role after the name: "Ann Example, the finance minister,".
func apposition(l layout, toks []tok, end int) string {
	if low(toks, end) != "," {
		return ""
	}
	k := end + 1
	if w := low(toks, k); w == "the" || w == "a" || w == "an" || w == "its" || w == "his" || w == "her" || w == "their" {
		k++
	}
	for j := k; j < len(toks) && j < k+6; j++ {
		t := &toks[j]
		if t.kind == markTok && t.s != "-" {
			return ""
		}
		if t.in(role) && !roles[low(toks, j+1)] {
			return l.cut(text.Span{Start: toks[k].start, End: t.end})
		}
		if t.kind == possessiveTok || t.upper() || t.in(roleWord) || t.kind == wordTok && !t.in(auxiliary|reportingWord|pronoun) {
			continue
		}
		return ""
	}
	return ""
}

// roleOnly reports a run that is nothing but titles ("Prime Minister").
func roleOnly(toks []tok, from, end int) bool {
	for k := from; k < end; k++ {
		if w := toks[k].low; toks[k].kind == wordTok && !toks[k].in(role|roleWord) && w != "of" && w != "the" && w != "and" {
			return false
		}
	}
	return true
}

func orgRun(toks []tok, from, end int) bool { return hasOrgWord(toks, from, end) }

func hasOrgWord(toks []tok, from, end int) bool {
	for k := from; k < end; k++ {
		if toks[k].in(orgWord) {
			return true
		}
	}
	return false
}

// classify guesses the type of a name from its words and its neighbours.
func (f *found) classify(toks []tok, from, end int) {
	if f.Type != text.UnknownName {
		return
	}
	whole := fold(f.Surface)
	last := f.parts[len(f.parts)-1]
	switch {
	case countryOf(f.Surface) != "":
		f.Type = text.Place
		if countryOf(f.Surface) == "EU" {
			f.Type = text.Organization
		}
	case notAcronyms[f.Surface]:
		return
	case organisationCode(whole) != "" || knownBodies()[strings.TrimPrefix(whole, "the ")]:
		f.Type = text.Organization
	case len(f.parts) == 1 && knownPeople[whole]:
		f.Type = text.Person
	case cities()[strings.TrimPrefix(whole, "the ")]:
		f.Type = text.Place
	case hasOrgWord(toks, from, end):
		f.Type = text.Organization
	case placeWords[last] || placeWords[f.parts[0]] && len(f.parts) > 1:
		f.Type = text.Place
	case len(f.parts) > 1 && len(f.parts) < 5 && firstNames()[f.parts[0]] && !thingWords[last]:
		f.Type = text.Person
	case len(f.parts) == 1 && isAcronym(f.Surface):
		f.Type = text.Organization
	case len(f.parts) > 1 && len(f.parts) < 4 && !thingWords[last] && (says(toks, end) || len(toks) > from && initialInside(toks, from, end)):
		f.Type = text.Person
	case quotedAlone(toks, from, end) && from > 1 && bodyLead[toks[from-2].low]:
		f.Type = text.Organization
	case len(f.parts) <= 2 && from > 0 && placeLead[toks[from-1].low] && !function[low(toks, end)] && !function[f.parts[0]]:
		f.Type = text.Place
	}
}

// bodyLead are words before a company's name in quotation marks: the start-up
// "Fennel".
var bodyLead = set("company firm group startup start-up retailer maker carmaker airline bank chain brand newspaper magazine publisher agency network broadcaster band team club party movement charity operator supplier")

// quotedAlone reports a run of up to four words that has quotation marks of its
// own: a name or a work, not the start of speech.
func quotedAlone(toks []tok, from, end int) bool {
	if from == 0 || end >= len(toks) || end-from > 4 {
		return false
	}
	before, after := toks[from-1].s, toks[end].s
	return before == "“" && after == "”" || before == "\"" && after == "\"" || before == "‘" && after == "’" || before == "«" && after == "»"
}

// notAcronyms are words in capitals that name nothing.
var notAcronyms = set("VIDEO BREAKING EXCLUSIVE WATCH LIVE UPDATE UPDATED PHOTOS PHOTO OPINION ANALYSIS EXPLAINER TV CEO CFO COO AI OK FAQ NYE PM AM GMT UTC EST EDT PST PDT BST CET HIV AIDS DNA GDP CPI IPO ETF USB GPS SUV UFO VIP DIY PDF BILLION MILLION NEW TOP VS")

var placeLead = set("in at near from outside around across")

func initialInside(toks []tok, from, end int) bool {
	for k := from + 1; k < end-1; k++ {
		if len(toks[k].s) == 1 && toks[k].upper() && end-from <= 4 {
			return true
		}
	}
	return false
}

// says reports that a reporting verb follows the name.
func says(toks []tok, end int) bool {
	w := low(toks, end)
	return reporting[w] || w == "," && (reporting[low(toks, end+1)] || low(toks, end+1) == "who" || low(toks, end+2) == "," && isNumber(toks, end+1))
}

func isAcronym(s string) bool {
	s = strings.ReplaceAll(s, ".", "")
	n := 0
	for _, c := range s {
		if !unicode.IsUpper(c) && !unicode.IsDigit(c) && c != '-' && c != '&' {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6
}
