package digest

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// half is a second half that fits a headline: a want with what fills its slots
// and the sentences it stands on.
type half struct {
	name   string
	values map[string]string
	cites  []Citation
	not    *pattern.Pattern // what the printed matter may not say
	must   *pattern.Pattern // what it must say; nil for anything
	told   *pattern.Pattern // what the sentence that answers says; nil for anything
	score  float64
}

// toldBy reports whether a printed line of the sentence that answers still says it.
func (h half) toldBy(line string) bool { return h.told == nil || h.told.MatchString(line) }

// toldSentence is a sentence that the digest prints.
type toldSentence struct {
	r     *report
	s     text.Sentence
	text  string // as it is printed
	first bool   // in the first section
	other bool   // of another event than the lead
}

// halves are the second halves that fit the story, best first.
func (c *composer) halves(d *Digest, first *draft, lead *report) []half {
	told := c.toldSentences(d, first.index)
	title := c.cite(lead.reading, lead.text.Title, nil)
	var out []half
	out = append(out, c.wordHalves(told, lead, title)...)
	out = append(out, c.actorHalves(told, lead, title)...)
	out = append(out, c.turnHalves(d, lead, title)...)
	out = append(out, c.storyHalves(d, first, title)...)
	others, before := c.others(), map[string]bool{}
	if c.in.Previous != nil {
		name, _ := wantOf(c.in.Previous.Headline.Form)
		before[name] = true
	}
	for i := range out {
		out[i].score -= repeatedHalf * float64(c.heardHalf(others, out[i]))
		if before[out[i].name] {
			out[i].score += keptHalf
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	return out
}

// Weights of what a headline asks, set by reading the headlines of a day: how much
// less a half is worth for each other digest of the site that has it in all its
// wordings, how much more where the edition before had it, and what counts of the
// sentence that tells it.
const (
	repeatedHalf = 0.45
	keptHalf     = 0.5
	tellsMuch    = 0.8
	inFirst      = 0.3
)

// heardHalf is how many other digests have the least used wording of a half whose
// words are the same for every story.
func (c *composer) heardHalf(others map[string]int, h half) int {
	least := -1
	for n := 1; ; n++ {
		name := "headline." + h.name + "." + string(rune('0'+n))
		words := formText(c.lang, name)
		if words == "" {
			break
		}
		if f, ok := compiled(words); ok && len(f.slots) > 1 {
			return 0
		}
		if least < 0 || others[name] < least {
			least = others[name]
		}
	}
	return max(0, least)
}

// toldSentences are the sentences that the pages print, and those of the first
// lines.
func (c *composer) toldSentences(d *Digest, event int) []toldSentence {
	var out []toldSentence
	seen := map[claim.Ref]bool{}
	add := func(first bool, lines ...Line) {
		for _, l := range lines {
			for _, cite := range l.Cites {
				r := c.byID[cite.Ref.Article]
				if cite.Ref.Paragraph < 0 || seen[cite.Ref] || r == nil || r.article.Lang != c.lang || r.opinion || l.Kind == Remark {
					continue
				}
				if _, s, ok := c.sentenceAt(cite.Ref); ok && s.Index >= 0 {
					seen[cite.Ref] = true
					printed := l.Text
					if l.Kind == Frame {
						printed = s.Text
					}
					out = append(out, toldSentence{r, s, printed, first, r.event != event})
				}
			}
		}
	}
	add(true, d.Stand...)
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			s := &d.Pages[p].Sections[i]
			first := p == 0 && i == 0
			add(first, s.Answer)
			for _, card := range s.Cards {
				add(first, card.Points...)
			}
			add(first, s.Narrative...)
		}
	}
	add(false, d.Points...)
	add(false, d.Ending...)
	return out
}

// wordHalves are the wants whose words stand in the lead's title and in a sentence
// that is told, the best sentence of each.
func (c *composer) wordHalves(told []toldSentence, lead *report, title Citation) []half {
	var out []half
	titleWords := contentWords(lead.text.Title)
	for _, w := range wantsOf(c.lang) {
		if w.matter != nil && !w.matter.MatchString(lead.text.Title.Text) {
			continue
		}
		var best []half
		for _, t := range told {
			if !w.told.MatchString(t.text) || w.again && !w.matter.MatchString(t.text) || c.stale(t.r, t.s.Index) {
				continue
			}
			words := contentWords(t.s)
			shared := overlapCount(titleWords, words)
			if shared < max(1, w.shares) || t.other && (!w.later || shared < 2) {
				continue
			}
			score := w.weight + tellsMuch*c.profiles[c.byID[lead.article.ID].event].relevance(words) + 0.08*float64(min(4, shared))
			if t.first {
				score += inFirst
			}
			if w.money && !moneyWords.MatchString(t.text) {
				continue
			}
			if values, ok := c.wantValues(w, t, lead); ok {
				h := half{name: w.name, values: values, cites: []Citation{title, c.cite(t.r.reading, t.s, nil)}, not: w.not, told: w.told, score: score}
				if w.printed {
					h.must = w.matter
				}
				best = append(best, h)
			}
		}
		sort.SliceStable(best, func(i, j int) bool { return best[i].score > best[j].score })
		out = append(out, best[:min(halvesOfWant, len(best))]...)
	}
	return out
}

