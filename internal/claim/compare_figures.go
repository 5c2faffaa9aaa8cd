package claim

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// counted is a quantity with what a comparison asks of it.
type counted struct {
	Quantity
	class string // death, cost, count: the measure without its part and time
	part  string // child, drone: which part of the class
	scope string // a day, or a longer time by name
	mode  string // needed, allowed, before, first, planned: not what is
	heads map[string]bool
}

func countedOf(p *Passage) []counted {
	out := make([]counted, 0, len(p.Quantities))
	for _, q := range p.Quantities {
		base, scope, _ := strings.Cut(q.Measure, "@")
		class, part, _ := strings.Cut(base, "/")
		c := counted{Quantity: q, class: class, part: partName(part), scope: scope, mode: modeOf(q)}
		c.heads = headsOf(q)
		if c.class == "count" && scope == "" {
			c.scope = onlyDay(p.Sentence)
		}
		if scope == "total" && (c.class == "cost" || c.class == "raised" || c.class == "fine" || c.class == "compensation") {
			c.scope = "" // an amount is paid once; "this year" says something else
		}
		out = append(out, c)
	}
	return out
}

var saidBefore = regexp.MustCompile(`(?i)\b(?:said|told|says|confirmed|announced|reported|wrote)(?: [\w']+){0,4}(?: on)? $`)

// onlyDay returns the day of a sentence that has one and says nothing of when
// somebody spoke.
func onlyDay(s text.Sentence) string {
	day, rs := "", []rune(s.Text)
	for _, d := range s.Dates {
		if d.Precision != text.Day || sinceDay(rs, d.Span) || saidBefore.MatchString(string(rs[:d.Span.Start])) {
			continue
		}
		if day != "" {
			return ""
		}
		day = d.Time.Format("2006-01-02")
	}
	return day
}

// partName gives school children one name in all their words.
func partName(part string) string {
	switch part {
	case "student", "pupil", "schoolchild", "schoolchildren", "children", "kid":
		return "child"
	}
	return part
}

var (
	modesEn = []struct {
		name string
		re   *regexp.Regexp
	}{
		{"needed", regexp.MustCompile(`\b(need|needs|needed|requires?|required|necessary)\b`)},
		{"allowed", regexp.MustCompile(`\b(granted access|access for|authori[sz]ed|permission|permitted|allowed|cleared|approved)\b`)},
		{"before", regexp.MustCompile(`\b(prior to|pre-?war|before the (war|conflict|crisis|pandemic|attack)|previous(ly)?|last year|a year (ago|earlier)|used to)\b`)},
		{"first", regexp.MustCompile(`\b(initial|down ?payment|first (tranche|stage|phase|part|instal\w+))\b`)},
		{"not", regexp.MustCompile(`\b(did not|didn't|not|never)\b`)},
	}
	modesJa = []struct {
		name string
		re   *regexp.Regexp
	}{
		{"needed", regexp.MustCompile(`必要`)},
		{"before", regexp.MustCompile(`前年|前回|昨年|以前`)},
		{"subsidised", regexp.MustCompile(`実質|補助金`)},
		{"at noon", regexp.MustCompile(`前引け`)},
		{"at the close", regexp.MustCompile(`終値|大引け`)},
		{"for a while", regexp.MustCompile(`一時`)},
	}
)

// modeOf says in which sense a value holds, by the words near it: what is
// needed, allowed or was before is another quantity than what is.
func modeOf(q Quantity) string {
	rs := []rune(q.Sentence)
	f := q.Figure.Span
	if japanese(q.Sentence) {
		near := string(rs[max(0, f.Start-12):min(len(rs), f.End+6)])
		for _, m := range modesJa {
			if m.re.MatchString(near) {
				return m.name
			}
		}
		return ""
	}
	before, after := string(rs[max(0, f.Start-40):f.Start]), string(rs[f.End:min(len(rs), f.End+50)])
	if at := strings.LastIndexAny(before, ",;:—"); at >= 0 {
		before = before[at:]
	}
	if at := strings.IndexAny(after, ",;:—."); at >= 0 {
		after = after[:at]
	}
	after, _, _ = strings.Cut(after, " and ")
	near := strings.ToLower(before + "#" + after)
	for _, m := range modesEn {
		if m.re.MatchString(near) {
			return m.name
		}
	}
	return ""
}

