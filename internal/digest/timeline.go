package digest

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest/timeline"
	"kiku/internal/language/text"
)

const (
	// maxBackground bounds the earlier days that are told from what reports
	// mention of them.
	maxBackground = 6
	// maxAlone is the length of a timeline above which events that one publisher
	// alone reports are left to the pages: what many days of a long story hold are
	// steps that nobody comes back to.
	maxAlone = 10
	// oftenTold are the reports of an event that is kept whatever its titles are.
	oftenTold = 4
)

// timeline is the story's events, each with the title that says most of it,
// and the days that reports look back to, before them and between them.
func (c *composer) timeline() []Moment {
	day := c.chronicle()
	var events []step
	for i, e := range c.in.Story.Events {
		if m, r, ok := c.moment(i, day); ok {
			m.Event, m.Reports, m.Publishers = e.ID, e.Independent(), c.indexes(e.Articles)
			events = append(events, step{m, !r.opinion && telling(r.text.Title.Text), day.title(r)})
		}
	}
	out := lasting(c.once(events))
	out = append(c.background(day, out), out...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Date.Before(out[j].Date) })
	return out
}

// tellsOf is the part of an event's words in the title of another from which both
// tell one happening; chosen on a day of reports, where titles of two happenings of
// one story reach 0.6.
const tellsOf = 0.65

// once leaves out events of a single report that tell again what another of that day
// tells: with its words, or in another language with its figures.
func (c *composer) once(events []step) []step {
	var out []step
	for _, e := range events {
		again := false
		for _, o := range events {
			again = again || e.Event != o.Event && e.Reports == 1 && timeline.Midnight(e.Date).Equal(timeline.Midnight(o.Date)) && c.tellsAgain(e, o)
		}
		if !again {
			out = append(out, e)
		}
	}
	return out
}

func (c *composer) tellsAgain(e, o step) bool {
	a, b := c.byID[e.Line.Cites[0].Ref.Article], c.byID[o.Line.Cites[0].Ref.Article]
	if a.article.Lang == b.article.Lang {
		return o.Reports > e.Reports && c.profiles[b.event].relevance(contentWords(a.text.Title)) >= tellsOf
	}
	if a.article.Lang == c.lang || len(a.text.Title.Figures) == 0 {
		return false
	}
	for _, f := range a.text.Title.Figures {
		if !slices.ContainsFunc(b.text.Title.Figures, func(g text.Figure) bool { return g.Value == f.Value }) {
			return false
		}
	}
	return true
}

// step is an event as a moment, whether its title tells of a happening, and what
// that title is worth.
type step struct {
	Moment
	plain bool
	worth float64
}

// lasting are the events that a timeline keeps: the first and the newest, those
// of several publishers, and of the others the most telling ones while there is
// room. Where nothing is told plainly all are kept.
func lasting(events []step) []Moment {
	first, newest := 0, 0
	for i, m := range events {
		if m.Date.Before(events[first].Date) {
			first = i
		}
		if !m.Date.Before(events[newest].Date) {
			newest = i
		}
	}
	keep := map[int]bool{}
	var alone []int
	for i, m := range events {
		switch {
		case m.Reports > 1 && (m.plain || m.Reports >= oftenTold), m.plain && (i == first || i == newest):
			keep[i] = true
		case m.plain:
			alone = append(alone, i)
		}
	}
	sort.SliceStable(alone, func(a, b int) bool { return events[alone[a]].worth > events[alone[b]].worth })
	for _, i := range alone {
		if len(keep) < maxAlone {
			keep[i] = true
		}
	}
	var out []Moment
	for i, m := range events {
		if keep[i] || len(keep) == 0 {
			out = append(out, m.Moment)
		}
	}
	return out
}