// halvesOfWant is how many sentences that tell a want are kept: the best one may not
// stand in the front.
const halvesOfWant = 3

// favour makes the sentences that tell what a reader of the lead's title wants to
// know a little likelier to be printed: the best of each want.
func (c *composer) favour(ch chapter) {
	lead := c.leadReport(ch.index)
	titleWords := contentWords(lead.text.Title)
	for _, w := range wantsOf(c.lang) {
		if w.matter == nil || w.weight < favoured || !w.matter.MatchString(lead.text.Title.Text) || w.not != nil && w.not.MatchString(lead.text.Title.Text) {
			continue
		}
		var best *candidate
		for _, r := range ch.reports {
			for i := range r.candidates {
				cand := &r.candidates[i]
				if r.opinion || len(cand.leans) > 0 || !w.told.MatchString(cand.sentence().Text) || w.money && !moneyWords.MatchString(cand.sentence().Text) ||
					w.again && !w.matter.MatchString(cand.sentence().Text) || overlapCount(titleWords, cand.words) < max(1, w.shares) {
					continue
				}
				if best == nil || cand.score > best.score {
					best = cand
				}
			}
		}
		if best != nil {
			best.score += favourite
		}
	}
}

// favoured is the weight from which a want is worth a sentence, favourite what that
// sentence's score gains; set by reading.
const (
	favoured  = 1.8
	favourite = 0.35
)

// wantValues fills the slots of a want.
func (c *composer) wantValues(w want, t toldSentence, lead *report) (map[string]string, bool) {
	values := map[string]string{}
	if w.thing != nil {
		thing := w.thing.FindString(lead.text.Title.Text)
		if w.matter == nil || thing == "" {
			thing = w.thing.FindString(t.text)
		}
		if thing == "" || c.lang == "en" && capitalised(thing) && holds(t.s.Text, thing) {
			return nil, false // a part of a name
		}
		if !holds(strings.ToLower(t.text), strings.TrimPrefix(strings.ToLower(thing), "new ")) {
			return nil, false
		}
		values["thing"] = thing
		if c.lang == "en" {
			values["thing"] = strings.ToLower(thing)
		}
	}
	return values, true
}

// actorWeights say how much a reader wants to know what an actor holds.
var actorWeights = map[claim.Stance]struct {
	want   string
	weight float64
}{
	claim.Demand: {"demand", 1.75}, claim.Propose: {"propose", 1.7}, claim.Warn: {"warn", 1.65}, claim.Condition: {"condition", 1.75},
}

// actorHalves ask for what the main actors hold: those whom the matter names, or
// several publishers.
func (c *composer) actorHalves(told []toldSentence, lead *report, title Citation) []half {
	var out []half
	for _, t := range told {
		if t.other {
			continue
		}
		for _, st := range t.r.statements[t.s.Index] {
			actor := actorWords(t.s, st.Speaker, c.lang)
			if st.Resolved || st.Hearsay || c.lang == "en" && !actsItself(t.s.Text, st.Speaker) || !namedSpeaker(st.Speaker, t.s, c.lang) || !namesOne(actor, c.lang) || shoutedName.MatchString(actor) || !holds(t.text, lastWord(st.Speaker)) {
				continue
			}
			named := holds(lead.text.Title.Text, lastWord(actor)) || c.lang == "ja" && strings.Contains(lead.text.Title.Text, bareJa(st.Speaker))
			if !named {
				continue
			}
			want, weight := "say", 1.05
			if a, ok := actorWeights[st.Stance]; ok && c.cueFits(st) {
				want, weight = a.want, a.weight
			}
			if want == "say" && (c.lang == "en" || !pleads.MatchString(lead.text.Title.Text)) {
				continue // everybody says something
			}
			if want == "say" && (!named || language.Country(st.Speaker) != "" || outlet.MatchString(st.Speaker)) {
				continue // a country says much, and a name that the title has not told means nothing
			}
			score := weight + tellsMuch*c.profiles[t.r.event].relevance(contentWords(t.s))
			if named {
				score += 0.15
			}
			if t.first {
				score += inFirst
			}
			out = append(out, half{name: want, values: map[string]string{"actor": actor}, cites: []Citation{title, c.cite(t.r.reading, t.s, nil)}, score: score})
		}
	}
	return append(out, pairs(out, lead, c.lang)...)
}

