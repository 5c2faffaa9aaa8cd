package claim

import (
	"regexp"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// Limits of a ledger: what a reader can take in.
const (
	maxActors  = 20
	maxIssues  = 8 // of one actor
	maxEntries = 4 // of one actor on one issue
)

// side is the direction of a stance.
type side int

const (
	noSide side = iota
	forIt
	againstIt
	onCondition
	demanding
	warning
	announcing
)

func sideOf(s Stance) side {
	switch s {
	case Support, Accept, Propose:
		return forIt
	case Announce:
		return announcing
	case Oppose, Reject, Deny, Criticise:
		return againstIt
	case Condition:
		return onCondition
	case Demand:
		return demanding
	case Warn:
		return warning
	}
	return noSide
}

// Ledger returns who holds what on which issue since when, from all statements
// of one story. Actors are names only. Repeated positions are merged, the
// first and the newest sentence kept; a change of direction is marked. Who only
// comments on the story holds no position. Actors come by how much they say,
// then by name; their positions by issue and date.
func Ledger(sts []Statement) []Position {
	sts = eachParty(sts)
	ordered := usable(sts)
	alias := aliases(ordered)
	talk := map[string]int{}
	issues := map[string]int{}
	seen := map[string]bool{}
	holders := map[string]map[string]bool{}
	for _, s := range ordered {
		talk[alias[s.SpeakerNormal]]++
		if holders[s.Issue] == nil {
			holders[s.Issue] = map[string]bool{}
		}
		holders[s.Issue][alias[s.SpeakerNormal]] = true
		if k := s.Issue + "|" + alias[s.SpeakerNormal] + "|" + string(s.Ref.Article); !seen[k] {
			seen[k] = true
			issues[s.Issue]++
		}
	}
	lines := map[string][]Statement{}
	for _, s := range ordered {
		if issues[s.Issue] < 2 && !firm(s) || tooBroad[s.Issue] && len(holders[s.Issue]) < 2 {
			continue
		}
		k := alias[s.SpeakerNormal] + "\x00" + s.Issue
		lines[k] = append(lines[k], s)
	}
	var out []Position
	perActor := map[string]int{}
	for _, k := range lineOrder(lines, issues) {
		actor, _, _ := strings.Cut(k, "\x00")
		if perActor[actor] >= maxIssues {
			continue
		}
		ps := positions(lines[k], actor, func(s Statement) string {
			return printedName(sts, alias, actor, japanese(s.Sentence))
		})
		if len(ps) > 0 {
			perActor[actor]++
			out = append(out, ps...)
		}
	}
	return topActors(out, talk)
}

// usable returns the statements that may enter a ledger, oldest first.
func usable(sts []Statement) []Statement {
	var out []Statement
	observer := commentators(sts)
	for _, s := range sts {
		s.Issue = issueOfStory(s.Issue)
		if observer[s.SpeakerNormal] || longBefore.MatchString(strings.Replace(s.Sentence, s.Content, " ", 1)) || !s.Named || !s.IssueSaid || oddActor.MatchString(s.Speaker) || s.SpeakerNormal == "" || s.Issue == "" || s.Hearsay || s.Past || sideOf(s.Stance) == noSide ||
			strings.HasSuffix(strings.TrimSpace(s.Content), "?") || !debatable(s.Issue) || glued(s.Sentence) || !holds(s) {
			continue
		}
		out = append(out, s)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if x, y := a.day(), b.day(); !x.Equal(y) {
			return x.Before(y)
		}
		if a.Ref.Article != b.Ref.Article {
			return a.Ref.Article < b.Ref.Article
		}
		return a.Index < b.Index
	})
	return out
}

// tooBroad are issues that say something only where several actors hold one.
var tooBroad = set("allegations allegation charge support price defence missile missiles programme hospital troops emissions permit licence territory war peace call calls meeting visit plan attack attacks project election school ship plane vote law bill security mission trial conflict crisis 戦争 平和 会議 調査 攻撃 選挙")

