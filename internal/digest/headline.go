package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Headline lengths (DESIGN section 2): 60 Japanese characters, 110 Latin ones,
// less what the question adds.
func matterLength(lang string) int {
	if lang == "ja" {
		return 38
	}
	return 78
}

func headlineLength(lang string) int {
	if lang == "ja" {
		return 60
	}
	return 110
}

// leadReport is the report whose title names the matter: of the first section's
// cards, the one whose title says most of the event in few words. A report that
// takes a claim back leads.
func (c *composer) leadReport(first *draft) *report {
	var reports []*report
	for _, card := range first.section.Cards {
		reports = append(reports, c.byID[card.Article])
	}
	return c.bestTitle(first.index, reports)
}

// leadTitle is the report that will name the matter, as far as is known before
// the cards are made.
func (c *composer) leadTitle(ch chapter) *report {
	return c.bestTitle(ch.index, ch.reports[:min(maxCards, len(ch.reports))])
}

func (c *composer) bestTitle(event int, reports []*report) *report {
	var best *report
	bestScore := -1.0
	about := c.profiles[event]
	for _, r := range reports {
		words := matterOf(r.text.Title.Text, c.lang, matterLength(c.lang))
		if words == "" {
			continue
		}
		score := about.relevance(contentWords(r.text.Title))
		score -= 0.15 * float64(utf8.RuneCountInString(words)) / float64(matterLength(c.lang))
		if words != r.text.Title.Text {
			score -= 0.2 // a whole title reads better than a cut one
		}
		if r.opinion {
			score -= 0.5
		}
		if c.stale(r, -1) {
			score--
		}
		if takesBack.MatchString(r.text.Title.Text) {
			score += 1
		}
		if score > bestScore {
			best, bestScore = r, score
		}
	}
	if best == nil {
		best = reports[0]
	}
	return best
}

// takesBack matches titles of reports that withdraw what others still tell.
var takesBack = regexp.MustCompile(`(?i)\b(retracts?|walks? back|withdraws? claim|debunks?|disproved)\b|撤回|取り消`)

// headline is the matter, then what the reader wants to know.
func (c *composer) headline(lead *report, first turn) Line {
	matter := matterOf(lead.text.Title.Text, c.lang, matterLength(c.lang))
	if matter == "" {
		return c.titleLine(lead.reading, lead.text.Title.Text)
	}
	cite := c.cite(lead.reading, lead.text.Title, nil)
	values := map[string]string{"matter": matter}
	cites := []Citation{cite}
	if first.statement != nil && !first.question.IsZero() && holds(matter, lastWord(first.actor)) {
		values["actor"] = first.actor
		cites = append(cites, first.question.Cites...)
	}
	for _, group := range c.headlineGroups() {
		l := c.firstFrame("headline."+group, values, cites...)
		if !l.IsZero() && utf8.RuneCountInString(l.Text) <= headlineLength(c.lang) {
			return l
		}
	}
	return c.titleLine(lead.reading, matter)
}

// lastWord is the last word of a name: a headline may ask after somebody whom
// its matter names.
func lastWord(name string) string {
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return ""
	}
	return fields[len(fields)-1]
}

// headlineGroups orders the questions by what is special about the story.
func (c *composer) headlineGroups() []string {
	var out []string
	for _, g := range []struct {
		on   bool
		name string
	}{
		{c.traits.grave, "grave"}, {c.traits.conflict, "dispute"}, {c.traits.change, "change"},
		{c.traits.long && c.vary("long")%2 == 0, "long"}, {c.vary("actor")%3 == 0, "actor"}, {c.traits.sides, "sides"}, {c.traits.long, "long"}, {true, "plain"},
	} {
		if g.on {
			out = append(out, g.name)
		}
	}
	return out
}

var (
	labelEn = regexp.MustCompile(`(?i)^(watch|listen|live|live updates?|breaking|exclusive|in brief|analysis|opinion|editorial|column|explainer|photos?|video|update|factbox|fact check|in pictures|read|report|interview)\s*[:|–—-]\s*`)
	labelJa = regexp.MustCompile(`^(【[^】]{1,12}】)+`)
	clutter = regexp.MustCompile(`(?i)(live updates|as it happened|what to know|what we know|in pictures|here'?s (what|how|why)|here’s (what|how|why)|\bwhy\b|\bhow\b|\bi\b|\byou\b|\?)`)
	cutsEn  = []string{" — ", " – ", " - ", " | ", ": ", "; ", ", as ", ", after ", ", says", ", say", ", with ", " as ", " after ", " amid ", " while ", " following ", " before ", " despite ", " over ", ", "}
	cutsJa  = []string{"｜", "　", " ", "―", "──", "…", "、"}
)

// matterOf shortens a title to what it is about, cutting only where a clause
// ends; "" when no part of it will do.
func matterOf(title, lang string, most int) string {
	t := strings.TrimSpace(title)
	switch lang {
	case "ja":
		return matterJa(t, most)
	case "en":
		return matterEn(t, most)
	}
	if utf8.RuneCountInString(t) <= most {
		return t
	}
	return ""
}

func matterEn(t string, most int) string {
	t = labelEn.ReplaceAllString(t, "")
	if i := strings.LastIndex(t, " | "); i > 0 {
		t = t[:i]
	}
	good := func(s string) bool {
		n := len(strings.Fields(s))
		return n >= 4 && utf8.RuneCountInString(s) <= most && balanced(s) && evenQuotes(s) && !clutter.MatchString(s)
	}
	if good(t) {
		return strings.TrimRight(t, ".")
	}
	best := ""
	for _, cut := range cutsEn {
		for i := strings.Index(t, cut); i >= 0; {
			if s := strings.TrimSpace(t[:i]); good(s) && len(s) > len(best) {
				best = s
			}
			next := strings.Index(t[i+len(cut):], cut)
			if next < 0 {
				break
			}
			i += len(cut) + next
		}
		if best != "" {
			return best
		}
	}
	for _, cut := range []string{": ", " — ", " – "} {
		if i := strings.Index(t, cut); i >= 0 && good(strings.TrimSpace(t[i+len(cut):])) {
			return strings.TrimSpace(t[i+len(cut):])
		}
	}
	return ""
}

// evenQuotes reports whether single quotation marks used as quotes are closed.
func evenQuotes(s string) bool {
	open := strings.Count(s, "‘")
	return open <= strings.Count(s, "’") && strings.Count(" "+s, " '") <= strings.Count(s+" ", "' ")+strings.Count(s, "',")+strings.Count(s, "':")
}

func matterJa(t string, most int) string {
	t = strings.TrimLeft(t, "　 ")
	for strings.HasPrefix(t, "【") {
		end := strings.Index(t, "】")
		if end < 0 {
			break
		}
		t = strings.TrimSpace(t[end+len("】"):])
	}
	good := func(s string) bool {
		n := utf8.RuneCountInString(s)
		return n >= 8 && n <= most && balanced(s) && !strings.ContainsAny(s, "？?")
	}
	// A title of several clauses names its matter in the first.
	if i := strings.IndexAny(t, "　 "); i > 0 && good(t[:i]) {
		return t[:i]
	}
	if good(t) {
		return t
	}
	for _, cut := range cutsJa {
		best := ""
		for i := range t {
			if strings.HasPrefix(t[i:], cut) && good(t[:i]) {
				best = t[:i]
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}