// peopleEn are nouns of people: 35 diplomats and 25 people may be one count.
var peopleEn = regexp.MustCompile(`^(people|persons?|individuals?|men|women|man|woman|adults?|children|kids|students?|pupils|passengers?|victims?|residents?|citizens?|civilians?|soldiers?|troops|fighters?|militants?|police|officers?|officials?|diplomats?|ambassadors?|consuls|envoys|lawmakers?|members?|workers?|migrants?|refugees?|deportees?|detainees?|prisoners?|suspects?|protesters?|demonstrators?|attackers?|gunmen|tourists?|fans|spectators?|journalists?|hostages?|captives?|palestinians?|[a-z]{3,}(ians?|eses?|ers|ists|ans))$`)

// headsOf returns the nouns that may be counted by a figure: the words right
// behind it up to a verb or preposition, in five letters; "person" beside them
// where they are people.
func headsOf(q Quantity) map[string]bool {
	m := map[string]bool{}
	if japanese(q.Sentence) {
		if q.Figure.Counts != "" {
			m[q.Figure.Counts] = true
		}
		if q.Figure.Unit == "人" || q.Figure.Unit == "名" {
			m["person"] = true
		}
		return m
	}
	n, proper := 0, false
	for _, t := range tokens(q.Sentence) {
		if t.start < q.Figure.Span.End || t.low == "and" && proper { // "25 Arab and European diplomats"
			continue
		}
		proper = t.upper
		if n == 7 || t.word && (prepositions[t.low] || finite[t.low] || subordinators[t.low]) || !t.word && t.low != "," || t.low == "who" {
			break
		}
		n++
		if t.word && len(t.low) > 2 {
			m[t.low[:min(len(t.low), 5)]] = true
			if peopleEn.MatchString(t.low) {
				m["person"] = true
			}
		}
	}
	if q.Figure.Unit == "person" {
		m["person"] = true
	}
	return m
}

// compareFigures looks for a quantity that both passages give: agree says that
// one has values that fit. Where a passage prints several values of a measure
// and one of them fits, the passages agree on it.
func compareFigures(a, b *Passage, l Limits) (best Contrast, agree bool) {
	as, bs := countedOf(a), countedOf(b)
	fitting := map[string]bool{}
	type found struct {
		key string
		c   Contrast
	}
	var all []found
	for _, x := range as {
		for _, y := range bs {
			if !sameQuantity(x, y, a, b, l) {
				continue
			}
			key := x.class + "/" + x.part
			kind, fit := valueKind(x, y, l)
			if fit && kind == "" {
				fitting[key], fitting[y.class+"/"+y.part] = true, true
			}
			if kind != "" {
				all = append(all, found{key, Contrast{Kind: kind, By: "figure", About: x.Words, A: printedValue(x.Quantity), B: printedValue(y.Quantity)}})
			}
		}
	}
	for _, f := range all {
		if !fitting[f.key] && (best.Kind == "" || best.Kind == Update && f.c.Kind == Conflict) {
			best = f.c
		}
	}
	return best, len(fitting) > 0 && best.Kind == ""
}

// sameQuantity reports whether two figures measure one thing: the class and the
// part, the unit, the time, the sense and the owner must not differ, and the
// sentences must share words.
func sameQuantity(x, y counted, a, b *Passage, l Limits) bool {
	if x.class != y.class || unitClass(x.Quantity) != unitClass(y.Quantity) && !(x.heads["person"] && y.heads["person"]) || x.mode != y.mode {
		return false
	}
	if x.scope != y.scope && x.scope != "" && y.scope != "" || x.scope != y.scope && (named(x.scope) || named(y.scope)) {
		return false
	}
	if !ownersMeet(x.Quantity, y.Quantity, a, b) {
		return false
	}
	lo, hi := math.Abs(x.Figure.Value), math.Abs(y.Figure.Value)
	if lo > hi {
		lo, hi = hi, lo
	}
	if lo == 0 || hi/lo > 6 {
		return false
	}
	if japanese(a.Sentence.Text) != japanese(b.Sentence.Text) {
		return x.part == y.part && (monotone[x.class] || moving[x.class] || inEvent[x.class])
	}
	return alike(x, y, a, b, l)
}