// oddActor are phrases that a name reader may take for a name.
var oddActor = regexp.MustCompile(`^(Various|Many|Some|Several|Former|Most|Other|Two|Three)\b`)

// debatable reports whether one can be for or against an issue: it is from
// the list of usual issues or a term of several words.
func debatable(issue string) bool {
	return japanese(issue) || strings.Contains(issue, " ") || knownIssue[issue]
}

var knownIssue = func() map[string]bool {
	m := map[string]bool{}
	for _, normal := range issueForms {
		m[normal] = true
	}
	return m
}()

// glued reports whether a sentence has captions or page text stuck to it.
func glued(s string) bool {
	n := utf8.RuneCountInString(s)
	return n > 420 || japanese(s) && n > 180 || strings.Contains(s, "(credit:") || strings.Contains(s, "JavaScript") || strings.Contains(s, "Continue reading")
}

// holds reports whether a statement carries a position: blaming somebody and
// admitting a fact do not.
func holds(s Statement) bool {
	low, _, _ := strings.Cut(strings.ToLower(s.Cue), " ")
	switch s.Stance {
	case Announce: // a plan, and no toll or fact
		return !japanese(s.Issue) && (firm(s) || sayable(s)) && (planned.MatchString(s.Content) || !deed.MatchString(s.Content))
	case Criticise:
		return firm(s) && !set1(low, "accused", "accuses", "accusing", "accuse", "blamed", "blames", "blaming", "alleged", "alleges", "complained", "complains", "lamented", "laments")
	case Accept:
		return firm(s) && !set1(low, "admitted", "admits", "acknowledged", "acknowledges", "conceded", "concedes") && !strings.Contains(s.Cue, "供述")
	}
	return firm(s) || sayable(s)
}

var (
	planned = regexp.MustCompile(`\b(?:will|would|to|shall|going|plans?)\b`)
	deed    = regexp.MustCompile(`^(?:it|they|he|she|we|its|the|a|[\d,]+) (?:[\w'’-]+ ){0,3}?(?:\w+ed|had|has|have|was|were)\b`)
	// longBefore is how a sentence sets what was said months before its report.
	longBefore = regexp.MustCompile(`\b(?:in|last|since) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bearlier this (?:month|year)\b|\blast (?:month|year)\b|\b(?:months|years) ago\b`)
)

// sayable reports whether words of the content alone may carry a position:
// the issue must stand in them, and nobody else may be quoted inside. Agreement
// is taken from a verb only.
func sayable(s Statement) bool {
	if !s.IssueSaid || s.Stance == Accept {
		return false
	}
	for _, t := range tokens(s.Content) {
		if set1(t.low, "said", "says", "say", "told", "asked", "according") {
			return false
		}
	}
	return true
}

// aliases maps each speaker to one form: a last name alone joins the full
// name when only one full name of the story ends with it.
func aliases(sts []Statement) map[string]string {
	m := map[string]string{}
	full := map[string]map[string]bool{}
	for _, s := range sts {
		m[s.SpeakerNormal] = s.SpeakerNormal
		words := strings.Fields(s.SpeakerNormal)
		if len(words) > 1 {
			last := words[len(words)-1]
			if full[last] == nil {
				full[last] = map[string]bool{}
			}
			full[last][s.SpeakerNormal] = true
		}
	}
	for n := range m {
		if f := full[n]; len(f) == 1 {
			for x := range f {
				m[n] = x
			}
		}
	}
	for n := range m { // the government speaks for its country
		if base := strings.TrimSuffix(n, "政府"); base != n && m[base] != "" {
			m[n] = m[base]
		}
	}
	joinPrinted(sts, m)
	return m
}

