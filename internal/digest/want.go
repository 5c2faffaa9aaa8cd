package digest

import (
	"fmt"
	"regexp"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
)

// A want is something that a reader of a headline wants to know and that the
// digest tells: the second half of the headline, and the open line that ends the
// first paragraph. What it asks stands in one cited sentence; the title that it
// asks about is cited with it.
type want struct {
	name   string
	weight float64
	matter *pattern.Pattern // what the cited title says; nil for anything
	not    *pattern.Pattern // what the printed matter may not say: it would answer, or ask another thing
	told   *pattern.Pattern // what the cited sentence says
	thing  *pattern.Pattern // what fills {thing}: words of the title, or of the sentence
	money  bool             // the sentence prints a sum of money
	// printed says that the printed matter, not only its title, must give the
	// occasion.
	printed bool
	later   bool // another event of the story may tell it
	again   bool // the sentence says what the title says, too
	shares  int  // content words that title and sentence share, at least
}

// wantWords is a want as it is written down; see [makeWants].
type wantWords struct {
	name                     string
	weight                   float64
	matter, not, told, thing string
	money                    bool
	again, printed, later    bool
	shares                   int
	heads                    []string // behind the matter in a headline
	stands                   []string // as a sentence of its own; "" for the head with a capital
}

// wantForms are the forms of wants, "headline.<want>.<n>" and "stand.<want>.<n>",
// by language and name.
var wantForms = map[string]map[string]string{"en": {}, "ja": {}}

// makeWants compiles wants and registers their forms.
func makeWants(lang string, list []wantWords) []want {
	compile := func(expr string) *pattern.Pattern {
		if expr == "" {
			return nil
		}
		if lang == "en" {
			expr = "(?i)" + expr
		}
		return pattern.MustCompile(expr)
	}
	var out []want
	for _, w := range list {
		thing := (*pattern.Pattern)(nil)
		if w.thing != "" && lang == "en" {
			thing = pattern.MustCompile(`(?i)\b(?:` + w.thing + `)\b`)
		} else if w.thing != "" {
			thing = pattern.MustCompile(w.thing)
		}
		out = append(out, want{name: w.name, weight: w.weight, matter: compile(w.matter), not: compile(w.not), told: compile(w.told),
			thing: thing, money: w.money, again: w.again, printed: w.printed, later: w.later, shares: w.shares})
		registerWant(lang, w.name, w.heads, w.stands)
	}
	return out
}

func registerWant(lang, name string, heads, stands []string) {
	between := ": "
	if lang == "ja" {
		between = "　"
	}
	for i, h := range heads {
		wantForms[lang][fmt.Sprintf("headline.%s.%d", name, i+1)] = "{matter}" + between + h
		if len(stands) == 0 {
			wantForms[lang][fmt.Sprintf("stand.%s.%d", name, i+1)] = upperFirst(h)
		}
	}
	for i, s := range stands {
		wantForms[lang][fmt.Sprintf("stand.%s.%d", name, i+1)] = s
	}
}

// wantsOf are the wants of a language.
func wantsOf(lang string) []want {
	switch lang {
	case "ja":
		return wantsJa
	case "en":
		return wantsEn
	}
	return nil
}

// moneyWords match a sum of money with its currency.
var moneyWords = regexp.MustCompile(`(?i)[$€£¥]\s?\d|\d[\d,.]*( (million|billion|trillion|thousand))? ?(dollars|euros|pounds|yen|crowns|yuan|rupees|riyals)\b|[0-9０-９万億兆千]円|(ドル|ユーロ|クラウン|ポンド|人民元|ウォン)`)

// wantOf splits the name of a form of a want: "headline.cause.2" is "cause".
func wantOf(form string) (name string, ok bool) {
	part, rest, _ := strings.Cut(form, ".")
	if part != "headline" && part != "stand" {
		return "", false
	}
	name, _, _ = strings.Cut(rest, ".")
	return name, true
}

// wantHolds is the check of a want: a cited title gives the occasion, a cited
// sentence tells what is asked for, and both are of one report or share words.
func wantHolds(lang, form string, values map[string]string, sentences []cited) error {
	name, ok := wantOf(form)
	if !ok {
		return nil
	}
	if err := actorWantHolds(name, values, sentences); err != nil {
		return err
	}
	if strings.HasPrefix(name, "toll") && !measured(strings.TrimPrefix(name, "toll_"), sentences) {
		return fmt.Errorf("%w: no figure for %s", ErrSlot, name)
	}
	if name == "since" && !spansFrom(values["date"], lang, sentences) {
		return fmt.Errorf("%w: nothing since %s", ErrSlot, values["date"])
	}
	for _, w := range wantsOf(lang) {
		if w.name != name {
			continue
		}
		for _, t := range sentences {
			for _, s := range sentences {
				if t.sentence.Paragraph < 0 && s.sentence.Paragraph >= 0 && w.holds(t, s, values, lang) {
					return nil
				}
			}
		}
		return fmt.Errorf("%w: no cited sentence tells the %s", ErrSlot, name)
	}
	return nil
}