// alike asks that two figures count the same and that their sentences share
// enough words beside what is counted.
func alike(x, y counted, a, b *Passage, l Limits) bool {
	shared := common(a.content(), b.content())
	one := common(x.heads, y.heads) > 0
	switch {
	case x.class == "count":
		nouns := 0
		for h := range x.heads {
			if y.heads[h] && h != "person" {
				nouns++
			}
		}
		switch {
		case nouns == 0 && !(x.heads["person"] && y.heads["person"]):
			return false
		case nouns == 0:
			return shared >= l.Words+2
		}
		return shared-nouns >= l.Words
	case x.part != y.part && !partSaid(x, a) && !partSaid(y, b) && !partSaid(x, b) && !partSaid(y, a):
		return false
	case japanese(a.Sentence.Text) && (monotone[x.class] || moving[x.class]):
		return shared-measureWords(x, y, a, b)-min(1, countries(a, b)) >= 1
	case monotone[x.class], moving[x.class]:
		return shared >= 1 || one
	case x.class == "cost", x.class == "raised":
		return shared >= 1
	case x.class == "rise", x.class == "fall", x.class == "vote", x.class == "loss":
		return (shared >= 3 || shared >= 1 && a.content()["株"] && b.content()["株"]) && math.Abs(b.Published.Sub(a.Published).Hours()) < 18
	}
	return shared >= 2
}

// partSaid reports whether an animal or thing that one figure counts, and the
// other does not name, stands in the passage: 14 carcasses, of elephants.
func partSaid(c counted, p *Passage) bool {
	if c.part == "" || c.heads["person"] || len(c.part) < 4 {
		return false
	}
	for w := range p.content() {
		if strings.HasPrefix(w, c.part) {
			return c.class == "death"
		}
	}
	return false
}

// countries counts the names of whole states that both passages have: one is
// too wide a place to make two happenings one.
func countries(a, b *Passage) int {
	n := 0
	for _, x := range a.Sentence.Names {
		if len(x.Normal) == 2 && a.content()[x.Surface] && b.content()[x.Surface] {
			n++
		}
	}
	return n
}

// measureWords counts the shared words that only name the measure: 死者, 避難.
func measureWords(x, y counted, a, b *Passage) int {
	n := 0
	for w := range a.content() {
		if b.content()[w] && (strings.Contains(x.Words, w) || strings.Contains(y.Words, w)) {
			n++
		}
	}
	return n
}

// ownersMeet reports whether two figures can belong to one place or body: the
// owners are one, or each passage speaks of the other's.
func ownersMeet(x, y Quantity, a, b *Passage) bool {
	ox, oy := ownerOf(x), ownerOf(y)
	if ox == oy {
		return true
	}
	return ownedIn(ox, oy, b) && ownedIn(oy, ox, a)
}

var agentOwner = regexp.MustCompile(`(?:委|省|庁|相|党|社長|会|署|警察|県警|府警|消防|軍|隊|政府|UN|un)$`)

// ownerOf returns who or what a figure belongs to, "" for a body that only
// counts or acts.
func ownerOf(q Quantity) string {
	if agentOwner.MatchString(q.Who) {
		return ""
	}
	return strings.TrimSuffix(q.Who, "地方")
}

// ownedIn reports whether a figure of the passage, with its own owner, may
// belong to owner.
func ownedIn(owner, own string, p *Passage) bool {
	switch {
	case owner == "", own != "" && sameOwner(owner, own), own != "" && soundsLike(owner, own):
		return true
	case strings.Contains(strings.ToLower(p.Sentence.Text), strings.ToLower(bareOwner(owner))), runIn(owner, p.Sentence.Text):
		return true
	case !japanese(p.Sentence.Text) && own == "":
		return true // English sentences leave places to the reader
	case japanese(owner) && own == "":
		return !placed(p)
	}
	return p.content()[standsFor(owner)]
}

