package digest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Rules are a host's style sheet in one language, as far as a program can keep
// it: how long a remark is, how it ends, and what it never says. All are
// optional. The grave ones hold, where there are any, for lists whose name ends
// in _grave or _toll.
type Rules struct {
	// Shortest and Longest bound a remark with its slots filled by a short name:
	// characters in Japanese, words in other languages.
	Shortest int `toml:"shortest"`
	Longest  int `toml:"longest"`
	// End are regular expressions; the end of a remark must match one of them.
	End []string `toml:"end"`
	// Avoid are regular expressions; nothing in a remark may match one of them.
	Avoid      []string `toml:"avoid"`
	EndGrave   []string `toml:"end_grave"`
	AvoidGrave []string `toml:"avoid_grave"`
}

// remarkSlots are the slots of remarks, with a short value of each by which the
// length of a remark is measured.
var remarkSlots = map[string]map[string]string{
	"ja": {"actor": "町議会", "figure": "3万人", "figure2": "4万人", "publisher": "港新聞", "publisher2": "丘日報", "issue": "橋の修理", "date": "5月4日", "n": "3", "days": "12"},
	"en": {"actor": "the council", "figure": "30,000 people", "figure2": "40,000 people", "publisher": "Harbour Post", "publisher2": "Hill News", "issue": "the bridge", "date": "May 4", "n": "three", "days": "12"},
}

// announcerSituations and guestSituations are the lists that are spoken from.
var (
	sectionSituations = []string{"correction", "dispute", "rose", "fell", "update", "change", "apology", "agreement", "record", "first", "anniversary", "vote", "court",
		"silence", "soon", "deadline", "hearsay", "refusal", "denial", "condition", "demand", "warning", "proposal", "opposition", "support", "criticism",
		"percent", "vast", "money", "figure", "voices", "agree", "echo", "single", "earliest", "night",
		"since", "delay", "cancel", "resign", "ban", "reopen", "win", "launch"}
	announcerSituations = append([]string{"opening", "opening_grave", "opening_change", "opening_dispute", "opening_long", "opening_update", "opening_sides", "opening_many",
		"opening_pair", "opening_new", "opening_world", "opening_politics", "opening_business", "opening_society", "opening_science", "opening_culture", "opening_sport",
		"onwards", "lead_echo", "lead_gap", "rewind",
		"conclusion", "conclusion_grave", "conclusion_open", "conclusion_change", "conclusion_dispute", "conclusion_sides", "conclusion_long", "conclusion_short", "retired"}, sectionSituations...)
	guestSituations = append([]string{"closing", "closing_sober", "closing_grave", "closing_toll", "reaction", "retired"}, sectionSituations...)
)

// formerSituations are lists that were spoken from once, about nothing special in
// the lines; a file that still has them is read, and they are not.
var formerSituations = []string{"lead", "lead_single", "lead_numbers", "after", "background", "lead_next", "lead_last", "lead_many", "lead_voices", "lead_words", "many", "quote", "gap"}

// lightly ends the name of a list that is spoken from only where nothing is grave
// or grim, beside the list without it.
const lightly = "_light"

// knownSituation reports whether a list is ever spoken from by a role.
func knownSituation(role, situation string) bool {
	if slices.Contains(formerSituations, strings.TrimSuffix(situation, lightly)) {
		return true
	}
	if role == Announcer {
		return slices.Contains(announcerSituations, strings.TrimSuffix(situation, lightly))
	}
	situation = strings.TrimSuffix(situation, lightly)
	for _, s := range subjects {
		if s.name == situation {
			return true
		}
	}
	return slices.Contains(guestSituations, situation)
}

// mannered holds every remark of a file against the rules of its host. The error
// names the line of the file, the list and the remark.
func (h Hosts) mannered(data []byte) error {
	sheets := map[string]sheet{}
	for _, host := range h.List {
		for _, lang := range sortedLangs(host.Remarks) {
			s, err := host.Rules[lang].compile()
			if err != nil {
				return fmt.Errorf("%w: host %q: %s.rules: %w", ErrHosts, host.ID, lang, err)
			}
			sheets[host.ID+"\x00"+lang] = s
			if err := host.mannered(data, lang, s); err != nil {
				return err
			}
		}
	}
	for _, x := range h.Exchanges {
		if !knownSituation(Young, x.On) {
			return fmt.Errorf("%w: line %d: exchange on %q: no such situation (docs/operating.md lists them)", ErrHosts, lineOf(data, x.Ask), x.On)
		}
		for _, turn := range [][2]string{{x.Asks, x.Ask}, {x.Replies, x.Reply}} {
			if err := sheets[turn[0]+"\x00"+x.Lang].keeps(turn[1], x.Lang, x.On); err != nil {
				return fmt.Errorf("%w: line %d: host %q in an exchange: %q: %w", ErrHosts, lineOf(data, turn[1]), turn[0], turn[1], err)
			}
		}
	}
	return nil
}

