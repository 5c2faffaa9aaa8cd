package digest

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// traits are what is special about a story; they choose among forms.
type traits struct {
	grave    bool // people died or suffer
	conflict bool
	change   bool // a position changed direction
	sides    bool // at least two actors hold positions
	long     bool // several events
}

// Compose tells a story in one language. The error wraps [ErrAlone] or
// [ErrNoLines] when there is nothing to tell; every line of a returned digest
// has passed the check, and what its lines show of an article is within the
// article's terms.
func Compose(in Input) (Digest, error) { return withinTerms(in, compose) }

func compose(in Input) (Digest, error) {
	c := newComposer(in)
	if in.Story.Publishers() < 2 {
		return Digest{}, fmt.Errorf("story %s: %w", in.Story.ID, ErrAlone)
	}
	nothing := fmt.Errorf("story %s in %q: %w", in.Story.ID, in.Lang, ErrNoLines)
	if len(c.reports) == 0 {
		return Digest{}, nothing
	}
	d := Digest{Story: in.Story.ID, Lang: in.Lang, Edition: 1, AsOf: c.newest(), Since: c.oldest()}
	if in.Previous != nil {
		d.Edition = in.Previous.Edition + 1
	}
	d.Fiction = c.reports[0].article.Fiction
	d.Category = categoryOf(c.reports)
	disputes := c.disputes()
	c.supersede(disputes)
	chapters := c.plan()
	d.Disputes = c.differences(disputes)
	d.Ledger = c.ledger(c.firmPositions())
	if len(chapters) == 0 {
		return Digest{}, nothing
	}
	c.traits = c.traitsOf(d.Disputes, d.Ledger, chapters[0].index)
	d.Grave = c.traits.grave
	// The body is made first and is complete by itself, as a newspaper's is; the
	// front sums it up and keeps an account of its own (see fresh and unsummed).
	lead := c.leadReport(chapters[0].index)
	c.matter = contentWords(lead.text.Title)
	c.favour(chapters[0])
	drafts := c.drafts(chapters)
	c.furnish(drafts)
	first := firstFurnished(drafts)
	if first == nil {
		return Digest{}, nothing
	}
	if first.index != chapters[0].index {
		lead = c.leadReport(first.index)
	}
	c.head(drafts, lead)
	d.Pages = c.pages(drafts, d.Disputes)
	if len(d.Pages) == 0 {
		return Digest{}, nothing
	}
	chapters = printedChapters(drafts)
	c.figures = map[string]int{} // the front may name again what the body counts
	d.Stand = c.standfirst(chapters, lead)
	halves := c.halves(&d, first, lead)
	var answer Line
	d.Headline, answer = c.headline(&d, lead, halves)
	if len(d.Stand) == 1 && !answer.IsZero() {
		d.Stand, answer = append(d.Stand, answer), Line{}
	}
	d.Open = c.open(chapters, &d) // before points and conclusion, which have more to choose from
	d.Points = c.points(chapters, d.Disputes, d.Stand, answer)
	d.Ending = c.ending(chapters, &d)
	c.leaveOpen(&d, halves, chapters)
	c.introduce(&d)
	d.Timeline = markDisputed(c.timeline(), c.in.Story.Events, d.Disputes)
	d.Sources = c.sources()
	d.Flower = c.flower(d.Sources, disputes)
	d.Corrected = c.corrections()
	d.Read = c.read()
	c.whatIsNew(&d)
	c.speak(&d)
	if d.Headline.IsZero() {
		return Digest{}, fmt.Errorf("story %s in %q: headline: %w", in.Story.ID, in.Lang, ErrNoLines)
	}
	return d, nil
}

func newComposer(in Input) *composer { return newComposerBy(gistWeights, in) }

func newComposerBy(weights gist, in Input) *composer {
	c := &composer{in: in, lang: in.Lang, gist: weights, asking: asksBest, byID: map[article.ID]*report{}, used: map[claim.Ref]bool{}, summed: map[claim.Ref]bool{}, answered: map[claim.Ref]bool{},
		spoken: map[string]bool{}, headed: map[string]bool{}, asked: map[string]bool{}, figures: map[string]int{}, facts: map[string]bool{}, ids: map[string]bool{}, stales: map[staleKey]bool{}, shown: map[article.ID]int{}}
	c.check = NewChecker(
		func(id article.ID) (article.Article, bool) { a, ok := in.Articles[id]; return a, ok },
		func(a article.Article) text.Text { return in.Texts[a.ID] },
		in.Hosts)
	for i, e := range in.Story.Events {
		c.gather(i, e)
	}
	sort.SliceStable(c.reports, func(i, j int) bool { return before(c.reports[i], c.reports[j]) })
	c.templates()
	for i := range in.Story.Events {
		c.profiles = append(c.profiles, profileOf(c.eventReports(i)))
		c.judge(i)
	}
	return c
}