// untelling matches titles that tell of no happening: questions, opinions,
// briefings, explanations.
var untelling = regexp.MustCompile(`(?i)[?？]["'”’」』]?$|^(how|why)\b|^(what|when|who|where|is|are|can|could|will|should|does|do)\b.*\?|\b(explained|explainer|in pictures|in photos|fact.?check)\b|^(analysis|opinion|watch|video|podcast)\b|【(解説|社説|論説|コラム|写真|動画)】|(とは|なのか|のか)$` +
	`|^please note\b|^all you need\b|\bone click\b|^follow:|good morning$|\byour (chance|questions)\b|, (host|anchor|[a-z]+ (host|anchor)): |\bsharing their\b|\bhave been describing\b|\bscreenshot\b|\bexperts? (say|warn)s?\b|: former [a-z]|\bnot my problem\b|\bremarks? .*encourage\b|\bone big\b` +
	`|^(but|and|however|at this time|there (is|are|was|were)|they|he|she|we|these|those|advert)\b|\byears ago$|^[“"][^”"]*$|^[“"].*[,”"] (?:\w+ ){0,6}(?:said|says|told)\b`)

// telling reports that a title tells of a happening.
func telling(title string) bool {
	return !untelling.MatchString(title) && !opinionTitle.MatchString(title) && !roundupTitle.MatchString(title)
}

// titleWorth is what the judgement of sentences weighs beside a title's share of
// the event's words, 0..1; both nearly always agree, and worth, a number from 0 to
// 6, decides between titles that are equally central.
const titleWorth = 0.2

// moment tells an event by the title of its most central report; in another
// language when the digest's own has none.
func (c *composer) moment(event int, day *chronicle) (Moment, *report, bool) {
	var best *report
	score := -100.0
	for _, r := range c.eventReports(event) {
		v := c.profiles[event].relevance(contentWords(r.text.Title)) + titleWorth*day.title(r)
		if r.opinion || !telling(r.text.Title.Text) {
			v -= 2 // only where no other title tells the event
		}
		if !r.article.Terms.Quotable() {
			v -= 10 // only where no other report has told the event
		}
		if v > score {
			best, score = r, v
		}
	}
	if best == nil {
		for _, m := range c.in.Story.Events[event].Articles {
			if best = c.byID[m.Article]; best != nil {
				break
			}
		}
	}
	if best == nil {
		return Moment{}, nil, false
	}
	l := c.foreignTitle(best)
	return Moment{Date: c.beginning(event, best), Line: l}, best, !l.IsZero()
}

// longEvent is the longest time for which the first report of an event gives the
// day of what another tells of it; older ones are dated wrongly, or told of what
// led to it.
const longEvent = 3 * day

// beginning is when an event was first reported, no longer than longEvent before
// the report that tells it.
func (c *composer) beginning(event int, teller *report) time.Time {
	e := c.in.Story.Events[event]
	first := teller.article.Published
	if first.Sub(e.First) <= longEvent {
		return e.First
	}
	for _, m := range e.Articles {
		if m.Published.Before(first) && teller.article.Published.Sub(m.Published) <= longEvent {
			first = m.Published
		}
	}
	return first
}

func (c *composer) foreignTitle(r *report) Line {
	if r.article.Lang == c.lang && r.article.Terms.Quotable() {
		return c.titleLine(r.reading, labelJa.ReplaceAllString(labelEn.ReplaceAllString(r.text.Title.Text, ""), ""))
	}
	l := Line{Kind: Extract, Text: r.text.Title.Text, Cites: []Citation{c.cite(r.reading, r.text.Title, nil)}}
	if r.article.Lang != c.lang {
		l.Lang = r.article.Lang
	}
	return c.line(l)
}

// chronicle is the story's reports in the digest's language, as the judgement of
// days reads them. A report's title is its first sentence there.
type chronicle struct {
	*timeline.Chronicle
	reports []*report
	about   map[string]bool // words that say what the story is
	scenes  map[time.Time][]timeline.Candidate
}

func (c *composer) chronicle() *chronicle {
	out := &chronicle{reports: c.reports, about: c.titleWords(), scenes: map[time.Time][]timeline.Candidate{}}
	var reports []timeline.Report
	for _, r := range c.reports {
		one := timeline.Report{Day: timeline.Midnight(r.article.Published), Source: r.article.Publisher}
		one.Sentences = append(one.Sentences, timeline.Of(r.text.Title))
		for _, s := range r.text.Sentences {
			one.Sentences = append(one.Sentences, timeline.Of(s))
		}
		reports = append(reports, one)
	}
	var query []string
	for w := range out.about {
		query = append(query, w)
	}
	sort.Strings(query)
	out.Chronicle = timeline.New(reports, query)
	return out
}