func (host Host) mannered(data []byte, lang string, s sheet) error {
	var lists []string
	for situation := range host.Remarks[lang] {
		lists = append(lists, situation)
	}
	sort.Strings(lists)
	for _, situation := range lists {
		where := fmt.Sprintf("host %q: %s.remarks.%s", host.ID, lang, situation)
		if !knownSituation(host.Role, situation) {
			return fmt.Errorf("%w: %s: no such situation for the role %s (docs/operating.md lists them)", ErrHosts, where, host.Role)
		}
		for _, words := range host.Remarks[lang][situation] {
			if err := s.keeps(words, lang, situation); err != nil {
				return fmt.Errorf("%w: line %d: %s: %q: %w", ErrHosts, lineOf(data, words), where, words, err)
			}
		}
	}
	return nil
}

// sheet is rules, compiled.
type sheet struct {
	Rules
	end, avoid, endGrave, avoidGrave []*regexp.Regexp
}

func (r Rules) compile() (s sheet, err error) {
	s.Rules = r
	for _, list := range []struct {
		name     string
		patterns []string
		form     string
		to       *[]*regexp.Regexp
	}{
		{"end", r.End, "(?:%s)$", &s.end}, {"avoid", r.Avoid, "%s", &s.avoid},
		{"end_grave", r.EndGrave, "(?:%s)$", &s.endGrave}, {"avoid_grave", r.AvoidGrave, "%s", &s.avoidGrave},
	} {
		for _, pattern := range list.patterns {
			re, err := regexp.Compile(fmt.Sprintf(list.form, pattern))
			if err != nil {
				return s, fmt.Errorf("%s: %w", list.name, err)
			}
			*list.to = append(*list.to, re)
		}
	}
	if len(s.endGrave) == 0 {
		s.endGrave = s.end
	}
	if len(s.avoidGrave) == 0 {
		s.avoidGrave = s.avoid
	}
	return s, nil
}

// keeps holds one remark against the rules.
func (s sheet) keeps(words, lang, situation string) error {
	f, err := parseForm(words)
	if err != nil {
		return err
	}
	for _, slot := range f.slots {
		if remarkSlots[lang][slot] == "" {
			return fmt.Errorf("a remark has no slot {%s}", slot)
		}
	}
	if situation == "retired" {
		return nil
	}
	if strings.IndexFunc(slotPattern.ReplaceAllString(words, ""), unicode.IsDigit) >= 0 {
		return errors.New("a number of its own: it may only stand in a slot")
	}
	said, _ := f.fill(remarkSlots[lang])
	if !fluent(said, lang) {
		return errors.New("its punctuation is not in order")
	}
	n := weight(said, lang)
	if s.Shortest > 0 && n < s.Shortest || s.Longest > 0 && n > s.Longest {
		return fmt.Errorf("it is %d long, the rules want %d to %d", n, s.Shortest, s.Longest)
	}
	if strings.HasSuffix(situation, "_grave") || strings.HasSuffix(situation, "_toll") {
		return ruled(said, s.endGrave, s.avoidGrave)
	}
	return ruled(said, s.end, s.avoid)
}

func ruled(said string, end, avoid []*regexp.Regexp) error {
	for _, re := range avoid {
		if found := re.FindString(said); found != "" {
			return fmt.Errorf("it says %q, which the rules avoid", found)
		}
	}
	for _, re := range end {
		if re.MatchString(said) {
			return nil
		}
	}
	if len(end) > 0 {
		return errors.New("it ends in a way that the rules do not have")
	}
	return nil
}

// clumsy matches marks that a filled slot left beside each other, or white space
// where none belongs.
var clumsy = regexp.MustCompile(`。。|、、|、。|。、|？？|\?\?|,,|,\.|(?:^|[^A-Z])\.,|!!|  |[（(][)）]|「」|\s[,.?!]|[a-z]\.\.($|\s)|[{}]|[!?]\.|をを|がが`)

// fluent reports whether a filled remark reads without a stumble: no doubled
// marks, no empty slot, a full stop or question mark at its end.
func fluent(said, lang string) bool {
	if clumsy.MatchString(said) || said != strings.TrimSpace(said) {
		return false
	}
	last := lastRune(said)
	if lang == "ja" {
		return strings.ContainsRune("。？?", last)
	}
	return strings.ContainsRune(".?", last)
}