// gather reads the reports of one event. An echo is kept as a name on the card
// of its original; where the original is not in the digest's language or not
// there, the first echo stands for it.
func (c *composer) gather(event int, e story.Event) {
	stands := map[article.ID]*report{}
	for _, m := range c.quotableFirst(e.Articles) {
		a, ok := c.in.Articles[m.Article]
		t, read := c.in.Texts[m.Article]
		if !ok || !read {
			continue
		}
		r := &report{reading: newReading(a, t), event: event, opinion: opinionTitle.MatchString(a.Title) || signed(t)}
		c.check.seen[a.ID] = r.reading
		c.byID[a.ID] = r
		if a.Lang != c.lang {
			continue
		}
		root := m.EchoOf
		if root == "" {
			root = m.Article
		}
		if first := stands[root]; first != nil {
			if first.article.Publisher != a.Publisher {
				first.echoes = appendOnce(first.echoes, a.Publisher)
			}
			continue
		}
		stands[root] = r
		c.reports = append(c.reports, r)
	}
}

var (
	opinionTitle = regexp.MustCompile(`(?i)^(editorial|opinion|column|comment|analysis)\b|: (opinion|analysis|comment)$|\btime to rethink\b|^(社説|論説|コラム|主張)|（社説）`)
	// roundupTitle matches reports that tell of several matters at once.
	roundupTitle = regexp.MustCompile(`(?i)top headlines|\bbriefing$|^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening) briefing|live updates|as it happened|all of africa today|news roundup|ニュースまとめ|きょうのニュース`)
)

// signature matches a name before the colon of a title.
var signature = regexp.MustCompile(`^[A-Z][\p{L}.’'-]+(?: [A-Z][\p{L}.’'-]+){1,2}: `)

// signed reports a title that begins with the name of who writes ("Ada Marlow: a
// town without a harbour"), or of a series. Whom a report quotes in its title it
// names again below.
func signed(t text.Text) bool {
	name := strings.TrimSuffix(signature.FindString(t.Title.Text), ": ")
	if name == "" || len(t.Sentences) < 3 {
		return false
	}
	last := lastWord(name)
	for _, s := range t.Sentences {
		if holds(s.Text, last) {
			return false
		}
	}
	return true
}