// titleWords are the words that a sixth of the story's titles share, at least
// two; of a story of one or two reports all words of the titles.
func (c *composer) titleWords() map[string]bool {
	counts := map[string]int{}
	for _, r := range c.reports {
		for w := range contentWords(r.text.Title) {
			counts[w]++
		}
	}
	least := max(2, (len(c.reports)+5)/6)
	if len(c.reports) < 3 {
		least = 1
	}
	out := map[string]bool{}
	for w, n := range counts {
		if n >= least {
			out[w] = true
		}
	}
	return out
}

// candidates are the sentences that may tell of a day, best first.
func (c *chronicle) candidates(d time.Time) []timeline.Candidate {
	if _, ok := c.scenes[d]; !ok {
		c.scenes[d] = c.Scene(d, nil).Best(timeline.DefaultModel())
	}
	return c.scenes[d]
}

// title is what a report's title is worth on the day it was printed.
func (c *chronicle) title(r *report) float64 {
	for _, cand := range c.candidates(timeline.Midnight(r.article.Published)) {
		if cand.Sentence == 0 && c.reports[cand.Report] == r {
			return cand.Worth
		}
	}
	return -100 // in another language
}

// background tells of days on which no event of the story lies: the days that
// reports come back to most, each by the best sentence that names it.
func (c *composer) background(day *chronicle, events []Moment) []Moment {
	taken := map[time.Time][]map[string]bool{} // the words of what is told of a day
	for _, m := range events {
		d := timeline.Midnight(m.Date)
		taken[d] = append(taken[d], contentWords(c.byID[m.Line.Cites[0].Ref.Article].text.Title))
	}
	var days []time.Time
	for _, d := range day.Known(time.Time{}, timeline.Midnight(c.newest())) {
		if taken[d] == nil {
			days = append(days, d)
		}
	}
	m := timeline.DefaultModel()
	var out []Moment
	for _, choice := range day.Rank(m, days) {
		if len(out) == maxBackground || choice.Score < m.Enough {
			break
		}
		if moment, ok := c.past(day, choice.Day, taken[choice.Day.AddDate(0, 0, 1)]); ok {
			out = append(out, moment)
		}
	}
	return out
}

// past tells of a day by the best sentence that names it and no other. What is
// told with the next day's words is the same happening, printed a day later, and
// not told again.
func (c *composer) past(day *chronicle, d time.Time, next []map[string]bool) (Moment, bool) {
	publishers := map[string]bool{}
	var out Moment
	for _, choice := range day.candidates(d) {
		if choice.Sentence == 0 {
			continue
		}
		r := day.reports[choice.Report]
		s := r.text.Sentences[choice.Sentence-1]
		at, ok := onlyPastDay(s, r.article)
		if !ok || !timeline.Midnight(at).Equal(d) || notThatDay.MatchString(s.Text) || !cameToPass(s, r.article, c.lang) || c.lang == "en" && ownYear(s, r.article) {
			continue
		}
		publishers[r.article.Publisher] = true
		words := contentWords(s)
		if !out.Line.IsZero() || shared(words, day.about) == 0 || !mayStand(r, s.Index) || repeatsAny(words, next) {
			continue
		}
		if l := c.sentenceLine(r.reading, s, c.comfort()); !l.IsZero() && holds(l.Text, s.Dates[0].Surface) {
			out = Moment{Date: at, Line: l}
		}
	}
	out.Reports = len(publishers)
	for i, name := range c.publishers() {
		if publishers[name] {
			out.Publishers = append(out.Publishers, i)
		}
	}
	return out, !out.Line.IsZero()
}

// repeatsAny reports that words hold half of those of a title.
func repeatsAny(words map[string]bool, titles []map[string]bool) bool {
	for _, t := range titles {
		if len(t) > 0 && 2*shared(t, words) >= len(t) {
			return true
		}
	}
	return false
}