// another matches what behind a name makes it somebody else's.
var another = regexp.MustCompile(`^(?:['’]s?\b|['’]s | (?:aides?|administration|officials?|spokes\w+|family|all(?:y|ies)|team|campaign|government|envoys?|adviser|party|supporters?)\b)`)

// actsItself reports whether a sentence tells of a speaker, not of their aides or
// family alone.
func actsItself(sentence, speaker string) bool {
	last := lastWord(speaker)
	for rest := sentence; ; {
		i := strings.Index(rest, last)
		if i < 0 {
			return false
		}
		rest = rest[i+len(last):]
		if !another.MatchString(rest) {
			return true
		}
	}
}

// pleads matches Japanese titles of a quarrel, in which each side has its plea.
var pleads = regexp.MustCompile(`批判|非難|疑惑|訴え|抗議|告発|逮捕|起訴|反発|対立|交渉|協議|激怒|拒否|騒然`)

// shoutedName matches words in capitals that ran into a name.
var shoutedName = regexp.MustCompile(`\b[A-Z]{2,} [A-Z]{2,}\b`)

// cueFits reports whether a statement's own verb is that of its stance: a question
// uses the verb only then.
func (c *composer) cueFits(st claim.Statement) bool {
	if st.Stance == claim.Demand {
		return demandCue.MatchString(st.Cue)
	}
	if re := askCue[st.Stance]; re != nil {
		return re.MatchString(st.Cue)
	}
	return true
}

// publishersNaming is how many publishers' reports of an event name somebody.
func (c *composer) publishersNaming(event int, name string) int {
	last := lastWord(name)
	if c.lang == "ja" {
		last = bareJa(name)
	}
	seen := map[string]bool{}
	for _, r := range c.eventReports(event) {
		for _, s := range r.text.Sentences {
			if !seen[r.article.Publisher] && holds(s.Text, last) {
				seen[r.article.Publisher] = true
			}
		}
	}
	return len(seen)
}

// bareJa is a Japanese name without what stands before its last part.
func bareJa(name string) string {
	if i := strings.LastIndex(name, "・"); i >= 0 {
		name = name[i+len("・"):]
	}
	return strings.TrimSuffix(name, "氏")
}

// pairs are halves on two actors whom the title names: what they say, or want.
func pairs(list []half, lead *report, lang string) []half {
	var out []half
	for i, a := range list {
		for _, b := range list[i+1:] {
			x, y := a.values["actor"], b.values["actor"]
			if strings.EqualFold(lastWord(x), lastWord(y)) || holds(x, lastWord(y)) || holds(y, lastWord(x)) || lang == "ja" && (strings.Contains(x, bareJa(y)) || strings.Contains(y, bareJa(x))) {
				continue
			}
			title := lead.text.Title.Text
			if !holds(title, lastWord(x)) || !holds(title, lastWord(y)) {
				continue
			}
			if a.name != "demand" && b.name != "demand" && (a.name != "say" || b.name != "say") {
				continue
			}
			want, score := "both", max(a.score, b.score)+0.1
			if a.name == "demand" && b.name == "demand" {
				want, score = "wants", score+0.3
			}
			out = append(out, half{name: want, values: map[string]string{"actor": x, "actor2": y},
				cites: []Citation{a.cites[0], a.cites[1], b.cites[1]}, score: score})
		}
	}
	return out
}

// turnHalves ask what the first sections ask: a question built from a sentence
// behind the matter, unless the matter answers it; how many came to harm.
func (c *composer) turnHalves(d *Digest, lead *report, title Citation) []half {
	var out []half
	n := 0
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			s := &d.Pages[p].Sections[i]
			n++
			if n > 3 || s.Question.IsZero() {
				continue
			}
			if m := questionMeasure[s.Question.Form]; m != "" && n == 1 {
				if !tollTold.MatchString(lead.text.Title.Text) && claim.Grave(text.Text{Lang: c.lang, Title: lead.text.Title}) {
					out = append(out, half{name: "toll_" + m, cites: append([]Citation{title}, s.Question.Cites...), score: 2.6})
				}
				continue
			}
			if s.Question.Form != askForm || s.Answer.Form != answerForm || c.lang != "en" {
				continue
			}
			if score := c.askScore(s, lead, n == 1); score > 0 {
				out = append(out, half{name: "ask", values: map[string]string{"ask": lowerFirst(s.Question.Text)},
					cites: append([]Citation{title}, s.Question.Cites...), score: score})
			}
		}
	}
	return out
}