// placed reports whether a passage names a place.
func placed(p *Passage) bool {
	for _, n := range p.Sentence.Names {
		if n.Type == text.Place {
			return true
		}
	}
	return false
}

// runIn reports whether four letters in a row of a Japanese owner, and half of
// it, stand in a sentence: イオン港町 in 港町イオンモール does not.
func runIn(owner, sentence string) bool {
	rs := []rune(owner)
	if !japanese(owner) || len(rs) < 4 {
		return false
	}
	n := max(4, (len(rs)+1)/2)
	for i := 0; i+n <= len(rs); i++ {
		if strings.Contains(sentence, string(rs[i:i+n])) {
			return true
		}
	}
	return false
}

// soundsLike reports whether a katakana and a Latin owner are one name.
func soundsLike(a, b string) bool {
	if japanese(a) == japanese(b) {
		return false
	}
	key := func(s string) string {
		for _, lead := range []string{"米", "英", "仏", "独", "露", "伊", "豪", "加", "中国", "韓国"} {
			if cut := strings.TrimPrefix(s, lead); cut != s && utf8.RuneCountInString(cut) > 2 {
				s = cut
			}
		}
		return language.SoundKey(s)
	}
	k := key(a)
	return k != "" && len(k) >= shortestLast && k == key(b)
}

// valueKind judges two values of one quantity, the earlier first. fit says that
// both can hold.
func valueKind(x, y counted, l Limits) (kind Kind, fit bool) {
	v, w := x.Figure, y.Figure
	later := y.Published.Sub(x.Published).Hours()
	if x.Published.IsZero() || y.Published.IsZero() {
		later = 0
	}
	moves := monotone[x.class] || moving[x.class]
	lo, hi := min(v.Value, w.Value), max(v.Value, w.Value)
	if within(v, w, l) {
		bounds := v.Bound == "min" && w.Bound == "min"
		grew := v.Bound == "min" && w.Value >= 1.1*v.Value && later > l.Fresh
		if moves && (bounds && hi >= 1.05*lo || grew && w.Bound != "about") {
			return Update, true
		}
		return "", true
	}
	switch {
	case monotone[x.class] && w.Value > v.Value && later > l.Fresh:
		return Update, false
	case moving[x.class] && later > l.Move:
		return Update, false
	case growing(x, y) && later >= 0 && moves:
		return Update, false
	case later > 48 && moves:
		return "", false
	}
	return Conflict, false
}

var growthWords = regexp.MustCompile(`拡大|増え|増加|増員|増強|深刻化|\b(rises?|rose|climbs?|climbed|grows?|mounts?|jumps?)\b`)

// growing reports whether the report of the larger value says itself that the
// value has grown.
func growing(x, y counted) bool {
	larger := y.Sentence
	if x.Figure.Value > y.Figure.Value {
		larger = x.Sentence
	}
	return growthWords.MatchString(strings.ToLower(larger))
}

// within reports whether both printed values can hold at once: a bound that the
// other satisfies, a rounding, or a value that "about" covers.
func within(x, y text.Figure, l Limits) bool {
	if x.Value == y.Value || bounded(x, y) || bounded(y, x) || rounds(x.Value, y.Value) || rounds(y.Value, x.Value) {
		return true
	}
	gap := math.Abs(x.Value - y.Value)
	for _, f := range []text.Figure{x, y} {
		if f.Bound == "about" && gap <= max(step(f.Value)/2, l.Near*math.Abs(f.Value)) {
			return true
		}
	}
	return false
}

// step is the power of ten that a value is printed to: 10 for 540, 100 for 500.
func step(v float64) float64 {
	s := 1.0
	for v = math.Abs(v); v >= 10 && math.Mod(v, 10) == 0; v /= 10 {
		s *= 10
	}
	return s
}