func appendOnce(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func before(a, b *report) bool {
	if !a.article.Published.Equal(b.article.Published) {
		return a.article.Published.Before(b.article.Published)
	}
	return a.article.ID < b.article.ID
}

// judge finds the candidates of one event's reports and scores them by the
// words the reports share, by place in the report and by what they hold.
func (c *composer) judge(event int) {
	most := 0.0
	reports := c.eventReports(event)
	log := c.logs(reports)
	for _, r := range reports {
		if roundupTitle.MatchString(r.article.Title) || !r.article.Terms.Quotable() || log[r] {
			continue
		}
		for _, s := range r.text.Sentences {
			cand, ok := c.nameCandidate(r, s)
			if !ok && !standsAlone(r.reading, s, c.lang) {
				continue
			}
			if !ok {
				cand = candidate{report: r, index: s.Index, words: contentWords(s), leans: leansOf(s, c.lang)}
			}
			cand.relevant = c.profiles[event].relevance(cand.words)
			most = max(most, cand.relevant)
			cand.score = c.value(cand)
			r.candidates = append(r.candidates, cand)
		}
	}
	for _, r := range reports {
		for i := range r.candidates {
			r.candidates[i].central = r.candidates[i].relevant / max(most, 1e-9)
		}
		r.all = r.candidates
		least := offTopic
		if len(r.text.Sentences) <= shortReport {
			least = offTopicShort
		}
		r.candidates = onTopic(r.candidates, least*most)
	}
}

// eventReports are all reports of an event in the digest's language, by time.
func (c *composer) eventReports(event int) []*report {
	var out []*report
	for _, r := range c.reports {
		if r.event == event {
			out = append(out, r)
		}
	}
	return out
}

// offTopic is the share of the event's best relevance under which a sentence
// is about something else; set by reading live pages and briefings, in which
// one report tells of several matters.
const (
	offTopic      = 0.3
	offTopicShort = 0.08 // a short report is on its topic to the end
)

func onTopic(cands []candidate, least float64) []candidate {
	var out []candidate
	for _, cand := range cands {
		if cand.relevant >= least {
			out = append(out, cand)
		}
	}
	return out
}

// value joins what makes a sentence worth printing. The weights were set by
// reading pages, not learned; see docs/quality.md.
func (c *composer) value(cand candidate) float64 {
	s := cand.sentence()
	v := 1.2*cand.relevant + 0.6/(1+float64(cand.index)*0.5)
	v -= leaning * float64(min(2, len(cand.leans)))
	if len(s.Figures) > 0 {
		v += 0.12
	}
	if len(s.Names) > 0 {
		v += 0.08
	}
	for _, st := range cand.statements() {
		if st.Stance != claim.OtherSay && st.Stance != "" {
			v += 0.1
		}
		if st.Hearsay {
			v -= 0.1
		}
	}
	if relativeDay.MatchString(outsideQuotes(s.Text)) {
		v -= 0.3
	}
	if preview.MatchString(s.Text) && c.in.Story.Last.Sub(cand.report.article.Published) > 2*time.Hour {
		v -= 0.3 // what was to come may have come since
	}
	n := weight(s.Text, c.lang)
	comfortable, slope := 32, 0.02
	if c.lang == "ja" {
		comfortable, slope = 85, 0.008
	}
	if n > comfortable {
		v -= slope * float64(n-comfortable)
	}
	return v
}

// leaning is what a sentence loses for each thing that it takes for told: one that
// stands by itself is chosen before it.
const leaning = 0.25

// preview matches what an early report expects of the day.
var preview = regexp.MustCompile(`\b(will|is due to|is expected to|is likely to|is set to|are expected to|are due to)\b`)

// traitsOf finds the story's traits in what the digest prints of disputes and
// positions, so that a headline asks nothing that its pages do not show. A
// dispute or a change of mind names the story where it belongs to the lead event.
func (c *composer) traitsOf(differences []Difference, ledger []Holding, lead int) traits {
	inLead := func(l Line) bool {
		r := c.byID[l.Cites[0].Ref.Article]
		return r != nil && r.event == lead
	}
	t := traits{grave: c.grave(), long: len(c.in.Story.Events) >= 3}
	for _, d := range differences {
		t.conflict = t.conflict || d.Kind == claim.Conflict && inLead(d.Sides[0])
	}
	actors := map[string]bool{}
	for _, h := range ledger {
		for _, p := range h.Positions {
			t.change = t.change || p.Changed && inLead(p.Line)
			if p.Stance != claim.OtherSay && p.Stance != claim.Announce {
				actors[h.Actor] = true
			}
		}
	}
	t.sides = len(actors) >= 2
	return t
}

var unhurt = regexp.MustCompile(`(?i)\b(no injuries|no casualties|nobody (was )?hurt|no one (was )?hurt|unharmed|intercepted)\b|けが人なし|負傷者なし`)

// grave reports whether people died or suffer in what the story is about: a
// title that says so counts twice, an opening once, a death far down not at all.
func (c *composer) grave() bool {
	weight := 0
	for _, r := range c.reports {
		if unhurt.MatchString(r.article.Title) {
			return false
		}
		if claim.Grave(text.Text{Lang: r.text.Lang, Title: r.text.Title}) {
			weight += 2
		} else if claim.Grave(text.Text{Lang: r.text.Lang, Sentences: firstSentences(r, 2)}) {
			weight++
		}
	}
	// An injury in sport is no mourning.
	return weight > 0 && weight >= len(c.reports) && categoryOf(c.reports) != Sport
}

func (c *composer) positions() []claim.Position {
	var sts []claim.Statement
	for _, r := range c.reports {
		said, _ := r.body()
		sts = append(sts, said...)
	}
	return claim.Ledger(sts)
}

// newest and oldest are the times of the story's last and first report, in the
// zone that its source printed.
func (c *composer) newest() time.Time {
	var out time.Time
	for _, r := range c.byID {
		if t := r.article.Published; t.After(out) || t.Equal(out) && t.String() < out.String() {
			out = t
		}
	}
	return out
}

func (c *composer) oldest() time.Time {
	var out time.Time
	for _, r := range c.byID {
		if t := r.article.Published; out.IsZero() || t.Before(out) || t.Equal(out) && t.String() < out.String() {
			out = t
		}
	}
	return out
}

// sentenceAt finds the sentence a reference points to.
func (c *composer) sentenceAt(ref claim.Ref) (*report, text.Sentence, bool) {
	r := c.byID[ref.Article]
	if r == nil {
		return nil, text.Sentence{}, false
	}
	s, err := c.check.sentence(ref)
	return r, s.sentence, err == nil
}