// tollTold matches a title that says how many.
var tollTold = regexp.MustCompile(`(?i)\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?)\b|[一二三四五六七八九十]人`)

// askScore weighs a section's question behind a headline: it must ask for what the
// title does not say, in other words than the title's.
func (c *composer) askScore(s *Section, lead *report, first bool) float64 {
	r, sentence, ok := c.sentenceAt(s.Question.Cites[0].Ref)
	if !ok || c.stale(r, sentence.Index) {
		return 0
	}
	title := contentWords(lead.text.Title)
	answer, asked := wordsWithin(sentence, s.Answer.Text), wordsWithin(sentence, s.Question.Text)
	if len(answer) > 0 && 3*overlapCount(title, answer) >= len(answer) {
		return 0
	}
	shared := overlapCount(title, asked)
	if first && shared == 0 || !first && shared < 2 {
		return 0
	}
	if !c.worthAsking(s) || asksHeading(s.Question.Text, lead.text.Title.Text) {
		return 0
	}
	score := 1.5 + 0.1*float64(min(3, shared))
	if strings.HasPrefix(s.Question.Text, "Why ") || strings.HasPrefix(s.Question.Text, "How ") {
		score += 0.4
	}
	if len(asked) >= 3 && shared*5 >= len(asked)*4 {
		score -= 0.5 // says the matter again
	}
	if first {
		score += inFirst
	}
	return score
}

// storyHalves ask what the whole story raises: which of two figures holds, what has
// happened since it began.
func (c *composer) storyHalves(d *Digest, first *draft, title Citation) []half {
	var out []half
	for _, diff := range d.Disputes {
		if diff.Kind != claim.Conflict || len(diff.Sides) != 2 || !strings.ContainsFunc(diff.Value[0]+diff.Value[1], unicode.IsDigit) {
			continue
		}
		r := c.byID[diff.Sides[0].Cites[0].Ref.Article]
		long := weight(diff.Value[0]+" "+diff.Value[1], c.lang)
		if r == nil || r.event != first.index || long > map[string]int{"ja": 16, "en": 7}[c.lang] {
			continue
		}
		out = append(out, half{name: "differ", values: map[string]string{"figure": diff.Value[0], "figure2": diff.Value[1]},
			cites: []Citation{title, diff.Sides[0].Cites[0], diff.Sides[1].Cites[0]}, score: 2.7})
	}
	if oldest := c.oldestCard(d); oldest != nil && c.traits.long && c.in.Story.Last.Sub(c.in.Story.First) >= sinceAfter && c.goesOn(d, first, oldest) {
		out = append(out, half{name: "since", values: map[string]string{"date": dayText(oldest.article.Published, c.lang)},
			cites: []Citation{title, c.cite(oldest.reading, oldest.text.Title, nil)}, score: 1.55})
	}
	return out
}

// sinceAfter is how long a story is about which one asks what has happened since.
const sinceAfter = 5 * day

// comesFrom matches titles of what others led to: a deal, an opening, an arrest.
var comesFrom = regexp.MustCompile(`(?i)\b(agree\w*|signs?|signed|deal|talks|reopens?|cease-?fire|truce|treaty|verdict|resign\w*|arrest\w*|war|election|sanctions|blockade|inquiry|trial|crisis|accord|peace|quota)\b|合意|署名|再開|決定|成立|協定|停戦|判決|辞任|復旧|避難|逮捕|交渉|協議|会談|選挙|締結`)

// goesOn reports whether a story came from its oldest card to its lead: the lead
// is of a kind that others lead to, and a title of most cards shares words with it.
func (c *composer) goesOn(d *Digest, first *draft, oldest *report) bool {
	near, all := 0, 0
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			for _, card := range s.Cards {
				all++
				if overlapCount(contentWords(c.byID[card.Article].text.Title), c.matter) >= 1 {
					near++
				}
			}
		}
	}
	lead := c.leadReport(first.index).text.Title
	return comesFrom.MatchString(lead.Text) && overlapCount(contentWords(oldest.text.Title), contentWords(lead)) >= 1 && 3*near >= all
}

// oldestCard is the report of the oldest card.
func (c *composer) oldestCard(d *Digest) *report {
	var out *report
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			for _, card := range s.Cards {
				if r := c.byID[card.Article]; r != nil && (out == nil || before(r, out)) {
					out = r
				}
			}
		}
	}
	return out
}