// holds reports whether a title and a sentence carry the want.
func (w want) holds(title, s cited, values map[string]string, lang string) bool {
	if w.matter != nil && !w.matter.MatchString(title.sentence.Text) || !w.told.MatchString(s.sentence.Text) {
		return false
	}
	if w.again && !w.matter.MatchString(s.sentence.Text) {
		return false
	}
	if w.money && !moneyWords.MatchString(s.sentence.Text) {
		return false
	}
	if v := values["thing"]; w.thing != nil && (v == "" || w.thing.FindString(v) != v || !holds(strings.ToLower(s.sentence.Text), strings.TrimPrefix(v, "new "))) {
		return false
	}
	return overlapCount(contentWords(title.sentence), contentWords(s.sentence)) >= w.shares
}

// spansFrom reports whether a day is that of the first of cited reports which lie
// at least two days apart.
func spansFrom(date, lang string, sentences []cited) bool {
	if len(sentences) == 0 {
		return false
	}
	first, last := sentences[0].article.Published, sentences[0].article.Published
	of := sentences[0]
	for _, s := range sentences {
		if s.article.Published.Before(first) {
			first, of = s.article.Published, s
		}
		if s.article.Published.After(last) {
			last = s.article.Published
		}
	}
	return date == dayText(of.article.Published, lang) && last.Sub(first) >= 2*day
}

// actorWants ask for what one or two named actors hold, by the stance that their
// cited statements take; "" is any.
var actorWants = map[string]claim.Stance{
	"demand": claim.Demand, "propose": claim.Propose, "deny": claim.Deny, "warn": claim.Warn,
	"condition": claim.Condition, "say": "", "both": "", "wants": claim.Demand,
}

func actorWantHolds(name string, values map[string]string, sentences []cited) error {
	stance, ok := actorWants[name]
	if !ok {
		return nil
	}
	for _, actor := range []string{values["actor"], values["actor2"]} {
		if actor != "" && !actorSays(actor, stance, sentences) {
			return fmt.Errorf("%w: %s does not %s in the cited sentences", ErrSlot, actor, stance)
		}
	}
	if values["actor2"] != "" && same(values["actor"]) == same(values["actor2"]) {
		return fmt.Errorf("%w: both actors are %q", ErrSlot, values["actor"])
	}
	return nil
}

// slotWants are wants that are found by other means than words: their forms by
// language, what stands in a headline and what stands alone.
var slotWants = map[string]map[string][2]string{
	"en": {
		"demand": {"what does {actor} want?"}, "propose": {"what does {actor} propose?"},
		"deny": {"what does {actor} deny?"}, "warn": {"what does {actor} warn of?"}, "condition": {"on what terms does {actor} agree?"},
		"say": {"what does {actor} say?"}, "both": {"what do {actor} and {actor2} say?"},
		"wants":      {"what do {actor} and {actor2} want?"},
		"toll_death": {"how many died?"}, "toll_injury": {"how many were hurt?"}, "toll_missing": {"how many are missing?"}, "toll_arrest": {"how many were detained?"},
		"differ": {"{figure} or {figure2}?"}, "since": {"what has happened since {date}?"}, "ask": {"{ask}"},
	},
	"ja": {
		"demand": {"{actor}の要求は？", "{actor}は、何を求めているのでしょうか。"}, "propose": {"{actor}の提案は？", "{actor}の提案は、どんなものなのでしょうか。"},
		"deny": {"{actor}が否定したのは？", "{actor}は、何を否定したのでしょうか。"},
		"warn": {"{actor}の警告とは？", "{actor}は、何を警告したのでしょうか。"}, "condition": {"{actor}の条件は？", "{actor}の挙げた条件は、何なのでしょうか。"},
		"say":  {"{actor}の言い分は？", "{actor}は、何と言っているのでしょうか。"},
		"both": {"{actor}と{actor2}の言い分は？", "{actor}と{actor2}は、何と言っているのでしょうか。"}, "wants": {"{actor}と{actor2}の要求は？", "{actor}と{actor2}は、何を求めているのでしょうか。"},
		"toll_death": {"亡くなった方は何人か？", "亡くなった方は、何人なのでしょうか。"}, "toll_injury": {"けが人は何人か？", "けがをした方は、何人なのでしょうか。"},
		"toll_missing": {"行方不明は何人か？", "行方の分からない方は、何人なのでしょうか。"}, "toll_arrest": {"拘束されたのは何人か？", "拘束されたのは、何人なのでしょうか。"},
		"differ": {"{figure}か、{figure2}か？", "{figure}なのでしょうか、{figure2}なのでしょうか。"}, "since": {"{date}から何が動いた？", "{date}から、何が動いたのでしょうか。"},
		"ask": {"{ask}", "{ask}"},
	},
}

// registered makes sure that the forms of slotWants are there before any is asked
// for.
var _ = func() bool {
	for lang, list := range slotWants {
		for name, words := range list {
			var stands []string
			if words[1] != "" {
				stands = []string{words[1]}
			}
			registerWant(lang, name, []string{words[0]}, stands)
		}
	}
	return true
}()