// joinPrinted maps the people that reports print in two scripts, two spellings
// or with and without their given name to one (language.JoinNames).
func joinPrinted(sts []Statement, m map[string]string) {
	var names []language.Name
	for _, s := range sts {
		if s.Named && s.Speaker != "" && language.Country(s.SpeakerNormal) == "" {
			names = append(names, language.Name{Surface: s.Speaker, Normal: m[s.SpeakerNormal], Type: text.Person})
		}
	}
	joined := language.JoinNames(names)
	for x, a := range m {
		if one := joined[a]; one != "" {
			m[x] = one
		}
	}
}

// abbreviation matches a body's name in capitals that stands alone.
var abbreviation = regexp.MustCompile(`^[A-Z]{2,6}$`)

// printedName returns the form of an actor that sentences of one script print most
// often, of a person one with the given name; of "Norland NHB" and "NHB" the one in
// capitals alone, and no form with words of the page stuck to it.
func printedName(sts []Statement, alias map[string]string, actor string, ja bool) string {
	forms := map[string]int{}
	for _, s := range sts {
		if alias[s.SpeakerNormal] != actor || japanese(s.Sentence) != ja {
			continue
		}
		forms[strings.TrimPrefix(strings.TrimPrefix(s.Speaker, "The "), "the ")]++
	}
	best := ""
	for form, n := range forms {
		if best == "" || betterForm(form, best, n, forms[best], ja || language.Country(actor) != "") {
			best = form
		}
	}
	for form := range forms {
		if abbreviation.MatchString(form) && strings.HasSuffix(best, " "+form) {
			return form // what stands before it is a place or the hour: "at 12 PM NHB said"
		}
	}
	return best
}

// betterForm reports whether one printed form of an actor says better who it is
// than another.
func betterForm(a, b string, n, m int, anyLength bool) bool {
	if x, y := stuck.MatchString(a), stuck.MatchString(b); x != y {
		return y
	}
	if x, y := language.Country(a) != "", language.Country(b) != ""; x != y {
		return x // a state rather than its capital
	}
	if x, y := strings.Contains(a, " "), strings.Contains(b, " "); x != y && !anyLength {
		return x
	}
	if anyLength && japanese(a) && len(a) != len(b) {
		return len(a) > len(b)
	}
	if n != m {
		return n > m
	}
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a < b
}

// pageWords are words of a page that stuck to a name.
var pageWords = regexp.MustCompile(`\b(?:Advertisement|Supported|Reporting|By)\b|ツイート|ブログ|\w The\b`)

// stuck matches words of a page or a clause that a name reader took into a name, and
// names in capitals throughout.
var stuck = regexp.MustCompile(`\b(?:Advertisement|Supported|Reporting|The|By|In|of)\b|^[A-Z]{3,} [A-Z]{3,}$|-elect\b`)

// lineOrder sorts the keys of lines by how many hold the issue, so that a cap
// keeps what the story is about.
func lineOrder(lines map[string][]Statement, issues map[string]int) []string {
	keys := make([]string, 0, len(lines))
	for k := range lines {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		_, a, _ := strings.Cut(keys[i], "\x00")
		_, b, _ := strings.Cut(keys[j], "\x00")
		if issues[a] != issues[b] {
			return issues[a] > issues[b]
		}
		return keys[i] < keys[j]
	})
	return keys
}