// mayStand reports that a sentence is among its report's candidates and has to do
// with the event.
func mayStand(r *report, index int) bool {
	for _, cand := range r.candidates {
		if cand.index == index {
			return cand.relevant > 0.15
		}
	}
	return false
}

// shared is how many words are in both.
func shared(words, with map[string]bool) int {
	n := 0
	for w := range words {
		if with[w] {
			n++
		}
	}
	return n
}

// notThatDay matches sentences whose day is a limit or a plan, not the day of
// what they tell.
var notThatDay = regexp.MustCompile(`(?i)\b(since|as of|prior to|until|by|week ending|will|to hold|scheduled|due|propos\w*|expected|hop(?:es?|ing)|plans?|(?:is|are|was|were) to|published a story|posted by|(?:up|down) from)\b|以来|まで|予定|だろう|でしょう|かもしれ|なので、|ことになる`)

// cameToPass reports whether a sentence tells what came to pass on the day it names:
// no saying, no caption, no day inside a noun's name, no weekday so far back that the
// coming one is meant.
func cameToPass(s text.Sentence, a article.Article, lang string) bool {
	d := s.Dates[0]
	rs := []rune(s.Text)
	before, behind := string(rs[:d.Span.Start]), string(rs[d.Span.End:])
	if shareOfDay.MatchString(d.Surface) && (strings.HasPrefix(behind, "程度") || strings.HasSuffix(before, "の")) {
		return false // "a third"
	}
	if lang != "en" {
		return true
	}
	if strings.ContainsRune("“\"", rs[0]) || captionVerb.MatchString(s.Text) || dayOfThing.MatchString(before) || dayOfSaying.MatchString(before) || strings.HasPrefix(behind, "'s ") || strings.HasPrefix(behind, "’s ") {
		return false
	}
	return !bareWeekday.MatchString(d.Surface) || timeline.Midnight(a.Published).Sub(timeline.Midnight(d.Time)) < 6*day || strings.HasSuffix(strings.ToLower(before), "last ")
}

var (
	shareOfDay  = regexp.MustCompile(`^\d+/\d+$`)
	bareWeekday = regexp.MustCompile(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$`)
	// dayOfThing is a day that only names a thing: "the May 2 airstrike".
	dayOfThing = regexp.MustCompile(`(?i)\b(?:the|a|this|that|its|their|his|her|deadly|alleged)(?: [a-z]+ly)? $`)
	// dayOfSaying is a day on which something was only said, or that a clause about
	// somebody names.
	dayOfSaying = regexp.MustCompile(`\b(?:said|says|added|wrote|told(?: \w+){1,4}|tells(?: \w+){1,3})(?: in a \w+)? (?:on |late on )?$|\bwho [^,;]*$`)
	// captionVerb is how English tells what a picture shows.
	captionVerb = regexp.MustCompile(`^(?:(?:President|Prime Minister|Secretary|Mr\.?|Mrs\.?|Ms\.?|U\.S\.|US|A|An|The|[A-Z][\w'’.-]+),? ){1,9}(?:meets?|attends?|speaks?|gestures?|shakes?|walks?|stands?|arrives?|poses?|holds?|looks?|waves?|greets?|listens?|sits?|hugs?|inspects?|carry|carries|gathers?) `)
)

// ownYear reports that a sentence prints the year of its own report with the day.
// English captions of pictures do; prose leaves the year out.
func ownYear(s text.Sentence, a article.Article) bool {
	return strings.Contains(s.Dates[0].Surface, strconv.Itoa(a.Published.Year()))
}

// onlyPastDay is the one exact day a sentence names, when it lies before the
// report's own day.
func onlyPastDay(s text.Sentence, a article.Article) (time.Time, bool) {
	if len(s.Dates) != 1 || s.Dates[0].Precision != text.Day || s.Dates[0].Time.IsZero() {
		return time.Time{}, false
	}
	d := s.Dates[0].Time
	return d, d.Before(a.Published.Add(-2 * day))
}