// positions merges the statements of one actor on one issue into runs of one
// direction, each with its first and newest sentence.
func positions(sts []Statement, normal string, printed func(Statement) string) []Position {
	type run struct {
		side         side
		first, newer Statement
	}
	var runs []run
	for _, s := range sts {
		sd := sideOf(s.Stance)
		n := len(runs)
		switch {
		case s.Held != "" && (n == 0 || runs[n-1].first.Held == ""):
			runs = append(runs, run{side: sd, first: s})
		case n > 0 && runs[n-1].side == sd:
			if laterDay(runs[n-1].first.day(), s.day()) {
				if !repeats(s, runs[n-1].first) {
					runs[n-1].newer = s
				}
			} else if firm(s) && !firm(runs[n-1].first) {
				runs[n-1].first = s
			}
		case n > 0 && !laterDay(runs[n-1].first.day(), s.day()) && !turned(runs[n-1].side, sd):
			continue // one day, and no contradiction: the first stands
		case n > 0 && !firm(s) && !laterDay(runs[n-1].first.day(), s.day()):
			continue // the same day, and only the words of the content: no turn
		default:
			runs = append(runs, run{side: sd, first: s})
		}
	}
	var out []Position
	for i, r := range runs {
		p := position(r.first, normal, printed(r.first))
		if r.first.Held != "" {
			p.Changed, p.Before = true, r.first.Held
		} else if i > 0 && turned(runs[i-1].side, r.side) && laterDay(runs[i-1].first.day(), r.first.day()) {
			p.Changed, p.Before = true, runs[i-1].first.Stance
		}
		out = append(out, p)
		if r.newer.Speaker != "" {
			out = append(out, position(r.newer, normal, printed(r.newer)))
		}
	}
	if len(out) > maxEntries {
		out = append(out[:1:1], out[len(out)-maxEntries+1:]...)
	}
	return out
}

func position(s Statement, normal, printed string) Position {
	on, ok := beyondDoubt(s)
	return Position{Actor: printed, Normal: normal, Issue: s.Issue, Stance: s.Stance, Date: s.day(), Ref: s.Ref, Sentence: s.Sentence, Sure: ok && !pageWords.MatchString(printed), On: on}
}

func laterDay(a, b time.Time) bool {
	return b.After(a) && a.Format("2006-01-02") != b.Format("2006-01-02")
}

// opinion are the sides that exclude each other: a demand, a warning and a plan
// leave open whether the actor is for or against.
var opinion = map[side]bool{forIt: true, againstIt: true, onCondition: true}

// turned reports whether a position changed its direction.
func turned(a, b side) bool {
	return opinion[a] && opinion[b] && a != b
}

// repeats reports whether a statement only prints an earlier one again: its
// stance and most of its words are the same.
func repeats(s, earlier Statement) bool {
	if s.Stance != earlier.Stance {
		return false
	}
	x, y := topicWords(s.Content), topicWords(earlier.Content)
	return 3*common(x, y) >= 2*min(len(x), len(y)) && len(x) > 1 && len(y) > 1
}

// firm reports whether the printed verb itself carries the stance, and not
// only words of the content.
func firm(s Statement) bool {
	if s.Held != "" {
		return true
	}
	if japanese(s.Cue) {
		if s.Stance == Condition {
			return true
		}
		for _, v := range verbStancesJa {
			if v.stance == s.Stance && v.re.MatchString(s.Cue) {
				return true
			}
		}
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(s.Cue), " ")
	if c, ok := cues[first]; ok && c.stance == s.Stance {
		return true
	}
	for _, c := range phraseCues[first] {
		if c.stance == s.Stance {
			return true
		}
	}
	return false
}

// topActors keeps the actors who say most and sorts the ledger.
func topActors(ps []Position, talk map[string]int) []Position {
	order := map[string]bool{}
	var actors []string
	for _, p := range ps {
		if !order[p.Normal] {
			order[p.Normal] = true
			actors = append(actors, p.Normal)
		}
	}
	sort.Slice(actors, func(i, j int) bool {
		if talk[actors[i]] != talk[actors[j]] {
			return talk[actors[i]] > talk[actors[j]]
		}
		return actors[i] < actors[j]
	})
	if len(actors) > maxActors {
		actors = actors[:maxActors]
	}
	rank := map[string]int{}
	for i, a := range actors {
		rank[a] = i
	}
	var out []Position
	for _, p := range ps {
		if _, ok := rank[p.Normal]; ok {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if rank[a.Normal] != rank[b.Normal] {
			return rank[a.Normal] < rank[b.Normal]
		}
		if a.Issue != b.Issue {
			return a.Issue < b.Issue
		}
		return a.Date.Before(b.Date)
	})
	return out
}
